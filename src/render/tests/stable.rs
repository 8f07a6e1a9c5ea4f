//! What changes a page, and what does not.

use super::sample::{busy, edition, now, quiet, theme, time, tree};
use crate::model::Site;
use crate::render::{render, retime};
use crate::status;
use crate::tree::{Body, Digest, Known, Part, Role, Tree};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Paths whose bytes differ, or that only one of two trees has.
fn changed(a: &Tree, b: &Tree) -> BTreeSet<String> {
    let digest = |tree: &Tree, path: &String| tree.files.get(path).map(|file| file.digest);
    a.files
        .keys()
        .chain(b.files.keys())
        .filter(|path| digest(a, path) != digest(b, path))
        .cloned()
        .collect()
}

fn known_to(site: &Site, known: &Known) -> Tree {
    let standing = Arc::new(status::at(site, now()));
    render(
        &Arc::new(site.clone()),
        &standing,
        &theme(),
        edition(now()),
        known,
    )
    .expect("it renders")
}

#[test]
fn the_same_site_and_edition_give_the_same_bytes() {
    assert_eq!(
        changed(&tree(busy(), now()), &tree(busy(), now())),
        BTreeSet::new()
    );
}

#[test]
fn pages_of_what_is_over_are_the_same_a_year_later() {
    let (today, later) = (tree(busy(), now()), tree(busy(), time("2027-11-21 03:00")));
    for path in [
        "incidents/2026-10-03-storage.html",
        "incidents/2026-11-12-search.html",
        "incidents/z-old-tls.html",
        "history/2026-10.html",
        "history/2026-09.html",
    ] {
        assert_eq!(today.files[path].digest, later.files[path].digest, "{path}");
        assert!(!today.files[path].carries_age, "{path}");
        assert_ne!(today.files[path].part, Part::Hot, "{path}");
    }
    assert!(changed(&today, &later).contains("index.html"));
}

#[test]
fn time_alone_changes_only_pages_that_carry_their_age() {
    let (a, b) = (tree(busy(), now()), tree(busy(), time("2026-11-20 14:50")));
    for path in changed(&a, &b)
        .iter()
        .filter(|path| path.ends_with(".html"))
    {
        assert!(a.files[path].carries_age, "{path}");
    }
}

#[test]
fn a_heartbeat_makes_only_the_age_carrying_files_anew() {
    let site = Arc::new(busy());
    let standing = Arc::new(status::at(&site, now()));
    let before = render(
        &site,
        &standing,
        &theme(),
        edition(now()),
        &Known::default(),
    )
    .expect("it renders");
    let after = retime(
        before.clone(),
        &site,
        &standing,
        &theme(),
        edition(time("2026-11-20 15:10")),
    )
    .expect("it renders");
    let changed = changed(&before, &after);
    let aged = |tree: &Tree| -> BTreeSet<String> {
        tree.files
            .iter()
            .filter(|(_, file)| file.carries_age)
            .map(|(path, _)| path.clone())
            .collect()
    };
    assert_eq!(changed, aged(&before));
    assert_eq!(aged(&before), aged(&after));
    for path in [
        "index.html",
        "embed.html",
        "incidents/2026-11-20-api-errors.html",
        "incidents/2026-11-20-mail.html",
    ] {
        assert!(changed.contains(path), "{path}");
    }
}

#[test]
fn a_heartbeat_is_what_rendering_then_would_have_made() {
    let site = Arc::new(busy());
    let standing = Arc::new(status::at(&site, now()));
    let later = edition(time("2026-11-20 15:10"));
    let before = render(
        &site,
        &standing,
        &theme(),
        edition(now()),
        &Known::default(),
    )
    .expect("it renders");
    let whole = render(&site, &standing, &theme(), later, &Known::default()).expect("it renders");
    let after = retime(before.clone(), &site, &standing, &theme(), later).expect("it renders");
    assert_eq!(changed(&whole, &after), BTreeSet::new());
}

