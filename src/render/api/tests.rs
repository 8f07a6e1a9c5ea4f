//! The API is what clients of Statuspage expect, to the order of its keys.

use crate::model::{ComponentStatus, IncidentStatus, Kind};
use crate::render::machine::tests::{acme, any_site, edition, incident, mark, rendered, update};
use jsonschema::Validator;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Validators by the name of the document's shape.
static SHAPES: LazyLock<BTreeMap<&str, Validator>> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(include_str!(
        "../../../tests/data/statuspage-v2.schema.json"
    ))
    .expect("a schema");
    [
        "summary.json",
        "status.json",
        "components.json",
        "incidents.json",
        "scheduled-maintenances.json",
    ]
    .map(|name| {
        let mut schema = schema.clone();
        schema["$ref"] = json!(format!("#/$defs/{name}"));
        (
            name,
            jsonschema::validator_for(&schema).expect("a valid schema"),
        )
    })
    .into()
});

fn shape(path: &str) -> &'static str {
    match path.trim_start_matches("api/v2/") {
        "summary.json" => "summary.json",
        "status.json" => "status.json",
        "components.json" => "components.json",
        path if path.starts_with("incidents") => "incidents.json",
        _ => "scheduled-maintenances.json",
    }
}

fn documents(site: &crate::model::Site) -> BTreeMap<String, Value> {
    let files = rendered(site, edition())
        .into_iter()
        .filter(|(path, _)| path.ends_with(".json"));
    files
        .map(|(path, text)| (path, serde_json::from_str(&text).expect("JSON")))
        .collect()
}

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn keys_come_in_the_order_of_the_live_api() {
    let documents = documents(&acme());
    let summary = &documents["api/v2/summary.json"];
    assert_eq!(
        keys(summary),
        [
            "page",
            "components",
            "incidents",
            "scheduled_maintenances",
            "status",
            "stillup"
        ]
    );
    assert_eq!(
        keys(&summary["page"]),
        ["id", "name", "url", "time_zone", "updated_at"]
    );
    assert_eq!(keys(&summary["status"]), ["indicator", "description"]);
    let component = [
        "id",
        "name",
        "status",
        "created_at",
        "updated_at",
        "position",
        "description",
        "showcase",
        "start_date",
        "group_id",
        "page_id",
        "group",
        "only_show_if_degraded",
    ];
    assert_eq!(keys(&summary["components"][1]), component);
    assert_eq!(
        keys(&summary["components"][0]),
        [&component[..], &["components"]].concat()
    );
    let incident = [
        "id",
        "name",
        "status",
        "created_at",
        "updated_at",
        "monitoring_at",
        "resolved_at",
        "impact",
        "shortlink",
        "started_at",
        "page_id",
        "incident_updates",
        "components",
        "reminder_intervals",
    ];
    assert_eq!(keys(&summary["incidents"][0]), incident);
    assert_eq!(
        keys(&summary["scheduled_maintenances"][0]),
        [&incident[..], &["scheduled_for", "scheduled_until"]].concat()
    );
    let update = &summary["incidents"][0]["incident_updates"][0];
    assert_eq!(
        keys(update),
        [
            "id",
            "status",
            "body",
            "incident_id",
            "created_at",
            "updated_at",
            "display_at",
            "affected_components",
            "deliver_notifications",
            "custom_tweet",
            "tweet_id"
        ]
    );
    let affected = &summary["incidents"][0]["incident_updates"][1]["affected_components"][0];
    assert_eq!(keys(affected), ["code", "name", "old_status", "new_status"]);
    assert_eq!(
        keys(&documents["api/v2/status.json"]),
        ["page", "status", "stillup"]
    );
    assert_eq!(
        keys(&summary["stillup"]),
        [
            "generation",
            "generated_at",
            "fresh_until",
            "unknown_components",
            "affected_components",
            "total_components",
            "next_update_by",
            "mirrors"
        ]
    );
}

#[test]
fn the_summary_tells_what_is_going_on() {
    let summary = &documents(&acme())["api/v2/summary.json"];
    assert_eq!(
        summary["page"],
        json!({
            "id": "q7m2xk4hd9wz", "name": "Acme Cloud", "url": "https://status.acme.example", "time_zone": "Etc/UTC",
            "updated_at": "2026-11-20T09:41:07.000Z"
        })
    );
    let listed: Vec<_> = summary["components"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|component| {
            json!([
                component["id"],
                component["status"],
                component["position"],
                component["group_id"],
                component["start_date"]
            ])
        })
        .collect();
    assert_eq!(
        listed,
        [
            json!(["core", "partial_outage", 1, null, null]),
            json!(["api", "partial_outage", 1, "core", "2024-03-01"]),
            json!(["web", "operational", 2, "core", "2024-03-01"]),
            json!(["db", "under_maintenance", 2, null, null]),
            json!(["mail", "operational", 3, null, null]),
        ]
    );
    assert_eq!(
        summary["components"][0]["components"],
        json!(["api", "web"])
    );
    assert_eq!(
        summary["components"][4]["only_show_if_degraded"],
        json!(true)
    );
    assert_eq!(
        summary["status"],
        json!({ "indicator": "minor", "description": "Minor Service Outage" })
    );
    let incident = &summary["incidents"][0];
    assert_eq!(
        incident["shortlink"],
        "https://status.acme.example/incidents/2026-11-20-api.html"
    );
    assert_eq!(
        (&incident["status"], &incident["impact"]),
        (&json!("identified"), &json!("major"))
    );
    assert_eq!(
        incident["incident_updates"][0]["body"],
        "A bad configuration push; see https://x.example/a."
    );
    assert_eq!(
        incident["incident_updates"][1]["affected_components"],
        json!([{ "code": "api", "name": "Core platform - API", "old_status": "operational", "new_status": "partial_outage" }])
    );
    assert_eq!(incident["components"][0], summary["components"][1]);
}

