//! What was published before is put back: from where it is kept whole, onto any kind.

use crate::place::{Linked, Place};
use crate::promises::{FIRST, SECOND, holds, release, release_of, send};
use stillup::publish::earlier;
use stillup::publish::fence::Sent;
use stillup::publish::mirror::Mirror;
use stillup::publish::release::Ticket;

/// Publishes one after the other, and tells what is kept of the first.
async fn two(mirror: &dyn Mirror) -> Option<Ticket> {
    for (files, number) in [(FIRST, 1), (SECOND, 2)] {
        send(mirror, &release(files, number)).await.expect("sent");
    }
    let kept = mirror.earlier().await.expect("an answer");
    assert!(kept.iter().all(|ticket| ticket.generation == 1), "{kept:?}");
    kept.into_iter().next()
}

pub async fn what_was_published_before_is_put_back_as_a_new_generation<P: Place>() {
    let (source, place) = (Linked::new(), P::new());
    let kept = two(&*source.mirror()).await.expect("kept whole");
    let here = two(&*place.mirror()).await;
    let linked = std::any::type_name::<P>().contains("Linked");
    assert_eq!(
        here.is_some(),
        linked,
        "only kinds that switch folders keep any"
    );

    let from = match &here {
        Some(_) => place.mirror(),
        None => source.mirror(),
    };
    let ticket = here.unwrap_or(kept);
    let read = earlier::read(&*from, &ticket, "acme", &[]).await;
    let read = read.expect("all of it");
    assert_eq!(read.generation.generation, 1);
    let again = release_of("acme", read.tree, 3);
    assert_eq!(again.packed.root, release(FIRST, 1).packed.root);
    let sent = send(&*place.mirror(), &again).await.expect("sent");
    assert!(matches!(sent, Sent::Live { .. }), "{sent:?}");
    holds(&place, &again);
    // What it took the place of is no newer than it.
    let late = send(&*place.mirror(), &release(SECOND, 2)).await;
    assert_eq!(late.expect("an answer"), Sent::Superseded(3));
}

#[tokio::test]
async fn a_damaged_or_strange_one_is_not_put_back() {
    let place = Linked::new();
    let kept = two(&*place.mirror()).await.expect("kept whole");
    let read = |site: &'static str| {
        let (mirror, kept) = (place.mirror(), kept.clone());
        async move { earlier::read(&*mirror, &kept, site, &[]).await.err() }
    };
    let other = read("other").await.expect("refused").problem;
    assert_eq!(other.what, "generation 1 cannot be put back from here");
    assert_eq!(other.why.as_deref(), Some("it is of another site, `acme`"));
    let page = place.root().join(format!(
        "www.stillup/releases/{}/incidents/web.html",
        kept.name()
    ));
    std::fs::remove_file(&page).expect("there");
    std::fs::write(&page, "tampered").expect("a file");
    let damaged = read("acme").await.expect("refused").problem;
    assert_eq!(
        damaged.why.as_deref(),
        Some("`incidents/web.html` is gone or damaged")
    );
}
