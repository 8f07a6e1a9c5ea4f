//! Sites to test with, written and drawn at random, and what holds for every file together.

use super::{aged, files};
use crate::model::{
    Api, Carried, Component, ComponentStatus, Group, Impact, Incident, IncidentStatus, Kind, Mark,
    MirrorLink, Notice, Policy, Repeat, Said, Says, Settings, Site, Update, UptimeRules, Window,
};
use crate::render::Edition;
use crate::render::tests::sample::theme;
use crate::status::{Standing, at};
use crate::tree::{Body, File, Known};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A moment, from RFC 3339.
pub(crate) fn time(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text)
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .to_utc()
}

/// The moment that written sites are looked at.
pub(crate) fn now() -> DateTime<Utc> {
    time("2026-11-20T10:00:00Z")
}

pub(crate) fn edition() -> Edition {
    Edition {
        generation: 1_795_168_800_000,
        published_at: now(),
        fresh_until: now() + TimeDelta::minutes(90),
    }
}

pub(crate) fn component(id: &str, title: &str, group: Option<&str>) -> Component {
    Component {
        id: id.into(),
        title: title.into(),
        description: None,
        group: group.map(Into::into),
        since: None,
        depends_on: Vec::new(),
        retired: None,
        aliases: Vec::new(),
        only_show_if_degraded: false,
    }
}

/// A site of these, without incidents.
pub(crate) fn site(components: Vec<Component>, groups: Vec<Group>) -> Site {
    Site {
        settings: Settings {
            id: "q7m2xk4hd9wz".into(),
            title: "Acme Cloud".into(),
            address: "https://status.acme.example".into(),
            timezone: Tz::UTC,
            languages: vec!["en".into()],
            theme: "harbour".into(),
            publish_every: TimeDelta::minutes(30),
            contact: None,
            homepage: None,
            keys: Vec::new(),
            worker: true,
        },
        groups,
        components,
        dependencies: Vec::new(),
        policy: Policy::default(),
        uptime: UptimeRules::default(),
        api: Api::default(),
        looks: crate::model::Looks::default(),
        mirrors: vec![MirrorLink {
            name: "here".into(),
            address: "https://one.example".into(),
        }],
        incidents: Vec::new(),
        assets: Vec::new(),
        digest: [0; 32],
        unread: Vec::new(),
        pulled: Vec::new(),
        carried: Carried::default(),
        reported: Vec::new(),
    }
}

pub(crate) fn incident(id: &str, kind: Kind, title: &str, updates: Vec<Update>) -> Incident {
    Incident {
        id: id.into(),
        kind,
        title: title.into(),
        summary: "".into(),
        updates,
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
        digest: [0; 32],
    }
}

/// A named component; `None` for one named bare.
pub(crate) fn mark(component: &str, status: Option<ComponentStatus>) -> Mark {
    Mark {
        component: component.into(),
        known: true,
        says: status.map_or(Says::Bare, Says::Status),
    }
}

pub(crate) fn update(
    at: &str,
    status: Option<IncidentStatus>,
    marks: Vec<Mark>,
    text: &str,
) -> Update {
    let at = time(at);
    Update {
        id: format!("u-{}", at.format("%Y%m%dT%H%M%SZ")).into(),
        at,
        dated: true,
        said: status.map_or(Said::Update, Said::Status),
        marks,
        text: text.into(),
        heading: 0..0,
    }
}

/// A maintenance by the clock.
pub(crate) fn window(start: &str, minutes: i64, zone: Tz, rule: Option<&str>) -> Kind {
    let repeat = rule.map(|rule| Repeat {
        rule: rule.into(),
        except: Vec::new(),
        except_days: Vec::new(),
    });
    Kind::Maintenance(Window {
        start: time(start),
        length: TimeDelta::minutes(minutes),
        zone,
        auto: true,
        repeat,
    })
}

