//! What others that we rely on say of themselves: asked, shown, and never waited for.

use crate::site::Site;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{Method, Response};
use axum::routing::any;
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use stillup::net::server::Server;

/// A summary as Statuspage documents it, with more than anybody needs.
const SUMMARY: &str = r#"{"page":{"id":"x","name":"DNS","url":"http://x","time_zone":"Etc/UTC","updated_at":"2026-11-20T14:00:00Z"},
"components":[{"id":"c","name":"Zones","status":"partial_outage"}],"incidents":[],"scheduled_maintenances":[],
"status":{"indicator":"INDICATOR","description":"DESCRIPTION"}}"#;

/// Pages of status pages that are well, ill, and not there, by the first part of their address.
fn fake() -> Server {
    let router = Router::new().fallback(any(answer));
    Server::start(SocketAddr::from(([127, 0, 0, 1], 0)), router).expect("a port")
}

async fn answer(request: Request) -> Response<Body> {
    assert_eq!(request.method(), Method::GET);
    let agent = request.headers()["user-agent"].to_str().expect("words");
    assert!(agent.starts_with("stillup/"));
    assert!(!request.headers().contains_key("authorization"));
    let path = request.uri().path();
    let Some(who) = path.strip_suffix("/api/v2/summary.json") else {
        return plain(404, "text/plain", "not found".into());
    };
    let summary = |indicator: &str, words: &str| {
        let text = SUMMARY.replace("INDICATOR", indicator);
        text.replace("DESCRIPTION", words)
    };
    match who {
        "/well" => plain(
            200,
            "application/json",
            summary("none", "All Systems Operational").into(),
        ),
        "/ill" => plain(
            200,
            "application/json",
            summary("major", "Partial <b>Outage</b>").into(),
        ),
        "/hang" => std::future::pending().await,
        "/broken" => plain(500, "text/html", "<h1>oops</h1>".into()),
        "/html" => plain(200, "text/html", "<p>All Systems Operational</p>".into()),
        "/odd" => plain(200, "application/json", summary("splendid", "?").into()),
        "/wrong" => plain(200, "application/json", r#"{"status":"none"}"#.into()),
        "/moved" => {
            let mut response = plain(302, "text/plain", "".into());
            let to = "/well/api/v2/summary.json".parse().expect("a header");
            response.headers_mut().insert("location", to);
            response
        }
        "/cut" => {
            let half =
                Bytes::from(summary("none", "All Systems Operational").into_bytes()[..80].to_vec());
            let broken = std::io::Error::other("cut off");
            let parts = futures_util::stream::iter([Ok(half), Err(broken)]);
            plain(200, "application/json", Body::from_stream(parts))
        }
        other => panic!("nobody is called {other}"),
    }
}

fn plain(status: u16, kind: &str, body: Body) -> Response<Body> {
    let response = Response::builder()
        .status(status)
        .header("content-type", kind);
    response.body(body).expect("a response")
}

/// A site that relies on these.
fn relying(fake: &Server, names: &[&str]) -> Site {
    let site = Site::new();
    for name in names {
        let address = fake.address;
        site.append(
            "stillup.toml",
            &format!("\n[[dependency]]\nid = \"{name}\"\ntitle = \"The {name} one\"\nstatus_page = \"http://{address}/{name}\"\n"),
        );
    }
    site
}

const ALL: [&str; 9] = [
    "well", "ill", "hang", "broken", "html", "odd", "wrong", "moved", "cut",
];

#[test]
fn what_they_say_is_told_and_what_they_do_not_say_is_not_known() {
    let fake = fake();
    let site = relying(&fake, &ALL);
    let ran = site.expect("pull --deadline 2", 4);
    assert_eq!(ran.data, ".stillup/dependencies.json\n");
    let address = fake.address.to_string();
    let talk = ran.talk.replace(&address, "127.0.0.1");
    // Where it was cut decides how that is told.
    let cut = "finding: the status page of `cut` did not say how it is\nbecause: ";
    let (talk, end) = talk.split_once(cut).expect("cut off");
    assert!(
        end.ends_with("\nhint: look at http://127.0.0.1/cut\n\n6 findings\n"),
        "{end}"
    );
    let silent = |name: &str, why: &str| {
        format!(
            "finding: the status page of `{name}` did not say how it is\nbecause: {why}\n\
             hint: look at http://127.0.0.1/{name}\n\n"
        )
    };
    let mut expected = "dependency `well`: operational: All Systems Operational\n\
         dependency `ill`: partial_outage: Partial <b>Outage</b>\n\
         dependency `moved`: operational: All Systems Operational\n"
        .to_owned();
    for (name, why) in [
        ("hang", "no answer in time"),
        ("broken", "status 500"),
        ("html", "its answer is no Statuspage v2 summary"),
        ("odd", "its indicator `splendid` means nothing to us"),
        ("wrong", "its answer is no Statuspage v2 summary"),
    ] {
        expected += &silent(name, why);
    }
    assert_eq!(talk, expected);

    // In the terminal, in the document, on the page.
    let status = site.expect("status", 0).data;
    assert!(status.contains("What we rely on\n"), "{status}");
    let line = |name: &str| {
        let mut lines = status.lines();
        let line = lines.find(|line| line.contains(&format!("The {name} one")));
        line.expect("a line").to_owned()
    };
    assert!(line("well").contains("Operational: All Systems Operational  asked "));
    assert!(line("ill").contains("Partial outage: Partial <b>Outage</b>"));
    let document: serde_json::Value =
        serde_json::from_str(&site.expect("status --json", 0).data).expect("JSON");
    let of = |name: &str| {
        let all = document["dependencies"].as_array().expect("a list");
        let one = all.iter().find(|one| one["id"] == name);
        one.expect("it")["status"].clone()
    };
    site.expect("build", 0);
    let home = site.read("public/site/index.html");
    let item = |name: &str| {
        let (_, rest) = home
            .split_once(&format!("<bdi>The {name} one</bdi>"))
            .expect("an item");
        rest.split("</li>").next().unwrap_or_default().to_owned()
    };
    assert!(
        item("well").contains("Operational") && item("ill").contains("Partial &lt;b&gt;Outage&lt;")
    );
    for name in ["hang", "broken", "html", "odd", "wrong", "cut"] {
        assert_eq!(of(name), "unknown");
        assert!(line(name).contains("Not known"), "{}", line(name));
        let item = item(name);
        assert!(
            item.contains("Not known") && !item.contains("perational"),
            "{item}"
        );
    }
    // What others say of themselves is no status of ours.
    assert_eq!(document["components"][1]["status"], "operational");
}

#[test]
fn a_publish_waits_for_none_of_them_and_says_nothing_new_when_they_do_not() {
    let fake = fake();
    let site = relying(&fake, &["well", "hang"]);
    let began = Instant::now();
    let ran = site.expect("publish", 0);
    assert!(began.elapsed() < Duration::from_secs(60));
    assert!(!ran.talk.contains("hang"), "{}", ran.talk);
    let status: serde_json::Value =
        serde_json::from_str(&site.read("public/one/status.json")).expect("JSON");
    let told: Vec<_> = status["dependencies"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| {
            (
                one["status"].as_str(),
                one["description"].as_str(),
                one["read_at"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (Some("operational"), Some("All Systems Operational"), None),
            (Some("unknown"), None, None),
        ]
    );
    let ran = site.expect("publish --now 2026-11-20T14:40:00Z", 0);
    assert!(
        ran.talk.contains("nothing new since generation"),
        "{}",
        ran.talk
    );
}

#[test]
fn an_old_answer_has_its_age_and_a_very_old_one_is_not_believed() {
    let fake = fake();
    let site = relying(&fake, &["well"]);
    site.expect("pull", 0);
    let home = |now: &str| {
        site.expect(&format!("build --now 2026-11-20T{now}:00Z"), 0);
        site.read("public/site/index.html")
    };
    assert!(!home("14:45").contains(">asked <"));
    let old = home("15:15");
    assert!(old.contains(">asked <") && old.contains("All Systems Operational"));
    let older = home("16:31");
    assert!(!older.contains("All Systems Operational"));
    let (_, rest) = older
        .split_once("<bdi>The well one</bdi>")
        .expect("an item");
    assert!(
        rest.split("</li>")
            .next()
            .unwrap_or_default()
            .contains("Not known")
    );
    // A page that was moved was never asked; a snapshot that is lost is a problem, and nothing is known.
    let moved = site.read("stillup.toml").replace("/well", "/ill");
    site.write("stillup.toml", &moved);
    assert!(home("14:45").contains("this page does not watch them"));
    site.write(".stillup/dependencies.json", "{");
    let ran = site.expect("build", 1);
    assert!(
        ran.talk.starts_with(
            "error: cannot make sense of `.stillup/dependencies.json`\n--> .stillup/dependencies.json\n"
        ),
        "{}",
        ran.talk
    );
    assert!(site.read("public/site/index.html").contains("Not known"));
}
