//! What customers have read does not disappear by accident.

use crate::keys::{list, seed};
use crate::site::Site;

const API: &str = "incidents/2026-11-20-api.md";
const SLOW: &str = "incidents/2026-10-03-slow.md";
const MORE: &str = "\n## 2026-11-20 14:20 UTC - identified\n\nA bad push. We are rolling back.\n";

/// Published, with two updates in its open incident.
fn published() -> Site {
    let site = Site::new();
    site.append(API, MORE);
    site.expect("publish", 0);
    site
}

const AGAIN: &str = "publish --now 2026-11-20T14:40:00Z";

fn kept(site: &Site, id: &str, talk: &str) {
    assert!(talk.contains("as customers have read it"), "{talk}");
    assert!(
        talk.contains(&format!("hint: stillup publish --retract {id} ")),
        "{talk}"
    );
    let api = site.read("public/three/index.html");
    assert!(api.contains("API: requests fail"), "the rest is published");
}

#[test]
fn a_deleted_file_keeps_its_page_until_it_is_retracted() {
    let site = published();
    let page = |site: &Site| site.read("public/one/incidents/2026-10-03-slow.html");
    let before = page(&site);
    std::fs::remove_file(site.path(SLOW)).expect("a file");
    site.append(
        API,
        "\n## 2026-11-20 14:35 UTC - monitoring\n\nRolled back.\n",
    );
    let ran = site.expect(AGAIN, 1);
    assert_eq!(
        ran.talk.split("\none ").next().unwrap_or_default(),
        "error: `2026-10-03-slow` would disappear: it stays as customers have read it\n\
         --> incidents/2026-10-03-slow.md\n\
         because: u-20261003T080000Z to u-20261003T090000Z are no longer in its file\n\
         hint: stillup publish --retract 2026-10-03-slow   # if customers shall not read it any more"
    );
    assert_eq!(page(&site), before);
    assert!(site.read("public/one/index.html").contains("Rolled back."));
    assert!(site.read("public/one/history.html").contains("2026-10"));
    assert!(
        site.read("public/one/api/v2/incidents.json")
            .contains("2026-10-03-slow")
    );
    // It is carried on: the next publish knows it still.
    let ran = site.expect("publish --now 2026-11-20T15:40:00Z", 1);
    kept(&site, "2026-10-03-slow", &ran.talk);
    site.expect(
        "publish --now 2026-11-20T15:41:00Z --retract 2026-10-03-slow",
        0,
    );
    assert!(
        !site
            .path("public/one/incidents/2026-10-03-slow.html")
            .exists()
    );
    site.expect("publish --now 2026-11-20T15:42:00Z", 0);
}

#[test]
fn an_update_that_is_taken_out_of_its_file_stays() {
    let site = published();
    let text = site.read(API);
    site.write(API, &text.replace(MORE, ""));
    let plan = site.expect("plan --now 2026-11-20T14:40:00Z", 1);
    assert!(plan.talk.contains("would lose an update"), "{}", plan.talk);
    let ran = site.expect(AGAIN, 1);
    kept(&site, "2026-11-20-api", &ran.talk);
    assert!(
        ran.talk
            .contains("because: u-20261120T142000Z is no longer in its file"),
        "{}",
        ran.talk
    );
    assert!(
        site.read("public/one/incidents/2026-11-20-api.html")
            .contains("rolling back")
    );
    site.expect("publish --strict --now 2026-11-20T14:41:00Z", 1);
    site.expect(
        "publish --now 2026-11-20T14:42:00Z --retract 2026-11-20-api",
        0,
    );
    assert!(
        !site
            .read("public/one/incidents/2026-11-20-api.html")
            .contains("rolling back")
    );
}

#[test]
fn an_emptied_file_and_one_made_a_draft_stay() {
    for text in ["", "---\ndraft: true\n---\n# API\n", "# Something else\n"] {
        let site = published();
        site.write(API, text);
        let ran = site.expect(AGAIN, 1);
        kept(&site, "2026-11-20-api", &ran.talk);
        assert!(
            site.read("public/two/index.html").contains("rolling back"),
            "{text}"
        );
    }
}

