//! Publishers who race at one place in memory: what the explored fences have in common.

use super::{Bounds, Door, Explored, Publisher, Scene, explore};
use crate::publish::fence::{self, Allowed, Sent};
use crate::publish::mirror::{Mirror, Trouble};
use crate::publish::release::Release;
use crate::publish::release::sample::release;
use crate::tree::Digest;
use futures_util::FutureExt as _;
use std::collections::BTreeMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher as _};
use std::sync::{Arc, Mutex};

/// What came of one publisher; nothing while it has not finished.
pub type Done = Option<Result<Sent, Trouble>>;

/// What is asked of every state: what is there, what came of those who race, who they are, and all releases.
pub type Promised<K> = fn(&K, &[Done], &[usize], &[Release]) -> Result<(), String>;

/// What is there, and what is about to be: the third leaves a page as it was that the second changes.
pub fn releases() -> Vec<Release> {
    let pages = |number, kept| {
        release(
            number,
            &[("index.html", &*number.to_string()), ("kept.html", kept)],
        )
    };
    vec![pages(1, "1"), pages(2, "2"), pages(3, "1"), pages(4, "4")]
}

/// Publishes, but for reading back, which is the same for all kinds and changes nothing.
pub async fn send(mirror: &dyn Mirror, release: &Release) -> Result<Sent, Trouble> {
    let allowed = Allowed {
        unread: true,
        ..Allowed::default()
    };
    fence::send(mirror, release, &BTreeMap::new(), allowed).await
}

/// What is there once somebody has published whom nobody disturbs, and what came of it.
pub fn alone<K: Clone, W: Future<Output = Result<Sent, Trouble>>>(
    before: K,
    send: impl Fn(Arc<Mutex<K>>, Door, Release) -> W,
    release: &Release,
) -> (K, Result<Sent, Trouble>) {
    let place = Arc::new(Mutex::new(before));
    let sent = send(Arc::clone(&place), Door::open(), release.clone());
    let sent = sent.now_or_never().expect("nothing to wait for");
    let after = place.lock().expect("one thread").clone();
    (after, sent)
}

/// Every order within these bounds in which `racing` of the releases are sent to where the first one is.
pub fn race<K, W>(
    releases: Vec<Release>,
    racing: &[usize],
    bounds: Bounds,
    send: impl Fn(Arc<Mutex<K>>, Door, Release) -> W,
    promised: Promised<K>,
) -> Explored
where
    K: Clone + Default + Hash + 'static,
    W: Future<Output = Result<Sent, Trouble>> + 'static,
{
    let releases = Arc::new(releases);
    let (begun, sent) = alone(K::default(), &send, &releases[0]);
    sent.expect("the first");
    let scene = || {
        let place = Arc::new(Mutex::new(begun.clone()));
        let mut publishers = Vec::new();
        for number in racing {
            let door = Door::default();
            let work = send(Arc::clone(&place), door.clone(), releases[*number].clone());
            let work = Box::pin(work);
            publishers.push(Publisher { door, work });
        }
        let (seen, racing, releases) = (Arc::clone(&place), racing.to_vec(), Arc::clone(&releases));
        Scene {
            publishers,
            place: Box::new(move || {
                let mut state = DefaultHasher::new();
                place.lock().expect("one thread").hash(&mut state);
                state.finish()
            }),
            promise: Box::new(move |done| {
                promised(&seen.lock().expect("one thread"), done, &racing, &releases)
            }),
        }
    };
    explore(scene, bounds)
}

/// The highest of those that were said to be live, or what was there before. Nobody fails, and where nobody died it
/// is the highest of all.
pub fn winner<'a>(
    done: &[Done],
    racing: &[usize],
    releases: &'a [Release],
) -> Result<&'a Release, String> {
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
    match done.iter().all(Option::is_some) && winner.ticket != *highest {
        true => {
            let number = winner.ticket.generation;
            Err(format!("nobody died, and {number} is live"))
        }
        false => Ok(winner),
    }
}

/// Every page of a release that is live is its own.
pub fn whole<'a>(live: &Release, read: impl Fn(&str) -> Option<&'a Vec<u8>>) -> Result<(), String> {
    let number = live.ticket.generation;
    for (path, file) in &live.tree.files {
        if read(path).map(|bytes| Digest::of(bytes)) != Some(file.digest) {
            return Err(format!("{number} is live, and `{path}` is not its own"));
        }
    }
    Ok(())
}
