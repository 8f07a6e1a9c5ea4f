//! After a change: every name server is asked whether it serves what is new, and who does not is named.

use super::plan::Reviewed;
use super::world::World;
use crate::command::mirrors::wait_for;
use crate::command::{Context, Exit, Stop};
use crate::dns::record::Key;
use crate::dns::walk::Walker;
use crate::dns::wanted::WantedZone;
use crate::dns::zone::{Zone, survey};
use std::collections::BTreeSet;
use std::time::Duration;

/// How long to wait between two rounds of questions.
const PAUSE: Duration = Duration::from_secs(1);

/// Asks until all serve it, or the time is over; 4 when some do not, or cannot be asked.
pub fn run(ctx: &Context, world: &World, reviewed: &Reviewed<'_>, wait: u64) -> Result<Exit, Stop> {
    let mut exit = Exit::Done;
    for zone in &world.zones {
        let keys: BTreeSet<Key> = reviewed
            .plans
            .iter()
            .filter(|(at, _)| at.zone.name() == zone.name())
            .filter_map(|(_, planned)| planned.as_ref().ok())
            .flat_map(|planned| planned.steps.iter().map(crate::dns::change::Step::key))
            .collect();
        if keys.is_empty() {
            continue;
        }
        let name = zone.name().bare();
        match wait_for(patiently(world, zone, &keys, wait))? {
            Err(why) => {
                ctx.say(&format!(
                    "{name}: name servers cannot be asked whether they serve it: {why}"
                ));
                exit = exit.and(Exit::Findings);
            }
            Ok(found) => {
                let old = old(zone, &found, &keys);
                match old.is_empty() {
                    true => ctx.say(&format!(
                        "{name}: all {} addresses of its servers serve it",
                        found.seen.len()
                    )),
                    false => exit = exit.and(Exit::Findings),
                }
                for line in old {
                    ctx.say(&format!("{name}: {line}"));
                }
            }
        }
    }
    Ok(exit)
}

async fn patiently(
    world: &World,
    zone: &WantedZone,
    keys: &BTreeSet<Key>,
    wait: u64,
) -> Result<Zone, String> {
    let direct = world.direct();
    let mut left = wait;
    loop {
        // A new walker each time: what was heard before the change is of no use.
        let walker = Walker::new(&direct, &world.config.dns.roots);
        let found = survey(&direct, &walker, zone.name(), keys).await;
        let done = found
            .as_ref()
            .is_ok_and(|found| old(zone, found, keys).is_empty());
        if done || left == 0 {
            return found;
        }
        left -= 1;
        tokio::time::sleep(PAUSE).await;
    }
}

/// Who does not serve what is new.
fn old(zone: &WantedZone, found: &Zone, keys: &BTreeSet<Key>) -> Vec<String> {
    let mut lines = Vec::new();
    for seen in &found.seen {
        let who = format!("{} ({})", seen.server.bare(), seen.ip);
        if !seen.answers() {
            lines.push(format!("{who} {}", seen.udp));
            continue;
        }
        for key in keys {
            let have = seen.set(key);
            if have.as_ref().map(Option::as_ref) == Some(zone.sets.get(key)) {
                continue;
            }
            let words = have.flatten().map_or("nothing".to_owned(), |set| {
                format!("{} (TTL {})", set.words(), set.ttl)
            });
            lines.push(format!(
                "{who} still serves {words} for {} {}",
                key.0.bare(),
                key.1
            ));
        }
    }
    lines
}
