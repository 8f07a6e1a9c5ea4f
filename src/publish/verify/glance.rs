//! A glance at each address right after a publish: whether readers get it already. It never makes a
//! publish fail: pages hosts and caches take their minutes, and `verify --wait` has the patience.

use super::place::Place;
use super::{Copy, Question, Verdict, head};
use crate::net::http::Http;
use crate::publish::release::nonce;
use futures_util::future::join_all;
use std::net::IpAddr;
use url::{Host, Url};

/// What readers get at one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sight {
    /// This generation, or a newer one.
    There,
    /// A cache's older one; behind the cache is this.
    Cached,
    /// An older one, or nothing that can be used: what.
    NotYet(String),
    /// No answer: why.
    Silent(String),
    /// It is on this machine, and nobody serves it now.
    Unserved,
}

/// Looks for a generation at every address, as readers find it.
pub async fn glance(
    http: &Http,
    copies: &[Copy],
    question: &Question,
    wanted: (u64, &str),
) -> Vec<Sight> {
    let once = nonce();
    let each = copies
        .iter()
        .map(|copy| one(http, copy, question, wanted, &once));
    join_all(each).await
}

async fn one(
    http: &Http,
    copy: &Copy,
    question: &Question,
    wanted: (u64, &str),
    once: &str,
) -> Sight {
    let place = Place {
        http: http.clone(),
        address: copy.address.clone(),
        verdict: Verdict::unreached(copy, None),
        silent: None,
    };
    let found = head::find(&place, question, once).await;
    let there = |rank: (u64, &str)| rank >= wanted;
    let behind = found.origin.as_ref();
    match found.head {
        Ok(head) if there(head.generation.rank()) => Sight::There,
        _ if behind.is_some_and(|origin| there(origin.rank())) => Sight::Cached,
        Ok(head) => Sight::NotYet(format!("generation {}", head.generation.generation)),
        Err(bad) if bad.state != super::State::Unreachable => Sight::NotYet(bad.why),
        Err(_) if is_here(&copy.address) => Sight::Unserved,
        Err(bad) => Sight::Silent(bad.why),
    }
}

/// Whether an address means this very machine.
fn is_here(address: &str) -> bool {
    let url = Url::parse(address).ok();
    match url.as_ref().and_then(Url::host) {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(ip)) => IpAddr::V4(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::V6(ip).is_loopback(),
        None => false,
    }
}
