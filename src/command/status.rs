//! `stillup status`: what the page says now, in the terminal.

mod json;
pub mod text;
pub mod words;

use super::receipt::Receipt;
use super::{Context, Exit, Outcome, drill, pipeline};
use chrono::{DateTime, Utc};

/// Arguments of `status`.
#[derive(Debug, clap::Args)]
pub struct StatusArgs {}

/// Prints it on standard output. How things stand is no failure: the exit code is 0 whatever is broken.
///
/// # Errors
/// There is no site here, or its settings cannot be read.
pub fn run(ctx: &Context, _args: &StatusArgs) -> Outcome {
    let loaded = pipeline::site(ctx)?;
    if ctx.json {
        let page = json::page(&loaded.site, &loaded.standing, loaded.problems.len());
        ctx.print(&format!("{page:#}\n"));
    } else {
        ctx.print(&text::page(&loaded.site, &loaded.standing, ctx.color_data));
    }
    for copy in &loaded.site.pulled {
        let age = ctx.now - copy.at;
        if age > loaded.site.settings.publish_every {
            ctx.say(&format!(
                "the {} is as it was {} ago",
                copy.source,
                words::length(age)
            ));
        }
    }
    if let Some(receipt) = Receipt::last(&ctx.root) {
        ctx.say(&copies(&receipt, ctx.now));
    }
    if let Some(word) = drill::overdue(&ctx.root, &loaded.config, ctx.now) {
        ctx.say(&word);
    }
    if let Some(complaints) =
        text::complaints(loaded.problems.len(), loaded.standing.findings.len())
    {
        ctx.say(&format!("{complaints}: `stillup check` shows what"));
    }
    Ok(Exit::Done)
}

/// How old the copies are, as the last publish from this folder knows it; others may have published since.
fn copies(receipt: &Receipt, now: DateTime<Utc>) -> String {
    let age = words::length(now - receipt.published_at);
    let stale = if receipt.fresh_until < now {
        ", and call themselves stale"
    } else {
        ""
    };
    let mirrors = receipt.mirrors.iter();
    let failed: Vec<&str> = mirrors
        .filter(|line| line.outcome == "failed")
        .map(|line| line.name.as_str())
        .collect();
    let failed = match failed.as_slice() {
        [] => String::new(),
        names => format!("; not reached then: {}", names.join(", ")),
    };
    format!("copies published from here are {age} old{stale}{failed}")
}

#[cfg(test)]
mod tests {
    use super::copies;
    use crate::command::receipt::Receipt;

    #[test]
    fn copies_have_an_age_and_turn_stale() {
        let line = |name, outcome| serde_json::json!({ "name": name, "address": "http://x", "outcome": outcome, "written": 1, "deleted": 0, "in_place": false });
        let receipt: Receipt = serde_json::from_value(serde_json::json!({
            "version": 1, "site": "x", "generation": 1, "reason": "changed", "problems": [],
            "published_at": "2026-11-20T14:00:00Z", "fresh_until": "2026-11-20T15:30:00Z",
            "mirrors": [line("first", "live"), line("second", "failed")],
        }))
        .expect("a receipt");
        let at = |time: &str| copies(&receipt, time.parse().expect("a time"));
        assert_eq!(
            at("2026-11-20T14:05:00Z"),
            "copies published from here are 5m old; not reached then: second"
        );
        assert_eq!(
            at("2026-11-20T15:31:00Z"),
            "copies published from here are 1h 31m old, and call themselves stale; not reached then: second"
        );
    }
}
