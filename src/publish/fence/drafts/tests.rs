//! Fence class C against every order of requests, whole and with each of its parts taken away.

use super::Drafts;
use super::host::{Begun, Deleted, Draft, Host, Limits, Published, Title, Wanted};
use super::listing::{Listing, Piece};
use crate::net::secret::Secret;
use crate::publish::fence::explore::{Bounds, Door, Explored, Pass, Publisher, Scene, explore};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::mirror::Trouble;
use crate::publish::release::{Release, sample};
use async_trait::async_trait;
use futures_util::FutureExt as _;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, VecDeque};
use std::hash::{Hash as _, Hasher as _};
use std::sync::{Arc, Mutex};

/// What is taken away from the host, or from the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    Nothing,
    /// Nobody deletes lower drafts.
    Delete,
    /// Nobody sees the drafts of others.
    List,
    /// A publish whose answer was lost is asked for once more.
    Once,
    /// A list that does not show one's own draft counts.
    Own,
}

/// A draft in memory, or what became of it.
#[derive(Clone, Hash)]
struct Kept {
    title: String,
    published: bool,
    files: BTreeMap<String, String>,
}

#[derive(Clone, Default)]
struct Place {
    drafts: BTreeMap<String, Kept>,
    live: Option<String>,
    made: usize,
    /// Calls that have not arrived yet.
    late: VecDeque<String>,
    /// Bytes by digest; the same whoever sends them.
    bytes: BTreeMap<String, Vec<u8>>,
    /// The list as it was when the race began.
    before: Vec<Draft>,
}

impl Place {
    fn listed(&self) -> Vec<Draft> {
        let all = self.drafts.iter().map(|(id, kept)| Draft {
            id: id.clone(),
            title: Title::parse(&kept.title),
            published: kept.published,
        });
        all.collect()
    }

    fn publish(&mut self, id: &str) -> Published {
        match self.drafts.get_mut(id) {
            Some(kept) => {
                kept.published = true;
                self.live = Some(id.to_owned());
                Published::Done(id.to_owned())
            }
            None => Published::Gone,
        }
    }
}

type Shared = Arc<Mutex<Place>>;

/// A host in memory.
struct Simulated {
    place: Shared,
    door: Door,
    without: Without,
    own: Mutex<Option<Draft>>,
    /// All look before anybody makes a draft.
    brief: bool,
}

impl Simulated {
    fn with<T>(&self, work: impl FnOnce(&mut Place) -> T) -> T {
        work(&mut self.place.lock().expect("one thread"))
    }
}

#[async_trait]
impl Host for Simulated {
    fn limits(&self) -> Limits {
        Limits {
            files: 100,
            bytes: 100_000,
        }
    }

    fn digest(&self, path: &str, bytes: &[u8]) -> String {
        format!("{path} {}", crate::tree::Digest::of(bytes))
    }

    /// Before one's own draft is made nothing is decided by it: that is no step.
    async fn list(&self) -> Result<Vec<Draft>, Trouble> {
        if self.own.lock().expect("one thread").is_none() {
            return Ok(Vec::new());
        }
        let stale = self.door.turn(true).await == Pass::Twice;
        let mut list = self.with(|place| match stale {
            true => place.before.clone(),
            false => place.listed(),
        });
        let own = self.own.lock().expect("one thread").clone();
        match self.without {
            Without::List => list.retain(|draft| draft.published || Some(draft) == own.as_ref()),
            Without::Own if !own.as_ref().is_none_or(|own| list.contains(own)) => list.extend(own),
            _ => {}
        }
        Ok(self.door.heard(list))
    }

    async fn live(&self) -> Result<Option<Draft>, Trouble> {
        if !self.brief || self.own.lock().expect("one thread").is_some() {
            self.door.turn(false).await;
        }
        let live = self.with(|place| {
            let id = place.live.clone()?;
            place.listed().into_iter().find(|draft| draft.id == id)
        });
        Ok(self.door.heard(live))
    }

    /// What a draft holds never changes: reading it is no step.
    async fn read(&self, live: &str, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let read = self.with(|place| {
            let digest = place.drafts.get(live)?.files.get(path)?;
            place.bytes.get(digest).cloned()
        });
        Ok(self.door.heard(read))
    }

