//! For a terminal.

use super::super::finding::Weight;
use super::super::report::{Address, Report};
use super::super::verdict::Verdict;
use super::super::what_if::WhatIf;
use super::{cell, factor, grace, known, order, rows, set, words};
use std::fmt::Write as _;

/// How words are coloured; the text says the same without.
pub trait Paint {
    /// The verdict.
    fn verdict(&self, verdict: Verdict, text: &str) -> String;
    /// A heading.
    fn bold(&self, text: &str) -> String;
    /// How something is known.
    fn faint(&self, text: &str) -> String;
}

/// No more cut sets than these are printed.
const MOST: usize = 15;

/// The whole report.
pub fn text(report: &Report, max_order: usize, paint: &impl Paint) -> String {
    let mut out = format!(
        "{}: {}\n{}\n",
        paint.verdict(report.verdict, report.verdict.word()),
        report.because,
        paint.faint(&format!(
            "facts of {}, judged {}",
            report.gathered_at.format("%Y-%m-%d %H:%M UTC"),
            report.judged_at.format("%Y-%m-%d %H:%M UTC")
        ))
    );
    if let Some(what_if) = &report.what_if {
        out += &suppose(what_if, paint);
    }
    for (name, means, event) in [
        ("READ", "customers can read", &report.read),
        ("UPDATE", "we can change what they read", &report.update),
    ] {
        let _ = writeln!(
            out,
            "\n{} ({means}): {}",
            paint.bold(name),
            order(event, max_order)
        );
        let sets = factor(&event.cuts);
        for groups in sets.iter().filter(|groups| !groups.is_empty()).take(MOST) {
            let _ = writeln!(out, "  {}", words(groups));
        }
        if sets.len() > MOST {
            let _ = writeln!(out, "  and {} more: `--json` has all", sets.len() - MOST);
        }
    }
    out += &matrix(report, paint);
    for line in &report.delayed {
        let _ = writeln!(
            out,
            "{} would be missed only after {}",
            line.domain,
            grace(line.seconds)
        );
    }
    out += &findings(report, paint);
    out += &paint.faint(
        &report
            .notes
            .iter()
            .map(|note| format!("note: {note}\n"))
            .collect::<String>(),
    );
    out
}

fn suppose(what_if: &WhatIf, paint: &impl Paint) -> String {
    let list = |names: &[String]| match names {
        [] => "none".to_owned(),
        names => names.join(", "),
    };
    let mut out = format!(
        "\n{}\n",
        paint.bold(&format!("without {}", set(&what_if.fail)))
    );
    let _ = writeln!(out, "  copies that remain: {}", list(&what_if.remain));
    let _ = writeln!(out, "  copies that go: {}", list(&what_if.lost));
    let _ = writeln!(
        out,
        "  the product {}; updates {} be published",
        if what_if.product_falls {
            "falls"
        } else {
            "is not touched"
        },
        if what_if.update_holds {
            "can still"
        } else {
            "cannot"
        }
    );
    for domain in &what_if.unneeded {
        let _ = writeln!(out, "  nothing here needs {domain}");
    }
    out
}

/// Failure domains against addresses, each line with how it is known.
fn matrix(report: &Report, paint: &impl Paint) -> String {
    let lines: Vec<_> = rows(&report.domains).collect();
    if lines.is_empty() {
        return String::new();
    }
    let (product, copies): (Vec<&Address>, Vec<&Address>) =
        report.addresses.iter().partition(|address| address.product);
    let wide = |text: &str| text.chars().count();
    let first = lines
        .iter()
        .map(|line| wide(&line.domain.to_string()))
        .max()
        .unwrap_or(0)
        .max(16);
    let mut out = format!("\n{}", paint.bold(&format!("{:first$}", "if this fails")));
    if !product.is_empty() {
        out += "  product";
    }
    for copy in &copies {
        let _ = write!(out, "  {}", copy.name);
    }
    out += "  remain\n";
    for line in lines {
        let _ = write!(out, "{:first$}", line.domain.to_string());
        if !product.is_empty() {
            let sign = match (line.product_falls, line.product) {
                (true, _) => "✗",
                (false, true) => "○",
                (false, false) => "·",
            };
            let _ = write!(out, "  {sign:7}");
        }
        for copy in &copies {
            let _ = write!(
                out,
                "  {:1$}",
                cell(copy, &line.domain).sign(),
                wide(&copy.name)
            );
        }
        let remain = format!("{} of {}", line.remain, line.of);
        let _ = writeln!(out, "  {remain:6}  {}", paint.faint(&known(&line.known)));
    }
    out + &paint.faint(
        "✗ goes with it  ○ needs it, and has another  · does not need it  – is gone already\n",
    )
}

fn findings(report: &Report, paint: &impl Paint) -> String {
    let mut out = String::new();
    for finding in &report.findings {
        let weight = match finding.weight {
            Weight::Serious => "finding",
            Weight::Advice => "advice",
        };
        let _ = writeln!(out, "\n{}: {}", paint.bold(weight), finding.what);
        if !finding.known.is_empty() {
            let _ = writeln!(out, "  {}", paint.faint(&known(&finding.known)));
        }
        let _ = writeln!(out, "  hint: {}", finding.hint.replace('\n', "\n        "));
    }
    out + "\n"
}
