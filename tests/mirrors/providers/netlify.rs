//! Netlify, as its OpenAPI document 2.57 and the guide to its API have it.

use super::{Call, Deploy, Reply, Shop, TOKEN, is_hex, said};
use axum::http::Method;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The site everybody has here.
pub const SITE: &str = "acme-status.netlify.app";

fn refuse(status: u16, message: &str) -> Reply {
    said(status, &json!({ "code": status, "message": message }))
}

/// A file's SHA-1.
pub fn sha1(bytes: &[u8]) -> String {
    let digest = digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes);
    digest
        .as_ref()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn shown(shop: &Shop, deploy: &Deploy) -> Value {
    let required = match deploy.state.as_str() {
        "uploading" | "prepared" => shop.missing(&deploy.files),
        _ => Vec::new(),
    };
    json!({
        "id": deploy.id,
        "site_id": "11111111-2222-3333-4444-555555555555",
        "name": "acme-status",
        "title": deploy.title,
        "state": deploy.state,
        "required": required,
        "deploy_ssl_url": format!("{}/link/{}", shop.base, deploy.id),
        "published_at": deploy.published.then_some("2026-11-20T12:00:00Z"),
    })
}

/// Answers.
pub fn answer(shop: &mut Shop, call: &Call) -> Reply {
    if !call.has_token(TOKEN) {
        return refuse(401, "Access Denied");
    }
    if call.header("user-agent").is_empty() {
        return refuse(403, "a User-Agent is required");
    }
    match (&call.method, &call.parts()[..]) {
        (_, ["sites", site, ..]) if *site != SITE => refuse(404, "Not Found"),
        (&Method::GET, ["sites", _]) => {
            let live = shop.live.clone();
            let live = live.and_then(|id| shop.deploys.iter().find(|deploy| deploy.id == id));
            said(
                200,
                &json!({ "name": "acme-status", "published_deploy": live.map(|live| shown(shop, live)) }),
            )
        }
        (&Method::GET, ["sites", _, "deploys"]) => list(shop, call),
        (&Method::POST, ["sites", _, "deploys"]) => create(shop, call),
        (&Method::GET, ["sites", _, "deploys", id]) => {
            advance(shop, id);
            match shop.deploys.iter().find(|deploy| deploy.id == *id) {
                Some(deploy) => said(200, &shown(shop, deploy)),
                None => refuse(404, "Not Found"),
            }
        }
        (&Method::PUT, ["deploys", id, "files", path @ ..]) => put(shop, call, id, &path.join("/")),
        (&Method::POST, ["sites", _, "deploys", id, "restore"]) => {
            match shop
                .deploy(id)
                .map(|deploy| deploy.state.clone())
                .as_deref()
            {
                None => refuse(404, "Not Found"),
                Some("ready") => {
                    shop.publish(id);
                    said(200, &json!({ "id": id, "state": "ready" }))
                }
                Some(_) => refuse(422, "this deploy is not ready"),
            }
        }
        (&Method::DELETE, ["deploys", id]) => {
            if shop.live.as_deref() == Some(*id) {
                return refuse(422, "the published deploy cannot be deleted");
            }
            let before = shop.deploys.len();
            shop.deploys.retain(|deploy| deploy.id != *id);
            match shop.deploys.len() < before {
                true => Reply {
                    status: 204,
                    headers: Vec::new(),
                    body: Vec::new(),
                },
                false => refuse(404, "Not Found"),
            }
        }
        _ => refuse(404, "Not Found"),
    }
}

fn list(shop: &Shop, call: &Call) -> Reply {
    let number = |name: &str, usual| {
        let given = call.query.get(name).and_then(|text| text.parse().ok());
        given.unwrap_or(usual)
    };
    let (page, size): (usize, usize) = (number("page", 1), number("per_page", 20));
    let all = shop.deploys.iter().rev();
    let listed: Vec<Value> = all
        .skip((page - 1) * size)
        .take(size.min(100))
        .map(|deploy| shown(shop, deploy))
        .collect();
    said(200, &Value::from(listed))
}

fn create(shop: &mut Shop, call: &Call) -> Reply {
    let Some(body) = call.json() else {
        return refuse(400, "the body is not JSON");
    };
    let Some(given) = body["files"].as_object() else {
        return refuse(422, "files are required");
    };
    let mut files = BTreeMap::new();
    for (path, digest) in given {
        let digest = digest.as_str().unwrap_or_default();
        let Some(bare) = path.strip_prefix('/').filter(|_| is_hex(digest, 40)) else {
            return refuse(422, "a path begins with a slash, a digest is a SHA-1");
        };
        if path.contains(['#', '?']) {
            return refuse(422, "file names may not contain # or ?");
        }
        files.insert(bare.to_owned(), digest.to_owned());
    }
    let missing = !shop.missing(&files).is_empty();
    let later = body["async"] == true;
    let deploy = Deploy {
        id: shop.fresh(24),
        title: call.query.get("title").cloned().into(),
        state: match (later, missing) {
            (true, _) => "preparing",
            (false, true) => "uploading",
            (false, false) => "processing",
        }
        .into(),
        files,
        at_once: body["draft"] != true,
        ..Deploy::default()
    };
    shop.deploys.push(deploy.clone());
    said(200, &shown(shop, &deploy))
}

/// Looking at it is enough to find it one step further.
fn advance(shop: &mut Shop, id: &str) {
    let Some(deploy) = shop.deploy(id).cloned() else {
        return;
    };
    let next = match deploy.state.as_str() {
        "preparing" => "prepared",
        "prepared" | "uploading" if shop.missing(&deploy.files).is_empty() => "processing",
        "processing" => "ready",
        other => other,
    };
    if next == "ready" && deploy.at_once && deploy.state != next {
        shop.publish(id);
    }
    shop.deploy(id).expect("it is there").state = next.to_owned();
}

fn put(shop: &mut Shop, call: &Call, id: &str, path: &str) -> Reply {
    if call.header("content-type") != "application/octet-stream" {
        return refuse(422, "the type has to be application/octet-stream");
    }
    let Some(deploy) = shop.deploy(id) else {
        return refuse(404, "Not Found");
    };
    if !matches!(deploy.state.as_str(), "uploading" | "prepared") {
        return refuse(422, "this deploy takes no files");
    }
    let digest = sha1(&call.body);
    if deploy.files.get(path) != Some(&digest) {
        return refuse(422, "the file is not the one that was announced");
    }
    deploy.state = "uploading".into();
    shop.blobs
        .insert(digest.clone(), (call.body.clone(), String::new()));
    said(
        200,
        &json!({ "id": format!("/{path}"), "path": format!("/{path}"), "sha": digest }),
    )
}
