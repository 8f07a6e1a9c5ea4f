//! What only the kinds of object store promise: racing on a real server, finding out a server that does
//! not keep its word, headers, and how little is asked and sent.

use crate::counted::Counted;
use crate::mortal::{Life, Mortal};
use crate::objects::{InBucket, Moto, S3s, Service};
use crate::place::Place;
use crate::promises::{FIRST, SECOND, file, holds, release, release_of, send, tree};
use crate::servers;
use std::collections::BTreeMap;
use std::time::Duration;
use stillup::net::http::Http;
use stillup::net::secret::Secret;
use stillup::publish::apart::{Named, survey};
use stillup::publish::fence::objects::bucket::Bucket;
use stillup::publish::fence::objects::record::Record;
use stillup::publish::fence::objects::{Swaps, Trust, probe};
use stillup::publish::fence::{self, Allowed, Sent};
use stillup::publish::held::Held;
use stillup::publish::marker;
use stillup::publish::mirror::{Check, Flip, Mirror as _, azure, gcs};
use stillup::tree::{Part, Tree};

async fn record(store: &impl Bucket) -> Record {
    let (bytes, _) = store
        .get(marker::PATH)
        .await
        .expect("an answer")
        .expect("a marker");
    Record::parse(&bytes).expect("a record")
}

