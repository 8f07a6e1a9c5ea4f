//! Domain names: always complete, never told apart by case.

use hickory_proto::rr::Name as Inner;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A complete domain name, in lower case; printed with the full stop at its end.
///
/// The order is DNSSEC's canonical one (RFC 4034, section 6.1): a zone stands before what is in it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(Inner);

impl Name {
    /// The name of everything.
    pub fn root() -> Self {
        Name(Inner::root())
    }

    /// Is it the root?
    pub fn is_root(&self) -> bool {
        self.0.is_root()
    }

    /// The name without its first label; the root's is the root.
    #[must_use]
    pub fn parent(&self) -> Self {
        Name(self.0.base_name())
    }

    /// How many labels it has: none for the root, one for a top-level domain.
    pub fn labels(&self) -> usize {
        self.0.iter().count()
    }

    /// The name made of its last labels, itself when it has no more.
    #[must_use]
    pub fn last(&self, labels: usize) -> Self {
        Name(self.0.trim_to(labels.min(self.labels())))
    }

    /// Whether it is `zone`, or stands somewhere below it.
    pub fn is_within(&self, zone: &Name) -> bool {
        zone.0.zone_of(&self.0)
    }

    /// Whether it stands below `zone`, and is not `zone` itself.
    pub fn is_below(&self, zone: &Name) -> bool {
        self != zone && self.is_within(zone)
    }

    /// What stands in front of `zone`, as zone files write it: `@` for the zone itself.
    pub fn relative_to(&self, zone: &Name) -> String {
        if self == zone {
            return "@".to_owned();
        }
        if !self.is_within(zone) || zone.is_root() {
            return self.to_string();
        }
        let (whole, end) = (self.to_string(), zone.to_string());
        whole[..whole.len() - end.len() - 1].to_owned()
    }

    /// This label in front of the name.
    ///
    /// # Errors
    /// It is no label, or the name gets too long.
    pub fn child(&self, label: &str) -> Result<Self, NoName> {
        match self.is_root() {
            true => format!("{label}.").parse(),
            false => format!("{label}.{self}").parse(),
        }
    }

    /// Whether its first label is `*`.
    pub fn is_wildcard(&self) -> bool {
        self.0.is_wildcard()
    }

    /// The top-level domain; the root's is the root.
    #[must_use]
    pub fn tld(&self) -> Self {
        self.last(1)
    }

    /// Without the full stop at its end, as people write it; the root is `.`.
    pub fn bare(&self) -> String {
        let text = self.to_string();
        match text.len() {
            1 => text,
            length => text[..length - 1].to_owned(),
        }
    }

    pub(super) fn inner(&self) -> &Inner {
        &self.0
    }
}

impl From<&Inner> for Name {
    fn from(inner: &Inner) -> Self {
        let mut folded = inner.to_lowercase();
        folded.set_fqdn(true);
        Name(folded)
    }
}

/// Why a text is no domain name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoName(pub String);

impl fmt::Display for NoName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for NoName {}

impl FromStr for Name {
    type Err = NoName;

    /// With or without the full stop at its end; letters of other languages become `xn--…`.
    fn from_str(text: &str) -> Result<Self, NoName> {
        let bare = text.strip_suffix('.').unwrap_or(text);
        if text == "." {
            return Ok(Name::root());
        }
        if bare.is_empty() || bare.split('.').any(str::is_empty) {
            return Err(NoName("a label is empty".to_owned()));
        }
        if let Some(long) = bare.split('.').find(|label| label.len() > 63) {
            return Err(NoName(format!("`{long}` is longer than 63 characters")));
        }
        let fits = |c: char| c.is_alphanumeric() || "-_.*/".contains(c);
        if let Some(odd) = bare.chars().find(|c| !fits(*c)) {
            return Err(NoName(format!("`{odd}` cannot stand in a domain name")));
        }
        let inner = match bare.is_ascii() {
            true => Inner::from_ascii(bare),
            false => Inner::from_utf8(bare),
        };
        let inner = inner.map_err(|error| NoName(error.to_string()))?;
        Ok(Name::from(&inner))
    }
}

impl fmt::Display for Name {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0.to_ascii())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{self}")
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Name {
    /// Names that came off the wire may hold anything, escaped; they are read back as printed.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let inner = Inner::from_ascii(&text).map_err(serde::de::Error::custom)?;
        Ok(Name::from(&inner))
    }
}

#[cfg(test)]
mod tests {
    use super::Name;

    fn name(text: &str) -> Name {
        text.parse().expect("a name")
    }

    #[test]
    fn names_are_complete_and_fold_their_case() {
        assert_eq!(name("Status.Acme.Example"), name("status.acme.example."));
        assert_eq!(name("a.b").to_string(), "a.b.");
        assert_eq!(name("a.b").bare(), "a.b");
        assert_eq!(
            name("b\u{fc}cher.example").to_string(),
            "xn--bcher-kva.example."
        );
        for wrong in ["", "a..b", ".a", "a b", "a@b", &"x".repeat(64)] {
            assert!(wrong.parse::<Name>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_know_their_zones() {
        let (zone, www) = (name("acme.example"), name("www.acme.example"));
        assert!(www.is_below(&zone) && www.is_within(&zone) && zone.is_within(&zone));
        assert!(!zone.is_below(&zone) && !name("xacme.example").is_within(&zone));
        assert_eq!(www.parent(), zone);
        assert_eq!(www.last(1), name("example"));
        assert_eq!(www.relative_to(&zone), "www");
        assert_eq!(zone.relative_to(&zone), "@");
        assert_eq!(zone.child("x").expect("a name"), name("x.acme.example"));
        assert_eq!((Name::root().labels(), www.labels()), (0, 3));
        assert_eq!(Name::root().parent(), Name::root());
    }

    #[test]
    fn names_survive_being_saved() {
        let odd: Name = serde_json::from_str(r#""a\\.b.example.""#).expect("a name");
        assert_eq!(odd.labels(), 2);
        let text = serde_json::to_string(&odd).expect("JSON");
        assert_eq!(serde_json::from_str::<Name>(&text).expect("a name"), odd);
    }
}
