//! Copies as a stranger finds them: a real nginx with TLS, several machines behind a name, a cache in
//! front, certificates that are not good.

use crate::daemons::{Daemon, free_port, installed, start, user};
use crate::keys::{list, public, seed};
use crate::site::{Ran, Site};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use std::fmt::Write as _;
use std::path::Path;

/// A certificate and its key beside each other, signed by the authority in `ca.pem`.
fn certificate(
    folder: &Path,
    ca: &CertifiedIssuer<'_, KeyPair>,
    file: &str,
    name: &str,
    until: i32,
) {
    let key = KeyPair::generate().expect("a key");
    let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(until, 3, 4);
    let made = params.signed_by(&key, ca).expect("a certificate");
    std::fs::write(folder.join(format!("{file}.pem")), made.pem()).expect("a file");
    std::fs::write(folder.join(format!("{file}.key")), key.serialize_pem()).expect("a file");
}

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("no name");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("an authority")
}

/// Serves `one` and `two` of a site's `public` folder under several names, on two addresses of this machine.
fn nginx(site: &Site) -> Daemon {
    let program = installed(&["nginx"], "nginx-light");
    let public = site.path("public").display().to_string();
    start("nginx-tls", |folder, port| {
        let (ours, strange) = (authority(), authority());
        std::fs::write(folder.join("ca.pem"), ours.pem()).expect("a file");
        certificate(folder, &ours, "good", "*.status.test", 2096);
        certificate(folder, &ours, "old", "*.status.test", 2024);
        certificate(folder, &ours, "other", "parking.test", 2096);
        certificate(folder, &strange, "strange", "*.status.test", 2096);
        let at = folder.display();
        let mut servers = String::new();
        let shared = "add_header Access-Control-Allow-Origin * always; error_page 404 /404.html;";
        let mut serve = |ip: &str, name: &str, certificate: &str, what: &str| {
            let _ = writeln!(
                servers,
                "server {{ listen {ip}:{port} ssl; server_name {name}.status.test;\n\
                 ssl_certificate {at}/{certificate}.pem; ssl_certificate_key {at}/{certificate}.key;\n{what} }}"
            );
        };
        let root = |mirror: &str| format!("root {public}/{mirror}; {shared}");
        serve("127.0.0.1", "good", "good", &root("one"));
        serve("127.0.0.2", "good", "good", &root("two"));
        serve("127.0.0.1", "old", "old", &root("one"));
        serve("127.0.0.1", "other", "other", &root("one"));
        serve("127.0.0.1", "strange", "strange", &root("one"));
        serve(
            "127.0.0.1",
            "moved",
            "good",
            "return 301 https://parking.test$request_uri;",
        );
        serve(
            "127.0.0.1",
            "long",
            "good",
            &format!("root {public}/one; expires 1d; error_page 404 /404.html;"),
        );
        let inner = free_port();
        let cache = format!(
            "location / {{ proxy_pass http://127.0.0.1:{inner}; proxy_cache edge; proxy_cache_key $request_uri;\n\
             proxy_cache_valid 200 1h; proxy_ignore_headers Cache-Control Expires; }}"
        );
        serve("127.0.0.1", "cdn", "good", &cache);
        let _ = writeln!(
            servers,
            "server {{ listen 127.0.0.1:{inner}; {} }}",
            root("one")
        );
        let who = if user() == "root" { "user root;\n" } else { "" };
        let mut places = format!("proxy_cache_path {at}/edge keys_zone=edge:1m;\n");
        for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
            let _ = writeln!(places, "{name}_temp_path {at}/{name};");
        }
        let config = format!(
            "{who}worker_processes 1;\nerror_log stderr error;\npid {at}/pid;\nevents {{}}\n\
             http {{\ninclude /etc/nginx/mime.types;\ntypes_hash_max_size 4096;\nserver_names_hash_bucket_size 64;\n\
             {places}access_log off;\n{servers}}}\n"
        );
        std::fs::write(folder.join("nginx.conf"), config).expect("a file");
        let config = folder.join("nginx.conf").display().to_string();
        let words = ["-g", "daemon off;", "-c", &config];
        let program = program.display().to_string();
        [&program.as_str()]
            .into_iter()
            .chain(&words)
            .map(ToString::to_string)
            .collect()
    })
}

/// A signed site, published to `one` and `two`, whose mirrors are read under these names.
fn published(names: &[&str]) -> (Site, Daemon) {
    let site = Site::new();
    list(&site, &[1]);
    let daemon = nginx(&site);
    let config = site.read("stillup.toml");
    let (before, _) = config.split_once("[[mirror]]").expect("mirrors");
    let mut config = before.to_owned();
    for (name, folder) in names.iter().zip(["one", "two", "three"]) {
        let _ = write!(
            config,
            "[[mirror]]\nname = \"{name}\"\naddress = \"https://{name}.status.test:{}\"\n\
             dir = {{ path = \"public/{folder}\" }}\n\n",
            daemon.port
        );
    }
    site.write("stillup.toml", &config);
    publish(&site, "");
    (site, daemon)
}

