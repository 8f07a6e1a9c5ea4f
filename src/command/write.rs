//! Writing into the site's folder: whole or not at all, and never over what somebody else wrote meanwhile.

use crate::problem::Problem;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use tempfile::NamedTempFile;

/// Writes a file that must not be there yet, making its folder. False when it is there already.
///
/// # Errors
/// It cannot be written.
pub fn new_file(path: &Path, text: &str) -> Result<bool, Problem> {
    new_bytes(path, text.as_bytes())
}

/// The same for what is no text.
///
/// # Errors
/// It cannot be written.
pub fn new_bytes(path: &Path, bytes: &[u8]) -> Result<bool, Problem> {
    let file = beside(path, bytes).map_err(|why| cannot_write(path, &why))?;
    let why = match file.persist_noclobber(path) {
        Ok(_) => return Ok(true),
        Err(failed) => failed.error,
    };
    if path.exists() {
        return Ok(false);
    }
    // Some file systems have neither a careful rename nor hard links: then without the rename.
    let plain = File::create_new(path).and_then(|mut file| file.write_all(bytes));
    match plain {
        Ok(()) => Ok(true),
        Err(second) if second.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(_) => Err(cannot_write(path, &why)),
    }
}

/// Replaces a file's text, unless it is no longer what we read.
///
/// # Errors
/// It cannot be written, or somebody changed it since.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), Problem> {
    // A link stays a link: what it leads to is replaced.
    let path = &std::fs::canonicalize(path).map_err(|why| cannot_read(path, &why))?;
    let file = beside(path, after.as_bytes()).map_err(|why| cannot_write(path, &why))?;
    let old = File::open(path).map_err(|why| cannot_read(path, &why))?;
    // Another stillup between our look and our rename would be lost. Where there are no locks
    // (some network disks), the look alone has to do.
    let _ = old.lock();
    let now = std::fs::read(path).map_err(|why| cannot_read(path, &why))?;
    if now != before.as_bytes() {
        return Err(changed_meanwhile(path));
    }
    if let Ok(found) = std::fs::metadata(path) {
        let _ = file.as_file().set_permissions(found.permissions());
    }
    file.persist(path)
        .map(drop)
        .map_err(|failed| cannot_write(path, &failed.error))
}

/// Makes a folder, if it is not there.
///
/// # Errors
/// It cannot be made.
pub fn folder(path: &Path) -> Result<(), Problem> {
    std::fs::create_dir_all(path).map_err(|why| cannot_write(path, &why))
}

/// Writes a file whatever is there, whole or not at all.
///
/// # Errors
/// It cannot be written.
pub fn any_file(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Problem> {
    let file = beside(path, bytes.as_ref()).map_err(|why| cannot_write(path, &why))?;
    file.persist(path)
        .map(drop)
        .map_err(|failed| cannot_write(path, &failed.error))
}

fn changed_meanwhile(path: &Path) -> Problem {
    let what = format!(
        "`{}` was changed by somebody else meanwhile",
        path.display()
    );
    Problem::error("changed-meanwhile", what)
        .hint("run the same command again: it will go below what they wrote")
}

/// A whole file, safely on disk in a hidden file beside its place.
fn beside(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".stillup-").suffix(".part");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
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

#[cfg(test)]
mod tests;
