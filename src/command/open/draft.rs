//! A new incident before it is written: from arguments, a template, or answers at the terminal.

use super::super::terms::{Terms, one_line};
use super::super::{Context, Stop, ask, front, template};
use super::{OpenArgs, first_sentence, full, heading};
use crate::model::{ComponentStatus, IncidentStatus, Said};
use crate::problem::Problem;
use chrono::{DateTime, Utc};

/// Everything a new file says.
#[derive(Debug)]
pub struct Draft {
    /// Front matter of the template, or nothing.
    pub front: String,
    /// One line; empty when it is still to be asked for.
    pub title: String,
    /// Above the first update.
    pub summary: String,
    /// Of the first update.
    pub said: Said,
    /// `id=status`, as in the heading.
    pub marks: Vec<String>,
    /// Of the first update.
    pub text: String,
    /// `--impact`.
    pub impact: Option<&'static str>,
    /// `--next`, as an instant.
    pub next: Option<DateTime<Utc>>,
    /// The person wants to see it in the editor first.
    pub finish_in_editor: bool,
}

/// What arguments and template say, all of it checked.
pub fn of(ctx: &Context, args: &OpenArgs, terms: &Terms) -> Result<Draft, Stop> {
    let template = args
        .template
        .as_deref()
        .map(|name| template::read(&ctx.root, name))
        .transpose()?;
    let named = match &template {
        Some(template) => template.marks_for(&args.words.components),
        None => args.words.components.clone(),
    };
    if let Some(template) = &template
        && template.asks_for_components()
        && args.words.components.is_empty()
    {
        return Err(Stop::arguments(
            Problem::error(
                "no-component",
                "this template speaks of components: name them",
            )
            .hint("`-c ID` for each, such as `-c api`"),
        ));
    }
    let marks = terms.marks(&named)?;
    let own = terms.marks(
        &args
            .words
            .components
            .iter()
            .map(|pair| bare(pair))
            .collect::<Vec<_>>(),
    )?;
    let template = template.unwrap_or_default().naming(&terms.titles(&own));
    let status = args.status.as_deref().or(template.status.as_deref());
    Ok(Draft {
        said: status.map_or(Ok(Said::Status(IncidentStatus::Investigating)), |status| {
            terms.status(status, false)
        })?,
        title: args.title.as_deref().map_or(template.title, one_line),
        front: template.front,
        summary: template.summary,
        text: template.text,
        marks,
        impact: args.impact.map(super::ImpactWord::word),
        next: args
            .next
            .as_deref()
            .map(|next| terms.moment(next, ctx.now))
            .transpose()?,
        finish_in_editor: false,
    })
}

/// `api` of `api=partial_outage`.
fn bare(pair: &str) -> String {
    pair.split(['=', ':']).next().unwrap_or(pair).to_string()
}

/// Asks for everything, kindly: what, of what, how bad, where it stands, in which words.
pub fn ask_for_all(ctx: &Context, draft: &mut Draft, terms: &Terms) -> Result<(), Stop> {
    draft.title = one_line(&ask::line(
        ctx,
        "what do customers see, in a few words",
        "",
    )?);
    if draft.marks.is_empty() {
        let known: Vec<(String, String)> = terms
            .components()
            .map(|(id, title)| (id.to_string(), title.to_string()))
            .collect();
        let titles: Vec<String> = known.iter().map(|(_, title)| title.clone()).collect();
        let chosen = if known.is_empty() {
            Vec::new()
        } else {
            ask::several(ctx, "what is affected", &titles)?
        };
        let statuses = [
            ComponentStatus::DegradedPerformance,
            ComponentStatus::PartialOutage,
            ComponentStatus::MajorOutage,
        ];
        let labels: Vec<String> = statuses
            .iter()
            .map(|status| status.label().to_string())
            .collect();
        for at in chosen {
            let (id, title) = &known[at];
            let status = statuses[ask::one(ctx, &format!("how is {title}"), &labels, 1)?];
            draft.marks.push(format!("{id}={}", status.word()));
        }
    }
    let standing = [
        IncidentStatus::Investigating,
        IncidentStatus::Identified,
        IncidentStatus::Monitoring,
    ];
    let labels: Vec<String> = standing
        .iter()
        .map(|status| status.label().to_string())
        .collect();
    draft.said = Said::Status(standing[ask::one(ctx, "where does it stand", &labels, 0)?]);
    let offered = if draft.text.is_empty() {
        first_sentence(draft, terms)
    } else {
        one_line(&draft.text)
    };
    draft.text = ask::line(ctx, "what do you want to say", &offered)?;
    Ok(())
}

impl Draft {
    /// The file's text.
    pub fn file(&self, now: DateTime<Utc>) -> String {
        let summary = if self.summary.is_empty() {
            String::new()
        } else {
            format!("{}\n\n", self.summary)
        };
        let heading = heading(now, &self.said, &self.marks);
        let mut text = format!(
            "{}# {}\n\n{summary}{heading}\n\n{}\n",
            self.front,
            self.title,
            self.text.trim()
        );
        if let Some(impact) = self.impact {
            text = front::set(&text, "impact", Some(impact));
        }
        if let Some(next) = self.next {
            text = front::set(&text, "next_update", Some(&full(next)));
        }
        text
    }
}