fn fenced(sent: &Sent) -> bool {
    match sent {
        Sent::Live { fenced, .. } => *fenced,
        other => panic!("live, not {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_keeps_its_word_is_asked_for_it_once() {
    let place = InBucket::<Moto>::new();
    let mirror = || Swaps::new(Moto::store(&place.folder), Trust::IfProven);
    assert!(fenced(
        &send(&mirror(), &release(FIRST, 1)).await.expect("sent")
    ));
    let store = Moto::store(&place.folder);
    let proof = record(&store).await.proof.expect("a proof");
    assert!(
        proof.holds && proof.server.starts_with("Werkzeug"),
        "{proof:?}"
    );
    let left = store.list().await.expect("a list");
    assert!(!left.iter().any(|path| path.contains("probe")), "{left:?}");
    // The probe alone takes sixty: the second publish does not ask again.
    let life = Life::of(60);
    let folder = Moto::store(&place.folder);
    let again = Swaps::new(Mortal { folder, life }, Trust::IfProven);
    assert!(fenced(
        &send(&again, &release(SECOND, 2)).await.expect("sent")
    ));
    holds(&place, &release(SECOND, 2));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_nobody_vouches_for_is_not_believed() {
    let place = InBucket::<Moto>::new();
    let mirror = Swaps::new(Moto::store(&place.folder), Trust::Not);
    assert!(!fenced(
        &send(&mirror, &release(FIRST, 1)).await.expect("sent")
    ));
    holds(&place, &release(FIRST, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_server_that_lets_several_racers_win_is_found_out() {
    let place = InBucket::<S3s>::new();
    let store = S3s::store(&place.folder);
    let mut found = false;
    for number in 1..=20 {
        let ticket = release(FIRST, number).ticket;
        if !probe::holds(&store, &ticket).await.expect("answers") {
            found = true;
            break;
        }
    }
    assert!(found, "a hundred races had one winner each");
    for (number, files) in [(21, FIRST), (22, SECOND)] {
        let mirror = place.mirror();
        assert!(!fenced(
            &send(&*mirror, &release(files, number)).await.expect("sent")
        ));
        assert!(!mirror.fenced());
        holds(&place, &release(files, number));
    }
    assert!(matches!(
        send(&*place.mirror(), &release(FIRST, 20)).await,
        Ok(Sent::Superseded(22))
    ));
}

#[tokio::test]
async fn where_the_last_writer_wins_it_says_so_and_is_repaired() {
    let shop = Counted::default();
    let mirror = || Swaps::new(shop.clone(), Trust::Not);
    send(&mirror(), &release(FIRST, 1))
        .await
        .expect("the first");
    let (late, late_mirror) = (release(FIRST, 2), mirror());
    let held = Held::ask(&late_mirror, &late, None).await.expect("a look");
    let plan = held.plan(&late);
    let anew = Allowed {
        force: true,
        ..Allowed::default()
    };
    let batch = held
        .batch(&late, &BTreeMap::new(), &plan, anew)
        .expect("something to do");
    late_mirror
        .claim(&late.ticket, &batch)
        .await
        .expect("a claim");
    late_mirror
        .stage(&late.ticket, &batch)
        .await
        .expect("staged");
    assert_eq!(
        late_mirror.check(&late.ticket, &batch).await,
        Ok(Check::Clear)
    );

    let newer = release(SECOND, 3);
    assert!(!fenced(&send(&mirror(), &newer).await.expect("the newer")));
    assert_eq!(
        late_mirror.flip(&late.ticket, &batch).await,
        Ok(Flip::Superseded)
    );
    let home = async || mirror().read("index.html").await.expect("an answer");
    assert_eq!(
        home().await.as_deref(),
        Some(&b"home of one"[..]),
        "nothing kept it from that"
    );

    // The next publish, though it has nothing new to say, puts right what that one wrote over.
    send(&mirror(), &release(SECOND, 4)).await.expect("sent");
    for (path, text) in SECOND {
        let found = mirror().read(path).await.expect("an answer");
        assert_eq!(found.as_deref(), Some(text.as_bytes()), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_file_says_what_it_is_and_how_long_it_may_be_kept() {
    let place = InBucket::<Moto>::new();
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("sent");
    send(&*place.mirror(), &release(SECOND, 2))
        .await
        .expect("sent");
    let http = Http::new(Duration::from_secs(10)).expect("a client");
    for (path, content_type, kept) in [
        (
            "index.html",
            "text/html; charset=utf-8",
            "public, max-age=60, ",
        ),
        (
            "history.atom",
            "application/atom+xml; charset=utf-8",
            "public, max-age=60, ",
        ),
        (
            SECOND[0].0,
            "image/svg+xml; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
    ] {
        let port = servers::moto().port;
        let url = format!("http://127.0.0.1:{port}/stillup/{}/{path}", place.folder);
        let answer = http.get(&url, 1 << 20).await.expect("an answer");
        assert_eq!(
            answer.content_type(),
            content_type,
            "{url} {}",
            answer.status
        );
        let found = answer.header("cache-control");
        assert!(found.starts_with(kept), "{path}: {found}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn text_is_kept_compressed_and_read_as_it_was() {
    async fn in_a<S: Service>() {
        let place = InBucket::<S>::new();
        let long = "<p>All systems of ours are well.</p>\n".repeat(100);
        let first = release(&[("index.html", &long)], 1);
        send(&*place.mirror(), &first).await.expect("sent");
        holds(&place, &first);
        let store = S::store(&place.folder);
        let kept = async || {
            let kept = store.get("index.html").await.expect("an answer");
            kept.expect("an object").0
        };
        let packed = kept().await;
        assert!(packed.starts_with(&[0x1f, 0x8b]), "as it is kept");
        assert!(packed.len() < long.len() / 10);
        let mut plain = Swaps::new(S::store(&place.folder), S::TRUST);
        plain.gzip = false;
        let second = release(&[("index.html", &long.replace("well", "back"))], 2);
        send(&plain, &second).await.expect("sent");
        holds(&place, &second);
        assert!(kept().await.starts_with(b"<p>All systems of ours are back"));
    }
    in_a::<Moto>().await;
    in_a::<crate::objects::Azurite>().await;
    in_a::<crate::objects::Google>().await;
    let place = InBucket::<Moto>::new();
    let long = "<p>All systems of ours are well.</p>\n".repeat(100);
    let first = release(&[("index.html", &long)], 1);
    send(&*place.mirror(), &first).await.expect("sent");
    // A stranger who asks for it as it is gets it compressed from S3, and unpacks it.
    let http = Http::new(Duration::from_secs(10)).expect("a client");
    let port = servers::moto().port;
    let url = format!(
        "http://127.0.0.1:{port}/stillup/{}/index.html",
        place.folder
    );
    let answer = http.get(&url, 1 << 20).await.expect("an answer");
    assert_eq!(answer.header("content-encoding"), "gzip");
    let wanted = first.tree.files["index.html"].digest;
    assert_eq!(
        stillup::publish::stamp::digest("index.html", &answer.body),
        wanted
    );
    let refused = http.get(&url, 1_000).await.expect_err("too long");
    assert_eq!(refused, "the answer is longer than 1000 bytes");
}

/// A number nobody else draws, the same in every run.
fn drawn(seed: u64) -> u64 {
    let mut number = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for (left, right) in [(13, 7), (17, 5)] {
        number ^= number << left;
        number ^= number >> right;
    }
    number >> 8
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_racing_and_dying_publishers_the_newest_wins() {
    let place = InBucket::<Moto>::new();
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("the first");
    let mut deaths = 0;
    for round in 0..16_u64 {
        // Four die somewhere; the fifth, which is neither the first nor the last to begin, does not.
        let base = 10 * (round + 1);
        let racers = (1..=5).map(|number| {
            let left = if number == 5 {
                i64::MAX
            } else {
                i64::try_from(drawn(base + number) % 9).expect("small")
            };
            let life = Life::of(left);
            let mirror = place.mortal(life.clone());
            let files = if number % 2 == 0 { FIRST } else { SECOND };
            let wait = Duration::from_millis(drawn(base * 3 + number) % 120);
            let work = async move {
                tokio::time::sleep(wait).await;
                let sent = send(&*mirror, &release(files, base + number)).await;
                (life.is_over(), sent)
            };
            tokio::spawn(work)
        });
        let mut last = None;
        for racer in racers.collect::<Vec<_>>() {
            let (died, sent) = racer.await.expect("no panic");
            deaths += u32::from(died);
            last = Some((died, sent));
        }
        let (_, sent) = last.expect("five");
        assert!(
            matches!(sent, Ok(Sent::Live { .. })),
            "round {round}: {sent:?}"
        );
        holds(&place, &release(SECOND, base + 5));
    }
    assert!(deaths >= 50, "{deaths} died");
}

/// Text that packs about as well as a page does: to less than half, not to nothing.
fn words(seed: usize, length: usize) -> String {
    let mut text = String::with_capacity(length + 20);
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text += &drawn((seed * 1_000 + number) as u64).to_string();
        text.push(' ');
    }
    text
}

/// A site of so many incidents, one a page, sixty a month.
fn site(incidents: usize, latest: &str) -> Tree {
    let mut whole = tree(&[("assets/a.0123456789abcdef.css", "body{}")]);
    for number in 0..incidents {
        let path = format!("incidents/{number:05}.html");
        let text = if number + 1 == incidents {
            latest
        } else {
            "resolved"
        };
        let mut page = file(
            &path,
            &format!("<p>{number}: {text}</p>{}\n", words(number, 2_000)),
        );
        page.part = Part::Month(format!(
            "{:04}-{:02}",
            2000 + number / 720,
            1 + number / 60 % 12
        ));
        whole.insert(path, page);
    }
    for path in [
        "index.html",
        "history.html",
        "history.atom",
        "feed.json",
        "status.json",
        "metrics",
        "calendar.ics",
    ] {
        whole.insert(
            path,
            file(
                path,
                &format!("{latest}{}\nEND:VCALENDAR\r\n", words(0, 8_000)),
            ),
        );
    }
    whole
}

#[tokio::test]
async fn an_update_costs_the_same_however_long_the_history() {
    let mut costs = Vec::new();
    for incidents in [1_000, 10_000] {
        let shop = Counted::default();
        let mirror = || Swaps::new(shop.clone(), Trust::Kept);
        let first = release_of("acme", site(incidents, "investigating"), 1);
        send(&mirror(), &first).await.expect("the first");

        shop.forget();
        let address = "http://shop.example".into();
        let named = [Named::new("shop".into(), address, Box::new(mirror()))];
        survey(&named, Duration::from_secs(9)).await;
        assert_eq!(send(&*named[0].mirror, &first).await, Ok(Sent::Unchanged));
        let cost = shop.cost();
        assert!(
            cost.requests <= 3 && cost.sent == 0,
            "nothing changed: {cost:?}"
        );

        shop.forget();
        let second = release_of("acme", site(incidents, "identified"), 2);
        let mirror = mirror();
        fence::send(&mirror, &second, &BTreeMap::new(), Allowed::default())
            .await
            .expect("the second");
        let cost = shop.cost();
        println!("{incidents} incidents: {cost:?}");
        assert!(
            cost.sent < 200_000 && cost.read < 200_000,
            "{incidents}: {cost:?}"
        );
        costs.push(cost);
    }
    let (small, large) = (&costs[0], &costs[1]);
    assert_eq!(small.requests, large.requests);
    // The manifest's root has a line for each month.
    assert!(
        large.sent + large.read <= 2 * (small.sent + small.read),
        "{costs:?}"
    );
}

#[tokio::test]
async fn no_problem_repeats_a_secret() {
    let azure = |endpoint: &str| azure::AzureSettings {
        account: "acme".into(),
        container: "$web".into(),
        prefix: String::new(),
        endpoint: Some(endpoint.into()),
        gzip: true,
        env: Vec::new(),
    };
    let signature = azure::Rights::Signature(Secret::new("sv=2021-08-06&sig=hunter2%3D"));
    // Nobody listens at port 9.
    let mirror =
        azure::mirror(&azure("http://127.0.0.1:9/acme"), &signature).expect("settings that fit");
    let trouble = send(&mirror, &release(FIRST, 1))
        .await
        .expect_err("no answer");
    let mut said = format!("{:?}", trouble.problem);
    let torn = azure::Rights::Signature(Secret::new("hunter2"));
    let refused = azure::mirror(&azure("http://127.0.0.1:9/acme"), &torn).err();
    said += &format!("{:?}", refused.expect("no signature"));
    let gcs = gcs::GcsSettings {
        bucket: "acme".into(),
        prefix: String::new(),
        endpoint: None,
        gzip: true,
        env: Vec::new(),
    };
    let refused = gcs::mirror(&gcs, &gcs::Rights::Key(Secret::new("\"hunter2\""))).err();
    said += &format!("{:?}", refused.expect("no key"));
    assert!(!said.contains("hunter2"), "{said}");
    for part in [
        "cannot read `.stillup/marker.json` in container `$web`",
        "the shared access signature cannot be read",
        "the service account's key cannot be read",
    ] {
        assert!(said.contains(part), "{said}");
    }
}
