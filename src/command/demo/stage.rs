//! One mirror's folder, answered for at its own address on this machine.

use crate::net::server::{Find, Page, Server, site};
use crate::problem::Problem;
use crate::publish::manifest::is_immutable;
use crate::tree::{Media, Role};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One mirror, up or down.
pub struct Stage {
    /// The mirror's name.
    pub name: String,
    port: u16,
    prefix: String,
    folder: PathBuf,
    server: Option<Server>,
}

/// The port of an address on this machine; nothing for any other address.
pub fn loopback_port(address: &str) -> Option<u16> {
    let (authority, _) = parts(address).filter(|_| address.starts_with("http://"))?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().ok()?),
        None => (authority, 80),
    };
    matches!(host, "127.0.0.1" | "localhost").then_some(port)
}

/// Host with port, and path without slashes around it.
fn parts(address: &str) -> Option<(&str, &str)> {
    let rest = address.split_once("://")?.1;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    Some((authority, path.trim_matches('/')))
}

impl Stage {
    /// Down, to begin with.
    pub fn new(name: &str, address: &str, port: u16, folder: PathBuf) -> Self {
        let path = parts(address).map_or("", |(_, path)| path);
        let prefix = if path.is_empty() {
            String::new()
        } else {
            format!("{path}/")
        };
        Stage {
            name: name.to_owned(),
            port,
            prefix,
            folder,
            server: None,
        }
    }

    /// Where it is read, without a trailing slash.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/{}", self.port, self.prefix)
            .trim_end_matches('/')
            .to_owned()
    }

    /// Whether it answers.
    pub fn is_up(&self) -> bool {
        self.server.is_some()
    }

    /// Answers from now on.
    ///
    /// # Errors
    /// The port is in use.
    pub fn raise(&mut self) -> Result<(), Problem> {
        let find = folder(self.folder.clone(), self.prefix.clone());
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        self.server = Some(Server::start(address, site(find)).map_err(|problem| {
            let what = format!("mirror `{}`: {}", self.name, problem.what);
            Problem {
                what,
                hint: Some("stillup demo --port-base 9801".to_owned()),
                ..problem
            }
        })?);
        Ok(())
    }

    /// Closes its socket and every connection.
    pub fn lower(&mut self) {
        self.server = None;
    }
}

/// The files of a folder, as they are at each moment.
fn folder(folder: PathBuf, prefix: String) -> Find {
    Arc::new(move |path: &str| {
        // The page for what is not found is looked for without the prefix.
        let inside = path
            .strip_prefix(&*prefix)
            .or(Some(path).filter(|path| *path == "404.html"))?;
        let bytes = std::fs::read(folder.join(Path::new(inside))).ok()?;
        let role = if is_immutable(inside) {
            Role::Asset
        } else {
            Role::Leaf
        };
        Some(Page {
            content_type: Media::of_path(inside).content_type(),
            cache_control: role.cache_control(),
            body: bytes,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Stage, loopback_port};

    #[test]
    fn only_addresses_on_this_machine_have_a_port_to_answer_at() {
        assert_eq!(loopback_port("http://127.0.0.1:8801"), Some(8801));
        assert_eq!(loopback_port("http://localhost:8801/status"), Some(8801));
        assert_eq!(loopback_port("https://127.0.0.1:8801"), None);
        assert_eq!(loopback_port("http://status.example:8801"), None);
    }

    #[test]
    fn a_mirror_below_a_path_is_read_there() {
        let stage = Stage::new("one", "https://status.example/a/b", 9000, "x".into());
        assert_eq!(stage.address(), "http://127.0.0.1:9000/a/b");
        let stage = Stage::new("one", "https://status.example", 9000, "x".into());
        assert_eq!(stage.address(), "http://127.0.0.1:9000");
    }
}
