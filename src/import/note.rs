//! Notes: every guess, and everything that has no place here, once each.

use std::collections::HashMap;

/// So many places of one note are told on a terminal.
const TOLD: usize = 3;

/// What had to be guessed or could not be placed, in the order found; the same thing at several places
/// is one note.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    list: Vec<Note>,
    known: HashMap<String, usize>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Note {
    what: String,
    places: Vec<String>,
}

impl Notes {
    /// Notes something at a place of the other page, such as a file of it; empty for all of it.
    pub fn add(&mut self, place: &str, what: impl Into<String>) {
        let what = what.into();
        let at = *self.known.entry(what.clone()).or_insert_with(|| {
            self.list.push(Note {
                what,
                places: Vec::new(),
            });
            self.list.len() - 1
        });
        let places = &mut self.list[at].places;
        if !place.is_empty() && places.last().is_none_or(|last| last != place) {
            places.push(place.to_owned());
        }
    }

    /// Adds another's behind its own.
    pub fn extend(&mut self, other: Notes) {
        for note in other.list {
            if note.places.is_empty() {
                self.add("", note.what.clone());
            }
            for place in note.places {
                self.add(&place, note.what.clone());
            }
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// What, and where.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.list
            .iter()
            .map(|note| (note.what.as_str(), note.places.as_slice()))
    }

    /// One line for each: `what (place)`, with the first few places.
    pub fn lines(&self) -> Vec<String> {
        let line = |note: &Note| match note.places.as_slice() {
            [] => note.what.clone(),
            places if places.len() <= TOLD => format!("{} ({})", note.what, places.join(", ")),
            places => format!(
                "{} ({}, and {} more)",
                note.what,
                places[..TOLD].join(", "),
                places.len() - TOLD
            ),
        };
        self.list.iter().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Notes;

    #[test]
    fn the_same_thing_at_several_places_is_one_line() {
        let mut notes = Notes::default();
        notes.add("", "all of it");
        for place in ["a.md", "a.md", "b.md", "c.md", "d.md"] {
            notes.add(place, "odd");
        }
        let mut all = Notes::default();
        all.add("x.md", "odd");
        all.extend(notes);
        assert_eq!(
            all.lines(),
            ["odd (x.md, a.md, b.md, and 2 more)", "all of it"]
        );
        assert_eq!(all.len(), 2);
    }
}
