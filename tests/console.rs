//! What a person types and sees: transcripts in `tests/console`, run as they stand, and questions
//! answered at a real terminal.
//!
//! `TRYCMD=overwrite cargo test --test console` writes what is seen now; read it before you keep it.
#![allow(clippy::disallowed_methods, reason = "edge: tests run the program")]

#[cfg(target_os = "linux")]
#[path = "console/progress.rs"]
mod progress;
#[cfg(target_os = "linux")]
#[path = "console/questions.rs"]
mod questions;
#[cfg(target_os = "linux")]
#[path = "console/terminal.rs"]
mod terminal;

#[test]
fn what_a_person_types_and_sees() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/console/*.trycmd");
}
