//! Front matter, maintenance and notices.

use super::{good, mark, read, read_as, told, with, with_scope};
use crate::format::{duration, duration_words, parse};
use crate::model::{Impact, Incident, Kind, Notice, Window};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

fn utc(time: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(time)
        .expect("a time")
        .with_timezone(&Utc)
}

/// An incident or maintenance with this front matter and one update.
fn text(front: &str) -> String {
    format!(
        "---\n{front}\n---\n{}",
        with("## 2026-11-20 14:05 UTC - update")
    )
}

fn window(incident: &Incident) -> &Window {
    match &incident.kind {
        Kind::Maintenance(window) => window,
        other => panic!("{other:?}"),
    }
}

/// The window of a good maintenance, in a site of Berlin.
fn good_window(front: &str) -> Window {
    let (incident, problems) = read_as(
        Tz::Europe__Berlin,
        "case",
        &format!("---\n{front}\n---\n# Title\n"),
    );
    assert_eq!(told(&problems), Vec::<String>::new(), "{front}");
    window(&incident).clone()
}

#[test]
fn every_key_is_read_in_yaml_and_toml() {
    let yaml = good(&text(
        "impact: Major\ncomponents: [api, web=down]\naliases: [/old/path.html, x/]\ntags: [net]\nauthors: ada\nlang: de\n\
         next_update: 30m\nfirst_seen: 2026-11-20 13:50 UTC\npostmortem: reports/1.html\nupstream: https://status.dns.example/1",
    ));
    let toml = good(&format!(
        "+++\nimpact = \"major\"\ncomponents = [\"api\", \"web=down\"]\naliases = [\"/old/path.html\", \"x/\"]\ntags = [\"net\"]\n\
         authors = \"ada\"\nlang = \"de\"\nnext_update = \"30m\"\nfirst_seen = 2026-11-20T13:50:00Z\npostmortem = \"reports/1.html\"\n\
         upstream = \"https://status.dns.example/1\"\n+++\n{}",
        with("## 2026-11-20 14:05 UTC - update")
    ));
    for incident in [yaml, toml] {
        assert_eq!(incident.impact, Some(Impact::Major));
        assert_eq!(
            incident.components.iter().map(mark).collect::<Vec<_>>(),
            ["api", "web=major_outage"]
        );
        assert_eq!(incident.aliases, ["old/path.html", "x/"]);
        assert_eq!(
            (incident.tags.as_slice(), incident.authors.as_slice()),
            (&["net".to_owned()][..], &["ada".to_owned()][..])
        );
        assert_eq!(incident.lang.as_deref(), Some("de"));
        assert_eq!(incident.next_update, Some(utc("2026-11-20T14:35:00Z")));
        assert_eq!(incident.first_seen, Some(utc("2026-11-20T13:50:00Z")));
        assert_eq!(incident.postmortem.as_deref(), Some("reports/1.html"));
        assert_eq!(
            incident.upstream.as_deref(),
            Some("https://status.dns.example/1")
        );
    }
}

#[test]
fn components_may_be_a_list_a_map_or_words() {
    for front in [
        "components: [core, mail=degraded]",
        "components:\n  core:\n  mail: Degraded Performance",
        "components:\n  - core\n  - mail: degraded",
        "components: core, mail=degraded",
        "components: \"core mail: degraded\"",
    ] {
        let marks = good(&text(front)).components;
        assert_eq!(
            marks.iter().map(mark).collect::<Vec<_>>(),
            ["api", "web", "mail=degraded_performance"],
            "{front}"
        );
    }
    let (_, problems) = read(&text("components:\n  - \"a\\x70x\"\n  - api: [down]"));
    assert_eq!(
        told(&problems),
        [
            "unknown-component: unknown component `apx` [\"a\\x70x\"] did you mean `api`?",
            "wrong-type: `api` wants one status [api] write `operational`, `degraded_performance`, `partial_outage`, \
             `major_outage` or `under_maintenance`",
        ]
    );
}

