//! What fence class C asks of a host: the requests, and nothing of when to make them.

use super::listing::Listing;
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::marker::Marker;
use crate::publish::mirror::Trouble;
use crate::publish::release::Ticket;
use crate::tree::Digest;
use async_trait::async_trait;
use std::fmt;

/// Whose draft it is, and which publish's. As text it has at most 100 bytes, which every host takes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Title {
    /// 16 digits of the digest of the site's id.
    pub site: String,
    /// Which publish it is.
    pub ticket: Ticket,
}

impl Title {
    /// Of the publish that leaves this marker.
    ///
    /// # Errors
    /// The marker cannot be read, which only a mistake of ours can bring about.
    pub fn of(ticket: &Ticket, marker: &[u8]) -> Result<Self, Trouble> {
        let marker = Marker::parse(marker)
            .ok_or_else(|| Problem::error("marker", "the marker to be written cannot be read"))?;
        Ok(Title {
            site: Self::site(&marker.site),
            ticket: ticket.clone(),
        })
    }

    /// What stands in it for a site's id.
    pub fn site(id: &str) -> String {
        Digest::of(id.as_bytes()).to_string()[..16].to_owned()
    }

    /// From a draft's title; nothing when it is none of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let (name, site, ticket) = (words.next()?, words.next()?, words.next()?);
        (name == "stillup" && site.len() == 16 && words.next().is_none()).then_some(())?;
        Some(Title {
            site: site.to_owned(),
            ticket: Ticket::parse(ticket)?,
        })
    }
}

impl fmt::Display for Title {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "stillup {} {}", self.site, self.ticket.name())
    }
}

/// One draft, or what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Draft {
    /// The host's own name for it.
    pub id: String,
    /// Nothing: it is somebody else's.
    pub title: Option<Title>,
    /// Readers got it at some time. Where that cannot be told for old ones, they did not.
    pub published: bool,
}

/// What there is at a host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Survey {
    /// Drafts, at least all that are above what readers get.
    pub drafts: Vec<Draft>,
    /// What readers get, as it was no earlier than the drafts were.
    pub live: Option<Draft>,
    /// The marker published with that, where it was read on the way.
    pub marker: Option<Vec<u8>>,
}

/// A draft that was begun.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Begun {
    /// Its name, where it has one before all of its files are there.
    pub id: Option<String>,
    /// Digests of the files that have to be sent, in the groups they have to be sent in.
    pub missing: Vec<Vec<String>>,
    /// What lets us send them; or, once they are sent, what lets us finish.
    pub token: Option<Secret>,
    /// Where to send them.
    pub to: String,
}

/// A file to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The host's digest of it.
    pub digest: String,
    /// One of the paths it is at.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What came of deleting a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deleted {
    /// It is not there any more, or was not to begin with.
    Gone,
    /// It is what readers get, and stays.
    Live,
    /// Readers got it once, and the host keeps it: nobody publishes it again.
    Kept,
}

/// What came of publishing a draft.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Published {
    /// It is what readers get, under this name.
    Done(String),
    /// It is not there any more: the host said so.
    Gone,
    /// The host did not say.
    Unknown,
}

/// What a host takes at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files in a site.
    pub files: usize,
    /// Bytes in a file.
    pub bytes: u64,
}

impl Limits {
    /// Fails when a site has more.
    ///
    /// # Errors
    /// It does.
    pub fn hold(self, listing: &Listing) -> Result<(), Trouble> {
        let count = listing.files.len();
        if count > self.files {
            let what = format!("this host takes {} files at most, not {count}", self.files);
            return Err(Problem::error("too-many-files", what)
                .hint("publish to a host without such a limit, such as a bucket")
                .into());
        }
        match listing
            .files
            .iter()
            .find(|(_, piece)| piece.length > self.bytes)
        {
            Some((path, piece)) => {
                let what = format!(
                    "this host takes files of {} bytes at most, and `{path}` has {}",
                    self.bytes, piece.length
                );
                Err(Problem::error("file-too-long", what).into())
            }
            None => Ok(()),
        }
    }
}

