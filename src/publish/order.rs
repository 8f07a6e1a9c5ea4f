//! When each file becomes visible: what others need goes before what needs it, the head last.

use super::{generation, manifest};
use crate::tree::Role;

/// Assets, manifest pieces, leaf pages, feeds and API, home pages, `generation.json`.
pub fn rank(path: &str, role: Role) -> u8 {
    match role {
        _ if path == generation::PATH => 5,
        _ if path.starts_with(manifest::FOLDER) => 1,
        Role::Asset => 0,
        Role::Leaf => 2,
        Role::Feed => 3,
        Role::Home => 4,
    }
}
