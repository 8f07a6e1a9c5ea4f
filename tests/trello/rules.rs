//! The corrected rules: the invented board as a whole, then each rule on a board of its own.

use crate::boards::{Board, HALYARD, Read, at, pinned, read, settings, site};
use serde_json::{Value, json};
use stillup::model::{Kind, Site};
use stillup::problem::human;
use stillup::status;

const BOTH: [&str; 2] = ["API", "status:down"];
const LABELS: [&str; 2] = ["API/black", "status:down/red"];
const LISTS: [&str; 4] = ["Scheduled", "Reported", "Monitoring", "Fixed"];
const MADE: &str = "2026-11-20T05:00:00Z";

fn halyard(toml: &str, site: Site) -> Read {
    let board: Value = serde_json::from_str(HALYARD).expect("JSON");
    read(&board, &settings(toml), site)
}

/// Everything that is made of a board, as a person can read it.
fn whole(read: &Read) -> String {
    let mut text = String::new();
    for incident in &read.site.incidents {
        let kind = match &incident.kind {
            Kind::Incident => "incident".to_owned(),
            Kind::Notice(notice) => format!("notice, pinned: {}", notice.pin),
            Kind::Maintenance(window) => {
                format!(
                    "maintenance {} to {}, by the clock: {}",
                    window.start,
                    window.end(),
                    window.auto
                )
            }
        };
        text += &format!("{} {}\n  {kind}\n", incident.id, incident.title);
        for mark in &incident.components {
            text += &format!("  {} {:?}\n", mark.component, mark.says);
        }
        if let Some(seen) = incident.first_seen {
            text += &format!("  first seen {seen}\n");
        }
        for line in read.told(&incident.title) {
            text += &format!("  {line}\n");
        }
    }
    let explained = read.explained();
    text.push('\n');
    for line in &explained.labels {
        text += &format!("label {}: {}\n", line.label, line.role);
    }
    for line in &explained.cards {
        let shown = if line.shown { "shown" } else { "hidden" };
        text += &format!("{shown} {} [{}]: {}\n", line.card, line.list, line.why);
    }
    text + "\n" + &human(&explained.findings, false)
}

#[test]
fn the_invented_board_gives_a_better_page() {
    let read = halyard("ignore_labels = [\"needs-postmortem\"]", site(""));
    assert!(read.problems.is_empty());
    pinned("tests/data/trello/default.txt", &whole(&read));
    let now = status::at(&read.site, at("2026-11-20T09:00:00Z"));
    let systems: Vec<(&str, &str)> = read
        .site
        .components
        .iter()
        .zip(&now.components)
        .map(|(component, now)| (component.title.as_str(), now.status.word()))
        .collect();
    assert_eq!(
        systems,
        [
            ("API", "major_outage"),
            ("Dashboard", "major_outage"),
            ("Login & SSO", "operational"),
            ("Webhooks", "partial_outage"),
            ("Object storage", "degraded_performance"),
            ("Managed Postgres", "operational"),
        ]
    );
    assert_eq!(now.upcoming.len(), 1);
    let of = |title: &str| {
        let mut all = read.site.incidents.iter();
        &now.incidents[all.position(|one| one.title == title).expect("shown")]
    };
    let solved = of("Logins fail for SSO users");
    assert_eq!(solved.ended_at, Some(at("2026-11-12T14:11:00.055Z")));
    assert!(!of("Dashboard charts empty").open);
}

#[test]
fn the_same_cards_are_shown_as_trestus_showed_but_for_what_says_nothing() {
    let strict = halyard("strict = true", site(""));
    let usual = halyard("", site(""));
    let mut strict = strict.titles();
    strict.retain(|title| *title != "TEMPLATE - copy me");
    assert_eq!(usual.titles(), strict);
}

