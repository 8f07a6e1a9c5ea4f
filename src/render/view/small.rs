//! The small pages: a banner to embed, snippets to copy, what is not there, and where it went.

use super::home::PulledView;
use super::look::Look;
use super::{LinkView, Scene, text};
use crate::render::locale::Message;
use serde::Serialize;

/// A banner for a frame on another site.
#[derive(Debug, Serialize)]
pub struct EmbedView {
    /// The status of all.
    pub status: Look,
    /// The one sentence.
    pub headline: String,
    /// Sources that could not be read.
    pub unread: Vec<String>,
    /// Sources that were read from a copy older than a page may be.
    pub pulled: Vec<PulledView>,
}

/// Things to copy and paste.
#[derive(Debug, Serialize)]
pub struct SnippetsView {
    /// Of the whole site.
    pub site: Snippet,
    /// Of each component on the page.
    pub components: Vec<Snippet>,
    /// The banner, as HTML to paste.
    pub embed: String,
}

/// A badge and how to show it.
#[derive(Debug, Serialize)]
pub struct Snippet {
    /// Whose it is.
    pub title: String,
    /// The badge, relative to the page.
    pub badge: String,
    /// As markdown to paste.
    pub markdown: String,
    /// As HTML to paste.
    pub html: String,
    /// Feeds and calendar, relative to the page, without their endings.
    pub feeds: String,
}

/// The page for an address where nothing is.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// The components' pages.
    pub components: Vec<LinkView>,
}

/// A page that has moved.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// Where to, relative to the page.
    pub href: String,
    /// The same at the address to print.
    pub canonical: String,
    /// What is there.
    pub title: String,
    /// The language of the site.
    pub lang: String,
}

impl Scene<'_> {
    /// A banner for a frame on another site.
    pub fn embed(&self) -> EmbedView {
        EmbedView {
            status: self.page_look(),
            headline: self.headline(),
            unread: self.unread(),
            pulled: self.old_copies(),
        }
    }

    /// Things to copy and paste.
    pub fn snippets(&self) -> SnippetsView {
        let (address, folder) = (&self.site.settings.address, self.folder);
        let shown = self.site.components.iter().zip(&self.standing.components);
        let snippet = |title: &str, badge: String, page: &str, feeds: String| {
            let title = text(title);
            let alt = self.locale.fill(Message::StatusOf, &[("title", &title)]);
            let quoted = alt
                .replace('&', "&amp;")
                .replace('"', "&quot;")
                .replace('<', "&lt;");
            let plain = alt.replace(['[', ']', '\\'], "");
            Snippet {
                markdown: format!("[![{plain}]({address}/{badge})]({address}/{folder}{page})"),
                html: format!(
                    r#"<a href="{address}/{folder}{page}"><img src="{address}/{badge}" alt="{quoted}"></a>"#
                ),
                badge: format!("{}{badge}", self.top),
                feeds,
                title,
            }
        };
        SnippetsView {
            site: snippet(
                &self.site.settings.title,
                "badge.svg".into(),
                "",
                String::new(),
            ),
            components: shown
                .filter(|(_, standing)| !standing.retired)
                .map(|(component, _)| {
                    let stem = format!("components/{}", component.id);
                    snippet(
                        &component.title,
                        format!("{stem}.svg"),
                        &format!("{stem}.html"),
                        stem.clone(),
                    )
                })
                .collect(),
            embed: format!(
                r#"<iframe src="{address}/{folder}embed.html" title="{}" width="100%" height="96" loading="lazy" style="border:0"></iframe>"#,
                self.locale.text(Message::BannerTitle)
            ),
        }
    }

    /// The page for an address where nothing is.
    pub fn not_found(&self) -> NotFoundView {
        let shown = self
            .site
            .components
            .iter()
            .zip(&self.standing.components)
            .filter(|(_, standing)| !standing.retired);
        NotFoundView {
            components: shown
                .map(|(component, _)| LinkView {
                    href: format!("{}components/{}.html", self.root, component.id),
                    words: text(&component.title),
                })
                .collect(),
        }
    }
}
