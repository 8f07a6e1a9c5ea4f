//! What cannot be said as a folder: size, age, other programs, and the cases taken together.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use libtest_mimic::{Failed, Trial};

use super::case::Case;
use super::pipeline::{self, BuiltSite};
use super::{documents, expected, links};
use crate::generator;

/// A test that says what it found.
type Proof = fn() -> Result<(), String>;

/// What the format promises of bad input; each must be the subject of a case.
const BAD_INPUT: [&str; 13] = [
    "unknown component",
    "unknown status",
    "unknown key",
    "impossible time",
    "ambiguous time",
    "front matter that does not parse",
    "no title",
    "no update",
    "two files with one id",
    "bytes that are not UTF-8",
    "a link to an asset that is not there",
    "markdown nested beyond reason",
    "stillup.toml does not parse",
];

/// Failures of other status pages that a test of this file shows to be impossible here, not a case.
const SHOWN_HERE: [&str; 4] = ["M1", "M12", "M16", "M18"];

/// The moment of the example.
const EXAMPLE: &str = "2026-11-20T14:36:00Z";

/// All tests of this file.
pub fn trials(cases: &[Arc<Case>]) -> Vec<Trial> {
    let covered: BTreeSet<String> = cases
        .iter()
        .flat_map(|case| case.covers.iter().cloned())
        .collect();
    let mut trials = vec![Trial::test(
        "every-promise-and-every-failure-of-others-has-a-case",
        move || all_covered(&covered),
    )];
    let tests: [(&str, Proof); 9] = [
        (
            "the-check-of-links-finds-what-it-is-for",
            links::finds_what_it_is_for,
        ),
        (
            "the-check-of-documents-finds-what-it-is-for",
            documents::finds_what_it_is_for,
        ),
        (
            "the-comparison-finds-what-it-is-for",
            expected::finds_what_it_is_for,
        ),
        (
            "generated-content-is-as-realistic-as-it-claims",
            generated_content,
        ),
        ("this-repository-is-a-site-with-nothing-wrong", own_example),
        (
            "a-file-over-a-mebibyte-is-a-problem-and-the-others-are-published",
            large_file,
        ),
        (
            "m12-a-page-says-when-it-was-written-and-turns-stale",
            age_is_the_edition,
        ),
        (
            "m16-cost-grows-with-the-incidents-and-not-with-their-square",
            cost_is_linear,
        ),
        (
            "m1-m18-a-build-needs-no-other-program-and-no-git",
            needs_nothing_else,
        ),
    ];
    trials
        .extend(tests.map(|(name, test)| Trial::test(name, move || test().map_err(Failed::from))));
    trials
}

fn all_covered(covered: &BTreeSet<String>) -> Result<(), Failed> {
    let failures = (1..=18)
        .map(|number| format!("M{number}"))
        .filter(|failure| !SHOWN_HERE.contains(&failure.as_str()));
    let missing: Vec<String> = failures
        .chain(BAD_INPUT.iter().map(|input| format!("bad input: {input}")))
        .filter(|subject| !covered.contains(subject))
        .collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(format!("no case covers {}", missing.join(", ")).into()),
    }
}

fn own_example() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config =
        std::fs::read_to_string(root.join("stillup.toml")).map_err(|error| error.to_string())?;
    let built = pipeline::build(root, &config, moment(EXAMPLE));
    if !built.problems.is_empty() {
        return Err(built.problems);
    }
    sound(&built.site.ok_or("nothing was built")?)
}

/// What every site must satisfy.
fn sound(site: &BuiltSite) -> Result<(), String> {
    let mut complaints = site.complaints.clone();
    complaints.extend(links::complaints(&site.files, &site.address));
    complaints.extend(documents::complaints(&site.files));
    match complaints.is_empty() {
        true => Ok(()),
        false => Err(complaints.join("\n")),
    }
}

