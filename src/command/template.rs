//! Prepared incidents for stressed people: `incidents/_templates/NAME.md`.
//!
//! A template is an incident file whose first update heading has no real time yet. The word
//! `COMPONENT` in it stands for the components that are named when it is used.

use super::Stop;
use crate::problem::{Problem, did_you_mean};
use std::path::Path;

/// Stands for the components' titles in texts, and for their ids in a heading.
const COMPONENT: &str = "COMPONENT";

/// A template, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// Front matter with its delimiters, or nothing.
    pub front: String,
    /// Of the first `#` heading.
    pub title: String,
    /// Between title and first update.
    pub summary: String,
    /// The incident status in the first update's heading, as written.
    pub status: Option<String>,
    /// What stands in the braces of that heading, one pair each.
    pub marks: Vec<String>,
    /// That update's text and all that follows.
    pub text: String,
}

/// Reads `incidents/_templates/NAME.md`.
///
/// # Errors
/// There is no such template, or it cannot be read.
pub fn read(root: &Path, name: &str) -> Result<Template, Stop> {
    let folder = root.join("incidents/_templates");
    let known = names(&folder);
    let name = name.strip_suffix(".md").unwrap_or(name);
    if !known.iter().any(|known| known == name) {
        let problem = Problem::error(
            "unknown-template",
            format!("there is no template `{name}` in `incidents/_templates`"),
        );
        let hint = match did_you_mean(name, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "`stillup init` writes some to begin with".to_string(),
            None => format!(
                "`--template` takes {}",
                known
                    .iter()
                    .map(|name| format!("`{name}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        };
        return Err(Stop::arguments(problem.hint(hint)));
    }
    let path = folder.join(format!("{name}.md"));
    let text =
        std::fs::read_to_string(&path).map_err(|why| super::write::cannot_read(&path, &why))?;
    Ok(take_apart(&text))
}

/// The names of all templates, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".md")?.to_string()))
        .collect();
    names.sort();
    names
}

fn take_apart(text: &str) -> Template {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (front, rest) = split_front(&text);
    let mut template = Template {
        front: front.to_string(),
        title: String::new(),
        summary: String::new(),
        status: None,
        marks: Vec::new(),
        text: String::new(),
    };
    let mut in_update = false;
    for line in rest.split_inclusive('\n') {
        match (line.strip_prefix("# "), line.strip_prefix("## ")) {
            (Some(title), _) if template.title.is_empty() && !in_update => {
                template.title = title.trim().to_string()
            }
            (_, Some(heading)) if !in_update => {
                in_update = true;
                (template.status, template.marks) = read_heading(heading);
            }
            _ if in_update => template.text.push_str(line),
            _ => template.summary.push_str(line),
        }
    }
    template.summary = template.summary.trim().to_string();
    template.text = template.text.trim().to_string();
    template
}

/// Front matter with both delimiter lines, and what follows.
fn split_front(text: &str) -> (&str, &str) {
    let Some(delimiter) = ["---\n", "+++\n"]
        .into_iter()
        .find(|delimiter| text.starts_with(delimiter))
    else {
        return ("", text);
    };
    match text[delimiter.len()..].find(&format!("\n{delimiter}")) {
        Some(at) => text.split_at(delimiter.len() + at + 1 + delimiter.len()),
        None => ("", text),
    }
}

/// `YYYY-MM-DD HH:MM UTC - investigating {a=b c=d}`: the last word before the braces, and the pairs in them.
fn read_heading(heading: &str) -> (Option<String>, Vec<String>) {
    let (before, braces) = match heading.rsplit_once('{') {
        Some((before, rest)) => (before, rest.split('}').next().unwrap_or("")),
        None => (heading, ""),
    };
    let status = before
        .rsplit_once(" - ")
        .map(|(_, status)| status.trim().to_string())
        .filter(|status| !status.is_empty());
    (
        status,
        braces
            .split([' ', ','])
            .filter(|pair| !pair.is_empty())
            .map(str::to_string)
            .collect(),
    )
}

impl Template {
    /// Whether components must be named before this can be said.
    pub fn asks_for_components(&self) -> bool {
        self.title.contains(COMPONENT)
            || self.text.contains(COMPONENT)
            || self.summary.contains(COMPONENT)
            || self.marks.iter().any(|mark| mark.contains(COMPONENT))
    }

    /// The pairs for these components: what the template says of `COMPONENT` is said of each that
    /// was named without a status, and what it says of others stays.
    pub fn marks_for(&self, named: &[String]) -> Vec<String> {
        let status = self
            .marks
            .iter()
            .find_map(|mark| mark.strip_prefix(COMPONENT))
            .unwrap_or("");
        let has_status = |pair: &String| pair.contains(['=', ':']);
        let own = named.iter().map(|pair| {
            if has_status(pair) {
                pair.clone()
            } else {
                format!("{pair}{status}")
            }
        });
        let others = self
            .marks
            .iter()
            .filter(|mark| !mark.starts_with(COMPONENT))
            .cloned();
        own.chain(others).collect()
    }

    /// The same with the components' titles in its words.
    #[must_use]
    pub fn naming(mut self, titles: &str) -> Self {
        for text in [&mut self.title, &mut self.summary, &mut self.text] {
            *text = text.replace(COMPONENT, titles);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::take_apart;

    const OUTAGE: &str = "---\nupstream: https://x.example\n---\n# COMPONENT: failing\n\nAll of it.\n\n\
                          ## YYYY-MM-DD HH:MM UTC - identified {COMPONENT=partial_outage mail=down}\n\nCOMPONENT fails.\n\n## More\n";

    #[test]
    fn a_template_is_an_incident_without_a_time() {
        let template = take_apart(OUTAGE);
        assert_eq!(template.front, "---\nupstream: https://x.example\n---\n");
        assert_eq!(template.title, "COMPONENT: failing");
        assert_eq!(template.summary, "All of it.");
        assert_eq!(template.status.as_deref(), Some("identified"));
        assert_eq!(template.marks, ["COMPONENT=partial_outage", "mail=down"]);
        assert_eq!(template.text, "COMPONENT fails.\n\n## More");
    }

    #[test]
    fn components_take_its_status_unless_they_have_one() {
        let template = take_apart(OUTAGE);
        let named = ["api".to_string(), "web=degraded".to_string()];
        assert_eq!(
            template.marks_for(&named),
            ["api=partial_outage", "web=degraded", "mail=down"]
        );
        assert!(template.asks_for_components());
        let filled = template.naming("API and Web app");
        assert_eq!(
            (filled.title.as_str(), filled.text.as_str()),
            (
                "API and Web app: failing",
                "API and Web app fails.\n\n## More"
            )
        );
    }

    #[test]
    fn bare_text_is_a_template_too() {
        let template = take_apart("# Slow\r\n\r\nJust words.\r\n");
        assert_eq!(
            (
                template.title.as_str(),
                template.summary.as_str(),
                template.text.as_str()
            ),
            ("Slow", "Just words.", "")
        );
    }
}
