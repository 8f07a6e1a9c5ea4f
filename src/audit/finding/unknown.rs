//! What is neither seen nor declared, and how to declare it.

use super::super::domain::{Domain, Kind};
use super::super::report::Judged;
use super::super::verdict::Verdict;
use super::Finding;

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let graph = &judged.shape.graph;
    let read = graph.below(judged.shape.read);
    for leaf in graph
        .leaves()
        .filter(|leaf| graph.domain(*leaf).is_unknown())
    {
        let domain = graph.domain(leaf);
        let bases = graph.bases(leaf).iter().cloned();
        let of = domain.id.trim_start_matches('?');
        let what = format!("the {} of `{of}` is not known", domain.kind.title());
        let hint = declare(domain, of, judged);
        let matters = judged.verdict == Verdict::Unknown
            && (read.contains(&leaf) || judged.product_needs.contains(&leaf));
        found.push(match matters {
            true => Finding::serious("unknown", what, hint).known(bases),
            false => Finding::advice("unknown", what, hint).known(bases),
        });
    }
    if judged.shape.product.is_none() {
        let what = "nothing says what the product is, so nothing can be compared with it";
        let hint = "[product]\nurls = [\"https://app.acme.example\"]";
        found.push(Finding::serious("no-product", what, hint));
    }
}

fn declare(domain: &Domain, of: &str, judged: &Judged<'_>) -> String {
    let mine = judged
        .facts
        .copies
        .iter()
        .any(|copy| copy.host.ends_with(of));
    match (domain.kind, mine) {
        (Kind::Registrar, true) => "registrar = \"…\" in its `[[mirror]]`".to_owned(),
        (Kind::Registrar, false) => "[product]\ndomains = [\"registrar:…\"]".to_owned(),
        (Kind::Asn, _) => {
            "[audit]\nasn_source = \"file:prefixes.txt\"   # lines of `ASN PREFIX`".to_owned()
        }
        (Kind::Host, true) => "depends = [\"host:…\"] in its `[[mirror]]`".to_owned(),
        (Kind::Host, false) => "[product]\ndomains = [\"host:…\"]".to_owned(),
        (Kind::Ci | Kind::Repo, _) => {
            "depends = [\"ci:…\", \"repo:…\"] in its `[[mirror]]`, or `[audit] laptop = true`"
                .to_owned()
        }
        (Kind::Dns, _) => "stillup audit   # again, where DNS can be asked directly".to_owned(),
        (kind, _) => format!(
            "stillup audit   # again, when the {} can be asked",
            kind.title()
        ),
    }
}
