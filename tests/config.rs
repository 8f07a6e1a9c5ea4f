//! `stillup.toml`: every mistake and the whole text of what is said of it; every key and what it gives.
//!
//! `tests/config/mistakes.txt` holds the cases, each a sentence, a file and the printed problems.
//! `BLESS=1 cargo test --test config` writes the problems anew; read the difference.

#![allow(clippy::disallowed_methods, reason = "edge: tests read the repository")]

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use std::collections::BTreeSet;
use stillup::audit::domain::{Domain, Kind};
use stillup::audit::settings::{AsnSource, AuditSettings};
use stillup::audit::verdict::Verdict;
use stillup::config::{Config, MirrorKind, parse, reference, theme_file};
use stillup::dns::settings::{Place, ProviderKind, What};
use stillup::dns::walk::Roots;
use stillup::model::{ComponentStatus, IncidentStatus, Role, Scheme};
use stillup::problem::{Problem, human};
use stillup::publish::mirror::cloudflare::Product;
use stillup::source::trello::{Author, Comments, TrelloSettings};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/config/mistakes.txt");
const BEGIN: &str = "######## ";
const BETWEEN: &str = "--------\n";

/// What a case without a `[site]` table of its own stands below.
const SITE: &str = "[site]\ntitle = \"Acme\"\naddress = \"https://status.acme.example\"\n";

fn printed(text: &str) -> String {
    let (config, problems) = parse("stillup.toml", text);
    let none = if config.is_none() {
        "(nothing can be built)\n"
    } else {
        ""
    };
    format!("{}{none}", human(&problems, false))
}

#[test]
fn every_mistake_is_said_with_its_place_and_a_hint() {
    let cases = std::fs::read_to_string(CASES).unwrap();
    let mut now = String::new();
    for case in cases.split(BEGIN).skip(1) {
        let (title, rest) = case.split_once('\n').unwrap();
        let (input, _) = rest.split_once(BETWEEN).unwrap();
        let whole = if title.starts_with('!') {
            input.to_owned()
        } else {
            format!("{SITE}{input}")
        };
        now += &format!(
            "{BEGIN}{title}\n{input}{BETWEEN}{}\n",
            printed(&whole).trim_end()
        );
    }
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(CASES, &now).unwrap();
    }
    for (was, is) in cases.split(BEGIN).zip(now.split(BEGIN)) {
        assert_eq!(is.trim_end(), was.trim_end());
    }
    assert_eq!(cases.matches(BEGIN).count(), now.matches(BEGIN).count());
}

#[test]
fn every_problem_has_a_place_and_a_hint() {
    let cases = std::fs::read_to_string(CASES).unwrap();
    for case in cases.split(BEGIN).skip(1) {
        let (title, rest) = case.split_once('\n').unwrap();
        let input = rest.split_once(BETWEEN).unwrap().0;
        let whole = if title.starts_with('!') {
            input.to_owned()
        } else {
            format!("{SITE}{input}")
        };
        let (_, problems) = parse("stillup.toml", &whole);
        assert!(!problems.is_empty(), "{title}");
        for problem in problems {
            assert!(
                problem.place.is_some() && problem.hint.is_some(),
                "{problem:?}"
            );
            assert!(
                !problem.what.ends_with('.') && !problem.what.contains('\n'),
                "{problem:?}"
            );
        }
    }
}

const WHOLE: &str = r##"
[site]
id = "acme-1"
title = "Acme Status"
address = "https://status.acme.example/"
timezone = "Europe/Berlin"
languages = ["en", "pt-BR"]
theme = "my-own"
publish_every = "1h30m"
contact = "mailto:ops@acme.example"
homepage = "https://acme.example/?from=status"
worker = false

[[group]]
id = "core"
title = "Core platform"
description = "What everything needs"

[[component]]
id = "api"
title = "API"
group = "core"
description = "Public REST API"
since = 2024-03-01
depends_on = ["old-web", "dns-acme"]
retired = 2027-01-01
aliases = ["rest"]
only_show_if_degraded = true

[[component]]
id = "web/eu.1"
aliases = ["old-web"]

[[dependency]]
id = "dns-acme"
title = "Acme DNS"
status_page = "https://status.dns.example"

[policy]
monitor_before_resolved = "2h"
update_every = false
promise_passed = true
update_in_future = false
left_behind = false
maintenance_overrun = true
no_word_on_impact = true
impact_too_low = true
bare_component = true

[uptime]
weights = { major_outage = 1, partial_outage = 0.5, degraded_performance = 0.1, under_maintenance = 0.2 }
target = 99.95

[api]
incident_files = true

[theme]
light = { accent = "#0a4a86", operational = "#120", under_maintenance = "#121", unknown = "#122", degraded_performance = "#123", partial_outage = "#124", major_outage = "#125" }
dark = { accent = "#93c8ff", operational = "#ffeed0", under_maintenance = "#ffeed1", unknown = "#ffeed2", degraded_performance = "#ffeed3", partial_outage = "#ffeed4", major_outage = "#ffeed5" }
logo = "logo.svg"
logo_alt = "Acme"
favicon = "./pictures/icon.PNG"
fonts = { text = "fonts/a.woff2", bold = "fonts/b.woff2", headings = "fonts/c.woff2" }
description = "Ours"

