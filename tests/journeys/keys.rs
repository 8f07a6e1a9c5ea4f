//! Signed copies: who signs, what others make of it, and what happens without a key.

use crate::site::{Ran, Site, files};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use stillup::net::secret::Secret;
use stillup::publish::generation::Generation;
use stillup::publish::sign::{PublicKey, SigningKey};

const HEAD: &str = "public/one/generation.json";

/// The secret half of a key.
pub fn seed(number: u8) -> String {
    BASE64.encode([number; 32])
}

/// The public half of it.
pub fn public(number: u8) -> PublicKey {
    let key = SigningKey::of(&Secret::new(seed(number)));
    key.expect("a key").public()
}

/// Lists these keys in the settings.
pub fn list(site: &Site, numbers: &[u8]) {
    let config = site.read("stillup.toml");
    let kept = config.lines().filter(|line| !line.starts_with("keys = "));
    let kept: Vec<&str> = kept.collect();
    let keys: Vec<_> = numbers.iter().map(|&number| public(number)).collect();
    let listed = format!("[site]\nkeys = {:?}", Shown(&keys));
    site.write("stillup.toml", &kept.join("\n").replace("[site]", &listed));
}

struct Shown<'a>(&'a [PublicKey]);

impl std::fmt::Debug for Shown<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.debug_list()
            .entries(self.0.iter().map(ToString::to_string))
            .finish()
    }
}

/// Runs the program with these secrets in its environment.
fn with(site: &Site, seeds: &[u8], words: &str, code: i32) -> Ran {
    let seeds: Vec<String> = seeds.iter().map(|&number| seed(number)).collect();
    let ran = site.run_with(words, &[("STILLUP_SIGNING_KEY", &seeds.join("\n"))]);
    assert_eq!(ran.code, code, "stillup {words}\n{}{}", ran.data, ran.talk);
    ran
}

fn believed(site: &Site, by: u8) -> bool {
    Generation::verified(site.read(HEAD).as_bytes(), &[public(by)]).is_ok()
}

#[test]
fn a_site_without_keys_is_unsigned_and_says_so_once() {
    let site = Site::new();
    let words = "published unsigned: `stillup keys new` makes a key";
    assert!(site.expect("publish", 0).talk.contains(words));
    assert!(!site.read(HEAD).contains("signatures"));
    let again = site.expect("publish --now 2026-11-20T18:00:00Z", 0);
    assert!(!again.talk.contains("unsigned"), "{}", again.talk);
}

#[test]
fn one_signature_is_as_good_as_another_and_nothing_is_signed_twice() {
    let site = Site::new();
    list(&site, &[1, 2]);
    with(&site, &[1], "publish", 0);
    assert!(believed(&site, 1) && !believed(&site, 2));
    let list = format!("ed25519 {}\ned25519 {}\n", public(1), public(2));
    assert_eq!(site.read("public/two/.well-known/stillup.pub"), list);

    // Another publisher, and one without a key: there is nothing new, so nothing is written.
    let before = files(&site.path("public"));
    with(&site, &[2], "publish --now 2026-11-20T14:31:00Z", 0);
    site.expect("publish --now 2026-11-20T14:32:00Z", 0);
    assert_eq!(files(&site.path("public")), before);

    with(&site, &[2], "publish --now 2026-11-20T15:31:00Z", 0);
    assert!(!believed(&site, 1) && believed(&site, 2));
}

#[test]
fn without_a_key_it_is_published_unsigned_until_somebody_signs_it() {
    let site = Site::new();
    list(&site, &[1]);
    let ran = site.expect("publish", 4);
    let words = "published\nfinding: published unsigned: `[site] keys` is set, and no signing key is at hand\n\
                 because: browsers that have read this site keep the last copy they can verify\n\
                 hint: export STILLUP_SIGNING_KEY=…   # or publish from where `.stillup/signing.key` is\n";
    assert!(ran.talk.ends_with(words), "{}", ran.talk);
    assert!(!site.read(HEAD).contains("signatures"));
    // The same generation, now with a signature: one file, and no more than that.
    let before = files(&site.path("public/one"));
    with(&site, &[1], "publish --now 2026-11-20T14:31:00Z", 0);
    let after = files(&site.path("public/one"));
    let mut changed = crate::site::written(&before, &after);
    changed.retain(|path| !path.starts_with(".stillup/"));
    assert_eq!(changed, ["generation.json"]);
    assert!(believed(&site, 1));
}

#[test]
fn a_key_that_is_not_listed_signs_nothing() {
    let site = Site::new();
    list(&site, &[1]);
    let ran = with(&site, &[7], "publish", 1);
    let words = format!(
        "the key in `STILLUP_SIGNING_KEY` is not among `[site] keys`, so it signs nothing\n \
         --> stillup.toml:3:8\n  |\n3 | keys = [\"{}\"]\n  |        {}\nhint: keys = [\"{0}\", \"{}\"]",
        public(1),
        "^".repeat(48),
        public(7)
    );
    assert!(ran.talk.contains(&words), "{}\n{words}", ran.talk);
    assert!(!site.read(HEAD).contains("signatures"));
    // Beside a listed one it does no harm.
    with(&site, &[7, 1], "publish", 1);
    assert!(believed(&site, 1));
}

