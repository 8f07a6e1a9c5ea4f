//! `stillup init`: a working site from nothing, overwriting nothing.

mod ci;
mod githost;

use super::{Context, Exit, Outcome, SITE_FILE, Stop, write};
use crate::config;
use crate::problem::Problem;
use chrono::TimeDelta;
use ci::Job;
use githost::Remote;
use std::path::{Path, PathBuf};

/// Arguments of `init`.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder, made when it is not there; this one when absent
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The name on the page; from the folder's name when absent
    #[arg(long)]
    pub title: Option<String>,
    /// The address you will print; from the git remote when absent
    #[arg(long)]
    pub address: Option<String>,
    /// The CI to write a file for; from the git remote when absent
    #[arg(long, value_enum)]
    pub ci: Option<Ci>,
}

/// What git need not keep. A board's snapshot is no cache: a fresh checkout can publish from it.
const GITIGNORE: &str = "/public\n/.stillup/*\n!/.stillup/trello.json\n!/.stillup/trello\n";

/// The CI of a git host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Ci {
    /// .github/workflows/status.yml
    Github,
    /// .gitlab-ci.yml
    Gitlab,
    /// .forgejo/workflows/status.yml
    Forgejo,
    /// .woodpecker/status.yml
    Woodpecker,
    /// status.cron, for the crontab of a machine of yours
    Cron,
    /// No file
    None,
}

/// What is filled into the files.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The site's lineage.
    pub id: String,
    /// The name on the page.
    pub title: String,
    /// The address to print.
    pub address: String,
    /// `publish_every`, such as `30m`.
    pub every: &'static str,
    /// The day of the sample incident, `YYYY-MM-DD`.
    pub day: String,
}

/// The files of a new site but for CI's, by path.
pub fn files(facts: &Facts) -> Vec<(String, String)> {
    let sample = include_str!("init/sample.md").replace("{{day}}", &facts.day);
    let settings = include_str!("init/stillup.toml")
        .replace("{{id}}", &facts.id)
        .replace(
            "{{title}}",
            &facts.title.replace('\\', "\\\\").replace('"', "\\\""),
        )
        .replace("{{address}}", &facts.address)
        .replace("{{every}}", facts.every);
    let templates = [
        ("outage", include_str!("init/outage.md")),
        ("down", include_str!("init/down.md")),
        ("slow", include_str!("init/slow.md")),
        ("provider", include_str!("init/provider.md")),
    ];
    let mut files = vec![
        (SITE_FILE.to_string(), settings),
        (
            format!("incidents/{}-api-slow-responses.md", facts.day),
            sample,
        ),
    ];
    files.extend(
        templates.map(|(name, text)| (format!("incidents/_templates/{name}.md"), text.to_string())),
    );
    files.push((
        ".gitattributes".to_string(),
        "incidents/**/*.md merge=union\n".to_string(),
    ));
    files.push((".gitignore".to_string(), GITIGNORE.to_string()));
    files
}

/// Writes what is not there yet, and says so.
///
/// # Errors
/// The folder cannot be made or written to.
pub fn run(ctx: &Context, args: &InitArgs) -> Outcome {
    let folder = folder(ctx, args);
    std::fs::create_dir_all(&folder).map_err(|why| {
        Problem::error(
            "cannot-write",
            format!("cannot make the folder `{}`", folder.display()),
        )
        .because(why)
        .hint("`stillup init DIR` with a folder you may write to")
    })?;
    let remote = githost::remote(&folder);
    let ci = args
        .ci
        .unwrap_or_else(|| remote.as_ref().map_or(Ci::None, |remote| remote.ci));
    let old = folder.join(SITE_FILE).exists();
    let facts = facts(ctx, args, &folder, ci, remote.as_ref())?;
    let mut wanted = files(&facts);
    if old {
        // The sample speaks of components that an existing site need not have.
        wanted.retain(|(path, _)| !path.starts_with("incidents/2"));
    }
    let config = std::fs::read_to_string(folder.join(SITE_FILE)).ok();
    let config = config.and_then(|text| config::parse(SITE_FILE, &text).0);
    let job = Job::new(githost::branch(&folder), config.as_ref());
    wanted.extend(ci::file(ci, &job, &folder));
    let mut said = Vec::new();
    for (path, text) in &wanted {
        if write::new_file(&folder.join(path), text)? {
            said.push(format!("wrote {path}"));
        } else {
            said.push(format!(
                "kept  {path}, which is there already{}",
                missing_line(&folder, path)
            ));
        }
    }
    ctx.say(&said.join("\n"));
    if old && facts.every != "30m" {
        ctx.say(&format!(
            "its timer is slow: `publish_every = \"{}\"` in stillup.toml keeps copies from calling themselves stale",
            facts.every
        ));
    }
    next(ctx, args, old);
    Ok(Exit::Done)
}

