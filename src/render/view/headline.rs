//! The sentence on top of the home page, in the language of the page.

use super::{Scene, text};
use crate::render::locale::Message;
use crate::status::{Headline, NotKnown};

impl Scene<'_> {
    /// The one sentence on top of the home page.
    pub fn headline(&self) -> String {
        let page = &self.standing.page;
        let described = || self.locale.text(page.description.into());
        let sentence = match &page.says {
            Headline::Described => described().to_string(),
            Headline::Titled(at) => return self.title(&self.site.incidents[*at]).words,
            Headline::NotKnown(NotKnown::Sources) => self
                .locale
                .text(Message::HeadlineSourcesNotRead)
                .to_string(),
            Headline::NotKnown(NotKnown::Names(names)) => self.not_known(
                names,
                [
                    Message::HeadlineNotKnown,
                    Message::HeadlineComponentsNotKnown,
                ],
                &[],
            ),
            Headline::DescribedAndNotKnown(NotKnown::Sources) => self.locale.fill(
                Message::HeadlineAndSourcesNotRead,
                &[("headline", &described())],
            ),
            Headline::DescribedAndNotKnown(NotKnown::Names(names)) => self.not_known(
                names,
                [
                    Message::HeadlineAndNotKnown,
                    Message::HeadlineAndComponentsNotKnown,
                ],
                &[("headline", &described())],
            ),
        };
        text(&sentence)
    }

    /// Up to three names, or how many there are.
    fn not_known(
        &self,
        names: &[String],
        [named, counted]: [Message; 2],
        rest: &[(&str, &str)],
    ) -> String {
        if names.len() > 3 {
            return self.locale.count_by(counted, "count", names.len(), rest);
        }
        let names = self.locale.forms().list(names);
        let texts: Vec<_> = rest.iter().copied().chain([("names", &*names)]).collect();
        self.locale.fill(named, &texts)
    }
}
