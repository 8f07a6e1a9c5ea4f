//! Asking Trello for a board: a handful of requests, each tried again where that may help.
//!
//! 1. the board with its lists, labels, members and custom fields;
//! 2. all its cards, a thousand at a time;
//! 3. comments and moves from list to list, a thousand at a time, newest first, back to when the oldest
//!    card that is shown was made: edits and deletions are seen because all is read every time;
//! 4. for a card that still lacks comments, its own.
//!
//! Source: Trello's REST reference and guides, looked at in November 2026.

use super::auth::Auth;
use super::fault::{Fault, refused, rubbish, silent};
use super::lacks;
use super::settings::TrelloSettings;
use super::snapshot::Snapshot;
use super::take::take;
use super::text::Attachment;
use super::wire::{Action, Board, Card, born, moment};
use crate::net::http::{Answer, Http};
use crate::net::secret::Secret;
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::time::Duration;

/// The largest answer, in bytes: a thousand actions with texts of 16 KiB each, and room.
const LARGEST: u64 = 64 << 20;

/// The largest image that is copied, in bytes.
const LARGEST_IMAGE: u64 = 5 << 20;

/// So many come at once.
const PAGE: usize = 1000;

/// So many pages are asked for at most; a board has no more.
const PAGES: usize = 200;

/// So many cards are asked one by one.
const SINGLY: usize = 25;

const CARD_FIELDS: &str = "id,name,desc,closed,idList,idLabels,labels,pos,start,due,dueComplete,dateLastActivity,shortLink,idShort,isTemplate,cardRole,badges,dateCompleted";

/// Kinds of actions that put cards and lists away.
const PUTTING_AWAY: &str = ",updateCard:closed,updateList:closed";

/// How to wait before asking again: the n-th wait, and how long Trello asks for.
pub type Wait = Box<dyn Fn(usize, Option<Duration>) -> Duration + Send + Sync>;

/// Asks Trello.
pub struct Trello {
    http: Http,
    api: String,
    auth: Auth,
    header: Secret,
    /// How often one request is tried.
    tries: usize,
    wait: Wait,
}

/// A board as Trello answered, and images that its texts show.
#[derive(Debug)]
pub struct Pulled {
    /// What is kept of it.
    pub snapshot: Snapshot,
    /// Names beside the snapshot, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Images that could not be copied.
    pub problems: Vec<Problem>,
    /// How many requests it took.
    pub requests: usize,
}

/// One pull: which board, and how often Trello was asked.
struct Pull<'a> {
    trello: &'a Trello,
    board: &'a str,
    requests: usize,
}

impl Trello {
    /// One that asks at `api` and tries each request so often.
    pub fn new(http: Http, api: &str, auth: Auth, tries: usize, wait: Wait) -> Self {
        Trello {
            http,
            api: api.trim_end_matches('/').to_owned(),
            header: auth.header(),
            auth,
            tries: tries.max(1),
            wait,
        }
    }

    /// Reads a board as it is at this moment.
    ///
    /// # Errors
    /// Trello did not answer, or not with a whole board.
    pub async fn pull(
        &self,
        board: &str,
        at: DateTime<Utc>,
        settings: &TrelloSettings,
    ) -> Result<Pulled, Problem> {
        let mut pull = Pull {
            trello: self,
            board,
            requests: 0,
        };
        let whole = pull.whole(settings).await?;
        let (mut snapshot, wanted) = take(&whole, at, settings);
        let (mut files, mut problems) = (Vec::new(), Vec::new());
        for image in &wanted {
            match pull.image(image).await {
                Ok(bytes) => files.push((image.file.clone(), bytes)),
                Err(problem) => problems.push(problem),
            }
        }
        snapshot.files = files.iter().map(|(name, _)| name.clone()).collect();
        Ok(Pulled {
            snapshot,
            files,
            problems,
            requests: pull.requests,
        })
    }
}

