//! What an Upptime repository watches.

use super::super::files::Files;
use super::super::front::{self, Table, text};
use super::super::names::{Names, id_of};
use super::super::when::when;
use super::super::{Notes, Page};
use crate::model::Incident;
use chrono_tz::Tz;
use serde_json::Value;

/// Everything issues are read against.
#[derive(Debug, Default)]
pub(super) struct Sites {
    pub page: Page,
    /// By the slug that labels have, and by name.
    pub names: Names,
    /// Slugs that were ever watched.
    pub slugs: Vec<String>,
}

/// Reads `.upptimerc.yml`, and since when each site is watched from `history/`.
pub(super) fn read(files: &Files, notes: &mut Notes) -> Sites {
    let mut sites = Sites::default();
    let rc = files.paths().find(|path| path.starts_with(".upptimerc."));
    let settings = rc.and_then(|path| Some((path, files.text(path, notes)?.into_owned())));
    let Some((path, settings)) = settings else {
        notes.add(
            "",
            "there is no `.upptimerc.yml`: components are made from the issues",
        );
        return sites;
    };
    let all = front::settings(&settings, path, notes);
    sites.page = page(&all);
    for site in all
        .get("sites")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let Some(site) = site.as_object() else {
            continue;
        };
        let url = text(site.get("url")).unwrap_or_default();
        let name = text(site.get("name")).unwrap_or_else(|| url.clone());
        let slug = text(site.get("slug")).unwrap_or_else(|| slug(&name));
        if slug.is_empty() {
            notes.add(path, "a site without a name is left out");
            continue;
        }
        if sites.names.knows(&slug) {
            notes.add(
                path,
                format!("two sites have the slug `{slug}`: the first counts"),
            );
            continue;
        }
        let history = format!("history/{slug}.yml");
        let since = files
            .text(&history, notes)
            .map(|it| state(&it, &history, notes));
        let since = since.and_then(|state| when(&text(state.get("startTime"))?, Tz::UTC));
        let component = sites.names.component(&slug, &id_of(&slug), &name, None);
        component.since = since.map(|it| it.at.date_naive());
        sites.names.also(&slug, &name);
        sites.slugs.push(slug);
    }
    let watched = files
        .paths()
        .filter_map(|it| it.strip_prefix("history/")?.strip_suffix(".yml"));
    sites.slugs.extend(watched.map(str::to_owned));
    notes.add(path, "what is watched, and how, does not carry over, nor do response times: incidents are what stillup shows");
    sites
}

fn page(all: &Table) -> Page {
    let website = all.get("status-website").and_then(Value::as_object);
    let of = |key: &str| website.and_then(|it| text(it.get(key)));
    let owner = text(all.get("owner"));
    let address = match (of("cname"), owner, of("baseUrl")) {
        (Some(name), ..) => Some(format!("https://{name}")),
        (None, Some(owner), base) => {
            let base = base.or_else(|| text(all.get("repo")).map(|it| format!("/{it}")));
            Some(format!(
                "https://{}.github.io{}",
                owner.to_lowercase(),
                base.unwrap_or_default()
            ))
        }
        _ => None,
    };
    Page {
        title: of("name"),
        address,
        timezone: None,
        languages: Vec::new(),
    }
}

/// The last state of a site; old files have a dash before their first line.
fn state(content: &str, path: &str, notes: &mut Notes) -> Table {
    front::settings(content.strip_prefix("- ").unwrap_or(content), path, notes)
}

/// Notes every site that is not up, and that no open incident speaks of.
pub(super) fn still_down(files: &Files, sites: &Sites, incidents: &[Incident], notes: &mut Notes) {
    for slug in &sites.slugs {
        let path = format!("history/{slug}.yml");
        let Some(content) = files.text(&path, &mut Notes::default()) else {
            continue;
        };
        let status = text(state(&content, &path, &mut Notes::default()).get("status"));
        let open = |it: &&Incident| !super::super::ending::is_over(&it.updates);
        let named = |it: &Incident| {
            it.updates
                .iter()
                .flat_map(|it| &it.marks)
                .any(|mark| mark.component == id_of(slug))
        };
        if let Some(status) = status.filter(|status| status != "up")
            && !incidents.iter().filter(open).any(named)
        {
            notes.add(&path, format!("`{slug}` is `{status}`, and no open issue says so: `stillup open` if that is still true"));
        }
    }
}

/// The slug Upptime makes of a name: words in `camelCase` come apart, as in `IPv6` → `i-pv6`
/// (@sindresorhus/slugify).
pub(super) fn slug(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut apart = String::with_capacity(name.len() + 8);
    for (at, &c) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let earlier = at.checked_sub(2).map(|at| letters[at]);
        let next = letters.get(at + 1).copied();
        let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let upper = |c: Option<char>| c.is_some_and(|c| c.is_ascii_uppercase());
        let splits = (c.is_ascii_uppercase() && before.is_some_and(small))
            || (c.is_ascii_digit() && upper(before) && upper(earlier))
            || (c.is_ascii_uppercase()
                && upper(before)
                && next.is_some_and(|c| c.is_ascii_lowercase() && c != 's'));
        if splits {
            apart.push(' ');
        }
        apart.push(c);
    }
    slug::slugify(apart)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn slugs_are_upptimes() {
        for (name, expected) in [
            ("IPv6 test", "i-pv6-test"),
            ("Hacker News", "hacker-news"),
            ("myAPI", "my-api"),
            ("HTTPServer", "http-server"),
            ("API2", "api-2"),
            ("APIs", "apis"),
            ("Café & Bar", "cafe-bar"),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }
}
