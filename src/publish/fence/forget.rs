//! What a CDN has to forget: noted in the marker with the publish that changed it, struck out when it is done.

use crate::plan::Plan;
use crate::publish::generation;
use crate::publish::held::Held;
use crate::publish::manifest;
use crate::publish::marker::{KEPT, Marker};
use crate::publish::mirror::{Batch, Check, Flip, Mirror, Trouble};
use crate::publish::purge::{EVERYTHING, MANY};
use crate::publish::release::Release;
use std::collections::{BTreeMap, BTreeSet};

/// The batch's marker, with what changes and what had not been forgotten before.
pub(super) fn noted(held: &Held, plan: &Plan, batch: &Batch) -> Vec<u8> {
    let Some(mut marker) = Marker::parse(&batch.marker) else {
        return batch.marker.clone();
    };
    let before = held.marker.iter().flat_map(|marker| &marker.purge);
    let before = before.filter_map(|(path, left)| match held.look.in_place {
        // Struck out once it is done: what is there was not.
        true => Some((path.clone(), *left)),
        false => Some((path.clone(), left.checked_sub(1)?)),
    });
    let changed = plan.changes.iter().map(|change| change.name.as_str());
    let changed = changed.chain([generation::PATH]);
    let changed = changed.filter(|path| !manifest::is_immutable(path));
    let changed = changed.map(|path| (path.to_owned(), KEPT));
    let all: BTreeMap<String, u8> = before.chain(changed).collect();
    // What is erased may be in any file, those among them that never change and are kept for a year.
    let all_of_it = batch.erase || all.len() > MANY || all.contains_key(EVERYTHING);
    marker.purge = match all_of_it {
        true => BTreeMap::from([(EVERYTHING.to_owned(), KEPT)]),
        false => all,
    };
    marker.to_bytes()
}

/// What is noted on a mirror that holds this release. Nothing, too, where it was noted by an earlier run
/// and cannot be struck out: it may be done.
pub async fn pending(
    mirror: &dyn Mirror,
    release: &Release,
    written: bool,
) -> Result<BTreeSet<String>, Trouble> {
    let look = mirror.look(None).await?;
    let marker = look.marker.as_deref().and_then(Marker::parse);
    let ours = marker.filter(|marker| marker.rank() == release.ticket.rank());
    let told = ours.filter(|_| written || look.in_place);
    Ok(told.map_or_else(BTreeSet::new, |marker| marker.purge.into_keys().collect()))
}

/// Strikes it out, where that takes no more than a marker: elsewhere it stays for a few generations.
pub async fn struck_out(mirror: &dyn Mirror, release: &Release) -> Result<(), Trouble> {
    let ticket = &release.ticket;
    let look = mirror.look(Some(ticket)).await?;
    let marker = look.marker.as_deref().and_then(Marker::parse);
    let ours = marker.filter(|marker| marker.rank() == ticket.rank());
    let Some(mut marker) = ours.filter(|_| look.in_place) else {
        return Ok(());
    };
    marker.purge.clear();
    let batch = Batch {
        marker: marker.to_bytes(),
        basis: look.basis,
        ..Batch::default()
    };
    mirror.claim(ticket, &batch).await?;
    mirror.stage(ticket, &batch).await?;
    // Anything else than a clear way: whoever comes next asks for it again.
    if mirror.check(ticket, &batch).await? == Check::Clear
        && mirror.flip(ticket, &batch).await? == Flip::Live
    {
        return mirror.collect(ticket, &batch).await;
    }
    mirror.withdraw(ticket).await
}
