//! Certificates that end soon, are refused, or all come from one authority.

use super::super::report::Judged;
use super::{Finding, listed};
use chrono::TimeDelta;

/// Renewal is overdue: even certificates of 47 days are renewed when a third is left.
const SERIOUS: TimeDelta = TimeDelta::days(7);
/// Worth a look.
const SOON: TimeDelta = TimeDelta::days(14);

pub(super) fn find(judged: &Judged<'_>, found: &mut Vec<Finding>) {
    let now = judged.rules.counting.now;
    let mut issuers: Vec<&str> = Vec::new();
    let mut bases = Vec::new();
    for copy in &judged.facts.copies {
        let Some(fact) = &copy.certificate else {
            continue;
        };
        let Some(shown) = fact.value() else {
            continue;
        };
        issuers.push(&shown.issuer);
        bases.push(fact.basis());
        let left = shown.not_after - now;
        let day = shown.not_after.format("%Y-%m-%d");
        let (name, days) = (&copy.name, left.num_days());
        let hint = format!("renew the certificate of {}", copy.host);
        if let Some(why) = &shown.refused {
            let what = format!("browsers refuse the certificate of copy `{name}`: {why}");
            found.push(
                Finding::serious("certificate-refused", what, hint.clone()).known([fact.basis()]),
            );
        }
        if left < TimeDelta::zero() {
            let what = format!("the certificate of copy `{name}` ended on {day}");
            found.push(Finding::serious("certificate-ends", what, hint).known([fact.basis()]));
        } else if left < SOON {
            let what = format!("the certificate of copy `{name}` ends in {days} days, on {day}");
            let finding = match left < SERIOUS {
                true => Finding::serious("certificate-ends", what, hint),
                false => Finding::advice("certificate-ends", what, hint),
            };
            found.push(finding.known([fact.basis()]));
        }
    }
    if let [first, rest @ ..] = issuers.as_slice()
        && !rest.is_empty()
        && rest.iter().all(|issuer| issuer == first)
    {
        let what = format!(
            "every copy's certificate is from {}",
            listed([(*first).to_owned()])
        );
        let hint =
            "get one from another authority: a wrong revocation would hit all copies at once";
        found.push(Finding::advice("one-authority", what, hint).known(bases));
    }
}
