//! What only these hosts promise, or cannot.

use super::{Fault, bunny, git_pages, neocities};
use crate::mortal::Life;
use crate::place::Place;
use crate::promises::{FIRST, SECOND, holds, release, send};
use std::time::Duration;
use stillup::publish::fence::Sent;
use stillup::publish::mirror::{Mirror, Trouble};
use stillup::publish::retry::Patient;

fn patient(mirror: Box<dyn Mirror>) -> Patient {
    Patient::new(mirror, vec![Duration::from_millis(5); 3])
}

fn text(trouble: &Trouble) -> String {
    let problem = &trouble.problem;
    let (why, hint) = (problem.why.clone(), problem.hint.clone());
    format!(
        "{}\nbecause: {}\nhint: {}",
        problem.what,
        why.unwrap_or_default(),
        hint.unwrap_or_default()
    )
}

#[tokio::test]
async fn a_host_that_is_busy_is_asked_again() {
    let place = bunny::Bunny::new();
    bunny::HOST.fail(&place.0, &[Fault::Refused(429), Fault::Refused(503)]);
    send(&patient(place.mirror()), &release(FIRST, 1))
        .await
        .expect("sent");
    holds(&place, &release(FIRST, 1));
    let place = neocities::Neocities::new();
    neocities::HOST.fail(&place.0, &[Fault::Refused(500), Fault::Unheard]);
    send(&patient(place.mirror()), &release(FIRST, 1))
        .await
        .expect("sent");
    holds(&place, &release(FIRST, 1));
}

#[tokio::test]
async fn a_key_that_is_not_known_is_told() {
    use stillup::net::secret::Secret;
    use stillup::publish::mirror::bunny::BunnySettings;
    let settings = BunnySettings {
        zone: "acme".into(),
        endpoint: bunny::HOST.address(),
        prefix: "status".into(),
        key_variable: "STILLUP_BUNNY_KEY".into(),
    };
    let mirror = stillup::publish::mirror::bunny::mirror(&settings, &Secret::new("hunter2"));
    let trouble = mirror
        .expect("settings")
        .look(None)
        .await
        .expect_err("refused");
    assert_eq!(
        text(&trouble),
        "`127.0.0.1` does not know this key\n\
         because: the answer was 401: {\"HttpCode\":401,\"Message\":\"Unauthorized\"}\n\
         hint: export STILLUP_BUNNY_KEY=…   # a key that may write there"
    );
}

#[tokio::test]
async fn an_answer_that_is_lost_is_no_second_publish() {
    let place = git_pages::Pages::new();
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("the first");
    git_pages::HOST.fail(&place.0, &[Fault::Unheard]);
    let sent = send(&patient(place.mirror()), &release(SECOND, 2)).await;
    assert_eq!(
        sent.expect_err("unheard").problem.what,
        "cannot reach `127.0.0.1`"
    );
    holds(&place, &release(SECOND, 2));
    let again = send(&*place.mirror(), &release(SECOND, 2)).await;
    assert_eq!(again, Ok(Sent::Unchanged));
}

#[tokio::test]
async fn a_change_that_lost_to_another_is_sent_again() {
    let place = git_pages::Pages::new();
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("the first");
    git_pages::HOST.fail(&place.0, &[Fault::Refused(409); 3]);
    send(&*place.mirror(), &release(SECOND, 2))
        .await
        .expect("sent");
    holds(&place, &release(SECOND, 2));
}

/// Where nothing keeps racers apart, the next publish puts right what they did to each other.
pub async fn what_racers_did_is_put_right_by_the_next<P: Place + Send + 'static>() {
    for seed in 1..=4 {
        let place = P::new();
        let first = send(&*place.mirror(), &release(FIRST, 1))
            .await
            .expect("the first");
        assert!(
            matches!(first, Sent::Live { fenced: false, .. }),
            "{first:?}"
        );
        let racers = [(3, FIRST), (4, SECOND), (2, SECOND)].map(|(number, files)| {
            let mirror = place.mortal(Life::slow(seed * 8 + number));
            tokio::spawn(async move { send(&*mirror, &release(files, number)).await })
        });
        for racer in racers {
            racer.await.expect("no panic").expect("no trouble");
        }
        let next = release(FIRST, 5);
        send(&*place.mirror(), &next).await.expect("the next");
        holds(&place, &next);
        assert!(
            !place.public().contains_key("incidents/new.html"),
            "round {seed}"
        );
    }
}
