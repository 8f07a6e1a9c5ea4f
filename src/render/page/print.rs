//! Each page's view, put into its template behind the head that all pages share.

use super::{Page, Press};
use crate::model::Kind;
use crate::problem::Problem;
use crate::render::locale::Message;
use crate::render::theme::compiled::{Sheet, Value};
use crate::render::view::look::{Look, icons};
use crate::render::view::small::RedirectView;
use crate::render::view::{Alternate, Frame, Scene, text};
use crate::tree::{Digest, File};
use serde::Serialize;
use sha2::Digest as _;
use tera::Context;

impl Press {
    /// A page's bytes, with their digest and length; what else a file says is for the caller.
    pub(super) fn print(&self, page: &Page, path: &str) -> Result<File, Problem> {
        let root = root_of(path);
        let scene = self.scene(&root);
        match page {
            Page::Home => self.home(path, scene),
            Page::Embed => {
                let mut frame =
                    scene.frame(path, &scene.headline(), String::new(), scene.page_look());
                frame.age = Some(scene.age());
                self.page("embed.html", &frame, &scene.embed())
            }
            Page::Snippets => {
                let words = self.locale().text(Message::BadgesDescription).to_string();
                let title = self.locale().text(Message::Badges);
                let frame = scene.frame(path, &title, words, Look::NEUTRAL);
                self.page("snippets.html", &frame, &scene.snippets())
            }
            Page::History => {
                let words = self.locale().text(Message::HistoryDescription).to_string();
                let title = self.locale().text(Message::History);
                let frame = scene.frame(path, &title, words, Look::NEUTRAL);
                self.page("history.html", &frame, &scene.history())
            }
            Page::Month(at) => {
                let view = scene.month(*at);
                let said = self.labelled(&view.words, &view.counts) + ".";
                let mut frame = scene.frame(path, &view.words, said, Look::NEUTRAL);
                frame.script = !self.month_over(*at);
                self.page("month.html", &frame, &view)
            }
            Page::Component(at) => self.component(path, scene, *at),
            Page::Incident(at) => self.incident(path, scene, *at),
            Page::Redirect(_, at) => self.redirect(path, &root, *at),
        }
    }

    fn home(&self, path: &str, scene: Scene<'_>) -> Result<File, Problem> {
        let view = scene.home();
        let written = scene.times.moment(self.edition.published_at).words;
        let said = self.as_of(view.headline.trim_end_matches('.'), &written);
        let mut frame = scene.frame(path, &view.headline, said, scene.page_look());
        frame.age = Some(scene.age());
        frame.preview = scene.preview();
        frame.alternates.extend([
            self.alternate("history.rss", "application/rss+xml", Message::UpdatesRss),
            self.alternate("feed.json", "application/feed+json", Message::UpdatesJson),
        ]);
        self.page("home.html", &frame, &view)
    }

    fn component(&self, path: &str, scene: Scene<'_>, at: usize) -> Result<File, Problem> {
        let view = scene.component(at);
        let title = self.labelled(&view.title, &view.status.label);
        let said = self.as_of(&title, &view.reckoned.words);
        let mut frame = scene.frame(path, &title, said, view.status.clone());
        let files = &view.files;
        frame.alternates.extend([
            self.alternate(
                format!("{files}.atom"),
                "application/atom+xml",
                Message::ComponentUpdatesAtom,
            ),
            self.alternate(
                format!("{files}.rss"),
                "application/rss+xml",
                Message::ComponentUpdatesRss,
            ),
        ]);
        self.page("component.html", &frame, &view)
    }

