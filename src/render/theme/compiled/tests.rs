use super::super::TEMPLATES;
use super::{Compiled, Sheet, Value};
use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use serde::Serialize;
use tera::{Context, Tera};

#[derive(Debug, Serialize)]
struct View {
    title: &'static str,
    empty: &'static str,
    none: Option<u8>,
    count: u64,
    yes: bool,
    items: Vec<Item>,
    nothing: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    name: &'static str,
    tags: Vec<&'static str>,
}

fn view() -> View {
    let item = |name, tags: &[&'static str]| Item {
        name,
        tags: tags.to_vec(),
    };
    View {
        title: "<b> & \"it's\" ü",
        empty: "",
        none: None,
        count: 12,
        yes: true,
        items: vec![item("one", &["a", "<b>"]), item("two", &[])],
        nothing: Vec::new(),
    }
}

/// What the compiled page prints, if it is compiled, and what Tera prints, if it does.
fn both(templates: &[(&str, &str)]) -> (Option<String>, Option<String>) {
    let sheet = Sheet::of(&view()).expect("it is plain");
    let compiled = Compiled::of(&["page.html"], templates);
    let roots = [Value::None, Value::None, sheet.value(), Value::None];
    let ours = compiled.print("page.html", roots);
    let mut tera = Tera::default();
    let theirs = tera.add_raw_templates(templates.to_vec()).and_then(|()| {
        let mut context = Context::new();
        context.insert("site", &None::<u8>);
        context.insert("frame", &None::<u8>);
        context.insert("page", &view());
        tera.render("page.html", &context)
    });
    let ours = ours.map(|bytes| String::from_utf8(bytes).expect("it is text"));
    (ours, theirs.ok())
}

const BASE: (&str, &str) = (
    "base.html",
    "<{% block main %}{{ page.title }}{% endblock main %}|{% block end %}end{% endblock %}>{% if script %}!{% endif %}",
);
const PARTS: (&str, &str) = (
    "parts.html",
    "{# said #}{% component item(item, level) -%}\n <h{{ level }}>{{ item.name }}{% for tag in item.tags %}{{ <tag tag /> }}{% endfor %} {%- endcomponent item %}
{% component tag(tag) %}[{{ tag }}]{% endcomponent tag %}{% component again(level) %}{{ <again level /> }}{% endcomponent again %}",
);

#[test]
fn what_is_compiled_prints_what_tera_prints() {
    for page in [
        "plain",
        "a {{- page.title -}} b {{ page.title | safe }} c {{ page.count }}",
        "{% if page.yes and not page.empty or page.none %}y{% elif page.title %}t{% else %}n{% endif %}",
        "{% if page.none %}y{% elif page.nothing or page.items | length > 1 %}t{% else %}n{% endif %}",
        "{% if page.items|length > 2 %}y{%- else -%} n {% endif %}",
        "{% if page.title == page.empty %}y{% endif %}{% if not page.empty == \"x\" %}z{% endif %}{% if page.count == 12 %}12{% endif %}",
        "{% for one in page.items %}{{ one.name }}{% if not loop.last %}, {% endif %}{% for tag in one.tags %}{{ tag }}{{ one.name }}{% if loop.last %}.{% endif %}{% endfor %}{% endfor %}",
        "{% for one in page.nothing %}never{% endfor %}",
        "{% for page in page.items %}{{ page.name }}{% endfor %}{{ page.title }}",
        "{% for one in page.items %}{{ <item item={one} level={2} /> }}{% endfor %}{{ <tag tag=\"<x>\" /> }}{{ <item level='3' item={page.items} /> }}",
        "{% for one in page.items %}{{ <item level={page.count} item={one} /> }}{% endfor %}",
        "{% extends \"base.html\" %} \n{% block main %} {{ page.count }} {% endblock main %}",
        "{% extends \"base.html\" %}{% block end %}{% for one in page.items %}{{ one.name }}{% endfor %}{% endblock %}",
        "x {#- said -#} y {# - #} z {%- if page.yes -%} {# y #} y {% endif -%} \u{a0} z",
        "{ {x} }} %} {{\n\tpage\n.\ntitle }}",
    ] {
        let (ours, theirs) = both(&[("page.html", page), BASE, PARTS]);
        if ours.is_none() {
            // Only where there is nothing to print: a name asked of what has none.
            assert!(page.contains("item={page.items}"), "not compiled: {page}");
            assert_eq!(theirs, None, "{page}");
        }
        assert!(
            ours.is_none() || ours == theirs,
            "{page}\n{ours:?}\n{theirs:?}"
        );
    }
}

