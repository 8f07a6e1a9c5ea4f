//! From what Trello answers to a snapshot: only what the site needs.

use super::card::{Verdict, verdict};
use super::field::Fields;
use super::settings::{Author, Comments, TrelloSettings};
use super::snapshot::{Card, Comment, Content, Label, List, Move, Snapshot};
use super::text::{Attachment, Cleaner};
use super::wire::{self, Action, Board, Member, moment};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What Trello answered and what is made of it.
struct Taking<'a> {
    settings: &'a TrelloSettings,
    cleaner: Cleaner<'a>,
    /// Who belongs to the board.
    members: HashSet<&'a str>,
    /// Only they are heard.
    members_only: bool,
    /// What happened to each card, oldest first.
    actions: HashMap<&'a str, Vec<&'a Action>>,
    /// When each card and list was archived that is so now, as far as we were told.
    closings: HashMap<&'a str, DateTime<Utc>>,
    /// Lists that are open.
    open: HashSet<String>,
    fields: Fields<'a>,
    files: Vec<Attachment>,
}

/// Takes a board as it was at a moment; with it the images to copy.
pub fn take(
    board: &Board,
    at: DateTime<Utc>,
    settings: &TrelloSettings,
) -> (Snapshot, Vec<Attachment>) {
    let mut snapshot = Snapshot::new(board.id.clone(), at, settings.rules());
    snapshot.name = board.name.clone().unwrap_or_default();
    snapshot.open_to_comments = open_to_comments(board);
    snapshot.lists = lists(board, false);
    if settings.past() {
        snapshot.archived_lists = lists(board, true);
    }
    snapshot.labels = labels(board);
    snapshot.cards = cards(board, &snapshot.lists);
    let mut taking = Taking::new(board, &snapshot, settings);
    let wires: HashMap<&str, &wire::Card> = board
        .cards
        .iter()
        .flatten()
        .map(|card| (card.id.as_str(), card))
        .collect();
    let mut contents = Vec::with_capacity(snapshot.cards.len());
    for card in &snapshot.cards {
        let shown = verdict(card, &snapshot, settings) == Verdict::Shown;
        let wire = wires.get(card.id.as_str()).filter(|_| shown);
        contents.push(wire.map(|wire| taking.content(wire)));
    }
    for (card, content) in snapshot.cards.iter_mut().zip(contents) {
        card.content = content;
    }
    let mut files = taking.files;
    files.sort_by(|one, other| one.file.cmp(&other.file));
    files.dedup_by(|one, other| one.file == other.file);
    snapshot.files = files.iter().map(|file| file.file.clone()).collect();
    (snapshot, files)
}

/// Anybody with an account may comment.
fn open_to_comments(board: &Board) -> bool {
    let prefs = board.prefs.as_ref();
    let says = |value: Option<&String>| value.is_some_and(|value| value == "public");
    prefs
        .is_some_and(|prefs| says(prefs.permission_level.as_ref()) && says(prefs.comments.as_ref()))
}

/// Those that are open, or those that are archived.
fn lists(board: &Board, archived: bool) -> Vec<List> {
    let mut lists: Vec<&wire::List> = board
        .lists
        .iter()
        .flatten()
        .filter(|list| (list.closed == Some(true)) == archived)
        .collect();
    lists.sort_by(|one, other| place(one.pos).total_cmp(&place(other.pos)));
    lists
        .into_iter()
        .map(|list| List {
            id: list.id.clone(),
            name: list.name.clone().unwrap_or_default(),
        })
        .collect()
}

fn place(pos: Option<f64>) -> f64 {
    pos.unwrap_or(f64::MAX)
}

/// The board's labels, and those of cards that are not among them: more than a thousand.
fn labels(board: &Board) -> Vec<Label> {
    let on_cards = board.cards.iter().flatten();
    let on_cards = on_cards.flat_map(|card| card.labels.iter().flatten());
    let mut seen = HashSet::new();
    let all = board.labels.iter().flatten().chain(on_cards);
    all.filter(|label| seen.insert(label.id.as_str()))
        .map(|label| Label {
            id: label.id.clone(),
            name: label.name.clone().unwrap_or_default(),
            color: label.color.clone(),
        })
        .collect()
}

