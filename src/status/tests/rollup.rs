//! The page's indicator and description, against the table measured on real pages.

use super::{incident, site, stand, words};
use crate::model::{ComponentStatus as C, Impact, Incident, Site};
use crate::status::{Description as D, Indicator as I, Standing};
use chrono::NaiveDate;

/// The table, line by line: of all statuses present, what the page says.
fn table(statuses: &[C]) -> (I, D) {
    let worst = statuses.iter().copied().max().unwrap_or(C::Operational);
    let everywhere = statuses.iter().all(|status| *status == worst);
    match (worst, everywhere) {
        (C::Operational, _) => (I::None, D::AllOperational),
        (C::UnderMaintenance, _) => (I::Maintenance, D::UnderMaintenance),
        (C::Unknown | C::DegradedPerformance, false) => (I::Minor, D::PartiallyDegraded),
        (C::Unknown | C::DegradedPerformance, true) => (I::Minor, D::Degraded),
        (C::PartialOutage, false) => (I::Minor, D::MinorOutage),
        (C::PartialOutage, true) => (I::Major, D::PartialOutage),
        (C::MajorOutage, false) => (I::Major, D::PartialOutage),
        (C::MajorOutage, true) => (I::Critical, D::MajorOutage),
    }
}

/// Components left behind in these statuses by an incident that is over.
fn left_at(statuses: &[C]) -> Standing {
    let ids = ["a", "b", "c", "d"];
    let marks: Vec<String> = ids
        .iter()
        .zip(statuses)
        .map(|(id, status)| format!("{id}={}", status.word()))
        .collect();
    let headings = [
        "11-20 10:00 investigating".to_owned(),
        format!("11-20 11:00 resolved {}", marks.join(" ")),
    ];
    let headings: Vec<&str> = headings.iter().map(String::as_str).collect();
    stand(
        &site(&ids[..statuses.len()]),
        &[incident("x", &headings)],
        "11-20 12:00",
    )
}

#[test]
fn every_mixture_of_four_components_gives_what_the_table_says() {
    let all = [
        C::Operational,
        C::UnderMaintenance,
        C::DegradedPerformance,
        C::PartialOutage,
        C::MajorOutage,
    ];
    let mut mixtures: Vec<Vec<C>> = vec![Vec::new()];
    for _ in 0..4 {
        let longer: Vec<Vec<C>> = mixtures
            .iter()
            .flat_map(|short| all.iter().map(|one| [short.as_slice(), &[*one]].concat()))
            .collect();
        for statuses in &longer {
            let page = left_at(statuses).page;
            assert_eq!(
                (page.indicator, page.description),
                table(statuses),
                "{statuses:?}"
            );
            assert_eq!(
                page.status,
                *statuses.iter().max().expect("some"),
                "{statuses:?}"
            );
        }
        mixtures = longer;
    }
}

#[test]
fn without_components_all_is_well_unless_an_incident_is_open() {
    let empty = stand(&site(&[]), &[], "11-20 12:00");
    assert_eq!(
        (empty.page.indicator, empty.page.description),
        (I::None, D::AllOperational)
    );
    let open = stand(
        &site(&[]),
        &[incident("x", &["11-20 10:00 investigating"])],
        "11-20 12:00",
    );
    assert_eq!(
        (open.page.indicator, open.page.description),
        (I::Minor, D::PartiallyDegraded)
    );
    assert_eq!(open.page.headline, "Title of x");
}

#[test]
fn an_open_incident_that_names_no_component_leaves_the_page_not_known() {
    let one = incident("x", &["11-20 10:00 investigating"]);
    let standing = stand(&site(&["a"]), std::slice::from_ref(&one), "11-20 12:00");
    assert_eq!(
        standing.page.status,
        C::Unknown,
        "never green while nobody says what is affected"
    );
    let nothing = Incident {
        impact: Some(Impact::None),
        ..one
    };
    let standing = stand(&site(&["a"]), &[nothing], "11-20 12:00");
    assert_eq!(standing.page.status, C::Operational, "they say nothing is");
    assert_eq!(standing.page.indicator, I::Minor);
}

