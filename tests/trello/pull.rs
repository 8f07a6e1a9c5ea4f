//! Pulling: how Trello is asked, what is kept, and what is said when it fails.

use crate::boards::{Board, HALYARD, at, id, settings, taken};
use crate::fake::{Fake, KEY, Odd, TOKEN, text};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use stillup::net::http::Http;
use stillup::problem::{Problem, human};
use stillup::source::trello::auth::Auth;
use stillup::source::trello::fetch::{Pulled, Trello};
use stillup::source::trello::{Snapshot, TrelloSettings};

const NOW: &str = "2026-11-20T09:00:00Z";
const BOARD: &str = "hLyRd5tS";

/// Waits that were asked for: after how many tries, and for how long.
type Waits = Vec<(usize, Option<Duration>)>;

fn auth(key: &str, token: &str) -> Auth {
    let get = |name: &str| match name {
        "TRELLO_KEY" => Some(key),
        "TRELLO_TOKEN" => Some(token),
        _ => None,
    };
    Auth::from_variables(get).expect("credentials")
}

fn ask(
    fake: &Fake,
    board: &str,
    auth: Auth,
    settings: &TrelloSettings,
    patience: Duration,
) -> (Result<Pulled, Problem>, Waits) {
    let waits: Arc<Mutex<Waits>> = Arc::default();
    let seen = waits.clone();
    let wait = Box::new(move |tried, asked| {
        seen.lock().expect("a lock").push((tried, asked));
        Duration::ZERO
    });
    let http = Http::new(patience).expect("HTTP");
    let trello = Trello::new(http, &fake.api(), auth, 5, wait);
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let pulled = runtime.block_on(trello.pull(board, at(NOW), settings));
    let waits = waits.lock().expect("a lock").clone();
    (pulled, waits)
}

fn pull(fake: &Fake, settings: &TrelloSettings) -> Pulled {
    let patience = Duration::from_secs(20);
    let (pulled, _) = ask(fake, BOARD, auth(KEY, TOKEN), settings, patience);
    pulled.unwrap_or_else(|problem| panic!("{}", human(&[problem], false)))
}

fn halyard() -> Value {
    serde_json::from_str(HALYARD).expect("JSON")
}

/// What is said, and how often it was asked.
fn refused(fake: &Fake, board: &str, auth: Auth) -> (String, usize) {
    let before = fake.asked().len();
    let usual = TrelloSettings::default();
    let (pulled, _) = ask(fake, board, auth, &usual, Duration::from_secs(20));
    let problem = pulled.expect_err("no board");
    (human(&[problem], false), fake.asked().len() - before)
}

#[test]
fn a_board_takes_three_requests_and_comes_out_as_its_export_does() {
    for toml in [
        "",
        "strict = true",
        "ignore_labels = [\"needs-postmortem\"]",
    ] {
        let fake = Fake::new(&halyard());
        let settings = settings(toml);
        let pulled = pull(&fake, &settings);
        assert_eq!(
            fake.asked(),
            [
                "/1/boards/hLyRd5tS",
                "/1/boards/65bb5fe80a6a6c1e258f15a3/cards/all",
                "/1/boards/65bb5fe80a6a6c1e258f15a3/actions",
            ]
        );
        assert_eq!(pulled.requests, 3);
        assert_eq!(
            pulled.snapshot.text(),
            taken(&halyard(), NOW, &settings).text()
        );
        assert!(pulled.problems.is_empty());
    }
}

#[test]
fn what_was_put_away_is_asked_for_only_where_it_is_history() {
    let board = Board::new(&["Reported", "Old"], &["API/black", "status:down/red"])
        .card(
            "in an old list",
            1,
            "2026-11-18T05:00:00Z",
            &["API", "status:down"],
            json!({}),
        )
        .list_put_away(1, "2026-11-18T08:00:00Z")
        .card(
            "archived",
            0,
            "2026-11-19T05:00:00Z",
            &["API", "status:down"],
            json!({ "closed": true }),
        )
        .put_away("2026-11-19T08:00:00Z");
    let mut board = board.0;
    board["shortLink"] = BOARD.into();
    let asks = |toml: &str| {
        let fake = Fake::new(&board);
        let pulled = pull(&fake, &settings(toml));
        let filter = fake.queries("/actions").join(" ");
        (pulled.snapshot, filter)
    };
    let (usual, filter) = asks("");
    assert!(!filter.contains("closed"));
    let contents = usual.cards.iter().filter_map(|card| card.content.as_ref());
    assert_eq!(contents.count(), 0);
    assert!(usual.archived_lists.is_empty());
    let (past, filter) = asks("archived = true");
    assert!(
        filter.contains("updateCard:closed,updateList:closed"),
        "{filter}"
    );
    let put_away: Vec<_> = past
        .cards
        .iter()
        .filter_map(|card| card.content.as_ref()?.put_away)
        .collect();
    assert_eq!(
        put_away,
        [at("2026-11-19T08:00:00Z"), at("2026-11-18T08:00:00Z")]
    );
    // What the network gives is what an export holds.
    assert_eq!(
        past.text(),
        taken(&board, NOW, &settings("archived = true")).text()
    );
}

