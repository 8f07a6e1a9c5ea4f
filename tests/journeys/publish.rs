//! Publishing to three copies.

use crate::site::{Site, files, free_ports, written};
use serde_json::Value;
use std::time::Duration;

const API: &str = "incidents/2026-11-20-api.md";

#[test]
fn all_copies_carry_the_same_bytes() {
    let site = Site::new();
    site.expect("publish", 0);
    let bytes = |mirror: &str| {
        let files = files(&site.path(mirror));
        let shared = files.into_iter().filter(|(path, _)| {
            !path.starts_with(".stillup/")
                && !["404.html", "robots.txt", "_headers"].contains(&path.as_str())
        });
        shared
            .map(|(path, (bytes, _))| (path, bytes))
            .collect::<Vec<_>>()
    };
    assert_eq!(bytes("public/one"), bytes("public/two"));
    assert_eq!(bytes("public/one"), bytes("public/three"));
    assert!(
        site.read("public/one/index.html")
            .contains("API: requests fail")
    );
}

#[test]
fn publishing_again_touches_no_file() {
    let site = Site::new();
    site.expect("publish", 0);
    let before = files(&site.path("public"));
    let ran = site.expect("publish --now 2026-11-20T14:31:00Z", 0);
    assert_eq!(files(&site.path("public")), before);
    assert!(
        ran.talk
            .starts_with("one    unchanged\ntwo    unchanged\nthree  unchanged\nnothing new since"),
        "{}",
        ran.talk
    );
    let plan = site.expect("plan --now 2026-11-20T14:31:00Z", 0);
    assert!(
        plan.data.starts_with("one: nothing to do; "),
        "{}",
        plan.data
    );
}

/// Publishes, and tells which files readers and publishers find new or different.
fn published(site: &Site, now: &str) -> Vec<String> {
    let before = files(&site.path("public/one"));
    site.expect(&format!("publish --only one --now {now}"), 0);
    written(&before, &files(&site.path("public/one")))
}

#[test]
fn one_update_writes_few_files_whatever_the_history() {
    let site = Site::new();
    for number in 0..300 {
        let (year, month, day) = (
            2023 + number / 144,
            1 + number / 12 % 12,
            1 + number % 12 * 2,
        );
        let day = format!("{year}-{month:02}-{day:02}");
        let text = format!(
            "# Slow\n\n## {day} 08:00 UTC - investigating {{api=degraded_performance}}\n\nSlow.\n\n\
             ## {day} 09:00 UTC - resolved {{api=operational}}\n\nFast.\n"
        );
        site.write(&format!("incidents/{day}-slow.md"), &text);
    }
    site.append(API, "\n## 2026-11-20 16:00 UTC - resolved\n\nFixed.\n");
    // Midnight comes before the update, so that the new day's files are not counted with it.
    site.expect("publish --only one --now 2026-12-02T00:10:00Z", 0);
    let new = "incidents/2026-12-02-web.md";
    let steps = [
        ("10:00", "investigating {web=partial_outage}", 1),
        ("10:10", "identified", 1),
        ("10:20", "monitoring {api=degraded_performance}", 2),
        ("10:30", "resolved", 2),
    ];
    site.write(new, "# The first of its month\n");
    for (at, heading, affected) in steps {
        site.append(
            new,
            &format!("\n## 2026-12-02 {at} UTC - {heading}\n\nWords.\n"),
        );
        let written = published(&site, &format!("2026-12-02T{at}:30Z"));
        assert!(
            written.len() <= 25 + 6 * affected,
            "{heading}: {} {written:#?}",
            written.len()
        );
        let old = |path: &String| path.contains("202") && !path.contains("2026-1");
        assert!(!written.iter().any(old), "{heading}: {written:#?}");
        let mut sources = written.clone();
        sources.retain(|path| path.starts_with("stillup/source/"));
        assert_eq!(sources, ["stillup/source/2026-12.tar.gz"], "{heading}");
    }
}

