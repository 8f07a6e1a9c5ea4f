//! Cards that were put away, as history, and the custom fields that keep words back or add some.

use crate::boards::{Board, HALYARD, Read, at, pinned, read, settings, site};
use serde_json::{Value, json};
use stillup::problem::human;
use stillup::status;

const LABELS: [&str; 3] = ["API/black", "status:down/red", "status:maintenance/blue"];
const LISTS: [&str; 4] = ["Scheduled", "Reported", "Monitoring", "Fixed"];
const MADE: &str = "2026-11-20T05:00:00Z";
const DOWN: [&str; 2] = ["API", "status:down"];

/// A board with one archived card in this list.
fn archived(list: usize, labels: &[&str], more: &Value) -> Board {
    let mut all = json!({ "closed": true, "dateLastActivity": "2026-11-20T09:00:00.000Z" });
    for (key, value) in more.as_object().expect("more") {
        all[key] = value.clone();
    }
    Board::new(&LISTS, &LABELS).card("A", list, MADE, labels, all)
}

fn told(board: &Board) -> Vec<String> {
    let read = board.read("archived = true");
    assert!(read.problems.is_empty());
    let now = status::at(&read.site, at("2026-11-20T12:00:00Z"));
    assert!(now.incidents.iter().all(|incident| !incident.open));
    read.told("A")
}

fn why(board: &Board) -> String {
    let explained = board.read("archived = true").explained();
    explained.cards[0].why.clone()
}

#[test]
fn what_was_put_away_is_hidden_unless_somebody_asks_for_it() {
    let board = archived(1, &DOWN, &json!({})).put_away("2026-11-20T08:00:00Z");
    let usual = board.read("");
    assert!(usual.site.incidents.is_empty());
    assert_eq!(usual.explained().cards[0].why, "it is archived");
    assert!(!usual.snapshot.text().contains("put_away"));
    let strict = settings("strict = true");
    assert!(read(&board.0, &strict, site("")).site.incidents.is_empty());
    assert_eq!(board.read("archived = true").titles(), ["A"]);
    // Its labels must still say what it was about, and how bad.
    let without = archived(1, &["API"], &json!({}));
    let read = without.read("archived = true");
    assert!(read.site.incidents.is_empty());
    assert_eq!(
        read.explained().cards[0].why,
        "no label of it says a status"
    );
}

#[test]
fn a_move_to_what_is_over_tells_the_end_and_being_archived_later_does_not() {
    let board = archived(3, &DOWN, &json!({}))
        .moved("2026-11-20T06:00:00Z", 1, 3)
        .put_away("2026-11-20T08:00:00Z");
    assert_eq!(
        told(&board),
        [
            "11-20 05:00:00 investigating {api=major_outage} Reported",
            "11-20 06:00:00 resolved {} Fixed",
        ]
    );
    assert_eq!(
        why(&board),
        "history {api=major_outage}, ended when it was moved to its list"
    );
}

#[test]
fn without_such_a_move_it_ended_when_it_was_archived_and_the_page_says_so() {
    let board = archived(2, &DOWN, &json!({}))
        .moved("2026-11-20T06:00:00Z", 1, 3)
        .moved("2026-11-20T06:30:00Z", 3, 2)
        .put_away("2026-11-20T07:00:00Z")
        .put_away("2026-11-20T08:00:00Z")
        .comment("2026-11-20T08:30:00Z", "For the file.", json!({}));
    assert_eq!(
        told(&board),
        [
            "11-20 05:00:00 investigating {api=major_outage} Reported",
            "11-20 06:00:00 resolved {} Fixed",
            "11-20 06:30:00 monitoring {}",
            "11-20 08:00:00 resolved {} It was put away then; the board does not say when it ended.",
            "11-20 08:30:00 update {} For the file.",
        ]
    );
    assert_eq!(
        why(&board),
        "history {api=major_outage}, ended when it was archived"
    );
}

