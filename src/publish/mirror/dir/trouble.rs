//! What a disk could not do, in words.

use crate::problem::Problem;
use crate::publish::mirror::Trouble;
use std::io::{Error, ErrorKind};

/// What could not be done to what, why, and what to try.
pub fn trouble(doing: &str, path: &str, error: &Error) -> Trouble {
    let hint = match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Some("df -h   # make room, then publish again")
        }
        ErrorKind::PermissionDenied => {
            Some("ls -ld   # the folder has to be writable for whoever publishes")
        }
        ErrorKind::ReadOnlyFilesystem => Some("mount   # the disk is mounted read-only"),
        // The second is what making a folder says.
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            Some("a file stands where a folder has to be: move it away")
        }
        ErrorKind::IsADirectory => Some("a folder stands where a file has to be: move it away"),
        _ => None,
    };
    let again = matches!(
        error.kind(),
        ErrorKind::Interrupted
            | ErrorKind::TimedOut
            | ErrorKind::ResourceBusy
            | ErrorKind::StaleNetworkFileHandle
    );
    let problem = Problem::error("disk", format!("cannot {doing} `{path}`")).because(error);
    Trouble {
        problem: match hint {
            Some(hint) => problem.hint(hint),
            None => problem,
        },
        again,
    }
}
