//! What is fetched of the branch: as little as a question needs. Lists of names grow with the history, so a look at
//! what is live goes without them: the commit's own words name the two files that it needs.

use super::{Repository, TIP};
use crate::net::program::Ended;
use crate::publish::mirror::Trouble;
use crate::publish::{generation, marker};
use std::collections::BTreeMap;

/// Files that every publish asks for, and the word of the commit's message that names the object of each.
const NAMED: [(&str, &str); 2] = [
    (marker::PATH, "Stillup-Marker"),
    (generation::PATH, "Stillup-Head"),
];

/// How many objects there are at most when only a commit was fetched. Hosts that know no filter send everything.
const COMMIT: usize = 1;

/// The message of a commit, with the objects it names.
pub fn message(number: u64, objects: &BTreeMap<String, String>) -> String {
    let named = NAMED.iter().filter_map(|(path, word)| {
        let object = objects.get(*path)?;
        Some(format!("{word}: {object}\n"))
    });
    format!(
        "Publish generation {number}\n\n{}",
        named.collect::<String>()
    )
}

/// Files whose objects a commit's message names.
pub fn paths() -> Vec<&'static str> {
    NAMED.iter().map(|(path, _)| *path).collect()
}

/// The objects that a commit's message names, by path; none where somebody else wrote it.
pub fn named(message: &str) -> BTreeMap<String, String> {
    let object = |word: &str| {
        let line = message.lines().find_map(|line| line.strip_prefix(word));
        let object = line?.strip_prefix(": ")?.trim();
        let is_one = object.len() >= 40 && object.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_one.then(|| object.to_owned())
    };
    let named = NAMED.iter();
    named
        .filter_map(|(path, word)| Some(((*path).to_owned(), object(word)?)))
        .collect()
}

impl Repository {
    async fn fetch_by(&self, how: &[&str]) -> Result<Ended, Trouble> {
        let spec = format!("+{}:{TIP}", self.branch);
        let mut args = vec!["fetch", "-q", "--depth=1", "--no-tags"];
        args.extend(how);
        args.extend(["origin", &spec]);
        self.git(&args, b"").await
    }

    /// The branch's commit, without any of its names; nothing when there is no such branch.
    pub async fn fetch(&self) -> Result<Option<String>, Trouble> {
        let ended = self.fetch_by(&["--filter=tree:0"]).await?;
        if ended.well() {
            self.whole.get_or_try_init(|| self.has_more()).await?;
            let tip = self.local(&["rev-parse", TIP], b"").await?;
            return Ok(Some(tip.text().trim().to_owned()));
        }
        if ended.said.contains("couldn't find remote ref") {
            return Ok(None);
        }
        Err(self.refused("read", &ended))
    }

    /// Whether there is more than a commit.
    async fn has_more(&self) -> Result<bool, Trouble> {
        let counted = self.local(&["count-objects", "-v"], b"").await?;
        let text = counted.text();
        let counts = text.lines().filter_map(|line| {
            let (what, count) = line.split_once(": ")?;
            matches!(what, "count" | "in-pack").then(|| count.trim().parse::<usize>().ok())?
        });
        Ok(counts.sum::<usize>() > COMMIT)
    }

    /// What a commit's message names, with the objects themselves.
    pub async fn fetch_named(&self, commit: &str) -> Result<BTreeMap<String, String>, Trouble> {
        let message = self.local(&["cat-file", "commit", commit], b"").await?;
        let named = named(&message.text());
        if self.whole.get() == Some(&true) || named.is_empty() {
            return Ok(named);
        }
        let objects: String = named.values().map(|object| format!("{object}\n")).collect();
        let args = [
            // What is here is not told: whoever has a commit has all that is in it, hosts believe.
            "-c",
            "fetch.negotiationAlgorithm=noop",
            "fetch",
            "-q",
            "--no-tags",
            "--no-write-fetch-head",
            "--filter=blob:none",
            "--stdin",
            "origin",
        ];
        let ended = self.git(&args, objects.as_bytes()).await?;
        // Where they cannot be had like that, they are looked up among the names.
        Ok(if ended.well() { named } else { BTreeMap::new() })
    }

    /// All names of the branch, and no file.
    pub async fn fetch_names(&self) -> Result<(), Trouble> {
        if self.whole.get() == Some(&true) {
            return Ok(());
        }
        let ended = self.fetch_by(&["--refetch", "--filter=blob:none"]).await?;
        match ended.well() {
            true => Ok(()),
            false => Err(self.refused("read", &ended)),
        }
    }

    /// Every file of the branch, too.
    pub async fn fetch_all(&self) -> Result<(), Trouble> {
        let ended = self.fetch_by(&["--refetch", "--no-filter"]).await?;
        match ended.well() {
            true => Ok(()),
            false => Err(self.refused("read", &ended)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BTreeMap, message, named};

    #[test]
    fn a_commit_names_what_every_publish_asks_for() {
        let objects = BTreeMap::from([
            (".stillup/marker.json".to_owned(), "a".repeat(40)),
            ("generation.json".to_owned(), "0".repeat(64)),
        ]);
        let text = message(7, &objects);
        assert!(text.starts_with("Publish generation 7\n\nStillup-Marker: aaa"));
        assert_eq!(named(&format!("tree 1\nauthor x\n\n{text}")), objects);
    }

    #[test]
    fn a_strangers_commit_names_nothing() {
        for text in [
            "",
            "Update index.html\n",
            "Stillup-Marker: HEAD\n",
            "Stillup-Marker: --output=x\n",
        ] {
            assert_eq!(named(text), BTreeMap::new(), "{text}");
        }
    }
}
