//! Failure domains: the things that fail as one, and the only leaves of the model.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// What sort of thing fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A top-level domain, with whatever lies between it and the names one can buy.
    Tld,
    /// Who a name is registered with.
    Registrar,
    /// Who answers DNS for a zone.
    Dns,
    /// A network, by the number of its autonomous system.
    Asn,
    /// Who runs the machine.
    Host,
    /// Who stands in front of it.
    Cdn,
    /// Who issued a certificate.
    Ca,
    /// Where the site's files are kept.
    Repo,
    /// What publishes on push and on a timer.
    Ci,
    /// A login, a mail domain, a payment card.
    Account,
    /// The root of DNS; it counts only where it is named.
    Root,
}

impl Kind {
    /// Every kind, in the order reports have them.
    pub const ALL: [Kind; 11] = [
        Kind::Tld,
        Kind::Registrar,
        Kind::Dns,
        Kind::Asn,
        Kind::Host,
        Kind::Cdn,
        Kind::Ca,
        Kind::Repo,
        Kind::Ci,
        Kind::Account,
        Kind::Root,
    ];

    /// As it stands before the colon.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Tld => "tld",
            Kind::Registrar => "registrar",
            Kind::Dns => "dns",
            Kind::Asn => "asn",
            Kind::Host => "host",
            Kind::Cdn => "cdn",
            Kind::Ca => "ca",
            Kind::Repo => "repo",
            Kind::Ci => "ci",
            Kind::Account => "account",
            Kind::Root => "root",
        }
    }

    /// In words for people.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Tld => "top-level domain",
            Kind::Registrar => "registrar",
            Kind::Dns => "DNS operator",
            Kind::Asn => "network",
            Kind::Host => "host",
            Kind::Cdn => "CDN",
            Kind::Ca => "certificate authority",
            Kind::Repo => "git host",
            Kind::Ci => "CI",
            Kind::Account => "account",
            Kind::Root => "root of DNS",
        }
    }
}

/// One failure domain, written `kind:id`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain {
    /// What sort of thing.
    pub kind: Kind,
    /// Which one; `?` and what it belongs to when nobody knows.
    pub id: String,
}

impl Domain {
    /// The domain of this kind and name.
    pub fn new(kind: Kind, id: impl Into<String>) -> Self {
        Domain {
            kind,
            id: id.into(),
        }
    }

    /// A domain that must be there, and that nobody could name: of whom or what it is.
    pub fn unknown(kind: Kind, of: &str) -> Self {
        Domain::new(kind, format!("?{of}"))
    }

    /// Nobody could name it.
    pub fn is_unknown(&self) -> bool {
        self.id.starts_with('?')
    }

    /// Reads `kind:id`; registrars by their first word, so that what is declared and what a register
    /// says (`gandi`, `GANDI SAS`) are one.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        let (kind, id) = (kind.trim().to_lowercase(), id.trim().to_lowercase());
        let kind = Kind::ALL.into_iter().find(|known| known.word() == kind)?;
        let id = match kind {
            Kind::Registrar => registrar(&id),
            Kind::Asn => id.trim_start_matches("as").to_owned(),
            Kind::Tld => id.trim_matches('.').to_owned(),
            _ => id,
        };
        (!id.is_empty()).then(|| Domain::new(kind, id))
    }
}

/// A registrar's id: the first word of its name. Registrars write their name in many ways
/// (`GoDaddy.com, LLC`, `GANDI SAS`); taking two for one errs on the safe side.
pub fn registrar(name: &str) -> String {
    let folded = name.to_lowercase();
    let word = folded
        .split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '.' || c == '?'))
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let endings = [".com", ".net", ".org", ".de", ".fr", ".eu"];
    let bare = endings.iter().find_map(|ending| word.strip_suffix(ending));
    bare.unwrap_or(word).trim_matches('.').to_owned()
}

impl fmt::Display for Domain {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}:{}", self.kind.word(), self.id)
    }
}

impl Serialize for Domain {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Domain {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Domain::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is not `kind:id`")))
    }
}

#[cfg(test)]
mod tests {
    use super::{Domain, registrar};

    #[test]
    fn a_registrar_is_known_by_its_first_word() {
        for (name, id) in [
            ("GANDI SAS", "gandi"),
            ("GoDaddy.com, LLC", "godaddy"),
            ("Amazon Registrar, Inc.", "amazon"),
            ("key-systems GmbH", "key-systems"),
            ("?acme.com", "?acme"),
        ] {
            assert_eq!(registrar(name), id);
        }
    }

    #[test]
    fn domains_are_written_and_read() {
        for (text, same) in [
            ("dns:one", "dns:one"),
            (" TLD: com", "tld:com"),
            ("asn:AS64501", "asn:64501"),
            ("registrar:Gandi SAS", "registrar:gandi"),
        ] {
            assert_eq!(
                Domain::parse(text).map(|it| it.to_string()).as_deref(),
                Some(same)
            );
        }
        for text in ["dns:", "one", "planet:earth", ""] {
            assert_eq!(Domain::parse(text), None, "{text}");
        }
    }
}
