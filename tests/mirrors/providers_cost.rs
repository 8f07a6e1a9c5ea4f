//! What publishing through a provider's API costs: how much is asked, sent, read and made.

use crate::drafts::{AtFirebase, AtNetlify, AtPages, AtVercel, AtWorkers, In, Provider};
use crate::place::Place;
use crate::promises::{file, holds, release_of, send};
use crate::providers::behind;
use crate::vendors::bunny::Bunny;
use crate::vendors::git_pages::Pages;
use crate::vendors::neocities::Neocities;
use crate::vendors::{self, Host};
use bytes::Bytes;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use stillup::publish::apart::{self, Named, Outcome};
use stillup::publish::fence::drafts::Drafts;
use stillup::publish::fence::{Allowed, Sent};
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::digests::Memory;
use stillup::publish::release::Release;
use stillup::tree::{Body, Digest, Part, Tree};

/// A site of so many pages, a hundred a month.
fn site(pages: usize, latest: &str) -> Tree {
    let mut whole = Tree::default();
    for number in 0..pages {
        let path = format!("incidents/{number:05}.html");
        let text = if number == 0 { latest } else { "resolved" };
        let mut page = file(
            &path,
            &format!("<p>{number}: {text}</p>{}\n", "x".repeat(900)),
        );
        let month = number / 100;
        page.part = Part::Month(format!("{}-{:02}", 2026 - month / 12, 12 - month % 12));
        whole.insert(path, page);
    }
    whole.insert("index.html", file("index.html", latest));
    whole
}

/// Publishes what is there already, after looking which generation that is.
async fn again(mirror: Box<dyn Mirror>, release: &Release) {
    let address = "http://provider.example".into();
    let mut named = [Named::new("provider".into(), address, mirror)];
    let deadline = Duration::from_secs(60);
    let seen = apart::survey(&named, deadline).await;
    assert_eq!(seen[0].as_ref().map(|seen| seen.highest), Ok(1));
    apart::beware(&mut named, &seen, 1);
    let outcomes = apart::publish(&named, release, Allowed::default(), deadline).await;
    assert_eq!(outcomes, [Outcome::Sent(Sent::Unchanged)]);
}

/// What is asked when there is nothing new.
async fn nothing_new<V: Provider>(place: &In<V>, release: &Release) -> usize {
    behind(&place.name, |shop| shop.log.clear());
    again(place.mirror(), release).await;
    let asked = behind(&place.name, |shop| shop.log.clone());
    let reads = |asked: &String| asked.starts_with("GET") || asked.ends_with("/token");
    assert!(asked.iter().all(reads), "{asked:?}");
    asked.len()
}

/// One update, told by who does not remember anything.
async fn cost<V: Provider>(pages: usize) -> (usize, usize, usize) {
    let place = In::<V>::new();
    let first: Release = release_of("acme", site(pages, "investigating"), 1);
    send(&*place.mirror(), &first).await.expect("the first");
    let unchanged = nothing_new(&place, &first).await;
    println!("nothing new: {unchanged} requests");
    assert!(unchanged <= 3, "{unchanged} requests");
    let before = behind(&place.name, |shop| {
        shop.log.clear();
        (shop.sent, shop.read) = (0, 0);
        shop.blobs.len()
    });
    let second = release_of("acme", site(pages, "identified"), 2);
    send(&*place.mirror(), &second).await.expect("the second");
    behind(&place.name, |shop| {
        // Two pages, three pieces of the manifest, the head and the marker.
        assert_eq!(shop.blobs.len() - before, 7, "only what changed is sent");
        (shop.log.len(), shop.sent, shop.read)
    })
}

