//! Firebase Hosting, as the reference of its REST API `v1beta1` has it, and Google's exchange of a service
//! account's signed claim for a token (RFC 7523).

use super::{Call, Deploy, Reply, Shop, TOKEN, is_hex, said};
use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use flate2::read::GzDecoder;
use ring::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RsaKeyPair, UnparsedPublicKey};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Read as _;
use stillup::tree::Digest;

/// The site everybody has here.
pub const SITE: &str = "acme-status";

/// A key nobody uses for anything else.
const PEM: &str = include_str!("../../data/made-for-tests.pem");

/// A service account's key, which is exchanged at this address.
pub fn key(base: &str) -> String {
    json!({
        "type": "service_account",
        "private_key_id": "1",
        "private_key": PEM,
        "client_email": "ci@acme.iam.example",
        "token_uri": format!("{base}/token"),
    })
    .to_string()
}

fn refuse(status: u16, code: &str, message: &str) -> Reply {
    said(
        status,
        &json!({ "error": { "code": status, "status": code, "message": message } }),
    )
}

fn not_found() -> Reply {
    refuse(404, "NOT_FOUND", "Requested entity was not found.")
}

fn bad(message: &str) -> Reply {
    refuse(400, "INVALID_ARGUMENT", message)
}

fn shown(deploy: &Deploy) -> Value {
    json!({ "name": deploy.id, "status": deploy.state, "labels": deploy.title })
}

/// Answers.
pub fn answer(shop: &mut Shop, call: &Call) -> Reply {
    if (&call.method, &*call.path) == (&Method::POST, "/token") {
        return token(call, &shop.base);
    }
    if !call.has_token(TOKEN) {
        return refuse(401, "UNAUTHENTICATED", "Request had invalid credentials.");
    }
    let parts = call.parts();
    let named = |id: &str| format!("sites/{SITE}/versions/{id}");
    match (&call.method, &parts[..]) {
        (&Method::POST, ["files", id, hash]) => put(shop, call, &named(id), hash),
        (_, ["v1beta1", "sites", site, ..]) if *site != SITE => not_found(),
        (&Method::POST, ["v1beta1", _, _, "versions"]) => create(shop, call),
        (&Method::GET, ["v1beta1", _, _, "versions"]) => {
            let listed = shop.deploys.iter().rev().take(100).map(shown);
            said(200, &json!({ "versions": listed.collect::<Vec<_>>() }))
        }
        (&Method::GET, ["v1beta1", _, _, "channels", "live"]) => {
            let live = shop.live.clone().unwrap_or_default();
            let release = shop
                .deploy(&live)
                .map(|deploy| json!({ "version": shown(deploy) }));
            let mut channel = json!({ "name": format!("sites/{SITE}/channels/live") });
            if let Some(release) = release {
                channel["release"] = release;
            }
            said(200, &channel)
        }
        (&Method::GET, ["v1beta1", _, _, "channels", "live", "releases"]) => {
            let listed = shop.history.iter().rev().take(100);
            let listed = listed.map(|id| json!({ "version": { "name": id } }));
            said(200, &json!({ "releases": listed.collect::<Vec<_>>() }))
        }
        (&Method::POST, ["v1beta1", _, _, "channels", "live", "releases"]) => {
            let id = call.query.get("versionName").cloned().unwrap_or_default();
            match shop
                .deploy(&id)
                .map(|deploy| deploy.state.clone())
                .as_deref()
            {
                None => not_found(),
                Some("FINALIZED") => {
                    shop.publish(&id);
                    said(200, &json!({ "version": { "name": id } }))
                }
                Some(_) => refuse(400, "FAILED_PRECONDITION", "the version is not finalized"),
            }
        }
        (method, ["v1beta1", _, _, "versions", id]) => {
            let (id, populate) = match id.strip_suffix(":populateFiles") {
                Some(id) => (named(id), true),
                None => (named(id), false),
            };
            match *method {
                Method::POST if populate => fill(shop, call, &id),
                Method::PATCH => finish(shop, call, &id),
                Method::DELETE => delete(shop, &id),
                _ => bad("no such method"),
            }
        }
        _ => not_found(),
    }
}

