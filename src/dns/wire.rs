//! Our plain types to and from the wire format, which `hickory-proto` reads and writes.

use super::lookup::{Answer, Question, Rcode, Reply, Transport};
use super::name::Name;
use super::record::{Data, Record, RecordType, Soa};
use hickory_proto::dnssec::PublicKey as _;
use hickory_proto::dnssec::rdata::DNSSECRData;
use hickory_proto::op::{Edns, Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::rdata::{self, NULL};
use hickory_proto::rr::{self, RData};
use hickory_proto::serialize::binary::BinEncodable as _;

/// What we say we take over UDP: fits everywhere without fragments (the DNS flag day of 2020).
const PAYLOAD: u16 = 1232;

/// A question as bytes, and the number it goes by.
pub(super) fn question(question: &Question) -> Result<(Vec<u8>, u16), String> {
    let mut message = Message::query();
    message.metadata.recursion_desired = question.recursion;
    let rtype = theirs(question.rtype);
    message.add_query(Query::query(question.name.inner().clone(), rtype));
    let mut edns = Edns::new();
    edns.set_max_payload(PAYLOAD)
        .set_version(0)
        .set_dnssec_ok(question.signatures);
    message.set_edns(edns);
    let bytes = message.to_vec().map_err(|error| error.to_string())?;
    Ok((bytes, message.metadata.id))
}

/// What some bytes are, to somebody who asked.
pub(super) enum Heard {
    /// An answer to the question, whole.
    Answer(Box<Answer>),
    /// An answer to the question that says of itself that more was to come.
    Truncated,
    /// Nothing that answers it: what it is instead.
    Other(Reply),
    /// It bears another number: perhaps for somebody else, perhaps forged.
    Stray(Reply),
}

/// Reads an answer and holds it against what was asked.
pub(super) fn heard(bytes: &[u8], question: &Question, id: u16, over: Transport) -> Heard {
    let own = bytes.get(..2) == Some(&id.to_be_bytes());
    let message = match Message::from_vec(bytes) {
        Ok(message) => message,
        Err(error) => {
            let reply = Reply::Garbage(error.to_string());
            return if own {
                Heard::Other(reply)
            } else {
                Heard::Stray(reply)
            };
        }
    };
    if !own {
        return Heard::Stray(Reply::Mismatch("a message of another number".to_owned()));
    }
    if message.metadata.message_type != MessageType::Response {
        return Heard::Other(Reply::Mismatch("it asks instead of answering".to_owned()));
    }
    if message.metadata.op_code != OpCode::Query {
        let what = format!("it is a {:?}", message.metadata.op_code);
        return Heard::Other(Reply::Mismatch(what));
    }
    match message.queries.as_slice() {
        [asked] if same(asked, question) => {}
        // Some say only that they cannot, and do not repeat the question.
        [] if message.metadata.response_code != ResponseCode::NoError => {}
        [] => {
            return Heard::Other(Reply::Mismatch(
                "it does not say what it answers".to_owned(),
            ));
        }
        [asked, ..] => {
            let what = format!("{} {}", asked.name, asked.query_type);
            return Heard::Other(Reply::Mismatch(what));
        }
    }
    if message.metadata.truncation {
        return Heard::Truncated;
    }
    Heard::Answer(Box::new(answer(&message, over)))
}

fn same(asked: &Query, question: &Question) -> bool {
    Name::from(&asked.name) == question.name
        && asked.query_type == theirs(question.rtype)
        && asked.query_class == rr::DNSClass::IN
}

fn answer(message: &Message, over: Transport) -> Answer {
    let records = |section: &[rr::Record]| section.iter().filter_map(record).collect();
    Answer {
        rcode: rcode(message.metadata.response_code),
        authoritative: message.metadata.authoritative,
        answers: records(&message.answers),
        authority: records(&message.authorities),
        additional: records(&message.additionals),
        over,
    }
}

/// Ours, of one of theirs; nothing for classes other than the Internet's.
pub(super) fn record(record: &rr::Record) -> Option<Record> {
    (record.dns_class == rr::DNSClass::IN).then(|| Record {
        name: Name::from(&record.name),
        // RFC 2181, section 8: a negative number means nothing.
        ttl: if record.ttl > i32::MAX as u32 {
            0
        } else {
            record.ttl
        },
        data: data(&record.data),
    })
}

/// One of ours.
pub(super) fn rtype(rtype: rr::RecordType) -> RecordType {
    match rtype {
        rr::RecordType::SOA => RecordType::Soa,
        rr::RecordType::NS => RecordType::Ns,
        rr::RecordType::A => RecordType::A,
        rr::RecordType::AAAA => RecordType::Aaaa,
        rr::RecordType::CNAME => RecordType::Cname,
        rr::RecordType::MX => RecordType::Mx,
        rr::RecordType::TXT => RecordType::Txt,
        rr::RecordType::CAA => RecordType::Caa,
        rr::RecordType::DS => RecordType::Ds,
        rr::RecordType::DNSKEY => RecordType::Dnskey,
        rr::RecordType::RRSIG => RecordType::Rrsig,
        other => RecordType::Other(other.into()),
    }
}

/// One of theirs.
pub(super) fn theirs(rtype: RecordType) -> rr::RecordType {
    match rtype {
        RecordType::Soa => rr::RecordType::SOA,
        RecordType::Ns => rr::RecordType::NS,
        RecordType::A => rr::RecordType::A,
        RecordType::Aaaa => rr::RecordType::AAAA,
        RecordType::Cname => rr::RecordType::CNAME,
        RecordType::Mx => rr::RecordType::MX,
        RecordType::Txt => rr::RecordType::TXT,
        RecordType::Caa => rr::RecordType::CAA,
        RecordType::Ds => rr::RecordType::DS,
        RecordType::Dnskey => rr::RecordType::DNSKEY,
        RecordType::Rrsig => rr::RecordType::RRSIG,
        RecordType::Other(number) => number.into(),
    }
}

pub(super) fn rcode(code: ResponseCode) -> Rcode {
    match code {
        ResponseCode::NoError => Rcode::NoError,
        ResponseCode::FormErr => Rcode::FormErr,
        ResponseCode::ServFail => Rcode::ServFail,
        ResponseCode::NXDomain => Rcode::NxDomain,
        ResponseCode::NotImp => Rcode::NotImp,
        ResponseCode::Refused => Rcode::Refused,
        ResponseCode::YXRRSet => Rcode::YxRrset,
        ResponseCode::NXRRSet => Rcode::NxRrset,
        ResponseCode::NotAuth => Rcode::NotAuth,
        ResponseCode::NotZone => Rcode::NotZone,
        other => Rcode::Other(other.into()),
    }
}

fn data(data: &RData) -> Data {
    match data {
        RData::A(ip) => Data::A(ip.0),
        RData::AAAA(ip) => Data::Aaaa(ip.0),
        RData::NS(name) => Data::Ns(Name::from(&name.0)),
        RData::CNAME(name) => Data::Cname(Name::from(&name.0)),
        RData::MX(mx) => Data::Mx(mx.preference, Name::from(&mx.exchange)),
        RData::TXT(txt) => Data::Txt(txt.txt_data.concat()),
        RData::SOA(soa) => Data::Soa(Box::new(Soa {
            mname: Name::from(&soa.mname),
            rname: Name::from(&soa.rname),
            serial: soa.serial,
            refresh: soa.refresh.cast_unsigned(),
            retry: soa.retry.cast_unsigned(),
            expire: soa.expire.cast_unsigned(),
            minimum: soa.minimum,
        })),
        RData::CAA(caa) => Data::Caa(caa.flags(), caa.tag.clone(), caa.value.clone()),
        RData::DNSSEC(DNSSECRData::DS(ds)) => Data::Ds {
            key_tag: ds.key_tag(),
            algorithm: ds.algorithm().into(),
            digest_type: ds.digest_type().into(),
            digest: ds.digest().to_vec(),
        },
        RData::DNSSEC(DNSSECRData::DNSKEY(key)) => Data::Dnskey {
            flags: key.flags(),
            algorithm: key.public_key().algorithm().into(),
            key_tag: key.calculate_key_tag().unwrap_or_default(),
            key: key.public_key().public_bytes().to_vec(),
        },
        RData::DNSSEC(DNSSECRData::RRSIG(sig)) => {
            let input = sig.input();
            Data::Rrsig {
                covered: rtype(input.type_covered),
                algorithm: input.algorithm.into(),
                labels: input.num_labels,
                original_ttl: input.original_ttl,
                key_tag: input.key_tag,
                signer: Name::from(&input.signer_name),
                inception: input.sig_inception.get(),
                expiration: input.sig_expiration.get(),
                signature: sig.sig().to_vec(),
            }
        }
        other => Data::Other(
            other.record_type().into(),
            other.to_bytes().unwrap_or_default(),
        ),
    }
}

/// A record as theirs. What we only ever read has no such form.
pub(super) fn their_record(record: &Record) -> Option<rr::Record> {
    let inner = |name: &Name| name.inner().clone();
    let data = match &record.data {
        Data::A(ip) => RData::A(rdata::A(*ip)),
        Data::Aaaa(ip) => RData::AAAA(rdata::AAAA(*ip)),
        Data::Ns(name) => RData::NS(rdata::NS(inner(name))),
        Data::Cname(name) => RData::CNAME(rdata::CNAME(inner(name))),
        Data::Mx(preference, name) => RData::MX(rdata::MX::new(*preference, inner(name))),
        Data::Txt(text) if text.is_empty() => RData::TXT(rdata::TXT::from_bytes(vec![b""])),
        Data::Txt(text) => RData::TXT(rdata::TXT::from_bytes(text.chunks(255).collect())),
        Data::Soa(soa) => RData::SOA(rdata::SOA::new(
            inner(&soa.mname),
            inner(&soa.rname),
            soa.serial,
            soa.refresh.cast_signed(),
            soa.retry.cast_signed(),
            soa.expire.cast_signed(),
            soa.minimum,
        )),
        Data::Caa(flags, tag, value) => {
            // Flags, the tag's length, the tag, the value (RFC 8659, section 4.1).
            let length = u8::try_from(tag.len()).ok()?;
            let bytes = [&[*flags, length], tag.as_bytes(), value].concat();
            unknown(rr::RecordType::CAA, bytes)
        }
        Data::Other(number, bytes) => unknown((*number).into(), bytes.clone()),
        Data::Ds { .. } | Data::Dnskey { .. } | Data::Rrsig { .. } => return None,
    };
    Some(rr::Record::from_rdata(
        inner(&record.name),
        record.ttl,
        data,
    ))
}

fn unknown(code: rr::RecordType, bytes: Vec<u8>) -> RData {
    let rdata = NULL::with(bytes);
    RData::Unknown { code, rdata }
}
