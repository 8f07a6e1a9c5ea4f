//! Three copies of three kinds on real servers, one of which dies, hangs, and comes back: a folder that nginx
//! serves, a bucket of moto's, a folder of another nginx over WebDAV.

use crate::daemons::cut::Line;
use crate::daemons::web::{LOGIN, nginx};
use crate::daemons::{Daemon, installed, start, user};
use crate::servers::moto;
use crate::site::{Ran, Site};
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, Instant};

const API: &str = "incidents/2026-11-20-api.md";

/// The site, and the servers its copies are on.
struct Copies {
    site: Site,
    /// Serves the folder and takes WebDAV.
    web: Daemon,
    /// Stands before the bucket, as a CDN does: a bucket alone has no home page at `/`.
    _front: Daemon,
    /// What WebDAV goes through.
    line: Line,
}

/// An nginx that shows the bucket that is below an address, home page and all, and a folder without a login.
fn front(bucket: &str, folder: &Path) -> Daemon {
    let program = installed(&["nginx"], "nginx-light");
    let folder = folder.display().to_string();
    start("front", |own, port| {
        let at = own.display();
        let who = if user() == "root" { "user root;\n" } else { "" };
        let places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        let places = places.map(|name| format!("{name}_temp_path {at}/{name};\n"));
        let config = format!(
            "{who}error_log stderr error;\npid {at}/pid;\nevents {{}}\nhttp {{\n{}access_log off;\n\
             include /etc/nginx/mime.types;\ntypes_hash_max_size 4096;\n\
             server {{\nlisten 127.0.0.1:{port};\nadd_header Access-Control-Allow-Origin * always;\n\
             location = / {{ proxy_pass {bucket}/index.html; }}\nlocation / {{ proxy_pass {bucket}/; }}\n\
             location /dav/ {{ root {folder}; }}\n}}\n}}\n",
            places.concat()
        );
        let file = own.join("nginx.conf").display().to_string();
        std::fs::write(&file, config).expect("a file");
        let program = program.display().to_string();
        vec![
            program,
            "-g".into(),
            "daemon off;".into(),
            "-c".into(),
            file,
        ]
    })
}

impl Copies {
    fn new() -> Self {
        let (site, web) = (Site::new(), nginx());
        let line = Line::to(web.port);
        let here = web.folder.join("here");
        let settings = site.read("stillup.toml");
        let shared = settings.split("[[mirror]]").next().expect("a beginning");
        let prefix = stillup::publish::release::nonce();
        let (web_at, moto_at) = (web.port, moto().port);
        let bucket = format!("http://127.0.0.1:{moto_at}/stillup/{prefix}");
        let front = front(&bucket, &web.folder);
        let front_at = front.port;
        let mirrors = format!(
            "[[mirror]]\nname = \"here\"\naddress = \"http://127.0.0.1:{web_at}/here\"\ndir = {{ path = \"{}\" }}\n\n\
             [[mirror]]\nname = \"bucket\"\naddress = \"http://127.0.0.1:{front_at}\"\n\
             s3 = {{ bucket = \"stillup\", prefix = \"{prefix}\", endpoint = \"http://127.0.0.1:{moto_at}\", \
             acl = \"public-read\", trust_conditional = true }}\n\n\
             [[mirror]]\nname = \"dav\"\naddress = \"http://127.0.0.1:{front_at}/dav\"\n\
             webdav = {{ url = \"http://127.0.0.1:{}/dav\", user = \"{}\" }}\n",
            here.display(),
            line.port,
            LOGIN.0,
        );
        site.write("stillup.toml", &format!("{shared}{mirrors}"));
        Copies {
            site,
            web,
            _front: front,
            line,
        }
    }

    fn run(&self, words: &str, code: i32) -> Ran {
        let ran = self.site.run_with(
            words,
            &[
                ("AWS_ACCESS_KEY_ID", "test"),
                ("AWS_SECRET_ACCESS_KEY", "canary-of-a-secret"),
                ("STILLUP_WEBDAV_PASSWORD", LOGIN.1),
            ],
        );
        assert_eq!(ran.code, code, "stillup {words}\n{}{}", ran.data, ran.talk);
        ran
    }

    fn say(&self, minute: u32, words: &str) {
        let update = format!("\n## 2026-11-20 14:{minute} UTC - update\n\n{words}\n");
        self.site.append(API, &update);
    }

