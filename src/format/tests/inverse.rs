//! What is written reads as the same.

use super::{component, with_scope};
use crate::format::{Scope, parse, write};
use crate::model::{
    Carried, ComponentStatus, Impact, Incident, IncidentStatus, Kind, Mark, Notice, Repeat, Said,
    Says, Update, Window,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::prop_oneof;
use proptest::sample::select;
use std::collections::BTreeMap;

/// 1990 to 2100, to the second, mostly to the minute, now and then with a fraction.
fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    let range = 631_200_000_i64..4_102_400_000;
    (range, prop_oneof![8 => Just((60, 0)), 2 => Just((1, 0)), 1 => (Just(1), 1_u32..999).prop_map(|(s, n)| (s, n * 1_000_000))])
        .prop_map(|(second, (step, nanos))| {
            DateTime::from_timestamp(second - second.rem_euclid(step), nanos).expect("an instant")
        })
}

/// Markdown of any kind, as reading leaves it: no blank lines around it, line ends as `\n`.
fn texts() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        6 => "[ -~]{0,40}",
        2 => select(vec!["## What we did", "### Timeline", "- one", "```", "<!-- open", "> quoted", "    code", "---", "===", "| a | b |", "# Heading", "\u{a0}x", "=======", "+++"]).prop_map(str::to_owned),
        1 => any::<String>().prop_map(|text| text.replace(['\n', '\r'], "")),
    ];
    vec(line, 0..6).prop_map(|lines| {
        let text = lines.join("\n");
        let text = text.trim_end_matches([' ', '\t', '\n']);
        let blank = text.len() - text.trim_start_matches([' ', '\t', '\n']).len();
        text[text[..blank].rfind('\n').map_or(0, |end| end + 1)..].to_owned()
    })
}

/// One line of words without blanks around it.
fn titles() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z0-9][ -~]{0,30}[A-Za-z0-9#]",
        1 => any::<String>().prop_map(|text| text.replace(|c: char| c.is_control(), "")),
        1 => select(vec!["14:05 - resolved", "# #", "API: down", "C#", "--- #", "2026-11-20 14:05 UTC - identified {api}"]).prop_map(str::to_owned),
    ]
    .prop_map(|title| title.trim_matches(crate::format::heading::is_blank).to_owned())
    .prop_filter("a title", |title| !title.is_empty() && title.lines().count() == 1)
}

fn says() -> impl Strategy<Value = Says> {
    prop_oneof![1 => Just(Says::Bare), 3 => select(ComponentStatus::ALL.to_vec()).prop_map(Says::Status)]
}

fn marks() -> impl Strategy<Value = Vec<Mark>> {
    btree_map(select(vec!["api", "web", "database", "mail"]), says(), 0..4).prop_map(|marks| {
        let mark = |(id, says): (&str, Says)| Mark {
            component: id.into(),
            known: true,
            says,
        };
        marks.into_iter().map(mark).collect()
    })
}

fn statuses(maintenance: bool) -> impl Strategy<Value = Said> {
    let all = if maintenance {
        [
            IncidentStatus::Scheduled,
            IncidentStatus::InProgress,
            IncidentStatus::Verifying,
            IncidentStatus::Completed,
            IncidentStatus::Cancelled,
        ]
    } else {
        [
            IncidentStatus::Investigating,
            IncidentStatus::Identified,
            IncidentStatus::Monitoring,
            IncidentStatus::Resolved,
            IncidentStatus::Postmortem,
        ]
    };
    prop_oneof![3 => select(all.to_vec()).prop_map(Said::Status), 1 => Just(Said::Update)]
}

/// Updates in the order that reading gives, with ids that are theirs.
fn updates(maintenance: bool, some: bool) -> impl Strategy<Value = Vec<Update>> {
    let one = (
        instants(),
        statuses(maintenance),
        marks(),
        texts(),
        option::weighted(0.1, "[a-z0-9]{1,12}"),
    );
    vec(one, usize::from(some)..6).prop_map(|all| {
        let mut all = all;
        all.sort_by_key(|(at, said, ..)| {
            (*at, !matches!(said, Said::Status(status) if status.ends()))
        });
        let mut ids = crate::format::ids::Ids::default();
        all.into_iter()
            .map(|(at, said, marks, text, own)| {
                let own = own
                    .map(|own| format!("o-{own}"))
                    .filter(|own| ids.give(own));
                let id = own.map_or_else(|| ids.derive(at), Into::into);
                Update {
                    id,
                    at,
                    dated: true,
                    said,
                    marks,
                    text: text.into(),
                    heading: 0..0,
                }
            })
            .collect()
    })
}