/// A host with drafts. Each call acts at one moment.
#[async_trait]
pub trait Host: Send + Sync {
    /// What it takes at most.
    fn limits(&self) -> Limits;
    /// The host's own digest of a file.
    fn digest(&self, path: &str, bytes: &[u8]) -> String;
    /// Whether there are drafts at all. If not, a publish is live as soon as it is finished, and the
    /// last writer wins.
    fn has_drafts(&self) -> bool {
        true
    }
    /// Whether what was live once cannot be deleted.
    fn keeps(&self) -> bool {
        false
    }
    /// What of earlier publishes no request of ours takes away, in words.
    fn leaves(&self) -> Option<&'static str> {
        None
    }
    /// All drafts, and what was live once.
    async fn list(&self) -> Result<Vec<Draft>, Trouble>;
    /// What readers get.
    async fn live(&self) -> Result<Option<Draft>, Trouble>;
    /// What there is to see before anything is begun: what one answer tells is asked for once.
    async fn survey(&self) -> Result<Survey, Trouble> {
        Ok(Survey {
            drafts: self.list().await?,
            live: self.live().await?,
            marker: None,
        })
    }
    /// A file of what is live, which is this.
    async fn read(&self, live: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble>;
    /// Begins a draft.
    async fn create(&self, title: &str, listing: &Listing) -> Result<Begun, Trouble>;
    /// Sends one group of files; may tell what lets us finish.
    async fn send(&self, begun: &Begun, files: Vec<Wanted>) -> Result<Option<Secret>, Trouble>;
    /// Makes a draft of it that can be published, and tells its name.
    async fn finish(&self, sent: &Begun, title: &str, listing: &Listing)
    -> Result<String, Trouble>;
    /// Deletes one, unless it is live.
    async fn delete(&self, id: &str) -> Result<Deleted, Trouble>;
    /// Makes it what readers get, and returns when it is. The call that does so is made once.
    async fn publish(&self, id: &str, title: &str) -> Result<Published, Trouble>;
    /// Puts back what was live once, where there are no drafts.
    async fn put_back(&self, _id: &str) -> Result<(), Trouble> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Limits, Title};
    use crate::publish::fence::drafts::listing::{Listing, Piece};
    use crate::publish::release::Ticket;

    #[test]
    fn a_title_reads_back_and_fits_everywhere() {
        let title = Title {
            site: "0123456789abcdef".into(),
            ticket: Ticket {
                generation: 1_763_640_000_000,
                nonce: "f".repeat(32),
                run: "0193a4b5c6d7e01234567".into(),
            },
        };
        let text = title.to_string();
        assert!(text.len() <= 100, "{} bytes", text.len());
        assert_eq!(Title::parse(&text), Some(title));
        for other in [
            "",
            "stillup",
            "Deploy main@1234",
            &format!("{text} 2"),
            &text[1..],
        ] {
            assert_eq!(Title::parse(other), None, "{other}");
        }
    }

    #[test]
    fn what_a_host_does_not_take_is_told_beforehand() {
        let piece = |length| Piece {
            digest: "0".into(),
            length,
        };
        let mut listing = Listing::default();
        listing.files.insert("a.html".into(), piece(9));
        listing.files.insert("b.html".into(), piece(11));
        let told = |files, bytes| {
            let held = Limits { files, bytes }.hold(&listing);
            held.err().map(|trouble| trouble.problem.what)
        };
        assert_eq!(told(2, 11), None);
        assert_eq!(
            told(1, 11).as_deref(),
            Some("this host takes 1 files at most, not 2")
        );
        assert_eq!(
            told(2, 10).as_deref(),
            Some("this host takes files of 10 bytes at most, and `b.html` has 11")
        );
    }
}
