//! One time a maintenance takes place: begun and completed by the clock, unless its updates say otherwise.

use super::ledger::{Claim, Ledger, Shown};
use super::marks::{Context, Index};
use super::standing::{Occurrence, Step};
use crate::model::{ComponentStatus, Incident, IncidentStatus, Mark, Said, Update};
use chrono::{DateTime, Utc};

/// Planned start and end, and whether the clock may do its work.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub id: String,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    pub auto: bool,
    /// The file is in conflict, and this is the occurrence that may suffer: nothing ends or improves.
    pub in_conflict: bool,
}

/// An occurrence as it stands, and what it does to components.
#[derive(Debug)]
pub(super) struct Held {
    pub occurrence: Occurrence,
    pub claims: Vec<Claim>,
    /// What it says now, operational ones left out.
    pub now: Vec<(usize, ComponentStatus)>,
    /// Steps that are shown at once but have not taken effect.
    pub future: Vec<Step>,
    /// It names a component that is not in the configuration.
    pub unknown: bool,
}

/// Follows one occurrence from its announcement to now.
pub(super) fn hold(
    position: usize,
    incident: &Incident,
    slot: Slot,
    updates: &[(usize, &Update)],
    index: &Index<'_>,
    now: DateTime<Utc>,
) -> Held {
    let mut run = Run::new(position, slot, index, now);
    run.marks(
        &incident.components,
        Context::front(Some(ComponentStatus::UnderMaintenance)),
    );
    for (at, update) in updates {
        run.update(*at, update);
    }
    run.clock(now, true);
    run.finish(position)
}

struct Run<'a> {
    index: &'a Index<'a>,
    now: DateTime<Utc>,
    slot: Slot,
    ledger: Ledger,
    steps: Vec<Step>,
    future: Vec<Step>,
    status: IncidentStatus,
    began_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    /// An update has taken over from the clock: only `completed` or `cancelled` ends it.
    stopped: bool,
    /// An end was said, though it could not take effect.
    end_said: bool,
    /// The clock's transitions are never earlier than what was said last.
    latest: DateTime<Utc>,
    unknown: bool,
}

/// What an update does to the occurrence itself.
#[derive(Clone, Copy)]
enum Turn {
    Stay,
    Announce,
    Begin(IncidentStatus),
    End(IncidentStatus),
    /// A word nobody knows, after the end.
    Lose,
}

impl<'a> Run<'a> {
    fn new(position: usize, slot: Slot, index: &'a Index<'a>, now: DateTime<Utc>) -> Self {
        Run {
            index,
            now,
            slot,
            ledger: Ledger::new(position),
            steps: Vec::new(),
            future: Vec::new(),
            status: IncidentStatus::Scheduled,
            began_at: None,
            ended_at: None,
            stopped: false,
            end_said: false,
            latest: DateTime::<Utc>::MIN_UTC,
            unknown: false,
        }
    }

    fn marks(&mut self, marks: &[Mark], context: Context) -> Vec<String> {
        let unknown = context.hear(&mut self.ledger, marks, self.index).unknown;
        self.unknown |= !unknown.is_empty();
        unknown
    }

    /// The transitions by the clock that are due before `until`, or at that very moment when `inclusive`.
    fn clock(&mut self, until: DateTime<Utc>, inclusive: bool) {
        self.begin_by_clock(until, inclusive);
        let due = self.slot.end < until || inclusive && self.slot.end == until;
        let runs = self.slot.auto && !self.stopped && !self.slot.in_conflict;
        if runs && due && self.began_at.is_some() && self.ended_at.is_none() {
            self.transition(IncidentStatus::Completed, self.slot.end);
        }
    }

    fn begin_by_clock(&mut self, until: DateTime<Utc>, inclusive: bool) {
        let due = self.slot.start < until || inclusive && self.slot.start == until;
        let runs = self.slot.auto && !self.stopped;
        if runs && due && self.began_at.is_none() && self.ended_at.is_none() {
            self.transition(IncidentStatus::InProgress, self.slot.start);
        }
    }

    fn transition(&mut self, status: IncidentStatus, at: DateTime<Utc>) {
        let at = at.max(self.latest);
        self.ledger.heading();
        match status {
            IncidentStatus::InProgress => self.began_at = Some(at),
            _ => {
                self.ledger.remember();
                self.ledger.end();
                self.ended_at = Some(at);
            }
        }
        self.status = status;
        let step = Step {
            id: format!("u-{}", at.format("%Y%m%dT%H%M%SZ")).into(),
            update: None,
            at,
            status,
            plain: false,
            changes: self.ledger.settle(at, Shown::Now),
            unknown_components: Vec::new(),
        };
        self.steps.push(step);
    }

