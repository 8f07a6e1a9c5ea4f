//! What only the kinds with drafts promise: whatever goes wrong on the way to a provider, the site is whole,
//! the newest, and no call that changes what readers get is made twice.

use crate::drafts::{AtFirebase, AtNetlify, AtPages, AtVercel, AtWorkers, In, Provider};
use crate::mortal::Life;
use crate::place::Place;
use crate::promises::{FIRST, SECOND, file, holds, release, send};
use crate::providers::fault::{Fault, Way};
use crate::providers::{TOKEN, behind};
use axum::http::Method;
use std::collections::BTreeMap;
use std::time::Duration;
use stillup::net::secret::Secret;
use stillup::publish::fence::drafts::host::Title;
use stillup::publish::fence::{self, Allowed, Sent};
use stillup::publish::mirror::{Trouble, netlify};
use stillup::publish::retry::Patient;

/// Words in the paths of one provider's requests.
trait Paths: Provider {
    const PUBLISH: &'static str;
    const LIST: &'static str;
    const CREATE: &'static str;
    const SEND: (Method, &'static str);
    /// How its drafts are named in a call that publishes one.
    const ONCE: bool = true;
}

impl Paths for AtNetlify {
    const PUBLISH: &'static str = "/restore";
    // One of them by its name is no list.
    const LIST: &'static str = "/deploys$";
    const CREATE: &'static str = "/deploys";
    const SEND: (Method, &'static str) = (Method::PUT, "/files/");
}

impl Paths for AtVercel {
    const PUBLISH: &'static str = "/promote/";
    const LIST: &'static str = "/v6/deployments";
    const CREATE: &'static str = "/v13/deployments";
    const SEND: (Method, &'static str) = (Method::POST, "/v2/files");
}

impl Paths for AtWorkers {
    const PUBLISH: &'static str = "/deployments";
    const LIST: &'static str = "/versions";
    const CREATE: &'static str = "/assets-upload-session";
    const SEND: (Method, &'static str) = (Method::POST, "/assets/upload");
    const ONCE: bool = false;
}

impl Paths for AtPages {
    const PUBLISH: &'static str = "/deployments";
    const LIST: &'static str = "/deployments";
    const CREATE: &'static str = "/check-missing";
    const SEND: (Method, &'static str) = (Method::POST, "/assets/upload");
    const ONCE: bool = false;
}

impl Paths for AtFirebase {
    const PUBLISH: &'static str = "/channels/live/releases";
    const LIST: &'static str = "/versions";
    const CREATE: &'static str = "/versions";
    const SEND: (Method, &'static str) = (Method::POST, "/files/");
}

/// The second release, after the first, with these faults on the way; tells what came of it.
async fn through<V: Paths>(
    faults: Vec<(Method, &'static str, Way)>,
) -> (In<V>, Result<Sent, Trouble>) {
    let place = In::<V>::new();
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("the first");
    let faults = faults
        .into_iter()
        .map(|(method, words, way)| Fault { method, words, way });
    behind(&place.name, |shop| {
        shop.faults.extend(faults);
        shop.log.clear();
    });
    let patient = Patient::new(place.mirror(), vec![Duration::from_millis(5); 3]);
    let sent = send(&patient, &release(SECOND, 2)).await;
    let left = behind(&place.name, |shop| shop.faults.len());
    assert_eq!(left, 0, "every fault happened");
    (place, sent)
}

async fn survives<V: Paths>(faults: Vec<(Method, &'static str, Way)>) {
    let told = faults
        .iter()
        .map(|(method, words, _)| format!("{method} {words}"));
    let told = told.collect::<Vec<_>>().join(", ");
    let (place, sent) = through::<V>(faults).await;
    let asked = behind(&place.name, |shop| shop.log.join("\n"));
    assert!(
        matches!(sent, Ok(Sent::Live { .. })),
        "{told}: {sent:?}\n{asked}"
    );
    holds(&place, &release(SECOND, 2));
    if V::ONCE {
        let calls: Vec<&str> = asked
            .lines()
            .filter(|line| line.starts_with("POST") && line.contains(V::PUBLISH))
            .collect();
        let mut once = calls.clone();
        once.dedup();
        let repeated = calls.len() - once.len();
        assert!(
            repeated == 0 || V::PUBLISH.ends_with("releases"),
            "{told}: {calls:?}"
        );
    }
}

async fn whatever_goes_wrong<V: Paths>() {
    let wait = || vec![("retry-after", "0".to_owned())];
    let publish = |way| vec![(Method::POST, V::PUBLISH, way)];
    survives::<V>(publish(Way::Unanswered)).await;
    survives::<V>(publish(Way::Lost)).await;
    survives::<V>(publish(Way::Cut)).await;
    survives::<V>(publish(Way::Status(502, Vec::new()))).await;
    survives::<V>(publish(Way::Slow(Duration::from_millis(80)))).await;
    let list = |way| vec![(Method::GET, V::LIST, way)];
    survives::<V>(list(Way::Status(500, Vec::new()))).await;
    survives::<V>(list(Way::Status(429, wait()))).await;
    survives::<V>(list(Way::Status(503, wait()))).await;
    survives::<V>(list(Way::Cut)).await;
    survives::<V>(list(Way::Slow(Duration::from_millis(80)))).await;
    let create = |way| vec![(Method::POST, V::CREATE, way)];
    survives::<V>(create(Way::Status(429, wait()))).await;
    survives::<V>(create(Way::Status(409, Vec::new()))).await;
    survives::<V>(create(Way::Unanswered)).await;
    let sent = |way| vec![(V::SEND.0, V::SEND.1, way)];
    survives::<V>(sent(Way::Status(500, Vec::new()))).await;
    survives::<V>(sent(Way::Unanswered)).await;
    survives::<V>(sent(Way::Lost)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn netlify_may_fail_in_every_way() {
    whatever_goes_wrong::<AtNetlify>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn vercel_may_fail_in_every_way() {
    whatever_goes_wrong::<AtVercel>().await;
    survives::<AtVercel>(vec![(
        Method::POST,
        "/promote/",
        Way::Status(409, Vec::new()),
    )])
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cloudflare_may_fail_in_every_way() {
    whatever_goes_wrong::<AtWorkers>().await;
    whatever_goes_wrong::<AtPages>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn firebase_may_fail_in_every_way() {
    whatever_goes_wrong::<AtFirebase>().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_lets_us_send_files_may_expire() {
    let expired = |words| vec![(Method::POST, words, Way::Status(401, Vec::new()))];
    survives::<AtWorkers>(expired("/assets/upload")).await;
    survives::<AtPages>(expired("/assets/upload")).await;
}

/// A list that is older than one's own draft, once as the first look and once as the check.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_is_too_old_does_not_count() {
    async fn old<V: Paths>() {
        let list = || (Method::GET, V::LIST, Way::Before(1));
        survives::<V>(vec![list(), list()]).await;
    }
    old::<AtNetlify>().await;
    old::<AtVercel>().await;
    old::<AtWorkers>().await;
    old::<AtFirebase>().await;
}

#[tokio::test]
async fn a_limit_for_the_day_is_told_at_once() {
    let day = vec![("retry-after", "7200".to_owned())];
    let faults = vec![(Method::POST, "/deploys", Way::Status(429, day))];
    let (place, sent) = through::<AtNetlify>(faults).await;
    let problem = sent.expect_err("refused").problem;
    assert_eq!(
        problem.what,
        "Netlify takes nothing more from us for 120 minutes"
    );
    assert_eq!(
        problem.hint.as_deref(),
        Some(
            "raise `publish_every`, or give the mirror a `budget`: the kind's page has the host's limits"
        )
    );
    holds(&place, &release(FIRST, 1));
}

/// Of what was published, in order: which generation it was.
fn history(place: &In<impl Provider>) -> Vec<u64> {
    behind(&place.name, |shop| {
        let published = shop.history.clone();
        let number = |id: &String| {
            let deploy = shop.deploys.iter().find(|deploy| deploy.id == *id)?;
            // Vercel and Firebase have it in a table of labels.
            let text = deploy.title.as_str().or(deploy.title["stillup"].as_str());
            let labelled = deploy.title["stillup-generation"].as_str();
            let labelled = labelled.and_then(|text| text.parse().ok());
            let title = text.and_then(Title::parse);
            title.map(|title| title.ticket.generation).or(labelled)
        };
        published.iter().filter_map(number).collect()
    })
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

/// Rounds of five who race; four of them die somewhere.
async fn race<V: Provider>(rounds: u64) -> u32 {
    let place = In::<V>::new();
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("the first");
    let mut deaths = 0;
    for round in 0..rounds {
        let base = 10 * (round + 1);
        let racers = (1..=5).map(|number| {
            let left = match number {
                5 => i64::MAX,
                _ => i64::try_from(drawn(base + number) % 26).expect("small"),
            };
            let life = Life::of(left);
            let mirror = place.mortal(life.clone());
            let files = if number % 2 == 0 { FIRST } else { SECOND };
            let wait = Duration::from_millis(drawn(base * 3 + number) % 40);
            tokio::spawn(async move {
                tokio::time::sleep(wait).await;
                let sent = send(&*mirror, &release(files, base + number)).await;
                (life.is_over(), sent)
            })
        });
        let mut last = None;
        for racer in racers.collect::<Vec<_>>() {
            let (died, sent) = racer.await.expect("no panic");
            deaths += u32::from(died);
            last = Some(sent);
        }
        assert!(
            matches!(last, Some(Ok(Sent::Live { .. }))),
            "round {round}: {last:?}"
        );
        holds(&place, &release(SECOND, base + 5));
    }
    let published = history(&place);
    println!("{deaths} died; {} publishes were live", published.len());
    assert!(
        published.is_sorted(),
        "what readers get was never set back: {published:?}"
    );
    deaths
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_racing_and_dying_publishers_the_newest_wins() {
    let mut deaths = race::<AtNetlify>(16).await;
    deaths += race::<AtVercel>(16).await;
    deaths += race::<AtWorkers>(16).await;
    deaths += race::<AtFirebase>(16).await;
    assert!(deaths >= 100, "{deaths} died");
}

/// Pages has no drafts: the newer site is put back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_the_last_writer_wins_the_newest_is_put_back() {
    let place = In::<AtPages>::new();
    for (files, number) in [(FIRST, 1), (SECOND, 3)] {
        let sent = send(&*place.mirror(), &release(files, number)).await;
        assert!(
            matches!(sent, Ok(Sent::Live { fenced: false, .. })),
            "{sent:?}"
        );
    }
    // Somebody older was asleep, and wakes up in the middle of the next.
    behind(&place.name, |shop| {
        let old = shop.deploys[0].clone();
        let late = crate::providers::Deploy {
            id: "late".into(),
            ..old
        };
        shop.deploys.push(late);
        shop.publish("late");
    });
    let fourth = release(SECOND, 4);
    let sent = send(&*place.mirror(), &fourth).await;
    assert!(matches!(sent, Ok(Sent::Live { .. })), "{sent:?}");
    holds(&place, &fourth);
    // And now the one that came too late is us.
    let mirror = place.mirror();
    let late = release(FIRST, 5);
    let held = stillup::publish::held::Held::ask(&*mirror, &late, None).await;
    let held = held.expect("a look");
    let batch = held
        .batch(
            &late,
            &BTreeMap::new(),
            &held.plan(&late),
            Allowed::default(),
        )
        .expect("something to do");
    mirror.claim(&late.ticket, &batch).await.expect("a claim");
    mirror.stage(&late.ticket, &batch).await.expect("staged");
    send(&*place.mirror(), &release(SECOND, 6))
        .await
        .expect("the newer");
    let flip = mirror.flip(&late.ticket, &batch).await;
    assert_eq!(flip, Ok(stillup::publish::mirror::Flip::Superseded));
    holds(&place, &release(SECOND, 6));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_live_long_ago_is_deleted() {
    async fn many<V: Provider>() {
        let place = In::<V>::new();
        for number in 1..=14 {
            let files = if number % 2 == 0 { FIRST } else { SECOND };
            send(&*place.mirror(), &release(files, number))
                .await
                .expect("sent");
        }
        let left = behind(&place.name, |shop| shop.deploys.len());
        assert!((11..=12).contains(&left), "{left} are left");
    }
    many::<AtNetlify>().await;
    many::<AtVercel>().await;
    many::<AtPages>().await;
    many::<AtFirebase>().await;
}

/// What the provider was told of headers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn headers_are_told_by_the_hosts_own_means() {
    async fn told<V: Provider>() -> String {
        let place = In::<V>::new();
        let rules = "/*\n  Access-Control-Allow-Origin: *\n/assets/*\n  Cache-Control: immutable\n";
        let host = BTreeMap::from([("_headers".to_owned(), file("_headers", rules))]);
        let mirror = place.mirror();
        fence::send(&*mirror, &release(FIRST, 1), &host, Allowed::default())
            .await
            .expect("sent");
        behind(&place.name, |shop| {
            let live = shop.live.clone().unwrap_or_default();
            let kept = shop.files_of(&live).contains_key("_headers");
            let deploy = shop.deploy(&live).expect("it is live");
            format!("{kept} {}", deploy.told)
        })
    }
    assert_eq!(
        told::<AtNetlify>().await,
        "true null",
        "Netlify reads the file itself"
    );
    for text in [told::<AtWorkers>().await, told::<AtPages>().await] {
        assert!(
            text.starts_with("false ") && text.contains("/assets/*\\n  Cache-Control"),
            "{text}"
        );
    }
    let vercel = told::<AtVercel>().await;
    assert!(vercel.contains(r#""source":"/assets/(.*)""#), "{vercel}");
    let firebase = told::<AtFirebase>().await;
    assert!(firebase.contains(r#""glob":"/assets/**""#), "{firebase}");
}

#[tokio::test]
async fn who_is_not_let_in_is_told_and_no_token_is_repeated() {
    let place = In::<AtNetlify>::new();
    let told = async |site: &str, token: &str, base: &str| {
        let settings = netlify::NetlifySettings {
            site: site.into(),
            endpoint: Some(base.into()),
            env: Vec::new(),
        };
        let mirror = netlify::mirror(&settings, &Secret::new(token), Duration::ZERO);
        let sent = send(&mirror.expect("a token"), &release(FIRST, 1)).await;
        let problem = sent.expect_err("refused").problem;
        assert!(!format!("{problem:?}").contains("canary"), "{problem:?}");
        let (why, hint) = (
            problem.why.unwrap_or_default(),
            problem.hint.unwrap_or_default(),
        );
        format!("{}\nbecause: {why}\nhint: {hint}", problem.what)
    };
    let site = crate::providers::netlify::SITE;
    assert_eq!(
        told(site, "canary-but-wrong", &place.base).await,
        "Netlify does not list its drafts\nbecause: it answered with 401: Access Denied\n\
         hint: make a new token, and set its variable as the kind's page says"
    );
    assert_eq!(
        told("other.netlify.app", TOKEN, &place.base).await,
        "Netlify does not list its drafts\nbecause: it answered with 404: Not Found\n\
         hint: correct the names in `stillup.toml`: the host knows no such thing"
    );
    // Nobody listens at port 9.
    let nobody = told(site, TOKEN, "http://127.0.0.1:9").await;
    assert!(
        nobody.starts_with("cannot reach Netlify\nbecause: "),
        "{nobody}"
    );
    let wrong = Secret::new("canary\nof two lines");
    let settings = netlify::NetlifySettings {
        site: site.into(),
        endpoint: None,
        env: Vec::new(),
    };
    let refused = netlify::mirror(&settings, &wrong, Duration::ZERO).err();
    let problem = format!("{:?}", refused.expect("no header"));
    assert!(!problem.contains("canary"), "{problem}");
    assert!(
        problem.contains("the token holds a character that no header has"),
        "{problem}"
    );
}
