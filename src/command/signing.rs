//! The keys that publishing signs with: from `STILLUP_SIGNING_KEY`, else from `.stillup/signing*.key`.

use super::Context;
use super::press::{Before, Press};
use crate::config::Config;
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::release::Release;
use crate::publish::sign::{PublicKey, SigningKey};
use std::io::{self, ErrorKind};
use std::path::Path;

/// The environment variable: one secret, or several with white space between them.
pub const VARIABLE: &str = "STILLUP_SIGNING_KEY";
/// The first file, in the site's folder; further ones are called `signing-….key`.
pub const FILE: &str = ".stillup/signing.key";
/// Where the files are.
const FOLDER: &str = ".stillup";

/// Said when a site without keys is published for the first time.
pub const NO_KEYS: &str = "published unsigned: `stillup keys new` makes a key, so that readers can tell your pages from a stranger's";

/// A secret, and where it came from as a reader knows it.
pub struct Found {
    /// The variable's name or the file's path.
    pub origin: String,
    /// What is there.
    pub key: SigningKey,
}

/// Strikes a secret at hand out of the keys that would be published, if somebody listed it there.
pub fn withhold(ctx: &Context, config: &mut Config) -> Option<Problem> {
    let secrets = secrets(ctx).into_iter();
    let listed: Vec<(Secret, PublicKey)> = secrets
        .filter_map(|secret| Some((PublicKey::parse(secret.reveal())?, secret)))
        .filter(|(listed, _)| config.keys.contains(listed))
        .map(|(listed, secret)| (secret, listed))
        .collect();
    for (secret, listed) in &listed {
        config.keys.retain(|key| key != listed);
        let stars = "*".repeat(secret.reveal().len());
        config.text = config.text.replace(secret.reveal(), &stars).into();
    }
    config.settings.keys = config.keys.iter().map(ToString::to_string).collect();
    (!listed.is_empty()).then(|| {
        Problem::error("secret-listed", "`keys` holds a secret, not its public key")
            .at(config.place("site.keys"))
            .because(
                "it is left out of what is published, but who has read this file can sign as you",
            )
            .hint("stillup keys new   # after removing this one everywhere")
    })
}

/// The keys at hand that the site lists, and what is wrong with the others. Only these sign.
pub fn keys(ctx: &Context, config: &Config) -> (Vec<SigningKey>, Vec<Problem>) {
    let (found, mut problems) = at_hand(ctx);
    let mut keys: Vec<SigningKey> = Vec::new();
    for Found { origin, key } in found {
        let public = key.public();
        if keys.iter().any(|known| known.public() == public) {
            continue;
        }
        if config.keys.contains(&public) {
            keys.push(key);
        } else {
            problems.push(not_listed(config, &origin, &public));
        }
    }
    (keys, problems)
}

/// What readers who know this site's keys will not believe.
pub fn finding(press: &Press, release: &Release, before: &Before) -> Option<Problem> {
    let listed = &press.config.keys;
    if listed.is_empty() {
        return None;
    }
    let consequence = "browsers that have read this site keep the last copy they can verify";
    if !release.signed {
        let what = "published unsigned: `[site] keys` is set, and no signing key is at hand";
        let hint = format!("export {VARIABLE}=…   # or publish from where `{FILE}` is");
        return Some(
            Problem::finding("unsigned", what)
                .because(consequence)
                .hint(hint),
        );
    }
    let live = before.newest.as_ref()?;
    let unknown = |key: &SigningKey| !live.keys.contains(&key.public());
    let fresh = release.generation.rank() != live.rank() && !live.keys.is_empty();
    if !fresh || !press.signers.iter().all(unknown) {
        return None;
    }
    let what = "signed only with keys that readers do not know yet";
    let hint = "publish this list of keys once from where an older key is";
    Some(
        Problem::finding("unknown-signer", what)
            .because(consequence)
            .hint(hint),
    )
}

fn not_listed(config: &Config, origin: &str, public: &PublicKey) -> Problem {
    let mut listed: Vec<PublicKey> = config.keys.clone();
    listed.push(*public);
    let listed: Vec<String> = listed.iter().map(|key| format!("\"{key}\"")).collect();
    let what = format!("the key in `{origin}` is not among `[site] keys`, so it signs nothing");
    Problem::error("key-not-listed", what)
        .at(config.place("site.keys"))
        .hint(format!("keys = [{}]", listed.join(", ")))
}

/// Every key at hand, listed or not, and what is wrong with those that cannot be used.
pub fn at_hand(ctx: &Context) -> (Vec<Found>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for (origin, secret) in read(ctx) {
        let key =
            secret.and_then(|secret| SigningKey::of(&secret).ok_or_else(|| malformed(&origin)));
        match key {
            Ok(key) => found.push(Found { origin, key }),
            Err(problem) => problems.push(problem),
        }
    }
    (found, problems)
}

/// The secrets themselves, as far as they could be read.
fn secrets(ctx: &Context) -> Vec<Secret> {
    let read = read(ctx).into_iter();
    read.filter_map(|(_, secret)| secret.ok()).collect()
}

/// What is in the environment, else in files, each with its origin.
fn read(ctx: &Context) -> Vec<(String, Result<Secret, Problem>)> {
    if let Some(value) = ctx.env.get(VARIABLE) {
        let secret = |text: &str| (VARIABLE.to_owned(), Ok(Secret::new(text)));
        return value.split_whitespace().map(secret).collect();
    }
    let names = std::fs::read_dir(ctx.root.join(FOLDER))
        .into_iter()
        .flatten();
    let names = names.flatten().map(|entry| entry.file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    let mut names: Vec<String> = names
        .filter(|name| name.starts_with("signing") && name.ends_with(".key"))
        .collect();
    names.sort();
    let file = |name: &String| {
        let path = format!("{FOLDER}/{name}");
        let secret = file(&ctx.root, &path);
        (path, secret)
    };
    names.iter().map(file).collect()
}

/// A key file's secret. One that others may read is not used: it may be known already.
fn file(root: &Path, path: &str) -> Result<Secret, Problem> {
    let failed = |why: &io::Error| {
        let problem = Problem::error("cannot-read", format!("cannot read `{path}`")).because(why);
        match why.kind() {
            ErrorKind::PermissionDenied => problem.hint(format!("ls -l {path}")),
            _ => problem,
        }
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let found = std::fs::metadata(root.join(path)).map_err(|why| failed(&why))?;
        let mode = found.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            let what =
                format!("`{path}` is not used: others may read or change it (mode {mode:04o})");
            return Err(Problem::error("loose-key-file", what).hint(format!("chmod 600 {path}")));
        }
    }
    let text = std::fs::read_to_string(root.join(path)).map_err(|why| failed(&why))?;
    Ok(Secret::new(text.trim()))
}

fn malformed(origin: &str) -> Problem {
    let what = format!("what is in `{origin}` is no signing key");
    Problem::error("malformed-key", what)
        .because("a signing key is 32 bytes in base64, 44 characters long")
        .hint("stillup keys new   # makes one")
}
