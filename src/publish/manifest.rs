//! The manifest: what a mirror holds, by digest. A root names a hot part and one part a month, so
//! that one update changes few of them and none but the root grows with history.

use super::generation::Piece;
use crate::tree::{Digest, File, Media, Part, Role, Tree};
use arcstr::ArcStr;
use rayon::iter::{IntoParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The folder of the manifest's pieces.
pub const FOLDER: &str = "stillup/manifest/";

/// What is known of one file without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// SHA-256 of its bytes.
    pub digest: Digest,
    /// In bytes.
    pub length: u64,
    /// The first 16 digits of the SHA-256 of its `Content-Type` and `Cache-Control`.
    pub headers: Arc<str>,
    /// Ids of the public updates it shows.
    #[serde(default, skip_serializing_if = "none")]
    pub updates: Arc<[ArcStr]>,
}

fn none(updates: &Arc<[ArcStr]>) -> bool {
    updates.is_empty()
}

/// The digest of a file's headers, as entries carry it.
pub fn headers(media: Media, role: Role) -> Arc<str> {
    let text = format!("{}\n{}", media.content_type(), role.cache_control());
    Digest::of(text.as_bytes()).to_string()[..16].into()
}

/// Whether a file is named by its content and never rewritten: kept for readers of older pages.
pub fn is_immutable(path: &str) -> bool {
    path.starts_with("assets/") || path.starts_with(FOLDER)
}

impl Entry {
    /// What a manifest says of this file, whose headers have this digest.
    pub fn of(file: &File, headers: Arc<str>) -> Self {
        Entry {
            digest: file.digest,
            length: file.length,
            headers,
            updates: Arc::clone(&file.updates),
        }
    }
}

/// The files of one part.
pub type Files = BTreeMap<String, Entry>;

/// What a mirror holds, or should: every file of the tree. Publishing's own files are not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest {
    /// By part; the same part of two manifests may be one value.
    pub parts: BTreeMap<Part, Arc<Files>>,
}

/// Few kinds of files, many files: what their headers are is reckoned once.
#[derive(Default)]
struct Kinds(HashMap<(Media, Role), Arc<str>>);

impl Kinds {
    fn entry(&mut self, file: &File) -> Entry {
        let kind = (file.media, file.role);
        let known = self.0.entry(kind);
        let headers = known.or_insert_with(|| headers(kind.0, kind.1));
        Entry::of(file, Arc::clone(headers))
    }
}

#[derive(Serialize, Deserialize)]
struct RootText {
    version: u32,
    parts: Vec<RootLine>,
}

/// One line of the root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RootLine {
    part: String,
    #[serde(flatten)]
    piece: Piece,
}

impl RootLine {
    /// Which part it names, and the piece that holds it.
    pub fn read(&self) -> (Part, &Piece) {
        let part = match self.part.as_str() {
            "hot" => Part::Hot,
            month => Part::Month(month.to_owned()),
        };
        (part, &self.piece)
    }
}

#[derive(Deserialize)]
struct PartText {
    version: u32,
    files: Files,
}

/// A manifest as files: its pieces by path, and which of them is the root.
#[derive(Debug, Clone)]
pub struct Packed {
    /// The root's digest and length.
    pub root: Piece,
    /// Each part's piece.
    pub parts: BTreeMap<Part, Piece>,
    /// Root and parts, by path.
    pub files: BTreeMap<String, File>,
}

/// Where a piece of the manifest is.
pub fn path(digest: &Digest) -> String {
    format!("{FOLDER}{digest}.json")
}

impl Manifest {
    /// Of a rendered site, whose months were all listed in `before` as they are now: that is so when
    /// only age-carrying files were made anew, since those are in the hot part.
    pub fn retimed(tree: &Tree, before: &Self) -> Self {
        let hot = tree.files.iter().filter(|(_, file)| file.part == Part::Hot);
        let mut manifest = before.clone();
        manifest.parts.extend(Self::listed(hot).parts);
        manifest
    }

    /// Of a rendered site.
    pub fn of(tree: &Tree) -> Self {
        Self::listed(tree.files.iter())
    }

