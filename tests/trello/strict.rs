//! Trestus' rules, each with its faults; and the invented board, field for field.

use crate::boards::{Board, HALYARD, read, settings, site, snapshot};
use serde_json::{Value, json};
use stillup::source::trello::strict::{self, Trestus, words};

/// What Trestus would have handed to its template.
fn rendered(board: &Trestus<'_>) -> Value {
    let systems: serde_json::Map<String, Value> = board
        .systems
        .iter()
        .map(|system| {
            let shown = json!({ "status": system.status, "severity": system.words });
            (system.name.to_owned(), shown)
        })
        .collect();
    let panels: serde_json::Map<String, Value> = board
        .panels
        .iter()
        .map(|(words, services)| ((*words).to_owned(), json!(services)))
        .collect();
    let incidents: Vec<Value> = board
        .incidents
        .iter()
        .map(|shown| {
            let updates: Vec<Value> = shown
                .updates
                .iter()
                .map(|comment| {
                    json!({
                        "id": comment.id, "date": comment.at.format("%Y-%m-%dT%H:%M:%S").to_string(),
                        "by": comment.by, "text": comment.text,
                    })
                })
                .collect();
            let content = shown.card.content.as_ref().expect("words");
            json!({
                "id": shown.card.id, "name": content.name, "severity": shown.words, "closed": shown.closed,
                "created": shown.created.format("%Y-%m-%dT%H:%M:%S").to_string(), "updates": updates,
            })
        })
        .collect();
    json!({ "panels": panels, "systems": systems, "incidents": incidents })
}

#[test]
fn the_invented_board_comes_out_field_for_field() {
    let board: Value = serde_json::from_str(HALYARD).expect("JSON");
    let expected: Value =
        serde_json::from_str(include_str!("../data/trello/strict.json")).expect("JSON");
    let strict = settings("strict = true");
    let snapshot = snapshot(&board, &strict);
    let got = rendered(&strict::read(&snapshot));
    for part in ["systems", "panels", "incidents"] {
        assert_eq!(got[part], expected[part], "{part}");
    }
    // Affected systems come first, in the order met; then the rest.
    let names = |value: &Value| -> Vec<String> {
        value["systems"]
            .as_object()
            .expect("systems")
            .keys()
            .cloned()
            .collect()
    };
    assert_eq!(names(&got), names(&expected));
}

#[test]
fn letters_are_taken_off_and_not_a_prefix() {
    for (label, shown) in [
        ("status:degraded performance", "degraded performance"),
        ("status:major outage", "major outage"),
        ("status: partial outage", "partial outage"),
        ("status:scheduled maintenance", "cheduled maintenance"),
        ("status:total outage", "otal outage"),
        ("status:stale data", "le data"),
        ("status:at risk", "risk"),
        ("status:under investigation", "nder investigation"),
        ("status:", ""),
        ("status:Major Outage", "Major Outage"),
    ] {
        assert_eq!(words(label), shown, "{label}");
    }
}

/// A board with one card of these labels, in the first of two lists; what is shown of it.
fn shown(labels: &[&str]) -> Option<String> {
    let names: Vec<&str> = labels
        .iter()
        .map(|label| label.rsplit_once('/').map_or(*label, |(name, _)| name))
        .collect();
    let board = Board::new(&["Reported", "Fixed"], labels).card(
        "A",
        0,
        "2026-11-20T05:00:00Z",
        &names,
        json!({}),
    );
    let strict = settings("strict = true");
    let snapshot = snapshot(&board.0, &strict);
    let trestus = strict::read(&snapshot);
    trestus
        .incidents
        .first()
        .map(|shown| shown.words.to_owned())
}

#[test]
fn the_last_status_wins_unless_a_red_one_ends_the_search() {
    let minor = "status:minor/yellow";
    assert_eq!(
        shown(&["API/", minor, "status:partial/blue"]).as_deref(),
        Some("partial")
    );
    assert_eq!(
        shown(&["status:down/red", "API/", minor]).as_deref(),
        Some("down")
    );
    assert_eq!(
        shown(&["status:down/red_dark", "API/", minor]).as_deref(),
        Some("minor"),
        "other reds do not end it"
    );
    assert_eq!(
        shown(&["status:/red", "API/", minor]),
        None,
        "an empty red one hides a real one"
    );
    assert_eq!(shown(&[minor, "API/", "status:/blue"]), None);
}

#[test]
fn without_a_service_or_a_status_nothing_is_shown_and_everything_else_is_a_service() {
    assert_eq!(shown(&["status:down/red"]), None);
    assert_eq!(shown(&["API/"]), None);
    assert_eq!(shown(&[]), None);
    assert_eq!(
        shown(&["status:down/red", "/green"]).as_deref(),
        Some("down"),
        "an unnamed label is a service"
    );
    assert_eq!(
        shown(&["API/", "Status:Major outage/red"]),
        None,
        "a capital letter makes it a service"
    );
}

