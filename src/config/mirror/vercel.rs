//! `vercel = { project = … }`: a project of Vercel.

use super::kind::{Kind, MirrorKind};
use super::{MirrorConfig, env, hosted};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::publish::mirror::vercel::{SECRETS, VercelSettings};

/// A project of Vercel.
pub(super) const KIND: Kind = Kind {
    name: "vercel",
    table: TABLE,
    meaning: "A project of Vercel.",
    example: "vercel = { project = \"acme-status\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] vercel";
const ENV: &str = "[[mirror]] vercel env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "project", Form::Text, "required", "The project's name, or its id: `prj_…`."),
    key(TABLE, "team", Form::Text, "your own account", "The id of the team it belongs to: `team_…`."),
    key(TABLE, "read_at", Form::Text, "the mirror's `address`", "Another address of the same site, at which publishing reads what is live."),
    key(TABLE, "endpoint", Form::Text, "Vercel's", "Another address of the API."),
    key(TABLE, "env", Form::Table, "none", "Another name for the environment variable below."),
    key(ENV, "token", Form::Text, "`VERCEL_TOKEN`", "The variable that holds an access token."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let project = hosted::name(report, section, "project", "acme-status", wrong_project);
    let team = hosted::optional(report, section, "team", wrong_team);
    let read_at = hosted::address(report, section, "read_at");
    let endpoint = hosted::address(report, section, "endpoint");
    let env = env::names(report, section, ENV, SECRETS);
    if team.is_none() && section.raw(report, "team").is_some() {
        return None;
    }
    Some(MirrorKind::Vercel(VercelSettings {
        project: project?,
        team,
        read_at: read_at.ok()?,
        endpoint: endpoint.ok()?,
        env,
    }))
}

fn wrong_project(text: &str) -> Option<(&'static str, String)> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    let id = text.strip_prefix("prj_");
    let id = id.is_some_and(|id| id.chars().all(|c| c.is_ascii_alphanumeric()));
    let name = !text.is_empty() && text.len() <= 100 && text.chars().all(fits);
    let form = "a project's name in small letters, or its id";
    (!id && !name).then(|| (form, hosted::slug(text)))
}

fn wrong_team(text: &str) -> Option<(&'static str, String)> {
    let id = text.strip_prefix("team_");
    let id = id.is_some_and(|id| id.chars().all(|c| c.is_ascii_alphanumeric()));
    let form = "a team's id, which its settings show";
    (!id).then(|| (form, "team_…".to_owned()))
}
