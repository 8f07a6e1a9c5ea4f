//! A template as steps: each name is looked up here, so that printing finds what it stands for by its place.

use super::syntax::{Piece, Token, pieces};
use std::collections::BTreeMap;
use std::ptr;
use std::sync::OnceLock;

/// What pages are printed from, in this order.
pub(super) const ROOTS: [&str; 4] = ["site", "frame", "page", "script"];

/// What a template does, in order.
#[derive(Debug)]
pub(super) enum Step {
    Text(String),
    /// Escaped, unless it is known to be safe.
    Print(Path, bool),
    /// The first of the branches whose condition holds.
    If(Vec<(Condition, Vec<Step>)>),
    For(Path, Vec<Step>),
    Call(Call),
    /// What stands here unless the page puts something else in its place.
    Block(String, Vec<Step>),
}

/// A part, and what it is given.
#[derive(Debug)]
pub(super) struct Call {
    pub name: String,
    /// In any order until calls are linked, then in that of the part.
    pub given: Vec<(String, Operand)>,
    /// The part's place, once it is linked.
    pub part: usize,
}

/// Where a value is: the place of a variable, and fields from there on.
#[derive(Debug)]
pub(super) struct Path {
    pub place: usize,
    pub fields: Vec<Field>,
}

/// A field of a view. A view has its fields in the same order each time, and their names at the same address: where it was
/// found once it is looked for first, and not read again.
#[derive(Debug)]
pub(super) struct Field {
    name: String,
    known: OnceLock<(usize, &'static str)>,
}

impl Field {
    fn new(name: &str) -> Self {
        Field {
            name: name.to_owned(),
            known: OnceLock::new(),
        }
    }

    /// Where among these it is.
    pub fn place<T>(&self, fields: &[(&'static str, T)]) -> Option<usize> {
        if let Some((at, name)) = self.known.get()
            && fields.get(*at).is_some_and(|(own, _)| ptr::eq(*own, *name))
        {
            return Some(*at);
        }
        let at = fields.iter().position(|(own, _)| *own == self.name)?;
        // A part that prints views of several kinds knows where the first had it.
        let _ = self.known.set((at, fields[at].0));
        Some(at)
    }
}

#[derive(Debug)]
pub(super) enum Operand {
    Path(Path),
    Text(String),
    Number(i64),
}

#[derive(Debug)]
pub(super) enum Condition {
    Always,
    Holds(Path),
    Equal(Path, Operand),
    /// More things or letters than this.
    Longer(Path, i64),
    Not(Box<Condition>),
    Either(Vec<Condition>),
    All(Vec<Condition>),
}

/// One template.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Whose blocks it fills.
    pub extends: Option<String>,
    pub steps: Vec<Step>,
    pub blocks: BTreeMap<String, Vec<Step>>,
    /// Parts that it defines, by name: the names of what they are given, and what they do.
    pub parts: BTreeMap<String, (Vec<String>, Vec<Step>)>,
}

/// Reads a template; none where it says what is not known here.
pub(super) fn read(template: &str) -> Option<Source> {
    let mut pieces = pieces(template)?;
    let mut source = Source::default();
    if let Some(Piece::Tag(tokens)) = pieces.first()
        && let [Token::Name("extends"), Token::Text(base)] = tokens[..]
    {
        source.extends = Some(base.to_owned());
        pieces.remove(0);
    }
    let mut reader = Reader {
        pieces: pieces.into_iter(),
        variables: ROOTS.map(str::to_owned).into(),
        inside: 0,
        source,
    };
    let (steps, end) = reader.steps()?;
    reader.source.steps = steps;
    end.is_empty().then_some(reader.source)
}

struct Reader<'a> {
    pieces: std::vec::IntoIter<Piece<'a>>,
    /// What can be named, by its place. A loop has two: its item, and whether that is the last one.
    variables: Vec<String>,
    /// How many loops, conditions and blocks stand around this.
    inside: usize,
    source: Source,
}

impl<'a> Reader<'a> {
    /// Steps up to a tag that ends or divides them, which is empty at the end of all.
    fn steps(&mut self) -> Option<(Vec<Step>, Vec<Token<'a>>)> {
        let mut steps = Vec::new();
        while let Some(piece) = self.pieces.next() {
            match piece {
                Piece::Text(text) => steps.push(Step::Text(text.to_owned())),
                Piece::Print(tokens) => steps.push(self.print(&tokens)?),
                Piece::Tag(tokens) => match tokens[..] {
                    [Token::Name("component"), Token::Name(name), ..] => {
                        self.part(name, &tokens[2..])?;
                    }
                    [Token::Name("if" | "for" | "block"), ..] => steps.push(self.around(&tokens)?),
                    _ => return Some((steps, tokens)),
                },
            }
        }
        Some((steps, Vec::new()))
    }

