//! Everything that machines read: feeds, API, calendars, badges, metrics, sitemaps.

mod moment;
mod said;
#[cfg(test)]
pub(crate) mod tests;

pub(crate) use moment::{Moment, stamp};
pub(crate) use said::{Said, of_file, of_incident, of_occurrence, unannounced};

use crate::model::Site;
use crate::render::sitemap::Listed;
use crate::render::{Edition, Theme, api, badge, calendar, feed, key_list, metrics, sitemap};
use crate::status::Standing;
use crate::tree::{File, Known, Part, Role};
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use std::sync::Arc;

/// What makes the files of one kind, by path.
type Kind = fn(&Moment<'_>) -> Vec<(String, File)>;

/// All of them, by path, with the keys of those that may be `known`.
///
/// Feeds are in every language of the site, each beside its pages; what else there is, in the first.
pub(crate) fn files(
    site: &Arc<Site>,
    standing: &Arc<Standing>,
    theme: &Theme,
    edition: Edition,
    known: &Known,
) -> Vec<(String, File, Option<[u8; 32]>)> {
    let moment = |language| {
        Moment::new(
            (site, standing),
            (theme.locale(language), language),
            edition,
        )
    };
    let first = moment(0);
    let kinds: [Kind; 7] = [
        feed::files,
        api::files,
        calendar::files,
        api::aged,
        badge::files,
        metrics::files,
        key_list::files,
    ];
    let listed = Listed {
        site: Arc::clone(site),
        standing: Arc::clone(standing),
    };
    let each = kinds.into_par_iter().flat_map_iter(|files| files(&first));
    let (each, mut all) = rayon::join(
        || each.collect::<Vec<_>>(),
        || sitemap::files(&first, &listed, known),
    );
    let others = 1..site.settings.languages.len();
    let others = others.flat_map(|language| feed::files(&moment(language)));
    let unkeyed = each.into_iter().chain(others);
    all.extend(unkeyed.map(|(path, file)| (path, file, None)));
    all
}

/// Those that say how old they are, by path: a heartbeat rewrites these and no other.
pub(crate) fn aged(
    site: &Site,
    standing: &Standing,
    theme: &Theme,
    edition: Edition,
) -> Vec<(String, File)> {
    api::aged(&Moment::new(
        (site, standing),
        (theme.locale(0), 0),
        edition,
    ))
}

/// A file sent with the feeds.
pub(crate) fn file(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> (String, File) {
    let path = path.into();
    let file = File {
        role: Role::Feed,
        ..File::new(&path, bytes.into())
    };
    (path, file)
}

/// The same, in the part of the month it belongs to.
pub(crate) fn of_month((path, file): (String, File), month: String) -> (String, File) {
    (
        path,
        File {
            part: Part::Month(month),
            ..file
        },
    )
}

/// The same, carrying its age.
pub(crate) fn with_age((path, file): (String, File)) -> (String, File) {
    (
        path,
        File {
            carries_age: true,
            ..file
        },
    )
}
