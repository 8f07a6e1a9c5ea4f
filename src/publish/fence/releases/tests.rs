//! Fence class B with links against every order of requests, whole and with each of its parts taken away: readers
//! get one whole generation at any moment, and never an older one than before.

use super::{Links as _, Releases};
use crate::publish::fence::explore::lacking::{Lacking, Part, unrevoked};
use crate::publish::fence::explore::place::{Above, Kept, Simulated};
use crate::publish::fence::explore::race::{Done, race, releases, send, whole, winner};
use crate::publish::fence::explore::{Bounds, Explored};
use crate::publish::fence::rename::Folder as _;
use crate::publish::marker;
use crate::publish::mirror::{Batch, Check, Flip, Mirror as _, Trouble};
use crate::publish::release::{Release, Ticket};
use async_trait::async_trait;

/// What is taken away from the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    Nothing,
    /// A newer publisher leaves an older one's claim where it is.
    Revoking,
    /// Nobody looks whether somebody newer has claimed or finished.
    Looking,
    /// What was there when a release was made from it is not compared with what is there now.
    Comparing,
    /// The link that is turned does not lie in the claim, where somebody newer takes it away.
    Holding,
}

#[async_trait]
impl Part<Releases<Simulated>> for Without {
    async fn check(
        &self,
        whole: &Releases<Simulated>,
        ticket: &Ticket,
        batch: &Batch,
    ) -> Result<Check, Trouble> {
        match self {
            Without::Looking => Ok(Check::Clear),
            Without::Revoking => {
                let marker = whole.read(marker::PATH).await?;
                unrevoked(&whole.claims(), marker.as_deref(), ticket).await
            }
            Without::Comparing => Ok(match whole.check(ticket, batch).await? {
                Check::Moved => Check::Clear,
                other => other,
            }),
            Without::Nothing | Without::Holding => whole.check(ticket, batch).await,
        }
    }
    async fn flip(
        &self,
        whole: &Releases<Simulated>,
        ticket: &Ticket,
        batch: &Batch,
    ) -> Result<Flip, Trouble> {
        if *self != Without::Holding {
            return whole.flip(ticket, batch).await;
        }
        let own = format!("{}link-{}", whole.beside, ticket.name());
        whole.folder.point(&own, &whole.release(ticket)).await?;
        let staged = format!("{}/release", whole.claims().path(ticket));
        let moves = vec![(staged, whole.release(ticket)), (own, whole.name.clone())];
        Ok(match whole.folder.promote(moves).await? {
            2 => Flip::Live,
            _ => Flip::Superseded,
        })
    }
}

fn explored(without: Without, above: Above, racing: &[usize], bounds: Bounds) -> Explored {
    let send = |place, door, release| async move {
        let whole = Releases::new(Simulated::new(place, door, above), "site");
        let part = without;
        send(&Lacking { whole, part }, &release).await
    };
    race(releases(), racing, bounds, send, promise)
}

/// What readers get is whole, and not older than what was said to be live.
fn promise(
    kept: &Kept,
    done: &[Done],
    racing: &[usize],
    releases: &[Release],
) -> Result<(), String> {
    let winner = winner(done, racing, releases)?;
    let target = &kept.links["site"];
    let live = target.rsplit('/').next().and_then(Ticket::parse);
    let mut all = releases.iter();
    let live = all.find(|release| Some(&release.ticket) == live.as_ref());
    let live = live.ok_or_else(|| format!("the link leads to {target}"))?;
    if live.ticket < winner.ticket {
        let (older, newer) = (live.ticket.generation, winner.ticket.generation);
        return Err(format!("{newer} was live, and {older} is"));
    }
    whole(live, |path| kept.files.get(&format!("{target}/{path}")))
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
        Without::Looking,
        Without::Comparing,
        Without::Holding,
    ] {
        let found = explored(without, Above::Refused, &[1, 2], Bounds::all(0));
        let states = found.states;
        let why = found
            .broken
            .unwrap_or_else(|| panic!("without {without:?}: {states} states"));
        println!("without {without:?}: {why}");
    }
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
        assert!(found.states > 5_000 && found.ends > 300, "{found:?}");
    }
}
