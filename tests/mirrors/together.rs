//! Several mirrors at once: deadlines, trying again, one outcome each.

use crate::mortal::{Life, Mortal};
use crate::place::{Place, Remembered};
use crate::promises::{FIRST, SECOND, holds, release, send};
use crate::sftp::SftpInPlace;
use crate::vendors::bunny::Bunny;
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use stillup::problem::Problem;
use stillup::publish::apart::{Named, Outcome, authority, beware, publish, survey};
use stillup::publish::fence::rename::{Folder, Renames, Wanted};
use stillup::publish::fence::{Allowed, Sent};
use stillup::publish::mirror::memory::Memory;
use stillup::publish::mirror::{Batch, Mirror, Trouble, Write};
use stillup::publish::retry::Patient;

/// A folder whose every call fails so often before it succeeds, and counts its flips.
struct Stumbling {
    folder: Memory,
    failures: usize,
    calls: AtomicUsize,
    flips: std::sync::Arc<AtomicUsize>,
}

impl Stumbling {
    fn stumble(&self) -> Result<(), Trouble> {
        let call = self.calls.fetch_add(1, Ordering::SeqCst);
        match call % (self.failures + 1) {
            last if last == self.failures => Ok(()),
            _ => Err(Trouble {
                problem: Problem::error("busy", "busy"),
                again: true,
            }),
        }
    }
}

#[async_trait]
impl Folder for Stumbling {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        self.folder.make(path).await
    }
    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        self.folder.list(path).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        self.folder.read(path).await
    }
    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        self.stumble()?;
        self.folder.lacking(files).await
    }
    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        self.folder.put(under, files).await
    }
    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        self.flips.fetch_add(1, Ordering::SeqCst);
        self.stumble()?;
        self.folder.promote(moves).await
    }
    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        self.folder.rename(from, to).await
    }
    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        self.folder.remove(path).await
    }
    async fn prune(&self, path: &str) -> Result<(), Trouble> {
        self.folder.prune(path).await
    }
}

fn patient(failures: usize) -> (Patient, std::sync::Arc<AtomicUsize>) {
    let flips = std::sync::Arc::new(AtomicUsize::new(0));
    let folder = Stumbling {
        folder: Memory::default(),
        failures,
        calls: AtomicUsize::new(0),
        flips: std::sync::Arc::clone(&flips),
    };
    let mirror: Box<dyn Mirror> = Box::new(Renames { folder });
    (Patient::new(mirror, vec![Duration::ZERO; 3]), flips)
}

#[tokio::test]
async fn what_may_succeed_is_tried_again_and_the_flip_never() {
    let (mirror, flips) = patient(3);
    let sent = send(&mirror, &release(FIRST, 1)).await;
    assert_eq!(sent.expect_err("the flip failed").problem.what, "busy");
    assert_eq!(flips.load(Ordering::SeqCst), 1);
    let (mirror, flips) = patient(4);
    send(&mirror, &release(FIRST, 1))
        .await
        .expect_err("patience ended");
    assert_eq!(flips.load(Ordering::SeqCst), 0);
}

fn named(name: &str, mirror: Box<dyn Mirror>) -> Named {
    Named::new(name.into(), format!("http://{name}.example"), mirror)
}

#[tokio::test]
async fn a_mirror_that_hangs_misses_its_own_deadline_only() {
    let (well, slow) = (Remembered::new(), Memory::default());
    let hanging = Renames {
        folder: Mortal {
            folder: slow,
            life: Life::hanging(),
        },
    };
    let mirrors = [
        named("slow", Box::new(hanging)),
        named("well", well.mirror()),
    ];
    let first = release(FIRST, 1);
    let deadline = Duration::from_millis(200);
    let outcomes = publish(&mirrors, &first, Allowed::default(), deadline).await;
    assert!(
        matches!(&outcomes[0], Outcome::Failed(problem) if problem.what == "not done within 0 seconds")
    );
    assert!(outcomes[1].is_live());
    holds(&well, &first);
    let seen = survey(&mirrors, deadline).await;
    assert!(seen[0].is_err());
    assert_eq!(seen[1].as_ref().map(|seen| seen.highest), Ok(1));
}

