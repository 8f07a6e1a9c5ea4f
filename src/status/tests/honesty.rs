//! Never green by accident, whatever is written.

use super::{incident, site, time};
use crate::model::{ComponentStatus, Incident, Said, Says};
use crate::status::rollup::spoken;
use crate::status::{Standing, at};
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::{Just, Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};

const COMPONENTS: [&str; 2] = ["api", "web"];

/// One heading: its words but for the time.
fn headings() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        Just("investigating"),
        Just("identified"),
        Just("monitoring"),
        Just("resolved"),
        Just("postmortem"),
        Just("-"),
        Just("scheduled"),
        Just("resovled"),
    ];
    let says = prop_oneof![
        Just(""),
        Just("=operational"),
        Just("=under_maintenance"),
        Just("=degraded_performance"),
        Just("=partial_outage"),
        Just("=major_outage"),
        Just("=mjaor"),
    ];
    let marks = proptest::collection::btree_map(
        proptest::sample::select(COMPONENTS.as_slice()),
        says,
        0..3,
    );
    let one = (word, marks).prop_map(|(word, marks)| {
        let marks: Vec<String> = marks
            .into_iter()
            .map(|(id, says)| format!("{id}{says}"))
            .collect();
        format!("{word} {}", marks.join(" "))
    });
    proptest::collection::vec(one, 1..7)
}

fn dated(headings: &[String]) -> Incident {
    let full: Vec<String> = headings
        .iter()
        .enumerate()
        .map(|(at, words)| format!("11-20 {:02}:00 {words}", at * 2))
        .collect();
    incident("x", &full.iter().map(String::as_str).collect::<Vec<_>>())
}

fn stand(incidents: &[Incident], now: DateTime<Utc>) -> Standing {
    let mut site = site(&COMPONENTS);
    site.incidents = incidents.to_vec();
    at(&site, now)
}

fn ranks(standing: &Standing) -> Vec<ComponentStatus> {
    standing
        .components
        .iter()
        .map(|component| spoken(component.status, component.last_known))
        .collect()
}

/// Two o'clock after the last heading.
fn later(one: &Incident) -> DateTime<Utc> {
    one.updates.last().map_or(DateTime::UNIX_EPOCH, |last| {
        last.at + TimeDelta::minutes(30)
    })
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 600, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_an_open_incident_says_is_on_the_page(headings in headings(), other in headings()) {
        let both = [dated(&headings), dated(&other)];
        let now = later(&both[0]).max(later(&both[1]));
        let standing = stand(&both, now);
        for incident in standing.incidents.iter().filter(|incident| incident.open) {
            for (component, said) in &incident.now {
                prop_assert!(standing.components[*component].status != ComponentStatus::Operational);
                prop_assert!(ranks(&standing)[*component] >= *said);
            }
        }
        if !standing.open.is_empty() {
            prop_assert!(standing.page.indicator >= crate::status::Indicator::Minor);
        }
    }

    #[test]
    fn the_last_word_on_a_component_holds_while_nothing_has_ended(headings in headings()) {
        let one = dated(&headings);
        let never_ended = !headings.iter().any(|words| words.starts_with("resolved"));
        let standing = stand(std::slice::from_ref(&one), later(&one));
        for (at, id) in COMPONENTS.iter().enumerate() {
            let last = one.updates.iter().rev().find_map(|update| update.marks.iter().find(|mark| mark.component == *id));
            let green = matches!(last.map(|mark| &mark.says), None | Some(Says::Status(ComponentStatus::Operational)));
            if never_ended && !green {
                prop_assert!(standing.components[at].status != ComponentStatus::Operational);
            }
            if never_ended && green {
                prop_assert!(standing.components[at].status == ComponentStatus::Operational);
            }
        }
    }

    #[test]
    fn an_unreadable_word_never_improves_anything(
        headings in headings(),
        place in any::<proptest::sample::Index>(),
        which in any::<proptest::sample::Index>(),
        of_incident in any::<bool>(),
        dated_word in any::<bool>(),
    ) {
        let before = dated(&headings);
        let mut after = before.clone();
        let position = place.index(headings.len() + 1);
        let mut added = before.updates[position.min(headings.len() - 1)].clone();
        added.at = before.updates.first().map_or(DateTime::UNIX_EPOCH, |first| first.at)
            + TimeDelta::minutes(position as i64 * 120 - 60);
        added.id = "u-added".into();
        added.dated = dated_word;
        added.said = Said::Update;
        added.marks = Vec::new();
        if of_incident {
            added.said = Said::Unreadable("resovled".into());
        } else {
            added.marks = vec![super::mark(&format!("{}=mjaor", COMPONENTS[which.index(2)]))];
        }
        after.updates.insert(position, added);
        let now = later(&before);
        let (before, after) = (stand(&[before], now), stand(&[after], now));
        for (before, after) in ranks(&before).iter().zip(ranks(&after)) {
            prop_assert!(after >= *before, "{before:?} became {after:?}");
        }
        prop_assert!(after.page.indicator >= before.page.indicator);
        prop_assert!(after.open.len() >= before.open.len());
    }

    #[test]
    fn conflict_markers_never_improve_anything(headings in headings()) {
        let clean = dated(&headings);
        let torn = Incident { in_conflict: true, ..clean.clone() };
        let now = later(&clean);
        let (clean, torn) = (stand(&[clean], now), stand(&[torn], now));
        for (clean, torn) in ranks(&clean).iter().zip(ranks(&torn)) {
            prop_assert!(torn >= *clean);
        }
    }
}