[publish]
quorum = 1
ping = "https://ping.example/abc?x=1"

[trello]
board = "https://trello.com/b/hLyRd5tS/halyard-status"
ignore_labels = ["Needs-Postmortem"]
statuses = {"At risk" = "degraded performance"}
lists = {Done = "resolved", "Planned work" = "scheduled"}
show_unlabelled_fixed = true
comments = "marked"
marker = "[out]"
author = "name"
team = "Halyard Operations"
started_field = "Began"
ended_field = "Over"
hard_breaks = false
attachments = [".PNG", "jpg"]
archived = false
public_field = "For all"
region_field = "Where"
strict = true
api = "http://127.0.0.1:8800/1/"

[product]
urls = ["https://app.acme.example", "https://api.acme.example/v1"]
domains = ["registrar:Gandi SAS", "account:acme-sso"]

[audit]
require = "survives each"
horizon = "12h"
max_order = 2
asn_source = "file:prefixes.txt"
warm_caches = true
revocation = true
laptop = true
rdap = "https://rdap.example/"
drill_every = "30d"

[[mirror]]
name = "here"
address = "http://127.0.0.1:8801"
dir = { path = "public/here" }
registrar = "registrar:gandi"
depends = ["host:aws", "account:acme-sso"]
advertised = false
budget = 100

[[mirror]]
name = "there"
address = "https://acme.example/status/"
dir = { path = "/srv/status" }

[[mirror]]
name = "files"
address = "https://files.example"
advertised = false
[mirror.sftp]
host = "web1.acme.example"
port = 2222
user = "status"
identity = "~/.ssh/status"
known_hosts = "known_hosts"
path = "/srv//status/"
releases = true
env = { key = "FILES_KEY" }

[[mirror]]
name = "shell"
address = "https://shell.example"
advertised = false
[mirror.rsync]
host = "::1"
port = 22
user = "status"
identity = "key"
known_hosts = "known_hosts"
path = "www/status"
env = { key = "SHELL_KEY" }

[[mirror]]
name = "dav"
address = "https://dav.example"
advertised = false
[mirror.webdav]
url = "https://dav.example/status/"
user = "status"
gzip = true
env = { password = "DAV" }

[[mirror]]
name = "branch"
address = "https://pages.example"
advertised = false
[mirror.git]
remote = "git@git.example:acme/status.git"
branch = "gh-pages"
history = "append"
cname = true
user = "oauth2"
identity = "deploy"
known_hosts = "known_hosts"
env = { token = "GIT_TOKEN", key = "GIT_KEY" }

[[mirror]]
name = "own"
address = "https://own.example"
advertised = false
[mirror.purge]
fastly = { service = "s1", endpoint = "https://f.example", env = { token = "FT" } }
[mirror.command]
argv = ["./send.sh", "now"]
pass = ["HOST_TOKEN"]

[[mirror]]
name = "old"
address = "https://old.acme.example"
advertised = false
ftp = { host = "ftp.example", port = 2121, user = "status", path = "www/", tls = "explicit", certificate = "ftp.pem", gzip = true, env = { password = "FTP" } }
purge = { cloudflare = { zone = "z1", endpoint = "https://cf.example", env = { token = "CF" } } }

[[mirror]]
name = "zone"
address = "https://zone.acme.example"
advertised = false
bunny = { zone = "acme", region = "NY", endpoint = "https://storage.example", prefix = "a", env = { key = "ZONE" } }
purge = { bunny = { pull_zone = "7", endpoint = "https://b.example", env = { token = "PULL" } } }

[[mirror]]
name = "neo"
address = "https://neo.acme.example"
advertised = false
neocities = { site = "Acme", env = { key = "NEO" } }
purge = { cloudfront = { distribution = "D1", endpoint = "https://cf.example", env = { access_key_id = "A", secret_access_key = "B", session_token = "C" } } }

[[mirror]]
name = "berg"
address = "https://berg.acme.example"
advertised = false
git-pages = { url = "https://acme.codeberg.example/status/", forge = true, env = { key = "BERG" } }
purge = { google = { project = "p1", url_map = "m1", endpoint = "https://g.example", env = { service_account_key = "GK" } } }

[[mirror]]
name = "s3"
address = "https://s3.acme.example"
s3 = { bucket = "acme", region = "auto", endpoint = "https://s3.example/", prefix = "/a/b/", path_style = false, acl = "public-read", trust_conditional = true, instance_role = true, gzip = false, env = { access_key_id = "ID", secret_access_key = "KEY", session_token = "TOKEN" } }

[[mirror]]
name = "gcs"
address = "https://gcs.acme.example"
gcs = { bucket = "acme", prefix = "a", endpoint = "https://gcs.example", gzip = false, env = { service_account_key = "KEY", credentials_file = "FILE" } }

