//! A made-up site for these tests: every kind of page, and as many incidents as asked for.

use crate::model::{
    Api, Asset, Carried, Component, ComponentStatus, Dependency, Group, Incident, IncidentStatus,
    Kind, Mark, MirrorLink, Notice, Policy, Repeat, Said, Says, Settings, Site, Translation,
    Update, UptimeRules, Window,
};
use crate::render::{Edition, Theme, render};
use crate::status;
use crate::tree::{Known, Tree};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A moment: `2026-11-20 14:05`, in UTC.
pub fn time(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M")
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .and_utc()
}

/// When most of these tests look.
pub fn now() -> DateTime<Utc> {
    time("2026-11-20 14:36")
}

/// The edition of a moment.
pub fn edition(at: DateTime<Utc>) -> Edition {
    Edition {
        generation: at.timestamp_millis().unsigned_abs(),
        published_at: at,
        fresh_until: at + TimeDelta::minutes(90),
    }
}

/// The default theme as it is, in English and German.
pub fn theme() -> Arc<Theme> {
    static THEME: OnceLock<Arc<Theme>> = OnceLock::new();
    let theme = THEME.get_or_init(|| theme_in(&["en".to_owned(), "de".to_owned()]));
    Arc::clone(theme)
}

/// The default theme as it is, in these languages.
pub fn theme_in(languages: &[String]) -> Arc<Theme> {
    let theme = Theme::new("harbour", BTreeMap::new(), languages);
    Arc::new(theme.expect("the built-in theme works"))
}

/// The tree of a site at a moment.
pub fn tree(site: Site, at: DateTime<Utc>) -> Tree {
    let standing = Arc::new(status::at(&site, at));
    render(
        &Arc::new(site),
        &standing,
        &theme(),
        edition(at),
        &Known::default(),
    )
    .expect("the built-in templates print every page")
}

/// The text of a file of a tree.
pub fn text(tree: &Tree, path: &str) -> String {
    let file = tree.files.get(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes()).expect("pages are UTF-8")
}

/// A site of twelve components in four groups, with nothing wrong.
pub fn quiet() -> Site {
    let groups = [
        ("app", "Application"),
        ("data", "Data"),
        ("mail", "Mail"),
        ("edge", "Edge"),
    ];
    let components = [
        ("api", "API", "app"),
        ("web", "Web console", "app"),
        ("login", "Sign-in", "app"),
        ("jobs", "Background jobs", "app"),
        ("db", "Database", "data"),
        ("search", "Search", "data"),
        ("files", "File storage", "data"),
        ("smtp", "Outgoing mail", "mail"),
        ("inbox", "Incoming mail", "mail"),
        ("cdn", "Content delivery", "edge"),
        ("dns", "Name servers", "edge"),
        ("hooks", "Webhooks", "edge"),
    ];
    Site {
        settings: Settings {
            id: "acme".into(),
            title: "Acme".into(),
            address: "https://status.acme.example".into(),
            timezone: Tz::UTC,
            languages: vec!["en".into(), "de".into()],
            theme: "harbour".into(),
            publish_every: TimeDelta::minutes(30),
            contact: Some("mailto:help@acme.example".into()),
            homepage: Some("https://acme.example/".into()),
            keys: Vec::new(),
            worker: true,
        },
        groups: groups
            .map(|(id, title)| Group {
                id: id.into(),
                title: title.into(),
                description: None,
            })
            .into(),
        components: components
            .map(|(id, title, group)| component(id, title, Some(group)))
            .into(),
        dependencies: vec![Dependency {
            id: "cloud".into(),
            title: "Example Cloud".into(),
            status_page: Some("https://status.cloud.example/".into()),
        }],
        policy: Policy::default(),
        uptime: UptimeRules {
            target: Some(99.95),
            ..UptimeRules::default()
        },
        api: Api::default(),
        looks: crate::model::Looks::default(),
        mirrors: [
            "https://status.acme.example",
            "https://acme-status.example.net",
        ]
        .map(|address| MirrorLink {
            name: address.into(),
            address: address.into(),
        })
        .into(),
        incidents: Vec::new(),
        assets: Vec::new(),
        digest: [0; 32],
        unread: Vec::new(),
        pulled: Vec::new(),
        carried: Carried::default(),
        reported: Vec::new(),
    }
}