fn windows() -> impl Strategy<Value = Window> {
    let repeats = (
        select(vec![
            "FREQ=WEEKLY;BYDAY=SU",
            "FREQ=MONTHLY;BYMONTHDAY=1",
            "FREQ=DAILY;COUNT=3",
        ]),
        vec(instants(), 0..3),
        btree_set(1_u32..28, 0..3),
    )
        .prop_map(|(rule, except, days)| Repeat {
            rule: rule.into(),
            except,
            except_days: days
                .into_iter()
                .filter_map(|day| NaiveDate::from_ymd_opt(2026, 12, day))
                .collect(),
        });
    (
        instants(),
        0_i64..200_000,
        select(TZ_VARIANTS.to_vec()),
        any::<bool>(),
        option::of(repeats),
    )
        .prop_map(|(start, length, zone, auto, repeat)| Window {
            start,
            length: TimeDelta::seconds(length),
            zone,
            auto,
            repeat,
        })
}

fn words() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![3 => "[a-z0-9 ]{1,12}", 1 => any::<String>(), 1 => Just("null".to_owned()), 1 => Just("1e3".to_owned())];
    let word = word.prop_map(|word| {
        word.trim_matches(crate::format::heading::is_blank)
            .to_owned()
    });
    vec(word.prop_filter("a word", |word| !word.is_empty()), 0..3)
}

fn kinds() -> impl Strategy<Value = (Kind, Vec<Update>)> {
    prop_oneof![
        3 => updates(false, true).prop_map(|updates| (Kind::Incident, updates)),
        2 => (windows(), updates(true, false)).prop_map(|(window, updates)| (Kind::Maintenance(window), updates)),
        1 => (any::<bool>(), option::of(instants()), updates(false, false)).prop_map(|(pin, expires, mut updates)| {
            for update in &mut updates {
                update.marks.clear();
                update.said = Said::Update;
            }
            (Kind::Notice(Notice { pin, expires }), updates)
        }),
    ]
}

fn incidents() -> impl Strategy<Value = Incident> {
    let impacts = select(vec![
        Impact::None,
        Impact::Minor,
        Impact::Major,
        Impact::Critical,
    ]);
    let links = (
        option::of("[a-z/.]{1,20}"),
        option::of("https://[a-z]{1,10}\\.example/[a-z?&=%]{0,10}"),
        vec("[a-z][a-z/.-]{0,12}x", 0..3),
    );
    let times = (option::of(instants()), option::of(any::<u32>()));
    (
        kinds(),
        titles(),
        texts(),
        marks(),
        option::of(impacts),
        times,
        links,
        (words(), words(), any::<bool>()),
    )
        .prop_map(
            |(
                (kind, updates),
                title,
                summary,
                components,
                impact,
                times,
                links,
                (tags, authors, german),
            )| {
                let first = updates.iter().map(|update| update.at).min();
                let notice = matches!(kind, Kind::Notice(_));
                Incident {
                    id: "2026-11-20-case".into(),
                    components: if notice { Vec::new() } else { components },
                    kind,
                    title,
                    summary: summary.into(),
                    impact,
                    first_seen: first
                        .zip(times.1)
                        .map(|(first, before)| {
                            first - TimeDelta::seconds(i64::from(before % 1_000_000))
                        })
                        .filter(|at| {
                            *at > DateTime::from_timestamp(631_200_000, 0).expect("an instant")
                        }),
                    next_update: times.0,
                    postmortem: links.0,
                    upstream: links.1,
                    aliases: links
                        .2
                        .into_iter()
                        .map(|alias| alias.replace("..", "_"))
                        .collect(),
                    tags,
                    authors,
                    lang: german.then(|| "de".into()),
                    translations: BTreeMap::new(),
                    day: None,
                    being_corrected: false,
                    in_conflict: false,
                    beside: Carried::default(),
                    file: "".into(),
                    source: "".into(),
                    digest: [0; 32],
                    updates,
                }
            },
        )
}

