//! The way every command that shows something walks: settings, incidents, what is true now.

use super::terms::Terms;
use super::{Context, SITE_FILE, Stop, unchanged, write};
use crate::config::{self, Config};
use crate::model::Site;
use crate::problem::Problem;
use crate::render::theme::{self, dress};
use crate::source;
use crate::source::gather::gather;
use crate::source::look::{Seen, disk_time};
use crate::source::trello;
use crate::source::{Cache, INCIDENTS};
use crate::status::{self, Standing};
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Settings that say nothing, for when those at hand cannot be read.
const BARE: &str = "[site]\ntitle = \"Status\"\naddress = \"http://localhost\"\n";

/// A site, and what is true of it now.
#[derive(Debug)]
pub struct Loaded {
    /// `stillup.toml`.
    pub config: Config,
    /// With its incidents.
    pub site: Site,
    /// At `Context::now`.
    pub standing: Standing,
    /// Everything wrong with any of the files. Findings are in `standing`.
    pub problems: Vec<Problem>,
}

/// Reads the settings: what can be read of them, and all that is wrong.
///
/// # Errors
/// There is no site here, or its settings cannot be opened.
pub fn settings(ctx: &Context) -> Result<(Option<Config>, Vec<Problem>), Stop> {
    let path = ctx.site()?.join(SITE_FILE);
    let bytes = std::fs::read(&path).map_err(|why| write::cannot_read(&path, &why))?;
    Ok(config::parse(SITE_FILE, &String::from_utf8_lossy(&bytes)))
}

/// What is true of a site; findings about cards say what to do on the board.
pub(super) fn stand(site: &Site, now: DateTime<Utc>) -> Standing {
    let mut standing = status::at(site, now);
    trello::point_at_cards(&mut standing.findings);
    standing
}

/// The site as configured, with what its theme says of its looks where `[theme]` says nothing.
fn dressed(ctx: &Context, config: &Config, problems: &mut Vec<Problem>) -> Site {
    let mut site = config.site();
    let name = &site.settings.theme;
    if let Some((file, text)) = source::theme::own(&ctx.root, name, "theme.toml") {
        let (own, found) = config::theme_file(&file, &text);
        problems.extend(found);
        site.looks = site.looks.over(own.looks);
        // A change of it may change every page, as one of `stillup.toml` does.
        site.digest = Sha256::new_with_prefix(site.digest)
            .chain_update(text)
            .finalize()
            .into();
    }
    if !site.looks.colours.is_empty() {
        let own = source::theme::own(&ctx.root, name, "theme.css").map(|(_, text)| text);
        let style = own.unwrap_or_else(|| theme::built_in(name).unwrap_or_default().to_owned());
        problems.extend(dress::fitting(&mut site.looks, &style));
    }
    site
}

/// Reads the whole site, also when nothing can be made of its settings: then without components, and
/// what is wrong is among the problems. For commands that speak, not for those that show.
///
/// # Errors
/// There is no site here.
pub fn site_anyway(ctx: &Context) -> Result<(Loaded, Terms), Stop> {
    let (config, mut problems) = settings(ctx)?;
    let terms = Terms::new(config.as_ref());
    let config = config.or_else(|| config::parse(SITE_FILE, BARE).0);
    let Some(config) = config else {
        return Err(Stop::from(problems));
    };
    let bare = dressed(ctx, &config, &mut problems);
    let (site, found) = gather(&ctx.root, bare, config.trello.as_ref(), None);
    problems.extend(found);
    let standing = stand(&site, ctx.now);
    Ok((
        Loaded {
            config,
            site,
            standing,
            problems,
        },
        terms,
    ))
}

/// Reads the whole site.
///
/// # Errors
/// There is no site here, or nothing can be made of its settings.
pub fn site(ctx: &Context) -> Result<Loaded, Stop> {
    site_with(ctx, false, None, |_| ()).map(|(loaded, ())| loaded)
}

/// Reads the whole site; with `keep`, what its files came to is kept for the next time. `seen` is its
/// folder of incidents, where that was looked at already. What else needs the settings alone is done `beside`.
///
/// # Errors
/// As for [`site`].
pub fn site_with<T: Send>(
    ctx: &Context,
    keep: bool,
    seen: Option<Arc<Seen>>,
    beside: impl FnOnce(&Config) -> T + Send,
) -> Result<(Loaded, T), Stop> {
    let (config, mut problems) = settings(ctx)?;
    let Some(config) = config else {
        return Err(Stop::from(problems));
    };
    let look = || {
        let began = keep.then(|| disk_time(&ctx.root.join(".stillup/cache")));
        Seen::of(&ctx.root, INCIDENTS, began.flatten()).map(Arc::new)
    };
    let seen = seen.or_else(look);
    let cache = unchanged::program().map(|program| Cache {
        program,
        write: keep,
        seen,
    });
    let bare = dressed(ctx, &config, &mut problems);
    let gathered = || {
        let (site, found) = gather(&ctx.root, bare, config.trello.as_ref(), cache);
        let standing = stand(&site, ctx.now);
        (site, standing, found)
    };
    let ((site, standing, found), made) = rayon::join(gathered, || beside(&config));
    problems.extend(found);
    let loaded = Loaded {
        config,
        site,
        standing,
        problems,
    };
    Ok((loaded, made))
}
