//! The page of an incident or a notice: its updates, newest first, and what it did.

use super::look::Look;
use super::time::Moment;
use super::told::Told;
use super::{ComponentLink, LinkView, Scene, text};
use crate::model::{ComponentStatus, Incident, Kind};
use crate::render::locale::Message;
use crate::status::{IncidentStanding, Step};
use arcstr::ArcStr;
use serde::Serialize;

/// How many updates of an incident the home page tells.
const FEW: usize = 10;

/// An incident or a notice in full.
#[derive(Debug, Serialize)]
pub struct IncidentView {
    /// Its id.
    pub id: String,
    /// Its own page.
    pub href: String,
    /// One line of text.
    pub title: String,
    /// The title's language, when not the page's.
    pub lang: Option<String>,
    /// Where it stands: colour, word and shape.
    pub status: Look,
    /// Such as `Major impact`; none for a notice.
    pub impact: Option<ArcStr>,
    /// Its file has problems.
    pub being_corrected: bool,
    /// HTML before the first update.
    pub summary: String,
    /// Its language, when not the page's.
    pub summary_lang: Option<String>,
    /// When it began.
    pub started: Moment,
    /// When it ended, if it has.
    pub ended: Option<Moment>,
    /// How long it lasted, or has lasted so far.
    pub lasted: String,
    /// Whether it goes on.
    pub open: bool,
    /// What each component has now; once it is over, or all work again, the worst each had.
    pub affected: Vec<ComponentLink>,
    /// Which of the two: `Now` or `At worst`.
    pub affected_words: ArcStr,
    /// Names of components nobody knows, as written.
    pub unknown: Vec<String>,
    /// When the next update is promised.
    pub next_update: Option<Moment>,
    /// The promise has passed.
    pub overdue: bool,
    /// Newest first; on the home page no more than ten.
    pub updates: Vec<UpdateView>,
    /// A link to the others.
    pub earlier: Option<LinkView>,
    /// What its translation says that answers to nothing in the original.
    pub unmatched: Vec<UnmatchedView>,
    /// The post-mortem.
    pub postmortem: Option<LinkView>,
    /// The provider's own incident.
    pub upstream: Option<LinkView>,
}

/// One update.
#[derive(Debug, Serialize)]
pub struct UpdateView {
    /// Its anchor.
    pub id: ArcStr,
    /// Such as `Investigating`.
    pub label: ArcStr,
    /// The class of its mark: whether this update ended it.
    pub ends: bool,
    /// When.
    pub at: Moment,
    /// False when the time could not be read.
    pub dated: bool,
    /// What it says.
    pub html: String,
    /// Its language, when not the page's.
    pub lang: Option<String>,
    /// Components whose status changed with it.
    pub changes: Vec<ChangeView>,
    /// Names of components nobody knows, as written.
    pub unknown: Vec<String>,
}

/// A component's status changed.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// The component's name.
    pub title: String,
    /// From: its word.
    pub old: ArcStr,
    /// To.
    pub new: Look,
}

/// What a translation says that answers to nothing in the original.
#[derive(Debug, Serialize)]
pub struct UnmatchedView {
    /// The heading as written.
    pub heading: String,
    /// HTML.
    pub html: String,
}