/// Reads `text`, and leaves out what is of the file only.
fn read(text: &str, scope: &Scope) -> Result<Incident, Vec<String>> {
    let (incident, problems) = parse("2026-11-20-case", "", text, scope);
    if !problems.is_empty() {
        return Err(super::told(&problems));
    }
    let mut incident = incident.expect("no draft");
    incident.source = "".into();
    incident.digest = [0; 32];
    incident.day = None;
    for update in &mut incident.updates {
        update.heading = 0..0;
    }
    Ok(incident)
}

/// Lines that read as something else are written otherwise: these say nothing of the inverse.
fn plain(incident: &Incident) -> bool {
    let text = write(incident);
    // Under a title in front matter a heading must not become the title.
    let headed =
        text.contains("\ntitle: ") && incident.summary.lines().any(|line| line.starts_with('#'));
    let conflict = |text: &str| text.contains(">>>>>>>") || text.contains("<<<<<<<");
    let texts = incident.updates.iter().map(|update| update.text.as_str());
    !headed && !text.contains("&#") && !texts.chain([incident.summary.as_str()]).any(conflict)
}

proptest! {
    #[test]
    fn what_is_written_reads_as_the_same(incident in incidents()) {
        with_scope(Tz::Europe__Berlin, |scope| {
            let text = write(&incident);
            let again = read(&text, scope);
            if plain(&incident) {
                prop_assert_eq!(again.as_ref(), Ok(&incident), "{}", text);
            } else {
                prop_assert!(again.is_ok(), "{:?} {}", again, text);
            }
            prop_assert_eq!(write(&again.expect("read")), text);
            Ok(())
        })?;
    }

    #[test]
    fn hostile_lines_stay_in_their_text(lines in vec(select(HOSTILE.to_vec()), 1..8), summary in any::<bool>()) {
        with_scope(Tz::UTC, |scope| {
            let text = lines.join("\n");
            let at = DateTime::from_timestamp(1_800_000_000, 0).expect("an instant");
            let update = |text: &str, at: DateTime<Utc>, said: Said| Update {
                id: crate::format::ids::Ids::default().derive(at),
                at,
                dated: true,
                said,
                marks: Vec::new(),
                text: text.into(),
                heading: 0..0,
            };
            let start = parse("2026-11-20-case", "", "# Title\n\n## 2026-11-20 14:05 UTC - investigating\n", scope);
            let mut incident = start.0.expect("no draft");
            let status = if summary { IncidentStatus::Identified } else { IncidentStatus::Postmortem };
            incident.updates = vec![
                update(if summary { "x" } else { &text }, at, Said::Status(status)),
                update(&text, at + TimeDelta::hours(1), Said::Update),
            ];
            if summary {
                incident.summary = text.as_str().into();
            }
            let written = write(&incident);
            let again = read(&written, scope);
            prop_assert!(again.is_ok(), "{:?} {}", again, written);
            let again = again.expect("read");
            prop_assert_eq!(&again.title, "Title");
            prop_assert_eq!(again.updates.len(), 2, "{}", written);
            prop_assert_eq!(write(&again), written);
            Ok(())
        })?;
    }
}

/// Lines that would be taken for something else.
const HOSTILE: [&str; 18] = [
    "## 2026-11-20 14:05 UTC - resolved {api=ok}",
    "##14:05 - resolved",
    "##\u{a0}+30m - resolved",
    "## Resolved",
    "### 2026-11-20 14:05 UTC - resolved",
    "> ## 2026-11-20 14:05 UTC - resolved",
    "  ## 2026-11-20 14:05 UTC - resolved",
    "2026-11-20 14:05 UTC - resolved",
    "---",
    "===",
    "<<<<<<< HEAD",
    "||||||| base",
    "=======",
    ">>>>>>> main",
    "# Another title",
    "# 2026-11-20 14:05 UTC - resolved",
    "+++",
    "words",
];

#[test]
fn a_site_without_such_a_component_writes_and_reads_it_too() {
    let components = [component("api", None, &[])];
    let scope = Scope::new(Tz::UTC, &[], &components, &[]);
    let text = "# Title\n\n## 2026-11-20 14:05 UTC - wobbling {api=very slow, databse=down, web=?}\n\nWords.\n";
    let (first, _) = parse("2026-11-20-case", "", text, &scope);
    let first = first.expect("no draft");
    assert_eq!(write(&first), text.replace("=down", "=major_outage"));
    let (again, _) = parse("2026-11-20-case", "", &write(&first), &scope);
    assert_eq!(
        again.expect("no draft").updates[0].marks,
        first.updates[0].marks
    );
}
