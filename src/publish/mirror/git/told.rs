//! What a commit of ours says of itself: the texts that every publisher asks for first, so that a look at what is
//! live fetches one commit and no list of names, which grows with the history.

use crate::publish::{generation, marker};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Files that every publish asks for.
pub const PATHS: [&str; 2] = [marker::PATH, generation::PATH];

/// The word before the name of the tree.
const TREE: &str = "Stillup-Tree: ";

/// How much is said at most, in bytes: a marker that tells of thousands of files on their way out is looked up.
const LIMIT: usize = 64 << 10;

/// What a commit says; nothing where somebody else wrote it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Told {
    /// What the tree was without our own folder: tells whether a stranger changed something since.
    pub tree: Option<String>,
    /// The files' texts, by path.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Told {
    /// The message of the commit that publishes a generation: under each path its text, indented by a space.
    pub fn message(&self, generation: u64) -> String {
        let mut message = format!("Publish generation {generation}\n\n");
        let mut room = LIMIT;
        for path in PATHS {
            let text = self.files.get(path).map(|bytes| std::str::from_utf8(bytes));
            let Some(Ok(text)) = text.filter(|text| text.is_ok_and(|text| text.len() <= room))
            else {
                continue;
            };
            room -= text.len();
            let _ = writeln!(message, "{path}\n {}", text.replace('\n', "\n "));
        }
        if let Some(tree) = &self.tree {
            let _ = writeln!(message, "\n{TREE}{tree}");
        }
        message
    }

    /// As read from a commit's message.
    pub fn parse(message: &str) -> Self {
        let mut told = Told::default();
        let mut lines = message.split('\n').peekable();
        while let Some(line) = lines.next() {
            if let Some(tree) = line.strip_prefix(TREE) {
                told.tree = Some(tree.to_owned());
            }
            if PATHS.contains(&line) {
                let text = std::iter::from_fn(|| {
                    lines
                        .next_if(|line| line.starts_with(' '))
                        .map(|line| &line[1..])
                });
                let text: Vec<&str> = text.collect();
                told.files
                    .insert(line.to_owned(), text.join("\n").into_bytes());
            }
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, LIMIT, PATHS, Told};
    use proptest::prelude::{any, prop_assert_eq, proptest};

    fn told(marker: &str, head: &str) -> Told {
        let files = PATHS.iter().zip([marker, head]);
        let files = files.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Told {
            tree: Some("0".repeat(40)),
            files: files.collect(),
        }
    }

    #[test]
    fn a_commit_says_what_every_publish_asks_for() {
        assert_eq!(
            told("{\n  \"version\": 1\n}", "{}\n").message(7),
            "Publish generation 7\n\n\
             .stillup/marker.json\n {\n   \"version\": 1\n }\n\
             generation.json\n {}\n \n\
             \nStillup-Tree: 0000000000000000000000000000000000000000\n"
        );
    }

    proptest! {
        #[test]
        fn what_it_says_is_read_again(marker in any::<String>(), head in any::<String>()) {
            let told = told(&marker, &head);
            prop_assert_eq!(Told::parse(&told.message(7)), told);
        }
    }

    #[test]
    fn what_would_be_long_is_left_out() {
        let long = "x".repeat(LIMIT - 1);
        let read = Told::parse(&told(&long, "{}").message(7));
        assert_eq!(read.files.keys().collect::<Vec<_>>(), [PATHS[0]]);
        assert_eq!(read.tree, Some("0".repeat(40)));
    }

    #[test]
    fn a_strangers_commit_says_nothing() {
        for text in ["", "Update index.html\n", "about generation.json\n {}\n"] {
            assert_eq!(Told::parse(text), Told::default(), "{text}");
        }
        let empty = Told::parse("generation.json\n");
        assert_eq!(
            empty.files,
            BTreeMap::from([("generation.json".to_owned(), Vec::new())])
        );
    }
}