#[test]
fn an_open_incident_whose_components_all_work_is_never_all_operational() {
    let one = incident(
        "x",
        &[
            "11-20 10:00 investigating a=major_outage",
            "11-20 11:00 monitoring a=operational",
        ],
    );
    let standing = stand(&site(&["a"]), &[one], "11-20 11:10");
    assert_eq!(words(&standing), "operational");
    assert_eq!(
        (standing.page.indicator, standing.page.description),
        (I::Minor, D::PartiallyDegraded)
    );
    assert_eq!(standing.page.headline, "Title of x");
}

#[test]
fn a_status_not_known_is_no_better_than_degraded() {
    let one = incident("x", &["11-20 10:00 investigating a=mjaor"]);
    let standing = stand(
        &site(&["a", "b"]),
        std::slice::from_ref(&one),
        "11-20 11:10",
    );
    assert_eq!(
        (standing.page.indicator, standing.page.description),
        (I::Minor, D::PartiallyDegraded)
    );
    let alone = stand(&site(&["a"]), &[one], "11-20 11:10");
    assert_eq!(alone.page.description, D::Degraded);
}

#[test]
fn a_known_outage_is_not_hidden_by_what_is_not_known() {
    let one = incident(
        "x",
        &[
            "11-20 10:00 investigating a=major_outage !c=major_outage",
            "11-20 10:10 - b=partail",
        ],
    );
    let standing = stand(&site(&["a", "b"]), &[one], "11-20 11:10");
    assert_eq!(standing.page.status, C::MajorOutage);
    assert_eq!(
        standing.page.headline,
        "Partial System Outage; status of B and c not known"
    );
}

#[test]
fn a_source_that_could_not_be_read_leaves_no_component_operational() {
    let site = Site {
        unread: vec!["board".into()],
        ..site(&["a", "b"])
    };
    let one = incident("x", &["11-20 10:00 investigating a=major_outage"]);
    let standing = stand(&site, &[one], "11-20 12:00");
    assert_eq!(words(&standing), "major_outage unknown");
    assert_eq!(standing.components[1].days[89].worst, Some(C::Unknown));
    let quiet = stand(&site, &[], "11-20 12:00");
    assert_eq!(quiet.page.status, C::Unknown);
    assert_eq!(quiet.page.indicator, I::Minor);
    assert_eq!(
        quiet.page.headline,
        "Some of our sources could not be read: the rest is not known"
    );
}

#[test]
fn a_group_is_the_worst_of_its_components_on_the_page() {
    let mut site = site(&["core/a", "core/b", "edge/c"]);
    let one = [incident(
        "x",
        &["11-20 10:00 investigating a=partial_outage b=major_outage"],
    )];
    let groups = |site: &Site| stand(site, &one, "11-20 12:00").groups;
    assert_eq!(groups(&site), [C::MajorOutage, C::Operational]);
    site.components[1].retired = NaiveDate::from_ymd_opt(2026, 11, 20);
    assert_eq!(groups(&site), [C::PartialOutage, C::Operational]);
}

#[test]
fn a_retired_component_leaves_the_page_and_stays_in_history() {
    let mut site = site(&["a", "b"]);
    let one = [incident("x", &["11-20 10:00 investigating a=major_outage"])];
    site.components[0].retired = NaiveDate::from_ymd_opt(2026, 11, 21);
    let before = stand(&site, &one, "11-20 12:00");
    assert_eq!(
        (before.page.total, before.page.affected.as_slice()),
        (2, [0].as_slice())
    );
    let after = stand(&site, &one, "11-21 00:00");
    assert_eq!((after.page.total, after.page.affected.len()), (1, 0));
    assert!(after.components[0].retired);
    assert_eq!(after.components[0].timeline.len(), 1);
    assert_eq!(after.page.indicator, I::Minor, "its incident is still open");
}