impl Pull<'_> {
    async fn whole(&mut self, settings: &TrelloSettings) -> Result<Board, Problem> {
        let board = encoded(self.board);
        let mut whole: Board = self
            .ask(
                &format!(
                    "/boards/{board}?fields=id,name,desc,closed,url,shortUrl,shortLink,dateLastActivity,prefs&lists=all&list_fields=id,name,closed,pos&labels=all&label_fields=id,name,color&labels_limit=1000&members=all&member_fields=id,fullName,initials,username&customFields=true"
                ),
                "board",
            )
            .await?;
        if whole.closed == Some(true) {
            let what = format!("board `{}` is closed", self.board);
            let hint = "open it again on trello.com, or take `[trello]` out of stillup.toml";
            return Err(Problem::error("trello-closed", what).hint(hint));
        }
        let id = encoded(&whole.id);
        whole.cards = Some(self.cards(&id).await?);
        whole.actions = Some(Vec::new());
        if let Some(what) = lacks(&whole) {
            return Err(rubbish("board", format!("it has no {what}")).problem());
        }
        let shown = shown(&whole, settings);
        whole.actions = Some(self.actions(&id, &shown, settings.past()).await?);
        self.singly(&mut whole, &shown).await?;
        Ok(whole)
    }

    /// Every card, archived ones included: which those are is for us to see.
    async fn cards(&mut self, board: &str) -> Result<Vec<Card>, Problem> {
        let path = format!(
            "/boards/{board}/cards/all?fields={CARD_FIELDS}&customFieldItems=true&limit={PAGE}"
        );
        let mut cards: Vec<Card> = Vec::new();
        for _ in 0..PAGES {
            let oldest = cards.iter().map(|card| card.id.as_str()).min();
            let before = oldest.map_or_else(String::new, |id| format!("&before={}", encoded(id)));
            let page: Vec<Card> = self
                .ask(&format!("{path}{before}"), "list of cards")
                .await?;
            let full = page.len() >= PAGE;
            let known = cards.len();
            cards.extend(page);
            cards.sort_by(|one, other| one.id.cmp(&other.id));
            cards.dedup_by(|one, other| one.id == other.id);
            if !full || cards.len() == known {
                break;
            }
        }
        Ok(cards)
    }

    /// Comments and moves, back to when the oldest card that is shown was made.
    /// With those that put cards and lists away, where these are history.
    async fn actions(
        &mut self,
        board: &str,
        shown: &[Card],
        past: bool,
    ) -> Result<Vec<Action>, Problem> {
        let mut actions: Vec<Action> = Vec::new();
        let Some(oldest) = shown.iter().filter_map(|card| born(&card.id)).min() else {
            return Ok(actions);
        };
        let more = if past { PUTTING_AWAY } else { "" };
        let path = format!(
            "/boards/{board}/actions?filter=commentCard,copyCommentCard,updateCard:idList{more}&limit={PAGE}"
        );
        for _ in 0..PAGES {
            let last = actions.last();
            let before = last.map_or_else(String::new, |action| {
                format!("&before={}", encoded(&action.id))
            });
            let page: Vec<Action> = self
                .ask(&format!("{path}{before}"), "list of actions")
                .await?;
            let same = page.last().map(|action| &action.id) == last.map(|action| &action.id);
            let full = page.len() >= PAGE && !same;
            actions.extend(page);
            let reached = actions
                .last()
                .and_then(|action| moment(action.date.as_deref()));
            if !full || reached.is_some_and(|at| at < oldest) {
                break;
            }
        }
        Ok(actions)
    }

    /// Asks cards for comments that the board did not give.
    async fn singly(&mut self, board: &mut Board, shown: &[Card]) -> Result<(), Problem> {
        let mut found: HashMap<&str, u64> = HashMap::new();
        for action in board.actions.iter().flatten() {
            let comment = matches!(
                action.kind.as_deref(),
                Some("commentCard" | "copyCommentCard")
            );
            let card = action.data.as_ref().and_then(|data| data.card.as_ref());
            if let Some(card) = card.filter(|_| comment) {
                *found.entry(&card.id).or_default() += 1;
            }
        }
        let lacking: Vec<String> = shown
            .iter()
            .filter(|card| {
                let counted = card.badges.as_ref().and_then(|badges| badges.comments);
                counted.unwrap_or(0) > found.get(card.id.as_str()).copied().unwrap_or(0)
            })
            .map(|card| encoded(&card.id))
            .take(SINGLY)
            .collect();
        for card in lacking {
            let path =
                format!("/cards/{card}/actions?filter=commentCard,copyCommentCard&limit={PAGE}");
            let more: Vec<Action> = self.ask(&path, "list of actions").await?;
            board.actions.get_or_insert_default().extend(more);
        }
        Ok(())
    }

    /// The bytes of an image. Only Trello itself is told who asks.
    async fn image(&mut self, image: &Attachment) -> Result<Vec<u8>, Problem> {
        self.requests += 1;
        let trello = self.trello;
        let url = format!("{}{}", trello.api, image.path);
        let http = &trello.http;
        let mut answer = http
            .get_authorized(&url, LARGEST_IMAGE, &trello.header)
            .await;
        if let Ok(moved) = &answer
            && (301..=308).contains(&moved.status)
        {
            let elsewhere = moved.header("location").to_owned();
            if elsewhere.starts_with("https://") {
                self.requests += 1;
                answer = http.get(&elsewhere, LARGEST_IMAGE).await;
            }
        }
        let why = match answer {
            Ok(answer) if answer.status == 200 => return Ok(answer.body),
            Ok(answer) => format!("status {}", answer.status),
            Err(why) => why,
        };
        let what = format!("cannot copy the attachment `{}`", image.file);
        Err(Problem::finding("attachment", what)
            .because(why)
            .hint("stillup pull   # again"))
    }

    /// Asks until there is an answer, or patience ends.
    async fn ask<T: DeserializeOwned>(&mut self, path: &str, what: &str) -> Result<T, Problem> {
        let mut tried = 0;
        loop {
            let (fault, asked) = match self.once(path).await {
                Ok(answer) => match serde_json::from_slice(&answer.body) {
                    Ok(value) => return Ok(value),
                    Err(error) => (rubbish(what, error), None),
                },
                Err(fault) => fault,
            };
            tried += 1;
            let again = !matches!(fault, Fault::Lasting(_)) && tried < self.trello.tries;
            if !again {
                return Err(fault.problem());
            }
            let asked = match fault {
                Fault::Limit(_) => Some(asked.unwrap_or(LIMIT)),
                _ => asked,
            };
            tokio::time::sleep((self.trello.wait)(tried, asked)).await;
        }
    }

    async fn once(&mut self, path: &str) -> Result<Answer, (Fault, Option<Duration>)> {
        self.requests += 1;
        let url = format!("{}{path}", self.trello.api);
        let answer = self
            .trello
            .http
            .get_authorized(&url, LARGEST, &self.trello.header)
            .await;
        match answer {
            Ok(answer) if answer.status == 200 => Ok(answer),
            Ok(answer) => {
                let asked = asked(&answer);
                Err((refused(&answer, self.board, &self.trello.auth), asked))
            }
            Err(why) => Err((silent(&why), None)),
        }
    }
}

