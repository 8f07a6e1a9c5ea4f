//! Fence class A against every order of requests, whole and with each of its parts taken away.

use super::bucket::{Bucket, Found, Object, Only, Put, Tag};
use super::probe;
use super::record::Record;
use super::swaps::{GONE, Swaps, Trust};
use crate::publish::fence::explore::{Bounds, Door, Explored, Pass, Publisher, Scene, explore};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::mirror::{Batch, Check, Flip, Look, Mirror, Trouble};
use crate::publish::release::sample::release;
use crate::publish::release::{Release, Ticket};
use crate::publish::stamp;
use crate::publish::{generation, marker};
use crate::tree::Digest;
use async_trait::async_trait;
use futures_util::FutureExt as _;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash as _, Hasher as _};
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

/// The protocol without what the store cannot take away from it.
struct Lacking {
    whole: Swaps<Simulated>,
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
        let paths = self
            .whole
            .own(ticket, |own| own.tags.keys().cloned().collect());
        if let (Without::EarlyTags, Some(paths)) = (self.without, paths) {
            let tags = self.whole.tags(&paths).await?;
            if let Some(own) = &mut self.whole.state().own {
                own.tags = tags;
            }
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

async fn send(
    objects: Objects,
    door: Door,
    without: Without,
    release: Release,
) -> Result<Sent, Trouble> {
    let bucket = Simulated {
        objects,
        door,
        without,
    };
    let whole = Swaps::new(bucket, Trust::Kept);
    let mirror = Lacking { whole, without };
    // Reading back is the same for all kinds, and changes nothing.
    let allowed = Allowed {
        unread: true,
        ..Allowed::default()
    };
    fence::send(&mirror, &release, &BTreeMap::new(), allowed).await
}

/// What is there when the race begins.
fn begun(without: Without, first: &Release) -> BTreeMap<String, Kept> {
    let objects = Objects::default();
    let sent = send(Arc::clone(&objects), Door::open(), without, first.clone());
    let sent = sent.now_or_never().expect("nothing to wait for");
    sent.expect("the first");
    let objects = objects.lock().expect("one thread");
    objects.clone()
}

fn scene(
    without: Without,
    racing: &[usize],
    begun: &BTreeMap<String, Kept>,
    releases: &Arc<Vec<Release>>,
) -> Scene<Result<Sent, Trouble>> {
    let objects: Objects = Arc::new(Mutex::new(begun.clone()));
    let publishers = racing.iter().map(|number| {
        let door = Door::default();
        let work = send(
            Arc::clone(&objects),
            door.clone(),
            without,
            releases[*number].clone(),
        );
        Publisher {
            door,
            work: Box::pin(work),
        }
    });
    let (place, racing) = (Arc::clone(&objects), racing.to_vec());
    Scene {
        publishers: publishers.collect(),
        place: {
            let objects = Arc::clone(&objects);
            Box::new(move || {
                let mut state = DefaultHasher::new();
                objects.lock().expect("one thread").hash(&mut state);
                state.finish()
            })
        },
        promise: {
            let releases = Arc::clone(releases);
            Box::new(move |done| {
                promise(&place.lock().expect("one thread"), done, &racing, &releases)
            })
        },
    }
}

/// Whoever finished highest is what readers get, but for what somebody higher has written since.
fn promise(
    objects: &BTreeMap<String, Kept>,
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
    if done.iter().all(Option::is_some)
        && winner.ticket != releases[*racing.last().expect("somebody")].ticket
    {
        return Err(format!(
            "nobody died, and {} is live",
            winner.ticket.generation
        ));
    }
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
    let releases = Arc::new(releases());
    let begun = begun(without, &releases[0]);
    explore(
        || scene(without, racing, &begun, &releases),
        Bounds::all(losses),
    )
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