#[tokio::test]
async fn a_mirror_with_nothing_to_do_is_asked_three_times_and_no_more() {
    let (place, first) = (SftpInPlace::new(), release(FIRST, 1));
    send(&*place.mirror(), &first).await.expect("the first");
    let mut mirrors = [named("web1", place.mortal(Life::of(3)))];
    let deadline = Duration::from_secs(60);
    let seen = survey(&mirrors, deadline).await;
    beware(&mut mirrors, &seen, 1);
    let outcomes = publish(&mirrors, &first, Allowed::default(), deadline).await;
    assert_eq!(outcomes, [Outcome::Sent(Sent::Unchanged)]);
    // Told to write, it does not go by what it has seen.
    let force = Allowed {
        force: true,
        ..Allowed::default()
    };
    let outcomes = publish(&mirrors, &first, force, deadline).await;
    assert!(!outcomes[0].is_live(), "{outcomes:?}");
}

/// A folder whose marker comes after eleven seconds.
struct Slow(Memory);

#[async_trait]
impl Folder for Slow {
    async fn make(&self, path: &str) -> Result<bool, Trouble> {
        self.0.make(path).await
    }
    async fn list(&self, path: &str) -> Result<Vec<String>, Trouble> {
        self.0.list(path).await
    }
    async fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        if path == "generation.json" {
            tokio::time::sleep(in_seconds(11)).await;
        }
        self.0.read(path).await
    }
    async fn lacking(&self, files: Vec<Wanted>) -> Result<Vec<String>, Trouble> {
        self.0.lacking(files).await
    }
    async fn put(&self, under: &str, files: Vec<Write>) -> Result<(), Trouble> {
        self.0.put(under, files).await
    }
    async fn promote(&self, moves: Vec<(String, String)>) -> Result<usize, Trouble> {
        self.0.promote(moves).await
    }
    async fn rename(&self, from: &str, to: &str) -> Result<bool, Trouble> {
        self.0.rename(from, to).await
    }
    async fn remove(&self, path: &str) -> Result<(), Trouble> {
        self.0.remove(path).await
    }
    async fn prune(&self, path: &str) -> Result<(), Trouble> {
        self.0.prune(path).await
    }
}

#[tokio::test]
async fn what_a_late_mirror_says_that_nobody_saw_is_not_written_over() {
    let (prompt, slow) = (Remembered::new(), Memory::default());
    send(&*prompt.mirror(), &release(FIRST, 2))
        .await
        .expect("the older");
    let newer = Renames {
        folder: slow.clone(),
    };
    send(&newer, &release(SECOND, 5)).await.expect("the newer");
    let late = Renames { folder: Slow(slow) };
    let mut mirrors = [
        named("prompt", prompt.mirror()),
        named("late", Box::new(late)),
    ];
    let seen = survey(&mirrors, in_seconds(60)).await;
    let late: Vec<bool> = seen.iter().flatten().map(|seen| seen.late).collect();
    assert_eq!(late, [false, true]);
    beware(&mut mirrors, &seen, 2);
    let next = release(FIRST, 9);
    let outcomes = publish(&mirrors, &next, Allowed::default(), in_seconds(60)).await;
    assert!(outcomes[0].is_live());
    assert!(
        matches!(&outcomes[1], Outcome::Failed(problem) if problem.code == "unseen-generation"),
        "{:?}",
        outcomes[1]
    );
    // Nothing there is newer than what the other one holds now.
    beware(&mut mirrors, &seen, 9);
    let next = release(FIRST, 10);
    let outcomes = publish(&mirrors, &next, Allowed::default(), in_seconds(60)).await;
    assert!(outcomes.iter().all(Outcome::is_live), "{outcomes:?}");
}

