//! What is known of a picture or a font by its bytes: its size, and why it is not published.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// Elements of a picture that is published: they draw, and run, fetch and link to nothing. An SVG is safe in
/// a page, which shows it as an image, but can be opened on its own as well.
const DRAWING: &[&str] = &[
    "svg",
    "g",
    "defs",
    "symbol",
    "use",
    "title",
    "desc",
    "style",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
    "linearGradient",
    "radialGradient",
    "stop",
    "clipPath",
    "mask",
    "pattern",
    "filter",
    "feGaussianBlur",
    "feOffset",
    "feBlend",
    "feFlood",
    "feComposite",
    "feMerge",
    "feMergeNode",
    "feColorMatrix",
    "feDropShadow",
];

/// Elements of editors, which are taken for what they are: words about the picture.
const ABOUT: &[&str] = &["metadata", "sodipodi:namedview"];

/// A picture's width and height in its own units.
///
/// # Errors
/// Why it is not published.
pub(super) fn size(path: &str, bytes: &[u8]) -> Result<(u32, u32), String> {
    if path.to_lowercase().ends_with(".svg") {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        return svg(text.trim_start_matches('\u{feff}'));
    }
    png(bytes).ok_or_else(|| "it is no PNG".to_owned())
}

/// The header of a PNG (ISO 15948, 11.2.2).
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    let (width, rest) = rest.split_first_chunk::<4>()?;
    let (height, _) = rest.split_first_chunk::<4>()?;
    let size = (u32::from_be_bytes(*width), u32::from_be_bytes(*height));
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// Whether it is a font in WOFF2 (W3C WOFF2, 5.1).
pub(super) fn is_woff2(bytes: &[u8]) -> bool {
    bytes.starts_with(b"wOF2") && bytes.len() > 48
}

fn svg(text: &str) -> Result<(u32, u32), String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = false;
    let (mut size, mut about, mut style) = (None, 0_usize, None::<String>);
    loop {
        let event = reader.read_event().map_err(|why| why.to_string())?;
        let empty = matches!(event, Event::Empty(_));
        match event {
            Event::Eof => break,
            Event::DocType(_) => {
                return Err("it has a document type, which can name entities".into());
            }
            Event::PI(_) => return Err("it has a processing instruction".into()),
            Event::Start(_) if about > 0 => about += 1,
            Event::End(_) if about > 0 => about -= 1,
            _ if about > 0 => {}
            Event::Start(tag) | Event::Empty(tag) if named(&tag, ABOUT) => {
                about += usize::from(!empty);
            }
            Event::Start(_) | Event::Empty(_) if style.is_some() => {
                return Err("its style sheet has elements".into());
            }
            Event::Start(tag) | Event::Empty(tag) => {
                element(&tag)?;
                // What stands in one style sheet is read as one, however it is cut.
                style = (tag.name().as_ref() == "style" && !empty).then(String::new);
                if size.is_none() {
                    size = Some(extent(&tag).ok_or("it says neither its size nor a `viewBox`")?);
                }
            }
            Event::End(_) => fetches(&style.take().unwrap_or_default())?,
            Event::Text(words) => style.iter_mut().for_each(|style| style.push_str(&words)),
            Event::CData(words) => style.iter_mut().for_each(|style| style.push_str(&words)),
            Event::GeneralRef(_) if style.is_some() => {
                return Err("its style sheet has character references".into());
            }
            _ => {}
        }
    }
    size.ok_or_else(|| "it is no SVG".to_owned())
}

fn named(tag: &BytesStart<'_>, names: &[&str]) -> bool {
    names.iter().any(|name| tag.name().as_ref() == *name)
}

/// Nothing but drawing, and nothing in it that runs or leads elsewhere.
fn element(tag: &BytesStart<'_>) -> Result<(), String> {
    let name = tag.name().as_ref().to_owned();
    if !named(tag, DRAWING) {
        return Err(format!("it has `<{name}>`, which does not only draw"));
    }
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|why| why.to_string())?;
        let key = attribute.key.as_ref().to_lowercase();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|why| why.to_string())?;
        if key.starts_with("on") {
            return Err(format!("`<{name}>` has `{key}`, which runs a script"));
        }
        let local = key.rsplit(':').next().unwrap_or(&key);
        if local == "href" && !value.trim_start().starts_with('#') {
            return Err(format!("`<{name}>` leads out of the picture"));
        }
        if !key.starts_with("xmlns") {
            fetches(&value)?;
        }
    }
    Ok(())
}

