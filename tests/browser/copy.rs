//! A copy of a site at an address on loopback, which can die, come back, and lie.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use stillup::net::server::{Find, Page, Server, site};
use stillup::tree::{Media, Role};

/// What stands between a file and the reader: another text, or nothing.
pub type Lie = Box<dyn Fn(&str, Vec<u8>) -> Option<Vec<u8>> + Send>;

/// A copy that answers, or does not.
pub struct Copy {
    pub address: String,
    place: std::net::SocketAddr,
    find: Find,
    lie: Arc<Mutex<Lie>>,
    server: Option<Server>,
}

impl Copy {
    /// Serves a folder, which may come later, at an address in the sub-folder `below`.
    pub fn of(folder: PathBuf, below: &str) -> Self {
        Self::at(folder, below, |_| "no-cache")
    }

    /// Serves a folder at the top, to be cached as hosts let it be.
    pub fn cached(folder: PathBuf) -> Self {
        Self::at(folder, "", |path| match path.starts_with("assets/") {
            true => Role::Asset.cache_control(),
            false => Role::Leaf.cache_control(),
        })
    }

    fn at(folder: PathBuf, below: &str, cache: fn(&str) -> &'static str) -> Self {
        let lie: Arc<Mutex<Lie>> = Arc::new(Mutex::new(Box::new(|_, bytes| Some(bytes))));
        let (teller, prefix) = (Arc::clone(&lie), below.to_owned());
        let find: Find = Arc::new(move |path: &str| {
            let path = path.strip_prefix(&prefix)?.trim_start_matches('/');
            let bytes = std::fs::read(folder.join(path)).ok()?;
            let tell = teller.lock().unwrap_or_else(PoisonError::into_inner);
            Some(Page {
                content_type: Media::of_path(path).content_type(),
                cache_control: cache(path),
                body: tell(path, bytes)?,
            })
        });
        let server = Server::start(([127, 0, 0, 1], 0).into(), site(Arc::clone(&find)))
            .expect("a port is free");
        let address = format!("http://{}/{below}", server.address);
        Copy {
            address: address.trim_end_matches('/').to_owned(),
            place: server.address,
            find,
            lie,
            server: Some(server),
        }
    }

    /// Its host is gone.
    pub fn dies(&mut self) {
        self.server = None;
    }

    /// Its host answers, but only that it cannot.
    pub fn fails(&mut self) {
        self.dies();
        let listener = TcpListener::bind(self.place).expect("the port is still free");
        std::thread::spawn(move || {
            for reader in listener.incoming() {
                let mut reader = reader.expect("a reader");
                let _ = reader.read(&mut [0; 4096]);
                let _ = reader.write_all(
                    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\
                      Connection: close\r\n\r\nDown",
                );
            }
        });
    }

    /// It is there again, at the same address.
    pub fn comes_back(&mut self) {
        self.server = Some(
            Server::start(self.place, site(Arc::clone(&self.find)))
                .expect("the port is still free"),
        );
    }

    /// From here on it tells this instead of what is in its files.
    pub fn tells(&self, lie: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>> + Send + 'static) {
        *self.lie.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(lie);
    }
}
