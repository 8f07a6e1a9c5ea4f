//! What became of each label and card, and what their owner may want to change.

use super::card::{Says, Verdict, Why, verdict};
use super::component::Named;
use super::label::{Role, role};
use super::list::{likely, stands};
use super::past::{Ended, ended};
use super::settings::{TrelloSettings, folded};
use super::snapshot::{Card, Content, FILE, Snapshot};
use super::strict;
use crate::model::IncidentStatus;
use crate::problem::{Place, Problem};
use serde::Serialize;
use std::collections::BTreeMap;

/// A board explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Every label, in the board's order.
    pub labels: Vec<LabelLine>,
    /// Every card, by list, from top to bottom.
    pub cards: Vec<CardLine>,
    /// What may not be meant so.
    #[serde(skip)]
    pub findings: Vec<Problem>,
}

/// What a label is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelLine {
    /// Its name, and colour where it has none.
    pub label: String,
    /// Such as ``component `api` ``.
    pub role: String,
}

/// What became of a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CardLine {
    /// Its title; its address where its words are not kept.
    pub card: String,
    /// The name of its list, where that is open.
    pub list: String,
    /// Whether it is shown.
    pub shown: bool,
    /// As what, or why not.
    pub why: String,
}

/// Explains a board; `named` says which label names which component.
pub fn explain(snapshot: &Snapshot, settings: &TrelloSettings, named: &Named) -> Explained {
    let mut findings = Vec::new();
    about_board(snapshot, settings, &mut findings);
    if !settings.strict {
        about_labels(snapshot, settings, named, &mut findings);
        about_lists(snapshot, settings, &mut findings);
    }
    let mut cards = Vec::with_capacity(snapshot.cards.len());
    for card in &snapshot.cards {
        let verdict = verdict(card, snapshot, settings);
        if let Some(content) = &card.content {
            about_card(card, content, snapshot, settings, &mut findings);
        }
        if verdict == Verdict::Hidden(Why::UnlabelledFixed) && !snapshot.put_away(card) {
            let what = format!("card {} is fixed, and not shown", card.called());
            let problem =
                Problem::finding("unlabelled-fixed", what).because("no label of it says a status");
            findings.push(here(problem).hint("show_unlabelled_fixed = true"));
        }
        cards.push(CardLine {
            card: card.called(),
            list: snapshot
                .list(&card.list)
                .map_or_else(String::new, |list| list.name.clone()),
            shown: verdict == Verdict::Shown,
            why: match verdict {
                Verdict::Shown => shown_as(card, snapshot, settings, named),
                Verdict::Hidden(why) => why.to_string(),
            },
        });
    }
    let labels = snapshot.labels.iter().map(|label| LabelLine {
        label: match label.name.trim() {
            "" => format!("({})", label.color.as_deref().unwrap_or("no colour")),
            name => name.to_owned(),
        },
        role: label_role(label, snapshot, settings, named),
    });
    Explained {
        labels: labels.collect(),
        cards,
        findings,
    }
}

fn here(problem: Problem) -> Problem {
    problem.at(Place::file(FILE))
}

fn label_role(
    label: &super::snapshot::Label,
    snapshot: &Snapshot,
    settings: &TrelloSettings,
    named: &Named,
) -> String {
    let component = named
        .get(&label.id)
        .map(|component| format!("component `{component}`"));
    if settings.strict {
        let words = strict::words(&label.name);
        return match component {
            Some(component) => component,
            None if label.name.starts_with("status:") => format!("status, shown as `{words}`"),
            None => format!(
                "not seen: it is not among the first {}",
                snapshot.labels.len().min(50)
            ),
        };
    }
    match role(label, settings) {
        Role::Component => component.unwrap_or_else(|| "component".to_owned()),
        Role::Status(status) if status.known => format!("status {}", status.means.word()),
        Role::Status(status) => format!("status, not known: taken for {}", status.means.word()),
        Role::EmptyStatus => "not used: no status stands behind the colon".to_owned(),
        Role::Unnamed => "not used: it has no name".to_owned(),
        Role::Ignored => "not used: `ignore_labels` has it".to_owned(),
    }
}

fn shown_as(card: &Card, snapshot: &Snapshot, settings: &TrelloSettings, named: &Named) -> String {
    let list = snapshot
        .list(&card.list)
        .map_or(IncidentStatus::Investigating, |list| {
            stands(&list.name, settings)
        });
    if settings.strict {
        return match strict::labels(card, snapshot) {
            Ok((services, label)) => {
                format!("{}: {}", strict::words(&label.name), services.join(", "))
            }
            Err(why) => why.to_string(),
        };
    }
    let says = Says::of(card, snapshot, settings);
    let status = says
        .status()
        .map_or("unknown", |status| status.means.word());
    let mut components: Vec<&str> = says
        .components
        .iter()
        .filter_map(|label| named.get(&label.id))
        .map(String::as_str)
        .collect();
    components.dedup();
    let marks: Vec<String> = components
        .iter()
        .map(|component| format!("{component}={status}"))
        .collect();
    let marks = marks.join(" ");
    let Some(content) = &card.content else {
        return format!("{} {{{marks}}}", list.word());
    };
    let withheld = match content.withheld {
        true => "; its words are not: the custom field for that does not say yes",
        false => "",
    };
    match snapshot.put_away(card) {
        true => {
            let ended = ended(card, content, snapshot, settings);
            format!("history {{{marks}}}, {ended}{withheld}")
        }
        false => format!("{} {{{marks}}}{withheld}", list.word()),
    }
}

