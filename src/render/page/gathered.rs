//! What pages are printed from besides the site itself, gathered once for all languages.

use crate::model::Site;
use crate::render::markdown::Assets;
use crate::status::Standing;
use std::sync::{Arc, OnceLock};

/// What the pages of all languages have in common.
pub(in crate::render) struct Gathered {
    pub assets: Arc<Assets>,
    /// Positions in `Standing::occurrences`, by that of their maintenance in `Site::incidents`.
    pub occurrences: Arc<Vec<Vec<usize>>>,
    /// For keys: of what is told of each incident, once one asks. Its own page does, and that of its month. Empty
    /// where there will be no keys.
    pub hashes: Arc<[OnceLock<[u8; 32]>]>,
}

impl Gathered {
    /// `keyed`: pages will be looked up by their keys.
    pub fn of(site: &Site, standing: &Standing, keyed: bool) -> Self {
        let mut occurrences = vec![Vec::new(); site.incidents.len()];
        for (place, occurrence) in standing.occurrences.iter().enumerate() {
            occurrences[occurrence.incident].push(place);
        }
        let hashes = match keyed {
            true => 0..site.incidents.len(),
            false => 0..0,
        };
        Gathered {
            assets: Arc::new(Assets::of(&site.assets)),
            occurrences: Arc::new(occurrences),
            hashes: hashes.map(|_| OnceLock::new()).collect(),
        }
    }
}