impl Scene<'_> {
    /// An incident or a notice in full, for its own page or, `brief`, for the home page.
    pub fn incident(&self, at: usize, brief: bool) -> IncidentView {
        let (incident, standing) = (&self.site.incidents[at], &self.standing.incidents[at]);
        let notice = matches!(incident.kind, Kind::Notice(_));
        let level = if brief { 3 } else { 2 };
        let now = standing.open && !standing.now.is_empty();
        let shown = if now {
            &standing.now
        } else {
            &standing.affected
        };
        // Once it is over, nothing here may depend on the edition.
        let told = if brief { FEW } else { usize::MAX };
        let ended = (!standing.open).then(|| standing.ended_at.unwrap_or(standing.updated_at));
        let (title, summary) = (self.title(incident), self.summary(incident, level - 1));
        IncidentView {
            id: incident.id.clone(),
            href: format!("{}{}", self.root, incident.path()),
            title: title.words,
            lang: title.lang,
            status: self.incident_look(incident, standing),
            impact: if notice {
                None
            } else {
                self.locale.impact(standing.impact)
            },
            being_corrected: incident.being_corrected,
            summary: summary.words,
            summary_lang: summary.lang,
            started: self.times.moment(standing.started_at),
            ended: ended.map(|ended| self.times.clock_beside(ended, standing.started_at)),
            lasted: if notice {
                String::new()
            } else {
                self.lasted(standing.started_at, ended)
            },
            open: standing.open,
            affected: self.components(shown),
            affected_words: self.locale.text(if now {
                Message::AffectedNow
            } else {
                Message::AffectedAtWorst
            }),
            unknown: unknown_of(&standing.steps),
            next_update: standing
                .next_update
                .filter(|_| standing.open)
                .map(|at| self.promised(at, standing)),
            overdue: standing.overdue && standing.open,
            earlier: self.earlier(incident, &standing.steps, told),
            updates: self.updates(incident, last(&standing.steps, told), level),
            unmatched: if brief {
                Vec::new()
            } else {
                self.unmatched_of(incident)
            },
            postmortem: self.postmortem(incident),
            upstream: self.upstream(incident),
        }
    }

    /// A link to the updates that are not among the newest so many.
    fn earlier(&self, incident: &Incident, steps: &[Step], told: usize) -> Option<LinkView> {
        let hidden = steps.len().checked_sub(told).filter(|&hidden| hidden > 0)?;
        let id = &steps[hidden - 1].id;
        Some(LinkView {
            href: format!("{}{}#{id}", self.root, incident.path()),
            words: self.locale.count(Message::EarlierUpdates, hidden),
        })
    }

    /// What shows where an incident stands.
    pub fn incident_look(&self, incident: &Incident, standing: &IncidentStanding) -> Look {
        if matches!(incident.kind, Kind::Notice(_)) {
            return self.locale.notice();
        }
        let worst = standing.now.iter().map(|&(_, status)| status).max();
        let unknown = standing
            .steps
            .last()
            .is_some_and(|step| !step.unknown_components.is_empty());
        let worst = if unknown {
            worst.max(Some(ComponentStatus::Unknown))
        } else {
            worst
        };
        Look::of_incident(
            self.locale,
            standing.status,
            standing.open,
            worst,
            standing.impact,
        )
    }

    /// Updates and transitions, newest first.
    pub fn updates(&self, incident: &Incident, steps: &[Step], level: usize) -> Vec<UpdateView> {
        steps
            .iter()
            .rev()
            .map(|step| self.update(incident, step, level))
            .collect()
    }

    /// One update or transition, its text under a heading of this level.
    pub fn update(&self, incident: &Incident, step: &Step, level: usize) -> UpdateView {
        let update = step.update.and_then(|at| incident.updates.get(at));
        let said = match update {
            Some(update) => self.words(incident, update, level),
            None => Told {
                words: format!("<p>{}</p>", self.locale.text(by_the_clock(step))),
                lang: None,
            },
        };
        let notice = matches!(incident.kind, Kind::Notice(_));
        UpdateView {
            id: step.id.clone(),
            label: self.locale.text(if step.plain || notice {
                Message::Update
            } else {
                step.status.into()
            }),
            ends: step.status.word() == "resolved" || step.status.word() == "completed",
            at: self.times.moment(step.at),
            dated: update.is_none_or(|update| update.dated),
            html: said.words,
            lang: said.lang,
            changes: self.changes(step),
            unknown: step.unknown_components.iter().map(|id| text(id)).collect(),
        }
    }

    fn changes(&self, step: &Step) -> Vec<ChangeView> {
        let changed = step
            .changes
            .iter()
            .filter(|change| change.old != change.new);
        changed
            .map(|change| {
                let component = &self.site.components[change.component];
                ChangeView {
                    title: text(&component.title),
                    old: self.locale.text(change.old.into()),
                    new: self.locale.look(change.new),
                }
            })
            .collect()
    }

    /// The next update's time, beside the newest update's.
    fn promised(&self, at: chrono::DateTime<chrono::Utc>, standing: &IncidentStanding) -> Moment {
        self.times.clock_beside(at, standing.updated_at)
    }

    fn postmortem(&self, incident: &Incident) -> Option<LinkView> {
        let link = incident.postmortem.as_deref()?;
        let href = self.links(incident).link(link)?.into_owned();
        Some(LinkView {
            href,
            words: self.locale.text(Message::LinkPostmortem).to_string(),
        })
    }

    fn upstream(&self, incident: &Incident) -> Option<LinkView> {
        let link = incident.upstream.as_deref()?;
        let href = self.links(incident).link(link)?.into_owned();
        Some(LinkView {
            words: text(super::site::bare(link)),
            href,
        })
    }

    /// What its translation says that answers to nothing in the original.
    pub fn unmatched_of(&self, incident: &Incident) -> Vec<UnmatchedView> {
        let unmatched = self.unmatched(incident).into_iter();
        unmatched
            .map(|(heading, html)| UnmatchedView { heading, html })
            .collect()
    }
}

/// The newest so many.
fn last(steps: &[Step], count: usize) -> &[Step] {
    &steps[steps.len().saturating_sub(count)..]
}

/// Names nobody knows, of the newest step, each once.
fn unknown_of(steps: &[Step]) -> Vec<String> {
    steps
        .last()
        .map(|step| step.unknown_components.iter().map(|id| text(id)).collect())
        .unwrap_or_default()
}

/// What a transition that nobody wrote says.
fn by_the_clock(step: &Step) -> Message {
    match step.status.word() {
        "in_progress" => Message::ClockStarted,
        "completed" => Message::ClockCompleted,
        "scheduled" => Message::ClockAnnounced,
        _ => Message::ClockOther,
    }
}
