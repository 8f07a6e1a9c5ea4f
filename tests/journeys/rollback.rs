//! Putting an earlier generation back, with the program itself.

use crate::keys::{list, public, seed};
use crate::site::{Ran, Site};
use stillup::publish::generation::Generation;

const API: &str = "incidents/2026-11-20-api.md";

fn run(site: &Site, words: &str, code: i32) -> Ran {
    let ran = site.run_with(words, &[("STILLUP_SIGNING_KEY", &seed(1))]);
    assert_eq!(ran.code, code, "stillup {words}\n{}{}", ran.data, ran.talk);
    ran
}

fn generation(site: &Site, mirror: &str) -> u64 {
    let head = site.read(&format!("public/{mirror}/generation.json"));
    let head = Generation::verified(head.as_bytes(), &[public(1)]).expect("signed");
    head.generation
}

/// Two generations on three mirrors, the second of which is changed in place.
fn published() -> (Site, u64) {
    let site = Site::new();
    list(&site, &[1]);
    std::fs::create_dir_all(site.path("public/two")).expect("a folder");
    run(&site, "publish", 0);
    let first = generation(&site, "one");
    site.append(
        API,
        "\n## 2026-11-20 14:31 UTC - identified\n\nA bad push.\n",
    );
    run(&site, "publish --now 2026-11-20T14:32:00Z", 0);
    (site, first)
}

#[test]
fn an_earlier_generation_comes_back_as_a_new_one_everywhere() {
    let (site, first) = published();
    let ran = run(&site, "rollback --now 2026-11-20T14:33:00Z", 0);
    assert_eq!(
        ran.data,
        format!("{first}  2026-11-20 14:30 UTC  one, three\n")
    );

    // What customers have read does not disappear unless it is meant to.
    let words = format!("rollback {first} --now 2026-11-20T14:33:00Z");
    let ran = run(&site, &words, 1);
    assert_eq!(
        ran.talk,
        format!(
            "error: an update that customers have read would disappear\n\
             because: `incidents/2026-11-20-api.html#u-20261120T143100Z`\n\
             hint: stillup rollback {first} --force\n"
        )
    );
    let ran = run(&site, &format!("{words} --force"), 0);
    let new = generation(&site, "one");
    assert!(new > first);
    for mirror in ["one", "two", "three"] {
        assert_eq!(generation(&site, mirror), new, "{mirror}");
        let page = site.read(&format!("public/{mirror}/incidents/2026-11-20-api.html"));
        assert!(!page.contains("A bad push"), "{mirror}");
    }
    assert!(
        ran.talk.ends_with(&format!(
            "generation {new} says again what {first} said, and how old that is;\n\
             the next publish replaces it by what the files say: mend those before it runs\n"
        )),
        "{}",
        ran.talk
    );
    // Rolled forward: the files win again with the next publish.
    run(&site, "publish --now 2026-11-20T14:34:00Z", 0);
    assert!(
        site.read("public/two/incidents/2026-11-20-api.html")
            .contains("A bad push")
    );
}

#[test]
fn what_cannot_be_compared_is_not_put_back_by_accident() {
    let (site, first) = published();
    for mirror in ["one", "two", "three"] {
        let lists = site.path(&format!("public/{mirror}/stillup/manifest"));
        std::fs::remove_dir_all(lists).expect("its lists");
    }
    let words = format!("rollback {first} --now 2026-11-20T14:33:00Z");
    let ran = run(&site, &words, 1);
    assert_eq!(
        ran.talk,
        format!(
            "error: updates that customers have read may disappear\n\
             because: no mirror's own list of what it holds can be read\n\
             hint: stillup rollback {first} --force\n"
        )
    );
    run(&site, &format!("{words} --force"), 0);
    assert!(
        !site
            .read("public/one/incidents/2026-11-20-api.html")
            .contains("A bad push")
    );
}

#[test]
fn ten_are_kept_and_prune_takes_the_rest() {
    let site = Site::new();
    list(&site, &[1]);
    for minute in 10..24 {
        let words = format!("publish --only one --now 2026-11-20T{minute}:40:00Z");
        run(&site, &words, 0);
    }
    let listed = |site: &Site| {
        run(site, "rollback --now 2026-11-20T23:50:00Z", 0)
            .data
            .lines()
            .count()
    };
    assert_eq!(listed(&site), 10);
    let ran = run(&site, "prune --keep 3", 0);
    assert_eq!(
        ran.talk,
        "one  7 earlier generations removed, 3 kept\ntwo  keeps no earlier generation\nthree  keeps no earlier generation\n"
    );
    assert_eq!(listed(&site), 3);
}

#[test]
fn what_nobody_keeps_or_signed_cannot_be_put_back() {
    let (site, first) = published();
    let ran = run(&site, "rollback 7", 1);
    assert_eq!(
        ran.talk,
        "error: no mirror holds generation 7 beside what it serves\n\
         because: only mirrors that switch whole folders keep earlier ones: `dir` and `sftp` with releases\n\
         hint: git revert …   # and `stillup publish`: the files of the site know everything\n"
    );
    // A stranger who can write to the host cannot have his own put back.
    list(&site, &[2]);
    let ran = site.run("rollback");
    assert!(!ran.data.contains(&first.to_string()), "{}", ran.data);
    assert_eq!(
        ran.talk,
        "earlier generations that no key of the site has signed, or that cannot be read, are not put back\n"
    );
}