#[test]
fn a_further_language_writes_what_has_words_once_more_and_nothing_else() {
    let site = Site::new();
    let settings = std::fs::read_to_string(site.path("stillup.toml")).expect("it is there");
    site.write(
        "stillup.toml",
        &settings.replace("[site]\n", "[site]\nlanguages = [\"en\", \"de\", \"ar\"]\n"),
    );
    site.append(API, "\n## 2026-11-20 16:00 UTC - resolved\n\nFixed.\n");
    site.expect("publish --only one --now 2026-12-02T00:10:00Z", 0);
    let new = "incidents/2026-12-02-web.md";
    site.write(new, "# The first of its month\n");
    for (at, heading, affected) in [
        ("10:00", "investigating {web=partial_outage}", 1),
        ("10:20", "monitoring {api=degraded_performance}", 2),
        ("10:30", "resolved", 2),
    ] {
        site.append(
            new,
            &format!("\n## 2026-12-02 {at} UTC - {heading}\n\nWords.\n"),
        );
        let written = published(&site, &format!("2026-12-02T{at}:30Z"));
        let of = |folder: &str| -> Vec<String> {
            let paths = written.iter().filter_map(|path| path.strip_prefix(folder));
            paths.map(str::to_owned).collect()
        };
        let (german, arabic) = (of("de/"), of("ar/"));
        let first = written.len() - german.len() - arabic.len();
        assert!(
            first <= 25 + 6 * affected,
            "{heading}: {first} {written:#?}"
        );
        // The picture's letters are not those of Arabic: there it changes with shape and colour alone.
        let drawn = |paths: &[String]| paths.iter().any(|path| path == "preview.png");
        assert!(drawn(&german), "{heading}");
        let but_picture = german.iter().filter(|path| *path != "preview.png");
        let rest = arabic.iter().filter(|path| *path != "preview.png");
        assert!(but_picture.eq(rest), "{heading}: {arabic:?}");
        // Whatever has words: pages, feeds and the picture, each beside that of the first language.
        let words = |path: &&String| {
            let (_, ending) = path.rsplit_once('.').unwrap_or_default();
            let feed =
                ["html", "atom", "rss", "png"].contains(&ending) || path.ends_with("feed.json");
            feed && !path.starts_with("de/") && !path.starts_with("ar/")
        };
        let once: Vec<String> = written.iter().filter(words).cloned().collect();
        assert_eq!(german, once, "{heading}");
        assert!(
            written.len() <= 25 + 6 * affected + 2 * (german.len()),
            "{heading}: {}",
            written.len()
        );
    }
}

#[test]
fn a_heartbeat_rewrites_only_what_carries_its_age() {
    let site = Site::new();
    site.expect("publish", 0);
    let before = files(&site.path("public/one"));
    let ran = site.expect("publish --now 2026-11-20T15:05:00Z", 0);
    assert!(ran.talk.contains("only renews the age"), "{}", ran.talk);
    let mut written = written(&before, &files(&site.path("public/one")));
    written.retain(|path| !path.starts_with("stillup/manifest/"));
    assert_eq!(
        written,
        [
            ".stillup/marker.json",
            "api/v2/status.json",
            "api/v2/summary.json",
            "embed.html",
            "generation.json",
            "incidents/2026-11-20-api.html",
            "index.html",
            "status.json",
        ]
    );
}

#[test]
fn one_broken_mirror_leaves_the_others_alone() {
    let site = Site::new();
    site.write("public/two", "a file, not a folder");
    let ran = site.expect("publish", 3);
    assert!(
        ran.talk
            .starts_with("error: mirror `two`: `public/two` is a file, not a folder\n"),
        "{}",
        ran.talk
    );
    assert!(
        site.path("public/one/index.html").exists()
            && site.path("public/three/index.html").exists()
    );
    site.expect("publish --quorum 2", 0);
    let receipt: Value =
        serde_json::from_str(&site.expect("publish --json --quiet", 3).data).expect("JSON");
    let outcomes: Vec<&str> = receipt["mirrors"]
        .as_array()
        .expect("mirrors")
        .iter()
        .filter_map(|mirror| mirror["outcome"].as_str())
        .collect();
    assert_eq!(outcomes, ["unchanged", "unchanged", "failed"]);

    std::fs::remove_file(site.path("public/two")).expect("gone");
    site.expect("publish", 0);
    assert_eq!(
        site.read("public/two/generation.json"),
        site.read("public/one/generation.json")
    );
}

#[test]
fn nothing_is_called_published_that_no_mirror_took() {
    let site = Site::new();
    for mirror in ["one", "two", "three"] {
        site.write(&format!("public/{mirror}/mine.txt"), "not stillup's");
    }
    let ran = site.expect("publish", 3);
    assert!(
        ran.talk
            .ends_with("no mirror took it: nothing was published\n"),
        "{}",
        ran.talk
    );
    site.expect("publish --adopt", 0);
}

#[test]
fn a_broken_incident_stops_no_other() {
    let site = Site::new();
    site.append(
        API,
        "\n## 2026-11-20 14:20 UTC - identified {databse=partial_outage}\n\nMore.\n",
    );
    let refused = site.expect("publish --strict", 1);
    assert!(
        refused.talk.contains("nothing was published"),
        "{}",
        refused.talk
    );
    assert!(!site.path("public/one").exists());
    let ran = site.expect("publish", 1);
    assert!(
        ran.talk.contains("unknown component `databse`"),
        "{}",
        ran.talk
    );
    assert!(
        site.read("public/one/index.html")
            .contains("API: requests fail")
    );
}

