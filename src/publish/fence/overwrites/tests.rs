//! Fence class E keeps no order between two who publish at once: what it promises is that whoever comes next, and
//! alone, puts right what they left, wherever they died.

use super::{Overwrites, Plain};
use crate::publish::fence::explore::{Bounds, Door, Explored, Publisher, Scene, explore};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::mirror::{Batch, Check, Flip, Look, Mirror, Trouble, Write};
use crate::publish::release::sample::release;
use crate::publish::release::{Release, Ticket};
use crate::publish::{generation, manifest};
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
    /// Nobody heeds what others said they would change.
    Intents,
}

type Files = BTreeMap<String, Vec<u8>>;
type Place = Arc<Mutex<Files>>;

/// Files in memory whose every request waits for its turn.
struct Simulated {
    place: Place,
    door: Door,
}

impl Simulated {
    fn files(&self) -> MutexGuard<'_, Files> {
        self.place.lock().expect("one thread")
    }

    /// What is named by its content, and the head after the home page, add no order that means anything new.
    async fn turn(&self, path: &str) {
        if !manifest::is_immutable(path) && path != generation::PATH {
            self.door.turn(false).await;
        }
    }
}

#[async_trait]
impl Plain for Simulated {
    async fn names(&self, folder: &str) -> Result<Vec<String>, Trouble> {
        self.door.turn(false).await;
        let below = format!("{folder}/");
        let files = self.files();
        let names = files.keys().filter_map(|path| path.strip_prefix(&below));
        Ok(self.door.heard(names.map(str::to_owned).collect()))
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.turn(path).await;
        let found = self.files().get(path).cloned();
        Ok(self.door.heard(found))
    }

    async fn put(&self, files: Vec<Write>) -> Result<(), Trouble> {
        for write in files {
            self.turn(&write.path).await;
            self.files().insert(write.path.clone(), write.file.bytes());
        }
        Ok(())
    }

    async fn remove(&self, paths: Vec<String>) -> Result<(), Trouble> {
        for path in paths {
            self.turn(&path).await;
            self.files().remove(&path);
        }
        Ok(())
    }
}

/// The protocol with one of its parts taken away.
struct Lacking {
    whole: Overwrites<Simulated>,
    without: Without,
}

#[async_trait]
impl Mirror for Lacking {
    async fn look(&self, own: Option<&Ticket>) -> Result<Look, Trouble> {
        let mut look = self.whole.look(own).await?;
        if self.without == Without::Intents {
            look.in_doubt.clear();
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
        self.whole.claim(ticket, batch).await
    }
    async fn stage(&self, ticket: &Ticket, batch: &Batch) -> Result<(), Trouble> {
        self.whole.stage(ticket, batch).await
    }
    async fn check(&self, ticket: &Ticket, batch: &Batch) -> Result<Check, Trouble> {
        self.whole.check(ticket, batch).await
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

/// What is there, what races, and what comes next, with a page as the first left it.
fn releases() -> Vec<Release> {
    let pages = |number, kept| {
        release(
            number,
            &[("index.html", &*number.to_string()), ("kept.html", kept)],
        )
    };
    vec![pages(1, "1"), pages(2, "2"), pages(3, "1"), pages(4, "1")]
}

async fn send(
    place: Place,
    door: Door,
    without: Without,
    release: Release,
) -> Result<Sent, Trouble> {
    let mirror = Lacking {
        whole: Overwrites {
            place: Simulated { place, door },
        },
        without,
    };
    // Reading back is the same for all kinds, and changes nothing.
    let allowed = Allowed {
        unread: true,
        ..Allowed::default()
    };
    fence::send(&mirror, &release, &BTreeMap::new(), allowed).await
}

/// What is there once this one, alone, has published.
fn after(files: Files, without: Without, release: &Release) -> (Files, Result<Sent, Trouble>) {
    let place: Place = Arc::new(Mutex::new(files));
    let sent = send(Arc::clone(&place), Door::open(), without, release.clone());
    let sent = sent.now_or_never().expect("nothing to wait for");
    let files = place.lock().expect("one thread").clone();
    (files, sent)
}

fn explored(without: Without, bounds: Bounds) -> Explored {
    let releases = Arc::new(releases());
    let (begun, _) = after(Files::new(), Without::Nothing, &releases[0]);
    let scene = || {
        let place: Place = Arc::new(Mutex::new(begun.clone()));
        let publisher = |number: usize| {
            let door = Door::default();
            let release = releases[number].clone();
            let work = send(Arc::clone(&place), door.clone(), without, release);
            Publisher {
                door,
                work: Box::pin(work) as std::pin::Pin<Box<dyn Future<Output = _>>>,
            }
        };
        let (seen, read) = (Arc::clone(&place), Arc::clone(&place));
        let releases = Arc::clone(&releases);
        Scene {
            publishers: vec![publisher(1), publisher(2)],
            place: Box::new(move || {
                let mut state = DefaultHasher::new();
                seen.lock().expect("one thread").hash(&mut state);
                state.finish()
            }),
            promise: Box::new(move |_done: &[Option<Result<Sent, Trouble>>]| {
                let files = read.lock().expect("one thread").clone();
                put_right(files, without, &releases[3])
            }),
        }
    };
    explore(scene, bounds)
}

/// Whoever comes next is live, and readers get its pages.
fn put_right(files: Files, without: Without, next: &Release) -> Result<(), String> {
    let (files, sent) = after(files, without, next);
    if !matches!(sent, Ok(Sent::Live { .. })) {
        return Err(format!("the next one ended with {sent:?}"));
    }
    for (path, file) in &next.tree.files {
        if files.get(path).map(|bytes| Digest::of(bytes)) != Some(file.digest) {
            return Err(format!("the next one is live, and `{path}` is not its own"));
        }
    }
    Ok(())
}

/// All orders of two would be too many: somebody is interrupted, or dies, so often.
const THRICE: Bounds = Bounds {
    losses: 0,
    interruptions: 3,
};

#[test]
fn whoever_comes_next_puts_right_what_two_left_wherever_they_died() {
    let found = explored(Without::Nothing, THRICE);
    assert_eq!(found.broken, None);
    println!("{} states, {} ends", found.states, found.ends);
    assert!(found.states > 500 && found.ends > 20, "{found:?}");
}

#[test]
fn unless_nobody_says_what_they_are_about_to_change() {
    let found = explored(Without::Intents, THRICE);
    let states = found.states;
    let why = found.broken.unwrap_or_else(|| panic!("{states} states"));
    println!("{why}");
}