/// What reaches bytes: not the moment itself, nor findings, which only `check` tells.
fn apart_from_now(mut standing: Standing) -> Standing {
    standing.now = DateTime::UNIX_EPOCH;
    standing.findings.clear();
    standing
}

#[test]
fn an_incident_without_an_update_keeps_what_its_front_matter_says() {
    let mut one = incident("x", &[]);
    one.being_corrected = true;
    one.day = Some(time("11-20 00:00"));
    one.components = vec![super::mark("api=partial_outage")];
    let standing = stand(&[one], time("11-20 14:00"));
    let api = &standing.components[0];
    assert_eq!(api.status, ComponentStatus::PartialOutage);
    assert_eq!(api.status_since, Some(time("11-20 00:00")));
    assert_eq!(standing.open, [0]);
}

#[test]
fn with_a_source_unread_no_uptime_and_no_quiet_day_is_claimed() {
    let mut site = site(&COMPONENTS);
    for component in &mut site.components {
        component.since = chrono::NaiveDate::from_ymd_opt(2026, 10, 1);
    }
    site.unread = vec!["incidents".into()];
    let standing = at(&site, time("11-20 14:00"));
    for component in &standing.components {
        assert!(component.uptime.iter().all(|one| one.hundredths.is_none()));
        assert!(
            component
                .days
                .iter()
                .all(|day| day.worst != Some(ComponentStatus::Operational))
        );
    }
}

#[test]
fn what_has_no_date_at_all_does_not_begin_anew_each_minute() {
    let mut one = incident("x", &[]);
    one.components = vec![super::mark("api=partial_outage")];
    let [before, after] = [time("11-20 14:00"), time("11-20 14:01")]
        .map(|now| apart_from_now(stand(std::slice::from_ref(&one), now)));
    assert_eq!(before, after);
    assert_eq!(before.components[0].status, ComponentStatus::Unknown);
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 400, failure_persistence: None, ..Default::default() })]

    /// Headings are at even hours and every rule counts in half hours: ten past an odd one nothing happens.
    #[test]
    fn a_minute_in_which_nothing_happens_changes_nothing(
        all in headings(), works in headings(), hour in 0..7_i64, from in "0[0-9]|1[01]", length in 1..8_i64,
    ) {
        let work: Vec<String> = works
            .iter()
            .enumerate()
            .map(|(at, words)| format!("11-20 {:02}:00 {words}", at * 2))
            .collect();
        let work: Vec<&str> = work.iter().map(String::as_str).collect();
        let work = super::maintenance("w", &format!("11-20 {from}:00"), length * 60, &["api"], &work);
        let all = [dated(&all), work];
        let now = time("11-20 01:10") + TimeDelta::hours(hour * 2);
        let [before, after] = [now, now + TimeDelta::minutes(1)]
            .map(|now| apart_from_now(stand(&all, now)));
        prop_assert_eq!(before, after);
    }
}
