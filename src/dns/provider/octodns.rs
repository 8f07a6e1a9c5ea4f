//! Every cloud's DNS through octoDNS, a program of others: we write its configuration and the zone's
//! records, let it plan for this one provider, show that as our own, and let it do exactly this plan.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: octoDNS reads its configuration from files"
)]

use super::{Planned, Provider, changed};
use crate::dns::change::Step;
use crate::dns::export::octodns::{read_set, records};
use crate::dns::record::RecordType;
use crate::dns::settings::OctodnsSettings;
use crate::dns::wanted::WantedZone;
use crate::net::program::{Ended, Program, Surroundings};
use crate::net::secret::Secret;
use crate::problem::Problem;
use async_trait::async_trait;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// How long octoDNS may take: some clouds answer slowly, page by page.
const LIMIT: Duration = Duration::from_secs(120);

/// The plan, as octoDNS writes it.
const PLAN: &str = "plan.json";

/// A provider that octoDNS knows.
pub struct Octodns {
    settings: OctodnsSettings,
    surroundings: Surroundings,
    secrets: Vec<(String, Secret)>,
}

impl Octodns {
    /// With these secrets, by the variables that the settings name.
    pub fn new(
        settings: &OctodnsSettings,
        surroundings: &Surroundings,
        secrets: Vec<(String, Secret)>,
    ) -> Self {
        Octodns {
            settings: settings.clone(),
            surroundings: surroundings.clone(),
            secrets,
        }
    }

    /// Runs it once; with a checksum it applies the plan of that checksum.
    async fn run(
        &self,
        zone: &WantedZone,
        folder: &Path,
        apply: Option<(&str, bool)>,
    ) -> Result<Ended, Problem> {
        let cannot = |error: std::io::Error| {
            Problem::error("folder", "cannot write octoDNS's configuration").because(error)
        };
        let config = self.config(zone, folder);
        std::fs::write(folder.join("config.yaml"), config.to_string()).map_err(cannot)?;
        let file = folder.join(format!("{}yaml", zone.name()));
        std::fs::write(file, records(zone.name(), zone.sets.values()).to_string())
            .map_err(cannot)?;
        let mut program = Program::new(&self.settings.program, &self.surroundings, LIMIT)
            .args([
                "--config-file",
                "config.yaml",
                "--log-stream-stdout",
                "--target",
                "there",
            ])
            .within(folder);
        for (name, secret) in &self.secrets {
            program = program.secret(name, secret);
        }
        if let Some((checksum, overrule)) = apply {
            program = program.args(["--doit", "--checksum", checksum]);
            if overrule {
                program = program.arg("--force");
            }
        }
        let ended = program.arg(zone.name().to_string()).run(b"").await;
        let ended = ended.map_err(|problem| match problem.code {
            "no-program" => problem.hint(format!("pip install octodns {}", self.package())),
            _ => problem,
        })?;
        match ended.well() {
            true => Ok(ended),
            false => Err(self.failed(zone, &ended)),
        }
    }

    /// The name that `pip` knows the class by.
    fn package(&self) -> String {
        let module = self.settings.class.split('.').next().unwrap_or_default();
        module.replace('_', "-")
    }

    fn failed(&self, zone: &WantedZone, ended: &Ended) -> Problem {
        let why = ended.why();
        if why.contains("does not match computed") {
            return changed(zone, 0, 0).because(last(&why));
        }
        let what = format!("octoDNS could not do it for `{}`", zone.name().bare());
        let problem = Problem::error("octodns", what).because(last(&why));
        let absent = [
            "No module named",
            "Unknown provider class",
            "ModuleNotFoundError",
            "has no attribute",
        ];
        if absent.iter().any(|sign| why.contains(sign)) {
            return problem.hint(format!("pip install {}", self.package()));
        }
        if why.contains("UnsafePlan") || why.contains("RootNsChange") {
            return problem.hint("--i-know   # tells octoDNS so");
        }
        if [
            "ConnectionError",
            "Connection refused",
            "timed out",
            "Timeout",
        ]
        .iter()
        .any(|sign| why.contains(sign))
        {
            return problem
                .hint("its API cannot be reached: the other providers are told all the same");
        }
        problem.hint("the settings of `octodns` must be what its page for this provider says")
    }

