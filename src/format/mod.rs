//! An incident as markdown: read and written.
//!
//! 1. `layout` finds front matter, title and update headings line by line;
//! 2. `heading` takes one heading apart, `marks` its braces, `time` its time;
//! 3. `front` reads front matter, each key of its own type;
//! 4. `when` and `window` turn what was written into instants;
//! 5. `read` puts the incident together.
//!
//! Nothing here gives up: a problem is told with its place, and everything else is read.

mod bare;
mod bytes;
mod conflict;
mod depth;
mod duration;
mod fault;
mod front;
mod heading;
mod ids;
mod instant;
mod layout;
mod margin;
mod marks;
mod name;
mod node;
mod read;
mod repeat;
mod scope;
mod time;
mod toml;
mod translate;
mod value;
mod when;
mod window;
mod words;
mod write;
mod yaml;

pub use bare::bare;
pub use bytes::parse_bytes;
pub use duration::{duration, duration_words};
pub use heading::is_blank;
pub use name::{is_id, slug};
pub use read::parse;
pub use scope::Scope;
pub use translate::{translate, translate_bytes};
pub use write::{Heading, append, write};

#[cfg(test)]
mod tests;
