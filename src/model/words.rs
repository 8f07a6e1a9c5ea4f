//! Words of an author, held once however many places show them.

/// A stretch of a text that it shares: an incident's words are not held beside its file's.
pub type Text = arcstr::Substr;

/// A short text that many things share, such as a component's id in everything said of it.
pub type Word = arcstr::ArcStr;
