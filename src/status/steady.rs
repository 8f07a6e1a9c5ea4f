//! How long a standing holds: until the clock alone can change what it says.

use super::calendar::{day_of, day_start};
use super::findings::RECENT;
use super::recurrence::{AHEAD, expand};
use super::standing::{IncidentStanding, Standing};
use crate::model::{Incident, Kind, Policy, Site};
use chrono::{DateTime, DurationRound as _, Offset as _, TimeDelta, TimeZone as _, Utc};

/// The earliest later moment at which [`super::at`] could say anything but this, apart from
/// `Standing::now` and the findings, which count minutes and are on no page. Too early at worst;
/// `Standing::now` itself where some of it moves with every second.
///
/// It is the next midnight of the site's zone at the latest.
pub fn steady_until(site: &Site, standing: &Standing) -> DateTime<Utc> {
    let now = standing.now;
    if site.incidents.iter().any(|said| follows(said, now)) {
        return now;
    }
    // With everything still ahead, the site's history begins now.
    let began = standing.incidents.iter().map(|one| one.started_at).min();
    if began.is_some_and(|began| began > now) {
        return now;
    }
    let mut holds = Holds {
        now,
        until: tomorrow(site, now),
    };
    for (said, incident) in site.incidents.iter().zip(&standing.incidents) {
        holds.said(said);
        holds.stands(incident);
        // The policy's intervals are for incidents: work goes by its window.
        if incident.open && !matches!(said.kind, Kind::Maintenance(_)) {
            holds.policy(incident, &site.policy);
        }
    }
    for occurrence in &standing.occurrences {
        holds.before(occurrence.start);
        holds.before(occurrence.end);
        holds.recent(occurrence.ended_at);
    }
    for said in &site.incidents {
        holds.repeats(said);
    }
    holds.until
}

/// Whether what an incident says moves with the clock: an update ahead takes its part "now", and
/// without any time of its own an incident began "now".
fn follows(said: &Incident, now: DateTime<Utc>) -> bool {
    let began = said.first_seen.or(said.day);
    said.updates.iter().any(|update| update.at > now)
        || said.updates.is_empty()
            && !matches!(said.kind, Kind::Maintenance(_))
            && began.is_none_or(|began| began > now)
}

/// The next midnight; on a day of which the clocks change, the next minute.
fn tomorrow(site: &Site, now: DateTime<Utc>) -> DateTime<Utc> {
    let zone = site.settings.timezone;
    let Some(next) = day_of(zone, now).succ_opt() else {
        return now;
    };
    let midnight = day_start(zone, next).max(now);
    let offset = |at: DateTime<Utc>| zone.offset_from_utc_datetime(&at.naive_utc()).fix();
    let mut hours = (0..=48).map(|hour| now + TimeDelta::hours(hour));
    let changes = hours
        .by_ref()
        .take_while(|at| *at < midnight)
        .chain([midnight])
        .any(|at| offset(at) != offset(now));
    if !changes {
        return midnight;
    }
    let minute = TimeDelta::minutes(1);
    now.duration_trunc(minute)
        .map_or(now, |began| (began + minute).min(midnight))
}

/// The moments that lie ahead, of which the first counts.
struct Holds {
    now: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl Holds {
    /// Something is different from this moment on.
    fn before(&mut self, at: DateTime<Utc>) {
        if at > self.now {
            self.until = self.until.min(at);
        }
    }

    /// Something is different once more than `length` has passed since a moment.
    fn longer(&mut self, since: Option<DateTime<Utc>>, length: Option<TimeDelta>) {
        let last = since.zip(length);
        let last = last.and_then(|(since, length)| since.checked_add_signed(length));
        if let Some(passed) = last.and_then(|at| at.checked_add_signed(TimeDelta::nanoseconds(1))) {
            self.before(passed);
        }
    }

    /// What is over gives findings for a week.
    fn recent(&mut self, ended_at: Option<DateTime<Utc>>) {
        self.longer(ended_at, Some(RECENT));
    }

    fn said(&mut self, said: &Incident) {
        let times = [said.first_seen, said.next_update, said.day];
        times.into_iter().flatten().for_each(|at| self.before(at));
        match &said.kind {
            Kind::Incident => {}
            Kind::Notice(notice) => notice.expires.into_iter().for_each(|at| self.before(at)),
            Kind::Maintenance(window) => {
                self.before(window.start);
                self.before(window.end());
            }
        }
    }

    fn stands(&mut self, incident: &IncidentStanding) {
        let times = [
            incident.started_at,
            incident.created_at,
            incident.updated_at,
        ];
        times.into_iter().for_each(|at| self.before(at));
        incident.steps.iter().for_each(|step| self.before(step.at));
        self.recent(incident.ended_at);
    }

    fn policy(&mut self, incident: &IncidentStanding, policy: &Policy) {
        let last = incident.steps.iter().map(|step| step.at).max();
        self.longer(last, policy.update_every);
        self.longer(incident.monitoring_at, policy.monitor_before_resolved);
    }

    /// A repetition is announced when it is near enough, or when the one before it has begun.
    fn repeats(&mut self, said: &Incident) {
        let Kind::Maintenance(window) = &said.kind else {
            return;
        };
        if window.repeat.is_none() || self.until <= self.now {
            return;
        }
        let known = expand(&said.id, window, self.now);
        let later = expand(&said.id, window, self.until);
        let same = known.slots.len() <= later.slots.len()
            && known
                .slots
                .iter()
                .zip(&later.slots)
                .all(|(known, later)| known.start == later.start);
        if !same || known.cut != later.cut {
            self.until = self.now;
            return;
        }
        for slot in &known.slots {
            self.before(slot.start);
            self.before(slot.end);
        }
        for slot in &later.slots[known.slots.len()..] {
            self.before(slot.start - AHEAD);
        }
    }
}
