//! One key in a file's front matter, set or taken out; everything else stays byte for byte.

/// The text with `key` set to `value`, or without it. Front matter is begun where there is none;
/// a text whose front matter does not end is left as it is.
pub fn set(text: &str, key: &str, value: Option<&str>) -> String {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => (&text[..text.len() - body.len()], body),
        None => ("", text),
    };
    let first = body.lines().next().unwrap_or("");
    let end_of_line = if body
        .split_inclusive('\n')
        .next()
        .is_some_and(|line| line.ends_with("\r\n"))
    {
        "\r\n"
    } else {
        "\n"
    };
    let toml = match first.trim_end() {
        "---" => false,
        "+++" => true,
        _ => {
            return match value {
                Some(value) => format!(
                    "{mark}---{end_of_line}{key}: {value}{end_of_line}---{end_of_line}{body}"
                ),
                None => text.to_string(),
            };
        }
    };
    let line = value.map(|value| match toml {
        true => format!("{key} = \"{value}\"{end_of_line}"),
        false => format!("{key}: {value}{end_of_line}"),
    });
    let mut out = String::from(mark);
    let (mut inside, mut done) = (true, false);
    for (number, found) in body.split_inclusive('\n').enumerate() {
        let ends = inside && number > 0 && found.trim_end() == first.trim_end();
        if inside && number > 0 && is_key(found, key) {
            // A key written twice is somebody's mistake: ours takes the place of the first.
            if !done {
                out.push_str(line.as_deref().unwrap_or(""));
            }
            done = true;
            continue;
        }
        if ends && !done {
            out.push_str(line.as_deref().unwrap_or(""));
        }
        inside = inside && !ends;
        out.push_str(found);
    }
    if inside { text.to_string() } else { out }
}

/// Whether a line of front matter gives this key a value.
fn is_key(line: &str, key: &str) -> bool {
    line.strip_prefix(key)
        .is_some_and(|rest| rest.trim_start().starts_with([':', '=']))
}

#[cfg(test)]
mod tests {
    use super::set;

    #[test]
    fn without_front_matter_one_is_begun() {
        assert_eq!(
            set("# T\n", "next_update", Some("30m")),
            "---\nnext_update: 30m\n---\n# T\n"
        );
        assert_eq!(
            set("\u{feff}# T\r\n", "a", Some("b")),
            "\u{feff}---\r\na: b\r\n---\r\n# T\r\n"
        );
    }

    #[test]
    fn a_key_is_set_where_it_stands_or_at_the_end() {
        assert_eq!(
            set("---\na: 1\nb: 2\n---\n# T\n", "a", Some("3")),
            "---\na: 3\nb: 2\n---\n# T\n"
        );
        assert_eq!(
            set("---\nb: 2\n---\n# T\na: 1\n", "a", Some("3")),
            "---\nb: 2\na: 3\n---\n# T\na: 1\n"
        );
        assert_eq!(
            set("+++\r\na = 1\r\n+++\r\n", "a", Some("x")),
            "+++\r\na = \"x\"\r\n+++\r\n"
        );
    }

    #[test]
    fn a_key_is_taken_out_and_what_is_not_there_stays_so() {
        assert_eq!(set("---\na: 1\nb: 2\n---\n", "a", None), "---\nb: 2\n---\n");
        assert_eq!(set("# T\n", "a", None), "# T\n");
        assert_eq!(set("---\nb: 2\n---\n", "a", None), "---\nb: 2\n---\n");
    }

    #[test]
    fn front_matter_that_does_not_end_is_left_alone() {
        assert_eq!(set("---\na: 1\n", "a", Some("2")), "---\na: 1\n");
    }
}