[[mirror]]
name = "azure"
address = "https://azure.acme.example"
azure = { account = "acme", container = "pages", prefix = "a", endpoint = "https://blob.example", gzip = false, env = { sas_token = "SAS", account_key = "KEY" } }

[dns]
ttl = "2m"
min_operators = 3
min_live = 2
out_after = 4
back_after = 6
rest = "1h"
roots = ["192.0.2.53", "[2001:db8::53]:5353"]
reach = {"192.0.2.1" = "127.0.0.1:5301"}

[[dns.provider]]
name = "own"
rfc2136 = { server = "ns1.acme.example:5353", key = "stillup", algorithm = "hmac-sha512", env = { secret = "OWN_TSIG" } }

[[dns.provider]]
name = "cloud"
octodns = { class = "octodns_route53.Route53Provider", settings = {"access_key_id" = "env/KEY_ID"}, program = "/opt/octodns-sync" }

[[dns.zone]]
name = "acme.example"
providers = ["own", "cloud"]
servers = ["ns1.acme.example", "ns2.dns.example."]
whole = true

[[dns.host]]
mirror = "here"
addresses = ["192.0.2.7", "2001:db8::7"]

[[dns.host]]
mirror = "there"
cname = "acme.host.example"

[[dns.record]]
name = "status.acme.example"
mirrors = ["here", "there"]
ttl = "1m"

[[dns.record]]
name = "acme.example"
type = "caa"
values = ["0 issue ca.example"]
[[mirror]]
name = "netlify"
address = "https://netlify.acme.example"
advertised = false
netlify = { site = "acme-status.netlify.app", endpoint = "https://api.example/v1/", env = { token = "ONE" } }

[[mirror]]
name = "worker"
address = "https://worker.acme.example"
advertised = false
cloudflare = { account = "023e105f4ecef8ad9ca31a8372d0c353", worker = "acme_status-2", read_at = "https://acme.workers.dev", endpoint = "https://api.example", env = { token = "TWO" } }

[[mirror]]
name = "pages"
address = "https://pages.acme.example"
advertised = false
cloudflare = { account = "023e105f4ecef8ad9ca31a8372d0c353", pages = "acme-status" }

[[mirror]]
name = "vercel"
address = "https://vercel.acme.example"
advertised = false
vercel = { project = "prj_Acme1", team = "team_Acme1", read_at = "https://acme.vercel.app", endpoint = "https://api.example", env = { token = "FOUR" } }

[[mirror]]
name = "firebase"
address = "https://firebase.acme.example"
advertised = false
firebase = { site = "acme-status", read_at = "https://acme.web.app", endpoint = "https://api.example", env = { service_account_key = "KEY", credentials_file = "FILE" } }
"##;

fn whole() -> Config {
    let (config, problems) = parse("stillup.toml", WHOLE);
    assert_eq!(human(&problems, false), "");
    config.unwrap()
}

#[test]
fn every_key_is_read() {
    let config = whole();
    let settings = &config.settings;
    assert_eq!(
        (settings.id.as_str(), settings.title.as_str()),
        ("acme-1", "Acme Status")
    );
    assert_eq!(settings.address, "https://status.acme.example");
    assert_eq!(settings.timezone, chrono_tz::Europe::Berlin);
    assert_eq!(settings.languages, ["en", "pt-BR"]);
    assert_eq!(settings.theme, "my-own");
    assert_eq!(settings.publish_every, TimeDelta::minutes(90));
    assert!(!settings.worker);
    assert_eq!(settings.contact.as_deref(), Some("mailto:ops@acme.example"));
    assert_eq!(
        settings.homepage.as_deref(),
        Some("https://acme.example/?from=status")
    );
    let group = &config.groups[0];
    assert_eq!(
        (group.id.as_str(), group.title.as_str()),
        ("core", "Core platform")
    );
    assert_eq!(group.description.as_deref(), Some("What everything needs"));
    let api = &config.components[0];
    assert_eq!(
        (api.id.as_str(), api.title.as_str(), api.group.as_deref()),
        ("api", "API", Some("core"))
    );
    assert_eq!(api.description.as_deref(), Some("Public REST API"));
    assert_eq!(api.since, NaiveDate::from_ymd_opt(2024, 3, 1));
    assert_eq!(api.retired, NaiveDate::from_ymd_opt(2027, 1, 1));
    assert_eq!(
        api.depends_on,
        ["web/eu.1", "dns-acme"],
        "an earlier id leads to today's"
    );
    assert_eq!(api.aliases, ["rest"]);
    assert!(api.only_show_if_degraded);
    let web = &config.components[1];
    assert_eq!(
        (web.id.as_str(), web.title.as_str()),
        ("web/eu.1", "web/eu.1")
    );
    assert_eq!(
        (web.group.as_deref(), web.since, web.only_show_if_degraded),
        (None, None, false)
    );
    let dns = &config.dependencies[0];
    assert_eq!(
        (dns.id.as_str(), dns.title.as_str()),
        ("dns-acme", "Acme DNS")
    );
    assert_eq!(
        dns.status_page.as_deref(),
        Some("https://status.dns.example/")
    );
    assert_eq!(
        config.policy.monitor_before_resolved,
        Some(TimeDelta::hours(2))
    );
    assert_eq!(config.policy.update_every, None);
    assert_eq!(config.policy.off, ["update-in-future", "left-behind"]);
    let uptime = &config.uptime;
    assert_eq!((uptime.major_outage, uptime.partial_outage), (1.0, 0.5));
    assert_eq!(
        (uptime.degraded_performance, uptime.under_maintenance),
        (0.1, 0.2)
    );
    assert_eq!(uptime.target, Some(99.95));
    assert!(config.api.incident_files);
    assert_eq!(config.publish.quorum, Some(1));
    assert_eq!(
        config.publish.ping.as_deref(),
        Some("https://ping.example/abc?x=1")
    );
}

