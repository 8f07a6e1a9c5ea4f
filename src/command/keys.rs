//! `keys`: makes, shows and rotates the keys that this site's copies are signed with.

use super::publish::{self, PublishArgs};
use super::signing::{self, FILE, Found, VARIABLE};
use super::{Context, Exit, Outcome, SITE_FILE, Stop, pipeline, write};
use crate::config::Config;
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::sign::{PublicKey, SigningKey};
use std::io::Write as _;
use std::path::Path;
use toml_edit::{Array, DocumentMut, Value};

/// What `keys` takes.
#[derive(Debug, clap::Args)]
pub struct KeysArgs {
    /// What to do with them.
    #[command(subcommand)]
    pub what: What,
}

/// What to do with keys.
#[derive(Debug, clap::Subcommand)]
pub enum What {
    /// Make a key: its secret into a file only you may read, its public half into `stillup.toml`
    New(NewArgs),
    /// List the site's keys, and which of their secrets are at hand
    Show,
    /// Make the next key, which the one at hand vouches for
    Rotate(RotateArgs),
}

/// What `keys new` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct NewArgs {
    /// Print the secret instead of writing a file: for a pipe into a store of secrets
    #[arg(long)]
    pub print: bool,
}

/// What `keys rotate` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct RotateArgs {
    /// Publish at once, signed with both
    #[arg(long)]
    pub publish: bool,
}

/// Makes, shows or rotates.
///
/// # Errors
/// There is no site, a key is there already, or none is at hand that could vouch for the next.
pub fn run(ctx: &Context, args: &KeysArgs) -> Outcome {
    ctx.site()?;
    match &args.what {
        What::New(args) => new(ctx, args),
        What::Show => show(ctx),
        What::Rotate(args) => rotate(ctx, args),
    }
}

fn settings(ctx: &Context) -> Result<Config, Stop> {
    let (config, problems) = pipeline::settings(ctx)?;
    config.ok_or_else(|| Stop::from(problems))
}

fn new(ctx: &Context, args: &NewArgs) -> Outcome {
    let config = settings(ctx)?;
    let there = ctx.root.join(FILE).exists();
    if there && !args.print {
        let what = format!("`{FILE}` is there already, and no key file is ever overwritten");
        return Err(Problem::error("key-exists", what)
            .hint("stillup keys rotate   # makes the next key beside it")
            .into());
    }
    let (secret, public) = draw()?;
    if !args.print {
        keep(&ctx.root, FILE, &secret)?;
    }
    add(ctx, &public)?;
    let place = match args.print {
        true => {
            ctx.say(
                "warning: the line on standard output is a secret: who has it can publish as you",
            );
            ctx.print(&format!("{}\n", secret.reveal()));
            VARIABLE
        }
        false => {
            tell(ctx, &public, FILE);
            FILE
        }
    };
    ctx.say(&format!(
        "`{public}` is now among `[site] keys` in `{SITE_FILE}`"
    ));
    ctx.say(&match args.print {
        true => format!("keep its secret where CI finds it, as `{place}`"),
        false => format!("its secret is in `{place}`: keep a copy of that where no fire and no thief gets at both"),
    });
    if !config.keys.is_empty() {
        ctx.say("publish this list of keys once from where an older key is: readers know only that one yet");
    }
    Ok(Exit::Done)
}

/// The public half, on standard output.
fn tell(ctx: &Context, public: &PublicKey, file: &str) {
    ctx.print(&match ctx.json {
        true => format!("{}\n", serde_json::json!({"key": public, "file": file})),
        false => format!("{public}\n"),
    });
}

fn draw() -> Result<(Secret, PublicKey), Problem> {
    let drawn = SigningKey::draw().and_then(|secret| {
        let public = SigningKey::of(&secret)?.public();
        Some((secret, public))
    });
    drawn.ok_or_else(|| {
        Problem::error(
            "no-randomness",
            "no key was made: the system gives no random bytes",
        )
    })
}

/// Writes a secret into a file that must not be there, for its owner's eyes only and out of git's sight.
fn keep(root: &Path, path: &str, secret: &Secret) -> Result<(), Problem> {
    let at = root.join(path);
    let failed = |why: &std::io::Error| {
        let problem = Problem::error("cannot-write", format!("cannot write `{path}`")).because(why);
        problem.hint(format!("ls -la {}", at.parent().unwrap_or(root).display()))
    };
    write::new_file(&root.join(".stillup/.gitignore"), "/signing*.key\n")?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&at).map_err(|why| failed(&why))?;
    let text = format!("{}\n", secret.reveal());
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|why| failed(&why))
}

