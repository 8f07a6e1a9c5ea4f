//! `git = { remote = … }`: a branch that a host serves as a site.

use super::MirrorConfig;
use super::env;
use super::kind::{Kind, MirrorKind};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::net::ssh::SshSettings;
use crate::problem::Problem;
use crate::publish::mirror::git::GitSettings;
use url::Url;

/// A branch.
pub(super) const KIND: Kind = Kind {
    name: "git",
    table: TABLE,
    meaning: "The kind of mirror: a branch of a repository that its host serves as a site.",
    example: "git = { remote = \"git@git.example:acme/status.git\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] git";
const SECRETS: &str = "[[mirror]] git env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "remote", Form::Text, "required", "Where the repository is: `https://…`, `ssh://…`, `git@host:path` or a path. Without a password in it."),
    key(TABLE, "branch", Form::Text, "`\"pages\"`", "The branch that is served, of which publishing replaces all it wrote itself."),
    key(TABLE, "history", Form::Text, "`\"orphan\"`", "`\"orphan\"`: the branch is always one commit; `\"append\"`: every publish stays, and the repository grows."),
    key(TABLE, "cname", Form::Flag, "`false`", "Write a file `CNAME` with the host of the mirror's address."),
    key(TABLE, "user", Form::Text, "`\"x-access-token\"`", "Whom to log in as over `https`."),
    key(TABLE, "identity", Form::Text, "what `ssh` tries", "Over SSH: the file with the private key, relative to the site's folder or with `~/`."),
    key(TABLE, "known_hosts", Form::Text, "`~/.ssh/known_hosts`", "Over SSH: the only file the server's key is looked up in."),
    key(TABLE, "env", Form::Table, "as below", "Names of environment variables."),
    key(SECRETS, "token", Form::Text, "`\"STILLUP_GIT_TOKEN\"`", "The variable that may hold the token for `https`."),
    key(SECRETS, "key", Form::Text, "`\"STILLUP_SSH_KEY\"`", "The variable that may hold the private key itself, for SSH."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let remote = remote(report, section);
    let text = |report: &mut Report, name| Some(section.text(report, name)?.into_inner());
    let branch = section.text(report, "branch").map(|typed| {
        let text = typed.get_ref().clone();
        let fits = |c: char| c.is_ascii_alphanumeric() || "._/-".contains(c);
        let whole =
            text.chars().all(fits) && !text.contains("..") && !text.starts_with(['-', '/', '.']);
        if whole && !text.ends_with('/') && !text.ends_with(".lock") {
            return Some(text);
        }
        let problem = Problem::error("malformed-branch", format!("`{text}` is no branch"));
        report.add(typed.span(), problem.hint("branch = \"pages\""));
        None
    });
    let append =
        section
            .text(report, "history")
            .is_some_and(|typed| match typed.get_ref().as_str() {
                "append" => true,
                "orphan" => false,
                other => {
                    let what = format!(
                        "`history` must be `\"orphan\"` or `\"append\"`, not `\"{other}\"`"
                    );
                    report.add(
                        typed.span(),
                        Problem::error("unknown-history", what).hint("history = \"orphan\""),
                    );
                    false
                }
            });
    let cname = section.flag(report, "cname").unwrap_or(false);
    let user = text(report, "user").unwrap_or_else(|| "x-access-token".to_owned());
    let identity = text(report, "identity");
    let known_hosts = text(report, "known_hosts");
    let usual = [("token", "STILLUP_GIT_TOKEN"), ("key", "STILLUP_SSH_KEY")];
    let mut names = env::names(report, section, SECRETS, &usual).into_iter();
    let (token_variable, key_variable) = (
        names.next().unwrap_or_default(),
        names.next().unwrap_or_default(),
    );
    Some(MirrorKind::Git(GitSettings {
        remote: remote?,
        branch: branch.unwrap_or(Some("pages".to_owned()))?,
        append,
        user,
        token_variable,
        cname,
        ssh: SshSettings {
            identity,
            known_hosts,
            key_variable,
            ..SshSettings::default()
        },
    }))
}

fn remote(report: &mut Report, section: &Section<'_>) -> Option<String> {
    let Some(typed) = section.text(report, "remote") else {
        if section.raw(report, "remote").is_none() {
            section.missing(report, "remote", "git@git.example:acme/status.git");
        }
        return None;
    };
    let text = typed.get_ref();
    let mut fail = |code, what: &str, hint: String| {
        report.add(typed.span(), Problem::error(code, what).hint(hint));
        None
    };
    let example = "remote = \"https://git.example/acme/status.git\"".to_owned();
    if text.starts_with('-') || text.contains("::") || text.chars().any(char::is_control) {
        return fail(
            "malformed-remote",
            "`remote` is no address of a repository",
            example,
        );
    }
    if !text.contains("://") {
        return Some(text.clone());
    }
    let Some(mut url) = Url::parse(text).ok() else {
        return fail(
            "malformed-remote",
            "`remote` is no address of a repository",
            example,
        );
    };
    let named = url.scheme() != "ssh" && !url.username().is_empty();
    if url.password().is_some() || named {
        let _ = url.set_password(None);
        if named {
            let _ = url.set_username("");
        }
        let what = "a password or token in `remote` is not taken: it comes from the environment";
        return fail("secret-in-file", what, format!("remote = \"{url}\""));
    }
    match url.scheme() {
        "https" | "ssh" | "file" => Some(text.clone()),
        "http" if matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]")) => {
            Some(text.clone())
        }
        _ => fail(
            "malformed-remote",
            "`remote` must be reached over `https` or `ssh`",
            example,
        ),
    }
}