#[test]
fn what_is_not_plain_is_left_to_tera() {
    for page in [
        "{{ page.title | upper }}",
        "{{ page.title ~ page.count }}",
        "{{ page.items[0].name }}",
        "{{ page.nobody }}",
        "{{ page.nobody.name }}",
        "{{ nobody }}",
        "{{ page.none }}",
        "{{ page.yes }}",
        "{{ page.items }}",
        "{{ page.count | safe }}",
        "{{ \"text\" }}",
        "{{ page.empty or page.title }}",
        "{% if page.nobody %}y{% endif %}",
        "{% if page.count > 3 %}y{% endif %}",
        "{% if page.title == page.count %}y{% endif %}",
        "{% if page.title != \"x\" %}y{% endif %}",
        "{% if page.count | length > 3 %}y{% endif %}",
        "{% if (page.yes or page.none) and page.empty %}y{% endif %}",
        "{% for one in page.title %}{{ one }}{% endfor %}",
        "{% for one in page.none %}y{% endfor %}",
        "{% for key, value in page %}y{% endfor %}",
        "{% for one in page.nothing %}y{% else %}n{% endfor %}",
        "{% for one in page.items %}{{ loop.index }}{% endfor %}",
        "{% for one in page.items %}{% block one %}{{ one.name }}{% endblock %}{% endfor %}",
        "{% set x = 1 %}{{ x }}",
        "{% raw %}{{ page.title }}{% endraw %}",
        "{% include \"base.html\" %}",
        "{% extends \"base.html\" %}{% block main %}{{ super() }}{% endblock main %}",
        "{% extends \"nobody.html\" %}",
        "{{ <tag /> }}",
        "{{ <tag tag={page.title} level={1} /> }}",
        "{{ <nobody /> }}",
        "{{ <again level={1} /> }}",
        "{% <tag tag=\"x\"> %}x{% </tag> %}",
        "{{ \"a\\\"b\" }}",
        "{% if page.yes %}",
        "{{ page.title",
        "{# ",
    ] {
        let (ours, _) = both(&[("page.html", page), BASE, PARTS]);
        assert_eq!(ours, None, "{page}");
    }
    let more = "{% component tag(tag=\"x\") %}{{ tag }}{% endcomponent tag %}";
    let page = "{{ <tag tag=\"y\" /> }}";
    assert_eq!(both(&[("page.html", page), ("parts.html", more)]).0, None);
}

#[test]
fn a_page_that_cannot_be_compiled_keeps_no_other_from_it() {
    let templates = [
        ("other.html", "{{ page.title | upper }}"),
        ("page.html", "{{ page.title }}"),
    ];
    let compiled = Compiled::of(&["other.html", "page.html"], &templates);
    assert!(compiled.knows("page.html") && !compiled.knows("other.html"));
}

#[test]
fn a_view_with_what_no_page_prints_is_left_to_tera() {
    assert!(Sheet::of(&1.5).is_none());
    assert!(Sheet::of(&u64::MAX).is_none());
    assert!(Sheet::of(&std::collections::BTreeMap::from([("a", 1)])).is_none());
}

#[test]
fn the_built_in_pages_are_compiled() {
    let locale = crate::render::locale::Locale::new("en", None).0;
    let translated: Vec<_> = TEMPLATES
        .iter()
        .map(|(name, text)| (*name, locale.template(text).expect("it is right").text))
        .collect();
    let templates: Vec<_> = translated
        .iter()
        .map(|(name, text)| (*name, &text[..]))
        .collect();
    let compiled = Compiled::of(super::super::MANY, &templates);
    assert!(!super::super::MANY.is_empty());
    for page in super::super::MANY {
        assert!(compiled.knows(page), "{page}");
    }
}

/// Something of the view: most of the time one of these.
fn path(common: &'static [&'static str]) -> impl Strategy<Value = String> {
    let any = proptest::sample::select(NAMES);
    prop_oneof![30 => proptest::sample::select(common), 1 => any]
        .prop_map(|name| format!("page.{name}"))
}

const NAMES: &[&str] = &[
    "title", "empty", "none", "count", "yes", "items", "nothing", "nobody",
];

fn condition() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => path(&NAMES[..7]),
        1 => path(&["title", "items", "nothing"]).prop_map(|path| format!("{path} | length > 1")),
        1 => path(&["title", "empty"]).prop_map(|path| format!("{path} == \"\"")),
    ];
    let leaf = (any::<bool>(), leaf).prop_map(|(not, leaf)| match not {
        true => format!("not {leaf}"),
        false => leaf,
    });
    let joined = prop_oneof![Just(" or "), Just(" and ")];
    (proptest::collection::vec((leaf, joined), 1..4)).prop_map(|parts| {
        let last = parts.len() - 1;
        let parts = parts.into_iter().enumerate();
        parts
            .map(|(at, (leaf, joined))| format!("{leaf}{}", if at == last { "" } else { joined }))
            .collect()
    })
}

/// Text with blanks, a piece of template, or several; tags with and without `-`.
fn template() -> impl Strategy<Value = String> {
    let text = "[ \na<&{}%#-]{0,6}".prop_filter("a tag of its own", |text| {
        !["{{", "{%", "{#"].iter().any(|tag| text.contains(tag)) && !text.ends_with('{')
    });
    let print = prop_oneof![
        path(&["title", "count"]).prop_map(|path| format!("{{{{ {path} }}}}")),
        path(&["title", "empty"]).prop_map(|path| format!("{{{{- {path} | safe -}}}}")),
        path(&["title", "count"]).prop_map(|path| format!("{{{{ <tag tag={{{path}}} /> -}}}}")),
        Just("{# said -#}".to_owned()),
    ];
    prop_oneof![text, print].prop_recursive(4, 24, 4, |inner| {
        let several = proptest::collection::vec(inner, 1..4).prop_map(|parts| parts.concat());
        prop_oneof![
            several.clone(),
            (condition(), several.clone(), several.clone()).prop_map(|(condition, one, other)| {
                format!("{{% if {condition} -%}}{one}{{% else %}}{other}{{%- endif %}}")
            }),
            (path(&["items", "nothing"]), several).prop_map(|(path, inner)| {
                format!("{{% for one in {path} %}}{inner}{{% if loop.last %}}.{{% endif %}}{{% endfor -%}}")
            }),
        ]
    })
}

proptest! {
    #[test]
    fn any_template_that_is_compiled_prints_what_tera_prints(page in template()) {
        let (ours, theirs) = both(&[("page.html", &page), PARTS]);
        if let Some(ours) = ours {
            prop_assert_eq!(Some(ours), theirs);
        }
    }
}
