//! bunny.net's storage API.

use super::{Answer, Asked, Host, Inside, KEY};
use crate::mortal::{Life, Mortal};
use crate::place::Place;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use stillup::net::secret::Secret;
use stillup::publish::fence::overwrites::Overwrites;
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::bunny::{self, BunnySettings, Zone};
use stillup::publish::release::nonce;
use stillup::tree::Digest;

/// The host.
pub static HOST: LazyLock<Host> = LazyLock::new(|| Host::play(play, changed));

fn changed(asked: &Asked) -> Option<String> {
    let zone = asked.path.split('/').next()?;
    (asked.method != "GET").then(|| zone.to_owned())
}

fn said(status: u16, message: &str) -> Answer {
    let text = format!("{{\"HttpCode\":{status},\"Message\":\"{message}\"}}");
    (status, text.into_bytes())
}

fn play(inside: &mut Inside, asked: &Asked) -> Answer {
    if asked.header("accesskey") != KEY {
        return said(401, "Unauthorized");
    }
    let Some((zone, path)) = asked.path.split_once('/') else {
        return said(404, "Object Not Found");
    };
    let files = inside.sites.entry(zone.to_owned()).or_default();
    match asked.method.as_str() {
        "GET" if path.is_empty() || path.ends_with('/') => {
            let below = files.keys().filter_map(|file| file.strip_prefix(path));
            let names: BTreeSet<(&str, bool)> = below
                .map(|rest| match rest.split_once('/') {
                    Some((folder, _)) => (folder, true),
                    None => (rest, false),
                })
                .collect();
            let listed: Vec<_> = names
                .into_iter()
                .map(|(name, folder)| {
                    serde_json::json!({
                        "StorageZoneName": zone, "Path": format!("/{zone}/{path}"),
                        "ObjectName": name, "IsDirectory": folder, "Checksum": null,
                    })
                })
                .collect();
            (200, serde_json::to_vec(&listed).expect("JSON"))
        }
        "GET" => match files.get(path) {
            Some(bytes) => (200, bytes.clone()),
            None => said(404, "Object Not Found"),
        },
        "PUT" => {
            let checksum = Digest::of(&asked.body).to_string().to_uppercase();
            if asked.header("checksum") != checksum {
                return said(400, "Checksum does not match.");
            }
            files.insert(path.to_owned(), asked.body.clone());
            said(201, "File uploaded.")
        }
        "DELETE" => match files.remove(path) {
            Some(_) => said(200, "File deleted successfuly."),
            None => said(404, "Object Not Found"),
        },
        _ => said(405, "Method Not Allowed"),
    }
}

/// A zone.
pub struct Bunny(pub String);

impl Bunny {
    fn made(&self) -> Overwrites<Zone> {
        let settings = BunnySettings {
            zone: self.0.clone(),
            endpoint: HOST.address(),
            prefix: String::new(),
            key_variable: "STILLUP_BUNNY_KEY".into(),
        };
        bunny::mirror(&settings, &Secret::new(KEY)).expect("settings that fit")
    }
}

impl Place for Bunny {
    const LOOKS_FOR_DAMAGE: bool = false;
    fn new() -> Self {
        Bunny(nonce())
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(self.made())
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let folder = self.made().place;
        Box::new(Overwrites {
            place: Mortal { folder, life },
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        HOST.public(&self.0, ".stillup/")
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        HOST.set(&self.0, path, bytes);
    }
}
