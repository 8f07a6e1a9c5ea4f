//! When each file becomes visible: what others need goes before what needs it, the head last.

use super::mirror::Write;
use super::{generation, manifest};
use crate::tree::Role;

/// Files in the order they become visible in; of one rank by path.
pub fn sort(files: &mut [Write]) {
    files.sort_by(|one, other| {
        let ranks = rank(one).cmp(&rank(other));
        ranks.then_with(|| one.path.cmp(&other.path))
    });
}

/// Assets, manifest pieces, leaf pages, feeds and API, home pages, `generation.json`.
pub fn rank(write: &Write) -> u8 {
    let path = &write.path;
    match write.file.role {
        _ if path == generation::PATH => 5,
        _ if path.starts_with(manifest::FOLDER) => 1,
        Role::Asset => 0,
        Role::Leaf => 2,
        Role::Feed => 3,
        Role::Home => 4,
    }
}
