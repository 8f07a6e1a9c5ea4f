//! A new incident before it is written: from arguments, a template, or answers at the terminal.

use super::super::entry::whole_minute;
use super::super::terms::{Terms, one_line};
use super::super::{Context, Stop, ask, template};
use super::{OpenArgs, first_sentence};
use crate::format::{self, Heading};
use crate::model::{ComponentStatus, Impact, IncidentStatus, Mark, Said, Says};
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
    /// Of the first update.
    pub marks: Vec<Mark>,
    /// Of the first update.
    pub text: String,
    /// `--impact`.
    pub impact: Option<Impact>,
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
        impact: args.impact.map(super::ImpactWord::impact),
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
            draft.marks.push(Mark {
                component: id.clone().into(),
                known: true,
                says: Says::Status(status),
            });
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
    ///
    /// # Errors
    /// The template's front matter cannot be read.
    pub fn file(&self, terms: &Terms, now: DateTime<Utc>) -> Result<String, Stop> {
        let mut incident = terms.blank(&self.front, &self.title, now)?;
        incident.summary = self.summary.as_str().into();
        incident.impact = self.impact.or(incident.impact);
        incident.next_update = self.next.or(incident.next_update);
        let heading = Heading {
            at: whole_minute(now),
            said: self.said.clone(),
            marks: self.marks.clone(),
            id: None,
        };
        Ok(format::append(
            &format::write(&incident),
            &heading,
            &self.text,
        ))
    }
}
