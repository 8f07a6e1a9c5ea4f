//! What is erased at hosts that keep every publish at an address of its own.

use crate::drafts::{AtFirebase, AtNetlify, AtPages, AtVercel, AtWorkers, In, Provider};
use crate::place::Place as _;
use crate::promises::{FIRST, SECOND, holds, release, send};
use crate::providers::behind;
use std::collections::BTreeMap;
use stillup::publish::fence::{self, Allowed, Sent};

/// What is left once it is gone.
const CLEAN: &[(&str, &str)] = &[("index.html", "home of all that may be said")];

/// Publishes what must go, twenty-five times, then what may stay; tells how often what must go is still there.
async fn left<V: Provider>() -> (usize, Option<&'static str>) {
    let place = In::<V>::new();
    for number in 1..=25 {
        let files = if number % 2 == 0 { FIRST } else { SECOND };
        let sent = send(&*place.mirror(), &release(files, number)).await;
        sent.expect("sent");
    }
    let erase = Allowed {
        erase: true,
        force: true,
        ..Allowed::default()
    };
    let clean = release(CLEAN, 26);
    for _ in 0..2 {
        let sent = fence::send(&*place.mirror(), &clean, &BTreeMap::new(), erase).await;
        assert!(matches!(sent, Ok(Sent::Live { .. })), "{sent:?}");
    }
    holds(&place, &clean);
    let there = behind(&place.name, |shop| {
        let ids: Vec<String> = shop.deploys.iter().map(|one| one.id.clone()).collect();
        let bad = |files: &BTreeMap<String, Vec<u8>>| files.contains_key("incidents/api.html");
        ids.iter().filter(|id| bad(&shop.files_of(id))).count()
    });
    (there, place.mirror().keeps())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_publish_that_came_before_is_deleted_there_too() {
    assert_eq!(left::<AtNetlify>().await, (0, None));
    assert_eq!(left::<AtPages>().await, (0, None));
    assert_eq!(left::<AtFirebase>().await, (0, None));
    let (there, keeps) = left::<AtVercel>().await;
    assert_eq!(there, 0);
    assert!(keeps.is_some_and(|words| words.starts_with("deleted deployments for a while")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_host_that_deletes_nothing_is_named_with_what_it_keeps() {
    let (there, keeps) = left::<AtWorkers>().await;
    assert!(there > 0, "else it can be erased, and should be");
    assert!(keeps.is_some_and(|words| words.starts_with("versions that were live before")));
}
