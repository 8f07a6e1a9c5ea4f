//! The physical limit: what any program must at least do that reads this markdown and writes this tree.
//!
//! The markdown is read, turned into HTML by the parser alone and thrown away, and the bytes of a finished
//! tree are written from memory to a new folder. No status, no template, no digest.

use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};

/// The work of one site: where its texts are, and what is to be written.
pub struct Work {
    texts: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Work {
    /// Finds the texts of the site at `site`, and takes the tree built from it at `tree` into memory.
    pub fn of(site: &Path, tree: &Path) -> Self {
        let mut work = Work {
            texts: Vec::new(),
            folders: Vec::new(),
            files: Vec::new(),
        };
        walk(&site.join("incidents"), &mut |path, is_folder| {
            if !is_folder {
                work.texts.push(path.to_owned());
            }
        });
        walk(tree, &mut |path, is_folder| {
            let name = path.strip_prefix(tree).expect("below").to_path_buf();
            match is_folder {
                true => work.folders.push(name),
                false => work
                    .files
                    .push((name, std::fs::read(path).expect("a file"))),
            }
        });
        work
    }

    /// Does it, on one thread, writing to `into`, which must not exist.
    pub fn go(&self, into: &Path) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_TASKLISTS;
        let mut page = String::new();
        for path in &self.texts {
            let text = std::fs::read_to_string(path).expect("markdown");
            page.clear();
            html::push_html(&mut page, Parser::new_ext(&text, options));
            std::hint::black_box(&page);
        }
        std::fs::create_dir_all(into).expect("a new folder");
        for folder in &self.folders {
            std::fs::create_dir(into.join(folder)).expect("a new folder");
        }
        for (name, bytes) in &self.files {
            std::fs::write(into.join(name), bytes).expect("a new file");
        }
    }

    /// How many files the tree has, and how many bytes.
    pub fn size(&self) -> (usize, usize) {
        (
            self.files.len(),
            self.files.iter().map(|(_, bytes)| bytes.len()).sum(),
        )
    }
}

/// Every entry below `root`, folders before what is in them.
fn walk(root: &Path, to: &mut impl FnMut(&Path, bool)) {
    for entry in std::fs::read_dir(root).expect("a folder") {
        let entry = entry.expect("an entry");
        let is_folder = entry.file_type().expect("a kind").is_dir();
        to(&entry.path(), is_folder);
        if is_folder {
            walk(&entry.path(), to);
        }
    }
}
