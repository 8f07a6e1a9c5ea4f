//! `stillup theme`: which there are, and a new one to begin from.

use super::{Context, Exit, Outcome, SITE_FILE, pipeline, write};
use crate::config;
use crate::problem::{Problem, did_you_mean};
use crate::render::theme::{FILES, TEMPLATES, built_in};
use crate::source::theme::{is_name, own};
use serde_json::json;

/// What `theme` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct ThemeArgs {
    /// What to do
    #[command(subcommand)]
    pub what: What,
}

/// What to do with themes.
#[derive(Debug, Clone, clap::Subcommand)]
pub enum What {
    /// Copy a built-in theme into `themes/NAME`, to be changed
    New(NewArgs),
    /// Name every theme: the built-in ones, and those in `themes/`
    List,
}

/// What `theme new` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct NewArgs {
    /// What to call it: letters, digits, `-` and `_`
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The built-in theme to begin from
    #[arg(long, value_name = "THEME", default_value = "harbour")]
    pub from: String,
    /// Copy this page's template as well, such as `home.html`; can be given several times
    #[arg(long = "template", value_name = "FILE")]
    pub templates: Vec<String>,
}

/// Does it.
///
/// # Errors
/// There is no site here, nobody knows the theme or the template, or a file cannot be written.
pub fn run(ctx: &Context, args: &ThemeArgs) -> Outcome {
    match &args.what {
        What::New(args) => new(ctx, args),
        What::List => list(ctx),
    }
}

fn new(ctx: &Context, args: &NewArgs) -> Outcome {
    let root = ctx.site()?;
    let files = files(args)?;
    let folder = format!("themes/{}", args.name);
    let mut written = Vec::new();
    for (path, text) in &files {
        let path = format!("{folder}/{path}");
        if write::new_file(&root.join(&path), text)? {
            ctx.say(&format!("wrote {path}"));
            written.push(path);
        } else {
            ctx.say(&format!("kept  {path}, which is there already"));
        }
    }
    if ctx.json {
        ctx.print(&format!(
            "{:#}\n",
            json!({ "theme": args.name, "written": written })
        ));
    }
    if written.is_empty() {
        let what = format!("`{folder}` is there already: nothing was written");
        let hint = format!("stillup theme new {}2   # another name", args.name);
        return Err(Problem::error("theme-exists", what).hint(hint).into());
    }
    let used = pipeline::settings(ctx)?
        .0
        .map(|config| config.settings.theme);
    ctx.say("\nnext:");
    if used.as_ref() != Some(&args.name) {
        let line = format!("theme = \"{}\"", args.name);
        ctx.say(&format!("  {line:<20} in `[site]` of `{SITE_FILE}`"));
    }
    ctx.say(&format!(
        "  {:<20} the page as you change it",
        "stillup serve"
    ));
    Ok(Exit::Done)
}

/// The new theme's files, by path in its folder.
fn files(args: &NewArgs) -> Result<Vec<(String, String)>, super::Stop> {
    if !is_name(&args.name) {
        let what = format!("`{}` is no name for a theme", args.name);
        let plain = |c: char| {
            if c.is_ascii_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        };
        let near: String = args.name.to_lowercase().chars().map(plain).collect();
        let near = near.trim_matches('-');
        let near = if near.is_empty() { "ours" } else { near };
        let hint = format!("stillup theme new {near}");
        return Err(super::Stop::arguments(
            Problem::error("malformed-name", what).hint(hint),
        ));
    }
    let Some(style) = built_in(&args.from) else {
        let names = || FILES.iter().map(|(name, _)| *name);
        let what = format!("there is no built-in theme `{}`", args.from);
        let problem = Problem::error("unknown-theme", what);
        let near = did_you_mean(&args.from, names()).unwrap_or(FILES[0].0);
        let hint = format!("stillup theme new {} --from {near}", args.name);
        return Err(super::Stop::arguments(problem.hint(hint)));
    };
    let mut files = vec![
        ("theme.toml".to_owned(), manifest(&args.from)),
        ("theme.css".to_owned(), style.to_owned()),
    ];
    for wanted in &args.templates {
        let found = TEMPLATES.iter().find(|(name, _)| name == wanted);
        let Some((name, text)) = found else {
            let what = format!("there is no template `{wanted}`");
            let names = || TEMPLATES.iter().map(|(name, _)| *name);
            let hint = match did_you_mean(wanted, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("they are {}", names().collect::<Vec<_>>().join(", ")),
            };
            let problem = Problem::error("unknown-template", what).hint(hint);
            return Err(super::Stop::arguments(problem));
        };
        files.push((format!("templates/{name}"), (*text).to_owned()));
    }
    Ok(files)
}

