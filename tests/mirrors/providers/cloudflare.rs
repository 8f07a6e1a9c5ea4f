//! Cloudflare's Workers with static assets, as "Direct Uploads" and the API's reference have them.

use super::{Call, Deploy, Field, Reply, Shop, TOKEN, form, is_hex, said};
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The account and the Worker everybody has here.
pub const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
/// The Worker.
pub const WORKER: &str = "acme-status";

/// A refusal.
pub fn refuse(status: u16, code: u32, message: &str) -> Reply {
    let errors = json!([{ "code": code, "message": message }]);
    said(
        status,
        &json!({ "success": false, "errors": errors, "messages": [], "result": null }),
    )
}

/// What was asked for.
pub fn result(status: u16, result: &Value) -> Reply {
    said(
        status,
        &json!({ "success": true, "errors": [], "messages": [], "result": result }),
    )
}

fn version(deploy: &Deploy) -> Value {
    json!({ "id": deploy.id, "number": 1, "annotations": { "workers/message": deploy.title } })
}

/// Answers.
pub fn answer(shop: &mut Shop, call: &Call) -> Reply {
    let parts = call.parts();
    if let (&Method::POST, ["accounts", ACCOUNT, "workers", "assets", "upload"]) =
        (&call.method, &parts[..])
    {
        return upload(shop, call);
    }
    if !call.has_token(TOKEN) {
        return refuse(403, 10000, "Authentication error");
    }
    match (&call.method, &parts[..]) {
        (method, ["accounts", ACCOUNT, "workers", "scripts", WORKER, what]) => {
            match (method, *what) {
                (&Method::POST, "assets-upload-session") => session(shop, call),
                (&Method::POST, "versions") => make(shop, call),
                (&Method::GET, "deployments") => {
                    let shown = shop.history.iter().rev().take(10).map(|id| {
                        let title = shop.deploys.iter().find(|deploy| deploy.id == *id);
                        let title = title.map(|deploy| deploy.title.clone());
                        json!({
                            "id": format!("deployment-of-{id}"),
                            "strategy": "percentage",
                            "annotations": { "workers/message": title },
                            "versions": [{ "version_id": id, "percentage": 100 }],
                        })
                    });
                    let shown: Vec<Value> = shown.collect();
                    result(200, &json!({ "deployments": shown }))
                }
                (&Method::POST, "deployments") => deploy(shop, call),
                _ => refuse(405, 10405, "method not allowed"),
            }
        }
        (
            &Method::GET,
            [
                "accounts",
                ACCOUNT,
                "workers",
                "workers",
                WORKER,
                "versions",
            ],
        ) => list(shop, call),
        (
            method,
            [
                "accounts",
                ACCOUNT,
                "workers",
                "workers",
                WORKER,
                "versions",
                id,
            ],
        ) => {
            let Some(found) = shop.deploy(id).cloned() else {
                return refuse(404, 10021, "version not found");
            };
            match *method {
                Method::GET => result(200, &version(&found)),
                Method::DELETE if found.published => {
                    refuse(400, 10022, "a version that was deployed cannot be deleted")
                }
                Method::DELETE => {
                    shop.deploys.retain(|deploy| deploy.id != *id);
                    result(200, &Value::Null)
                }
                _ => refuse(405, 10405, "method not allowed"),
            }
        }
        _ => refuse(404, 10007, "This Worker does not exist on your account."),
    }
}

fn list(shop: &Shop, call: &Call) -> Reply {
    let number = |name: &str, usual: usize| {
        let given = call.query.get(name).and_then(|text| text.parse().ok());
        given.unwrap_or(usual)
    };
    let (page, size) = (number("page", 1), number("per_page", 10).min(100));
    let all = shop.deploys.iter().rev().skip((page - 1) * size);
    result(200, &all.take(size).map(version).collect())
}