    async fn create(&self, title: &str, listing: &Listing) -> Result<Begun, Trouble> {
        self.door.turn(false).await;
        let digest = |(path, piece): (&String, &Piece)| (path.clone(), piece.digest.clone());
        let id = self.with(|place| {
            place.made += 1;
            let id = format!("draft {}", place.made);
            let kept = Kept {
                title: title.to_owned(),
                published: false,
                files: listing.files.iter().map(digest).collect(),
            };
            place.drafts.insert(id.clone(), kept);
            id
        });
        *self.own.lock().expect("one thread") = Some(Draft {
            id: id.clone(),
            title: Title::parse(title),
            published: false,
        });
        let all = listing.files.values();
        Ok(Begun {
            id: Some(self.door.heard(id)),
            missing: all.map(|piece| vec![piece.digest.clone()]).collect(),
            ..Begun::default()
        })
    }

    /// Nor is sending one: it is named by its content.
    async fn send(&self, _begun: &Begun, files: Vec<Wanted>) -> Result<Option<Secret>, Trouble> {
        self.with(|place| {
            let sent = files.into_iter().map(|file| (file.digest, file.bytes));
            place.bytes.extend(sent);
        });
        Ok(None)
    }

    async fn finish(
        &self,
        sent: &Begun,
        _title: &str,
        _listing: &Listing,
    ) -> Result<String, Trouble> {
        Ok(sent.id.clone().expect("it has a name"))
    }

    async fn delete(&self, id: &str) -> Result<Deleted, Trouble> {
        let own = self.own.lock().expect("one thread").clone();
        if self.without == Without::Delete && own.is_none_or(|own| own.id != id) {
            return Ok(Deleted::Gone);
        }
        self.door.turn(false).await;
        let deleted = self.with(|place| match place.live.as_deref() == Some(id) {
            true => Deleted::Live,
            false => {
                place.drafts.remove(id);
                Deleted::Gone
            }
        });
        Ok(self.door.heard(deleted))
    }

    async fn publish(&self, id: &str, _title: &str) -> Result<Published, Trouble> {
        let mut lost = self.door.turn(true).await == Pass::Twice;
        if lost {
            self.with(|place| place.late.push_back(id.to_owned()));
        }
        if lost && self.without == Without::Once {
            lost = self.door.turn(true).await == Pass::Twice;
        }
        let published = match lost {
            true => Published::Unknown,
            false => self.with(|place| place.publish(id)),
        };
        Ok(self.door.heard(published))
    }
}

/// Generation `number`: a page of its own, and one that every second one leaves as it was.
fn release(number: u64) -> Release {
    let (asset, text) = (format!("assets/{number}.css"), number.to_string());
    let kept = (number % 2).to_string();
    sample::release(
        number,
        &[(&asset, &text), ("index.html", &text), ("kept.html", &kept)],
    )
}

async fn send(
    place: Shared,
    door: Door,
    without: Without,
    release: Arc<Release>,
    brief: bool,
) -> Option<Result<Sent, Trouble>> {
    let mirror = Drafts::new(Simulated {
        place,
        door,
        without,
        own: Mutex::default(),
        brief,
    });
    // Reading back is one more look, and changes nothing.
    let allowed = Allowed {
        unread: true,
        ..Allowed::default()
    };
    Some(fence::send(&mirror, &release, &BTreeMap::new(), allowed).await)
}

/// The way there: hands over calls whose answers were lost, late or never.
async fn deliver(place: Shared, door: Door, losses: usize) -> Option<Result<Sent, Trouble>> {
    for _ in 0..losses {
        door.turn(false).await;
        let mut place = place.lock().expect("one thread");
        let delivered = place.late.pop_front();
        if let Some(id) = delivered {
            place.publish(&id);
        }
        door.heard(place.made);
    }
    None
}

fn begun(first: &Arc<Release>) -> Place {
    let place = Shared::default();
    let sent = send(
        Arc::clone(&place),
        Door::open(),
        Without::Nothing,
        Arc::clone(first),
        false,
    );
    let sent = sent.now_or_never().expect("nothing to wait for");
    assert!(matches!(sent, Some(Ok(Sent::Live { .. }))), "{sent:?}");
    let mut place = place.lock().expect("one thread").clone();
    place.before = place.listed();
    place
}

type Done = Option<Result<Sent, Trouble>>;

