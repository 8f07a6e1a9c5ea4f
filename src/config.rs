//! `stillup.toml`, strict: every problem is found, with its place, and whatever is good is kept.

mod address;
mod audit;
mod carried;
mod component;
pub mod dns;
mod form;
mod hide;
mod key;
mod mirror;
mod read;
mod rules;
mod site;
mod syntax;
mod table;
mod theme;
mod trello;

pub use carried::LEFT_OUT;
pub use key::{Form, Key, reference};
pub use mirror::{CdnKind, MirrorConfig, MirrorKind, PurgeConfig};
pub use rules::PublishSettings;
pub use theme::{ThemeFile, theme_file};

use crate::audit::settings::{AuditSettings, ProductSettings};
use crate::dns::settings::DnsSettings;
use crate::format::duration_words;
use crate::model::{
    Api, Carried, Component, Dependency, Group, Looks, MirrorLink, Policy, Settings, Site,
    UptimeRules,
};
use crate::problem::{Place, Problem};
use crate::publish::budget::reserve;
use crate::publish::sign::PublicKey;
use crate::source::trello::TrelloSettings;
use chrono::TimeDelta;
use component::Names;
use read::{Report, Section};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use table::{many, mirrors, one};
use toml::de::DeTable;

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
    /// `[theme]`.
    pub looks: Looks,
    /// `[publish]`.
    pub publish: PublishSettings,
    /// `[trello]`: a board is a source beside the folder.
    pub trello: Option<TrelloSettings>,
    /// `[product]`.
    pub product: ProductSettings,
    /// `[audit]`.
    pub audit: AuditSettings,
    /// `[[mirror]]`, in order; those that cannot be published to are left out, with problems.
    pub mirrors: Vec<MirrorConfig>,
    /// `[dns]`: names, and who answers for them.
    pub dns: DnsSettings,
    /// `[site] keys`.
    pub keys: Vec<PublicKey>,
    /// What of it every copy of the site carries.
    pub carried: Arc<str>,
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
            looks: self.looks.clone(),
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
            pulled: Vec::new(),
            carried: Carried {
                texts: vec![(Arc::clone(&self.file), self.carried.as_ref().into())],
                assets: Vec::new(),
            },
            reported: Vec::new(),
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
        secrets: Vec::new(),
    };
    // A byte order mark is blanked, so that every position stays.
    let blanked = text.replacen('\u{feff}', "   ", usize::from(text.starts_with('\u{feff}')));
    let (table, errors) = DeTable::parse_recoverable(&blanked);
    report.text = hide::struck(&report.text, table.get_ref()).into();
    if !errors.is_empty() {
        syntax::add(&mut report, &errors);
        return (None, in_order(report.problems));
    }
    if let Some(at) = text.find('\u{fffd}') {
        let problem = Problem::error("not-utf8", "these bytes are not UTF-8");
        report.add(
            at..at + 3,
            problem.hint(format!("iconv -f WINDOWS-1252 -t UTF-8 {file}")),
        );
    }
    let config = tables(&mut report, table.get_ref(), Sha256::digest(text).into());
    (config, in_order(report.problems))
}

fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|problem| problem.place.as_ref().map(|place| place.span.start));
    problems
}

/// Reads every table.
fn tables(report: &mut Report, root: &DeTable<'_>, digest: [u8; 32]) -> Option<Config> {
    table::check_names(report, root);
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
    let mut kept_mirrors: Vec<MirrorConfig> = Vec::new();
    let sections = mirrors(report, root);
    for (position, section) in sections.iter().enumerate() {
        kept_mirrors.extend(mirror::read(report, section, position, &kept_mirrors));
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
    let looks = looks_table(report, root);
    let publish = one(report, root, "publish", "[publish]")
        .map(|section| rules::publish(report, &section, sections.len()));
    let trello = trello_table(report, root);
    let dns =
        one(report, root, "dns", "[dns]").map(|section| dns::read(report, &section, &kept_mirrors));
    let (product, audit) = judged(report, root);
    let site = site?;
    let settings = located(site.settings, site.id, &kept_mirrors)?;
    budgets(report, settings.publish_every, &kept_mirrors);
    Some(Config {
        settings,
        groups,
        components: kept.into_iter().map(|(_, component)| component).collect(),
        dependencies,
        policy: policy.unwrap_or_default(),
        uptime: uptime.unwrap_or_default(),
        api: api.unwrap_or_default(),
        looks,
        publish: publish.unwrap_or_default(),
        trello,
        product,
        audit,
        mirrors: kept_mirrors,
        dns: dns.unwrap_or_default(),
        keys: site.keys,
        carried: carried::of(&report.text).into(),
        digest,
        file: Arc::clone(&report.file),
        text: Arc::clone(&report.text),
        places: std::mem::take(&mut report.places),
    })
}

/// Reads `[trello]`, whose unknown keys may be secrets: it looks at them itself.
fn trello_table(report: &mut Report, root: &DeTable<'_>) -> Option<TrelloSettings> {
    let value = root.get("trello")?;
    let section = Section::unchecked(report, "[trello]", "trello".to_owned(), value)?;
    Some(trello::read(report, &section))
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

/// `[theme]`.
fn looks_table(report: &mut Report, root: &DeTable<'_>) -> Looks {
    let section = one(report, root, "theme", "[theme]");
    section.map_or_else(Looks::default, |section| {
        theme::read(report, &section, "").looks
    })
}

/// `[product]` and `[audit]`.
fn judged(report: &mut Report, root: &DeTable<'_>) -> (ProductSettings, AuditSettings) {
    let product =
        one(report, root, "product", "[product]").map(|section| audit::product(report, &section));
    let judging =
        one(report, root, "audit", "[audit]").map(|section| audit::audit(report, &section));
    (product.unwrap_or_default(), judging.unwrap_or_default())
}

/// A mirror that cannot keep up with `publish_every` will call itself stale.
fn budgets(report: &mut Report, publish_every: TimeDelta, mirrors: &[MirrorConfig]) {
    let day = TimeDelta::days(1).num_seconds();
    let due = day / publish_every.num_seconds().max(1);
    for mirror in mirrors {
        let Some(daily) = mirror.budget else { continue };
        let reserve = reserve(daily);
        let budget = i64::from(daily - reserve);
        if budget >= due {
            continue;
        }
        let kept = match reserve {
            0 => String::new(),
            _ => format!(", of which {reserve} are kept for incidents"),
        };
        let what = format!(
            "`publish_every` means {due} publishes a day, and mirror `{}` takes {daily}{kept}",
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