fn cards(board: &Board, lists: &[List]) -> Vec<Card> {
    let column = |card: &wire::Card| {
        let id = card.id_list.as_deref().unwrap_or_default();
        lists
            .iter()
            .position(|list| list.id == id)
            .unwrap_or(lists.len())
    };
    let mut seen = HashSet::new();
    let mut cards: Vec<&wire::Card> = board
        .cards
        .iter()
        .flatten()
        .filter(|card| seen.insert(card.id.as_str()))
        .collect();
    cards.sort_by(|one, other| {
        let columns = column(one).cmp(&column(other));
        columns.then(place(one.pos).total_cmp(&place(other.pos)))
    });
    cards.into_iter().map(card).collect()
}

fn card(wire: &wire::Card) -> Card {
    let labels = match &wire.labels {
        Some(labels) => labels.iter().map(|label| label.id.clone()).collect(),
        None => wire.id_labels.clone().unwrap_or_default(),
    };
    Card {
        id: wire.id.clone(),
        link: wire.short_link.clone().unwrap_or_default(),
        list: wire.id_list.clone().unwrap_or_default(),
        labels,
        archived: wire.closed == Some(true),
        template: wire.is_template == Some(true),
        role: wire.card_role.clone(),
        content: None,
    }
}

impl<'a> Taking<'a> {
    fn new(board: &'a Board, snapshot: &Snapshot, settings: &'a TrelloSettings) -> Self {
        let members: Vec<&Member> = board.members.iter().flatten().collect();
        let mut actions: HashMap<&str, Vec<&Action>> = HashMap::new();
        let mut seen = HashSet::new();
        for action in board.actions.iter().flatten() {
            let data = action.data.as_ref();
            if let Some(card) = data.and_then(|data| data.card.as_ref())
                && seen.insert(action.id.as_str())
            {
                actions.entry(&card.id).or_default().push(action);
            }
        }
        for actions in actions.values_mut() {
            actions.sort_by_key(|action| (moment(action.date.as_deref()), &action.id));
        }
        let creators = board.actions.iter().flatten();
        let creators = creators.filter_map(|action| action.member_creator.as_ref());
        Taking {
            settings,
            cleaner: Cleaner {
                names: names(members.iter().copied().chain(creators), settings),
                hard_breaks: settings.hard_breaks,
                attachments: &settings.attachments,
            },
            members: members.iter().map(|member| member.id.as_str()).collect(),
            members_only: !settings.strict
                && (snapshot.open_to_comments || settings.comments == Comments::Members),
            actions,
            closings: closings(board),
            open: snapshot.lists.iter().map(|list| list.id.clone()).collect(),
            fields: Fields::of(board, settings),
            files: Vec::new(),
        }
    }

    fn content(&mut self, card: &wire::Card) -> Content {
        let actions = self.actions.remove(card.id.as_str()).unwrap_or_default();
        let (comments, moves): (Vec<&Action>, Vec<&Action>) = actions
            .into_iter()
            .partition(|action| self.is_comment(action));
        let counted = card.badges.as_ref().and_then(|badges| badges.comments);
        let mut content = Content {
            name: card.name.clone().unwrap_or_default(),
            start: moment(card.start.as_deref()),
            due: moment(card.due.as_deref()),
            started: self.fields.started(card),
            ended: self.fields.ended(card),
            completed: moment(card.date_completed.as_deref()),
            moves: moves.into_iter().filter_map(moved).collect(),
            withheld: self.fields.withheld(card),
            region: self.fields.region(card),
            ..Content::default()
        };
        self.put_away(card, &mut content);
        if content.withheld {
            return content;
        }
        content.missing = counted.unwrap_or(0).saturating_sub(comments.len() as u64);
        content.desc = self.clean(card.desc.as_deref().unwrap_or_default(), &mut content);
        for action in comments {
            if let Some(mut comment) = self.comment(action) {
                comment.text = self.clean(&comment.text, &mut content);
                content.comments.push(comment);
            }
        }
        content
    }

    /// When it was put away, where it was.
    fn put_away(&self, card: &wire::Card, content: &mut Content) {
        let list = card.id_list.as_deref().unwrap_or_default();
        let archived = card.closed == Some(true);
        if archived || !self.open.contains(list) {
            let what = if archived { card.id.as_str() } else { list };
            content.put_away = self.closings.get(what).copied();
            content.active = moment(card.date_last_activity.as_deref());
        }
    }

