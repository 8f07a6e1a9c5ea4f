//! The text of a cState incident: what a `track` shortcode dates becomes an update, the rest stays.

use super::super::Notes;
use super::super::when::noted;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use std::ops::Range;

/// A text taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    /// What nothing dates.
    pub rest: String,
    /// When, and what was said then; in the order of the file.
    pub updates: Vec<(DateTime<Utc>, String)>,
}

/// A shortcode, and the time it holds.
struct Track {
    at: Range<usize>,
    time: Option<DateTime<Utc>>,
    written: String,
}

/// Lifts what is dated. A section between rules belongs to its only shortcode; of several in a section,
/// each takes the paragraphs since the one before, or up to the next where the first one stands in front.
pub(super) fn take_apart(text: &str, zone: Tz, place: &str, notes: &mut Notes) -> Body {
    let mut body = Body::default();
    let mut rest: Vec<String> = Vec::new();
    for section in sections(text) {
        let tracks = tracks(section, zone, place, notes);
        let dated: Vec<usize> = (0..tracks.len())
            .filter(|at| tracks[*at].time.is_some())
            .collect();
        if dated.is_empty() {
            rest.push(without(section, 0..section.len(), &tracks));
            continue;
        }
        let (pieces, left) = pieces(section, &tracks, &dated);
        for (track, piece) in pieces {
            let words = without(section, piece, &tracks);
            body.updates
                .extend(tracks[track].time.map(|time| (time, words)));
        }
        rest.extend(left.map(|piece| without(section, piece, &tracks)));
    }
    rest.retain(|piece| !piece.is_empty());
    // Where nothing was lifted, rules between sections stay.
    body.rest = match body.updates.is_empty() {
        true => without(text, 0..text.len(), &tracks(text, zone, place, notes)),
        false => rest.join("\n\n---\n\n"),
    };
    body
}

/// A shortcode by its position, and the stretch that belongs to it.
type Piece = (usize, Range<usize>);

/// Which stretch of a section belongs to which shortcode, and what to none.
fn pieces(section: &str, tracks: &[Track], dated: &[usize]) -> (Vec<Piece>, Option<Range<usize>>) {
    let end = section.len();
    if let [only] = dated {
        return (vec![(*only, 0..end)], None);
    }
    // Where a shortcode's paragraph begins and ends.
    let begins = |at: usize| {
        section[..tracks[at].at.start]
            .rfind("\n\n")
            .map_or(0, |it| it + 2)
    };
    let ends = |at: usize| {
        section[tracks[at].at.end..]
            .find("\n\n")
            .map_or(end, |it| tracks[at].at.end + it)
    };
    let first = dated[0];
    let in_front = section[begins(first)..tracks[first].at.start]
        .trim()
        .is_empty();
    let mut pieces = Vec::new();
    let mut from = 0;
    for (count, &at) in dated.iter().enumerate() {
        let next = dated.get(count + 1).copied();
        let shared = next.is_some_and(|next| begins(next) <= tracks[at].at.end);
        let to = match (in_front, next) {
            (true, None) => end,
            (true, Some(next)) if shared => tracks[next].at.start,
            (true, Some(next)) => begins(next),
            (false, _) if shared => tracks[at].at.end,
            (false, _) => ends(at),
        };
        let start = if in_front && count == 0 {
            begins(at)
        } else {
            from
        };
        pieces.push((at, start..to));
        from = to;
    }
    let left = if in_front {
        0..begins(first)
    } else {
        from..end
    };
    (
        pieces,
        Some(left).filter(|left| !section[left.clone()].trim().is_empty()),
    )
}

/// The stretches between lines that are rules (`---`, `***`, `___`), outside of code. A line of dashes
/// right below words makes them a heading instead.
fn sections(text: &str) -> Vec<&str> {
    let (mut found, mut start, mut at) = (Vec::new(), 0, 0);
    let (mut fenced, mut below_words) = (false, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        fenced ^= words.starts_with("```") || words.starts_with("~~~");
        let rule = words.len() >= 3
            && ['-', '*', '_']
                .iter()
                .any(|mark| words.chars().all(|c| c == *mark))
            && !(below_words && words.starts_with('-'));
        if rule && !fenced {
            found.push(&text[start..at]);
            start = at + line.len();
        }
        below_words = !words.is_empty() && !rule;
        at += line.len();
    }
    found.push(&text[start..]);
    found
}

