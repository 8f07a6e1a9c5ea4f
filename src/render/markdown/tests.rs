//! What comes out of markdown is what was meant, and never anything that acts.

use super::{Assets, Links, html, parse, plain, printable, prose};
use crate::model::Asset;
use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};
use std::sync::{Arc, LazyLock};

fn links(root: &str) -> Links<'_> {
    static ASSETS: LazyLock<Arc<Assets>> = LazyLock::new(|| Arc::new(assets()));
    Links::new(&ASSETS, root, "incidents/2026/x.md", "x")
}

fn assets() -> Assets {
    let asset = Asset {
        path: "incidents/assets/graph one.png".into(),
        bytes: b"png"[..].into(),
    };
    let other = Asset {
        path: "incidents/2026/own.svg".into(),
        bytes: b"svg"[..].into(),
    };
    Assets::of(&[asset, other])
}

fn page(markdown: &str) -> String {
    html(markdown, &links("../")).trim_end().to_owned()
}

#[test]
fn plain_markdown_becomes_what_it_says() {
    assert_eq!(
        page("a *b* **c** ~~d~~ `e<`"),
        "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code></p>"
    );
    assert_eq!(
        page("- [x] done\n- [ ] not"),
        "<ul>\n<li>☑ done</li>\n<li>☐ not</li>\n</ul>"
    );
    assert_eq!(
        page("```rust\na < b\n```"),
        "<pre><code>a &lt; b\n</code></pre>"
    );
}

#[test]
fn words_alone_are_written_without_the_parser_up_to_the_first_paragraph_that_may_mean_more() {
    let left = |text: &'static str| {
        let mut out = String::new();
        let rest = prose::write(text, &mut out);
        (out, rest)
    };
    let all = |text| {
        let (out, rest) = left(text);
        assert_eq!(rest, "", "{text:?}");
        out
    };
    assert_eq!(
        all("We see 3 % of errors (\"500\").\nSince 10:00, it's over!\n\n\nÜber – no: Well\n"),
        "<p>We see 3 % of errors (\"500\").\nSince 10:00, it's over!</p>\n<p>Über – no: Well</p>\n"
    );
    assert_eq!(left("Well.\n\nNo *well*.").1, "No *well*.");
    for text in [
        "a *b*",
        "a `b`",
        "a [b]",
        "a <b>",
        "a &amp; b",
        "a \\ b",
        "a_b_",
        "a ~~b~~",
        "a | b",
        "http://a.example/",
        "1. a",
        "- a",
        "a\n- b",
        "a\n= b",
        "a\n1 b",
        "# a",
        "a  \nb",
        "a \n\nb",
        "a ",
        " a",
        "a\tb",
        "a\r\nb",
        "a\n b",
        "a\n \nb",
        "=",
        "",
    ] {
        assert_eq!(left(text), (String::new(), text));
    }
}

#[test]
fn a_tables_alignment_is_a_class() {
    assert_eq!(
        page("a|b\n-|-:\n1|2"),
        "<table><thead><tr><th>a</th><th class=\"right\">b</th></tr></thead><tbody>\n<tr><td>1</td><td class=\"right\">2</td></tr>\n</tbody></table>"
    );
}

#[test]
fn headings_go_below_the_pages_and_skip_none() {
    assert_eq!(
        page("## a\n### b\n## c\n# d"),
        "<h4>a</h4>\n<h5>b</h5>\n<h4>c</h4>\n<h4>d</h4>"
    );
    assert_eq!(html("# a", &links("").below(1)), "<h2>a</h2>\n");
}

#[test]
fn links_lead_where_they_should_from_any_page() {
    for (given, wanted) in [
        ("https://x.example/a?b=1", "https://x.example/a?b=1"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("other.md", "../incidents/other.html"),
        ("../2025/other.md#u-1", "../incidents/other.html#u-1"),
        ("/history.html", "../history.html"),
        ("/", "../index.html"),
        ("../components/api.html#x", "../components/api.html#x"),
        ("#u-1", "../incidents/x.html#u-1"),
    ] {
        assert_eq!(links("../").link(given).as_deref(), Some(wanted), "{given}");
    }
    let own = links("../").link("own.svg").map(|link| link.into_owned());
    assert!(own.is_some_and(|own| own.starts_with("../assets/own.") && own.ends_with(".svg")));
}

#[test]
fn no_link_leaves_by_a_trick() {
    for given in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\u{1}javascript:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "http:evil",
        "https://",
        "stillup:0",
        "../../x.html",
        "",
    ] {
        assert_eq!(links("").link(given), None, "{given:?}");
    }
    for (given, wanted) in [
        ("/javascript:alert(1)", "./javascript:alert(1)"),
        ("../javascript:alert(1)", "./javascript:alert(1)"),
        ("/.//evil.example", "evil.example"),
        ("./javascript:x", "incidents/javascript:x"),
    ] {
        assert_eq!(links("").link(given).as_deref(), Some(wanted), "{given:?}");
    }
}

