//! What is said of an incident, and where the words come from: the flags that commands share.

use super::{Context, Stop, ask};
use crate::problem::Problem;
use std::io::Read as _;
use std::sync::mpsc;
use std::time::Duration;

/// How long a silent standard input is waited for before we speak without it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Below this line of a text in an editor nothing is kept.
const SCISSORS: &str = "<!-- stillup: everything from here on is left out -->";

/// Flags of every command that says something.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Words {
    /// The text, in markdown; once for each paragraph; `-` reads standard input
    #[arg(short, long, value_name = "TEXT")]
    pub message: Vec<String>,
    /// A component or group, and how it is, such as `api=partial_outage`; once for each
    #[arg(
        short,
        long = "component",
        value_name = "ID[=STATUS]",
        value_delimiter = ','
    )]
    pub components: Vec<String>,
    /// Publish at once
    #[arg(long)]
    pub publish: bool,
}

/// Where a text came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// Somebody wrote it.
    Written(String),
    /// Nobody did, and nobody is there to ask.
    Nothing,
}

/// The text given with `-m` or on standard input; never waits for a person.
///
/// # Errors
/// Standard input is no text.
pub fn given(ctx: &Context, message: &[String]) -> Result<Text, Stop> {
    let asks_for_input = matches!(message, [only] if only == "-");
    if !message.is_empty() && !asks_for_input {
        return Ok(match message.join("\n\n").trim() {
            "" => Text::Nothing,
            text => Text::Written(text.to_string()),
        });
    }
    if !asks_for_input && !ctx.env.piped {
        return Ok(Text::Nothing);
    }
    let input = standard_input(ctx, asks_for_input)?;
    Ok(match input.trim() {
        "" => Text::Nothing,
        text => Text::Written(text.replace("\r\n", "\n")),
    })
}

/// All of standard input; when nobody asked for it and nothing comes, the empty text.
fn standard_input(ctx: &Context, wait: bool) -> Result<String, Stop> {
    let (first_byte, arrived) = mpsc::channel();
    let (whole, all) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let mut input = std::io::stdin().lock();
        let mut one = [0];
        if matches!(input.read(&mut one), Ok(1)) {
            bytes.push(one[0]);
            let _ = first_byte.send(());
        }
        let result = input.read_to_end(&mut bytes).map(|_| bytes);
        drop(first_byte);
        let _ = whole.send(result);
    });
    // An inherited pipe that nobody writes to must not keep anybody from speaking.
    if !wait && arrived.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout) {
        ctx.say("nothing comes from standard input: going on without it");
        return Ok(String::new());
    }
    let bytes = all
        .recv()
        .unwrap_or_else(|_| Ok(Vec::new()))
        .map_err(|why| {
            Problem::error("cannot-read", "cannot read standard input")
                .because(why)
                .hint("`-m TEXT` says it without")
        })?;
    String::from_utf8(bytes).map_err(|why| {
        Stop::from(
            Problem::error("not-utf-8", "standard input is no UTF-8 text")
                .because(why)
                .hint("`-m TEXT` says it without"),
        )
    })
}

/// The text of one update: given, else asked for, else `default`; `None` when there is nothing at all.
///
/// `below` is shown in the editor under the text, for the writer's eyes only.
///
/// # Errors
/// The person called it off, or the editor failed.
pub fn text(
    ctx: &Context,
    message: &[String],
    default: Option<&str>,
    below: &str,
) -> Result<Option<String>, Stop> {
    if let Text::Written(text) = given(ctx, message)? {
        return Ok(Some(text));
    }
    if !ctx.env.terminal {
        return Ok(default.map(str::to_string));
    }
    let start = format!(
        "{}\n\n{SCISSORS}\n{}\n",
        default.unwrap_or(""),
        below.trim_end()
    );
    let written = match ask::editor(ctx, &start)? {
        Some(text) => above_scissors(&text),
        None => ask::line(ctx, "what do you want to say", default.unwrap_or(""))?,
    };
    if written.trim().is_empty() {
        return Err(Stop::from(Problem::error(
            "called-off",
            "the text is empty: nothing was written",
        )));
    }
    Ok(Some(written.trim().to_string()))
}

/// What the writer means to publish.
pub fn above_scissors(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let kept = text.lines().take_while(|line| line.trim() != SCISSORS);
    kept.collect::<Vec<_>>().join("\n").trim().to_string()
}

/// A text with remarks below it that are cut off again.
pub fn with_scissors(text: &str, below: &str) -> String {
    format!("{}\n\n{SCISSORS}\n{}\n", text.trim_end(), below.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{above_scissors, with_scissors};

    #[test]
    fn what_is_below_the_scissors_is_cut_off() {
        let shown = with_scissors(
            "We are on it.\n\nMore soon.\n",
            "## 2026-11-20 14:05 UTC - investigating\n",
        );
        assert_eq!(above_scissors(&shown), "We are on it.\n\nMore soon.");
        assert_eq!(above_scissors("Just this.\r\n"), "Just this.");
        assert_eq!(above_scissors(&with_scissors("", "x")), "");
    }
}
