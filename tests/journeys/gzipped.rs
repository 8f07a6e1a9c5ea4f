//! A site whose texts are kept packed (`gzip = true`), published to real servers by the program and read through web
//! servers that are configured in the very words of `docs/mirrors/webdav.md`.

use crate::daemons::Daemon;
use crate::daemons::ftp::{self, vsftpd};
use crate::daemons::web::{LOGIN, apache, apache_as, nginx, nginx_as, open_to_all};
use crate::site::Site;
use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/mirrors/webdav.md");

/// What the page says of packed texts in one language, for a site in this folder.
fn documented(language: &str, folder: &Path) -> String {
    let page = std::fs::read_to_string(PAGE).expect("the page");
    let (_, packed) = page.split_once("\n## Texts kept packed\n").expect("it");
    let begins = format!("\n```{language}\n");
    let (_, block) = packed.split_once(&begins).expect("a block");
    let (block, _) = block.split_once("\n```\n").expect("its end");
    block.replace("/srv/status", &folder.display().to_string()) + "\n"
}

/// What readers get for a path, and in which coding.
struct Answer {
    status: u16,
    headers: BTreeMap<String, String>,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// `Content-Type` without what follows it.
    fn kind(&self) -> &str {
        let kind = self.header("content-type");
        kind.split(';').next().unwrap_or_default()
    }

    /// The body, which has to be packed or plain as its header says.
    fn plain(&self) -> Vec<u8> {
        match self.header("content-encoding") {
            "" => self.body.clone(),
            "gzip" => unpacked(&self.body),
            other => panic!("{other}"),
        }
    }
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let read = flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain);
    read.expect("packed");
    plain
}

/// Asks as somebody who reads gzip, or as one who does not.
fn get(port: u16, path: &str, reads_gzip: bool) -> Answer {
    // Fails when it is installed already, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.expect("a runtime").block_on(async {
        let client = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none());
        let mut request = client
            .build()
            .expect("a client")
            .get(format!("http://127.0.0.1:{port}{path}"));
        if reads_gzip {
            request = request.header("accept-encoding", "gzip, deflate, br");
        }
        let answer = request.send().await.expect("an answer");
        let headers = answer.headers().iter();
        let headers = headers.map(|(name, value)| {
            let value = value.to_str().expect("text");
            (name.to_string(), value.to_owned())
        });
        Answer {
            status: answer.status().as_u16(),
            headers: headers.collect(),
            body: answer.bytes().await.expect("a body").to_vec(),
        }
    })
}

/// A site with one mirror.
fn site(table: &str, port: u16) -> Site {
    let site = Site::new();
    let config = site.read("stillup.toml");
    let (before, _) = config.split_once("[[mirror]]").expect("mirrors");
    site.write(
        "stillup.toml",
        &format!(
            "{before}[[mirror]]\nname = \"web\"\naddress = \"http://127.0.0.1:{port}\"\n{table}\n"
        ),
    );
    site
}

fn stillup(site: &Site, words: &str) -> (i32, String) {
    let ran = site.run_with(
        words,
        &[
            ("STILLUP_WEBDAV_PASSWORD", LOGIN.1),
            ("STILLUP_FTP_PASSWORD", ftp::LOGIN.1),
        ],
    );
    (ran.code, format!("{}{}", ran.data, ran.talk))
}

fn done(site: &Site, words: &str) {
    let (code, told) = stillup(site, words);
    assert_eq!(code, 0, "{words}: {told}");
}

/// Texts readers ask for, and as what they are to get them.
const TEXTS: &[(&str, &str, &str)] = &[
    ("/", "index.html", "text/html"),
    ("/index.html", "index.html", "text/html"),
    (
        "/incidents/2026-11-20-api.html",
        "incidents/2026-11-20-api.html",
        "text/html",
    ),
    ("/generation.json", "generation.json", "application/json"),
    ("/feed.json", "feed.json", "application/json"),
    ("/history.atom", "history.atom", "application/atom+xml"),
    ("/history.rss", "history.rss", "application/rss+xml"),
    ("/badge.svg", "badge.svg", "image/svg+xml"),
    ("/maintenance.ics", "maintenance.ics", "text/calendar"),
    ("/robots.txt", "robots.txt", "text/plain"),
    ("/metrics", "metrics", "text/plain"),
];

/// Whom a web server serves.
#[derive(Clone, Copy, PartialEq)]
enum Serves {
    /// Everybody, all of it.
    All,
    /// Who does not read gzip gets no 404 page of ours.
    AllButThe404Page,
    /// Who reads gzip.
    Gzip,
}

