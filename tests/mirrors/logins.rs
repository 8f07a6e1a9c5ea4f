//! What only kinds over SSH promise: whom they trust, what they say when they are not let in, and how
//! little they ask.

use crate::daemons::cut::Line as Wire;
use crate::daemons::sshd::{Sshd, login, surroundings};
use crate::place::Place;
use crate::promises::{FIRST, SECOND, holds, release, send, tree};
use crate::sftp::{SSHD, SftpInPlace, SftpLinked, line};
use std::os::unix::fs::symlink;
use std::sync::Arc;
use stillup::net::program::Surroundings;
use stillup::net::secret::Secret;
use stillup::net::ssh::{Ssh, SshSettings};
use stillup::publish::mirror::late::Late;
use stillup::publish::mirror::sftp::Sftp;
use stillup::publish::mirror::sftp::line::Line;
use stillup::publish::mirror::{Mirror as _, Trouble};

fn settings(change: impl FnOnce(&mut SshSettings)) -> SshSettings {
    let mut settings = SSHD.settings();
    change(&mut settings);
    settings
}

/// The whole text of a problem, the port left out.
fn text(trouble: &Trouble, server: &Sshd) -> String {
    let problem = &trouble.problem;
    let part = |name: &str, text: &Option<String>| {
        text.as_ref()
            .map_or(String::new(), |text| format!("\n{name}: {text}"))
    };
    let whole = format!(
        "{}{}{}",
        problem.what,
        part("because", &problem.why),
        part("hint", &problem.hint)
    );
    let whole = whole.replace(&server.daemon.folder.display().to_string(), "SERVER");
    whole.replace(&server.daemon.port.to_string(), "PORT")
}

fn over(ssh: Ssh, path: &str) -> Sftp {
    Sftp::over(Arc::new(Line::new(ssh)), path, false)
}

async fn refused(ssh: Ssh, path: &str, server: &Sshd) -> String {
    let mirror = Late::new(over(ssh, path));
    let trouble = mirror.look(None).await.expect_err("refused");
    text(&trouble, server)
}

async fn refused_with(settings: &SshSettings) -> String {
    refused(login(settings, &SSHD.daemon.folder), "/srv/status", &SSHD).await
}

#[tokio::test]
async fn a_host_key_that_is_not_known_is_never_accepted() {
    let unknown = settings(|settings| settings.known_hosts = Some("no_hosts".into()));
    assert_eq!(
        refused_with(&unknown).await,
        "the host key of `127.0.0.1` is not known\n\
         because: No ED25519 host key is known for [127.0.0.1]:PORT and you have requested strict checking.; \
         Host key verification failed.\n\
         hint: ssh-keyscan -p PORT 127.0.0.1 >>no_hosts   # then compare it with the host's own"
    );
    assert_eq!(std::fs::read(SSHD.file("no_hosts")).expect("a file"), b"");
    let changed = settings(|settings| settings.known_hosts = Some("wrong_hosts".into()));
    let told = refused_with(&changed).await;
    assert!(
        told.starts_with("the host key of `127.0.0.1` is not the known one\nbecause: "),
        "{told}"
    );
    assert!(
        told.ends_with(
            "\nhint: ask who runs 127.0.0.1 for its new key before you put it into the known hosts"
        ),
        "{told}"
    );
}

#[tokio::test]
async fn a_key_the_server_does_not_know_is_told() {
    let stranger = settings(|settings| settings.identity = Some("stranger".into()));
    let told = refused_with(&stranger)
        .await
        .replace(&crate::daemons::user(), "USER");
    assert_eq!(
        told,
        "`127.0.0.1` does not let us in\n\
         because: USER@127.0.0.1: Permission denied (publickey).\n\
         hint: ssh -v -p PORT -i stranger USER@127.0.0.1   # shows which keys are tried"
    );
}

