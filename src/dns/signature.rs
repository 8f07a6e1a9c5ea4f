//! Whether a signature over a set holds, and whether a parent vouches for a key (RFC 4034, RFC 4035).

use super::name::Name;
use super::record::{Data, RecordSet};
use super::wire;
use hickory_proto::dnssec::rdata::sig::SigInput;
use hickory_proto::dnssec::rdata::{DNSKEY, DNSSECRData, DS, RRSIG};
use hickory_proto::dnssec::{Algorithm, PublicKeyBuf, Verifier as _};
use hickory_proto::rr::{self, DNSClass, RData, SerialNumber};

/// Algorithms whose signatures can be verified here (IANA's registry of DNSSEC algorithm numbers).
const VERIFIED: [u8; 7] = [5, 7, 8, 10, 13, 14, 15];

/// Digests of keys that can be made here: SHA-1, SHA-256 and SHA-384.
const DIGESTS: [u8; 3] = [1, 2, 4];

/// Whether a DS record of the parent is about this key. A digest of a kind that cannot be made here is taken
/// at its word: the tag and the algorithm.
pub fn vouches(zone: &Name, ds: &Data, key: &Data) -> bool {
    let Data::Ds {
        key_tag: tag,
        algorithm,
        digest_type,
        digest,
    } = ds
    else {
        return false;
    };
    let Data::Dnskey {
        algorithm: of_key,
        key_tag,
        ..
    } = key
    else {
        return false;
    };
    if (tag, algorithm) != (key_tag, of_key) {
        return false;
    }
    let Some(key) = their_key(key).filter(|_| DIGESTS.contains(digest_type)) else {
        return true;
    };
    let ds = DS::new(
        *tag,
        Algorithm::from_u8(*algorithm),
        (*digest_type).into(),
        digest.clone(),
    );
    ds.covers(zone.inner(), &key).unwrap_or(false)
}

/// Whether this signature over this set was made with this key; nothing when that cannot be told here: an
/// algorithm that is not built in, or a set that is not kept as it was read.
pub fn holds(set: &RecordSet, signature: &Data, key: &Data) -> Option<bool> {
    let Data::Rrsig {
        covered,
        algorithm,
        labels,
        original_ttl,
        key_tag,
        signer,
        inception,
        expiration,
        signature,
    } = signature
    else {
        return None;
    };
    let key = their_key(key).filter(|_| VERIFIED.contains(algorithm))?;
    let input = SigInput {
        type_covered: wire::theirs(*covered),
        algorithm: Algorithm::from_u8(*algorithm),
        num_labels: *labels,
        original_ttl: *original_ttl,
        sig_expiration: SerialNumber::new(*expiration),
        sig_inception: SerialNumber::new(*inception),
        key_tag: *key_tag,
        signer_name: signer.inner().clone(),
    };
    let records = set.records().map(|record| match &record.data {
        // Its strings were joined, and where they ended is part of what was signed.
        Data::Txt(_) => None,
        Data::Dnskey { .. } => {
            let data = RData::DNSSEC(DNSSECRData::DNSKEY(their_key(&record.data)?));
            let name = record.name.inner().clone();
            Some(rr::Record::from_rdata(name, record.ttl, data))
        }
        _ => wire::their_record(&record),
    });
    let records: Vec<rr::Record> = records.collect::<Option<_>>()?;
    let name = set.name.inner();
    let signature = RRSIG::from_sig(input, signature.clone());
    let verified = key.verify_rrsig(name, DNSClass::IN, &signature, records.iter());
    Some(verified.is_ok())
}

fn their_key(key: &Data) -> Option<DNSKEY> {
    match key {
        Data::Dnskey {
            flags,
            algorithm,
            key,
            ..
        } => {
            let key = PublicKeyBuf::new(key.clone(), Algorithm::from_u8(*algorithm));
            Some(DNSKEY::with_flags(*flags, key))
        }
        _ => None,
    }
}
