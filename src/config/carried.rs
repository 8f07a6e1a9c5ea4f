//! What of `stillup.toml` every copy of the site carries, for all the world to read: everything it is
//! rebuilt from, and nothing that is for its authors alone.
//!
//! Left out are comments, keys that nobody knows (one may be a secret that somebody pasted), what would
//! tell where secrets are kept, and tables about the product itself.

use super::key::{TABLES, keys_of};
use toml_edit::{DocumentMut, Item, Table, TableLike, Value};

/// Tables about what the site speaks of, not about the site.
const TABLES_LEFT_OUT: &[&str] = &["product", "audit"];

/// Keys that name credentials or files that are not carried, or are as good as one: whoever knows the address in `ping` can keep a dead
/// man's switch quiet.
const KEYS_LEFT_OUT: &[&str] = &["env", "pass", "identity", "ping", "export"];

/// What is left out, in words.
pub const LEFT_OUT: &str =
    "comments, `[product]`, `[audit]`, `env`, `pass`, `identity`, `ping` and `[trello] export`";

/// The file's text as it is carried; empty when it is no TOML. Its passwords must be struck out.
pub(super) fn of(text: &str) -> String {
    let Ok(mut document) = text.trim_start_matches('\u{feff}').parse::<DocumentMut>() else {
        return String::new();
    };
    document.set_trailing("");
    let root = document.as_table_mut();
    root.decor_mut().clear();
    root.retain(|name, _| {
        TABLES.iter().any(|(known, _)| *known == name) && !TABLES_LEFT_OUT.contains(&name)
    });
    let mut first = true;
    for (mut key, item) in root.iter_mut() {
        key.leaf_decor_mut().clear();
        let name = key.get().to_owned();
        match item {
            Item::ArrayOfTables(tables) => {
                for table in tables.iter_mut() {
                    whole(table, &format!("[[{name}]]"), &mut first);
                }
            }
            Item::Table(table) => whole(table, &format!("[{name}]"), &mut first),
            Item::Value(value) => bare(value, &format!("[{name}]")),
            Item::None => {}
        }
    }
    document.to_string().trim_start().to_owned()
}

/// A table under a header, with a blank line before it.
fn whole(table: &mut Table, name: &str, first: &mut bool) {
    table.decor_mut().clear();
    if !table.is_implicit() && !table.is_dotted() {
        table.decor_mut().set_prefix(if *first { "" } else { "\n" });
        *first = false;
    }
    known(table, name);
    for (mut key, item) in table.iter_mut() {
        key.leaf_decor_mut().clear();
        let below = format!("{name} {}", key.get());
        match item {
            Item::Table(inner) if keys_of(&below).next().is_some() => whole(inner, &below, first),
            Item::Table(inner) => free(inner),
            Item::Value(value) => bare(value, &below),
            Item::ArrayOfTables(_) | Item::None => {}
        }
    }
}

/// Takes out of a table what is not in the table of keys, or is not for everybody.
fn known(table: &mut dyn TableLike, name: &str) {
    let unknown: Vec<String> = table
        .iter()
        .map(|(key, _)| key.to_owned())
        .filter(|key| {
            KEYS_LEFT_OUT.contains(&key.as_str()) || keys_of(name).all(|known| known.name != *key)
        })
        .collect();
    for key in unknown {
        table.remove(&key);
    }
}

/// A value without the comments around and in it; `name` is how the reference heads it if it is a table.
fn bare(value: &mut Value, name: &str) {
    value.decor_mut().clear();
    match value {
        Value::InlineTable(table) => {
            if keys_of(name).next().is_some() {
                known(table, name);
            }
            let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
            for key in keys {
                if let Some(mut key) = table.key_mut(&key) {
                    key.leaf_decor_mut().clear();
                }
                if let Some(value) = table.get_mut(&key) {
                    bare(value, &format!("{name} {key}"));
                }
            }
            table.fmt();
        }
        Value::Array(list) => {
            list.iter_mut().for_each(|value| bare(value, name));
            list.fmt();
        }
        _ => {}
    }
}

/// A table whose keys are the author's own words.
fn free(table: &mut Table) {
    table.decor_mut().clear();
    for (mut key, item) in table.iter_mut() {
        key.leaf_decor_mut().clear();
        if let Item::Value(value) = item {
            bare(value, "");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn what_is_carried_is_the_site_without_what_is_for_its_authors() {
        let text = r##"# ask Bob
[site] # ours
title = "Acme"  # short
address = "https://status.acme.example"
secret_sauce = "hunter2"
# languages = ["de"]
languages = ["en", # first
  "de"]

[product]
addresses = ["https://acme.example"]

[uptime]
weights = { major_outage = 1.0, wrong = 2 }

[trello]
lists = { Done = "resolved" }
token = "ATTAtoken"

[publish]
ping = "https://ping.example/uuid"
quorum = 2

[[mirror]]
name = "one"
address = "https://one.example"
s3 = { bucket = "acme", region = "eu", env = { secret_access_key = "MY_KEY" }, secret_key = "AKIA" }

# the other
[[mirror]]
name = "two"
address = "https://two.example"
[mirror.sftp]
host = "two.example"
path = "www"
identity = "~/.ssh/two"
[mirror.sftp.env]
key = "TWO_KEY"
"##;
        let want = r#"[site]
title = "Acme"
address = "https://status.acme.example"
languages = ["en", "de"]

[uptime]
weights = { major_outage = 1.0 }

[trello]
lists = { Done = "resolved" }

[publish]
quorum = 2

[[mirror]]
name = "one"
address = "https://one.example"
s3 = { bucket = "acme", region = "eu" }

[[mirror]]
name = "two"
address = "https://two.example"

[mirror.sftp]
host = "two.example"
path = "www"
"#;
        assert_eq!(of(text), want);
    }
}