    /// JSON is YAML too.
    fn config(&self, zone: &WantedZone, folder: &Path) -> Value {
        let mut there = self.settings.settings.clone();
        there.insert("class".to_owned(), json!(self.settings.class));
        let mut processors = Map::new();
        if !zone.settings.whole {
            let names: BTreeSet<String> = zone
                .sets
                .keys()
                .map(|(name, _)| {
                    let relative = name.relative_to(zone.name());
                    if relative == "@" {
                        String::new()
                    } else {
                        relative
                    }
                })
                .collect();
            processors.insert(
                "names".to_owned(),
                json!({"class": "octodns.processor.filter.NameAllowlistFilter", "allowlist": names}),
            );
        }
        let pointing = [RecordType::A, RecordType::Aaaa, RecordType::Cname];
        let mut types: BTreeSet<String> = zone
            .sets
            .keys()
            .map(|(_, rtype)| rtype.to_string())
            .collect();
        types.extend(pointing.map(|rtype| rtype.to_string()));
        if !zone.settings.whole {
            processors.insert(
                "types".to_owned(),
                json!({"class": "octodns.processor.filter.TypeAllowlistFilter", "allowlist": types}),
            );
        }
        let used: Vec<&String> = processors.keys().collect();
        json!({
            "manager": {
                "enable_checksum": true,
                "max_workers": 1,
                "plan_outputs": {"file": {
                    "class": "octodns.provider.plan.PlanJson",
                    "output_filename": folder.join(PLAN),
                }},
            },
            "providers": {
                "wanted": {
                    "class": "octodns.provider.yaml.YamlProvider",
                    "directory": folder,
                    "enforce_order": false,
                },
                "there": there,
            },
            "zones": {zone.name().to_string(): {
                "sources": ["wanted"], "targets": ["there"], "processors": used,
            }},
            "processors": processors,
        })
    }
}

/// What it said at the very end.
fn last(why: &str) -> String {
    why.rsplit("; ").next().unwrap_or(why).to_owned()
}

/// The steps of a plan, as octoDNS writes it.
fn steps(zone: &WantedZone, text: &str) -> Result<Vec<Step>, Problem> {
    let unread = |why: String| {
        Problem::error("octodns", "octoDNS's plan cannot be read")
            .because(why)
            .hint("pip install --upgrade octodns")
    };
    let plan: Value = serde_json::from_str(text).map_err(|error| unread(error.to_string()))?;
    let changes = plan["there"][zone.name().to_string()]["changes"].as_array();
    let mut steps = Vec::new();
    for change in changes.into_iter().flatten() {
        let name = change["name"].as_str().unwrap_or_default();
        let rtype = change["record_type"].as_str().unwrap_or_default();
        let side = |side: &str| match &change[side] {
            Value::Null => Ok(None),
            set => read_set(zone.name(), name, rtype, set)
                .map(Some)
                .map_err(&unread),
        };
        let step = Step {
            have: side("existing")?,
            want: side("new")?,
        };
        if !zone.is_ours(&step.key()) {
            let (name, rtype) = step.key();
            let what = format!(
                "octoDNS would also change `{} {rtype}`, which is not ours",
                name.bare()
            );
            return Err(Problem::error("foreign-record", what).hint(
                "whole = true   # in its `[[dns.zone]]`, when nothing else is in that zone",
            ));
        }
        steps.push(step);
    }
    steps.sort_by_key(|step| (step.action(), step.key()));
    Ok(steps)
}

#[async_trait]
impl Provider for Octodns {
    async fn plan(&self, zone: &WantedZone) -> Result<Planned, Problem> {
        let folder = folder()?;
        let ended = self.run(zone, folder.path(), None).await?;
        let text =
            std::fs::read_to_string(folder.path().join(PLAN)).unwrap_or_else(|_| "{}".to_owned());
        let steps = steps(zone, &text)?;
        let out = ended.text();
        // It logs what it was told of checksums as well: the last whole digest is the plan's.
        let digests = out.split("checksum=").skip(1).map(|rest| {
            let hex = rest.chars().take_while(char::is_ascii_hexdigit);
            hex.collect::<String>()
        });
        let checksum = digests.filter(|digest| digest.len() == 64).last();
        if checksum.is_none() && !steps.is_empty() {
            return Err(
                Problem::error("octodns", "octoDNS gives its plan no checksum")
                    .hint("pip install --upgrade octodns   # 1.0 or later"),
            );
        }
        // It tells of differences only: where there is none, what is wanted is there.
        let mut found = zone.sets.clone();
        for step in &steps {
            found.remove(&step.key());
            found.extend(step.have.iter().map(|have| (have.key(), have.clone())));
        }
        Ok(Planned {
            found,
            steps,
            checksum,
            ..Planned::default()
        })
    }

    async fn apply(
        &self,
        zone: &WantedZone,
        planned: &Planned,
        overrule: bool,
    ) -> Result<(), Problem> {
        let Some(checksum) = planned
            .checksum
            .as_deref()
            .filter(|_| !planned.steps.is_empty())
        else {
            return Ok(());
        };
        let folder = folder()?;
        self.run(zone, folder.path(), Some((checksum, overrule)))
            .await?;
        Ok(())
    }
}

fn folder() -> Result<TempDir, Problem> {
    tempfile::Builder::new()
        .prefix("stillup-octodns-")
        .tempdir()
        .map_err(|error| {
            Problem::error("folder", "cannot make a folder for octoDNS").because(error)
        })
}
