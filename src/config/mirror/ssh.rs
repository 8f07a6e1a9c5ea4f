//! What every kind that logs in over SSH takes: whom to ask, as whom, and whose key to trust.

use super::env;
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::net::ssh::SshSettings;
use crate::problem::Problem;
use std::net::Ipv6Addr;
use toml::Spanned;

/// The variable that may hold the private key itself.
const KEY_VARIABLE: &str = "STILLUP_SSH_KEY";

/// The keys of a kind's table, after those of its own.
#[rustfmt::skip]
pub(super) const fn keys(table: &'static str, secrets: &'static str) -> [Key; 7] {
    [
        key(table, "host", Form::Text, "required", "The server's name or address, or a `Host` of `~/.ssh/config`."),
        key(table, "port", Form::Whole, "22", "Its port, 1 to 65535; `~/.ssh/config` may say another."),
        key(table, "user", Form::Text, "yours", "Whom to log in as; `~/.ssh/config` may say another."),
        key(table, "identity", Form::Text, "what `ssh` tries", "The file with the private key, relative to the site's folder or with `~/`. Not in git."),
        key(table, "known_hosts", Form::Text, "`~/.ssh/known_hosts`", "The only file the server's key is looked up in, relative to the site's folder or with `~/`. A key that is not there is never accepted."),
        key(table, "env", Form::Table, "as below", "Names of environment variables."),
        key(secrets, "key", Form::Text, "`\"STILLUP_SSH_KEY\"`", "The variable that may hold the private key itself, without a passphrase: for CI. It goes before `identity`."),
    ]
}

/// Reads them; `secrets` is how the reference heads the kind's `env` table.
pub(super) fn read(
    report: &mut Report,
    section: &Section<'_>,
    secrets: &'static str,
) -> Option<SshSettings> {
    let host = host(report, section);
    let port = port(report, section, 22);
    let user = section
        .text(report, "user")
        .and_then(|typed| user(report, &typed));
    let text = |report: &mut Report, name| Some(section.text(report, name)?.into_inner());
    let identity = text(report, "identity");
    let known_hosts = text(report, "known_hosts");
    let names = env::names(report, section, secrets, &[("key", KEY_VARIABLE)]);
    Some(SshSettings {
        host: host?,
        port,
        user,
        identity,
        known_hosts,
        key_variable: names.into_iter().next().unwrap_or_default(),
    })
}

/// The server's port; `usual` is what a hint says.
pub(super) fn port(report: &mut Report, section: &Section<'_>, usual: u16) -> Option<u16> {
    let typed = section.whole(report, "port")?;
    let fitting = u16::try_from(*typed.get_ref())
        .ok()
        .filter(|port| *port > 0);
    if fitting.is_none() {
        let what = format!("`port` must be from 1 to 65535, not `{}`", typed.get_ref());
        let problem = Problem::error("out-of-range", what).hint(format!("port = {usual}"));
        report.add(typed.span(), problem);
    }
    fitting
}

/// Whom to log in as.
pub(super) fn user(report: &mut Report, typed: &Spanned<String>) -> Option<String> {
    let user = typed.get_ref();
    if is_name(user) {
        return Some(user.clone());
    }
    let what = format!("`{user}` is no user name");
    let problem = Problem::error("malformed-user", what).hint("user = \"status\"");
    report.add(typed.span(), problem);
    None
}

/// A word that no program takes for an option.
fn is_name(text: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && !"@:/\\'\"`$&;|<>*?%".contains(c);
    !text.starts_with('-') && text.chars().all(fits)
}

/// The server's name or address.
pub(super) fn host(report: &mut Report, section: &Section<'_>) -> Option<String> {
    let Some(typed) = section.text(report, "host") else {
        if section.raw(report, "host").is_none() {
            section.missing(report, "host", "web1.acme.example");
        }
        return None;
    };
    let text = typed.get_ref();
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    if is_name(text) || bare.parse::<Ipv6Addr>().is_ok() {
        return Some(bare.to_owned());
    }
    let rest = text.split("://").last().unwrap_or(text);
    let (user, rest) = rest.rsplit_once('@').unwrap_or(("", rest));
    let (rest, _path) = rest.split_once('/').unwrap_or((rest, ""));
    let (name, port) = rest.split_once(':').unwrap_or((rest, ""));
    let mut hint = match is_name(name) && !name.is_empty() {
        true => format!("host = \"{name}\""),
        false => "host = \"web1.acme.example\"".to_owned(),
    };
    if port.parse::<u16>().is_ok() {
        hint = format!("{hint}, port = {port}");
    }
    // A password behind the user's name is not repeated.
    let user = user.split(':').next().unwrap_or("");
    if is_name(user) && !user.is_empty() {
        hint = format!("{hint}, user = \"{user}\"");
    }
    let problem = Problem::error(
        "malformed-host",
        "`host` must be a server's name or address alone",
    );
    report.add(typed.span(), problem.hint(hint));
    None
}

/// A folder on the server; publishing replaces what is in it.
pub(super) fn path(report: &mut Report, section: &Section<'_>) -> Option<String> {
    let Some(typed) = section.text(report, "path") else {
        if section.raw(report, "path").is_none() {
            section.missing(report, "path", "/srv/status");
        }
        return None;
    };
    let text = typed.get_ref();
    let parts = || text.split('/').filter(|part| !matches!(*part, "" | "."));
    let (complaint, hint) = if parts().next().is_none() {
        (
            "it is everything there",
            "path = \"/srv/status\"".to_owned(),
        )
    } else if text.starts_with('~') {
        let rest = text.trim_start_matches('~').trim_start_matches('/');
        let rest = if rest.is_empty() { "status" } else { rest };
        (
            "a login begins in the home folder, and `~` is a name like any other there",
            format!("path = \"{rest}\""),
        )
    } else if parts().any(|part| part == "..") {
        ("`..` leads out of it", "path = \"/srv/status\"".to_owned())
    } else if text.chars().any(char::is_control) {
        (
            "it holds a control character",
            "path = \"/srv/status\"".to_owned(),
        )
    } else {
        let absolute = if text.starts_with('/') { "/" } else { "" };
        return Some(format!(
            "{absolute}{}",
            parts().collect::<Vec<_>>().join("/")
        ));
    };
    let shown: String = text.chars().filter(|c| !c.is_control()).collect();
    let what = format!("a mirror must not be published to `{shown}`: {complaint}");
    report.add(
        typed.span(),
        Problem::error("misplaced-mirror", what).hint(hint),
    );
    None
}
