//! Cloudflare's Pages, as its own program `wrangler` publishes to it, and as the API's reference has the rest.

use super::cloudflare::{ACCOUNT, refuse, result};
use super::{Call, Deploy, Reply, Shop, TOKEN, form, is_hex};
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use stillup::publish::mirror::cloudflare::pages::hash;

/// The project everybody has here.
pub const PROJECT: &str = "acme-status";

fn shown(deploy: &Deploy) -> Value {
    json!({
        "id": deploy.id,
        "environment": "production",
        "latest_stage": { "name": "deploy", "status": deploy.state },
        "deployment_trigger": { "type": "ad_hoc", "metadata": { "branch": "main", "commit_message": deploy.title } },
    })
}

/// Answers.
pub fn answer(shop: &mut Shop, call: &Call) -> Reply {
    let parts = call.parts();
    if let ["pages", "assets", what] = parts[..] {
        return assets(shop, call, what);
    }
    if !call.has_token(TOKEN) {
        return refuse(403, 10000, "Authentication error");
    }
    let ["accounts", ACCOUNT, "pages", "projects", PROJECT, rest @ ..] = &parts[..] else {
        return refuse(404, 8000007, "Project not found.");
    };
    match (&call.method, rest) {
        (&Method::GET, []) => {
            let live = shop.live.clone();
            let live = live.and_then(|id| shop.deploys.iter().find(|deploy| deploy.id == id));
            let live = live.map(shown);
            result(
                200,
                &json!({ "name": PROJECT, "production_branch": "main", "canonical_deployment": live }),
            )
        }
        (&Method::GET, ["upload-token"]) => {
            let token = format!("jwt-{}", shop.fresh(8));
            shop.tokens.insert(token.clone(), Value::Null);
            result(200, &json!({ "jwt": token }))
        }
        (&Method::GET, ["deployments"]) => {
            let number = |name: &str| call.query.get(name).and_then(|text| text.parse().ok());
            let (page, size): (usize, usize) = (
                number("page").unwrap_or(1),
                number("per_page").unwrap_or(25).min(25),
            );
            let all = shop.deploys.iter().rev().skip((page - 1) * size);
            result(200, &all.take(size).map(shown).collect())
        }
        (&Method::POST, ["deployments"]) => create(shop, call),
        (&Method::GET, ["deployments", id]) => match shop.deploy(id) {
            Some(deploy) => result(200, &shown(deploy)),
            None => refuse(404, 8000009, "Deployment not found."),
        },
        (&Method::DELETE, ["deployments", id]) => {
            if shop.live.as_deref() == Some(*id) {
                return refuse(400, 8000034, "The live deployment cannot be deleted.");
            }
            shop.deploys.retain(|deploy| deploy.id != *id);
            result(200, &Value::Null)
        }
        (&Method::POST, ["deployments", id, "rollback"]) => match shop.deploy(id).is_some() {
            true => {
                shop.publish(id);
                result(200, &Value::Null)
            }
            false => refuse(404, 8000009, "Deployment not found."),
        },
        _ => refuse(405, 7001, "Method not allowed"),
    }
}

fn assets(shop: &mut Shop, call: &Call, what: &str) -> Reply {
    let token = call.header("authorization").strip_prefix("Bearer ");
    if token.is_none_or(|token| !shop.tokens.contains_key(token)) {
        return refuse(401, 8000013, "Authorization failed");
    }
    let Some(body) = call.json() else {
        return refuse(400, 8000000, "Invalid JSON");
    };
    match (&call.method, what) {
        (&Method::POST, "check-missing" | "upsert-hashes") => {
            let hashes = body["hashes"].as_array().cloned().unwrap_or_default();
            let known = |hash: &Value| shop.blobs.contains_key(hash.as_str().unwrap_or_default());
            let missing: Vec<Value> = hashes.into_iter().filter(|hash| !known(hash)).collect();
            result(200, &Value::from(missing))
        }
        (&Method::POST, "upload") => {
            for file in body.as_array().into_iter().flatten() {
                let key = file["key"].as_str().unwrap_or_default();
                let kind = file["metadata"]["contentType"].as_str().unwrap_or_default();
                let bytes = STANDARD.decode(file["value"].as_str().unwrap_or_default());
                let (true, Ok(bytes)) = (file["base64"] == true && is_hex(key, 32), bytes) else {
                    return refuse(400, 8000000, "Malformed file");
                };
                shop.blobs.insert(key.to_owned(), (bytes, kind.to_owned()));
            }
            result(200, &Value::Null)
        }
        _ => refuse(405, 7001, "Method not allowed"),
    }
}

fn create(shop: &mut Shop, call: &Call) -> Reply {
    let fields = form(call).unwrap_or_default();
    let text = |name: &str| {
        let found = fields.iter().find(|field| field.name == name)?;
        String::from_utf8(found.value.clone()).ok()
    };
    let manifest = text("manifest").and_then(|text| serde_json::from_str(&text).ok());
    let Some(manifest): Option<BTreeMap<String, String>> = manifest else {
        return refuse(400, 8000096, "A manifest is required.");
    };
    let mut files = BTreeMap::new();
    for (path, digest) in manifest {
        let bare = path.strip_prefix('/').unwrap_or_default();
        let bytes = shop.blobs.get(&digest).map(|(bytes, _)| bytes);
        // Pages goes by the digest alone: a wrong one is found by whoever reads the file.
        if bytes.is_none_or(|bytes| hash(bare, bytes) != digest) || bare.starts_with('_') {
            return refuse(400, 8000000, "A file in the manifest is not there.");
        }
        files.insert(bare.to_owned(), digest);
    }
    if text("commit_message").is_some_and(|text| text.len() > 384) {
        return refuse(400, 8000000, "The commit message is too long.");
    }
    let made = Deploy {
        id: format!("{}-0000-0000-0000-000000000000", shop.fresh(8)),
        title: text("commit_message").into(),
        state: "success".into(),
        files,
        told: json!({ "_headers": text("_headers") }),
        ..Deploy::default()
    };
    let (id, reply) = (made.id.clone(), result(200, &shown(&made)));
    shop.deploys.push(made);
    if text("branch").as_deref() == Some("main") {
        shop.publish(&id);
    }
    reply
}
