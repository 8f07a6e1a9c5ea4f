//! A mirror that takes only so many publishes a day: others are not held up, and the last are for words.

use crate::site::{Ran, Site};

/// As a CI does it: with nothing left of the last run.
fn publish(site: &Site, day: u32, time: &str, code: i32) -> Ran {
    let _ = std::fs::remove_dir_all(site.path(".stillup"));
    site.expect(&format!("publish --now 2026-11-{day}T{time}:00Z"), code)
}

/// What came of a mirror, as a person reads it.
fn line(ran: &Ran, mirror: &str) -> String {
    let mut lines = ran.talk.lines();
    let line = lines.find(|line| line.starts_with(&format!("{mirror} ")));
    let words = line
        .unwrap_or_else(|| panic!("{}", ran.talk))
        .split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn a_budget_is_kept_on_any_machine_with_a_reserve_for_what_has_to_be_said() {
    let site = Site::new();
    let config = site.read("stillup.toml").replace(
        "dir = { path = \"public/two\" }",
        "dir = { path = \"public/two\" }\nbudget = 4",
    );
    let config = config.replacen("[site]", "[site]\npublish_every = \"1h\"", 1);
    site.write("stillup.toml", &config);
    for (time, outcome) in [("14:30", "live"), ("15:31", "live"), ("16:32", "live")] {
        let ran = publish(&site, 20, time, 0);
        assert!(
            line(&ran, "two").starts_with(&format!("two {outcome} ")),
            "{}",
            ran.talk
        );
    }
    // The fourth is kept for words; the others renew their age, and nothing has failed.
    let ran = publish(&site, 20, "17:33", 0);
    assert_eq!(
        line(&ran, "two"),
        "two skipped budget: 3 of 4 publishes used in 24 hours, 1 kept for incidents; next 2026-11-21 14:30 UTC"
    );
    assert!(line(&ran, "one").starts_with("one live "));
    let before = site.read("public/two/generation.json");
    assert_ne!(before, site.read("public/one/generation.json"));
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 17:35 UTC - identified\n\nA bad push.\n",
    );
    let ran = publish(&site, 20, "17:40", 0);
    assert!(line(&ran, "two").starts_with("two live "), "{}", ran.talk);
    assert!(site.read("public/two/index.html").contains("A bad push."));
    // Now there is none left: words that did not get there are a failure, and told as one.
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 17:45 UTC - monitoring\n\nIt is rolled back.\n",
    );
    let ran = publish(&site, 20, "17:50", 3);
    assert_eq!(
        line(&ran, "two"),
        "two skipped budget: 4 of 4 publishes used in 24 hours; next 2026-11-21 14:30 UTC"
    );
    assert!(
        site.read("public/one/index.html")
            .contains("It is rolled back.")
    );
    let receipt: serde_json::Value =
        serde_json::from_str(&site.read(".stillup/receipt.json")).expect("JSON");
    assert_eq!(receipt["mirrors"][1]["outcome"], "skipped");
    // A day after the first there is room for one.
    let ran = publish(&site, 21, "14:31", 0);
    assert!(line(&ran, "two").starts_with("two live "), "{}", ran.talk);
    assert!(
        site.read("public/two/index.html")
            .contains("It is rolled back.")
    );
    // Whoever insists spends more.
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-21 14:32 UTC - update\n\nStill so.\n",
    );
    publish(&site, 21, "14:33", 3);
    let ran = site.expect("publish --force --now 2026-11-21T14:34:00Z", 0);
    assert!(line(&ran, "two").starts_with("two live "), "{}", ran.talk);
}