fn generated_content() -> Result<(), String> {
    let files: Vec<_> = (0..400)
        .map(|number| generator::incident(number, 400))
        .collect();
    let bytes: usize = files.iter().map(|file| file.text.len()).sum();
    let maintenance = files
        .iter()
        .filter(|file| file.text.contains("scheduled:"))
        .count();
    let paths: BTreeSet<_> = files.iter().map(|file| &file.path).collect();
    let updates = |text: &str| text.lines().filter(|line| line.starts_with("## ")).count();
    let odd = files
        .iter()
        .find(|file| !file.text.contains("scheduled:") && !(3..=7).contains(&updates(&file.text)));
    if !(1_600..=2_200).contains(&(bytes / files.len())) {
        return Err(format!("{} bytes each", bytes / files.len()));
    }
    if maintenance != files.len() / 10 || paths.len() != files.len() {
        return Err(format!(
            "{maintenance} are maintenance, {} paths",
            paths.len()
        ));
    }
    if let Some(file) = odd {
        return Err(format!("{} updates in\n{}", updates(&file.text), file.text));
    }
    let built = generate(60)?;
    if !built.problems.is_empty() && built.problems.contains("error: ") {
        return Err(built.problems);
    }
    sound(&built.site.ok_or("nothing was built")?)
}

fn large_file() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let incidents = folder.path().join("incidents");
    let large = format!(
        "# Requests fail\n\n## 2026-11-20 14:05 UTC - investigating {{api=partial_outage}}\n\n{}",
        "Some requests fail. ".repeat(60_000)
    );
    let small = "# Mail is late\n\n## 2026-11-20 14:00 UTC - investigating {mail=degraded_performance}\n\nLate.\n";
    std::fs::create_dir(&incidents)
        .and_then(|()| std::fs::write(incidents.join("2026-11-20-large.md"), large))
        .and_then(|()| std::fs::write(incidents.join("2026-11-20-mail.md"), small))
        .map_err(|error| error.to_string())?;
    let built = pipeline::build(
        folder.path(),
        include_str!("../sites/stillup.toml"),
        moment(EXAMPLE),
    );
    let site = built.site.ok_or("nothing was built")?;
    sound(&site)?;
    let page = |path: &str| {
        site.files
            .get(path)
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    };
    let large = page("incidents/2026-11-20-large.html").ok_or("the large file has no page")?;
    let mail = page("incidents/2026-11-20-mail.html").ok_or("the small file has no page")?;
    let home = page("index.html").ok_or("there is no home page")?;
    let says = |yes: bool, what: &str| if yes { Ok(()) } else { Err(what.to_string()) };
    says(
        built.problems.contains("KiB, and 1024 are enough"),
        "no problem names the size",
    )?;
    says(
        large.contains("are being corrected"),
        "the large file is not marked",
    )?;
    says(
        !mail.contains("are being corrected"),
        "the small file is marked",
    )?;
    says(
        home.contains("Mail is late"),
        "the small file is not on the home page",
    )?;
    says(
        !home.contains("All Systems Operational"),
        "the home page is green",
    )
}

/// cState prints "just now" for ever (M12). Here the words are the edition's, and so is the end of freshness.
fn age_is_the_edition() -> Result<(), String> {
    let site = generate(12)?.site.ok_or("nothing was built")?;
    let home = String::from_utf8_lossy(&site.files["index.html"]);
    for time in ["2026-11-20T14:36:00Z", "2026-11-20T16:06:00Z"] {
        if !home.contains(time) {
            return Err(format!("the home page does not carry {time}"));
        }
    }
    let finished = site.files.iter().filter(|(path, bytes)| {
        path.starts_with("history/2026-0")
            && String::from_utf8_lossy(bytes).contains("2026-11-20T14:36:00Z")
    });
    match finished.count() {
        0 => Ok(()),
        _ => Err("a month that is over carries the moment of the build".into()),
    }
}

/// Sizes to compare; with the smaller one every list that ends at fifty entries is full.
const FEW: usize = 510;
const MANY: usize = 1_530;