/// `per_page` bytes are sent at most for each page there is.
async fn costs_the_same<V: Provider>(name: &str, per_thousand: usize, per_page: usize) {
    let (small, large) = (cost::<V>(900).await, cost::<V>(2_900).await);
    println!(
        "{name}: 900 pages {small:?}, 2,900 pages {large:?} (requests, bytes sent, bytes read)"
    );
    assert_eq!(large.0 - small.0, per_thousand * 2, "{name}");
    // Twenty months more in the manifest's root, which is sent as well.
    let (sent, read) = (large.1 - small.1, large.2 - small.2);
    assert!(read < 5_000, "{name}: {read} bytes read for 2,000 pages");
    assert!(
        sent < 2_000 * per_page,
        "{name}: {sent} bytes sent for 2,000 pages"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_update_asks_and_reads_as_much_however_long_the_history() {
    costs_the_same::<AtNetlify>("netlify", 0, 75).await;
    costs_the_same::<AtWorkers>("cloudflare worker", 0, 90).await;
    costs_the_same::<AtPages>("cloudflare pages", 0, 145).await;
    costs_the_same::<AtVercel>("vercel", 0, 195).await;
    // One request names a thousand files.
    costs_the_same::<AtFirebase>("firebase", 1, 120).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_vendor_is_asked_three_times_with_nothing_new_and_nothing_is_read_back() {
    async fn three(place: &impl Place, host: &Host, site: &str) {
        let release = release_of("acme", self::site(3, "resolved"), 1);
        send(&*place.mirror(), &release).await.expect("sent");
        host.asked(site);
        again(place.mirror(), &release).await;
        let asked = host.asked(site);
        assert!(asked.len() <= 3, "{asked:#?}");
        assert!(
            asked.iter().all(|line| line.starts_with("GET ")),
            "{asked:#?}"
        );
        assert!(!asked.is_empty(), "nothing was written down");
        let next = release_of("acme", self::site(3, "once more"), 2);
        send(&*place.mirror(), &next).await.expect("sent");
        let asked = host.asked(site);
        let read = |line: &&String| line.starts_with("GET ") && line.contains("index.html");
        assert_eq!(asked.iter().find(read), None, "nothing is read back");
        holds(place, &next);
    }
    let (zone, page) = (Bunny::new(), Neocities::new());
    three(&zone, &vendors::bunny::HOST, &zone.0).await;
    three(&page, &vendors::neocities::HOST, &page.0).await;
    let pages = Pages::new();
    three(&pages, &vendors::git_pages::HOST, &pages.0).await;
}

/// The same site, whose pages count how often they are made.
fn counting(latest: &str, number: u64, made: &Arc<AtomicUsize>) -> Release {
    let mut whole = Tree::default();
    for (path, page) in &site(300, latest).files {
        let (bytes, made) = (Bytes::from(page.bytes()), Arc::clone(made));
        let mut page = page.clone();
        page.body = Body::OnDemand(Arc::new(move || {
            made.fetch_add(1, Ordering::Relaxed);
            [Bytes::new(), bytes.clone()]
        }));
        whole.insert(path.clone(), page);
    }
    release_of("acme", whole, number)
}

fn remembering<V: Provider>(place: &In<V>, root: &Path, program: &[u8]) -> Box<dyn Mirror> {
    let memory = Memory::new(root, "kind", Digest::of(program));
    Box::new(Drafts::new(V::host(&place.base)).remembering(Some(memory)))
}

async fn makes_what_changed<V: Provider>() {
    let root = tempfile::tempdir().expect("a folder");
    let kept = root.path().join(".stillup/cache/digests/kind");
    let made = Arc::new(AtomicUsize::new(0));
    let place = In::<V>::new();
    let mut number = 0;
    let mut publish = async |latest: &str, program: &[u8]| {
        number += 1;
        let release = counting(latest, number, &made);
        let before = made.load(Ordering::Relaxed);
        let mirror = remembering(&place, root.path(), program);
        send(&*mirror, &release).await.expect("sent");
        let count = made.load(Ordering::Relaxed) - before;
        holds(&place, &release);
        count
    };
    assert!(
        publish("investigating", b"this").await >= 301,
        "all are new"
    );
    let few = publish("identified", b"this").await;
    assert!(few <= 8, "{few} were made for two that changed");
    assert!(
        publish("monitoring", b"another").await >= 301,
        "another program's"
    );
    assert!(publish("resolved", b"another").await <= 8);
    // One digit of a digest.
    let mut bytes = std::fs::read(&kept).expect("what is kept");
    let last = bytes
        .iter()
        .rposition(u8::is_ascii_hexdigit)
        .expect("a digit");
    bytes[last] = if bytes[last] == b'1' { b'2' } else { b'1' };
    std::fs::write(&kept, bytes).expect("damaged");
    assert!(publish("once more", b"another").await >= 301, "damaged");
    assert!(publish("and again", b"another").await <= 8);
    std::fs::write(&kept, b"").expect("emptied");
    assert!(publish("with nothing", b"another").await >= 301, "empty");
    // Where nothing can be kept.
    std::fs::remove_file(&kept).expect("gone");
    std::fs::create_dir(&kept).expect("a folder in its place");
    assert!(publish("in vain", b"another").await >= 301);
}

/// How often the first asset was read.
fn read_of(log: &[String]) -> usize {
    let reads = log.iter().filter(|line| line.starts_with("GET "));
    reads.filter(|line| line.contains("assets/one")).count()
}

/// An asset that is needed no more stays for a while; what the provider calls it is asked of nobody who knows.
async fn remembers_what_lingers<V: Provider>() {
    let root = tempfile::tempdir().expect("a folder");
    let place = In::<V>::new();
    let with = |asset: &str, number| {
        let mut whole = site(3, "resolved");
        whole.insert(asset, file(asset, asset));
        release_of("acme", whole, number)
    };
    let reads = async |release: &Release, mirror: Box<dyn Mirror>| {
        behind(&place.name, |shop| shop.log.clear());
        send(&*mirror, release).await.expect("sent");
        behind(&place.name, |shop| {
            let live = shop.live.clone().unwrap_or_default();
            let there = shop.files_of(&live);
            assert!(there.contains_key("assets/one.css"), "it stays");
            read_of(&shop.log)
        })
    };
    let remembering = || remembering(&place, root.path(), b"this");
    assert_eq!(reads(&with("assets/one.css", 1), remembering()).await, 0);
    assert_eq!(reads(&with("assets/two.css", 2), remembering()).await, 0);
    assert_eq!(reads(&with("assets/two.css", 3), place.mirror()).await, 0);
    let stranger = In::<V>::new();
    send(&*stranger.mirror(), &with("assets/one.css", 1))
        .await
        .expect("sent");
    behind(&stranger.name, |shop| shop.log.clear());
    send(&*stranger.mirror(), &with("assets/two.css", 2))
        .await
        .expect("sent");
    behind(&stranger.name, |shop| {
        assert_eq!(read_of(&shop.log), 1, "read once by who does not know");
    });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lingers_is_read_only_by_who_does_not_know_it() {
    remembers_what_lingers::<AtNetlify>().await;
    remembers_what_lingers::<AtWorkers>().await;
    remembers_what_lingers::<AtPages>().await;
    remembers_what_lingers::<AtVercel>().await;
    remembers_what_lingers::<AtFirebase>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_publishes_again_makes_what_changed() {
    makes_what_changed::<AtNetlify>().await;
    makes_what_changed::<AtWorkers>().await;
    makes_what_changed::<AtPages>().await;
    makes_what_changed::<AtVercel>().await;
    makes_what_changed::<AtFirebase>().await;
}