/// A `theme.toml` that shows what may stand in it.
fn manifest(from: &str) -> String {
    format!(
        "description = \"Made from {from}.\"   # for `stillup theme list`\n\n\
         # The same keys as in `[theme]` of `stillup.toml`, which wins; files are in this folder.\n\
         # logo = \"logo.svg\"\n\
         # favicon = \"icon.svg\"\n\
         # light = {{ accent = \"#0a4a86\" }}\n\
         # dark = {{ accent = \"#93c8ff\" }}\n\
         # fonts = {{ text = \"text.woff2\", headings = \"headings.woff2\" }}\n"
    )
}

/// One theme of the list.
struct Listed {
    name: String,
    description: String,
    folder: bool,
}

fn list(ctx: &Context) -> Outcome {
    let root = ctx.site().ok();
    let used = match root {
        Some(_) => pipeline::settings(ctx)?
            .0
            .map(|config| config.settings.theme),
        None => None,
    };
    let mut themes: Vec<Listed> = FILES
        .iter()
        .map(|(name, text)| Listed {
            name: (*name).to_owned(),
            description: description(name, text),
            folder: false,
        })
        .collect();
    let found = root.map(|root| std::fs::read_dir(root.join("themes")));
    let mut names: Vec<String> = found
        .into_iter()
        .flatten()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_name(name))
        .collect();
    names.sort();
    for name in names {
        let said = root.and_then(|root| own(root, &name, "theme.toml"));
        let description = said.map(|(file, text)| description(&file, &text));
        let own = Listed {
            description: description.unwrap_or_default(),
            folder: true,
            name,
        };
        // A folder of a built-in theme's name takes its place.
        match themes.iter_mut().find(|known| known.name == own.name) {
            Some(known) => {
                known.folder = true;
                if !own.description.is_empty() {
                    known.description = own.description;
                }
            }
            None => themes.push(own),
        }
    }
    tell(ctx, &themes, used.as_deref());
    Ok(Exit::Done)
}

fn description(file: &str, text: &str) -> String {
    let read = config::theme_file(file, text).0;
    read.description.unwrap_or_default()
}

fn tell(ctx: &Context, themes: &[Listed], used: Option<&str>) {
    let in_use = |theme: &Listed| used == Some(&theme.name);
    if ctx.json {
        let all = themes.iter().map(|theme| {
            json!({ "name": theme.name, "description": theme.description, "folder": theme.folder, "used": in_use(theme) })
        });
        ctx.print(&format!("{:#}\n", serde_json::Value::from_iter(all)));
        return;
    }
    let width = themes
        .iter()
        .map(|theme| theme.name.len())
        .max()
        .unwrap_or(0);
    for theme in themes {
        let place = match theme.folder {
            true => format!("themes/{}/", theme.name),
            false => "built in".to_owned(),
        };
        let mark = if in_use(theme) { ", in use" } else { "" };
        let line = format!(
            "{:width$}  {} ({place}{mark})",
            theme.name, theme.description
        );
        ctx.print(&format!("{}\n", line.trim_end()));
    }
}
