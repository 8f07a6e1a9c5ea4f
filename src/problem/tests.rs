//! Every way of printing a problem, whole.

use super::{Place, Problem, did_you_mean, github, human, json, sarif, summary};
use serde_json::Value;

const FILE: &str = "incidents/2026-11-02-slow-queries.md";
const TEXT: &str = "---\nimpact: minor\n---\n# Slow queries\n\n\
    ## 2026-11-02 14:05 UTC - investigating {databse=partial_outage}\n\nWe are looking.\n";

fn typo() -> Problem {
    let at = TEXT.find("databse").unwrap();
    Problem::error("unknown-component", "unknown component `databse`")
        .at(Place::new(FILE, TEXT, at..at + 7))
        .hint("did you mean `database`?")
}

fn finding() -> Problem {
    Problem::finding("silent", "no update for 2 hours").at(Place::file("incidents/a, b.md"))
}

#[test]
fn an_error_is_drawn_with_its_line_and_hint() {
    let drawn = human(&[typo()], false);
    let expected = "\
error: unknown component `databse`
 --> incidents/2026-11-02-slow-queries.md:6:42
  |
6 | ## 2026-11-02 14:05 UTC - investigating {databse=partial_outage}
  |                                          ^^^^^^^
hint: did you mean `database`?

1 problem
";
    assert_eq!(drawn, expected);
}

#[test]
fn several_are_counted_and_the_other_systems_words_follow() {
    let refused = Problem::error("unreadable-file", "cannot read `x.md`")
        .because("permission denied\n")
        .hint("ls\npwd");
    let drawn = human(&[typo(), refused, finding()], false);
    let expected = "\
error: unknown component `databse`
 --> incidents/2026-11-02-slow-queries.md:6:42
  |
6 | ## 2026-11-02 14:05 UTC - investigating {databse=partial_outage}
  |                                          ^^^^^^^
hint: did you mean `database`?

error: cannot read `x.md`
because: permission denied
hint: ls
      pwd

finding: no update for 2 hours
--> incidents/a, b.md

2 problems, 1 finding
";
    assert_eq!(drawn, expected);
    assert_eq!(human(&[], true), "");
    assert_eq!(summary(&[finding(), finding()]), "2 findings");
}

/// The line and carets alone.
fn drawn(text: &str, marked: &str) -> String {
    let at = text.find(marked).unwrap();
    let problem = Problem::error("x", "x").at(Place::new("a.md", text, at..at + marked.len()));
    let drawn = human(&[problem], false);
    drawn.lines().skip(3).take(2).collect::<Vec<_>>().join("\n")
}

#[test]
fn tabs_wide_characters_and_line_ends_keep_the_carets_in_place() {
    assert_eq!(
        drawn("\tx\u{6f22}\u{5b57} here\r\n", "here"),
        "1 |     x漢字 here\n  |           ^^^^"
    );
    assert_eq!(
        drawn("a\u{6f22}\u{5b57}b", "\u{6f22}\u{5b57}"),
        "1 | a漢字b\n  |  ^^^^"
    );
    assert_eq!(
        drawn("first\nsecond one\nthird", "one\nthird"),
        "2 | second one\n  |        ^^^"
    );
    assert_eq!(drawn("x\u{1b}[31m y", "y"), "1 | x␛[31m y\n  |        ^");
}

#[test]
fn places_at_the_very_end_and_of_nothing_are_drawn() {
    let at_end = Problem::error("x", "no end").at(Place::new("a.md", "abc\n", 4..4));
    assert_eq!(
        human(&[at_end], false),
        "error: no end\n --> a.md:2:1\n  |\n2 |\n  | ^\n\n1 problem\n"
    );
    let beyond = Problem::error("x", "no end").at(Place::new("a.md", "abc", 90..99));
    assert_eq!(
        human(&[beyond], false),
        "error: no end\n --> a.md:1:4\n  |\n1 | abc\n  |    ^\n\n1 problem\n"
    );
}

