//! A report for people: in a terminal, in a pull request, and drawn.

mod factor;
mod markdown;
mod picture;
mod text;

pub use factor::{Groups, factor, words};
pub use markdown::markdown;
pub use picture::picture;
pub use text::{Paint, text};

use super::domain::Domain;
use super::facts::Basis;
use super::report::{Address, DomainLine, Event};

/// What a domain's loss does to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cell {
    /// It goes with it.
    Falls,
    /// It needs it, and has something else.
    Leans,
    /// Nothing.
    Free,
    /// It is gone already.
    Gone,
}

fn cell(address: &Address, domain: &Domain) -> Cell {
    if !address.holds {
        Cell::Gone
    } else if address.falls_with.contains(domain) {
        Cell::Falls
    } else if address.uses.contains(domain) {
        Cell::Leans
    } else {
        Cell::Free
    }
}

impl Cell {
    fn sign(self) -> &'static str {
        match self {
            Cell::Falls => "✗",
            Cell::Leans => "○",
            Cell::Free => "·",
            Cell::Gone => "–",
        }
    }
}

/// Lines of the matrix: what reading, or the product, leans on.
fn rows(domains: &[DomainLine]) -> impl Iterator<Item = &DomainLine> {
    domains
        .iter()
        .filter(|line| line.product || !line.used_by.is_empty())
}

/// How many must fail at once, in words.
fn order(event: &Event, looked: usize) -> String {
    match (event.holds, event.order) {
        (false, _) => "does not hold now".to_owned(),
        (true, Some(1)) => "one thing failing is enough to stop it".to_owned(),
        (true, Some(order)) => format!("it takes {order} things failing at once"),
        (true, None) => format!("no {looked} things failing at once stop it"),
    }
}

/// How it is known: the first, and how many more; then where it was read who that is.
fn known(bases: &[Basis]) -> String {
    let (listed, rest): (Vec<&Basis>, Vec<&Basis>) = bases
        .iter()
        .partition(|basis| matches!(basis, Basis::Listed { .. }));
    // What is unknown is said before what is known of the rest.
    let unknown = |basis: &&&Basis| matches!(basis, Basis::Unknown { .. });
    let said = [
        counted(rest.iter().find(unknown).or(rest.first()), rest.len()),
        counted(listed.first(), listed.len()),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    said.join("; ")
}

fn counted(first: Option<&&Basis>, all: usize) -> Option<String> {
    let words = first?.words();
    Some(match all {
        1 => words,
        more => format!("{words} (and {} more)", more - 1),
    })
}

/// `{dns:one, tld:com}`.
fn set(domains: &[Domain]) -> String {
    let names: Vec<String> = domains.iter().map(ToString::to_string).collect();
    format!("{{{}}}", names.join(", "))
}

/// Seconds in words.
fn grace(seconds: i64) -> String {
    match seconds {
        ..172_800 => format!("{} h", seconds.max(0) / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}
