//! Object stores by the crate `object_store`, as fence class A asks for them; what is common to the
//! kinds `s3`, `gcs` and `azure`.

mod wire;

use crate::problem::Problem;
use crate::publish::fence::objects::bucket::{Bucket, Found, Object, Only, Put, Tag};
use crate::publish::mirror::Trouble;
use crate::publish::release::Ticket;
use crate::tree::Digest;
use async_trait::async_trait;
use futures_util::TryStreamExt as _;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, ClientOptions, Error, GetOptions, ObjectStore, ObjectStoreExt as _,
    PutMode, PutOptions, RetryConfig, UpdateVersion,
};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::time::Duration;
pub(super) use wire::Wire;

/// Who wrote an object. No hyphen: Azure takes only names that are words of a programming language.
const STAMP: Attribute = Attribute::Metadata(Cow::Borrowed("stillupstamp"));
/// The digest of the file in it.
const DIGEST: Attribute = Attribute::Metadata(Cow::Borrowed("stillupdigest"));

/// How a service tells versions of an object apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// By its `ETag`.
    ByTag,
    /// By a number that only grows: Google's generation.
    ByNumber,
}

/// One bucket or container, from a prefix down. It has no `Debug` form: the crate's own would show keys.
pub struct Store {
    store: Box<dyn ObjectStore>,
    /// With a slash behind, unless empty.
    prefix: String,
    /// What problems call it, as in `bucket \`acme\``.
    shown: String,
    told: Told,
    wire: Wire,
}

/// How long a request may take, and how it is sent.
pub(super) fn options() -> ClientOptions {
    // Fails when it is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    ClientOptions::new()
        .with_timeout(Duration::from_secs(30))
        .with_connect_timeout(Duration::from_secs(10))
}

/// How often a request is sent again whose answer was an error of the server's own. Conditional writes
/// are too: that the first one may have happened is for the fence to find out.
pub(super) fn retries() -> RetryConfig {
    RetryConfig {
        max_retries: 3,
        retry_timeout: Duration::from_secs(30),
        ..RetryConfig::default()
    }
}

/// A place that cannot even be asked: its settings do not fit together.
pub(super) fn unusable(kind: &str, error: &Error) -> Problem {
    let what = format!("the settings of this `{kind}` mirror cannot be used");
    Problem::error("unusable-settings", what).because(words(error))
}

impl Store {
    pub(super) fn new(
        store: impl ObjectStore,
        prefix: &str,
        shown: String,
        told: Told,
        wire: Wire,
    ) -> Self {
        let prefix = prefix.trim_matches('/');
        Store {
            store: Box::new(store),
            prefix: match prefix {
                "" => String::new(),
                prefix => format!("{prefix}/"),
            },
            shown,
            told,
            wire,
        }
    }

    fn at(&self, path: &str) -> Path {
        Path::from(format!("{}{path}", self.prefix))
    }

    fn tag(&self, e_tag: Option<String>, version: Option<String>) -> Option<Tag> {
        match self.told {
            Told::ByTag => e_tag.map(Tag),
            Told::ByNumber => version.map(Tag),
        }
    }

    fn only(&self, only: &Only) -> PutMode {
        let same = |tag: &Tag| match self.told {
            Told::ByTag => (Some(tag.0.clone()), None),
            Told::ByNumber => (None, Some(tag.0.clone())),
        };
        match only {
            Only::Always => PutMode::Overwrite,
            Only::Absent => PutMode::Create,
            Only::Same(tag) => {
                let (e_tag, version) = same(tag);
                PutMode::Update(UpdateVersion { e_tag, version })
            }
        }
    }

    fn untold(&self, path: &str) -> Trouble {
        let what = format!("{} does not tell which version `{path}` is", self.shown);
        Problem::error("no-version", what)
            .hint("look in the kind's page whether this service is known to work")
            .into()
    }

    /// What could not be done, why, and what to try.
    fn trouble(&self, doing: &str, error: &Error) -> Trouble {
        let shown = &self.shown;
        let why = words(error);
        let (what, hint) = match error {
            Error::PermissionDenied { .. } => (
                format!("{shown} does not let us {doing}"),
                Some("give this key the rights that the kind's page lists"),
            ),
            Error::Unauthenticated { .. } => (
                format!("{shown} does not know this key"),
                Some("make a new key, and set its variables as the kind's page says"),
            ),
            Error::NotFound { .. } => (
                format!("{shown} is not there"),
                Some("make it, or correct its name in `stillup.toml`"),
            ),
            _ => (format!("cannot {doing} in {shown}"), None),
        };
        let problem = Problem::error("object-store", what).because(why);
        Trouble {
            problem: match hint {
                Some(hint) => problem.hint(hint),
                None => problem,
            },
            again: matches!(error, Error::Generic { .. }),
        }
    }
}