#[test]
fn fixed_cards_without_a_status_are_shown_on_request_and_what_they_did_is_not_known() {
    let read = halyard("show_unlabelled_fixed = true", site(""));
    assert_eq!(
        read.told("Fixed without a status label"),
        [
            "11-14 08:00:00 investigating {api=unknown}",
            "11-14 08:00:01 resolved {} The board does not say when it ended.",
        ]
    );
    let codes: Vec<&str> = halyard("", site(""))
        .explained()
        .findings
        .iter()
        .map(|one| one.code)
        .collect();
    assert!(codes.contains(&"unlabelled-fixed"));
}

#[test]
fn components_of_the_settings_have_their_order_group_and_names() {
    let own = "[[group]]\nid = \"core\"\ntitle = \"Core\"\n\
        [[component]]\nid = \"storage\"\ntitle = \"Object storage\"\ngroup = \"core\"\n\
        [[component]]\nid = \"sign-in\"\ntitle = \"Sign in\"\naliases = [\"login-sso\"]\n\
        [[component]]\nid = \"api\"\ntitle = \"The API\"\n\
        [[component]]\nid = \"elsewhere\"\n";
    let read = halyard("ignore_labels = [\"needs postmortem\"]", site(own));
    let ids: Vec<&str> = read
        .site
        .components
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "storage",
            "sign-in",
            "api",
            "elsewhere",
            "dashboard",
            "webhooks",
            "managed-postgres"
        ]
    );
    assert_eq!(read.site.components[0].group.as_deref(), Some("core"));
    assert!(read.told("Logins fail for SSO users")[0].contains("{sign-in=major_outage}"));
}

#[test]
fn two_labels_of_one_name_are_one_component_and_odd_names_have_ids_of_their_own() {
    let labels = ["API/", " api /red", "API!/", "障害/", "!!!/", "core/"];
    let board = Board::new(&LISTS, &labels);
    let read = read(&board.0, &settings(""), site("[[group]]\nid = \"core\"\n"));
    let ids: Vec<&str> = read
        .site
        .components
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(ids, ["api", "api-2", "zhang-hai", "label-null", "core-2"]);
    let found = human(&read.explained().findings, false);
    assert!(
        found.starts_with("finding: labels `API` and `api` are one component, `api`\n"),
        "{found}"
    );
}

/// The updates of a card with this history.
fn told(board: Board, toml: &str) -> Vec<String> {
    let read = board.read(toml);
    assert!(read.problems.is_empty());
    read.told("A")
}

fn card(list: usize, more: Value) -> Board {
    Board::new(&LISTS, &LABELS).card("A", list, MADE, &BOTH, more)
}

#[test]
fn moves_tell_where_it_stood_when_and_reopening_is_one_of_them() {
    let board = card(2, json!({}))
        .moved("2026-11-20T06:00:00Z", 1, 3)
        .moved("2026-11-20T07:00:00Z", 3, 2);
    assert_eq!(
        told(board, ""),
        [
            "11-20 05:00:00 investigating {api=major_outage} Reported",
            "11-20 06:00:00 resolved {} Fixed",
            "11-20 07:00:00 monitoring {}",
        ]
    );
}

#[test]
fn a_move_that_is_missing_shows_in_where_the_card_is() {
    let board = card(3, json!({}))
        .moved("2026-11-20T06:00:00Z", 1, 2)
        .comment("2026-11-20T08:00:00Z", "All is well.", json!({}));
    assert_eq!(
        told(board, ""),
        [
            "11-20 05:00:00 investigating {api=major_outage} Reported",
            "11-20 06:00:00 monitoring {}",
            "11-20 08:00:00 resolved {} Fixed",
            "11-20 08:00:00 update {} All is well.",
        ]
    );
}