#[tokio::test]
async fn the_key_itself_may_come_from_the_environment() {
    let key = std::fs::read_to_string(SSHD.file("login")).expect("a key");
    let settings = settings(|settings| settings.identity = Some("stranger".into()));
    // As continuous integration has it: without its last line end, or with those of another system.
    for key in [key.trim_end().to_owned(), key.replace('\n', "\r\n")] {
        let ssh = Ssh::new(
            &settings,
            &SSHD.daemon.folder,
            &surroundings(),
            Some(Secret::new(key)),
        );
        let place = SftpInPlace::new();
        let mirror = Late::new(over(ssh.expect("a file"), &place.path()));
        send(&mirror, &release(FIRST, 1)).await.expect("let in");
        holds(&place, &release(FIRST, 1));
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_may_be_asked_again() {
    let nobody = settings(|settings| settings.port = Some(crate::daemons::free_port()));
    let ssh = login(&nobody, &SSHD.daemon.folder);
    let trouble = Late::new(over(ssh, "/srv/status"))
        .look(None)
        .await
        .expect_err("nobody");
    assert!(trouble.again);
    assert_eq!(trouble.problem.what, "cannot log in to `127.0.0.1`");
    let why = trouble.problem.why.unwrap_or_default();
    assert!(why.ends_with("Connection refused"), "{why}");
}

#[tokio::test]
async fn without_ssh_the_package_is_named() {
    let nowhere = Surroundings::of(&[("PATH".to_owned(), "/nowhere".to_owned())].into());
    let without = Ssh::new(&SSHD.settings(), &SSHD.daemon.folder, &nowhere, None);
    assert_eq!(
        refused(without.expect("no key"), "/srv/status", &SSHD).await,
        "`ssh` is not installed\nhint: apt-get install openssh-client"
    );
}

#[tokio::test]
async fn a_server_that_cannot_replace_a_file_in_one_step_is_told() {
    let old = Sshd::with("internal-sftp -P posix-rename", "");
    assert_eq!(
        refused(old.login(), "/srv/status", &old).await,
        "`127.0.0.1` cannot replace a file in one step\n\
         because: its SFTP server has no `posix-rename@openssh.com`: readers would find pages missing\n\
         hint: rsync = { host = \"…\", path = \"…\" }   # or `webdav`, where the host offers it"
    );
}

#[tokio::test]
async fn an_account_without_file_transfer_and_a_talkative_one_are_told() {
    let none = Sshd::with("none-such", "");
    let told = refused(none.login(), "/srv/status", &none).await;
    assert!(
        told.starts_with("cannot log in to `127.0.0.1`") || told.starts_with("the connection"),
        "{told}"
    );
    let talks = Sshd::with("internal-sftp", "ForceCommand echo welcome to this server");
    let told = refused(talks.login(), "/srv/status", &talks).await;
    assert!(
        told.starts_with("cannot log in to `127.0.0.1`\nbecause: "),
        "{told}"
    );
    assert!(
        told.ends_with("hint: sftp HOST   # if this fails too, something in the account's shell start-up prints text"),
        "{told}"
    );
}

#[tokio::test]
async fn what_is_at_the_path_decides_and_is_told() {
    let root = tempfile::tempdir().expect("a folder");
    let at = |name: &str| root.path().join(name).display().to_string();
    std::fs::write(at("file"), "").expect("a file");
    let there = async |path: &str| {
        let mirror = Late::new(Sftp::over(line(), path, true));
        let trouble = mirror.look(None).await.expect_err("refused");
        text(&trouble, &SSHD).replace(&root.path().display().to_string(), "ROOT")
    };
    assert_eq!(
        there(&at("file")).await,
        "`ROOT/file` is a file, not a folder\nhint: name a folder in `sftp = { path = \"…\" }`"
    );
    assert_eq!(
        there(&at("none/www")).await,
        "the folder that `ROOT/none/www` would be in is not there\n\
         because: `127.0.0.1` has no `ROOT/none`\n\
         hint: a `path` without a leading slash begins where the login begins"
    );
    std::fs::create_dir(at("docroot")).expect("a folder");
    symlink("docroot", at("theirs")).expect("a link");
    let mirror = Late::new(Sftp::over(line(), &at("theirs"), true));
    send(&mirror, &release(FIRST, 1)).await.expect("sent");
    assert!(
        root.path().join("docroot/index.html").is_file(),
        "somebody's link is followed"
    );
    let mirror = Late::new(Sftp::over(line(), &at("www"), true));
    send(&mirror, &release(FIRST, 1)).await.expect("sent");
    assert!(
        root.path().join("www").is_symlink(),
        "nothing there: a link of ours"
    );
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_told() {
    // Nobody makes folders there, whoever runs the tests.
    let mirror = Late::new(Sftp::over(line(), "/proc/status", false));
    let trouble = send(&mirror, &release(FIRST, 1))
        .await
        .expect_err("refused");
    assert_eq!(
        text(&trouble, &SSHD),
        "cannot make the folder `/proc/status`\nbecause: No such file"
    );
}

/// How many bytes went to this server when a page of half a megabyte was published.
async fn sent_to(server: &Sshd) -> u64 {
    let wire = Wire::to(server.daemon.port);
    let known = std::fs::read_to_string(server.file("known_hosts")).expect("its key");
    let there = |port: u16| format!("]:{port} ");
    let known = known.replace(&there(server.daemon.port), &there(wire.port));
    std::fs::write(server.file("known_hosts"), known).expect("its key");
    let settings = SshSettings {
        port: Some(wire.port),
        ..server.settings()
    };
    let ssh = login(&settings, &server.daemon.folder);
    let path = server.file("www").display().to_string();
    let page = "All systems operational, as they were the day before. ".repeat(10_000);
    let first = release(&[("index.html", &page)], 1);
    let sent = send(&Late::new(over(ssh, &path)), &first).await;
    sent.expect("sent");
    let there = std::fs::read(server.file("www/index.html")).expect("a page");
    assert_eq!(there, page.as_bytes());
    wire.traffic().sent
}

#[tokio::test]
async fn pages_are_packed_on_the_way_unless_the_server_will_not() {
    let (packs, plain) = (Sshd::start(), Sshd::with("internal-sftp", "Compression no"));
    let packed = sent_to(&packs).await;
    assert!(packed < 50_000, "{packed} bytes");
    let plain = sent_to(&plain).await;
    assert!(plain > 540_000, "{plain} bytes");
}

/// How many requests one update takes with so many pages that stay.
async fn requests(place: &str, releases: bool, line: &Arc<Line>, pages: usize) -> u64 {
    let mut first = tree(FIRST);
    let mut second = tree(SECOND);
    for number in 0..pages {
        let (path, text) = (
            format!("incidents/{number:05}.html"),
            format!("page {number}"),
        );
        for tree in [&mut first, &mut second] {
            tree.insert(path.clone(), crate::promises::file(&path, &text));
        }
    }
    let mirror = Late::new(Sftp::over(Arc::clone(line), place, releases));
    let send = async |tree, number| {
        let release = crate::promises::release_of("acme", tree, number);
        send(&mirror, &release).await.expect("sent")
    };
    send(first, 1).await;
    let before = line.requests();
    send(second, 2).await;
    line.requests() - before
}

#[tokio::test]
async fn one_update_asks_little_however_long_the_history() {
    let line = Arc::new(Line::new(SSHD.login()));
    let mut counted = Vec::new();
    for pages in [1_000, 3_000] {
        let (linked, in_place) = (SftpLinked::new(), SftpInPlace::new());
        counted.push((
            requests(&in_place.path(), false, &line, pages).await,
            requests(&linked.path(), true, &line, pages).await,
        ));
    }
    println!("requests for one update at 1,000 and 3,000 pages, in place and linked: {counted:?}");
    assert!(counted[1].0 < 200, "in place: {counted:?}");
    assert_eq!(counted[0].0, counted[1].0, "in place, whatever the history");
    assert!(
        counted[1].1 < 3_200,
        "linked, one for each that stays: {counted:?}"
    );
}
