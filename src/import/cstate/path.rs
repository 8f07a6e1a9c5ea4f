//! What a file's path says: whether it is an incident, what it is called, and where its page was.

use super::super::Notes;
use super::super::front::{Table, flag, text, texts};

/// Whether a file is an incident; what else has words of its own is noted.
pub(super) fn is_issue(path: &str, front: &Table, notes: &mut Notes) -> bool {
    let list = path.ends_with("/_index.md");
    let inside = path.starts_with("content/issues/");
    if list || (path.starts_with("content/affected/") && !inside) {
        return false;
    }
    if flag(front.get("draft")) == Some(true) {
        notes.add(path, "is a draft and was never public: left out");
        return false;
    }
    match (text(front.get("section")).as_deref(), inside) {
        (Some("issue"), _) => true,
        (_, true) => {
            notes.add(
                path,
                "lacks `section: issue`, so that cState never counted it: imported all the same",
            );
            true
        }
        (_, false) => {
            notes.add(
                path,
                "is a page of its own and no incident: it does not carry over",
            );
            false
        }
    }
}

/// `content/issues/2019/x.md` and `content/issues/x/index.md` are both called `x`.
pub(super) fn name(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let stem = stem.strip_suffix("/index").unwrap_or(stem);
    stem.rsplit('/').next().unwrap_or(stem).to_owned()
}

/// Where the page was: Hugo puts it below its section, in lower case, or where the front matter says.
pub(super) fn addresses(path: &str, name: &str, front: &Table) -> Vec<String> {
    let folder = path
        .strip_prefix("content/")
        .and_then(|it| it.rsplit_once('/'))
        .map_or("issues", |(it, _)| it);
    let folder = folder.strip_suffix(&format!("/{name}")).unwrap_or(folder);
    let slug = text(front.get("slug")).unwrap_or_else(|| name.to_owned());
    let own = text(front.get("url"))
        .unwrap_or_else(|| format!("{folder}/{slug}/").to_lowercase().replace(' ', "-"));
    let mut all = vec![own];
    all.extend(texts(front.get("aliases")));
    let all = all
        .into_iter()
        .map(|it| it.trim_start_matches('/').to_owned());
    all.filter(|it| !it.is_empty()).collect()
}
