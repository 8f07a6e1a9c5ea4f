//! For a pull request or a wiki.

use super::super::finding::Weight;
use super::super::report::Report;
use super::{cell, factor, grace, known, order, rows, set, words};
use std::fmt::Write as _;

/// The whole report.
pub fn markdown(report: &Report, max_order: usize) -> String {
    let mut out = format!(
        "# {}\n\n{}.\n\nFacts of {}, judged {}.\n",
        report.verdict,
        capital(&report.because),
        report.gathered_at.format("%Y-%m-%d %H:%M UTC"),
        report.judged_at.format("%Y-%m-%d %H:%M UTC")
    );
    if let Some(what_if) = &report.what_if {
        let list = |names: &[String]| match names {
            [] => "none".to_owned(),
            names => names.join(", "),
        };
        let _ = write!(
            out,
            "\n## Without `{}`\n\nRemain: {}. Go: {}.\n",
            set(&what_if.fail),
            list(&what_if.remain),
            list(&what_if.lost)
        );
    }
    for (name, event) in [("READ", &report.read), ("UPDATE", &report.update)] {
        let _ = writeln!(out, "\n## {name}: {}\n", order(event, max_order));
        for groups in factor(&event.cuts)
            .iter()
            .filter(|groups| !groups.is_empty())
        {
            let _ = writeln!(out, "- `{}`", words(groups));
        }
    }
    out += &table(report);
    out += &findings(report);
    out += "\n## Taken for granted\n\n";
    for note in &report.notes {
        let _ = writeln!(out, "- {note}");
    }
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Failure domains against copies.
fn table(report: &Report) -> String {
    let mut out = String::new();
    out += "\n## If one thing fails\n\n| failure domain | product |";
    let copies: Vec<_> = report
        .addresses
        .iter()
        .filter(|address| !address.product)
        .collect();
    for copy in &copies {
        let _ = write!(out, " {} |", copy.name);
    }
    let _ = writeln!(
        out,
        " remain | known |\n| --- | --- |{} --- | --- |",
        " --- |".repeat(copies.len())
    );
    for line in rows(&report.domains) {
        let product = match (line.product_falls, line.product) {
            (true, _) => "✗",
            (false, true) => "○",
            (false, false) => "·",
        };
        let _ = write!(out, "| `{}` | {product} |", line.domain);
        for copy in &copies {
            let _ = write!(out, " {} |", cell(copy, &line.domain).sign());
        }
        let _ = writeln!(
            out,
            " {} of {} | {} |",
            line.remain,
            line.of,
            known(&line.known).replace('|', "\\|")
        );
    }
    out += "\n✗ goes with it, ○ needs it and has another, · does not need it, – is gone already\n";
    for line in &report.delayed {
        let _ = writeln!(
            out,
            "\n`{}` would be missed only after {}.",
            line.domain,
            grace(line.seconds)
        );
    }
    out
}

fn findings(report: &Report) -> String {
    let mut out = String::new();
    if !report.findings.is_empty() {
        out += "\n## Findings\n";
    }
    for finding in &report.findings {
        let weight = match finding.weight {
            Weight::Serious => "**finding**",
            Weight::Advice => "advice",
        };
        let _ = writeln!(out, "\n- {weight}: {}", finding.what);
        if !finding.known.is_empty() {
            let _ = writeln!(out, "  - {}", known(&finding.known));
        }
        let hint = finding.hint.replace('\n', "; ");
        let _ = writeln!(out, "  - to do: {hint}");
    }
    out
}