#[test]
fn an_end_without_a_move_is_the_field_the_mark_or_the_last_word() {
    let fields = json!([{ "id": "f", "name": "Ended At", "type": "date" }]);
    let with = |more: Value| {
        let mut board = card(3, more).comment("2026-11-20T06:30:00Z", "Done.", json!({}));
        board.0["customFields"] = fields.clone();
        told(board, "")
            .into_iter()
            .find(|line| line.contains("resolved"))
            .expect("an end")
    };
    let item = json!([{ "id": "i", "idCustomField": "f", "value": { "date": "2026-11-20T06:10:00.000Z" } }]);
    assert_eq!(
        with(json!({ "customFieldItems": item })),
        "11-20 06:10:00 resolved {}"
    );
    assert_eq!(
        with(json!({ "dateCompleted": "2026-11-20T06:20:00.000Z" })),
        "11-20 06:20:00 resolved {}"
    );
    assert_eq!(
        with(json!({})),
        "11-20 06:30:00 resolved {} The board does not say when it ended."
    );
}

#[test]
fn the_fields_for_beginning_and_end_win_over_the_cards_own_times() {
    let mut board = card(
        3,
        json!({ "customFieldItems": [
            { "id": "i", "idCustomField": "s", "value": { "date": "2026-11-20T04:00:00.000Z" } },
            { "id": "j", "idCustomField": "e", "value": { "date": "2026-11-20T05:45:00.000Z" } },
        ] }),
    )
    .moved("2026-11-20T06:00:00Z", 1, 3);
    board.0["customFields"] =
        json!([{ "id": "s", "name": "Began" }, { "id": "e", "name": "over" }]);
    let read = board.read("started_field = \"began\"\nended_field = \"Over\"");
    assert_eq!(
        read.incident("A").first_seen,
        Some(at("2026-11-20T04:00:00Z"))
    );
    assert_eq!(read.told("A")[1], "11-20 05:45:00 resolved {} Fixed");
}

#[test]
fn lists_mean_what_the_settings_say() {
    let lists = ["Ahead", "Open", "Done"];
    let board = || {
        Board::new(&lists, &LABELS)
            .card("A", 2, MADE, &BOTH, json!({}))
            .moved("2026-11-20T06:00:00Z", 1, 2)
    };
    assert_eq!(told(board(), "")[1], "11-20 06:00:00 investigating {} Done");
    let found = human(&board().read("").explained().findings, false);
    assert_eq!(
        found,
        "finding: cards in list `Done` are open incidents\n--> .stillup/trello.json\n\
         hint: lists = { \"Done\" = \"resolved\" }\n\n1 finding\n"
    );
    assert_eq!(
        told(board(), "lists = { done = \"resolved\" }")[1],
        "11-20 06:00:00 resolved {} Done"
    );
}

#[test]
fn a_scheduled_card_is_maintenance_and_what_lacks_its_times_says_so() {
    let dates = |start: Option<&str>, due: Option<&str>| json!({ "start": start, "due": due });
    let (start, due) = (
        Some("2026-11-24T22:00:00.000Z"),
        Some("2026-11-25T00:00:00.000Z"),
    );
    let kind = |start, due| {
        card(0, dates(start, due))
            .read("")
            .incident("A")
            .kind
            .clone()
    };
    let window = |kind: &Kind| match kind {
        Kind::Maintenance(window) => (window.start, window.length.num_minutes(), window.auto),
        other => panic!("{other:?}"),
    };
    let begins = at("2026-11-24T22:00:00Z");
    assert_eq!(window(&kind(start, due)), (begins, 120, true));
    assert_eq!(window(&kind(start, None)), (begins, 0, false));
    assert_eq!(
        window(&kind(None, due)),
        (at("2026-11-25T00:00:00Z"), 0, false)
    );
    assert_eq!(
        window(&kind(due, start)),
        (at("2026-11-25T00:00:00Z"), 0, false)
    );
    assert!(matches!(kind(None, None), Kind::Notice(notice) if notice.pin));
    let finds = |start, due| {
        human(
            &card(0, dates(start, due)).read("").explained().findings,
            false,
        )
    };
    assert_eq!(finds(start, due), "");
    let one = finds(start, None) + &finds(due, start) + &finds(None, None);
    assert_eq!(one.matches("\n\n1 finding").count(), 3, "{one}");
    // Nothing is said of components before it begins, and not that it began.
    let board = card(0, dates(start, due)).read("");
    let before = status::at(&board.site, at("2026-11-20T12:00:00Z"));
    assert_eq!(
        (before.components[0].status.word(), before.upcoming.len()),
        ("operational", 1)
    );
}

