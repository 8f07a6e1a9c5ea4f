//! The report of a drill: a page of Markdown to keep, dated.

use super::{Drill, Loss, Served, State, state};
use std::fmt::Write as _;

/// The page.
pub fn page(drill: &Drill) -> String {
    let lost = drill.losses.iter().filter(|loss| loss.is_lost()).count();
    let (of, at) = (drill.losses.len(), drill.at.format("%Y-%m-%d %H:%M UTC"));
    let mut out = match (of, lost) {
        (0, _) => format!("# Drill of {at}: nothing to take away\n"),
        (of, 0) => format!("# Drill of {at}: held all {of} times\n"),
        (of, lost) => format!("# Drill of {at}: {lost} of {of} times there was nothing left\n"),
    };
    out += "\nEach was taken away on paper; the addresses that remain were asked for real, by number.\n";
    out += "\n| taken away | remains | page | updates |\n| --- | --- | --- | --- |\n";
    for loss in &drill.losses {
        let domains: Vec<String> = loss
            .domains
            .iter()
            .map(|domain| format!("`{domain}`"))
            .collect();
        let scenario = loss
            .scenario
            .map(|name| format!("{name}: "))
            .unwrap_or_default();
        let domains = if domains.is_empty() {
            "nothing here".to_owned()
        } else {
            domains.join(" ")
        };
        let _ = writeln!(
            out,
            "| {scenario}{domains} | {} | {} | {} |",
            remains(loss),
            words(loss),
            update(loss)
        );
    }
    out += "\n## Asked\n\n| copy | address | generation | published | |\n| --- | --- | --- | --- | --- |\n";
    for asked in &drill.asked {
        let ip = asked.ip.map_or("-".to_owned(), |ip| ip.to_string());
        let line = match &asked.served {
            Served::Site {
                generation,
                published_at,
                ..
            } => {
                let word = match state(asked, drill.newest, drill.at) {
                    State::Current => "current",
                    State::Old => "old",
                    State::Silent => "silent",
                };
                format!(
                    "{generation} | {} | {word}",
                    published_at.format("%Y-%m-%d %H:%M UTC")
                )
            }
            Served::Nothing(why) => format!("- | - | {}", why.replace('|', "\\|")),
        };
        let _ = writeln!(out, "| {} | {ip} | {line} |", asked.copy);
    }
    out
}

fn remains(loss: &Loss) -> String {
    if loss.remain.is_empty() {
        return "nothing".to_owned();
    }
    let each = loss.remain.iter().map(|(copy, ip, _)| match ip {
        Some(ip) => format!("{copy} ({ip})"),
        None => copy.clone(),
    });
    each.collect::<Vec<_>>().join(", ")
}

fn words(loss: &Loss) -> &'static str {
    match loss.held {
        State::Current => "✓ current",
        State::Old => "△ old",
        State::Silent => "✗ gone",
    }
}

fn update(loss: &Loss) -> &'static str {
    match loss.update_holds {
        true => "✓",
        false => "✗",
    }
}
