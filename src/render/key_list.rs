//! `/.well-known/stillup.pub`: whose signatures this site's readers may trust, for people and tools.

use super::machine::{Moment, file};
use crate::tree::File;

/// Where it is.
pub(crate) const PATH: &str = ".well-known/stillup.pub";

/// One key a line; no file where the site has no keys.
pub(super) fn files(moment: &Moment<'_>) -> Vec<(String, File)> {
    let keys = &moment.site.settings.keys;
    let text: String = keys.iter().map(|key| format!("ed25519 {key}\n")).collect();
    match keys.is_empty() {
        true => Vec::new(),
        false => vec![file(PATH, text)],
    }
}
