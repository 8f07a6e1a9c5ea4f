//! The kind `git`, over real repositories: a path, SSH, and HTTP with git's own backend.

use crate::daemons::Daemon;
use crate::daemons::sshd::surroundings;
use crate::daemons::web::{LOGIN, git_http};
use crate::mortal::{Life, MortalMirror};
use crate::place::{Place, files};
use crate::promises::{FIRST, SECOND, holds, release, send};
use crate::sftp::SSHD;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use stillup::net::secret::Secret;
use stillup::net::ssh::SshSettings;
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::git::{Git, GitSettings};
use tempfile::TempDir;

/// A bare repository on this machine.
pub struct Branch(TempDir, AtomicUsize);

fn git(repository: &Path, args: &[&str], input: &[u8]) -> Option<String> {
    use std::io::Write as _;
    let mut child = Command::new("git")
        .arg("--git-dir")
        .arg(repository)
        .args(args)
        .env("GIT_INDEX_FILE", repository.join("stranger-index"))
        .envs([
            ("GIT_AUTHOR_NAME", "x"),
            ("GIT_AUTHOR_EMAIL", "x@x.example"),
        ])
        .envs([
            ("GIT_COMMITTER_NAME", "x"),
            ("GIT_COMMITTER_EMAIL", "x@x.example"),
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("git");
    child
        .stdin
        .take()
        .expect("an input")
        .write_all(input)
        .expect("taken");
    let ended = child.wait_with_output().expect("its end");
    let text = String::from_utf8_lossy(&ended.stdout).trim().to_owned();
    ended.status.success().then_some(text)
}

fn bare(repository: &Path) {
    git(repository, &["init", "-q", "--bare"], b"").expect("a repository");
    for name in [
        "uploadpack.allowFilter",
        "uploadpack.allowAnySHA1InWant",
        "http.receivepack",
    ] {
        git(repository, &["config", name, "true"], b"").expect("configured");
    }
}

fn settings(remote: String) -> GitSettings {
    GitSettings {
        remote,
        branch: "pages".into(),
        append: false,
        user: LOGIN.0.into(),
        token_variable: "STILLUP_GIT_TOKEN".into(),
        cname: false,
        ssh: SshSettings::default(),
    }
}

/// A publisher that remembers nothing.
fn made(settings: &GitSettings, token: Option<&str>) -> Git {
    by(Path::new("/dev/null"), settings, token)
}

/// A publisher of the site in this folder.
fn by(site: &Path, settings: &GitSettings, token: Option<&str>) -> Git {
    let token = token.map(Secret::new);
    Git::new(settings, site, &surroundings(), token, None).expect("settings")
}

/// What readers get of the branch.
fn public(repository: &Path) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("tar");
    let path = archive.display().to_string();
    if git(
        repository,
        &["archive", "--format=tar", "-o", &path, "pages"],
        b"",
    )
    .is_none()
    {
        return BTreeMap::new();
    }
    let out = folder.path().join("out");
    std::fs::create_dir(&out).expect("a folder");
    let done = Command::new("tar")
        .arg("-xf")
        .arg(&archive)
        .arg("-C")
        .arg(&out)
        .status();
    assert!(done.expect("tar").success());
    files(&out)
}

impl Place for Branch {
    const ARRIVES_WHOLE: bool = true;
    const ROUNDS: u64 = 3;
    const STRIDE: usize = 3;
    fn new() -> Self {
        crate::daemons::installed(&["git"], "git");
        let root = tempfile::tempdir().expect("a folder");
        bare(&root.path().join("status.git"));
        Branch(root, AtomicUsize::new(0))
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        let remote = format!("file://{}", self.0.path().join("status.git").display());
        // Every second one is of a machine that published before.
        let site = match self.1.fetch_add(1, Ordering::SeqCst) % 2 {
            0 => self.0.path().join("site"),
            _ => "/dev/null".into(),
        };
        Box::new(by(&site, &settings(remote), None))
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        Box::new(MortalMirror {
            mirror: self.mirror(),
            life,
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        public(&self.0.path().join("status.git"))
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        let repository = self.0.path().join("status.git");
        if git(&repository, &["read-tree", "pages"], b"").is_none() {
            return;
        }
        match bytes {
            Some(bytes) => {
                let object =
                    git(&repository, &["hash-object", "-w", "--stdin"], bytes).expect("an object");
                let entry = format!("100644,{object},{path}");
                git(
                    &repository,
                    &["update-index", "--add", "--cacheinfo", &entry],
                    b"",
                )
                .expect("added");
            }
            None => {
                let line = format!("0 {}\t{path}\n", "0".repeat(40));
                git(
                    &repository,
                    &["update-index", "--index-info"],
                    line.as_bytes(),
                )
                .expect("removed");
            }
        }
        let tree = git(&repository, &["write-tree"], b"").expect("a tree");
        let commit = git(
            &repository,
            &["commit-tree", &tree, "-p", "pages", "-m", "by hand"],
            b"",
        );
        git(
            &repository,
            &["update-ref", "refs/heads/pages", &commit.expect("a commit")],
            b"",
        )
        .expect("moved");
    }
}

async fn refused(git: &Git) -> String {
    let problem = send(git, &release(FIRST, 1))
        .await
        .expect_err("refused")
        .problem;
    let (why, hint) = (
        problem.why.unwrap_or_default(),
        problem.hint.unwrap_or_default(),
    );
    assert!(
        !format!("{why}{hint}").contains(LOGIN.1),
        "no secret: {why} {hint}"
    );
    format!("{}\nbecause: {why}\nhint: {hint}", problem.what)
}

#[tokio::test]
async fn the_branch_is_one_commit_or_all_of_them() {
    for (append, commits) in [(false, "1"), (true, "3")] {
        let place = Branch::new();
        let repository = place.0.path().join("status.git");
        let settings = GitSettings {
            append,
            ..settings(repository.display().to_string())
        };
        for number in 1..=3 {
            let files = if number % 2 == 0 { SECOND } else { FIRST };
            send(&made(&settings, None), &release(files, number))
                .await
                .expect("sent");
        }
        assert_eq!(
            git(&repository, &["rev-list", "--count", "pages"], b"").as_deref(),
            Some(commits)
        );
        holds(&place, &release(FIRST, 3));
    }
}

/// A repository behind HTTP, and the settings that lead there.
fn behind_http() -> (Daemon, PathBuf, GitSettings) {
    let server = git_http();
    let repository = server.folder.join("git/status.git");
    bare(&repository);
    crate::daemons::web::open_to_all(&server.folder);
    let settings = settings(format!("http://127.0.0.1:{}/git/status.git", server.port));
    (server, repository, settings)
}

#[tokio::test]
async fn it_works_over_http_with_a_token_and_tells_a_wrong_one() {
    let (_server, repository, settings) = behind_http();
    for (number, files) in [(1, FIRST), (2, SECOND)] {
        send(&made(&settings, Some(LOGIN.1)), &release(files, number))
            .await
            .expect("sent");
    }
    let held = public(&repository);
    assert_eq!(held["index.html"], b"home of two");
    let told = refused(&made(&settings, Some("wrong"))).await;
    assert!(
        told.starts_with(&format!("cannot read `{}`\nbecause: ", settings.remote)),
        "{told}"
    );
    assert!(
        told.ends_with(
            "hint: a token that may write to the repository, in the variable that `env.token` names"
        ),
        "{told}"
    );
}

/// Requests so far, and what was read in answers: the server writes each down once it has answered.
fn asked(server: &crate::daemons::Daemon) -> (usize, u64) {
    let log = std::fs::read_to_string(server.folder.join("requests")).unwrap_or_default();
    let read = log.lines().filter_map(|line| line.split(' ').next());
    let read = read.filter_map(|bytes| bytes.parse::<u64>().ok());
    (log.lines().count(), read.sum())
}

/// A site with as many pages, all of the same age.
fn long(pages: usize, home: &str) -> Vec<(String, String)> {
    let page = |number| {
        (
            format!("incidents/{number:05}.html"),
            format!("<p>{number}"),
        )
    };
    let mut files: Vec<(String, String)> = (0..pages).map(page).collect();
    files.push(("index.html".into(), home.into()));
    files
}

#[tokio::test]
async fn a_look_asks_three_times_and_who_published_before_reads_no_list() {
    let (server, repository, settings) = behind_http();
    let site = tempfile::tempdir().expect("a folder");
    let stranger = Path::new("/dev/null");
    let publish = async |site: &Path, home: &str, number| {
        let files = long(2_000, home);
        let files: Vec<(&str, &str)> = files.iter().map(|(at, text)| (&**at, &**text)).collect();
        let (requests, read) = asked(&server);
        let mirror = by(site, &settings, Some(LOGIN.1));
        send(&mirror, &release(&files, number)).await.expect("sent");
        let (after, in_all) = asked(&server);
        (after - requests, in_all - read)
    };
    publish(site.path(), "one", 1).await;
    // Some 30 bytes for each of 2,000 names.
    let (_, list) = publish(stranger, "two", 2).await;
    assert!(list > 50_000, "{list}");
    for number in [3, 4] {
        let (requests, read) = publish(site.path(), &format!("home {number}"), number).await;
        assert!(requests <= 14 && read < 12_000, "{requests} {read}");
        assert_eq!(
            public(&repository)["index.html"],
            format!("home {number}").as_bytes()
        );
    }
    for site in [site.path(), stranger] {
        let (requests, read) = publish(site, "home 4", 4).await;
        assert!(requests == 3 && read < 4_000, "{requests} {read}");
    }
}

#[tokio::test]
async fn what_is_remembered_may_be_old_or_damaged_and_is_not_kept_of_hosts_that_send_everything() {
    for append in [false, true] {
        let place = Branch::new();
        let repository = place.0.path().join("status.git");
        let settings = GitSettings {
            append,
            ..settings(repository.display().to_string())
        };
        let (one, two) = (place.0.path().join("one"), place.0.path().join("two"));
        let send = async |site: &Path, files, number| {
            let mirror = by(site, &settings, None);
            send(&mirror, &release(files, number)).await.expect("sent");
            holds(&place, &release(files, number));
        };
        let memory = || {
            let kept = std::fs::read_dir(one.join(".stillup/cache/git"));
            let kept: Vec<_> = kept.into_iter().flatten().flatten().collect();
            assert!(kept.len() <= 1, "{kept:?}");
            kept.into_iter().next().map(|entry| entry.path())
        };
        send(&one, FIRST, 1).await;
        // Older than what is there.
        send(&two, SECOND, 2).await;
        send(&two, FIRST, 3).await;
        send(&one, SECOND, 4).await;
        let path = memory().expect("a file");
        let whole = std::fs::read(&path).expect("bytes");
        let cut = whole[..whole.len() - 1].to_vec();
        let other = [b"0".repeat(40).as_slice(), &whole[40..]].concat();
        for (damaged, number) in [Vec::new(), b"x\n".to_vec(), cut, other]
            .into_iter()
            .zip(5..)
        {
            std::fs::write(&path, damaged).expect("written");
            send(&one, if number % 2 == 0 { SECOND } else { FIRST }, number).await;
            assert_eq!(memory().as_ref(), Some(&path), "{number}");
        }
        // The host gives out nothing in part any more.
        for name in ["uploadpack.allowFilter", "uploadpack.allowAnySHA1InWant"] {
            git(&repository, &["config", name, "false"], b"").expect("configured");
        }
        send(&one, FIRST, 9).await;
        assert_eq!(memory().as_ref(), Some(&path));
        std::fs::remove_file(&path).expect("removed");
        send(&one, SECOND, 10).await;
        assert_eq!(memory(), None);
        let commits = if append { "10" } else { "1" };
        let counted = git(&repository, &["rev-list", "--count", "pages"], b"");
        assert_eq!(counted.as_deref(), Some(commits));
    }
}

#[tokio::test]
async fn it_works_over_ssh() {
    let place = Branch::new();
    let (path, ssh) = (place.0.path().join("status.git"), SSHD.settings());
    let mut settings = settings(format!(
        "ssh://{}@127.0.0.1:{}{}",
        crate::daemons::user(),
        SSHD.daemon.port,
        path.display()
    ));
    settings.ssh = SshSettings {
        identity: ssh.identity,
        known_hosts: ssh.known_hosts,
        ..SshSettings::default()
    };
    send(&made(&settings, None), &release(FIRST, 1))
        .await
        .expect("sent");
    holds(&place, &release(FIRST, 1));
    settings.ssh.known_hosts = Some(SSHD.file("no_hosts").display().to_string());
    let told = refused(&made(&settings, None)).await;
    assert!(told.contains("Host key verification failed"), "{told}");
    assert!(told.ends_with("hint: git = { identity = \"…\", known_hosts = \"…\" }   # the key, and the server's own"), "{told}");
}

#[tokio::test]
async fn a_repository_that_is_not_there_and_a_protected_branch_are_told() {
    let told = refused(&made(&settings("/none/such.git".into()), None)).await;
    assert!(
        told.starts_with("cannot read `/none/such.git`\nbecause: "),
        "{told}"
    );
    assert!(
        told.ends_with(
            "hint: git ls-remote REMOTE   # shows whether it is there and whether you may read it"
        ),
        "{told}"
    );
    let place = Branch::new();
    let repository = place.0.path().join("status.git");
    git(
        &repository,
        &["config", "receive.denyNonFastForwards", "true"],
        b"",
    )
    .expect("configured");
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("sent");
    let told = refused_again(&place).await;
    assert!(
        told.ends_with(
            "hint: history = \"append\"   # where the branch is protected from being rewritten"
        ),
        "{told}"
    );
}

async fn refused_again(place: &Branch) -> String {
    let problem = send(&*place.mirror(), &release(SECOND, 2))
        .await
        .expect_err("refused")
        .problem;
    format!(
        "{}\nhint: {}",
        problem.what,
        problem.hint.unwrap_or_default()
    )
}
