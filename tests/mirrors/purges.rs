//! CDNs in front of mirrors: each asked as its documentation has it, and asked again when it failed.

use crate::counted::Counted;
use crate::google;
use crate::place::{Linked, Place, Remembered};
use crate::promises::{FIRST, SECOND, release};
use crate::vendors::{Answer, Asked, Fault, Host, Inside, KEY};
use std::collections::BTreeSet;
use std::sync::LazyLock;
use std::time::Duration;
use stillup::net::secret::Secret;
use stillup::problem::Problem;
use stillup::publish::apart::{Named, publish, purge};
use stillup::publish::fence::Allowed;
use stillup::publish::fence::objects::{Swaps, Trust};
use stillup::publish::mirror::Mirror;
use stillup::publish::purge::{Cdn, What, bunny, cloudflare, cloudfront, fastly, google as cdn};
use stillup::publish::release::{Release, nonce};
use stillup::tree::Digest;

/// All of them, by the first part of the path; what they were asked is kept by the id of the zone.
static HOST: LazyLock<Host> = LazyLock::new(|| Host::play(play, |asked| Some(zone(asked))));

/// The part of the path that is the same for all that one test asks.
fn zone(asked: &Asked) -> String {
    let parts: Vec<&str> = asked.path.split('/').collect();
    let at = match parts[0] {
        "cloudfront" => 3,
        "cloudflare" | "google" => 2,
        _ => 0,
    };
    parts.get(at).copied().unwrap_or_default().to_owned()
}

fn play(inside: &mut Inside, asked: &Asked) -> Answer {
    let (cdn, path) = asked.path.split_once('/').unwrap_or_default();
    let body = String::from_utf8_lossy(&asked.body).into_owned();
    let refused = |status: u16| (status, b"{\"success\":false}".to_vec());
    let known = match cdn {
        "cloudflare" => asked.header("authorization") == format!("Bearer {KEY}"),
        "fastly" => asked.header("fastly-key") == KEY,
        "bunny" => asked.header("accesskey") == KEY,
        "google" => asked.header("authorization").starts_with("Bearer"),
        "cloudfront" => {
            let signed = asked.header("authorization");
            signed.starts_with(&format!("AWS4-HMAC-SHA256 Credential={KEY}/"))
                && signed.contains("/us-east-1/cloudfront/aws4_request")
                && asked.header("x-amz-content-sha256") == Digest::of(&asked.body).to_string()
        }
        _ => false,
    };
    if !known {
        return refused(403);
    }
    let sound = match cdn {
        "cloudflare" => {
            let told: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
            let few = told["files"]
                .as_array()
                .is_some_and(|files| files.len() <= 100);
            path.ends_with("/purge_cache") && (few ^ told["hosts"].is_array())
        }
        "cloudfront" => {
            let paths = body.matches("<Path>/").count();
            path.starts_with("2020-05-31/distribution/")
                && body.contains(&format!("<Quantity>{paths}</Quantity>"))
                && body.contains("<CallerReference>stillup-")
        }
        "google" => {
            let told: serde_json::Value = serde_json::from_str(&body).unwrap_or_default();
            path.ends_with("/invalidateCache")
                && told["path"].is_string()
                && told["host"].is_string()
        }
        "bunny" => asked.query.contains_key("url") || path.ends_with("/purgeCache"),
        _ => path.starts_with("purge/") || path.ends_with("/purge_all"),
    };
    if asked.method != "POST" || !sound {
        return refused(400);
    }
    let url = asked.query.get("url").map_or("", String::as_str);
    let body = body.split("<CallerReference>").next().unwrap_or_default();
    let log = inside.sites.entry(zone(asked)).or_default();
    let number = format!("{:03}", log.len());
    log.insert(
        number,
        format!("{path}{url} {body}").trim().to_owned().into_bytes(),
    );
    (200, b"{\"success\":true}".to_vec())
}

fn asked(zone: &str) -> Vec<String> {
    let log = HOST.inside().sites.remove(zone).unwrap_or_default();
    log.into_values()
        .map(|line| String::from_utf8(line).expect("text"))
        .collect()
}

fn at(cdn: &str) -> String {
    format!("{}/{cdn}", HOST.address())
}

fn files(paths: &[&str]) -> What {
    What::Files(paths.iter().map(ToString::to_string).collect())
}

const SITE: &str = "https://status.acme.example/s";

