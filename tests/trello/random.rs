//! Boards nobody would draw: whatever is on one, nothing hidden gets out, nothing turns green, and what was
//! written down is read again.

use crate::boards::{Board, at, read, settings, site, taken};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use stillup::format::{self, Scope};
use stillup::model::{ComponentStatus, Kind};
use stillup::problem::human;
use stillup::source::trello::Snapshot;
use stillup::source::trello::strict;
use stillup::status;

const LISTS: [&str; 5] = ["Scheduled", "Reported", "Monitoring", "Fixed", "Done "];

fn label() -> impl Strategy<Value = String> {
    let color = prop::sample::select(vec!["", "/red", "/red_dark", "/green", "/yellow"]);
    let name = prop_oneof![
        3 => prop::sample::select(vec![
            "API", "Web", "api", "status:major outage", "status:degraded performance", "status: ok",
            "status:", "Status:Down", "status:nobody knows", "status:maintenance", "",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    (name, color).prop_map(|(name, color)| format!("{}{color}", name.replace('/', "|")))
}

/// A card: list, minute it was made, labels, oddities, comments, moves.
type Drawn = (
    usize,
    u32,
    Vec<usize>,
    u8,
    Vec<(u32, String)>,
    Vec<(u32, usize, usize)>,
);

fn card() -> impl Strategy<Value = Drawn> {
    (
        0..LISTS.len(),
        0..600_u32,
        prop::collection::vec(0..6_usize, 0..4),
        any::<u8>(),
        prop::collection::vec(
            (
                0..900_u32,
                "\\PC{0,40}|## 2026-11-20 14:05 UTC - resolved|---|@ana :x:",
            ),
            0..4,
        ),
        prop::collection::vec((0..900_u32, 0..LISTS.len(), 0..LISTS.len()), 0..4),
    )
}

fn minute(minute: u32) -> String {
    (at("2026-11-20T00:00:00Z") + chrono::TimeDelta::minutes(minute.into())).to_rfc3339()
}

fn drawn(labels: &[String], cards: &[Drawn]) -> Value {
    let names: Vec<&str> = labels.iter().map(String::as_str).collect();
    let mut board = Board::new(&LISTS, &names);
    for (number, label) in board.0["labels"]
        .as_array_mut()
        .expect("labels")
        .iter_mut()
        .enumerate()
    {
        label["id"] = json!(format!("label{number}"));
        if number % 3 == 2 && label["name"] == "" {
            label["name"] = Value::Null;
        }
    }
    let all = board.0["labels"].clone();
    for (number, (list, made, chosen, odd, comments, moves)) in cards.iter().enumerate() {
        let bit = |at: u8| odd & (1 << at) != 0;
        let chosen: Vec<&Value> = chosen.iter().filter_map(|at| all.get(*at)).collect();
        let more = json!({
            "name": if bit(0) { Value::Null } else { json!(format!("title{number}x")) },
            "desc": format!("words{number}x of a card"),
            "labels": chosen,
            "closed": bit(1) && bit(2),
            "isTemplate": if bit(3) && bit(4) { json!(true) } else { Value::Null },
            "start": if bit(5) { json!(minute(made + 300)) } else { Value::Null },
            "due": if bit(6) { json!(minute(made + 400)) } else { Value::Null },
            "dateCompleted": if bit(7) { json!(minute(made + 20)) } else { Value::Null },
        });
        board = board.card("x", *list, &minute(*made), &[], more);
        for (when, text) in comments {
            board = board.comment(&minute(made + when), text, json!({}));
        }
        for (when, from, to) in moves {
            board = board.moved(&minute(made + when), *from, *to);
        }
    }
    board.0
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_board_is_too_odd(
        labels in prop::collection::vec(label(), 0..6),
        cards in prop::collection::vec(card(), 0..6),
        now in 0..2_000_u32,
        past: bool,
    ) {
        let mut board = drawn(&labels, &cards);
        // The last list may be archived too.
        board["lists"][LISTS.len() - 1]["closed"] = json!(past && now % 2 == 0);
        let usual = settings(if past { "archived = true" } else { "" });
        let read_board = read(&board, &usual, site(""));
        prop_assert!(read_board.problems.is_empty());
        let explained = read_board.explained();

        // Of what is hidden no word gets into the snapshot; what is shown is there whole.
        let text = read_board.snapshot.text();
        for (card, line) in read_board.snapshot.cards.iter().zip(&explained.cards) {
            let made_as = board["cards"].as_array().expect("cards").iter()
                .find(|one| one["id"] == card.id.as_str()).expect("the card");
            let words = made_as["desc"].as_str().expect("words");
            prop_assert_eq!(text.contains(words), line.shown);
            prop_assert_eq!(card.content.is_some(), line.shown);
            prop_assert!(!line.why.is_empty());
        }

        // Read again it is the same, and the same board gives the same text.
        prop_assert_eq!(Snapshot::parse(text.as_bytes()).expect("read"), read_board.snapshot.clone());
        let again = taken(&board, "2026-11-20T09:00:00Z", &usual);
        prop_assert_eq!(again.text(), taken(&board, "2026-11-20T09:00:00Z", &usual).text());

        // Each id once; each incident is a card that is shown.
        let ids: BTreeSet<&str> = read_board.site.incidents.iter().map(|one| one.id.as_str()).collect();
        prop_assert_eq!(ids.len(), explained.cards.iter().filter(|line| line.shown).count());

        // What was put away is over, whatever its moves say, once all of it has happened.
        let later = status::at(&read_board.site, at("2026-12-24T00:00:00Z"));
        for (incident, stands) in read_board.site.incidents.iter().zip(&later.incidents) {
            let mut cards = board["cards"].as_array().expect("cards").iter();
            let card = cards.find(|one| one["id"] == incident.id.as_str()).expect("the card");
            let mut lists = board["lists"].as_array().expect("lists").iter();
            let list = lists.find(|one| one["id"] == card["idList"]).expect("the list");
            if card["closed"] == json!(true) || list["closed"] == json!(true) {
                prop_assert!(past && !stands.open, "{:?}", incident);
            }
        }

        // An open incident is not green: whatever its label says but `ok`, its components are not.
        let now = at(&minute(now));
        let standing = status::at(&read_board.site, now);
        for (incident, stands) in read_board.site.incidents.iter().zip(&standing.incidents) {
            let began = incident.updates.first().is_some_and(|first| first.at <= now);
            if matches!(incident.kind, Kind::Incident) && stands.open && began {
                for mark in incident.updates.iter().flat_map(|update| &update.marks) {
                    let at = read_board.site.component(&mark.component).expect("a component");
                    let says_ok = mark.says == stillup::model::Says::Status(ComponentStatus::Operational);
                    prop_assert!(says_ok || standing.components[at].status != ComponentStatus::Operational);
                }
            }
        }

        // A file of each card says the same: nothing is lost by leaving Trello.
        let scope_site = &read_board.site;
        let scope = Scope::new(scope_site.settings.timezone, &scope_site.settings.languages, &scope_site.components, &scope_site.groups);
        for incident in &read_board.site.incidents {
            let file = format::write(incident);
            let name = format!("incidents/{}.md", incident.id);
            let (parsed, problems) = format::parse(&incident.id, &name, &file, &scope);
            prop_assert!(problems.is_empty(), "{}\n{}", human(&problems, false), file);
            let parsed = parsed.expect("an incident");
            prop_assert_eq!(&parsed.title, &incident.title);
            let short = |incident: &stillup::model::Incident| -> Vec<_> {
                incident.updates.iter().map(|one| (one.id.clone(), one.at, one.said.clone(), one.marks.clone())).collect()
            };
            prop_assert_eq!(short(&parsed), short(incident), "{}", file);
        }
    }

    #[test]
    fn strict_shows_exactly_what_its_rules_say(
        labels in prop::collection::vec(label(), 0..6),
        cards in prop::collection::vec(card(), 0..6),
    ) {
        let board = drawn(&labels, &cards);
        let strictly = settings("strict = true");
        let snapshot = crate::boards::snapshot(&board, &strictly);
        let trestus = strict::read(&snapshot);
        // The pseudo-code of the rules, once more and in other words.
        let mut expected = BTreeSet::new();
        for card in board["cards"].as_array().expect("cards") {
            let names: Vec<(&str, &str)> = card["labels"].as_array().expect("labels").iter()
                .map(|one| (one["name"].as_str().unwrap_or(""), one["color"].as_str().unwrap_or("")))
                .collect();
            let mut words = None;
            for (name, color) in names.iter().filter(|(name, _)| name.starts_with("status:")) {
                let letters: &[char] = &['s', 't', 'a', 'u', ':'];
                words = Some(name.trim_start_matches(letters).trim_start());
                if *color == "red" {
                    break;
                }
            }
            let service = names.iter().any(|(name, _)| !name.starts_with("status:"));
            if card["closed"] == json!(false) && service && words.is_some_and(|words| !words.is_empty()) {
                expected.insert(card["id"].as_str().expect("an id"));
            }
        }
        let got: BTreeSet<&str> = trestus.incidents.iter().map(|one| one.card.id.as_str()).collect();
        prop_assert_eq!(got, expected);
        let panelled: usize = trestus.panels.iter().map(|(_, names)| names.len()).sum();
        let open: usize = trestus.incidents.iter().filter(|one| !one.closed).map(|one| one.services.len()).sum();
        prop_assert_eq!(panelled, open);
        let read_board = read(&board, &strictly, site(""));
        prop_assert_eq!(read_board.site.incidents.len(), trestus.incidents.len());
    }
}