#[test]
fn where_nothing_tells_it_ended_with_its_last_activity_and_nobody_claims_to_know() {
    let board = archived(1, &DOWN, &json!({}));
    assert_eq!(
        told(&board)[1],
        "11-20 09:00:00 resolved {} The board does not say when it ended."
    );
    let read = board.read("archived = true");
    assert_eq!(
        read.explained().cards[0].why,
        "history {api=major_outage}, when it ended is not known: at its last activity at the latest"
    );
    assert_eq!(
        human(&read.explained().findings, false),
        "finding: when card “A” ended is not known\n--> .stillup/trello.json\n\
         hint: set a date in the custom field for the end\n\n1 finding\n"
    );
    // Until then it counted: nothing turned green by guess.
    let before = status::at(&read.site, at("2026-11-20T08:59:00Z"));
    assert_eq!(before.components[0].status.word(), "major_outage");
    // Not even that is there: the last that was said or done.
    let bare = archived(1, &DOWN, &json!({ "dateLastActivity": null }));
    let bare = bare.comment("2026-11-20T07:00:00Z", "Hm.", json!({}));
    assert!(told(&bare)[1].starts_with("11-20 07:00:00 resolved"));
}

#[test]
fn the_field_for_the_end_and_the_mark_win() {
    let field = json!({ "customFieldItems": [
        { "idCustomField": "e", "value": { "date": "2026-11-20T05:45:00.000Z" } },
    ] });
    let mut board = archived(1, &DOWN, &field).put_away("2026-11-20T08:00:00Z");
    board.0["customFields"] = json!([{ "id": "e", "name": "Ended at" }]);
    assert_eq!(told(&board)[1], "11-20 05:45:00 resolved {}");
    assert!(why(&board).ends_with("ended when its custom field says"));
    let mark = json!({ "dateCompleted": "2026-11-20T06:20:00.000Z" });
    let board = archived(1, &DOWN, &mark).put_away("2026-11-20T08:00:00Z");
    assert_eq!(told(&board)[1], "11-20 06:20:00 resolved {}");
    assert!(why(&board).ends_with("ended when it was marked complete"));
}

#[test]
fn a_card_goes_with_its_list() {
    let mut board =
        archived(1, &DOWN, &json!({ "closed": false })).list_put_away(1, "2026-11-20T08:00:00Z");
    assert!(board.read("").site.incidents.is_empty());
    assert!(told(&board)[1].starts_with("11-20 08:00:00 resolved {} It was put away then"));
    // A list that was taken out and put away once more: the last time counts.
    board = board.list_put_away(1, "2026-11-20T08:20:00Z");
    assert!(told(&board)[1].starts_with("11-20 08:20:00 resolved"));
}

#[test]
fn work_that_was_put_away_before_it_began_was_called_off() {
    let dates = json!({ "start": "2026-11-20T10:00:00.000Z", "due": "2026-11-20T11:00:00.000Z" });
    let work = ["API", "status:maintenance"];
    let board = |when| archived(0, &work, &dates).put_away(when);
    assert_eq!(
        told(&board("2026-11-20T08:00:00Z")),
        ["11-20 08:00:00 cancelled {}"]
    );
    assert_eq!(
        told(&board("2026-11-20T10:30:00Z")),
        ["11-20 10:30:00 completed {} It was put away then; the board does not say when it ended."]
    );
    // The clock said when it was done.
    assert!(told(&board("2026-11-20T11:30:00Z")).is_empty());
    // What was only announced is no longer pinned.
    let notice = archived(0, &DOWN, &json!({})).read("archived = true");
    let kind = format!("{:?}", notice.incident("A").kind);
    assert!(kind.contains("pin: false"), "{kind}");
}

fn halyard(toml: &str) -> Read {
    let board: Value = serde_json::from_str(HALYARD).expect("JSON");
    read(&board, &settings(toml), site(""))
}

/// The board with a card whose custom fields are these.
fn fields(items: &Value) -> Read {
    let more = json!({ "desc": "Half of all calls fail.", "customFieldItems": items, "badges": { "comments": 1 } });
    let mut board = Board::new(&LISTS, &LABELS)
        .card("A", 1, MADE, &DOWN, more)
        .comment("2026-11-20T06:00:00Z", "The router.", json!({}));
    board.0["customFields"] = json!([
        { "id": "p", "name": "PUBLIC", "type": "checkbox" },
        { "id": "r", "name": "Region", "type": "list", "options": [
            { "id": "o1", "value": { "text": "eu-west *1*" } }, { "id": "o2", "value": { "text": " " } },
        ] },
    ]);
    board.read("public_field = \"Public\"")
}

