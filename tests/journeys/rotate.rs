//! `stillup keys`: making, showing and rotating keys, and the secrets nobody sees.

use crate::keys::{list, public, seed};
use crate::site::Site;
use std::os::unix::fs::PermissionsExt as _;
use stillup::net::secret::Secret;
use stillup::publish::generation::Generation;
use stillup::publish::sign::{PublicKey, SigningKey};

const HEAD: &str = "public/one/generation.json";

fn mode(site: &Site, path: &str) -> u32 {
    let found = std::fs::metadata(site.path(path)).expect("a file");
    found.permissions().mode() & 0o777
}

/// The public half of the secret in a file.
fn of(site: &Site, path: &str) -> PublicKey {
    let key = SigningKey::of(&Secret::new(site.read(path)));
    key.expect("a key").public()
}

fn believed(site: &Site, by: PublicKey) -> bool {
    Generation::verified(site.read(HEAD).as_bytes(), &[by]).is_ok()
}

#[test]
fn a_new_key_is_kept_listed_and_used() {
    let site = Site::new();
    let ran = site.expect("keys new", 0);
    let key = of(&site, ".stillup/signing.key");
    assert_eq!(ran.data, format!("{key}\n"));
    assert_eq!(
        ran.talk,
        format!(
            "`{key}` is now among `[site] keys` in `stillup.toml`\n\
             its secret is in `.stillup/signing.key`: keep a copy of that where no fire and no thief gets at both\n"
        )
    );
    assert_eq!(mode(&site, ".stillup/signing.key"), 0o600);
    assert_eq!(site.read(".stillup/.gitignore"), "/signing*.key\n");
    let secret = site.read(".stillup/signing.key");
    assert!(!(ran.data + &ran.talk).contains(secret.trim()));
    let config = site.read("stillup.toml");
    assert!(
        config.contains(&format!("keys = [\"{key}\"]\n")),
        "{config}"
    );
    site.expect("publish", 0);
    assert!(believed(&site, key));

    let again = site.expect("keys new", 1);
    assert_eq!(
        again.talk,
        "error: `.stillup/signing.key` is there already, and no key file is ever overwritten\n\
         hint: stillup keys rotate   # makes the next key beside it\n"
    );
    assert_eq!(site.read(".stillup/signing.key"), secret);
    assert_eq!(site.read("stillup.toml"), config);
}

#[test]
fn a_secret_is_printed_only_when_it_is_asked_for_and_alone() {
    let site = Site::new();
    let ran = site.expect("keys new --print", 0);
    assert!(!site.path(".stillup/signing.key").exists());
    let key = SigningKey::of(&Secret::new(ran.data.trim()))
        .expect("a secret")
        .public();
    assert!(!ran.talk.contains(ran.data.trim()));
    assert!(
        ran.talk.starts_with(
            "warning: the line on standard output is a secret: who has it can publish as you\n"
        ),
        "{}",
        ran.talk
    );
    assert!(
        ran.talk.contains("as `STILLUP_SIGNING_KEY`"),
        "{}",
        ran.talk
    );
    let published = site.run_with("publish", &[("STILLUP_SIGNING_KEY", &ran.data)]);
    assert_eq!(published.code, 0, "{}", published.talk);
    assert!(believed(&site, key));
}

#[test]
fn keys_are_shown_with_where_their_secrets_are_and_without_them() {
    let site = Site::new();
    assert_eq!(
        site.expect("keys show", 0).talk,
        "this site has no keys: `stillup keys new` makes one\n"
    );
    list(&site, &[1, 2]);
    let secrets = format!("{} {}", seed(1), seed(3));
    let variable = [("STILLUP_SIGNING_KEY", secrets.as_str())];
    let ran = site.run_with("keys show", &variable);
    let expected = format!(
        "{}  signs; its secret is in `STILLUP_SIGNING_KEY`\n\
         {}  its secret is not here\n\
         {}  is not in `[site] keys`, so the secret in `STILLUP_SIGNING_KEY` signs nothing\n",
        public(1),
        public(2),
        public(3)
    );
    assert_eq!((ran.code, ran.data, ran.talk), (0, expected, String::new()));
    let json = site.run_with("keys show --json", &variable).data;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json[0]["listed"], true);
    assert_eq!(json[0]["secret"], "STILLUP_SIGNING_KEY");
    assert_eq!(json[1].get("secret"), None);
    assert_eq!(json[2]["key"], public(3).to_string());
}