/// cState's cost grows with the square of the incidents (M16). Here three times as many take three times
/// the memory to work through, and no page grows but the list of months. Time is for `benches/`.
fn cost_is_linear() -> Result<(), String> {
    let growth = (MANY / FEW) as f64;
    let (few, many) = (work(FEW)?, work(MANY)?);
    if many > growth * 1.1 * few {
        return Err(format!(
            "{FEW} incidents take {few} bytes of work, {MANY} take {many}"
        ));
    }
    let (small, large) = (generated(FEW)?, generated(MANY)?);
    let sum = |site: &BuiltSite| site.files.values().map(Vec::len).sum::<usize>();
    if sum(&large) as f64 > growth * 1.1 * sum(&small) as f64 {
        return Err(format!(
            "{FEW} incidents make {} bytes, {MANY} make {}",
            sum(&small),
            sum(&large)
        ));
    }
    let grown: Vec<String> = small
        .files
        .iter()
        .filter(|(path, _)| !path.starts_with("incidents/") && !path.starts_with("history"))
        .filter_map(|(path, before)| {
            let after = large.files.get(path)?.len();
            (after as f64 > 1.5 * before.len() as f64 + 4_096.0)
                .then(|| format!("{path}: {} to {after} bytes", before.len()))
        })
        .collect();
    match grown.is_empty() {
        true => Ok(()),
        false => Err(format!("these grow with history:\n{}", grown.join("\n"))),
    }
}

/// A generated site of that size, built.
fn generated(incidents: usize) -> Result<BuiltSite, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    generator::write(folder.path(), incidents).map_err(|error| error.to_string())?;
    let built = pipeline::build(
        folder.path(),
        &generator::configuration(),
        moment(generator::NOW),
    );
    built.site.ok_or("nothing was built".into())
}

/// Bytes ever allocated by a process that builds a generated site of that size and nothing else.
fn work(incidents: usize) -> Result<f64, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let said = Command::new(program)
        .env(COUNT, incidents.to_string())
        .output()
        .map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&said.stdout);
    said.trim()
        .parse()
        .map_err(|error| format!("{error}: {said}"))
}

/// Set to a number, this program builds a generated site of so many incidents instead of running tests,
/// and prints what `allocated` grew by.
pub const COUNT: &str = "STILLUP_TEST_COUNT";

/// The other half of `work`.
pub fn count(incidents: usize, allocated: &AtomicU64) {
    let before = allocated.load(Ordering::Relaxed);
    generated(incidents).expect("a site");
    println!("{}", allocated.load(Ordering::Relaxed) - before);
}

/// cState needs one of some versions of Hugo (M1), and a git work tree (M18). Here the program alone
/// builds the example, with no environment, no `PATH`, and outside any work tree.
fn needs_nothing_else() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let example = Path::new(env!("CARGO_MANIFEST_DIR"));
    copy(&example.join("incidents"), &folder.path().join("incidents"))
        .map_err(|error| error.to_string())?;
    std::fs::copy(
        example.join("stillup.toml"),
        folder.path().join("stillup.toml"),
    )
    .map_err(|error| error.to_string())?;
    let ended = Command::new(env!("CARGO_BIN_EXE_stillup"))
        .env_clear()
        .current_dir(folder.path())
        .args(["--now", EXAMPLE, "build", "-o", "out"])
        .output()
        .map_err(|error| error.to_string())?;
    if !ended.status.success() {
        return Err(format!(
            "{}\n{}",
            ended.status,
            String::from_utf8_lossy(&ended.stderr)
        ));
    }
    match folder
        .path()
        .join("out/incidents/2026-11-20-api-errors.html")
        .is_file()
    {
        true => Ok(()),
        false => Err("the open incident has no page".into()),
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &to)?,
            false => std::fs::copy(entry.path(), to).map(drop)?,
        }
    }
    Ok(())
}

fn generate(incidents: usize) -> Result<pipeline::Built, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    generator::write(folder.path(), incidents).map_err(|error| error.to_string())?;
    Ok(pipeline::build(
        folder.path(),
        &generator::configuration(),
        moment(generator::NOW),
    ))
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}