#[test]
fn everything_of_a_board_is_read() {
    let words = |text: &str| text.to_owned();
    let expected = TrelloSettings {
        board: Some(words("hLyRd5tS")),
        export: None,
        strict: true,
        ignore_labels: vec![words("needs postmortem")],
        statuses: [(words("at risk"), ComponentStatus::DegradedPerformance)].into(),
        lists: [
            (words("done"), IncidentStatus::Resolved),
            (words("planned work"), IncidentStatus::Scheduled),
        ]
        .into(),
        show_unlabelled_fixed: true,
        comments: Comments::Marked,
        marker: words("[out]"),
        author: Author::Team(words("Halyard Operations")),
        started_field: words("began"),
        ended_field: words("over"),
        hard_breaks: false,
        attachments: vec![words("png"), words("jpg")],
        archived: false,
        public_field: Some(words("for all")),
        region_field: words("where"),
        api: words("http://127.0.0.1:8800/1"),
    };
    assert_eq!(whole().trello, Some(expected));
    let text = "[site]\ntitle = \"A\"\naddress = \"https://a.example\"\n[trello]\nexport = \"board.json\"\narchived = true\n";
    let (config, problems) = parse("stillup.toml", text);
    assert_eq!(human(&problems, false), "");
    let exported = TrelloSettings {
        export: Some(words("board.json")),
        archived: true,
        ..TrelloSettings::default()
    };
    assert_eq!(config.unwrap().trello, Some(exported));
}

#[test]
fn every_setting_of_an_object_store_is_read() {
    let config = whole();
    let kinds: Vec<_> = config
        .mirrors
        .iter()
        .filter(|mirror| ["s3", "gcs", "azure"].contains(&mirror.name.as_str()))
        .map(|mirror| &mirror.kind)
        .collect();
    let [
        MirrorKind::S3(s3),
        MirrorKind::Gcs(gcs),
        MirrorKind::Azure(azure),
    ] = kinds[..]
    else {
        panic!("{kinds:?}");
    };
    assert_eq!(
        (&*s3.bucket, &*s3.region, &*s3.prefix),
        ("acme", "auto", "a/b")
    );
    assert_eq!(s3.endpoint.as_deref(), Some("https://s3.example"));
    assert_eq!(s3.acl.as_deref(), Some("public-read"));
    assert!(!s3.path_style && s3.trust_conditional && s3.instance_role);
    assert!(!s3.gzip && !gcs.gzip && !azure.gzip);
    assert_eq!(s3.env, ["ID", "KEY", "TOKEN"]);
    assert_eq!((&*gcs.bucket, &*gcs.prefix), ("acme", "a"));
    assert_eq!(gcs.endpoint.as_deref(), Some("https://gcs.example"));
    assert_eq!(gcs.env, ["KEY", "FILE"]);
    assert_eq!(
        (&*azure.account, &*azure.container, &*azure.prefix),
        ("acme", "pages", "a")
    );
    assert_eq!(azure.endpoint.as_deref(), Some("https://blob.example"));
    assert_eq!(azure.env, ["SAS", "KEY"]);
}

