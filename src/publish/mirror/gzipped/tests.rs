use super::super::memory::Memory;
use super::{Gzipped, kept_at, shown};
use crate::publish::fence::rename::{Folder as _, Renames, private};
use crate::publish::gzip;
use crate::publish::mirror::{Mirror, Write};
use crate::tree::File;
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert_eq, proptest};
use std::collections::BTreeMap;

fn write(path: &str, bytes: &[u8]) -> Write {
    Write {
        path: path.into(),
        file: File::new(path, bytes.to_vec()),
    }
}

/// Puts a file in place, as publishing does.
async fn publish(folder: &Gzipped<Memory>, path: &str, bytes: &[u8]) {
    let files = vec![write(path, bytes)];
    folder.put("claim/files", files).await.expect("put");
    let moves = vec![(format!("claim/files/{path}"), path.to_owned())];
    assert_eq!(folder.promote(moves).await, Ok(1));
}

fn wait_for<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(work)
}

proptest! {
    #[test]
    fn any_file_is_read_as_it_was_written(
        path in "[a-z]{1,3}(/[a-z.]{1,6}){0,2}(\\.(html|json|png|tar\\.gz|txt|ics)|/metrics)",
        bytes in vec(any::<u8>(), 0..2_000),
    ) {
        let folder = Gzipped::new(Memory::default());
        let read = wait_for(async {
            publish(&folder, &path, &bytes).await;
            folder.read(&path).await
        });
        prop_assert_eq!(read, Ok(Some(bytes)));
    }

    #[test]
    fn any_name_is_shown_as_what_is_kept_under_it(path in "([a-z]{1,3}/){0,2}[a-z]{0,4}(\\.[a-z]{1,5}){0,2}") {
        prop_assert_eq!(shown(kept_at(&path)), path);
    }
}

#[tokio::test]
async fn every_text_is_kept_packed_and_nothing_else_is() {
    let place = Memory::default();
    let folder = Gzipped::new(place.clone());
    for path in [
        "index.html",
        "metrics",
        "a/b.tar.gz",
        "assets/a.0.png",
        "feed.json",
    ] {
        publish(&folder, path, b"some bytes").await;
    }
    let marker = private("marker.json", b"{}".to_vec());
    folder.put(".stillup", vec![marker]).await.expect("put");
    let names: Vec<String> = place.files().into_keys().collect();
    assert_eq!(
        names,
        [
            ".stillup/marker.json.gz",
            "a/b.tar.gz",
            "assets/a.0.png",
            "feed.json.gz",
            "index.html.gz",
            "metrics.gz"
        ]
    );
    for (path, bytes) in place.files() {
        let packed = bytes.starts_with(&[0x1f, 0x8b]);
        let text = path.ends_with(".gz") && !path.ends_with(".tar.gz");
        assert_eq!(packed, text, "{path}");
    }
    let found = folder.list("").await.expect("listed");
    let files = ["feed.json", "index.html", "metrics"];
    assert!(
        files.iter().all(|file| found.contains(&(*file).to_owned())),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_file_is_packed_to_the_same_bytes_each_time() {
    let place = Memory::default();
    let kept = async || {
        let page = "<p>All well</p>\n".repeat(100);
        publish(&Gzipped::new(place.clone()), "index.html", page.as_bytes()).await;
        place.files()["index.html.gz"].clone()
    };
    let first = kept().await;
    assert!(first.len() < 100);
    assert_eq!(kept().await, first);
}

#[tokio::test]
async fn lengths_are_asked_for_as_far_as_they_are_known() {
    let (place, page) = (Memory::default(), "<p>All well</p>\n".repeat(100));
    let folder = Gzipped::new(place.clone());
    publish(&folder, "index.html", page.as_bytes()).await;
    publish(&folder, "a.png", b"PNG").await;
    let lacking = async |folder: &Gzipped<Memory>, path: &str, length| {
        let asked = folder.lacking(vec![(path.into(), length..=length)]).await;
        asked.expect("an answer") == [path]
    };
    let length = page.len() as u64;
    assert!(!lacking(&folder, "index.html", length).await);
    assert!(!lacking(&folder, "a.png", 3).await);
    assert!(lacking(&folder, "gone.html", length).await);
    let damaged = gzip::packed(b"<p>cut</p>");
    place.set("index.html.gz", Some(&damaged));
    place.set("a.png", Some(b"PN"));
    assert!(
        lacking(&folder, "index.html", length).await,
        "it was put here"
    );
    assert!(lacking(&folder, "a.png", 3).await);
    // Another run knows only that it may be one, and this one nothing of another text.
    let other = Gzipped::new(place.clone());
    assert!(!lacking(&other, "index.html", length).await);
    assert!(!lacking(&folder, "index.html", length + 1).await);
    place.set("index.html.gz", Some(&damaged[..19]));
    assert!(lacking(&other, "index.html", length).await);
    place.set("index.html.gz", Some(&gzip::packed(b"")));
    assert!(!lacking(&other, "index.html", 0).await);
}

#[tokio::test]
async fn a_file_that_is_taken_away_goes() {
    let place = Memory::default();
    let folder = Gzipped::new(place.clone());
    publish(&folder, "incidents/a.html", b"a").await;
    folder.make("claim/removed").await.expect("made");
    let moved = folder.rename("incidents/a.html", "claim/removed/0").await;
    assert_eq!(moved, Ok(true));
    assert_eq!(folder.read("incidents/a.html").await, Ok(None));
    folder.remove("claim").await.expect("removed");
    assert_eq!(place.files(), BTreeMap::new());
}

#[tokio::test]
async fn what_is_damaged_is_read_as_it_is() {
    let place = Memory::default();
    place.set("index.html.gz", Some(b"cut"));
    let folder = Gzipped::new(place);
    assert_eq!(folder.read("index.html").await, Ok(Some(b"cut".to_vec())));
}

#[tokio::test]
async fn a_folder_that_was_kept_otherwise_is_refused_even_where_readers_get_nothing() {
    let (plain, packed) = (Memory::default(), Memory::default());
    plain.set(".stillup/marker.json", Some(b"{}"));
    packed.set(".stillup/marker.json.gz", Some(&gzip::packed(b"{}")));
    let packs = Renames {
        folder: Gzipped::new(plain),
    };
    for mirror in [&packs as &dyn Mirror, &packed.mirror()] {
        let trouble = mirror.look(None).await.expect_err("refused");
        assert_eq!(trouble.problem.code, "kept-otherwise");
    }
}
