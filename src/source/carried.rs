//! What a site is made of besides its incidents' files, as its copies carry it: its own templates and theme,
//! and of a board what readers see of it.

use super::gather::IMAGES;
use super::text::text;
use super::theme::ENDINGS;
use super::trello::{self, Snapshot, TrelloSettings, card, snapshot};
use crate::model::Site;
use std::collections::BTreeSet;
use std::path::Path;
use walkdir::WalkDir;

/// Adds the site's own templates and theme. What cannot be read has been complained of by whoever shows it.
pub(super) fn looks(root: &Path, site: &mut Site) {
    let theme = &site.settings.theme;
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let own = Some(format!("themes/{theme}")).filter(|_| theme.chars().all(plain));
    for folder in own
        .into_iter()
        .chain(["templates".to_owned(), "locales".to_owned()])
    {
        let below = WalkDir::new(root.join(&folder))
            .follow_links(true)
            .sort_by_file_name();
        for entry in below
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
        {
            let parts = entry
                .path()
                .strip_prefix(root)
                .into_iter()
                .flat_map(Path::iter);
            let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
            let path = parts.join("/");
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            let hidden = path.split('/').any(|part| part.starts_with('.'));
            if hidden || !ENDINGS.contains(&ending) {
                continue;
            }
            if let Ok(text) = text(root, &path) {
                site.carried.texts.push((path.into(), text.into()));
            }
        }
    }
}

/// Adds a board as readers know it: its cards that are shown, and no word of when it was last read.
pub(super) fn board(snapshot: &Snapshot, settings: &TrelloSettings, site: &mut Site) {
    let mut public = snapshot.clone();
    if settings.export.is_none() {
        // Else every publish would have something new to carry.
        public.pulled_at = chrono::DateTime::UNIX_EPOCH;
    }
    if !settings.strict {
        public.cards.retain(|card| {
            card.content.is_some()
                || card::verdict(card, snapshot, settings) == card::Verdict::Shown
        });
        let contents = public.cards.iter().filter_map(|card| card.content.as_ref());
        let moves = contents.flat_map(|content| &content.moves);
        let moved = moves.flat_map(|one| [&one.from.id, &one.to.id]);
        let ids = moved.chain(public.cards.iter().map(|card| &card.list));
        let named: BTreeSet<String> = ids.cloned().collect();
        public.lists.retain(|list| named.contains(&list.id));
    }
    let text = public.text();
    site.carried
        .texts
        .push((snapshot::FILE.into(), text.into()));
    for file in &snapshot.files {
        let local = format!("{IMAGES}/{file}");
        site.carried
            .assets
            .push((local.into(), trello::asset_path(file).into()));
    }
}