#[test]
fn a_maintenance_is_told_from_its_announcement_on() {
    let summary = &documents(&acme())["api/v2/summary.json"];
    let maintenances = summary["scheduled_maintenances"]
        .as_array()
        .expect("a list");
    let (active, upcoming) = (&maintenances[0], &maintenances[1]);
    assert_eq!(active["status"], "in_progress");
    assert_eq!(active["scheduled_until"], "2026-11-20T11:00:00.000Z");
    let told: Vec<_> = active["incident_updates"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|update| {
            json!([
                update["status"],
                update["body"],
                update["deliver_notifications"]
            ])
        })
        .collect();
    assert_eq!(
        told,
        [
            json!([
                "in_progress",
                "Scheduled maintenance is currently in progress.",
                false
            ]),
            json!(["scheduled", "Rolling restart.", true]),
        ]
    );
    assert_eq!(upcoming["created_at"], "2026-11-18T00:00:00.000Z");
    assert_eq!(
        upcoming["incident_updates"][0]["body"],
        "Mail may be delayed by up to 10 minutes."
    );
    assert_eq!(
        upcoming["incident_updates"][0]["affected_components"],
        json!([{ "code": "mail", "name": "Outbound e-mail", "old_status": "operational", "new_status": "operational" }])
    );
}

#[test]
fn lists_of_all_states_are_newest_first_and_leave_notices_out() {
    let documents = documents(&acme());
    let ids = |path: &str, key: &str| -> Vec<String> {
        let list = documents[path][key].as_array().expect("a list");
        list.iter()
            .map(|one| {
                format!(
                    "{} {}",
                    one["id"].as_str().expect("text"),
                    one["status"].as_str().expect("text")
                )
            })
            .collect()
    };
    assert_eq!(
        ids("api/v2/incidents.json", "incidents"),
        [
            "2026-11-20-api identified",
            "2026-10-11-failover postmortem"
        ]
    );
    assert_eq!(
        ids(
            "api/v2/scheduled-maintenances.json",
            "scheduled_maintenances"
        ),
        [
            "2026-11-18-mail-relay scheduled",
            "2026-11-13-upgrade in_progress",
            "2026-11-01-certificate completed"
        ]
    );
    let failover = &documents["api/v2/incidents.json"]["incidents"][1];
    assert_eq!(failover["monitoring_at"], "2026-10-11T01:50:00.000Z");
    assert_eq!(failover["resolved_at"], "2026-10-11T02:10:00.000Z");
    assert_eq!(
        failover["incident_updates"][0]["affected_components"][0]["new_status"],
        "operational"
    );
    assert_eq!(
        failover["incident_updates"][0]["body"],
        "What happened\n\nA failover did not complete."
    );
}

#[test]
fn nothing_at_all_is_an_empty_list() {
    let site = crate::render::machine::tests::site(Vec::new(), Vec::new());
    for (path, document) in documents(&site) {
        for key in ["components", "incidents", "scheduled_maintenances"] {
            if let Some(list) = document.get(key) {
                assert_eq!(list, &json!([]), "{path}");
            }
        }
    }
}

#[test]
fn times_are_in_the_pages_zone() {
    let mut site = acme();
    site.settings.timezone = chrono_tz::Tz::America__Los_Angeles;
    let summary = &documents(&site)["api/v2/summary.json"];
    assert_eq!(summary["page"]["time_zone"], "America/Los_Angeles");
    assert_eq!(
        summary["page"]["updated_at"],
        "2026-11-20T01:41:07.000-08:00"
    );
    assert_eq!(summary["stillup"]["generated_at"], "2026-11-20T10:00:00Z");
    site.settings.timezone = chrono_tz::Tz::Europe__London;
    assert_eq!(
        documents(&site)["api/v2/status.json"]["page"]["updated_at"],
        "2026-11-20T09:41:07.000+00:00"
    );
}