    /// It has ended, or would have but for the conflict markers in its file.
    fn over(&self, at: DateTime<Utc>) -> bool {
        let by_the_clock = self.slot.auto && !self.stopped && self.slot.end <= at;
        self.ended_at.is_some() || self.slot.in_conflict && (self.end_said || by_the_clock)
    }

    fn turn(&self, update: &Update, future: bool) -> Turn {
        let may_end = !future && update.dated && !self.slot.in_conflict;
        match &update.said {
            Said::Unreadable(_) if self.over(update.at) => Turn::Lose,
            Said::Unreadable(_) | Said::Update => Turn::Stay,
            Said::Status(word) => match word {
                IncidentStatus::Completed | IncidentStatus::Cancelled if may_end => {
                    Turn::End(*word)
                }
                // Before its time it is announced, not begun.
                IncidentStatus::InProgress | IncidentStatus::Verifying if !future => {
                    Turn::Begin(*word)
                }
                IncidentStatus::Scheduled if self.began_at.is_none() && !future => Turn::Announce,
                _ => Turn::Stay,
            },
        }
    }

    fn update(&mut self, position: usize, update: &Update) {
        let future = update.at > self.now;
        let turn = self.turn_after_clock(update, future);
        let was_over = self.ended_at.is_some();
        let reopens = was_over && matches!(turn, Turn::Begin(_));
        self.ledger.heading();
        if matches!(turn, Turn::End(_)) && !was_over {
            self.ledger.remember();
        }
        if reopens || matches!(turn, Turn::Announce | Turn::Lose) && was_over {
            self.ledger.restore();
        }
        if matches!(turn, Turn::Lose) || !update.dated && update.marks.is_empty() {
            self.ledger.lose();
        }
        let context = Context {
            ending: matches!(turn, Turn::End(_)),
            ended: was_over && matches!(turn, Turn::Stay | Turn::Lose | Turn::End(_)),
            undated: !update.dated,
            bare: Some(ComponentStatus::UnderMaintenance),
        };
        let unknown_components = self.marks(&update.marks, context);
        if matches!(turn, Turn::End(_)) {
            self.ledger.end();
        }
        // What is ahead and worsens at once does so from where things stand, not from this minute.
        let at = if future {
            self.latest.max(self.began_at.unwrap_or(self.slot.start))
        } else {
            update.at
        };
        self.stand(turn, at);
        if !future && (update.at >= self.slot.start || matches!(turn, Turn::Begin(_))) {
            self.stopped = true;
        }
        self.end_said |= matches!(update.said, Said::Status(word) if word.ends());
        if !future {
            self.latest = self.latest.max(at);
        }
        let plain = matches!(turn, Turn::Stay | Turn::Lose);
        let shown = match self.began_at {
            None => Shown::Nothing,
            Some(_) if future || self.slot.in_conflict => Shown::Worsened,
            Some(_) => Shown::Now,
        };
        let changes = self.ledger.settle(at, shown);
        let id = update.id.clone();
        let step = Step {
            id,
            update: Some(position),
            at: update.at,
            status: self.status,
            plain,
            changes,
            unknown_components,
        };
        if future {
            self.future.push(step)
        } else {
            self.steps.push(step)
        }
    }

    /// What was due by the clock before an update comes first; at its very moment only what it does not say itself.
    fn turn_after_clock(&mut self, update: &Update, future: bool) -> Turn {
        if future {
            self.clock(self.now, true);
            return self.turn(update, true);
        }
        self.clock(update.at, false);
        let turn = self.turn(update, false);
        if matches!(turn, Turn::Stay | Turn::Announce) {
            self.begin_by_clock(update.at, true);
        }
        turn
    }

    fn stand(&mut self, turn: Turn, at: DateTime<Utc>) {
        match turn {
            Turn::Stay | Turn::Lose => {}
            Turn::Announce => {
                self.status = IncidentStatus::Scheduled;
                self.ended_at = None;
            }
            Turn::Begin(status) => {
                self.began_at = self.began_at.or(Some(at));
                self.ended_at = None;
                self.status = status;
            }
            Turn::End(status) => {
                self.ended_at = self.ended_at.or(Some(at));
                self.status = status;
            }
        }
    }

    fn finish(self, position: usize) -> Held {
        let occurrence = Occurrence {
            incident: position,
            start: self.slot.start,
            end: self.slot.end,
            status: self.status,
            began_at: self.began_at,
            ended_at: self.ended_at,
            overrun: self.ended_at.is_none() && self.slot.end <= self.now,
            affected: self.ledger.affected(),
            steps: self.steps,
            id: self.slot.id,
        };
        Held {
            occurrence,
            now: self.ledger.now(),
            claims: self.ledger.into_claims(),
            future: self.future,
            unknown: self.unknown,
        }
    }
}
