//! Copies that do not count: those that do not answer, and those nobody can find.

use super::super::domain::Domain;
use super::super::operator;
use super::super::report::Judged;
use super::{Finding, listed};

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let facts = judged.facts;
    for copy in &facts.copies {
        let (name, address) = (&copy.name, &copy.address);
        let fault = match copy.answer.value() {
            None => "did not answer".to_owned(),
            Some(answer) if !(200..400).contains(&answer.status) => {
                format!("answers with {}", answer.status)
            }
            Some(_) => continue,
        };
        let what = format!("copy `{name}` ({address}) {fault}: it does not count");
        let hint = format!("stillup verify --only {name}");
        found.push(Finding::serious("copy-down", what, hint).known([copy.answer.basis()]));
    }
    for copy in facts.copies.iter().filter(|copy| !copy.advertised) {
        let what = format!(
            "nobody can find copy `{}` when the others are gone: it does not count",
            copy.name
        );
        let hint = "take `advertised = false` away, or print the address where customers see it";
        let basis = super::Basis::Declared {
            key: "`[[mirror]] advertised`".to_owned(),
        };
        found.push(Finding::advice("unadvertised", what, hint).known([basis]));
    }
    let hinted = facts.copies.iter().chain(&facts.product).filter_map(|url| {
        let used = &url.depends;
        let answer = url.answer.value()?;
        let chain = judged
            .shape
            .graph
            .leaves()
            .map(|leaf| judged.shape.graph.domain(leaf));
        let known: Vec<_> = chain.chain(used).collect();
        let new: Vec<&Domain> = answer
            .hints
            .iter()
            .filter(|hint| !known.contains(hint))
            .collect();
        (!new.is_empty()).then_some((url, new))
    });
    for (url, domains) in hinted {
        let new: Vec<String> = domains.iter().map(ToString::to_string).collect();
        let listed_at = domains.iter().filter_map(|domain| operator::hinted(domain));
        let what = format!(
            "the answer of `{}` hints at {}",
            url.name,
            listed(new.clone())
        );
        let quoted: Vec<String> = new.iter().map(|name| format!("\"{name}\"")).collect();
        let ours = facts.copies.iter().any(|copy| copy.name == url.name);
        let hint = match ours {
            true => format!("if it is so: depends = [{}]", quoted.join(", ")),
            false => format!("if it is so: `[product]` domains = [{}]", quoted.join(", ")),
        };
        found.push(
            Finding::advice("hint", what, hint)
                .known([url.answer.basis()])
                .known(listed_at),
        );
    }
}