/// The sample of the API's description: an outage, a maintenance in progress, one to come, and what is over.
pub(crate) fn acme() -> Site {
    use ComponentStatus::{MajorOutage, Operational, PartialOutage};
    use IncidentStatus::{Identified, Investigating, Monitoring, Postmortem, Resolved, Scheduled};
    let since = chrono::NaiveDate::from_ymd_opt(2024, 3, 1);
    let api = Component {
        description: Some("Public REST API, v1 and v2".into()),
        since,
        ..component("api", "API", Some("core"))
    };
    let web = Component {
        since,
        ..component("web", "Dashboard", Some("core"))
    };
    let mail = Component {
        only_show_if_degraded: true,
        ..component("mail", "Outbound e-mail", None)
    };
    let core = Group {
        id: "core".into(),
        title: "Core platform".into(),
        description: None,
    };
    let mut site = site(
        vec![api, web, component("db", "Managed databases", None), mail],
        vec![core],
    );
    let live = vec![
        update(
            "2026-11-20T09:05:00Z",
            Some(Investigating),
            vec![mark("api", Some(PartialOutage))],
            "We are investigating.",
        ),
        update(
            "2026-11-20T09:41:07Z",
            Some(Identified),
            vec![],
            "A bad *configuration* push; see https://x.example/a.",
        ),
    ];
    let failover = vec![
        update(
            "2026-10-11T01:00:00Z",
            Some(Investigating),
            vec![mark("db", Some(MajorOutage))],
            "",
        ),
        update(
            "2026-10-11T01:50:00Z",
            Some(Monitoring),
            vec![],
            "Watching.",
        ),
        update(
            "2026-10-11T02:10:00Z",
            Some(Resolved),
            vec![mark("db", Some(Operational))],
            "Resolved.",
        ),
        update(
            "2026-10-14T12:00:00Z",
            Some(Postmortem),
            vec![],
            "## What happened\n\nA failover did not complete.",
        ),
    ];
    let upgrade = vec![update(
        "2026-11-13T10:00:00Z",
        Some(Scheduled),
        vec![mark("db", None)],
        "Rolling restart.",
    )];
    let relay = Incident {
        summary: "Mail may be delayed by up to 10 minutes.".into(),
        components: vec![mark("mail", None)],
        day: Some(time("2026-11-18T00:00:00Z")),
        ..incident(
            "2026-11-18-mail-relay",
            window("2026-11-27T22:00:00Z", 90, Tz::UTC, None),
            "Mail relay move",
            vec![],
        )
    };
    let notice = incident(
        "2026-11-02-notice",
        Kind::Notice(Notice {
            pin: true,
            expires: None,
        }),
        "Prices change",
        vec![],
    );
    let certificate = Incident {
        summary: "No impact expected.".into(),
        day: Some(time("2026-11-01T00:00:00Z")),
        ..incident(
            "2026-11-01-certificate",
            window("2026-11-05T05:00:00Z", 60, Tz::UTC, None),
            "Certificate rotation",
            vec![],
        )
    };
    site.incidents = vec![
        incident(
            "2026-10-11-failover",
            Kind::Incident,
            "Database failover",
            failover,
        ),
        certificate,
        Incident {
            summary: "From January.".into(),
            day: Some(time("2026-11-02T00:00:00Z")),
            ..notice
        },
        incident(
            "2026-11-13-upgrade",
            window("2026-11-20T09:00:00Z", 120, Tz::UTC, None),
            "Database minor-version upgrade",
            upgrade,
        ),
        relay,
        incident(
            "2026-11-20-api",
            Kind::Incident,
            "API requests failing in eu-west",
            live,
        ),
    ];
    site
}

/// Every file, with nothing known from before.
fn made(site: &Site, standing: Standing, edition: Edition) -> Vec<(String, File)> {
    let (site, standing) = (Arc::new(site.clone()), Arc::new(standing));
    let all = files(&site, &standing, &theme(), edition, &Known::default());
    all.into_iter()
        .map(|(path, file, _)| (path, file))
        .collect()
}

/// Every file, as text, by path.
pub(crate) fn rendered(site: &Site, edition: Edition) -> BTreeMap<String, String> {
    let standing = at(site, now());
    let text =
        |(path, file): (String, File)| (path, String::from_utf8(file.bytes()).expect("text"));
    let all = made(site, standing, edition);
    let paths = all.len();
    let all: BTreeMap<_, _> = all.into_iter().map(text).collect();
    assert_eq!(all.len(), paths, "a path is written once");
    all
}

