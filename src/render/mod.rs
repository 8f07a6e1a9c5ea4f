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
pub(crate) mod locale;
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
use crate::tree::{self, File, Known, Tree};
use chrono::{DateTime, Utc};
use page::{Gathered, Press};
use rayon::iter::{IntoParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};
use serde::Serialize;
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
    let presses = presses(site, standing, theme, edition, true)?;
    let press = &presses[0];
    let pages = presses.iter().flat_map(|press| {
        let pages = press.pages().into_iter();
        pages.map(move |page| (press, page))
    });
    let pages: Vec<_> = pages.collect();
    let print = |(press, page): (&Arc<Press>, _)| press.file(&page, known);
    let pages = || -> Vec<Result<_, Problem>> { pages.into_par_iter().map(print).collect() };
    let others = || {
        rayon::join(
            || machine::files(site, standing, theme, edition, known),
            || press.carried(known),
        )
    };
    // What nobody can share in comes first, so that it is not what all wait for in the end.
    let (previews, (printed, (machines, mut carried))) =
        rayon::join(|| previews(&presses, known), || rayon::join(pages, others));
    carried.extend(previews?);
    let mut keys = Vec::with_capacity(printed.len() + carried.len() + machines.len());
    let listed = printed.into_iter().map(|printed| {
        let (path, file, key) = printed?;
        keys.extend(key.map(|key| (key, (file.digest, file.length))));
        Ok((path, file))
    });
    // In the very memory that they were printed to.
    let mut files: Vec<(String, File)> = listed.collect::<Result<_, Problem>>()?;
    for (path, file, key) in carried {
        keys.push((key, (file.digest, file.length)));
        files.push((path, file));
    }
    for (path, file, key) in machines {
        keys.extend(key.map(|key| (key, (file.digest, file.length))));
        files.push((path, file));
    }
    files.push(script::worker(site, theme));
    files.extend(press.assets());
    let (files, pages) = rayon::join(|| tree::sorted(files), || keys.into_iter().collect());
    Ok(Tree {
        files,
        known: Known { pages, shelf: None },
    })
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
    let pages = || {
        let presses = presses(site, standing, theme, edition, false)?;
        let aged = presses.par_iter().flat_map(|press| {
            let pages = press.pages().into_par_iter();
            let pages = pages.filter(|page| press.carries_age(page));
            pages.map(|page| {
                // Pages of which age is said have no key.
                let (path, file, _) = press.file(&page, &Known::default())?;
                Ok((path, file))
            })
        });
        aged.collect::<Result<Vec<_>, Problem>>()
    };
    let machines = || machine::aged(site, standing, theme, edition);
    let (pages, machines) = rayon::join(pages, machines);
    tree.files.extend(pages?);
    tree.files.extend(machines);
    Ok(tree)
}

/// The picture that chats show, in each language.
fn previews(
    presses: &[Arc<Press>],
    known: &Known,
) -> Result<Vec<(String, File, [u8; 32])>, Problem> {
    presses.iter().map(|press| press.preview(known)).collect()
}

/// One for each language of the site.
fn presses(
    site: &Arc<Site>,
    standing: &Arc<Standing>,
    theme: &Arc<Theme>,
    edition: Edition,
    keyed: bool,
) -> Result<Vec<Arc<Press>>, Problem> {
    let gathered = Gathered::of(site, standing, keyed);
    let languages = 0..site.settings.languages.len().max(1);
    languages
        .map(|at| Press::new(site, standing, theme, edition, (at, &gathered)).map(Arc::new))
        .collect()
}
