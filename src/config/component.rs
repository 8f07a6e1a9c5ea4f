//! `[[group]]`, `[[component]]` and `[[dependency]]`.

use super::address;
use super::form;
use super::read::{Report, Section};
use crate::model::{Component, Dependency, Group};
use crate::problem::{Problem, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// Whatever has an id, or had it once: what it is, and its id of today.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, (&'static str, String)>);

impl Names {
    /// Takes an id, or an earlier id of `owner`; already taken, it is a problem.
    fn take(
        &mut self,
        report: &mut Report,
        id: &Spanned<String>,
        owner: &str,
        kind: &'static str,
    ) -> bool {
        let Some((holder, _)) = self.0.get(id.get_ref()) else {
            self.0
                .insert(id.get_ref().clone(), (kind, owner.to_owned()));
            return true;
        };
        let what = format!("`{}` is the id of a {holder} already", id.get_ref());
        let hint = if id.get_ref() == owner {
            format!("choose another, such as `{owner}-2`")
        } else {
            format!("remove `\"{}\"` from `aliases`", id.get_ref())
        };
        report.add(id.span(), Problem::error("duplicate-id", what).hint(hint));
        false
    }

    /// The id of a table, its form mended; `None` when the table cannot be kept.
    fn id(
        &mut self,
        report: &mut Report,
        section: &Section<'_>,
        kind: &'static str,
    ) -> Option<String> {
        let Some(typed) = section.text(report, "id") else {
            if section.raw(report, "id").is_none() {
                section.missing(report, "id", "api");
            }
            return None;
        };
        let id = Spanned::new(typed.span(), form::id(report, "id", &typed)?);
        self.take(report, &id, id.get_ref(), kind)
            .then(|| id.get_ref().clone())
    }
}

fn title(report: &mut Report, section: &Section<'_>, id: &str) -> String {
    section
        .text(report, "title")
        .map_or_else(|| id.to_owned(), Spanned::into_inner)
}

fn description(report: &mut Report, section: &Section<'_>) -> Option<String> {
    section.text(report, "description").map(Spanned::into_inner)
}

/// Reads `[[group]]`.
pub(super) fn group(
    report: &mut Report,
    names: &mut Names,
    section: &Section<'_>,
) -> Option<Group> {
    let id = names.id(report, section, "group")?;
    Some(Group {
        title: title(report, section, &id),
        description: description(report, section),
        id,
    })
}

/// Reads `[[dependency]]`.
pub(super) fn dependency(
    report: &mut Report,
    names: &mut Names,
    section: &Section<'_>,
) -> Option<Dependency> {
    let id = names.id(report, section, "dependency")?;
    Some(Dependency {
        title: title(report, section, &id),
        status_page: section
            .text(report, "status_page")
            .and_then(|typed| address::target(report, "status_page", &typed)),
        id,
    })
}

/// Reads `[[component]]`, but for what it says of others: see [`relate`] and [`depends_on`].
pub(super) fn component(
    report: &mut Report,
    names: &mut Names,
    section: &Section<'_>,
) -> Option<Component> {
    let id = names.id(report, section, "component")?;
    let since = section.day(report, "since");
    let retired = section.day(report, "retired");
    if let (Some(since), Some(retired)) = (since, retired)
        && retired < since
    {
        let what = format!("`{id}` is retired before it begins, on {since}");
        let problem = Problem::error("impossible-date", what).hint(format!("retired = {since}"));
        report.add(section.span_of("retired"), problem);
    }
    Some(Component {
        title: title(report, section, &id),
        description: description(report, section),
        group: None,
        since,
        depends_on: Vec::new(),
        retired,
        aliases: Vec::new(),
        only_show_if_degraded: section
            .flag(report, "only_show_if_degraded")
            .unwrap_or(false),
        id,
    })
}

/// Reads a component's group and earlier ids, once all ids are known.
pub(super) fn relate(
    report: &mut Report,
    names: &mut Names,
    groups: &[Group],
    section: &Section<'_>,
    component: &mut Component,
) {
    if let Some(typed) = section.text(report, "group") {
        let wanted = typed.get_ref().to_lowercase();
        if groups.iter().any(|group| group.id == wanted) {
            component.group = Some(wanted);
        } else {
            let problem = Problem::error(
                "unknown-group",
                format!("unknown group `{}`", typed.get_ref()),
            );
            let near = did_you_mean(&wanted, groups.iter().map(|group| group.id.as_str()));
            let hint = near.map_or_else(
                || format!("[[group]]\nid = \"{wanted}\""),
                |near| format!("did you mean `{near}`?"),
            );
            report.add(typed.span(), problem.hint(hint));
        }
    }
    for typed in section.texts(report, "aliases").unwrap_or_default() {
        let Some(alias) = form::id(report, "aliases", &typed) else {
            continue;
        };
        let alias = Spanned::new(typed.span(), alias);
        if names.take(report, &alias, &component.id, "component") {
            component.aliases.push(alias.into_inner());
        }
    }
}

/// Reads what a component needs, once all ids and earlier ids are known.
pub(super) fn depends_on(
    report: &mut Report,
    names: &Names,
    section: &Section<'_>,
    own: &str,
) -> Vec<String> {
    let mut needed = BTreeSet::new();
    let mut list = Vec::new();
    for typed in section.texts(report, "depends_on").unwrap_or_default() {
        let id = typed.get_ref().to_lowercase();
        let problem = match names.0.get(&id) {
            Some((_, today)) if today == own => {
                Problem::error("unknown-dependency", format!("`{own}` depends on itself"))
                    .hint(format!("remove `\"{}\"`", typed.get_ref()))
            }
            Some(("group", _)) => {
                let what =
                    format!("`{id}` is a group; only components and dependencies are depended on");
                Problem::error("unknown-dependency", what).hint("name its components instead")
            }
            Some((_, today)) => {
                if needed.insert(today.clone()) {
                    list.push(today.clone());
                }
                continue;
            }
            None => {
                let what = format!("unknown component or dependency `{}`", typed.get_ref());
                let near = did_you_mean(&id, names.0.keys().map(String::as_str));
                Problem::error("unknown-dependency", what).hint(near.map_or_else(
                    || format!("[[dependency]]\nid = \"{id}\""),
                    |near| format!("did you mean `{near}`?"),
                ))
            }
        };
        report.add(typed.span(), problem);
    }
    list
}
