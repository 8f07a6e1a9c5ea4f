//! Templates that print a great deal, compiled: pages of incidents above all, of which there are thousands.
//!
//! Tera is what templates are written for, and checks all of them. Most do little but print fields, and where that is done
//! ten thousand times, looking names up and copying values took a fifth of a build. So those are read here as well
//! (`read`), parts are led to where they are called (`link`), each name becomes a place, and a view is taken in as it is
//! (`value`). What is not plain is left to Tera: a template that says what is not known here, a field that is not
//! there, a value that is not text or a number. Then Tera prints the page, or says what is wrong with it.
//!
//! Both must print the same. Where assertions are on, as in all tests, Tera prints each page as well, and they are compared.

mod link;
mod read;
mod syntax;
#[cfg(test)]
mod tests;
mod value;

pub(in crate::render) use value::{Sheet, Value};

use link::Linker;
use read::{Call, Condition, Operand, Path, Step};
use std::collections::BTreeMap;
use std::io::Write as _;

/// How deep parts may call each other; deeper is for Tera to complain about.
const DEEPEST: usize = 16;

/// Some templates of one language.
#[derive(Debug, Default)]
pub(in crate::render) struct Compiled {
    pages: BTreeMap<&'static str, Vec<Step>>,
    parts: Vec<Vec<Step>>,
}

impl Compiled {
    /// Compiles of these pages those that can be; `templates` are all there are, by name.
    pub(in crate::render) fn of(pages: &[&'static str], templates: &[(&str, &str)]) -> Self {
        let mut linker = Linker::new(templates);
        let linked = pages
            .iter()
            .filter_map(|page| Some((*page, linker.page(page)?)));
        let pages = linked.collect();
        match linker.parts() {
            Some(parts) => Compiled { pages, parts },
            None => Compiled::default(),
        }
    }

    /// Whether this page is one of them.
    pub(in crate::render) fn knows(&self, page: &str) -> bool {
        self.pages.contains_key(page)
    }

    /// Prints a page of what its roots are ([`read::ROOTS`]); none where that is for Tera to do.
    pub(in crate::render) fn print<'a>(
        &'a self,
        page: &str,
        roots: [Value<'a>; read::ROOTS.len()],
    ) -> Option<Vec<u8>> {
        let steps = self.pages.get(page)?;
        let mut run = Run {
            parts: &self.parts,
            variables: roots.into(),
            base: 0,
            depth: 0,
            out: Vec::with_capacity(12 << 10),
        };
        run.steps(steps)?;
        Some(run.out)
    }
}

/// A page while it is printed. Whatever ends with none is left to Tera.
struct Run<'a> {
    parts: &'a [Vec<Step>],
    /// Of all parts that are being printed.
    variables: Vec<Value<'a>>,
    /// Where those of this part begin.
    base: usize,
    depth: usize,
    out: Vec<u8>,
}

impl<'a> Run<'a> {
    fn steps(&mut self, steps: &'a [Step]) -> Option<()> {
        for step in steps {
            match step {
                Step::Text(text) => self.out.extend_from_slice(text.as_bytes()),
                Step::Print(path, safe) => self.print(self.value(path)?, *safe)?,
                Step::If(branches) => {
                    for (condition, steps) in branches {
                        if self.holds(condition)? {
                            self.steps(steps)?;
                            break;
                        }
                    }
                }
                Step::For(of, steps) => self.each(self.value(of)?, steps)?,
                Step::Call(call) => self.call(call)?,
                Step::Block(_, steps) => self.steps(steps)?,
            }
        }
        Some(())
    }

    fn each(&mut self, of: Value<'a>, steps: &'a [Step]) -> Option<()> {
        let Value::List(items) = of else {
            return None;
        };
        let (place, items) = (self.variables.len(), items.values());
        let last = items.len().wrapping_sub(1);
        for (at, item) in items.enumerate() {
            self.variables.extend([item, Value::Bool(at == last)]);
            self.steps(steps)?;
            self.variables.truncate(place);
        }
        Some(())
    }

    fn call(&mut self, call: &'a Call) -> Option<()> {
        let outer = (self.base, self.variables.len());
        for (_, operand) in &call.given {
            let value = self.operand(operand)?;
            self.variables.push(value);
        }
        (self.base, self.depth) = (outer.1, self.depth + 1);
        if self.depth > DEEPEST {
            return None;
        }
        self.steps(self.parts.get(call.part)?)?;
        self.variables.truncate(outer.1);
        (self.base, self.depth) = (outer.0, self.depth - 1);
        Some(())
    }

    fn print(&mut self, value: Value<'_>, safe: bool) -> Option<()> {
        match value {
            Value::Text(text) if safe || plain(text) => {
                self.out.extend_from_slice(text.as_bytes());
            }
            Value::Text(text) => tera::escape_html(text, &mut self.out).ok()?,
            Value::Number(number) if !safe => write!(self.out, "{number}").ok()?,
            _ => return None,
        }
        Some(())
    }

    fn holds(&self, condition: &'a Condition) -> Option<bool> {
        match condition {
            Condition::Always => Some(true),
            Condition::Holds(path) => Some(self.value(path)?.holds()),
            Condition::Equal(path, operand) => match (self.value(path)?, self.operand(operand)?) {
                (Value::Text(one), Value::Text(other)) => Some(one == other),
                (Value::Number(one), Value::Number(other)) => Some(one == other),
                _ => None,
            },
            Condition::Longer(path, than) => {
                let length = self.value(path)?.length()?;
                Some(i64::try_from(length).ok()? > *than)
            }
            Condition::Not(inner) => self.holds(inner).map(|holds| !holds),
            Condition::Either(parts) => {
                for part in parts {
                    if self.holds(part)? {
                        return Some(true);
                    }
                }
                Some(false)
            }
            Condition::All(parts) => {
                for part in parts {
                    if !self.holds(part)? {
                        return Some(false);
                    }
                }
                Some(true)
            }
        }
    }

    fn operand(&self, operand: &'a Operand) -> Option<Value<'a>> {
        match operand {
            Operand::Path(path) => self.value(path),
            Operand::Text(text) => Some(Value::Text(text)),
            Operand::Number(number) => Some(Value::Number(*number)),
        }
    }

    fn value(&self, path: &Path) -> Option<Value<'a>> {
        let mut value = *self.variables.get(self.base + path.place)?;
        for field in &path.fields {
            let Value::Fields(fields) = value else {
                return None;
            };
            value = fields.get(field)?;
        }
        Some(value)
    }
}

/// Whether nothing in a text needs escaping, as in most: asked of all its bytes, not up to the first, which goes many at a time.
fn plain(text: &str) -> bool {
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    !text
        .bytes()
        .fold(false, |found, byte| found | special(byte))
}
