//! A page with more incidents than its API lists.

use crate::site::{assert_sound, files, import, put};
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[test]
fn what_only_the_feed_has_is_imported_too() {
    let mut listed = Vec::new();
    let mut feed = String::from(
        "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><id>t</id><updated>2026-01-01T00:00:00Z</updated>",
    );
    for number in 1..=60 {
        let (day, month) = (number % 28 + 1, number / 28 + 1);
        let at = format!("2025-0{month}-{day:02}T10:00:00.000Z");
        if number > 10 {
            listed.push(serde_json::json!({
                "id": format!("incident{number}"), "name": "Slow", "status": "resolved", "impact": "none",
                "created_at": at, "resolved_at": at, "components": [],
                "incident_updates": [
                    {"id": format!("b{number}"), "status": "resolved", "body": "Fast.", "display_at": at},
                    {"id": format!("a{number}"), "status": "investigating", "body": "Slow.", "display_at": at},
                ],
            }));
        }
        if number > 5 {
            let name = ["Jan", "Feb", "Mar"][month - 1];
            let block = |clock: &str, word: &str| {
                format!(
                    "&lt;p&gt;&lt;small&gt;{name} &lt;var data-var='date'&gt;{day}&lt;/var&gt;, &lt;var data-var='time'&gt;{clock}&lt;/var&gt; UTC&lt;/small&gt;&lt;br&gt;&lt;strong&gt;{word}&lt;/strong&gt; - Words.&lt;/p&gt;"
                )
            };
            write!(
                feed,
                "<entry><id>{number}</id><title>Old</title><updated>{at}</updated><link href=\"https://s.example/incidents/incident{number}\"/><content type=\"html\">{}{}</content></entry>",
                block("10:30", "Resolved"),
                block("10:00", "Investigating"),
            )
            .expect("a string");
        }
    }
    feed.push_str("</feed>");
    let page = serde_json::json!({"name": "S", "url": "https://s.example", "time_zone": "Etc/UTC"});
    let document = |key: &str, list| serde_json::json!({"page": page, key: list}).to_string();
    let old = tempfile::tempdir().expect("a folder");
    put(
        old.path(),
        &BTreeMap::from([
            (
                "incidents.json".into(),
                document("incidents", listed).into_bytes(),
            ),
            ("history.atom".into(), feed.into_bytes()),
        ]),
    );
    let into = tempfile::tempdir().expect("a folder");
    import("statuspage", old.path(), &[], into.path()).expect("a page");
    assert_sound(into.path());
    let written = files(into.path());
    assert_eq!(written.len(), 1 + 50 + 5);
    assert_eq!(
        String::from_utf8_lossy(&written["incidents/incident6.md"]),
        "# Old\n\n## 2025-01-07 10:00 UTC - investigating\n\nWords.\n\n## 2025-01-07 10:30 UTC - resolved\n\nWords.\n"
    );
}
