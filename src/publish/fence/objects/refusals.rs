//! What is said when an object store did not do it.

use crate::problem::Problem;
use crate::publish::mirror::Trouble;

/// Others were quicker each time.
pub(super) fn busy(path: &str) -> Trouble {
    let what = format!("others kept changing `{path}` meanwhile");
    Trouble {
        problem: Problem::error("others-publishing", what).hint("stillup publish"),
        again: true,
    }
}

/// It was taken, and is not there.
pub(super) fn unwritten(path: &str) -> Trouble {
    let what = format!("`{path}` was written and is not there");
    Trouble {
        problem: Problem::error("read-back", what).hint("stillup publish   # writes it anew"),
        again: true,
    }
}