    fn listed<'a>(listed: impl Iterator<Item = (&'a String, &'a File)>) -> Self {
        let mut parts: BTreeMap<&Part, Vec<(&String, &File)>> = BTreeMap::new();
        for one in listed {
            parts.entry(&one.1.part).or_default().push(one);
        }
        // In order already: made in one go, not file by file.
        let files = |(part, listed): (&Part, Vec<(&String, &File)>)| {
            let mut kinds = Kinds::default();
            let entry = |(path, file): (&String, &File)| (path.clone(), kinds.entry(file));
            let files: Files = listed.into_iter().map(entry).collect();
            (part.clone(), Arc::new(files))
        };
        Manifest {
            parts: parts.into_par_iter().map(files).collect(),
        }
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.parts.values().map(|files| files.len()).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parts.values().all(|files| files.is_empty())
    }

    /// Every path and what is said of it, part by part.
    pub fn entries(&self) -> impl Iterator<Item = (&String, &Entry)> {
        self.parts.values().flat_map(|files| files.iter())
    }

    /// As files, one entry a line so that a person can compare two.
    pub fn pack(&self) -> Packed {
        self.pack_after(None)
    }

    /// The same, taking from what was packed before the parts that are still the same value.
    pub fn pack_after(&self, before: Option<(&Manifest, &Packed)>) -> Packed {
        let mut files = BTreeMap::new();
        let mut parts = BTreeMap::new();
        let mut lines = Vec::new();
        let texts: Vec<File> = self
            .parts
            .par_iter()
            .map(|(part, entries)| {
                before
                    .and_then(|(manifest, packed)| {
                        let same = Arc::ptr_eq(manifest.parts.get(part)?, entries);
                        let piece = packed.parts.get(part).filter(|_| same)?;
                        packed.files.get(&path(&piece.digest)).cloned()
                    })
                    .unwrap_or_else(|| piece(part_text(part, entries)))
            })
            .collect();
        for (part, text) in self.parts.keys().zip(texts) {
            let name = part_name(part);
            let piece = keep(&mut files, text);
            lines.push(json(&RootLine {
                part: name.to_owned(),
                piece: piece.clone(),
            }));
            parts.insert(part.clone(), piece);
        }
        let text = format!(
            "{{\"version\": 1, \"parts\": [\n{}\n]}}\n",
            joined(lines.into_iter())
        );
        Packed {
            root: keep(&mut files, piece(text)),
            parts,
            files,
        }
    }

    /// Reads the root's lines. The error is in words.
    pub fn parse_root(bytes: &[u8]) -> Result<Vec<RootLine>, String> {
        let root: RootText = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        version(root.version).map(|()| root.parts)
    }

    /// Reads a part's files. The error is in words.
    pub fn parse_part(bytes: &[u8]) -> Result<Files, String> {
        let part: PartText = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        version(part.version).map(|()| part.files)
    }
}

fn version(found: u32) -> Result<(), String> {
    match found {
        1 => Ok(()),
        other => Err(format!(
            "it is of version {other}, this program reads version 1"
        )),
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("plain data is always JSON")
}

/// How a part is called in the root.
fn part_name(part: &Part) -> &str {
    match part {
        Part::Hot => "hot",
        Part::Month(month) => month,
    }
}

/// One entry a line.
fn part_text(part: &Part, entries: &Files) -> String {
    let name = json(part_name(part));
    let mut text = format!("{{\"version\": 1, \"part\": {name}, \"files\": {{\n");
    let mut before = "";
    for (path, entry) in entries {
        text += before;
        text += &json(path);
        text += ": ";
        text += &json(entry);
        before = ",\n";
    }
    text + "\n}}\n"
}

fn joined(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join(",\n")
}

/// A piece as a file.
fn piece(text: String) -> File {
    File {
        role: Role::Asset,
        ..File::new("piece.json", text.into_bytes())
    }
}

/// Puts a piece where its digest says and tells which it was.
fn keep(files: &mut BTreeMap<String, File>, file: File) -> Piece {
    let piece = Piece {
        digest: file.digest,
        length: file.length,
    };
    files.insert(path(&piece.digest), file);
    piece
}