fn about_board(snapshot: &Snapshot, settings: &TrelloSettings, findings: &mut Vec<Problem>) {
    if snapshot.open_to_comments {
        let what = match settings.strict {
            true => "anybody with a Trello account may comment on the board, and is published",
            false => {
                "anybody with a Trello account may comment on the board: only members' are published"
            }
        };
        let hint = "on the board: Settings, Commenting permissions, Members";
        findings.push(here(Problem::finding("open-to-comments", what)).hint(hint));
    }
    if snapshot.rules != settings.rules() {
        let what = "`[trello]` was changed after the board was pulled";
        findings.push(here(Problem::finding("settings-changed", what)).hint("stillup pull"));
    }
}

fn about_labels(
    snapshot: &Snapshot,
    settings: &TrelloSettings,
    named: &Named,
    findings: &mut Vec<Problem>,
) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for label in &snapshot.labels {
        let name = label.name.trim();
        match role(label, settings) {
            Role::Status(status) => {
                if !status.known {
                    let means = status.means.word();
                    let what = format!(
                        "label `{name}` says a status nobody knows: it is taken for {means}"
                    );
                    let hint = format!(
                        "statuses = {{ \"{}\" = \"{means}\" }}",
                        folded(&status.words)
                    );
                    findings.push(here(Problem::finding("unknown-status", what)).hint(hint));
                }
                if status.odd {
                    let what = format!(
                        "label `{name}` is taken for a status: Trestus took it for a component"
                    );
                    let hint = format!("rename it to `status:{}`", status.words);
                    findings.push(here(Problem::finding("odd-status", what)).hint(hint));
                }
            }
            Role::Component => {
                let Some(component) = named.get(&label.id) else {
                    continue;
                };
                if let Some(other) = first.get(component.as_str()) {
                    let what =
                        format!("labels `{other}` and `{name}` are one component, `{component}`");
                    let hint = format!("delete label `{name}` on the board");
                    findings.push(here(Problem::finding("doubled-label", what)).hint(hint));
                } else {
                    first.insert(component, name);
                }
            }
            _ => {}
        }
    }
}

fn about_lists(snapshot: &Snapshot, settings: &TrelloSettings, findings: &mut Vec<Problem>) {
    for list in &snapshot.lists {
        let name = list.name.trim();
        if let Some(means) = likely(name, settings) {
            let what = format!("cards in list `{name}` are open incidents");
            let hint = format!("lists = {{ \"{name}\" = \"{}\" }}", means.word());
            findings.push(here(Problem::finding("list-is-open", what)).hint(hint));
        }
    }
}

fn about_card(
    card: &Card,
    content: &Content,
    snapshot: &Snapshot,
    settings: &TrelloSettings,
    findings: &mut Vec<Problem>,
) {
    let called = card.called();
    let mut find = |code, what: String, hint: &str| {
        findings.push(here(Problem::finding(code, what)).hint(hint));
    };
    if content.missing > 0 {
        let what = format!(
            "card {called} has {} that Trello did not give us",
            counted(content.missing, "comment")
        );
        let hint = match settings.export {
            Some(_) => "an export holds the newest 1000 actions: `stillup pull` reads them all",
            None => "stillup pull",
        };
        find("missing-comments", what, hint);
    }
    if settings.strict {
        return;
    }
    if content.images > 0 {
        let what = format!(
            "card {called} has {} that readers could not load: left out",
            counted(content.images, "image")
        );
        find("private-image", what, "attachments = [\"png\", \"jpg\"]");
    }
    if content.private > 0 {
        let what = format!(
            "card {called} has {} to Trello, where readers may not get in",
            counted(content.private, "link")
        );
        find("private-link", what, "say it in the card's own words");
    }
    if snapshot.put_away(card) {
        if let Ended::Unknown(_) = ended(card, content, snapshot, settings) {
            let what = format!("when card {called} ended is not known");
            find("no-end", what, "set a date in the custom field for the end");
        }
        return;
    }
    let stands = snapshot
        .list(&card.list)
        .map(|list| stands(&list.name, settings));
    about_dates(&called, content, stands, &mut find);
}

fn counted(count: u64, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn about_dates(
    called: &str,
    content: &Content,
    stands: Option<IncidentStatus>,
    find: &mut impl FnMut(&'static str, String, &str),
) {
    let start = content.started.or(content.start);
    let end = content.ended.or(content.due);
    match stands {
        Some(IncidentStatus::Scheduled) => match (start, end) {
            (Some(start), Some(end)) if end <= start => {
                let what = format!("card {called} is due before it starts");
                find("no-window", what, "set a due date after the start date");
            }
            (Some(_), Some(_)) => {}
            (None, None) => {
                let what = format!("card {called} is scheduled, and says not for when");
                find("no-window", what, "set a start date and a due date");
            }
            _ => {
                let what = format!("card {called} has one of a start and a due date");
                find("no-window", what, "set the other one too");
            }
        },
        Some(IncidentStatus::Resolved) => {
            let moved = !content.moves.is_empty();
            if !moved && content.ended.is_none() && content.completed.is_none() {
                let what = format!("when card {called} was fixed is not known");
                find("no-end", what, "set a date in the custom field for the end");
            }
        }
        _ => {}
    }
}
