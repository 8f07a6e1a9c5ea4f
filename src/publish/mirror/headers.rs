//! Which headers go with which addresses, for hosts that read no `_headers` and want to be told.

/// One rule of `_headers`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// An address from the top; `*` at its end stands for everything below.
    pub path: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
}

/// Reads `_headers` as we write it: an address, and below it, indented, a header a line.
pub fn rules(text: &str) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match (line.starts_with(' '), line.trim().split_once(": ")) {
            (true, Some((name, value))) => {
                if let Some(rule) = rules.last_mut() {
                    rule.headers.push((name.to_owned(), value.to_owned()));
                }
            }
            _ => rules.push(Rule {
                path: line.trim().to_owned(),
                headers: Vec::new(),
            }),
        }
    }
    rules
}

#[cfg(test)]
mod tests {
    use super::rules;
    use crate::render::sitemap;

    #[test]
    fn what_we_write_reads_back() {
        let rules = rules(&sitemap::headers("", &[]));
        let find = |path: &str, name: &str| {
            let rule = rules.iter().find(|rule| rule.path == path)?;
            let mut headers = rule.headers.iter();
            let found = headers.find(|(other, _)| other == name)?;
            Some(found.1.clone())
        };
        assert_eq!(
            find("/*", "Access-Control-Allow-Origin").as_deref(),
            Some("*")
        );
        assert_eq!(
            find("/assets/*", "Cache-Control").as_deref(),
            Some("public, max-age=31536000, immutable")
        );
        assert_eq!(
            find("/generation.json", "Cache-Control").as_deref(),
            Some("no-cache")
        );
        assert!(rules.iter().all(|rule| !rule.headers.is_empty()));
    }
}
