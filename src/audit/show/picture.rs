//! Drawn: copies against failure domains, as one SVG file. People would rather look than read.
//!
//! A row for the product and for each copy, a column for each domain, columns grouped by kind. A square
//! with a cross: goes with it. A ring: needs it, and has another. Columns that the product needs are
//! tinted; below stands how many copies remain. Shape says it all without colour; every mark has its
//! sentence, with how it is known, as a title.

use super::super::domain::Kind;
use super::super::report::{Address, DomainLine, Report};
use super::super::verdict::Verdict;
use super::{Cell, cell, known, rows};
use std::fmt::Write as _;

/// Width of a column, height of a row.
const COLUMN: usize = 40;
const ROW: usize = 52;
/// Where the names end and the columns begin.
const LEFT: usize = 268;
/// Between two kinds.
const GAP: usize = 18;
/// Around everything.
const EDGE: usize = 32;
/// The banner above.
const BANNER: usize = 118;

const STYLE: &str = "\
svg{--paper:#fbfaf8;--ink:#1d2630;--faint:#68737f;--line:#e1ddd6;--band:#f4f1ea;--tint:#fbefdc;--fall:#c2321f;--lean:#2f6f9f;--ok:#1d7a4c;--warn:#a8690a;--dunno:#6c55a0;--on:#fff}\
@media(prefers-color-scheme:dark){svg{--paper:#151a20;--ink:#e8e6e1;--faint:#98a2ad;--line:#2b333c;--band:#1b2129;--tint:#2d2617;--fall:#f0705c;--lean:#7db4dc;--ok:#5fc08e;--warn:#e0a545;--dunno:#b29ce6;--on:#151a20}}\
text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;fill:var(--ink);font-size:13px}\
.small{font-size:11.5px;fill:var(--faint)}.kind{font-size:11px;fill:var(--faint);letter-spacing:.04em}\
.verdict{font-size:25px;font-weight:700}.name{font-weight:600;font-size:14px}.head{font-size:12.5px}\
.left{font-size:12.5px;font-weight:600;text-anchor:middle}.none{fill:var(--fall)}\
.gone text{fill:var(--faint);text-decoration:line-through}";

/// A column and where it stands.
struct Column<'a> {
    line: &'a DomainLine,
    x: usize,
}

/// The picture.
pub fn picture(report: &Report) -> String {
    let columns = columns(report);
    let product: Vec<&Address> = report.addresses.iter().filter(|it| it.product).collect();
    let copies: Vec<&Address> = report.addresses.iter().filter(|it| !it.product).collect();
    let longest = columns
        .iter()
        .map(|it| it.line.domain.id.chars().count())
        .max()
        .unwrap_or(0);
    // Heads lean by 50 degrees: so far up and to the right do they reach.
    let (up, aside) = (longest * 57 / 10 + 26, longest * 48 / 10 + 10);
    let top = BANNER + up + 26;
    let end = columns.last().map_or(LEFT, |it| it.x + COLUMN);
    let width = (end + EDGE + aside).max(680);
    let listed = product.len() + copies.len();
    let split = if product.is_empty() { 0 } else { 14 };
    let below = top + listed * ROW + split;
    let height = below + 140;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"t d\">\n\
         <title id=\"t\">{}: {}</title>\n<desc id=\"d\">{}</desc>\n<style>{STYLE}</style>\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"14\" style=\"fill:var(--paper)\"/>\n",
        report.verdict,
        escaped(&report.because),
        "Copies of a status page in rows, what they need in columns."
    );
    out += &banner(report);
    out += &heads(&columns, top, below);
    let mut y = top;
    for address in &product {
        out += &row(report, address, &columns, y, end);
        y += ROW;
    }
    y += split;
    if split > 0 {
        let line = y - split / 2;
        let _ = writeln!(
            out,
            "<path d=\"M{EDGE} {line}H{end}\" style=\"stroke:var(--ink);stroke-width:1.5;opacity:.35\"/>"
        );
    }
    for address in &copies {
        out += &row(report, address, &columns, y, end);
        y += ROW;
    }
    out += &remain(&columns, below);
    out += &legend(below + 74);
    out + "</svg>\n"
}

/// Kinds side by side, what the product needs first.
fn columns(report: &Report) -> Vec<Column<'_>> {
    let mut lines: Vec<&DomainLine> = rows(&report.domains).collect();
    lines.sort_by_key(|line| {
        (
            line.domain.kind,
            !line.product,
            line.remain,
            &line.domain.id,
        )
    });
    let mut columns: Vec<Column<'_>> = Vec::new();
    let mut x = LEFT;
    for line in lines {
        if let Some(last) = columns.last() {
            x += COLUMN;
            if last.line.domain.kind != line.domain.kind {
                x += GAP;
            }
        }
        columns.push(Column { line, x });
    }
    columns
}

