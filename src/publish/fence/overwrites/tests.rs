//! Fence class E keeps no order between two who publish at once: what it promises is that whoever comes next, and
//! alone, puts right what they left, wherever they died.

use super::{Overwrites, Plain, claim};
use crate::publish::fence::explore::lacking::{Lacking, Part};
use crate::publish::fence::explore::race::{Promised, alone, race, releases, send, whole};
use crate::publish::fence::explore::{Bounds, Door, Explored};
use crate::publish::fence::rename::{intent, private};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::mirror::{Batch, Look, Mirror as _, Trouble, Write};
use crate::publish::release::sample::release;
use crate::publish::release::{Release, Ticket};
use crate::publish::{generation, manifest, marker};
use async_trait::async_trait;
use std::collections::BTreeMap;
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

#[async_trait]
impl Part<Overwrites<Simulated>> for Without {
    async fn look(
        &self,
        whole: &Overwrites<Simulated>,
        own: Option<&Ticket>,
    ) -> Result<Look, Trouble> {
        let mut look = whole.look(own).await?;
        if *self == Without::Intents {
            look.in_doubt.clear();
        }
        Ok(look)
    }
}

async fn publish(
    place: Place,
    door: Door,
    part: Without,
    release: Release,
) -> Result<Sent, Trouble> {
    let place = Simulated { place, door };
    let whole = Overwrites { place };
    send(&Lacking { whole, part }, &release).await
}

fn explored(without: Without, promise: Promised<Files>) -> Explored {
    let send = |place, door, release| publish(place, door, without, release);
    race(pages(), &[1, 2], THRICE, send, promise)
}

/// As everywhere; what comes next has a page as the first left it.
fn pages() -> Vec<Release> {
    let mut releases = releases();
    releases[3] = release(4, &[("index.html", "4"), ("kept.html", "1")]);
    releases
}

/// Whoever comes next is live, and readers get its pages.
fn put_right(files: &Files, without: Without, next: &Release) -> Result<(), String> {
    let send = |place, door, release| publish(place, door, without, release);
    let (files, sent) = alone(files.clone(), send, next);
    if !matches!(sent, Ok(Sent::Live { .. })) {
        return Err(format!("the next one ended with {sent:?}"));
    }
    whole(next, |path| files.get(path))
}

/// All orders of two would be too many: somebody is interrupted, or dies, so often.
const THRICE: Bounds = Bounds {
    losses: 0,
    interruptions: 3,
};

#[test]
fn whoever_comes_next_puts_right_what_two_left_wherever_they_died() {
    let found = explored(Without::Nothing, |files, _, _, releases| {
        put_right(files, Without::Nothing, &releases[3])
    });
    assert_eq!(found.broken, None);
    println!("{} states, {} ends", found.states, found.ends);
    assert!(found.states > 500 && found.ends > 20, "{found:?}");
}

#[test]
fn unless_nobody_says_what_they_are_about_to_change() {
    let found = explored(Without::Intents, |files, _, _, releases| {
        put_right(files, Without::Intents, &releases[3])
    });
    let states = found.states;
    let why = found.broken.unwrap_or_else(|| panic!("{states} states"));
    println!("{why}");
}

/// A place where somebody lower writes over the home page while the marker is put there, once.
#[derive(Default)]
struct Written {
    files: Mutex<Files>,
    late: Mutex<Option<Vec<u8>>>,
    read: Mutex<Vec<String>>,
}

#[async_trait]
impl Plain for Written {
    async fn names(&self, folder: &str) -> Result<Vec<String>, Trouble> {
        let below = format!("{folder}/");
        let files = self.files.lock().expect("one thread");
        let names = files.keys().filter_map(|path| path.strip_prefix(&below));
        Ok(names.map(str::to_owned).collect())
    }

    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.read.lock().expect("one thread").push(path.to_owned());
        Ok(self.files.lock().expect("one thread").get(path).cloned())
    }

    async fn missing(&self, writes: &[Write]) -> Result<Option<Vec<String>>, Trouble> {
        let files = self.files.lock().expect("one thread");
        let there = |write: &&Write| files.get(&write.path) == Some(&write.file.bytes());
        let missing = writes.iter().filter(|write| !there(write));
        Ok(Some(missing.map(|write| write.path.clone()).collect()))
    }

    async fn put(&self, writes: Vec<Write>) -> Result<(), Trouble> {
        let mut files = self.files.lock().expect("one thread");
        for write in writes {
            if write.path == marker::PATH
                && let Some(late) = self.late.lock().expect("one thread").take()
            {
                files.insert("index.html".into(), late);
            }
            files.insert(write.path.clone(), write.file.bytes());
        }
        Ok(())
    }

    async fn remove(&self, paths: Vec<String>) -> Result<(), Trouble> {
        let mut files = self.files.lock().expect("one thread");
        files.retain(|path, _| !paths.contains(path));
        Ok(())
    }
}

#[tokio::test]
async fn what_was_written_is_read_back_only_where_somebody_else_has_a_claim() {
    let newer = release(2, &[("index.html", "2"), ("page.html", "2")]);
    let older = release(1, &[("index.html", "1")]);
    let publish = async |place: Written| {
        let whole = Overwrites { place };
        let sent = fence::send(&whole, &newer, &BTreeMap::new(), Allowed::default()).await;
        assert!(matches!(sent, Ok(Sent::Live { .. })), "{sent:?}");
        whole.place
    };
    let alone = publish(Written::default()).await;
    let read = alone.read.into_inner().expect("one thread");
    assert!(!read.contains(&"page.html".to_owned()), "{read:?}");

    let beside = Written::default();
    let batch = Batch::default();
    let claim = private(&claim(&older.ticket), intent(&batch));
    beside.put(vec![claim]).await.expect("memory takes all");
    *beside.late.lock().expect("one thread") = Some(b"1".to_vec());
    let beside = publish(beside).await;
    let files = beside.files.into_inner().expect("one thread");
    assert_eq!(files["index.html"], newer.tree.files["index.html"].bytes());
}
