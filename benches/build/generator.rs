//! Realistic sites of any size, the same bytes for the same size on every machine.
//!
//! Twelve components in four groups; incidents of three to six updates and about 1.9 KB of markdown,
//! with lists, links, code and tables; one file in ten is a maintenance. The newest three are open,
//! and one maintenance lies ahead. All are spread evenly over 60 to 3,000 days before [`NOW`].

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use chrono::{DateTime, TimeDelta, TimeZone as _, Utc};
use rayon::prelude::{IntoParallelIterator as _, ParallelIterator as _};

/// The moment that generated sites are written for, as `--now` takes it.
pub const NOW: &str = "2026-11-20T14:36:00Z";

/// Id, title and group of the components.
const COMPONENTS: [(&str, &str, &str); 12] = [
    ("api", "API", "core"),
    ("web", "Web console", "core"),
    ("sign-in", "Sign-in", "core"),
    ("webhooks", "Webhooks", "core"),
    ("machines-eu", "Machines, Europe", "compute"),
    ("machines-us", "Machines, America", "compute"),
    ("builds", "Build runners", "compute"),
    ("database", "Databases", "data"),
    ("storage", "Object storage", "data"),
    ("backups", "Backups", "data"),
    ("cdn", "Content delivery", "delivery"),
    ("mail", "Mail relay", "delivery"),
];

const GROUPS: [(&str, &str); 4] = [
    ("core", "Core"),
    ("compute", "Compute"),
    ("data", "Data"),
    ("delivery", "Delivery"),
];

const SYMPTOMS: [&str; 8] = [
    "requests failing",
    "slow answers",
    "errors on upload",
    "cannot be reached from some networks",
    "delayed by several minutes",
    "old versions shown",
    "connections refused",
    "rejected with status 503",
];

const SENTENCES: [&str; 24] = [
    "About one request in eight fails, mostly on writes.",
    "Customers in all regions are affected; retrying a failed request is safe.",
    "Reads succeed at the first or second attempt.",
    "Whatever is already running keeps running, and no data has been lost.",
    "We see the first errors at the edge, a few minutes before our own checks did.",
    "Two of twelve nodes answer slowly, and everything waits for the slowest of them.",
    "A change rolled out earlier today leaves too few connections between the parts.",
    "We are taking it back, region by region, beginning with the smallest.",
    "The queue is getting shorter; at this rate it is empty within the half hour.",
    "Nobody needs to change anything on their own side.",
    "A provider of ours reports trouble with its network; it is ours to keep you running.",
    "Traffic has been moved away from the affected hall.",
    "Error rates are back to what they were yesterday at this time.",
    "Answers take about 90 ms longer than usual until the caches are warm again.",
    "We keep watching before we call this over.",
    "Old copies are served where new ones cannot be fetched.",
    "The stand-by has taken over, and new connections succeed.",
    "Restores that were started in this time wait, and then run as usual.",
    "What was confirmed has been stored; what ended with an error can be repeated.",
    "Those who use single sign-on may be asked to sign in once more.",
    "We have found out which customers are affected and are writing to them directly.",
    "The next step takes longer than the others, because every copy is compared.",
    "A second, smaller cause has been found on the way and is being removed as well.",
    "Thank you for the reports, which have helped us to find the pattern.",
];

const STATUSES: [&str; 5] = [
    "degraded_performance",
    "partial_outage",
    "degraded_performance",
    "major_outage",
    "partial_outage",
];

/// Numbers that look random and are the same everywhere (SplitMix64, Steele et al. 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to, not including, `end`.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// One generated file: its path below the site's folder, and its text.
pub struct Generated {
    pub path: String,
    pub text: String,
}

/// Writes a whole site of `incidents` incidents into `root`, which need not exist.
pub fn write(root: &Path, incidents: usize) -> io::Result<()> {
    let now: DateTime<Utc> = NOW.parse().expect("a time");
    let days = days(incidents);
    for year in 0..=days / 365 + 1 {
        let year = now - TimeDelta::days(365 * year);
        std::fs::create_dir_all(root.join("incidents").join(year.format("%Y").to_string()))?;
    }
    std::fs::write(root.join("stillup.toml"), configuration())?;
    (0..incidents).into_par_iter().try_for_each(|number| {
        let file = incident(number, incidents);
        std::fs::write(root.join(&file.path), &file.text)
    })
}

/// How many days of history a site of that many incidents has.
fn days(incidents: usize) -> i64 {
    (incidents as i64 / 2).clamp(60, 3_000)
}

/// The `stillup.toml` of every generated site.
pub fn configuration() -> String {
    let mut text = String::from(
        "[site]\ntitle = \"Acme Status\"\naddress = \"https://status.acme.example\"\n\
         id = \"generated\"\n\n[uptime]\ntarget = 99.95\n",
    );
    for (id, title) in GROUPS {
        write!(text, "\n[[group]]\nid = \"{id}\"\ntitle = \"{title}\"\n")
            .expect("a string takes it");
    }
    for (id, title, group) in COMPONENTS {
        write!(
            text,
            "\n[[component]]\nid = \"{id}\"\ntitle = \"{title}\"\ngroup = \"{group}\"\nsince = 2016-01-01\n"
        )
        .expect("a string takes it");
    }
    text
}