    fn incident(&self, path: &str, scene: Scene<'_>, at: usize) -> Result<File, Problem> {
        let (incident, standing) = (&self.site.incidents[at], &self.standing.incidents[at]);
        let changed = scene.times.moment(standing.updated_at);
        let title = scene.title(incident).words;
        let maintenance =
            matches!(incident.kind, Kind::Maintenance(_)).then(|| scene.maintenance(at));
        let look = match &maintenance {
            Some(view) => view.status.clone(),
            None => scene.incident_look(incident, standing),
        };
        let titled = self.labelled(&look.label, &title);
        let said = self.as_of(&titled, &changed.words);
        let mut frame = scene.frame(path, &titled, said, look);
        frame.front = false;
        if self.finished(at) {
            frame.changed = Some(changed);
            frame.script = false;
        } else {
            frame.age = Some(scene.age());
            frame.preview = scene.preview();
        }
        match maintenance {
            Some(view) => self.page("maintenance.html", &frame, &view),
            None => self.page("incident.html", &frame, &scene.incident(at, false)),
        }
    }

    fn redirect(&self, path: &str, root: &str, at: usize) -> Result<File, Problem> {
        let incident = &self.site.incidents[at];
        let mut context = Context::new();
        let view = RedirectView {
            href: format!("{root}{}", incident.path()),
            canonical: format!("{}/{}", self.site.settings.address, incident.path()),
            title: text(&incident.title),
            lang: self.locale().tag.clone(),
        };
        context.insert("page", &view);
        Ok(File::new(
            path,
            self.theme.print(self.language, "redirect.html", &context)?,
        ))
    }

    /// Something named, and what is said of it.
    fn labelled(&self, label: &str, text: &str) -> String {
        self.locale()
            .fill(Message::Labelled, &[("label", label), ("text", text)])
    }

    /// For previews: what a page says, and when that was so.
    fn as_of(&self, text: &str, at: &str) -> String {
        self.locale()
            .fill(Message::AsOf, &[("text", text), ("at", at)])
    }

    fn alternate(&self, href: impl Into<String>, media: &'static str, title: Message) -> Alternate {
        Alternate {
            href: href.into(),
            media,
            title: self.locale().text(title),
        }
    }

    fn by_tera(
        &self,
        template: &str,
        frame: &Frame,
        page: &impl Serialize,
    ) -> Result<Vec<u8>, Problem> {
        let mut context = Context::new();
        context.insert_value("site", self.site_view.clone());
        context.insert("frame", frame);
        context.insert("page", page);
        if frame.script {
            context.insert("script", self.theme.script());
        }
        self.theme.print(self.language, template, &context)
    }

    /// The same where the template is compiled and says nothing out of the way.
    fn compiled(&self, template: &str, frame: &Frame, page: &impl Serialize) -> Option<Vec<u8>> {
        let compiled = self.theme.compiled(self.language);
        if !compiled.knows(template) {
            return None;
        }
        let (site, views) = (
            self.site_sheet.as_ref()?,
            [Sheet::of(frame)?, Sheet::of(page)?],
        );
        let script = match frame.script {
            true => Value::Text(self.theme.script()),
            false => Value::None,
        };
        let roots = [site.value(), views[0].value(), views[1].value(), script];
        let printed = compiled.print(template, roots)?;
        debug_assert_eq!(
            self.by_tera(template, frame, page)
                .ok()
                .as_deref()
                .map(String::from_utf8_lossy),
            Some(String::from_utf8_lossy(&printed)),
            "{template} is not what Tera prints"
        );
        Some(printed)
    }

    /// A file of the shared head and a printed template.
    pub(super) fn page(
        &self,
        template: &str,
        frame: &Frame,
        page: &impl Serialize,
    ) -> Result<File, Problem> {
        let mut rest = match self.compiled(template, frame, page) {
            Some(rest) => rest,
            None => self.by_tera(template, frame, page)?,
        };
        add_icons(&mut rest, frame.script);
        let head = self.head(frame);
        let mut hash = head.hash.clone();
        hash.update(&rest);
        let digest = Digest(hash.finalize().into());
        let pieces = [head.bytes.clone(), rest.into()];
        Ok(File::held(&frame.path, digest, pieces))
    }
}

/// Puts the icons that a page refers to before its end.
fn add_icons(page: &mut Vec<u8>, ages: bool) {
    let icons = icons(page, ages);
    let end = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    let rest = page.split_off(end);
    page.extend_from_slice(icons.as_bytes());
    page.extend_from_slice(&rest);
}

/// From a page to the site's root.
fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}
