//! Fence class A against every order of requests, whole and with each of its parts taken away.

use super::bucket::{Bucket, Found, Object, Only, Put, Tag};
use super::probe;
use super::record::Record;
use super::swaps::{GONE, Swaps, Trust};
use crate::publish::fence::explore::lacking::{Lacking, Part};
use crate::publish::fence::explore::race::{Done, race, send, winner};
use crate::publish::fence::explore::{Bounds, Door, Explored, Pass};
use crate::publish::mirror::{Batch, Flip, Look, Mirror as _, Trouble};
use crate::publish::release::sample::release;
use crate::publish::release::{Release, Ticket};
use crate::publish::stamp;
use crate::publish::{generation, marker};
use crate::tree::Digest;
use async_trait::async_trait;
use futures_util::FutureExt as _;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// What is taken away from the store, or from the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    Nothing,
    /// Two writes of the same text have the same tag.
    Stamps,
    /// Every object looks like a lower one's.
    StampCheck,
    /// Pages are written whatever they are by then; the marker is still swapped.
    Conditions,
    /// Nobody says what they are about to change.
    Intents,
    /// What a file was is asked only when it is about to be written.
    EarlyTags,
}

#[derive(Clone, Hash)]
struct Kept {
    bytes: Vec<u8>,
    tag: Tag,
    stamp: Ticket,
    digest: Digest,
}

type Objects = Arc<Mutex<BTreeMap<String, Kept>>>;

/// An object store in memory whose tags are digests of the bytes, as S3's are.
struct Simulated {
    objects: Objects,
    door: Door,
    without: Without,
}

impl Simulated {
    fn tag(&self, object: &Object) -> Tag {
        Tag(match self.without {
            Without::Stamps => stamp::digest(&object.path, &object.bytes),
            _ => Digest::of(&object.bytes),
        }
        .to_string())
    }

    /// Files named by their content are the same whoever writes them, and the head is written after the
    /// home page as that is after the others: neither adds an order that means anything new.
    async fn turn(&self, path: &str, again: bool) -> Pass {
        match stamp::is_stamped(path) && path != generation::PATH {
            true => self.door.turn(again).await,
            false => Pass::Answered,
        }
    }

    fn write(&self, object: &Object, only: &Only) -> Put {
        let mut objects = self.objects.lock().expect("one thread");
        let before = objects.get(&object.path).map(|kept| kept.tag.clone());
        let ignored = self.without == Without::Conditions && object.path != marker::PATH;
        let allowed = match only {
            Only::Always => true,
            Only::Absent => before.is_none(),
            Only::Same(tag) => before.as_ref() == Some(tag),
        };
        if !allowed && !ignored {
            return Put::Refused;
        }
        let tag = self.tag(object);
        let kept = Kept {
            bytes: object.bytes.clone(),
            tag: tag.clone(),
            stamp: object.stamp.clone(),
            digest: object.digest,
        };
        objects.insert(object.path.clone(), kept);
        Put::Done(tag)
    }
}

#[async_trait]
impl Bucket for Simulated {
    async fn get(&self, path: &str) -> Result<Option<(Vec<u8>, Tag)>, Trouble> {
        self.turn(path, false).await;
        let objects = self.objects.lock().expect("one thread");
        let found = objects.get(path);
        Ok(self
            .door
            .heard(found.map(|kept| (kept.bytes.clone(), kept.tag.clone()))))
    }

    async fn head(&self, path: &str) -> Result<Option<Found>, Trouble> {
        self.turn(path, false).await;
        let objects = self.objects.lock().expect("one thread");
        let found = objects.get(path).map(|kept| Found {
            tag: kept.tag.clone(),
            length: kept.bytes.len() as u64,
            stamp: Some(match self.without {
                Without::StampCheck => Ticket {
                    generation: 0,
                    ..kept.stamp.clone()
                },
                _ => kept.stamp.clone(),
            }),
            digest: Some(kept.digest),
        });
        Ok(self.door.heard(found))
    }

    async fn list(&self) -> Result<BTreeSet<String>, Trouble> {
        self.door.turn(false).await;
        let objects = self.objects.lock().expect("one thread");
        Ok(self.door.heard(objects.keys().cloned().collect()))
    }

    async fn any_outside(&self, folder: &str) -> Result<Option<String>, Trouble> {
        self.door.turn(false).await;
        let objects = self.objects.lock().expect("one thread");
        let outside = objects.keys().find(|path| !path.starts_with(folder));
        Ok(self.door.heard(outside.cloned()))
    }

    async fn put(&self, object: Object, only: &Only) -> Result<Put, Trouble> {
        let pass = self.turn(&object.path, true).await;
        if pass == Pass::Twice {
            self.write(&object, only);
        }
        Ok(self.door.heard(self.write(&object, only)))
    }

    async fn delete(&self, path: &str, tag: &Tag) -> Result<(), Trouble> {
        self.turn(path, false).await;
        let mut objects = self.objects.lock().expect("one thread");
        let same = objects.get(path).is_some_and(|kept| kept.tag == *tag);
        if same {
            objects.remove(path);
        }
        Ok(())
    }

    fn server(&self) -> String {
        String::new()
    }
}

