//! The exposition can be read line by line, and says how things are.

use super::escape;
use crate::render::machine::tests::{acme, any_site, edition, rendered};
use proptest::prelude::{ProptestConfig, prop_assert, proptest};
use std::collections::BTreeSet;

#[test]
fn metrics_say_how_things_are() {
    let text = &rendered(&acme(), edition())["metrics"];
    for line in [
        "stillup_page_indicator{indicator=\"minor\"} 1",
        "stillup_page_indicator{indicator=\"none\"} 0",
        "stillup_page_updated_timestamp_seconds 1795167667",
        "stillup_component_status{component=\"api\",status=\"partial_outage\"} 1",
        "stillup_component_status{component=\"api\",status=\"operational\"} 0",
        "stillup_component_uptime_ratio{component=\"web\",window=\"90d\"} 1.0000",
        "stillup_incidents_open 1",
        "stillup_incident_open{incident=\"2026-11-20-api\",status=\"identified\",impact=\"major\"} 1",
        "stillup_maintenances_active 1",
        "stillup_maintenances_upcoming 1",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} in {text}");
    }
}

#[test]
fn label_values_are_escaped() {
    assert_eq!(escape("a\"b\\c\nd"), "a\\\"b\\\\c\\nd");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn every_sample_stands_once_under_its_family(site in any_site()) {
        let text = &rendered(&site, edition())["metrics"];
        let (mut family, mut families, mut samples) = ("", BTreeSet::new(), BTreeSet::new());
        prop_assert!(text.ends_with('\n'));
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix("# TYPE ") {
                family = rest.strip_suffix(" gauge").expect("a gauge");
                prop_assert!(families.insert(family), "{} twice", family);
            } else if !line.starts_with("# HELP ") {
                let (sample, value) = line.rsplit_once(' ').expect("a value");
                prop_assert!(value.parse::<f64>().is_ok(), "{}", line);
                prop_assert!(sample.split('{').next() == Some(family), "{} under {}", line, family);
                prop_assert!(samples.insert(sample), "{} twice", sample);
            }
        }
    }
}
