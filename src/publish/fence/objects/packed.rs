//! Text is kept compressed in object stores, as `Content-Encoding: gzip` has it.

use crate::publish::gzip;
use crate::tree::Media;

/// What is shorter is left as it is.
const WORTH: usize = 512;

/// The bytes to keep for a file, and their coding.
pub fn packed(path: &str, bytes: Vec<u8>) -> (Vec<u8>, Option<&'static str>) {
    if bytes.len() < WORTH || !Media::of_path(path).is_text() {
        return (bytes, None);
    }
    let packed = gzip::packed(&bytes);
    match packed.len() < bytes.len() {
        true => (packed, Some("gzip")),
        false => (bytes, None),
    }
}

/// A file's own bytes, whether the store sends them packed or not.
pub fn unpacked(path: &str, bytes: Vec<u8>) -> Vec<u8> {
    match Media::of_path(path).is_text() {
        true => gzip::unpacked(bytes),
        false => bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::{packed, unpacked};

    #[test]
    fn text_is_packed_and_comes_out_again() {
        let page = "<p>All well</p>\n".repeat(100).into_bytes();
        let (kept, coding) = packed("index.html", page.clone());
        assert_eq!(coding, Some("gzip"));
        assert!(kept.len() < page.len() / 10);
        assert_eq!(unpacked("index.html", kept), page);
        assert_eq!(unpacked("index.html", page.clone()), page);
    }

    #[test]
    fn what_gains_nothing_is_left() {
        let short = b"<p>All well</p>\n".to_vec();
        assert_eq!(packed("index.html", short.clone()), (short, None));
        let archive = packed("a.json", vec![b'x'; 600]).0;
        for path in ["assets/a.0.png", "stillup/source/2026-11.tar.gz"] {
            assert_eq!(packed(path, vec![b'x'; 600]).1, None);
            assert_eq!(
                unpacked(path, archive.clone()),
                archive,
                "{path}: a file of its own"
            );
        }
    }
}