#[test]
fn bare_addresses_become_links_without_what_ends_the_sentence() {
    assert_eq!(
        page("see https://x.example/a_b_c(d)., and (http://y.example)."),
        "<p>see <a href=\"https://x.example/a_b_c(d)\">https://x.example/a_b_c(d)</a>., and (<a href=\"http://y.example\">http://y.example</a>).</p>"
    );
    assert_eq!(
        page("`https://x.example`"),
        "<p><code>https://x.example</code></p>"
    );
    assert_eq!(
        page("xhttp://y.example https:// ://"),
        "<p>xhttp://y.example https:// ://</p>"
    );
    assert_eq!(
        page("[a https://x.example b](https://y.example)"),
        "<p><a href=\"https://y.example\">a https://x.example b</a></p>"
    );
}

#[test]
fn only_the_sites_own_images_are_shown() {
    let shown = page("![a graph](../assets/graph%20one.png \"t\")");
    assert!(
        shown.starts_with("<p><img src=\"../assets/graph-one.")
            && shown.contains("alt=\"a graph\""),
        "{shown}"
    );
    assert_eq!(
        page("![a](https://x.example/a.png)"),
        "<p><a href=\"https://x.example/a.png\">image: a</a></p>"
    );
    assert_eq!(
        page("[![a](https://x.example/a.png)](https://y.example)"),
        "<p><a href=\"https://y.example\">a</a></p>"
    );
    assert_eq!(page("![gone](gone.png)"), "<p>gone</p>");
    assert_eq!(
        page("<b>x</b> <img src=https://x.example/a.png>"),
        "<p><b>x</b> </p>"
    );
}

#[test]
fn raw_html_keeps_what_is_harmless() {
    assert_eq!(
        page(
            "<b onclick=x>a</b> [b](other.md) <a href='javascript:x'>c</a> <a href=\"#u\">d</a> <a href=stillup:0>e</a> <nav>f</nav>"
        ),
        "<p><b>a</b> <a href=\"../incidents/other.html\">b</a> <a>c</a> <a href=\"../incidents/x.html#u\">d</a> <a href=\"../incidents/other.html\">e</a> </p>f<p></p>"
    );
    assert_eq!(page("<!-- gone -->text<script>alert(1)</script>"), "text");
    assert_eq!(
        page("<details><summary>s</summary>\n\n*t*\n\n</details>"),
        "<details><summary>s</summary>\n<p><em>t</em></p>\n</details>"
    );
}

#[test]
fn control_characters_are_left_out() {
    assert_eq!(
        page("a\u{1}b\u{7f}c\u{fffe}d\u{85}é\u{1F600}"),
        "<p>abcdé\u{1F600}</p>"
    );
}

#[test]
fn plain_text_reads_like_the_markdown() {
    assert_eq!(
        plain(
            "# T\n\na *b*\nc [d](https://x.example) https://y.example <b>e</b>\n\n- one\n- two\n  - three\n\n1. x\n\n   y\n\n2. z\n\n> q\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
        ),
        "T\n\na b c d (https://x.example) https://y.example e\n\n- one\n- two\n  - three\n\n1. x\n\ny\n\n2. z\n\nq\n\na  b\n1  2"
    );
    assert_eq!(plain("a  \nb"), "a\nb");
    assert_eq!(plain(""), "");
}

#[test]
fn deep_and_long_texts_are_flattened_in_little_time() {
    for text in [
        ">".repeat(50_000) + "x",
        "- ".repeat(20_000) + "x",
        "[".repeat(50_000),
        "![".repeat(50_000) + "x",
        "<b>".repeat(20_000) + "x",
        "<a href=x><b>".repeat(5_000),
        "<table><tr><td>".repeat(3_000),
        "*a **b ".repeat(20_000),
        "https://".repeat(30_000),
        "a|b\n-|-\n".to_owned() + &"|".repeat(30_000),
    ] {
        let out = html(&text, &links(""));
        assert!(out.matches("<blockquote>").count() <= 40);
        safe(&out);
        plain(&text);
    }
}

