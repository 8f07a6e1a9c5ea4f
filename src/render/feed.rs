//! Feeds: Atom, RSS and JSON Feed, for everything and for each component, one stable entry per update.
//!
//! 1. Each feed takes the newest of what was said, as places rather than texts.
//! 2. Each entry that any feed took is written once.
//! 3. Each feed keeps as many as its bytes allow.
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
    let told = Told::new(moment);
    // Ids begin with dates: the newest come last.
    let all = told.newest((0..site.incidents.len()).rev(), SITE.entries);
    let by_component: Vec<Vec<Place>> = standing
        .components
        .par_iter()
        .map(|component| told.newest(component.incidents.iter().copied(), COMPONENT.entries))
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

/// What was said of each incident.
struct Told<'a> {
    moment: &'a Moment<'a>,
    /// Positions in `Standing::occurrences` of each maintenance's.
    occurrences: HashMap<usize, Vec<usize>>,
}

impl<'a> Told<'a> {
    fn new(moment: &'a Moment<'a>) -> Self {
        let mut occurrences: HashMap<usize, Vec<usize>> = HashMap::new();
        for (at, occurrence) in moment.standing.occurrences.iter().enumerate() {
            occurrences.entry(occurrence.incident).or_default().push(at);
        }
        Told {
            moment,
            occurrences,
        }
    }

    /// The newest of what was said of these incidents, newest first. Fastest where new ones come first.
    fn newest(&self, incidents: impl Iterator<Item = usize>, most: usize) -> Vec<Place> {
        let mut newest = Newest::of(most);
        for at in incidents {
            let standing = &self.moment.standing.incidents[at];
            match &self.moment.site.incidents[at].kind {
                Kind::Maintenance(window) => {
                    let own = self.occurrences.get(&at).map_or(&[][..], |own| own);
                    self.maintenance(at, window.repeat.is_some(), own, &mut newest);
                }
                // Its steps are in order of time, so that this need not look at them: of most, nothing is new.
                _ if standing.steps.is_empty() => newest.offer(self.announcement(at, None)),
                _ if newest.is_above(standing.updated_at) => {}
                Kind::Incident | Kind::Notice(_) => {
                    for (step, said) in standing.steps.iter().enumerate() {
                        newest.offer(Place {
                            at: said.at,
                            incident: at,
                            occurrence: None,
                            step: Some(step),
                        });
                    }
                }
            }
        }
        newest.sorted()
    }

    fn maintenance(&self, incident: usize, recurs: bool, own: &[usize], newest: &mut Newest) {
        if recurs || own.is_empty() {
            newest.offer(self.announcement(incident, None));
        }
        for &position in own {
            let occurrence = &self.moment.standing.occurrences[position];
            if !recurs && unannounced(occurrence) {
                newest.offer(self.announcement(incident, Some(position)));
            }
            let steps = occurrence.steps.iter().enumerate();
            for (step, said) in steps.filter(|(_, step)| !recurs || step.update.is_some()) {
                newest.offer(Place {
                    at: said.at,
                    incident,
                    occurrence: Some(position),
                    step: Some(step),
                });
            }
        }
    }

    fn announcement(&self, incident: usize, occurrence: Option<usize>) -> Place {
        Place {
            at: self.moment.announced(incident),
            incident,
            occurrence,
            step: None,
        }
    }
}

/// The newest of all places offered. Takes time in proportion to how many there are, and room for twice as many as are
/// asked for.
struct Newest {
    most: usize,
    places: Vec<Place>,
    /// What comes before this is not among them any more.
    oldest: Option<Place>,
}

impl Newest {
    fn of(most: usize) -> Self {
        Newest {
            most,
            places: Vec::with_capacity(2 * most),
            oldest: None,
        }
    }

    /// Whether nothing said up to this moment is among them any more.
    fn is_above(&self, latest: DateTime<Utc>) -> bool {
        self.oldest.is_some_and(|oldest| latest < oldest.at)
    }

    fn offer(&mut self, place: Place) {
        if self.oldest.is_some_and(|oldest| place < oldest) {
            return;
        }
        self.places.push(place);
        if self.places.len() == 2 * self.most {
            let newer = |one: &Place, other: &Place| other.cmp(one);
            self.places.select_nth_unstable_by(self.most - 1, newer);
            self.places.truncate(self.most);
            self.oldest = self.places.last().copied();
        }
    }

    fn sorted(mut self) -> Vec<Place> {
        self.places.sort_unstable_by(|one, other| other.cmp(one));
        self.places.truncate(self.most);
        self.places
    }
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