/// A component that exists since 2025.
pub fn component(id: &str, title: &str, group: Option<&str>) -> Component {
    Component {
        id: id.into(),
        title: title.into(),
        description: (id == "api").then(|| "Requests to api.acme.example".into()),
        group: group.map(Into::into),
        since: chrono::NaiveDate::from_ymd_opt(2025, 3, 1),
        depends_on: if id == "files" {
            vec!["cloud".into(), "db".into()]
        } else {
            Vec::new()
        },
        retired: None,
        aliases: Vec::new(),
        only_show_if_degraded: false,
    }
}

/// An update such as `2026-11-20 14:05 investigating api=partial_outage | Words.`; `-` for `update`.
pub fn update(line: &str) -> Update {
    let (heading, text) = line.split_once(" | ").expect("heading | text");
    let at = time(&heading[..16]);
    let mut words = heading[16..].split_whitespace();
    let said = match words.next() {
        None | Some("-") => Said::Update,
        Some(word) => Said::Status(incident_status(word)),
    };
    Update {
        id: format!("u-{}", at.format("%Y%m%dT%H%M%SZ")).into(),
        at,
        dated: true,
        said,
        marks: words.map(mark).collect(),
        text: text.into(),
        heading: 0..0,
    }
}

fn mark(text: &str) -> Mark {
    let (name, says) = match text.split_once('=') {
        None => (text, Says::Bare),
        Some((name, word)) => (name, Says::Status(component_status(word))),
    };
    Mark {
        component: name.trim_start_matches('!').into(),
        known: !name.starts_with('!'),
        says,
    }
}

fn incident_status(word: &str) -> IncidentStatus {
    serde_json::from_value(word.into()).unwrap_or_else(|error| panic!("{word}: {error}"))
}

fn component_status(word: &str) -> ComponentStatus {
    serde_json::from_value(word.into()).unwrap_or_else(|error| panic!("{word}: {error}"))
}

/// An incident of such updates.
pub fn incident(id: &str, title: &str, updates: &[&str]) -> Incident {
    Incident {
        id: id.into(),
        kind: Kind::Incident,
        title: title.into(),
        summary: "".into(),
        updates: updates.iter().map(|line| update(line)).collect(),
        components: Vec::new(),
        impact: None,
        first_seen: None,
        next_update: None,
        postmortem: None,
        upstream: None,
        aliases: Vec::new(),
        tags: Vec::new(),
        authors: Vec::new(),
        lang: None,
        translations: BTreeMap::new(),
        day: None,
        being_corrected: false,
        in_conflict: false,
        beside: Carried::default(),
        file: format!("incidents/{id}.md").into(),
        source: "".into(),
        digest: crate::tree::Digest::of(id.as_bytes()).0,
    }
}

/// A maintenance of some minutes.
pub fn maintenance(id: &str, title: &str, from: &str, minutes: i64, on: &[&str]) -> Incident {
    let start = time(from);
    Incident {
        kind: Kind::Maintenance(Window {
            start,
            length: TimeDelta::minutes(minutes),
            zone: Tz::UTC,
            auto: true,
            repeat: None,
        }),
        components: on.iter().map(|component| mark(component)).collect(),
        summary: "Short interruptions are possible.".into(),
        ..incident(id, title, &[])
    }
}

