//! Reading a TOML table strictly: every key is known, has its type, and every problem its place.

use super::key::{Form, Key, keys_of, only_table_with};
use crate::format::duration;
use crate::problem::{Place, Problem, did_you_mean};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file being read and what was found wrong with it so far.
pub(super) struct Report {
    /// As the reader knows it.
    pub file: Arc<str>,
    /// Its whole text.
    pub text: Arc<str>,
    /// In the order found.
    pub problems: Vec<Problem>,
    /// Where each value stands, by a path such as `site.theme` or `mirror.0.address`.
    pub places: BTreeMap<String, Range<usize>>,
    /// Environment variables that were named for secrets, of the mirror that is being read.
    pub secrets: Vec<String>,
}

impl Report {
    /// Notes a problem at a stretch of the file.
    pub fn add(&mut self, span: Range<usize>, problem: Problem) {
        let place = Place::new(Arc::clone(&self.file), Arc::clone(&self.text), span);
        self.problems.push(problem.at(place));
    }
}

/// One table of the file, its keys checked.
pub(super) struct Section<'a> {
    /// As in the table of keys, such as `[site]`.
    name: &'static str,
    /// Where it stands, such as `mirror.0`.
    path: String,
    table: &'a DeTable<'a>,
    /// Its header, or the whole of an inline table.
    pub span: Range<usize>,
}

impl<'a> Section<'a> {
    /// Opens a table and notes every key that is not in the table of keys.
    pub fn open(
        report: &mut Report,
        name: &'static str,
        path: String,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<Self> {
        let section = Section::unchecked(report, name, path, value)?;
        for (word, span, _) in section.entries() {
            if keys_of(name).all(|known| known.name != word) {
                report.add(span, unknown_key(name, word));
            }
        }
        Some(section)
    }

    /// Opens a table; which keys it may have is for the caller to see.
    pub fn unchecked(
        report: &mut Report,
        name: &'static str,
        path: String,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Option<Self> {
        let span = value.span();
        let Some(table) = value.get_ref().as_table() else {
            report.add(span, no_table(name, value.get_ref()));
            return None;
        };
        report.places.insert(path.clone(), span.clone());
        Some(Section {
            name,
            path,
            table,
            span,
        })
    }

    /// Where it stands, such as `mirror.0`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The raw value of a key.
    pub fn raw(&self, report: &mut Report, name: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        debug_assert!(
            keys_of(self.name).any(|key| key.name == name),
            "{name} is not in the table of keys"
        );
        let value = self.table.get(name)?;
        report
            .places
            .insert(format!("{}.{name}", self.path), value.span());
        Some(value)
    }

    /// Every key with its value, as written.
    pub fn entries(
        &self,
    ) -> impl Iterator<Item = (&'a str, Range<usize>, &'a Spanned<DeValue<'a>>)> {
        self.table
            .iter()
            .map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
    }

    /// Where a key's value stands, or the table's header.
    pub fn span_of(&self, name: &str) -> Range<usize> {
        self.table
            .get(name)
            .map_or(self.span.clone(), Spanned::span)
    }

    /// Notes that a required key is missing.
    pub fn missing(&self, report: &mut Report, name: &str, example: &str) {
        let what = format!("`{}` needs `{name}`", self.name);
        let hint = format!("{name} = \"{example}\"");
        report.add(
            self.span.clone(),
            Problem::error("missing-key", what).hint(hint),
        );
    }

    /// A string that is not blank. `None` when absent; when wrong, also a problem.
    pub fn text(&self, report: &mut Report, name: &str) -> Option<Spanned<String>> {
        let value = self.raw(report, name)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(report, name, value);
            return None;
        };
        let text = text.trim();
        if text.is_empty() {
            let what = format!("`{name}` is empty");
            let required =
                keys_of(self.name).any(|key| key.name == name && key.default == "required");
            let hint = if required {
                "write something between the quotes"
            } else {
                "remove this line"
            };
            report.add(value.span(), Problem::error("empty-value", what).hint(hint));
            return None;
        }
        Some(Spanned::new(value.span(), text.to_owned()))
    }

    /// A list of strings; whatever in it is no string is a problem and left out.
    pub fn texts(&self, report: &mut Report, name: &str) -> Option<Vec<Spanned<String>>> {
        let value = self.raw(report, name)?;
        let Some(list) = value.get_ref().as_array() else {
            self.wrong_type(report, name, value);
            return None;
        };
        let mut texts = Vec::new();
        for item in list.iter() {
            match item.get_ref().as_str().map(str::trim) {
                Some("") => {
                    let problem =
                        Problem::error("empty-value", format!("`{name}` holds an empty string"));
                    report.add(item.span(), problem.hint("remove `\"\"`"));
                }
                Some(text) => texts.push(Spanned::new(item.span(), text.to_owned())),
                None => {
                    let what = format!(
                        "`{name}` must hold strings, not {}",
                        type_words(item.get_ref())
                    );
                    let hint = format!("{name} = [\"{}\"]", written(report, item));
                    report.add(item.span(), Problem::error("wrong-type", what).hint(hint));
                }
            }
        }
        Some(texts)
    }

    /// `true` or `false`.
    pub fn flag(&self, report: &mut Report, name: &str) -> Option<bool> {
        let value = self.raw(report, name)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong_type(report, name, value);
        }
        flag
    }