fn banner(report: &Report) -> String {
    let (color, sign) = match report.verdict {
        Verdict::Independent => ("--ok", "M-7 0l5 5l9 -10"),
        Verdict::SurvivesEach => ("--warn", "M-7 0h14"),
        Verdict::Unknown => ("--dunno", "M-4 -4a4.5 4.5 0 1 1 6 4.2q-2 .8 -2 3M0 7v.5"),
        Verdict::SharedFate => ("--fall", "M-6 -6l12 12M6 -6l-12 12"),
    };
    let read = match (report.read.holds, report.read.order) {
        (false, _) => "Nobody can read a copy now.".to_owned(),
        (true, Some(1)) => "One thing failing is enough to hide the page.".to_owned(),
        (true, Some(order)) => format!("It takes {order} things failing at once to hide the page."),
        (true, None) => "Nothing that was looked at hides the page.".to_owned(),
    };
    format!(
        "<circle cx=\"{x}\" cy=\"50\" r=\"18\" style=\"fill:var({color})\"/>\
         <path transform=\"translate({x} 50)\" d=\"{sign}\" style=\"fill:none;stroke:var(--on);stroke-width:3;stroke-linecap:round;stroke-linejoin:round\"/>\
         <text class=\"verdict\" x=\"{tx}\" y=\"48\" style=\"fill:var({color})\">{verdict}</text>\
         <text x=\"{tx}\" y=\"72\">{because}. {read}</text>\
         <text class=\"small\" x=\"{tx}\" y=\"92\">{site} · facts of {at}</text>\n",
        x = EDGE + 18,
        tx = EDGE + 50,
        verdict = report.verdict,
        because = escaped(&sentence(&report.because)),
        site = escaped(&report.site),
        at = report.gathered_at.format("%Y-%m-%d %H:%M UTC"),
    )
}

/// Names of the domains, their kinds, and the tint of those that the product needs.
fn heads(columns: &[Column<'_>], top: usize, below: usize) -> String {
    let mut out = String::new();
    let bottom = below + 34;
    for Column { line, x } in columns {
        let hurts = line.of > 0 && line.remain == 0;
        if line.product || hurts {
            let style = match hurts {
                true => "fill:var(--fall);opacity:.13",
                false => "fill:var(--tint)",
            };
            let (y, height) = (top - 4, bottom - top);
            let _ = write!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{COLUMN}\" height=\"{height}\" rx=\"6\" style=\"{style}\"/>"
            );
        }
        let (cx, cy) = (x + COLUMN / 2 + 3, top - 28);
        let id = match line.domain.is_unknown() {
            true => format!("? of {}", line.domain.id.trim_start_matches('?')),
            false => line.domain.id.clone(),
        };
        let _ = writeln!(
            out,
            "<text class=\"head\" transform=\"translate({cx} {cy}) rotate(-50)\">{}<title>{}: {}</title></text>",
            escaped(&id),
            escaped(&line.domain.to_string()),
            escaped(&known(&line.known))
        );
    }
    let mut from = 0;
    while let Some(first) = columns.get(from) {
        let kind = first.line.domain.kind;
        let count = columns[from..]
            .iter()
            .take_while(|it| it.line.domain.kind == kind)
            .count();
        let (x1, x2) = (first.x + 4, columns[from + count - 1].x + COLUMN - 4);
        let (middle, y) = ((x1 + x2) / 2, top - 11);
        let _ = writeln!(
            out,
            "<path d=\"M{x1} {}H{x2}\" style=\"stroke:var(--faint);opacity:.5\"/><text class=\"kind\" text-anchor=\"middle\" x=\"{middle}\" y=\"{y}\">{}</text>",
            y - 11,
            short(kind, count)
        );
        from += count;
    }
    out
}

/// A kind's word, as much as fits.
fn short(kind: Kind, columns: usize) -> &'static str {
    match (kind, columns) {
        (Kind::Registrar, 1) => "reg.",
        (Kind::Account, 1) => "acct",
        (kind, _) => kind.word(),
    }
}