/// The open incident of the page budget: four updates, one of them with a list and a link.
pub fn open_incident() -> Incident {
    Incident {
        next_update: Some(time("2026-11-20 15:00")),
        ..incident(
            "2026-11-20-api-errors",
            "Requests to the API fail in Europe",
            &[
                "2026-11-20 14:05 investigating api=partial_outage | One in five requests to the API from Europe fails with a status of 503. We are looking into it.",
                "2026-11-20 14:12 - web=degraded_performance | Pages of the console that need the API load slowly.",
                "2026-11-20 14:21 identified | A configuration sent at 13:58 takes one of three gateways out. We are taking it back:\n\n- gateway 1 at 14:20\n- gateways 2 and 3 by 14:40\n\nRetrying a failed request is safe.",
                "2026-11-20 14:33 monitoring api=degraded_performance web=operational | The old configuration is back on all gateways. Fewer than one request in a thousand fails; see [retries](https://docs.acme.example/retries).",
            ],
        )
    }
}

/// Every kind of thing at once.
pub fn busy() -> Site {
    let mut site = quiet();
    site.incidents = vec![
        Incident {
            postmortem: Some("https://acme.example/blog/storage".into()),
            upstream: Some("https://status.cloud.example/incidents/42".into()),
            aliases: vec!["x/".into(), "/issues/storage".into(), "old.html".into()],
            translations: BTreeMap::from([("de".to_owned(), storage_in_german())]),
            ..incident(
                "2026-10-03-storage",
                "Uploads fail <b>& some downloads \"hang\"",
                &[
                    "2026-10-03 08:10 investigating files=major_outage web | Uploads fail. ![graph](assets/graph.png)",
                    "2026-10-03 09:00 monitoring files=degraded_performance | Slow, but works.\n\n| step | done |\n|---|--:|\n| copy | 100 % |\n\n> quoted\n\n```\ncode that is a rather long line which has to scroll inside of its own box on a telephone\n```",
                    "2026-10-03 11:30 resolved files=operational | All works.",
                    "2026-10-05 10:00 postmortem | ## What happened\n\nA disk was full.\n\n### What we changed\n\n1. More disks\n2. Fewer files",
                ],
            )
        },
        Incident {
            being_corrected: true,
            ..incident(
                "2026-11-12-search",
                "Search results are old",
                &[
                    "2026-11-12 22:40 investigating search=degraded_performance | Results lag by an hour.",
                    "2026-11-13 01:15 resolved search=operational | Caught up.",
                ],
            )
        },
        open_incident(),
        Incident {
            ..maintenance(
                "2026-11-20-mail",
                "Moving mail to new machines",
                "2026-11-20 14:00",
                90,
                &["smtp", "inbox"],
            )
        },
        maintenance(
            "2026-11-27-database",
            "Database upgrade",
            "2026-11-27 23:00",
            150,
            &["db", "api"],
        ),
        {
            let mut weekly = maintenance(
                "weekly-restart",
                "Weekly restart of search",
                "2026-09-06 04:00",
                20,
                &["search"],
            );
            if let Kind::Maintenance(window) = &mut weekly.kind {
                window.repeat = Some(Repeat {
                    rule: "FREQ=WEEKLY;BYDAY=SU".into(),
                    except: Vec::new(),
                    except_days: Vec::new(),
                });
            }
            weekly
        },
        Incident {
            kind: Kind::Notice(Notice {
                pin: true,
                expires: None,
            }),
            ..incident(
                "z-old-tls",
                "TLS 1.1 ends on 1 December",
                &[
                    "2026-11-05 09:00 - | Clients older than 2014 will not be able to connect. [Check yours](https://docs.acme.example/tls).",
                ],
            )
        },
    ];
    site.assets = vec![Asset {
        path: "incidents/assets/graph.png".into(),
        bytes: b"\x89PNG\r\n\x1a\n"[..].into(),
    }];
    site
}

fn storage_in_german() -> Translation {
    Translation {
        title: Some("Hochladen schlägt fehl".into()),
        summary: String::new(),
        updates: BTreeMap::from([(
            "u-20261003T081000Z".to_owned(),
            "Das Hochladen schlägt fehl.".to_owned(),
        )]),
        unmatched: vec![("3. Oktober, abends".into(), "Nachtrag.".into())],
    }
}
