//! Sites to look at, published by the program itself.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// When they are looked at, unless the clock has to be real.
pub const NOW: &str = "2026-11-20T14:36:00Z";

/// A site in a folder of its own.
pub struct Site {
    root: tempfile::TempDir,
}

impl Site {
    /// With this configuration and nothing said yet.
    pub fn new(config: &str) -> Self {
        let site = Site {
            root: tempfile::tempdir().expect("a folder"),
        };
        site.write("stillup.toml", config);
        site.write("incidents/.keep", "");
        site
    }

    pub fn write(&self, path: &str, text: &str) {
        let at = self.path(path);
        std::fs::create_dir_all(at.parent().expect("in the site")).expect("a folder");
        std::fs::write(at, text).expect("a file");
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// Runs the program with these words; findings are fine, failing is not.
    pub fn run(&self, words: &[&str]) {
        run(self.root.path(), words);
    }

    /// Where the files of its one copy are, published at `NOW`.
    pub fn published(&self) -> PathBuf {
        self.run(&["publish", "--now", NOW]);
        self.path("out")
    }
}

/// Runs the program in a folder.
pub fn run(folder: &Path, words: &[&str]) {
    let said = Command::new(env!("CARGO_BIN_EXE_stillup"))
        .args(words)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .stdin(Stdio::null())
        .output()
        .expect("stillup runs");
    assert!(
        matches!(said.status.code(), Some(0 | 1 | 4)),
        "stillup {words:?}\n{}",
        String::from_utf8_lossy(&said.stderr)
    );
}

/// `[site]` and one copy in the folder `out`.
fn head(theme: &str) -> String {
    format!(
        "[site]\nid = \"acme\"\ntitle = \"Acme\"\naddress = \"https://status.acme.example\"\ntheme = \"{theme}\"\n\
         homepage = \"https://acme.example/\"\ncontact = \"mailto:help@acme.example\"\n\n\
         [[mirror]]\nname = \"one\"\naddress = \"https://status.acme.example\"\ndir = {{ path = \"out\" }}\n\n\
         [policy]\nupdate_every = false\n"
    )
}

fn components(config: &mut String, groups: usize, each: usize) {
    for group in 0..groups {
        write!(
            config,
            "\n[[group]]\nid = \"g{group}\"\ntitle = \"Group {group}\"\n"
        )
        .expect("text");
    }
    for at in 0..groups * each {
        let name = [
            "API",
            "Web console",
            "Sign-in",
            "Background jobs",
            "Database",
            "Search",
        ][at % 6];
        write!(
            config,
            "\n[[component]]\nid = \"c{at}\"\ntitle = \"{name} {at}\"\ngroup = \"g{}\"\nsince = 2025-03-01\n",
            at / each
        )
        .expect("text");
    }
}

/// The page of the budget: twelve components with a bad quarter, one open incident with four updates.
pub fn budget(theme: &str) -> Site {
    let mut config = head(theme);
    components(&mut config, 4, 3);
    let site = Site::new(&config);
    for n in 0..24 {
        let day = format!("2026-{:02}-{:02}", 9 + n / 12, 1 + n * 2 % 27);
        site.write(
            &format!("incidents/{day}-trouble-{n}.md"),
            &format!(
                "# Trouble\n\n## {day} 08:10 UTC - investigating {{c{0}=partial_outage}}\n\nDown.\n\n\
                 ## {day} 09:10 UTC - resolved {{c{0}=operational}}\n\nUp.\n",
                n % 12
            ),
        );
    }
    site.write("incidents/2026-11-20-api-errors.md", OPEN);
    site
}

const OPEN: &str = "---
next_update: 2026-11-20 15:00 UTC
---
# Requests to the API fail in Europe

## 2026-11-20 14:05 UTC - investigating {c0=partial_outage}

One in five requests to the API from Europe fails with a status of 503. We are looking into it.

## 2026-11-20 14:12 UTC - update {c1=degraded_performance}

Pages of the console that need the API load slowly.

## 2026-11-20 14:21 UTC - identified

A configuration sent at 13:58 takes one of three gateways out. We are taking it back:

- gateway 1 at 14:20
- gateways 2 and 3 by 14:40

Retrying a failed request is safe.

## 2026-11-20 14:33 UTC - monitoring {c0=degraded_performance, c1=operational}

The old configuration is back on all gateways. Fewer than one request in a thousand fails; see [retries](https://docs.acme.example/retries).
";

/// One component, and nothing ever happened.
pub fn bare(theme: &str) -> Site {
    Site::new(&format!(
        "{}\n[[component]]\nid = \"api\"\ntitle = \"API\"\n",
        head(theme)
    ))
}

/// Two hundred components and twelve open incidents: long words, another script's direction, sixty updates.
pub fn crowd(theme: &str) -> Site {
    let mut config = head(theme);
    components(&mut config, 10, 20);
    config = config.replace(
        "title = \"Search 5\"",
        "title = \"Durchschnittsgeschwindigkeitsüberwachungsdienst für Datenbanken in eu-central-1\"",
    );
    let site = Site::new(&config);
    for n in 0..10 {
        let status = ["degraded_performance", "partial_outage", "major_outage"][n % 3];
        site.write(
            &format!("incidents/2026-11-20-open-{n}.md"),
            &format!(
                "# Requests of customers in region {n} fail\n\n## 2026-11-20 {:02}:05 UTC - investigating {{c{}={status}}}\n\nWe are looking.\n",
                n + 4,
                n * 13
            ),
        );
    }
    let mut long = "# Speicherplatzverwaltungssystemausfall in allen Rechenzentren von eu-central-1 und was wir dagegen unternehmen, Stunde für Stunde\n".to_owned();
    for n in 0..60 {
        let status = ["investigating", "identified", "monitoring"][n / 20];
        write!(long, "\n## 2026-11-{:02} {:02}:00 UTC - {status} {{c5=partial_outage}}\n\nUpdate {n}: https://status.example.com/a/very/long/address/that/has/no/place/to/break/{n}/at/all/whatever/happens\n", 18 + n / 24, n % 24).expect("text");
    }
    site.write("incidents/2026-11-18-long.md", &long);
    site.write(
        "incidents/2026-11-20-rtl.md",
        "---\nlang: ar\n---\n# تعطل تسجيل الدخول\n\n## 2026-11-20 13:00 UTC - investigating {c2=major_outage}\n\nنحقق في فشل تسجيل الدخول (503) لدى API.\n",
    );
    site
}

/// This repository's own site, at `NOW`: every kind of page there is.
pub fn own(theme: &str) -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = std::fs::read_to_string(root.join("stillup.toml")).expect("the configuration");
    let (head, _) = config.split_once("[[mirror]]").unwrap_or((&config, ""));
    let head = head.replacen("theme = \"harbour\"", &format!("theme = \"{theme}\""), 1);
    let site = Site::new(&format!(
        "{head}\n[[mirror]]\nname = \"one\"\naddress = \"https://status.acme.example\"\ndir = {{ path = \"out\" }}\n\n\
         [[mirror]]\nname = \"two\"\naddress = \"https://acme-status.example.net/copy\"\ndir = {{ path = \"other\" }}\n"
    ));
    copy(&root.join("incidents"), &site.path("incidents"));
    site
}

/// The same in three languages, one of them written from right to left.
pub fn spoken(theme: &str) -> Site {
    let site = own(theme);
    let config = std::fs::read_to_string(site.path("stillup.toml")).expect("the configuration");
    let languages = "languages = [\"en\", \"de\"]";
    assert!(config.contains(languages), "{config}");
    let more = "languages = [\"en\", \"de\", \"ar\", \"he\"]";
    site.write("stillup.toml", &config.replace(languages, more));
    site
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &to),
            false => drop(std::fs::copy(&path, to).expect("a file")),
        }
    }
}
