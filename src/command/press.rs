//! From a site's files to a release: theme, edition, rendering, and what was rendered before.

use super::{Context, Stop, cache, pipeline, shelf, signing};
use crate::config::Config;
use crate::model::Site;
use crate::problem::Problem;
use crate::publish::generation::{Copy, Generation};
use crate::publish::release::{Labels, Release, nonce, run};
use crate::publish::sign::{Parts, Signature, SigningKey};
use crate::render::{self, Edition, Theme};
use crate::source;
use crate::source::look::Seen;
use crate::status::Standing;
use crate::tree::{File, Known, Shelf, Tree};
use chrono::{DateTime, SubsecRound as _, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A clock that is this far behind the newest copy is worth a word.
const CLOCK: TimeDelta = TimeDelta::minutes(10);

/// A site ready to be rendered.
pub struct Press {
    /// `stillup.toml`.
    pub config: Config,
    /// With its incidents.
    pub site: Arc<Site>,
    /// At the moment asked for.
    pub standing: Arc<Standing>,
    /// Its looks.
    pub theme: Arc<Theme>,
    /// Everything wrong with any file.
    pub problems: Vec<Problem>,
    /// Who signs.
    pub signers: Vec<SigningKey>,
    now: DateTime<Utc>,
    known: Known,
}

/// What is there already, anywhere.
#[derive(Debug, Default)]
pub struct Before {
    /// The newest head.
    pub newest: Option<Generation>,
    /// The signatures of all copies of it, whether they fit or not, sorted by key.
    pub signatures: Vec<Signature>,
    /// The highest generation seen.
    pub highest: u64,
}

/// Why a release is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Something on the page changed, or there was nothing yet.
    Changed,
    /// Nothing changed, but the newest copy is due to be written anew.
    Heartbeat,
    /// Nothing changed: this is the newest copy again, for mirrors that lack it.
    Same,
}

impl Press {
    /// Reads everything a page is made of.
    ///
    /// # Errors
    /// There is no site, nothing can be made of its settings, or its theme does not work.
    pub fn load(ctx: &Context) -> Result<Self, Stop> {
        Self::with(ctx, false, None)
    }

    /// The same, keeping what files came to for the next time: for commands that write.
    ///
    /// # Errors
    /// As for [`load`](Self::load).
    pub fn load_and_keep(ctx: &Context) -> Result<Self, Stop> {
        Self::load_seen(ctx, None)
    }

    /// The same, when the folder of incidents was looked at already.
    ///
    /// # Errors
    /// As for [`load`](Self::load).
    pub fn load_seen(ctx: &Context, seen: Option<Arc<Seen>>) -> Result<Self, Stop> {
        Self::with(ctx, true, seen)
    }

    fn with(ctx: &Context, keep: bool, seen: Option<Arc<Seen>>) -> Result<Self, Stop> {
        let beside = |config: &Config| (theme(ctx, config), cache::read(&ctx.root));
        let (mut loaded, (theme, known)) = pipeline::site_with(ctx, keep, seen, beside)?;
        let (theme, found) = theme?;
        let withheld = signing::withhold(ctx, &mut loaded.config);
        loaded.site.settings.keys = loaded.config.settings.keys.clone();
        let mut problems = loaded.problems;
        problems.extend(found);
        problems.extend(theme.problems().iter().cloned());
        let (signers, found) = signing::keys(ctx, &loaded.config);
        problems.extend(withheld.into_iter().chain(found));
        Ok(Press {
            signers,
            config: loaded.config,
            site: Arc::new(loaded.site),
            standing: Arc::new(loaded.standing),
            theme: Arc::new(theme),
            problems,
            now: ctx.now,
            known: Known {
                shelf: Some(shelf::new(&ctx.root)),
                ..known
            },
        })
    }

    /// Lets pages wait on this shelf.
    pub fn wait_on(&mut self, shelf: Arc<dyn Shelf>) {
        self.known.shelf = Some(shelf);
    }

    /// Goes on with this site instead.
    pub fn turn_to(&mut self, site: Site) {
        self.standing = Arc::new(pipeline::stand(&site, self.now));
        self.site = Arc::new(site);
    }

    /// The release to publish: the newest copy again, or a new generation.
    ///
    /// # Errors
    /// A template does not work.
    pub fn release(&self, before: &Before) -> Result<(Release, Reason), Problem> {
        let own = before
            .newest
            .as_ref()
            .filter(|head| head.site == self.config.settings.id);
        let Some(head) = own else {
            let edition = self.edition(before.highest);
            let tree = self.render(edition)?;
            let release = self.signed(self.bind(tree, edition, &nonce()));
            return Ok((release, Reason::Changed));
        };
        let edition = Edition {
            generation: head.generation,
            published_at: head.published_at,
            fresh_until: head.fresh_until,
        };
        let tree = self.render(edition)?;
        let mut again = self.bind(tree, edition, &head.nonce);
        let same = again.generation == *head;
        if same && self.now < head.published_at + self.config.settings.publish_every {
            return Ok((self.signed_again(again, before), Reason::Same));
        }
        let edition = self.edition(before.highest);
        let tree = std::mem::take(&mut again.tree);
        let tree = render::retime(tree, &self.site, &self.standing, &self.theme, edition)?;
        let reason = if same {
            Reason::Heartbeat
        } else {
            Reason::Changed
        };
        let retimed = again.retimed(tree, &self.labels(), &edition, &nonce());
        Ok((self.signed(retimed), reason))
    }

