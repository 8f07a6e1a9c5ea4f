//! What Trello answers, and what its board export holds: the same shape, of which we keep little.
//!
//! Everything but ids may be missing or null, whatever the documentation says; other members are
//! not looked at. Sources: Trello's REST reference and real exports, looked at in November 2026.

use chrono::{DateTime, Utc};
use serde::Deserialize;

/// A board, with whatever came with it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Board {
    /// 24 hex digits.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Archived.
    pub closed: Option<bool>,
    /// The part of its address that names it.
    pub short_link: Option<String>,
    /// When anything on it last changed.
    pub date_last_activity: Option<String>,
    /// Who may see it and write on it.
    pub prefs: Option<Prefs>,
    /// Its lists, archived ones included.
    pub lists: Option<Vec<List>>,
    /// Its labels, in its own order.
    pub labels: Option<Vec<Label>>,
    /// Who belongs to it now.
    pub members: Option<Vec<Member>>,
    /// Its custom fields.
    pub custom_fields: Option<Vec<CustomField>>,
    /// Its cards, archived ones included.
    pub cards: Option<Vec<Card>>,
    /// What happened on it, newest first.
    pub actions: Option<Vec<Action>>,
}

/// Who may see a board and write on it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Prefs {
    /// `private`, `org` or `public`.
    pub permission_level: Option<String>,
    /// Who may comment: `disabled`, `members`, `observers`, `org` or `public`.
    pub comments: Option<String>,
}

/// A list of a board.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct List {
    /// 24 hex digits.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Archived.
    pub closed: Option<bool>,
    /// Its place from the left; may be fractional.
    pub pos: Option<f64>,
}

/// A label.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Label {
    /// 24 hex digits.
    pub id: String,
    /// Its name, often empty.
    pub name: Option<String>,
    /// One of ten names, with `_light` or `_dark` or without.
    pub color: Option<String>,
}

/// Somebody who belongs to a board, or did something on it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Member {
    /// 24 hex digits.
    pub id: String,
    /// The name people see.
    pub full_name: Option<String>,
    /// Its first letters.
    pub initials: Option<String>,
    /// What follows an `@`.
    pub username: Option<String>,
}

/// A custom field of a board.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CustomField {
    /// 24 hex digits.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// What there is to choose from, where it is a choice.
    pub options: Option<Vec<CustomOption>>,
}

/// One of what there is to choose from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CustomOption {
    /// 24 hex digits.
    pub id: String,
    /// Its words.
    pub value: Option<CustomValue>,
}

/// What a card has in a custom field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct CustomFieldItem {
    /// Which field.
    pub id_custom_field: String,
    /// Its value, but for fields that are a choice.
    pub value: Option<CustomValue>,
    /// What was chosen.
    pub id_value: Option<String>,
}

/// The value of a custom field.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CustomValue {
    /// Of a date field.
    pub date: Option<String>,
    /// Of a text field, or the words of a choice.
    pub text: Option<String>,
    /// Of a checkbox: `"true"`. One that is not ticked has no value at all.
    pub checked: Option<String>,
}

/// A card.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Card {
    /// 24 hex digits, of which the first eight are its birth in seconds since 1970.
    pub id: String,
    /// The part of its address that names it.
    pub short_link: Option<String>,
    /// The list it is in.
    pub id_list: Option<String>,
    /// Its title.
    pub name: Option<String>,
    /// Its description, markdown.
    pub desc: Option<String>,
    /// Archived.
    pub closed: Option<bool>,
    /// To be copied, not shown.
    pub is_template: Option<bool>,
    /// What it is when it is no plain card: `separator`, `board`, `mirror`, `link`.
    pub card_role: Option<String>,
    /// Its place from the top; may be fractional.
    pub pos: Option<f64>,
    /// When it begins.
    pub start: Option<String>,
    /// When it is due.
    pub due: Option<String>,
    /// When it was marked complete.
    pub date_completed: Option<String>,
    /// When anything on it last changed.
    pub date_last_activity: Option<String>,
    /// Its labels.
    pub labels: Option<Vec<Label>>,
    /// Its labels' ids.
    pub id_labels: Option<Vec<String>>,
    /// Numbers Trello shows on it.
    pub badges: Option<Badges>,
    /// What it has in custom fields.
    pub custom_field_items: Option<Vec<CustomFieldItem>>,
}

/// Numbers Trello shows on a card.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Badges {
    /// How many comments it has.
    pub comments: Option<u64>,
}

/// Something that happened.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Action {
    /// 24 hex digits.
    pub id: String,
    /// Such as `commentCard`.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When.
    pub date: Option<String>,
    /// Who did it.
    pub id_member_creator: Option<String>,
    /// The same, spelled out; absent where the account is gone.
    pub member_creator: Option<Member>,
    /// The program that did it for them.
    pub app_creator: Option<serde_json::Value>,
    /// What it was.
    pub data: Option<Data>,
}

/// What happened.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Data {
    /// A comment's text, markdown.
    pub text: Option<String>,
    /// When that was last edited.
    pub date_last_edited: Option<String>,
    /// On which card.
    pub card: Option<Named>,
    /// With which list.
    pub list: Option<Named>,
    /// What was otherwise before.
    pub old: Option<Old>,
    /// From which list.
    pub list_before: Option<Named>,
    /// To which list.
    pub list_after: Option<Named>,
}

/// What was otherwise before something happened.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Old {
    /// Archived.
    pub closed: Option<bool>,
}

/// Something with an id and the name it had at that time.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Named {
    /// 24 hex digits.
    pub id: String,
    /// Its name then.
    pub name: Option<String>,
    /// Archived from then on; there where that is what happened.
    pub closed: Option<bool>,
}

/// A moment as Trello writes it; `None` where it is none.
pub(super) fn moment(text: Option<&str>) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text?)
        .ok()
        .map(|at| at.with_timezone(&Utc))
}

/// When something was made: the first eight hex digits of its id.
pub(super) fn born(id: &str) -> Option<DateTime<Utc>> {
    let seconds = i64::from_str_radix(id.get(..8)?, 16).ok()?;
    DateTime::from_timestamp(seconds, 0)
}
