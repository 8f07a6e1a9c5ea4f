//! Small releases to try fences with.

use super::{Labels, Release};
use crate::render::Edition;
use crate::tree::{File, Role, Tree};

/// Generation `number`, of these files by path and text; what is in `assets/` is an asset.
pub fn release(number: u64, files: &[(&str, &str)]) -> Release {
    let mut tree = Tree::default();
    for (path, text) in files {
        let mut file = File::new(path, text.as_bytes().to_vec());
        file.role = match *path {
            "index.html" => Role::Home,
            path if path.starts_with("assets/") => Role::Asset,
            _ => Role::Leaf,
        };
        tree.insert(*path, file);
    }
    let published_at = "2026-11-20T12:00:00Z".parse().expect("a time");
    let edition = Edition {
        generation: number,
        published_at,
        fresh_until: published_at,
    };
    let labels = Labels {
        site: "acme".into(),
        mirrors: Vec::new(),
        keys: Vec::new(),
    };
    let nonce = format!("{number:032x}");
    Release::new(tree, &labels, &edition, &nonce, "0193a4b5c6d7e01234567")
}