/// Adds a public key to `[site] keys`, leaving the rest of the file as it was written.
fn add(ctx: &Context, public: &PublicKey) -> Result<(), Problem> {
    let path = ctx.root.join(SITE_FILE);
    let text = std::fs::read_to_string(&path).map_err(|why| write::cannot_read(&path, &why))?;
    let by_hand = || {
        let what = format!("`{public}` cannot be added to `{SITE_FILE}`");
        Problem::error("unreadable-settings", what).hint(format!(
            "write it into `[site]` yourself: keys = [\"{public}\"]"
        ))
    };
    let mut document: DocumentMut = text.parse().map_err(|_| by_hand())?;
    let site = document
        .get_mut("site")
        .and_then(|site| site.as_table_like_mut());
    let site = site.ok_or_else(by_hand)?;
    let keys = site
        .entry("keys")
        .or_insert_with(|| toml_edit::value(Array::new()));
    let keys = keys.as_array_mut().ok_or_else(by_hand)?;
    let on_lines = keys.iter().any(|key| {
        let before = key.decor().prefix().and_then(|text| text.as_str());
        before.is_some_and(|text| text.contains('\n'))
    });
    match on_lines {
        true => keys.push_formatted(Value::from(public.to_string()).decorated("\n    ", "")),
        false => keys.push(public.to_string()),
    }
    write::replace(&path, &text, &document.to_string())
}

/// One key of the list.
#[derive(serde::Serialize)]
struct Line {
    key: PublicKey,
    /// It stands in `[site] keys`.
    listed: bool,
    /// Where its secret is, when it is at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

fn show(ctx: &Context) -> Outcome {
    let config = settings(ctx)?;
    let (found, problems) = signing::at_hand(ctx);
    let lines = lines(&config, &found);
    if ctx.json {
        let text = serde_json::to_string_pretty(&lines).expect("plain data is always JSON");
        ctx.print(&format!("{text}\n"));
    } else {
        for line in &lines {
            let words = match (&line.secret, line.listed) {
                (Some(origin), true) => format!("signs; its secret is in `{origin}`"),
                (Some(origin), false) => {
                    format!("is not in `[site] keys`, so the secret in `{origin}` signs nothing")
                }
                (None, _) => "its secret is not here".to_owned(),
            };
            ctx.print(&format!("{}  {words}\n", line.key));
        }
    }
    if config.keys.is_empty() {
        ctx.say("this site has no keys: `stillup keys new` makes one");
    }
    ctx.report(&problems);
    Ok(match problems.is_empty() {
        true => Exit::Done,
        false => Exit::Problem,
    })
}

fn lines(config: &Config, found: &[Found]) -> Vec<Line> {
    let at_hand = |key: &PublicKey| found.iter().find(|found| found.key.public() == *key);
    let listed = config.keys.iter().map(|key| Line {
        key: *key,
        listed: true,
        secret: at_hand(key).map(|found| found.origin.clone()),
    });
    let others = found
        .iter()
        .filter(|found| !config.keys.contains(&found.key.public()));
    let others = others.map(|found| Line {
        key: found.key.public(),
        listed: false,
        secret: Some(found.origin.clone()),
    });
    listed.chain(others).collect()
}

fn rotate(ctx: &Context, args: &RotateArgs) -> Outcome {
    let config = settings(ctx)?;
    let (old, problems) = signing::keys(ctx, &config);
    let Some(old) = old.first() else {
        ctx.report(&problems);
        let what = "no listed key is at hand that could vouch for a new one";
        return Err(Problem::error("no-old-key", what)
            .because("readers believe a new list of keys only from a key that they know")
            .hint(format!("export {VARIABLE}=…   # the secret of a listed key; when all are lost, `stillup keys new`"))
            .into());
    };
    let (secret, public) = draw()?;
    let file = free_name(ctx);
    keep(&ctx.root, &file, &secret)?;
    add(ctx, &public)?;
    tell(ctx, &public, &file);
    ctx.say(&format!(
        "`{public}` is now among `[site] keys` in `{SITE_FILE}`, its secret in `{file}`\n\
         `{}` vouches for it with the next publish, which both sign where both are at hand",
        old.public()
    ));
    if ctx.env.get(VARIABLE).is_some() {
        ctx.say(&format!(
            "`{VARIABLE}` is set, so files are not looked at: add the new secret to it, behind a blank"
        ));
    }
    ctx.say("keep both for as long as readers stay away, three months say; then remove the old key and its secret");
    match args.publish {
        true => publish::run(
            &beside(ctx, &secret),
            &PublishArgs {
                deadline: 120,
                ..PublishArgs::default()
            },
        ),
        false => Ok(Exit::Done),
    }
}

/// The same surroundings, with the new secret beside those of the environment.
fn beside(ctx: &Context, secret: &Secret) -> Context {
    let mut ctx = ctx.clone();
    if let Some(value) = ctx.env.variables.get_mut(VARIABLE) {
        *value = format!("{value} {}", secret.reveal());
    }
    ctx.json = false;
    ctx
}

/// `.stillup/signing-2026-11-27.key`, or with a number behind it.
fn free_name(ctx: &Context) -> String {
    let day = ctx.now.format("%Y-%m-%d");
    let numbered = (2..).map(|number| format!(".stillup/signing-{day}-{number}.key"));
    std::iter::once(format!(".stillup/signing-{day}.key"))
        .chain(numbered)
        .find(|path| !ctx.root.join(path).exists())
        .unwrap_or_default()
}
