//! Sites and everything that must come of them.
//!
//! Each folder of `tests/sites` is a case, and its name is the sentence it proves: `site/` goes in at
//! the moment `case.toml` names, and `expected/` is what comes out, file by file. `problems.txt` holds
//! every problem and finding as a person reads them. With `shows`, `case.toml` names the files that are
//! pinned in full; of all others the names are, in `other-files.txt`. A case without a `stillup.toml`
//! has that of `tests/sites`. `BLESS=1 cargo test --test sites` rewrites what is expected; read it then.
//!
//! On every case: all links resolve inside the tree and none is absolute to the site itself; JSON, XML,
//! feeds and calendars parse; v2 documents validate; only files that say so change with the edition.
#![allow(clippy::disallowed_methods, reason = "edge: tests read the repository")]

#[path = "../benches/build/generator.rs"]
mod generator;
mod harness;

use harness::case::Case;
use libtest_mimic::{Arguments, Failed, Trial};
use std::sync::Arc;

fn main() {
    let args = Arguments::from_args();
    let bless = std::env::var_os("BLESS").is_some();
    let cases: Vec<Arc<Case>> = Case::all().into_iter().map(Arc::new).collect();
    let mut trials: Vec<Trial> = cases
        .iter()
        .map(|case| {
            let case = Arc::clone(case);
            Trial::test(case.name.clone(), move || {
                case.run(bless).map_err(Failed::from)
            })
        })
        .collect();
    trials.extend(harness::named::trials(&cases));
    libtest_mimic::run(&args, trials).exit();
}
