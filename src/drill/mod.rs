//! REHEARSE: take each failure domain away on paper, and see what the addresses that remain really
//! serve. Asking them is the edge's; what it comes to is decided here.

mod page;
pub mod scenario;
#[cfg(test)]
mod tests;

pub use page::page;

use crate::audit::domain::Domain;
use crate::audit::facts::Facts;
use crate::audit::report::{Report, Rules};
use crate::audit::what_if::what_if;
use chrono::{DateTime, Utc};
use scenario::Scenario;
use serde::Serialize;
use std::net::IpAddr;

/// What one address of one copy served when it was asked at that very address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The copy's name.
    pub copy: String,
    /// Where it is read.
    pub address: String,
    /// The address asked; none where the name leads nowhere.
    pub ip: Option<IpAddr>,
    /// When.
    pub at: DateTime<Utc>,
    /// What came.
    pub served: Served,
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Served {
    /// The site.
    Site {
        /// Which publish.
        generation: u64,
        /// When that was.
        published_at: DateTime<Utc>,
        /// Until when it may call itself fresh.
        fresh_until: DateTime<Utc>,
    },
    /// Nothing of use: why.
    Nothing(String),
}

/// How an address did, against all others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The newest there is, and fresh.
    Current,
    /// The site, but old: another has a newer one, or it is past its time.
    Old,
    /// Nothing of use.
    Silent,
}

/// One thing taken away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The scenario's name, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scenario: Option<&'static str>,
    /// What was taken away.
    pub domains: Vec<Domain>,
    /// Addresses that remain on paper, with how they did.
    pub remain: Vec<(String, Option<IpAddr>, State)>,
    /// The best of them.
    pub held: State,
    /// The page can still be changed.
    pub update_holds: bool,
    /// It is the changing of the page that this is about.
    pub about_update: bool,
}

impl Loss {
    /// Whether customers, or we, were left with nothing.
    pub fn is_lost(&self) -> bool {
        self.held != State::Current || (self.about_update && !self.update_holds)
    }
}

/// The whole rehearsal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drill {
    /// 1.
    pub version: u32,
    /// The site's id.
    pub site: String,
    /// When it was held.
    pub at: DateTime<Utc>,
    /// The newest generation that anybody served.
    pub newest: Option<u64>,
    /// Every address, asked.
    pub asked: Vec<Asked>,
    /// Each thing taken away.
    pub losses: Vec<Loss>,
}

/// What the answers mean when each domain, or each of these scenarios' domains, is taken away.
pub fn drill(
    facts: &Facts,
    rules: &Rules,
    report: &Report,
    asked: Vec<Asked>,
    scenarios: &[Scenario],
    now: DateTime<Utc>,
) -> Drill {
    let newest = asked.iter().filter_map(|one| match one.served {
        Served::Site { generation, .. } => Some(generation),
        Served::Nothing(_) => None,
    });
    let newest = newest.max();
    let taken: Vec<(Option<Scenario>, Vec<Domain>)> = match scenarios {
        [] => {
            let each = report
                .domains
                .iter()
                .filter(|line| !line.used_by.is_empty());
            each.map(|line| (None, vec![line.domain.clone()])).collect()
        }
        some => some
            .iter()
            .map(|scenario| (Some(*scenario), scenario.domains(facts, report)))
            .collect(),
    };
    let losses = taken.into_iter().map(|(scenario, domains)| {
        let rules = Rules {
            fail: domains.clone(),
            ..rules.clone()
        };
        loss(facts, &rules, &asked, scenario, newest, now)
    });
    Drill {
        version: 1,
        site: facts.site.clone(),
        at: now,
        newest,
        losses: losses.collect(),
        asked,
    }
}

fn loss(
    facts: &Facts,
    rules: &Rules,
    asked: &[Asked],
    scenario: Option<Scenario>,
    newest: Option<u64>,
    now: DateTime<Utc>,
) -> Loss {
    let left = what_if(facts, rules);
    let network_gone = |ip: IpAddr| {
        let network = facts.networks.get(&ip).and_then(|fact| fact.value());
        network.is_some_and(|network| {
            network.asns.iter().all(|asn| {
                rules
                    .fail
                    .iter()
                    .any(|domain| domain.to_string() == format!("asn:{asn}"))
            })
        })
    };
    let remain: Vec<(String, Option<IpAddr>, State)> = asked
        .iter()
        .filter(|one| left.remain.contains(&one.copy) && !one.ip.is_some_and(network_gone))
        .map(|one| (one.copy.clone(), one.ip, state(one, newest, now)))
        .collect();
    Loss {
        scenario: scenario.map(Scenario::name),
        domains: rules.fail.clone(),
        held: remain
            .iter()
            .map(|(_, _, state)| *state)
            .min()
            .unwrap_or(State::Silent),
        remain,
        update_holds: left.update_holds,
        about_update: scenario.is_some_and(Scenario::about_update),
    }
}

/// How one address did.
pub fn state(asked: &Asked, newest: Option<u64>, now: DateTime<Utc>) -> State {
    match asked.served {
        Served::Site {
            generation,
            fresh_until,
            ..
        } if Some(generation) == newest && now <= fresh_until => State::Current,
        Served::Site { .. } => State::Old,
        Served::Nothing(_) => State::Silent,
    }
}
