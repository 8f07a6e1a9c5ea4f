//! Fence class D against every order of requests, whole and with each of its parts taken away.

use super::{Branch, Pushed, Refs};
use crate::publish::fence::explore::race::{Done, race, releases, send, whole, winner};
use crate::publish::fence::explore::{Bounds, Door, Explored};
use crate::publish::marker::{self, Marker};
use crate::publish::mirror::{Batch, Trouble};
use crate::publish::release::{Release, Ticket};
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
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

impl Hash for Kept {
    /// Commits that nothing leads to are for their makers alone.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.tip.hash(state);
    }
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

fn explored(without: Without, racing: &[usize]) -> Explored {
    let send = |place, door, release| async move {
        let branch = Simulated {
            place,
            door,
            without,
        };
        send(&Refs::of(branch), &release).await
    };
    race(releases(), racing, Bounds::all(0), send, promise)
}

/// What readers get is one whole generation, and not older than what was said to be live.
fn promise(
    kept: &Kept,
    done: &[Done],
    racing: &[usize],
    releases: &[Release],
) -> Result<(), String> {
    let winner = winner(done, racing, releases)?;
    let files = &kept.commits[kept.tip.as_ref().expect("a branch")];
    let marker = Marker::parse(&files[marker::PATH]).expect("a whole marker");
    let mut all = releases.iter();
    let live = all.find(|release| release.ticket.generation == marker.generation);
    let live = live.expect("one of ours");
    if live.ticket < winner.ticket {
        let (older, newer) = (live.ticket.generation, winner.ticket.generation);
        return Err(format!("{newer} was live, and {older} is"));
    }
    let pieces = live.packed.files.iter();
    let mut lost = pieces.filter(|(path, file)| files.get(*path) != Some(&file.bytes()));
    match lost.next() {
        Some((path, _)) => Err(format!("`{path}` of the manifest is not there")),
        None => whole(live, |path| files.get(path)),
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
