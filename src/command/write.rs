//! Writing into the site's folder: whole or not at all, and never over what somebody else wrote meanwhile.

use crate::problem::Problem;
use std::io::{self, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes a file that must not be there yet, making its folder. False when it is there already.
///
/// # Errors
/// It cannot be written.
pub fn new_file(path: &Path, text: &str) -> Result<bool, Problem> {
    match beside(path, text).and_then(|file| match file.persist_noclobber(path) {
        Ok(_) => Ok(true),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(failed) => Err(failed.error),
    }) {
        Ok(written) => Ok(written),
        Err(_) if path.exists() => Ok(false),
        Err(why) => Err(cannot_write(path, &why)),
    }
}

/// Replaces a file's text, unless it is no longer what we read.
///
/// # Errors
/// It cannot be written, or somebody changed it since.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), Problem> {
    let file = beside(path, after).map_err(|why| cannot_write(path, &why))?;
    let now = std::fs::read(path).map_err(|why| cannot_read(path, &why))?;
    if now != before.as_bytes() {
        return Err(Problem::error(
            "changed-meanwhile",
            format!(
                "`{}` was changed by somebody else meanwhile",
                path.display()
            ),
        )
        .hint("run the same command again: it will go below what they wrote"));
    }
    if let Ok(found) = std::fs::metadata(path) {
        let _ = file.as_file().set_permissions(found.permissions());
    }
    file.persist(path)
        .map(drop)
        .map_err(|failed| cannot_write(path, &failed.error))
}

/// A whole text, safely on disk in a hidden file beside its place.
fn beside(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stillup-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Reading failed.
pub fn cannot_read(path: &Path, why: &io::Error) -> Problem {
    Problem::error("cannot-read", format!("cannot read `{}`", path.display())).because(why)
}

/// Writing failed: say what to try.
fn cannot_write(path: &Path, why: &io::Error) -> Problem {
    let folder = path
        .parent()
        .unwrap_or(Path::new("."))
        .display()
        .to_string();
    let hint = match why.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!(
                "`ls -ld {folder}` shows who may write there; `stillup -C DIR …` works in another clone"
            )
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!(
                "`df -h {folder}` shows what is left; `stillup -C DIR …` works in another clone"
            )
        }
        _ => format!("`ls -ld {folder}`"),
    };
    Problem::error("cannot-write", format!("cannot write `{}`", path.display()))
        .because(why)
        .hint(hint)
}
