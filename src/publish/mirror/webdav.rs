//! The mirror kind `webdav`: a folder that a web server lets us change over HTTP.
//!
//! Of all that the protocol has to keep two writers apart, only that one `MKCOL` of two wins holds on
//! the servers there are; the fence stands on that and on `MOVE`.

pub mod dav;
mod multistatus;

use super::{Looking, Trouble, Write};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::fence::rename::{Folder, Wanted, lacking_by, parent, promote_by, put_by};
use async_trait::async_trait;
use dav::{Dav, Overwrite, Said};
use multistatus::Found;
use std::ops::RangeInclusive;

/// `webdav = { url = "…" }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebdavSettings {
    /// The folder's address, without a trailing slash.
    pub url: String,
    /// Whom to log in as; nobody when the server asks nobody.
    pub user: Option<String>,
    /// Texts are kept packed.
    pub gzip: bool,
    /// The variable with the password.
    pub password_variable: String,
}

/// How many requests are under way at once.
const AT_ONCE: usize = 8;

/// A folder behind WebDAV.
#[derive(Clone)]
pub struct Webdav {
    dav: Dav,
}

impl Webdav {
    /// The folder these settings name.
    ///
    /// # Errors
    /// There is no way to ask over HTTP on this machine, or the address cannot be used.
    pub fn new(settings: &WebdavSettings, password: Option<Secret>) -> Result<Self, Problem> {
        Ok(Webdav {
            dav: Dav::new(settings, password)?,
        })
    }

    /// Makes one folder whose parent is there; nothing when it is not.
    async fn mkcol(&self, path: &str) -> Result<Option<bool>, Trouble> {
        let said = self.dav.mkcol(path).await?;
        match said.status {
            200..=299 => Ok(Some(true)),
            // Nginx also says so of a file, and nobody has one where we make folders.
            405 | 301 => Ok(Some(false)),
            404 | 409 => Ok(None),
            // Apache also says so of one that was made this moment.
            403 if self.found(path).await?.is_some_and(|found| found.folder) => Ok(Some(false)),
            _ => Err(self.dav.trouble("make the folder", path, &said)),
        }
    }

    async fn make_all(&self, path: &str) -> Result<bool, Trouble> {
        if let Some(new) = self.mkcol(path).await? {
            return Ok(new);
        }
        let above = path.match_indices('/').map(|(at, _)| &path[..at]);
        let mut new = false;
        for folder in std::iter::once("").chain(above).chain([path]) {
            let Some(made) = self.mkcol(folder).await? else {
                let what = format!("cannot make the folder `{}`", self.dav.shown(folder));
                return Err(Problem::error("webdav", what)
                    .because("the folder it would be in is not there")
                    .into());
            };
            new = made;
        }
        Ok(new)
    }

    /// Moves a file over what is there. False: it is not there.
    async fn put_in_place(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        let mut said = self.dav.moved(from, to, Overwrite::Yes).await?;
        // Where the folder it goes to is missing; Apache has no better word for it than 500.
        if matches!(said.status, 409 | 500) {
            if let Some(folder) = parent(to) {
                self.make_all(folder).await?;
            }
            said = self.dav.moved(from, to, Overwrite::Yes).await?;
        }
        match said.status {
            200..=299 => Ok(true),
            404 => Ok(false),
            // Not there, says nginx of what it cannot find below a folder that is not there either.
            409 if self.found(from).await?.is_none() => Ok(false),
            _ => Err(self.dav.trouble("put in place", to, &said)),
        }
    }

    async fn found(&self, path: &str) -> Result<Option<Found>, Trouble> {
        Ok(self
            .dav
            .propfind(path, 0)
            .await?
            .and_then(|found| found.into_iter().next()))
    }

    async fn entries(&self, path: &str) -> Result<Vec<Found>, Trouble> {
        let mut found = self
            .dav
            .propfind(&format!("{path}/"), 1)
            .await?
            .unwrap_or_default();
        found.retain(|found| !found.itself);
        Ok(found)
    }

    /// Whether a file is there with such a length.
    async fn is_there(&self, path: &str, lengths: RangeInclusive<u64>) -> Result<bool, Trouble> {
        // A fifth of the bytes of `PROPFIND`. Servers that do not tell, or tell something else, are asked again.
        let said = self.dav.head(path).await?;
        let fits = |length: Option<u64>| length.is_some_and(|length| lengths.contains(&length));
        if (200..=299).contains(&said.status) && fits(said.length) {
            return Ok(true);
        }
        let found = self.found(path).await?;
        Ok(found.is_some_and(|found| !found.folder && fits(found.length)))
    }
}

#[async_trait]
impl Folder for Webdav {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        self.make_all(path).await
    }

    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        let entries = self.entries(path).await?;
        Ok(entries.into_iter().map(|found| found.name).collect())
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let mut said = self.dav.get(path).await?;
        // Apache also says so of a file that was renamed away between finding and opening it.
        if said.status == 403 {
            if self.found(path).await?.is_none() {
                return Ok(None);
            }
            said = self.dav.get(path).await?;
        }
        match said.status {
            200..=299 => Ok(Some(said.body)),
            // 301: a folder, whose address ends in a slash.
            404 | 301 | 308 | 409 => Ok(None),
            _ => Err(self.dav.trouble("read", path, &said)),
        }
    }

    fn looking(&self) -> Looking {
        Looking::OneByOne
    }

    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        lacking_by(files, AT_ONCE, |path, lengths| async move {
            self.is_there(&path, lengths).await
        })
        .await
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        put_by(self, under, files, AT_ONCE, |path, file| async move {
            let media = file.media.content_type();
            let said = self.dav.put(&path, media, file.bytes()).await?;
            match said.status {
                200..=299 => Ok(()),
                _ => Err(self.dav.trouble("write", &path, &said)),
            }
        })
        .await
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        promote_by(&moves, AT_ONCE, |from, to| self.put_in_place(from, to)).await
    }

    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        let Some(found) = self.found(from).await? else {
            return Ok(false);
        };
        // Nginx makes the folder it goes to: a claim that was renamed away must not come back that way.
        if let Some(above) = parent(to)
            && self.found(above).await?.is_none()
        {
            return Ok(false);
        }
        // Both addresses of a folder end in a slash, says nginx.
        let slash = if found.folder { "/" } else { "" };
        let (from, to) = (format!("{from}{slash}"), format!("{to}{slash}"));
        let said = self.dav.moved(&from, &to, Overwrite::No).await?;
        match said.status {
            200..=299 => Ok(true),
            404 | 409 => Ok(false),
            _ => Err(self.dav.trouble("rename", &from, &said)),
        }
    }

    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        let Some(found) = self.found(path).await? else {
            return Ok(());
        };
        let path = if found.folder {
            format!("{path}/")
        } else {
            path.to_owned()
        };
        let said: Said = self.dav.delete(&path).await?;
        match said.status {
            // 207 is what could not be removed.
            200..=206 | 404 => Ok(()),
            _ => Err(self.dav.trouble("remove", &path, &said)),
        }
    }

    async fn prune(&self, _path: &str) -> Result<(), Trouble> {
        // `DELETE` takes a folder with all in it, and somebody may have put a file there since we looked:
        // an empty folder stays.
        Ok(())
    }
}
