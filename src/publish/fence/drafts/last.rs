//! Fence class E on hosts whose publishes are live at once: the last writer wins. What an older publisher
//! put in place of a newer one's is looked for and put back, and the one who came too late says so.

use super::Drafts;
use super::host::{Draft, Host};
use crate::problem::Problem;
use crate::publish::mirror::{Flip, Trouble};
use crate::publish::release::Ticket;

/// How often others may publish meanwhile before we give up.
const ROUNDS: usize = 4;

impl<H: Host> Drafts<H> {
    /// Makes the highest of ours what readers get.
    pub(super) async fn put_right(&self, ticket: &Ticket) -> Result<Flip, Trouble> {
        let site = self.own(ticket, |own| own.title.site.clone());
        for _ in 0..ROUNDS {
            let drafts = self.host.list().await?;
            let ours = drafts.iter().filter(|draft| {
                let title = draft.title.as_ref();
                title.is_some_and(|title| site.as_ref() == Some(&title.site))
            });
            let highest = ours.max_by(|one, other| one.title.cmp(&other.title));
            let live = self.live().await?;
            let (Some(highest), Some(live)) = (highest, live) else {
                return Ok(Flip::Moved);
            };
            if live.title >= highest.title {
                return Ok(self.ended(ticket, &live));
            }
            self.host.put_back(&highest.id).await?;
        }
        let what = "other publishers kept changing this mirror meanwhile";
        Err(Trouble {
            problem: Problem::error("others-publishing", what).hint("stillup publish"),
            again: true,
        })
    }

    fn ended(&self, ticket: &Ticket, live: &Draft) -> Flip {
        match &live.title {
            Some(title) if title.ticket == *ticket => {
                self.own(ticket, |own| own.id = Some(live.id.clone()));
                Flip::Live
            }
            Some(title) if title.ticket > *ticket => Flip::Superseded,
            _ => Flip::Moved,
        }
    }
}