fn session(shop: &mut Shop, call: &Call) -> Reply {
    let body = call.json().unwrap_or_default();
    let Some(given) = body["manifest"].as_object() else {
        return refuse(400, 10021, "a manifest is required");
    };
    if given.len() > 20_000 {
        return refuse(400, 10023, "the manifest has more than 20,000 files");
    }
    let mut files = BTreeMap::new();
    for (path, entry) in given {
        let hash = entry["hash"].as_str().unwrap_or_default();
        let size = entry["size"].as_u64().filter(|size| *size <= 25 << 20);
        match path.strip_prefix('/') {
            Some(bare) if is_hex(hash, 32) && size.is_some() => {
                files.insert(bare.to_owned(), hash.to_owned())
            }
            _ => return refuse(400, 10021, "the manifest is malformed"),
        };
    }
    let missing = shop.missing(&files);
    let token = format!("session-{}", shop.fresh(8));
    let done = missing.is_empty();
    let good = json!({ "files": files, "missing": missing, "done": done });
    shop.tokens.insert(token.clone(), good);
    let buckets: Vec<&[String]> = missing.chunks(3).collect();
    result(200, &json!({ "jwt": token, "buckets": buckets }))
}

fn upload(shop: &mut Shop, call: &Call) -> Reply {
    let token = call.header("authorization").strip_prefix("Bearer ");
    let token = token.unwrap_or_default().to_owned();
    let Some(good) = shop.tokens.get(&token).cloned() else {
        return refuse(401, 10000, "the token has expired");
    };
    if call.query.get("base64").map(String::as_str) != Some("true") {
        return refuse(400, 10021, "base64 must be true");
    }
    let missing: Vec<String> = serde_json::from_value(good["missing"].clone()).expect("digests");
    for field in form(call).unwrap_or_default() {
        let Field {
            name,
            file,
            content_type,
            value,
        } = field;
        let bytes = STANDARD.decode(value);
        let announced = missing.contains(&name) && file.as_deref() == Some(name.as_str());
        match bytes {
            Ok(bytes) if announced && !content_type.is_empty() => {
                shop.blobs.insert(name, (bytes, content_type))
            }
            _ => return refuse(400, 10021, "a file that was not announced"),
        };
    }
    let left = missing
        .iter()
        .any(|digest| !shop.blobs.contains_key(digest));
    if left {
        return result(202, &json!({}));
    }
    let done = format!("completion-{}", shop.fresh(8));
    let good = json!({ "files": good["files"], "done": true });
    shop.tokens.insert(done.clone(), good);
    result(201, &json!({ "jwt": done }))
}

fn make(shop: &mut Shop, call: &Call) -> Reply {
    let fields = form(call).unwrap_or_default();
    let metadata = fields.iter().find(|field| field.name == "metadata");
    let metadata = metadata.filter(|field| field.content_type == "application/json");
    let metadata: Value = metadata
        .and_then(|field| serde_json::from_slice(&field.value).ok())
        .unwrap_or_default();
    let token = metadata["assets"]["jwt"].as_str().unwrap_or_default();
    let good = shop.tokens.get(token).cloned();
    let Some(good) = good.filter(|good| good["done"] == true) else {
        return refuse(400, 10021, "assets.jwt is no completion token");
    };
    let title = metadata["annotations"]["workers/message"].clone();
    if title.as_str().is_some_and(|title| title.len() > 100) {
        return refuse(400, 10021, "workers/message is longer than 100 bytes");
    }
    if !metadata["compatibility_date"].is_string() {
        return refuse(400, 10021, "compatibility_date is required");
    }
    let made = Deploy {
        id: format!("{}-0000-0000-0000-000000000000", shop.fresh(8)),
        title,
        state: "ready".into(),
        files: serde_json::from_value(good["files"].clone()).expect("files"),
        told: metadata["assets"]["config"].clone(),
        ..Deploy::default()
    };
    let reply = result(200, &version(&made));
    shop.deploys.push(made);
    reply
}

fn deploy(shop: &mut Shop, call: &Call) -> Reply {
    let body = call.json().unwrap_or_default();
    let one = &body["versions"][0];
    if body["strategy"] != "percentage" || one["percentage"] != 100 {
        return refuse(400, 10021, "the percentages have to add up to 100");
    }
    let id = one["version_id"].as_str().unwrap_or_default().to_owned();
    let mut newest = shop.deploys.iter().rev().take(100);
    if !newest.any(|deploy| deploy.id == id) {
        return refuse(400, 10021, "a version in the deployment does not exist");
    }
    shop.publish(&id);
    result(200, &json!({ "id": format!("deployment-of-{id}") }))
}
