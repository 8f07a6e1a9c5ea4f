//! What every command on names needs: the wanted records, the providers, and somebody to ask.

use crate::command::mirrors::secret;
use crate::command::{Context, Stop, pipeline};
use crate::config::Config;
use crate::config::dns::derive;
use crate::dns::direct::Direct;
use crate::dns::failover::State;
use crate::dns::provider::octodns::Octodns;
use crate::dns::provider::rfc2136::Rfc2136;
use crate::dns::provider::{Planned, Provider, Unusable};
use crate::dns::settings::{ProviderKind, ProviderSettings};
use crate::dns::tsig::TsigKey;
use crate::dns::wanted::{WantedZone, wanted};
use crate::net::program::Surroundings;
use crate::problem::Problem;
use futures_util::future::join_all;

/// Where failover keeps what it has seen, unless told otherwise.
pub const STATE: &str = ".stillup/failover.json";

/// All that is wanted.
pub struct World {
    /// The settings.
    pub config: Config,
    /// What each zone shall hold, without what failover has taken out.
    pub zones: Vec<WantedZone>,
    /// What failover has seen.
    pub state: State,
    /// What is wrong with the settings, and what they do not tell.
    pub problems: Vec<Problem>,
}

impl World {
    /// Reads it.
    ///
    /// # Errors
    /// There is no site here, or no zone in its settings.
    pub fn load(ctx: &Context, state: Option<&str>) -> Result<Self, Stop> {
        let (config, mut problems) = pipeline::settings(ctx)?;
        let Some(config) = config else {
            return Err(problems.into());
        };
        let (mut zones, gaps) = wanted(&config.dns, &derive::places(&config.mirrors));
        if zones.is_empty() {
            problems.push(
                Problem::error("no-zones", "there is no zone in `[dns]` of `stillup.toml`")
                    .hint("[[dns.zone]]\nname = \"acme-status.example\"\nproviders = [\"own\"]"),
            );
            return Err(problems.into());
        }
        problems.extend(gaps);
        let state = read(ctx, state.unwrap_or(STATE))?;
        for zone in &mut zones {
            state.apply(zone);
        }
        Ok(World {
            config,
            zones,
            state,
            problems,
        })
    }

    /// Who asks name servers directly.
    pub fn direct(&self) -> Direct {
        Direct {
            reach: self.config.dns.reach.clone(),
            ..Direct::default()
        }
    }

    /// Every zone at every provider that answers for it, or at these only.
    ///
    /// # Errors
    /// There is no such provider.
    pub fn places(&self, ctx: &Context, only: &[String]) -> Result<Vec<At<'_>>, Stop> {
        let known = || {
            self.config
                .dns
                .providers
                .iter()
                .map(|one| one.name.as_str())
        };
        if let Some(wrong) = only.iter().find(|name| known().all(|known| known != *name)) {
            let problem = Problem::error(
                "unknown-provider",
                format!("there is no provider `{wrong}`"),
            );
            let names: Vec<String> = known().map(|name| format!("`{name}`")).collect();
            return Err(Stop::arguments(
                problem.hint(format!("the providers are {}", names.join(", "))),
            ));
        }
        let mut places = Vec::new();
        for zone in &self.zones {
            for name in &zone.settings.providers {
                let settings = self
                    .config
                    .dns
                    .providers
                    .iter()
                    .find(|one| one.name == *name);
                let Some(settings) = settings.filter(|_| only.is_empty() || only.contains(name))
                else {
                    continue;
                };
                // What one provider lacks, a secret for instance, is no other's business.
                let opened =
                    open(ctx, settings).unwrap_or_else(|problem| Box::new(Unusable(problem)));
                places.push(At {
                    name: &settings.name,
                    zone,
                    provider: opened,
                });
            }
        }
        Ok(places)
    }
}

/// One zone at one provider.
pub struct At<'a> {
    /// The provider's name.
    pub name: &'a str,
    /// The zone.
    pub zone: &'a WantedZone,
    /// The provider.
    pub provider: Box<dyn Provider>,
}

/// All plans, each apart from the others, in the order of the places.
pub async fn plans(places: &[At<'_>]) -> Vec<Result<Planned, Problem>> {
    join_all(places.iter().map(|at| at.provider.plan(at.zone))).await
}

/// With the provider's name and zone in front.
pub fn named(at: &At<'_>, problem: Problem) -> Problem {
    Problem {
        what: format!("provider `{}`: {}", at.name, problem.what),
        ..problem
    }
}

fn open(ctx: &Context, settings: &ProviderSettings) -> Result<Box<dyn Provider>, Problem> {
    Ok(match &settings.kind {
        ProviderKind::Rfc2136(settings) => {
            let key = match &settings.key {
                Some(name) => {
                    let secret = secret(ctx, &settings.secret_variable)?;
                    Some(TsigKey::new(name, settings, &secret)?)
                }
                None => None,
            };
            let now = u64::try_from(ctx.now.timestamp()).unwrap_or(0);
            Box::new(Rfc2136::new(settings, key, now))
        }
        ProviderKind::Octodns(settings) => {
            let named = settings.settings.values().filter_map(|value| {
                let name = value.as_str()?.strip_prefix("env/")?;
                // `env/NAME/default`, as octoDNS has it.
                Some(name.split('/').next().unwrap_or(name).to_owned())
            });
            let secrets = named.map(|name| Ok((name.clone(), secret(ctx, &name)?)));
            let secrets = secrets.collect::<Result<_, Problem>>()?;
            let seen = Surroundings::of(&ctx.env.variables);
            Box::new(Octodns::new(settings, &seen, secrets))
        }
    })
}

/// What failover has seen so far; nothing when it never looked.
fn read(ctx: &Context, file: &str) -> Result<State, Stop> {
    let Ok(text) = std::fs::read_to_string(ctx.root.join(file)) else {
        return Ok(State::default());
    };
    serde_json::from_str(&text).map_err(|error| {
        let problem = Problem::error("damaged-state", format!("`{file}` cannot be read"));
        Stop::from(
            problem
                .because(error)
                .hint(format!("rm {file}   # failover then begins to count anew")),
        )
    })
}
