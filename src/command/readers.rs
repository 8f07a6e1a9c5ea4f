//! What readers get right after a publish, for its receipt. It changes no exit code.

use super::press::Press;
use crate::net::http::Http;
use crate::publish::apart::{Named, Outcome};
use crate::publish::fence::Sent;
use crate::publish::release::Release;
use crate::publish::verify::glance::{Sight, glance};
use crate::publish::verify::{Copy, Question};
use std::time::Duration;

/// Nobody waits longer for this.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is seen at the address of each mirror that was written to; nothing for the others.
pub async fn look(
    press: &Press,
    release: &Release,
    mirrors: &[Named],
    outcomes: &[Outcome],
) -> Vec<Option<Sight>> {
    let live = |outcome: &Outcome| matches!(outcome, Outcome::Sent(Sent::Live { .. }));
    let written = mirrors
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| live(outcome));
    let copies: Vec<Copy> = written
        .map(|(named, _)| Copy {
            name: named.name.clone(),
            address: named.address.clone(),
        })
        .collect();
    let question = Question {
        site: release.site.clone(),
        // An unsigned publish was told of already.
        keys: if release.signed {
            press.config.keys.clone()
        } else {
            Vec::new()
        },
        ..Question::default()
    };
    let seen = match Http::new(PATIENCE) {
        Ok(http) => {
            let glance = glance(&http, &copies, &question, release.generation.rank());
            tokio::time::timeout(PATIENCE, glance)
                .await
                .unwrap_or_default()
        }
        Err(_) => Vec::new(),
    };
    let mut seen = seen.into_iter();
    let each = outcomes.iter().map(|outcome| match live(outcome) {
        true => seen.next(),
        false => None,
    });
    each.collect()
}