/// Every `{{< track "…" >}}`, also with `{{%`, other quotes or none.
fn tracks(text: &str, zone: Tz, place: &str, notes: &mut Notes) -> Vec<Track> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(open) = text[from..].find("{{").map(|it| from + it) {
        from = open + 2;
        let Some(close) = text[from..].find("}}").map(|it| from + it) else {
            break;
        };
        let inside = text[from..close].trim_matches(['<', '>', '%', ' ', '\t', '\n', '\r']);
        let Some(written) = inside.strip_prefix("track") else {
            continue;
        };
        let written = written
            .trim()
            .trim_matches(['"', '\'', '`', '“', '”'])
            .trim()
            .to_owned();
        let time = noted(&written, zone, place, notes);
        found.push(Track {
            at: open..close + 2,
            time,
            written,
        });
        from = close + 2;
    }
    found
}

/// A stretch without its shortcodes. One that holds no time leaves its words in brackets, as cState shows it.
fn without(text: &str, piece: Range<usize>, tracks: &[Track]) -> String {
    let mut out = String::new();
    let mut from = piece.start;
    for track in tracks
        .iter()
        .filter(|track| piece.contains(&track.at.start))
    {
        let before = &text[from..track.at.start];
        match (track.time, track.written.as_str()) {
            (Some(_), _) | (None, "") => out.push_str(before.trim_end_matches([' ', '\t'])),
            (None, words) => out.push_str(&format!("{before}({words})")),
        }
        from = track.at.end.min(piece.end);
        // Where it stood in front, so did the blank behind it.
        if out.is_empty() || out.ends_with('\n') {
            let rest = &text[from..piece.end];
            from += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        }
    }
    out.push_str(&text[from..piece.end]);
    let blank = out.len() - out.trim_start().len();
    let start = out[..blank].rfind('\n').map_or(0, |at| at + 1);
    out[start..].trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Body, take_apart};
    use crate::import::Notes;
    use chrono_tz::Tz;

    fn taken(text: &str) -> Body {
        take_apart(text, Tz::UTC, "x.md", &mut Notes::default())
    }

    fn said(body: &Body) -> Vec<(String, &str)> {
        let form = |(at, text): &(chrono::DateTime<chrono::Utc>, String)| {
            (at.format("%H:%M").to_string(), text.clone())
        };
        let said: Vec<(String, String)> = body.updates.iter().map(form).collect();
        said.into_iter()
            .zip(&body.updates)
            .map(|((at, _), (_, text))| (at, text.as_str()))
            .collect()
    }

    #[test]
    fn paragraphs_belong_to_the_shortcode_behind_them() {
        let body = taken(
            "*Resolved* - All good.\n\nTruly. {{< track \"2018-04-13 16:50:00\" >}}\n\n\
             *Investigating* - We look. {{<track \"2018-04-13T15:04:00Z\">}}\n\nSorry.\n",
        );
        assert_eq!(
            said(&body),
            [
                ("16:50".into(), "*Resolved* - All good.\n\nTruly."),
                ("15:04".into(), "*Investigating* - We look."),
            ]
        );
        assert_eq!(body.rest, "Sorry.");
    }

    #[test]
    fn sections_belong_to_their_only_shortcode() {
        let body = taken(
            "{{% track '2018-04-13 16:50' %}} *Fixed*\n\n- a\n- b\n\n---\n\n*Update* - x {{< track 2018-04-13T9:00:00 >}}\n\nmore\n\n***\n\nThe end\n",
        );
        assert_eq!(
            said(&body),
            [
                ("16:50".into(), "*Fixed*\n\n- a\n- b"),
                ("09:00".into(), "*Update* - x\n\nmore")
            ]
        );
        assert_eq!(body.rest, "The end");
    }

    #[test]
    fn a_shortcode_in_front_takes_what_follows() {
        let body = taken(
            "Intro\n\n{{< track \"2018-04-13 16:50\" >}}\n\none\n\n{{< track \"2018-04-13 15:00\" >}} two\n\nthree",
        );
        assert_eq!(
            said(&body),
            [("16:50".into(), "one"), ("15:00".into(), "two\n\nthree")]
        );
        assert_eq!(body.rest, "Intro");
    }

    #[test]
    fn without_a_time_nothing_is_lifted_and_nothing_lost() {
        let text = "[Final message]\n\nIt is over. {{< track \"yesterday\" >}}\n\n---\n\n[Initial message] {{< track \"\" >}}\n\n{{< other >}}";
        let body = taken(text);
        assert_eq!(body.updates, []);
        assert_eq!(
            body.rest,
            "[Final message]\n\nIt is over. (yesterday)\n\n---\n\n[Initial message]\n\n{{< other >}}"
        );
        for text in ["", "{{", "{{< track", "é{{< track \"é\" >}}é", "a\n---\nb"] {
            assert_eq!(taken(text).updates, [], "{text}");
        }
        assert_eq!(taken("a\n---\nb").rest, "a\n---\nb");
    }
}