    fn around(&mut self, tokens: &[Token<'a>]) -> Option<Step> {
        self.inside += 1;
        let step = match *tokens {
            [Token::Name("if"), ref condition @ ..] => self.branches(condition),
            [
                Token::Name("for"),
                Token::Name(item),
                Token::Name("in"),
                ref of @ ..,
            ] => self.each(item, of),
            [Token::Name("block"), Token::Name(name)] => self.block(name),
            _ => None,
        };
        self.inside -= 1;
        step
    }

    fn branches(&mut self, condition: &[Token<'a>]) -> Option<Step> {
        let mut condition = self.condition(condition)?;
        let mut branches = Vec::new();
        loop {
            let (steps, end) = self.steps()?;
            branches.push((condition, steps));
            condition = match *end {
                [Token::Name("endif")] => return Some(Step::If(branches)),
                [Token::Name("else")] => Condition::Always,
                [Token::Name("elif"), ref tokens @ ..] => self.condition(tokens)?,
                _ => return None,
            };
        }
    }

    fn each(&mut self, item: &str, of: &[Token<'a>]) -> Option<Step> {
        let of = self.path(of)?;
        self.variables.extend([item.to_owned(), "loop".into()]);
        let (steps, end) = self.steps()?;
        self.variables.truncate(self.variables.len() - 2);
        (*end == [Token::Name("endfor")]).then_some(Step::For(of, steps))
    }

    /// A block, which sees what a whole page sees.
    fn block(&mut self, name: &str) -> Option<Step> {
        if self.inside > 1 {
            return None;
        }
        let (steps, end) = self.steps()?;
        let ends = closes(&end, "endblock", name);
        if !ends {
            return None;
        }
        if self.source.extends.is_none() {
            return Some(Step::Block(name.to_owned(), steps));
        }
        let before = self.source.blocks.insert(name.to_owned(), steps);
        before.is_none().then(|| Step::Text(String::new()))
    }

    /// A part, which sees nothing but what it is given.
    fn part(&mut self, name: &str, given: &[Token<'a>]) -> Option<()> {
        let [Token::Sign("("), given @ .., Token::Sign(")")] = given else {
            return None;
        };
        let mut names = Vec::new();
        for one in given.split(|token| *token == Token::Sign(",")) {
            match *one {
                [Token::Name(one)] => names.push(one.to_owned()),
                [] if given.is_empty() => {}
                _ => return None,
            }
        }
        let outer = std::mem::replace(&mut self.variables, names.clone());
        self.inside += 1;
        let (steps, end) = self.steps()?;
        self.inside -= 1;
        self.variables = outer;
        let ends = closes(&end, "endcomponent", name);
        let part = ends.then_some((names, steps))?;
        let before = self.source.parts.insert(name.to_owned(), part);
        before.is_none().then_some(())
    }

    fn print(&mut self, tokens: &[Token<'a>]) -> Option<Step> {
        match *tokens {
            [
                Token::Sign("<"),
                Token::Name(name),
                ref given @ ..,
                Token::Sign("/"),
                Token::Sign(">"),
            ] => self.call(name, given),
            [ref path @ .., Token::Sign("|"), Token::Name("safe")] => {
                Some(Step::Print(self.path(path)?, true))
            }
            ref path => Some(Step::Print(self.path(path)?, false)),
        }
    }

    fn call(&mut self, name: &str, mut rest: &[Token<'a>]) -> Option<Step> {
        let mut given = Vec::new();
        while let [Token::Name(argument), after @ ..] = rest {
            let value;
            (value, rest) = match *after {
                [
                    Token::Sign("="),
                    ref literal @ Token::Text(_),
                    ref after @ ..,
                ] => (self.operand(&[*literal])?, after),
                [Token::Sign("="), Token::Sign("{"), ref after @ ..] => {
                    let end = after.iter().position(|it| *it == Token::Sign("}"))?;
                    (self.operand(&after[..end])?, &after[end + 1..])
                }
                _ => (self.operand(&rest[..1])?, after),
            };
            given.push(((*argument).to_owned(), value));
        }
        rest.is_empty().then(|| {
            Step::Call(Call {
                name: name.to_owned(),
                given,
                part: usize::MAX,
            })
        })
    }

    fn condition(&self, tokens: &[Token<'a>]) -> Option<Condition> {
        let or = |token: &Token<'a>| *token == Token::Name("or");
        if tokens.iter().any(or) {
            let parts = tokens.split(or).map(|part| self.condition(part));
            return parts.collect::<Option<_>>().map(Condition::Either);
        }
        let and = |token: &Token<'a>| *token == Token::Name("and");
        if tokens.iter().any(and) {
            let parts = tokens.split(and).map(|part| self.condition(part));
            return parts.collect::<Option<_>>().map(Condition::All);
        }
        match *tokens {
            [Token::Name("not"), ref rest @ ..] => {
                Some(Condition::Not(Box::new(self.condition(rest)?)))
            }
            [
                ref path @ ..,
                Token::Sign("|"),
                Token::Name("length"),
                Token::Sign(">"),
                Token::Number(than),
            ] => Some(Condition::Longer(self.path(path)?, than)),
            _ => match tokens.iter().position(|token| *token == Token::Sign("==")) {
                Some(at) => Some(Condition::Equal(
                    self.path(&tokens[..at])?,
                    self.operand(&tokens[at + 1..])?,
                )),
                None => self.path(tokens).map(Condition::Holds),
            },
        }
    }

    fn operand(&self, tokens: &[Token<'a>]) -> Option<Operand> {
        match *tokens {
            [Token::Text(text)] => Some(Operand::Text(text.to_owned())),
            [Token::Number(number)] => Some(Operand::Number(number)),
            ref path => self.path(path).map(Operand::Path),
        }
    }

    /// `a.b.c` of something that can be named; of a loop only whether it is at its last item.
    fn path(&self, tokens: &[Token<'a>]) -> Option<Path> {
        let (first, rest) = tokens.split_first()?;
        let Token::Name(first) = *first else {
            return None;
        };
        let mut fields = Vec::with_capacity(rest.len() / 2);
        for pair in rest.chunks(2) {
            match *pair {
                [Token::Sign("."), Token::Name(name)] => fields.push(Field::new(name)),
                _ => return None,
            }
        }
        let place = self.variables.iter().rposition(|known| known == first)?;
        if first == "loop" {
            let last = matches!(&fields[..], [field] if field.name == "last");
            return last.then_some(Path {
                place,
                fields: Vec::new(),
            });
        }
        Some(Path { place, fields })
    }
}

/// Whether a tag ends what has this name, which it may say again.
fn closes(tag: &[Token<'_>], word: &str, name: &str) -> bool {
    let Some((Token::Name(first), rest)) = tag.split_first() else {
        return false;
    };
    *first == word && (rest.is_empty() || *rest == [Token::Name(name)])
}