#[test]
fn the_next_key_is_vouched_for_by_the_one_before() {
    let site = Site::new();
    site.expect("keys new", 0);
    let old = of(&site, ".stillup/signing.key");
    let secret = site.read(".stillup/signing.key");
    site.expect("publish", 0);
    let ran = site.expect("keys rotate --publish --now 2026-11-20T14:40:00Z", 0);
    let file = ".stillup/signing-2026-11-20.key";
    let new = of(&site, file);
    assert_eq!(ran.data, format!("{new}\n"));
    assert!(
        ran.talk.starts_with(&format!(
            "`{new}` is now among `[site] keys` in `stillup.toml`, its secret in `{file}`\n\
             `{old}` vouches for it with the next publish, which both sign where both are at hand\n\
             keep both for as long as readers stay away, three months say; then remove the old key and its secret\n"
        )),
        "{}",
        ran.talk
    );
    assert_eq!(mode(&site, file), 0o600);
    assert_eq!(site.read(".stillup/signing.key"), secret);
    assert!(believed(&site, old) && believed(&site, new));
    let head = Generation::parse(site.read(HEAD).as_bytes()).expect("a head");
    assert_eq!(head.keys, [old, new]);

    // The end of it: the old one goes, and the new one is known by then.
    let config = site
        .read("stillup.toml")
        .replace(&format!("\"{old}\", "), "");
    site.write("stillup.toml", &config);
    let ran = site.expect("publish --now 2026-11-20T14:45:00Z", 1);
    assert!(
        ran.talk
            .contains("the key in `.stillup/signing.key` is not among")
    );
    std::fs::remove_file(site.path(".stillup/signing.key")).expect("removed");
    site.expect("publish --now 2026-11-20T14:46:00Z", 0);
    assert!(believed(&site, new) && !believed(&site, old));
}

#[test]
fn rotating_twice_a_day_or_from_the_environment_overwrites_nothing() {
    let site = Site::new();
    site.expect("keys new", 0);
    site.expect("keys rotate", 0);
    let first = site.read(".stillup/signing-2026-11-20.key");
    site.expect("keys rotate", 0);
    assert_eq!(site.read(".stillup/signing-2026-11-20.key"), first);
    assert_ne!(site.read(".stillup/signing-2026-11-20-2.key"), first);

    let site = Site::new();
    list(&site, &[1]);
    let ran = site.run_with(
        "keys rotate --publish",
        &[("STILLUP_SIGNING_KEY", &seed(1))],
    );
    assert_eq!(ran.code, 0, "{}", ran.talk);
    assert!(
        ran.talk
            .contains("add the new secret to it, behind a blank\n"),
        "{}",
        ran.talk
    );
    let new = of(&site, ".stillup/signing-2026-11-20.key");
    assert!(believed(&site, new) && believed(&site, public(1)));
}

#[test]
fn nobody_vouches_for_a_key_whose_forerunner_is_not_here() {
    let site = Site::new();
    list(&site, &[1]);
    let before = site.read("stillup.toml");
    assert_eq!(
        site.expect("keys rotate", 1).talk,
        "error: no listed key is at hand that could vouch for a new one\n\
         because: readers believe a new list of keys only from a key that they know\n\
         hint: export STILLUP_SIGNING_KEY=…   # the secret of a listed key; when all are lost, `stillup keys new`\n"
    );
    assert_eq!(site.read("stillup.toml"), before);
    assert!(!site.path(".stillup").exists());
    let ran = site.expect("keys new", 0);
    assert!(ran.talk.ends_with(
        "publish this list of keys once from where an older key is: readers know only that one yet\n"
    ));
}
