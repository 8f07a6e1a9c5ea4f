//! Vercel, as its REST API's reference has it.

use super::netlify::sha1;
use super::{Call, Deploy, Reply, Shop, TOKEN, is_hex, said};
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The project everybody has here.
pub const PROJECT: &str = "acme-status";

fn refuse(status: u16, code: &str, message: &str) -> Reply {
    said(
        status,
        &json!({ "error": { "code": code, "message": message } }),
    )
}

fn not_found() -> Reply {
    refuse(404, "not_found", "The deployment could not be found")
}

fn shown(deploy: &Deploy) -> Value {
    json!({
        "id": deploy.id,
        "uid": deploy.id,
        "name": PROJECT,
        "projectId": "prj_1",
        "readyState": deploy.state,
        "readySubstate": if deploy.published { "PROMOTED" } else { "STAGED" },
        "target": "production",
        "meta": deploy.title,
    })
}

/// Answers.
pub fn answer(shop: &mut Shop, call: &Call) -> Reply {
    if !call.has_token(TOKEN) {
        return refuse(403, "forbidden", "Not authorized");
    }
    // What was accepted before is done by now.
    if let Some(id) = shop
        .tokens
        .remove("promoting")
        .and_then(|id| id.as_str().map(str::to_owned))
        && shop.deploy(&id).is_some()
    {
        shop.publish(&id);
    }
    match (&call.method, &call.parts()[..]) {
        (&Method::POST, ["v2", "files"]) => put(shop, call),
        (&Method::POST, ["v13", "deployments"]) => create(shop, call),
        (&Method::GET, ["v13", "deployments", id]) => {
            // The name of the address that readers have, or a deployment's own.
            let id = match *id {
                "127.0.0.1" => shop.live.clone().unwrap_or_default(),
                id => id.to_owned(),
            };
            let Some(deploy) = shop.deploy(&id) else {
                return not_found();
            };
            let reply = said(200, &shown(deploy));
            let next = match deploy.state.as_str() {
                "QUEUED" => "BUILDING",
                _ => "READY",
            };
            let done = next == "READY" && deploy.state != next && deploy.at_once;
            deploy.state = next.into();
            if done {
                shop.publish(&id);
            }
            reply
        }
        (&Method::GET, ["v6", "deployments"]) => list(shop, call),
        (&Method::DELETE, ["v13", "deployments", id]) => {
            let before = shop.deploys.len();
            shop.deploys.retain(|deploy| deploy.id != *id);
            if shop.live.as_deref() == Some(*id) {
                // As it is: readers get nothing from here on.
                shop.live = None;
            }
            match shop.deploys.len() < before {
                true => said(200, &json!({ "uid": id, "state": "DELETED" })),
                false => not_found(),
            }
        }
        (&Method::POST, ["v10", "projects", PROJECT, "promote", id]) => {
            match shop
                .deploy(id)
                .map(|deploy| deploy.state.clone())
                .as_deref()
            {
                None => not_found(),
                Some("READY") => {
                    shop.tokens.insert("promoting".into(), Value::from(*id));
                    said(202, &Value::Null)
                }
                Some(_) => refuse(400, "bad_request", "The deployment is not ready"),
            }
        }
        _ => refuse(404, "not_found", "No such endpoint"),
    }
}

fn list(shop: &Shop, call: &Call) -> Reply {
    if call.query.get("projectId").map(String::as_str) != Some(PROJECT) {
        return refuse(404, "not_found", "Project not found");
    }
    let until = call.query.get("until").and_then(|text| text.parse().ok());
    let end = until.unwrap_or(shop.deploys.len()).min(shop.deploys.len());
    let begin = end.saturating_sub(100);
    let listed: Vec<Value> = shop.deploys[begin..end].iter().rev().map(shown).collect();
    let next = (begin > 0).then_some(begin);
    said(
        200,
        &json!({ "deployments": listed, "pagination": { "count": listed.len(), "next": next } }),
    )
}

fn put(shop: &mut Shop, call: &Call) -> Reply {
    let digest = call.header("x-vercel-digest");
    if digest != sha1(&call.body) || call.header("content-type") != "application/octet-stream" {
        return refuse(400, "bad_request", "The digest does not match");
    }
    let digest = digest.to_owned();
    shop.blobs
        .insert(digest, (call.body.clone(), String::new()));
    said(200, &json!({ "urls": [] }))
}

fn create(shop: &mut Shop, call: &Call) -> Reply {
    let bad = |message: &str| refuse(400, "bad_request", message);
    let Some(body) = call.json() else {
        return bad("Invalid JSON");
    };
    if body["name"].as_str().is_none_or(str::is_empty) {
        return bad("Missing required property `name`");
    }
    let Some(given) = body["files"].as_array() else {
        return bad("Missing required property `files`");
    };
    let (mut files, mut told) = (BTreeMap::new(), Value::Null);
    let mut missing = Vec::new();
    for file in given {
        let path = file["file"].as_str().unwrap_or_default();
        if path.is_empty() || path.starts_with('/') {
            return bad("Invalid `file`");
        }
        if let Some(data) = file["data"].as_str() {
            let read: Result<Value, _> = serde_json::from_str(data);
            match read {
                Ok(read) if path == "vercel.json" => told = read,
                _ => return bad("Invalid vercel.json"),
            }
            continue;
        }
        let digest = file["sha"].as_str().unwrap_or_default();
        if !is_hex(digest, 40) || !file["size"].is_u64() {
            return bad("Invalid `sha` or `size`");
        }
        let size = file["size"].as_u64();
        match shop.blobs.get(digest) {
            Some((bytes, _)) if Some(bytes.len() as u64) == size => {}
            _ => missing.push(digest.to_owned()),
        }
        files.insert(path.to_owned(), digest.to_owned());
    }
    let whole = |rule: &Value| rule["source"].is_string() && rule["headers"].is_array();
    let rules = told["headers"].as_array();
    if rules.is_some_and(|rules| !rules.iter().all(whole)) {
        return bad("Invalid vercel.json: `headers`");
    }
    missing.sort();
    missing.dedup();
    if !missing.is_empty() {
        let error =
            json!({ "code": "missing_files", "message": "Missing files", "missing": missing });
        return said(400, &json!({ "error": error }));
    }
    let deploy = Deploy {
        id: format!("dpl_{}", shop.fresh(16)),
        title: body["meta"].clone(),
        state: "QUEUED".into(),
        files,
        // Else the project's addresses lead to it as soon as it is ready.
        at_once: body["target"] == "production" && body["autoAssignCustomDomains"] != false,
        told,
        ..Deploy::default()
    };
    let reply = said(200, &shown(&deploy));
    shop.deploys.push(deploy);
    reply
}
