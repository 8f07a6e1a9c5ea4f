//! What a person types and sees: transcripts in `tests/console`, run as they stand.
//!
//! `TRYCMD=overwrite cargo test --test console` writes what is seen now; read it before you keep it.

#[test]
fn what_a_person_types_and_sees() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("NO_COLOR", "1")
        .case("tests/console/*.trycmd");
}
