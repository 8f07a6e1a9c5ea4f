//! Longer talks with a primary server, over TCP and signed: a whole zone (AXFR, RFC 5936), and one change
//! (RFC 2136).

use super::direct::{read, refused, write};
use super::name::Name;
use super::record::{Record, RecordSet, RecordType, Soa};
use super::tsig::TsigKey;
use super::{record, wire};
use hickory_proto::op::{Message, OpCode, Query, ResponseCode};
use hickory_proto::rr::rdata::tsig::TsigError;
use hickory_proto::rr::{self, DNSClass, TSigVerifier};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// How large a zone may be, in records: ours have a handful.
const RECORDS: usize = 100_000;

/// A primary server, and how to speak to it.
#[derive(Debug, Clone)]
pub(super) struct Primary {
    pub at: SocketAddr,
    pub key: Option<TsigKey>,
    /// The time, in seconds since 1970; signatures are dated.
    pub now: u64,
    pub limit: Duration,
}

impl Primary {
    /// Everything a zone holds.
    pub async fn transfer(&self, zone: &Name) -> Result<Vec<Record>, String> {
        let mut message = Message::query();
        message.metadata.recursion_desired = false;
        message.add_query(Query::query(zone.inner().clone(), rr::RecordType::AXFR));
        let talk = async {
            let (mut stream, mut verifier) = self.say(&mut message).await?;
            let mut records = Vec::new();
            loop {
                let answer = self
                    .hear(&mut stream, &mut verifier, message.metadata.id)
                    .await?;
                for theirs in &answer.answers {
                    records.extend(wire::record(theirs));
                }
                let is_soa = |record: &&Record| record.data.rtype() == RecordType::Soa;
                let ends = records.iter().filter(is_soa).count();
                if answer.answers.is_empty() || records.len() > RECORDS {
                    return Err("the transfer breaks off".to_owned());
                }
                if ends >= 2 {
                    records.pop();
                    return Ok(records);
                }
            }
        };
        timeout(self.limit, talk)
            .await
            .unwrap_or_else(|_| Err("does not answer".to_owned()))
    }

    /// Makes one change: all of it, or nothing when what it was planned on is no longer so.
    pub async fn update(&self, zone: &Name, update: &Update) -> Result<(), Refusal> {
        let mut message = update.message(zone).map_err(Refusal::Failed)?;
        let talk = async {
            let (mut stream, mut verifier) = self.say(&mut message).await?;
            self.read(&mut stream, &mut verifier, message.metadata.id)
                .await
        };
        let answer = timeout(self.limit, talk).await;
        let answer = answer.unwrap_or_else(|_| Err("does not answer".to_owned()));
        let code = answer.map_err(Refusal::Failed)?.metadata.response_code;
        match code {
            ResponseCode::NoError => Ok(()),
            ResponseCode::NXRRSet
            | ResponseCode::YXRRSet
            | ResponseCode::YXDomain
            | ResponseCode::NXDomain => Err(Refusal::Changed),
            other => Err(Refusal::Failed(words(other))),
        }
    }

    async fn say(
        &self,
        message: &mut Message,
    ) -> Result<(TcpStream, Option<TSigVerifier>), String> {
        let verifier = match &self.key {
            Some(key) => message
                .finalize(&key.0, self.now)
                .map_err(|error| error.to_string())?,
            None => None,
        };
        let bytes = message.to_vec().map_err(|error| error.to_string())?;
        let stream = TcpStream::connect(self.at).await;
        let mut stream = stream.map_err(|error| refused(&error).to_string())?;
        let written = write(&mut stream, &bytes).await;
        written.map_err(|error| refused(&error).to_string())?;
        Ok((stream, verifier))
    }

    /// An answer that says yes.
    async fn hear(
        &self,
        stream: &mut TcpStream,
        verifier: &mut Option<TSigVerifier>,
        id: u16,
    ) -> Result<Message, String> {
        let answer = self.read(stream, verifier, id).await?;
        match answer.metadata.response_code {
            ResponseCode::NoError => Ok(answer),
            other => Err(words(other)),
        }
    }