    /// A whole number.
    pub fn whole(&self, report: &mut Report, name: &str) -> Option<Spanned<i64>> {
        let value = self.raw(report, name)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok());
        if number.is_none() {
            self.wrong_type(report, name, value);
        }
        number.map(|number| Spanned::new(value.span(), number))
    }

    /// A finite number, whole or not, from `low` to `high`.
    pub fn number(&self, report: &mut Report, name: &str, low: f64, high: f64) -> Option<f64> {
        let value = self.raw(report, name)?;
        let number: Option<f64> = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                .map(|number| number as f64),
            DeValue::Float(number) => number.as_str().parse().ok(),
            _ => {
                self.wrong_type(report, name, value);
                return None;
            }
        };
        let fitting = number.filter(|number| (low..=high).contains(number));
        if fitting.is_none() {
            let what = format!(
                "`{name}` must be from {low} to {high}, not `{}`",
                written(report, value)
            );
            let hint = format!(
                "{name} = {}",
                if number.is_some_and(|number| number < low) {
                    low
                } else {
                    high
                }
            );
            report.add(
                value.span(),
                Problem::error("out-of-range", what).hint(hint),
            );
        }
        fitting
    }

    /// A duration from `low` to `high`; both also words for a problem.
    pub fn length(
        &self,
        report: &mut Report,
        name: &str,
        low: (TimeDelta, &str),
        high: (TimeDelta, &str),
    ) -> Option<TimeDelta> {
        let value = self.raw(report, name)?;
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(report, name, value);
            return None;
        };
        let Some(length) = duration(text) else {
            let what = format!("`{text}` is no duration");
            let problem = Problem::error("unreadable-duration", what);
            report.add(value.span(), problem.hint(format!("{name} = \"30m\"")));
            return None;
        };
        if length < low.0 || length > high.0 {
            let what = format!(
                "`{name}` must be from {} to {}, not `{text}`",
                low.1, high.1
            );
            let nearest = if length < low.0 { low.1 } else { high.1 };
            let problem = Problem::error("out-of-range", what);
            report.add(
                value.span(),
                problem.hint(format!("{name} = \"{nearest}\"")),
            );
            return None;
        }
        Some(length)
    }

    /// A day; in quotes it is read all the same, with a problem.
    pub fn day(&self, report: &mut Report, name: &str) -> Option<NaiveDate> {
        let value = self.raw(report, name)?;
        if let Some(text) = value.get_ref().as_str() {
            let day = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
            let hint = day.map_or("2024-03-01".to_owned(), |day| day.to_string());
            let what = format!("`{name}` must be a day without quotes");
            let problem = Problem::error("wrong-type", what);
            report.add(value.span(), problem.hint(format!("{name} = {hint}")));
            return day;
        }
        let Some(date) = value.get_ref().as_datetime().and_then(|moment| moment.date) else {
            self.wrong_type(report, name, value);
            return None;
        };
        NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
    }

    /// Notes that a value is not what its key takes.
    pub fn wrong_type(&self, report: &mut Report, name: &str, value: &Spanned<DeValue<'_>>) {
        let Some(key) = keys_of(self.name).find(|key| key.name == name) else {
            return;
        };
        let what = format!(
            "`{name}` must be {}, not {}",
            key.form.words(),
            type_words(value.get_ref())
        );
        let hint = format!("{name} = {}", example(key, report, value));
        report.add(value.span(), Problem::error("wrong-type", what).hint(hint));
    }
}