/// Text that somebody may put anywhere, and what somebody may try.
pub(crate) fn hostile() -> impl Strategy<Value = String> {
    let parts: &[&str] = &[
        "API",
        " ",
        "\"",
        "'",
        "<script>",
        "&amp;",
        "]]>",
        "\\",
        ",",
        ";",
        ":",
        "\n",
        "\r\n",
        "\u{0}",
        "\u{b}",
        "\u{fffe}",
        "é",
        "日本",
        "\u{1F600}",
        "{",
        "}",
        "*",
        "[a](b.md)",
        "<b>",
        "https://x.example/?a=1&b=2",
        "%",
        "2024",
        "END:VEVENT",
        "\n\n- x\n",
        "# h\n",
        "\u{85}",
    ];
    prop::collection::vec(prop::sample::select(parts), 0..6).prop_map(|parts| parts.concat())
}

fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (-60 * 24 * 200i64..60 * 24 * 60).prop_map(|minutes| now() + TimeDelta::minutes(minutes))
}

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    use ComponentStatus::{
        DegradedPerformance, MajorOutage, Operational, PartialOutage, UnderMaintenance,
    };
    let says = prop_oneof![
        Just(Says::Bare),
        prop::sample::select(
            &[
                Operational,
                DegradedPerformance,
                PartialOutage,
                MajorOutage,
                UnderMaintenance
            ][..]
        )
        .prop_map(Says::Status),
        Just(Says::Unreadable("brokn".into())),
    ];
    let mark = (0..6usize, says).prop_map(|(at, says)| {
        let component = ["a", "b/c", "2024", "d.feed", "e", "nobody"][at].to_owned();
        Mark {
            known: component != "nobody",
            component: component.into(),
            says,
        }
    });
    prop::collection::vec(mark, 0..3).prop_map(|mut marks| {
        marks.sort_by(|one, other| one.component.cmp(&other.component));
        marks.dedup_by(|one, other| one.component == other.component);
        marks
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    let rules: &[Option<&str>] = &[
        None,
        None,
        Some("FREQ=WEEKLY;BYDAY=SU"),
        Some("FREQ=MONTHLY;COUNT=5"),
        Some("FREQ=DAILY;INTERVAL=9"),
    ];
    let zones: &[Tz] = &[
        Tz::UTC,
        Tz::Europe__Berlin,
        Tz::America__New_York,
        Tz::Asia__Kolkata,
        Tz::Africa__Casablanca,
    ];
    let window = (
        moment(),
        0..600i64,
        prop::sample::select(zones),
        any::<bool>(),
        prop::sample::select(rules),
    );
    let window = window.prop_map(|(start, minutes, zone, auto, rule)| {
        let except_days = vec![
            (start + TimeDelta::days(14))
                .with_timezone(&zone)
                .date_naive(),
        ];
        let repeat = rule.map(|rule| Repeat {
            rule: rule.into(),
            except: vec![start + TimeDelta::days(7)],
            except_days,
        });
        Kind::Maintenance(Window {
            start,
            length: TimeDelta::minutes(minutes),
            zone,
            auto,
            repeat,
        })
    });
    prop_oneof![3 => Just(Kind::Incident), 1 => Just(Kind::Notice(Notice { pin: true, expires: None })), 2 => window]
}

fn updates() -> impl Strategy<Value = Vec<Update>> {
    use IncidentStatus::{
        Cancelled, Completed, Identified, InProgress, Investigating, Monitoring, Postmortem,
        Resolved, Scheduled, Verifying,
    };
    let words = &[
        Investigating,
        Identified,
        Monitoring,
        Resolved,
        Postmortem,
        Scheduled,
        InProgress,
        Verifying,
        Completed,
        Cancelled,
    ][..];
    let said = prop_oneof![
        5 => prop::sample::select(words).prop_map(Said::Status),
        1 => Just(Said::Update),
        1 => Just(Said::Unreadable("solvd".into())),
    ];
    let update = (
        moment(),
        prop::bool::weighted(0.9),
        said,
        marks(),
        hostile(),
    );
    prop::collection::vec(update, 0..5).prop_map(|mut updates| {
        updates.sort_by_key(|update| update.0);
        let update =
            |(number, (at, dated, said, marks, text)): (usize, (_, _, _, _, String))| Update {
                id: format!("u-{number}").into(),
                at,
                dated,
                said,
                marks,
                text: text.into(),
                heading: 0..0,
            };
        updates.into_iter().enumerate().map(update).collect()
    })
}

/// Any site: hostile titles and texts, groups, odd ids, every kind of incident, any zone.
pub(crate) fn any_site() -> impl Strategy<Value = Site> {
    let zones: &[Tz] = &[
        Tz::UTC,
        Tz::America__Tijuana,
        Tz::Asia__Kathmandu,
        Tz::Europe__London,
    ];
    let one = (
        kind(),
        hostile(),
        hostile(),
        updates(),
        marks(),
        prop::option::of(moment()),
        any::<bool>(),
    );
    let incidents = prop::collection::vec(one, 0..7);
    (
        incidents,
        hostile(),
        hostile(),
        prop::sample::select(zones),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(incidents, title, name, zone, retired, subfolder)| {
            let mut components: Vec<_> = ["a", "b/c", "2024", "d.feed"]
                .map(|id| component(id, &title, Some("g")))
                .into();
            components[3].retired = retired.then(|| now().date_naive() - TimeDelta::days(3));
            components.push(component("e", "Plain", None));
            let group = Group {
                id: "g".into(),
                title: name.clone(),
                description: Some(title.clone()),
            };
            let mut site = site(components, vec![group]);
            site.settings.timezone = zone;
            site.settings.title = name;
            site.api.incident_files = true;
            if subfolder {
                site.settings.address = "https://acme.example:8443/status".into();
            }
            let make = |(number, (kind, title, summary, updates, components, day, impact)): (
                usize,
                (Kind, _, String, _, _, _, bool),
            )| {
                let impact = impact.then_some(Impact::Major);
                let id = format!("2026-{number}");
                Incident {
                    summary: summary.into(),
                    components,
                    day,
                    impact,
                    ..incident(&id, kind, Box::leak(String::into_boxed_str(title)), updates)
                }
            };
            site.incidents = incidents.into_iter().enumerate().map(make).collect();
            site
        })
}

#[test]
fn only_what_carries_its_age_changes_with_the_edition() {
    let site = acme();
    let standing = at(&site, now());
    let later = Edition {
        generation: 1_795_168_800_001,
        published_at: now() + TimeDelta::minutes(30),
        ..edition()
    };
    let first: BTreeMap<_, _> = made(&site, standing.clone(), edition())
        .into_iter()
        .collect();
    for (path, file) in made(&site, standing.clone(), later) {
        assert_eq!(
            file.digest == first[&path].digest,
            !file.carries_age,
            "{path}"
        );
    }
    let aged: Vec<_> = aged(&site, &standing, &theme(), later)
        .into_iter()
        .map(|(path, _)| path)
        .collect();
    let marked: Vec<_> = first
        .iter()
        .filter(|(_, file)| file.carries_age)
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(
        marked,
        ["api/v2/status.json", "api/v2/summary.json", "status.json"]
    );
    assert_eq!(aged.len(), 3);
}

#[test]
fn a_minute_without_news_changes_nothing_but_uptime() {
    let site = acme();
    let at_time = |minutes: i64| -> BTreeMap<String, File> {
        made(
            &site,
            at(&site, now() + TimeDelta::minutes(minutes)),
            edition(),
        )
        .into_iter()
        .collect()
    };
    let (now, later) = (at_time(0), at_time(30));
    let changed: Vec<_> = later
        .iter()
        .filter(|(path, file)| now[*path].digest != file.digest)
        .map(|(path, _)| path.as_str())
        .collect();
    assert!(changed.iter().all(|path| *path == "metrics"), "{changed:?}");
}

#[test]
fn the_sites_files_are_these() {
    let paths: Vec<String> = rendered(&acme(), edition())
        .into_keys()
        .filter(|path| !path.starts_with("components/"))
        .collect();
    assert_eq!(
        paths,
        [
            "api/v2/components.json",
            "api/v2/incidents.json",
            "api/v2/incidents/unresolved.json",
            "api/v2/scheduled-maintenances.json",
            "api/v2/scheduled-maintenances/active.json",
            "api/v2/scheduled-maintenances/upcoming.json",
            "api/v2/status.json",
            "api/v2/summary.json",
            "badge.json",
            "badge.svg",
            "feed.json",
            "history.atom",
            "history.rss",
            "maintenance.ics",
            "metrics",
            "sitemap.xml",
            "sitemap/2026-10.xml",
            "sitemap/2026-11.xml",
            "sitemap/pages.xml",
            "status.json",
        ]
    );
    let own: Vec<String> = rendered(&acme(), edition())
        .into_keys()
        .filter(|path| path.starts_with("components/api."))
        .collect();
    assert_eq!(
        own,
        ["atom", "badge.json", "feed.json", "ics", "rss", "svg"]
            .map(|ending| format!("components/api.{ending}"))
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_file_of_any_site_is_well_formed(site in any_site()) {
        for (path, text) in rendered(&site, edition()) {
            let ending = path.rsplit('.').next().unwrap_or_default();
            match ending {
                "json" => drop(serde_json::from_str::<serde_json::Value>(&text).unwrap_or_else(|error| panic!("{path}: {error}"))),
                "xml" | "svg" | "atom" | "rss" => well_formed(&path, &text),
                _ => {}
            }
            let forbidden = text.find(['\u{0}', '\u{b}', '\u{fffe}']).filter(|_| ending != "json");
            prop_assert_eq!(forbidden, None, "{}", path);
        }
    }
}

/// Fails unless a text is well-formed XML 1.0.
pub(crate) fn well_formed(path: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    reader.config_mut().check_comments = true;
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(quick_xml::events::Event::Start(start) | quick_xml::events::Event::Empty(start)) => {
                assert!(
                    start.attributes().all(|attribute| attribute.is_ok()),
                    "{path}: {text}"
                );
            }
            Ok(_) => {}
            Err(error) => panic!("{path}: {error}\n{text}"),
        }
    }
}