fn publish(site: &Site, words: &str) {
    let ran = site.run_with(
        &format!("publish {words}"),
        &[("STILLUP_SIGNING_KEY", &seed(1))],
    );
    assert_eq!(ran.code, 0, "{}", ran.talk);
}

/// Verifies with the authority's certificate as the only one that is trusted.
fn verify(site: &Site, daemon: &Daemon, words: &str, code: i32) -> Ran {
    let ca = daemon.folder.join("ca.pem").display().to_string();
    let names = ["good", "old", "other", "strange", "moved", "long", "cdn"];
    let mut line = format!("verify --timeout 20 {words}");
    for name in names
        .iter()
        .filter(|name| !words.contains(&format!("{name}.status.test=")))
    {
        let _ = write!(line, " --resolve {name}.status.test=127.0.0.1");
    }
    let ran = site.run_with(&line, &[("SSL_CERT_FILE", &ca)]);
    assert_eq!(ran.code, code, "{}{}", ran.data, ran.talk);
    ran
}

/// The lines below each mirror's own, without what changes from run to run.
fn shown(ran: &Ran, daemon: &Daemon) -> String {
    ran.data.replace(&format!(":{}", daemon.port), "")
}

#[test]
fn every_machine_behind_a_name_is_asked_and_the_one_left_behind_is_told() {
    let (site, daemon) = published(&["good", "cdn"]);
    let both = "--only good --resolve good.status.test=127.0.0.1,127.0.0.2";
    verify(&site, &daemon, both, 0);
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 14:31 UTC - identified\n\nA push.\n",
    );
    publish(&site, "--only good --now 2026-11-20T14:32:00Z");
    let ran = verify(
        &site,
        &daemon,
        &format!("{both} --now 2026-11-20T14:33:00Z"),
        4,
    );
    let table = shown(&ran, &daemon);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[1].starts_with("good    fresh   17951"), "{table}");
    assert!(
        lines[1].ends_with("https://good.status.test (127.0.0.1)"),
        "{table}"
    );
    assert!(lines[2].starts_with("good    behind  17951"), "{table}");
    assert!(
        lines[2].ends_with("https://good.status.test (127.0.0.2)"),
        "{table}"
    );
    assert!(
        lines[3].starts_with("  ! another copy holds generation 17951"),
        "{table}"
    );
    assert_eq!(lines.len(), 4, "{table}");
    let json = verify(
        &site,
        &daemon,
        &format!("{both} --json --now 2026-11-20T14:33:00Z"),
        4,
    )
    .data;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json[1]["ip"], "127.0.0.2");
    assert_eq!(json[1]["state"], "behind");
    assert_eq!(json[0]["signed_by"], public(1).to_string());
}

#[test]
fn certificates_that_are_not_good_are_told_in_clear_words() {
    let (site, daemon) = published(&["old", "other", "strange"]);
    let ran = verify(&site, &daemon, "", 3);
    let faults: Vec<String> = shown(&ran, &daemon)
        .lines()
        .filter_map(|line| line.strip_prefix("  ! ").map(str::to_owned))
        .collect();
    assert_eq!(
        faults,
        [
            "its certificate expired on 2024-03-04",
            "its certificate is for `parking.test`, not for `other.status.test`",
            "its certificate is signed by nobody whom this machine trusts",
        ]
    );
}

#[test]
fn a_cache_that_lags_is_told_from_a_copy_that_does() {
    let (site, daemon) = published(&["cdn"]);
    verify(&site, &daemon, "", 0);
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 14:31 UTC - identified\n\nA push.\n",
    );
    publish(&site, "--now 2026-11-20T14:32:00Z");
    let ran = verify(&site, &daemon, "--now 2026-11-20T14:33:00Z", 4);
    let table = shown(&ran, &daemon);
    assert!(table.contains("cdn     cached  17951"), "{table}");
    let words = "  ! a cache shows what was there before: generation 17951";
    assert!(table.contains(words), "{table}");

    // What is behind the cache is gone, and readers are still served.
    std::fs::rename(site.path("public/one"), site.path("public/away")).expect("moved");
    let ran = verify(&site, &daemon, "--now 2026-11-20T14:33:00Z", 4);
    assert!(
        ran.data.contains(
            "  ! only a cache answers; past it: `generation.json` was answered with 404\n"
        ),
        "{}",
        ran.data
    );
}