#[test]
fn a_long_line_is_trimmed_round_the_place() {
    let text = format!("{}bad {}", "word ".repeat(200), "word ".repeat(200));
    let line = drawn(&text, "bad");
    assert!(
        line.lines().all(|line| line.chars().count() <= 130),
        "{line}"
    );
    assert!(
        line.starts_with("1 | ...") && line.contains("bad") && line.contains("^^^"),
        "{line}"
    );
}

#[test]
fn nothing_in_a_problem_moves_the_cursor_or_turns_the_writing() {
    let problem = Problem::error("x", "a\u{1b}[2Jb")
        .because("\u{202e}c\rd")
        .hint("e\u{7}");
    let drawn = human(&[problem], false);
    assert_eq!(
        drawn,
        "error: a\u{fffd}[2Jb\nbecause: \u{fffd}c\u{fffd}d\nhint: e\u{fffd}\n\n1 problem\n"
    );
}

#[test]
fn colour_only_adds_to_the_words() {
    let coloured = human(&[typo(), finding()], true);
    assert!(coloured.contains("\u{1b}["));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain += before;
        rest = after.split_once('m').unwrap().1;
    }
    assert_eq!(plain + rest, human(&[typo(), finding()], false));
}

#[test]
fn json_says_everything_by_name() {
    let expected = r#"{
  "version": 1,
  "errors": 1,
  "findings": 1,
  "problems": [
    {
      "weight": "error",
      "code": "unknown-component",
      "what": "unknown component `databse`",
      "file": "incidents/2026-11-02-slow-queries.md",
      "line": 6,
      "column": 42,
      "end_line": 6,
      "end_column": 49,
      "why": null,
      "hint": "did you mean `database`?"
    },
    {
      "weight": "finding",
      "code": "silent",
      "what": "no update for 2 hours",
      "file": "incidents/a, b.md",
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null,
      "why": null,
      "hint": null
    }
  ]
}
"#;
    assert_eq!(json(&[typo(), finding()]), expected);
    assert!(serde_json::from_str::<Value>(&json(&[])).is_ok());
}

#[test]
fn workflow_commands_are_escaped() {
    let odd = Problem::error("odd", "50% of\nit").at(Place::new("a:b,c.md", "x\ny\n", 0..3));
    assert_eq!(
        github(&[
            typo(),
            finding(),
            odd,
            Problem::error("bare", "x").because("y")
        ]),
        "::error file=incidents/2026-11-02-slow-queries.md,line=6,endLine=6,col=42,endColumn=49,title=unknown-component\
         ::unknown component `databse`%0Ahint: did you mean `database`?\n\
         ::warning file=incidents/a%2C b.md,title=silent::no update for 2 hours\n\
         ::error file=a%3Ab%2Cc.md,line=1,endLine=2,title=odd::50%25 of%0Ait\n\
         ::error title=bare::x%0Abecause: y\n"
    );
}

#[test]
fn sarif_has_what_the_standard_requires() {
    let bare = Problem::error("silent", "x");
    let sarif: Value = serde_json::from_str(&sarif(&[typo(), finding(), bare])).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["tool"]["driver"]["name"], "stillup");
    assert_eq!(run["tool"]["driver"]["version"], env!("CARGO_PKG_VERSION"));
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), 2);
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], rules[rule]["id"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
    }
    let location = &results[0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], FILE);
    assert_eq!(
        location["region"],
        serde_json::json!({"startLine": 6, "startColumn": 42, "endLine": 6, "endColumn": 49})
    );
    let location = &results[1]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "incidents/a%2C%20b.md");
    assert_eq!(location.get("region"), None);
    assert_eq!(results[2].get("locations"), None);
}

#[test]
fn a_name_is_offered_only_when_it_is_near() {
    let known = ["database", "api", "web"];
    assert_eq!(did_you_mean("databse", known), Some("database"));
    assert_eq!(did_you_mean("DATABASE", known), Some("database"));
    assert_eq!(did_you_mean("ap", known), Some("api"));
    assert_eq!(did_you_mean("mail", known), None);
}
