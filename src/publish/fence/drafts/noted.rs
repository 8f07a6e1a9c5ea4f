//! What is published with the marker, so that who reads that need not read further: `generation.json`, which every
//! look asks for, and the host's digests of files that nobody but the host has the bytes of any more.

use super::listing::Piece;
use crate::publish::generation;
use crate::publish::mirror::Batch;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The word before the text of `generation.json`.
const HEAD: &str = "head";

/// The word before files that stay for readers of earlier generations.
const LINGERING: &str = "lingering";

/// The marker as it is published.
pub fn noted(batch: &Batch, lingering: &BTreeMap<String, Piece>) -> Vec<u8> {
    let Ok(mut marker) = serde_json::from_slice::<Map<String, Value>>(&batch.marker) else {
        return batch.marker.clone();
    };
    let mut all = batch.write.iter().chain(&batch.keep);
    let head = all.find(|write| write.path == generation::PATH);
    if let Some(head) = head.and_then(|write| String::from_utf8(write.file.bytes()).ok()) {
        marker.insert(HEAD.to_owned(), head.into());
    }
    if !lingering.is_empty() {
        let pieces = serde_json::to_value(lingering).expect("plain data is always JSON");
        marker.insert(LINGERING.to_owned(), pieces);
    }
    serde_json::to_vec_pretty(&marker).expect("plain data is always JSON")
}

/// The `generation.json` that was published with a marker; nothing where that does not say.
pub fn head(marker: &[u8]) -> Option<Vec<u8>> {
    let marker: Map<String, Value> = serde_json::from_slice(marker).ok()?;
    Some(marker.get(HEAD)?.as_str()?.as_bytes().to_vec())
}

/// The files that lingered when a marker was published, as far as it says.
pub fn lingering(marker: &[u8]) -> BTreeMap<String, Piece> {
    let marker: Map<String, Value> = serde_json::from_slice(marker).unwrap_or_default();
    let pieces = marker.get(LINGERING).cloned().unwrap_or_default();
    serde_json::from_value(pieces).unwrap_or_default()
}
