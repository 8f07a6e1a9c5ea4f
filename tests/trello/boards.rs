//! Boards to test with: the invented one in `tests/data/trello`, and small ones of our own.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use stillup::config;
use stillup::model::{Incident, Site};
use stillup::problem::Problem;
use stillup::source::trello::{self, Named, Snapshot, TrelloSettings, explain, take, wire};

/// A board of a team called Halyard, in the shape of Trello's own export.
pub const HALYARD: &str = include_str!("../data/trello/board.json");

/// A moment from its words.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

/// An id that was made at a moment.
pub fn id(made: &str, tail: u64) -> String {
    format!("{:08x}{tail:016x}", at(made).timestamp())
}

/// Settings as people write them.
pub fn settings(toml: &str) -> TrelloSettings {
    let text = format!("[site]\ntitle = \"x\"\naddress = \"https://x.example\"\n[trello]\n{toml}");
    let (config, problems) = config::parse("stillup.toml", &text);
    assert!(problems.is_empty(), "{problems:?}");
    config.expect("settings").trello.expect("[trello]")
}

/// A site with these components, none of them from a board.
pub fn site(toml: &str) -> Site {
    let text = format!("[site]\ntitle = \"x\"\naddress = \"https://x.example\"\n{toml}");
    config::parse("stillup.toml", &text)
        .0
        .expect("settings")
        .site()
}

/// The snapshot of an export.
pub fn snapshot(board: &Value, settings: &TrelloSettings) -> Snapshot {
    trello::read_export("board.json", board.to_string().as_bytes(), settings).expect("a board")
}

/// A board read: its site, what stood in the way, which label names what.
pub struct Read {
    pub snapshot: Snapshot,
    pub site: Site,
    pub problems: Vec<Problem>,
    pub named: Named,
    settings: TrelloSettings,
}

/// Reads a board into a site.
pub fn read(board: &Value, settings: &TrelloSettings, mut site: Site) -> Read {
    let snapshot = snapshot(board, settings);
    let named = trello::components(&snapshot, settings, &mut site);
    let (incidents, problems) =
        trello::incidents(&snapshot, settings, &named, site.settings.timezone);
    site.incidents = incidents;
    Read {
        snapshot,
        site,
        problems,
        named,
        settings: settings.clone(),
    }
}

impl Read {
    /// The incident of this title.
    pub fn incident(&self, title: &str) -> &Incident {
        let mut all = self.site.incidents.iter();
        all.find(|incident| incident.title == title)
            .unwrap_or_else(|| panic!("no incident `{title}`"))
    }

    /// Whether a card is shown, and why not: by its title.
    pub fn explained(&self) -> explain::Explained {
        explain::explain(&self.snapshot, &self.settings, &self.named)
    }

    /// Titles of what is shown.
    pub fn titles(&self) -> Vec<&str> {
        let mut titles: Vec<&str> = self
            .site
            .incidents
            .iter()
            .map(|incident| incident.title.as_str())
            .collect();
        titles.sort_unstable();
        titles
    }

    /// An incident's updates: time, what it says, marks, text; a line each.
    pub fn told(&self, title: &str) -> Vec<String> {
        let updates = self.incident(title).updates.iter();
        updates
            .map(|update| {
                let marks: Vec<String> = update
                    .marks
                    .iter()
                    .map(|mark| match &mark.says {
                        stillup::model::Says::Status(status) => {
                            format!("{}={}", mark.component, status.word())
                        }
                        other => format!("{other:?}"),
                    })
                    .collect();
                let said = match &update.said {
                    stillup::model::Said::Status(status) => status.word(),
                    stillup::model::Said::Update => "update",
                    stillup::model::Said::Unreadable(words) => words,
                };
                format!(
                    "{} {said} {{{}}} {}",
                    update.at.format("%m-%d %H:%M:%S"),
                    marks.join(" "),
                    update.text.replace('\n', "⏎")
                )
                .trim_end()
                .to_owned()
            })
            .collect()
    }
}

/// A small board, built up by tests.
pub struct Board(pub Value);

