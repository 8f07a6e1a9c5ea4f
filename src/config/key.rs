//! Every key of `stillup.toml`: the reader checks against this table and the reference is printed from it.

use super::dns;
use super::mirror::kind::KINDS;
use super::mirror::purge;
use super::theme;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a key's value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// A string such as `"90m"`.
    Duration,
    /// A duration, or `false` to switch it off.
    DurationOrOff,
    /// A day such as `2024-03-01`, without quotes.
    Day,
    /// A whole number, or `"all"`.
    WholeOrAll,
    /// A table of its own.
    Table,
    /// Any number of tables in double brackets.
    Tables,
}

impl Form {
    /// In words, as problems and the reference say it.
    pub fn words(self) -> &'static str {
        match self {
            Form::Text => "a string",
            Form::Texts => "a list of strings",
            Form::Flag => "`true` or `false`",
            Form::Whole => "a whole number",
            Form::Number => "a number",
            Form::Duration => "a duration such as `\"90m\"`",
            Form::DurationOrOff => "a duration such as `\"90m\"`, or `false`",
            Form::Day => "a day such as `2024-03-01`",
            Form::WholeOrAll => "a whole number, or `\"all\"`",
            Form::Table => "a table",
            Form::Tables => "tables in double brackets",
        }
    }
}

/// One key of `stillup.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// The table it stands in, as written: `[site]`, `[[component]]`, `[uptime] weights`.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its value must be.
    pub form: Form,
    /// What holds when it is absent: a value, or `required`, or some words.
    pub default: &'static str,
    /// What it means, in one sentence of markdown.
    pub meaning: &'static str,
}

/// Every key, in the order of the reference.
pub fn reference() -> &'static [Key] {
    static ALL: LazyLock<Vec<Key>> = LazyLock::new(|| {
        KEYS.iter()
            .chain(theme::KEYS)
            .chain(dns::KEYS)
            .copied()
            .chain(kinds())
            .collect()
    });
    &ALL
}

/// The keys of one table.
pub(super) fn keys_of(table: &str) -> impl Iterator<Item = &'static Key> {
    reference().iter().filter(move |key| key.table == table)
}

/// The one table that knows a key.
pub(super) fn only_table_with(word: &str) -> Option<&'static str> {
    let tables: BTreeSet<_> = reference()
        .iter()
        .filter(|key| key.name == word)
        .map(|key| key.table)
        .collect();
    match Vec::from_iter(tables).as_slice() {
        [one] => Some(one),
        _ => None,
    }
}

/// One key.
pub(super) const fn key(
    table: &'static str,
    name: &'static str,
    form: Form,
    default: &'static str,
    meaning: &'static str,
) -> Key {
    Key {
        table,
        name,
        form,
        default,
        meaning,
    }
}

