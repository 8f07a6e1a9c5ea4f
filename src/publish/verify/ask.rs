//! The questions put to one address.

use super::{Copy, State, Verdict};
use crate::net::http::{Answer, Http};
use crate::publish::generation::{self, Generation};
use crate::publish::manifest::{self, Files, Manifest};
use crate::publish::stamp;
use crate::tree::{Digest, Media, Part};
use futures_util::StreamExt as _;
use futures_util::stream;
use std::collections::BTreeMap;

/// No file of a site is longer than this; assets may be large.
const LIMIT: u64 = 64 << 20;
/// How many questions are open at one address at a time.
const AT_ONCE: usize = 6;
/// How many files of each part of the manifest are fetched, assets and home pages apart.
const SAMPLE: usize = 3;
/// How many months' parts of the manifest are fetched, the newest first.
const MONTHS: usize = 3;

/// A file to fetch and what it should be.
struct Wanted {
    path: String,
    digest: Digest,
    html_at: bool,
}

/// What is wrong with one file.
struct Fault {
    /// In a sentence.
    words: String,
    /// There was no answer: to ask on would take as long again each time.
    silent: bool,
}

impl From<String> for Fault {
    fn from(words: String) -> Self {
        Fault {
            words,
            silent: false,
        }
    }
}

/// Asks one address; the head too when it could be read.
pub async fn copy(http: &Http, copy: &Copy, site: &str) -> (Verdict, Option<Generation>) {
    let (mut verdict, head, silent) = once(http, copy, site).await;
    if verdict.state == State::Damaged && !silent {
        // A publish may have gone through in between: then the head is another one by now.
        let (again, later, _) = once(http, copy, site).await;
        if later.as_ref().map(Generation::rank) != head.as_ref().map(Generation::rank) {
            return (again, later);
        }
        verdict.checked = verdict.checked.max(again.checked);
    }
    (verdict, head)
}

/// The verdict, the head, and whether the address fell silent before all was asked.
async fn once(http: &Http, copy: &Copy, site: &str) -> (Verdict, Option<Generation>, bool) {
    let mut verdict = Verdict {
        mirror: copy.name.clone(),
        address: copy.address.clone(),
        state: State::Unreachable,
        generation: None,
        published_at: None,
        checked: 0,
        faults: Vec::new(),
        notes: Vec::new(),
    };
    let answer = match http.get(&url(copy, generation::PATH), 4 << 20).await {
        Ok(answer) => answer,
        Err(why) => {
            verdict.faults.push(why);
            return (verdict, None, false);
        }
    };
    let head = match read_head(&answer, site) {
        Ok(head) => head,
        Err(why) => {
            verdict.state = State::Foreign;
            verdict.faults.push(why);
            return (verdict, None, false);
        }
    };
    verdict.state = State::Fresh;
    verdict.generation = Some(head.generation);
    verdict.published_at = Some(head.published_at);
    if answer.header("access-control-allow-origin") != "*" {
        verdict
            .notes
            .push("`generation.json` is sent without `Access-Control-Allow-Origin: *`".to_owned());
    }
    let silent = match wanted(http, copy, &head, &mut verdict).await {
        Ok(wanted) => compare(http, copy, &head, &wanted, &mut verdict).await,
        Err(fault) => {
            verdict.faults.push(fault.words);
            true
        }
    };
    if !verdict.faults.is_empty() {
        verdict.state = State::Damaged;
    }
    (verdict, Some(head), silent)
}

/// Fetches files and compares them, until there is no answer. True: there was none.
async fn compare(
    http: &Http,
    copy: &Copy,
    head: &Generation,
    wanted: &[Wanted],
    verdict: &mut Verdict,
) -> bool {
    let mut answers = stream::iter(wanted.iter().enumerate())
        .map(|(number, wanted)| async move { (number, fetch(http, copy, wanted).await.err()) })
        .buffer_unordered(AT_ONCE);
    let mut faults = BTreeMap::new();
    let mut silent = false;
    verdict.checked += 1;
    while let Some((number, fault)) = answers.next().await {
        verdict.checked += 1;
        let Some(fault) = fault else { continue };
        silent = fault.silent;
        faults.insert(number, fault.words);
        if silent {
            break;
        }
    }
    drop(answers);
    verdict.faults.extend(faults.into_values());
    if !silent {
        verdict.faults.extend(missing_page(http, copy, head).await);
    }
    silent
}

fn url(copy: &Copy, path: &str) -> String {
    format!("{}/{path}", copy.address)
}

fn read_head(answer: &Answer, site: &str) -> Result<Generation, String> {
    if answer.status != 200 {
        return Err(format!(
            "`generation.json` was answered with {}",
            answer.status
        ));
    }
    let head = Generation::parse(&answer.body)
        .map_err(|why| format!("`generation.json` cannot be read: {why}"))?;
    if head.site != site {
        return Err(format!("it holds another site, `{}`", head.site));
    }
    Ok(head)
}

