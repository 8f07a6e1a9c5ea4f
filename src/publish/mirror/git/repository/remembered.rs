//! `.stillup/cache/git/`: the list of names as it last was, so that a publisher that comes again fetches and sends
//! only what changed in it. One file a branch; may be deleted at any time.
//!
//! It holds the name of a commit, and a pack with that and its folders' lists: none of its files.

use super::{Repository, TIP};
use crate::publish::mirror::Trouble;
use crate::tree::Digest;
use std::path::{Path, PathBuf};

/// Whoever finds a pack so marked asks the branch for what is not in it.
const PROMISED: &str = "--promisor=stillup";

/// Where it is, for a branch of a repository, in the folder of the site.
pub fn path(root: &Path, remote: &str, branch: &str) -> PathBuf {
    let name = Digest::of(format!("{remote}\n{branch}").as_bytes()).to_string();
    root.join(".stillup/cache/git").join(&name[..16])
}

impl Repository {
    /// Takes in what was remembered; the commit whose names are here then. Nothing where that cannot be read: all
    /// names are then fetched.
    pub async fn recall(&self) -> Result<Option<String>, Trouble> {
        let Ok(bytes) = std::fs::read(&self.memory) else {
            return Ok(None);
        };
        let commit = self.take_in(&bytes).await?;
        if commit.is_none() {
            self.forget();
        }
        Ok(commit)
    }

    async fn take_in(&self, bytes: &[u8]) -> Result<Option<String>, Trouble> {
        let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else {
            return Ok(None);
        };
        let (commit, pack) = (String::from_utf8_lossy(&bytes[..end]), &bytes[end + 1..]);
        if commit.len() < 40 || !commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let packed = self.git(&["index-pack", "--stdin", PROMISED], pack).await?;
        let said = self.git(&["cat-file", "commit", &commit], b"").await?;
        if !packed.well() || !said.well() {
            return Ok(None);
        }
        if said.text().contains("\nparent ") {
            // Those before it are not here, and nobody needs them.
            let noted = std::fs::write(self.folder().await?.join("shallow"), format!("{commit}\n"));
            if noted.is_err() {
                return Ok(None);
            }
        }
        let moved = self.git(&["update-ref", TIP, &commit], b"").await?;
        Ok(moved.well().then(|| commit.into_owned()))
    }

    /// Keeps a commit and its lists of names, which are here. Failing is no problem: they are then fetched again.
    pub async fn remember(&self, commit: &str) {
        // Who is sent everything, whatever is asked for, cannot have single files later.
        if self.whole.get() == Some(&true) {
            return;
        }
        let Ok(pack) = self.names_packed(commit).await else {
            return;
        };
        let Some(folder) = self.memory.parent() else {
            return;
        };
        let file =
            std::fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder));
        if let Ok(file) = file {
            let bytes = [format!("{commit}\n").as_bytes(), &pack].concat();
            let _ = std::fs::write(file.path(), bytes).map(|()| file.persist(&self.memory));
        }
    }

    async fn names_packed(&self, commit: &str) -> Result<Vec<u8>, Trouble> {
        let listed = ["ls-tree", "-r", "-t", "-d", "--object-only", commit];
        let folders = self.local(&listed, b"").await?.text();
        let top = self
            .local(&["rev-parse", &format!("{commit}^{{tree}}")], b"")
            .await?;
        let objects = format!("{commit}\n{}{folders}", top.text());
        let packed = self
            .local(&["pack-objects", "-q", "--stdout"], objects.as_bytes())
            .await?;
        self.local(&["update-ref", TIP, commit], b"").await?;
        Ok(packed.out)
    }

    /// Begins anew the next time.
    pub fn forget(&self) {
        let _ = std::fs::remove_file(&self.memory);
    }
}