#[test]
fn half_of_the_incidents_on_another_branch_stay() {
    let site = published();
    for day in 1..=5 {
        std::fs::remove_file(site.path(&format!("incidents/2026-10-0{day}-slow.md")))
            .expect("a file");
    }
    let ran = site.expect(AGAIN, 1);
    assert_eq!(
        ran.talk.matches("would disappear").count(),
        5,
        "{}",
        ran.talk
    );
    for day in 1..=9 {
        assert!(
            site.path(&format!("public/one/incidents/2026-10-0{day}-slow.html"))
                .exists()
        );
    }
}

#[test]
fn what_is_still_said_is_no_loss() {
    let text = published().read(API);
    let corrected = text.replace("14:20 UTC", "14:22 UTC");
    let unreadable = text.replace(
        "## 2026-11-20 14:20 UTC - identified",
        "## 2026-11-20 at 14:20 we identified it",
    );
    let broken = format!("---\nimpact: [\n---\n{text}");
    for (file, code) in [(&corrected, 0), (&unreadable, 0), (&broken, 1)] {
        let site = published();
        site.write(API, file);
        let ran = site.run(AGAIN);
        assert!(
            !ran.talk.contains("customers have read"),
            "{file}{}",
            ran.talk
        );
        assert_eq!(ran.code, code, "{file}{}", ran.talk);
        assert!(site.read("public/one/index.html").contains("rolling back"));
    }
}

#[test]
fn an_incident_that_moved_keeps_its_old_address() {
    let new = "incidents/2026-10-03-everything-slow.md";
    for (alias, code) in [
        ("---\naliases: [incidents/2026-10-03-slow]\n---\n", 0),
        ("", 1),
    ] {
        let site = published();
        let text = site.read(SLOW);
        std::fs::remove_file(site.path(SLOW)).expect("a file");
        site.write(new, &format!("{alias}{text}"));
        let ran = site.expect(AGAIN, code);
        assert!(!ran.talk.contains("customers have read"), "{}", ran.talk);
        assert_eq!(
            code == 1,
            ran.talk.contains("its old address leads there"),
            "{}",
            ran.talk
        );
        let old = site.read("public/one/incidents/2026-10-03-slow.html");
        assert!(old.contains("2026-10-03-everything-slow.html"), "{old}");
        assert!(
            site.path("public/one/incidents/2026-10-03-everything-slow.html")
                .exists()
        );
    }
}

#[test]
fn a_copy_that_was_tampered_with_is_not_believed() {
    let site = Site::new();
    list(&site, &[1]);
    let signed = [("STILLUP_SIGNING_KEY", seed(1))];
    let signed: Vec<(&str, &str)> = signed
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let publish = |now: &str| site.run_with(&format!("publish --now {now}"), &signed);
    site.append(API, MORE);
    assert_eq!(publish("2026-11-20T14:30:00Z").code, 0);
    // It says that it is newer, and that there never was such an incident.
    let head = site.path("public/two/generation.json");
    let text = std::fs::read_to_string(&head).expect("a head");
    let mut forged: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    forged["generation"] = (forged["generation"].as_u64().expect("a number") + 1).into();
    std::fs::remove_file(&head).expect("it goes");
    std::fs::write(&head, format!("{forged:#}\n")).expect("it is forged");
    let words = site.path("public/two/stillup/source/2026-10.tar.gz");
    std::fs::remove_file(&words).expect("it goes");
    std::fs::write(&words, "evil words").expect("it is forged");
    std::fs::remove_file(site.path(SLOW)).expect("a file");
    let ran = publish("2026-11-20T14:40:00Z");
    assert_eq!(ran.code, 1, "{}", ran.talk);
    kept(&site, "2026-10-03-slow", &ran.talk);
    let page = site.read("public/two/incidents/2026-10-03-slow.html");
    assert!(page.contains("Fast.") && !page.contains("evil"), "{page}");
}

#[test]
fn where_nothing_is_believed_it_is_said_and_the_news_gets_out() {
    let site = Site::new();
    site.expect("publish", 0);
    list(&site, &[1]);
    site.append(API, MORE);
    let signed = seed(1);
    let ran = site.run_with(AGAIN, &[("STILLUP_SIGNING_KEY", &signed)]);
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(ran.talk.contains("no copy is believed"), "{}", ran.talk);
    assert!(site.read("public/one/index.html").contains("rolling back"));
}