#[test]
fn a_snapshot_is_read_as_it_was_written_and_holds_no_words_of_hidden_cards() {
    let fake = Fake::new(&halyard());
    let pulled = pull(&fake, &TrelloSettings::default());
    let text = pulled.snapshot.text();
    assert_eq!(Snapshot::parse(text.as_bytes()), Ok(pulled.snapshot));
    for secret in [
        "internal chore",
        "Customer X",
        "secret customer matter",
        "history of 2025",
        "Ask the CDN vendor",
        KEY,
        TOKEN,
        "oauth",
        "anabirk",
        "Ana Birk",
        "Runbook",
        "@",
    ] {
        assert_eq!(
            text.matches(secret).count(),
            usize::from(secret == "@"),
            "{secret}"
        );
    }
    for damaged in ["", "{}", "[1]", "{\"version\": 1}", &text[..text.len() / 2]] {
        let problem = Snapshot::parse(damaged.as_bytes()).expect_err("damaged");
        assert_eq!(problem.what, "cannot make sense of `.stillup/trello.json`");
        assert_eq!(problem.hint.as_deref(), Some("stillup pull"));
    }
    let later = text.replacen("\"version\": 1", "\"version\": 2", 1);
    let problem = Snapshot::parse(later.as_bytes()).expect_err("another form");
    assert_eq!(problem.why.as_deref(), Some("it has the form 2, not 1"));
}

/// A board of so many cards, each with so many comments, and so many moves in all.
fn large(cards: u64, comments: u64, moves: u64) -> Value {
    let labels = ["API/black", "status:degraded performance/yellow"];
    let mut board = Board::new(&["Reported", "Monitoring", "Fixed"], &labels).0;
    let label = board["labels"].clone();
    let hour = at("2026-11-01T00:00:00Z");
    let mut actions = Vec::new();
    for card in 0..cards {
        let made = hour + chrono::TimeDelta::minutes(card as i64);
        let made = made.to_rfc3339();
        let card_id = id(&made, card);
        board["cards"].as_array_mut().expect("cards").push(json!({
            "id": card_id, "name": format!("card {card}"), "desc": "It is slow.", "idList": "list2",
            "labels": label, "closed": false, "pos": card, "shortLink": format!("c{card}"),
            "badges": { "comments": comments },
        }));
        for number in 0..comments {
            let when = at(&made) + chrono::TimeDelta::minutes(5 + number as i64);
            let when = when.to_rfc3339();
            actions.push(json!({
                "id": id(&when, card * comments + number + 1), "type": "commentCard", "date": when,
                "data": { "text": format!("We know more: {number}."), "card": { "id": card_id } },
            }));
        }
        if card < moves {
            let when = (at(&made) + chrono::TimeDelta::hours(2)).to_rfc3339();
            actions.push(json!({
                "id": id(&when, 1_000_000 + card), "type": "updateCard", "date": when,
                "data": { "card": { "id": card_id }, "listBefore": { "id": "list0", "name": "Reported" },
                          "listAfter": { "id": "list2", "name": "Fixed" } },
            }));
        }
    }
    board["actions"] = actions.into();
    board["shortLink"] = BOARD.into();
    board
}

#[test]
fn a_thousand_cards_and_ten_thousand_comments_take_fifteen_requests_at_most() {
    let board = large(1_000, 10, 990);
    let fake = Fake::new(&board);
    let pulled = pull(&fake, &TrelloSettings::default());
    assert!(pulled.requests <= 15, "{} requests", pulled.requests);
    assert_eq!(pulled.requests, fake.asked().len());
    let contents = pulled
        .snapshot
        .cards
        .iter()
        .filter_map(|card| card.content.as_ref());
    let (cards, comments, moves) = contents.fold((0, 0, 0), |(cards, comments, moves), content| {
        (
            cards + 1,
            comments + content.comments.len(),
            moves + content.moves.len(),
        )
    });
    assert_eq!((cards, comments, moves), (1_000, 10_000, 990));
    assert!(pulled.snapshot.cards.iter().all(|card| {
        card.content
            .as_ref()
            .is_some_and(|content| content.missing == 0)
    }));
}

