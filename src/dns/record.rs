//! Resource records, as plain data: what is wanted, and what was found.

use super::name::Name;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The types of records we know by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum RecordType {
    /// Start of authority.
    Soa,
    /// Name server.
    Ns,
    /// IPv4 address.
    A,
    /// IPv6 address.
    Aaaa,
    /// Another name for it.
    Cname,
    /// Mail exchange.
    Mx,
    /// Text.
    Txt,
    /// Who may issue certificates.
    Caa,
    /// Delegation signer, at the parent.
    Ds,
    /// Public key of a zone.
    Dnskey,
    /// Signature over a set.
    Rrsig,
    /// Any other, by its number.
    Other(u16),
}

impl RecordType {
    /// Types that say where a host is.
    pub const ADDRESSES: [RecordType; 2] = [Self::A, Self::Aaaa];
}

impl fmt::Display for RecordType {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self {
            Self::Soa => "SOA",
            Self::Ns => "NS",
            Self::A => "A",
            Self::Aaaa => "AAAA",
            Self::Cname => "CNAME",
            Self::Mx => "MX",
            Self::Txt => "TXT",
            Self::Caa => "CAA",
            Self::Ds => "DS",
            Self::Dnskey => "DNSKEY",
            Self::Rrsig => "RRSIG",
            // RFC 3597, section 5.
            Self::Other(number) => return write!(to, "TYPE{number}"),
        };
        to.pad(word)
    }
}

/// What a start of authority says, times in seconds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Soa {
    /// The primary server.
    pub mname: Name,
    /// Whom to write to, the `@` written as a full stop.
    pub rname: Name,
    /// Goes up with every change.
    pub serial: u32,
    /// How often secondaries look.
    pub refresh: u32,
    /// How soon they look again when that failed.
    pub retry: u32,
    /// When they give up.
    pub expire: u32,
    /// How long "there is no such thing" is remembered, at most (RFC 2308).
    pub minimum: u32,
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Data {
    /// A start of authority.
    Soa(Box<Soa>),
    /// A name server's name.
    Ns(Name),
    /// An IPv4 address.
    A(Ipv4Addr),
    /// An IPv6 address.
    Aaaa(Ipv6Addr),
    /// The name that this one stands for.
    Cname(Name),
    /// A mail exchange and its preference; lower is asked first.
    Mx(u16, Name),
    /// Text, its strings joined.
    Txt(Vec<u8>),
    /// Flags, tag and value.
    Caa(u8, String, Vec<u8>),
    /// Which key the parent vouches for.
    Ds {
        /// Of the key.
        key_tag: u16,
        /// Of the key, as a number.
        algorithm: u8,
        /// How the digest was made, as a number.
        digest_type: u8,
        /// Of the name and the key.
        digest: Vec<u8>,
    },
    /// A key of the zone.
    Dnskey {
        /// 256 for a zone key, 257 for one that the parent vouches for.
        flags: u16,
        /// As a number.
        algorithm: u8,
        /// By which signatures name it.
        key_tag: u16,
        /// The key itself.
        key: Vec<u8>,
    },
    /// A signature over a set.
    Rrsig {
        /// The set's type.
        covered: RecordType,
        /// As a number.
        algorithm: u8,
        /// How many labels the signed name has, without a wildcard.
        labels: u8,
        /// The set's time to live when it was signed.
        original_ttl: u32,
        /// Of the key it was made with.
        key_tag: u16,
        /// The zone whose key that is.
        signer: Name,
        /// Valid from, in seconds since 1970.
        inception: u32,
        /// Valid until, in seconds since 1970.
        expiration: u32,
        /// The signature itself.
        signature: Vec<u8>,
    },
    /// Anything else: type and bytes.
    Other(u16, Vec<u8>),
}

impl Data {
    /// What type of record says such a thing.
    pub fn rtype(&self) -> RecordType {
        match self {
            Self::Soa(_) => RecordType::Soa,
            Self::Ns(_) => RecordType::Ns,
            Self::A(_) => RecordType::A,
            Self::Aaaa(_) => RecordType::Aaaa,
            Self::Cname(_) => RecordType::Cname,
            Self::Mx(..) => RecordType::Mx,
            Self::Txt(_) => RecordType::Txt,
            Self::Caa(..) => RecordType::Caa,
            Self::Ds { .. } => RecordType::Ds,
            Self::Dnskey { .. } => RecordType::Dnskey,
            Self::Rrsig { .. } => RecordType::Rrsig,
            Self::Other(number, _) => RecordType::Other(*number),
        }
    }

    /// The address it gives, if it gives one.
    pub fn ip(&self) -> Option<IpAddr> {
        match self {
            Self::A(ip) => Some((*ip).into()),
            Self::Aaaa(ip) => Some((*ip).into()),
            _ => None,
        }
    }

    /// The record for an address.
    pub fn address(ip: IpAddr) -> Self {
        match ip {
            IpAddr::V4(ip) => Self::A(ip),
            IpAddr::V6(ip) => Self::Aaaa(ip),
        }
    }
}

