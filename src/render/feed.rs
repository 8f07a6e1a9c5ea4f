//! Feeds: Atom, RSS and JSON Feed, for everything and for each component, one stable entry per update.
//!
//! 1. Everything ever said is listed once, as places rather than texts.
//! 2. Each feed takes its newest.
//! 3. Each entry that any feed took is written once.
//! 4. Each feed keeps as many as its bytes allow.
//!
//! An entry's id never changes, whichever mirror it is read from. A recurring maintenance is announced
//! once; that it began and ended by the clock, week after week, is for the calendar.

mod atom;
mod entry;
mod json;
mod rss;
#[cfg(test)]
mod tests;

use crate::model::Kind;
use crate::render::locale::Message;
use crate::render::machine::{Moment, file, unannounced};
use crate::tree::File;
use chrono::{DateTime, Utc};
use entry::Entry;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use std::collections::{BTreeSet, HashMap};

/// How many entries, and how many bytes of them, the site's own feeds hold.
const SITE: Bound = Bound {
    entries: 50,
    bytes: 54_000,
};

/// The same for a component's: there may be a thousand.
const COMPONENT: Bound = Bound {
    entries: 25,
    bytes: 27_000,
};

#[derive(Clone, Copy)]
struct Bound {
    entries: usize,
    bytes: usize,
}

/// Where something was said. Ordered by time, then by where it stands in the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Place {
    at: DateTime<Utc>,
    /// Position in `Site::incidents`.
    incident: usize,
    /// Position in `Standing::occurrences`, for a maintenance that has any.
    occurrence: Option<usize>,
    /// Position among its steps; `None` for what the file says before any.
    step: Option<usize>,
}

/// A feed before it is written in one of the three formats.
struct Feed<'a> {
    title: String,
    /// Path without its ending, as `components/api.`; empty for the site's own.
    stem: String,
    /// The page it belongs to.
    page: String,
    updated: DateTime<Utc>,
    entries: Vec<&'a Entry>,
}

/// Every feed.
pub(crate) fn files(moment: &Moment) -> Vec<(String, File)> {
    let (site, standing) = (moment.site, moment.standing);
    let said = Listed::new(moment);
    let all = newest(said.places.iter().copied(), SITE.entries);
    let by_component: Vec<Vec<Place>> = standing
        .components
        .par_iter()
        .map(|component| {
            newest(
                component
                    .incidents
                    .iter()
                    .flat_map(|&at| said.at(at))
                    .copied(),
                COMPONENT.entries,
            )
        })
        .collect();
    let wanted: BTreeSet<Place> = by_component.iter().flatten().chain(&all).copied().collect();
    let wanted: Vec<Place> = wanted.into_iter().collect();
    let written: HashMap<Place, Entry> = wanted
        .par_iter()
        .map(|&place| (place, entry::write(moment, place)))
        .collect();

    let mut feeds = vec![Feed {
        title: moment
            .locale
            .fill(Message::FeedTitle, &[("site", &site.settings.title)]),
        stem: String::new(),
        page: "history.html".into(),
        updated: all
            .first()
            .map_or(standing.page.updated_at, |newest| newest.at),
        entries: bounded(&all, &written, SITE),
    }];
    for ((component, standing), places) in site
        .components
        .iter()
        .zip(&standing.components)
        .zip(&by_component)
    {
        feeds.push(Feed {
            title: moment.locale.fill(
                Message::FeedTitleComponent,
                &[
                    ("site", &site.settings.title),
                    ("component", &component.title),
                ],
            ),
            stem: format!("components/{}.", component.id),
            page: format!("components/{}.html", component.id),
            updated: places
                .first()
                .map_or(standing.created_at, |newest| newest.at),
            entries: bounded(places, &written, COMPONENT),
        });
    }
    feeds
        .par_iter()
        .flat_map_iter(|feed| write(moment, feed))
        .collect()
}

/// One feed in the three formats.
fn write(moment: &Moment, feed: &Feed) -> [(String, File); 3] {
    let place = &moment.place;
    let name = |ending: &str| match feed.stem.as_str() {
        "" if ending == "feed.json" => format!("{place}{ending}"),
        "" => format!("{place}history.{ending}"),
        stem => format!("{place}{stem}{ending}"),
    };
    let (atom, rss, json) = (name("atom"), name("rss"), name("feed.json"));
    [
        file(&*atom, atom::write(moment, feed, &atom)),
        file(&*rss, rss::write(moment, feed, &rss)),
        file(&*json, json::write(moment, feed, &json)),
    ]
}

