//! How updates are found.

use super::{all, good, read, told, with};
use crate::model::{IncidentStatus, Said};

/// A file whose one update has this heading.
fn one(heading: &str) -> String {
    with(heading)
}

#[test]
fn the_worked_example_reads_as_it_says() {
    let incident = good(
        "# API: requests failing in eu-west\n\nAll of it.\n\n\
         ## 2026-11-20 14:05 UTC - investigating {api=partial_outage web=degraded_performance}\n\n\
         We are looking.\n\n\
         ## 2026-11-20 14:20 UTC - identified\n\nA push.\n\n\
         ## 2026-11-20 14:50 UTC - monitoring {api=degraded_performance web=operational}\n\nWatching.\n\n\
         ## 2026-11-20 16:02 UTC - resolved\n\nSorry.\n",
    );
    assert_eq!(incident.title, "API: requests failing in eu-west");
    assert_eq!(incident.summary, "All of it.");
    assert_eq!(
        all(&incident),
        [
            "20T14:05 investigating api=partial_outage web=degraded_performance",
            "20T14:20 identified",
            "20T14:50 monitoring api=degraded_performance web=operational",
            "20T16:02 resolved",
        ]
    );
    let texts: Vec<&str> = incident
        .updates
        .iter()
        .map(|update| update.text.as_str())
        .collect();
    assert_eq!(texts, ["We are looking.", "A push.", "Watching.", "Sorry."]);
    let heading = incident.updates[1].heading.clone();
    assert_eq!(
        &incident.source[heading],
        "## 2026-11-20 14:20 UTC - identified"
    );
}