#[test]
fn slips_in_front_matter_are_told_at_their_place() {
    for (front, problem) in [
        (
            "impcat: minor",
            "unknown-key: unknown key `impcat` [impcat] did you mean `impact`?",
        ),
        (
            "severity: 1",
            "unknown-key: unknown key `severity` [severity] leave it out, or write it as text below the title",
        ),
        (
            "impact: huge",
            "unknown-impact: unknown impact `huge` [huge] write `none`, `minor`, `major` or `critical`",
        ),
        (
            "impact: crtical",
            "unknown-impact: unknown impact `crtical` [crtical] did you mean `critical`?",
        ),
        (
            "kind: notce",
            "unknown-kind: unknown kind `notce` [notce] did you mean `notice`?",
        ),
        (
            "auto: maybe\nscheduled: 2026-11-27 22:00 UTC\nfor: 1h",
            "wrong-type: `auto` wants `true` or `false` [maybe] write `auto: true`",
        ),
        (
            "tags: [[a]]",
            "wrong-type: `tags` wants a list of values [[a] write it like `tags: [one, two]`",
        ),
        (
            "lang: [de]",
            "wrong-type: `lang` wants one value [[de] write it like `lang: en`",
        ),
        (
            "lang: fr",
            "unknown-language: `fr` is not among the site's languages [fr] write one of `en`, `de`",
        ),
        (
            "aliases: ../x",
            "bad-alias: `../x` is not a path of this site [../x] write it like `incidents/old-name.html`",
        ),
        (
            "upstream: status.example",
            "bad-address: `status.example` is not a web address [status.example] write it with `https://`",
        ),
        (
            "postmortem: javascript:x",
            "bad-address: `javascript:x` is neither a path nor a web address [javascript:x] write a path, or an address with `https://`",
        ),
        (
            "impact: minor\nimpact: major",
            "duplicate-key: `impact` is there twice, and the first counts [impact] leave one of them out",
        ),
        (
            "for: 90m",
            "misplaced-key: `for` is for a maintenance [90m] leave it out, or write `kind: maintenance`",
        ),
        (
            "pin: true",
            "misplaced-key: `pin` is for a notice [true] leave it out, or write `kind: notice`",
        ),
        (
            "title: Other",
            "two-titles: there is a title in the heading too, and that one counts [Other] leave `title` out",
        ),
        (
            "next_update: soon",
            "unreadable-time: cannot read the time `soon` [soon] write it like `2026-11-20 14:05 UTC`",
        ),
        (
            "first_seen: 2026-11-20 15:00 UTC",
            "late-first-seen: `first_seen` is after the first update [2026-11-20 15:00 UTC] leave it out, or write when the fault began",
        ),
    ] {
        let (incident, problems) = read(&text(front));
        assert_eq!(told(&problems), [problem], "{front}");
        assert_eq!(
            (incident.title.as_str(), incident.updates.len()),
            ("Title", 1)
        );
    }
}

#[test]
fn empty_values_are_as_if_not_there_and_a_title_stands_in() {
    good(&text("impact:\nuntil:\ntags: []\ncomponents:"));
    good("---\n---\n# Title\n\n## 2026-11-20 14:05 UTC\n");
    assert_eq!(
        good("---\ntitle: \"API: down\"\n---\n\n## 2026-11-20 14:05 UTC\n").title,
        "API: down"
    );
}

#[test]
fn a_draft_is_nothing_at_all() {
    let read = |text: &str| {
        with_scope(Tz::UTC, |scope| {
            parse("case", "incidents/case.md", text, scope)
        })
    };
    assert_eq!(
        read("---\ndraft: true\nimpcat: x\n---\n"),
        (None, Vec::new())
    );
    assert!(read("---\ndraft: no\n---\n# T\n").0.is_some());
}

#[test]
fn promises_and_beginnings_lean_on_the_updates() {
    let with = |front: &str| {
        let (incident, problems) = read_as(Tz::Europe__Berlin, "case", &text(front));
        assert_eq!(told(&problems), Vec::<String>::new(), "{front}");
        (incident.next_update, incident.first_seen)
    };
    assert_eq!(with("next_update: 1h").0, Some(utc("2026-11-20T15:05:00Z")));
    assert_eq!(
        with("next_update: +90 minutes").0,
        Some(utc("2026-11-20T15:35:00Z"))
    );
    assert_eq!(
        with("next_update: 13:00").0,
        Some(utc("2026-11-21T13:00:00Z"))
    );
    assert_eq!(
        with("next_update: 2026-11-20 16:00").0,
        Some(utc("2026-11-20T15:00:00Z"))
    );
    assert_eq!(
        with("first_seen: 13:50").1,
        Some(utc("2026-11-20T13:50:00Z"))
    );
    assert_eq!(
        with("first_seen: 23:50").1,
        Some(utc("2026-11-19T23:50:00Z"))
    );
}

