//! Our own API read back gives the same incidents, as far as version 2 can say them.

use crate::site::{assert_sound, build, import, now, put};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const SETTINGS: &str = "\
[site]
title = \"Acme: \\\"Status\\\"\"
address = \"https://status.acme.example\"
timezone = \"Europe/Berlin\"

[[group]]
id = \"core\"
title = \"Core\"

[[component]]
id = \"api\"
title = \"API\"
group = \"core\"
since = 2024-03-01

[[component]]
id = \"web.app\"
title = \"Web & app\"
group = \"core\"
description = \"In the browser\"

[[component]]
id = \"mail\"
title = \"API\"
only_show_if_degraded = true
";

/// What a heading may say of components.
fn braces() -> impl Strategy<Value = String> {
    let status = prop::sample::select(vec![
        "operational",
        "degraded_performance",
        "partial_outage",
        "major_outage",
        "under_maintenance",
    ]);
    let component = prop::sample::subsequence(vec!["api", "web.app", "mail"], 0..=3);
    (component, prop::collection::vec(status, 3)).prop_map(|(components, statuses)| {
        let pairs: Vec<String> = components
            .iter()
            .zip(statuses)
            .map(|(it, status)| format!("{it}={status}"))
            .collect();
        match pairs.is_empty() {
            true => String::new(),
            false => format!(" {{{}}}", pairs.join(" ")),
        }
    })
}

/// Texts whose words version 2 can say.
fn words() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "",
        "We look into it.",
        "Line one\\\nline two\n\nAnother paragraph.",
        "- one\n- two",
        "1 < 2 & \"so on\": [x] #5",
        "See [here](https://x.example/a_b).",
        "**Resolved** is a word, 2026-11-20 14:05 UTC - resolved is not.",
        "Ein Wort für <b>alle</b>",
    ])
    .prop_map(str::to_owned)
}

fn title() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "API: \"502\" for all",
        "Slow #5 #",
        "Ärger & <b>Not</b>",
        "- dash",
        "2026",
    ])
    .prop_map(str::to_owned)
}

/// Minutes between updates, and seconds.
fn steps(most: usize) -> impl Strategy<Value = Vec<(i64, usize, String, String)>> {
    prop::collection::vec((1..5000_i64, 0..5_usize, braces(), words()), 1..=most)
}

fn incident() -> impl Strategy<Value = String> {
    let front = prop::sample::select(vec![
        "",
        "impact: critical\n",
        "impact: minor\ncomponents: [api]\n",
        "first_seen: 2025-01-01 10:00 UTC\n",
    ]);
    (title(), words(), front, 0..900_i64, steps(6)).prop_map(
        |(title, summary, front, day, steps)| {
            let mut at = now() - chrono::TimeDelta::days(day) - chrono::TimeDelta::days(30);
            let mut text = format!("---\n{front}---\n# {title}\n\n{summary}\n");
            for (count, (seconds, said, braces, words)) in steps.into_iter().enumerate() {
                at += chrono::TimeDelta::seconds(seconds);
                let said = [
                    "investigating",
                    "identified",
                    "monitoring",
                    "resolved",
                    "update",
                ][if count == 0 { said % 3 } else { said }];
                text.push_str(&format!(
                    "\n## {} - {said}{braces}\n\n{words}\n",
                    at.format("%Y-%m-%d %H:%M:%S UTC")
                ));
            }
            text
        },
    )
}

fn maintenance() -> impl Strategy<Value = String> {
    (title(), words(), -20..60_i64, 1..300_i64, 0..4_usize, words()).prop_map(|(title, summary, day, minutes, told, words)| {
        let start = now() - chrono::TimeDelta::days(day) - chrono::TimeDelta::minutes(90);
        let time = |minutes: i64| (start + chrono::TimeDelta::minutes(minutes)).format("%Y-%m-%d %H:%M UTC").to_string();
        let mut text = format!("---\nscheduled: {}\nfor: {minutes}m\ncomponents: [mail, api]\n---\n# {title}\n\n{summary}\n", time(0));
        let said = [(-5000, "scheduled"), (3, "in_progress"), (minutes + 5, "completed")];
        let past = |minutes: i64| start + chrono::TimeDelta::minutes(minutes) <= now();
        for (minutes, said) in said.iter().take(told).filter(|(minutes, _)| past(*minutes)) {
            text.push_str(&format!("\n## {} - {said}\n\n{words}\n", time(*minutes)));
        }
        text
    })
}

/// What version 2 says of a built site, but for its age and the page's own id.
fn said(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Value> {
    let lists = [
        "api/v2/incidents.json",
        "api/v2/scheduled-maintenances.json",
        "api/v2/components.json",
    ];
    let mut all = BTreeMap::new();
    for path in lists {
        let mut document: Value = serde_json::from_slice(&files[path]).expect("JSON");
        let name = document["page"]["name"].take();
        document.as_object_mut().expect("an object").remove("page");
        forget(&mut document);
        all.insert(path.to_owned(), document);
        all.insert("name".to_owned(), name);
    }
    all
}

/// Leaves out what only the site's lineage decides.
fn forget(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.remove("page_id");
            map.values_mut().for_each(forget);
        }
        Value::Array(list) => list.iter_mut().for_each(forget),
        _ => {}
    }
}

fn site(root: &Path, incidents: &[String]) {
    let mut files = BTreeMap::from([("stillup.toml".to_owned(), SETTINGS.as_bytes().to_vec())]);
    for (at, text) in incidents.iter().enumerate() {
        files.insert(format!("incidents/n-{at}.md"), text.clone().into_bytes());
    }
    put(root, &files);
    std::fs::create_dir_all(root.join("incidents")).expect("a folder");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn our_own_api_comes_back(
        incidents in prop::collection::vec(incident(), 0..4),
        maintenance in prop::collection::vec(maintenance(), 0..3),
    ) {
        let (one, other, api) = (tempfile::tempdir()?, tempfile::tempdir()?, tempfile::tempdir()?);
        site(one.path(), &[incidents, maintenance].concat());
        let before = build(one.path());
        put(api.path(), &before);
        let problems = import("statuspage", api.path(), &[], other.path()).expect("our own API");
        prop_assert!(problems.is_empty(), "{:?}", problems);
        let after = assert_sound(other.path());
        let (before, after) = (said(&before), said(&after));
        for (path, expected) in &before {
            let (expected, found) = (format!("{expected:#}"), format!("{:#}", after[path]));
            let changes = similar::TextDiff::from_lines(&expected, &found);
            prop_assert!(expected == found, "{}", changes.unified_diff());
        }
        // What is imported once more changes nothing, also into the site it came from.
        let there = crate::site::files(other.path());
        import("statuspage", api.path(), &[], other.path()).expect("our own API");
        prop_assert_eq!(there, crate::site::files(other.path()));
        let own = crate::site::files(one.path());
        import("statuspage", api.path(), &[], one.path()).expect("our own API");
        prop_assert_eq!(own, crate::site::files(one.path()));
    }
}
