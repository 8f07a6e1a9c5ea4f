//! From a card to an incident: where it stood when, what was said, and what its labels say of components.

use super::card::Says;
use super::component::Named;
use super::label::{Role, role};
use super::list::stands;
use super::past::{self, last_sign};
use super::settings::TrelloSettings;
use super::snapshot::{Card, Content, List, Move, Snapshot};
use super::strict::Shown;
use super::update::{Stop, comment, end, escaped, in_order, stopped, update};
use crate::model::{
    Carried, ComponentStatus, Incident, IncidentStatus, Kind, Mark, Notice, Said, Says as Word,
    Update, Window,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// How the place of what is no file begins, in messages.
pub(super) const CARD: &str = "trello: ";

/// What all cards of a board share.
pub(super) struct Board<'a> {
    pub snapshot: &'a Snapshot,
    pub settings: &'a TrelloSettings,
    pub named: &'a Named,
    pub zone: Tz,
}

impl Board<'_> {
    /// An incident, maintenance or notice, by the corrected rules.
    pub fn incident(&self, card: &Card, content: &Content) -> Incident {
        let says = Says::of(card, self.snapshot, self.settings);
        let status = says
            .status()
            .map_or(ComponentStatus::Unknown, |status| status.means);
        let marks = marks(
            says.components.iter().map(|label| &label.id),
            self.named,
            status,
        );
        let stops = self.stops(card, content);
        let ahead = |stop: &Stop<'_>| stop.stands == IncidentStatus::Scheduled;
        let announced = stops.iter().any(ahead) || status == ComponentStatus::UnderMaintenance;
        let window = window(content, self.zone).filter(|_| announced);
        let only_ahead = stops
            .iter()
            .all(|stop| ahead(stop) || stop.stands == IncidentStatus::Resolved);
        let mut incident = self.plain(card, content);
        let ended = self
            .snapshot
            .put_away(card)
            .then(|| past::ended(card, content, self.snapshot, self.settings));
        if let Some(window) = window {
            incident.components = marks;
            incident.updates = self.work(&stops, card, content);
            if let Some(ended) = ended {
                past::close_work(&mut incident.updates, card, ended, &window);
            }
            incident.kind = Kind::Maintenance(window);
        } else if stops.iter().any(ahead) && only_ahead {
            incident.updates = content.comments.iter().map(comment).collect();
            let pin = stops.last().is_some_and(ahead) && ended.is_none();
            incident.kind = Kind::Notice(Notice { pin, expires: None });
        } else {
            incident.updates = self.trouble(&stops, card, content, marks);
            if let Some(ended) = ended {
                past::close(&mut incident.updates, card, ended);
            }
            let created = card.created();
            incident.first_seen = content.started.filter(|started| *started < created);
        }
        incident.updates = in_order(incident.updates);
        sealed(incident)
    }

    /// An incident as Trestus would have shown it.
    pub fn strictly(&self, shown: &Shown<'_>, content: &Content) -> Incident {
        let mut incident = self.plain(shown.card, content);
        let means = match role(shown.label, self.settings) {
            Role::Status(status) => status.means,
            _ => ComponentStatus::Unknown,
        };
        // Of several cards a component shows the first met: the others say nothing of it.
        let says = |name: &str| shown.closed || shown.leads.contains(&name);
        let labels = self.snapshot.labels_of(shown.card);
        let labels = labels.filter(|label| self.named.contains_key(&label.id) && says(&label.name));
        let list = stands(shown.list, self.settings);
        let open = !list.ends() && !list.of_maintenance() && !shown.closed;
        let mut opening = update(
            format!("u-{}", incident.id),
            shown.created,
            Said::Status(match open {
                true => list,
                false => IncidentStatus::Investigating,
            }),
            escaped(&format!("{} · {}", shown.list, shown.words)),
        );
        opening.marks = marks(labels.map(|label| &label.id), self.named, means);
        incident.updates = vec![opening];
        incident.updates.extend(shown.updates.iter().map(comment));
        if shown.closed {
            let moved = content.moves.last().map(|last| last.at);
            let last = incident.updates.iter().map(|update| update.at).max();
            let last = last.unwrap_or(shown.created);
            incident.updates.push(end(shown.card, moved, last));
        }
        sealed(incident)
    }

    fn plain(&self, card: &Card, content: &Content) -> Incident {
        let title = content
            .name
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Incident {
            id: card.id.to_lowercase(),
            kind: Kind::Incident,
            title: match title.as_str() {
                "" => "Without a title".to_owned(),
                _ => title,
            },
            summary: summary(content).into(),
            updates: Vec::new(),
            components: Vec::new(),
            impact: None,
            first_seen: None,
            next_update: None,
            postmortem: None,
            upstream: None,
            aliases: Vec::new(),
            tags: content.region.iter().cloned().collect(),
            authors: Vec::new(),
            lang: None,
            translations: BTreeMap::new(),
            day: Some(card.created()),
            being_corrected: false,
            in_conflict: false,
            beside: Carried::default(),
            file: file(card).into(),
            source: "".into(),
            digest: [0; 32],
        }
    }

    /// Every list the card was in, the one it was made in first.
    fn stops<'a>(&'a self, card: &'a Card, content: &'a Content) -> Vec<Stop<'a>> {
        let now = self.snapshot.list(&card.list);
        let name = |list: &'a List| {
            // A list renamed since has its new name: what it means is set by that.
            let today = self.snapshot.list(&list.id);
            today.map_or(list.name.as_str(), |list| list.name.as_str())
        };
        let stop = |at, list: &'a str, id| Stop {
            at,
            list,
            stands: stands(list, self.settings),
            id,
        };
        let first = content.moves.first().map(|first| &first.from).or(now);
        let opening = format!("u-{}", card.id.to_lowercase());
        let mut stops = vec![stop(card.created(), first.map_or("", name), opening)];
        let moved = |one: &'a Move| stop(one.at, name(&one.to), format!("u-{}", one.id));
        stops.extend(content.moves.iter().map(moved));
        // The last moves are not among those we were given.
        let last = content.moves.last().map(|last| last.to.id.as_str());
        if let Some(now) = now.filter(|now| last.is_some_and(|last| last != now.id)) {
            let at = last_sign(card, content);
            stops.push(stop(
                at,
                &now.name,
                format!("u-{}-now", card.id.to_lowercase()),
            ));
        }
        stops
    }

    /// The updates of an incident.
    fn trouble(
        &self,
        stops: &[Stop<'_>],
        card: &Card,
        content: &Content,
        marks: Vec<Mark>,
    ) -> Vec<Update> {
        // While it was only announced, nothing was wrong.
        let begins = stops
            .iter()
            .position(|stop| stop.stands != IncidentStatus::Scheduled)
            .unwrap_or(0);
        let mut updates: Vec<Update> = content.comments.iter().map(comment).collect();
        let in_the_end = stops.len() - 1;
        for (at, stop) in stops.iter().enumerate().skip(begins) {
            let status = match stop.stands {
                status if at == begins && status.ends() => IncidentStatus::Investigating,
                status if status.of_maintenance() => IncidentStatus::Investigating,
                status => status,
            };
            let mut update = stopped(stop, status);
            if at == begins {
                update.at = began(stop.at, content, stops.get(begins + 1));
                update.marks.clone_from(&marks);
            } else if at == in_the_end && status.ends() {
                let said = content.ended.filter(|ended| *ended >= stops[begins].at);
                update.at = said.unwrap_or(update.at);
            }
            updates.push(update);
        }
        // Made in the list of what is over, or moved there before what we were given began.
        if begins == in_the_end && stops[begins].stands.ends() {
            let known = content.ended.or(content.completed).or(content.put_away);
            updates.push(end(card, known, last_sign(card, content)));
        }
        in_order(updates)
    }

    /// The updates of a maintenance. While it is in the list of what is ahead, the clock tells.
    fn work(&self, stops: &[Stop<'_>], card: &Card, content: &Content) -> Vec<Update> {
        let mut updates: Vec<Update> = content.comments.iter().map(comment).collect();
        for (at, stop) in stops.iter().enumerate() {
            let status = match stop.stands {
                IncidentStatus::Resolved | IncidentStatus::Postmortem => IncidentStatus::Completed,
                IncidentStatus::Monitoring => IncidentStatus::Verifying,
                status if status.of_maintenance() => status,
                _ => IncidentStatus::InProgress,
            };
            match (status, at) {
                (IncidentStatus::Scheduled, 0) => {}
                // It never was anywhere else: when it was done is not known, only that it was.
                (IncidentStatus::Completed, 0) => {
                    let due = content.ended.or(content.completed).or(content.due);
                    let mut update = stopped(stop, status);
                    update.at = due.unwrap_or_else(|| last_sign(card, content));
                    updates.push(update);
                }
                (IncidentStatus::InProgress | IncidentStatus::Verifying, 0) => {
                    let mut update = stopped(stop, status);
                    let start = content.started.or(content.start).or(content.due);
                    // Labelled as maintenance in a list of what is wrong: it goes by its dates.
                    if start.is_some_and(|start| start <= update.at) {
                        update.said = Said::Status(status);
                        updates.push(update);
                    }
                }
                _ => updates.push(stopped(stop, status)),
            }
        }
        in_order(updates)
    }
}

/// How a card's place is named in messages.
pub(super) fn file(card: &Card) -> String {
    let name = card
        .content
        .as_ref()
        .map_or("", |content| content.name.trim());
    let name: String = name.chars().take(60).collect();
    let name = match name.as_str() {
        "" => card.id.clone(),
        name => name.replace(['/', '\\', '\n'], "-"),
    };
    format!("{CARD}{name}")
}

/// What a card's labels say of components; two labels may name one.
fn marks<'a>(
    labels: impl Iterator<Item = &'a String>,
    named: &Named,
    status: ComponentStatus,
) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for component in labels.filter_map(|label| named.get(label)) {
        if !marks.iter().any(|mark| mark.component == *component) {
            marks.push(Mark {
                component: component.as_str().into(),
                known: true,
                says: Word::Status(status),
            });
        }
    }
    marks
}

