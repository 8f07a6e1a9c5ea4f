//! Every link leads somewhere, and none to the site by its own address.

use super::sample::{busy, now, quiet, text, theme, tree};
use crate::render::host_files;
use crate::tree::Tree;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What publishing itself writes; pages may point at it.
const PUBLISHED: &[&str] = &["generation.json"];

/// The values of an attribute of a page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(start.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

/// Where a relative link leads, as a path of the tree and an anchor.
fn target(page: &str, link: &str) -> (String, Option<String>) {
    let (path, anchor) = link
        .split_once('#')
        .map_or((link, None), |(path, anchor)| (path, Some(anchor.into())));
    if path.is_empty() {
        return (page.into(), anchor);
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => assert!(
                parts.pop().is_some(),
                "{page}: {link} leads out of the site"
            ),
            part => parts.push(part),
        }
    }
    (parts.join("/"), anchor)
}

fn pages(tree: &Tree) -> Vec<(&String, String)> {
    let html = tree.files.keys().filter(|path| path.ends_with(".html"));
    html.map(|path| (path, text(tree, path))).collect()
}

#[test]
fn every_relative_link_leads_to_a_file_and_an_anchor_of_the_tree() {
    let later = super::sample::time("2027-11-20 14:36");
    for tree in [
        tree(busy(), now()),
        tree(busy(), later),
        tree(quiet(), now()),
    ] {
        let mut seen = 0;
        for (page, html) in pages(&tree) {
            for link in values(&html, "href")
                .into_iter()
                .chain(values(&html, "src"))
            {
                if link.contains(':') {
                    continue;
                }
                seen += 1;
                let (path, anchor) = target(page, link);
                assert!(
                    tree.files.contains_key(&path) || PUBLISHED.contains(&path.as_str()),
                    "{page}: nothing is at {link} ({path})"
                );
                if let Some(anchor) = anchor {
                    let there = text(&tree, &path);
                    assert!(
                        values(&there, "id").contains(&anchor.as_str()),
                        "{page}: {path} has no {anchor}"
                    );
                }
            }
        }
        assert!(seen > 100, "{seen} links were looked at");
    }
}

#[test]
fn only_the_canonical_link_and_the_list_of_copies_are_absolute_to_the_site() {
    let tree = tree(busy(), now());
    for (page, html) in pages(&tree) {
        let canonical = page.strip_suffix("index.html").unwrap_or(page);
        let canonical = format!("https://status.acme.example/{canonical}");
        let (above, _) = html.split_once("<footer>").unwrap_or((&html, ""));
        let others: Vec<&str> = values(above, "href")
            .into_iter()
            .filter(|link| link.starts_with("https://status.acme.example"))
            .collect();
        let moved = html.contains("http-equiv=\"refresh\"");
        // In each language, and for readers of none of them.
        let said = if moved || page.ends_with("embed.html") {
            1
        } else {
            4
        };
        assert_eq!(others.len(), said, "{page}: {others:?}");
        assert!(moved || others[0] == canonical, "{page}: {others:?}");
    }
}

#[test]
fn no_page_needs_anything_from_elsewhere() {
    let tree = tree(busy(), now());
    for (page, html) in pages(&tree) {
        for link in values(&html, "src") {
            assert!(!link.contains("//"), "{page}: {link}");
        }
        // Words that are not shown yet: no browser runs or fetches those.
        let html = html.replace("<script type=\"text/html\">", "");
        for word in [
            "<script ",
            "@import",
            "url(",
            " style=\"",
            "<link rel=\"stylesheet",
        ] {
            assert!(
                !html.contains(word) || page == "snippets.html",
                "{page}: {word}"
            );
        }
    }
}

#[test]
fn ids_stand_once_on_a_page() {
    let tree = tree(busy(), now());
    for (page, html) in pages(&tree) {
        let mut seen = BTreeSet::new();
        for id in values(&html, "id") {
            assert!(seen.insert(id), "{page}: {id} stands twice");
        }
    }
}

#[test]
fn a_former_address_leads_to_the_page_and_never_out_of_the_site() {
    let mut site = busy();
    site.incidents[0].aliases = [
        "x/",
        "/issues/storage",
        "incidents/2026-10-03-disk",
        "old.html",
        "../up",
        "a//b",
        "https://other.example/x",
        "index.html",
        "c/..",
        ".",
    ]
    .map(Into::into)
    .into();
    let tree = tree(site, now());
    for path in [
        "x/index.html",
        "issues/storage/index.html",
        "incidents/2026-10-03-disk.html",
        "incidents/2026-10-03-disk/index.html",
        "old.html",
    ] {
        let html = text(&tree, path);
        let link = values(&html, "href")[1];
        assert_eq!(
            target(path, link).0,
            "incidents/2026-10-03-storage.html",
            "{path}"
        );
        assert!(html.contains(&format!("url={link}")), "{path}");
    }
    let moved = tree.files.keys().filter(|path| {
        path.ends_with(".html") && text(&tree, path).contains("http-equiv=\"refresh\"")
    });
    assert_eq!(moved.count(), 5);
}

#[test]
fn a_404_links_from_the_top_of_its_mirror() {
    let site = Arc::new(busy());
    let standing = Arc::new(crate::status::at(&site, now()));
    for (address, base) in [
        ("https://x.example", "/"),
        ("https://x.example/", "/"),
        ("https://x.example/status", "/status/"),
        ("https://x.example/a/b/", "/a/b/"),
    ] {
        let files =
            host_files(&site, &standing, &theme(), address).expect("the built-in page works");
        let html = String::from_utf8(files["404.html"].bytes()).expect("UTF-8");
        assert!(
            values(&html, "href").contains(&format!("{base}components/api.html").as_str()),
            "{address}"
        );
        for link in values(&html, "href") {
            assert!(
                link.contains(':') || link.starts_with(base) || link.starts_with('#'),
                "{address}: {link}"
            );
        }
        assert_eq!(
            files.keys().collect::<Vec<_>>(),
            ["404.html", "_headers", "robots.txt"]
        );
        let headers = String::from_utf8(files["_headers"].bytes()).expect("UTF-8");
        assert!(headers.starts_with(&format!("{base}*\n")), "{headers}");
    }
}
