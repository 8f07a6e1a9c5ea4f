//! Folders that keep their texts packed (`gzip = true`): what is promised of every kind, what readers get of the web
//! servers that the docs configure, and what becomes of a folder when the setting changes.

use crate::ftp::Vsftpd;
use crate::mortal::{Life, Mortal};
use crate::place::{InFolder, Place};
use crate::promises::{FIRST, SECOND, release, send};
use crate::webdav::{Apache, Nginx};
use std::collections::BTreeMap;
use std::io::Read as _;
use stillup::publish::fence::rename::Renames;
use stillup::publish::fence::{self, Allowed};
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::gzipped::Gzipped;
use stillup::tree::Media;

/// A folder of some server, its texts packed.
pub struct Packed<P>(P);

fn is_text(path: &str) -> bool {
    Media::of_path(path).is_text()
}

impl<P: InFolder> Place for Packed<P> {
    const STRIDE: usize = 4 * P::STRIDE;
    const ROUNDS: u64 = 2;
    fn new() -> Self {
        Packed(P::new())
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(Renames {
            folder: Gzipped::new(self.0.folder()),
        })
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let folder = self.0.folder();
        Box::new(Renames {
            folder: Gzipped::new(Mortal { folder, life }),
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        let kept = self.0.public().into_iter();
        let plain = kept.map(|(path, bytes)| match path.strip_suffix(".gz") {
            Some(text) if is_text(text) => {
                let mut plain = Vec::new();
                let read = flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut plain);
                // What a stranger wrote, or has cut, is shown as it is.
                (text.to_owned(), read.map_or(bytes, |_| plain))
            }
            _ => {
                assert!(!is_text(&path), "`{path}` is kept packed only");
                (path, bytes)
            }
        });
        plain.collect()
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        match is_text(path) {
            true => self.0.set(&format!("{path}.gz"), bytes),
            false => self.0.set(path, bytes),
        }
    }
}

/// What a publish to a place is refused with, whatever is allowed.
async fn refused(mirror: &dyn Mirror) -> String {
    let allowed = Allowed {
        force: true,
        adopt: true,
        ..Allowed::default()
    };
    let sent = fence::send(mirror, &release(SECOND, 2), &BTreeMap::new(), allowed).await;
    let problem = sent.expect_err("refused").problem;
    format!(
        "{}\nbecause: {}\nhint: {}",
        problem.what,
        problem.why.unwrap_or_default(),
        problem.hint.unwrap_or_default()
    )
}

/// Publishes to a place, then to the same place kept otherwise: refused as `told`, also when all that readers get was
/// deleted, and nothing was changed.
async fn is_refused(place: &impl Place, otherwise: &dyn Mirror, told: &str) {
    let first = send(&*place.mirror(), &release(FIRST, 1)).await;
    first.expect("the first");
    let before = place.public();
    assert_eq!(refused(otherwise).await, told);
    assert_eq!(place.public(), before);
    for path in before.keys() {
        place.set(path, None);
    }
    assert_eq!(refused(otherwise).await, told);
    assert_eq!(place.public(), BTreeMap::new());
}

async fn packed_and_plain_are_never_mixed<P: InFolder>() {
    let plain = P::new();
    let packs = Renames {
        folder: Gzipped::new(plain.folder()),
    };
    is_refused(
        &plain,
        &packs,
        "what is there was published without `gzip = true`\n\
         because: its texts are plain: packed files beside them would not take their place\n\
         hint: gzip = false   # or publish to a folder where nothing is, `.stillup` neither",
    )
    .await;
    let packed = Packed::<P>::new();
    let packs_not = Renames {
        folder: packed.0.folder(),
    };
    is_refused(
        &packed,
        &packs_not,
        "what is there was published with `gzip = true`\n\
         because: every text is there as `….gz` only: plain files beside them would not take their place\n\
         hint: gzip = true   # or publish to a folder where nothing is, `.stillup` neither",
    )
    .await;
}

#[tokio::test]
async fn over_webdav_packed_and_plain_are_never_mixed() {
    packed_and_plain_are_never_mixed::<Nginx>().await;
    packed_and_plain_are_never_mixed::<Apache>().await;
}

#[tokio::test]
async fn over_ftp_packed_and_plain_are_never_mixed() {
    packed_and_plain_are_never_mixed::<Vsftpd>().await;
}