/// When the work is. With one date only it is announced for then, and begins and ends by hand.
fn window(content: &Content, zone: Tz) -> Option<Window> {
    let start = content.started.or(content.start);
    let end = content.ended.or(content.due);
    let whole = start.zip(end).filter(|(start, end)| start < end);
    Some(Window {
        start: start.or(end)?,
        length: whole.map_or(TimeDelta::zero(), |(start, end)| end - start),
        zone,
        auto: whole.is_some(),
        repeat: None,
    })
}

/// When an incident began that was opened at this moment: not after whatever was said next.
fn began(opened: DateTime<Utc>, content: &Content, next: Option<&Stop<'_>>) -> DateTime<Utc> {
    let said = content.comments.first().map(|comment| comment.at);
    let limit = said.into_iter().chain(next.map(|next| next.at)).min();
    let started = content.started.filter(|started| *started > opened);
    match (started, limit) {
        (Some(started), Some(limit)) => started.min(limit.max(opened)),
        (Some(started), None) => started,
        _ => opened,
    }
}

/// The description, and where in the world it is.
fn summary(content: &Content) -> String {
    let region = content.region.as_deref().map(escaped);
    let region = region.map(|region| format!("Region: {region}"));
    let desc = Some(content.desc.trim()).filter(|desc| !desc.is_empty());
    let parts: Vec<&str> = desc.into_iter().chain(region.as_deref()).collect();
    parts.join("\n\n")
}

/// With the digest of all that its page shows.
fn sealed(mut incident: Incident) -> Incident {
    incident.digest = Sha256::digest(format!("{incident:?}")).into();
    incident
}
