//! Asking one name server one question, and everything that can come of it.

use super::name::Name;
use super::record::{Data, Key, Record, RecordSet, RecordType, Soa, sets};
use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::net::SocketAddr;

/// How a question travels.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Transport {
    /// As resolvers do: UDP, and TCP when the answer did not fit.
    #[default]
    Usual,
    /// UDP only.
    Udp,
    /// TCP only.
    Tcp,
}

impl fmt::Display for Transport {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::Usual => "UDP, then TCP",
            Self::Udp => "UDP",
            Self::Tcp => "TCP",
        })
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// About which name.
    pub name: Name,
    /// Which type.
    pub rtype: RecordType,
    /// Whether the server shall ask others for us; authoritative ones are asked without.
    pub recursion: bool,
    /// Whether signatures are wanted as well.
    pub signatures: bool,
    /// How it travels.
    pub transport: Transport,
}

impl Question {
    /// A plain one, for an authoritative server.
    pub fn new(name: &Name, rtype: RecordType) -> Self {
        Question {
            name: name.clone(),
            rtype,
            recursion: false,
            signatures: false,
            transport: Transport::Usual,
        }
    }

    /// The same over one transport only.
    #[must_use]
    pub fn over(mut self, transport: Transport) -> Self {
        self.transport = transport;
        self
    }

    /// The same, for the signatures as well.
    #[must_use]
    pub fn signed(mut self) -> Self {
        self.signatures = true;
        self
    }
}

/// The code an answer carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rcode {
    /// It was answered, though perhaps with nothing.
    NoError,
    /// The server did not understand the question.
    FormErr,
    /// The server cannot answer now.
    ServFail,
    /// The name does not exist.
    NxDomain,
    /// The server does not do such things.
    NotImp,
    /// The server does not want to.
    Refused,
    /// A set that must not exist does.
    YxRrset,
    /// A set that must exist does not, or differs.
    NxRrset,
    /// Not its zone, or no right to it.
    NotAuth,
    /// The name is not in the zone.
    NotZone,
    /// Any other, by its number.
    Other(u16),
}

impl fmt::Display for Rcode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(match self {
            Self::NoError => "NOERROR",
            Self::FormErr => "FORMERR",
            Self::ServFail => "SERVFAIL",
            Self::NxDomain => "NXDOMAIN",
            Self::NotImp => "NOTIMP",
            Self::Refused => "REFUSED",
            Self::YxRrset => "YXRRSET",
            Self::NxRrset => "NXRRSET",
            Self::NotAuth => "NOTAUTH",
            Self::NotZone => "NOTZONE",
            Self::Other(number) => return write!(to, "RCODE{number}"),
        })
    }
}

/// A message that answers what was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// How it ended.
    pub rcode: Rcode,
    /// The server says that it has this from its own zone (AA).
    pub authoritative: bool,
    /// The answer section.
    pub answers: Vec<Record>,
    /// The authority section.
    pub authority: Vec<Record>,
    /// The additional section.
    pub additional: Vec<Record>,
    /// How the answer came: UDP or TCP.
    pub over: Transport,
}

impl Answer {
    /// The set that answers the question itself, when there is one.
    pub fn set(&self, name: &Name, rtype: RecordType) -> Option<RecordSet> {
        let key: Key = (name.clone(), rtype);
        sets(
            self.answers
                .iter()
                .filter(|record| record.name == key.0)
                .cloned(),
        )
        .remove(&key)
    }

    /// The name that this one stands for.
    pub fn cname(&self, name: &Name) -> Option<(Name, u32)> {
        self.answers.iter().find_map(|record| match &record.data {
            Data::Cname(target) if record.name == *name => Some((target.clone(), record.ttl)),
            _ => None,
        })
    }

    /// The start of authority that was asked for: one that stands beside an answer is that of a zone
    /// above, which says that it knows of no such zone.
    pub fn own_soa(&self) -> Option<(&Name, &Soa, u32)> {
        self.soa().filter(|_| {
            self.answers
                .iter()
                .any(|record| record.data.rtype() == RecordType::Soa)
        })
    }

    /// The start of authority, from the answer or, when there was nothing to say, beside it; with its
    /// time to live.
    pub fn soa(&self) -> Option<(&Name, &Soa, u32)> {
        let all = self.answers.iter().chain(&self.authority);
        all.filter_map(|record| match &record.data {
            Data::Soa(soa) => Some((&record.name, &**soa, record.ttl)),
            _ => None,
        })
        .next()
    }

    /// Servers that are named for a zone, in the answer or beside it; with their time to live.
    pub fn servers(&self, zone: &Name) -> Option<(BTreeSet<Name>, u32)> {
        let all = || self.answers.iter().chain(&self.authority);
        let found = all().filter(|record| record.name == *zone);
        let set = sets(found.cloned()).remove(&(zone.clone(), RecordType::Ns))?;
        let names = set.data.iter().filter_map(|data| match data {
            Data::Ns(name) => Some(name.clone()),
            _ => None,
        });
        Some((names.collect(), set.ttl))
    }
}

/// All that can come of asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reply {
    /// An answer to this question; whether it is a useful one is for the asker to see.
    Answer(Box<Answer>),
    /// Nothing came within the time limit.
    Silent,
    /// The server's machine, or the network, said no; in the system's words.
    Unreachable(String),
    /// This machine has no way to such an address at all, such as IPv6 where there is none.
    NoRoute(String),
    /// Bytes that are no DNS message.
    Garbage(String),
    /// An answer to something else: what it was about.
    Mismatch(String),
    /// It did not fit, and asking over TCP was not wanted, or did not help: why.
    Truncated(String),
}

impl Reply {
    /// The answer, when there is one.
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Answer(answer) => Some(answer),
            _ => None,
        }
    }

    /// An answer that the server gives from its own zone: AA, and either data or a clear no.
    pub fn authoritative(&self) -> Option<&Answer> {
        self.answer().filter(|answer| {
            answer.authoritative && matches!(answer.rcode, Rcode::NoError | Rcode::NxDomain)
        })
    }

    /// Whether anything came back that has to do with DNS.
    pub fn is_silence(&self) -> bool {
        matches!(self, Self::Silent | Self::Unreachable(_) | Self::NoRoute(_))
    }
}

impl fmt::Display for Reply {
    /// What happened, in words that stand behind "ns1.example".
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(answer) => {
                let own = match answer.authoritative {
                    true => "",
                    false => " and not as its own (AA is not set)",
                };
                write!(to, "answers {}{own}", answer.rcode)
            }
            Self::Silent => to.write_str("does not answer"),
            Self::Unreachable(why) => write!(to, "cannot be reached: {why}"),
            Self::NoRoute(why) => write!(to, "cannot be asked from here: {why}"),
            Self::Garbage(why) => write!(to, "answers with something that is not DNS: {why}"),
            Self::Mismatch(what) => write!(to, "answers another question: {what}"),
            Self::Truncated(why) => write!(to, "answers in part only: {why}"),
        }
    }
}

/// Whoever can be asked: the network, one that remembers, or a test's own world.
#[async_trait]
pub trait Ask: Send + Sync {
    /// Asks one server one question. Never fails, never takes longer than the implementor's limit:
    /// what goes wrong is a [`Reply`] too.
    async fn ask(&self, server: SocketAddr, question: &Question) -> Reply;
}