#[test]
fn what_happened_before_the_oldest_shown_card_is_not_asked_for() {
    let mut board = large(300, 10, 0);
    // All but the newest hundred are archived.
    for card in &mut board["cards"].as_array_mut().expect("cards")[..200] {
        card["closed"] = json!(true);
    }
    let fake = Fake::new(&board);
    let pulled = pull(&fake, &TrelloSettings::default());
    let actions = fake
        .asked()
        .iter()
        .filter(|path| path.ends_with("/actions"))
        .count();
    assert_eq!((actions, pulled.requests), (2, 4), "of four pages");
}

#[test]
fn a_card_that_lacks_comments_is_asked_itself() {
    let fake = Fake::new(&halyard());
    fake.only_on_cards();
    let pulled = pull(&fake, &TrelloSettings::default());
    assert_eq!(
        pulled.snapshot.text(),
        taken(&halyard(), NOW, &TrelloSettings::default()).text()
    );
    let singly = fake
        .asked()
        .iter()
        .filter(|path| path.starts_with("/1/cards/"))
        .count();
    assert_eq!(singly, 5);
}

#[test]
fn comments_that_nobody_hands_out_are_counted() {
    let mut board = halyard();
    let actions = board["actions"].as_array_mut().expect("actions");
    actions.retain(|action| action["id"] != "6af5c93079543fd2569ea607");
    let pulled = pull(&Fake::new(&board), &TrelloSettings::default());
    let missing: Vec<(String, u64)> = pulled
        .snapshot
        .cards
        .iter()
        .filter_map(|card| card.content.as_ref())
        .filter(|content| content.missing > 0)
        .map(|content| (content.name.clone(), content.missing))
        .collect();
    assert_eq!(missing, [("Logins fail for SSO users".to_owned(), 1)]);
}

#[test]
fn an_edit_and_a_deletion_are_seen_because_all_is_read_again() {
    let mut board = halyard();
    let actions = board["actions"].as_array_mut().expect("actions");
    for action in actions.iter_mut() {
        if action["id"] == "6affd7542656e495d641c613" {
            action["data"]["text"] = json!("We are looking into it, and into the router.");
            action["data"]["dateLastEdited"] = json!("2026-11-20T05:20:00.000Z");
        }
    }
    actions.retain(|action| action["id"] != "6affeb9ad85c018bc9fd3563");
    for card in board["cards"].as_array_mut().expect("cards") {
        if card["id"] == "6affd62baf9ac5becd89046f" {
            card["badges"]["comments"] = json!(3);
        }
    }
    let pulled = pull(&Fake::new(&board), &TrelloSettings::default());
    let mut contents = pulled
        .snapshot
        .cards
        .iter()
        .filter_map(|card| card.content.as_ref());
    let content = contents
        .find(|content| content.name == "API and dashboard return 5xx")
        .expect("a card");
    assert_eq!(content.comments.len(), 3);
    assert_eq!(content.comments[0].edited, Some(at("2026-11-20T05:20:00Z")));
    assert_eq!(
        content.comments[0].text,
        "We are looking into it, and into the router."
    );
}

#[test]
fn images_of_an_allowed_kind_are_copied_and_those_that_cannot_be_are_told() {
    let path = "cards/65bb5e58aaaaaaaaaaaaaaaa/attachments/65bb5e58bbbbbbbbbbbbbbbb/download/graph-503.png";
    let fake = Fake::new(&halyard());
    fake.image(path, b"PNG");
    let settings = settings("attachments = [\"png\"]");
    let pulled = pull(&fake, &settings);
    let name = "65bb5e58bbbbbbbbbbbbbbbb.png".to_owned();
    assert_eq!(pulled.files, [(name.clone(), b"PNG".to_vec())]);
    assert_eq!(pulled.snapshot.files, [name]);
    let lacking = pull(&Fake::new(&halyard()), &settings);
    assert!(lacking.files.is_empty() && lacking.snapshot.files.is_empty());
    assert_eq!(
        human(&lacking.problems, false).trim_end(),
        "finding: cannot copy the attachment `65bb5e58bbbbbbbbbbbbbbbb.png`\nbecause: status 404\n\
         hint: stillup pull   # again\n\n1 finding"
    );
}

