//! `stillup.toml`, strict: every problem is found, with its place, and whatever is good is kept.

mod address;
mod component;
mod form;
mod key;
mod mirror;
mod read;
mod rules;
mod site;
mod syntax;

pub use key::{Form, Key, reference};
pub use mirror::{MirrorConfig, MirrorKind};
pub use rules::PublishSettings;

use crate::format::duration_words;
use crate::model::{
    Api, Component, Dependency, Group, MirrorLink, Policy, Settings, Site, UptimeRules,
};
use crate::problem::{Place, Problem, did_you_mean};
use chrono::TimeDelta;
use component::Names;
use read::{Report, Section, type_words};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// At most so many lines with syntax errors are shown.
const SYNTAX_ERRORS: usize = 20;

/// Everything `stillup.toml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// `[site]`.
    pub settings: Settings,
    /// `[[group]]`, in order.
    pub groups: Vec<Group>,
    /// `[[component]]`, in order.
    pub components: Vec<Component>,
    /// `[[dependency]]`, in order.
    pub dependencies: Vec<Dependency>,
    /// `[policy]`.
    pub policy: Policy,
    /// `[uptime]`.
    pub uptime: UptimeRules,
    /// `[api]`.
    pub api: Api,
    /// `[publish]`.
    pub publish: PublishSettings,
    /// `[[mirror]]`, in order; those that cannot be published to are left out, with problems.
    pub mirrors: Vec<MirrorConfig>,
    /// `[site] keys`.
    pub keys: Vec<String>,
    /// SHA-256 of the text.
    pub digest: [u8; 32],
    /// As the reader knows the file.
    pub file: Arc<str>,
    /// Its text, for drawing problems that others find in it; passwords in addresses are struck out.
    pub text: Arc<str>,
    places: BTreeMap<String, Range<usize>>,
}

impl Config {
    /// Where a value stands: `site.theme`, `component.3.group`, `mirror.0.dir.path`; the whole file when it is not there.
    ///
    /// Numbers count the tables as written, from 0 (`MirrorConfig::position`).
    pub fn place(&self, path: &str) -> Place {
        match self.places.get(path) {
            Some(span) => Place::new(Arc::clone(&self.file), Arc::clone(&self.text), span.clone()),
            None => Place::file(Arc::clone(&self.file)),
        }
    }

    /// The site as configured, without incidents: what a source fills in.
    pub fn site(&self) -> Site {
        Site {
            settings: self.settings.clone(),
            groups: self.groups.clone(),
            components: self.components.clone(),
            dependencies: self.dependencies.clone(),
            policy: self.policy.clone(),
            uptime: self.uptime.clone(),
            api: self.api.clone(),
            mirrors: self
                .mirrors
                .iter()
                .filter(|mirror| mirror.advertised)
                .map(|mirror| MirrorLink {
                    name: mirror.name.clone(),
                    address: mirror.address.clone(),
                })
                .collect(),
            incidents: Vec::new(),
            assets: Vec::new(),
            digest: self.digest,
            unread: Vec::new(),
        }
    }
}

/// Reads the text of `stillup.toml`.
///
/// `None` when nothing can be built from it: it is no TOML, or it does not say where the site is
/// read. Everything else that is wrong is a problem, and left at its default or left out.
pub fn parse(file: &str, text: &str) -> (Option<Config>, Vec<Problem>) {
    let mut report = Report {
        file: file.into(),
        text: address::masked(text).into(),
        problems: Vec::new(),
        places: BTreeMap::new(),
    };
    let unmarked = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - unmarked.len();
    // A byte order mark would be an error; a blank of the same length keeps every position.
    let blanked = format!("{}{unmarked}", " ".repeat(offset));
    let (table, errors) = DeTable::parse_recoverable(&blanked);
    if !errors.is_empty() {
        let mut lines = BTreeSet::new();
        for error in errors.iter().take(10 * SYNTAX_ERRORS) {
            let start = error.span().map_or(0, |span| span.start.min(text.len()));
            // One slip often makes the parser stumble again in the same line.
            if lines.len() < SYNTAX_ERRORS
                && lines.insert(
                    text.as_bytes()[..start]
                        .iter()
                        .filter(|byte| **byte == b'\n')
                        .count(),
                )
            {
                syntax::add(&mut report, error);
            }
        }
        return (None, in_order(report.problems));
    }
    if let Some(at) = text.find('\u{fffd}') {
        let problem = Problem::error("not-utf8", "these bytes are not UTF-8");
        report.add(
            at..at + 3,
            problem.hint(format!("iconv -f WINDOWS-1252 -t UTF-8 {file}")),
        );
    }
    let config = tables(&mut report, table.get_ref());
    let digest = Sha256::digest(text.as_bytes()).into();
    (
        config.map(|config| Config { digest, ..config }),
        in_order(report.problems),
    )
}

fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.place.as_ref().map(|place| place.span.start));
    problems
}

/// Reads every table.
fn tables(report: &mut Report, root: &DeTable<'_>) -> Option<Config> {
    check_names(report, root);
    let mut names = Names::default();
    let groups: Vec<Group> = many(report, root, "group", "[[group]]")
        .iter()
        .filter_map(|section| component::group(report, &mut names, section))
        .collect();
    let sections = many(report, root, "component", "[[component]]");
    let mut kept: Vec<(&Section<'_>, Component)> = sections
        .iter()
        .filter_map(|section| Some((section, component::component(report, &mut names, section)?)))
        .collect();
    let dependencies: Vec<Dependency> = many(report, root, "dependency", "[[dependency]]")
        .iter()
        .filter_map(|section| component::dependency(report, &mut names, section))
        .collect();
    for (section, component) in &mut kept {
        component::relate(report, &mut names, &groups, section, component);
    }
    for (section, component) in &mut kept {
        component.depends_on = component::depends_on(report, &names, section, &component.id);
    }
    let mut mirrors: Vec<MirrorConfig> = Vec::new();
    let sections = mirror_sections(report, root);
    for (position, section) in sections.iter().enumerate() {
        mirrors.extend(mirror::read(report, section, position, &mirrors));
    }
    if !root.contains_key("site") {
        site::absent(report);
    }
    let site = one(report, root, "site", "[site]").map(|section| site::read(report, &section));
    let policy =
        one(report, root, "policy", "[policy]").map(|section| rules::policy(report, &section));
    let uptime =
        one(report, root, "uptime", "[uptime]").map(|section| rules::uptime(report, &section));
    let api = one(report, root, "api", "[api]").map(|section| rules::api(report, &section));
    let publish = one(report, root, "publish", "[publish]")
        .map(|section| rules::publish(report, &section, sections.len()));
    let site = site?;
    let settings = located(site.settings, site.id, &mirrors)?;
    budgets(report, settings.publish_every, &mirrors);
    Some(Config {
        settings,
        groups,
        components: kept.into_iter().map(|(_, component)| component).collect(),
        dependencies,
        policy: policy.unwrap_or_default(),
        uptime: uptime.unwrap_or_default(),
        api: api.unwrap_or_default(),
        publish: publish.unwrap_or_default(),
        mirrors,
        keys: site.keys,
        digest: [0; 32],
        file: Arc::clone(&report.file),
        text: Arc::clone(&report.text),
        places: std::mem::take(&mut report.places),
    })
}

/// With an address and an id. Without an address, a mirror's stands in; but an id is never made
/// from that, since it would change when the address is mended.
fn located(
    mut settings: Settings,
    id: Option<String>,
    mirrors: &[MirrorConfig],
) -> Option<Settings> {
    settings.id = match id {
        Some(id) => id,
        None if settings.address.is_empty() => return None,
        None => settings
            .address
            .split_once("://")
            .map_or("", |(_, rest)| rest)
            .to_owned(),
    };
    if settings.address.is_empty() {
        settings.address = mirrors.first()?.address.clone();
    }
    Some(settings)
}

/// Top-level names that are no table of ours.
fn check_names(report: &mut Report, root: &DeTable<'_>) {
    for (name, value) in root {
        let word = name.get_ref().as_ref();
        let table = matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        if key::TABLES.iter().any(|(known, _)| *known == word) {
            continue;
        }
        let problem = if key::TABLES_TO_COME.contains(&word) {
            Problem::error(
                "not-built-in",
                format!("`[{word}]` is not built into this version"),
            )
            .hint(format!("put a `#` in front of each line of `[{word}]`"))
        } else if table {
            let problem = Problem::error("unknown-table", format!("unknown table `[{word}]`"));
            match did_you_mean(word, key::TABLES.iter().map(|(known, _)| *known)) {
                Some(near) => problem.hint(format!("did you mean `{}`?", header(near))),
                None => {
                    let known: Vec<_> = key::TABLES
                        .iter()
                        .map(|(name, _)| format!("`{}`", header(name)))
                        .collect();
                    problem.hint(format!("the tables are {}", known.join(", ")))
                }
            }
        } else {
            let what = format!("`{word}` stands in no table");
            let problem = Problem::error("unknown-key", what);
            match key::reference().iter().find(|key| key.name == word) {
                Some(key) => problem.hint(format!("write it below `{}`", key.table)),
                None => problem.hint("write it below `[site]`"),
            }
        };
        report.add(name.span(), problem);
    }
}

/// How a table's header is written.
fn header(name: &str) -> String {
    match key::TABLES.iter().find(|(known, _)| *known == name) {
        Some((_, true)) => format!("[[{name}]]"),
        _ => format!("[{name}]"),
    }
}

/// A table that stands once.
fn one<'a>(
    report: &mut Report,
    root: &'a DeTable<'a>,
    name: &str,
    written: &'static str,
) -> Option<Section<'a>> {
    let value = root.get(name)?;
    if let DeValue::Array(list) = value.get_ref() {
        let problem = Problem::error(
            "wrong-type",
            format!("there is one `{written}`, in single brackets"),
        );
        report.add(value.span(), problem.hint(written));
        return Section::open(report, written, name.to_owned(), list.iter().next()?);
    }
    Section::open(report, written, name.to_owned(), value)
}

