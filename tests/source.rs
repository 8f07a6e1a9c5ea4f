//! A folder of incidents, as people really leave it: what is read, and the whole text of every problem.

#![allow(clippy::disallowed_methods, reason = "edge: tests use the disk")]

use std::fs;
use std::path::Path;
use stillup::config;
use stillup::model::{Incident, Site};
use stillup::problem::human;
use stillup::source::{folder, text, theme};
use tempfile::TempDir;

const CONFIG: &str = "[site]\ntitle = \"Acme\"\naddress = \"https://status.acme.example\"\n\
    languages = [\"en\", \"de\", \"pt-BR\"]\n[[component]]\nid = \"api\"\n";

const GOOD: &str = "# Slow queries\n\n## 2026-11-02 14:05 UTC - investigating {api=partial_outage}\n\nWe are looking.\n";

/// A site in a folder of its own.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Folder(tempfile::tempdir().unwrap());
        fs::create_dir(folder.0.path().join("incidents")).unwrap();
        folder
    }

    fn with(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn load(&self) -> (Site, String) {
        let site = config::parse("stillup.toml", CONFIG).0.unwrap().site();
        let (site, problems) = folder::load(self.path(), site);
        (site, human(&problems, false))
    }
}

fn ids(site: &Site) -> Vec<&str> {
    site.incidents
        .iter()
        .map(|incident| incident.id.as_str())
        .collect()
}

fn incident<'a>(site: &'a Site, id: &str) -> &'a Incident {
    site.incidents
        .iter()
        .find(|incident| incident.id == id)
        .unwrap()
}

#[test]
fn incidents_are_found_in_any_sub_folder_and_sorted_by_id() {
    let folder = Folder::new()
        .with("incidents/2026-11-02-b.md", GOOD)
        .with("incidents/2026/11/2026-11-02-c.md", GOOD)
        .with("incidents/old/2026-11-02-a.MD", GOOD);
    let (site, problems) = folder.load();
    assert_eq!(problems, "");
    assert_eq!(ids(&site), ["2026-11-02-a", "2026-11-02-b", "2026-11-02-c"]);
    assert_eq!(
        &*incident(&site, "2026-11-02-c").file,
        "incidents/2026/11/2026-11-02-c.md"
    );
    assert_eq!(incident(&site, "2026-11-02-c").title, "Slow queries");
    assert!(site.unread.is_empty());
}

#[test]
fn what_is_set_aside_is_left_alone() {
    let folder = Folder::new()
        .with("incidents/a.md", GOOD)
        .with("incidents/_draft.md", "nothing")
        .with("incidents/_templates/x.md", "nothing")
        .with("incidents/.hidden.md", "nothing")
        .with("incidents/.git/x.md", "nothing")
        .with("incidents/a.md~", "nothing")
        .with("incidents/notes.txt", "nothing");
    let (site, problems) = folder.load();
    assert_eq!((ids(&site), problems.as_str()), (vec!["a"], ""));
    assert!(site.assets.is_empty());
}

#[test]
fn a_draft_is_no_incident_and_its_translation_no_problem() {
    let folder = Folder::new()
        .with("incidents/a.md", format!("---\ndraft: true\n---\n{GOOD}"))
        .with("incidents/a.de.md", "# Langsam\n");
    let (site, problems) = folder.load();
    assert_eq!((ids(&site), problems.as_str()), (vec![], ""));
}

