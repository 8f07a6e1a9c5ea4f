//! Who may use whom: the list in ARCHITECTURE.md, read off the `crate::` paths in `src/`.

use super::{none, root, sources};

/// Layers from the bottom up. A module uses those below it, and itself; those of one layer never each other.
const LAYERS: &[&[&str]] = &[
    &["problem", "plan", "tree", "archive"],
    &["model"],
    &["format", "status", "net"],
    &["source", "import", "render"],
    &["publish", "dns"],
    &["audit", "guard", "recover"],
    &["drill"],
    &["config"],
    &["command", "cli", "main", "lib"],
];

/// Exceptions, each with its reason.
const MAY: &[(&str, &str, &str)] = &[
    ("cli", "command", "the command line lists the commands"),
    ("main", "cli", "main reads the command line"),
    ("main", "command", "main runs a command"),
    (
        "command",
        "cli",
        "completions and manual pages print the command line",
    ),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let mut complaints = Vec::new();
    for file in sources() {
        let own = module_of(&file.path);
        let Some(level) = layer(&own) else {
            complaints.push(format!("{}: module `{own}` is in no layer", file.path));
            continue;
        };
        for (number, line) in file
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for used in crate_paths(line) {
                let allowed = used == own
                    || layer(&used).is_none_or(|below| below < level)
                    || MAY.iter().any(|(from, to, _)| *from == own && *to == used);
                if !allowed {
                    complaints.push(format!(
                        "{}:{}: `{own}` may not use `{used}`",
                        file.path,
                        number + 1
                    ));
                }
            }
        }
    }
    none(complaints);
}

#[test]
fn every_layer_is_drawn_in_the_architecture() {
    let architecture =
        std::fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let present: Vec<String> = sources().iter().map(|file| module_of(&file.path)).collect();
    let missing = LAYERS
        .iter()
        .flat_map(|layer| layer.iter())
        .filter(|module| present.iter().any(|found| found == *module))
        .filter(|module| !architecture.contains(&format!("`{module}`")))
        .map(|module| format!("ARCHITECTURE.md does not mention `{module}`"))
        .collect();
    none(missing);
}

#[test]
fn the_edge_says_why_and_stays_small() {
    const EDGE: &[&str] = &[
        "source", "import", "net", "publish", "dns", "recover", "command", "main",
    ];
    let mut complaints = Vec::new();
    for file in sources() {
        let says = file.text.contains("clippy::disallowed_methods");
        if says && !EDGE.contains(&module_of(&file.path).as_str()) {
            complaints.push(format!(
                "{}: only the edge ({}) does IO",
                file.path,
                EDGE.join(", ")
            ));
        }
        if says && !file.text.contains("reason = \"edge: ") {
            complaints.push(format!("{}: the exception gives no reason", file.path));
        }
    }
    none(complaints);
}

/// `src/render/page.rs` is in `render`.
fn module_of(path: &str) -> String {
    let inside = path.trim_start_matches("src/");
    inside
        .split('/')
        .next()
        .unwrap_or(inside)
        .trim_end_matches(".rs")
        .to_string()
}

/// Every `x` of `crate::x` in a line, `crate::{x, y}` included.
fn crate_paths(line: &str) -> Vec<String> {
    let word = |text: &str| {
        text.trim()
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '_')
            .collect::<String>()
    };
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(list.split('}').next().unwrap_or("").split(',').map(word)),
            None => found.push(word(rest)),
        }
    }
    if line.trim_start().starts_with("use stillup::") {
        found.push(word(line.trim_start().trim_start_matches("use stillup::")));
    }
    found.retain(|name| {
        name.chars()
            .next()
            .is_some_and(|first| first.is_ascii_lowercase())
    });
    found
}
