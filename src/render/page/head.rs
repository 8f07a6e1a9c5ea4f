//! What many pages begin with: everything up to their titles, style sheet and policy included.

use crate::model::Site;
use crate::problem::Problem;
use crate::render::markdown::Assets;
use crate::render::script;
use crate::render::theme::{Theme, dress};
use crate::render::view::SiteView;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use tera::Context;

/// By whether they have the whole style sheet, and whether they have the script.
pub(super) type Heads = [[Head; 2]; 2];

/// The first bytes of many pages, style sheet included, and a hash that has taken them in.
pub(super) struct Head {
    pub bytes: Bytes,
    pub hash: Sha256,
}

impl Head {
    fn print(
        theme: &Theme,
        (site, language): (&Site, usize),
        view: &SiteView,
        css: &str,
        (front, script): (bool, bool),
    ) -> Result<Self, Problem> {
        let lines = (!view.languages.is_empty(), view.dir.is_some());
        let style = &theme.sheet(front, css, lines);
        let mut context = Context::new();
        context.insert("site", view);
        context.insert("style", style);
        context.insert("script", &script);
        let script = script.then(|| theme.script());
        context.insert("policy", &script::policy(style, script, site));
        let bytes = Bytes::from(theme.print(language, "head.html", &context)?);
        Ok(Head {
            hash: Sha256::new_with_prefix(&bytes),
            bytes,
        })
    }
}

/// The beginnings of all pages from which `top` leads to the site's root.
pub(super) fn heads(
    theme: &Theme,
    (site, language): (&Site, usize),
    view: &SiteView,
    assets: &Assets,
    top: &str,
) -> Result<Heads, Problem> {
    let css = dress::css(&site.looks, assets, top);
    let head = |front, script| Head::print(theme, (site, language), view, &css, (front, script));
    Ok([
        [head(false, false)?, head(false, true)?],
        [head(true, false)?, head(true, true)?],
    ])
}