/// Files at the top, the manifest's pieces, assets, and a few pages of each part; a fault when there
/// was no answer.
async fn wanted(
    http: &Http,
    copy: &Copy,
    head: &Generation,
    verdict: &mut Verdict,
) -> Result<Vec<Wanted>, Fault> {
    let file = |path: &str, digest: &Digest| Wanted {
        path: path.to_owned(),
        digest: *digest,
        html_at: false,
    };
    let mut wanted = vec![];
    if let Some(digest) = head.files.get("index.html") {
        wanted.push(Wanted {
            path: String::new(),
            digest: *digest,
            html_at: true,
        });
    }
    wanted.extend(head.files.iter().map(|(path, digest)| file(path, digest)));
    let root = match piece(http, copy, &head.manifest.digest).await {
        Ok(root) => root,
        Err(fault) if fault.silent => return Err(fault),
        Err(fault) => {
            verdict.faults.push(fault.words);
            return Ok(wanted);
        }
    };
    verdict.checked += 1;
    let unread = |digest: &Digest, why: String| {
        format!("`/{}` cannot be read: {why}", manifest::path(digest))
    };
    let lines = Manifest::parse_root(&root).unwrap_or_else(|why| {
        verdict.faults.push(unread(&head.manifest.digest, why));
        Vec::new()
    });
    let hot = lines.iter().filter(|line| line.read().0 == Part::Hot);
    let months = lines
        .iter()
        .rev()
        .filter(|line| line.read().0 != Part::Hot)
        .take(MONTHS);
    for line in hot.chain(months) {
        let (_, part) = line.read();
        verdict.checked += 1;
        match piece(http, copy, &part.digest).await {
            Ok(bytes) => match Manifest::parse_part(&bytes) {
                Ok(files) => {
                    wanted.extend(sample(&files, head).map(|(path, digest)| file(path, digest)))
                }
                Err(why) => verdict.faults.push(unread(&part.digest, why)),
            },
            Err(fault) if fault.silent => return Err(fault),
            Err(fault) => verdict.faults.push(fault.words),
        }
    }
    Ok(wanted)
}

/// All assets up to a number, and a few others, different ones for each generation.
fn sample<'a>(
    files: &'a Files,
    head: &Generation,
) -> impl Iterator<Item = (&'a String, &'a Digest)> {
    let assets = files
        .iter()
        .filter(|(path, _)| manifest::is_immutable(path))
        .take(10);
    let others = || {
        files
            .iter()
            .filter(|(path, _)| !manifest::is_immutable(path) && path.contains('/'))
    };
    let count = others().count().max(1);
    let from = usize::try_from(head.generation).unwrap_or(0) % count;
    let others = others()
        .cycle()
        .skip(from)
        .take(SAMPLE.min(count))
        .collect::<BTreeMap<_, _>>();
    assets
        .chain(others)
        .map(|(path, entry)| (path, &entry.digest))
}

async fn piece(http: &Http, copy: &Copy, digest: &Digest) -> Result<Vec<u8>, Fault> {
    let path = manifest::path(digest);
    let answer = get(http, copy, &path).await?;
    if Digest::of(&answer.body) != *digest {
        return Err(format!("`/{path}` is not what its name says").into());
    }
    Ok(answer.body)
}

async fn get(http: &Http, copy: &Copy, path: &str) -> Result<Answer, Fault> {
    let mut answer = http.get(&url(copy, path), LIMIT).await;
    // Some hosts have pages without their ending, and lead readers there.
    if let (Ok(led), Some(short)) = (&answer, path.strip_suffix(".html")) {
        let short = short.strip_suffix("index").unwrap_or(short);
        let leads = matches!(led.status, 301 | 302 | 307 | 308);
        let to = led.header("location");
        let there = url(copy, short);
        if leads && (to == there || there.ends_with(to) && to.starts_with('/')) {
            answer = http.get(&there, LIMIT).await;
        }
    }
    let answer = answer.map_err(|why| Fault {
        words: format!("`/{path}`: {why}"),
        silent: true,
    })?;
    match answer.status {
        200 => Ok(answer),
        status => Err(format!("`/{path}` was answered with {status}").into()),
    }
}

async fn fetch(http: &Http, copy: &Copy, wanted: &Wanted) -> Result<(), Fault> {
    let answer = get(http, copy, &wanted.path).await?;
    let path = match wanted.html_at {
        true => "index.html",
        false => &wanted.path,
    };
    if stamp::digest(path, &answer.body) != wanted.digest {
        return Err(format!("`/{}` differs from what was published", wanted.path).into());
    }
    let media = Media::of_path(path);
    let (expected, found) = (media.content_type(), answer.content_type());
    match acceptable(expected, found) {
        true => Ok(()),
        false => Err(format!("`/{}` is sent as `{found}`, not `{expected}`", wanted.path).into()),
    }
}

/// Whether a browser would take it for the same: hosts differ in parameters and in XML's many names.
fn acceptable(expected: &str, found: &str) -> bool {
    let essence = |text: &str| {
        text.split(';')
            .next()
            .unwrap_or("")
            .trim()
            .to_ascii_lowercase()
    };
    let (expected, found) = (essence(expected), essence(found));
    let family = |text: &str| match text {
        "text/html" | "image/svg+xml" => None,
        text if text.contains("xml") => Some("xml"),
        text if text.contains("json") => Some("json"),
        "text/plain" | "application/octet-stream" | "text/calendar" | "" => Some("bytes"),
        _ => None,
    };
    expected == found || family(&expected).is_some_and(|expected| family(&found) == Some(expected))
}

/// What is not there has to be answered so: a host that sends 200 for everything hides losses.
async fn missing_page(http: &Http, copy: &Copy, head: &Generation) -> Option<String> {
    let path = format!("stillup/no-such-page-{}", head.nonce);
    match http.get(&url(copy, &path), LIMIT).await {
        Ok(answer) if matches!(answer.status, 404 | 410) => None,
        Ok(answer) => Some(format!(
            "a page that is not there was answered with {}, not 404",
            answer.status
        )),
        Err(why) => Some(format!("a page that is not there: {why}")),
    }
}
