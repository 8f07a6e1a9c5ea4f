//! `stillup check`: every problem and every finding; writes nothing.

use super::status::words::{count, length, moment, padded};
use super::{Context, Exit, Outcome, pipeline};
use crate::config::Config;
use crate::problem::{self, Place, Problem, Weight};
use crate::render::locale;
use crate::source::gather;
use crate::source::theme;
use crate::source::trello::explain::{self, Explained};
use crate::source::trello::{self, snapshot};
use chrono::{DateTime, Utc};

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// How to print them
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Findings count as problems: exit code 1
    #[arg(long)]
    pub strict: bool,
}

/// Forms of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the line drawn, with a hint
    #[default]
    Human,
    /// One JSON document
    Json,
    /// Annotations in GitHub's pull requests
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// Prints all of them on standard output.
///
/// # Errors
/// There is no site here.
pub fn run(ctx: &Context, args: &CheckArgs) -> Outcome {
    let All {
        problems,
        counted,
        board,
    } = all(ctx)?;
    let format = if ctx.json && args.format == Format::Human {
        Format::Json
    } else {
        args.format
    };
    match format {
        Format::Human => {
            if let Some(board) = board.filter(|_| !ctx.quiet) {
                ctx.print(&board.text());
            }
            ctx.print(&problem::human(&problems, ctx.color_data));
        }
        Format::Json => ctx.print(&with_board(&problem::json(&problems), board)),
        Format::Github => ctx.print(&problem::github(&problems)),
        Format::Sarif => ctx.print(&problem::sarif(&problems)),
    }
    if problems.is_empty()
        && let Some(counted) = counted
    {
        ctx.say(&format!("{counted}: nothing wrong"));
    }
    let weighs = |weight| problems.iter().any(|problem| problem.weight == weight);
    Ok(match (weighs(Weight::Error), weighs(Weight::Finding)) {
        (true, _) => Exit::Problem,
        (false, true) if args.strict => Exit::Problem,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Done,
    })
}

/// Everything that was found.
struct All {
    problems: Vec<Problem>,
    /// How much was looked at.
    counted: Option<String>,
    /// What became of each label and card.
    board: Option<Board>,
}

/// A board explained.
struct Board {
    name: String,
    pulled_at: DateTime<Utc>,
    explained: Explained,
}

/// Problems of settings and files, then findings; and how much was looked at.
fn all(ctx: &Context) -> Result<All, super::Stop> {
    match pipeline::site(ctx) {
        Ok(loaded) => {
            let incidents = count(loaded.site.incidents.len(), "incident");
            let components = count(loaded.site.components.len(), "component");
            let mut problems = loaded.problems;
            problems.extend(words(ctx, &loaded.config));
            problems.extend(loaded.standing.findings);
            let board = board(ctx, &loaded.config, &mut problems);
            Ok(All {
                problems,
                counted: Some(format!("{incidents}, {components}")),
                board,
            })
        }
        // Broken settings are a problem like any other, also for programs that read the list.
        Err(stop) if ctx.site().is_ok() => Ok(All {
            problems: stop.problems,
            counted: None,
            board: None,
        }),
        Err(stop) => Err(stop),
    }
}

/// What is wrong with the site's languages and its own words.
fn words(ctx: &Context, config: &Config) -> Vec<Problem> {
    // What cannot be read of its looks is told by whoever shows them.
    let (overrides, _) = theme::overrides(&ctx.root, &config.settings.theme);
    locale::all(&config.settings.languages, &overrides).1
}

/// The board, if there is one, with what its owner may want to change.
fn board(ctx: &Context, config: &Config, problems: &mut Vec<Problem>) -> Option<Board> {
    let settings = config.trello.as_ref()?;
    // That it cannot be read is among the problems already.
    let snapshot = gather::read(&ctx.root, settings).ok()?;
    let named = trello::components(&snapshot, settings, &mut config.site());
    let mut explained = explain::explain(&snapshot, settings, &named);
    problems.append(&mut explained.findings);
    let age = ctx.now - snapshot.pulled_at;
    if settings.export.is_none() && age > config.settings.publish_every * 3 {
        let what = format!("the Trello board was pulled {} ago", length(age));
        let problem = Problem::finding("old-snapshot", what).at(Place::file(snapshot::FILE));
        problems.push(problem.hint("stillup pull"));
    }
    Some(Board {
        name: snapshot.name,
        pulled_at: snapshot.pulled_at,
        explained,
    })
}

impl Board {
    /// A line for each label and card.
    fn text(&self) -> String {
        let mut text = format!(
            "Trello board “{}”, as it was at {}\n\n",
            self.name,
            moment(self.pulled_at)
        );
        let width = |names: &mut dyn Iterator<Item = &str>| {
            names
                .map(|name| name.chars().count())
                .max()
                .unwrap_or(0)
                .min(40)
        };
        let labels = &self.explained.labels;
        let wide = width(&mut labels.iter().map(|line| line.label.as_str()));
        for line in labels {
            text += &format!("  label   {}  {}\n", padded(&line.label, wide), line.role);
        }
        text.push('\n');
        let cards = &self.explained.cards;
        let wide = width(&mut cards.iter().map(|line| line.card.as_str()));
        for line in cards {
            let shown = if line.shown { "shown " } else { "hidden" };
            text += &format!("  {shown}  {}  {}\n", padded(&line.card, wide), line.why);
        }
        text.push('\n');
        text
    }
}

/// The JSON list of problems, with the board beside it.
fn with_board(json: &str, board: Option<Board>) -> String {
    let parsed = serde_json::from_str::<serde_json::Value>(json);
    let (Ok(mut whole), Some(board)) = (parsed, board) else {
        return json.to_owned();
    };
    whole["trello"] = serde_json::json!({
        "board": board.name,
        "pulled_at": board.pulled_at,
        "labels": board.explained.labels,
        "cards": board.explained.cards,
    });
    format!("{whole:#}\n")
}