#[test]
fn every_provider_is_read() {
    let config = whole();
    let first = config.mirrors.iter().position(|it| it.name == "netlify");
    let mirrors = &config.mirrors[first.expect("a mirror")..];
    let kinds: Vec<_> = mirrors.iter().map(|mirror| &mirror.kind).collect();
    let [
        MirrorKind::Netlify(netlify),
        MirrorKind::Cloudflare(worker),
        MirrorKind::Cloudflare(pages),
        MirrorKind::Vercel(vercel),
        MirrorKind::Firebase(firebase),
    ] = kinds[..]
    else {
        panic!("{kinds:?}");
    };
    assert_eq!(netlify.site, "acme-status.netlify.app");
    assert_eq!(netlify.endpoint.as_deref(), Some("https://api.example/v1"));
    assert_eq!(netlify.env, ["ONE"]);
    assert_eq!(worker.account, "023e105f4ecef8ad9ca31a8372d0c353");
    assert_eq!(worker.product, Product::Worker("acme_status-2".into()));
    assert_eq!(worker.read_at.as_deref(), Some("https://acme.workers.dev"));
    assert_eq!(worker.env, ["TWO"]);
    assert_eq!(pages.product, Product::Pages("acme-status".into()));
    assert_eq!(
        (pages.read_at.as_ref(), &*pages.env[0]),
        (None, "CLOUDFLARE_API_TOKEN")
    );
    assert_eq!(
        (&*vercel.project, vercel.team.as_deref()),
        ("prj_Acme1", Some("team_Acme1"))
    );
    assert_eq!(vercel.read_at.as_deref(), Some("https://acme.vercel.app"));
    assert_eq!(vercel.env, ["FOUR"]);
    assert_eq!(firebase.site, "acme-status");
    assert_eq!(firebase.read_at.as_deref(), Some("https://acme.web.app"));
    assert_eq!(firebase.env, ["KEY", "FILE"]);
}

#[test]
fn every_mirror_is_read() {
    let config = whole();
    let here = &config.mirrors[0];
    assert_eq!(
        (here.name.as_str(), here.address.as_str()),
        ("here", "http://127.0.0.1:8801")
    );
    let MirrorKind::Dir(dir) = &here.kind else {
        panic!("a folder")
    };
    assert_eq!(dir.path, "public/here");
    assert_eq!(here.registrar.as_deref(), Some("gandi"));
    assert_eq!(
        here.depends,
        [
            Domain::new(Kind::Host, "aws"),
            Domain::new(Kind::Account, "acme-sso")
        ]
    );
    assert_eq!(
        (here.advertised, here.budget, here.position),
        (false, Some(100), 0)
    );
    let there = &config.mirrors[1];
    assert_eq!(there.address, "https://acme.example/status");
    assert_eq!(
        (there.advertised, there.budget, there.position),
        (true, None, 1)
    );
    let site = config.site();
    assert_eq!(site.mirrors.len(), 4, "only what is advertised is listed");
    assert_eq!(site.mirrors[0].name, "there");
    assert_eq!((site.components.len(), site.incidents.len()), (2, 0));
}

#[test]
fn what_is_audited_is_read() {
    let config = whole();
    assert_eq!(
        config.product.urls,
        ["https://app.acme.example/", "https://api.acme.example/v1"]
    );
    assert_eq!(
        config.product.domains,
        [
            Domain::new(Kind::Registrar, "gandi"),
            Domain::new(Kind::Account, "acme-sso")
        ]
    );
    let audit = AuditSettings {
        require: Verdict::SurvivesEach,
        horizon: TimeDelta::hours(12),
        max_order: 2,
        asn_source: AsnSource::File("prefixes.txt".into()),
        warm: true,
        revocation: true,
        laptop: true,
        rdap: Some("https://rdap.example".into()),
        drill_every: TimeDelta::days(30),
    };
    assert_eq!(config.audit, audit);
    let (bare, _) = parse("stillup.toml", SITE);
    assert_eq!(bare.unwrap().audit, AuditSettings::default());
    let (off, _) = parse(
        "stillup.toml",
        &format!("{SITE}[audit]\nrdap = \"off\"\nasn_source = \"off\"\n"),
    );
    let off = off.unwrap().audit;
    assert_eq!((off.rdap, off.asn_source), (None, AsnSource::Off));
}

#[test]
fn every_remote_mirror_is_read() {
    let config = whole();
    let kinds: Vec<&MirrorKind> = config.mirrors.iter().map(|mirror| &mirror.kind).collect();
    let [_, _, sftp, rsync, webdav, git, command, ..] = kinds[..] else {
        panic!("{kinds:?}");
    };
    let MirrorKind::Sftp(sftp) = sftp else {
        panic!("files")
    };
    assert_eq!((sftp.path.as_str(), sftp.releases), ("/srv/status", true));
    assert_eq!(sftp.ssh.host, "web1.acme.example");
    assert_eq!(sftp.ssh.port, Some(2222));
    assert_eq!(sftp.ssh.user.as_deref(), Some("status"));
    assert_eq!(sftp.ssh.identity.as_deref(), Some("~/.ssh/status"));
    assert_eq!(sftp.ssh.known_hosts.as_deref(), Some("known_hosts"));
    assert_eq!(sftp.ssh.key_variable, "FILES_KEY");
    let MirrorKind::Rsync(rsync) = rsync else {
        panic!("a shell")
    };
    assert_eq!(
        (rsync.path.as_str(), rsync.ssh.host.as_str()),
        ("www/status", "::1")
    );
    assert_eq!(rsync.ssh.key_variable, "SHELL_KEY");
    let MirrorKind::Webdav(webdav) = webdav else {
        panic!("a web server")
    };
    assert_eq!(webdav.url, "https://dav.example/status");
    assert_eq!(webdav.user.as_deref(), Some("status"));
    assert_eq!(webdav.password_variable, "DAV");
    assert!(webdav.gzip);
    let MirrorKind::Git(git) = git else {
        panic!("a branch")
    };
    assert_eq!(git.remote, "git@git.example:acme/status.git");
    assert_eq!(
        (git.branch.as_str(), git.append, git.cname),
        ("gh-pages", true, true)
    );
    assert_eq!(
        (git.user.as_str(), git.token_variable.as_str()),
        ("oauth2", "GIT_TOKEN")
    );
    assert_eq!(git.ssh.identity.as_deref(), Some("deploy"));
    assert_eq!(git.ssh.key_variable, "GIT_KEY");
    let MirrorKind::Command(command) = command else {
        panic!("a program")
    };
    assert_eq!(
        (command.argv.join(" "), command.pass.join(" ")),
        ("./send.sh now".into(), "HOST_TOKEN".into())
    );
}

