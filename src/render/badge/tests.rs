//! Badges say a status in word, shape and colour.

use super::{colour, shape, svg, width};
use crate::model::ComponentStatus::{
    self, DegradedPerformance, MajorOutage, Operational, PartialOutage, UnderMaintenance, Unknown,
};
use crate::render::machine::tests::{acme, edition, rendered};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const ALL: [ComponentStatus; 6] = [
    Operational,
    UnderMaintenance,
    Unknown,
    DegradedPerformance,
    PartialOutage,
    MajorOutage,
];

/// Relative luminance (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let part = |at: usize| {
        let value =
            f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour")) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

#[test]
fn white_on_every_colour_can_be_read() {
    for status in ALL {
        let contrast = 1.05 / (luminance(colour(status)) + 0.05);
        assert!(contrast >= 4.5, "{status:?} has {contrast}");
    }
}

#[test]
fn no_two_statuses_look_alike_without_colour() {
    let shapes: BTreeSet<_> = ALL.into_iter().map(shape).collect();
    assert_eq!(shapes.len(), ALL.len());
}

#[test]
fn the_badge_says_what_it_shows() {
    let text =
        String::from_utf8(svg("A & \"B\" <c>", "Major outage", MajorOutage).expect("written"))
            .expect("text");
    assert!(
        text.contains("<title>A &amp; &quot;B&quot; &lt;c&gt;: Major outage</title>"),
        "{text}"
    );
    assert!(
        text.contains("role=\"img\" aria-label=\"A &amp; &quot;B&quot; &lt;c&gt;: Major outage\""),
        "{text}"
    );
    assert!(width("WWW") > width("iii"));
}

#[test]
fn shields_gets_its_document() {
    let files = rendered(&acme(), edition());
    let read = |path: &str| -> Value { serde_json::from_str(&files[path]).expect("JSON") };
    assert_eq!(
        read("badge.json"),
        json!({ "schemaVersion": 1, "label": "Acme Cloud", "message": "partial outage", "color": "b3470a" })
    );
    assert_eq!(read("components/web.badge.json")["message"], "operational");
    assert!(files["components/db.svg"].contains("Under maintenance"));
}
