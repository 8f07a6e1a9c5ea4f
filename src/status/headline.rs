//! The sentence on top of the page: what it says, and how in English.

use super::standing::Description;
use crate::model::Site;

/// What is not known of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotKnown {
    /// Whatever a source that could not be read would have said.
    Sources,
    /// How these are: names of components, or ids of those nobody knows.
    Names(Vec<String>),
}

/// What the sentence on top of the page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Headline {
    /// The description.
    Described,
    /// The title of an incident, by position in `Site::incidents`.
    Titled(usize),
    /// What is not known.
    NotKnown(NotKnown),
    /// The description, and what is not known.
    DescribedAndNotKnown(NotKnown),
}

/// The sentence, for the command line and the API.
pub(super) fn in_english(site: &Site, says: &Headline, description: Description) -> String {
    match says {
        Headline::Described => description.words().to_owned(),
        Headline::Titled(at) => site.incidents[*at].title.clone(),
        Headline::NotKnown(unknown) => sentence(&unknown_in_english(unknown)),
        Headline::DescribedAndNotKnown(unknown) => {
            format!("{}; {}", description.words(), unknown_in_english(unknown))
        }
    }
}

fn unknown_in_english(unknown: &NotKnown) -> String {
    match unknown {
        NotKnown::Sources => {
            "some of our sources could not be read: the rest is not known".to_owned()
        }
        NotKnown::Names(names) => match names.as_slice() {
            [one] => format!("status of {one} not known"),
            [one, two] => format!("status of {one} and {two} not known"),
            [one, two, three] => format!("status of {one}, {two} and {three} not known"),
            many => format!("status of {} components not known", many.len()),
        },
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