#[test]
fn what_is_not_known_is_never_operational() {
    let mut site = acme();
    let broken = crate::model::Mark {
        says: crate::model::Says::Unreadable("brokn".into()),
        ..mark("mail", None)
    };
    site.incidents.push(incident(
        "z",
        Kind::Incident,
        "Mail?",
        vec![update(
            "2026-11-20T09:50:00Z",
            Some(IncidentStatus::Investigating),
            vec![broken],
            "<div>x</div><script>y</script> 1 < 2 &amp; z\n\n`<b>` 1 < 2",
        )],
    ));
    let documents = documents(&site);
    let summary = &documents["api/v2/summary.json"];
    assert_eq!(
        summary["components"][4]["status"],
        ComponentStatus::DegradedPerformance.word()
    );
    assert_eq!(summary["stillup"]["unknown_components"], json!(["mail"]));
    assert_eq!(summary["stillup"]["affected_components"], 3);
    assert_eq!(
        documents["status.json"]["components"][3]["status"],
        "unknown"
    );
    assert_eq!(
        summary["incidents"][0]["incident_updates"][0]["body"],
        "x 1 < 2 & z\n\n&lt;b> 1 < 2"
    );
}

#[test]
fn our_own_document_is_this() {
    let own = &documents(&acme())["status.json"];
    assert_eq!(
        keys(own),
        [
            "version",
            "site",
            "generation",
            "published_at",
            "fresh_until",
            "indicator",
            "status",
            "headline",
            "next_update_by",
            "components",
            "incidents",
            "maintenances",
            "mirrors",
            "sources",
            "dependencies",
        ]
    );
    assert_eq!(own["version"], 1);
    assert_eq!(own["generation"], 1_795_168_800_000_u64);
    assert_eq!(own["fresh_until"], "2026-11-20T11:30:00Z");
    assert_eq!(
        own["components"][0],
        json!({
            "id": "api", "title": "API", "group": "core", "status": "partial_outage", "since": "2026-11-20T09:05:00Z"
        })
    );
    assert_eq!(
        own["incidents"],
        json!([{
            "id": "2026-11-20-api", "title": "API requests failing in eu-west", "status": "identified", "impact": "major",
            "started_at": "2026-11-20T09:05:00Z", "updated_at": "2026-11-20T09:41:07Z", "next_update_by": null,
            "components": { "api": "partial_outage" }, "url": "https://status.acme.example/incidents/2026-11-20-api.html"
        }])
    );
    assert_eq!(own["maintenances"][1]["components"], json!(["mail"]));
    assert_eq!(
        own["mirrors"],
        json!([{ "name": "here", "address": "https://one.example" }])
    );
}

#[test]
fn maintenance_documents_keep_their_time_when_an_incident_is_updated() {
    let mut site = acme();
    let before = documents(&site);
    let api = site
        .incidents
        .iter_mut()
        .find(|incident| incident.id == "2026-11-20-api");
    api.expect("it is open").updates.pop();
    let after = documents(&site);
    for path in
        ["", "/active", "/upcoming"].map(|list| format!("api/v2/scheduled-maintenances{list}.json"))
    {
        assert!(before[&path] == after[&path], "{path}");
    }
    assert_ne!(
        before["api/v2/summary.json"]["page"],
        after["api/v2/summary.json"]["page"]
    );
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let mut summary = documents(&acme())["api/v2/summary.json"].clone();
    summary["components"][0]["status"] = json!("unknown");
    assert!(!SHAPES["summary.json"].is_valid(&summary));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn every_document_of_any_site_has_the_shape(site in any_site()) {
        let documents = documents(&site);
        for (path, document) in documents.iter().filter(|(path, _)| path.starts_with("api/")) {
            let problems: Vec<String> = SHAPES[shape(path)].iter_errors(document).map(|error| error.instance_path().to_string()).collect();
            prop_assert!(problems.is_empty(), "{}: {:?}", path, problems);
        }
        let summary = &documents["api/v2/summary.json"];
        prop_assert_eq!(&summary["status"], &documents["api/v2/status.json"]["status"]);
        prop_assert_eq!(&summary["components"], &documents["api/v2/components.json"]["components"]);
        prop_assert_eq!(&summary["incidents"], &documents["api/v2/incidents/unresolved.json"]["incidents"]);
        let listed = |incident: &Value| -> Vec<Value> { incident["components"].as_array().cloned().unwrap_or_default() };
        let schedule = &documents["api/v2/scheduled-maintenances.json"]["page"];
        for (path, document) in documents.iter().filter(|(_, document)| document.get("page").is_some()) {
            let page = if path.starts_with("api/v2/scheduled-maintenances") { schedule } else { &summary["page"] };
            prop_assert_eq!(&document["page"], page);
            for incident in document["incidents"].as_array().into_iter().chain(document["scheduled_maintenances"].as_array()).flatten() {
                prop_assert_eq!(&incident["status"], &incident["incident_updates"][0]["status"]);
                let times: Vec<_> = incident["incident_updates"].as_array().into_iter().flatten().map(|update| {
                    chrono::DateTime::parse_from_rfc3339(update["display_at"].as_str().unwrap_or_default()).expect("a time")
                }).collect();
                prop_assert!(times.is_sorted_by(|one, other| one >= other), "{:?}", times);
                for component in listed(incident) {
                    prop_assert!(summary["components"].as_array().is_some_and(|all| all.contains(&component)));
                }
            }
        }
    }
}
