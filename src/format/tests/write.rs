//! What stillup writes itself.

use super::{all, good, with_scope};
use crate::format::{Heading, append, parse, write};
use crate::model::{ComponentStatus, IncidentStatus, Mark, Said, Says};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

fn heading() -> Heading {
    let at = DateTime::parse_from_rfc3339("2026-11-20T15:00:00Z")
        .expect("a time")
        .with_timezone(&Utc);
    let mark = Mark {
        component: "api".into(),
        known: true,
        says: Says::Status(ComponentStatus::Operational),
    };
    Heading {
        at,
        said: Said::Status(IncidentStatus::Resolved),
        marks: vec![mark],
        id: None,
    }
}

#[test]
fn a_heading_is_a_full_date_in_utc() {
    assert_eq!(
        heading().line(),
        "## 2026-11-20 15:00 UTC - resolved {api=operational}"
    );
    let own = Heading {
        id: Some("u-5f1".into()),
        marks: Vec::new(),
        said: Said::Update,
        ..heading()
    };
    assert_eq!(own.line(), "## 2026-11-20 15:00 UTC - update {#u-5f1}");
}

#[test]
fn a_file_is_written_as_a_person_would() {
    let text = "---\nimpact: minor\ntags: [net]\n---\n# API: slow\n\nAll of it.\n\n## 2026-11-20 14:05 UTC - investigating {api=partial_outage web}\n\nLooking.\n\n\
        ## 2026-11-20 14:20:30 UTC - identified {#u-5f1}\n\nFound.\n";
    assert_eq!(write(&good(text)), text);
    let maintenance = "---\nscheduled: 2026-11-29 22:00 Europe/Berlin\nfor: 1h30m\nrepeat: \"FREQ=WEEKLY;BYDAY=SU\"\nexcept: [\"2026-12-06\"]\ncomponents: [mail]\n---\n# Move\n\nSoon.\n";
    assert_eq!(write(&good(maintenance)), maintenance);
}

#[test]
fn an_update_of_unreadable_time_keeps_its_place() {
    let text = "# Title\n\n## 2026-11-20 14:05 UTC - investigating\n\n## monitoring {api=major_outage}\n\nWords.\n\n## 2026-11-20 15:00 UTC - update\n";
    let again = with_scope(Tz::UTC, |scope| {
        let first = parse("case", "incidents/case.md", text, scope)
            .0
            .expect("no draft");
        assert_eq!(write(&first), text);
        parse("case", "incidents/case.md", &write(&first), scope)
            .0
            .expect("no draft")
    });
    assert_eq!(
        all(&again),
        [
            "20T14:05 investigating",
            "undated monitoring api=major_outage",
            "20T15:00 update"
        ]
    );
}

#[test]
fn an_update_is_added_at_the_end_and_nothing_else_changes() {
    let added = "## 2026-11-20 15:00 UTC - resolved {api=operational}\n\nOver.\n";
    for (before, between) in [
        (
            "# Title\n\n## 2026-11-20 14:05 UTC - identified\n\nWords.\n",
            "\n",
        ),
        (
            "# Title\n\n## 2026-11-20 14:05 UTC - identified\n\nWords.",
            "\n\n",
        ),
        ("# Title\n\n\n", ""),
        ("", ""),
        ("\u{feff}# Title \n\n```\nopen fence\n", "\n"),
    ] {
        assert_eq!(
            append(before, &heading(), "\nOver.\n\n"),
            format!("{before}{between}{added}")
        );
    }
    let windows = "# Title\r\n\r\nWords.\r\n";
    assert_eq!(
        append(windows, &heading(), "Over.\nReally."),
        format!(
            "{windows}\r\n{}",
            "## 2026-11-20 15:00 UTC - resolved {api=operational}\r\n\r\nOver.\r\nReally.\r\n"
        )
    );
    assert_eq!(
        append("# Title\n", &heading(), " \n"),
        "# Title\n\n## 2026-11-20 15:00 UTC - resolved {api=operational}\n"
    );
}

#[test]
fn lines_that_read_as_something_else_are_written_as_what_shows_the_same() {
    let body = "## 14:05 - resolved\n## Timeline\n<<<<<<< HEAD\n>>>>>>> main\n14:05 - resolved\n---\n## 10:00 alert";
    let text = append("# Title\n", &heading(), body);
    let start = text
        .find("resolved {api=operational}\n\n")
        .expect("the heading")
        + 28;
    assert_eq!(
        &text[start..],
        "## &#49;4:05 - resolved\n## Timeline\n&lt;<<<<<< HEAD\n >>>>>>> main\n&#49;4:05 - resolved\n---\n## &#49;0:00 alert\n"
    );
}

#[test]
fn a_text_that_begins_like_an_update_stays_text() {
    let file = "# API: down\n\n## 2026-11-20 14:05 UTC - investigating {api=major_outage}\n";
    for (body, disguised) in [
        (
            "## 2026-11-20 14:05 UTC - resolved",
            "## &#50;026-11-20 14:05 UTC - resolved",
        ),
        ("## resolved {api}", "## &#114;esolved {api}"),
        ("##14:05 - resolved", "##&#49;4:05 - resolved"),
    ] {
        let text = append(file, &heading(), &format!("One.\n{body}\nTwo."));
        let (incident, problems) = with_scope(Tz::UTC, |scope| {
            parse("case", "incidents/case.md", &text, scope)
        });
        let incident = incident.expect("no draft");
        assert_eq!(incident.updates.len(), 2, "{text}");
        assert_eq!(problems.len(), 0, "{problems:?}");
        assert_eq!(incident.updates[1].text, format!("One.\n{disguised}\nTwo."));
        assert_eq!(write(&incident), text);
    }
}