fn row(report: &Report, address: &Address, columns: &[Column<'_>], y: usize, end: usize) -> String {
    let middle = y + ROW / 2;
    let class = if address.holds { "" } else { " class=\"gone\"" };
    let role = match (address.product, address.advertised) {
        (true, _) => "product",
        (false, true) => "copy",
        (false, false) => "copy nobody can find",
    };
    let mut out = format!(
        "<g{class}><text class=\"name\" x=\"{EDGE}\" y=\"{}\">{}</text><text class=\"small\" x=\"{EDGE}\" y=\"{}\">{role} · {}</text></g>\
         <path d=\"M{EDGE} {}H{end}\" style=\"stroke:var(--line)\"/>\n",
        middle - 3,
        escaped(&clipped(&address.name, 26)),
        middle + 14,
        escaped(&clipped(&bare(&address.address), 30)),
        y + ROW,
    );
    for Column { line, x } in columns {
        let center = x + COLUMN / 2;
        let shape = match cell(address, &line.domain) {
            Cell::Falls => format!(
                "<rect x=\"{}\" y=\"{}\" width=\"22\" height=\"22\" rx=\"6\" style=\"fill:var({})\"/><path d=\"M{} {}l8 8m0 -8l-8 8\" style=\"stroke:var(--on);stroke-width:2.2;stroke-linecap:round\"/>",
                center - 11,
                middle - 11,
                if address.product { "--ink" } else { "--fall" },
                center - 4,
                middle - 4
            ),
            Cell::Leans => format!(
                "<circle cx=\"{center}\" cy=\"{middle}\" r=\"8\" style=\"fill:none;stroke:var(--lean);stroke-width:2.4\"/>"
            ),
            Cell::Free => format!(
                "<circle cx=\"{center}\" cy=\"{middle}\" r=\"1.8\" style=\"fill:var(--faint);opacity:.55\"/>"
            ),
            Cell::Gone => format!(
                "<path d=\"M{} {middle}h10\" style=\"stroke:var(--faint);stroke-width:2\"/>",
                center - 5
            ),
        };
        let does = match cell(address, &line.domain) {
            Cell::Falls => "goes with",
            Cell::Leans => "needs, and has another than,",
            Cell::Free => "does not need",
            Cell::Gone => "is gone already, without",
        };
        let title = format!(
            "{} {does} {} ({})",
            address.name,
            line.domain,
            known(&line.known)
        );
        let _ = writeln!(out, "<g><title>{}</title>{shape}</g>", escaped(&title));
    }
    let _ = report;
    out
}

/// How many copies remain without each domain.
fn remain(columns: &[Column<'_>], y: usize) -> String {
    let mut out = format!(
        "<text class=\"small\" x=\"{EDGE}\" y=\"{}\">copies that remain without it</text>",
        y + 20
    );
    for Column { line, x } in columns {
        let class = if line.remain == 0 {
            "left none"
        } else {
            "left"
        };
        let _ = write!(
            out,
            "<text class=\"{class}\" x=\"{}\" y=\"{}\">{}</text>",
            x + COLUMN / 2,
            y + 20,
            line.remain
        );
    }
    out + "\n"
}

fn legend(y: usize) -> String {
    let up = y - 4;
    format!(
        "<rect x=\"{EDGE}\" y=\"{}\" width=\"16\" height=\"16\" rx=\"4\" style=\"fill:var(--fall)\"/><path d=\"M{} {}l6 6m0 -6l-6 6\" style=\"stroke:var(--on);stroke-width:2;stroke-linecap:round\"/><text class=\"small\" x=\"{}\" y=\"{y}\">goes with it</text>\
         <circle cx=\"{}\" cy=\"{up}\" r=\"6.5\" style=\"fill:none;stroke:var(--lean);stroke-width:2.2\"/><text class=\"small\" x=\"{}\" y=\"{y}\">needs it, and has another</text>\
         <rect x=\"{}\" y=\"{}\" width=\"16\" height=\"16\" rx=\"4\" style=\"fill:var(--tint);stroke:var(--line)\"/><text class=\"small\" x=\"{}\" y=\"{y}\">the product needs it</text>\
         <rect x=\"{}\" y=\"{}\" width=\"16\" height=\"16\" rx=\"4\" style=\"fill:var(--fall);opacity:.2\"/><text class=\"small\" x=\"{}\" y=\"{y}\">no copy is left without it</text>\
         <text class=\"small\" x=\"{EDGE}\" y=\"{}\">\u{2013} gone already, whatever fails \u{b7} ? nobody knows who or what it is: judged as the worst it could be</text>\n",
        up - 8,
        EDGE + 5,
        up - 3,
        EDGE + 24,
        EDGE + 118,
        EDGE + 132,
        EDGE + 292,
        up - 8,
        EDGE + 316,
        EDGE + 464,
        up - 8,
        EDGE + 488,
        y + 26,
    )
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

fn bare(address: &str) -> String {
    address
        .split_once("://")
        .map_or(address, |(_, rest)| rest)
        .to_owned()
}

fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('`', "")
}