/// The folder to make a site in: never an outer one that is a site already.
fn folder(ctx: &Context, args: &InitArgs) -> PathBuf {
    match &args.folder {
        Some(folder) => ctx.start.join(folder),
        None => ctx.start.clone(),
    }
}

/// What to do now, as commands to type.
fn next(ctx: &Context, args: &InitArgs, old: bool) {
    let cd = args.folder.as_ref().map_or(String::new(), |folder| {
        format!("  cd {}\n", folder.display())
    });
    let first = if old {
        ""
    } else {
        "  $EDITOR stillup.toml            your title, address and components\n"
    };
    ctx.say(&format!(
        "\nnext:\n{cd}{first}  stillup check                   what is wrong, if anything\n  \
         stillup demo                    publish to the folders in `public/` and look at them\n  \
         stillup open                    when something breaks"
    ));
}

/// Everything that is filled in.
fn facts(
    ctx: &Context,
    args: &InitArgs,
    folder: &Path,
    ci: Ci,
    remote: Option<&Remote>,
) -> Result<Facts, Stop> {
    let address = match &args.address {
        Some(address) if address.starts_with("http://") || address.starts_with("https://") => {
            address.trim_end_matches('/').to_string()
        }
        Some(address) => {
            return Err(Stop::arguments(
                Problem::error("bad-address", format!("`{address}` is not a web address"))
                    .hint(format!("`--address https://{address}`")),
            ));
        }
        None => remote
            .and_then(|remote| remote.pages.clone())
            .unwrap_or_else(|| "http://127.0.0.1:8801".to_string()),
    };
    Ok(Facts {
        id: uuid::Uuid::new_v4().simple().to_string(),
        title: args.title.clone().unwrap_or_else(|| title_of(folder)),
        address,
        every: match ci {
            Ci::Github => "6h",
            Ci::Gitlab => "1h",
            Ci::Forgejo | Ci::Woodpecker | Ci::Cron | Ci::None => "30m",
        },
        day: (ctx.now - TimeDelta::days(1))
            .format("%Y-%m-%d")
            .to_string(),
    })
}

/// `acme-status` becomes `Acme Status`, `acme` becomes `Acme Status` too.
fn title_of(folder: &Path) -> String {
    let folder = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_path_buf());
    let name = folder
        .file_name()
        .map_or(String::new(), |name| name.to_string_lossy().into_owned());
    let mut words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| {
            word.chars()
                .take(1)
                .flat_map(char::to_uppercase)
                .chain(word.chars().skip(1))
                .collect()
        })
        .collect();
    if words.last().is_none_or(|last| last != "Status") {
        words.push("Status".to_string());
    }
    words.join(" ")
}

/// What an existing git file should hold and does not, as a remark.
fn missing_line(folder: &Path, path: &str) -> String {
    let wanted: &[&str] = match path {
        ".gitattributes" => &["incidents/**/*.md merge=union"],
        ".gitignore" => &["/public", "/.stillup"],
        _ => return String::new(),
    };
    let text = std::fs::read_to_string(folder.join(path)).unwrap_or_default();
    let missing: Vec<String> = wanted
        .iter()
        .filter(|line| {
            !text
                .lines()
                .any(|found| found.trim().trim_end_matches("/*") == **line)
        })
        .map(|line| format!("`{line}`"))
        .collect();
    if missing.is_empty() {
        String::new()
    } else {
        format!("; please add {}", missing.join(" and "))
    }
}