#[test]
fn the_space_behind_the_hashes_may_be_missing_or_a_no_break_one() {
    for heading in [
        "##2026-11-20 14:05 UTC - identified",
        "##\u{a0}2026-11-20 14:05 UTC - identified",
        "##\u{a0}2026-11-20\u{a0}14:05\u{a0}UTC\u{a0}-\u{a0}identified",
        "##\t 2026-11-20 14:05 UTC - identified ##",
        "## 2026-11-20 14:05 UTC - identified   ",
    ] {
        assert_eq!(
            all(&good(&one(heading))),
            ["20T14:05 identified"],
            "{heading}"
        );
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = "\u{feff}# Title\r\n\r\nSummary.\r\nMore.\r\n\r\n## 2026-11-20 14:05 UTC - identified\r\n\r\nOne.\r\nTwo.\r\n";
    let incident = good(text);
    assert_eq!(incident.title, "Title");
    assert_eq!(incident.summary, "Summary.\nMore.");
    assert_eq!(incident.updates[0].text, "One.\nTwo.");
    assert_eq!(
        &incident.source[incident.updates[0].heading.clone()],
        "## 2026-11-20 14:05 UTC - identified"
    );
    let old = good("# Title\r\r## 2026-11-20 14:05 UTC - identified\r\rOne.\rTwo.\r");
    assert_eq!(old.updates[0].text, "One.\nTwo.");
}

#[test]
fn an_open_code_fence_or_comment_swallows_nothing() {
    let incident = good(
        "# Title\n\n```\nlog\n\n## 2026-11-20 14:05 UTC - investigating {api=down}\n\n<!-- not yet\n\n\
         ## 2026-11-20 14:20 UTC - resolved\n\nDone.\n",
    );
    assert_eq!(
        all(&incident),
        [
            "20T14:05 investigating api=major_outage",
            "20T14:20 resolved"
        ]
    );
    assert_eq!(incident.summary, "```\nlog");
    assert_eq!(incident.updates[0].text, "<!-- not yet");
}

#[test]
fn every_separator_is_understood() {
    for separator in [
        " - ", " – ", "– ", " — ", "— ", ": ", " : ", " · ", "· ", " -- ",
    ] {
        let heading = format!("## 2026-11-20 14:05 UTC{separator}identified {{api}}");
        assert_eq!(
            all(&good(&one(&heading))),
            ["20T14:05 identified api"],
            "{heading}"
        );
    }
    let clock = "## 2026-11-20 14:05 UTC - identified\n## 14:20: monitoring\n## 14:30 — resolved";
    assert_eq!(
        all(&good(&with(clock))),
        [
            "20T14:05 identified",
            "20T14:20 monitoring",
            "20T14:30 resolved"
        ]
    );
}

#[test]
fn an_offset_is_no_separator() {
    let headings = "## 2026-11-20 14:05 -03:00 - identified\n## 2026-11-20 14:05-03:00 - resolved";
    assert_eq!(
        all(&good(&with(headings))),
        ["20T17:05 resolved", "20T17:05 identified"]
    );
}

#[test]
fn a_separator_without_its_blanks_or_none_is_told_and_read() {
    let (incident, problems) = read(&one("## 2026-11-20 14:05 UTC -identified {api}"));
    assert_eq!(all(&incident), ["20T14:05 identified api"]);
    assert_eq!(
        told(&problems),
        [
            "unclear-separator: the separator needs a space on both sides [-] write ` - ` between time and status"
        ]
    );
    let (incident, problems) = read(&one("## 2026-11-20 14:05 UTC resolved"));
    assert_eq!(all(&incident), ["20T14:05 resolved"]);
    assert_eq!(
        told(&problems),
        [
            "missing-separator: there is no separator between time and status [resolved] write ` - ` between time and status"
        ]
    );
}

#[test]
fn status_is_optional() {
    let headings = "## 2026-11-20 14:05 UTC {api=down}\n## 14:10\n## 14:15 - update\n## 14:20 -";
    assert_eq!(
        all(&good(&with(headings))),
        [
            "20T14:05 investigating api=major_outage",
            "20T14:10 update",
            "20T14:15 update",
            "20T14:20 update"
        ]
    );
    let maintenance = "---\nscheduled: 2026-11-27 22:00 UTC\nfor: 90m\n---\n# Title\n\n## 2026-11-20 14:05 UTC\n\nSoon.\n";
    assert_eq!(good(maintenance).updates[0].said, Said::Update);
}

#[test]
fn case_and_joints_are_folded() {
    for (word, status) in [
        ("Investigating", IncidentStatus::Investigating),
        ("REOPENED", IncidentStatus::Investigating),
        ("Identified", IncidentStatus::Identified),
        ("_monitoring_", IncidentStatus::Monitoring),
        ("Resolved", IncidentStatus::Resolved),
        ("Post-mortem", IncidentStatus::Postmortem),
        ("post mortem", IncidentStatus::Postmortem),
    ] {
        let incident = good(&one(&format!("## 2026-11-20 14:05 UTC - {word}")));
        assert_eq!(incident.updates[0].said, Said::Status(status), "{word}");
    }
    for (word, status) in [
        ("In Progress", IncidentStatus::InProgress),
        ("in-progress", IncidentStatus::InProgress),
        ("canceled", IncidentStatus::Cancelled),
        ("Cancelled", IncidentStatus::Cancelled),
        ("verifying", IncidentStatus::Verifying),
        ("completed", IncidentStatus::Completed),
        ("scheduled", IncidentStatus::Scheduled),
    ] {
        let front = "---\nscheduled: 2026-11-27 22:00 UTC\nfor: 90m\n---\n";
        let incident = good(&format!(
            "{front}{}",
            one(&format!("## 2026-11-20 14:05 UTC - {word}"))
        ));
        assert_eq!(incident.updates[0].said, Said::Status(status), "{word}");
    }
}

#[test]
fn an_unreadable_status_is_kept_as_written_with_a_hint() {
    for (word, hint) in [
        ("investigatng", "did you mean `investigating`?"),
        ("fixed", "did you mean `resolved`?"),
        (
            "we have no idea",
            "write `investigating`, `identified`, `monitoring`, `resolved`, `postmortem` or `update`",
        ),
    ] {
        let (incident, problems) = read(&one(&format!("## 2026-11-20 14:05 UTC - {word} {{api}}")));
        assert_eq!(incident.updates[0].said, Said::Unreadable(word.into()));
        assert!(incident.being_corrected);
        assert_eq!(
            told(&problems),
            [format!(
                "unknown-status: unknown status `{word}` [{word}] {hint}"
            )]
        );
    }
}

#[test]
fn a_status_of_the_other_kind_is_a_problem_and_reads_as_update() {
    let (incident, problems) = read(&one("## 2026-11-20 14:05 UTC - Completed {api=down}"));
    assert_eq!(all(&incident), ["20T14:05 update api=major_outage"]);
    assert_eq!(
        told(&problems),
        [
            "misplaced-status: `Completed` is not a status of an incident, and reads as `update` [Completed] write \
          `investigating`, `identified`, `monitoring`, `resolved`, `postmortem` or `update`"
        ]
    );
    let front = "---\nscheduled: 2026-11-27 22:00 UTC\nfor: 90m\n---\n";
    let (incident, problems) = read(&format!(
        "{front}{}",
        one("## 2026-11-20 14:05 UTC - resolved")
    ));
    assert_eq!(incident.updates[0].said, Said::Update);
    assert_eq!(
        told(&problems),
        [
            "misplaced-status: `resolved` is not a status of a maintenance, and reads as `update` [resolved] write \
          `scheduled`, `in_progress`, `verifying`, `completed`, `cancelled` or `update`"
        ]
    );
    let (incident, problems) = read(&format!(
        "---\nkind: notice\n---\n{}",
        one("## 2026-11-20 14:05 UTC - resolved")
    ));
    assert_eq!(incident.updates[0].said, Said::Update);
    assert_eq!(
        told(&problems),
        [
            "misplaced-status: `resolved` is not a status of a notice, and reads as `update` [resolved] write `update`"
        ]
    );
}

#[test]
fn a_heading_that_is_only_a_status_is_an_update_where_it_stands() {
    let headings = "## 2026-11-20 14:05 UTC - investigating {api=down}\n## Monitoring {api=ok}\n## 2026-11-20 15:00 UTC - update";
    let (incident, problems) = read(&with(headings));
    assert_eq!(
        all(&incident),
        [
            "20T14:05 investigating api=major_outage",
            "undated monitoring api=operational",
            "20T15:00 update"
        ]
    );
    assert_eq!(incident.updates[1].at, incident.updates[0].at);
    assert_eq!(
        told(&problems),
        [
            "unreadable-time: the update has no time [## Monitoring {api=ok}] write it like `## 2026-11-20 14:05 UTC - identified`"
        ]
    );
    let (reversed, _) = read(&with(
        "## 2026-11-20 15:00 UTC - update\n## Monitoring\n## 2026-11-20 14:05 UTC - investigating",
    ));
    assert_eq!(
        all(&reversed),
        [
            "20T14:05 investigating",
            "undated monitoring",
            "20T15:00 update"
        ]
    );
}

#[test]
fn other_level_two_headings_are_text() {
    for heading in [
        "## What we did",
        "## 2026-11-20 in short",
        "## Step 2",
        "## 10 requests failed",
        "## +1",
        "## 14:05abc",
        "## 192.168.1.1 is down",
    ] {
        let text = format!(
            "# Title\n\n## 2026-11-20 14:05 UTC - identified\n\nWords.\n\n{heading}\n\nMore.\n"
        );
        let incident = good(&text);
        assert_eq!(incident.updates.len(), 1, "{heading}");
        assert_eq!(
            incident.updates[0].text,
            format!("Words.\n\n{heading}\n\nMore.")
        );
    }
}

#[test]
fn other_headings_that_read_as_updates_are_text_and_a_problem() {
    for (lines, place) in [
        (
            "### 2026-11-20 14:20 UTC - resolved",
            "### 2026-11-20 14:20 UTC - resolved",
        ),
        ("###### 14:20 - resolved", "###### 14:20 - resolved"),
        (" ## 14:20 - resolved", " ## 14:20 - resolved"),
        ("\u{a0}## 14:20 - resolved", "\u{a0}## 14:20 - resolved"),
        ("> ## +5m - resolved {api}", "> ## +5m - resolved {api}"),
        ("14:20 UTC - resolved\n---", "14:20 UTC - resolved"),
        ("14:20 UTC - resolved\n=====", "14:20 UTC - resolved"),
        ("# 14:20 - resolved", "# 14:20 - resolved"),
    ] {
        let text =
            format!("# Title\n\n## 2026-11-20 14:05 UTC - identified\n\nWords.\n\n{lines}\n");
        let (incident, problems) = read(&text);
        assert_eq!(incident.updates.len(), 1, "{lines}");
        assert_eq!(
            incident.updates[0].text,
            format!("Words.\n\n{lines}"),
            "{lines}"
        );
        assert_eq!(
            told(&problems),
            [format!(
                "not-an-update: this reads as an update and is only text [{place}] begin the line with `## ` to make it one"
            )],
            "{lines}"
        );
    }
    for lines in [
        "### Timeline",
        "    ## comment",
        "14:20 all quiet\n---",
        "> 14:20 - resolved",
        "####### 14:20 - resolved",
    ] {
        good(&format!(
            "# Title\n\n## 2026-11-20 14:05 UTC - identified\n\n{lines}\n"
        ));
    }
}

#[test]
fn after_a_postmortem_only_a_full_date_with_a_known_status_is_an_update() {
    let incident = good(
        "# Title\n\n## 2026-11-20 14:05 UTC - resolved\n\nOver.\n\n## 2026-11-21 09:00 UTC - postmortem\n\n\
         ## Timeline\n\n## 14:05 - the first alert\n\n## 14:20 - resolved\n\n### 14:20 - resolved\n\n## Resolved\n\n\
         ## 2026-11-20 14:05 UTC - the push\n\n## 2026-11-22 10:00 UTC - update\n\nLater.\n",
    );
    assert_eq!(
        all(&incident),
        [
            "20T14:05 resolved",
            "21T09:00 postmortem",
            "22T10:00 update"
        ]
    );
    assert!(
        incident.updates[1].text.starts_with("## Timeline")
            && incident.updates[1].text.ends_with("the push")
    );
}

#[test]
fn the_title_is_the_first_heading_and_the_rest_is_summary() {
    let incident = good(
        "Before.\n\n# A title ##\n\nAfter.\n\n# Another\n\n## 2026-11-20 14:05 UTC - identified\n\n# Not a title\n",
    );
    assert_eq!(incident.title, "A title");
    assert_eq!(incident.summary, "Before.\n\nAfter.\n\n# Another");
    assert_eq!(incident.updates[0].text, "# Not a title");
    assert_eq!(
        good("#Title\n\n## 2026-11-20 14:05 UTC - identified\n").title,
        "Title"
    );
    assert_eq!(
        good("#\u{a0}C# is down\n\n## 2026-11-20 14:05 UTC - identified\n").title,
        "C# is down"
    );
}

#[test]
fn an_update_may_have_an_id_of_its_own() {
    let headings = "## 2026-11-20 14:05 UTC - investigating {api=down} {#u-5f1}\n## 2026-11-20 14:06 UTC {#u-2 web=down}\n## 2026-11-20 14:07 UTC {#u-3}";
    let incident = good(&with(headings));
    let ids: Vec<&str> = incident
        .updates
        .iter()
        .map(|update| update.id.as_str())
        .collect();
    assert_eq!(ids, ["u-5f1", "u-2", "u-3"]);
    assert_eq!(all(&incident)[1], "20T14:06 update web=major_outage");
    let (incident, problems) = read(&with(
        "## 2026-11-20 14:05 UTC {#u-1}\n## 2026-11-20 14:06 UTC {#u-1}\n## 2026-11-20 14:07 UTC {#u/1}",
    ));
    let ids: Vec<&str> = incident
        .updates
        .iter()
        .map(|update| update.id.as_str())
        .collect();
    assert_eq!(ids, ["u-1", "u-20261120T140600Z", "u-20261120T140700Z"]);
    assert_eq!(
        told(&problems),
        [
            "update-id-twice: two updates have the id `u-1` [u-1] leave one of them out",
            "bad-update-id: an update has one id, of `a-z`, `0-9`, `-`, `_` and `.` [#u/1] leave it out: it is made of the time",
        ]
    );
}

#[test]
fn ids_are_made_of_the_time_and_counted_in_the_order_of_the_file() {
    let headings = "## 2026-11-20 14:05:30 UTC - resolved\n## 2026-11-20 14:05:30 UTC - identified\n## 2026-11-20 14:05 UTC - investigating\n## 2026-11-20 14:05:30 UTC";
    let incident = good(&with(headings));
    let ids: Vec<&str> = incident
        .updates
        .iter()
        .map(|update| update.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "u-20261120T140500Z",
            "u-20261120T140530Z",
            "u-20261120T140530Z-2",
            "u-20261120T140530Z-3"
        ]
    );
}

#[test]
fn time_orders_and_at_equal_times_the_lower_is_later_unless_it_ends() {
    let headings = "## 2026-11-20 15:00 UTC - monitoring\n## 2026-11-20 14:05 UTC - investigating\n## 2026-11-20 15:00 UTC - resolved\n## 2026-11-20 15:00 UTC - identified";
    assert_eq!(
        all(&good(&with(headings))),
        [
            "20T14:05 investigating",
            "20T15:00 resolved",
            "20T15:00 monitoring",
            "20T15:00 identified"
        ]
    );
}