/// Incident `number` of `all`, the newest being 0.
pub fn incident(number: usize, all: usize) -> Generated {
    let now: DateTime<Utc> = NOW.parse().expect("a time");
    let mut random = Random(number as u64 ^ 0x5717_1109);
    let step = TimeDelta::days(days(all)).num_minutes() * number as i64 / all as i64;
    let minute = (now.timestamp() / 60 - 40 - step) * 60;
    let start = Utc.timestamp_opt(minute, 0).single().expect("a time");
    if number % 10 == 3 {
        maintenance(number, start, now, &mut random)
    } else {
        outage(number, start, &mut random)
    }
}

fn path(start: DateTime<Utc>, slug: &str, number: usize) -> String {
    format!(
        "incidents/{}/{}-{slug}-{number}.md",
        start.format("%Y"),
        start.format("%Y-%m-%d")
    )
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

fn outage(number: usize, start: DateTime<Utc>, random: &mut Random) -> Generated {
    let (id, title, _) = *random.of(&COMPONENTS);
    let (other, ..) = *random.of(&COMPONENTS);
    let mut text = format!("# {title}: {}\n\n", random.of(&SYMPTOMS));
    paragraph(&mut text, 2, random);
    let marks = match other == id {
        true => format!("{{{id}={}}}", random.of(&STATUSES)),
        false => format!(
            "{{{id}={} {other}={}}}",
            random.of(&STATUSES),
            random.of(&STATUSES)
        ),
    };
    let open = number < 3;
    let middle = if open { 2 } else { random.below(4) };
    let mut at = start;
    let mut heading = |status: &str, marks: &str, minutes: i64, text: &mut String| {
        at += TimeDelta::minutes(minutes);
        let marks = if marks.is_empty() {
            String::new()
        } else {
            format!(" {marks}")
        };
        write!(text, "## {} - {status}{marks}\n\n", stamp(at)).expect("a string takes it");
    };
    heading("investigating", &marks, 0, &mut text);
    paragraph(&mut text, 3, random);
    for turn in 0..middle {
        let (status, marks) = match turn {
            0 => ("identified", String::new()),
            _ => ("update", format!("{{{id}=degraded_performance}}")),
        };
        heading(status, &marks, 6 + random.below(6) as i64, &mut text);
        paragraph(&mut text, 4, random);
        piece(&mut text, turn + number, random);
    }
    if !open {
        heading(
            "monitoring",
            &format!("{{{id}=operational}}"),
            15,
            &mut text,
        );
        paragraph(&mut text, 4, random);
        piece(&mut text, number + 3, random);
        heading("resolved", "", 61 + random.below(90) as i64, &mut text);
        paragraph(&mut text, 4, random);
    }
    Generated {
        path: path(start, id, number),
        text,
    }
}

fn maintenance(
    number: usize,
    start: DateTime<Utc>,
    now: DateTime<Utc>,
    random: &mut Random,
) -> Generated {
    let (id, title, _) = *random.of(&COMPONENTS);
    let begins = if number == 3 {
        now + TimeDelta::days(6)
    } else {
        start
    };
    let mut text = format!(
        "---\nscheduled: {}\nfor: {}m\ncomponents: [{id}]\n---\n# {title}: move to new machines\n\n",
        stamp(begins),
        30 + 15 * random.below(6)
    );
    paragraph(&mut text, 7, random);
    piece(&mut text, number, random);
    write!(
        text,
        "## {} - scheduled\n\n",
        stamp(start - TimeDelta::days(7))
    )
    .expect("a string takes it");
    paragraph(&mut text, 6, random);
    piece(&mut text, number + 1, random);
    paragraph(&mut text, 6, random);
    Generated {
        path: path(start, id, number),
        text,
    }
}

fn paragraph(text: &mut String, sentences: usize, random: &mut Random) {
    for _ in 0..sentences {
        text.push_str(random.of::<&str>(&SENTENCES));
        text.push(' ');
    }
    text.pop();
    text.push_str("\n\n");
}

/// A list, a link, code or a table, in turn.
fn piece(text: &mut String, turn: usize, random: &mut Random) {
    match turn % 4 {
        0 => {
            for _ in 0..3 {
                writeln!(text, "- {}", random.of(&SENTENCES)).expect("a string takes it");
            }
            text.push('\n');
        }
        1 => text.push_str(
            "What you can do is described under [working during an outage](https://docs.acme.example/outage) \
             and in the **release notes**; the limits are those of `/v1/limits`.\n\n",
        ),
        2 => text.push_str(
            "```sh\nacme storage sync ./site bucket:site --retry 5 --wait 30s\nacme status --json | jq .components\n```\n\n",
        ),
        _ => {
            text.push_str("| region | errors before | errors now |\n| --- | ---: | ---: |\n");
            for region in ["eu-west", "eu-central", "us-east"] {
                writeln!(text, "| {region} | {} % | {} % |", 4 + random.below(20), random.below(3))
                    .expect("a string takes it");
            }
            text.push('\n');
        }
    }
}
