//! Publishers who race and die somewhere, round after round, at one place; what must never be seen is noted.

use crate::mortal::Life;
use crate::place::Place;
use crate::promises::{FIRST, SECOND, release, send};
use std::time::{Duration, Instant};
use stillup::publish::fence::Sent;
use stillup::publish::mirror::Trouble;
use stillup::publish::release::Release;
use stillup::publish::retry::Patient;
use stillup::tree::Digest;

/// How many publish at once.
const RACERS: u64 = 5;

/// How long each waits before it asks again.
const WAITS: [Duration; 3] = [
    Duration::from_millis(50),
    Duration::from_millis(200),
    Duration::from_secs(1),
];

/// What came of all rounds.
#[derive(Default)]
pub struct Raced {
    /// Who raced.
    pub publishers: u64,
    /// How many of them died.
    pub deaths: u64,
    /// What must never be seen, and was.
    pub violations: Vec<String>,
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

/// Races until so many died, or that moment comes.
pub async fn until<P: Place + Send + 'static>(deaths: u64, end: Instant) -> Raced {
    let place = P::new();
    let mut raced = Raced::default();
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("the first");
    let mut round = 0;
    while raced.deaths < deaths && Instant::now() < end {
        round += 1;
        let why = once(&place, round, &mut raced).await;
        raced
            .violations
            .extend(why.map(|why| format!("round {round}: {why}")));
    }
    raced
}

/// One round: who is highest lives in three rounds of four; else somebody comes afterwards.
async fn once<P: Place>(place: &P, round: u64, raced: &mut Raced) -> Option<String> {
    let base = 10 * round;
    let all_die = drawn(round).is_multiple_of(4);
    let racers = (1..=RACERS).map(|number| {
        let lives = number == RACERS && !all_die;
        let requests = i64::try_from(drawn(base + number) % 40).expect("small");
        let life = Life::of(if lives { i64::MAX } else { requests });
        // As the program does it: what a busy server answers is asked once more.
        let mirror = Patient::new(place.mortal(life.clone()), WAITS.to_vec());
        let files = if number % 2 == 0 { FIRST } else { SECOND };
        let wait = Duration::from_millis(drawn(base * 3 + number) % 60);
        tokio::spawn(async move {
            tokio::time::sleep(wait).await;
            let sent = send(&mirror, &release(files, base + number)).await;
            (life.is_over(), sent)
        })
    });
    let mut last = None;
    let before = raced.deaths;
    for racer in racers.collect::<Vec<_>>() {
        let (died, sent) = racer.await.expect("no panic");
        raced.deaths += u64::from(died);
        last = Some((died, sent));
    }
    raced.publishers += RACERS;
    let (died, sent) = last.expect("five");
    let newest = release(SECOND, base + RACERS);
    if !died {
        return wrong(place, &sent, &newest);
    }
    // Whatever the dead left behind, the next one is what readers get.
    let next = release(FIRST, base + RACERS + 1);
    let patient = Patient::new(place.mirror(), WAITS.to_vec());
    let sent = send(&patient, &next).await;
    raced.publishers += 1;
    debug_assert!(raced.deaths > before);
    wrong(place, &sent, &next)
}

/// Why this is not what readers get.
fn wrong(place: &impl Place, sent: &Result<Sent, Trouble>, release: &Release) -> Option<String> {
    let number = release.ticket.generation;
    if !matches!(sent, Ok(Sent::Live { .. })) {
        return Some(format!("{number} ended with {sent:?}"));
    }
    let public = place.public();
    let mut files = release.tree.files.iter().chain(&release.packed.files);
    let other = files
        .find(|(path, file)| public.get(*path).map(|bytes| Digest::of(bytes)) != Some(file.digest));
    if let Some((path, _)) = other {
        return Some(format!("{number} is live, and `{path}` is not its own"));
    }
    (public.get("generation.json") != Some(&release.head.bytes()))
        .then(|| format!("{number} is live, and the head is another's"))
}
