//! Fence class D against every order of requests, whole and with each of its parts taken away.

use super::{Branch, Pushed, Refs};
use crate::publish::fence::explore::{Bounds, Door, Explored, Publisher, Scene, explore};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::marker;
use crate::publish::mirror::{Batch, Trouble};
use crate::publish::release::sample::release;
use crate::publish::release::{Release, Ticket};
use crate::tree::Digest;
use async_trait::async_trait;
use futures_util::FutureExt as _;
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex, MutexGuard};

/// What is taken away from the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    Nothing,
    /// The branch moves from wherever it is.
    Lease,
    /// It moves from where it is now: not from where it was when the commit was made.
    Seen,
}

type Files = BTreeMap<String, Vec<u8>>;

/// Commits by their names, which are digests of what is in them, and where the branch leads.
#[derive(Debug, Clone, Default)]
struct Kept {
    commits: BTreeMap<String, Files>,
    tip: Option<String>,
}

type Place = Arc<Mutex<Kept>>;

/// A branch in memory: looking at it and moving it wait for their turns. What is in a commit never changes.
struct Simulated {
    place: Place,
    door: Door,
    without: Without,
}

impl Simulated {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.place.lock().expect("one thread")
    }

    fn files(&self, commit: Option<&str>) -> Files {
        let kept = self.kept();
        let files = commit.map(|commit| kept.commits[commit].clone());
        files.unwrap_or_default()
    }
}

#[async_trait]
impl Branch for Simulated {
    async fn see(&mut self) -> Result<Option<String>, Trouble> {
        self.door.turn(false).await;
        let tip = self.kept().tip.clone();
        Ok(self.door.heard(tip))
    }

    async fn read(&mut self, commit: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.files(Some(commit)).remove(path))
    }

    async fn any(&mut self, commit: &str) -> Result<Option<String>, Trouble> {
        Ok(self.files(Some(commit)).into_keys().next())
    }

    async fn lacking(
        &mut self,
        commit: &str,
        files: Vec<(String, u64)>,
    ) -> Result<Vec<String>, Trouble> {
        let held = self.files(Some(commit));
        let length = |path: &str| held.get(path).map(|bytes| bytes.len() as u64);
        let lacking = files.into_iter();
        let lacking = lacking.filter(|(path, wanted)| length(path) != Some(*wanted));
        Ok(lacking.map(|(path, _)| path).collect())
    }

    async fn commit(
        &mut self,
        seen: Option<&str>,
        _ticket: &Ticket,
        batch: &Batch,
    ) -> Result<String, Trouble> {
        let mut files = self.files(seen);
        for removal in &batch.remove {
            let bytes = files.get(&removal.path);
            if removal.is_of(bytes.map(Vec::as_slice)) {
                files.remove(&removal.path);
            }
        }
        let written = batch.write.iter();
        files.extend(written.map(|write| (write.path.clone(), write.file.bytes())));
        files.insert(marker::PATH.to_owned(), batch.marker.clone());
        let mut name = DefaultHasher::new();
        files.hash(&mut name);
        let name = format!("{:016x}", name.finish());
        self.kept().commits.insert(name.clone(), files);
        Ok(name)
    }

    async fn push(&mut self, seen: Option<&str>, commit: &str) -> Result<Pushed, Trouble> {
        let mut seen = seen.map(str::to_owned);
        if self.without == Without::Seen {
            seen = self.see().await?;
        }
        self.door.turn(false).await;
        let mut kept = self.kept();
        let moves = kept.tip == seen || self.without == Without::Lease;
        if moves {
            kept.tip = Some(commit.to_owned());
        }
        Ok(match self.door.heard(moves) {
            true => Pushed::Moved,
            false => Pushed::Refused,
        })
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
    without: Without,
    release: Release,
) -> Result<Sent, Trouble> {
    let mirror = Refs::of(Simulated {
        place,
        door,
        without,
    });
    fence::send(&mirror, &release, &BTreeMap::new(), Allowed::default()).await
}

fn explored(without: Without, racing: &[usize]) -> Explored {
    let releases = Arc::new(releases());
    let begun = Place::default();
    let first = releases[0].clone();
    let sent = send(Arc::clone(&begun), Door::open(), Without::Nothing, first);
    let sent = sent.now_or_never().expect("nothing to wait for");
    sent.expect("the first");
    let begun = begun.lock().expect("one thread").clone();
    let scene = || {
        let place: Place = Arc::new(Mutex::new(begun.clone()));
        let publisher = |number: &usize| {
            let door = Door::default();
            let release = releases[*number].clone();
            let work = send(Arc::clone(&place), door.clone(), without, release);
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
            // Commits that nothing leads to are for their makers alone.
            place: Box::new(move || {
                let mut state = DefaultHasher::new();
                seen.lock().expect("one thread").tip.hash(&mut state);
                state.finish()
            }),
            promise: Box::new(move |done| {
                promise(&read.lock().expect("one thread"), done, &racing, &releases)
            }),
        }
    };
    explore(scene, Bounds::all(0))
}

/// What readers get is one whole generation, and not older than what was said to be live.
fn promise(
    kept: &Kept,
    done: &[Option<Result<Sent, Trouble>>],
    racing: &[usize],
    releases: &[Release],
) -> Result<(), String> {
    let files = &kept.commits[kept.tip.as_ref().expect("a branch")];
    let whole = |release: &&Release| {
        let mut all = release.tree.files.iter().chain(&release.packed.files);
        all.all(|(path, file)| files.get(path).map(|bytes| Digest::of(bytes)) == Some(file.digest))
    };
    let live = releases.iter().find(whole);
    let live = live.ok_or_else(|| "what is live is no generation".to_owned())?;
    let number = live.ticket.generation;
    for (done, who) in done.iter().zip(racing) {
        let ticket = &releases[*who].ticket;
        match done {
            Some(Ok(Sent::Live { .. })) if *ticket > live.ticket => {
                return Err(format!("{} was live, and {number} is", ticket.generation));
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
fn in_every_order_the_newest_publish_wins() {
    for racing in [&[1, 2][..], &[1, 2, 3]] {
        let found = explored(Without::Nothing, racing);
        assert_eq!(found.broken, None, "{racing:?}");
        println!("{racing:?}: {} states, {} ends", found.states, found.ends);
        assert!(found.states > 10 && found.ends > 2, "{found:?}");
    }
}

#[test]
fn without_any_of_its_parts_it_does_not() {
    for without in [Without::Lease, Without::Seen] {
        let found = explored(without, &[1, 2]);
        let states = found.states;
        let why = found
            .broken
            .unwrap_or_else(|| panic!("without {without:?}: {states} states"));
        println!("without {without:?}: {why}");
    }
}