#[test]
fn what_is_known_of_a_month_that_is_over_is_not_written_again_and_comes_out_the_same() {
    let mut site = acme();
    let files = |site: &Site, known: &Known| {
        let (site, standing) = (Arc::new(site.clone()), Arc::new(at(site, now())));
        files(&site, &standing, &theme(), edition(), known)
    };
    let first = files(&site, &Known::default());
    let keyed = first
        .iter()
        .filter_map(|(path, file, key)| Some((path, file, (*key)?)));
    let keyed: Vec<_> = keyed.collect();
    let paths: Vec<_> = keyed.iter().map(|(path, ..)| path.as_str()).collect();
    assert_eq!(paths, ["sitemap/2026-10.xml"]);
    let pages = keyed
        .iter()
        .map(|(_, file, key)| (*key, (file.digest, file.length)));
    let known = Known {
        pages: pages.collect(),
        shelf: None,
    };
    let month = |all: Vec<(String, File, Option<[u8; 32]>)>| {
        let found = all
            .into_iter()
            .find(|(path, ..)| path == "sitemap/2026-10.xml");
        found.expect("a sitemap").1
    };
    let again = month(files(&site, &known));
    assert!(matches!(again.body, Body::OnDemand(_)));
    assert_eq!(again.bytes(), keyed[0].1.bytes());
    assert_eq!(
        (again.digest, again.length, again.role, &again.part),
        (
            keyed[0].1.digest,
            keyed[0].1.length,
            keyed[0].1.role,
            &keyed[0].1.part
        )
    );
    // One of its incidents says something new.
    let changed = site
        .incidents
        .iter_mut()
        .find(|one| one.id == "2026-10-11-failover");
    let updates = &mut changed.expect("an incident of that month").updates;
    updates.last_mut().expect("an update").at += TimeDelta::minutes(1);
    assert!(matches!(month(files(&site, &known)).body, Body::Held(..)));
}
