//! Addresses in `stillup.toml`: where pages are read, whom to write to, what to request.

use super::read::Report;
use crate::problem::Problem;
use toml::Spanned;
use url::Url;

/// A web address that pages are read at, normalised, without a trailing slash.
pub(super) fn address(report: &mut Report, name: &str, typed: &Spanned<String>) -> Option<String> {
    let url = web(report, name, typed, true)?;
    Some(url.as_str().trim_end_matches('/').to_owned())
}

/// A web address that is only linked to or requested: `?` and `#` parts may stand in it.
pub(super) fn target(report: &mut Report, name: &str, typed: &Spanned<String>) -> Option<String> {
    web(report, name, typed, false).map(Url::into)
}

/// A `mailto:` or a web address.
pub(super) fn contact(report: &mut Report, typed: &Spanned<String>) -> Option<String> {
    let text = typed.get_ref();
    if text.starts_with("mailto:") && text.contains('@') {
        return Some(text.clone());
    }
    if text.contains('@') && !text.contains(':') {
        let problem = Problem::error(
            "malformed-address",
            format!("`{text}` needs `mailto:` in front"),
        );
        report.add(
            typed.span(),
            problem.hint(format!("contact = \"mailto:{text}\"")),
        );
        return Some(format!("mailto:{text}"));
    }
    target(report, "contact", typed)
}

fn web(report: &mut Report, name: &str, typed: &Spanned<String>, pages: bool) -> Option<Url> {
    let text = typed.get_ref();
    let complaint = match fit(text, pages) {
        Ok(url) => return Some(url),
        Err(complaint) => complaint,
    };
    let problem = Problem::error(
        "malformed-address",
        format!("`{}` is no web address", masked(text)),
    );
    let hint = format!("{name} = \"{}\"", likely(text, pages));
    report.add(typed.span(), problem.because(complaint).hint(hint));
    None
}

/// The URL, or why it is none that can be used.
fn fit(text: &str, pages: bool) -> Result<Url, String> {
    let folded = text.to_ascii_lowercase();
    if !folded.starts_with("http://") && !folded.starts_with("https://") {
        return Err("it must begin with `https://` or `http://`".to_owned());
    }
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || "\\\"'<>`".contains(c)) {
        return Err("it holds a character that no address has".to_owned());
    }
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("a user or password must not stand in it".to_owned());
    }
    if pages && (url.query().is_some() || url.fragment().is_some()) {
        return Err("it must not have a `?` or `#` part".to_owned());
    }
    Ok(url)
}

/// What was probably meant: the same text with a scheme, when that makes an address.
fn likely(text: &str, pages: bool) -> String {
    let rest = text.rsplit_once("//").map_or(text, |(_, rest)| rest);
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    let rest = if pages {
        rest.split(['?', '#']).next().unwrap_or(rest)
    } else {
        rest
    }
    .trim_matches('/');
    let likely = format!("https://{rest}");
    match fit(&likely, pages) {
        Ok(_) if !rest.is_empty() => likely,
        _ => "https://status.example.com".to_owned(),
    }
}

/// The same text, every password in an address (`//user:password@`), every Trello token (`ATTA…`) and
/// every value of a key that is called as one, struck out byte for byte, so that none is ever printed
/// with the line it stands in.
pub(super) fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("//") {
        let (before, after) = rest.split_at(at + 2);
        masked += before;
        let end = after
            .find(|c: char| c.is_whitespace() || "/\"'<>#?".contains(c))
            .unwrap_or(after.len());
        let secret = after[..end]
            .rfind('@')
            .filter(|&at| after[..at].contains(':'))
            .unwrap_or(0);
        masked += &"*".repeat(secret);
        rest = &after[secret..];
    }
    without_secrets(&without_tokens(&(masked + rest)))
}

/// Keys that no table has, and that people write secrets behind all the same.
const SECRETS: &[&str] = &["key", "api_key", "token", "api_token", "secret"];

fn without_secrets(text: &str) -> String {
    let line = |line: &str| {
        let Some((name, value)) = line.split_once('=') else {
            return line.to_owned();
        };
        if !SECRETS.contains(&name.trim()) {
            return line.to_owned();
        }
        let struck = |part: &str| match part.trim().is_empty() {
            true => part.to_owned(),
            false => part
                .bytes()
                .map(|b| if b == b'\n' { '\n' } else { '*' })
                .collect(),
        };
        let parts: Vec<String> = value.split('"').map(struck).collect();
        format!("{name}={}", parts.join("\""))
    };
    text.split_inclusive('\n').map(line).collect()
}

fn without_tokens(text: &str) -> String {
    let mut parts = text.split("ATTA");
    let mut masked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let length = part.bytes().take_while(u8::is_ascii_alphanumeric).count();
        masked += "ATTA";
        masked += &"*".repeat(length);
        masked += &part[length..];
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn passwords_are_struck_out_and_nothing_else() {
        for (text, shown) in [
            ("https://a.example/x", "https://a.example/x"),
            (
                "x = \"https://me:s\u{e9}cret@a.example/\" # b@c:d",
                "x = \"https://**********@a.example/\" # b@c:d",
            ),
            ("ssh://git@a.example:22/x", "ssh://git@a.example:22/x"),
            ("//a:b@c //d:e@f", "//***@c //***@f"),
            ("http://a:p@ss@b", "http://******@b"),
            ("x = \"ATTA0a1b\" # x", "x = \"ATTA****\" # x"),
            ("key = \"a b\"\nkeys = 1", "key = \"***\"\nkeys = 1"),
            ("secret = 'x'\n", "secret =****\n"),
        ] {
            assert_eq!(masked(text), shown);
            assert_eq!(masked(text).len(), text.len());
        }
    }
}
