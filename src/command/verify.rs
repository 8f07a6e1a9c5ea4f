//! `verify`: asks every mirror's public address whether it serves what was published.

use super::mirrors::{chosen, wait_for};
use super::{Context, Exit, Stop, pipeline};
use crate::net::http::Http;
use crate::problem::Problem;
use crate::publish::verify::{self, Copy, Question, State, Verdict};
use chrono::{DateTime, TimeDelta, Utc};
use std::net::IpAddr;
use std::time::{Duration, Instant};

/// What `verify` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct VerifyArgs {
    /// Ask this mirror only; may be given several times
    #[arg(long, value_name = "NAME")]
    pub only: Vec<String>,
    /// Ask again until all is well, for so many seconds at most (300): caches take their time
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_value_t = 0, default_missing_value = "300", hide_default_value = true)]
    pub wait: u64,
    /// Give up on a request after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 10)]
    pub timeout: u64,
    /// Ask these machines for an address of that name, whatever DNS says
    #[arg(long, value_name = "NAME=IP,…", value_parser = resolved)]
    pub resolve: Vec<(String, Vec<IpAddr>)>,
}

fn resolved(typed: &str) -> Result<(String, Vec<IpAddr>), String> {
    let (name, ips) = typed
        .split_once('=')
        .ok_or("write `status.example=203.0.113.7,2001:db8::7`")?;
    let ips = ips.split(',').map(|ip| {
        let ip = ip.trim();
        ip.parse().map_err(|_| format!("`{ip}` is no IP address"))
    });
    Ok((name.to_ascii_lowercase(), ips.collect::<Result<_, _>>()?))
}

/// How long to wait between two rounds of questions.
const PAUSE: Duration = Duration::from_secs(2);

/// Verifies.
///
/// # Errors
/// There is nothing to ask.
pub fn run(ctx: &Context, args: &VerifyArgs) -> Result<Exit, Stop> {
    let (config, problems) = pipeline::settings(ctx)?;
    let Some(config) = config else {
        return Err(problems.into());
    };
    let copies: Vec<Copy> = chosen(&config, &args.only)?
        .into_iter()
        .map(|mirror| Copy {
            name: mirror.name.clone(),
            address: mirror.address.clone(),
        })
        .collect();
    let http = Http::new(Duration::from_secs(args.timeout.max(1)))
        .map_err(|why| Problem::error("http", "cannot ask over HTTP").because(why))?;
    let began = Instant::now();
    let now = || ctx.after(began.elapsed());
    let question = Question {
        site: config.settings.id.clone(),
        keys: config.keys.clone(),
        known: args.resolve.iter().cloned().collect(),
    };
    let verdicts = wait_for(patiently(&http, &copies, &question, now, args.wait))?;
    show(ctx, &verdicts, now());
    let damaged = verdicts
        .iter()
        .find(|verdict| verdict.state == State::Damaged);
    if let Some(verdict) = damaged {
        let mend = format!("stillup publish --force --only {}", verdict.mirror);
        ctx.say(&format!("hint: {mend}   # writes every file anew"));
    }
    Ok(exit(&verdicts))
}

async fn patiently(
    http: &Http,
    copies: &[Copy],
    question: &Question,
    now: impl Fn() -> DateTime<Utc>,
    wait: u64,
) -> Vec<Verdict> {
    let until = Instant::now() + Duration::from_secs(wait);
    loop {
        let verdicts = verify::verify(http, copies, question, now()).await;
        let over = Instant::now() + PAUSE > until;
        if over || verdicts.iter().all(|verdict| verdict.state == State::Fresh) {
            return verdicts;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// 3 when a copy does not serve the site, 4 when one is behind or stale.
pub fn exit(verdicts: &[Verdict]) -> Exit {
    verdicts
        .iter()
        .fold(Exit::Done, |exit, verdict| match verdict.state {
            State::Fresh => exit,
            state if state.is_failure() => exit.and(Exit::Targets),
            _ => exit.and(Exit::Findings),
        })
}

/// As JSON or as a table, on standard output.
pub fn show(ctx: &Context, verdicts: &[Verdict], now: DateTime<Utc>) {
    if ctx.json {
        let text = serde_json::to_string_pretty(verdicts).expect("plain data is always JSON");
        ctx.print(&format!("{text}\n"));
    } else {
        ctx.print(&table(verdicts, now));
    }
}

/// One line a copy, what is wrong with it below.
pub fn table(verdicts: &[Verdict], now: DateTime<Utc>) -> String {
    let header = ["mirror", "state", "generation", "age", "files", "address"].map(str::to_owned);
    let mut rows = vec![header];
    rows.extend(verdicts.iter().map(|verdict| {
        [
            verdict.mirror.clone(),
            verdict.state.word().to_owned(),
            verdict
                .generation
                .map_or("-".to_owned(), |generation| generation.to_string()),
            verdict
                .published_at
                .map_or("-".to_owned(), |at| age(now - at)),
            verdict.checked.to_string(),
            place(verdict),
        ]
    }));
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..6).map(width).collect();
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
        let Some(verdict) = number
            .checked_sub(1)
            .and_then(|number| verdicts.get(number))
        else {
            continue;
        };
        for fault in verdict.faults.iter().take(5) {
            text.push_str(&format!("  ! {fault}\n"));
        }
        if verdict.faults.len() > 5 {
            text.push_str(&format!("  ! and {} more\n", verdict.faults.len() - 5));
        }
        for note in &verdict.notes {
            text.push_str(&format!("  · {note}\n"));
        }
    }
    text
}

/// The address, and the machine behind it that was asked.
fn place(verdict: &Verdict) -> String {
    match verdict.ip {
        Some(ip) => format!("{} ({ip})", verdict.address),
        None => verdict.address.clone(),
    }
}

/// `40 s`, `12 min`, `3 h`, `2 d`.
fn age(age: TimeDelta) -> String {
    match age.num_seconds().max(0) {
        seconds @ 0..=99 => format!("{seconds} s"),
        seconds @ 100..=5_999 => format!("{} min", seconds / 60),
        seconds @ 6_000..=172_799 => format!("{} h", seconds / 3_600),
        seconds => format!("{} d", seconds / 86_400),
    }
}
