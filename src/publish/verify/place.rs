//! Which machines are asked for a copy: each address that its name has, apart.

use super::{Copy, Question, Verdict, head};
use crate::net::http::{Answer, Http};
use crate::net::name;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use url::{Host, Url};

/// How long DNS may take.
const DNS: Duration = Duration::from_secs(5);
/// How long the unguarded port may take: where nobody answers there, all is well.
const UNGUARDED: Duration = Duration::from_secs(3);

/// One machine that should serve a copy.
pub struct Place {
    /// Asks it and no other.
    pub http: Http,
    /// Where it is read, without a trailing slash.
    pub address: String,
    /// To be filled in.
    pub verdict: Verdict,
    /// It cannot be asked: why.
    pub silent: Option<String>,
}

/// Every machine behind an address, or one that cannot be asked.
pub async fn places(http: &Http, copy: &Copy, question: &Question) -> Vec<Place> {
    let place = |http: Http, ip, silent| Place {
        http,
        address: copy.address.clone(),
        verdict: Verdict::unreached(copy, ip),
        silent,
    };
    let url = match Url::parse(&copy.address) {
        Ok(url) => url,
        Err(why) => return vec![place(http.clone(), None, Some(why.to_string()))],
    };
    let Some(Host::Domain(host)) = url.host() else {
        return vec![place(http.clone(), None, None)];
    };
    let found = match question.known.get(host) {
        Some(known) => Ok(known.clone()),
        None => name::addresses(host, DNS).await,
    };
    let ips = match found {
        Ok(ips) => ips,
        Err(why) => return vec![place(http.clone(), None, Some(why))],
    };
    let routed: Vec<IpAddr> = ips
        .iter()
        .copied()
        .filter(|ip| name::is_routed(*ip))
        .collect();
    let pinned = routed
        .iter()
        .map(|ip| match http.pinned(host, SocketAddr::new(*ip, 0)) {
            Ok(http) => place(http, Some(*ip), None),
            Err(why) => place(http.clone(), Some(*ip), Some(why)),
        });
    let mut places: Vec<Place> = pinned.collect();
    let unasked: Vec<String> = ips
        .iter()
        .filter(|ip| !routed.contains(ip))
        .map(|ip| format!("`{ip}`"))
        .collect();
    if !unasked.is_empty() {
        let words = format!("{} cannot be asked from this machine", unasked.join(", "));
        match places.first_mut() {
            Some(first) => first.verdict.notes.push(words),
            None => places.push(place(http.clone(), None, Some(words))),
        }
    }
    places
}

/// What is wrong with what the same name answers without TLS, where the address has it.
pub async fn unguarded(place: &Place) -> Option<String> {
    let url = Url::parse(&place.address).ok()?;
    if url.scheme() != "https" || url.port().is_some() {
        return None;
    }
    let host = url.host_str()?;
    let plain = format!("http://{host}{}", url.path());
    let asked = tokio::time::timeout(UNGUARDED, place.http.get(&plain, 1 << 20)).await;
    misled(&plain, host, &asked.ok()?.ok()?)
}

/// Whether an answer without TLS keeps readers from coming to the one with it.
fn misled(plain: &str, host: &str, answer: &Answer) -> Option<String> {
    let to = Url::parse(plain).ok()?.join(answer.header("location")).ok();
    let home = to.is_some_and(|to| to.scheme() == "https" && to.host_str() == Some(host));
    match answer.status {
        300..400 if home => None,
        400.. => None,
        _ => {
            let words = head::status(answer);
            Some(format!(
                "`{plain}` is answered with {words}, instead of leading to `https`"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::misled;
    use crate::net::http::Answer;
    use reqwest::header::{HeaderMap, HeaderValue};

    #[test]
    fn without_tls_there_should_be_a_way_to_tls_and_nothing_else() {
        let told = |status, to: &'static str| {
            let mut headers = HeaderMap::new();
            if !to.is_empty() {
                headers.insert("location", HeaderValue::from_static(to));
            }
            let body = Vec::new();
            let answer = Answer {
                status,
                headers,
                body,
            };
            misled("http://status.example/x", "status.example", &answer)
        };
        assert_eq!(told(301, "https://status.example/x"), None);
        assert_eq!(told(404, ""), None);
        let begins = "`http://status.example/x` is answered with";
        let ends = "instead of leading to `https`";
        assert_eq!(told(200, ""), Some(format!("{begins} 200, {ends}")));
        let elsewhere = format!("{begins} 302, to `https://parking.example/`, {ends}");
        assert_eq!(told(302, "https://parking.example/"), Some(elsewhere));
    }
}
