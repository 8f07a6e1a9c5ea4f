use super::{Doubt, Parts, PublicKey, SigningKey, attach, verify};
use crate::net::secret::Secret;
use crate::publish::generation::{Copy, Generation, Piece};
use crate::publish::release::Ticket;
use crate::publish::stamp;
use crate::tree::Digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::DateTime;
use proptest::prelude::*;

fn key(number: u8) -> SigningKey {
    SigningKey::of(&Secret::new(BASE64.encode([number; 32]))).expect("a key")
}

fn generation(keys: &[SigningKey]) -> Generation {
    let now = DateTime::from_timestamp(1_763_649_000, 0).expect("a moment");
    Generation {
        version: 1,
        site: "acme".into(),
        generation: 1_763_649_000_000,
        nonce: "0123456789abcdef0123456789abcdef".into(),
        published_at: now,
        fresh_until: now,
        program: "stillup 0.1.0".into(),
        files: [("index.html".to_owned(), Digest::of(b"home"))].into(),
        manifest: Piece {
            digest: Digest::of(b"manifest"),
            length: 8,
        },
        mirrors: vec![Copy {
            name: "one".into(),
            address: "https://status.example".into(),
        }],
        keys: keys.iter().map(SigningKey::public).collect(),
    }
}

fn signed(keys: &[SigningKey]) -> Vec<u8> {
    let text = generation(keys).to_bytes();
    let signatures: Vec<_> = keys.iter().map(|key| key.sign(&text)).collect();
    attach(text, &signatures)
}

fn hex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16);
    digits.map(|pair| byte(pair).expect("digits")).collect()
}

/// RFC 8032, section 7.1: TEST 1, 2, 3 and SHA(abc). Secret, public, message, signature.
const VECTORS: &[[&str; 4]] = &[
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
    [
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
    ],
];

#[test]
fn the_vectors_of_rfc_8032_come_out() {
    for [secret, public, message, signature] in VECTORS {
        let key = SigningKey::of(&Secret::new(BASE64.encode(hex(secret)))).expect("a key");
        assert_eq!(key.public(), PublicKey(hex(public).try_into().expect("32")));
        let made = key.sign(&hex(message));
        assert_eq!(made.bytes, hex(signature));
        assert!(key.public().fits(&hex(message), &made.bytes));
    }
}

#[test]
fn a_signed_file_is_the_unsigned_one_with_signatures_last() {
    let file = String::from_utf8(signed(&[key(1), key(2)])).expect("text");
    let (one, two) = (key(1).public(), key(2).public());
    let text = generation(&[key(1), key(2)]).to_bytes();
    let by = |key: SigningKey| BASE64.encode(key.sign(&text).bytes);
    let end = format!(
        "  ],\n  \"keys\": [\n    \"{one}\",\n    \"{two}\"\n  ],\n  \"signatures\": [\n    \
         {{\"key\": \"{one}\", \"signature\": \"{}\"}},\n    \
         {{\"key\": \"{two}\", \"signature\": \"{}\"}}\n  ]\n}}\n",
        by(key(1)),
        by(key(2))
    );
    assert!(file.ends_with(&end), "{file}");
    let value: serde_json::Value = serde_json::from_str(&file).expect("JSON still");
    assert_eq!(value["signatures"].as_array().map(Vec::len), Some(2));
}

#[test]
fn without_keys_and_signatures_the_file_is_as_it_always_was() {
    let plain = generation(&[]);
    let file = attach(plain.to_bytes(), &[]);
    let text = String::from_utf8(file.clone()).expect("text");
    assert!(text.ends_with("    }\n  ]\n}\n") && !text.contains("keys"));
    assert_eq!(Generation::parse(&file), Ok(plain));
    assert_eq!(verify(&file, &[key(1).public()]), Err(Doubt::Unsigned));
}

#[test]
fn any_one_of_the_trusted_keys_is_enough() {
    let (file, whole) = (signed(&[key(1), key(2)]), generation(&[key(1), key(2)]));
    for trusted in [vec![key(1)], vec![key(2)], vec![key(3), key(2)]] {
        let trusted: Vec<PublicKey> = trusted.iter().map(SigningKey::public).collect();
        assert_eq!(Generation::verified(&file, &trusted), Ok(whole.clone()));
    }
    let strangers = Doubt::Strangers(vec![key(1).public(), key(2).public()]);
    assert_eq!(verify(&file, &[key(3).public()]), Err(strangers.clone()));
    assert_eq!(verify(&file, &[]), Err(strangers));
}