#[test]
fn words_of_a_card_that_is_not_public_are_nowhere() {
    let public = json!([{ "idCustomField": "p", "value": { "checked": "true" } }]);
    let read = fields(&public);
    assert_eq!(&*read.incident("A").summary, "Half of all calls fail.");
    assert_eq!(read.told("A").len(), 2);
    for items in [
        json!([]),
        json!(null),
        json!([{ "idCustomField": "p", "value": null }]),
        json!([{ "idCustomField": "p", "value": { "checked": "false" } }]),
        json!([{ "idCustomField": "p", "value": { "text": "No" } }]),
    ] {
        let read = fields(&items);
        assert_eq!(read.titles(), ["A"], "the card itself is shown");
        assert_eq!(&*read.incident("A").summary, "");
        assert_eq!(
            read.told("A"),
            ["11-20 05:00:00 investigating {api=major_outage} Reported"]
        );
        let text = read.snapshot.text();
        assert!(!text.contains("Half of") && !text.contains("router"));
        let explained = read.explained();
        assert_eq!(
            explained.cards[0].why,
            "investigating {api=major_outage}; its words are not: the custom field for that does not say yes"
        );
        assert!(explained.findings.is_empty(), "no comment is missing");
    }
    let words = json!([{ "idCustomField": "p", "value": { "text": "yes" } }]);
    assert_eq!(fields(&words).told("A").len(), 2);
    // Nobody keeps words back who did not ask for it; who did keeps them back where the field is gone, too.
    let usual = halyard("");
    assert!(
        usual
            .explained()
            .cards
            .iter()
            .all(|card| !card.why.contains("its words"))
    );
    let asked = halyard("public_field = \"Public\"");
    let told = asked.told("API and dashboard return 5xx").len();
    assert!(told > asked.told("Webhooks are delivered late").len());
    let gone = halyard("public_field = \"For all\"");
    assert!(
        gone.site
            .incidents
            .iter()
            .all(|incident| !incident.summary.contains("calls"))
    );
}

#[test]
fn a_region_is_told_below_the_description() {
    let tick = json!({ "idCustomField": "p", "value": { "checked": "true" } });
    let with = |item: Value| fields(&json!([tick, item]));
    let read = with(json!({ "idCustomField": "r", "idValue": "o1", "value": null }));
    let incident = read.incident("A");
    assert_eq!(
        &*incident.summary,
        "Half of all calls fail.\n\nRegion: eu\\-west \\*1\\*"
    );
    assert_eq!(incident.tags, ["eu-west *1*"]);
    let read = with(json!({ "idCustomField": "r", "value": { "text": "us\n east" } }));
    assert_eq!(read.incident("A").tags, ["us east"]);
    for nothing in [
        json!({ "idCustomField": "r", "idValue": "o2" }),
        json!({ "idCustomField": "r", "idValue": "gone" }),
        json!({ "idCustomField": "r", "value": null }),
    ] {
        assert!(with(nothing).incident("A").tags.is_empty());
    }
    // Of a card whose words are kept back it is told: it is no word of anybody's.
    let read = fields(&json!([{ "idCustomField": "r", "idValue": "o1" }]));
    assert_eq!(&*read.incident("A").summary, "Region: eu\\-west \\*1\\*");
}

#[test]
fn what_the_invented_board_put_away_is_history() {
    let read = halyard("archived = true\nignore_labels = [\"needs-postmortem\"]");
    assert!(read.problems.is_empty());
    let mut text = String::new();
    for line in &read.explained().cards {
        let shown = if line.shown { "shown" } else { "hidden" };
        text += &format!("{shown} {} [{}]: {}\n", line.card, line.list, line.why);
    }
    pinned("tests/data/trello/archived.txt", &text);
    // It is another snapshot, and the settings say so.
    assert_ne!(halyard("").snapshot.rules, read.snapshot.rules);
}