#[test]
fn a_limit_is_waited_for_whatever_its_number_and_name() {
    let limit = |status, name: &str| {
        let body = json!({ "error": name, "message": "Rate limit exceeded" }).to_string();
        Odd::Answer(status, "application/json", body, Vec::new())
    };
    let fake = Fake::new(&halyard());
    fake.then([
        limit(429, "API_TOKEN_LIMIT_EXCEEDED"),
        limit(403, "API_KEY_LIMIT_EXCEEDED"),
        limit(400, "API_TOO_MANY_CARDS_REQUESTED"),
    ]);
    let usual = TrelloSettings::default();
    let patience = Duration::from_secs(20);
    let (pulled, waits) = ask(&fake, BOARD, auth(KEY, TOKEN), &usual, patience);
    assert_eq!(pulled.expect("a board").requests, 6);
    let ten = Some(Duration::from_secs(10));
    assert_eq!(waits, [(1, ten), (2, ten), (3, ten)]);
    // What Trello itself says counts, up to a minute.
    let headers = |window: &str| {
        vec![
            ("x-rate-limit-api-token-remaining", "0".to_owned()),
            ("x-rate-limit-api-token-interval-ms", window.to_owned()),
        ]
    };
    fake.then([
        Odd::Answer(429, "text/plain", String::new(), headers("3000")),
        Odd::Answer(429, "text/plain", String::new(), headers("900000")),
        Odd::Answer(
            429,
            "text/plain",
            String::new(),
            vec![("retry-after", "7".to_owned())],
        ),
    ]);
    let (_, waits) = ask(&fake, BOARD, auth(KEY, TOKEN), &usual, patience);
    let seconds: Vec<_> = waits
        .iter()
        .map(|(_, asked)| asked.map_or(0, |it| it.as_secs()))
        .collect();
    assert_eq!(seconds, [3, 60, 7]);
}

#[test]
fn trouble_that_may_pass_is_tried_again_and_then_told() {
    let html = "<html><body><h1>503</h1></body></html>".to_owned();
    let html = Odd::Answer(503, "text/html", html, Vec::new());
    let nested = text(
        449,
        "{\"path\": \"/1/x\", \"originalMessage\": \"timeout\", \"originalStatus\": 500}",
    );
    let fake = Fake::new(&halyard());
    fake.then([html.clone(), Odd::CutOff, nested, Odd::Right, Odd::CutOff]);
    assert_eq!(pull(&fake, &TrelloSettings::default()).requests, 7);
    fake.then(std::iter::repeat_n(html, 5));
    assert_eq!(
        refused(&fake, BOARD, auth(KEY, TOKEN)),
        (
            "error: Trello has trouble of its own\nbecause: status 503\n\
             hint: stillup pull   # again; look at https://trello.status.atlassian.com\n\n1 problem\n"
                .to_owned(),
            5
        )
    );
    fake.then(std::iter::repeat_n(Odd::CutOff, 5));
    let (said, asked) = refused(&fake, BOARD, auth(KEY, TOKEN));
    assert!(
        said.starts_with("error: Trello did not answer\nbecause: "),
        "{said}"
    );
    assert_eq!(asked, 5);
}

#[test]
fn who_says_nothing_is_given_up_on() {
    let fake = Fake::new(&halyard());
    fake.then(std::iter::repeat_n(Odd::Silence, 5));
    let usual = TrelloSettings::default();
    let (pulled, waits) = ask(
        &fake,
        BOARD,
        auth(KEY, TOKEN),
        &usual,
        Duration::from_millis(80),
    );
    assert_eq!(
        human(&[pulled.expect_err("nothing")], false),
        "error: Trello did not answer\nbecause: no answer in time\n\
         hint: curl -I https://api.trello.com   # and https://trello.status.atlassian.com\n\n1 problem\n"
    );
    assert_eq!(waits.len(), 4);
}

