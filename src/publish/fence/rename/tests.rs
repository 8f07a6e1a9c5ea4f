//! Fence class B against every order of requests, whole and with each of its parts taken away, on places
//! that make a missing folder when a file is put into it (as nginx does) and on places that do not.

use super::{Folder as _, Renames};
use crate::publish::fence::claims::Claims;
use crate::publish::fence::explore::place::{Above, Kept, Place, Simulated};
use crate::publish::fence::explore::{Bounds, Door, Explored, Publisher, Scene, explore};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::marker::{self, Marker};
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
    /// Nobody says what they are about to change.
    Intents,
    /// Only who claims is compared with what was seen before, not what they said they would change.
    Comparing,
    /// Claims are looked at before files are staged, not after.
    StagingFirst,
    /// Nobody looks whether somebody newer has claimed or finished.
    Looking,
}

/// The protocol with one of its parts taken away.
struct Lacking {
    whole: Renames<Simulated>,
    without: Without,
    early: Mutex<Option<Check>>,
}

impl Lacking {
    fn claims(&self) -> Claims<'_> {
        self.whole.claims()
    }

    /// Who claims, and which generation is there.
    async fn who(&self, own: Option<&Ticket>) -> Result<String, Trouble> {
        let seen = self.whole.seen(own).await?;
        Ok(super::basis(&seen.found.basis(), seen.marker.as_deref()))
    }
}

#[async_trait]
impl Mirror for Lacking {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        let mut look = self.whole.look(own).await?;
        match self.without {
            Without::Intents => look.in_doubt.clear(),
            Without::Comparing => look.basis = self.who(own).await?,
            _ => {}
        }
        Ok(look)
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.whole.read(path).await
    }
    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        self.whole.lacking(files).await
    }
    async fn claim(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.whole.claim(ticket, batch).await?;
        if self.without == Without::StagingFirst {
            let check = self.whole.check(ticket, batch).await?;
            *self.early.lock().expect("one thread") = Some(check);
        }
        Ok(())
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.whole.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        let early = *self.early.lock().expect("one thread");
        match self.without {
            Without::StagingFirst => Ok(early.expect("it claimed")),
            Without::Looking => Ok(Check::Clear),
            Without::Revoking => {
                let found = self.claims().find(Some(ticket)).await?;
                let ahead = found.active.iter().find(|other| *other > ticket);
                let marker = self.whole.folder.read(marker::PATH).await?;
                let over = super::overtaken(marker.as_deref(), ticket);
                let ahead = ahead.map(|ahead| Check::Superseded(ahead.generation));
                Ok(ahead.or(over).unwrap_or(Check::Clear))
            }
            Without::Comparing => {
                let check = self.whole.check(ticket, batch).await?;
                let same = self.who(Some(ticket)).await? == batch.basis;
                Ok(match check {
                    Check::Moved if same => Check::Clear,
                    other => other,
                })
            }
            Without::Nothing | Without::Intents => self.whole.check(ticket, batch).await,
        }
    }
    async fn flip(&self, ticket: &Ticket, batch: &Batch) -> Result<Flip, Trouble> {
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
        whole: Renames { folder },
        without,
        early: Mutex::default(),
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
        let (seen, read, releases) = (
            Arc::clone(&place),
            Arc::clone(&place),
            Arc::clone(&releases),
        );
        let racing = racing.to_vec();
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

/// Whoever finished highest is what readers get, unless somebody higher has claimed since.
fn promise(
    kept: &Kept,
    done: &[Option<Result<Sent, Trouble>>],
    racing: &[usize],
    releases: &[Release],
) -> Result<(), String> {
    let mut winner = &releases[0];
    for (done, number) in done.iter().zip(racing) {
        match done {
            Some(Ok(Sent::Live { .. })) if releases[*number].ticket > winner.ticket => {
                winner = &releases[*number]
            }
            Some(Err(trouble)) => return Err(format!("{number} failed: {}", trouble.problem.what)),
            _ => {}
        }
    }
    let highest = &releases[*racing.last().expect("somebody")].ticket;
    if done.iter().all(Option::is_some) && winner.ticket != *highest {
        return Err(format!(
            "nobody died, and {} is live",
            winner.ticket.generation
        ));
    }
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
    let winner = marked;
    let highest = kept.claims().max();
    if highest.is_some_and(|claimed| claimed > winner.ticket) {
        return Ok(());
    }
    for (path, file) in &winner.tree.files {
        let found = kept.files.get(path).map(|bytes| Digest::of(bytes));
        if found != Some(file.digest) {
            let number = winner.ticket.generation;
            return Err(format!("{number} is live, and `{path}` is not its own"));
        }
    }
    Ok(())
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
