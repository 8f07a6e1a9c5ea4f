//! REBUILD: the files of a site from any copy of it, when everything else is lost.
//!
//! 1. a [`Witness`] has believed the copy's head;
//! 2. every archive that its manifest names is read, checked and opened, each apart from the others;
//! 3. what belongs into a site's folder is taken out of them, images out of the tree beside.

pub mod place;

use crate::archive;
use crate::publish::manifest::Files;
use crate::publish::witness::{Unpacked, Witness};
use crate::render::carried;
use crate::source::gather::IMAGES;
use crate::source::trello::{Snapshot, snapshot};
use crate::tree::Part;
use chrono::DateTime;
use futures_util::stream::{self, StreamExt as _};
use std::collections::BTreeMap;

/// How many files are asked for at a time.
const AT_ONCE: usize = 6;

/// So much is taken from one copy, in bytes: a site's texts are far smaller.
const MOST: u64 = 2 << 30;

/// Something that could not be had back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// An archive, a part of the manifest, or an image.
    pub what: String,
    /// In words.
    pub why: String,
}

/// What could be had back.
#[derive(Debug, Default)]
pub struct Rebuilt {
    /// By path in the site's folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Everything else.
    pub lost: Vec<Lost>,
    /// How many archives the copy lists.
    pub archives: usize,
}

impl Rebuilt {
    fn lose(&mut self, what: &str, why: impl Into<String>) {
        let (what, why) = (what.to_owned(), why.into());
        self.lost.push(Lost { what, why });
    }
}

/// Asks a copy for everything the site is made of.
pub async fn rebuild(witness: &Witness<'_>) -> Rebuilt {
    let mut rebuilt = Rebuilt::default();
    let listed = listed(witness, &mut rebuilt).await;
    let archives: Vec<_> = listed
        .iter()
        .filter(|(path, _)| carried::is_archive(path))
        .collect();
    rebuilt.archives = archives.len();
    let asked = archives
        .into_iter()
        .map(|(path, entry)| async move { (path.as_str(), witness.unpack(path, entry).await) });
    let mut asked = stream::iter(asked).buffered(AT_ONCE);
    let mut taken = 0;
    let mut assets = BTreeMap::new();
    while let Some((path, unpacked)) = asked.next().await {
        match unpacked {
            Ok(unpacked) => take(&mut rebuilt, path, unpacked, &mut assets, &mut taken),
            Err(why) => rebuilt.lose(path, why),
        }
    }
    drop(asked);
    images(witness, &listed, assets, &mut rebuilt).await;
    redate(witness, &mut rebuilt);
    rebuilt
}

/// Every file of every part of the manifest that can be had.
async fn listed(witness: &Witness<'_>, rebuilt: &mut Rebuilt) -> Files {
    let parts: Vec<&Part> = witness.parts().keys().collect();
    let asked = parts
        .into_iter()
        .map(|part| async move { (part, witness.files(part).await) });
    let mut asked = stream::iter(asked).buffered(AT_ONCE);
    let mut listed = Files::new();
    while let Some((part, files)) = asked.next().await {
        match (files, part) {
            (Ok(files), _) => listed.extend(files),
            (Err(why), Part::Hot) => rebuilt.lose("the list of what changes often", why),
            (Err(why), Part::Month(month)) => rebuilt.lose(&carried::path(month), why),
        }
    }
    listed
}

/// Takes what belongs into a site's folder.
fn take(
    rebuilt: &mut Rebuilt,
    archive: &str,
    unpacked: Unpacked,
    assets: &mut BTreeMap<String, String>,
    taken: &mut u64,
) {
    for why in unpacked.wrong {
        rebuilt.lose(archive, why);
    }
    for (path, bytes) in unpacked.files {
        *taken += bytes.len() as u64;
        if !belongs(&path) {
            rebuilt.lose(archive, format!("`{path}` is no file of a site"));
        } else if *taken > MOST {
            rebuilt.lose(archive, format!("`{path}` is left out: it is too much"));
        } else {
            rebuilt.files.insert(path, bytes);
        }
    }
    for (path, published) in unpacked.assets {
        if archive::stays(&path) && belongs(&path) {
            assets.insert(path, published);
        } else {
            let shown: String = path.escape_debug().take(200).collect();
            rebuilt.lose(archive, format!("`{shown}` is no file of a site"));
        }
    }
}

/// Whether publishing ever carries such a file: nothing else is written, least of all what another
/// program would run.
fn belongs(path: &str) -> bool {
    let images = path.strip_prefix(IMAGES).is_some_and(|rest| {
        rest.starts_with('/') && !rest[1..].contains('/') && !rest[1..].starts_with('.')
    });
    let below = ["incidents/", "templates/", "themes/"];
    let plain = below.iter().any(|folder| path.starts_with(folder))
        && !path.split('/').any(|part| part.starts_with('.'));
    path == "stillup.toml" || path == snapshot::FILE || images || plain
}

/// Images are in the tree itself.
async fn images(
    witness: &Witness<'_>,
    listed: &Files,
    assets: BTreeMap<String, String>,
    rebuilt: &mut Rebuilt,
) {
    let asked = assets.into_iter().map(|(path, published)| async move {
        let read = match listed.get(&published) {
            Some(entry) => witness.file(&published, entry).await,
            None => Err(format!("`{published}` is not there")),
        };
        (path, read)
    });
    let mut asked = stream::iter(asked).buffered(AT_ONCE);
    while let Some((path, read)) = asked.next().await {
        match read {
            Ok(bytes) => drop(rebuilt.files.insert(path, bytes)),
            Err(why) => rebuilt.lose(&path, why),
        }
    }
}

/// A board that was pulled is carried without the moment it was read at: it was there when the copy was published.
fn redate(witness: &Witness<'_>, rebuilt: &mut Rebuilt) {
    let Some(bytes) = rebuilt.files.get_mut(snapshot::FILE) else {
        return;
    };
    match dated(bytes, witness) {
        Ok(text) => *bytes = text.into_bytes(),
        Err(why) => rebuilt.lose(snapshot::FILE, why),
    }
}

/// A carried board as `pull` would have written it.
///
/// # Errors
/// In words: it cannot be read.
pub fn dated(bytes: &[u8], witness: &Witness<'_>) -> Result<String, String> {
    let mut board = Snapshot::parse(bytes).map_err(|problem| problem.what)?;
    if board.pulled_at == DateTime::UNIX_EPOCH {
        board.pulled_at = witness.head.published_at;
    }
    Ok(board.text())
}

#[cfg(test)]
mod tests {
    use super::belongs;

    #[test]
    fn only_what_a_site_is_made_of_is_taken() {
        for path in [
            "stillup.toml",
            "incidents/2026/a.md",
            "templates/home.html",
            "themes/own/theme.css",
            ".stillup/trello.json",
            ".stillup/trello/a.png",
        ] {
            assert!(belongs(path), "{path}");
        }
        for path in [
            ".git/hooks/post-checkout",
            "incidents/.git/config",
            ".github/workflows/x.yml",
            ".stillup/signing.key",
            ".stillup/trello/../signing.key",
            ".stillup/trello/.x",
            "Makefile",
            "incidents",
        ] {
            assert!(!belongs(path), "{path}");
        }
    }
}
