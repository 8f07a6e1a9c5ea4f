//! Where printed pages wait for being written, so that a site with ten thousand incidents takes no more memory than
//! one with a thousand: in one file, since most may be there already; or, where nothing is there yet, each as the
//! file that it will be, so that whole folders of them need only be put in place.

mod laid;
mod unnamed;

pub use laid::{Laid, sweep};

use crate::tree::Shelf;
use std::path::Path;
use std::sync::Arc;

/// A shelf that may be for nothing, in the site's own folder.
pub fn new(root: &Path) -> Arc<dyn Shelf> {
    Arc::new(unnamed::new(&root.join(".stillup/cache")))
}
