//! The questions put to one machine, and what the answers make of it.

use super::file::{Asking, Fault, Wanted};
use super::place::{self, Place};
use super::{Asked, Question, State, Verdict, head};
use crate::publish::generation::Generation;
use crate::publish::manifest::{self, Files, Manifest};
use crate::tree::{Digest, Part};
use futures_util::StreamExt as _;
use futures_util::stream;
use std::collections::BTreeMap;

/// How many questions are open at one address at a time.
const AT_ONCE: usize = 6;
/// How many files of each part of the manifest are fetched, assets and home pages apart.
const SAMPLE: usize = 3;
/// How many months' parts of the manifest are fetched, the newest first.
const MONTHS: usize = 3;

/// Asks one machine.
pub async fn place(place: &Place, question: &Question, once: &str) -> Asked {
    let asked = one_round(place, question, once).await;
    if asked.verdict.state != State::Damaged || asked.silent {
        return asked.asked();
    }
    // A publish may have gone through in between: then the head is another one by now.
    let again = one_round(place, question, once).await;
    let rank = |round: &Round| {
        round
            .head
            .as_ref()
            .map(|head| (head.generation, head.nonce.clone()))
    };
    match rank(&again) == rank(&asked) {
        true => asked.asked(),
        false => again.asked(),
    }
}

/// One round of questions.
struct Round {
    verdict: Verdict,
    head: Option<Generation>,
    origin: Option<Generation>,
    /// The head is signed, or need not be.
    trusted: bool,
    /// The machine fell silent before all was asked.
    silent: bool,
}

impl Round {
    fn asked(self) -> Asked {
        Asked {
            verdict: self.verdict,
            head: self.head,
            origin: self.origin,
            trusted: self.trusted,
        }
    }
}

async fn one_round(place: &Place, question: &Question, once: &str) -> Round {
    let mut round = Round {
        verdict: place.verdict.clone(),
        head: None,
        origin: None,
        trusted: false,
        silent: false,
    };
    let verdict = &mut round.verdict;
    if let Some(why) = &place.silent {
        verdict.faults.push(why.clone());
        return round;
    }
    let found = head::find(place, question, once).await;
    round.origin = found.origin;
    let head = match found.head {
        Ok(head) => head,
        Err(bad) => {
            verdict.state = bad.state;
            verdict.faults.push(bad.why);
            if round.origin.is_some() {
                let words = "asked past caches it is whole: a cache keeps the fault";
                verdict.notes.push(words.to_owned());
            }
            return round;
        }
    };
    let missing = !question.keys.is_empty() && head.signed_by.is_none();
    verdict.state = if missing {
        State::Unsigned
    } else {
        State::Fresh
    };
    verdict.generation = Some(head.generation.generation);
    verdict.published_at = Some(head.generation.published_at);
    verdict.signed_by = head.signed_by;
    let mut sent = Sent::default();
    if let Some(why) = found.trouble {
        sent.cached = true;
        verdict
            .faults
            .push(format!("only a cache answers; past it: {why}"));
    }
    sent.note("generation.json", head.shared, head.kept);
    let copy = Asking { place, once };
    match copy.wanted(&head.generation, verdict, &mut sent).await {
        Ok(wanted) => {
            round.silent = copy
                .compare(&head.generation, &wanted, verdict, &mut sent)
                .await;
        }
        Err(fault) => {
            verdict.faults.push(fault.words);
            round.silent = true;
        }
    }
    sent.tell(verdict);
    if missing {
        verdict.faults.push("it is not signed".to_owned());
    }
    round.trusted = !missing;
    round.head = Some(head.generation);
    round.verdict.notes.extend(place::unguarded(place).await);
    round
}

/// How files were sent that other copies' pages read and caches keep.
#[derive(Default)]
struct Sent {
    unshared: Vec<String>,
    kept: Vec<(String, String)>,
    /// A file is not what it should be, and not because of a cache.
    damaged: bool,
    /// What readers get and what is behind it are not the same.
    cached: bool,
}

