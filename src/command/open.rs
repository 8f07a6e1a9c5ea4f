//! `stillup open`: a new incident, said in under a minute.

mod draft;

use super::terms::{Terms, one_line};
use super::{Context, Outcome, Stop, after, ask, pipeline, say, write};
use crate::model::{Impact, IncidentStatus, Said};
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use draft::Draft;
use std::collections::HashSet;
use std::path::Path;

/// Longest slug of a title in a file name, in characters.
const SLUG: usize = 60;

/// Arguments of `open`.
#[derive(Debug, clap::Args)]
pub struct OpenArgs {
    /// What customers see, such as "API: requests failing"; asked for on a terminal
    #[arg(value_name = "TITLE")]
    pub title: Option<String>,
    /// What is said, of what
    #[command(flatten)]
    pub words: say::Words,
    /// Where it stands: investigating, identified, monitoring, resolved
    #[arg(short, long, value_name = "STATUS")]
    pub status: Option<String>,
    /// How bad it is for customers, when the components do not tell
    #[arg(long, value_enum)]
    pub impact: Option<ImpactWord>,
    /// Begin with `incidents/_templates/NAME.md`
    #[arg(long, value_name = "NAME")]
    pub template: Option<String>,
    /// Promise the next update, such as `30m` or `15:30`
    #[arg(long, value_name = "WHEN")]
    pub next: Option<String>,
}

/// The words of `--impact`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ImpactWord {
    /// Nothing customers rely on is worse for it
    None,
    /// Degraded
    Minor,
    /// Partly out
    Major,
    /// Fully out
    Critical,
}

impl ImpactWord {
    fn impact(self) -> Impact {
        match self {
            Self::None => Impact::None,
            Self::Minor => Impact::Minor,
            Self::Major => Impact::Major,
            Self::Critical => Impact::Critical,
        }
    }
}

/// Writes a new file, prints its path, and says what the page says now.
///
/// # Errors
/// Arguments that make no sense: nothing is written. Or the file cannot be written.
pub fn run(ctx: &Context, args: &OpenArgs) -> Outcome {
    let root = ctx.site()?;
    // What is wrong with the settings is said at the end: it stops nobody from speaking.
    let terms = Terms::new(pipeline::settings(ctx)?.0.as_ref());
    let mut draft = draft::of(ctx, args, &terms)?;
    if draft.title.is_empty() {
        if !ctx.env.terminal {
            return Err(Stop::arguments(
                Problem::error("no-title", "an incident needs a title")
                    .hint("`stillup open \"API: requests failing\" -c api=partial_outage`"),
            ));
        }
        draft::ask_for_all(ctx, &mut draft, &terms)?;
    } else {
        add_text(ctx, args, &mut draft, &terms)?;
    }
    let text = draft.file(&terms, ctx.now)?;
    let text = match draft.finish_in_editor {
        true => edited(ctx, &terms, text)?,
        false => text,
    };
    let (id, file) = written(root, &draft.title, ctx.now, &text)?;
    after::report(ctx, &id, &file, args.words.publish)
}

/// The text: given, from the template, or to be finished in the editor on top of a true first sentence.
fn add_text(ctx: &Context, args: &OpenArgs, draft: &mut Draft, terms: &Terms) -> Result<(), Stop> {
    match say::given(ctx, &args.words.message)? {
        say::Text::Written(text) => draft.text = text,
        say::Text::Nothing => {
            if draft.text.is_empty() {
                draft.text = first_sentence(draft, terms);
            }
            if ctx.env.terminal && ctx.env.editor().is_some() {
                draft.finish_in_editor = true;
            } else if ctx.env.terminal {
                draft.text = ask::line(ctx, "what do customers see", &one_line(&draft.text))?;
            }
        }
    }
    Ok(())
}

