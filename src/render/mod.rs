//! SHOW: a site as it stands, as files in memory. Pure: same site, theme and edition, same bytes.
//!
//! 1. [`view`] says what each page shows, as plain data.
//! 2. [`theme`] holds the templates that print it.
//! 3. `page` makes files of both, all pages at once, and skips those that are known already.
//! 4. `machine` adds what machines read.
//! 5. [`carried`] adds what the site is made of, so that it can be had back from any copy.

mod api;
mod badge;
mod calendar;
pub mod carried;
mod feed;
mod key_list;
pub(crate) mod machine;
pub mod markdown;
mod metrics;
mod page;
pub mod preview;
mod script;
pub(crate) mod sitemap;
pub mod theme;
pub mod view;

#[cfg(test)]
mod tests;

pub use page::host_files;
pub use theme::Theme;

use crate::model::Site;
use crate::problem::Problem;
use crate::status::Standing;
use crate::tree::{Known, Tree};
use chrono::{DateTime, Utc};
use page::Press;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use serde::Serialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Which publish this is, and how long it may call itself fresh.
///
/// Everything on the age-carrying pages that changes merely because time passes ("has lasted 2 h",
/// "written 14:36") is reckoned at `published_at`, never at the moment of rendering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// `max(now in ms, 1 + highest seen)`, below 2^53.
    pub generation: u64,
    /// When it was made.
    pub published_at: DateTime<Utc>,
    /// `published_at` and three times `publish_every`.
    pub fresh_until: DateTime<Utc>,
}

/// Every file of the site. Pages whose digest is `known` are not rendered until somebody reads them;
/// the others wait on its shelf.
///
/// # Errors
/// When a template names what its page does not have.
pub fn render(
    site: &Arc<Site>,
    standing: &Arc<Standing>,
    theme: &Arc<Theme>,
    edition: Edition,
    known: &Known,
) -> Result<Tree, Problem> {
    let press = Arc::new(Press::new(site, standing, theme, edition)?);
    let print = |page| {
        let (file, key) = press.file(&page, known)?;
        Ok((press.path(&page), file, key))
    };
    let (printed, (machines, (mut carried, preview))): (Result<Vec<_>, Problem>, _) = rayon::join(
        || press.pages().into_par_iter().map(print).collect(),
        || {
            rayon::join(
                || machine::files(site, standing, edition),
                || (press.carried(known), press.preview(known)),
            )
        },
    );
    let printed = printed?;
    carried.push(preview?);
    let mut known = HashMap::with_capacity(printed.len() + carried.len());
    let mut files = Vec::with_capacity(known.capacity() + machines.len());
    for (path, file, key) in printed {
        if let Some(key) = key {
            known.insert(key, (file.digest, file.length));
        }
        files.push((path, file));
    }
    for (path, file, key) in carried {
        known.insert(key, (file.digest, file.length));
        files.push((path, file));
    }
    files.extend(machines);
    files.push(script::worker(site));
    files.extend(press.assets());
    Ok(Tree::of(files, known))
}

/// The tree with only the age-carrying files made anew, for a heartbeat.
///
/// # Errors
/// When a template names what its page does not have.
pub fn retime(
    mut tree: Tree,
    site: &Arc<Site>,
    standing: &Arc<Standing>,
    theme: &Arc<Theme>,
    edition: Edition,
) -> Result<Tree, Problem> {
    let press = Arc::new(Press::new(site, standing, theme, edition)?);
    for page in press
        .pages()
        .into_iter()
        .filter(|page| press.carries_age(page))
    {
        let (file, _) = press.file(&page, &Known::default())?;
        tree.files.insert(press.path(&page), file);
    }
    tree.files.extend(machine::aged(site, standing, edition));
    Ok(tree)
}