/// What the store cannot take away.
#[async_trait]
impl Part<Swaps<Simulated>> for Without {
    async fn look(&self, whole: &Swaps<Simulated>, own: Option<&Ticket>) -> Result<Look, Trouble> {
        let mut look = whole.look(own).await?;
        if *self == Without::Intents {
            look.in_doubt.clear();
        }
        Ok(look)
    }
    async fn flip(
        &self,
        whole: &Swaps<Simulated>,
        ticket: &Ticket,
        batch: &Batch,
    ) -> Result<Flip, Trouble> {
        let paths = whole.own(ticket, |own| own.tags.keys().cloned().collect());
        if let (Without::EarlyTags, Some(paths)) = (self, paths) {
            let tags = whole.tags(&paths).await?;
            if let Some(own) = &mut whole.state().own {
                own.tags = tags;
            }
        }
        whole.flip(ticket, batch).await
    }
}

/// What is there, and what two or three publishers are about to put there. The third leaves a page as it
/// was that the second changes, never heard of one that the second adds, and drops another.
fn releases() -> Vec<Release> {
    vec![
        release(
            1,
            &[
                ("assets/one.css", "1"),
                ("index.html", "1"),
                ("kept.html", "1"),
                ("old.html", "1"),
            ],
        ),
        release(
            2,
            &[
                ("assets/two.css", "2"),
                ("index.html", "2"),
                ("kept.html", "2"),
                ("new.html", "2"),
                ("old.html", "1"),
            ],
        ),
        release(
            3,
            &[
                ("assets/one.css", "1"),
                ("index.html", "3"),
                ("kept.html", "1"),
            ],
        ),
        release(
            4,
            &[
                ("assets/one.css", "1"),
                ("index.html", "4"),
                ("kept.html", "2"),
            ],
        ),
    ]
}

/// Whoever finished highest is what readers get, but for what somebody higher has written since.
fn promise(
    objects: &BTreeMap<String, Kept>,
    done: &[Done],
    racing: &[usize],
    releases: &[Release],
) -> Result<(), String> {
    let winner = winner(done, racing, releases)?;
    let home = &objects["index.html"];
    let owner = releases
        .iter()
        .find(|release| release.tree.files["index.html"].digest == home.digest);
    let assets = owner
        .expect("a home page of ours")
        .tree
        .files
        .keys()
        .filter(|path| path.starts_with("assets/"));
    if let Some(asset) = assets.clone().find(|asset| !objects.contains_key(*asset)) {
        return Err(format!("a home page without its `{asset}`"));
    }
    let record = Record::parse(&objects[marker::PATH].bytes).expect("a marker");
    let claimed = record.floor().expect("somebody published");
    for path in ["index.html", "kept.html", "new.html", "old.html"] {
        let wanted = winner.tree.files.get(path).map(|file| file.digest);
        let found = objects
            .get(path)
            .filter(|kept| kept.bytes.len() != stamp::with(path, GONE.into(), &kept.stamp).len());
        let higher = match objects.get(path) {
            Some(kept) if wanted.is_some() => kept.stamp > winner.ticket,
            // What nobody needs any more, the higher one takes away.
            _ => claimed > winner.ticket,
        };
        if found.map(|kept| kept.digest) != wanted && !higher {
            return Err(format!(
                "{} is live, and `{path}` is not its own",
                winner.ticket.generation
            ));
        }
    }
    Ok(())
}

fn explored(without: Without, racing: &[usize], losses: usize) -> Explored {
    let send = |objects, door, release| async move {
        let bucket = Simulated {
            objects,
            door,
            without,
        };
        let whole = Swaps::new(bucket, Trust::Kept);
        let part = without;
        send(&Lacking { whole, part }, &release).await
    };
    race(releases(), racing, Bounds::all(losses), send, promise)
}

#[test]
fn in_every_order_the_newer_of_two_publishes_wins() {
    let found = explored(Without::Nothing, &[1, 2], 0);
    assert_eq!(found.broken, None);
    assert!(found.states > 1_000 && found.ends > 50, "{found:?}");
}

#[test]
fn lost_answers_change_nothing() {
    let found = explored(Without::Nothing, &[2], 3);
    assert_eq!(found.broken, None);
    assert!(found.states > 40, "{} states", found.states);
}

#[test]
fn without_any_of_its_parts_it_does_not() {
    for without in [
        Without::Stamps,
        Without::StampCheck,
        Without::Conditions,
        Without::Intents,
        Without::EarlyTags,
    ] {
        let found = explored(without, &[1, 2], 0);
        assert!(
            found.broken.is_some(),
            "without {without:?}: {} states",
            found.states
        );
    }
}

#[test]
fn the_probe_finds_a_store_that_lets_anybody_write() {
    for (without, expected) in [(Without::Nothing, true), (Without::Conditions, false)] {
        let store = Simulated {
            objects: Objects::default(),
            door: Door::open(),
            without,
        };
        let asked = probe::holds(&store, &releases()[0].ticket).now_or_never();
        assert_eq!(asked, Some(Ok(expected)), "without {without:?}");
        assert!(store.objects.lock().expect("one thread").is_empty());
    }
}