fn token(call: &Call, base: &str) -> Reply {
    let refuse = |why: &str| {
        said(
            400,
            &json!({ "error": "invalid_grant", "error_description": why }),
        )
    };
    let form: BTreeMap<String, String> = url::form_urlencoded::parse(&call.body)
        .into_owned()
        .collect();
    let grant = form.get("grant_type").map(String::as_str);
    if grant != Some("urn:ietf:params:oauth:grant-type:jwt-bearer") {
        return refuse("Unsupported grant type");
    }
    let assertion = form.get("assertion").cloned().unwrap_or_default();
    let Some((signed, signature)) = assertion.rsplit_once('.') else {
        return refuse("Invalid JWT");
    };
    let lines = PEM.lines().filter(|line| !line.starts_with("-----"));
    let der = STANDARD.decode(lines.collect::<String>()).expect("a key");
    let pair = RsaKeyPair::from_pkcs8(&der).expect("a key");
    let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.public_key().as_ref());
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
    if public.verify(signed.as_bytes(), &signature).is_err() {
        return refuse("Invalid JWT Signature.");
    }
    let claim = signed.split('.').nth(1).unwrap_or_default();
    let claim = URL_SAFE_NO_PAD.decode(claim).unwrap_or_default();
    let claim: Value = serde_json::from_slice(&claim).unwrap_or_default();
    let life = claim["exp"].as_i64().zip(claim["iat"].as_i64());
    let fits = life.is_some_and(|(end, begin)| end > begin && end - begin <= 3_600);
    if !fits || claim["iss"] != "ci@acme.iam.example" || claim["aud"] != format!("{base}/token") {
        return refuse("Invalid JWT: iss, aud, iat or exp");
    }
    if claim["scope"] != "https://www.googleapis.com/auth/firebase" {
        return refuse("Invalid scope");
    }
    said(
        200,
        &json!({ "access_token": TOKEN, "expires_in": 3_600, "token_type": "Bearer" }),
    )
}

fn create(shop: &mut Shop, call: &Call) -> Reply {
    let body = call.json().unwrap_or_default();
    let fits = |text: &str| {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
        text.len() <= 63 && text.chars().all(fits)
    };
    let labels = body["labels"].as_object().cloned().unwrap_or_default();
    let wrong = labels
        .iter()
        .any(|(key, value)| !fits(key) || !value.as_str().is_some_and(fits));
    if wrong {
        return bad("a label does not fit");
    }
    let rules = body["config"]["headers"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    if rules
        .iter()
        .any(|rule| !rule["glob"].is_string() || !rule["headers"].is_object())
    {
        return bad("config.headers is malformed");
    }
    let made = Deploy {
        id: format!("sites/{SITE}/versions/{}", shop.fresh(16)),
        title: body["labels"].clone(),
        state: "CREATED".into(),
        told: body["config"].clone(),
        ..Deploy::default()
    };
    let reply = said(200, &shown(&made));
    shop.deploys.push(made);
    reply
}

fn fill(shop: &mut Shop, call: &Call, id: &str) -> Reply {
    let body = call.json().unwrap_or_default();
    let given = body["files"].as_object().cloned().unwrap_or_default();
    if given.len() > 1_000 {
        return bad("more than 1000 files");
    }
    let base = shop.base.clone();
    let Some(deploy) = shop.deploy(id).filter(|deploy| deploy.state == "CREATED") else {
        return not_found();
    };
    let mut files = BTreeMap::new();
    for (path, hash) in given {
        let hash = hash.as_str().unwrap_or_default();
        match path
            .strip_prefix('/')
            .filter(|path| !path.starts_with("__/"))
        {
            Some(bare) if is_hex(hash, 64) => files.insert(bare.to_owned(), hash.to_owned()),
            _ => return bad("a path or a hash is malformed"),
        };
    }
    deploy.files.extend(files.clone());
    let missing = shop.missing(&files);
    let short = id.rsplit('/').next().unwrap_or_default();
    said(
        200,
        &json!({ "uploadUrl": format!("{base}/files/{short}"), "uploadRequiredHashes": missing }),
    )
}

fn put(shop: &mut Shop, call: &Call, id: &str, hash: &str) -> Reply {
    let Some(deploy) = shop.deploy(id) else {
        return not_found();
    };
    if !deploy.files.values().any(|other| other == hash) || deploy.state != "CREATED" {
        return bad("the version does not need this file");
    }
    let mut bytes = Vec::new();
    let unpacked = GzDecoder::new(&call.body[..]).read_to_end(&mut bytes);
    if Digest::of(&call.body).to_string() != hash || unpacked.is_err() {
        return bad("the hash is not that of these bytes, packed with gzip");
    }
    shop.blobs.insert(hash.to_owned(), (bytes, String::new()));
    said(200, &json!({}))
}

fn finish(shop: &mut Shop, call: &Call, id: &str) -> Reply {
    let mask = call.query.get("updateMask").map(String::as_str);
    let body = call.json().unwrap_or_default();
    if mask != Some("status") || body["status"] != "FINALIZED" {
        return bad("updateMask and status are required");
    }
    let Some(files) = shop.deploy(id).map(|deploy| deploy.files.clone()) else {
        return not_found();
    };
    if !shop.missing(&files).is_empty() {
        return refuse(400, "FAILED_PRECONDITION", "files are missing");
    }
    let deploy = shop.deploy(id).expect("it is there");
    deploy.state = "FINALIZED".into();
    said(200, &shown(deploy))
}

fn delete(shop: &mut Shop, id: &str) -> Reply {
    if shop.live.as_deref() == Some(id) {
        return refuse(400, "FAILED_PRECONDITION", "the version is live");
    }
    let before = shop.deploys.len();
    shop.deploys.retain(|deploy| deploy.id != id);
    match shop.deploys.len() < before {
        true => said(200, &json!({})),
        false => not_found(),
    }
}
