//! What is wrong, one file per family. Each finding says how it is known and what to do.

mod certificate;
mod concentration;
mod copies;
mod dated;
mod delegation;
mod expiry;
mod outside;
mod shared;
mod single;
mod unknown;

use super::domain::{Domain, Kind};
use super::facts::Basis;
use super::report::Judged;
use serde::Serialize;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// One thing going wrong is enough, or already is.
    Serious,
    /// Worth doing on a quiet day; it does not change the exit code.
    Advice,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it weighs.
    pub weight: Weight,
    /// A stable name for machines.
    pub code: &'static str,
    /// In a sentence.
    pub what: String,
    /// How it is known.
    pub known: Vec<Basis>,
    /// What to do.
    pub hint: String,
}

impl Finding {
    fn serious(code: &'static str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Finding {
            weight: Weight::Serious,
            code,
            what: what.into(),
            known: Vec::new(),
            hint: hint.into(),
        }
    }

    fn advice(code: &'static str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Finding {
            weight: Weight::Advice,
            ..Finding::serious(code, what, hint)
        }
    }

    fn known(mut self, known: impl IntoIterator<Item = Basis>) -> Self {
        self.known.extend(known);
        self
    }
}

/// All of them, the worst first.
pub fn all(judged: &Judged<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    copies::find(judged, &mut found);
    single::find(judged, &mut found);
    shared::find(judged, &mut found);
    unknown::find(judged, &mut found);
    outside::find(judged, &mut found);
    certificate::find(judged, &mut found);
    expiry::find(judged, &mut found);
    delegation::find(judged, &mut found);
    concentration::find(judged, &mut found);
    dated::find(judged, &mut found);
    found.sort_by_key(|finding| finding.weight);
    found
}

/// What was taken for granted.
pub fn notes(judged: &Judged<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let counting = &judged.rules.counting;
    notes.push(match counting.warm {
        true => "resolvers are taken to hold what they have seen (`warm_caches`)".to_owned(),
        false => "nobody is taken to have looked a name up before: no time to live gives grace"
            .to_owned(),
    });
    if judged.facts.networks_from.is_none() {
        notes.push(
            "networks were not looked at (`asn_source = \"off\"`): what shares one is not seen"
                .to_owned(),
        );
    }
    if !judged.shape.left_out.is_empty() {
        let names: Vec<String> = judged
            .shape
            .left_out
            .iter()
            .map(|name| format!("`{name}`"))
            .collect();
        notes.push(format!(
            "names of others are taken to fail with whoever runs them, whatever their registrar: {}",
            names.join(", ")
        ));
    }
    let orders = judged.rules.max_order;
    notes.push(format!(
        "sets of up to {orders} domains failing together were looked for"
    ));
    notes
}

/// What to add when one domain of a kind is a single point of failure.
fn add_another(domain: &Domain) -> String {
    let id = &domain.id;
    match domain.kind {
        Kind::Tld => format!("add a `[[mirror]]` whose `address` does not end in `.{id}`"),
        Kind::Registrar => format!("add a `[[mirror]]` under a name registered with anybody but `{id}`"),
        Kind::Dns => format!("add a second DNS operator to the zone, or a `[[mirror]]` under a name that `{id}` does not serve"),
        Kind::Asn => format!("add a `[[mirror]]` at a host whose network is not AS{id}"),
        Kind::Host => format!("add a `[[mirror]]` at another host than `{id}`"),
        Kind::Cdn => format!("add a `[[mirror]]` that `{id}` does not stand in front of"),
        Kind::Ca => format!("get the certificate of one copy from another authority than `{id}`"),
        Kind::Repo | Kind::Ci => "set `[audit] laptop = true` once somebody has published from a laptop; `stillup publish` does there what CI does".to_owned(),
        Kind::Account => format!("give one mirror a login, mail domain and card of its own, not `{id}`"),
        Kind::Root => "there is one root of DNS; nothing can be done".to_owned(),
    }
}

/// `a`, `b` and `c`.
fn listed(names: impl IntoIterator<Item = String>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