    async fn read(
        &self,
        stream: &mut TcpStream,
        verifier: &mut Option<TSigVerifier>,
        id: u16,
    ) -> Result<Message, String> {
        let bytes = read(stream)
            .await
            .map_err(|error| refused(&error).to_string())?;
        let message = Message::from_vec(&bytes)
            .map_err(|error| format!("answers with something that is not DNS: {error}"))?;
        if message.metadata.id != id {
            return Err("answers another question: a message of another number".to_owned());
        }
        let Some(verifier) = verifier else {
            return Ok(message);
        };
        // Refusals of a key cannot be signed with it (RFC 8945, section 5.3.2).
        if let Some(error) = message.signature().and_then(|tsig| tsig.data.error) {
            return Err(match error {
                TsigError::BadKey => "does not know the key".to_owned(),
                TsigError::BadSig => "refuses the key: its secret is another".to_owned(),
                TsigError::BadTime => {
                    "refuses the signature: one of the clocks is wrong".to_owned()
                }
                other => format!("refuses the key: {other:?}"),
            });
        }
        if message.signature().is_none() && message.metadata.response_code != ResponseCode::NoError
        {
            return Err(words(message.metadata.response_code));
        }
        let checked = verifier.verify(&bytes);
        checked.map_err(|error| format!("answers without a good signature: {error}"))?;
        Ok(message)
    }
}

fn words(code: ResponseCode) -> String {
    format!("answers {}", wire::rcode(code))
}

/// Why a change was not made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The zone is no longer what the change was planned on.
    Changed,
    /// Anything else, in words that stand behind the server's name.
    Failed(String),
}

/// One change: sets before and after, and the start of authority it was planned on.
#[derive(Debug, Clone)]
pub(super) struct Update {
    pub soa: Option<Soa>,
    pub sets: Vec<(Option<RecordSet>, Option<RecordSet>)>,
}

impl Update {
    /// Prerequisites: the same start of authority, each set exactly as it was seen. Then for each set:
    /// away with the old one, here is the new one; to everybody else these are one moment.
    fn message(&self, zone: &Name) -> Result<Message, String> {
        let mut message = Message::query();
        message.metadata.op_code = OpCode::Update;
        message.metadata.recursion_desired = false;
        message.add_query(Query::query(zone.inner().clone(), rr::RecordType::SOA));
        let theirs = |record: &Record| {
            wire::their_record(record)
                .ok_or_else(|| format!("{} cannot be written", record.data.rtype()))
        };
        if let Some(soa) = &self.soa {
            let data = record::Data::Soa(Box::new(soa.clone()));
            let name = zone.clone();
            message
                .answers
                .push(theirs(&Record { name, ttl: 0, data })?);
        }
        for (have, want) in &self.sets {
            match (have, want) {
                (Some(have), _) => {
                    for record in have.records() {
                        let mut theirs = theirs(&record)?;
                        theirs.ttl = 0;
                        message.answers.push(theirs);
                    }
                }
                (None, Some(want)) => {
                    let mut absent = empty(want);
                    absent.dns_class = DNSClass::NONE;
                    message.answers.push(absent);
                }
                (None, None) => {}
            }
        }
        // What goes is named first: addresses beside an alias would be passed over without a word (RFC
        // 2136, 3.4.2.2). A zone's own servers cannot all go, not even for a moment (RFC 2136, 7.5).
        let own = |set: &&RecordSet| set.rtype == RecordType::Ns && set.name == *zone;
        for have in self.sets.iter().filter_map(|(have, _)| have.as_ref()) {
            if !own(&have) {
                let mut away = empty(have);
                away.dns_class = DNSClass::ANY;
                message.authorities.push(away);
            }
        }
        for (have, want) in &self.sets {
            for record in want.iter().flat_map(RecordSet::records) {
                message.authorities.push(theirs(&record)?);
            }
            let kept = |data: &record::Data| want.iter().any(|want| want.data.contains(data));
            for record in have.iter().filter(own).flat_map(RecordSet::records) {
                if !kept(&record.data) {
                    let mut away = theirs(&record)?;
                    away.dns_class = DNSClass::NONE;
                    away.ttl = 0;
                    message.authorities.push(away);
                }
            }
        }
        Ok(message)
    }
}

/// A set's name and type, without data.
fn empty(set: &RecordSet) -> rr::Record {
    rr::Record::update0(set.name.inner().clone(), 0, wire::theirs(set.rtype))
}
