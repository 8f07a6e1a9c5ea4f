//! Fence class B with links against every order of requests, whole and with each of its parts taken away: readers
//! get one whole generation at any moment, and never an older one than before.

use super::{Links as _, Releases};
use crate::publish::fence::explore::place::{Above, Kept, Place, Simulated};
use crate::publish::fence::explore::{Bounds, Door, Explored, Publisher, Scene, explore};
use crate::publish::fence::rename::{Folder as _, overtaken};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::marker;
use crate::publish::mirror::{Batch, Check, Flip, Look, Mirror, Trouble};
use crate::publish::release::sample::release;
use crate::publish::release::{Release, Ticket};
use crate::tree::Digest;
use async_trait::async_trait;
use futures_util::FutureExt as _;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

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

/// The protocol with one of its parts taken away.
struct Lacking {
    whole: Releases<Simulated>,
    without: Without,
}

#[async_trait]
impl Mirror for Lacking {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        self.whole.look(own).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.whole.read(path).await
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.whole.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.whole.claim(ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.whole.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        match self.without {
            Without::Looking => Ok(Check::Clear),
            Without::Revoking => {
                let found = self.whole.claims().find(Some(ticket)).await?;
                let ahead = found.active.iter().find(|other| *other > ticket);
                let marker = self.whole.read(marker::PATH).await?;
                let over = overtaken(marker.as_deref(), ticket);
                let ahead = ahead.map(|ahead| Check::Superseded(ahead.generation));
                Ok(ahead.or(over).unwrap_or(Check::Clear))
            }
            Without::Comparing => Ok(match self.whole.check(ticket, batch).await? {
                Check::Moved => Check::Clear,
                other => other,
            }),
            Without::Nothing | Without::Holding => self.whole.check(ticket, batch).await,
        }
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
        if self.without == Without::Holding {
            let whole = &self.whole;
            let own = format!("{}link-{}", whole.beside, ticket.name());
            whole.folder.point(&own, &whole.release(ticket)).await?;
            let staged = format!("{}/release", whole.claims().path(ticket));
            let moves = vec![(staged, whole.release(ticket)), (own, whole.name.clone())];
            return Ok(match whole.folder.promote(moves).await? {
                2 => Flip::Live,
                _ => Flip::Superseded,
            });
        }
        self.whole.flip(ticket, batch).await
    }
    async fn collect(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.whole.collect(ticket, batch).await
    }
    async fn withdraw(&self, ticket: &Ticket) -> Result<(), Trouble> {
        self.whole.withdraw(ticket).await
    }
}

/// What is there, and what is about to be: the third leaves a page as it was that the second changes.
fn releases() -> Vec<Release> {
    let pages = |number, kept| {
        release(
            number,
            &[("index.html", &*number.to_string()), ("kept.html", kept)],
        )
    };
    vec![pages(1, "1"), pages(2, "2"), pages(3, "1"), pages(4, "4")]
}

async fn send(
    place: Place,
    door: Door,
    (without, above): (Without, Above),
    release: Release,
) -> Result<Sent, Trouble> {
    let folder = Simulated::new(place, door, above);
    let mirror = Lacking {
        whole: Releases::new(folder, "site"),
        without,
    };
    // Reading back is the same for all kinds, and changes nothing.
    let allowed = Allowed {
        unread: true,
        ..Allowed::default()
    };
    fence::send(&mirror, &release, &BTreeMap::new(), allowed).await
}

fn begun(first: &Release) -> Kept {
    let place = Place::default();
    let how = (Without::Nothing, Above::Refused);
    let sent = send(Arc::clone(&place), Door::open(), how, first.clone());
    let sent = sent.now_or_never().expect("nothing to wait for");
    sent.expect("the first");
    let kept = place.lock().expect("one thread");
    kept.clone()
}

fn explored(without: Without, above: Above, racing: &[usize], bounds: Bounds) -> Explored {
    let releases = Arc::new(releases());
    let begun = begun(&releases[0]);
    let scene = || {
        let place: Place = Arc::new(Mutex::new(begun.clone()));
        let publisher = |number: &usize| {
            let door = Door::default();
            let release = releases[*number].clone();
            let work = send(Arc::clone(&place), door.clone(), (without, above), release);
            Publisher {
                door,
                work: Box::pin(work) as std::pin::Pin<Box<dyn Future<Output = _>>>,
            }
        };
        let publishers = racing.iter().map(publisher).collect();
        let (seen, read) = (Arc::clone(&place), Arc::clone(&place));
        let (racing, releases) = (racing.to_vec(), Arc::clone(&releases));
        Scene {
            publishers,
            place: Box::new(move || seen.lock().expect("one thread").state()),
            promise: Box::new(move |done| {
                promise(&read.lock().expect("one thread"), done, &racing, &releases)
            }),
        }
    };
    explore(scene, bounds)
}

/// What readers get is whole, and not older than what was said to be live.
fn promise(
    kept: &Kept,
    done: &[Option<Result<Sent, Trouble>>],
    racing: &[usize],
    releases: &[Release],
) -> Result<(), String> {
    let target = &kept.links["site"];
    let live = target.rsplit('/').next().and_then(Ticket::parse);
    let live = releases
        .iter()
        .find(|release| Some(&release.ticket) == live.as_ref());
    let live = live.ok_or_else(|| format!("the link leads to {target}"))?;
    let number = live.ticket.generation;
    for (path, file) in &live.tree.files {
        let found = kept.files.get(&format!("{target}/{path}"));
        if found.map(|bytes| Digest::of(bytes)) != Some(file.digest) {
            return Err(format!("{number} is live, and `{path}` is not its own"));
        }
    }
    for (done, who) in done.iter().zip(racing) {
        let ticket = &releases[*who].ticket;
        match done {
            Some(Ok(Sent::Live { .. })) if *ticket > live.ticket => {
                let newer = ticket.generation;
                return Err(format!("{newer} was live, and {number} is"));
            }
            Some(Err(trouble)) => return Err(format!("{who} failed: {}", trouble.problem.what)),
            _ => {}
        }
    }
    let highest = &releases[*racing.last().expect("somebody")].ticket;
    match done.iter().all(Option::is_some) && live.ticket != *highest {
        true => Err(format!("nobody died, and {number} is live")),
        false => Ok(()),
    }
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
