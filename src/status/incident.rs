//! One incident from its first update to its last: its steps, where it stands, what it claims.

use super::ledger::{Claim, Ledger, Shown};
use super::marks::{Context, Index, bare_by_impact, impact_of};
use super::standing::{IncidentStanding, Step};
use crate::model::{ComponentStatus, Incident, IncidentStatus, Kind, Policy, Said, Update};
use chrono::{DateTime, Utc};

/// An incident as it stands, and what it does to components.
#[derive(Debug)]
pub(super) struct Told {
    pub standing: IncidentStanding,
    pub claims: Vec<Claim>,
    /// It names a component that is not in the configuration, and is not over.
    pub names_unknown: bool,
    /// Updates whose bare components were taken for partial outages; `None` is the front matter.
    pub guessed: Vec<Option<usize>>,
}

/// A notice that says nothing of components changes nothing; with component statuses it counts as an incident.
pub(super) fn is_plain_notice(incident: &Incident) -> bool {
    matches!(incident.kind, Kind::Notice(_))
        && incident.components.is_empty()
        && incident
            .updates
            .iter()
            .all(|update| update.marks.is_empty())
}

/// Whether a notice is on top of the home page.
pub(super) fn pinned(incident: &Incident, now: DateTime<Utc>) -> bool {
    match &incident.kind {
        Kind::Notice(notice) => notice.pin && notice.expires.is_none_or(|expires| now < expires),
        _ => false,
    }
}

/// Whether a promise, or the policy's interval, has passed with nothing said since `last`.
///
/// A promise that still holds stands in for the interval: who has said "next update at nine" need
/// not write every half hour.
pub(super) fn overdue(
    promise: Option<DateTime<Utc>>,
    last: Option<DateTime<Utc>>,
    policy: &Policy,
    now: DateTime<Utc>,
) -> bool {
    match (promise, last, policy.update_every) {
        (Some(promise), _, _) => promise <= now,
        (None, Some(last), Some(every)) => now - last > every,
        _ => false,
    }
}

/// The promised next update, unless an update has come at or after it.
pub(super) fn promise(incident: &Incident, last: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    incident
        .next_update
        .filter(|promise| last.is_none_or(|last| last < *promise))
}

/// Reads an incident, or a notice that counts as one, at a moment: the last midnight and now.
pub(super) fn tell(
    position: usize,
    incident: &Incident,
    index: &Index<'_>,
    policy: &Policy,
    (settled, now): (DateTime<Utc>, DateTime<Utc>),
) -> Told {
    let mut run = Run::new(position, incident, index, (settled, now));
    for (at, update) in incident.updates.iter().enumerate() {
        run.update(at, update);
    }
    if incident.updates.is_empty() {
        run.without_updates();
    }
    run.finish(policy)
}

struct Run<'a> {
    incident: &'a Incident,
    index: &'a Index<'a>,
    now: DateTime<Utc>,
    /// The last midnight: what has no time of its own yet begins then, so that it does not begin anew
    /// with each publish.
    settled: DateTime<Utc>,
    /// The last midnight or the last update that is not ahead, whichever is later: what is ahead and
    /// shown at once takes effect then.
    latest: DateTime<Utc>,
    bare: Option<ComponentStatus>,
    ledger: Ledger,
    steps: Vec<Step>,
    status: Option<IncidentStatus>,
    ended_at: Option<DateTime<Utc>>,
    /// An end was said, whether or not it could take effect yet: decides what marks mean.
    over: bool,
    monitoring_at: Option<DateTime<Utc>>,
    unknown: bool,
    guessed: Vec<Option<usize>>,
}

/// What an update does to the incident itself.
struct Turn {
    /// Where the incident stands after it.
    status: IncidentStatus,
    /// The author wrote `update`, or a word that has no effect here or not yet.
    plain: bool,
    /// A bare component is operational in it.
    ending: bool,
    /// It says the end: what it does not name is operational.
    ends: bool,
    /// The end takes effect: it is no longer ahead, and nothing holds it back.
    closes: bool,
    /// It has an open status after the end.
    reopens: bool,
    /// A word nobody knows, after the end: what it ended is not known any more.
    loses: bool,
}

impl<'a> Run<'a> {
    fn new(
        position: usize,
        incident: &'a Incident,
        index: &'a Index<'a>,
        (settled, now): (DateTime<Utc>, DateTime<Utc>),
    ) -> Self {
        Run {
            incident,
            index,
            now,
            settled,
            latest: settled,
            bare: bare_by_impact(incident),
            ledger: Ledger::new(position),
            steps: Vec::with_capacity(incident.updates.len()),
            status: None,
            ended_at: None,
            over: false,
            monitoring_at: None,
            unknown: false,
            guessed: Vec::new(),
        }
    }

    fn front(&mut self) -> Vec<String> {
        let heard =
            Context::front(self.bare).hear(&mut self.ledger, &self.incident.components, self.index);
        if heard.guessed {
            self.guessed.push(None);
        }
        heard.unknown
    }

