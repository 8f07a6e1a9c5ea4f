//! Nothing panics, whatever the bytes.

use super::with_scope;
use crate::format::{Heading, append, duration, parse, parse_bytes, translate, write};
use crate::model::Said;
use chrono::DateTime;
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::{Index, select};

/// Pieces that mean something to the reader.
const PIECES: [&str; 48] = [
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "\u{a0}",
    "\t",
    "#",
    "##",
    "## ",
    "# Title\n",
    "---\n",
    "+++\n",
    "...\n",
    "2026-11-20",
    "2026-11-20 14:05",
    "2026-10-25 02:30",
    " UTC",
    " +01:00",
    "-99:99",
    " Europe/Berlin",
    "[Europe/Berlin]",
    "14:05",
    "+30m",
    "+1h",
    "+99999999999999999999h",
    " - ",
    " – ",
    ": ",
    "investigating",
    "resolved",
    "postmortem",
    "{api=down}",
    "{",
    "}",
    "api=",
    "{#u-1}",
    "<<<<<<< HEAD\n",
    "=======\n",
    "||||||| base\n",
    ">>>>>>> main\n",
    "scheduled: ",
    "for: 90m\n",
    "repeat: FREQ=WEEKLY\n",
    "kind: notice\n",
    "components: [api, {web: down}]\n",
    "é\u{200b}\u{feff}",
    "&*!|>'\"%@`\0",
];

/// Arbitrary text made mostly of such pieces.
fn texts() -> impl Strategy<Value = String> {
    vec(proptest::prop_oneof![4 => select(&PIECES[..]).prop_map(str::to_owned), 1 => any::<String>()], 0..40)
        .prop_map(|pieces| pieces.concat())
}

const GOOD: &str = "---\nscheduled: 2026-11-27 22:00 UTC\nfor: 90m\nrepeat: FREQ=WEEKLY;BYDAY=SU\nexcept: [2026-12-04]\n\
    components: [api, web=down]\nimpact: minor\naliases: [a/b.html]\n---\n# Title\n\nSummary.\n\n\
    ## 2026-11-20 14:05 UTC - scheduled {api=partial_outage, web}\n\nWords.\n\n## 14:20 - in_progress\n\n## +30m - completed\n";

/// Everything that can be done with a text, on one.
fn exercise(text: &str) {
    with_scope(Tz::Europe__Berlin, |scope| {
        let (incident, problems) = parse("2026-11-20-case", "incidents/case.md", text, scope);
        for problem in &problems {
            let place = problem.place.as_ref().expect("a place");
            assert!(place.text.get(place.span.clone()).is_some(), "{problem:?}");
            assert!(
                !problem.what.is_empty() && !problem.what.ends_with('.') && problem.hint.is_some(),
                "{problem:?}"
            );
        }
        let Some(mut incident) = incident else { return };
        for update in &incident.updates {
            assert!(
                incident
                    .source
                    .get(update.heading.clone())
                    .is_some_and(|line| line.starts_with("##"))
            );
        }
        write(&incident);
        translate(&mut incident, "de", "incidents/case.de.md", text, scope);
        let heading = Heading {
            at: DateTime::from_timestamp(1_800_000_000, 0).expect("an instant"),
            said: Said::Update,
            marks: Vec::new(),
            id: Some("u-added".into()),
        };
        let longer = append(text, &heading, "Added.");
        assert!(longer.starts_with(text));
        let (again, _) = parse("2026-11-20-case", "incidents/case.md", &longer, scope);
        let again = again.expect("no draft");
        assert_eq!(
            again.updates.len(),
            incident.updates.len() + 1,
            "{longer:?}"
        );
        assert!(
            again.updates.iter().any(|update| update.text == "Added."),
            "{longer:?}"
        );
    });
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        exercise(&text);
    }

    #[test]
    fn any_pieces_are_read(text in texts()) {
        exercise(&text);
    }

    #[test]
    fn any_front_matter_is_read(text in texts()) {
        exercise(&format!("---\n{text}\n---\n# Title\n"));
        exercise(&format!("+++\n{text}\n+++\n# Title\n"));
        exercise(&format!("---\nscheduled: 2026-11-27 22:00\nfor: {text:?}\nrepeat: {text:?}\n---\n# Title\n"));
    }

    #[test]
    fn a_good_file_with_slips_is_read(edits in vec((any::<Index>(), 0_usize..6, select(&PIECES[..])), 1..6)) {
        let mut text = GOOD.to_owned();
        for (at, cut, piece) in edits {
            let at = at.index(text.len() + 1);
            let end = (at + cut).min(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(end) {
                text.replace_range(at..end, piece);
            }
        }
        exercise(&text);
    }

    #[test]
    fn any_bytes_are_read(bytes in vec(any::<u8>(), 0..400), good in any::<bool>(), at in any::<Index>()) {
        let mut bytes = bytes;
        if good {
            let mut whole = GOOD.as_bytes().to_vec();
            let at = at.index(whole.len());
            whole.splice(at..at, bytes);
            bytes = whole;
        }
        with_scope(Tz::UTC, |scope| {
            let (incident, problems) = parse_bytes("case", "incidents/case.md", &bytes, scope);
            let wrong = std::str::from_utf8(&bytes).is_err();
            if let Some(incident) = incident {
                prop_assert!(!wrong || incident.being_corrected);
                prop_assert_eq!(wrong, problems.iter().any(|problem| problem.code == "not-utf8"));
            }
            Ok(())
        })?;
    }

    #[test]
    fn any_duration_is_read(text in any::<String>(), number in any::<u64>(), unit in "[a-z]{1,8}") {
        duration(&text);
        if let Some(length) = duration(&format!("{number}{unit}")) {
            prop_assert!(length.num_days() <= 3660);
        }
    }
}
