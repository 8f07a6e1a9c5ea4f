//! What becomes of files of ours that a release does not need: pages go at once, what pages of
//! earlier generations may still ask for stays for a while.

use super::manifest;
use super::marker::Retired;
use super::mirror::Removal;
use crate::tree::Digest;
use std::collections::BTreeMap;

/// What becomes of them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fate {
    /// What the marker has to remember.
    pub retired: BTreeMap<String, Retired>,
    /// What stays for now.
    pub linger: Vec<String>,
    /// What goes, sorted by path.
    pub remove: Vec<Removal>,
}

/// Decides it: `dropped` is held now, `before` was retired by earlier releases, `in_doubt` may have
/// been written by a publisher who did not finish. What is wanted is left alone. What pages of earlier
/// generations may ask for stays for `kept` further ones.
pub fn retire<'a>(
    dropped: Vec<(&String, Digest)>,
    before: impl Iterator<Item = (&'a String, &'a Retired)>,
    in_doubt: &BTreeMap<String, Option<Digest>>,
    wanted: impl Fn(&str) -> bool,
    kept: u8,
) -> Fate {
    let mut fate = Fate::default();
    let mut remove: BTreeMap<&str, Vec<Digest>> = BTreeMap::new();
    for (path, digest) in &dropped {
        if !wanted(path) {
            let left = if manifest::is_immutable(path) {
                kept
            } else {
                0
            };
            let digest = *digest;
            fate.retired
                .insert((*path).clone(), Retired { digest, left });
        }
    }
    for (path, retired) in before {
        if wanted(path) || fate.retired.contains_key(path) {
            continue;
        }
        match retired.left.min(kept) {
            // It should have gone last time; whoever did it may have died over it.
            0 => remove.entry(path).or_default().push(retired.digest),
            left => {
                let digest = retired.digest;
                let left = left - 1;
                fate.retired.insert(path.clone(), Retired { digest, left });
            }
        }
    }
    for (path, would) in in_doubt {
        let lingers = fate
            .retired
            .get(path)
            .is_some_and(|retired| retired.left > 0);
        if !wanted(path) && !lingers {
            remove.entry(path).or_default().extend(would);
        }
    }
    for (path, retired) in &fate.retired {
        match retired.left {
            0 => remove.entry(path).or_default().push(retired.digest),
            _ => fate.linger.push(path.clone()),
        }
    }
    let removal = |(path, ours): (&str, Vec<Digest>)| Removal {
        path: path.to_owned(),
        ours,
    };
    fate.remove = remove.into_iter().map(removal).collect();
    fate
}

#[cfg(test)]
mod tests {
    use super::{Fate, retire};
    use crate::publish::marker::{KEPT, Retired};
    use crate::tree::Digest;
    use std::collections::BTreeMap;

    fn fate(dropped: &[&str], before: &[(&str, u8)], in_doubt: &[&str]) -> Fate {
        let digest = Digest::of(b"ours");
        let dropped: Vec<String> = dropped.iter().map(ToString::to_string).collect();
        let before: BTreeMap<String, Retired> = before
            .iter()
            .map(|(path, left)| {
                (
                    path.to_string(),
                    Retired {
                        digest,
                        left: *left,
                    },
                )
            })
            .collect();
        let doubt = in_doubt
            .iter()
            .map(|path| (path.to_string(), None))
            .collect();
        let dropped = dropped.iter().map(|path| (path, digest)).collect();
        retire(
            dropped,
            before.iter(),
            &doubt,
            |path| path == "wanted.html",
            KEPT,
        )
    }

    fn gone(fate: &Fate) -> Vec<&str> {
        fate.remove
            .iter()
            .map(|removal| removal.path.as_str())
            .collect()
    }

    #[test]
    fn a_page_goes_at_once_and_an_asset_lingers() {
        let fate = fate(&["old.html", "assets/a.0.svg", "wanted.html"], &[], &[]);
        assert_eq!(gone(&fate), ["old.html"]);
        assert_eq!(fate.linger, ["assets/a.0.svg"]);
        assert_eq!(fate.retired["assets/a.0.svg"].left, 3);
        assert_eq!(fate.retired["old.html"].left, 0);
    }

    #[test]
    fn what_lingered_long_enough_goes_and_is_looked_for_once_more() {
        let last = fate(&[], &[("assets/a.0.svg", 1)], &[]);
        assert_eq!(gone(&last), ["assets/a.0.svg"]);
        assert_eq!(last.retired["assets/a.0.svg"].left, 0);
        let after = fate(&[], &[("assets/a.0.svg", 0)], &[]);
        assert_eq!(gone(&after), ["assets/a.0.svg"]);
        assert!(after.retired.is_empty());
    }

    #[test]
    fn what_a_dead_publisher_may_have_written_goes_unless_it_is_wanted() {
        assert_eq!(
            gone(&fate(&[], &[], &["half.html", "wanted.html"])),
            ["half.html"]
        );
    }
}
