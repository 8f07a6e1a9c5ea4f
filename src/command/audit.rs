//! `audit`: gathers facts, judges them, says what the copies still share.

pub mod gather;
mod names;
mod networks;
mod registry;
mod takes;

use super::mirrors::wait_for;
use super::press::{Before, Press};
use super::{Context, Exit, Stop, pipeline, write};
use crate::audit::assets;
use crate::audit::domain::{Domain, Kind};
use crate::audit::facts::{Facts, Outside};
use crate::audit::finding::Weight;
use crate::audit::report::{Report, Rules, judge};
use crate::audit::settings::{AsnSource, AuditSettings};
use crate::audit::shape::Counting;
use crate::audit::show::{Paint, markdown, picture, text};
use crate::audit::since::{Since, since};
use crate::audit::verdict::Verdict;
use crate::config::Config;
use crate::format::duration;
use crate::problem::{Problem, did_you_mean};
use console::Style;
use gather::Means;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What `audit` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct AuditArgs {
    /// Judge the facts in this file instead of gathering them; nobody is asked
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// Say what changed since the facts in this file
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
    /// Take these away and say what is left, such as `dns:one,tld:com`; may be given several times
    #[arg(long, value_name = "KIND:NAME", value_delimiter = ',')]
    pub fail: Vec<String>,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    pub format: Format,
    /// A loss that shows only later does not count, instead of `[audit] horizon`
    #[arg(long, value_name = "DURATION")]
    pub horizon: Option<String>,
    /// Give up on all that is not known after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub deadline: u64,
    /// Give up on a request after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub timeout: u64,
}

/// Forms of the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Human,
    /// One JSON document
    Json,
    /// For a pull request
    Markdown,
    /// Drawn: copies against failure domains
    Svg,
}

/// Where facts are kept, in the site's folder.
const KEPT: &str = ".stillup/facts.json";

/// Audits.
///
/// # Errors
/// There is no site, or no facts in a file that was named.
pub fn run(ctx: &Context, args: &AuditArgs) -> Result<Exit, Stop> {
    let (config, problems) = pipeline::settings(ctx)?;
    let Some(config) = config else {
        return Err(problems.into());
    };
    let rules = rules(ctx, &config.audit, args)?;
    let facts = match &args.facts {
        Some(file) => read(&ctx.start.join(file), file)?,
        None => {
            let facts = gathered(ctx, &config, args)?;
            keep(&ctx.root, &facts);
            facts
        }
    };
    let report = judge(&facts, &rules);
    let since = match &args.since {
        Some(file) => {
            let before = read(&ctx.start.join(file), file)?;
            Some(since(&judge(&before, &rules), &report))
        }
        None => None,
    };
    show(ctx, args, &report, since.as_ref(), rules.max_order);
    Ok(exit(&report, config.audit.require))
}

/// How facts are judged: settings, and what was typed.
///
/// # Errors
/// Something typed is neither a duration nor a domain.
pub fn rules(ctx: &Context, settings: &AuditSettings, args: &AuditArgs) -> Result<Rules, Stop> {
    let horizon = match &args.horizon {
        None => settings.horizon,
        Some(typed) => duration(typed).ok_or_else(|| {
            let problem =
                Problem::error("unreadable-duration", format!("`{typed}` is no duration"));
            Stop::arguments(problem.hint("--horizon 24h"))
        })?,
    };
    let fail = args
        .fail
        .iter()
        .map(|typed| domain(typed))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Rules {
        counting: Counting {
            now: ctx.now,
            horizon: Some(horizon),
            warm: settings.warm,
            revocation: settings.revocation,
        },
        max_order: settings.max_order,
        fail,
    })
}

/// A domain as it was typed.
///
/// # Errors
/// It is none.
pub fn domain(typed: &str) -> Result<Domain, Stop> {
    Domain::parse(typed).ok_or_else(|| {
        let (kind, name) = typed.split_once(':').unwrap_or(("", typed));
        let near = did_you_mean(kind, Kind::ALL.iter().map(|kind| kind.word())).unwrap_or("dns");
        let name = if name.trim().is_empty() {
            "one"
        } else {
            name.trim()
        };
        let words: Vec<_> = Kind::ALL
            .iter()
            .map(|kind| format!("`{}`", kind.word()))
            .collect();
        Stop::arguments(
            Problem::error("malformed-domain", format!("`{typed}` is not `kind:name`"))
                .because(format!("the kinds are {}", words.join(", ")))
                .hint(format!("--fail {near}:{name}")),
        )
    })
}