#[test]
fn every_mirror_with_an_old_protocol_or_an_api_is_read() {
    let config = whole();
    let kind = |name: &str| {
        let mut all = config.mirrors.iter();
        let found = all.find(|mirror| mirror.name == name);
        &found.expect("a mirror").kind
    };
    let MirrorKind::Ftp(ftp) = kind("old") else {
        panic!("FTP")
    };
    assert_eq!((ftp.host.as_str(), ftp.port), ("ftp.example", 2121));
    assert_eq!((ftp.user.as_str(), ftp.path.as_str()), ("status", "www"));
    assert_eq!(ftp.tls, stillup::publish::mirror::ftp::Tls::Explicit);
    assert_eq!(ftp.certificate.as_deref(), Some("ftp.pem".as_ref()));
    assert_eq!(ftp.password_variable, "FTP");
    assert!(ftp.gzip);
    let MirrorKind::Bunny(bunny) = kind("zone") else {
        panic!("a zone")
    };
    assert_eq!((bunny.zone.as_str(), bunny.prefix.as_str()), ("acme", "a"));
    assert_eq!(bunny.endpoint, "https://storage.example");
    assert_eq!(bunny.key_variable, "ZONE");
    let MirrorKind::Neocities(neocities) = kind("neo") else {
        panic!("a site")
    };
    assert_eq!(neocities.public, "https://acme.neocities.org");
    assert_eq!(neocities.api, "https://neocities.org/api");
    assert_eq!(neocities.key_variable, "NEO");
    let purges: Vec<String> = config
        .mirrors
        .iter()
        .filter_map(|mirror| mirror.purge.as_ref())
        .map(|purge| {
            let at = purge.endpoint.as_deref().unwrap_or_default();
            format!("{:?} {at} {}", purge.cdn, purge.variables.join(" "))
        })
        .collect();
    assert_eq!(
        purges,
        [
            "Fastly(\"s1\") https://f.example FT",
            "Cloudflare(\"z1\") https://cf.example CF",
            "Bunny(\"7\") https://b.example PULL",
            "CloudFront(\"D1\") https://cf.example A B C",
            "Google(\"p1\", \"m1\") https://g.example GK",
        ]
    );
    let MirrorKind::GitPages(pages) = kind("berg") else {
        panic!("pages")
    };
    assert_eq!(pages.url, "https://acme.codeberg.example/status");
    assert_eq!((pages.forge, pages.key_variable.as_str()), (true, "BERG"));
}

#[test]
fn every_setting_of_names_is_read() {
    let dns = parse("stillup.toml", WHOLE).0.unwrap().dns;
    assert_eq!((dns.ttl, dns.min_operators, dns.min_live), (120, 3, 2));
    assert_eq!(
        (dns.out_after, dns.back_after, dns.rest),
        (4, 6, TimeDelta::hours(1))
    );
    let roots = ["192.0.2.53:53", "[2001:db8::53]:5353"].map(|root| root.parse().unwrap());
    assert_eq!(dns.roots, Roots::Private(roots.to_vec()));
    assert_eq!(dns.reach.len(), 1);
    let ProviderKind::Rfc2136(own) = &dns.providers[0].kind else {
        panic!("{:?}", dns.providers)
    };
    assert_eq!(
        (own.host.as_str(), own.port, own.algorithm),
        ("ns1.acme.example", 5353, "hmac-sha512")
    );
    assert_eq!(
        (
            own.key.as_ref().unwrap().bare().as_str(),
            own.secret_variable.as_str()
        ),
        ("stillup", "OWN_TSIG")
    );
    let ProviderKind::Octodns(cloud) = &dns.providers[1].kind else {
        panic!("{:?}", dns.providers)
    };
    assert_eq!(cloud.settings["access_key_id"], "env/KEY_ID");
    let zone = &dns.zones[0];
    assert_eq!(
        (zone.providers.len(), zone.servers.len(), zone.whole),
        (2, 2, true)
    );
    assert!(matches!(&dns.hosts[0].place, Place::Addresses(ips) if ips.len() == 2));
    assert!(
        matches!(&dns.hosts[1].place, Place::Cname(name) if name.bare() == "acme.host.example")
    );
    assert_eq!(
        dns.records[0].what,
        What::Mirrors(vec!["here".into(), "there".into()])
    );
    assert_eq!(dns.records[0].ttl, Some(60));
    assert!(matches!(&dns.records[1].what, What::Data(data) if data.len() == 1));
}