/// Something true to say before anything is known.
fn first_sentence(draft: &Draft, terms: &Terms) -> String {
    let of = terms.titles(&draft.marks);
    let mut sentence = match (&draft.said, of.is_empty()) {
        (Said::Status(IncidentStatus::Investigating) | Said::Update, false) => {
            format!("We are looking into problems with {of}.")
        }
        (Said::Status(IncidentStatus::Investigating) | Said::Update, true) => {
            "We are looking into this, and will say more here as soon as we know more.".to_string()
        }
        (said, _) => super::update::usual_sentence(said)
            .unwrap_or("We are looking into this.")
            .to_string(),
    };
    if let Some(next) = draft.next {
        sentence.push_str(&format!(" Next update by {}.", next.format("%H:%M UTC")));
    }
    sentence
}

/// The file as changed in the editor, until it reads well or the person wants it as it is.
fn edited(ctx: &Context, terms: &Terms, mut text: String) -> Result<String, Stop> {
    let names: Vec<String> = terms
        .components()
        .map(|(id, title)| format!("  {id}  {title}"))
        .collect();
    let below = format!(
        "Components, to be named in the heading as in {{api=partial_outage}}:\n{}\n\
         Statuses: operational degraded_performance partial_outage major_outage\n",
        names.join("\n")
    );
    loop {
        let Some(changed) = ask::editor(ctx, &say::with_scissors(&text, &below))? else {
            return Ok(text);
        };
        text = say::above_scissors(&changed) + "\n";
        if text.trim().is_empty() {
            return Err(Stop::from(Problem::error(
                "called-off",
                "the file is empty: nothing was written",
            )));
        }
        let (_, problems) = terms.read("new", "new.md", &text);
        if problems.is_empty() {
            return Ok(text);
        }
        ctx.report(&problems);
        let answers = [
            "change it".to_string(),
            "write it as it is".to_string(),
            "throw it away".to_string(),
        ];
        match ask::one(ctx, "what now", &answers, 0)? {
            0 => {}
            1 => return Ok(text),
            _ => {
                return Err(Stop::from(Problem::error(
                    "called-off",
                    "called off: nothing was written",
                )));
            }
        }
    }
}

/// Writes the text under a name nobody has: the id, and the file from the site's folder.
pub fn written(
    root: &Path,
    title: &str,
    day: DateTime<Utc>,
    text: &str,
) -> Result<(String, String), Stop> {
    let by_year = format!("incidents/{}", day.format("%Y"));
    let folder = if root.join(&by_year).is_dir() {
        by_year
    } else {
        "incidents".to_string()
    };
    let taken = taken(&root.join("incidents"));
    let first = format!("{}-{}", day.format("%Y-%m-%d"), slug(title));
    for number in 1.. {
        let id = if number == 1 {
            first.clone()
        } else {
            format!("{first}-{number}")
        };
        let file = format!("{folder}/{id}.md");
        if !taken.contains(&id) && write::new_file(&root.join(&file), text)? {
            return Ok((id, file));
        }
    }
    unreachable!("numbers do not end")
}

/// Every id in use, in lower case: they are unique over all folders.
fn taken(incidents: &Path) -> HashSet<String> {
    let mut taken = HashSet::new();
    let mut folders = vec![incidents.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                folders.push(entry.path());
            } else if let Some(id) = name.strip_suffix(".md") {
                taken.insert(id.to_string());
            }
        }
    }
    taken
}

/// A title as part of a file name, in plain letters, cut between words.
fn slug(title: &str) -> String {
    let whole = slug::slugify(title);
    if whole.is_empty() {
        return "incident".to_string();
    }
    if whole.len() <= SLUG {
        return whole;
    }
    let cut = &whole[..SLUG];
    cut.rsplit_once('-')
        .map_or(cut, |(words, _)| words)
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn a_slug_is_plain_and_short() {
        assert_eq!(
            slug("API: requests failing in eu-west"),
            "api-requests-failing-in-eu-west"
        );
        assert_eq!(slug("Größere Störung: München"), "grossere-storung-munchen");
        assert_eq!(slug("!!!"), "incident");
        assert_eq!(slug(&"long words ".repeat(20)).len(), 59);
    }
}
