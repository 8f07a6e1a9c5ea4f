//! Status pages of what we rely on: asked when they are to be read anew, and written down for everybody else.
//! None of them stops anything.

use super::mirrors::wait_for;
use super::{Context, pipeline, write};
use crate::config::Config;
use crate::model::Dependency;
use crate::net::http::Http;
use crate::problem::Problem;
use crate::source::dependency::{self, Answers, Asked};
use std::time::Duration;

/// A publish waits no longer than this for any of them.
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether there is any page to ask.
pub(super) fn any(config: &Config) -> bool {
    let all = &config.dependencies;
    all.iter().any(|one| one.status_page.is_some())
}

/// Asks all of them and writes down what they said, or that they did not.
///
/// # Errors
/// It cannot be written down.
pub(super) fn pull(
    ctx: &Context,
    dependencies: &[Dependency],
    patience: Duration,
) -> Result<Answers, Problem> {
    let http = Http::new(patience)
        .map_err(|why| Problem::error("no-http", "cannot ask anything over HTTP").because(why))?;
    let answers = wait_for(dependency::ask(&http, dependencies, ctx.now, patience))?;
    write::any_file(&ctx.root.join(dependency::FILE), answers.text())?;
    Ok(answers)
}

/// Asks anew before a publish. What cannot be asked is not known, and no more is said of it: the page says so.
pub(super) fn refresh(ctx: &Context) {
    let Ok((Some(config), _)) = pipeline::settings(ctx) else {
        return;
    };
    if any(&config)
        && let Err(problem) = pull(ctx, &config.dependencies, PATIENCE)
    {
        ctx.say(&problem.what);
    }
}

/// What one of them came to, in a line.
pub(super) fn told(asked: &Asked) -> String {
    let says = asked.status.map_or("not known", |status| status.word());
    match asked.words.as_str() {
        "" => format!("dependency `{}`: {says}", asked.id),
        words => format!("dependency `{}`: {says}: {words}", asked.id),
    }
}

/// Findings about those that did not say how they are.
pub(super) fn silent(answers: &Answers) -> Vec<Problem> {
    let silent = answers
        .dependencies
        .iter()
        .filter(|one| one.status.is_none());
    let told = silent.map(|one| {
        let what = format!("the status page of `{}` did not say how it is", one.id);
        let problem = Problem::finding("dependency-silent", what).because(&one.words);
        problem.hint(format!("look at {}", one.status_page))
    });
    told.collect()
}