impl Sent {
    fn note(&mut self, path: &str, shared: bool, kept: Option<String>) {
        if !shared {
            self.unshared.push(format!("`{path}`"));
        }
        self.kept.extend(kept.map(|kept| (path.to_owned(), kept)));
    }

    fn fault(&mut self, fault: &Fault) {
        match fault.cached {
            true => self.cached = true,
            false => self.damaged = true,
        }
    }

    /// Puts it all into a verdict.
    fn tell(self, verdict: &mut Verdict) {
        if !self.unshared.is_empty() {
            let words = "sent without `Access-Control-Allow-Origin: *`, so other copies' pages cannot read it";
            verdict
                .notes
                .push(format!("{} {words}", self.unshared.join(", ")));
        }
        for (path, kept) in self.kept {
            verdict
                .notes
                .push(format!("caches may keep `{path}` for long: `{kept}`"));
        }
        if self.damaged || !verdict.faults.is_empty() && !self.cached {
            verdict.state = State::Damaged;
        } else if self.cached {
            verdict.state = State::Cached;
        }
    }
}

impl Asking<'_> {
    /// Fetches files and compares them, until there is no answer. True: there was none.
    async fn compare(
        &self,
        head: &Generation,
        wanted: &[Wanted],
        verdict: &mut Verdict,
        sent: &mut Sent,
    ) -> bool {
        let mut answers = stream::iter(wanted.iter().enumerate())
            .map(|(number, wanted)| async move { (number, self.fetch(wanted).await) })
            .buffer_unordered(AT_ONCE);
        let mut faults = BTreeMap::new();
        let mut silent = false;
        verdict.checked += 1;
        while let Some((number, answer)) = answers.next().await {
            verdict.checked += 1;
            let fault = match answer {
                Ok(answer) if wanted[number].path.is_empty() => {
                    sent.note("/", head::is_shared(&answer), head::kept(&answer));
                    continue;
                }
                Ok(_) => continue,
                Err(fault) => fault,
            };
            silent = fault.silent;
            sent.fault(&fault);
            faults.insert(number, fault.words);
            if silent {
                break;
            }
        }
        drop(answers);
        verdict.faults.extend(faults.into_values());
        if !silent && let Some(words) = self.missing_page(head).await {
            sent.damaged = true;
            verdict.faults.push(words);
        }
        silent
    }

    /// Files at the top, the manifest's pieces, assets, and a few pages of each part; a fault when there
    /// was no answer.
    async fn wanted(
        &self,
        head: &Generation,
        verdict: &mut Verdict,
        sent: &mut Sent,
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
        let root = match self.piece(&head.manifest.digest).await {
            Ok((root, shared)) => {
                sent.note(&manifest::path(&head.manifest.digest), shared, None);
                root
            }
            Err(fault) if fault.silent => return Err(fault),
            Err(fault) => {
                sent.fault(&fault);
                verdict.faults.push(fault.words);
                return Ok(wanted);
            }
        };
        verdict.checked += 1;
        let unread = |digest: &Digest, why: String| {
            format!("`/{}` cannot be read: {why}", manifest::path(digest))
        };
        let lines = Manifest::parse_root(&root).unwrap_or_else(|why| {
            sent.damaged = true;
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
            match self.piece(&part.digest).await {
                Ok((bytes, _)) => match Manifest::parse_part(&bytes) {
                    Ok(files) => {
                        wanted.extend(sample(&files, head).map(|(path, digest)| file(path, digest)))
                    }
                    Err(why) => {
                        sent.damaged = true;
                        verdict.faults.push(unread(&part.digest, why));
                    }
                },
                Err(fault) if fault.silent => return Err(fault),
                Err(fault) => {
                    sent.fault(&fault);
                    verdict.faults.push(fault.words);
                }
            }
        }
        Ok(wanted)
    }
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