#[tokio::test]
async fn each_mirror_has_its_own_outcome() {
    let (ahead, behind, empty) = (Remembered::new(), Remembered::new(), Remembered::new());
    send(&*ahead.mirror(), &release(SECOND, 9))
        .await
        .expect("sent");
    send(&*behind.mirror(), &release(FIRST, 2))
        .await
        .expect("sent");
    let mirrors = [
        named("ahead", ahead.mirror()),
        named("behind", behind.mirror()),
        named("empty", empty.mirror()),
    ];
    let release = release(SECOND, 5);
    let outcomes = publish(
        &mirrors,
        &release,
        Allowed::default(),
        Duration::from_secs(9),
    )
    .await;
    assert_eq!(outcomes[0], Outcome::Sent(Sent::Superseded(9)));
    assert!(
        matches!(&outcomes[1], Outcome::Sent(Sent::Live { plan, .. }) if plan.changes.len() == 7)
    );
    assert!(matches!(&outcomes[2], Outcome::Sent(Sent::Live { plan, .. }) if plan.held == 0));
    holds(&behind, &release);
    holds(&empty, &release);
}

fn in_seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test]
async fn where_the_last_writer_wins_another_mirror_decides_who_writes() {
    let (decides, open) = (Remembered::new(), Bunny::new());
    send(&*decides.mirror(), &release(SECOND, 9))
        .await
        .expect("the newer");
    let mirrors = [
        named("open", open.mirror()),
        named("decides", decides.mirror()),
    ];
    let late = release(FIRST, 5);
    let outcomes = publish(&mirrors, &late, Allowed::default(), in_seconds(20)).await;
    assert_eq!(outcomes[0], Outcome::Sent(Sent::Superseded(9)));
    assert_eq!(open.public(), BTreeMap::new(), "nothing was written there");
    let newest = release(FIRST, 10);
    let outcomes = publish(&mirrors, &newest, Allowed::default(), in_seconds(20)).await;
    assert!(
        matches!(outcomes[0], Outcome::Sent(Sent::Live { fenced: false, .. })),
        "{outcomes:?}"
    );
    assert_eq!(
        authority(&mirrors, &outcomes).map(|named| named.name.as_str()),
        Some("decides")
    );
    holds(&open, &newest);
}

#[tokio::test]
async fn a_newer_publish_that_begins_meanwhile_is_told() {
    let (decides, open) = (Memory::default(), Bunny::new());
    let mirrors = [
        named("decides", Box::new(decides.mirror())),
        named("open", open.mirror()),
    ];
    // It has claimed and not finished, as one that is about to write.
    let newer = release(SECOND, 9).ticket;
    decides
        .mirror()
        .claim(&newer, &Batch::default())
        .await
        .expect("a claim");
    let outcomes = publish(
        &mirrors,
        &release(FIRST, 5),
        Allowed::default(),
        in_seconds(20),
    )
    .await;
    assert_eq!(
        outcomes[1],
        Outcome::Sent(Sent::Superseded(9)),
        "{outcomes:?}"
    );
    assert_eq!(open.public(), BTreeMap::new());
}

#[tokio::test]
async fn mirrors_that_decide_and_cannot_be_reached_silence_no_other() {
    for life in [Life::of(0), Life::hanging()] {
        let open = Bunny::new();
        let gone = Renames {
            folder: Mortal {
                folder: Memory::default(),
                life,
            },
        };
        let mirrors = [named("gone", Box::new(gone)), named("open", open.mirror())];
        let first = release(FIRST, 1);
        let outcomes = publish(&mirrors, &first, Allowed::default(), in_seconds(6)).await;
        assert!(
            outcomes[1].is_live() && !outcomes[0].is_live(),
            "{outcomes:?}"
        );
        assert!(authority(&mirrors, &outcomes).is_none());
        holds(&open, &first);
    }
}