#[test]
fn maintenance_goes_by_the_clock_until_its_card_is_moved() {
    let dates = json!({ "start": "2026-11-20T22:00:00.000Z", "due": "2026-11-20T23:00:00.000Z" });
    let word = |board: Board, moment: &str| {
        let read = board.read("");
        let now = status::at(&read.site, at(moment));
        (
            now.occurrences[0].status.word(),
            now.components[0].status.word(),
        )
    };
    let labels = ["API/", "status:maintenance/blue"];
    let both = ["API", "status:maintenance"];
    let card = |list| Board::new(&LISTS, &labels).card("A", list, MADE, &both, dates.clone());
    assert_eq!(
        word(card(0), "2026-11-20T22:30:00Z"),
        ("in_progress", "under_maintenance")
    );
    assert_eq!(
        word(card(0), "2026-11-20T23:30:00Z"),
        ("completed", "operational")
    );
    let longer = card(2).moved("2026-11-20T22:50:00Z", 0, 2);
    assert_eq!(
        word(longer, "2026-11-20T23:30:00Z"),
        ("verifying", "under_maintenance")
    );
    let done = card(3).moved("2026-11-20T22:20:00Z", 0, 3);
    assert_eq!(
        word(done, "2026-11-20T22:30:00Z"),
        ("completed", "operational")
    );
    assert_eq!(
        word(card(1), "2026-11-20T22:30:00Z"),
        ("in_progress", "under_maintenance")
    );
    assert_eq!(
        word(card(3), "2026-11-20T23:30:00Z"),
        ("completed", "operational")
    );
}

#[test]
fn comments_are_those_that_the_policy_lets_through() {
    let people =
        json!([{ "id": "m1", "username": "ana", "initials": "AB", "fullName": "Ana Birk" }]);
    let by = |id: &str, initials: &str, name: &str| json!({ "memberCreator": { "id": id, "initials": initials, "fullName": name } });
    let board = |prefs: Value| {
        let mut board = card(1, json!({}))
            .comment("2026-11-20T06:00:00Z", "One.", by("m1", "AB", "Ana Birk"))
            .comment("2026-11-20T06:01:00Z", "Two [Public] for all.", by("x9", "XX", "Stranger"))
            .comment("2026-11-20T06:02:00Z", " [Internal] Three.", by("m1", "AB", "Ana Birk"))
            .comment("2026-11-20T06:03:00Z", "Four.", json!({ "idMemberCreator": "m1" }))
            .comment("2026-11-20T06:04:00Z", "Five.", json!({
                "memberCreator": { "id": "m1", "initials": "AB" }, "appCreator": { "id": "butler" },
            }));
        board.0["members"] = people.clone();
        board.0["prefs"] = prefs;
        board
    };
    let said = |board: Board, toml: &str| -> Vec<String> {
        let lines = told(board, toml).into_iter().skip(1);
        lines
            .map(|line| line[22..].trim_start_matches("{} ").to_owned())
            .collect()
    };
    let private = json!({ "permissionLevel": "private", "comments": "members" });
    let public = json!({ "permissionLevel": "public", "comments": "public" });
    let one = "One.⏎⏎*AB*";
    assert_eq!(
        said(board(private.clone()), ""),
        [one, "Two [Public] for all.⏎⏎*XX*", "Four.", "Five."]
    );
    assert_eq!(
        said(board(private.clone()), "comments = \"members\""),
        [one, "Four.", "Five."]
    );
    assert_eq!(
        said(board(private.clone()), "comments = \"marked\""),
        ["Two for all.⏎⏎*XX*"]
    );
    assert_eq!(
        said(
            board(private.clone()),
            "comments = \"marked\"\nmarker = \"Four\""
        ),
        ["."]
    );
    assert_eq!(
        said(board(public.clone()), ""),
        [one, "Four.", "Five."],
        "never a stranger's"
    );
    let found = human(&board(public.clone()).read("").explained().findings, false);
    assert_eq!(
        found,
        "finding: anybody with a Trello account may comment on the board: only members' are published\n\
         --> .stillup/trello.json\n\
         hint: on the board: Settings, Commenting permissions, Members\n\n1 finding\n"
    );
    assert_eq!(
        said(board(private.clone()), "author = \"name\"")[0],
        "One.⏎⏎*Ana Birk*"
    );
    assert_eq!(said(board(private.clone()), "author = \"none\"")[0], "One.");
    assert_eq!(
        said(board(private), "team = \"Halyard Operations\"")[3],
        "Five.⏎⏎*Halyard Operations*"
    );
}