#[tokio::test]
async fn each_is_asked_for_what_changed_or_for_everything() {
    let key = || Secret::new(KEY);
    let few = files(&["incidents/api.html"]);
    let tell = async |cdn: &dyn Cdn, zone: &str| {
        for what in [&few, &What::Everything] {
            cdn.forget(SITE, what).await.expect("told");
        }
        asked(zone)
    };
    let zone = cloudflare::Cloudflare::new(&at("cloudflare"), "z1", &key()).expect("a token");
    assert_eq!(
        tell(&zone, "z1").await,
        [
            "zones/z1/purge_cache {\"files\":[\"https://status.acme.example/s/incidents/api\",\
             \"https://status.acme.example/s/incidents/api.html\"]}",
            "zones/z1/purge_cache {\"hosts\":[\"status.acme.example\"]}",
        ]
    );
    let service = fastly::Fastly::new(&at("fastly"), "s1", &key()).expect("a token");
    assert_eq!(
        tell(&service, "fastly").await,
        [
            "purge/status.acme.example/s/incidents/api",
            "purge/status.acme.example/s/incidents/api.html",
            "service/s1/purge_all",
        ]
    );
    let zone = bunny::Bunny::new(&at("bunny"), "7", &key()).expect("a key");
    assert_eq!(
        tell(&zone, "bunny").await,
        [
            "purgehttps://status.acme.example/s/incidents/api",
            "purgehttps://status.acme.example/s/incidents/api.html",
            "pullzone/7/purgeCache {}",
        ]
    );
    let map = cdn::Google::new(&at("google"), "p1", "m1", &Secret::new(google::KEY));
    let line = "projects/p1/global/urlMaps/m1/invalidateCache {\"host\":\"status.acme.example\",\"path\":\"/s/*\"}";
    assert_eq!(
        tell(&map, "p1").await,
        [line, line],
        "one pattern takes it all"
    );
    let rights = (key(), key(), None);
    let distribution = cloudfront::CloudFront::new(&at("cloudfront"), "d1", rights);
    let begins = "2020-05-31/distribution/d1/invalidation <?xml version=\"1.0\" encoding=\"UTF-8\"?>\
                  <InvalidationBatch xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><Paths>";
    assert_eq!(
        tell(&distribution, "d1").await,
        [
            format!(
                "{begins}<Quantity>2</Quantity><Items><Path>/s/incidents/api</Path><Path>/s/incidents/api.html</Path></Items></Paths>"
            ),
            format!("{begins}<Quantity>1</Quantity><Items><Path>/s/*</Path></Items></Paths>"),
        ]
    );
}

#[tokio::test]
async fn more_than_one_request_takes_is_everything() {
    let zone =
        cloudflare::Cloudflare::new(&at("cloudflare"), "z2", &Secret::new(KEY)).expect("a token");
    let many: BTreeSet<String> = (0..101).map(|number| format!("{number}.json")).collect();
    zone.forget(SITE, &What::Files(many)).await.expect("told");
    assert_eq!(
        asked("z2"),
        ["zones/z2/purge_cache {\"hosts\":[\"status.acme.example\"]}"]
    );
}

#[tokio::test]
async fn a_key_that_is_not_known_is_told_and_not_shown() {
    let zone = cloudflare::Cloudflare::new(&at("cloudflare"), "z3", &Secret::new("hunter2"));
    let refused = zone.expect("a token").forget(SITE, &What::Everything).await;
    let problem = refused.expect_err("refused");
    assert_eq!(
        format!(
            "{}\n{}\n{}",
            problem.what,
            problem.why.unwrap_or_default(),
            problem.hint.unwrap_or_default()
        ),
        "Cloudflare did not forget the old pages\nthe answer was 403: {\"success\":false}\nstillup publish   # asks again"
    );
}

async fn run(
    make: impl Fn() -> Box<dyn Mirror>,
    zone: &str,
    release: &Release,
) -> Option<Result<(), Problem>> {
    let cdn =
        cloudflare::Cloudflare::new(&at("cloudflare"), zone, &Secret::new(KEY)).expect("a token");
    let cdn: Box<dyn Cdn> = Box::new(cdn);
    let address = "https://status.acme.example".into();
    let mirrors = [Named {
        cdn: Some(Ok(cdn)),
        ..Named::new("web1".into(), address, make())
    }];
    let deadline = Duration::from_secs(20);
    let outcomes = publish(&mirrors, release, Allowed::default(), deadline).await;
    assert!(outcomes[0].is_live(), "{outcomes:?}");
    let purged = purge(&mirrors, release, &outcomes, deadline).await;
    purged.into_iter().next().expect("one mirror")
}