    /// A file of the copy behind WebDAV, as it is there.
    fn at_dav(&self, path: &str) -> String {
        std::fs::read_to_string(self.web.folder.join("dav").join(path)).expect("a file")
    }
}

fn outcomes(ran: &Ran) -> Vec<(String, String, u64)> {
    let receipt: Value = serde_json::from_str(&ran.data).expect("a receipt");
    let mirrors = receipt["mirrors"].as_array().expect("mirrors");
    let line = |mirror: &Value| {
        let text = |key: &str| mirror[key].as_str().unwrap_or_default().to_owned();
        let written = mirror["written"].as_u64().unwrap_or_default();
        (text("name"), text("outcome"), written)
    };
    mirrors.iter().map(line).collect()
}

fn words(outcomes: &[(String, String, u64)]) -> Vec<String> {
    let words = outcomes.iter();
    words
        .map(|(name, outcome, _)| format!("{name} {outcome}"))
        .collect()
}

#[test]
fn a_host_that_dies_in_the_middle_is_told_lived_with_and_repaired() {
    let copies = Copies::new();
    let first = outcomes(&copies.run("publish --json", 0));
    assert_eq!(words(&first), ["here live", "bucket live", "dav live"]);
    copies.say(31, "It gets worse.");
    // WebDAV moves file after file in place: some of them are the new ones, and then it is gone.
    copies.line.cut_after(6, "MOVE ");
    let ran = copies.run("publish --json --now 2026-11-20T14:32:00Z", 3);
    assert!(copies.line.is_cut());
    assert_eq!(
        words(&outcomes(&ran)),
        ["here live", "bucket live", "dav failed"]
    );
    assert!(ran.talk.contains("error: mirror `dav`: "), "{}", ran.talk);
    assert!(copies.at_dav("index.html").ends_with("</html>\n"));

    // The word is out where it could get out; who asked for two of three has what was asked for.
    let verified = copies.run(
        "verify --only here --only bucket --now 2026-11-20T14:33:00Z",
        0,
    );
    assert_eq!(
        verified.data.matches("  fresh  ").count(),
        2,
        "{}",
        verified.data
    );
    let ran = copies.run("publish --json --quorum 2 --now 2026-11-20T14:34:00Z", 0);
    assert_eq!(
        words(&outcomes(&ran)),
        ["here unchanged", "bucket unchanged", "dav failed"]
    );
    copies.run("publish --quorum 3 --now 2026-11-20T14:34:00Z", 3);

    // Back again, it is repaired from what its own manifest says of it: the rest is not sent once more.
    copies.line.mend();
    let repaired = outcomes(&copies.run("publish --json --now 2026-11-20T14:35:00Z", 0));
    assert_eq!(
        words(&repaired),
        ["here unchanged", "bucket unchanged", "dav live"]
    );
    assert!(
        repaired[2].2 < first[2].2,
        "{repaired:?}, at first {first:?}"
    );
    let page = copies.at_dav("incidents/2026-11-20-api.html");
    assert!(page.contains("It gets worse."));
    let verified = copies.run("verify --now 2026-11-20T14:36:00Z", 0);
    assert_eq!(
        verified.data.matches("  fresh  ").count(),
        3,
        "{}",
        verified.data
    );
}

#[test]
fn a_host_that_hangs_keeps_no_other_waiting() {
    let copies = Copies::new();
    copies.run("publish", 0);
    copies.say(31, "It gets worse.");
    copies.line.fall_silent();
    let (page, began) = (
        copies.web.folder.join("here/incidents/2026-11-20-api.html"),
        Instant::now(),
    );
    let told = std::thread::scope(|threads| {
        let told = threads.spawn(|| {
            let there = || std::fs::read_to_string(&page).unwrap_or_default();
            while !there().contains("It gets worse.") && began.elapsed() < Duration::from_secs(60) {
                std::thread::sleep(Duration::from_millis(50));
            }
            began.elapsed()
        });
        let words = "publish --json --deadline 25 --now 2026-11-20T14:32:00Z";
        let ran = copies.run(words, 3);
        assert_eq!(
            words_of(&ran),
            ["here live", "bucket live", "dav failed"],
            "{}",
            ran.talk
        );
        told.join().expect("it looked")
    });
    // Others are out long before the one that hangs is given up.
    assert!(told < Duration::from_secs(20), "{told:?}");
    assert!(began.elapsed() > Duration::from_secs(25));
}

fn words_of(ran: &Ran) -> Vec<String> {
    words(&outcomes(ran))
}
