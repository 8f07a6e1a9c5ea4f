//! Merging what several incidents say of one component: the worst wins, at every moment.

use super::time;
use crate::model::ComponentStatus;
use crate::status::ledger::{Claim, Saying};
use crate::status::timeline::merge;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use std::collections::BTreeSet;

const MINUTES: i64 = 60;

fn minute(count: i64) -> DateTime<Utc> {
    time("11-20 00:00") + TimeDelta::minutes(count)
}

fn status() -> impl Strategy<Value = ComponentStatus> {
    use ComponentStatus as C;
    prop_oneof![
        Just(C::UnderMaintenance),
        Just(C::DegradedPerformance),
        Just(C::PartialOutage),
        Just(C::MajorOutage)
    ]
}

fn sayings() -> impl Strategy<Value = Saying> {
    prop_oneof![
        3 => status().prop_map(Saying::known),
        1 => status().prop_map(|last| Saying::known(last).unknown_now()),
        1 => Just(Saying::OPERATIONAL.unknown_now()),
    ]
}

fn claims() -> impl Strategy<Value = Vec<Claim>> {
    let one = (
        0..MINUTES,
        proptest::option::weighted(0.8, 1..30_i64),
        sayings(),
    );
    proptest::collection::vec(one, 0..8).prop_map(|list| {
        list.into_iter()
            .enumerate()
            .map(|(incident, (from, length, saying))| Claim {
                component: 0,
                from: minute(from),
                to: length.map(|length| minute(from + length)),
                saying,
                incident,
            })
            .collect()
    })
}

fn lasts(from: DateTime<Utc>, to: Option<DateTime<Utc>>, at: DateTime<Utc>) -> bool {
    from <= at && to.is_none_or(|to| at < to)
}

proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 400, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_minute_has_the_worst_that_is_said_of_it(claims in claims()) {
        let merged = merge(&claims);
        for at in (0..MINUTES + 31).map(minute) {
            let worst = claims
                .iter()
                .filter(|claim| lasts(claim.from, claim.to, at))
                .map(|claim| (claim.saying.rank(), claim.saying.status))
                .max();
            let found: Vec<_> = merged.spans.iter().filter(|span| lasts(span.from, span.to, at)).collect();
            prop_assert!(found.len() <= 1, "spans are disjoint");
            prop_assert_eq!(found.first().map(|span| span.status), worst.map(|(_, status)| status));
        }
    }

    #[test]
    fn spans_are_in_order_as_long_as_they_can_be_and_name_who_spoke(claims in claims()) {
        let merged = merge(&claims);
        for pair in merged.spans.windows(2) {
            let end = pair[0].to.expect("only the last one lasts");
            prop_assert!(end < pair[1].from || end == pair[1].from && pair[0].status != pair[1].status);
        }
        for span in &merged.spans {
            let wanted: BTreeSet<usize> = claims
                .iter()
                .filter(|claim| span.to.is_none_or(|to| claim.from < to) && claim.to.is_none_or(|to| span.from < to))
                .map(|claim| claim.incident)
                .collect();
            prop_assert_eq!(span.incidents.iter().copied().collect::<BTreeSet<_>>(), wanted);
        }
        let now = merged.spans.last().filter(|span| span.to.is_none()).map_or(ComponentStatus::Operational, |span| span.status);
        prop_assert_eq!(merged.now.status, now);
    }
}

#[test]
fn a_span_lists_the_worst_hundred_of_thousands_that_are_open() {
    let claims: Vec<Claim> = (0..3_000)
        .map(|incident| Claim {
            component: 0,
            from: minute(incident),
            to: None,
            saying: Saying::known(if incident == 2_999 {
                ComponentStatus::MajorOutage
            } else {
                ComponentStatus::PartialOutage
            }),
            incident: incident as usize,
        })
        .collect();
    let merged = merge(&claims);
    assert_eq!(merged.spans.len(), 2);
    assert_eq!(merged.spans[1].incidents.len(), 100);
    assert_eq!(merged.spans[1].incidents[0], 2_999);
}