#[test]
fn what_is_no_key_and_a_secret_among_the_public_keys_are_told_and_not_repeated() {
    let site = Site::new();
    list(&site, &[1]);
    let odd = [("STILLUP_SIGNING_KEY", "c3VwZXItc2VjcmV0")];
    let ran = site.run_with("publish", &odd);
    assert_eq!(ran.code, 1);
    let words = "error: what is in `STILLUP_SIGNING_KEY` is no signing key\n";
    assert!(ran.talk.contains(words), "{}", ran.talk);
    assert!(!ran.talk.contains("c3VwZXItc2VjcmV0"));

    let config = site.read("stillup.toml");
    site.write(
        "stillup.toml",
        &config.replace(&public(1).to_string(), &seed(1)),
    );
    let ran = with(&site, &[1], "publish", 1);
    assert!(
        ran.talk
            .contains("error: `keys` holds a secret, not its public key\n")
    );
    assert!(!ran.talk.contains(&seed(1)), "{}", ran.talk);
    for (path, (bytes, _)) in files(&site.path("public")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&seed(1)), "{path}");
    }
}

#[test]
fn a_key_file_that_others_may_read_is_not_used() {
    let site = Site::new();
    list(&site, &[1]);
    site.write(".stillup/signing.key", &format!("{}\n", seed(1)));
    let mode = |mode| {
        std::fs::set_permissions(
            site.path(".stillup/signing.key"),
            std::fs::Permissions::from_mode(mode),
        )
    };
    mode(0o640).expect("a mode");
    let ran = site.expect("publish", 1);
    let words = "error: `.stillup/signing.key` is not used: others may read or change it (mode 0640)\n\
                 hint: chmod 600 .stillup/signing.key\n";
    assert!(ran.talk.contains(words), "{}", ran.talk);
    mode(0o600).expect("a mode");
    site.expect("publish", 0);
    assert!(believed(&site, 1));
}

#[test]
fn readers_who_know_no_key_that_signs_are_thought_of() {
    let site = Site::new();
    list(&site, &[1]);
    with(&site, &[1], "publish", 0);
    list(&site, &[1, 2]);
    let ran = with(&site, &[2], "publish --now 2026-11-20T14:31:00Z", 4);
    let words = "signed only with keys that readers do not know yet";
    assert!(ran.talk.contains(words), "{}", ran.talk);
    // An older key signs the new list: from then on the new one alone will do.
    with(
        &site,
        &[1, 2],
        "publish --force --now 2026-11-20T15:40:00Z",
        0,
    );
    assert!(believed(&site, 1) && believed(&site, 2));
    with(&site, &[2], "publish --now 2026-11-20T17:40:00Z", 0);
}

#[test]
fn a_build_is_signed_and_signed_again_when_a_key_comes() {
    let site = Site::new();
    list(&site, &[1]);
    site.expect("build", 0);
    let head = || site.read("public/site/generation.json");
    assert!(!head().contains("signatures"));
    with(&site, &[1], "build", 0);
    let signed = head();
    assert!(Generation::verified(signed.as_bytes(), &[public(1)]).is_ok());
    site.expect("build", 0);
    assert_eq!(head(), signed);
}

fn openssl(words: &[&str], folder: &Path) -> std::process::Output {
    let ran = Command::new("openssl")
        .args(words)
        .current_dir(folder)
        .output();
    ran.expect("openssl runs")
}

/// The key as OpenSSL reads it: PKCS #8 and SubjectPublicKeyInfo of RFC 8410, around the 32 bytes.
fn pem(kind: &str, before: &[u8], bytes: &[u8]) -> String {
    let text = BASE64.encode([before, bytes].concat());
    format!("-----BEGIN {kind} KEY-----\n{text}\n-----END {kind} KEY-----\n")
}

#[test]
fn openssl_verifies_what_we_sign_and_we_what_it_signs() {
    let site = Site::new();
    list(&site, &[1]);
    with(&site, &[1], "publish", 0);
    let file = site.read(HEAD);
    // As the reference describes it, step by step.
    let (before, after) = file.rsplit_once(",\n  \"signatures\": [").expect("signed");
    let text = format!("{before}\n}}\n");
    let signature = after.split('"').nth(7).expect("a signature");
    let key = BASE64.decode(public(1).to_string()).expect("base64");
    site.write("text", &text);
    std::fs::write(
        site.path("signature"),
        BASE64.decode(signature).expect("base64"),
    )
    .expect("a file");
    site.write(
        "public.pem",
        &pem("PUBLIC", b"0*0\x05\x06\x03+ep\x03!\0", &key),
    );
    let words = "pkeyutl -verify -pubin -inkey public.pem -rawin -in text -sigfile signature";
    let words: Vec<&str> = words.split(' ').collect();
    let root = site.path("");
    let verified = openssl(&words, &root);
    assert!(verified.status.success(), "{verified:?}");
    site.write("text", &text.replace("acme", "evil"));
    assert!(!openssl(&words, &root).status.success());

    site.write("text", &text);
    site.write(
        "secret.pem",
        &pem(
            "PRIVATE",
            b"0.\x02\x01\x000\x05\x06\x03+ep\x04\"\x04 ",
            &[9; 32],
        ),
    );
    let made = openssl(
        &"pkeyutl -sign -inkey secret.pem -rawin -in text"
            .split(' ')
            .collect::<Vec<_>>(),
        &root,
    );
    let line = format!(
        "{before},\n  \"signatures\": [\n    {{\"key\": \"{}\", \"signature\": \"{}\"}}\n  ]\n}}\n",
        public(9),
        BASE64.encode(&made.stdout)
    );
    let read = Generation::verified(line.as_bytes(), &[public(9)]);
    assert_eq!(
        read,
        Ok(Generation::parse(file.as_bytes()).expect("a head"))
    );
}
