//! Which generation an address serves, whether it may be believed, and what caches make of it.

use super::place::Place;
use super::{Question, State};
use crate::net::http::Answer;
use crate::publish::generation::{self, Generation, Refused};
use crate::publish::sign::{Doubt, Parts, PublicKey};

/// Heads are not longer.
const LIMIT: u64 = 4 << 20;
/// How long a cache may keep a page before readers should be told, in seconds.
const LONG: u64 = 300;

/// What the head of an address came to.
pub struct Found {
    /// What readers get, when it can be used.
    pub head: Result<Head, Bad>,
    /// What they get past caches.
    pub origin: Option<Generation>,
    /// Past caches there was this instead.
    pub trouble: Option<String>,
}

/// A head that can be used.
pub struct Head {
    /// What it says.
    pub generation: Generation,
    /// Who signed it; nobody, when that does not matter or is missing.
    pub signed_by: Option<PublicKey>,
    /// It is sent so that pages of other copies may read it.
    pub shared: bool,
    /// A cache may keep it for longer than it should: its `Cache-Control`.
    pub kept: Option<String>,
}

/// A head that cannot.
pub struct Bad {
    /// What that makes the copy.
    pub state: State,
    /// Why.
    pub why: String,
}

/// Asks for the head twice: as readers do, and past caches, with a query that nobody has asked before.
pub async fn find(place: &Place, question: &Question, once: &str) -> Found {
    let url = format!("{}/{}", place.address, generation::PATH);
    let past = format!("{url}?stillup={once}");
    let (answer, past) =
        futures_util::future::join(place.http.get(&url, LIMIT), place.http.get(&past, LIMIT)).await;
    let head = match answer {
        Err(why) => Err(Bad {
            state: State::Unreachable,
            why,
        }),
        Ok(answer) => read(&answer, question),
    };
    let origin = match past {
        Err(why) => Err(why),
        Ok(answer) => read(&answer, question).map_err(|bad| bad.why),
    };
    let (origin, trouble) = match origin {
        // Of an unsigned one nobody knows whose it is.
        Ok(head) if question.keys.is_empty() || head.signed_by.is_some() => {
            (Some(head.generation), None)
        }
        Ok(_) => (None, None),
        Err(why) => (None, Some(why)),
    };
    Found {
        head,
        origin,
        trouble,
    }
}

fn read(answer: &Answer, question: &Question) -> Result<Head, Bad> {
    let foreign = |why: String| Bad {
        state: State::Foreign,
        why,
    };
    if answer.status != 200 {
        let words = format!("`generation.json` was answered with {}", status(answer));
        return Err(foreign(words));
    }
    let cannot = |why| foreign(format!("`generation.json` cannot be read: {why}"));
    let generation = match Generation::verified(&answer.body, &question.keys) {
        Ok(generation) => generation,
        Err(Refused::Unreadable(why)) => return Err(cannot(why)),
        Err(Refused::Untrusted(doubt)) => {
            let generation = Generation::parse(&answer.body).map_err(cannot)?;
            if generation.site == question.site
                && !question.keys.is_empty()
                && doubt != Doubt::Unsigned
            {
                return Err(Bad {
                    state: State::Untrusted,
                    why: format!("`generation.json` is not to be believed: {doubt}"),
                });
            }
            generation
        }
    };
    if generation.site != question.site {
        return Err(foreign(format!(
            "it holds another site, `{}`",
            generation.site
        )));
    }
    let valid = Parts::of(&answer.body).valid(&question.keys);
    Ok(Head {
        generation,
        signed_by: valid.first().map(|signature| signature.key),
        shared: is_shared(answer),
        kept: kept(answer),
    })
}

/// Whether pages from elsewhere may read it: scripts of one copy ask the others.
pub fn is_shared(answer: &Answer) -> bool {
    answer.header("access-control-allow-origin") == "*"
}

/// The `Cache-Control` that lets caches keep an answer for longer than a page may.
pub fn kept(answer: &Answer) -> Option<String> {
    let words = answer.header("cache-control").to_ascii_lowercase();
    let seconds = |name: &str| {
        let values = words.split(',').map(str::trim);
        let mut values = values.filter_map(|word| word.strip_prefix(name)?.strip_prefix('='));
        values.next()?.trim_matches('"').parse::<u64>().ok()
    };
    let most = seconds("s-maxage")
        .into_iter()
        .chain(seconds("max-age"))
        .max();
    most.filter(|most| *most > LONG).map(|_| words)
}

/// A status with where it sends the reader.
pub fn status(answer: &Answer) -> String {
    match (answer.status, answer.header("location")) {
        (status @ 300..400, to) if !to.is_empty() => format!("{status}, to `{to}`"),
        (status, _) => status.to_string(),
    }
}
