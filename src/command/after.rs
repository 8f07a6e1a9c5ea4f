//! What a command says once it has written an incident's file: where it is, and what the page says now.

use super::publish::{self, PublishArgs};
use super::status::{text, words};
use super::{Context, Exit, Outcome, pipeline};
use crate::problem::{Problem, Weight};
use clap::{Args as _, FromArgMatches as _};
use serde_json::json;

/// Prints the file's path on standard output (with `--json`: id, file and status), and to the
/// person the page's headline and what is wrong with this file. Then publishes, if asked to.
///
/// # Errors
/// None of its own: what is written is written.
pub fn report(ctx: &Context, id: &str, file: &str, publish: bool) -> Outcome {
    // The settings may be broken: then there is a file, and no page to speak of.
    let (loaded, mut exit) = match pipeline::site(ctx) {
        Ok(loaded) => (Some(loaded), Exit::Done),
        Err(stop) => {
            ctx.report(&stop.problems);
            ctx.say(
                "what you said is in its file; there is no page until `stillup.toml` is mended",
            );
            (None, stop.exit)
        }
    };
    let at = loaded.as_ref().and_then(|loaded| {
        loaded
            .site
            .incidents
            .iter()
            .position(|incident| incident.id == id)
    });
    if ctx.json {
        let status = loaded
            .as_ref()
            .zip(at)
            .map(|(loaded, at)| loaded.standing.incidents[at].status);
        let page = loaded
            .as_ref()
            .map(|loaded| loaded.standing.page.headline.clone());
        ctx.print(&format!(
            "{}\n",
            json!({ "id": id, "file": file, "status": status, "headline": page })
        ));
    } else {
        ctx.print(&format!("{file}\n"));
    }
    if let Some(loaded) = &loaded {
        let here = |problem: &&Problem| {
            problem
                .place
                .as_ref()
                .is_some_and(|place| *place.file == *file)
        };
        let own: Vec<Problem> = loaded.problems.iter().filter(here).cloned().collect();
        let elsewhere = loaded.problems.len() - own.len();
        ctx.report(&own);
        if own.iter().any(|problem| problem.weight == Weight::Error) {
            exit = exit.and(Exit::Problem);
        }
        if elsewhere > 0 {
            let words = words::count(elsewhere, "problem");
            ctx.say(&format!("{words} elsewhere: `stillup check` shows what"));
        }
        ctx.say(&format!(
            "the page says: {}",
            text::headline(&loaded.standing, ctx.color)
        ));
    }
    if publish {
        return Ok(exit.and(publish::run(ctx, &as_usual())?));
    }
    if loaded.is_some() {
        ctx.say("next: `stillup publish`");
    }
    Ok(exit)
}

/// `stillup publish` without any flag.
fn as_usual() -> PublishArgs {
    let matches =
        PublishArgs::augment_args(clap::Command::new("publish")).get_matches_from(["publish"]);
    PublishArgs::from_arg_matches(&matches).expect("`publish` runs without arguments")
}

#[cfg(test)]
mod tests {
    #[test]
    fn publishing_needs_no_arguments() {
        assert!(!super::as_usual().force);
    }
}
