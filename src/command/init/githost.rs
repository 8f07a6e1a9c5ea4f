//! Which git host a folder is pushed to, read from `.git/config` and nothing else.

use super::Ci;
use std::path::{Path, PathBuf};

/// What the remote's address tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Its CI.
    pub ci: Ci,
    /// Where its pages host would show the site, when that can be known.
    pub pages: Option<String>,
}

/// The remote called `origin`, else the first.
pub fn remote(folder: &Path) -> Option<Remote> {
    let config = std::fs::read_to_string(git_folder(folder)?.join("config")).ok()?;
    remote_of(&config)
}

/// The branch that is checked out, else `main`.
pub fn branch(folder: &Path) -> String {
    git_folder(folder)
        .and_then(|git| std::fs::read_to_string(git.join("HEAD")).ok())
        .and_then(|head| Some(head.trim().strip_prefix("ref: refs/heads/")?.to_string()))
        .unwrap_or_else(|| "main".to_string())
}

/// `.git` of this folder; CI files belong to a repository's top, so outer ones do not count.
fn git_folder(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    git.is_dir().then_some(git)
}

fn remote_of(config: &str) -> Option<Remote> {
    let mut section = String::new();
    let mut found: Vec<(bool, &str)> = Vec::new();
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            section = line.to_string();
        } else if section.starts_with("[remote ")
            && let Some(url) = line
                .strip_prefix("url")
                .and_then(|rest| rest.trim_start().strip_prefix('='))
        {
            found.push((section == "[remote \"origin\"]", url.trim()));
        }
    }
    let (_, url) = *found.iter().find(|(origin, _)| *origin).or(found.first())?;
    Some(read_url(url))
}

/// Both `https://host/owner/name.git` and `git@host:owner/name.git`.
fn read_url(url: &str) -> Remote {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    let (host, path) = rest.split_once(['/', ':']).unwrap_or((rest, ""));
    let path = path.trim_matches('/').trim_end_matches(".git");
    let (owner, name) = path.split_once('/').unwrap_or((path, ""));
    let pages = |suffix: &str| {
        let own = format!("{}.{suffix}", owner.to_lowercase());
        (!name.is_empty() && !name.contains('/')).then(|| {
            if name.eq_ignore_ascii_case(&own) {
                format!("https://{own}")
            } else {
                format!("https://{own}/{name}")
            }
        })
    };
    match host {
        "github.com" => Remote {
            ci: Ci::Github,
            pages: pages("github.io"),
        },
        "gitlab.com" => Remote {
            ci: Ci::Gitlab,
            pages: pages("gitlab.io"),
        },
        _ if host.contains("gitlab") => Remote {
            ci: Ci::Gitlab,
            pages: None,
        },
        _ if ["forgejo", "codeberg", "gitea"]
            .iter()
            .any(|known| host.contains(known)) =>
        {
            Remote {
                ci: Ci::Forgejo,
                pages: None,
            }
        }
        _ => Remote {
            ci: Ci::None,
            pages: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Ci, remote_of};

    fn read(url: &str) -> (Ci, Option<String>) {
        let config =
            format!("[core]\n\tbare = false\n[remote \"origin\"]\n\turl = {url}\n\tfetch = x\n");
        let remote = remote_of(&config).expect("a remote");
        (remote.ci, remote.pages)
    }

    #[test]
    fn every_form_of_remote_is_read() {
        let pages = |address: &str| Some(address.to_string());
        assert_eq!(
            read("git@github.com:Acme/status.git"),
            (Ci::Github, pages("https://acme.github.io/status"))
        );
        assert_eq!(
            read("https://github.com/acme/acme.github.io"),
            (Ci::Github, pages("https://acme.github.io"))
        );
        assert_eq!(
            read("https://gitlab.com/acme/status.git"),
            (Ci::Gitlab, pages("https://acme.gitlab.io/status"))
        );
        assert_eq!(
            read("https://gitlab.com/acme/team/status.git"),
            (Ci::Gitlab, None)
        );
        assert_eq!(
            read("ssh://git@gitlab.acme.example:2222/acme/status"),
            (Ci::Gitlab, None)
        );
        assert_eq!(
            read("https://codeberg.org/acme/status"),
            (Ci::Forgejo, None)
        );
        assert_eq!(read("/srv/git/status.git"), (Ci::None, None));
    }

    #[test]
    fn without_a_remote_there_is_no_host() {
        assert_eq!(remote_of("[core]\n\tbare = false\n"), None);
    }

    #[test]
    fn origin_goes_before_others() {
        let config = "[remote \"a\"]\nurl = https://gitlab.com/a/b\n[remote \"origin\"]\nurl=https://github.com/a/b\n";
        assert_eq!(remote_of(config).map(|remote| remote.ci), Some(Ci::Github));
    }
}
