//! Text as gzip, for places that keep it so: a tenth of the bytes to send, and to read. Digests are of the plain bytes.

use flate2::Compression;
use flate2::read::{GzDecoder, GzEncoder};
use std::io::Read as _;

/// The longest file that is unpacked, in bytes.
const LIMIT: u64 = 1 << 30;

/// These bytes as gzip, the same each time: no name and no time are in it.
pub fn packed(plain: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let mut coder = GzEncoder::new(plain, Compression::default());
    let read = coder.read_to_end(&mut packed);
    read.expect("memory can always be read");
    packed
}

/// A text's own bytes, whether it comes packed or not.
pub fn unpacked(text: Vec<u8>) -> Vec<u8> {
    // No text begins so.
    if !text.starts_with(&[0x1f, 0x8b]) {
        return text;
    }
    let mut plain = Vec::new();
    let read = GzDecoder::new(&text[..])
        .take(LIMIT)
        .read_to_end(&mut plain);
    match read {
        Ok(_) => plain,
        // Damaged: its digest will say so.
        Err(_) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::{packed, unpacked};
    use proptest::prelude::{prop_assert_eq, proptest};

    proptest! {
        #[test]
        fn any_text_comes_out_as_it_went_in(text in ".{0,3000}") {
            let kept = packed(text.as_bytes());
            prop_assert_eq!(&packed(text.as_bytes()), &kept, "the same bytes each time");
            prop_assert_eq!(unpacked(kept), text.as_bytes());
            prop_assert_eq!(unpacked(text.clone().into()), text.as_bytes());
        }
    }

    #[test]
    fn what_is_damaged_is_shown_as_it_is() {
        let damaged = [&[0x1f, 0x8b][..], b"not so"].concat();
        assert_eq!(unpacked(damaged.clone()), damaged);
        let mut cut = packed(b"<p>All well</p>\n");
        cut.truncate(cut.len() - 4);
        assert_eq!(unpacked(cut.clone()), cut);
    }
}