const SITE: &str = "[site]";
const GROUP: &str = "[[group]]";
const COMPONENT: &str = "[[component]]";
const DEPENDENCY: &str = "[[dependency]]";
const POLICY: &str = "[policy]";
const UPTIME: &str = "[uptime]";
const WEIGHTS: &str = "[uptime] weights";
const API: &str = "[api]";
const PUBLISH: &str = "[publish]";
const TRELLO: &str = "[trello]";
const PRODUCT: &str = "[product]";
const AUDIT: &str = "[audit]";
const MIRROR: &str = "[[mirror]]";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(SITE, "title", Form::Text, "required", "The site's name."),
    key(SITE, "address", Form::Text, "required", "The address to print; every mirror works without it. `http` or `https`, a trailing slash is dropped."),
    key(SITE, "id", Form::Text, "from `address`", "Lineage: a mirror that holds a site with another id is never touched. Set it before you change `address`."),
    key(SITE, "timezone", Form::Text, "`\"UTC\"`", "An IANA zone: days are counted, and times without a zone are read and shown, in it."),
    key(SITE, "languages", Form::Texts, "`[\"en\"]`", "Language codes. The first is the one incidents are written in, its pages are at the top; those of each other are below `<language>/`, with texts from `<id>.<language>.md` and words from `locales/<language>.ftl`."),
    key(SITE, "theme", Form::Text, "`\"harbour\"`", "A built-in theme (`harbour`, `beacon`, `plain`), or a folder in `themes/`."),
    key(SITE, "publish_every", Form::Duration, "`\"30m\"`", "How often a copy is due, 1 minute to 7 days; pages older than three times this call themselves stale."),
    key(SITE, "contact", Form::Text, "none", "Where to write when the page does not help: a `mailto:` or a web address."),
    key(SITE, "homepage", Form::Text, "none", "The owner's own front page."),
    key(SITE, "worker", Form::Flag, "`true`", "Readers' browsers keep a small worker that shows a verified copy from another mirror when this one is gone. `false` also takes away one they have."),
    key(SITE, "keys", Form::Texts, "`[]`", "Public keys of everybody who publishes, made by `stillup keys new`: each publish is signed with a key of these, and readers believe no other."),

    key(GROUP, "id", Form::Text, "required", "Named in incidents, it means all its components. Lower case letters, digits and `. _ / -`."),
    key(GROUP, "title", Form::Text, "the id", "The name on the page."),
    key(GROUP, "description", Form::Text, "none", "One line below the name."),

    key(COMPONENT, "id", Form::Text, "required", "What incidents call it. Lower case letters, digits and `. _ / -`, unique among components, groups and dependencies."),
    key(COMPONENT, "title", Form::Text, "the id", "The name on the page."),
    key(COMPONENT, "description", Form::Text, "none", "One line below the name."),
    key(COMPONENT, "group", Form::Text, "none", "The id of the group it is shown in."),
    key(COMPONENT, "since", Form::Day, "none", "Uptime counts from this day on."),
    key(COMPONENT, "depends_on", Form::Texts, "`[]`", "Ids of the components and dependencies that it needs."),
    key(COMPONENT, "retired", Form::Day, "none", "From this day on it is off the page and out of the headline, but not out of history."),
    key(COMPONENT, "aliases", Form::Texts, "`[]`", "Its earlier ids, still understood in incidents."),
    key(COMPONENT, "only_show_if_degraded", Form::Flag, "`false`", "List it only while it is not operational."),

    key(DEPENDENCY, "id", Form::Text, "required", "What `depends_on` calls it."),
    key(DEPENDENCY, "title", Form::Text, "the id", "The name on the page."),
    key(DEPENDENCY, "status_page", Form::Text, "none", "The address of its own status page. `pull` and `publish` ask it for its Statuspage v2 summary, and the home page says what it said."),

    key(POLICY, "monitor_before_resolved", Form::DurationOrOff, "`\"60m\"`", "How long to watch before saying resolved."),
    key(POLICY, "update_every", Form::DurationOrOff, "`\"30m\"`", "How long an open incident may go without an update."),
    key(POLICY, "promise_passed", Form::Flag, "`true`", "Find a promised `next_update` that has passed."),
    key(POLICY, "update_in_future", Form::Flag, "`true`", "Find updates dated in the future."),
    key(POLICY, "left_behind", Form::Flag, "`true`", "Find components that are not operational while no incident is open."),
    key(POLICY, "maintenance_overrun", Form::Flag, "`true`", "Find maintenance past its end and not completed."),
    key(POLICY, "no_word_on_impact", Form::Flag, "`true`", "Find incidents resolved without a word on what they did."),
    key(POLICY, "impact_too_low", Form::Flag, "`true`", "Find an `impact` lower than what the components say."),
    key(POLICY, "bare_component", Form::Flag, "`true`", "Find components named without a status, taken for a partial outage."),

    key(UPTIME, "weights", Form::Table, "as below", "What a second in each status costs."),
    key(UPTIME, "target", Form::Number, "none", "Percent to hold, 0 to 100; shows the error budget."),

    key(WEIGHTS, "major_outage", Form::Number, "`1.0`", "0 to 1."),
    key(WEIGHTS, "partial_outage", Form::Number, "`0.3`", "0 to 1."),
    key(WEIGHTS, "degraded_performance", Form::Number, "`0.0`", "0 to 1."),
    key(WEIGHTS, "under_maintenance", Form::Number, "`0.0`", "0 to 1."),

    key(API, "incident_files", Form::Flag, "`false`", "Write `incidents/<id>.json` for every incident as well: twice the files."),

    key(PUBLISH, "quorum", Form::WholeOrAll, "`\"all\"`", "How many mirrors must be live for `publish` to end with 0; `--quorum` wins."),
    key(PUBLISH, "ping", Form::Text, "none", "An address requested after each verified publish, for a dead man's switch elsewhere."),

    key(TRELLO, "board", Form::Text, "`TRELLO_BOARD_ID`", "The board: what stands behind `trello.com/b/` in its address."),
    key(TRELLO, "export", Form::Text, "none", "An exported board in the site's folder, read instead of `board` without token and network."),
    key(TRELLO, "ignore_labels", Form::Texts, "`[]`", "Labels that name no component, such as `\"needs-postmortem\"`."),
    key(TRELLO, "statuses", Form::Table, "`{}`", "What words behind `status:` mean: `{ \"at risk\" = \"degraded_performance\" }`."),
    key(TRELLO, "lists", Form::Table, "`{}`", "What lists mean: `{ Done = \"resolved\", Planned = \"scheduled\" }`. Unset, only *Fixed* ends an incident."),
    key(TRELLO, "show_unlabelled_fixed", Form::Flag, "`false`", "Show cards in a resolved list that have no status label."),
    key(TRELLO, "comments", Form::Text, "`\"all\"`", "Whose comments are updates: `all`, `members` of the board, or only those that are `marked`. On a board that anybody may comment on, `all` means members."),
    key(TRELLO, "marker", Form::Text, "`\"[public]\"`", "What marks a public comment where `comments` is `marked`; it is not shown. A comment that begins with `[internal]` never is."),
    key(TRELLO, "author", Form::Text, "`\"initials\"`", "How a comment's author is shown: `initials`, `name` or `none`."),
    key(TRELLO, "team", Form::Text, "none", "Shown as the author of every comment instead."),
    key(TRELLO, "started_field", Form::Text, "`\"Started at\"`", "The custom date field for when it really began."),
    key(TRELLO, "ended_field", Form::Text, "`\"Ended at\"`", "The custom date field for when it really ended."),
    key(TRELLO, "public_field", Form::Text, "none", "A custom field (a checkbox, a choice or a text) such as `\"Public\"`: a card's description and comments are shown only where it is ticked or says yes."),
    key(TRELLO, "region_field", Form::Text, "`\"Region\"`", "The custom field (a choice or a text) for where in the world it is, shown below the description."),
    key(TRELLO, "archived", Form::Flag, "`false`", "Show archived cards, and those in archived lists, as history: always over, never open."),
    key(TRELLO, "hard_breaks", Form::Flag, "`true`", "A line's end in a text is one on the page, as Trello shows it."),
    key(TRELLO, "attachments", Form::Texts, "`[]`", "Kinds of images in texts that are copied into the site, such as `\"png\"`; all others are left out."),
    key(TRELLO, "strict", Form::Flag, "`false`", "Read the board exactly as Trestus did, faults included."),
    key(TRELLO, "api", Form::Text, "`\"https://api.trello.com/1\"`", "Where Trello is asked: `https`, or this machine."),

    key(PRODUCT, "urls", Form::Texts, "`[]`", "Where customers use the product: what must not take the page down. `audit` looks at what they need."),
    key(PRODUCT, "domains", Form::Texts, "`[]`", "What else the product needs, as far as it cannot be seen, as `kind:name`: `\"account:acme-sso\"`, `\"registrar:gandi\"`."),

    key(AUDIT, "require", Form::Text, "`\"INDEPENDENT\"`", "The verdict below which `audit` ends with 4: `INDEPENDENT`, `SURVIVES-EACH` or `SHARED-FATE`."),
    key(AUDIT, "horizon", Form::Duration, "`\"24h\"`", "A loss that shows only later does not count: a name that runs out, a certificate that ends."),
    key(AUDIT, "max_order", Form::Whole, "`3`", "Look for so many things failing at once, 1 to 3."),
    key(AUDIT, "asn_source", Form::Text, "`\"cymru\"`", "Who tells the networks of addresses: `cymru` (Team Cymru, over DNS), `file:PATH` (lines of `ASN PREFIX`) or `off`."),
    key(AUDIT, "warm_caches", Form::Flag, "`false`", "Take resolvers to hold what they have seen, so that a loss shows only after the time to live."),
    key(AUDIT, "revocation", Form::Flag, "`false`", "Count on certificate authorities revoking at any time, not only on renewal."),
    key(AUDIT, "laptop", Form::Flag, "`false`", "Somebody can publish from a machine of their own, without CI and the git host."),
    key(AUDIT, "rdap", Form::Text, "`\"https://rdap.org\"`", "Where registrars and expiry dates are asked for, or `off`."),
    key(AUDIT, "drill_every", Form::Duration, "`\"90d\"`", "After this `status` calls the last drill old."),

    key(MIRROR, "name", Form::Text, "required", "What you call it on the command line. Letters, digits and `. _ -`, unique ignoring case."),
    key(MIRROR, "address", Form::Text, "required", "Where this copy is read."),
    key(MIRROR, "registrar", Form::Text, "none", "Who the name of its address is registered with, such as `\"gandi\"`."),
    key(MIRROR, "depends", Form::Texts, "`[]`", "What else can take it down, as `kind:name`: `\"host:aws\"`, `\"ci:github\"`, `\"account:acme-sso\"`."),
    key(MIRROR, "advertised", Form::Flag, "`true`", "List it on the page among the other copies."),
    key(MIRROR, "purge", Form::Table, "none", "The CDN in front of it, which is told to forget old pages after each publish."),
    key(MIRROR, "budget", Form::Whole, "none", "How many publishes it takes in 24 hours. A quarter is kept for what has to be said: merely renewing the age of a page never takes that."),
];

