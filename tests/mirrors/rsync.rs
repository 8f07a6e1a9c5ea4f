//! The kind `rsync`, over a real OpenSSH server and a real rsync.

use crate::daemons::sshd::Sshd;
use crate::mortal::{Life, MortalMirror};
use crate::place::{Place, read, set};
use crate::promises::{FIRST, SECOND, holds, release, send};
use crate::sftp::SSHD;
use std::collections::BTreeMap;
use std::os::unix::fs::MetadataExt as _;
use std::sync::atomic::{AtomicBool, Ordering};
use stillup::publish::fence::Sent;
use stillup::publish::mirror::rsync::Rsync;
use stillup::publish::mirror::{Batch, Mirror, Write};
use tempfile::TempDir;

/// A link that was not there.
pub struct Shelled(TempDir);

impl Shelled {
    fn path(&self) -> String {
        format!("{}/www", self.0.path().display())
    }
}

impl Place for Shelled {
    const ROUNDS: u64 = 2;
    const STRIDE: usize = 4;
    const REQUESTS: i64 = 15;
    fn new() -> Self {
        crate::daemons::installed(&["rsync"], "rsync");
        Shelled(TempDir::with_prefix("it's a folder ").expect("a folder"))
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(Rsync::new(SSHD.login(), &self.path()))
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        Box::new(MortalMirror {
            mirror: self.mirror(),
            life,
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        read(&self.0)
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        set(&self.0, path, bytes);
    }
}

async fn refused(server: &Sshd, path: &str) -> String {
    let mirror = Rsync::new(server.login(), path);
    let problem = send(&mirror, &release(FIRST, 1))
        .await
        .expect_err("refused")
        .problem;
    let why = problem
        .why
        .map_or(String::new(), |why| format!("\nbecause: {why}"));
    format!(
        "{}{why}\nhint: {}",
        problem.what,
        problem.hint.unwrap_or_default()
    )
}

#[tokio::test]
async fn unchanged_files_are_shared_and_only_the_last_releases_stay() {
    let place = Shelled::new();
    for number in 1..=6 {
        let files = if number % 2 == 0 { SECOND } else { FIRST };
        send(&*place.mirror(), &release(files, number))
            .await
            .expect("sent");
    }
    holds(&place, &release(SECOND, 6));
    let root = place.0.path();
    let shared =
        std::fs::metadata(root.join("www/assets/graph.0123456789abcdef.svg")).expect("a file");
    // Written anew with the fifth, and carried over to the sixth.
    assert_eq!(shared.nlink(), 2);
    let count = |folder: &str| {
        std::fs::read_dir(root.join(folder))
            .expect("a folder")
            .count()
    };
    assert_eq!(
        (count("www.stillup/releases"), count("www.stillup/staged")),
        (3, 0)
    );
}

#[tokio::test]
async fn what_is_damaged_or_gone_is_found_without_sending_it_back() {
    let (place, first) = (Shelled::new(), release(FIRST, 1));
    let mirror = place.mirror();
    send(&*mirror, &first).await.expect("sent");
    let files = first.tree.files.iter();
    let write = files.map(|(path, file)| Write {
        path: path.clone(),
        file: file.clone(),
    });
    let batch = Batch {
        write: write.collect(),
        ..Batch::default()
    };
    assert_eq!(
        mirror.lost(&first.ticket, &batch).await,
        Ok(Some(Vec::new()))
    );
    // As long as it was.
    place.set("incidents/api.html", Some(b"invesTigating"));
    place.set("history.atom", None);
    let lost = mirror.lost(&first.ticket, &batch).await;
    let named = ["history.atom", "incidents/api.html"].map(str::to_owned);
    assert_eq!(lost, Ok(Some(named.to_vec())));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_overtaken_is_still_filling_goes_with_the_next_publish() {
    let place = Shelled::new();
    let staged = place.0.path().join("www.stillup/staged");
    let overtaken = staged.join(release(FIRST, 1).ticket.name());
    std::fs::create_dir_all(&overtaken).expect("a folder");
    let over = AtomicBool::new(false);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            for number in 0_u64.. {
                if over.load(Ordering::Relaxed) {
                    return;
                }
                let _ = std::fs::create_dir(&overtaken);
                let _ = std::fs::write(overtaken.join(number.to_string()), "");
            }
        });
        let runtime = tokio::runtime::Handle::current();
        let sent = tokio::task::block_in_place(|| {
            runtime.block_on(send(&*place.mirror(), &release(SECOND, 2)))
        });
        over.store(true, Ordering::Relaxed);
        assert!(matches!(sent, Ok(Sent::Live { .. })), "{sent:?}");
    });
    let last = release(FIRST, 3);
    send(&*place.mirror(), &last).await.expect("sent");
    holds(&place, &last);
    assert_eq!(std::fs::read_dir(&staged).expect("a folder").count(), 0);
}

#[tokio::test]
async fn what_is_no_link_of_ours_is_left_alone() {
    let place = Shelled::new();
    std::fs::create_dir(place.path()).expect("a folder");
    assert_eq!(
        refused(&SSHD, &place.path()).await,
        format!(
            "`{0}` on `127.0.0.1` is there, and is no link of ours\n\
             because: this kind turns a symbolic link, and does not replace what it did not make\n\
             hint: mv {0} {0}.old   # on the server; or publish into it with `sftp`",
            place.path()
        )
    );
}

#[tokio::test]
async fn an_account_without_a_shell_is_told() {
    // As accounts for `rrsync` are, and those for files only.
    let server = Sshd::with(
        "internal-sftp",
        "ForceCommand echo only rsync is allowed >&2; exit 1",
    );
    assert_eq!(
        refused(&server, "/srv/status").await,
        "`127.0.0.1` gives this account no shell\n\
         because: only rsync is allowed\n\
         hint: sftp = { host = \"…\", path = \"…\" }   # needs no shell there"
    );
    let server = Sshd::with("internal-sftp", "ForceCommand PATH=/nowhere /bin/sh");
    assert_eq!(
        refused(&server, "/srv/status").await,
        "`127.0.0.1` lacks what this kind needs there\n\
         because: not installed: rsync flock cp mv find awk head\n\
         hint: apt-get install rsync util-linux   # on the server; or use `sftp`, which needs neither"
    );
}
