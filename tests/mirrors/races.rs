//! What holds when publishers die, race or wake up late.

use crate::mortal::Life;
use crate::place::Place;
use crate::promises::{FIRST, SECOND, file, holds, release, send};
use std::collections::BTreeMap;
use std::sync::Arc;
use stillup::publish::fence::{self, Allowed, Sent};

/// Every page readers get is one of the two generations', none is cut or missing.
fn whole(place: &impl Place) {
    let public = place.public();
    for (path, bytes) in &public {
        let text = |files: &[(&str, &str)]| {
            files
                .iter()
                .find(|(name, _)| name == path)
                .map(|(_, text)| text.as_bytes().to_vec())
        };
        if text(FIRST).is_some() || text(SECOND).is_some() {
            assert!(
                Some(bytes) == text(FIRST).as_ref() || Some(bytes) == text(SECOND).as_ref(),
                "{path}"
            );
        }
    }
    let home = public
        .get("index.html")
        .expect("a home page at every moment");
    let asset = if home == b"home of two" {
        SECOND[0].0
    } else {
        FIRST[0].0
    };
    assert!(public.contains_key(asset), "no page without its assets");
}

pub async fn a_mirror_dead_at_any_moment_is_whole_and_repaired<P: Place>() {
    let host = |text: &str| BTreeMap::from([("404.html".to_owned(), file("404.html", text))]);
    for touches in (0_usize..).step_by(P::STRIDE) {
        let touches = i64::try_from(touches).expect("a few");
        let place = P::new();
        place.set("stranger.txt", None);
        fence::send(
            &*place.mirror(),
            &release(FIRST, 1),
            &host("one"),
            Allowed::default(),
        )
        .await
        .expect("the first");
        place.set("stranger.txt", Some(b"theirs"));
        let life = Life::of(touches);
        let died = fence::send(
            &*place.mortal(life.clone()),
            &release(SECOND, 2),
            &host("two"),
            Allowed::default(),
        )
        .await;
        whole(&place);
        let third = release(SECOND, 3);
        let repaired =
            fence::send(&*place.mirror(), &third, &host("two"), Allowed::default()).await;
        assert!(
            matches!(repaired, Ok(Sent::Live { .. })),
            "after {touches}: {repaired:?}"
        );
        holds(&place, &third);
        let public = place.public();
        assert!(
            !public.contains_key("incidents/web.html"),
            "after {touches}"
        );
        assert!(
            P::WHOLE || public.contains_key("stranger.txt"),
            "after {touches}"
        );
        if !life.is_over() {
            assert!(touches > P::REQUESTS, "it was killed {touches} times");
            assert!(died.is_ok(), "{died:?}");
            return;
        }
    }
}

pub async fn two_racing_publishers_leave_the_newer_one<P: Place + Send + 'static>() {
    for seed in 1..=P::ROUNDS {
        let place = Arc::new(P::new());
        send(&*place.mirror(), &release(FIRST, 1))
            .await
            .expect("the first");
        let race = |number: u64, files: &'static [(&'static str, &'static str)]| {
            let mirror = place.mortal(Life::slow(seed * 8 + number));
            tokio::spawn(async move { send(&*mirror, &release(files, number)).await })
        };
        let racers = [race(3, FIRST), race(4, SECOND), race(2, SECOND)];
        let mut sent = Vec::new();
        for racer in racers {
            sent.push(racer.await.expect("no panic").expect("no trouble"));
        }
        assert!(
            matches!(sent[1], Sent::Live { .. }),
            "round {seed}: {sent:?}"
        );
        holds(&*place, &release(SECOND, 4));
        // Whatever the race left behind, the next one clears it.
        send(&*place.mirror(), &release(FIRST, 5))
            .await
            .expect("the last");
        holds(&*place, &release(FIRST, 5));
    }
}

pub async fn a_publisher_who_wakes_up_late_changes_nothing<P: Place>() {
    use stillup::publish::held::Held;
    use stillup::publish::mirror::{Check, Flip};
    let place = P::new();
    let mirror = place.mirror();
    send(&*mirror, &release(FIRST, 1)).await.expect("the first");

    let late = release(SECOND, 2);
    let held = Held::ask(&*mirror, &late, None).await.expect("a look");
    let plan = held.plan(&late);
    let batch = held
        .batch(&late, &BTreeMap::new(), &plan, Allowed::default())
        .expect("something to do");
    mirror.claim(&late.ticket, &batch).await.expect("a claim");
    mirror.stage(&late.ticket, &batch).await.expect("staged");
    assert_eq!(mirror.check(&late.ticket, &batch).await, Ok(Check::Clear));

    // It falls asleep before the flip; a newer one comes and finishes.
    let newer = release(FIRST, 3);
    send(&*place.mirror(), &newer).await.expect("the newer");
    let before = place.public();
    assert_eq!(
        mirror.flip(&late.ticket, &batch).await,
        Ok(Flip::Superseded)
    );
    mirror
        .collect(&late.ticket, &batch)
        .await
        .expect("collected");
    assert_eq!(place.public(), before);
    holds(&place, &newer);
}
