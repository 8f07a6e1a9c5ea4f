//! Versions of a site as drafts. What they are is kept in their labels.

use super::text;
use crate::publish::fence::drafts::host::{Draft, Title};
use crate::publish::marker::Marker;
use crate::publish::release::Ticket;
use serde_json::{Value, json};

/// A title as labels: each takes 63 characters.
pub(super) fn labels(title: &str) -> Value {
    let Some(title) = Title::parse(title) else {
        return json!({});
    };
    let ticket = title.ticket;
    json!({
        "stillup-site": title.site,
        "stillup-generation": format!("{:016}", ticket.generation),
        "stillup-nonce": ticket.nonce,
        "stillup-run": ticket.run,
    })
}

pub(super) fn title(version: &Value) -> Option<Title> {
    let label = |name: &str| version["labels"][name].as_str().map(str::to_owned);
    Some(Title {
        site: label("stillup-site")?,
        ticket: Ticket {
            generation: label("stillup-generation")?.parse().ok()?,
            nonce: label("stillup-nonce")?,
            run: label("stillup-run")?,
        },
    })
}

/// What can be published, as if readers had got none of it.
pub(super) fn drafts(versions: &[Value]) -> Vec<Draft> {
    let there = versions.iter().filter(|version| {
        matches!(
            version["status"].as_str(),
            Some("CREATED" | "FINALIZED" | "CLONING")
        )
    });
    let draft = |version: &Value| Draft {
        id: text(&version["name"]),
        title: title(version),
        published: false,
    };
    there.map(draft).collect()
}

/// The draft that readers got this marker of, when none is above it.
pub(super) fn highest(drafts: &[Draft], marker: Vec<u8>) -> Option<(Draft, Vec<u8>)> {
    let read = Marker::parse(&marker)?;
    let titled = drafts
        .iter()
        .filter_map(|draft| Some((draft.title.as_ref()?, draft)));
    let (title, highest) = titled.max_by_key(|(title, _)| &title.ticket)?;
    let same = title.ticket.rank() == read.rank() && title.site == Title::site(&read.site);
    same.then(|| {
        let live = Draft {
            published: true,
            ..highest.clone()
        };
        (live, marker)
    })
}

#[cfg(test)]
mod tests {
    use super::{highest, labels, title};
    use crate::publish::fence::drafts::host::{Draft, Title};
    use crate::publish::marker::Marker;
    use crate::publish::release::Ticket;
    use crate::tree::Digest;
    use serde_json::json;
    use std::collections::BTreeMap;

    fn of(site: &str, generation: u64) -> Title {
        Title {
            site: Title::site(site),
            ticket: Ticket {
                generation,
                nonce: "f".repeat(32),
                run: "0193a4b5c6d7e01234567".into(),
            },
        }
    }

    #[test]
    fn a_title_is_four_labels_that_fit() {
        let whole = of("acme", 7);
        let labels = labels(&whole.to_string());
        let each = labels.as_object().expect("labels");
        for value in each.values() {
            assert!(value.as_str().expect("a text").len() <= 63);
        }
        assert_eq!(title(&json!({ "labels": labels })), Some(whole));
        assert_eq!(title(&json!({})), None);
    }

    #[test]
    fn readers_are_believed_only_about_the_highest_draft() {
        let marker = |generation| {
            let marker = Marker {
                version: 1,
                site: "acme".into(),
                generation,
                nonce: "f".repeat(32),
                manifest: Digest::of(b""),
                own: BTreeMap::new(),
                purge: BTreeMap::new(),
                retired: BTreeMap::new(),
                asked: Default::default(),
                made: Vec::new(),
            };
            marker.to_bytes()
        };
        let drafts = |titles: &[Title]| -> Vec<Draft> {
            let drafts = titles.iter().map(|title| Draft {
                id: title.ticket.generation.to_string(),
                title: Some(title.clone()),
                published: false,
            });
            drafts.collect()
        };
        let live = |titles: &[Title], generation| {
            let found = highest(&drafts(titles), marker(generation));
            found.map(|(live, _)| (live.id, live.published))
        };
        let both = [of("acme", 7), of("acme", 6)];
        assert_eq!(live(&both, 7), Some(("7".to_owned(), true)));
        assert_eq!(live(&both, 6), None, "somebody is ahead, or was");
        assert_eq!(live(&both, 8), None, "it is not there any more");
        assert_eq!(live(&[], 7), None);
        assert_eq!(live(&[of("acme", 7), of("other", 9)], 7), None);
        assert_eq!(live(&[of("other", 7)], 7), None, "another site's");
        assert_eq!(highest(&drafts(&both), b"not a marker".to_vec()), None);
    }
}
