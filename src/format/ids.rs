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
        let mut id = of_moment(at);
        if count > 1 {
            id.push_str(&format!("-{count}"));
        }
        (id, count)
    }
}

/// `u-20261120T140500Z`, digit by digit: every update of every file has such an id.
fn of_moment(at: DateTime<Utc>) -> String {
    let Some(year) = u32::try_from(at.year()).ok().filter(|year| *year < 10_000) else {
        return at.format("u-%Y%m%dT%H%M%SZ").to_string();
    };
    let pairs = [
        year / 100,
        year % 100,
        at.month(),
        at.day(),
        at.hour(),
        at.minute(),
        at.second(),
    ];
    let mut id = String::with_capacity(24);
    id.push_str("u-");
    for (place, number) in pairs.into_iter().enumerate() {
        if place == 4 {
            id.push('T');
        }
        for digit in [number / 10, number % 10] {
            id.push(char::from(b'0' + digit as u8));
        }
    }
    id.push('Z');
    id
}

#[cfg(test)]
mod tests {
    use super::of_moment;
    use chrono::DateTime;

    #[test]
    fn an_id_by_hand_is_what_chrono_writes() {
        let many = (0..2_000i64).map(|step| step * 3_999_971 - 5_000_000_000);
        for at in many.filter_map(|second| DateTime::from_timestamp(second, 0)) {
            assert_eq!(of_moment(at), at.format("u-%Y%m%dT%H%M%SZ").to_string());
        }
    }
}