fn scene(
    without: Without,
    racing: &[u64],
    losses: usize,
    begun: &Place,
    releases: &Arc<Vec<Arc<Release>>>,
) -> Scene<Done> {
    let place: Shared = Arc::new(Mutex::new(begun.clone()));
    let mut publishers: Vec<Publisher<Done>> = Vec::new();
    for number in racing {
        let door = Door::default();
        let release = Arc::clone(&releases[usize::try_from(*number).expect("small")]);
        let brief = racing.len() > 2;
        let work = send(Arc::clone(&place), door.clone(), without, release, brief);
        publishers.push(Publisher {
            door,
            work: Box::pin(work),
        });
    }
    if losses > 0 {
        let door = Door::default();
        let work = deliver(Arc::clone(&place), door.clone(), losses);
        publishers.push(Publisher {
            door,
            work: Box::pin(work),
        });
    }
    let (seen, racing) = (Arc::clone(&place), racing.to_vec());
    let releases = Arc::clone(releases);
    Scene {
        publishers,
        place: Box::new(move || {
            let mut state = DefaultHasher::new();
            let place = place.lock().expect("one thread");
            (&place.drafts, &place.live, place.made, &place.late).hash(&mut state);
            state.finish()
        }),
        promise: Box::new(move |done| {
            promise(&seen.lock().expect("one thread"), done, &racing, &releases)
        }),
    }
}

/// Whoever finished highest, or somebody higher, is what readers get.
fn promise(
    place: &Place,
    done: &[Option<Done>],
    racing: &[u64],
    releases: &[Arc<Release>],
) -> Result<(), String> {
    let mut winner = 1;
    let mut all = true;
    for (done, number) in done.iter().zip(racing) {
        match done {
            Some(Some(Ok(Sent::Live { .. }))) => winner = winner.max(*number),
            Some(Some(Ok(_))) => {}
            _ => all = false,
        }
    }
    let live = place.live.as_ref().ok_or("nothing is live")?;
    let live = &place.drafts.get(live).ok_or("what is live was deleted")?;
    let title = Title::parse(&live.title).ok_or("no title")?;
    let live_number = title.ticket.generation;
    if live_number < winner {
        return Err(format!("{winner} finished, and {live_number} is live"));
    }
    let highest = racing.iter().max().copied().unwrap_or(0);
    if all && live_number != highest {
        return Err(format!("nobody died, and {live_number} is live"));
    }
    let whole = &releases[usize::try_from(live_number).expect("small")];
    for (path, file) in &whole.tree.files {
        let digest = live.files.get(path);
        let bytes = digest.and_then(|digest| place.bytes.get(digest));
        if bytes != Some(&file.bytes()) {
            return Err(format!("{live_number} is live without its `{path}`"));
        }
    }
    Ok(())
}

fn explored(without: Without, racing: &[u64], losses: usize) -> Explored {
    let releases = (0..=4).map(|number| Arc::new(release(number)));
    let releases: Arc<Vec<Arc<Release>>> = Arc::new(releases.collect());
    let begun = begun(&releases[1]);
    explore(
        || scene(without, racing, losses, &begun, &releases),
        Bounds::all(losses),
    )
}

#[test]
fn in_every_order_the_newer_of_two_publishes_wins() {
    let found = explored(Without::Nothing, &[2, 3], 0);
    assert_eq!(found.broken, None);
    assert!(found.states > 100 && found.ends > 3, "{found:?}");
}

#[test]
fn in_every_order_the_newest_of_three_publishes_wins() {
    let found = explored(Without::Nothing, &[2, 3, 4], 0);
    assert_eq!(found.broken, None);
    assert!(found.states > 1_000, "{found:?}");
}

#[test]
fn lost_answers_late_calls_and_old_lists_change_nothing() {
    let found = explored(Without::Nothing, &[2, 3], 1);
    assert_eq!(found.broken, None);
    assert!(found.states > 1_000, "{found:?}");
}

#[test]
fn without_any_of_its_parts_it_does_not() {
    for (without, losses) in [
        (Without::Delete, 0),
        (Without::List, 0),
        (Without::Once, 1),
        (Without::Own, 1),
    ] {
        let found = explored(without, &[2, 3], losses);
        let states = found.states;
        assert!(
            found.broken.is_some(),
            "without {without:?}: {states} states"
        );
    }
}