#[test]
fn what_a_person_called_does_not_turn_into_markdown() {
    let by = json!({ "memberCreator": { "id": "m1", "initials": "*<b>" } });
    let mut board =
        card(1, json!({ "name": "  two\nlines  " })).comment("2026-11-20T06:00:00Z", "x", by);
    board.0["lists"][1]["name"] = json!("# <b>Reported</b>");
    let read = board.read("");
    assert_eq!(
        read.told("two lines"),
        [
            "11-20 05:00:00 investigating {api=major_outage} \\# \\<b\\>Reported\\<\\/b\\>",
            "11-20 06:00:00 update {} x⏎⏎*\\*\\<b\\>*",
        ]
    );
    let nameless = card(1, json!({ "name": null })).read("");
    assert_eq!(nameless.titles(), ["Without a title"]);
}

#[test]
fn what_the_settings_show_and_the_snapshot_lacks_is_a_problem() {
    let board = Board::new(&LISTS, &["API/", "x/", "status:down/red"]).card(
        "A",
        1,
        MADE,
        &["x", "status:down"],
        json!({}),
    );
    let pulled = crate::boards::snapshot(&board.0, &settings("ignore_labels = [\"x\"]"));
    let now = settings("");
    let mut site = site("");
    let named = stillup::source::trello::components(&pulled, &now, &mut site);
    let (incidents, problems) =
        stillup::source::trello::incidents(&pulled, &now, &named, chrono_tz::UTC);
    assert!(incidents.is_empty());
    assert_eq!(
        human(&problems, false),
        "error: card trello.com/c/card1 is shown now, and the snapshot is without its words\n\
         --> .stillup/trello.json\nhint: stillup pull\n\n1 problem\n"
    );
    let codes: Vec<&str> = stillup::source::trello::explain::explain(&pulled, &now, &named)
        .findings
        .iter()
        .map(|one| one.code)
        .collect();
    assert_eq!(codes, ["settings-changed"]);
}

#[test]
fn what_is_no_board_is_told_as_such() {
    let told = |bytes: &str| {
        let problem =
            stillup::source::trello::read_export("board.json", bytes.as_bytes(), &settings(""));
        human(&[problem.expect_err("no board")], false)
    };
    assert_eq!(
        told("{\"id\": \"65bb5fe80a6a6c1e258f15a3\", \"lists\": []}"),
        "error: `board.json` is no exported Trello board\n--> board.json\n\
         because: it has no labels\n\
         hint: on the board: Menu, Print, export, and share, Export as JSON\n\n1 problem\n"
    );
    for bytes in ["", "[]", "null", "<html>", "{\"lists\": 3}", "\u{feff}{}"] {
        assert!(told(bytes).starts_with("error: `board.json` is no exported Trello board\n"));
    }
}
