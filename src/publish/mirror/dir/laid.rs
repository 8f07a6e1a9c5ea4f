//! Folders of files that lie on this disk already, taken as they are instead of being written.
#![expect(clippy::disallowed_methods, reason = "edge: this is the disk")]

use crate::publish::mirror::Write;
use crate::tree::{Body, Laid};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

/// Moves folders at the top to below `under`, where all that lies in them is wanted, and tells which files are left
/// to be written.
pub(super) fn take(under: &Path, mut files: Vec<Write>) -> Vec<Write> {
    let laid = files.iter().find_map(|write| Some(lies(write)?.0));
    let Some((laid, folder)) = laid.and_then(|laid| Some((Arc::clone(laid), laid.folder()?)))
    else {
        return files;
    };
    let top = |write: &Write| {
        let (of, top) = lies(write)?;
        Arc::ptr_eq(of, &laid).then(|| top.to_owned())
    };
    let mut wanted: HashMap<String, usize> = HashMap::new();
    for top in files.iter().filter_map(top) {
        *wanted.entry(top).or_default() += 1;
    }
    // What cannot be moved is written.
    let mv = |top: &str| {
        let made = std::fs::create_dir_all(under);
        made.and_then(|()| std::fs::rename(folder.join(top), under.join(top)))
    };
    wanted.retain(|top, count| laid.count(top) == *count && mv(top).is_ok());
    files.retain(|write| top(write).is_none_or(|top| !wanted.contains_key(&top)));
    files
}

/// Where a file lies, if it does, and in which folder at the top.
fn lies(write: &Write) -> Option<(&Arc<dyn Laid>, &str)> {
    let (top, _) = write.path.split_once('/')?;
    match &write.file.body {
        Body::Laid(laid, _) => Some((laid, top)),
        Body::Held(..) | Body::OnDemand(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::take;
    use crate::publish::mirror::Write;
    use crate::tree::{Body, File, Laid};
    use bytes::Bytes;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    #[derive(Debug)]
    struct Folder(PathBuf);

    impl Laid for Folder {
        fn folder(&self) -> Option<PathBuf> {
            Some(self.0.clone())
        }

        fn count(&self, top: &str) -> usize {
            let files = std::fs::read_dir(self.0.join(top));
            files.map_or(0, Iterator::count)
        }
    }

    fn lay(folder: &Path, paths: &[&str]) -> Arc<dyn Laid> {
        for path in paths {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "laid").unwrap();
        }
        Arc::new(Folder(folder.to_owned()))
    }

    fn write(path: &str, laid: Option<&Arc<dyn Laid>>) -> Write {
        let mut file = File::new(path, "held");
        if let Some(laid) = laid {
            let make = || [Bytes::new(), Bytes::from_static(b"anew")];
            file.body = Body::Laid(Arc::clone(laid), Arc::new(make));
        }
        Write {
            path: path.to_owned(),
            file,
        }
    }

    fn left(under: &Path, files: Vec<Write>) -> Vec<String> {
        let left = take(under, files);
        left.into_iter().map(|write| write.path).collect()
    }

    #[test]
    fn a_folder_is_taken_when_all_of_it_is_wanted() {
        let root = tempfile::tempdir().unwrap();
        let (shelf, under) = (root.path().join("shelf"), root.path().join("claim/files"));
        let laid = &lay(&shelf, &["a/1", "a/2", "b/1", "b/2", "c/1"]);
        let other = &lay(&root.path().join("other"), &["c/1"]);
        let files = vec![
            write("index.html", None),
            write("a/1", Some(laid)),
            write("a/2", Some(laid)),
            write("a/3", None),
            write("b/1", Some(laid)),
            write("c/1", Some(other)),
        ];
        assert_eq!(left(&under, files), ["index.html", "a/3", "b/1", "c/1"]);
        let read = |path: &str| std::fs::read_to_string(under.join(path)).ok();
        assert_eq!(read("a/2").as_deref(), Some("laid"));
        assert_eq!(read("b/1"), None, "b/2 is not wanted");
        assert_eq!(read("c/1"), None, "that lies somewhere else");
    }

    #[test]
    fn what_cannot_be_moved_is_written() {
        let root = tempfile::tempdir().unwrap();
        let (shelf, under) = (root.path().join("shelf"), root.path().join("files"));
        let laid = &lay(&shelf, &["a/1", "b/1"]);
        lay(&under, &["a/there"]);
        let files = vec![write("a/1", Some(laid)), write("b/1", Some(laid))];
        assert_eq!(left(&under, files), ["a/1"]);
        std::fs::remove_dir_all(&shelf).unwrap();
        let again = vec![write("b/1", Some(laid))];
        assert_eq!(left(&under, again), ["b/1"]);
    }
}
