//! CI files that `init` writes: YAML that other people's schemas know, with the secrets the mirrors need and no more.

use crate::site::Site;
use serde_json::Value;

const MIRRORS: &str = "
[site]
title = \"Acme\"
address = \"https://status.acme.example\"
[trello]
board = \"hLyRd5tS\"
[[mirror]]
name = \"bucket\"
address = \"https://a.example\"
s3 = { bucket = \"acme\", region = \"eu-central-1\", env = { secret_access_key = \"OUR_KEY\" } }
[[mirror]]
name = \"shell\"
address = \"https://b.example\"
rsync = { host = \"b.example\", path = \"/srv/status\" }
[[mirror]]
name = \"own\"
address = \"https://c.example\"
command = { argv = [\"./put\"], pass = [\"PUT_TOKEN\"] }
";

const SECRETS: [&str; 7] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_SESSION_TOKEN",
    "OUR_KEY",
    "PUT_TOKEN",
    "STILLUP_SSH_KEY",
    "TRELLO_KEY",
    "TRELLO_TOKEN",
];

const FILES: [(&str, &str); 5] = [
    ("github", ".github/workflows/status.yml"),
    ("gitlab", ".gitlab-ci.yml"),
    ("forgejo", ".forgejo/workflows/status.yml"),
    ("woodpecker", ".woodpecker/status.yml"),
    ("cron", "status.cron"),
];

/// The file for a CI, of a site that has real mirrors or none yet.
fn written(site: &Site, ci: &str) -> String {
    let path = FILES.iter().find(|(name, _)| *name == ci).expect("a CI").1;
    site.expect(&format!("init --ci {ci}"), 0);
    let text = site.read(path);
    assert!(
        !text.contains("{{version") && !text.contains("{{p") && !text.contains("{{s"),
        "{text}"
    );
    text
}

fn with_mirrors() -> Site {
    let site = Site::new();
    site.write("stillup.toml", MIRRORS);
    site
}

fn yaml(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn each_publishes_and_verifies_with_the_secrets_that_its_mirrors_need() {
    for (ci, _) in FILES {
        let text = written(&with_mirrors(), ci);
        let (publish, verify) = (
            text.rfind("publish").expect(ci),
            text.rfind("verify").expect(ci),
        );
        assert!(publish < verify, "{text}");
        for secret in SECRETS {
            assert!(text.contains(secret), "{ci}: {secret}\n{text}");
        }
        assert!(
            !text.contains("AWS_SECRET_ACCESS_KEY"),
            "it has another name here"
        );
        let none = written(&Site::new(), ci);
        for secret in SECRETS {
            assert!(!none.contains(secret), "{ci}: {secret}");
        }
    }
}

#[test]
fn steps_hand_secrets_on_by_name_and_rights_are_few() {
    let github = yaml(&written(&with_mirrors(), "github"));
    assert_eq!(
        github["permissions"],
        serde_json::json!({ "contents": "read" })
    );
    assert_eq!(github["concurrency"]["cancel-in-progress"], false);
    let steps = github["jobs"]["publish"]["steps"]
        .as_array()
        .expect("steps");
    let step = |run: &str| {
        steps
            .iter()
            .find(|step| step["run"] == run)
            .expect("a step")
    };
    let env = step("stillup publish")["env"].as_object().expect("secrets");
    assert_eq!(env.keys().collect::<Vec<_>>(), SECRETS);
    assert_eq!(env["OUR_KEY"], "${{ secrets.OUR_KEY }}");
    assert!(
        step("stillup verify")["env"].is_null(),
        "whoever looks needs no key"
    );
    let pages = yaml(&written(&Site::new(), "github"));
    assert_eq!(pages["permissions"]["pages"], "write");

    let woodpecker = yaml(&written(&with_mirrors(), "woodpecker"));
    let environment = &woodpecker["steps"][0]["environment"];
    assert_eq!(environment["PUT_TOKEN"]["from_secret"], "PUT_TOKEN");
    let forgejo = yaml(&written(&with_mirrors(), "forgejo"));
    assert_eq!(forgejo["jobs"]["publish"]["container"]["image"], "rust:1");
    let gitlab = yaml(&written(&with_mirrors(), "gitlab"));
    assert_eq!(gitlab["status page"]["resource_group"], "status-page");
}

#[test]
fn a_timer_that_is_slow_gets_a_slower_heartbeat_and_what_is_there_stays() {
    for (ci, every) in [
        ("github", "6h"),
        ("gitlab", "1h"),
        ("woodpecker", "30m"),
        ("cron", "30m"),
    ] {
        let site = Site::new();
        std::fs::remove_file(site.path("stillup.toml")).expect("gone");
        written(&site, ci);
        let text = site.read("stillup.toml");
        assert!(
            text.contains(&format!("publish_every = \"{every}\"")),
            "{text}"
        );
    }
    let site = with_mirrors();
    site.write("status.cron", "# mine\n");
    assert_eq!(written(&site, "cron"), "# mine\n");
}