    fn turn(&self, update: &Update, future: bool) -> Turn {
        let first = self.status.is_none();
        let current = self.status.unwrap_or(IncidentStatus::Investigating);
        let in_force = !future && !self.incident.in_conflict;
        let stay = Turn {
            status: current,
            plain: true,
            ending: false,
            ends: false,
            closes: false,
            reopens: false,
            loses: false,
        };
        let say = |said: bool, word: IncidentStatus| Turn {
            status: if said { word } else { current },
            plain: !said,
            ..stay
        };
        match &update.said {
            Said::Unreadable(_) => Turn {
                loses: self.over,
                ..stay
            },
            Said::Update => stay,
            Said::Status(word) if word.of_maintenance() => stay,
            // When it ended is not known: nothing ends.
            Said::Status(word) if word.ends() && !update.dated => stay,
            Said::Status(word @ IncidentStatus::Postmortem) => Turn {
                ending: self.over,
                ..say(in_force && self.ended_at.is_some(), *word)
            },
            Said::Status(word) if word.ends() => Turn {
                ending: true,
                ends: true,
                closes: in_force,
                ..say(in_force, *word)
            },
            Said::Status(word) => Turn {
                reopens: self.over,
                ..say(!future || first || self.ended_at.is_some(), *word)
            },
        }
    }

    fn update(&mut self, position: usize, update: &Update) {
        let future = update.at > self.now;
        let first = self.status.is_none();
        let turn = self.turn(update, future);
        let hold = future || self.incident.in_conflict;
        let mut unknown = Vec::new();
        if first {
            unknown = self.front();
            let ending_at_once = turn.ends && !self.incident.components.is_empty();
            if let (true, Some(seen)) = (ending_at_once, self.first_seen(update)) {
                self.ledger.settle(seen, Shown::Now);
            }
        }
        self.ledger.heading();
        if turn.ends && !self.over {
            self.ledger.remember();
        }
        if turn.reopens || turn.loses {
            self.ledger.restore();
        }
        if turn.loses || (!update.dated && update.marks.is_empty()) {
            self.ledger.lose();
        }
        let context = Context {
            ending: turn.ending,
            ended: self.over && !turn.reopens,
            undated: !update.dated,
            bare: self.bare,
        };
        let heard = context.hear(&mut self.ledger, &update.marks, self.index);
        if heard.guessed {
            self.guessed.push(Some(position));
        }
        unknown.extend(heard.unknown);
        self.unknown |= !unknown.is_empty();
        if turn.ends {
            self.ledger.end();
        }
        let at = match self.first_seen(update) {
            Some(seen) if first && !turn.ends => seen,
            _ if future => self.latest,
            _ => update.at,
        };
        let changes = self
            .ledger
            .settle(at, if hold { Shown::Worsened } else { Shown::Now });
        self.over = turn.ends || self.over && !turn.reopens;
        self.stand(&turn, if future { self.latest } else { update.at });
        if !future {
            self.latest = self.latest.max(update.at);
        }
        self.steps.push(Step {
            id: update.id.clone(),
            update: Some(position),
            at: update.at,
            status: turn.status,
            plain: turn.plain,
            changes,
            unknown_components: unknown,
        });
    }

    fn first_seen(&self, first: &Update) -> Option<DateTime<Utc>> {
        self.incident
            .first_seen
            .filter(|seen| *seen < first.at && *seen <= self.now)
    }

    fn stand(&mut self, turn: &Turn, at: DateTime<Utc>) {
        if turn.closes {
            self.ended_at = self.ended_at.or(Some(at));
        } else if turn.reopens {
            self.ended_at = None;
        }
        if turn.status == IncidentStatus::Monitoring
            && self.status != Some(IncidentStatus::Monitoring)
        {
            self.monitoring_at = Some(at);
        }
        self.status = Some(turn.status);
    }

    /// An incident without updates: what its front matter says holds from its day. With no day either,
    /// what it names is not known.
    fn without_updates(&mut self) {
        let unknown = self.front();
        self.unknown |= !unknown.is_empty();
        let written = self.incident.first_seen.or(self.incident.day);
        if written.is_none() && matches!(self.incident.kind, Kind::Incident) {
            self.ledger.lose();
        }
        let start = written.filter(|at| *at <= self.now).unwrap_or(self.settled);
        self.ledger.settle(start, Shown::Now);
    }

    fn finish(self, policy: &Policy) -> Told {
        let Run {
            incident,
            now,
            settled,
            ..
        } = self;
        let open = self.ended_at.is_none() && !is_plain_notice(incident);
        let affected = self.ledger.affected();
        let worst = affected
            .iter()
            .map(|(_, status)| *status)
            .max()
            .unwrap_or(ComponentStatus::Operational);
        let fallback = incident.first_seen.or(incident.day).unwrap_or(settled);
        let created_at = self.steps.first().map_or(fallback, |step| step.at);
        let last = self
            .steps
            .iter()
            .rev()
            .map(|step| step.at)
            .find(|at| *at <= now);
        let next_update = promise(incident, last).filter(|_| open);
        let standing = IncidentStanding {
            status: self.status.unwrap_or(IncidentStatus::Investigating),
            open,
            impact: incident.impact.unwrap_or_else(|| impact_of(worst)),
            started_at: incident
                .first_seen
                .filter(|seen| *seen < created_at)
                .unwrap_or(created_at),
            created_at,
            updated_at: self.steps.last().map_or(created_at, |step| step.at),
            monitoring_at: self.monitoring_at,
            ended_at: self.ended_at,
            affected,
            now: self.ledger.now(),
            next_update,
            overdue: open && overdue(next_update, last, policy, now),
            pinned: pinned(incident, now),
            steps: self.steps,
        };
        Told {
            names_unknown: open && self.unknown,
            guessed: self.guessed,
            claims: self.ledger.into_claims(),
            standing,
        }
    }
}
