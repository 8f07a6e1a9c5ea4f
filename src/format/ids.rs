//! The ids of updates: given, or made of their time; no two the same.

use crate::model::Word;
use chrono::{DateTime, Datelike, Timelike, Utc};
use std::collections::{HashMap, HashSet};

/// Hands out the ids of one file's updates, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// How often an id was made of this second.
    seconds: HashMap<i64, usize>,
    given: HashSet<Word>,
}

impl Ids {
    /// Takes an id as given. False when another update has it.
    pub fn give(&mut self, id: &str) -> bool {
        self.given.insert(id.into())
    }

    /// The id of the next update at this time: `u-20261120T140500Z`, then `-2`, `-3`.
    pub fn derive(&mut self, at: DateTime<Utc>) -> Word {
        loop {
            let (id, count) = self.next(at);
            self.seconds.insert(at.timestamp(), count);
            let id = Word::from(id);
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Whether [`derive`](Ids::derive) would make this id now.
    pub fn would_derive(&self, at: DateTime<Utc>, id: &str) -> bool {
        let (next, _) = self.next(at);
        next == id && !self.given.contains(id)
    }

    fn next(&self, at: DateTime<Utc>) -> (String, usize) {
        let count = self.seconds.get(&at.timestamp()).copied().unwrap_or(0) + 1;
        let mut id = format!("u-{:04}", at.year());
        // Digit by digit: every update of every file has such an id.
        for (before, number) in [
            ("", at.month()),
            ("", at.day()),
            ("T", at.hour()),
            ("", at.minute()),
            ("", at.second()),
        ] {
            id.push_str(before);
            for digit in [number / 10, number % 10] {
                id.extend(char::from_digit(digit, 10));
            }
        }
        id.push('Z');
        if count > 1 {
            id.push_str(&format!("-{count}"));
        }
        (id, count)
    }
}
