//! Without a snapshot of the board here, and without Trello: the board as the newest copy that is believed
//! carries it.

use super::kept::newest_first;
use super::mirrors::{asked, wait_for};
use super::{Context, belief, pipeline, write};
use crate::problem::Problem;
use crate::publish::apart::{self, Named};
use crate::publish::witness::{Belief, Witness};
use crate::recover::dated;
use crate::render::carried;
use crate::source::gather::IMAGES;
use crate::source::trello::snapshot;
use crate::tree::Part;
use std::collections::BTreeMap;
use std::time::Duration;

/// By path in the site's folder.
type Files = BTreeMap<String, Vec<u8>>;

/// Puts it where every command looks for it. Where no copy has one, nothing is known of the board.
///
/// # Errors
/// It cannot be written down.
pub fn board(ctx: &Context, deadline: Duration) -> Result<(), Problem> {
    let Ok((Some(config), _)) = pipeline::settings(ctx) else {
        return Ok(());
    };
    let pulled = config
        .trello
        .as_ref()
        .is_some_and(|board| board.export.is_none());
    if !pulled || ctx.root.join(snapshot::FILE).exists() {
        return Ok(());
    }
    let mirrors = asked(ctx, &config);
    let believe = belief::of(&belief::keys(&config));
    let found = wait_for(async {
        let seen = apart::survey(&mirrors, deadline).await;
        for named in newest_first(&mirrors, &seen, &config.settings.id) {
            let taken = tokio::time::timeout(deadline, take(named, &*believe)).await;
            if let Ok(Ok(files)) = taken {
                return Some((named.name.clone(), files));
            }
        }
        None
    })?;
    let Some((mirror, files)) = found else {
        return Ok(());
    };
    for (path, bytes) in files {
        write::any_file(&ctx.root.join(path), bytes)?;
    }
    ctx.say(&format!(
        "the Trello board is taken from mirror `{mirror}`, as it was published there"
    ));
    Ok(())
}

/// The board and its images from one copy.
async fn take(named: &Named, believe: Belief<'_>) -> Result<Files, String> {
    let reads = &*named.mirror;
    let witness = Witness::of(&reads, believe).await?;
    let listed = witness.files(&Part::Hot).await?;
    let path = carried::path("site");
    let entry = listed.get(&path).ok_or("it carries no sources")?;
    let unpacked = witness.unpack(&path, entry).await?;
    let board = unpacked
        .files
        .get(snapshot::FILE)
        .ok_or("it carries no board")?;
    let mut files = Files::new();
    for (local, published) in &unpacked.assets {
        let name = local
            .strip_prefix(IMAGES)
            .and_then(|name| name.strip_prefix('/'));
        let plain = name.is_some_and(|name| !name.contains('/') && !name.starts_with('.'));
        if let Some(entry) = listed.get(published).filter(|_| plain) {
            files.insert(local.clone(), witness.file(published, entry).await?);
        }
    }
    files.insert(
        snapshot::FILE.to_owned(),
        dated(board, &witness)?.into_bytes(),
    );
    Ok(files)
}