    /// A tree that was published before, as a new generation.
    pub fn again(&self, tree: Tree, before: &Before) -> Release {
        self.signed(self.bind(tree, self.edition(before.highest), &nonce()))
    }

    /// A release whose every byte follows from the site and the moment.
    ///
    /// # Errors
    /// A template does not work.
    pub fn reproducible(&self) -> Result<Release, Problem> {
        let edition = self.edition(0);
        let tree = self.render(edition)?;
        let root = self
            .bind(tree.clone(), edition, "")
            .packed
            .root
            .digest
            .to_string();
        Ok(self.signed(self.bind(tree, edition, &root[..32])))
    }

    /// The tree to look at before anything is published, given what was rendered before.
    ///
    /// # Errors
    /// A template does not work.
    pub fn preview(&self, known: Known) -> Result<Tree, Problem> {
        let known = if known.pages.is_empty() {
            &self.known
        } else {
            &known
        };
        render::render(
            &self.site,
            &self.standing,
            &self.theme,
            self.edition(0),
            known,
        )
    }

    /// The host files of the copy at this address.
    ///
    /// # Errors
    /// A template does not work.
    pub fn host_files(&self, address: &str) -> Result<BTreeMap<String, File>, Problem> {
        render::host_files(&self.site, &self.standing, &self.theme, address)
    }

    /// A finding when our clock and the newest copy's disagree by more than ten minutes.
    pub fn clock(&self, before: &Before) -> Option<Problem> {
        let ahead = TimeDelta::milliseconds(
            i64::try_from(before.highest).ok()? - self.now.timestamp_millis(),
        );
        (ahead > CLOCK).then(|| {
            let minutes = ahead.num_minutes();
            Problem::finding(
                "clock",
                format!("the clock here is {minutes} minutes behind a copy's"),
            )
            .hint("timedatectl   # the number after the newest copy's is used meanwhile")
        })
    }

    /// Renders everything, and keeps what was learned for the next time.
    fn render(&self, edition: Edition) -> Result<Tree, Problem> {
        render::render(
            &self.site,
            &self.standing,
            &self.theme,
            edition,
            &self.known,
        )
    }

    /// Remembers what a release's pages are, for the next run.
    pub fn remember(&self, ctx: &Context, release: &Release) {
        if release.tree.known.pages != self.known.pages {
            cache::write(&ctx.root, &release.tree.known);
        }
    }

    fn edition(&self, highest: u64) -> Edition {
        let published_at = self.now.trunc_subsecs(0);
        let clock = u64::try_from(self.now.timestamp_millis()).unwrap_or(0);
        Edition {
            generation: clock.max(highest + 1),
            published_at,
            fresh_until: published_at + self.config.settings.publish_every * 3,
        }
    }

    fn bind(&self, tree: Tree, edition: Edition, nonce: &str) -> Release {
        Release::new(tree, &self.labels(), &edition, nonce, &run(self.now))
    }

    /// With the signature of every key at hand.
    fn signed(&self, release: Release) -> Release {
        let text = release.generation.to_bytes();
        let signatures: Vec<_> = self.signers.iter().map(|key| key.sign(&text)).collect();
        release.signed(&signatures)
    }

    /// With the signatures that it was published with: one is as good as another, and adding to them
    /// would be another file. Only where none of them fits it is signed now.
    fn signed_again(&self, release: Release, before: &Before) -> Release {
        let found = Parts {
            text: release.generation.to_bytes().into(),
            signatures: before.signatures.clone(),
        };
        let valid = found.valid(&self.config.keys);
        match valid.is_empty() {
            true => self.signed(release),
            false => release.signed(&valid),
        }
    }

    fn labels(&self) -> Labels {
        let copy = |name: &String, address: &String| Copy {
            name: name.clone(),
            address: address.clone(),
        };
        Labels {
            site: self.config.settings.id.clone(),
            keys: self.config.keys.clone(),
            mirrors: self
                .site
                .mirrors
                .iter()
                .map(|link| copy(&link.name, &link.address))
                .collect(),
        }
    }
}

/// The looks that the settings name, and what is wrong with the files they are in.
fn theme(ctx: &Context, config: &Config) -> Result<(Theme, Vec<Problem>), Problem> {
    let settings = &config.settings;
    let (overrides, found) = source::theme::overrides(&ctx.root, &settings.theme);
    let theme = Theme::new(&settings.theme, overrides, &settings.languages)?;
    Ok((theme, found))
}
