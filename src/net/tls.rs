//! What is wrong with a server's certificate, in words that say what to do about it.

use chrono::DateTime;
use rustls::CertificateError as Bad;
use rustls::pki_types::UnixTime;
use std::error::Error;
use std::io;

/// Of an error that is TLS' own; nothing for any other.
pub(super) fn words(error: &(dyn Error + 'static)) -> Option<String> {
    // IO's errors carry others, and name their source only beyond them.
    let mut carried = error;
    while let Some(inner) = carried
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref)
    {
        carried = inner;
    }
    let tls = carried.downcast_ref::<rustls::Error>()?;
    Some(match tls {
        rustls::Error::InvalidCertificate(bad) => certificate(bad),
        rustls::Error::AlertReceived(alert) => {
            format!("it refuses a secure connection: {alert:?}")
        }
        rustls::Error::InvalidMessage(_) => "it answers, but not with TLS".to_owned(),
        other => format!("no secure connection: {other}"),
    })
}

fn certificate(bad: &Bad) -> String {
    match bad {
        Bad::Expired => "its certificate has expired".to_owned(),
        Bad::ExpiredContext { not_after, .. } => {
            format!("its certificate expired on {}", day(*not_after))
        }
        Bad::NotValidYet => "its certificate is not valid yet".to_owned(),
        Bad::NotValidYetContext { not_before, .. } => {
            format!("its certificate is not valid before {}", day(*not_before))
        }
        Bad::NotValidForName => "its certificate is for another name".to_owned(),
        Bad::NotValidForNameContext {
            expected,
            presented,
        } => {
            let names: Vec<String> = presented.iter().map(|name| quoted(name)).collect();
            let expected = expected.to_str();
            format!(
                "its certificate is for {}, not for `{expected}`",
                names.join(", ")
            )
        }
        // As a stranger's that calls itself by a known one's name.
        Bad::UnknownIssuer | Bad::BadSignature => {
            "its certificate is signed by nobody whom this machine trusts".to_owned()
        }
        Bad::Revoked => "its certificate was revoked".to_owned(),
        other => format!("its certificate is not good: {other}"),
    }
}

/// A name as certificates' own tools print it, `DnsName("a.example")`, without that wrapping.
fn quoted(name: &str) -> String {
    let inner = name
        .split_once("(\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    format!("`{}`", inner.map_or(name, |(inner, _)| inner))
}

fn day(at: UnixTime) -> String {
    let at = i64::try_from(at.as_secs()).ok();
    let at = at.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    at.map_or("a day of its own".to_owned(), |at| {
        at.format("%Y-%m-%d").to_string()
    })
}

#[cfg(test)]
mod tests {
    use super::words;
    use rustls::{CertificateError as Bad, Error};
    use std::io;

    #[test]
    fn a_certificate_that_is_not_good_is_told_in_words() {
        let told = |bad| {
            let carried = io::Error::other(Error::InvalidCertificate(bad));
            let carried = io::Error::other(carried);
            words(&carried).expect("words")
        };
        assert_eq!(told(Bad::Expired), "its certificate has expired");
        assert_eq!(
            told(Bad::UnknownIssuer),
            "its certificate is signed by nobody whom this machine trusts"
        );
        let name = "status.example".try_into().expect("a name");
        assert_eq!(
            told(Bad::NotValidForNameContext {
                expected: name,
                presented: vec!["DnsName(\"other.example\")".to_owned()],
            }),
            "its certificate is for `other.example`, not for `status.example`"
        );
        assert_eq!(words(&io::Error::other("else")), None);
    }
}