impl Board {
    /// One with these lists from left to right and labels as `name/colour`.
    pub fn new(lists: &[&str], labels: &[&str]) -> Self {
        let lists: Vec<Value> = lists
            .iter()
            .enumerate()
            .map(|(at, name)| json!({ "id": format!("list{at}"), "name": name, "closed": false, "pos": at as f64 + 0.5 }))
            .collect();
        let labels: Vec<Value> = labels
            .iter()
            .map(|label| {
                let (name, color) = label.rsplit_once('/').unwrap_or((label, ""));
                let color = if color.is_empty() {
                    Value::Null
                } else {
                    color.into()
                };
                json!({ "id": format!("label-{name}-{color}"), "name": name, "color": color })
            })
            .collect();
        Board(json!({
            "id": "65bb5fe80a6a6c1e258f15a3", "name": "Board", "lists": lists, "labels": labels,
            "cards": [], "actions": [], "members": [], "dateLastActivity": "2026-11-20T09:00:00.000Z",
        }))
    }

    /// Adds a card with labels by name, made at a moment; whatever else it has is in `more`.
    pub fn card(
        mut self,
        name: &str,
        list: usize,
        made: &str,
        labels: &[&str],
        more: Value,
    ) -> Self {
        let all = self.0["labels"].as_array().expect("labels").clone();
        let found: Vec<Value> = labels
            .iter()
            .map(|wanted| {
                let mut all = all.iter();
                all.find(|label| label["name"] == *wanted)
                    .unwrap_or_else(|| panic!("no label `{wanted}`"))
                    .clone()
            })
            .collect();
        let number = self.0["cards"].as_array().map_or(0, Vec::len) as u64 + 1;
        let mut card = json!({
            "id": id(made, number), "name": name, "desc": null, "idList": format!("list{list}"),
            "labels": found, "closed": false, "pos": number, "shortLink": format!("card{number}"),
        });
        for (key, value) in more.as_object().expect("more") {
            card[key] = value.clone();
        }
        self.0["cards"].as_array_mut().expect("cards").push(card);
        self
    }

    /// Adds a comment to the newest card.
    pub fn comment(self, when: &str, text: &str, more: Value) -> Self {
        self.action("commentCard", when, json!({ "text": text }), more)
    }

    /// Moves the newest card, as its history tells it.
    pub fn moved(self, when: &str, from: usize, to: usize) -> Self {
        let list = |at: usize| {
            let found = &self.0["lists"][at];
            json!({ "id": found["id"], "name": found["name"] })
        };
        let data = json!({ "listBefore": list(from), "listAfter": list(to) });
        self.action("updateCard", when, data, json!({}))
    }

    /// Archives the newest card, as its history tells it.
    pub fn put_away(self, when: &str) -> Self {
        let old = json!({ "old": { "closed": false } });
        let mut board = self.action("updateCard", when, old, json!({}));
        board.0["actions"][0]["data"]["card"]["closed"] = json!(true);
        board
    }

    /// Archives a list, as its history tells it.
    pub fn list_put_away(mut self, list: usize, when: &str) -> Self {
        self.0["lists"][list]["closed"] = json!(true);
        let mut data = json!({ "old": { "closed": false } });
        data["list"] = json!({ "id": self.0["lists"][list]["id"], "closed": true });
        let mut board = self.action("updateList", when, data, json!({}));
        let data = board.0["actions"][0]["data"].as_object_mut();
        data.expect("data").remove("card");
        board
    }

    fn action(mut self, kind: &str, when: &str, mut data: Value, more: Value) -> Self {
        let cards = self.0["cards"].as_array().expect("cards");
        data["card"] = json!({ "id": cards.last().expect("a card")["id"] });
        let number = 1000 + self.0["actions"].as_array().map_or(0, Vec::len) as u64;
        let mut action =
            json!({ "id": id(when, number), "type": kind, "date": when, "data": data });
        for (key, value) in more.as_object().expect("more") {
            match key.as_str() {
                "dateLastEdited" => action["data"][key] = value.clone(),
                _ => action[key] = value.clone(),
            }
        }
        let actions = self.0["actions"].as_array_mut().expect("actions");
        actions.insert(0, action);
        self
    }

    /// Reads it with these settings.
    pub fn read(&self, toml: &str) -> Read {
        read(&self.0, &settings(toml), site(""))
    }
}

/// The wire form of a board.
pub fn wire(board: &Value) -> wire::Board {
    serde_json::from_value(board.clone()).expect("a board")
}

/// A snapshot of a board at a moment.
pub fn taken(board: &Value, moment: &str, settings: &TrelloSettings) -> Snapshot {
    take::take(&wire(board), at(moment), settings).0
}

/// Compares with what is written in a file; with `BLESS=1` writes it.
pub fn pinned(path: &str, told: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, told).expect("written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(told, expected, "{}", path.display());
}
