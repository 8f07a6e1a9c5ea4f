//! What is said of components.

use super::{all, good, read, told, with};
use crate::format::tests::mark;

fn one(braces: &str) -> String {
    with(&format!("## 2026-11-20 14:05 UTC - identified {braces}"))
}

/// What an update with these braces says, without its time and status.
fn says(braces: &str) -> String {
    all(&good(&one(braces)))[0]
        .replace("20T14:05 identified", "")
        .trim()
        .to_owned()
}

#[test]
fn pairs_are_separated_by_blanks_or_commas_and_joined_by_either_mark() {
    for braces in [
        "{api=partial_outage web=operational}",
        "{api=partial_outage, web=operational}",
        "{api:partial_outage,web:operational}",
        "{ api = partial outage web : ok }",
        "{API=Partial-Outage, Web=UP}",
        "{api\u{a0}=\u{a0}partial\u{a0}outage,\u{a0}web=up}",
        "{api=partial site=operational}",
    ] {
        assert_eq!(
            says(braces),
            "api=partial_outage web=operational",
            "{braces}"
        );
    }
}

#[test]
fn values_are_as_many_words_as_make_a_status() {
    for (value, status) in [
        ("ok", "operational"),
        ("up", "operational"),
        ("operational", "operational"),
        ("degraded", "degraded_performance"),
        ("Degraded Performance", "degraded_performance"),
        ("partial", "partial_outage"),
        ("partial outage", "partial_outage"),
        ("major", "major_outage"),
        ("down", "major_outage"),
        ("major-outage", "major_outage"),
        ("maintenance", "under_maintenance"),
        ("under maintenance", "under_maintenance"),
        ("unknown", "unknown"),
    ] {
        assert_eq!(
            says(&format!("{{api={value} web mail={value}}}")),
            format!("api={status} web mail={status}")
        );
    }
}

#[test]
fn a_group_means_all_its_components() {
    assert_eq!(
        says("{core=down mail}"),
        "api=major_outage web=major_outage mail"
    );
    assert_eq!(says("{Core}"), "api web");
    let (incident, problems) = read(&one("{empty=down}"));
    assert!(incident.updates[0].marks.is_empty());
    assert_eq!(
        told(&problems),
        [
            "empty-group: no component is in the group `empty` [empty] name the components one by one"
        ]
    );
}

#[test]
fn a_component_named_twice_takes_the_worse_with_a_problem() {
    for (braces, expected, place) in [
        ("{api=degraded api=down}", "api=major_outage", "api"),
        ("{api=down api=ok}", "api=major_outage", "api"),
        (
            "{core=degraded api=ok}",
            "api=degraded_performance web=degraded_performance",
            "api",
        ),
        ("{api=ok api}", "api", "api"),
        ("{site=down web}", "web=major_outage", "web"),
    ] {
        let (incident, problems) = read(&one(braces));
        assert_eq!(
            all(&incident),
            [format!("20T14:05 identified {expected}")],
            "{braces}"
        );
        let place_of = braces
            .rfind(place)
            .map(|at| &braces[at..at + place.len()])
            .unwrap_or_default();
        let name = if place == "web" { "web" } else { "api" };
        assert_eq!(
            told(&problems),
            [format!(
                "component-twice: `{name}` is named twice, and the worse counts [{place_of}] name each component once"
            )]
        );
    }
}

#[test]
fn an_unknown_component_is_kept_with_a_hint() {
    for (name, hint) in [
        ("databse", "did you mean `database`?"),
        ("zzzzzz", "write `api`, `web`, `database` or `mail`"),
        ("siet", "did you mean `site`?"),
    ] {
        let (incident, problems) = read(&one(&format!("{{{name}=partial_outage}}")));
        assert_eq!(
            all(&incident),
            [format!("20T14:05 identified ?{name}=partial_outage")]
        );
        assert!(incident.being_corrected);
        assert_eq!(
            told(&problems),
            [format!(
                "unknown-component: unknown component `{name}` [{name}] {hint}"
            )]
        );
    }
}

#[test]
fn an_unreadable_status_is_kept_as_written_and_takes_no_component_with_it() {
    let (incident, problems) = read(&one("{api=very slow web mail=dwn database=}"));
    let marks: Vec<String> = incident.updates[0].marks.iter().map(mark).collect();
    assert_eq!(marks, ["api=?very slow", "web", "mail=?dwn", "database=?"]);
    let words = "`operational`, `degraded_performance`, `partial_outage`, `major_outage` or `under_maintenance`";
    assert_eq!(
        told(&problems),
        [
            format!(
                "unknown-status: unknown component status `very slow` [very slow] write {words}"
            ),
            "unknown-status: unknown component status `dwn` [dwn] did you mean `down`?".into(),
            format!("unknown-status: `database` has no status [database] write {words}"),
        ]
    );
}

#[test]
fn braces_that_do_not_close_or_have_text_behind_them_are_told_and_read() {
    let hint = "write all components in one pair: `{api=partial_outage web}`";
    for (braces, expected, problem) in [
        ("{api=down", "api=major_outage", format!("unbalanced-braces: `{{` without `}}` [{{] {hint}")),
        ("{api=down}}", "api=major_outage", format!("unbalanced-braces: `}}` without `{{` [}}] {hint}")),
        (
            "{api=down} since noon",
            "api=major_outage",
            "text-after-braces: there is text after the braces [since noon] write it below the heading".into(),
        ),
        (
            "{api=down} {web=down}",
            "api=major_outage web=major_outage",
            format!("many-braces: a heading has one pair of braces for components [web=down] {hint}"),
        ),
        (
            "{=down}",
            "?down",
            "no-component: there is a status here, and no component [=] write `component=status`".into(),
        ),
    ] {
        let (incident, problems) = read(&one(braces));
        assert_eq!(all(&incident), [format!("20T14:05 identified {expected}")], "{braces}");
        assert_eq!(told(&problems)[0], problem, "{braces}");
    }
}