#[test]
fn the_least_is_a_title_and_an_address() {
    let (config, problems) = parse("stillup.toml", SITE);
    assert_eq!(problems, []);
    let config = config.unwrap();
    let settings = &config.settings;
    assert_eq!(
        settings.id, "status.acme.example",
        "the lineage comes from the address"
    );
    assert_eq!(settings.timezone, chrono_tz::UTC);
    assert_eq!(
        (settings.languages.as_slice(), settings.theme.as_str()),
        (["en".to_owned()].as_slice(), "harbour")
    );
    assert_eq!(settings.publish_every, TimeDelta::minutes(30));
    assert_eq!((&settings.contact, &settings.homepage), (&None, &None));
    assert_eq!(
        config.policy.monitor_before_resolved,
        Some(TimeDelta::minutes(60))
    );
    assert_eq!(config.policy.update_every, Some(TimeDelta::minutes(30)));
    assert_eq!(config.uptime, stillup::model::UptimeRules::default());
    assert_eq!((config.publish.quorum, config.mirrors.len()), (None, 0));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let text = format!("\u{feff}{}", WHOLE.replace('\n', "\r\n"));
    let (config, problems) = parse("stillup.toml", &text);
    assert_eq!(human(&problems, false), "");
    assert_eq!(config.unwrap().settings, whole().settings);
    let (_, problems) = parse("stillup.toml", "\u{feff}[site]\r\ntitel = \"x\"\r\n");
    assert_eq!(
        problems[0].place.as_ref().unwrap().line_column(),
        (1, 2),
        "counted with the mark"
    );
}

#[test]
fn values_have_places_for_those_who_look_at_them_later() {
    let config = whole();
    let place = config.place("mirror.1.dir.path");
    assert_eq!(&place.text[place.span.clone()], "\"/srv/status\"");
    assert_eq!(&config.text[config.place("site.theme").span], "\"my-own\"");
    let absent = config.place("site.nothing");
    assert_eq!((&*absent.file, &*absent.text), ("stillup.toml", ""));
}

#[test]
fn the_digest_is_of_the_text() {
    let other = parse(
        "stillup.toml",
        &WHOLE.replace("Acme Status", "Acme Statuses"),
    )
    .0
    .unwrap();
    assert_ne!(other.digest, whole().digest);
    assert_eq!(whole().digest, whole().digest);
}

#[test]
fn looks_are_read_and_a_themes_own_stand_behind_them() {
    let looks = whole().looks;
    assert_eq!(looks.colours.len(), 14);
    let first = &looks.colours[1];
    assert_eq!((first.scheme, first.rgb), (Scheme::Light, [0x11, 0x22, 0]));
    assert_eq!(first.role, Role::Status(ComponentStatus::Operational));
    let files: Vec<&str> = looks.files().map(|path| &**path).collect();
    let [text, bold, headings] = ["a", "b", "c"].map(|name| format!("fonts/{name}.woff2"));
    assert_eq!(
        files,
        ["logo.svg", "pictures/icon.PNG", &text, &bold, &headings]
    );

    let text = "description = \"Calm.\"\nlogo = \"own.svg\"\nlogo_alt = \"Own\"\nlight = { accent = \"#111\" }\nlgoo = 1\n";
    let (file, problems) = theme_file("themes/own/theme.toml", text);
    assert_eq!(file.description.as_deref(), Some("Calm."));
    assert_eq!(
        human(&problems, false),
        "error: unknown key `lgoo` in `[theme]`\n --> themes/own/theme.toml:5:1\n  |\n5 | lgoo = 1\n  | ^^^^\nhint: did you mean `logo`?\n\n1 problem\n"
    );
    let own = file.looks;
    assert_eq!(&*own.logo.as_ref().unwrap().path, "themes/own/own.svg");
    // What the site says wins; what a logo says goes with the logo.
    let both = looks.clone().over(own.clone());
    assert_eq!(both, looks);
    let mut bare = looks;
    (bare.logo, bare.logo_alt) = (None, None);
    bare.colours.clear();
    let both = bare.over(own);
    assert_eq!(both.logo_alt.as_deref(), Some("Own"));
    assert_eq!(both.colours.len(), 1);
}

