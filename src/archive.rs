//! Files in one file, as `.tar.gz`: the same files give the same bytes, and what somebody else packed is
//! opened as if they meant harm.

use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::{Component, Path};

/// Of what is packed, so much is taken, in bytes: an archive of ours is far smaller, one that was made to
/// fill a disk is not read to its end.
pub const LARGEST: u64 = 256 << 20;

/// So many files, for the same reason.
const MOST: usize = 100_000;

/// How hard to pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For what is packed once, with thousands of others. Of ten thousand incidents: 2.2 MB in 34 ms at level 1, 1.75 in 43
    /// at 2, 1.45 in 58 at 3, 1.27 in 105 at 6; and all of them are to be built in a second.
    Little,
    /// For what is sent again with every update.
    Much,
}

impl Effort {
    /// As zlib has it.
    pub fn level(self) -> u32 {
        match self {
            Effort::Little => 2,
            Effort::Much => 6,
        }
    }
}

/// What was in an archive.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// Files by path, which is relative and leads nowhere else.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was left out, and why, in words.
    pub refused: Vec<String>,
    /// Why the rest could not be read, in words.
    pub broken: Option<String>,
}

/// What an archive is made of, in bytes.
const BLOCK: usize = 512;

/// Packs files in the order given. Times, owners and rights are the same for all.
pub fn pack<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>, effort: Effort) -> Vec<u8> {
    let files: Vec<_> = files.into_iter().collect();
    // Growing as it comes copies all of it more than once.
    let room = files
        .iter()
        .map(|(_, bytes)| BLOCK + bytes.len().next_multiple_of(BLOCK));
    let mut archive = tar::Builder::new(Vec::with_capacity(room.sum::<usize>() + 2 * BLOCK));
    for (path, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        header.set_entry_type(tar::EntryType::Regular);
        archive
            .append_data(&mut header, path, bytes)
            .expect("a path of ours fits, and memory takes it");
    }
    // In one piece: for every piece the packer clears all the room it may fill.
    let finished = archive.into_inner().and_then(|archive| {
        let mut packed = GzBuilder::new().write(Vec::new(), Compression::new(effort.level()));
        packed.write_all(&archive)?;
        packed.finish()
    });
    finished.expect("memory takes it")
}

/// Opens an archive: everything in it that may be written below a folder, and what is wrong with the rest.
pub fn open(bytes: &[u8]) -> Opened {
    open_within(bytes, LARGEST)
}

fn open_within(bytes: &[u8], largest: u64) -> Opened {
    let mut opened = Opened::default();
    // One byte more than there may be, so that it shows.
    let mut archive = tar::Archive::new(GzDecoder::new(bytes).take(largest + 1));
    if let Err(why) = read(&mut archive, &mut opened) {
        opened.broken = Some(why);
    }
    // What stands behind the archive's end, its sum included.
    let mut rest = archive.into_inner();
    let end = std::io::copy(&mut rest, &mut std::io::sink());
    if rest.limit() == 0 {
        opened.broken = Some(format!("unpacked it is larger than {} MiB", largest >> 20));
    } else if let (None, Err(error)) = (&opened.broken, end) {
        opened.broken = Some(error.to_string());
    }
    opened
}

fn read<R: std::io::Read>(
    archive: &mut tar::Archive<R>,
    opened: &mut Opened,
) -> Result<(), String> {
    let words = |error: std::io::Error| error.to_string();
    for (number, entry) in archive.entries().map_err(words)?.enumerate() {
        if number == MOST {
            return Err(format!("there are more than {MOST} files in it"));
        }
        let mut entry = entry.map_err(words)?;
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        match unfit(&path, entry.header().entry_type()) {
            Some(why) => {
                // Names of somebody else's making are not printed as they are.
                let shown: String = path.escape_debug().take(200).collect();
                opened.refused.push(format!("`{shown}`: {why}"));
            }
            None => {
                let mut bytes = Vec::new();
                let length = entry.read_to_end(&mut bytes).map_err(words)? as u64;
                if length != entry.size() {
                    return Err("it ends in the middle of a file".to_owned());
                }
                opened.files.insert(path, bytes);
            }
        }
    }
    Ok(())
}

