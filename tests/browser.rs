//! The page in a real Chromium: really published, really served, on loopback.
//!
//! What is measured on pages is in `look`, what a reader sees as time passes in `age`, and what happens when
//! hosts die in `survive`. `tests/run browser` installs what it needs.
#![allow(
    clippy::disallowed_methods,
    reason = "edge: tests run programs and serve files"
)]

#[path = "browser/age.rs"]
mod age;
#[path = "browser/chromium.rs"]
mod chromium;
#[path = "browser/copy.rs"]
mod copy;
#[path = "browser/dress.rs"]
mod dress;
#[path = "browser/languages.rs"]
mod languages;
#[path = "browser/look.rs"]
mod look;
#[path = "peers/nu.rs"]
mod nu;
#[path = "browser/previews.rs"]
mod previews;
#[path = "browser/site.rs"]
mod site;
#[path = "browser/survive.rs"]
mod survive;
#[path = "browser/text.rs"]
mod text;
#[path = "browser/weight.rs"]
mod weight;
