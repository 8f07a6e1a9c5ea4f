//! Fence class B against every order of requests, whole and with each of its parts taken away, on places
//! that make a missing folder when a file is put into it (as nginx does) and on places that do not.

use super::{Folder as _, Renames};
use crate::publish::fence::explore::lacking::{Lacking, Part, unrevoked};
use crate::publish::fence::explore::place::{Above, Kept, Simulated};
use crate::publish::fence::explore::race::{Done, race, releases, send, whole, winner};
use crate::publish::fence::explore::{Bounds, Explored};
use crate::publish::marker::{self, Marker};
use crate::publish::mirror::{Batch, Check, Look, Mirror as _, Trouble};
use crate::publish::release::{Release, Ticket};
use async_trait::async_trait;
use std::sync::Mutex;

/// What is taken away from the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    Nothing,
    /// A newer publisher leaves an older one's claim where it is.
    Revoking,
    /// Nobody says what they are about to change.
    Intents,
    /// Only who claims is compared with what was seen before, not what they said they would change.
    Comparing,
    /// Claims are looked at before files are staged, not after.
    StagingFirst,
    /// Nobody looks whether somebody newer has claimed or finished.
    Looking,
}

/// What is taken away, and what was looked at too early.
struct Less {
    without: Without,
    early: Mutex<Option<Check>>,
}

/// Who claims, and which generation is there.
async fn who(whole: &Renames<Simulated>, own: Option<&Ticket>) -> Result<String, Trouble> {
    let seen = whole.seen(own).await?;
    Ok(super::basis(&seen.found.basis(), seen.marker.as_deref()))
}

#[async_trait]
impl Part<Renames<Simulated>> for Less {
    async fn look(
        &self,
        whole: &Renames<Simulated>,
        own: Option<&Ticket>,
    ) -> Result<Look, Trouble> {
        let mut look = whole.look(own).await?;
        match self.without {
            Without::Intents => look.in_doubt.clear(),
            Without::Comparing => look.basis = who(whole, own).await?,
            _ => {}
        }
        Ok(look)
    }
    async fn claim(
        &self,
        whole: &Renames<Simulated>,
        ticket: &Ticket,
        batch: &Batch,
    ) -> Result<(), Trouble> {
        whole.claim(ticket, batch).await?;
        if self.without == Without::StagingFirst {
            let check = whole.check(ticket, batch).await?;
            *self.early.lock().expect("one thread") = Some(check);
        }
        Ok(())
    }
    async fn check(
        &self,
        whole: &Renames<Simulated>,
        ticket: &Ticket,
        batch: &Batch,
    ) -> Result<Check, Trouble> {
        let early = *self.early.lock().expect("one thread");
        match self.without {
            Without::StagingFirst => Ok(early.expect("it claimed")),
            Without::Looking => Ok(Check::Clear),
            Without::Revoking => {
                let marker = whole.folder.read(marker::PATH).await?;
                unrevoked(&whole.claims(), marker.as_deref(), ticket).await
            }
            Without::Comparing => {
                let check = whole.check(ticket, batch).await?;
                let same = who(whole, Some(ticket)).await? == batch.basis;
                Ok(match check {
                    Check::Moved if same => Check::Clear,
                    other => other,
                })
            }
            Without::Nothing | Without::Intents => whole.check(ticket, batch).await,
        }
    }
}

fn explored(without: Without, above: Above, racing: &[usize], bounds: Bounds) -> Explored {
    let send = |place, door, release| async move {
        let whole = Renames {
            folder: Simulated::new(place, door, above),
        };
        let early = Mutex::default();
        let part = Less { without, early };
        send(&Lacking { whole, part }, &release).await
    };
    race(releases(), racing, bounds, send, promise)
}

/// Whoever finished highest is what readers get, unless somebody higher has claimed since.
fn promise(
    kept: &Kept,
    done: &[Done],
    racing: &[usize],
    releases: &[Release],
) -> Result<(), String> {
    let winner = winner(done, racing, releases)?;
    // What the marker says has happened, also when its publisher died before it could tell.
    let marker = Marker::parse(&kept.files[marker::PATH]).expect("a whole marker");
    let marked = releases
        .iter()
        .find(|release| release.ticket.generation == marker.generation)
        .expect("one of ours");
    if marked.ticket < winner.ticket {
        let (older, newer) = (marker.generation, winner.ticket.generation);
        return Err(format!("the marker says {older}, and {newer} is live"));
    }
    let highest = kept.claims().max();
    if highest.is_some_and(|claimed| claimed > marked.ticket) {
        return Ok(());
    }
    whole(marked, |path| kept.files.get(path))
}

#[test]
fn in_every_order_the_newer_of_two_publishes_wins() {
    for above in [Above::Refused, Above::Made] {
        let found = explored(Without::Nothing, above, &[1, 2], Bounds::all(0));
        assert_eq!(found.broken, None, "{above:?}");
        println!(
            "two, {above:?}: {} states, {} ends",
            found.states, found.ends
        );
        assert!(found.states > 500 && found.ends > 20, "{found:?}");
    }
}

#[test]
fn without_any_of_its_parts_it_does_not() {
    for without in [
        Without::Revoking,
        Without::Intents,
        Without::Comparing,
        Without::Looking,
    ] {
        let found = explored(without, Above::Refused, &[1, 2], Bounds::all(0));
        assert!(
            found.broken.is_some(),
            "without {without:?}: {} states",
            found.states
        );
    }
}

#[test]
fn staging_first_is_what_saves_it_where_folders_come_back() {
    let safe = explored(
        Without::StagingFirst,
        Above::Refused,
        &[1, 2],
        Bounds::all(0),
    );
    assert_eq!(safe.broken, None);
    let broken = explored(Without::StagingFirst, Above::Made, &[1, 2], Bounds::all(0)).broken;
    assert!(broken.is_some_and(|why| why.contains("is not its own")));
}

/// With three of them somebody is interrupted, or dies, so often.
const TWICE: Bounds = Bounds {
    losses: 0,
    interruptions: 2,
};

#[test]
fn the_newest_of_three_publishes_wins_whoever_is_interrupted_twice() {
    for above in [Above::Refused, Above::Made] {
        let found = explored(Without::Nothing, above, &[1, 2, 3], TWICE);
        assert_eq!(found.broken, None, "{above:?}");
        println!(
            "three, {above:?}: {} states, {} ends",
            found.states, found.ends
        );
        assert!(found.states > 10_000 && found.ends > 500, "{found:?}");
    }
}

#[test]
fn without_any_of_its_parts_three_do_not_stay_in_order() {
    for (without, above) in [
        (Without::Revoking, Above::Refused),
        (Without::Intents, Above::Refused),
        (Without::Looking, Above::Refused),
        (Without::StagingFirst, Above::Made),
    ] {
        let found = explored(without, above, &[1, 2, 3], TWICE);
        assert!(
            found.broken.is_some(),
            "without {without:?}: {} states",
            found.states
        );
    }
}