#[test]
fn a_window_ends_by_until_or_for() {
    let minutes = |front: &str| {
        good_window(&format!("scheduled: 2026-11-27 22:00 UTC\n{front}"))
            .length
            .num_minutes()
    };
    assert_eq!(minutes("for: 90m"), 90);
    assert_eq!(minutes("until: 2026-11-27 23:30 UTC"), 90);
    assert_eq!(minutes("until: 23:30"), 90);
    assert_eq!(minutes("until: 01:00"), 180);
    assert_eq!(minutes("until: 22:00"), 1440);
    assert_eq!(minutes("until: +90m"), 90);
    assert_eq!(minutes("until: 2026-11-27 23:30"), 30);
    assert_eq!(minutes("until: 23:30\nfor: 1h30m"), 90);
    assert_eq!(minutes("until: 2026-11-27"), 60);
    let day = good_window("scheduled: 2026-11-27\nuntil: 2026-11-28");
    assert_eq!(
        (day.start, day.length),
        (utc("2026-11-26T23:00:00Z"), TimeDelta::days(2))
    );
    assert_eq!(
        good_window("scheduled: 2026-10-25\nuntil: 2026-10-25").length,
        TimeDelta::hours(25)
    );
    let zone = good_window("scheduled: 2026-11-27 22:00 America/New_York\nuntil: 23:30");
    assert_eq!(
        (zone.zone, zone.length),
        (Tz::America__New_York, TimeDelta::minutes(90))
    );
    assert_eq!(
        good_window("scheduled: 2026-11-27 22:00 +01:00\nfor: 1h").zone,
        Tz::Etc__GMTMinus1
    );
    assert!(good_window("scheduled: 2026-11-27 22:00\nfor: 1h").auto);
    assert!(!good_window("scheduled: 2026-11-27 22:00\nfor: 1h\nauto: no").auto);
}

#[test]
fn slips_of_a_window_are_told_and_it_never_completes_by_a_guess() {
    let start = "scheduled: 2026-11-27 22:00 UTC";
    for (front, problem, auto) in [
        (start.to_owned(), "no-end: the maintenance has no end [2026-11-27 22:00 UTC] write `for: 90m` in the front matter".to_owned(), true),
        (format!("{start}\nfor: soon"), "unreadable-duration: cannot read the duration `soon` [soon] write it like `90m` or `1h30m`".into(), true),
        (
            format!("{start}\nuntil: 2026-11-27 21:00 UTC"),
            "ends-before-start: the maintenance ends before it starts [2026-11-27 21:00 UTC] write `for: 90m` instead".into(),
            true,
        ),
        (format!("{start}\nuntil: 23:30\nfor: 1h"), "two-ends: `until` and `for` disagree, and `until` counts [1h] leave one of them out".into(), true),
        (
            "scheduled: soon\nfor: 1h".into(),
            "unreadable-time: cannot read the time `soon` [soon] write it like `2026-11-20 14:05 UTC`".into(),
            false,
        ),
        (
            "kind: maintenance\nfor: 1h".into(),
            "no-window: the maintenance has no `scheduled` [] write `scheduled: 2026-11-27 22:00 UTC` in the front matter".into(),
            false,
        ),
        (
            format!("{start}\nfor: 1h\nexcept: [2026-12-04]"),
            "misplaced-key: `except` without `repeat` [except] write `repeat: FREQ=WEEKLY` too".into(),
            true,
        ),
    ] {
        let (incident, problems) = read(&text(&front));
        assert_eq!(told(&problems), [problem], "{front}");
        assert_eq!(window(&incident).auto, auto, "{front}");
        assert!(window(&incident).length > TimeDelta::zero());
    }
    // With nothing to go by it changes no status.
    let (incident, problems) = read("---\nscheduled: soon\nfor: 1h\n---\n# Title\n");
    assert_eq!(
        (incident.kind, problems.len()),
        (Kind::Notice(Notice::default()), 1)
    );
}