#[test]
fn tampering_is_found_with_and_without_the_signature() {
    let (site, daemon) = published(&["good"]);
    site.write("incidents/assets/graph.png", "\u{1}PNG");
    site.append(
        "incidents/2026-11-20-api.md",
        "\n![A graph](assets/graph.png)\n",
    );
    publish(&site, "");
    let home = site.read("public/one/index.html");
    site.write("public/one/index.html", &home.replace("API", "ABI"));
    let assets = std::fs::read_dir(site.path("public/one/assets")).expect("assets");
    let asset = assets.flatten().next().expect("the graph");
    std::fs::remove_file(asset.path()).expect("an asset");
    let missing = format!(
        "  ! `/assets/{}` was answered with 404\n",
        asset.file_name().display()
    );
    let ran = verify(&site, &daemon, "", 3);
    assert!(ran.data.contains("good    damaged  "), "{}", ran.data);
    assert!(
        ran.data
            .contains("  ! `/index.html` differs from what was published\n"),
        "{}",
        ran.data
    );

    assert!(ran.data.contains(&missing), "{}", ran.data);
    std::fs::write(asset.path(), "\u{1}PNG").expect("an asset");

    // Whoever changes the head as well has no key.
    let head = site.read("public/one/generation.json");
    site.write(
        "public/one/generation.json",
        &head.replace("\"program\": \"stillup", "\"program\": \"evil"),
    );
    let ran = verify(&site, &daemon, "", 3);
    let words = format!(
        "  ! `generation.json` is not to be believed: it was changed after it was signed with `{}`\n",
        public(1)
    );
    assert!(ran.data.contains("good    not trusted  "), "{}", ran.data);
    assert!(ran.data.contains(&words), "{}", ran.data);

    list(&site, &[2]);
    let ran = verify(&site, &daemon, "", 3);
    let words = format!(
        "  ! `generation.json` is not to be believed: it is signed by `{}`, which is none of the site's keys\n",
        public(1)
    );
    assert!(ran.data.contains(&words), "{}", ran.data);

    let (unsigned, _) = head.split_once(",\n  \"signatures\"").expect("signed");
    site.write("public/one/generation.json", &format!("{unsigned}\n}}\n"));
    site.write("public/one/index.html", &home);
    let ran = verify(&site, &daemon, "", 4);
    assert!(ran.data.contains("good    unsigned  "), "{}", ran.data);
    assert!(ran.data.contains("  ! it is not signed\n"), "{}", ran.data);
}

#[test]
fn redirects_and_headers_that_harm_readers_are_told() {
    let (site, daemon) = published(&["moved", "long"]);
    let ran = verify(&site, &daemon, "", 3);
    let table = shown(&ran, &daemon);
    let words =
        "  ! `generation.json` was answered with 301, to `https://parking.test/generation.json`\n";
    assert!(table.contains(words), "{table}");
    // The second is served out of `one`, too, whatever its own folder is: only its headers count.
    let manifest = "stillup/manifest/";
    let notes: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("  · "))
        .collect();
    assert_eq!(notes.len(), 3, "{table}");
    assert!(
        notes[0].starts_with("  · `generation.json`, `stillup/manifest/"),
        "{table}"
    );
    assert!(notes[0].contains(manifest) && notes[0].ends_with(
        "`, `/` sent without `Access-Control-Allow-Origin: *`, so other copies' pages cannot read it"
    ), "{table}");
    assert_eq!(
        notes[1],
        "  · caches may keep `generation.json` for long: `max-age=86400`"
    );
    assert_eq!(
        notes[2],
        "  · caches may keep `/` for long: `max-age=86400`"
    );
}

#[test]
fn waiting_ends_when_all_is_well_and_a_publish_says_what_readers_see() {
    let (site, daemon) = published(&["good"]);
    std::fs::rename(site.path("public/one"), site.path("public/away")).expect("moved");
    let (from, to) = (site.path("public/away"), site.path("public/one"));
    let back = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(3));
        std::fs::rename(from, to).expect("moved back");
    });
    let ran = verify(&site, &daemon, "--wait", 0);
    back.join().expect("moved back");
    assert!(ran.data.contains("good    fresh  "), "{}", ran.data);
}

#[test]
fn right_after_a_publish_its_address_is_looked_at() {
    let site = Site::new();
    let daemon = nginx(&site);
    let port = free_port();
    let config = site
        .read("stillup.toml")
        .replace("127.0.0.1:8801", &format!("127.0.0.1:{port}"));
    let config = config.replace("127.0.0.1:8802", &format!("127.0.0.1:{}", daemon.port));
    site.write(
        "stillup.toml",
        &config.replace("http://127.0.0.1:8803", "http://no-such-name.invalid"),
    );
    let ran = site.expect("publish", 0);
    let lines: Vec<&str> = ran.talk.lines().collect();
    assert_eq!(
        lines[0], "one    live        62 files written",
        "nobody serves it here: {}",
        ran.talk
    );
    let words = "two    live        62 files written, not seen at its address yet: `generation.json` was answered with 400";
    assert_eq!(lines[1], words, "{}", ran.talk);
    assert!(
        lines[2].starts_with("three  live        62 files written, not seen at its address yet: "),
        "{}",
        ran.talk
    );
    let receipt: serde_json::Value =
        serde_json::from_str(&site.read(".stillup/receipt.json")).expect("JSON");
    assert_eq!(receipt["mirrors"][0].get("seen"), None);
    assert_eq!(receipt["mirrors"][1]["seen"], "not_yet");
    assert_eq!(receipt["mirrors"][2]["seen"], "silent");
}