/// Why a file is not taken out of an archive.
fn unfit(path: &str, kind: tar::EntryType) -> Option<&'static str> {
    if kind != tar::EntryType::Regular {
        return Some("it is no plain file");
    }
    (!stays(path)).then_some("its path leads out of the site")
}

/// Whether a path names one file below the folder it is looked up in.
pub fn stays(path: &str) -> bool {
    let plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    let odd = path.is_empty() || path.contains('\\') || path.chars().any(char::is_control);
    // `a//b`, `a/./b` and `a/` are other names of what `a/b` is called.
    let doubled = path.split('/').any(|part| matches!(part, "" | "."));
    !odd && !doubled && Path::new(path).components().all(plain)
}

#[cfg(test)]
mod tests {
    use super::{Effort, open, open_within, pack};
    use std::io::Write as _;

    fn gz(tar: &[u8]) -> Vec<u8> {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(tar).unwrap();
        packed.finish().unwrap()
    }

    /// An archive with one entry whose header says this, whatever a builder would refuse.
    fn hostile(path: &[u8], kind: tar::EntryType) -> Vec<u8> {
        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..path.len()].copy_from_slice(path);
        header.set_size(4);
        header.set_mode(0o644);
        header.set_entry_type(kind);
        header.set_cksum();
        let mut tar = header.as_bytes().to_vec();
        tar.extend_from_slice(b"harm");
        tar.resize(512 * 4, 0);
        gz(&tar)
    }

    #[test]
    fn the_same_files_are_the_same_bytes_and_come_back() {
        let long = format!("incidents/{}/x.md", "long".repeat(50));
        let files = [("a.md", &b"one"[..]), (long.as_str(), b"two"), ("c", b"")];
        let packed = pack(files, Effort::Much);
        assert_eq!(packed, pack(files, Effort::Much));
        let opened = open(&packed);
        assert_eq!((opened.refused.len(), opened.broken), (0, None));
        let want = files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
        assert_eq!(opened.files, want.into());
    }

    #[test]
    fn nothing_leads_out_of_the_site() {
        let file = tar::EntryType::Regular;
        for path in [
            "../up",
            "/etc/x",
            "a/../../b",
            "a\\b",
            "a/./b",
            "a//b",
            "",
            "a\nb",
        ] {
            let opened = open(&hostile(path.as_bytes(), file));
            assert!(opened.files.is_empty(), "{path:?}");
            assert_eq!(opened.refused.len(), 1, "{path:?}: {opened:?}");
        }
        for kind in [
            tar::EntryType::Symlink,
            tar::EntryType::Link,
            tar::EntryType::Char,
        ] {
            let opened = open(&hostile(b"incidents/a.md", kind));
            assert!(opened.files.is_empty(), "{kind:?}");
            assert!(opened.refused[0].ends_with("it is no plain file"));
        }
        assert_eq!(open(&hostile(b"incidents/a.md", file)).files.len(), 1);
    }

    #[test]
    fn what_was_cut_or_damaged_is_said_and_the_rest_is_there() {
        let noise: Vec<u8> = (0..90_000_u32)
            .flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes())
            .collect();
        let packed = pack(
            [("first", &b"whole"[..]), ("second", &noise)],
            Effort::Little,
        );
        let cut = open(&packed[..packed.len() / 2]);
        assert_eq!(cut.files.keys().collect::<Vec<_>>(), ["first"]);
        assert!(cut.broken.is_some());
        let mut wrong = packed.clone();
        let end = wrong.len() - 5;
        wrong[end] ^= 1;
        assert!(open(&wrong).broken.is_some(), "its sum is checked");
        assert!(open(b"no archive").broken.is_some());
        assert!(open(b"").broken.is_some());
    }

    #[test]
    fn an_archive_made_to_fill_the_disk_is_not_read_to_its_end() {
        let bomb = pack([("zeros", &vec![0; 3 << 20][..])], Effort::Little);
        assert!(bomb.len() < 50_000);
        let opened = open_within(&bomb, 1 << 20);
        assert_eq!(
            opened.broken.as_deref(),
            Some("unpacked it is larger than 1 MiB")
        );
        assert!(opened.files.is_empty());
    }
}
