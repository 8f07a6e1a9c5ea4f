//! Taking something back, to the last byte where that is asked for.

use crate::site::{Site, files};
use std::io::Read as _;

const BAD: &str = "incidents/2026-11-19-leak.md";
const SECRET: &str = "hunter2-swordfish";

fn leaked() -> Site {
    let site = Site::new();
    let text = format!(
        "# Logins fail\n\n## 2026-11-19 08:00 UTC - investigating {{web=degraded_performance}}\n\nThe password is {SECRET}.\n\n![](/incidents/assets/{SECRET}.png)\n\n\
         ## 2026-11-19 09:00 UTC - resolved\n\nDone.\n"
    );
    site.write(BAD, &text);
    site.write(&format!("incidents/assets/{SECRET}.png"), SECRET);
    site.expect("publish", 0);
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 14:35 UTC - monitoring\n\nBetter.\n",
    );
    site.expect("publish --now 2026-11-20T14:40:00Z", 0);
    site
}

/// Every file below `public` that holds the secret, packed or not, release folders and claims included.
fn found(site: &Site) -> Vec<String> {
    let holds = |bytes: &[u8]| {
        let mut plain = Vec::new();
        let unpacked = flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut plain);
        let bytes = if unpacked.is_ok() { &plain } else { bytes };
        bytes
            .windows(SECRET.len())
            .any(|window| window == SECRET.as_bytes())
    };
    let all = files(&site.path("public")).into_iter();
    let found = all.filter(|(path, (bytes, _))| path.contains(SECRET) || holds(bytes));
    found.map(|(path, _)| path).collect()
}

#[test]
fn what_is_erased_is_in_no_byte_of_any_mirror() {
    let site = leaked();
    // Somebody died in the middle of publishing it.
    for mirror in ["one", "two", "three"] {
        let claim = format!("{:016}-{}-{}", 1, "0".repeat(32), "0193a4b5c6d7e01234567");
        site.write(
            &format!("public/{mirror}.stillup/claims/{claim}/release/index.html"),
            SECRET,
        );
    }
    assert!(found(&site).len() > 20, "{:?}", found(&site));
    let ran = site.expect(
        "retract 2026-11-19-leak --erase --now 2026-11-20T14:45:00Z",
        0,
    );
    assert_eq!(found(&site), Vec::<String>::new());
    assert!(!site.path(BAD).exists());
    assert!(
        ran.talk.contains(
            "incidents/2026-11-19-leak.md: deleted here; your repository's history still has it\n"
        ),
        "{}",
        ran.talk
    );
    assert!(
        ran.talk.contains("not erased: caches of readers"),
        "{}",
        ran.talk
    );
    let html = "public/one/incidents/2026-11-19-leak.html";
    assert!(!site.path(html).exists());
    for file in [
        "history/2026-11.html",
        "history.atom",
        "feed.json",
        "api/v2/incidents.json",
        "sitemap/2026-11.xml",
    ] {
        assert!(
            !site
                .read(&format!("public/one/{file}"))
                .contains("2026-11-19-leak"),
            "{file}"
        );
    }
    site.expect("publish --now 2026-11-20T14:46:00Z", 0);
}

#[test]
fn words_are_erased_from_an_incident_that_stays() {
    let site = leaked();
    let text = site
        .read(BAD)
        .replace(&format!("The password is {SECRET}."), "It was reset.");
    let text = text.replace(&format!("![](/incidents/assets/{SECRET}.png)"), "");
    site.write(BAD, &text);
    site.expect(
        "publish --retract 2026-11-19-leak --erase --now 2026-11-20T14:45:00Z",
        0,
    );
    assert_eq!(found(&site), Vec::<String>::new());
    assert!(
        site.read("public/one/incidents/2026-11-19-leak.html")
            .contains("It was reset.")
    );
}

#[test]
fn what_is_retracted_is_set_aside() {
    let site = leaked();
    let ran = site.expect("retract 2026-11-19-laek --erase", 2);
    assert_eq!(
        ran.talk,
        "error: no file here is incident `2026-11-19-laek`\n\
         hint: did you mean `2026-11-19-leak`? If not: `stillup publish --retract 2026-11-19-laek`\n"
    );
    assert!(site.path("incidents/2026-11-19-leak.md").exists());
    let ran = site.expect("retract 2026-11-19-leak --now 2026-11-20T14:45:00Z", 0);
    assert!(
        ran.talk.starts_with(
            "incidents/2026-11-19-leak.md: set aside as incidents/_retracted/2026-11-19-leak.md\n"
        ),
        "{}",
        ran.talk
    );
    assert!(
        !site
            .path("public/one/incidents/2026-11-19-leak.html")
            .exists()
    );
    assert!(
        site.path("incidents/_retracted/2026-11-19-leak.md")
            .exists()
    );
    let ran = site.expect("retract nothing-of-ours --now 2026-11-20T14:46:00Z", 0);
    assert!(
        ran.talk
            .starts_with("no file here is incident `nothing-of-ours`"),
        "{}",
        ran.talk
    );
}

#[test]
fn erasing_names_the_mirror_that_was_not_reached_and_goes_on_with_the_next_run() {
    let site = leaked();
    let away = site.path("public/two.away");
    std::fs::rename(site.path("public/two.stillup"), &away).expect("it is unplugged");
    std::fs::write(site.path("public/two.stillup"), "in the way").expect("a file");
    let ran = site.expect(
        "retract 2026-11-19-leak --erase --now 2026-11-20T14:45:00Z",
        3,
    );
    assert!(
        ran.talk
            .contains("not erased: mirror `two` was not reached"),
        "{}",
        ran.talk
    );
    std::fs::remove_file(site.path("public/two.stillup")).expect("a file");
    std::fs::rename(away, site.path("public/two.stillup")).expect("it is back");
    site.expect(
        "publish --retract 2026-11-19-leak --erase --now 2026-11-20T14:50:00Z",
        0,
    );
    assert_eq!(found(&site), Vec::<String>::new());
}