/// Facts gathered now.
///
/// # Errors
/// There are no threads to do it with.
pub fn gathered(ctx: &Context, config: &Config, args: &AuditArgs) -> Result<Facts, Stop> {
    let means = Means {
        limit: Duration::from_secs(args.deadline.max(1)),
        timeout: Duration::from_secs(args.timeout.max(1)),
        networks: match &config.audit.asn_source {
            AsnSource::File(file) => {
                let text = std::fs::read_to_string(ctx.root.join(file));
                Some(text.map_err(|error| format!("`{file}` cannot be read: {error}")))
            }
            _ => None,
        },
    };
    let mut facts = wait_for(gather::facts(ctx, config, &means))?;
    facts.outside = outside(ctx, config);
    Ok(facts)
}

/// What our own pages fetch from elsewhere. A site that cannot be rendered says so elsewhere.
fn outside(ctx: &Context, config: &Config) -> Vec<Outside> {
    let rendered = Press::load(ctx).and_then(|press| Ok(press.release(&Before::default())?));
    match rendered {
        Ok((release, _)) => {
            let mut own: Vec<&str> = config
                .mirrors
                .iter()
                .map(|mirror| mirror.address.as_str())
                .collect();
            own.push(&config.settings.address);
            assets::outside(&release.tree, &own)
        }
        Err(stop) => {
            ctx.report(&stop.problems);
            Vec::new()
        }
    }
}

/// Facts from a file.
///
/// # Errors
/// It cannot be read, or holds none.
pub fn read(path: &Path, shown: &Path) -> Result<Facts, Stop> {
    let text = std::fs::read_to_string(path).map_err(|why| write::cannot_read(path, &why))?;
    Facts::parse(&text).map_err(|why| {
        let what = format!("there are no facts in `{}`", shown.display());
        let problem = Problem::error("no-facts", what).because(why);
        problem
            .hint(format!("stillup audit   # writes {KEPT}"))
            .into()
    })
}

/// Keeps them beside the site. Failing is no problem: they can be gathered again.
pub fn keep(root: &Path, facts: &Facts) {
    let folder = root.join(".stillup");
    let file =
        std::fs::create_dir_all(&folder).and_then(|()| tempfile::NamedTempFile::new_in(&folder));
    if let Ok(file) = file {
        let _ =
            std::fs::write(file.path(), facts.to_json()).map(|()| file.persist(root.join(KEPT)));
    }
}

/// What is serious among what a lower requirement accepts.
const ACCEPTED: &[&str] = &["single-point", "single-point-of-update", "shared-set"];

/// 4 when the verdict is worse than required, or not known, or something else is serious.
fn exit(report: &Report, required: Verdict) -> Exit {
    let lenient = required != Verdict::Independent;
    let serious = report.findings.iter().any(|finding| {
        finding.weight == Weight::Serious && !(lenient && ACCEPTED.contains(&finding.code))
    });
    match report.verdict.meets(required) && !serious {
        true => Exit::Done,
        false => Exit::Findings,
    }
}

fn show(ctx: &Context, args: &AuditArgs, report: &Report, since: Option<&Since>, orders: usize) {
    let format = match ctx.json && args.format == Format::Human {
        true => Format::Json,
        false => args.format,
    };
    let words = since.map(Since::words).unwrap_or_default();
    match format {
        Format::Human => {
            let paint = Colours(ctx.color_data);
            ctx.print(&(text(report, orders, &paint) + &words));
        }
        Format::Markdown => {
            let words = match words.is_empty() {
                true => String::new(),
                false => format!("\n## Since then\n\n```\n{}```\n", words.trim_start()),
            };
            ctx.print(&(markdown(report, orders) + &words));
        }
        Format::Svg => ctx.print(&picture(report)),
        Format::Json => {
            let mut value = serde_json::to_value(report).expect("plain data is always JSON");
            if let (Some(since), Some(members)) = (since, value.as_object_mut()) {
                let since = serde_json::to_value(since).expect("plain data is always JSON");
                members.insert("since".to_owned(), since);
            }
            ctx.print(&format!("{value:#}\n"));
        }
    }
}

/// Colour only underlines.
struct Colours(bool);

impl Colours {
    fn style(&self) -> Style {
        Style::new().force_styling(self.0)
    }
}

impl Paint for Colours {
    fn verdict(&self, verdict: Verdict, text: &str) -> String {
        let style = self.style().bold();
        let style = match verdict {
            Verdict::Independent => style.green(),
            Verdict::SurvivesEach => style.yellow(),
            Verdict::Unknown => style.magenta(),
            Verdict::SharedFate => style.red(),
        };
        style.apply_to(text).to_string()
    }

    fn bold(&self, text: &str) -> String {
        self.style().bold().apply_to(text).to_string()
    }

    fn faint(&self, text: &str) -> String {
        match text.is_empty() {
            true => String::new(),
            false => self.style().dim().apply_to(text).to_string(),
        }
    }
}