/// Everything that is in `folder`, read over the web at this port.
fn reads(port: u16, folder: &Path, serves: Serves) {
    let kept = |path: &str| {
        std::fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    };
    let readers = match serves {
        Serves::Gzip => &[true][..],
        _ => &[true, false],
    };
    for &gzip in readers {
        let coding = if gzip { "gzip" } else { "" };
        for (path, file, kind) in TEXTS {
            assert!(!folder.join(file).exists(), "{file} is kept packed only");
            let answer = get(port, path, gzip);
            assert_eq!(answer.status, 200, "{path}");
            assert_eq!(answer.header("content-encoding"), coding, "{path}");
            assert_eq!(
                answer.plain(),
                unpacked(&kept(&format!("{file}.gz"))),
                "{path}"
            );
            assert_eq!(answer.kind(), *kind, "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
            assert!(
                answer
                    .header("cache-control")
                    .starts_with("public, max-age=60,"),
                "{path}"
            );
            assert!(answer.header("vary").contains("Accept-Encoding"), "{path}");
        }
        for (path, kinds) in [
            ("preview.png", &["image/png"][..]),
            (
                "stillup/source/site.tar.gz",
                &["application/gzip", "application/octet-stream"],
            ),
        ] {
            let answer = get(port, &format!("/{path}"), gzip);
            assert_eq!(
                (answer.status, answer.header("content-encoding")),
                (200, ""),
                "{path}"
            );
            assert_eq!(answer.body, kept(path), "{path}");
            assert!(kinds.contains(&answer.kind()), "{path}: {}", answer.kind());
        }
        let piece = std::fs::read_dir(folder.join("stillup/manifest")).expect("a folder");
        let piece = piece.flatten().next().expect("a piece").file_name();
        let piece = piece.to_string_lossy().trim_end_matches(".gz").to_owned();
        let answer = get(port, &format!("/stillup/manifest/{piece}"), gzip);
        assert_eq!(
            answer.header("cache-control"),
            "public, max-age=31536000, immutable"
        );
        for path in [
            "/no/such/page",
            "/no/such/folder/",
            "/.stillup/marker.json",
            "/.stillup/marker.json.gz",
        ] {
            let answer = get(port, path, gzip);
            assert_eq!(answer.status, 404, "{path}");
            let ours = unpacked(&kept("404.html.gz"));
            match serves {
                Serves::AllButThe404Page if !gzip => {
                    assert_eq!(answer.plain(), b"This page is not here.", "{path}");
                }
                _ => assert_eq!(answer.plain(), ours, "{path}"),
            }
        }
    }
}

/// A site published twice to a mirror, the second time to what is there already, and found whole at its address.
fn published(site: &Site, words: &str) {
    done(site, &format!("publish {words}"));
    site.append(
        "incidents/2026-11-20-api.md",
        "\n## 2026-11-20 14:20 UTC - identified\n\nFound it.\n",
    );
    done(site, "publish");
    let (code, told) = stillup(site, "verify");
    assert_eq!(code, 0, "{told}");
}

fn over_webdav(writer: &Daemon, reader: &Daemon) -> Site {
    let table = format!(
        "webdav = {{ url = \"http://127.0.0.1:{}/dav/status\", user = \"{}\", gzip = true }}",
        writer.port, LOGIN.0
    );
    site(&table, reader.port)
}

#[test]
fn nginx_sends_packed_texts_to_everybody_as_the_docs_configure_it() {
    let writer = nginx();
    let folder = writer.folder.join("dav/status");
    let reader = nginx_as(&documented("nginx", &folder));
    let site = over_webdav(&writer, &reader);
    published(&site, "");
    reads(reader.port, &folder, Serves::All);
}

#[test]
fn apache_sends_packed_texts_to_everybody_as_the_docs_configure_it() {
    let writer = apache();
    let folder = writer.folder.join("dav/status");
    let reader = apache_as(&folder, &documented("apache", &folder));
    let site = over_webdav(&writer, &reader);
    published(&site, "");
    reads(reader.port, &folder, Serves::AllButThe404Page);
}

#[test]
fn a_host_that_can_only_be_changed_by_a_file_sends_packed_texts_to_who_reads_them() {
    let writer = vsftpd("");
    let folder = writer.folder.join("srv/status");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join(".htaccess"), documented("apache", &folder)).expect("a file");
    open_to_all(&folder);
    let reader = apache_as(&folder, "");
    let table = format!(
        "ftp = {{ host = \"127.0.0.1\", port = {}, user = \"{}\", path = \"/srv/status\", certificate = \"{}\", gzip = true }}",
        writer.port,
        ftp::LOGIN.0,
        writer.folder.join("ftp.pem").display()
    );
    let site = site(&table, reader.port);
    published(&site, "--adopt");
    reads(reader.port, &folder, Serves::Gzip);
}

#[test]
fn the_setting_is_not_changed_for_a_folder_that_was_published_to() {
    let writer = nginx();
    let folder = writer.folder.join("dav/status");
    let reader = nginx_as(&documented("nginx", &folder));
    let site = over_webdav(&writer, &reader);
    published(&site, "");
    let config = site.read("stillup.toml");
    site.write(
        "stillup.toml",
        &config.replace("gzip = true", "gzip = false"),
    );
    for words in ["publish", "publish --force --adopt", "plan"] {
        let (code, told) = stillup(&site, words);
        assert_eq!(code, 3, "{words}: {told}");
        let problem = "what is there was published with `gzip = true`\n\
                       because: every text is there as `….gz` only: plain files beside them would not take their place\n\
                       hint: gzip = true   # or publish to a folder where nothing is, `.stillup` neither\n";
        assert!(told.contains(problem), "{words}: {told}");
    }
    site.write("stillup.toml", &config);
    reads(reader.port, &folder, Serves::All);
    done(&site, "publish");
}
