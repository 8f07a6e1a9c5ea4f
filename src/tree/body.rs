//! A file's bytes, and where they may be meanwhile.

use bytes::Bytes;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// A file's bytes.
#[derive(Clone)]
pub enum Body {
    /// Held: a head that many files share, and the rest.
    Held(Bytes, Bytes),
    /// Made when asked for; its digest is known already.
    OnDemand(Make),
    /// The same, and it lies somewhere as a file already: whoever writes it to that disk may take it from there.
    Laid(Arc<dyn Laid>, Make),
}

/// Makes a file's bytes, in two pieces as they are [held](Body::Held).
pub type Make = Arc<dyn Fn() -> [Bytes; 2] + Send + Sync>;

/// A folder of ours in which files of the tree lie at their own paths, and nothing else.
pub trait Laid: fmt::Debug + Send + Sync {
    /// Where it is, with everything in it that was laid there; none when that cannot be said.
    fn folder(&self) -> Option<PathBuf>;

    /// How many files lie below one of its own folders.
    fn count(&self, top: &str) -> usize;
}

/// Where printed pages wait until they are written, so that they need not all be in memory.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// Takes the bytes of the file at a path: a body that has them again, or makes them `anew` when they are lost.
    /// None: they stay where they are.
    fn put(self: Arc<Self>, path: &str, pieces: &[Bytes; 2], anew: Make) -> Option<Body>;
}
