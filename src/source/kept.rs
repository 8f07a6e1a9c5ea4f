//! One incident again as a copy of the site carries it, read against today's settings.

use super::folder::{seal, sort_out};
use crate::format::{Scope, parse_bytes, translate_bytes};
use crate::model::{Incident, Site};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// The incident with this id among an archive's files, its translations included; none when it is not
/// there. `assets` are those of the archive: path in the site's folder to path in the tree.
pub fn incident(
    id: &str,
    texts: &BTreeMap<String, Vec<u8>>,
    assets: &BTreeMap<String, String>,
    site: &Site,
) -> Option<Incident> {
    let files: Vec<String> = texts
        .keys()
        .filter(|path| path.ends_with(".md"))
        .cloned()
        .collect();
    let entries = sort_out(&files, &site.settings.languages, &mut Vec::new());
    let entry = entries.into_iter().find(|entry| entry.id == id)?;
    let settings = &site.settings;
    let scope = Scope::new(
        settings.timezone,
        &settings.languages,
        &site.components,
        &site.groups,
    );
    let text = texts.get(&entry.file)?;
    let mut incident = parse_bytes(&entry.id, &entry.file, text, &scope).0?;
    for (language, file) in &entry.translations {
        translate_bytes(&mut incident, language, file, texts.get(file)?, &scope);
    }
    incident.being_corrected |= entry.odd;
    for (path, published) in assets {
        let name = path.rsplit('/').next().unwrap_or(path);
        if incident.source.contains(name) {
            let path: std::sync::Arc<str> = path.as_str().into();
            incident.beside.assets.push((path.clone(), path));
            let widened = Sha256::new_with_prefix(incident.digest).chain_update(published);
            incident.digest = widened.finalize().into();
        }
    }
    seal(&mut incident);
    Some(incident)
}