/// A key of the reference that nothing reads, or that is read and not in it, shows here.
#[test]
fn the_reference_has_exactly_the_keys_that_are_read() {
    let mut read = BTreeSet::new();
    let mut table = String::new();
    for line in WHOLE.lines() {
        if line.starts_with('[') {
            table = line.to_owned();
            if let Some(name) = line.strip_prefix("[[dns.") {
                let name = name.trim_end_matches(']').to_owned();
                read.insert(("[dns]".to_owned(), name));
            }
            if let Some(kind) = line.strip_prefix("[mirror.") {
                let kind = kind.trim_end_matches(']');
                read.insert(("[[mirror]]".to_owned(), kind.to_owned()));
                table = format!("[[mirror]] {kind}");
            }
        } else if let Some((key, value)) = line.split_once(" = ") {
            read.insert((table.clone(), key.to_owned()));
            if let Some(inner) = value.strip_prefix("{ ") {
                let mut at = format!("{table} {key}");
                for mut part in inner.split(", ") {
                    // A table within the table stands last in it.
                    if let Some((name, rest)) = part.split_once(" = { ") {
                        read.insert((at.clone(), name.to_owned()));
                        at = format!("{at} {name}");
                        part = rest;
                    }
                    let name = part.split(" = ").next().unwrap();
                    read.insert((at.clone(), name.to_owned()));
                }
            }
        }
    }
    read.insert(("[site]".into(), "keys".into()));
    read.insert(("[trello]".into(), "export".into()));
    let listed: BTreeSet<_> = reference()
        .iter()
        .map(|key| (key.table.to_owned(), key.name.to_owned()))
        .collect();
    assert_eq!(listed, read);
    for key in reference() {
        assert!(
            key.meaning.ends_with('.') && !key.default.is_empty(),
            "{key:?}"
        );
    }
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reference/config.md");
const TABLES: &str = "<!-- Below: printed from the program. `BLESS=1 cargo test --test config` prints it anew. -->\n";

#[test]
fn the_reference_page_is_printed_from_the_program() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let mut now = page.split(TABLES).next().unwrap().to_owned() + TABLES;
    let mut table = "";
    for key in reference() {
        if key.table != table {
            table = key.table;
            now += &format!(
                "\n## `{table}`\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |\n"
            );
        }
        let (name, words, default, meaning) =
            (key.name, key.form.words(), key.default, key.meaning);
        now += &format!("| `{name}` | {words} | {default} | {meaning} |\n");
    }
    if std::env::var_os("BLESS").is_some() {
        return std::fs::write(PAGE, &now).unwrap();
    }
    assert_eq!(now, page);
}

#[test]
fn the_reference_pages_example_is_a_good_file() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let example = page
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let (config, problems) = parse("stillup.toml", example);
    assert_eq!(human(&problems, false), "");
    assert_eq!(config.unwrap().mirrors.len(), 2);
}

#[test]
fn garbage_is_refused_quickly_and_calmly() {
    for garbage in [
        "",
        "\u{0}\u{1}\u{2}",
        "\u{fffd}".repeat(300_000).as_str(),
        "[".repeat(100_000).as_str(),
    ] {
        let (config, problems) = parse("stillup.toml", garbage);
        assert!(config.is_none());
        assert!((1..=20).contains(&problems.len()), "{}", problems.len());
    }
    let long = format!("{SITE}# {}\n", "x".repeat(10_000_000));
    assert_eq!(parse("stillup.toml", &long).1, []);
}

#[test]
fn thousands_of_components_are_read_at_once() {
    let mut text = SITE.to_owned();
    for number in 0..5_000 {
        text += &format!(
            "[[component]]\nid = \"c{number}\"\ndepends_on = [\"c{}\"]\n",
            (number + 1) % 5_000
        );
    }
    let (config, problems) = parse("stillup.toml", &text);
    assert_eq!(problems, []);
    assert_eq!(config.unwrap().components.len(), 5_000);
}

fn sound(problems: &[Problem]) {
    for problem in problems {
        let place = problem.place.as_ref().expect("a place");
        assert!(place.text.get(place.span.clone()).is_some());
    }
    human(problems, false);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_is_too_odd(text in "\\PC*") {
        sound(&parse("stillup.toml", &text).1);
    }

    #[test]
    fn no_slip_in_a_good_file_is_too_odd(at in 0..WHOLE.len(), cut in 0..12_usize, put in "[\\[\\]={}\"'#\\n0-9a-zé., -]{0,4}") {
        let end = (at + cut).min(WHOLE.len());
        let text = format!("{}{put}{}", &WHOLE[..at], &WHOLE[end..]);
        sound(&parse("stillup.toml", &text).1);
    }

    #[test]
    fn no_value_is_too_odd(
        key in proptest::sample::select(reference()),
        value in proptest::sample::select(vec!["1", "-1", "1e400", "nan", "true", "\"\"", "\"é/..\"", "[]", "[1]", "{}", "2024-02-30",
            "2024-01-01", "12:00:00", "[{}]", "{ path = 1 }", "{ path = \"\\u0000\" }", "9223372036854775807", "\"99999999999999w\""]),
    ) {
        let table = key.table.split(' ').next().unwrap();
        let text = format!("{SITE}{}\n{} = {value}\n", if table == "[site]" { "" } else { table }, key.name);
        sound(&parse("stillup.toml", &text).1);
    }
}
