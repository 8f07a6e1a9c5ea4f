//! A case for each sentence of the format.

use super::{Scope, parse};
use crate::model::{Component, Group, Incident};
use crate::problem::Problem;
use chrono_tz::Tz;

fn component(id: &str, group: Option<&str>, aliases: &[&str]) -> Component {
    Component {
        id: id.into(),
        title: id.to_uppercase(),
        description: None,
        group: group.map(Into::into),
        since: None,
        depends_on: Vec::new(),
        retired: None,
        aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
        only_show_if_degraded: false,
    }
}

#[test]
fn smoke() {
    let components = [
        component("api", Some("core"), &[]),
        component("web", Some("core"), &["site"]),
        component("mail", None, &[]),
    ];
    let groups = [Group {
        id: "core".into(),
        title: "Core".into(),
        description: None,
    }];
    let languages = ["en".to_owned(), "de".to_owned()];
    let scope = Scope::new(Tz::Europe__Berlin, &languages, &components, &groups);
    let text = "# API: failing\n\n## 2026-11-20 14:05 UTC - investigating {api=partial_outage site=degraded}\n\nLooking.\n\n## 14:20 - resolved\n\nFixed.\n";
    let (incident, problems): (Option<Incident>, Vec<Problem>) = parse(
        "2026-11-20-api",
        "incidents/2026-11-20-api.md",
        text,
        &scope,
    );
    let incident = incident.expect("no draft");
    assert_eq!(problems, []);
    assert_eq!(
        incident
            .updates
            .iter()
            .map(|update| update.id.as_str())
            .collect::<Vec<_>>(),
        ["u-20261120T140500Z", "u-20261120T142000Z"]
    );
    assert_eq!(incident.updates[0].marks[1].component, "web");
}