/// Tables that stand any number of times, in the order they are written.
fn many<'a>(
    report: &mut Report,
    root: &'a DeTable<'a>,
    name: &str,
    written: &'static str,
) -> Vec<Section<'a>> {
    values(report, root, name, written)
        .into_iter()
        .enumerate()
        .filter_map(|(number, value)| {
            Section::open(report, written, format!("{name}.{number}"), value)
        })
        .collect()
}

/// The same for mirrors, whose kinds are looked at later.
fn mirror_sections<'a>(report: &mut Report, root: &'a DeTable<'a>) -> Vec<Section<'a>> {
    let written = "[[mirror]]";
    values(report, root, "mirror", written)
        .into_iter()
        .enumerate()
        .filter_map(|(number, value)| {
            Section::unchecked(report, written, format!("mirror.{number}"), value)
        })
        .collect()
}

fn values<'a>(
    report: &mut Report,
    root: &'a DeTable<'a>,
    name: &str,
    written: &'static str,
) -> Vec<&'a Spanned<DeValue<'a>>> {
    let Some(value) = root.get(name) else {
        return Vec::new();
    };
    match value.get_ref() {
        DeValue::Array(list) => list.iter().collect(),
        DeValue::Table(_) => {
            let what = format!("`[{name}]` is written in double brackets");
            report.add(
                value.span(),
                Problem::error("wrong-type", what).hint(written),
            );
            vec![value]
        }
        other => {
            let what = format!("`{name}` must be a table, not {}", type_words(other));
            report.add(
                value.span(),
                Problem::error("wrong-type", what).hint(written),
            );
            Vec::new()
        }
    }
}

/// A mirror that cannot keep up with `publish_every` will call itself stale.
fn budgets(report: &mut Report, publish_every: TimeDelta, mirrors: &[MirrorConfig]) {
    let day = TimeDelta::days(1).num_seconds();
    let due = day / publish_every.num_seconds().max(1);
    for mirror in mirrors {
        let Some(budget) = mirror.budget.map(i64::from).filter(|budget| *budget < due) else {
            continue;
        };
        let what = format!(
            "`publish_every` means {due} publishes a day, and mirror `{}` takes {budget}",
            mirror.name
        );
        let slower = TimeDelta::minutes((day / budget).div_euclid(60) + 1);
        let hint = format!("publish_every = \"{}\"", duration_words(slower));
        let span = report
            .places
            .get(&format!("mirror.{}.budget", mirror.position))
            .cloned();
        report.add(
            span.unwrap_or(0..0),
            Problem::finding("over-budget", what).hint(hint),
        );
    }
}