/// Bytes in quotes, as zone files write them (RFC 1035, section 5.1).
fn quoted(bytes: &[u8]) -> String {
    let mut text = String::from("\"");
    for byte in bytes {
        match byte {
            b'"' | b'\\' => {
                text.push('\\');
                text.push(char::from(*byte));
            }
            b' '..=b'~' => text.push(char::from(*byte)),
            other => text += &format!("\\{other:03}"),
        }
    }
    text.push('"');
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Display for Data {
    /// As a zone file has it; keys and signatures in short.
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Soa(soa) => {
                let Soa { mname, rname, .. } = &**soa;
                write!(
                    to,
                    "{mname} {rname} {} {} {} {} {}",
                    soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimum
                )
            }
            Self::Ns(name) | Self::Cname(name) => write!(to, "{name}"),
            Self::A(ip) => write!(to, "{ip}"),
            Self::Aaaa(ip) => write!(to, "{ip}"),
            Self::Mx(preference, name) => write!(to, "{preference} {name}"),
            Self::Txt(text) if text.is_empty() => to.write_str("\"\""),
            Self::Txt(text) => {
                // A string has a length of one byte.
                let parts: Vec<String> = text.chunks(255).map(quoted).collect();
                to.write_str(&parts.join(" "))
            }
            Self::Caa(flags, tag, value) => write!(to, "{flags} {tag} {}", quoted(value)),
            Self::Ds {
                key_tag,
                algorithm,
                digest_type,
                digest,
            } => write!(to, "{key_tag} {algorithm} {digest_type} {}", hex(digest)),
            Self::Dnskey {
                flags,
                algorithm,
                key_tag,
                ..
            } => write!(to, "{flags} 3 {algorithm} (key tag {key_tag})"),
            Self::Rrsig {
                covered,
                key_tag,
                signer,
                ..
            } => write!(to, "{covered} by {signer} (key tag {key_tag})"),
            Self::Other(_, bytes) => write!(to, "\\# {} {}", bytes.len(), hex(bytes)),
        }
    }
}

/// One record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Record {
    /// Whose it is.
    pub name: Name,
    /// How long it may be remembered, in seconds.
    pub ttl: u32,
    /// What it says.
    pub data: Data,
}

/// What a set is known by: a name and a type.
pub type Key = (Name, RecordType);

/// All records of one name and type: what is served, and changed, as one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordSet {
    /// Whose it is.
    pub name: Name,
    /// Its type.
    pub rtype: RecordType,
    /// How long it may be remembered, in seconds.
    pub ttl: u32,
    /// What its records say.
    pub data: BTreeSet<Data>,
}

impl RecordSet {
    /// What it is known by.
    pub fn key(&self) -> Key {
        (self.name.clone(), self.rtype)
    }

    /// Its records, in order.
    pub fn records(&self) -> impl Iterator<Item = Record> {
        self.data.iter().map(|data| Record {
            name: self.name.clone(),
            ttl: self.ttl,
            data: data.clone(),
        })
    }

    /// The addresses it gives.
    pub fn ips(&self) -> BTreeSet<IpAddr> {
        self.data.iter().filter_map(Data::ip).collect()
    }

    /// What its records say, in one line.
    pub fn words(&self) -> String {
        let data: Vec<String> = self.data.iter().map(ToString::to_string).collect();
        data.join(", ")
    }
}

/// Records gathered into sets. The shortest time to live counts (RFC 2181, section 5.2).
pub fn sets(records: impl IntoIterator<Item = Record>) -> BTreeMap<Key, RecordSet> {
    let mut sets: BTreeMap<Key, RecordSet> = BTreeMap::new();
    for Record { name, ttl, data } in records {
        let rtype = data.rtype();
        let set = sets.entry((name.clone(), rtype)).or_insert(RecordSet {
            name,
            rtype,
            ttl,
            data: BTreeSet::new(),
        });
        set.ttl = set.ttl.min(ttl);
        set.data.insert(data);
    }
    sets
}

#[cfg(test)]
mod tests {
    use super::{Data, Record, RecordType, sets};

    #[test]
    fn records_are_written_as_zone_files_have_them() {
        for (data, text) in [
            (Data::A([192, 0, 2, 1].into()), "192.0.2.1"),
            (Data::Txt(b"a \"b\" \x07".to_vec()), r#""a \"b\" \007""#),
            (Data::Txt(Vec::new()), "\"\""),
            (
                Data::Caa(0, "issue".into(), b"ca.example".to_vec()),
                "0 issue \"ca.example\"",
            ),
            (Data::Other(64, vec![0, 255]), "\\# 2 00ff"),
            (
                Data::Mx(10, "mx.example".parse().expect("a name")),
                "10 mx.example.",
            ),
        ] {
            assert_eq!(data.to_string(), text);
        }
        let long = Data::Txt(vec![b'x'; 300]).to_string();
        assert_eq!(long.matches("\" \"").count(), 1);
    }

    #[test]
    fn records_gather_into_sets() {
        let record = |name: &str, ttl, last| Record {
            name: name.parse().expect("a name"),
            ttl,
            data: Data::A([192, 0, 2, last].into()),
        };
        let sets = sets([
            record("a.x", 60, 1),
            record("A.x", 30, 2),
            record("b.x", 5, 3),
        ]);
        assert_eq!(sets.len(), 2);
        let first = &sets[&("a.x".parse().expect("a name"), RecordType::A)];
        assert_eq!((first.ttl, first.data.len()), (30, 2));
        assert_eq!(first.words(), "192.0.2.1, 192.0.2.2");
    }
}
