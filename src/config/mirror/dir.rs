//! `dir = { path = … }`: a folder.

use super::MirrorConfig;
use super::kind::{Kind, MirrorKind};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::Problem;
use crate::publish::mirror::dir::DirSettings;
use std::path::{Component, Path, PathBuf};

/// A folder.
pub(super) const KIND: Kind = Kind {
    name: "dir",
    table: TABLE,
    meaning: "The kind of mirror: a folder. A mirror has exactly one kind.",
    example: "dir = { path = \"public/here\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] dir";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "path", Form::Text, "required", "The folder, relative to the site's own; another server's document root, a mounted disk."),
];

/// Reads it; two folders must not lie inside one another.
fn read(report: &mut Report, section: &Section<'_>, before: &[MirrorConfig]) -> Option<MirrorKind> {
    let Some(typed) = section.text(report, "path") else {
        if section.raw(report, "path").is_none() {
            section.missing(report, "path", "public/here");
        }
        return None;
    };
    let text = typed.get_ref();
    let own = plain(Path::new(text));
    if let Some(complaint) = misplaced(&own) {
        let what = format!("a mirror must not be published to `{text}`: {complaint}");
        let problem = Problem::error("misplaced-mirror", what);
        report.add(typed.span(), problem.hint("path = \"public/here\""));
        return None;
    }
    for other in before {
        let MirrorKind::Dir(settings) = &other.kind else {
            continue;
        };
        let theirs = plain(Path::new(&settings.path));
        let what = if own == theirs {
            format!("mirror `{}` is published to `{text}` already", other.name)
        } else if own.starts_with(&theirs) || theirs.starts_with(&own) {
            format!(
                "`{text}` and mirror `{}`'s `{}` lie inside one another",
                other.name, settings.path
            )
        } else {
            continue;
        };
        let problem = Problem::error("misplaced-mirror", what);
        report.add(
            typed.span(),
            problem.hint("give each mirror a folder of its own, such as `public/there`"),
        );
        return None;
    }
    Some(MirrorKind::Dir(DirSettings { path: text.clone() }))
}

/// A path without `.` and, where they can be resolved, `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(plain.components().next_back(), Some(Component::Normal(_))) =>
            {
                plain.pop();
            }
            _ => plain.push(part),
        }
    }
    plain
}

/// Why a folder cannot be a mirror: publishing replaces what is in it.
fn misplaced(path: &Path) -> Option<&'static str> {
    let mut parts = path.components();
    let first = parts.next();
    match first {
        None => Some("it is the site's own folder"),
        Some(Component::RootDir) if path.parent().is_none() => Some("it is the whole file system"),
        Some(Component::ParentDir)
            if path.components().all(|part| part == Component::ParentDir) =>
        {
            Some("the site's own folder is inside it")
        }
        Some(Component::Normal(name))
            if ["incidents", "themes", "templates", ".stillup", ".git"]
                .iter()
                .any(|ours| name == *ours) =>
        {
            Some("the site itself is read from there")
        }
        _ => None,
    }
}