/// How long a limit lasts where Trello does not say.
const LIMIT: Duration = Duration::from_secs(10);

/// How long Trello asks us to wait; most answers do not say.
fn asked(answer: &Answer) -> Option<Duration> {
    let number = |name: &str| answer.header(name).parse::<u64>().ok();
    let seconds = number("retry-after").map(Duration::from_secs);
    let limits = ["token", "key"].into_iter().filter_map(|who| {
        let left = number(&format!("x-rate-limit-api-{who}-remaining"))?;
        let window = number(&format!("x-rate-limit-api-{who}-interval-ms"))?;
        (left == 0).then(|| Duration::from_millis(window))
    });
    let longest = seconds.into_iter().chain(limits).max();
    longest.map(|wait| wait.min(Duration::from_secs(60)))
}

/// Cards whose words the site needs.
fn shown(board: &Board, settings: &TrelloSettings) -> Vec<Card> {
    let (snapshot, _) = take(board, DateTime::UNIX_EPOCH, settings);
    let shown: Vec<&str> = snapshot
        .cards
        .iter()
        .filter(|card| card.content.is_some())
        .map(|card| card.id.as_str())
        .collect();
    let all = board.cards.iter().flatten();
    all.filter(|card| shown.contains(&card.id.as_str()))
        .cloned()
        .collect()
}

/// A word as a part of an address.
fn encoded(word: &str) -> String {
    url::form_urlencoded::byte_serialize(word.as_bytes()).collect()
}
