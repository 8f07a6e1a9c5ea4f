//! A primary server of one's own, or of a provider that takes dynamic updates (RFC 2136).
//!
//! 1. What it holds is transferred (AXFR); where that is not allowed, each wanted set is asked for.
//! 2. Each set is changed by one message, which the server takes as a whole or not at all: it says what
//!    the start of authority and the set were when the plan was made, and what the set shall be.

use super::{Planned, Provider, changed};
use crate::dns::change::{self, groups};
use crate::dns::direct::{Direct, PATIENCE};
use crate::dns::lookup::{Ask as _, Question, Transport};
use crate::dns::record::{Key, RecordSet, RecordType, Soa, sets};
use crate::dns::settings::Rfc2136Settings;
use crate::dns::talk::{Primary, Refusal, Update};
use crate::dns::tsig::TsigKey;
use crate::dns::wanted::WantedZone;
use crate::problem::Problem;
use async_trait::async_trait;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::Duration;

/// How long one talk may take.
const LIMIT: Duration = Duration::from_secs(15);

/// A primary server.
pub struct Rfc2136 {
    settings: Rfc2136Settings,
    key: Option<TsigKey>,
    now: u64,
}

impl Rfc2136 {
    /// The server these settings name, at a moment in seconds since 1970: signatures are dated.
    pub fn new(settings: &Rfc2136Settings, key: Option<TsigKey>, now: u64) -> Self {
        Rfc2136 {
            settings: settings.clone(),
            key,
            now,
        }
    }

    fn fail(&self, zone: &WantedZone, why: &str) -> Problem {
        let Rfc2136Settings { host, port, .. } = &self.settings;
        let what = format!("`{host}` port {port} {why}");
        let problem = Problem::error("provider", what);
        let zone = zone.name().bare();
        match why {
            _ if why.contains("the key") => {
                problem.hint("the server's configuration names the key, its algorithm and its secret: all three must agree")
            }
            _ if why.contains("REFUSED") || why.contains("NOTAUTH") => {
                problem.hint(format!("allow updates of `{zone}` with this key at the server: `allow-update`, `acl` with `action: update`"))
            }
            _ => problem.hint(format!("dig @{host} -p {port} {zone} SOA")),
        }
    }

    async fn primary(&self, zone: &WantedZone) -> Result<Primary, Problem> {
        let Rfc2136Settings { host, port, .. } = &self.settings;
        let found = tokio::net::lookup_host((host.as_str(), *port)).await;
        let at: Option<SocketAddr> = found.ok().and_then(|mut found| found.next());
        let at = at.ok_or_else(|| self.fail(zone, "was not found"))?;
        Ok(Primary {
            at,
            key: self.key.clone(),
            now: self.now,
            limit: LIMIT,
        })
    }

    async fn soa(&self, zone: &WantedZone, at: SocketAddr) -> Result<Soa, Problem> {
        let question = Question::new(zone.name(), RecordType::Soa).over(Transport::Tcp);
        let reply = direct().ask(at, &question).await;
        let soa = reply.authoritative().and_then(|answer| answer.soa());
        soa.map(|(_, soa, _)| soa.clone())
            .ok_or_else(|| self.fail(zone, &reply.to_string()))
    }

    /// What is asked for where a transfer is not allowed.
    async fn asked(
        &self,
        zone: &WantedZone,
        at: SocketAddr,
    ) -> Result<BTreeMap<Key, RecordSet>, Problem> {
        let mut found = BTreeMap::new();
        for key in asked_for(zone) {
            let question = Question::new(&key.0, key.1).over(Transport::Tcp);
            let reply = direct().ask(at, &question).await;
            let Some(answer) = reply.authoritative() else {
                return Err(self.fail(zone, &reply.to_string()));
            };
            found.extend(answer.set(&key.0, key.1).map(|set| (key, set)));
        }
        Ok(found)
    }
}

fn direct() -> Direct {
    Direct {
        patience: 2 * PATIENCE,
        ..Direct::default()
    }
}

/// Every wanted set, and addresses and aliases at names that have such.
fn asked_for(zone: &WantedZone) -> BTreeSet<Key> {
    let mut keys: BTreeSet<Key> = zone.sets.keys().cloned().collect();
    for (name, _) in zone.sets.keys() {
        let types = [RecordType::A, RecordType::Aaaa, RecordType::Cname];
        let more = types.map(|rtype| (name.clone(), rtype));
        keys.extend(more.into_iter().filter(|key| zone.is_ours(key)));
    }
    keys
}

#[async_trait]
impl Provider for Rfc2136 {
    async fn plan(&self, zone: &WantedZone) -> Result<Planned, Problem> {
        let primary = self.primary(zone).await?;
        let soa = self.soa(zone, primary.at).await?;
        let (found, note) = match primary.transfer(zone.name()).await {
            Ok(records) => (sets(records), None),
            Err(why) if why.contains("the key") => return Err(self.fail(zone, &why)),
            Err(why) => {
                let note = match zone.settings.whole {
                    true => "; what else is in the zone is not known, and stays",
                    false => "",
                };
                let note = format!(
                    "it lets us not see the whole zone ({why}): sets were asked for one by one{note}"
                );
                (self.asked(zone, primary.at).await?, Some(note))
            }
        };
        // Somebody who changes it right now would be missed by a transfer that took a while.
        let mut planned = Planned {
            steps: change::steps(zone, &found),
            found: found
                .into_iter()
                .filter(|(key, _)| zone.is_ours(key))
                .collect(),
            note,
            soa: Some(soa.clone()),
            checksum: None,
        };
        if self.soa(zone, primary.at).await?.serial != soa.serial {
            planned.soa = None;
        }
        Ok(planned)
    }

    async fn apply(
        &self,
        zone: &WantedZone,
        planned: &Planned,
        _overrule: bool,
    ) -> Result<(), Problem> {
        let primary = self.primary(zone).await?;
        let groups = groups(&planned.steps);
        let mut soa = planned.soa.clone();
        for (done, group) in groups.iter().enumerate() {
            let update = Update {
                soa,
                sets: group
                    .iter()
                    .map(|step| (step.have.clone(), step.want.clone()))
                    .collect(),
            };
            primary
                .update(zone.name(), &update)
                .await
                .map_err(|refusal| match refusal {
                    Refusal::Changed => changed(zone, done, groups.len()),
                    Refusal::Failed(why) => {
                        let problem = self.fail(zone, &why);
                        match done {
                            0 => problem,
                            _ => problem.because(format!(
                                "{done} of {} changes were made before",
                                groups.len()
                            )),
                        }
                    }
                })?;
            // Each change has a number of its own; the next one builds on it.
            soa = self.soa(zone, primary.at).await.ok();
        }
        Ok(())
    }
}
