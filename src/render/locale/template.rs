//! Messages in templates. `{{ trans(key="age", written="…") }}` becomes the message itself before the
//! template is compiled, so that it costs nothing when pages are printed. What is put into its places is
//! a piece of template; a tag of the message that has the name of a piece becomes a link with it as its
//! attributes.

use super::phrase::Piece;
use super::{ENGLISH, Locale};
use crate::problem::did_you_mean;
use std::ops::Range;

const OPENS: &str = "{{ trans(";
const CLOSES: &str = ") }}";

/// What a call gives a message: its name, a piece of template, and where that stands.
type Argument<'a> = (&'a str, String, Range<usize>);

/// A template in one language.
#[derive(Debug, Clone, Default)]
pub(in crate::render) struct Translated {
    /// The template to compile.
    pub text: String,
    /// Which bytes of it came of which of the source, where those are not the same.
    moved: Vec<(Range<usize>, Range<usize>)>,
}

/// What is wrong with a call, and where in the source.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::render) struct Mistake {
    /// A sentence without a full stop.
    pub what: String,
    /// What to do.
    pub hint: String,
    /// In the source.
    pub span: Range<usize>,
}

impl Translated {
    /// Where something in the template was in the source.
    pub(in crate::render) fn origin(&self, span: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let before = self.moved.iter().rev().find(|(to, _)| to.start <= at);
            match before {
                None => at,
                Some((to, from)) if at < to.end => from.start,
                Some((to, from)) => at - to.end + from.end,
            }
        };
        place(span.start)..place(span.end)
    }
}

/// A template with a language's messages in it.
pub(super) fn translated(locale: &Locale, source: &str) -> Result<Translated, Mistake> {
    let mut out = Translated::default();
    let mut done = 0;
    while let Some(found) = source[done..].find(OPENS) {
        let start = done + found;
        out.text.push_str(&source[done..start]);
        let begins = out.text.len();
        done = call(locale, source, start, &mut out.text)?;
        out.moved.push((begins..out.text.len(), start..done));
    }
    out.text.push_str(&source[done..]);
    Ok(out)
}

/// Puts the message of the call at `start` behind `out`, and says where the call ends.
fn call(locale: &Locale, source: &str, start: usize, out: &mut String) -> Result<usize, Mistake> {
    let malformed = |at: usize| Mistake {
        what: "this is no call of `trans`".into(),
        hint: "{{ trans(key=\"history\") }}".into(),
        span: start..at.min(source.len()),
    };
    let mut at = start + OPENS.len();
    let mut named: Vec<Argument<'_>> = Vec::new();
    loop {
        let rest = source[at..].trim_start_matches([' ', '\n', ',']);
        at = source.len() - rest.len();
        if rest.starts_with(CLOSES) {
            at += CLOSES.len();
            break;
        }
        let (name, rest) = rest.split_once('=').ok_or_else(|| malformed(at))?;
        let quote = rest.chars().next().filter(|c| "\"'`".contains(*c));
        let quote = quote.ok_or_else(|| malformed(at + name.len() + 1))?;
        let (value, _) = rest[1..]
            .split_once(quote)
            .ok_or_else(|| malformed(at + name.len() + 1))?;
        let begins = at + name.len() + 2;
        let inner = translated(locale, value).map_err(|mistake| Mistake {
            span: begins + mistake.span.start..begins + mistake.span.end,
            ..mistake
        })?;
        named.push((name, inner.text, begins..begins + value.len()));
        at = begins + value.len() + 1;
    }
    let key = named.iter().position(|(name, ..)| *name == "key");
    let (_, key, span) = named.remove(key.ok_or_else(|| malformed(at))?);
    let key = &*key;
    let Some(pieces) = locale.pieces(key) else {
        return Err(unknown(key, span));
    };
    let mut words = String::new();
    for piece in &pieces {
        match piece {
            Piece::Text(text) => words.push_str(&escaped(text, &named)),
            Piece::Place(name) => {
                let found = named.iter().find(|(known, ..)| known == name);
                words.push_str(found.map_or("", |(_, text, _)| text));
            }
        }
    }
    out.push_str(&words);
    Ok(at)
}