/// The innermost reason: what the server said, or why there was no answer. Never an address, which may
/// carry a key.
fn words(error: &Error) -> String {
    let mut reason: &dyn std::error::Error = error;
    while let Some(inner) = reason.source() {
        reason = inner;
    }
    let text = reason.to_string();
    let between = |before: &str, after: &str| {
        let from = text.find(before)? + before.len();
        let length = text[from..].find(after)?;
        Some(&text[from..from + length])
    };
    let said = between("<Message>", "</Message>");
    match (between("<Code>", "</Code>"), said) {
        (Some(code), Some(message)) => format!("{code}: {}", message.trim()),
        (Some(code), None) => code.to_owned(),
        _ => text.chars().take(300).collect(),
    }
}

#[async_trait]
impl Bucket for Store {
    async fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Tag)>, Trouble> {
        let doing = || format!("read `{path}`");
        let result = match self.store.get(&self.at(path)).await {
            Ok(result) => result,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.trouble(&doing(), &error)),
        };
        let tag = self.tag(result.meta.e_tag.clone(), result.meta.version.clone());
        let tag = tag.ok_or_else(|| self.untold(path))?;
        let bytes = result.bytes().await;
        let bytes = bytes.map_err(|error| self.trouble(&doing(), &error))?;
        Ok(Some((bytes.to_vec(), tag)))
    }

    async fn head(&self, path: &str) -> Result<Option<Found>, Trouble> {
        let options = GetOptions {
            head: true,
            ..GetOptions::default()
        };
        let result = match self.store.get_opts(&self.at(path), options).await {
            Ok(result) => result,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.trouble(&format!("look at `{path}`"), &error)),
        };
        let said = |what: &Attribute| result.attributes.get(what).map(AsRef::as_ref);
        let tag = self.tag(result.meta.e_tag.clone(), result.meta.version.clone());
        Ok(Some(Found {
            tag: tag.ok_or_else(|| self.untold(path))?,
            length: result.meta.size,
            stamp: said(&STAMP).and_then(Ticket::parse),
            digest: said(&DIGEST).and_then(Digest::from_hex),
        }))
    }

    async fn list(&self) -> Result<BTreeSet<String>, Trouble> {
        let below = self.at("");
        let below = (!self.prefix.is_empty()).then_some(&below);
        let all = self.store.list(below);
        let paths = all.map_ok(|meta| meta.location.as_ref()[self.prefix.len()..].to_owned());
        let paths = paths.try_collect().await;
        paths.map_err(|error| self.trouble("list what is there", &error))
    }

    async fn any_outside(&self, folder: &str) -> Result<Option<String>, Trouble> {
        let below = self.at("");
        let below = (!self.prefix.is_empty()).then_some(&below);
        let mut all = self.store.list(below);
        let next = |error| self.trouble("list what is there", &error);
        while let Some(meta) = all.try_next().await.map_err(next)? {
            let path = &meta.location.as_ref()[self.prefix.len()..];
            if !path.starts_with(folder) {
                return Ok(Some(path.to_owned()));
            }
        }
        Ok(None)
    }

    async fn put(&self, object: Object, only: &Only) -> Result<Put, Trouble> {
        // All of them each time: what is not sent again is forgotten.
        let mut attributes = Attributes::new();
        attributes.insert(Attribute::ContentType, object.content_type.into());
        attributes.insert(Attribute::CacheControl, object.cache_control.into());
        if let Some(coding) = object.coding {
            attributes.insert(Attribute::ContentEncoding, coding.into());
        }
        attributes.insert(STAMP, object.stamp.name().into());
        attributes.insert(DIGEST, object.digest.to_string().into());
        let options = PutOptions {
            mode: self.only(only),
            attributes,
            ..PutOptions::default()
        };
        let at = self.at(&object.path);
        match self.store.put_opts(&at, object.bytes.into(), options).await {
            Ok(done) => {
                let tag = self.tag(done.e_tag, done.version);
                Ok(Put::Done(tag.ok_or_else(|| self.untold(&object.path))?))
            }
            // A conflict may also mean that nothing was written and nothing is there: the fence looks.
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. })
                if *only != Only::Always =>
            {
                Ok(Put::Refused)
            }
            Err(error) => Err(self.trouble(&format!("write `{}`", object.path), &error)),
        }
    }

    async fn delete(&self, path: &str, tag: &Tag) -> Result<(), Trouble> {
        let at = self.at(path);
        let deleted = wire::only_if(self.told, tag, self.store.delete(&at)).await;
        match deleted {
            Ok(()) | Err(Error::NotFound { .. } | Error::Precondition { .. }) => Ok(()),
            Err(error) => Err(self.trouble(&format!("delete `{path}`"), &error)),
        }
    }

    fn server(&self) -> String {
        self.wire.server()
    }
}
