//! What only the kind `dir` promises: which folders it takes for its own, and what it leaves beside them.

use crate::place::{InPlace, Linked, Place};
use crate::promises::{FIRST, SECOND, holds, release, send};
use std::collections::BTreeMap;
use std::os::unix::fs::{MetadataExt as _, symlink};
use std::path::Path;
use stillup::publish::fence::{self, Allowed, Sent};
use stillup::publish::mirror::dir::trouble::trouble;
use stillup::publish::mirror::dir::{Dir, DirSettings};

fn dir(root: &Path, path: &str) -> Dir {
    Dir::new(root, &DirSettings { path: path.into() })
}

async fn refused(mirror: &Dir) -> String {
    let problem = send(mirror, &release(FIRST, 1))
        .await
        .expect_err("refused")
        .problem;
    let hint = problem.hint.unwrap_or_default();
    format!("{}\nhint: {hint}", problem.what)
}

#[tokio::test]
async fn unchanged_files_are_shared_between_releases_and_keep_their_time() {
    let place = Linked::new();
    let root = place.root();
    send(&*place.mirror(), &release(FIRST, 1))
        .await
        .expect("the first");
    let before = std::fs::metadata(root.join("www/incidents/api.html")).expect("a page");
    let same: Vec<_> = FIRST
        .iter()
        .map(|(path, text)| {
            if *path == "index.html" {
                (*path, "new")
            } else {
                (*path, *text)
            }
        })
        .collect();
    send(&*place.mirror(), &release(&same, 2))
        .await
        .expect("the second");
    let after = std::fs::metadata(root.join("www/incidents/api.html")).expect("a page");
    assert_eq!(
        (before.ino(), before.mtime_nsec()),
        (after.ino(), after.mtime_nsec())
    );
    assert_eq!(after.nlink(), 2);
}

#[tokio::test]
async fn only_the_last_few_releases_stay() {
    let place = Linked::new();
    for number in 1..=14 {
        let files = if number % 2 == 0 { SECOND } else { FIRST };
        send(&*place.mirror(), &release(files, number))
            .await
            .expect("sent");
    }
    let names = |folder: &str| {
        std::fs::read_dir(place.root().join(folder))
            .expect("a folder")
            .count()
    };
    assert_eq!(names("www.stillup/releases"), 11);
    assert_eq!(names("www.stillup/claims"), 0);
}

#[tokio::test]
async fn a_real_folder_is_changed_in_place_and_said_so() {
    let place = InPlace::new();
    let sent = send(&*place.mirror(), &release(FIRST, 1)).await;
    assert!(
        matches!(sent, Ok(Sent::Live { in_place: true, .. })),
        "{sent:?}"
    );
    assert!(!place.root().join("www").is_symlink());
}

#[tokio::test]
async fn a_folder_with_something_in_it_is_taken_only_when_adopted() {
    let place = InPlace::new();
    place.set("wp-config.php", Some(b"theirs"));
    place.set("index.html", Some(b"their home page"));
    let text = refused(&dir(&place.root(), "www")).await;
    assert!(text.starts_with("not empty: `"), "{text}");
    assert!(
        text.ends_with(
            "hint: stillup publish --adopt   # keeps what is there, and writes beside it"
        ),
        "{text}"
    );
    let allowed = Allowed {
        adopt: true,
        ..Allowed::default()
    };
    let first = release(FIRST, 1);
    fence::send(&*place.mirror(), &first, &BTreeMap::new(), allowed)
        .await
        .expect("adopted");
    holds(&place, &first);
    assert_eq!(place.public()["wp-config.php"], b"theirs");
}

#[tokio::test]
async fn somebody_elses_link_is_followed_and_stays() {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(root.path().join("docroot")).expect("a folder");
    symlink("docroot", root.path().join("www")).expect("a link");
    send(&dir(root.path(), "www"), &release(FIRST, 1))
        .await
        .expect("sent");
    assert!(root.path().join("docroot/index.html").is_file());
    assert_eq!(
        std::fs::read_link(root.path().join("www")).expect("a link"),
        Path::new("docroot")
    );
}

#[tokio::test]
async fn what_cannot_be_a_folder_is_told_apart() {
    let root = tempfile::tempdir().expect("a folder");
    std::fs::write(root.path().join("file"), "").expect("a file");
    symlink("nowhere", root.path().join("dangling")).expect("a link");
    assert_eq!(
        refused(&dir(root.path(), "file")).await,
        "`file` is a file, not a folder\nhint: name a folder in `dir = { path = \"…\" }`"
    );
    assert_eq!(
        refused(&dir(root.path(), "dangling")).await,
        "cannot follow the link `dangling`\nhint: "
    );
    let absolute = root.path().join("unmounted/www").display().to_string();
    let expected = format!(
        "the folder that `{absolute}` would be in is not there\nhint: mkdir -p {}   # or mount the disk it is on",
        root.path().join("unmounted").display()
    );
    assert_eq!(refused(&dir(root.path(), &absolute)).await, expected);
    assert!(
        refused(&dir(root.path(), "file/www"))
            .await
            .starts_with("cannot ")
    );
    send(&dir(root.path(), "made/for/us"), &release(FIRST, 1))
        .await
        .expect("made within the site's folder");
}

#[tokio::test]
async fn a_folder_where_a_page_has_to_go_is_told() {
    let place = InPlace::new();
    send(&*place.mirror(), &release(&FIRST[4..], 1))
        .await
        .expect("the first");
    place.set("incidents/api.html/inside", Some(b"theirs"));
    let problem = send(&*place.mirror(), &release(FIRST, 2))
        .await
        .expect_err("refused")
        .problem;
    assert_eq!(problem.what, "cannot put in place `www/incidents/api.html`");
    assert_eq!(
        problem.hint.as_deref(),
        Some("a folder stands where a file has to be: move it away")
    );
}

#[test]
fn a_full_a_read_only_and_a_forbidden_disk_each_have_their_cure() {
    use std::io::{Error, ErrorKind};
    let hint = |kind: ErrorKind| {
        trouble("write", "www/index.html", &Error::from(kind))
            .problem
            .hint
            .unwrap_or_default()
    };
    assert!(hint(ErrorKind::StorageFull).starts_with("df -h"));
    assert!(hint(ErrorKind::ReadOnlyFilesystem).starts_with("mount"));
    assert!(hint(ErrorKind::PermissionDenied).starts_with("ls -ld"));
    assert!(trouble("write", "x", &Error::from(ErrorKind::TimedOut)).again);
    assert!(!trouble("write", "x", &Error::from(ErrorKind::StorageFull)).again);
}
