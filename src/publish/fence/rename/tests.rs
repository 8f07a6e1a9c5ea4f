//! Fence class B against every order of requests, whole and with each of its parts taken away, on places
//! that make a missing folder when a file is put into it (as nginx does) and on places that do not.

use super::{Folder, Renames, parent};
use crate::problem::Problem;
use crate::publish::fence::claims::Claims;
use crate::publish::fence::explore::{Bounds, Door, Explored, Publisher, Scene, explore};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::marker::{self, Marker};
use crate::publish::mirror::{Batch, Check, Flip, Look, Mirror, Trouble, Write};
use crate::publish::release::sample::release;
use crate::publish::release::{Release, Ticket};
use crate::publish::{generation, manifest};
use crate::tree::Digest;
use async_trait::async_trait;
use futures_util::FutureExt as _;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

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

/// What a missing folder above a file means to a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Above {
    /// The file is not taken.
    Refused,
    /// It is made.
    Made,
}

#[derive(Debug, Clone, Default, Hash)]
struct Kept {
    files: BTreeMap<String, Vec<u8>>,
    folders: BTreeSet<String>,
}

impl Kept {
    fn make(&mut self, path: &str) -> bool {
        for (at, _) in path.match_indices('/') {
            self.folders.insert(path[..at].to_owned());
        }
        self.folders.insert(path.to_owned())
    }

    fn has(&self, folder: Option<&str>) -> bool {
        folder.is_none_or(|folder| self.folders.contains(folder))
    }

    fn rename(&mut self, from: &str, to: &str) -> bool {
        let there = self.files.contains_key(from) || self.folders.contains(from);
        if !there || !self.has(parent(to)) {
            return false;
        }
        let below = format!("{from}/");
        let new = |path: &str| match path == from || path.starts_with(&below) {
            true => format!("{to}{}", &path[from.len()..]),
            false => path.to_owned(),
        };
        let moved = |path: &&String| **path == from || path.starts_with(&below);
        let files: Vec<String> = self.files.keys().filter(moved).cloned().collect();
        for path in files {
            let bytes = self.files.remove(&path).expect("one of its own");
            self.files.insert(new(&path), bytes);
        }
        self.folders = std::mem::take(&mut self.folders)
            .iter()
            .map(|path| new(path))
            .collect();
        true
    }

    fn remove(&mut self, path: &str) {
        let below = format!("{path}/");
        self.files
            .retain(|file, _| file != path && !file.starts_with(&below));
        self.folders
            .retain(|folder| folder != path && !folder.starts_with(&below));
    }
}

type Place = Arc<Mutex<Kept>>;

/// A folder in memory whose every request waits for its turn.
struct Simulated {
    place: Place,
    door: Door,
    above: Above,
    /// It has claimed. What it looked at before it saw all at once, whenever that was.
    begun: AtomicBool,
    /// It has not looked at the claims yet, or staged since: only that look takes a turn.
    looks: AtomicBool,
}

impl Simulated {
    /// Waits for a turn.
    async fn wait(&self) {
        if self.begun.load(Ordering::SeqCst) {
            self.door.turn(false).await;
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.place.lock().expect("one thread")
    }

    /// What adds no order that means anything new takes no turn: what is named by its content, the head, which
    /// comes after the home page as that after the rest, and what a claim holds for its owner alone.
    async fn turn(&self, path: &str) {
        let shown = path.split("/files/").last().unwrap_or(path);
        if !manifest::is_immutable(shown) && shown != generation::PATH {
            self.wait().await;
        }
    }
}

/// The folder of a claim itself.
fn is_claim(path: &str) -> bool {
    let name = path.strip_prefix(".stillup/claims/");
    name.is_some_and(|name| Ticket::parse(name).is_some())
}

#[async_trait]
impl Folder for Simulated {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        if is_claim(path) {
            self.begun.store(true, Ordering::SeqCst);
            self.wait().await;
        }
        let made = self.kept().make(path);
        Ok(self.door.heard(made))
    }

    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        if path.ends_with("/claims") && self.looks.swap(false, Ordering::SeqCst) {
            self.door.turn(false).await;
        }
        let below = if path.is_empty() {
            String::new()
        } else {
            format!("{path}/")
        };
        let kept = self.kept();
        let all = kept.files.keys().chain(&kept.folders);
        let inside = all.filter_map(|path| path.strip_prefix(&below)?.split('/').next());
        let names: BTreeSet<String> = inside.map(str::to_owned).collect();
        Ok(self.door.heard(names.into_iter().collect()))
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        if path == marker::PATH {
            self.wait().await;
        }
        let found = self.kept().files.get(path).cloned();
        Ok(self.door.heard(found))
    }

    async fn lacking(&self, files: Vec<(String, u64)>) -> Result<Vec<String>, Trouble> {
        let kept = self.kept();
        let lacking = files.into_iter().filter(|(path, length)| {
            kept.files
                .get(path)
                .is_none_or(|bytes| bytes.len() as u64 != *length)
        });
        Ok(self.door.heard(lacking.map(|(path, _)| path).collect()))
    }

    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        if under.ends_with("/files") {
            self.wait().await;
            self.looks.store(true, Ordering::SeqCst);
        }
        for write in files {
            let path = format!("{under}/{}", write.path);
            let mut kept = self.kept();
            // A folder below the claim is made as needed; the claim's own is another matter.
            let claim: Vec<&str> = path.split('/').take(3).collect();
            let claimed = kept.folders.contains(&claim.join("/"));
            if !self.door.heard(claimed || self.above == Above::Made) {
                return Err(Problem::error("gone", "the folder is not there").into());
            }
            if let Some(folder) = parent(&path) {
                kept.make(folder);
            }
            kept.files.insert(path, write.file.bytes());
        }
        Ok(())
    }

    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        for (done, (from, to)) in moves.iter().enumerate() {
            self.turn(to).await;
            let mut kept = self.kept();
            let there = kept.files.contains_key(from);
            if !self.door.heard(there) {
                return Ok(done);
            }
            if let Some(folder) = parent(to) {
                kept.make(folder);
            }
            kept.rename(from, to);
        }
        Ok(moves.len())
    }

    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        self.wait().await;
        let mut kept = self.kept();
        let there = |path| kept.files.contains_key(path) || kept.folders.contains(path);
        // Nobody renames over what is there but by chance, and not all places refuse a folder that is empty.
        if self.door.heard(there(from) && there(to)) {
            return Err(Problem::error("taken", "something of that name is there").into());
        }
        let renamed = kept.rename(from, to);
        Ok(self.door.heard(renamed))
    }

    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        if is_claim(path) && self.kept().folders.contains(path) {
            self.wait().await;
        }
        self.kept().remove(path);
        Ok(())
    }

    async fn prune(&self, _path: &str) -> Result<(), Trouble> {
        Ok(())
    }
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
    let folder = Simulated {
        place,
        door,
        above,
        begun: AtomicBool::new(false),
        looks: AtomicBool::new(true),
    };
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
            place: Box::new(move || {
                let mut state = DefaultHasher::new();
                seen.lock().expect("one thread").hash(&mut state);
                state.finish()
            }),
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
    let claims = kept.folders.iter();
    let claims = claims.filter_map(|path| Ticket::parse(path.strip_prefix(".stillup/claims/")?));
    if claims.max().is_some_and(|claimed| claimed > winner.ticket) {
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
