//! A reader's browser in the client's namespace, while hosts and names really die.

use crate::chromium::Chromium;
use crate::space::Lab;
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn a_reader_still_gets_the_page() {
    crate::within("reader::a_reader_still_gets_the_page", play);
}

/// The address they know.
const KNOWN: &str = "http://status-acme.tlda/";

/// Workers need `https` or this machine; the lab has neither, so the browser is told to trust its names.
const TRUST: &str =
    "--unsafely-treat-insecure-origin-as-secure=http://status-acme.tlda,http://acme-status.tldb";

fn browser() -> Chromium {
    let mut browser = Chromium::within(
        &["ip", "netns", "exec", "client"],
        &["--no-proxy-server", TRUST],
    );
    browser.reader(crate::chromium::Reader::default());
    browser
}

fn play(lab: &Lab) {
    // One of two hosts of the name is a black hole, and one of its two name servers too: a browser that was
    // never here finds the other.
    for dead in ["t1", "t2"] {
        lab.fail(&[dead]);
        let mut stranger = browser();
        let began = Instant::now();
        let told = stranger.go(KNOWN);
        eprintln!(
            "without {dead}: the page came after {:.1?}",
            began.elapsed()
        );
        assert_eq!(
            told["title"], "All Systems Operational \u{b7} Acme Status",
            "{told}"
        );
        assert!(began.elapsed() < Duration::from_secs(30));
    }
    // Here once; then the whole name is gone, with its top-level domain. The other copy is shown, as such.
    lab.fail(&[]);
    let mut known = browser();
    known.go(KNOWN);
    known.ask("controlled", json!({}));
    lab.fail(&["tlda", "t1", "t2"]);
    let began = Instant::now();
    known.ask("reload", json!({}));
    known.ask("until", json!({ "words": "acme-status.tldb" }));
    eprintln!(
        "without the name: another copy came after {:.1?}",
        began.elapsed()
    );
    let text = known.text("body");
    assert!(
        text.contains("Acme Status") && text.contains("does not answer"),
        "{text}"
    );
}
