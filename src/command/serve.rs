//! `serve`: the site as it would be published, at an address on this machine, made anew whenever a
//! file changes.

mod look;
mod watch;

use super::{Context, Exit, Stop};
use crate::net::server::{Server, site};
use crate::problem::Problem;
use axum::Router;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use look::Look;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;
use tokio::sync::broadcast::{self, Sender};
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::BroadcastStream;

/// What `serve` takes.
#[derive(Debug, Clone, clap::Args)]
pub struct ServeArgs {
    /// The port to answer at; 0 takes any free one
    #[arg(short, long, value_name = "PORT", default_value_t = 8800)]
    pub port: u16,
}

/// Serves until Ctrl-C.
///
/// # Errors
/// There is no site, or the port is in use.
pub fn run(ctx: &Context, args: &ServeArgs) -> Result<Exit, Stop> {
    ctx.site()?;
    let began = Instant::now();
    let mut look = Look::default();
    look.renew(ctx, began.elapsed());
    ctx.report(look.problems());
    let shared = Arc::new(RwLock::new(look.clone()));
    let (changed, _) = broadcast::channel(16);
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, args.port));
    let server = Server::start(address, router(&shared, &changed)).map_err(|problem| Problem {
        hint: Some("stillup serve --port 0".to_owned()),
        ..problem
    })?;
    ctx.print(&format!("http://{}/\n", server.address));
    ctx.say("watching for changes; Ctrl-C ends");
    let (root, theme) = (ctx.root.clone(), ctx.clone());
    watch::start(&root, look.named(), move || {
        look.renew(&theme, began.elapsed());
        theme.report(look.problems());
        theme.say("made anew");
        *shared.write().unwrap_or_else(PoisonError::into_inner) = look.clone();
        // Nobody may be looking.
        let _ = changed.send(());
        look.named()
    })?;
    super::mirrors::wait_for(tokio::signal::ctrl_c())?
        .map_err(|error| Problem::error("signal", "cannot wait for Ctrl-C").because(error))?;
    Ok(Exit::Done)
}

fn router(shared: &Arc<RwLock<Look>>, changed: &Sender<()>) -> Router {
    let find = {
        let shared = Arc::clone(shared);
        Arc::new(move |path: &str| {
            shared
                .read()
                .unwrap_or_else(PoisonError::into_inner)
                .find(path)
        })
    };
    let changed = changed.clone();
    let live = move || {
        let changes = BroadcastStream::new(changed.subscribe());
        let events = changes.map(|_| Ok::<_, Infallible>(Event::default().data("changed")));
        async move { Sse::new(events).keep_alive(KeepAlive::default()) }
    };
    Router::new()
        .route(look::LIVE, get(live))
        .fallback_service(site(find))
}
