//! `drill`: takes each failure domain away on paper and asks the addresses that remain for real.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: reports are kept in the site's folder"
)]

use super::audit::{AuditArgs, gathered, keep, read, rules};
use super::mirrors::wait_for;
use super::{Context, Exit, Stop, pipeline, write};
use crate::audit::facts::{Facts, UrlFacts, reach};
use crate::audit::report::judge;
use crate::config::Config;
use crate::drill::scenario::Scenario;
use crate::drill::{Asked, Drill, Served, drill, page};
use crate::net::http::Http;
use crate::publish::generation::{Generation, PATH};
use chrono::{DateTime, NaiveDateTime, Utc};
use futures_util::future::join_all;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// What `drill` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DrillArgs {
    /// Rehearse this day instead of losing each thing; may be given several times
    #[arg(long, value_name = "NAME", value_enum)]
    pub scenario: Vec<Scenario>,
    /// Take what the copies need from this file instead of gathering it
    #[arg(long, value_name = "FILE")]
    pub facts: Option<PathBuf>,
    /// Give up on a request after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub timeout: u64,
    /// Write no report into `drills/`
    #[arg(long)]
    pub no_report: bool,
}

/// Where reports are kept, in the site's folder.
const FOLDER: &str = "drills";

/// How a report's name begins.
const NAMED: &str = "%Y-%m-%d-%H%M";

/// Drills.
///
/// # Errors
/// There is no site, no facts in a file that was named, or the report cannot be written.
pub fn run(ctx: &Context, args: &DrillArgs) -> Result<Exit, Stop> {
    let (config, problems) = pipeline::settings(ctx)?;
    let Some(config) = config else {
        return Err(problems.into());
    };
    let auditing = AuditArgs {
        deadline: 60,
        timeout: args.timeout,
        ..AuditArgs::default()
    };
    let facts = match &args.facts {
        Some(file) => read(&ctx.start.join(file), file)?,
        None => {
            let facts = gathered(ctx, &config, &auditing)?;
            keep(&ctx.root, &facts);
            facts
        }
    };
    let mut rules = rules(ctx, &config.audit, &auditing)?;
    // What is taken away is gone, however long its loss would go unseen.
    rules.counting.horizon = None;
    let report = judge(&facts, &rules);
    let timeout = Duration::from_secs(args.timeout.max(1));
    let asked = wait_for(all(ctx, &config, &facts, timeout))?;
    let held = drill(&facts, &rules, &report, asked, &args.scenario, ctx.now);
    if !args.no_report {
        let path = ctx
            .root
            .join(FOLDER)
            .join(format!("{}.md", ctx.now.format(NAMED)));
        let shown = format!("{FOLDER}/{}.md", ctx.now.format(NAMED));
        match write::new_file(&path, &page(&held))? {
            true => ctx.say(&format!("wrote {shown}")),
            false => ctx.say(&format!("{shown} is there already, and stays")),
        }
    }
    match ctx.json {
        true => {
            let text = serde_json::to_string_pretty(&held).expect("plain data is always JSON");
            ctx.print(&format!("{text}\n"));
        }
        false => ctx.print(&page(&held)),
    }
    Ok(exit(&held))
}

/// 3 when an address served nothing, 4 when some loss left nothing.
fn exit(drill: &Drill) -> Exit {
    let silent = drill
        .asked
        .iter()
        .any(|asked| matches!(asked.served, Served::Nothing(_)));
    let lost = drill.losses.iter().any(|loss| loss.is_lost());
    let exit = if silent { Exit::Targets } else { Exit::Done };
    if lost { exit.and(Exit::Findings) } else { exit }
}

/// Asks every address of every copy, each at that very address.
async fn all(ctx: &Context, config: &Config, facts: &Facts, timeout: Duration) -> Vec<Asked> {
    let began = Instant::now();
    let pairs = facts.copies.iter().flat_map(|copy| {
        let ips = reach(&facts.names, &copy.host);
        let ips: Vec<Option<IpAddr>> = match ips.is_empty() {
            true => vec![None],
            false => ips.into_iter().map(Some).collect(),
        };
        ips.into_iter().map(move |ip| (copy, ip))
    });
    let each = pairs.map(async |(copy, ip)| Asked {
        copy: copy.name.clone(),
        address: copy.address.clone(),
        ip,
        served: match one(copy, ip, config, timeout).await {
            Ok(served) => served,
            Err(why) => Served::Nothing(why),
        },
        at: ctx.after(began.elapsed()),
    });
    join_all(each).await
}

async fn one(
    copy: &UrlFacts,
    ip: Option<IpAddr>,
    config: &Config,
    timeout: Duration,
) -> Result<Served, String> {
    let ip = ip.ok_or_else(|| "its name leads nowhere".to_owned())?;
    // Port 0 stands for the one in the address asked for.
    let http = Http::new(timeout)?.pinned(&copy.host, SocketAddr::new(ip, 0))?;
    let answer = http
        .get(&format!("{}/{PATH}", copy.address), 4 << 20)
        .await?;
    if answer.status != 200 {
        return Err(format!("`/{PATH}` was answered with {}", answer.status));
    }
    let site = &config.settings.id;
    // Where the site has keys, only what one of them has signed counts.
    let head = match config.keys.as_slice() {
        [] => Generation::parse(&answer.body).map_err(|why| format!("it cannot be read: {why}")),
        keys => Generation::verified(&answer.body, keys).map_err(|refused| refused.to_string()),
    };
    let head = head.map_err(|why| format!("`/{PATH}`: {why}"))?;
    if head.site != *site {
        return Err(format!("it holds the site `{}`", head.site));
    }
    Ok(Served::Site {
        generation: head.generation,
        published_at: head.published_at,
        fresh_until: head.fresh_until,
    })
}

/// When the last drill was, by the names of the reports.
pub fn last(root: &Path) -> Option<DateTime<Utc>> {
    let entries = std::fs::read_dir(root.join(FOLDER)).ok()?;
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok());
    let times = names
        .filter_map(|name| NaiveDateTime::parse_from_str(name.strip_suffix(".md")?, NAMED).ok());
    times.max().map(|time| time.and_utc())
}

/// A word on a last drill that is older than it should be.
pub fn overdue(root: &Path, config: &Config, now: DateTime<Utc>) -> Option<String> {
    let age = now - last(root)?;
    (age > config.audit.drill_every).then(|| {
        format!(
            "the last drill was {} ago: `stillup drill`",
            super::status::words::length(age)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::last;

    #[test]
    fn the_last_drill_is_told_by_names() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(last(folder.path()), None);
        std::fs::create_dir(folder.path().join("drills")).expect("a folder");
        for name in [
            "2026-01-02-0304.md",
            "2026-11-20-1436.md",
            "notes.md",
            "2026-13-40-9999.md",
        ] {
            std::fs::write(folder.path().join("drills").join(name), "").expect("a file");
        }
        let last = last(folder.path()).expect("one");
        assert_eq!(last.to_rfc3339(), "2026-11-20T14:36:00+00:00");
    }
}