#[test]
fn only_a_list_called_fixed_ends_it_and_not_with_a_blank() {
    let closed = |list: &str| {
        let board = Board::new(&[list], &["API/", "status:down/red"]).card(
            "A",
            0,
            "2026-11-20T05:00:00Z",
            &["API", "status:down"],
            json!({}),
        );
        let strict = settings("strict = true");
        let snapshot = snapshot(&board.0, &strict);
        strict::read(&snapshot).incidents[0].closed
    };
    assert!(closed("Fixed") && closed("FIXED") && closed("fixed"));
    assert!(!closed("Fixed ") && !closed("Resolved") && !closed("Done"));
}

#[test]
fn a_system_shows_the_first_card_met_and_not_the_worst() {
    let labels = ["API/", "status:minor/yellow", "status:down/red"];
    let board = Board::new(&["Reported", "Investigating"], &labels)
        .card(
            "old",
            0,
            "2026-11-20T05:00:00Z",
            &["API", "status:down"],
            json!({}),
        )
        .card(
            "new",
            0,
            "2026-11-20T06:00:00Z",
            &["API", "status:minor"],
            json!({}),
        )
        .card(
            "worst",
            1,
            "2026-11-20T07:00:00Z",
            &["API", "status:down"],
            json!({}),
        );
    let strict = settings("strict = true");
    let taken = snapshot(&board.0, &strict);
    let trestus = strict::read(&taken);
    let names: Vec<&str> = trestus
        .incidents
        .iter()
        .map(|shown| {
            shown
                .card
                .content
                .as_ref()
                .map_or("", |content| &content.name)
        })
        .collect();
    assert_eq!(names, ["new", "old", "worst"], "newest first, list by list");
    assert_eq!(
        (trestus.systems[0].status, trestus.systems[0].words),
        ("Reported", "minor")
    );
    assert_eq!(
        trestus.panels,
        [("minor", vec!["API"]), ("down", vec!["API", "API"])],
        "names are repeated"
    );
    // Our own page shows the same: only the first card says something of the component.
    let read = board.read("strict = true");
    let now = stillup::status::at(&read.site, crate::boards::at("2026-11-20T08:00:00Z"));
    assert_eq!(now.components[0].status.word(), "degraded_performance");
}

#[test]
fn templates_and_mirrors_are_shown_archived_cards_and_lists_are_not() {
    let labels = ["API/", "status:down/red"];
    let made = "2026-11-20T05:00:00Z";
    let both = ["API", "status:down"];
    let mut board = Board::new(&["Reported", "Old"], &labels)
        .card("template", 0, made, &both, json!({ "isTemplate": true }))
        .card("mirror", 0, made, &both, json!({ "cardRole": "mirror" }))
        .card("archived", 0, made, &both, json!({ "closed": true }))
        .card("in an archived list", 1, made, &both, json!({}));
    board.0["lists"][1]["closed"] = json!(true);
    assert_eq!(board.read("strict = true").titles(), ["mirror", "template"]);
}

#[test]
fn only_fifty_labels_and_the_newest_fifty_comments_are_seen() {
    let mut labels = vec!["status:down/red".to_owned()];
    labels.extend((0..55).map(|number| format!("S{number}/")));
    let names: Vec<&str> = labels.iter().map(String::as_str).collect();
    let made = "2026-11-20T05:00:00Z";
    let mut board = Board::new(&["Reported"], &names)
        .card("unseen", 0, made, &["S50", "status:down"], json!({}))
        .card("A", 0, made, &["S48", "status:down"], json!({}));
    for minute in 0..55 {
        let when = format!("2026-11-20T06:{minute:02}:00Z");
        board = board.comment(&when, &format!("number {minute}"), json!({}));
    }
    let strict = settings("strict = true");
    let taken = snapshot(&board.0, &strict);
    let trestus = strict::read(&taken);
    assert_eq!(trestus.systems.len(), 49);
    let [only] = trestus.incidents.as_slice() else {
        panic!("one incident");
    };
    assert_eq!(only.updates.len(), 50);
    assert_eq!(only.updates[0].text, "number 5");
    assert_eq!(only.updates[49].text, "number 54");
}

#[test]
fn copied_comments_are_not_seen_and_texts_are_as_written() {
    let board: Value = serde_json::from_str(HALYARD).expect("JSON");
    let read = read(&board, &settings("strict = true"), site(""));
    let late = read.incident("Webhooks are delivered late");
    assert_eq!(late.updates.len(), 2, "the opening and one comment");
    let trouble = read.told("API and dashboard return 5xx");
    assert!(trouble[3].contains("@anabirk deploy 8812 rolled back :white_check_mark:"));
    assert!(read.titles().contains(&"TEMPLATE - copy me"));
}