#[test]
fn a_stamp_behind_it_changes_nothing() {
    let ticket = Ticket {
        generation: 1,
        nonce: format!("{:032x}", 1),
        run: "0193a4b5c6d7e01234567".into(),
    };
    let file = stamp::with("generation.json", signed(&[key(1)]), &ticket);
    assert!(verify(&file, &[key(1).public()]).is_ok());
}

/// What an attacker puts into the file beside the signed text is not looked at, or breaks the signature.
#[test]
fn smuggled_members_mean_nothing() {
    let (file, trusted) = (signed(&[key(1)]), [key(1).public()]);
    let text = String::from_utf8(file).expect("text");
    let whole = generation(&[key(1)]);
    let behind = text.replace(
        "  ]\n}\n",
        "  ],\n  \"site\": \"evil\",\n  \"generation\": 9\n}\n",
    );
    let more = text.replace("  ]\n}\n", "  ]\n}\n{\"site\": \"evil\"}\n");
    for smuggled in [behind, more] {
        assert_ne!(smuggled, text);
        let read = Generation::verified(smuggled.as_bytes(), &trusted);
        assert_eq!(read, Ok(whole.clone()), "{smuggled}");
    }
    let before = text.replacen("{\n", "{\n  \"site\": \"evil\",\n", 1);
    let inside = text.replace("\"keys\": [", "\"site\": \"evil\",\n  \"keys\": [");
    let list = text.find(",\n  \"signatures\"").expect("signatures");
    let twice = text.replace(
        ",\n  \"signatures\"",
        &format!(
            ",\n  \"site\": \"evil\"{},\n  \"signatures\"",
            &text[list..text.len() - 3]
        ),
    );
    for smuggled in [before, inside, twice] {
        assert_ne!(smuggled, text);
        let read = Generation::verified(smuggled.as_bytes(), &trusted);
        assert!(read.is_err(), "{smuggled}");
    }
}

#[test]
fn signatures_of_other_forms_do_not_hide_ours() {
    let text = String::from_utf8(signed(&[key(1)])).expect("text");
    let other = "\"signatures\": [\n    {\"key\": 1}, \"x\", {\"algorithm\": \"new\", \"key\": \"AA==\", \"signature\": \"\"},";
    let text = text.replace("\"signatures\": [", other);
    assert!(verify(text.as_bytes(), &[key(1).public()]).is_ok());
}

#[test]
fn a_key_is_32_bytes_in_base64() {
    let typed = key(1).public().to_string();
    assert_eq!(PublicKey::parse(&typed), Some(key(1).public()));
    for wrong in [
        "",
        "AAAA",
        &typed[..43],
        "not base64!",
        &typed.replace('=', "=="),
    ] {
        assert_eq!(PublicKey::parse(wrong), None, "{wrong}");
        assert!(SigningKey::of(&Secret::new(wrong)).is_none(), "{wrong}");
    }
    assert_ne!(SigningKey::draw(), SigningKey::draw());
    assert!(!format!("{:?}", key(7)).contains(&BASE64.encode([7; 32])));
}

proptest! {
    /// Whatever byte of a signed file is changed: it is refused, or says exactly what was signed.
    #[test]
    fn no_changed_byte_is_believed(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let (mut file, trusted) = (signed(&[key(1)]), [key(1).public()]);
        let at = at.index(file.len());
        prop_assume!(file[at] != to);
        file[at] = to;
        let inside = at < Parts::of(&signed(&[key(1)])).text.len() - 3;
        match Generation::verified(&file, &trusted) {
            Ok(read) => {
                prop_assert!(!inside, "byte {at} is part of what was signed");
                prop_assert_eq!(read, generation(&[key(1)]));
            }
            Err(why) => prop_assert!(!why.to_string().is_empty()),
        }
    }

    /// Nor one that was cut, repeated or filled up.
    #[test]
    fn no_piece_is_believed_for_more(from in any::<prop::sample::Index>(), length in 1usize..200, junk in "\\PC{0,20}") {
        let (file, trusted) = (signed(&[key(1)]), [key(1).public()]);
        let from = from.index(file.len());
        let to = (from + length).min(file.len());
        let cut = [&file[..from], junk.as_bytes(), &file[to..]].concat();
        if let Ok(read) = Generation::verified(&cut, &trusted) {
            prop_assert_eq!(read, generation(&[key(1)]));
        }
    }

    /// No bytes make it panic.
    #[test]
    fn anything_can_be_taken_apart(bytes in prop::collection::vec(any::<u8>(), 0..300), tail in "\\PC{0,40}") {
        let trusted = [key(1).public()];
        prop_assert!(verify(&bytes, &trusted).is_err());
        let marked = [&bytes[..], super::MARK, tail.as_bytes()].concat();
        prop_assert!(verify(&marked, &trusted).is_err());
    }
}