    fn is_comment(&self, action: &Action) -> bool {
        match action.kind.as_deref() {
            Some("commentCard") => true,
            Some("copyCommentCard") => !self.settings.strict,
            _ => false,
        }
    }

    fn clean(&mut self, text: &str, content: &mut Content) -> String {
        if self.settings.strict {
            return text.to_owned();
        }
        let clean = self.cleaner.clean(text);
        content.images += clean.images;
        content.private += clean.private;
        self.files.extend(clean.files);
        clean.text
    }

    /// A comment, if it is public.
    fn comment(&self, action: &Action) -> Option<Comment> {
        let data = action.data.as_ref()?;
        let mut text = data.text.clone().unwrap_or_default();
        let creator = action.member_creator.as_ref();
        if !self.settings.strict {
            let id = creator
                .map(|creator| creator.id.as_str())
                .or(action.id_member_creator.as_deref());
            if self.members_only && !id.is_some_and(|id| self.members.contains(id)) {
                return None;
            }
            text = said(&text, self.settings)?;
        }
        Some(Comment {
            id: action.id.clone(),
            at: moment(action.date.as_deref()).or_else(|| wire::born(&action.id))?,
            edited: moment(data.date_last_edited.as_deref()),
            by: self.author(action),
            text,
        })
    }

    fn author(&self, action: &Action) -> Option<String> {
        let creator = action.member_creator.as_ref();
        let initials = || creator.and_then(|creator| creator.initials.clone());
        if self.settings.strict {
            return initials();
        }
        let by_program = action
            .app_creator
            .as_ref()
            .is_some_and(|app| !app.is_null());
        let shown = match &self.settings.author {
            Author::Team(team) => Some(team.clone()),
            Author::None => None,
            _ if by_program => None,
            Author::Initials => initials(),
            Author::Name => creator.and_then(|creator| creator.full_name.clone()),
        };
        shown.filter(|name| !name.trim().is_empty())
    }
}

/// A comment's public words: without the marker; none when it is internal or not marked.
fn said(text: &str, settings: &TrelloSettings) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if lower.trim_start().starts_with("[internal]") {
        return None;
    }
    if settings.comments != Comments::Marked {
        return Some(text.to_owned());
    }
    let at = lower.find(&settings.marker.to_ascii_lowercase())?;
    let (before, after) = (&text[..at], &text[at + settings.marker.len()..]);
    Some(
        format!("{}{}", before, after.trim_start())
            .trim()
            .to_owned(),
    )
}

/// What is shown for user names.
fn names<'a>(
    members: impl Iterator<Item = &'a Member>,
    settings: &TrelloSettings,
) -> BTreeMap<String, String> {
    let shown = |member: &'a Member| match settings.author {
        Author::Initials => member.initials.clone(),
        Author::Name => member.full_name.clone(),
        Author::None | Author::Team(_) => None,
    };
    members
        .filter_map(|member| Some((member.username.as_ref()?.to_lowercase(), shown(member)?)))
        .filter(|(_, shown)| !shown.is_empty())
        .collect()
}

/// When each card and list was last archived.
fn closings(board: &Board) -> HashMap<&str, DateTime<Utc>> {
    let mut closings = HashMap::new();
    for action in board.actions.iter().flatten() {
        let Some(data) = &action.data else { continue };
        let what = match action.kind.as_deref() {
            Some("updateCard") => data.card.as_ref(),
            Some("updateList") => data.list.as_ref(),
            _ => None,
        };
        let was_open = data
            .old
            .as_ref()
            .is_some_and(|old| old.closed == Some(false));
        let closed = what.filter(|what| was_open && what.closed == Some(true));
        let at = moment(action.date.as_deref()).or_else(|| wire::born(&action.id));
        if let Some((what, at)) = closed.zip(at) {
            let last = closings.entry(what.id.as_str()).or_insert(at);
            *last = at.max(*last);
        }
    }
    closings
}

fn moved(action: &Action) -> Option<Move> {
    let data = action.data.as_ref()?;
    let list = |named: &wire::Named| List {
        id: named.id.clone(),
        name: named.name.clone().unwrap_or_default(),
    };
    let (from, to) = (data.list_before.as_ref()?, data.list_after.as_ref()?);
    (from.id != to.id).then_some(())?;
    Some(Move {
        id: action.id.clone(),
        at: moment(action.date.as_deref()).or_else(|| wire::born(&action.id))?,
        from: list(from),
        to: list(to),
    })
}
