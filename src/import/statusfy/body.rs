//! The text of a Statusfy incident: `::: update TITLE | TIME` blocks become updates, the rest stays.

use super::super::Notes;
use super::super::lead::{fitting, lifted, word};
use super::super::when::noted;
use crate::model::Said;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// A text taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Body {
    /// What is in no block.
    pub rest: String,
    /// In the order of the file.
    pub updates: Vec<Block>,
}

/// One block.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub at: DateTime<Utc>,
    pub title: String,
    pub text: String,
}

impl Block {
    /// What it says of the incident, and its text. A title that is no status is kept in front.
    pub fn told(&self, maintenance: bool) -> (Said, String) {
        if let Some(said) = word(&self.title).and_then(|said| fitting(said, maintenance)) {
            return (said, self.text.clone());
        }
        let (said, rest) = lifted(&self.text, maintenance);
        match self.title.is_empty() {
            true => (said, rest.to_owned()),
            false => (
                said,
                format!("**{}**\n\n{rest}", self.title)
                    .trim_end()
                    .to_owned(),
            ),
        }
    }
}

/// Takes out the blocks whose time can be read; the others stay as text, as Statusfy shows them.
pub(super) fn take_apart(text: &str, place: &str, notes: &mut Notes) -> Body {
    let text = text.replace("\r\n", "\n");
    let mut body = Body::default();
    let mut rest = String::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let Some(block) = opens(line) else {
            rest.push_str(line);
            continue;
        };
        let (title, written) = block.rsplit_once('|').unwrap_or(("", block));
        let at = noted(written, Tz::UTC, place, notes);
        let mut inside = String::new();
        let mut raw = line.to_owned();
        while let Some(line) = lines.peek().filter(|line| opens(line).is_none()) {
            raw.push_str(line);
            let closes = line.trim().len() >= 3 && line.trim().bytes().all(|b| b == b':');
            let line = lines.next().unwrap_or_default();
            if closes {
                break;
            }
            inside.push_str(line);
        }
        match at {
            Some(at) => {
                body.updates.push(Block {
                    at,
                    title: title.trim().to_owned(),
                    text: inside.trim().to_owned(),
                });
                // Where it stood, one blank line is enough.
                while rest.ends_with("\n\n")
                    && lines.next_if(|line| line.trim().is_empty()).is_some()
                {}
            }
            None => {
                notes.add(
                    place,
                    format!("cannot read the time of `::: update {block}`: it stays as text"),
                );
                rest.push_str(&raw);
            }
        }
    }
    rest.trim().clone_into(&mut body.rest);
    body
}

/// What follows `::: update`.
fn opens(line: &str) -> Option<&str> {
    let words = line.trim();
    let rest = words.trim_start_matches(':');
    (words.len() - rest.len() >= 3).then_some(())?;
    let rest = rest.trim_start().strip_prefix("update")?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some(rest.trim())
}

#[cfg(test)]
mod tests {
    use super::take_apart;
    use crate::import::Notes;
    use crate::model::{IncidentStatus, Said};

    #[test]
    fn blocks_become_updates_and_bad_ones_stay() {
        let mut notes = Notes::default();
        let text = "Intro\r\n\r\n::: update Resolved | 2018-05-25T17:00:00-05:00\r\nDone.\r\n:::\r\n\n\
                    ::: update A | B | 2018-05-25T16:00:00Z\n*Identified* - x\n\n::: update Late | soon\nkept\n:::\nend";
        let body = take_apart(text, "x.md", &mut notes);
        let said: Vec<_> = body
            .updates
            .iter()
            .map(|it| (it.at.to_rfc3339(), it.told(false)))
            .collect();
        assert_eq!(
            said,
            [
                (
                    "2018-05-25T22:00:00+00:00".into(),
                    (Said::Status(IncidentStatus::Resolved), "Done.".into())
                ),
                (
                    "2018-05-25T16:00:00+00:00".into(),
                    (
                        Said::Status(IncidentStatus::Identified),
                        "**A | B**\n\nx".into()
                    )
                ),
            ]
        );
        assert_eq!(body.rest, "Intro\n\n::: update Late | soon\nkept\n:::\nend");
        assert_eq!(
            notes.lines(),
            ["cannot read the time of `::: update Late | soon`: it stays as text (x.md)"]
        );
    }
}