#[test]
fn a_mirror_nobody_configured_is_asked_about() {
    let site = Site::new();
    let ran = site.expect("publish --only tow", 2);
    let expected = "error: there is no mirror `tow`\nhint: did you mean `two`?\n";
    assert!(ran.talk.starts_with(expected), "{}", ran.talk);
    site.expect("publish --only two", 0);
    assert!(site.path("public/two").exists() && !site.path("public/one").exists());
}

#[test]
fn a_clock_that_is_behind_is_a_finding_and_no_reason_to_refuse() {
    let site = Site::new();
    site.expect("publish --now 2026-11-20T16:00:00Z", 0);
    site.append(
        API,
        "\n## 2026-11-20 14:20 UTC - identified\n\nA bad push.\n",
    );
    let ran = site.expect("publish", 4);
    assert!(
        ran.talk
            .contains("the clock here is 90 minutes behind a copy's"),
        "{}",
        ran.talk
    );
    assert!(site.read("public/one/index.html").contains("A bad push."));
}

#[test]
fn a_publisher_killed_at_any_moment_leaves_every_copy_whole() {
    let site = Site::new();
    site.expect("publish", 0);
    std::fs::create_dir_all(site.path("public/real")).expect("a folder");
    let config = site
        .read("stillup.toml")
        .replace("public/two", "public/real");
    site.write("stillup.toml", &config);
    site.expect("publish", 0);
    for kill in 0..30_u64 {
        let minute = 10 + kill;
        site.append(
            API,
            &format!("\n## 2026-11-20 15:{minute} UTC - update\n\nNumber {kill}.\n"),
        );
        let mut child = site
            .command(&format!("publish --quiet --now 2026-11-20T15:{minute}:30Z"))
            .spawn()
            .expect("it starts");
        std::thread::sleep(Duration::from_millis(kill * 7 % 160));
        let _ = child.kill();
        child.wait().expect("it ended");
        for mirror in ["one", "real", "three"] {
            let home = site.read(&format!("public/{mirror}/index.html"));
            assert!(
                home.ends_with("</html>\n"),
                "kill {kill}: the home page of `{mirror}` is cut"
            );
        }
    }
    site.expect("publish --now 2026-11-20T16:30:00Z", 0);
    let (one, real) = (
        files(&site.path("public/one")),
        files(&site.path("public/real")),
    );
    let pages = |files: &std::collections::BTreeMap<String, (Vec<u8>, std::time::SystemTime)>| {
        let pages = files.iter().filter(|(path, _)| {
            !path.starts_with(".stillup/")
                && !path.starts_with("stillup/manifest/")
                && *path != "404.html"
        });
        pages
            .map(|(path, (bytes, _))| (path.clone(), bytes.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(pages(&one), pages(&real));
    assert!(site.read("public/real/index.html").contains("Number 29."));
}

#[test]
fn many_publishers_at_once_leave_one_whole_newest_copy() {
    let site = Site::new();
    let children: Vec<_> = (0..6)
        .map(|number| {
            site.command(&format!(
                "publish --quiet --now 2026-11-20T15:0{number}:00Z"
            ))
            .spawn()
            .expect("it starts")
        })
        .collect();
    for mut child in children {
        let code = child.wait().expect("it ends").code();
        assert!(matches!(code, Some(0 | 4)), "{code:?}");
    }
    site.expect("publish --now 2026-11-20T15:06:00Z", 0);
    let heads: Vec<String> = ["one", "two", "three"]
        .iter()
        .map(|mirror| site.read(&format!("public/{mirror}/generation.json")))
        .collect();
    assert!(heads[0] == heads[1] && heads[1] == heads[2]);
}

#[test]
fn the_demo_publishes_serves_verifies_and_leaves() {
    let site = Site::new();
    let port = free_ports(3);
    let ran = site.expect(&format!("demo --once --port-base {port}"), 0);
    for line in ran.data.lines().skip(1) {
        assert!(line.contains("  fresh  "), "{}", ran.data);
    }
    assert_eq!(ran.data.lines().count(), 4);
}

#[test]
fn the_demo_takes_a_copy_down_and_brings_it_back() {
    let site = Site::new();
    let port = free_ports(3);
    let ran = site.typing(
        &format!("demo --port-base {port}"),
        "two\nverify\ntwo\nverify\ntoo\nquit\n",
    );
    let states: Vec<&str> = ran
        .data
        .lines()
        .filter(|line| line.starts_with("two"))
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    assert_eq!(
        states,
        ["fresh", "unreachable", "fresh"],
        "{}{}",
        ran.data,
        ran.talk
    );
    assert!(
        ran.talk.contains("hint: type two, `verify` or `quit`"),
        "{}",
        ran.talk
    );
}