#[test]
fn a_repetition_is_checked_and_its_text_kept() {
    let window = good_window(
        "scheduled: 2026-11-29 22:00\nfor: 1h\nrepeat: \"rrule:freq=weekly;byday=su\"\nexcept: [2026-12-06, 2026-12-13 22:00, 2026-12-20 21:00 UTC]",
    );
    let repeat = window.repeat.expect("a repetition");
    assert_eq!(repeat.rule, "FREQ=WEEKLY;BYDAY=SU");
    assert_eq!(
        repeat
            .except_days
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["2026-12-06"]
    );
    assert_eq!(
        repeat.except,
        [utc("2026-12-13T21:00:00Z"), utc("2026-12-20T21:00:00Z")]
    );
    for rule in [
        "FREQ=MONTHLY;BYDAY=1SU;UNTIL=20271231T000000Z",
        "FREQ=MONTHLY;BYDAY=-1MO",
        "FREQ=DAILY;INTERVAL=2;COUNT=5",
    ] {
        assert!(
            good_window(&format!(
                "scheduled: 2026-11-29 22:00\nfor: 1h\nrepeat: {rule}"
            ))
            .repeat
            .is_some()
        );
    }
    for rule in [
        "every sunday",
        "FREQ=WEEKLI",
        "BYDAY=SU",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYHOUR=1,2",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY\nDTSTART:20200101",
    ] {
        let (incident, problems) = read(&format!(
            "---\nscheduled: 2026-11-29 22:00\nfor: 1h\nrepeat: {rule:?}\n---\n# Title\n"
        ));
        assert_eq!(problems.len(), 1, "{rule}");
        assert_eq!(
            (problems[0].code, problems[0].why.is_some()),
            ("unreadable-repeat", true),
            "{rule}"
        );
        assert_eq!(window_of(&incident).repeat, None);
    }
    let (_, problems) = read(
        "---\nscheduled: 2026-11-29 22:00 +05:30\nfor: 1h\nrepeat: FREQ=DAILY\nexcept: [22:00, x]\n---\n# Title\n",
    );
    assert_eq!(
        told(&problems),
        [
            "unknown-zone: a repetition needs a zone with a name [FREQ=DAILY] write `scheduled` with one, such as `Europe/Berlin`",
            "undated: nothing says which day `22:00` is on [22:00] write the day too, like `2026-11-20 14:05 UTC`",
            "unreadable-time: cannot read the time `x` [x] write it like `2026-11-20 14:05 UTC`",
        ]
    );
}

fn window_of(incident: &Incident) -> &Window {
    window(incident)
}

#[test]
fn a_notice_changes_no_status() {
    let (incident, problems) = read_as(
        Tz::Europe__Berlin,
        "2026-11-20-move",
        "---\nkind: notice\npin: true\nexpires: 2026-11-27\ncomponents: [mail]\n---\n# Moving\n\nSoon.\n",
    );
    assert_eq!(told(&problems), Vec::<String>::new());
    assert_eq!(
        incident.kind,
        Kind::Notice(Notice {
            pin: true,
            expires: Some(utc("2026-11-27T23:00:00Z"))
        })
    );
    assert_eq!(incident.summary, "Soon.");
    let (_, problems) = read("---\nkind: notice\n---\n# Moving\n");
    assert_eq!(
        told(&problems),
        [
            "undated: the notice has no date [] begin the file name with the day, like `2026-11-20-new-address.md`"
        ]
    );
    for (text, place) in [
        (
            "---\nkind: notice\n---\n# Moving\n\n## 2026-11-20 14:05 UTC {api=down}\n",
            "api=down",
        ),
        (
            "---\nkind: notice\ncomponents: {api: down}\n---\n# Moving\n\n## 2026-11-20 14:05 UTC\n",
            "{api: down",
        ),
    ] {
        let (incident, problems) = read(text);
        assert_eq!(incident.kind, Kind::Incident);
        assert_eq!(
            told(&problems),
            [format!(
                "notice-with-status: a notice changes no component's status, so this counts as an incident [{place}] \
                 leave the status out, or leave `kind: notice` out"
            )]
        );
    }
}

#[test]
fn durations_are_read_as_people_write_them() {
    for (written, minutes) in [
        ("90m", 90),
        ("1h30m", 90),
        ("1h 30m", 90),
        ("1 h 30 min", 90),
        ("1 hour and 30 minutes", 90),
        ("1 hour, 30 minutes", 90),
        ("1.5h", 90),
        ("2 days", 2880),
        ("1w", 10_080),
        ("PT1H30M", 90),
        ("pt90m", 90),
        ("P1DT1H", 1500),
        ("P2W", 20_160),
        ("5400s", 90),
        ("0m", 0),
    ] {
        assert_eq!(
            duration(written),
            Some(TimeDelta::minutes(minutes)),
            "{written}"
        );
    }
    for written in [
        "",
        "90",
        "m",
        "h1",
        "1h1h",
        "P1M",
        "P",
        "PT",
        "1.5",
        "1.2345h",
        "0.001m",
        "-5m",
        "5 fortnights",
        "99999999999h",
        "11000 days",
        "1h and",
    ] {
        assert_eq!(duration(written), None, "{written}");
    }
    for (seconds, words) in [
        (5400, "1h30m"),
        (0, "0m"),
        (59, "59s"),
        (172_800, "48h"),
        (3601, "1h1s"),
    ] {
        assert_eq!(duration_words(TimeDelta::seconds(seconds)), words);
        assert_eq!(duration(words), Some(TimeDelta::seconds(seconds)));
    }
}
