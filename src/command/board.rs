//! The Trello board: asked for when it is to be read anew, and written down for everybody else.

use super::mirrors::wait_for;
use super::{Context, Stop, pipeline, write};
use crate::net::http::Http;
use crate::problem::Problem;
use crate::source::gather::IMAGES;
use crate::source::trello::auth::{Auth, BOARD};
use crate::source::trello::fetch::{Pulled, Trello, Wait};
use crate::source::trello::{TrelloSettings, snapshot};
use std::path::Path;
use std::time::Duration;

/// How often a request is tried.
const TRIES: usize = 5;

/// How long one request may take, its answer included: Trello itself gives up after thirty seconds.
const REQUEST: Duration = Duration::from_secs(35);

/// A publish waits no longer than this for the board: what was pulled last is better than nothing new.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks Trello for the board and writes it down, within a deadline.
///
/// # Errors
/// Nothing is set that opens the board, Trello did not give it, or it cannot be written down. Then the
/// snapshot is what it was.
pub(super) fn pull(
    ctx: &Context,
    settings: &TrelloSettings,
    deadline: Duration,
) -> Result<Pulled, Problem> {
    let get = |name: &str| ctx.env.get(name);
    let auth = Auth::from_variables(get)?;
    let board = settings.board.as_deref().or_else(|| get(BOARD));
    let board = board.ok_or_else(|| {
        Problem::error("no-board", "nothing says which board to read").hint(
            "[trello]\nboard = \"hLyRd5tS\"   # what stands behind trello.com/b/ in its address",
        )
    })?;
    let http = Http::new(REQUEST.min(deadline))
        .map_err(|why| Problem::error("no-http", "cannot ask anything over HTTP").because(why))?;
    let trello = Trello::new(http, &settings.api, auth, TRIES, waits());
    let asked =
        async { tokio::time::timeout(deadline, trello.pull(board, ctx.now, settings)).await };
    let pulled = wait_for(asked)?.map_err(|_| {
        let seconds = deadline.as_secs();
        let what = format!("Trello did not give the whole board within {seconds} seconds");
        Problem::error("trello-slow", what)
            .hint("stillup pull   # again; look at https://trello.status.atlassian.com")
    })??;
    keep(&ctx.root, &pulled)?;
    Ok(pulled)
}

/// Reads the board anew before a publish, where there is one. What stands in the way is told, and what was
/// pulled last is published.
pub(super) fn refresh(ctx: &Context, deadline: Duration) -> Vec<Problem> {
    let Ok((Some(config), _)) = pipeline::settings(ctx) else {
        return Vec::new();
    };
    let Some(settings) = config.trello.filter(|board| board.export.is_none()) else {
        return Vec::new();
    };
    match pull(ctx, &settings, deadline.min(PATIENCE)) {
        Ok(pulled) => {
            ctx.say(&told(&pulled));
            pulled.problems
        }
        Err(problem) => vec![problem],
    }
}

/// What a pull came to, in a line.
pub(super) fn told(pulled: &Pulled) -> String {
    let cards = &pulled.snapshot.cards;
    let shown = cards.iter().filter(|card| card.content.is_some()).count();
    format!(
        "Trello board “{}”: {shown} of {} cards are shown; {} requests",
        pulled.snapshot.name,
        cards.len(),
        pulled.requests
    )
}

/// Twice as long each time, and never at the same moment as everybody else.
fn waits() -> Wait {
    Box::new(|tried, asked| {
        let doubled = Duration::from_millis(500 << tried.min(5));
        let wait = asked.unwrap_or(doubled);
        let chance = u32::from(uuid::Uuid::new_v4().as_bytes()[0]);
        wait + wait * chance / 512
    })
}

/// Images first, so that the snapshot names none that is not there; then what it names no more goes.
fn keep(root: &Path, pulled: &Pulled) -> Result<(), Problem> {
    let folder = root.join(IMAGES);
    for (name, bytes) in &pulled.files {
        write::any_file(&folder.join(name), bytes)?;
    }
    let text = pulled.snapshot.text();
    write::any_file(&root.join(snapshot::FILE), text)?;
    let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let named = |known: &String| name == known.as_str();
        if !pulled.snapshot.files.iter().any(named) {
            // It costs nothing but room.
            let _ = std::fs::remove_file(entry.path());
        }
    }
    Ok(())
}

/// There is no board to read.
pub(super) fn none() -> Stop {
    Problem::error(
        "no-board",
        "`stillup.toml` names no Trello board, and no dependency's `status_page`",
    )
    .hint("[trello]\nboard = \"hLyRd5tS\"   # what stands behind trello.com/b/ in its address")
    .into()
}
