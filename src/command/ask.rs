//! Asking the person at the terminal: a line, one of several, yes or no, or a text in their own editor.

use super::{Context, Stop};
use crate::problem::Problem;
use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Confirm, Input, MultiSelect, Select};
use std::io::{self, Write as _};
use std::process::Command;
use std::sync::{Mutex, Once, mpsc};
use tokio::signal::unix::{SignalKind, signal};

/// What shells make of a program that Ctrl-C ended: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// One line of text that is not empty, offered `initial` to change.
///
/// # Errors
/// The terminal went away, or the person called it off.
pub fn line(ctx: &Context, question: &str, initial: &str) -> Result<String, Stop> {
    let theme = theme(ctx);
    let input = Input::<String>::with_theme(&*theme)
        .with_prompt(question)
        .with_initial_text(initial);
    Ok(input
        .interact_text()
        .map_err(called_off)?
        .trim()
        .to_string())
}

/// Position of one of several; `first` is offered.
///
/// # Errors
/// As [`line()`].
pub fn one(ctx: &Context, question: &str, items: &[String], first: usize) -> Result<usize, Stop> {
    let theme = theme(ctx);
    let select = Select::with_theme(&*theme)
        .with_prompt(question)
        .items(items)
        .default(first)
        .max_length(12);
    select
        .interact_opt()
        .map_err(called_off)?
        .ok_or_else(nothing_done)
}

/// Positions of any number of several.
///
/// # Errors
/// As [`line()`].
pub fn several(ctx: &Context, question: &str, items: &[String]) -> Result<Vec<usize>, Stop> {
    let theme = theme(ctx);
    let select = MultiSelect::with_theme(&*theme)
        .with_prompt(format!("{question} (space marks, enter goes on)"))
        .items(items)
        .max_length(12);
    select
        .interact_opt()
        .map_err(called_off)?
        .ok_or_else(nothing_done)
}

/// Yes or no; no unless said otherwise.
///
/// # Errors
/// As [`line()`].
pub fn yes(ctx: &Context, question: &str) -> Result<bool, Stop> {
    let theme = theme(ctx);
    Ok(Confirm::with_theme(&*theme)
        .with_prompt(question)
        .default(false)
        .interact_opt()
        .map_err(called_off)?
        .unwrap_or(false))
}

/// A text as changed in the person's editor, if they have chosen one.
///
/// # Errors
/// The editor cannot be started or ends with an error; what was written stays where the problem says.
pub fn editor(ctx: &Context, start: &str) -> Result<Option<String>, Stop> {
    let Some(editor) = ctx.env.editor() else {
        return Ok(None);
    };
    let failed = |why: String| {
        Problem::error(
            "editor-failed",
            format!("the editor `{editor}` did not end well"),
        )
        .because(why)
        .hint("`-m TEXT` says it without an editor")
    };
    let mut file = tempfile::Builder::new()
        .prefix("stillup-")
        .suffix(".md")
        .tempfile()
        .map_err(|why| failed(format!("cannot make a file for it: {why}")))?;
    file.write_all(start.as_bytes())
        .map_err(|why| failed(why.to_string()))?;
    let path = file.into_temp_path();
    // As git does it: the editor may carry arguments of its own.
    let status = if cfg!(windows) {
        Command::new(editor).arg(&*path).status()
    } else {
        Command::new("sh")
            .arg("-c")
            .arg(format!("{editor} \"$@\""))
            .arg(editor)
            .arg(&*path)
            .status()
    };
    let ended = status
        .map_err(|why| why.to_string())
        .and_then(|status| match status.success() {
            true => std::fs::read_to_string(&path).map_err(|why| why.to_string()),
            false => Err(status.to_string()),
        });
    match ended {
        Ok(text) => Ok(Some(text)),
        Err(why) => match path.keep() {
            Ok(kept) => Err(Stop::from(failed(format!(
                "{why}; your text is in `{}`",
                kept.display()
            )))),
            Err(_) => Err(Stop::from(failed(why))),
        },
    }
}

/// Colours only where they are wanted. Every question begins here, and so does the promise that
/// calling it off with Ctrl-C leaves the terminal as it was.
fn theme(ctx: &Context) -> Box<dyn Theme> {
    static PROMISE: Once = Once::new();
    PROMISE.call_once(|| {
        let (ready, listening) = mpsc::channel();
        std::thread::spawn(move || show_cursor_when_interrupted(&ready));
        // Asked before anybody listens, a question that Ctrl-C ends would leave the cursor hidden.
        let _ = listening.recv();
    });
    if ctx.color {
        Box::new(ColorfulTheme::default())
    } else {
        Box::new(SimpleTheme)
    }
}

/// Waits for Ctrl-C, and says when it does.
fn show_cursor_when_interrupted(ready: &mpsc::Sender<()>) {
    let waiting = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let interrupted = waiting.is_ok_and(|waiting| {
        waiting.block_on(async {
            let listening = signal(SignalKind::interrupt());
            let _ = ready.send(());
            match listening {
                Ok(mut interrupts) => interrupts.recv().await.is_some(),
                Err(_) => false,
            }
        })
    });
    if interrupted {
        leave();
    }
}

/// Shows the cursor that a question has hidden, and ends as shells expect of Ctrl-C. Whoever notices
/// first, the one who waits for it or the question it broke, does it.
fn leave() -> ! {
    static FIRST: Mutex<()> = Mutex::new(());
    let _first = FIRST.lock();
    let _ = Term::stderr().show_cursor();
    let _ = Term::stderr().write_line("called off: nothing was written");
    std::process::exit(INTERRUPTED);
}

/// Escape was pressed.
fn nothing_done() -> Stop {
    Stop::from(Problem::error(
        "called-off",
        "called off: nothing was written",
    ))
}

fn called_off(dialoguer::Error::IO(why): dialoguer::Error) -> Stop {
    if why.kind() == io::ErrorKind::Interrupted {
        leave();
    }
    let _ = Term::stderr().show_cursor();
    Stop::from(Problem::error("called-off", "called off: nothing was written").because(why))
}