async fn is_asked_until_it_was_done(make: impl Fn() -> Box<dyn Mirror>) {
    let zone = nonce();
    let first = release(FIRST, 1);
    assert_eq!(run(&make, &zone, &first).await, Some(Ok(())));
    asked(&zone);
    assert_eq!(
        run(&make, &zone, &first).await,
        None,
        "nothing new, nothing to forget"
    );
    // It fails with one publish; the next one asks for what that one changed and for what it changes itself.
    HOST.fail(&zone, &[Fault::Refused(500)]);
    let second = release(SECOND, 2);
    assert!(run(&make, &zone, &second).await.expect("asked").is_err());
    let told = asked(&zone);
    assert!(told.is_empty(), "{told:?}");
    assert_eq!(
        run(&make, &zone, &second).await,
        Some(Ok(())),
        "asked again, though nothing is new"
    );
    let told = asked(&zone).concat();
    for path in [
        "incidents/web.html",
        "incidents/new.html",
        "history.atom",
        "generation.json",
        "example/\"",
    ] {
        assert!(told.contains(path), "{path} in {told}");
    }
    assert!(
        !told.contains("assets/"),
        "what is named by its content never changes: {told}"
    );
    assert_eq!(run(&make, &zone, &second).await, None);
}

#[tokio::test]
async fn a_purge_that_failed_is_asked_for_by_the_next_publish() {
    let place = Remembered::new();
    is_asked_until_it_was_done(|| place.mirror()).await;
    let shop = Counted::default();
    is_asked_until_it_was_done(|| Box::new(Swaps::new(shop.clone(), Trust::Kept))).await;
}

#[tokio::test]
async fn where_it_cannot_be_struck_out_it_is_asked_for_with_the_next_changes() {
    let (place, zone) = (Linked::new(), nonce());
    HOST.fail(&zone, &[Fault::Refused(500)]);
    assert!(
        run(|| place.mirror(), &zone, &release(FIRST, 1))
            .await
            .expect("asked")
            .is_err()
    );
    assert_eq!(
        run(|| place.mirror(), &zone, &release(FIRST, 1)).await,
        None
    );
    assert_eq!(
        run(|| place.mirror(), &zone, &release(SECOND, 2)).await,
        Some(Ok(()))
    );
    let told = asked(&zone).concat();
    assert!(
        told.contains("incidents/web.html") && told.contains("incidents/new.html"),
        "{told}"
    );
}

#[test]
fn what_is_erased_is_forgotten_by_the_cdn_too_whatever_file_it_was_in() {
    let (site, zone) = (tempfile::tempdir().expect("a folder"), nonce());
    let settings = format!(
        "[site]\ntitle = \"Acme\"\naddress = \"https://status.acme.example\"\n[[component]]\nid = \"api\"\n\
         [[mirror]]\nname = \"here\"\naddress = \"https://status.acme.example\"\ndir = {{ path = \"www\" }}\n\
         purge = {{ cloudflare = {{ zone = \"{zone}\", endpoint = \"{}\" }} }}\n",
        at("cloudflare")
    );
    std::fs::create_dir_all(site.path().join("incidents/assets")).expect("a folder");
    let write = |path: &str, text: &str| {
        std::fs::write(site.path().join(path), text).expect("a file");
    };
    write("stillup.toml", &settings);
    write("incidents/assets/password.png", "hunter2");
    let text = "# Logins fail\n\n## 2026-11-19 08:00 UTC - investigating\n\n![](/incidents/assets/password.png)\n";
    write("incidents/2026-11-19-leak.md", text);
    let stillup = |words: &[&str]| {
        let ran = std::process::Command::new(env!("CARGO_BIN_EXE_stillup"))
            .arg("-C")
            .arg(site.path())
            .args(words)
            .env("STILLUP_PURGE_TOKEN", KEY)
            .output()
            .expect("stillup runs");
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{words:?}: {said}");
    };
    stillup(&["publish", "--now", "2026-11-20T14:30:00Z"]);
    asked(&zone);
    // Named by its content, it is kept for a year by whoever has it: no list of what changed has it in it.
    let words = [
        "retract",
        "2026-11-19-leak",
        "--erase",
        "--now",
        "2026-11-20T14:35:00Z",
    ];
    stillup(&words);
    let everything = format!("zones/{zone}/purge_cache {{\"hosts\":[\"status.acme.example\"]}}");
    assert_eq!(asked(&zone), [everything]);
}
