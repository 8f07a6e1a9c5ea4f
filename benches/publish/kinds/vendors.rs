//! Vendors as their documentation has them, as in the tests: what is asked, sent and read is what they would be asked,
//! sent and answer; how long they take is not.

use super::{Kind, over_http};
use crate::daemons::cut::Line;
use crate::google;
use crate::providers::{self, Call, Reply, Shop, TOKEN, behind};

/// A bucket of Google's.
pub fn gcs(size: usize) -> Kind {
    let line = Line::to(google::port());
    let table = format!(
        "gcs = {{ bucket = \"stillup\", prefix = \"{size}\", endpoint = \"http://127.0.0.1:{}\" }}",
        line.port
    );
    Kind {
        env: vec![("GOOGLE_SERVICE_ACCOUNT_KEY", google::KEY.into())],
        ..over_http("gcs", table, line)
    }
}

/// A shop of a provider behind a line, and its address on that.
fn opened(answer: fn(&mut Shop, &Call) -> Reply, short: bool) -> (Line, String) {
    let (name, base) = providers::open(answer, short);
    let mut port = base.split(['/', ':']).filter_map(|part| part.parse().ok());
    let line = Line::to(port.next_back().expect("a port"));
    let base = format!("http://127.0.0.1:{}/{name}", line.port);
    behind(&name, |shop| shop.base.clone_from(&base));
    (line, base)
}

/// A kind that carries the token in a variable.
fn with_token(name: &'static str, variable: &'static str, table: String, line: Line) -> Kind {
    Kind {
        env: vec![(variable, TOKEN.into())],
        ..over_http(name, table, line)
    }
}

/// A site of Netlify's.
pub fn netlify() -> Kind {
    let (line, base) = opened(providers::netlify::answer, false);
    let site = providers::netlify::SITE;
    let table = format!("netlify = {{ site = \"{site}\", endpoint = \"{base}\" }}");
    with_token("netlify", "NETLIFY_AUTH_TOKEN", table, line)
}

fn cloudflare(name: &'static str, product: &str, line: Line, base: &str) -> Kind {
    let account = providers::cloudflare::ACCOUNT;
    let table = format!(
        "cloudflare = {{ account = \"{account}\", {product}, endpoint = \"{base}\", read_at = \"{base}/public\" }}"
    );
    with_token(name, "CLOUDFLARE_API_TOKEN", table, line)
}

/// A Worker of Cloudflare's.
pub fn worker() -> Kind {
    let (line, base) = opened(providers::cloudflare::answer, true);
    let product = format!("worker = \"{}\"", providers::cloudflare::WORKER);
    cloudflare("worker", &product, line, &base)
}

/// A project of Cloudflare's Pages.
pub fn pages() -> Kind {
    let (line, base) = opened(providers::pages::answer, true);
    let product = format!("pages = \"{}\"", providers::pages::PROJECT);
    cloudflare("pages", &product, line, &base)
}

/// A project of Vercel's.
pub fn vercel() -> Kind {
    let (line, base) = opened(providers::vercel::answer, false);
    let project = providers::vercel::PROJECT;
    let table = format!(
        "vercel = {{ project = \"{project}\", endpoint = \"{base}\", read_at = \"{base}/public\" }}"
    );
    with_token("vercel", "VERCEL_TOKEN", table, line)
}

/// A site of Firebase Hosting.
pub fn firebase() -> Kind {
    let (line, base) = opened(providers::firebase::answer, false);
    let site = providers::firebase::SITE;
    let table = format!(
        "firebase = {{ site = \"{site}\", endpoint = \"{base}\", read_at = \"{base}/public\" }}"
    );
    Kind {
        env: vec![(
            "GOOGLE_SERVICE_ACCOUNT_KEY",
            providers::firebase::key(&base),
        )],
        ..over_http("firebase", table, line)
    }
}
