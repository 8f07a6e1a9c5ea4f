//! An earlier publish, read back from a mirror that still holds it whole, so that it can be published
//! again as a new one. Every byte is checked against its digest, and the head against the site's keys.

use super::generation::{self, Generation};
use super::manifest::{self, Entry, Manifest};
use super::mirror::{Mirror, Trouble};
use super::release::Ticket;
use super::sign::PublicKey;
use crate::problem::Problem;
use crate::tree::{Digest, File, Part, Role, Tree};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use std::sync::Arc;

/// How many files are read at a time.
const AT_ONCE: usize = 16;

/// One earlier publish.
pub struct Earlier {
    /// What its head says.
    pub generation: Generation,
    /// Every file it had.
    pub tree: Tree,
}

/// Its head, if it is the site's own: with keys, one of them has signed it.
///
/// # Errors
/// It is not, or cannot be read.
pub async fn head(
    mirror: &dyn Mirror,
    of: &Ticket,
    site: &str,
    keys: &[PublicKey],
) -> Result<Generation, Trouble> {
    let bytes = mirror.read_earlier(of, generation::PATH).await?;
    let bytes = bytes.ok_or_else(|| unusable(of, "its `generation.json` is gone"))?;
    let head = match keys.is_empty() {
        true => Generation::parse(&bytes),
        false => Generation::verified(&bytes, keys).map_err(|why| why.to_string()),
    };
    let head = head.map_err(|why| unusable(of, &why))?;
    match head.site == site {
        true => Ok(head),
        false => Err(unusable(
            of,
            &format!("it is of another site, `{}`", head.site),
        )),
    }
}

/// All of it.
///
/// # Errors
/// A file is gone or is not what it was.
pub async fn read(
    mirror: &dyn Mirror,
    of: &Ticket,
    site: &str,
    keys: &[PublicKey],
) -> Result<Earlier, Trouble> {
    let generation = head(mirror, of, site, keys).await?;
    let manifest = manifest(mirror, of, &generation).await?;
    let parts = manifest.parts.iter();
    let wanted = parts.flat_map(|(part, files)| files.iter().map(move |found| (part, found)));
    let reads: Vec<_> = wanted
        .map(|(part, (path, entry))| whole(mirror, of, part, path, entry, &generation))
        .collect();
    let mut reads = stream::iter(reads).buffer_unordered(AT_ONCE);
    let mut tree = Tree::default();
    while let Some((path, file)) = reads.try_next().await? {
        tree.insert(path, file);
    }
    drop(reads);
    Ok(Earlier { generation, tree })
}

/// What it says it held.
pub async fn manifest(
    mirror: &dyn Mirror,
    of: &Ticket,
    generation: &Generation,
) -> Result<Manifest, Trouble> {
    let root = piece(mirror, of, &generation.manifest.digest).await?;
    let lines = Manifest::parse_root(&root).map_err(|why| unusable(of, &why))?;
    let mut manifest = Manifest::default();
    for line in lines {
        let (part, found) = line.read();
        let bytes = piece(mirror, of, &found.digest).await?;
        let files = Manifest::parse_part(&bytes).map_err(|why| unusable(of, &why))?;
        manifest.parts.insert(part, Arc::new(files));
    }
    Ok(manifest)
}

async fn piece(mirror: &dyn Mirror, of: &Ticket, digest: &Digest) -> Result<Vec<u8>, Trouble> {
    bytes(mirror, of, &manifest::path(digest), digest).await
}

async fn bytes(
    mirror: &dyn Mirror,
    of: &Ticket,
    path: &str,
    digest: &Digest,
) -> Result<Vec<u8>, Trouble> {
    let found = mirror.read_earlier(of, path).await?;
    found
        .filter(|bytes| Digest::of(bytes) == *digest)
        .ok_or_else(|| unusable(of, &format!("`{path}` is gone or damaged")))
}

async fn whole(
    mirror: &dyn Mirror,
    of: &Ticket,
    part: &Part,
    path: &str,
    entry: &Entry,
    head: &Generation,
) -> Result<(String, File), Trouble> {
    let bytes = bytes(mirror, of, path, &entry.digest).await?;
    // Files of the head in a folder are home pages: all others it names are at the top.
    let home = path == "index.html" || path.contains('/') && head.files.contains_key(path);
    let role = match path {
        _ if manifest::is_immutable(path) => Role::Asset,
        _ if home => Role::Home,
        path if path.ends_with(".html") => Role::Leaf,
        _ => Role::Feed,
    };
    let file = File {
        role,
        part: part.clone(),
        updates: Arc::clone(&entry.updates),
        ..File::new(path, bytes)
    };
    Ok((path.to_owned(), file))
}

fn unusable(of: &Ticket, why: &str) -> Trouble {
    let what = format!("generation {} cannot be put back from here", of.generation);
    Problem::error("earlier-unusable", what)
        .because(why)
        .hint("stillup rollback   # lists what can be put back")
        .into()
}
