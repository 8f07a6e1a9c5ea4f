//! `demo`: publishes to the folders of this site's mirrors, answers for each of them at its own
//! address, and takes them down and brings them back by name.

mod stage;

use super::mirrors::wait_for;
use super::verify::{exit, show};
use super::{Context, Exit, SITE_FILE, Stop, init, pipeline, publish};
use crate::config::{Config, MirrorKind};
use crate::net::http::Http;
use crate::problem::{Problem, did_you_mean};
use crate::publish::verify::{self, Copy, Question, Verdict};
use chrono::{DateTime, Utc};
use stage::Stage;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::io::{AsyncBufReadExt as _, BufReader};

/// What `demo` takes.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct DemoArgs {
    /// Publish, serve, verify and leave: for scripts
    #[arg(long)]
    pub once: bool,
    /// Answer at this port and those after it, instead of the mirrors' own
    #[arg(long, value_name = "PORT")]
    pub port_base: Option<u16>,
}

/// Runs the demo.
///
/// # Errors
/// Nothing could be published, or a port is in use.
pub fn run(ctx: &Context, args: &DemoArgs) -> Result<Exit, Stop> {
    let sample = sample(ctx)?;
    let ctx = &match &sample {
        Some(sample) => Context {
            root: sample.path().to_path_buf(),
            start: sample.path().to_path_buf(),
            ..ctx.clone()
        },
        None => ctx.clone(),
    };
    let began = Instant::now();
    let (config, problems) = pipeline::settings(ctx)?;
    let Some(config) = config else {
        return Err(problems.into());
    };
    // Ports first: who cannot be answered for is told before anything is written.
    let mut stages = stages(ctx, args, &config)?;
    if stages.is_empty() && !config.mirrors.is_empty() {
        // An empty list would mean all of them, and the demo publishes to nobody's server.
        return Err(Problem::error("no-folder-mirror", "none of the mirrors is a folder")
            .hint("[[mirror]]\nname = \"here\"\naddress = \"http://127.0.0.1:8801\"\ndir = { path = \"public/here\" }")
            .into());
    }
    for stage in &mut stages {
        stage.raise()?;
    }
    let quiet = Context {
        json: false,
        ..ctx.clone()
    };
    let published = publish::run(
        &quiet,
        &publish::PublishArgs {
            only: stages.iter().map(|stage| stage.name.clone()).collect(),
            deadline: 60,
            ..Default::default()
        },
    )?;
    let now = || ctx.after(began.elapsed());
    let http = Http::new(Duration::from_secs(5))
        .map_err(|why| Problem::error("http", "cannot ask over HTTP").because(why))?;
    let question = Question {
        site: config.settings.id,
        keys: config.keys,
        ..Question::default()
    };
    wait_for(async {
        let verdicts = ask(&http, &stages, &question, now()).await;
        show(ctx, &verdicts, now());
        if args.once {
            return published.and(exit(&verdicts));
        }
        ctx.say(INSTRUCTIONS);
        converse(ctx, &mut stages, &http, &question, now).await;
        published
    })
    .map_err(Stop::from)
}

/// Printed once everything runs.
const INSTRUCTIONS: &str = "\
type a mirror's name to take it down, and again to bring it back;
`verify` asks all of them again, `quit` or Ctrl-C ends";

/// A site to show when there is none here; it goes when the demo ends.
fn sample(ctx: &Context) -> Result<Option<tempfile::TempDir>, Stop> {
    if ctx.root.join(SITE_FILE).is_file() {
        return Ok(None);
    }
    let failed = |why| {
        Problem::error("cannot-write", "cannot make a folder for the sample site").because(why)
    };
    let folder = tempfile::Builder::new()
        .prefix("stillup-demo-")
        .tempdir()
        .map_err(failed)?;
    let args = init::InitArgs {
        folder: Some(folder.path().to_path_buf()),
        title: Some("Sample Status".to_owned()),
        address: Some("http://127.0.0.1:8801".to_owned()),
        ci: Some(init::Ci::None),
    };
    init::run(
        &Context {
            quiet: true,
            json: false,
            ..ctx.clone()
        },
        &args,
    )?;
    ctx.say("there is no site here: this is a sample (`stillup init` makes one of your own)");
    Ok(Some(folder))
}

/// One for each mirror, not answering yet.
fn stages(ctx: &Context, args: &DemoArgs, config: &Config) -> Result<Vec<Stage>, Stop> {
    let mut stages = Vec::new();
    for (number, mirror) in config.mirrors.iter().enumerate() {
        let MirrorKind::Dir(settings) = &mirror.kind else {
            ctx.say(&format!(
                "mirror `{}` is no folder: the demo leaves it out",
                mirror.name
            ));
            continue;
        };
        let folder: PathBuf = ctx.root.join(&settings.path);
        let port = match args.port_base {
            Some(base) => u16::try_from(number)
                .ok()
                .and_then(|number| base.checked_add(number)),
            None => stage::loopback_port(&mirror.address),
        };
        let Some(port) = port else {
            let what = format!(
                "mirror `{}` is read at `{}`, which is not on this machine",
                mirror.name, mirror.address
            );
            return Err(Problem::error("not-local", what)
                .hint("stillup demo --port-base 8801")
                .into());
        };
        stages.push(Stage::new(&mirror.name, &mirror.address, port, folder));
    }
    Ok(stages)
}

async fn ask(
    http: &Http,
    stages: &[Stage],
    question: &Question,
    now: DateTime<Utc>,
) -> Vec<Verdict> {
    let copies: Vec<Copy> = stages
        .iter()
        .map(|stage| Copy {
            name: stage.name.clone(),
            address: stage.address(),
        })
        .collect();
    verify::verify(http, &copies, question, now).await
}

/// Until standard input ends, `quit` or Ctrl-C.
async fn converse(
    ctx: &Context,
    stages: &mut [Stage],
    http: &Http,
    question: &Question,
    now: impl Fn() -> DateTime<Utc>,
) {
    let mut lines = BufReader::new(tokio::io::stdin()).lines();
    loop {
        let line = tokio::select! {
            line = lines.next_line() => line,
            _ = tokio::signal::ctrl_c() => return,
        };
        let Ok(Some(line)) = line else { return };
        match line.trim() {
            "" => {}
            "quit" | "exit" | "q" => return,
            "verify" => show(ctx, &ask(http, stages, question, now()).await, now()),
            name => turn(ctx, stages, name),
        }
    }
}

/// Takes a mirror down, or brings it back.
fn turn(ctx: &Context, stages: &mut [Stage], name: &str) {
    let names: Vec<String> = stages.iter().map(|stage| stage.name.clone()).collect();
    match stages
        .iter_mut()
        .find(|stage| stage.name.eq_ignore_ascii_case(name))
    {
        Some(stage) if stage.is_up() => {
            stage.lower();
            ctx.say(&format!(
                "{} is down: nothing answers at {}",
                stage.name,
                stage.address()
            ));
        }
        Some(stage) => match stage.raise() {
            Ok(()) => ctx.say(&format!("{} is back at {}", stage.name, stage.address())),
            Err(problem) => ctx.report(&[problem]),
        },
        None => {
            let problem = Problem::error("unknown-mirror", format!("there is no mirror `{name}`"));
            let hint = match did_you_mean(name, names.iter().map(String::as_str)) {
                Some(near) => near.to_owned(),
                None => names.join(", "),
            };
            ctx.report(&[problem.hint(format!("type {hint}, `verify` or `quit`"))]);
        }
    }
}