#[test]
fn translations_belong_to_their_original_whatever_their_case() {
    let german =
        "# Langsame Abfragen\n\n## 2026-11-02 14:05 UTC - investigating\n\nWir sehen nach.\n";
    let folder = Folder::new()
        .with("incidents/a.md", GOOD)
        .with("incidents/a.pt-br.md", german)
        .with("incidents/a.de.md", german)
        .with("incidents/a.fr.md", GOOD);
    let (site, problems) = folder.load();
    let expected = "\
error: `incidents/a.fr.md` reads as a translation of `a`, but `fr` is not among the site's languages
--> incidents/a.fr.md
hint: languages = [\"en\", \"de\", \"pt-BR\", \"fr\"]   # in stillup.toml

1 problem
";
    assert_eq!(problems, expected);
    assert_eq!(
        ids(&site),
        ["a", "a.fr"],
        "a language the site does not have is part of an id"
    );
    let languages: Vec<_> = incident(&site, "a").translations.keys().collect();
    assert_eq!(languages, ["de", "pt-BR"]);
    let without = Folder::new().with("incidents/a.md", GOOD).load().0;
    assert_ne!(incident(&site, "a").digest, without.incidents[0].digest);
}

#[test]
fn a_translation_of_nothing_is_shown_with_a_problem() {
    let folder = Folder::new().with("incidents/2026/a.de.md", GOOD);
    let (site, problems) = folder.load();
    assert_eq!(ids(&site), ["a.de"]);
    assert!(site.incidents[0].being_corrected);
    let expected = "\
error: `incidents/2026/a.de.md` is a translation into `de`, but there is no `a.md`
--> incidents/2026/a.de.md
hint: git mv incidents/2026/a.de.md incidents/2026/a.md

1 problem
";
    assert_eq!(problems, expected);
}

#[test]
fn two_translations_into_one_language_are_a_problem() {
    let german = "# Langsam\n";
    let folder = Folder::new()
        .with("incidents/a.md", GOOD)
        .with("incidents/a.de.md", german)
        .with("incidents/x/a.de.md", german);
    let expected = "\
error: `incidents/a.de.md` translates `a` into `de` already
--> incidents/x/a.de.md
hint: git rm incidents/x/a.de.md

1 problem
";
    assert_eq!(folder.load().1, expected);
}

#[test]
fn names_that_are_no_ids_are_mended_with_a_problem() {
    let folder = Folder::new()
        .with("incidents/2026.md", GOOD)
        .with("incidents/API down.md", GOOD)
        .with("incidents/2026-11-02-störung.md", GOOD);
    let (site, problems) = folder.load();
    assert_eq!(
        ids(&site),
        ["2026-11-02-stoerung", "api-down", "incident-2026"]
    );
    assert!(
        site.incidents
            .iter()
            .all(|incident| incident.being_corrected)
    );
    let expected = "\
error: `2026-11-02-störung` is no id: it may have up to 100 of `a-z 0-9 - _ .`
--> incidents/2026-11-02-störung.md
hint: git mv incidents/2026-11-02-störung.md incidents/2026-11-02-stoerung.md

error: `2026` is no id: four digits would be a year
--> incidents/2026.md
hint: git mv incidents/2026.md incidents/incident-2026.md

error: `API down` is no id: it may have up to 100 of `a-z 0-9 - _ .`
--> incidents/API down.md
hint: git mv 'incidents/API down.md' incidents/api-down.md

3 problems
";
    assert_eq!(problems, expected);
}

#[test]
fn two_files_with_one_id_are_both_published() {
    let folder = Folder::new()
        .with("incidents/2025/a.md", GOOD)
        .with("incidents/2026/a.md", GOOD.replace("Slow", "Fast"))
        .with("incidents/2027/a.md", GOOD)
        .with("incidents/a-2.md", GOOD);
    let (site, problems) = folder.load();
    assert_eq!(ids(&site), ["a", "a-2", "a-3", "a-4"]);
    assert_eq!(incident(&site, "a-3").title, "Fast queries");
    assert!(!incident(&site, "a").being_corrected && incident(&site, "a-3").being_corrected);
    let expected = "\
error: `incidents/2026/a.md` and `incidents/2025/a.md` have one id, `a`
--> incidents/2026/a.md
hint: git mv incidents/2026/a.md incidents/2026/a-3.md

error: `incidents/2027/a.md` and `incidents/2025/a.md` have one id, `a`
--> incidents/2027/a.md
hint: git mv incidents/2027/a.md incidents/2027/a-4.md

2 problems
";
    assert_eq!(problems, expected);
}

#[test]
fn another_ending_of_markdown_is_said_not_skipped() {
    let expected = "\
error: `incidents/x.markdown` is not read: an incident's file ends in `.md`
--> incidents/x.markdown
hint: git mv incidents/x.markdown incidents/x.md

1 problem
";
    assert_eq!(
        Folder::new().with("incidents/x.markdown", GOOD).load().1,
        expected
    );
}

#[test]
fn a_missing_folder_is_not_good_news() {
    let folder = Folder(tempfile::tempdir().unwrap());
    let (site, problems) = folder.load();
    assert_eq!(
        problems,
        "error: there is no folder `incidents`\nhint: mkdir incidents\n\n1 problem\n"
    );
    assert_eq!(site.unread, ["incidents"]);
    let folder = folder.with("incidents", "a file");
    let (site, problems) = folder.load();
    let expected = "error: there is no folder `incidents`\nbecause: it is a file\nhint: mkdir incidents\n\n1 problem\n";
    assert_eq!((problems.as_str(), site.unread.len()), (expected, 1));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_opened_keeps_its_page_and_is_known_as_unread() {
    let folder = Folder::new().with("incidents/2026-11-02-b.md", GOOD);
    std::os::unix::fs::symlink(
        "nowhere.md",
        folder.path().join("incidents/2026-11-01-a.md"),
    )
    .unwrap();
    let (site, problems) = folder.load();
    assert_eq!(site.unread, ["incidents/2026-11-01-a.md"]);
    assert!(
        problems.starts_with("error: cannot read `incidents/2026-11-01-a.md`\n"),
        "{problems}"
    );
    assert!(problems.ends_with("\n1 problem\n"), "{problems}");
    assert_eq!(incident(&site, "2026-11-02-b").title, "Slow queries");
}

#[cfg(unix)]
#[test]
fn folders_that_lead_back_to_themselves_end() {
    let folder = Folder::new().with("incidents/x/a.md", GOOD);
    std::os::unix::fs::symlink("..", folder.path().join("incidents/x/loop")).unwrap();
    let (site, problems) = folder.load();
    assert_eq!(ids(&site), ["a"]);
    let expected = "\
error: `incidents/x/loop` leads back to `incidents`
--> incidents/x/loop
hint: rm incidents/x/loop

1 problem
";
    assert_eq!((problems.as_str(), site.unread.len()), (expected, 0));
}

#[test]
fn odd_bytes_and_long_files_are_read_as_far_as_they_can_be() {
    let long = format!("{GOOD}{}", "word ".repeat(400_000));
    let folder = Folder::new()
        .with(
            "incidents/a.md",
            GOOD.replace("looking", "l\u{f6}\u{f6}king")
                .chars()
                .map(|c| c as u8)
                .collect::<Vec<_>>(),
        )
        .with("incidents/b.md", long)
        .with(
            "incidents/c.md",
            [0, 159, 146, 150, 255, 0, 10].repeat(1000),
        );
    let (site, problems) = folder.load();
    assert_eq!(ids(&site), ["a", "b", "c"]);
    assert!(
        site.incidents
            .iter()
            .all(|incident| incident.being_corrected)
    );
    assert_eq!(incident(&site, "a").title, "Slow queries");
    assert_eq!(incident(&site, "b").updates.len(), 1);
    assert!(
        incident(&site, "b").source.len() > 2_000_000,
        "a long file is read whole"
    );
    assert!(
        problems.contains("error: these bytes are not UTF-8\n --> incidents/a.md:5:9\n"),
        "{problems}"
    );
}

#[test]
fn only_assets_that_texts_show_are_read() {
    let text = format!(
        "{GOOD}\n![graph](assets/graph.png) ![g](/incidents/assets/graph.png?x) [pdf](assets/a%20b.pdf)\n\n\
         [top](../index.html) [other](other.md) <https://x.example/y.png> ![own](own.webp)\n"
    );
    let folder = Folder::new()
        .with("incidents/2026/a.md", &text)
        .with("incidents/2026/own.webp", "own")
        .with("incidents/assets/graph.png", "graph")
        .with("incidents/assets/a b.pdf", "pdf")
        .with("incidents/assets/unused.png", "unused");
    let (site, problems) = folder.load();
    assert_eq!(problems, "");
    let paths: Vec<_> = site
        .assets
        .iter()
        .map(|asset| asset.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "incidents/2026/own.webp",
            "incidents/assets/a b.pdf",
            "incidents/assets/graph.png"
        ]
    );
    assert_eq!(&*site.assets[2].bytes, b"graph");
    let changed = folder.with("incidents/assets/graph.png", "other").load().0;
    assert_ne!(
        changed.incidents[0].digest, site.incidents[0].digest,
        "its page shows another name"
    );
}

#[test]
fn assets_that_are_missing_or_unfit_are_said_where_they_stand() {
    let text = format!(
        "{GOOD}\n![a](assets/grpah.png)\n![b](../../secret.png)\n![c](assets/x.svg)\n\
         ![d](https://elsewhere.example/x.png)\n![e](../2025/e.png)\n![f](assets/large.png)\n"
    );
    let folder = Folder::new()
        .with("incidents/2026/a.md", &text)
        .with("incidents/assets/graph.png", "graph")
        .with("incidents/assets/x.svg", "<svg/>")
        .with("incidents/assets/large.png", vec![0; (5 << 20) + 1])
        .with("incidents/2025/e.png", "e")
        .with("secret.png", "secret");
    let (site, problems) = folder.load();
    let expected = "\
error: there is no `incidents/assets/grpah.png`
 --> incidents/2026/a.md:7:6
  |
7 | ![a](assets/grpah.png)
  |      ^^^^^^^^^^^^^^^^
hint: did you mean `incidents/assets/graph.png`?

error: `../../secret.png` leads out of `incidents`
 --> incidents/2026/a.md:8:6
  |
8 | ![b](../../secret.png)
  |      ^^^^^^^^^^^^^^^^
hint: put the file in `incidents/assets/`

error: `incidents/assets/x.svg` is of a kind that is not published
 --> incidents/2026/a.md:9:6
  |
9 | ![c](assets/x.svg)
  |      ^^^^^^^^^^^^
hint: save it as one of `.png`, `.jpg`, `.jpeg`, `.gif`, `.webp`, `.avif`

finding: the image `https://elsewhere.example/x.png` is not shown: a page holds nothing from elsewhere
  --> incidents/2026/a.md:10:6
   |
10 | ![d](https://elsewhere.example/x.png)
   |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
hint: save it in `incidents/assets/`

error: `incidents/2025/e.png` is neither in `incidents/assets/` nor beside the incident
  --> incidents/2026/a.md:11:6
   |
11 | ![e](../2025/e.png)
   |      ^^^^^^^^^^^^^
hint: git mv incidents/2025/e.png incidents/assets/e.png

error: `incidents/assets/large.png` is larger than 5 MiB
--> incidents/assets/large.png
hint: magick incidents/assets/large.png -resize 1600x incidents/assets/large.png

5 problems, 1 finding
";
    assert_eq!(problems, expected);
    assert!(site.incidents[0].being_corrected);
    assert!(site.assets.is_empty());
}

#[test]
fn aliases_lead_to_one_page_and_hide_none() {
    let aliased = |list: &str| format!("---\naliases: [{list}]\n---\n{GOOD}");
    let folder = Folder::new()
        .with(
            "incidents/a.md",
            aliased("incidents/old, incidents/old.html, x/, /y.html, incidents/a"),
        )
        .with(
            "incidents/b.md",
            aliased("incidents/old.html, incidents/a, history.html, components/api, z"),
        );
    let (site, problems) = folder.load();
    assert_eq!(
        incident(&site, "a").aliases,
        ["incidents/old", "x/", "y.html"]
    );
    assert_eq!(incident(&site, "b").aliases, ["z"]);
    let expected = "\
error: alias `incidents/old.html` cannot lead here: it is the address of incident `a`
 --> incidents/b.md:2:11
  |
2 | aliases: [incidents/old.html, incidents/a, history.html, components/api, z]
  |           ^^^^^^^^^^^^^^^^^^
hint: remove `incidents/old.html` from `aliases`

error: alias `incidents/a` cannot lead here: it is the address of incident `a`
 --> incidents/b.md:2:31
  |
2 | aliases: [incidents/old.html, incidents/a, history.html, components/api, z]
  |                               ^^^^^^^^^^^
hint: remove `incidents/a` from `aliases`

error: alias `history.html` cannot lead here: the site itself has a page there
 --> incidents/b.md:2:44
  |
2 | aliases: [incidents/old.html, incidents/a, history.html, components/api, z]
  |                                            ^^^^^^^^^^^^
hint: remove `history.html` from `aliases`

error: alias `components/api` cannot lead here: the site itself has a page there
 --> incidents/b.md:2:58
  |
2 | aliases: [incidents/old.html, incidents/a, history.html, components/api, z]
  |                                                          ^^^^^^^^^^^^^^
hint: remove `components/api` from `aliases`

4 problems
";
    assert_eq!(problems, expected);
}

#[test]
fn stillup_toml_is_read_or_its_lack_explained() {
    let folder = Folder::new().with("stillup.toml", CONFIG);
    assert_eq!(text::config(folder.path()).unwrap(), CONFIG);
    let problem = text::config(Folder::new().path()).unwrap_err();
    let expected =
        "error: there is no `stillup.toml`\n--> stillup.toml\nhint: stillup init\n\n1 problem\n";
    assert_eq!(human(&[problem], false), expected);
    let folder = folder.with("stillup.toml", b"[site]\ntitle = \"\xe4\"\n");
    let expected = "\
error: these bytes are not UTF-8
 --> stillup.toml:2:10
  |
2 | title = \"\u{fffd}\"
  |          ^
hint: iconv -f WINDOWS-1252 -t UTF-8 stillup.toml

1 problem
";
    assert_eq!(
        human(&[text::config(folder.path()).unwrap_err()], false),
        expected
    );
    let folder = folder.with("stillup.toml", vec![b'#'; 10_000_000]);
    let problem = text::config(folder.path()).unwrap_err();
    assert_eq!(
        (problem.code, problem.what.as_str()),
        ("too-large", "`stillup.toml` is longer than 1 MiB")
    );
}

#[test]
fn a_sites_own_templates_win_over_its_theme() {
    let folder = Folder::new()
        .with("themes/own/theme.css", "body {}")
        .with("themes/own/templates/home.html", "theme")
        .with("themes/own/templates/incident.html", "theme")
        .with("themes/own/preview.png", [0, 255])
        .with("themes/other/theme.css", "other")
        .with("templates/home.html", "site")
        .with("templates/.home.html.swp", "x");
    let (files, problems) = theme::overrides(folder.path(), "own");
    assert_eq!(problems, []);
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_str()))
        .collect();
    assert_eq!(
        files,
        [
            ("templates/home.html", "site"),
            ("templates/incident.html", "theme"),
            ("theme.css", "body {}")
        ]
    );
    assert!(
        theme::overrides(Folder::new().path(), "harbour")
            .0
            .is_empty()
    );
    let folder = folder.with("templates/bad.html", [b'a', 255]);
    assert_eq!(theme::overrides(folder.path(), "../other").1.len(), 1);
}