/// The kinds of mirror as keys of `[[mirror]]`, then the keys of each.
fn kinds() -> impl Iterator<Item = Key> {
    let names = KINDS
        .iter()
        .map(|kind| key(MIRROR, kind.name, Form::Table, "none", kind.meaning));
    let of_each = KINDS.iter().flat_map(|kind| kind.keys.iter().copied());
    names.chain(purge::KEYS.iter().copied()).chain(of_each)
}

/// Findings that `[policy]` can switch off by `false`: the key, and the finding's code.
pub(super) const FINDINGS: &[(&str, &str)] = &[
    ("promise_passed", "promise-passed"),
    ("update_in_future", "update-in-future"),
    ("left_behind", "left-behind"),
    ("maintenance_overrun", "maintenance-overrun"),
    ("no_word_on_impact", "no-word-on-impact"),
    ("impact_too_low", "impact-too-low"),
    ("bare_component", "bare-component"),
];

/// Tables a file may have, and whether each is written with double brackets.
pub(super) const TABLES: &[(&str, bool)] = &[
    ("site", false),
    ("group", true),
    ("component", true),
    ("dependency", true),
    ("policy", false),
    ("uptime", false),
    ("api", false),
    ("theme", false),
    ("publish", false),
    ("trello", false),
    ("product", false),
    ("audit", false),
    ("mirror", true),
    ("dns", false),
];
