//! Who takes the files of each kind of mirror: the host that `publish` talks to.

use crate::audit::domain::{Domain, Kind};
use crate::audit::facts::PublishFacts;
use crate::audit::operator;
use crate::config::{MirrorConfig, MirrorKind};
use url::Url;

/// How a mirror is published to.
pub fn publish(mirror: &MirrorConfig) -> PublishFacts {
    let (kind, host) = match &mirror.kind {
        MirrorKind::Dir(_) => ("dir", None),
        MirrorKind::Command(_) => ("command", None),
        MirrorKind::Rsync(settings) => ("rsync", Some(settings.ssh.host.clone())),
        MirrorKind::Sftp(settings) => ("sftp", Some(settings.ssh.host.clone())),
        MirrorKind::Webdav(settings) => ("webdav", of_url(&settings.url)),
        MirrorKind::Git(settings) => ("git", of_remote(&settings.remote)),
        MirrorKind::Ftp(settings) => ("ftp", Some(settings.host.clone())),
        MirrorKind::GitPages(settings) => ("git-pages", of_url(&settings.url)),
        MirrorKind::Bunny(settings) => ("bunny", of_url(&settings.endpoint)),
        MirrorKind::Neocities(settings) => ("neocities", of_url(&settings.api)),
        MirrorKind::S3(settings) => {
            let usual = format!("s3.{}.amazonaws.com", settings.region);
            ("s3", named(settings.endpoint.as_deref(), &usual))
        }
        MirrorKind::Gcs(settings) => (
            "gcs",
            named(settings.endpoint.as_deref(), "storage.googleapis.com"),
        ),
        MirrorKind::Azure(settings) => {
            let usual = format!("{}.blob.core.windows.net", settings.account);
            ("azure", named(settings.endpoint.as_deref(), &usual))
        }
        MirrorKind::Netlify(settings) => (
            "netlify",
            named(settings.endpoint.as_deref(), "api.netlify.com"),
        ),
        MirrorKind::Cloudflare(settings) => (
            "cloudflare",
            named(settings.endpoint.as_deref(), "api.cloudflare.com"),
        ),
        MirrorKind::Vercel(settings) => (
            "vercel",
            named(settings.endpoint.as_deref(), "api.vercel.com"),
        ),
        MirrorKind::Firebase(settings) => (
            "firebase",
            named(
                settings.endpoint.as_deref(),
                "firebasehosting.googleapis.com",
            ),
        ),
    };
    let host = host.map(|host| host.to_lowercase());
    PublishFacts {
        kind: kind.to_owned(),
        operator: host
            .as_deref()
            .and_then(operator::host)
            .map(|(found, _)| Domain::new(Kind::Host, found.id)),
        host,
    }
}

/// The host of an API: the one the settings name, or the usual one.
fn named(endpoint: Option<&str>, usual: &str) -> Option<String> {
    Some(
        endpoint
            .and_then(of_url)
            .unwrap_or_else(|| usual.to_owned()),
    )
}

/// The host of a web address.
pub fn of_url(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(
        host.trim_matches(['[', ']'])
            .trim_end_matches('.')
            .to_lowercase(),
    )
}

/// The host of a repository: `ssh://git@host/path`, `git@host:path`; none for a folder.
fn of_remote(remote: &str) -> Option<String> {
    if remote.contains("://") {
        return of_url(remote).filter(|host| !host.is_empty());
    }
    let (before, path) = remote.split_once(':')?;
    let host = before.rsplit('@').next()?;
    (!host.contains('/') && !path.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{of_remote, of_url};

    #[test]
    fn hosts_of_addresses_and_repositories() {
        assert_eq!(
            of_url("https://Status.Acme.example:8443/x").as_deref(),
            Some("status.acme.example")
        );
        assert_eq!(
            of_url("http://[2001:db8::1]/").as_deref(),
            Some("2001:db8::1")
        );
        assert_eq!(
            of_remote("git@github.com:acme/status.git").as_deref(),
            Some("github.com")
        );
        assert_eq!(
            of_remote("ssh://git@host.example:22/x").as_deref(),
            Some("host.example")
        );
        assert_eq!(of_remote("/srv/git/status.git"), None);
        assert_eq!(of_remote("../status.git"), None);
    }
}