#[test]
fn rubbish_is_no_empty_board() {
    let cases = [
        (
            "<html>welcome to this hotel</html>",
            "board",
            "expected value at line 1 column 1",
        ),
        ("[]", "board", ""),
        ("null", "board", ""),
        ("{\"id\": null}", "board", ""),
        (
            "{\"id\": \"65bb5fe80a6a6c1e258f15a3\"}",
            "board",
            "it has no lists",
        ),
        (
            "{\"id\": \"65bb5fe80a6a6c1e258f15a3\", \"lists\": [], \"labels\": null}",
            "board",
            "it has no labels",
        ),
    ];
    for (body, what, why) in cases {
        let fake = Fake::new(&halyard());
        for _ in 0..5 {
            fake.then([text(200, body)]);
            if why.starts_with("it has no") {
                break;
            }
        }
        let (said, _) = refused(&fake, BOARD, auth(KEY, TOKEN));
        let begins = format!("error: Trello's answer is no {what}\nbecause: {why}");
        assert!(said.starts_with(&begins), "{body}: {said}");
    }
    let fake = Fake::new(&halyard());
    fake.then([Odd::Right]);
    fake.then(std::iter::repeat_n(text(200, "{}"), 5));
    let (said, _) = refused(&fake, BOARD, auth(KEY, TOKEN));
    assert!(
        said.starts_with("error: Trello's answer is no list of cards\n"),
        "{said}"
    );
}

#[test]
fn null_everywhere_is_read() {
    let mut board = halyard();
    for field in [
        "name",
        "prefs",
        "members",
        "customFields",
        "dateLastActivity",
    ] {
        board[field] = Value::Null;
    }
    for label in board["labels"].as_array_mut().expect("labels") {
        label["color"] = Value::Null;
    }
    for card in board["cards"].as_array_mut().expect("cards") {
        for field in [
            "desc",
            "due",
            "start",
            "badges",
            "pos",
            "customFieldItems",
            "shortLink",
        ] {
            card[field] = Value::Null;
        }
    }
    for action in board["actions"].as_array_mut().expect("actions") {
        for field in ["memberCreator", "appCreator", "idMemberCreator"] {
            action[field] = Value::Null;
        }
    }
    board["cards"][0]["name"] = Value::Null;
    let pulled = pull(&Fake::new(&board), &TrelloSettings::default());
    let kept = pulled
        .snapshot
        .cards
        .iter()
        .filter(|card| card.content.is_some());
    assert_eq!(kept.count(), 7);
}

#[test]
fn each_refusal_is_told_with_what_to_do_and_tried_once() {
    let fake = Fake::new(&halyard());
    let mut told = String::new();
    let mut tell = |name: &str, said: (String, usize)| {
        assert_eq!(said.1, 1, "{name}");
        told += &format!("######## {name}\n{}", said.0);
    };
    tell("a wrong key", refused(&fake, BOARD, auth("0123", TOKEN)));
    tell("a wrong token", refused(&fake, BOARD, auth(KEY, "ATTA99")));
    tell(
        "the secret for the token",
        refused(&fake, BOARD, auth(KEY, "99")),
    );
    tell("an impossible board", refused(&fake, "x", auth(KEY, TOKEN)));
    tell(
        "no such board",
        refused(&fake, "nosuchboard", auth(KEY, TOKEN)),
    );
    for (name, odd) in [
        ("an expired token", text(401, "expired token")),
        (
            "a private board",
            text(401, "unauthorized permission requested"),
        ),
        ("scopes", text(401, "missing scopes")),
        ("a new app key", text(401, "invalid app key")),
        ("something else", text(418, "I'm a teapot\nsecond line")),
        (
            "a token in an answer",
            text(402, "no money for ATTA0123456789abcdef, sorry"),
        ),
        (
            "a page",
            Odd::Answer(404, "text/html", "<html></html>".to_owned(), Vec::new()),
        ),
    ] {
        fake.then([odd]);
        tell(name, refused(&fake, BOARD, auth(KEY, TOKEN)));
    }
    let mut closed = halyard();
    closed["closed"] = json!(true);
    tell(
        "a closed board",
        refused(&Fake::new(&closed), BOARD, auth(KEY, TOKEN)),
    );
    assert!(!told.contains(TOKEN) && !told.contains(KEY));
    crate::boards::pinned("tests/data/trello/refusals.txt", &told);
}

#[test]
fn credentials_that_cannot_be_any_are_told_before_anything_is_sent() {
    let from = |key: Option<&'static str>, token: Option<&'static str>| {
        let get = |name: &str| match name {
            "TRELLO_KEY" => key,
            _ => token,
        };
        human(&[Auth::from_variables(get).expect_err("none")], false)
    };
    let all = [
        from(None, Some(TOKEN)),
        from(Some(KEY), None),
        from(Some(" "), Some(TOKEN)),
        from(Some(KEY), Some("ATTA\"quoted\"")),
    ];
    assert!(all.iter().all(|said| !said.contains("quoted")));
    crate::boards::pinned("tests/data/trello/credentials.txt", &all.concat());
}