fn unknown(key: &str, span: Range<usize>) -> Mistake {
    let ids = ENGLISH
        .lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(id, _)| id);
    let near = did_you_mean(key, ids);
    Mistake {
        what: format!("there is no message `{key}`"),
        hint: match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "the messages are listed in `locales/en.ftl` of stillup".into(),
        },
        span,
    }
}

/// Words of a message as they stand in a template: nothing in them means anything there, but tags that
/// stress and those that the call makes links of.
fn escaped(text: &str, named: &[Argument<'_>]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '{', '}']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let tag = rest.split_once('>').map_or("", |(tag, _)| tag);
        let name = tag.trim_start_matches(['<', '/']);
        let link = named.iter().find(|(known, ..)| *known == name);
        let ends = tag.starts_with("</");
        let length = match (rest.as_bytes()[0], link) {
            (b'<', Some((_, attributes, _))) => {
                match ends {
                    true => out.push_str("</a>"),
                    false => out.push_str(&format!("<a {attributes}>")),
                }
                tag.len() + 1
            }
            (b'<', None) if name == "strong" => {
                out.push_str(&rest[..=tag.len()]);
                tag.len() + 1
            }
            (other, _) => {
                out.push_str(match other {
                    b'&' => "&amp;",
                    b'<' => "&lt;",
                    b'>' => "&gt;",
                    b'"' => "&quot;",
                    b'{' => "&#123;",
                    _ => "&#125;",
                });
                1
            }
        };
        rest = &rest[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::Locale;
    use super::Mistake;

    #[test]
    fn a_call_becomes_the_message_with_pieces_of_template_in_its_places() {
        let (english, _) = Locale::new("en", None);
        let source = "a {{ trans(key=\"age-newer\", copies='href=\"#copies\"') }} b!\n{{ trans(key=\"asked-at\", at=\"{{ <at moment={x} /> }}\") }} c!";
        let made = english.template(source).expect("it is right");
        assert_eq!(
            made.text,
            "a A newer copy is at <a href=\"#copies\">another address</a>. b!\nasked {{ <at moment={x} /> }} c!"
        );
        for mark in ["b!", "c!"] {
            let (there, here) = (made.text.find(mark), source.find(mark));
            let (there, here) = (there.expect("it is"), here.expect("it is"));
            assert_eq!(made.origin(there..there + 2), here..here + 2);
        }
    }

    #[test]
    fn nothing_in_a_message_means_anything_in_a_template() {
        let (own, problems) = Locale::new(
            "en",
            Some("history = <b>{\"{{\"} page.x {\"}}\"} & \"x\"</b> <strong>y</strong>\n"),
        );
        assert_eq!(problems, []);
        let made = own
            .template("{{ trans(key=\"history\") }}")
            .expect("it is right");
        assert_eq!(
            made.text,
            "&lt;b&gt;&#123;&#123; page.x &#125;&#125; &amp; &quot;x&quot;&lt;/b&gt; <strong>y</strong>"
        );
    }

    #[test]
    fn a_call_of_what_there_is_not_says_so() {
        let (english, _) = Locale::new("en", None);
        let found = english.template("x {{ trans(key=\"histery\") }}").err();
        let wanted = Mistake {
            what: "there is no message `histery`".into(),
            hint: "did you mean `history`?".into(),
            span: 16..23,
        };
        assert_eq!(found, Some(wanted));
        for source in [
            "{{ trans(",
            "{{ trans(key) }}",
            "{{ trans(x=\"history\") }}",
            "{{ trans(key=\"a",
        ] {
            assert!(english.template(source).is_err(), "{source}");
        }
    }
}