#[test]
fn many_files_are_read_quickly_even_when_all_are_called_the_same() {
    let folder = Folder::new();
    for number in 0..2_000 {
        let path = folder.path().join(format!("incidents/{number}"));
        fs::create_dir(&path).unwrap();
        fs::write(path.join("index.md"), GOOD).unwrap();
    }
    let (site, problems) = folder.load();
    assert_eq!(site.incidents.len(), 2_000);
    assert!(problems.ends_with("\n1999 problems\n"));
}

#[test]
fn a_page_is_made_anew_once_its_problem_is_gone_though_its_own_file_is_the_same() {
    let aliased = format!("---\naliases: [incidents/old]\n---\n{GOOD}");
    let folder = Folder::new()
        .with("incidents/a.md", &aliased)
        .with("incidents/b.md", &aliased);
    let clash = folder.load().0;
    let mended = folder.with("incidents/a.md", GOOD).load().0;
    assert!(incident(&clash, "b").being_corrected && !incident(&mended, "b").being_corrected);
    assert_ne!(incident(&clash, "b").digest, incident(&mended, "b").digest);
}

#[test]
fn what_looks_name_is_read_once_and_carried_or_said_and_named_no_more() {
    const LOOKS: &str = "[theme]\nlogo = \"a/logo.svg\"\nfavicon = \"a/logo.svg\"\n\
        fonts = { text = \"a.woff2\", bold = \"b.woff2\" }\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><path d=\"M0 0\"/></svg>";
    let folder = Folder::new()
        .with("a/logo.svg", svg)
        .with("a.woff2", [b"wOF2", [0; 60].as_slice()].concat())
        .with("b.woff2", [b"wOF2", vec![0; 300 << 10].as_slice()].concat());
    let gathered = |folder: &Folder| {
        let text = format!("{CONFIG}\n{LOOKS}");
        let site = config::parse("stillup.toml", &text).0.unwrap().site();
        stillup::source::gather::gather(folder.path(), site, None, None)
    };
    let (site, problems) = gathered(&folder);
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["asset-too-large"]);
    assert_eq!(problems[0].what, "`b.woff2` is larger than 300 KiB");
    let kept: Vec<&str> = site.assets.iter().map(|asset| &*asset.path).collect();
    assert_eq!(kept, ["a/logo.svg", "a.woff2"]);
    let carried: Vec<&str> = site
        .carried
        .assets
        .iter()
        .map(|(path, _)| &**path)
        .collect();
    assert_eq!(carried, kept);
    assert_eq!(site.looks.logo.as_ref().unwrap().size, (40, 20));
    let named: Vec<&str> = site.looks.files().map(|path| &**path).collect();
    assert_eq!(named, ["a/logo.svg", "a/logo.svg", "a.woff2"]);

    let folder = folder.with("a/logo.svg", svg.replace("<path", "<path onclick=\"x()\""));
    let (site, problems) = gathered(&folder);
    let what: Vec<&str> = problems.iter().map(|problem| &*problem.what).collect();
    let run = "`a/logo.svg` is not published: `<path>` has `onclick`, which runs a script";
    assert_eq!(what, [run, run, "`b.woff2` is larger than 300 KiB"]);
    assert_eq!((site.looks.logo, site.looks.favicon), (None, None));
}
