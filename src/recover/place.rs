//! Where a copy is: at an address, or in a folder of this machine.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: reads a copy that lies in a folder"
)]

use crate::archive;
use crate::net::http::Http;
use crate::publish::witness::Reads;
use async_trait::async_trait;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::PathBuf;

/// Where a copy is.
#[derive(Debug)]
pub enum Place {
    /// Below an address, without a slash at its end.
    Address(Http, String),
    /// In a folder.
    Folder(PathBuf),
}

#[async_trait]
impl Reads for Place {
    async fn read(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, String> {
        if !archive::stays(path) {
            return Err("a path in it leads out of the copy".to_owned());
        }
        match self {
            Place::Address(http, base) => {
                let answer = http.get(&format!("{base}/{path}"), limit).await;
                let answer = answer.map_err(|why| format!("`{path}`: {why}"))?;
                match answer.status {
                    200 => Ok(Some(answer.body)),
                    404 | 410 => Ok(None),
                    other => Err(format!("`{path}` was answered with {other}")),
                }
            }
            Place::Folder(folder) => {
                read(folder.join(path), limit).map_err(|error| format!("`{path}`: {error}"))
            }
        }
    }
}

fn read(path: PathBuf, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > limit {
        true => Err(std::io::Error::other(format!(
            "it is longer than {limit} bytes"
        ))),
        false => Ok(Some(bytes)),
    }
}
