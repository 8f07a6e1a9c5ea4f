//! Before a publish: what would un-say something is put back, as the newest copy that is believed has it.

use super::belief;
use super::press::{Before, Press, Reason};
use crate::guard::{Guarded, guard};
use crate::problem::Problem;
use crate::publish::apart::{Named, Seen};
use crate::publish::release::Release;
use crate::publish::witness::{Belief, Witness};
use std::time::Duration;

/// The release to publish, after what it would un-say was put back into the site; what was is told.
///
/// A release of the same site as the newest copy's un-says nothing, and asks nobody.
///
/// # Errors
/// A template does not work.
pub async fn keep(
    mirrors: &[Named],
    seen: &[Result<Seen, Problem>],
    press: &mut Press,
    before: &Before,
    retracted: &[String],
    deadline: Duration,
) -> Result<(Release, Reason), Problem> {
    let (release, reason) = press.release(before)?;
    if reason != Reason::Changed {
        return Ok((release, reason));
    }
    let believe = belief::of(&belief::keys(&press.config));
    let ours = newest_first(mirrors, seen, &press.config.settings.id);
    let mut doubts = Vec::new();
    for named in &ours {
        let asked = ask(named, press, &release, &*believe, retracted);
        match tokio::time::timeout(deadline, asked).await {
            Ok(Ok(guarded)) => {
                press.problems.extend(guarded.problems);
                return match guarded.site {
                    Some(site) => {
                        press.turn_to(site);
                        drop(release);
                        press.release(before)
                    }
                    None => Ok((release, reason)),
                };
            }
            Ok(Err(why)) => doubts.push(format!("mirror `{}`: {why}", named.name)),
            Err(_) => doubts.push(format!("mirror `{}`: no answer in time", named.name)),
        }
    }
    if let Some(problem) = nobody(&doubts) {
        press.problems.push(problem);
    }
    Ok((release, reason))
}

async fn ask(
    named: &Named,
    press: &Press,
    release: &Release,
    believe: Belief<'_>,
    retracted: &[String],
) -> Result<Guarded, String> {
    let reads = &*named.mirror;
    let witness = Witness::of(&reads, believe).await?;
    guard(&press.site, release, &witness, retracted).await
}

/// Mirrors that hold this site, from the newest generation down.
pub fn newest_first<'a>(
    mirrors: &'a [Named],
    seen: &[Result<Seen, Problem>],
    site: &str,
) -> Vec<&'a Named> {
    let mut ours: Vec<_> = mirrors
        .iter()
        .zip(seen)
        .filter_map(|(named, seen)| Some((named, seen.as_ref().ok()?.head.as_ref()?)))
        .filter(|(_, head)| head.site == site)
        .collect();
    ours.sort_by(|(_, one), (_, other)| other.rank().cmp(&one.rank()));
    ours.into_iter().map(|(named, _)| named).collect()
}

fn nobody(doubts: &[String]) -> Option<Problem> {
    (!doubts.is_empty()).then(|| {
        let what =
            "no copy is believed: what customers have read is not compared with what is published";
        Problem::finding("no-witness", what)
            .because(doubts.join("; "))
            .hint("stillup verify")
    })
}
