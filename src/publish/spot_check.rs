//! Which files a publish asks a mirror for, where each takes a request: never more of them however long the history
//! is, by turns, so that whatever was deleted or cut comes back when its turn comes.
//!
//! There are two rounds. What is read with every page (assets, components, feeds) is asked for again after a few
//! publishes, and does not wait behind years of incidents.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Included, Unbounded};

/// How many files of each round one publish asks for.
pub const TURN: usize = 64;

/// How far the rounds have come: the path each asked for last. Kept by the mirror, since publishers change; and not
/// reckoned from the generation, which is a time and may step over the same turns for ever.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Among what changes often, and publishing's own files.
    pub hot: String,
    /// Among what was written once, and is history.
    pub past: String,
}

impl Asked {
    /// No round has begun.
    pub fn is_nothing(&self) -> bool {
        *self == Asked::default()
    }
}

/// The next files of a round with their lengths: those behind the last that was asked for, and from the first on
/// again. `last` moves on.
pub fn turn(files: &BTreeMap<String, u64>, last: &mut String) -> Vec<(String, u64)> {
    let behind = files.range::<str, _>((Excluded(last.as_str()), Unbounded));
    let again = files.range::<str, _>((Unbounded, Included(last.as_str())));
    let turn = behind.chain(again).take(TURN);
    let turn: Vec<(String, u64)> = turn.map(|(path, length)| (path.clone(), *length)).collect();
    if let Some((path, _)) = turn.last() {
        path.clone_into(last);
    }
    turn
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, TURN, turn};
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
    use proptest::sample::Index;
    use std::collections::BTreeSet;

    fn files(names: &BTreeSet<u16>) -> BTreeMap<String, u64> {
        let file = |name: &u16| (format!("incidents/{name}.html"), u64::from(*name));
        names.iter().map(file).collect()
    }

    proptest! {
        #[test]
        fn every_file_is_asked_for_within_as_many_publishes_as_turns(
            names in btree_set(any::<u16>(), 0..600),
            mut last in "[a-z/0-9.]{0,20}",
        ) {
            let files = files(&names);
            let mut asked = BTreeSet::new();
            for _ in 0..files.len().div_ceil(TURN) {
                let turn = turn(&files, &mut last);
                prop_assert!(turn.len() <= TURN);
                let once: BTreeSet<&String> = turn.iter().map(|(path, _)| path).collect();
                prop_assert_eq!(once.len(), turn.len());
                asked.extend(turn);
            }
            prop_assert_eq!(asked, files.into_iter().collect());
        }

        #[test]
        fn files_that_come_and_go_keep_nobody_from_their_turn(
            names in btree_set(any::<u16>(), 1..300),
            more in vec(any::<u16>(), 10),
            wanted in any::<Index>(),
        ) {
            let mut files = files(&names);
            let wanted = files.keys().nth(wanted.index(files.len())).expect("one of them").clone();
            let (mut last, mut publishes) = (String::new(), 0);
            while !turn(&files, &mut last).iter().any(|(path, _)| *path == wanted) {
                // One more with each publish, and the one that was asked for last is gone.
                files.insert(format!("incidents/{}.html", more[publishes % more.len()]), 0);
                if last != wanted {
                    files.remove(&last);
                }
                publishes += 1;
                prop_assert!(publishes <= (names.len() + more.len()).div_ceil(TURN));
            }
        }
    }

    #[test]
    fn there_may_be_nothing_to_ask_for() {
        let mut last = "gone.html".to_owned();
        assert_eq!(turn(&BTreeMap::new(), &mut last), []);
        assert_eq!(last, "gone.html");
    }
}
