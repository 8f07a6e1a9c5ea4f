//! Sites and everything that must come of them.
//!
//! Each folder of `tests/sites` is a case, and its name is the sentence it proves: `site/` goes in at
//! the moment `case.toml` names, and `expected/` is what comes out, file by file. `problems.txt` holds
//! every problem and finding as a person reads them. With `shows`, `case.toml` names the files that are
//! pinned in full; of all others the names are, in `other-files.txt`. Archives are
//! unpacked. A case without a `stillup.toml`
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
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Counts what is allocated: work that repeats to the byte, on a busy machine too.
struct Counting;

static ALLOCATED: AtomicU64 = AtomicU64::new(0);

// SAFETY: everything is handed to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATED.fetch_add(layout.size() as u64, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static MEMORY: Counting = Counting;

fn main() {
    let count = std::env::var(harness::named::COUNT).ok();
    if let Some(incidents) = count.and_then(|count| count.parse().ok()) {
        return harness::named::count(incidents, &ALLOCATED);
    }
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
