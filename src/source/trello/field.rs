//! Custom fields of a board: those that mean something to us, and what a card has in them.

use super::settings::{TrelloSettings, folded};
use super::wire::{Board, Card, CustomField, CustomFieldItem, CustomValue, moment};
use chrono::{DateTime, Utc};

/// Words that mean yes, folded, where the field is a choice or a text.
const YES: &[&str] = &["yes", "true", "public"];

/// The fields that mean something to us, where the board has them.
pub(super) struct Fields<'a> {
    started: Option<&'a CustomField>,
    ended: Option<&'a CustomField>,
    /// The settings keep words back without a yes, and this is where it would stand.
    public: Option<Option<&'a CustomField>>,
    region: Option<&'a CustomField>,
}

impl<'a> Fields<'a> {
    /// Those of a board. Trestus knew none.
    pub fn of(board: &'a Board, settings: &TrelloSettings) -> Self {
        let named = |wanted: &str| {
            let mut fields = board.custom_fields.iter().flatten();
            fields.find(|field| field.name.as_deref().map(folded).as_deref() == Some(wanted))
        };
        let unless_strict = |wanted: &str| named(wanted).filter(|_| !settings.strict);
        Fields {
            started: named(&settings.started_field),
            ended: named(&settings.ended_field),
            public: settings
                .public_field
                .as_deref()
                .map(named)
                .filter(|_| !settings.strict),
            region: unless_strict(&settings.region_field),
        }
    }

    /// When it really began.
    pub fn started(&self, card: &Card) -> Option<DateTime<Utc>> {
        date(card, self.started?)
    }

    /// When it really ended.
    pub fn ended(&self, card: &Card) -> Option<DateTime<Utc>> {
        date(card, self.ended?)
    }

    /// Whether its description and comments are not public: there is to be a field for that, and it does not
    /// say yes. A tick that was never set, one that was taken out, and a field that is gone are the same.
    pub fn withheld(&self, card: &Card) -> bool {
        self.public.is_some_and(|field| {
            let Some(field) = field else { return true };
            let ticked = item(card, field)
                .and_then(|item| item.value.as_ref())
                .is_some_and(|value| value.checked.as_deref() == Some("true"));
            let says = words(card, field).map(|words| folded(&words));
            !ticked && !says.is_some_and(|says| YES.contains(&says.as_str()))
        })
    }

    /// Where in the world it is.
    pub fn region(&self, card: &Card) -> Option<String> {
        let words = words(card, self.region?)?;
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(line).filter(|line| !line.is_empty())
    }
}

fn item<'a>(card: &'a Card, field: &CustomField) -> Option<&'a CustomFieldItem> {
    let mut items = card.custom_field_items.iter().flatten();
    items.find(|item| item.id_custom_field == field.id)
}

fn date(card: &Card, field: &CustomField) -> Option<DateTime<Utc>> {
    moment(item(card, field)?.value.as_ref()?.date.as_deref())
}

/// The words of a text, or of what was chosen.
fn words(card: &Card, field: &CustomField) -> Option<String> {
    let item = item(card, field)?;
    let text = |value: &CustomValue| value.text.clone();
    let chosen = || {
        let id = item.id_value.as_deref()?;
        let mut options = field.options.iter().flatten();
        text(options.find(|option| option.id == id)?.value.as_ref()?)
    };
    item.value.as_ref().and_then(text).or_else(chosen)
}