#[test]
fn a_known_page_is_printed_only_when_somebody_reads_it() {
    let first = known_to(&busy(), &Known::default());
    let again = known_to(&busy(), &first.known);
    assert_eq!(changed(&first, &again), BTreeSet::new());
    let on_demand: Vec<&String> = again
        .files
        .iter()
        .filter(|(_, file)| matches!(file.body, Body::OnDemand(_)))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(
        on_demand,
        [
            "de/history/2026-09.html",
            "de/history/2026-10.html",
            "de/incidents/2026-10-03-storage.html",
            "de/incidents/2026-11-12-search.html",
            "de/incidents/z-old-tls.html",
            "de/preview.png",
            "history/2026-09.html",
            "history/2026-10.html",
            "incidents/2026-10-03-storage.html",
            "incidents/2026-11-12-search.html",
            "incidents/z-old-tls.html",
            "preview.png",
            "sitemap/2026-09.xml",
            "sitemap/2026-10.xml"
        ]
    );
    for path in on_demand {
        let (file, before) = (&again.files[path], &first.files[path]);
        assert_eq!(Digest::of(&file.bytes()), file.digest, "{path}");
        assert_eq!(
            (file.length, &file.part, file.role, &file.updates),
            (before.length, &before.part, before.role, &before.updates)
        );
    }
}

#[test]
fn a_changed_file_is_not_known_but_the_others_are() {
    let first = known_to(&busy(), &Known::default());
    let mut site = busy();
    site.incidents[0].digest = [7; 32];
    site.incidents[0].title = "Another title".into();
    let again = known_to(&site, &first.known);
    assert!(changed(&first, &again).contains("incidents/2026-10-03-storage.html"));
    assert!(matches!(
        again.files["incidents/2026-11-12-search.html"].body,
        Body::OnDemand(_)
    ));
}

#[test]
fn one_update_writes_few_pages_however_long_the_history() {
    let mut site = quiet();
    site.incidents = (0..300)
        .map(|n| {
            let day = format!("2025-{:02}-{:02}", 1 + n / 28 % 12, 1 + n % 28);
            super::sample::incident(
                &format!("{day}-{n}"),
                "Old",
                &[
                    &format!("{day} 08:10 investigating api=major_outage | Down."),
                    &format!("{day} 09:10 resolved api=operational | Up."),
                ],
            )
        })
        .collect();
    site.incidents.push(super::sample::open_incident());
    let before = tree(site.clone(), now());
    let last = site.incidents.last_mut().expect("it is there");
    last.updates.push(super::sample::update(
        "2026-11-20 14:35 resolved | It works.",
    ));
    let pages: Vec<String> = changed(&before, &tree(site, now()))
        .into_iter()
        .filter(|path| path.ends_with(".html"))
        .collect();
    // Those of the first language, and the same once more for the other.
    let (foreign, pages): (Vec<_>, Vec<_>) =
        pages.into_iter().partition(|path| path.starts_with("de/"));
    assert!(pages.len() <= 8, "{pages:?}");
    let same: Vec<_> = pages.iter().map(|path| format!("de/{path}")).collect();
    assert_eq!(foreign, same);
}

#[test]
fn home_is_sent_last_and_every_file_has_the_length_and_digest_it_says() {
    let tree = tree(busy(), now());
    for (path, file) in &tree.files {
        let bytes = file.bytes();
        assert_eq!(bytes.len() as u64, file.length, "{path}");
        assert_eq!(Digest::of(&bytes), file.digest, "{path}");
        let home = path == "index.html" || path == "de/index.html";
        assert_eq!(file.role == Role::Home, home, "{path}");
    }
    assert_eq!(
        *tree.files["incidents/2026-10-03-storage.html"].updates,
        [
            "u-20261003T081000Z",
            "u-20261003T090000Z",
            "u-20261003T113000Z",
            "u-20261005T100000Z"
        ]
    );
}