/// Style sheets and attributes that ask for something else.
fn fetches(words: &str) -> Result<(), String> {
    let words = words.to_lowercase();
    let leads = |rest: &str| !rest.trim_start_matches([' ', '"', '\'']).starts_with('#');
    let outside = words.split("url(").skip(1).any(leads);
    if outside || words.contains("@import") || words.contains('\\') || words.contains("javascript:")
    {
        return Err("it asks for something outside of it".to_owned());
    }
    Ok(())
}

/// `viewBox`, else `width` and `height`.
fn extent(tag: &BytesStart<'_>) -> Option<(u32, u32)> {
    let value = |name: &str| {
        let attribute = tag.try_get_attribute(name).ok()??;
        Some(attribute.value.into_owned())
    };
    let number = |text: &str| {
        let text = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number: f64 = text.trim().parse().ok()?;
        // Only how wide it is for its height matters: two decimals are kept of small ones.
        (number > 0.0 && number < 1e6).then_some(number)
    };
    let (width, height) = match value("viewBox") {
        Some(text) => {
            let mut all = text
                .split([' ', ','])
                .filter(|word| !word.is_empty())
                .skip(2);
            (number(all.next()?)?, number(all.next()?)?)
        }
        None => (number(&value("width")?)?, number(&value("height")?)?),
    };
    let scale = if width.fract() + height.fract() > 0.0 {
        100.0
    } else {
        1.0
    };
    let whole = |number: f64| (number * scale).round().max(1.0) as u32;
    (tag.name().as_ref() == "svg").then(|| (whole(width), whole(height)))
}

#[cfg(test)]
mod tests {
    use super::{is_woff2, size};

    fn svg(inside: &str) -> Result<(u32, u32), String> {
        let text = format!(
            "<?xml version=\"1.0\"?>\n<!-- a --><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 120 30\">{inside}</svg>"
        );
        size("logo.svg", text.as_bytes())
    }

    #[test]
    fn a_drawing_is_published_with_its_size() {
        for inside in [
            "<path d=\"M0 0h9\" style=\"fill:url(#a)\"/>",
            "<defs><linearGradient id=\"a\"/></defs><use href=\"#a\"/>",
            "<style>@media (prefers-color-scheme: dark) { path { fill: #fff } }</style>",
            "<metadata><rdf:RDF><script>x</script></rdf:RDF></metadata><sodipodi:namedview/><g/>",
        ] {
            assert_eq!(svg(inside), Ok((120, 30)), "{inside}");
        }
        let small = "<svg width=\"2.5em\" height=\"1\"/>";
        assert_eq!(size("a.SVG", small.as_bytes()), Ok((250, 100)));
    }

    #[test]
    fn what_runs_fetches_or_links_is_not() {
        for inside in [
            "<script>alert(1)</script>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\">alert(1)</x:script>",
            "<g onload=\"alert(1)\"/>",
            "<G/>",
            "<a href=\"#x\"><path/></a>",
            "<use href=\"other.svg#a\"/>",
            "<use xlink:href=\" https://evil.example/x.svg\"/>",
            "<image href=\"#a\"/>",
            "<foreignObject><body/></foreignObject>",
            "<style>@import 'x.css';</style>",
            "<style>path { fill: url( 'https://evil.example/x') }</style>",
            "<style><![CDATA[path { fill: url(x) }]]></style>",
            "<style>p{fill:u\\72l(x)}</style>",
            "<style>p{fill:u<!-- -->rl(x)}</style>",
            "<style>p{fill:&#x75;rl(x)}</style>",
            "<style>p{fill:url(x)}<g/></style>",
            "<path style=\"fill:URL(x)\"/>",
            "<set attributeName=\"href\" to=\"javascript:alert(1)\"/>",
            "<?xml-stylesheet href=\"x.css\"?>",
            "<path",
            "<sodipodi:namedview/><script/>",
        ] {
            assert!(svg(inside).is_err(), "{inside}");
        }
        let entity = "<!DOCTYPE svg [<!ENTITY x \"<script/>\">]><svg viewBox=\"0 0 1 1\">&x;</svg>";
        for text in [entity, "<svg/>", "<p viewBox=\"0 0 1 1\"/>", "words", ""] {
            assert!(size("logo.svg", text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn pictures_and_fonts_are_known_by_their_first_bytes() {
        let header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x20rest";
        assert_eq!(size("logo.png", header), Ok((256, 32)));
        assert!(size("logo.png", b"GIF89a").is_err());
        assert!(is_woff2(&[b"wOF2", [0; 60].as_slice()].concat()));
        assert!(!is_woff2(
            b"wOFF and so on, and on, and on, and on, and on, and on"
        ));
    }
}