/// Fails unless every tag is one that may be there, is closed in order, and carries nothing that acts.
fn safe(out: &str) {
    const TAGS: &str = "a abbr acronym b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl dt em \
        figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup \
        table tbody td th thead time tr tt u ul var wbr";
    let mut open = Vec::new();
    for (at, _) in out.match_indices('<') {
        let inside = &out[at + 1..];
        let mut quoted = false;
        let end = inside.find(|c| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let tag = &inside[..end.unwrap_or_else(|| panic!("unclosed tag in {out}"))];
        let (closing, tag) = tag
            .strip_prefix('/')
            .map_or((false, tag), |tag| (true, tag));
        let name = tag.split([' ', '/']).next().unwrap();
        assert!(
            TAGS.split_whitespace().any(|tag| tag == name),
            "<{tag}> in {out}"
        );
        if closing {
            assert_eq!(open.pop(), Some(name), "{out}");
        } else if !["br", "hr", "img", "wbr", "col"].contains(&name) {
            open.push(name);
        }
        let mut rest = &tag[name.len()..];
        while let Some((attribute, value)) = rest.trim_start_matches([' ', '/']).split_once("=\"") {
            let (value, after) = value.split_once('"').unwrap();
            rest = after;
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "id",
                "<{tag}> in {out}"
            );
            if ["href", "src", "cite"].contains(&attribute) {
                let scheme = value.split(['/', '?', '#']).next().unwrap();
                let scheme = scheme
                    .split_once(':')
                    .map(|(scheme, _)| scheme.to_ascii_lowercase());
                assert!(
                    matches!(scheme.as_deref(), None | Some("http" | "https" | "mailto")),
                    "<{tag}> in {out}"
                );
                assert!(
                    !value.starts_with("//") && !value.contains('\\') || scheme.is_some(),
                    "<{tag}> in {out}"
                );
            }
        }
    }
    assert!(open.is_empty(), "{open:?} in {out}");
}

proptest! {
    #[test]
    fn nothing_that_acts_comes_out(parts in prop::collection::vec(prop::sample::select(&[
        "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href=\"javascript:alert(1)\">", "</a>", "javascript:", "](javascript:x)",
        "[", "]", "(", ")", "![", "<", ">", "\"", "'", "&lt;", "&#106;avascript:", "<svg><style>", "<math><mtext>", "</p>", "<!--", "-->", "<![CDATA[",
        "```\n", "`", "\n\n", "\n", "    ", "- ", "> ", "# ", "|", "|-|-|\n", "*", "**", "~~", "https://x.example/", "stillup:0", "stillup:", "\\", "//",
        "data:text/html;base64,x", "on", "=", "x", " ", "\u{0}", "\u{b}", "\u{202e}", "<iframe>", "<details open ontoggle=x>", "<xmp>", "<noscript>", "<textarea>",
        "<table>", "<td>", "<b>", "</b>", "graph one.png", "../assets/graph%20one.png", "<form>", "<input>", "<base href=//x>", "[a]: javascript:x\n", "[a]",
    ][..]), 0..24)) {
        let text = parts.concat();
        let out = html(&text, &links(""));
        safe(&out);
        prop_assert!(!plain(&text).contains('\u{b}'), "{text:?}");
    }

    #[test]
    fn paragraphs_of_plain_words_are_what_the_parser_makes_of_them(parts in prop::collection::vec(prop::sample::select(&[
        "We", "are", " ", " ", " ", "\n", "\n", "\n\n", "\n\n", "\n\n", ".", ", ", "(", ")", "1", "2. ", "10) ", "-", "- ", "+ ", "=", "---", "#", "# ", "%", "'", "\"",
        "?", "!", "@", "$", "/", ":", "://", "http://x.example/", "mailto:a@b", ";", "*", "_", "`", "~~", "[x]", "[x]: /y", "|", "a|b\n-|-\n", "<b>", "&amp;", "&", ">", "\\",
        "  ", "    ", "\t", "\r", "\r\n", "é", "—", "\u{a0}", "\u{3000}", "\u{feff}", "\u{2028}", "\u{202e}", "ß", "中", "\u{0}", "~~~", "```", "![", "<!--", "{", "}",
    ][..]), 0..16), words in "[A-Za-z ,.\n]{0,40}") {
        let text = parts.concat();
        for text in [&text, &format!("{words}{text}"), &format!("{words}\n\n{text}"), &format!("{words}\n{text}{words}")] {
            let text = printable(text);
            let (mut whole, mut ours) = (String::new(), String::new());
            let (links, rest) = (links(""), prose::write(&text, &mut ours));
            let whole = parse(&text, &links, &mut whole).then_some(whole);
            let ours = parse(rest, &links, &mut ours).then_some(ours);
            prop_assert_eq!(ours, whole, "{:?}", text);
        }
    }

    #[test]
    fn any_text_at_all_is_safe(text in "\\PC{0,200}") {
        safe(&html(&text, &links("../")));
    }
}