/// Everything ever said, those of one incident side by side.
struct Listed {
    places: Vec<Place>,
    /// Where in `places` each incident's begin, and where the last one's end.
    starts: Vec<usize>,
}

impl Listed {
    fn new(moment: &Moment) -> Self {
        let (site, standing) = (moment.site, moment.standing);
        let mut occurrences: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, occurrence) in standing.occurrences.iter().enumerate() {
            occurrences.entry(occurrence.incident).or_default().push(at);
        }
        let steps = standing.incidents.iter().map(|one| one.steps.len().max(1));
        let mut listed = Listed {
            // Growing as it comes copies all of it more than once.
            places: Vec::with_capacity(steps.sum()),
            starts: Vec::with_capacity(site.incidents.len() + 1),
        };
        for (at, incident) in site.incidents.iter().enumerate() {
            listed.starts.push(listed.places.len());
            match &incident.kind {
                Kind::Maintenance(window) => {
                    let own = occurrences.get(&at).map_or(&[][..], |own| own);
                    listed.maintenance(moment, at, window.repeat.is_some(), own);
                }
                Kind::Incident | Kind::Notice(_) => listed.incident(moment, at),
            }
        }
        listed.starts.push(listed.places.len());
        listed
    }

    fn incident(&mut self, moment: &Moment, incident: usize) {
        let before = self.places.len();
        let steps = moment.standing.incidents[incident].steps.iter().enumerate();
        self.places.extend(steps.map(|(step, said)| Place {
            at: said.at,
            incident,
            occurrence: None,
            step: Some(step),
        }));
        if self.places.len() == before {
            self.announcement(moment, incident, None);
        }
    }

    fn maintenance(
        &mut self,
        moment: &Moment,
        incident: usize,
        recurs: bool,
        occurrences: &[usize],
    ) {
        if recurs || occurrences.is_empty() {
            self.announcement(moment, incident, None);
        }
        for &position in occurrences {
            let occurrence = &moment.standing.occurrences[position];
            if !recurs && unannounced(occurrence) {
                self.announcement(moment, incident, Some(position));
            }
            for (step, said) in occurrence
                .steps
                .iter()
                .enumerate()
                .filter(|(_, step)| !recurs || step.update.is_some())
            {
                self.places.push(Place {
                    at: said.at,
                    incident,
                    occurrence: Some(position),
                    step: Some(step),
                });
            }
        }
    }

    fn announcement(&mut self, moment: &Moment, incident: usize, occurrence: Option<usize>) {
        self.places.push(Place {
            at: moment.announced(incident),
            incident,
            occurrence,
            step: None,
        });
    }

    /// What was said of one incident.
    fn at(&self, incident: usize) -> &[Place] {
        &self.places[self.starts[incident]..self.starts[incident + 1]]
    }
}

/// The newest, newest first. Takes time in proportion to how many there are, and room for twice as many as are asked for.
fn newest(places: impl Iterator<Item = Place>, most: usize) -> Vec<Place> {
    let newer = |one: &Place, other: &Place| other.cmp(one);
    let mut newest: Vec<Place> = Vec::with_capacity(2 * most);
    let mut oldest = None;
    for place in places {
        if oldest.is_some_and(|oldest| place < oldest) {
            continue;
        }
        newest.push(place);
        if newest.len() == 2 * most {
            newest.select_nth_unstable_by(most - 1, newer);
            newest.truncate(most);
            oldest = newest.last().copied();
        }
    }
    newest.sort_unstable_by(newer);
    newest.truncate(most);
    newest
}

/// As many of the newest as fit; the newest of all always does.
fn bounded<'a>(
    places: &[Place],
    written: &'a HashMap<Place, Entry>,
    bound: Bound,
) -> Vec<&'a Entry> {
    let mut left = bound.bytes;
    let entries = places.iter().filter_map(|place| written.get(place));
    let fitting = entries.enumerate().take_while(|(at, entry)| {
        let fits = *at == 0 || entry.bytes <= left;
        left = left.saturating_sub(entry.bytes);
        fits
    });
    fitting.map(|(_, entry)| entry).collect()
}