/// A value where a table must stand.
fn no_table(name: &str, value: &DeValue<'_>) -> Problem {
    let (what, hint) = match name.split_once(' ') {
        // An inline table: its first key shows how it is written.
        Some((_, key)) => {
            let inner = keys_of(name).next().map_or("", |key| key.name);
            let text = value.as_str().map_or("…", str::trim);
            let inner = match name {
                "[uptime] weights" => "partial_outage = 0.3".to_owned(),
                _ => format!("{inner} = \"{text}\""),
            };
            (key, format!("{key} = {{ {inner} }}"))
        }
        None => (name.trim_matches(['[', ']']), name.to_owned()),
    };
    let what = format!("`{what}` must be a table, not {}", type_words(value));
    Problem::error("wrong-type", what).hint(hint)
}

/// A value of the right type, made from what was written where that is possible.
fn example(key: &Key, report: &Report, value: &Spanned<DeValue<'_>>) -> String {
    let plain = !matches!(value.get_ref(), DeValue::Array(_) | DeValue::Table(_));
    let text = value.get_ref().as_str();
    match key.form {
        Form::Text if plain => format!("\"{}\"", written(report, value)),
        Form::Text => "\"…\"".to_owned(),
        Form::Texts => text.map_or("[\"…\"]".to_owned(), |text| format!("[\"{text}\"]")),
        Form::Flag => match text.map(str::to_lowercase).as_deref() {
            Some("false" | "no" | "off" | "never" | "0") => "false".to_owned(),
            _ => "true".to_owned(),
        },
        Form::Whole | Form::WholeOrAll => text
            .filter(|text| text.parse::<u32>().is_ok())
            .unwrap_or("1")
            .to_owned(),
        Form::Number => text
            .filter(|text| text.parse::<f64>().is_ok())
            .unwrap_or("0.5")
            .to_owned(),
        Form::Duration | Form::DurationOrOff => match value.get_ref() {
            DeValue::Integer(number) => format!("\"{}m\"", number.as_str()),
            _ => "\"30m\"".to_owned(),
        },
        Form::Day => "2024-03-01".to_owned(),
        Form::Table | Form::Tables => "{ }".to_owned(),
    }
}

/// A value as the file has it, in one line.
fn written(report: &Report, value: &Spanned<DeValue<'_>>) -> String {
    let text = report.text.get(value.span()).unwrap_or_default();
    text.chars()
        .filter(|c| !c.is_control() && *c != '"')
        .take(60)
        .collect()
}

/// A key that its table does not know.
pub(super) fn unknown_key(table: &'static str, word: &str) -> Problem {
    let problem = Problem::error("unknown-key", format!("unknown key `{word}` in `{table}`"));
    match did_you_mean(word, keys_of(table).map(|key| key.name)) {
        Some(known) => problem.hint(format!("did you mean `{known}`?")),
        None => {
            if let Some(other) = only_table_with(word) {
                return problem.hint(format!("`{word}` belongs in `{other}`"));
            }
            let known: Vec<_> = keys_of(table)
                .map(|key| format!("`{}`", key.name))
                .collect();
            problem.hint(format!("it takes {}", known.join(", ")))
        }
    }
}

/// What a value is, in words.
pub(super) fn type_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(true) => "`true`",
        DeValue::Boolean(false) => "`false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
