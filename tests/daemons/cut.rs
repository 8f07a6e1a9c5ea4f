//! A line to a server on which what goes over it is counted, and which is cut while it is used, and mended: what
//! a host that dies looks like from here.

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What happens on the line.
#[derive(Default)]
struct Wire {
    /// The host is dead: who comes is hung up on.
    dead: AtomicBool,
    /// The host hangs: who comes is let in and hears nothing.
    silent: AtomicBool,
    /// It dies at the request that begins with these words and comes after so many like it.
    last: Mutex<Option<(&'static str, usize)>>,
    seen: AtomicUsize,
    open: Mutex<HashMap<(u16, u16), TcpStream>>,
    requests: AtomicU64,
    sent: AtomicU64,
    read: AtomicU64,
}

/// What went over a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// HTTP requests.
    pub requests: u64,
    /// Bytes to the server, headers and all.
    pub sent: u64,
    /// Bytes from it.
    pub read: u64,
}

/// The line.
pub struct Line {
    /// Where it begins, on 127.0.0.1.
    pub port: u16,
    wire: Arc<Wire>,
}

impl Line {
    /// To the server that listens at this port.
    pub fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("its number").port();
        let wire = Arc::new(Wire::default());
        carry(&wire, listener, server);
        Line { port, wire }
    }

    /// To all of these ports of 127.0.0.1, from the same ports of [`OTHER`]: a client that goes where the server
    /// tells it to, as of FTP, stays on the line.
    pub fn beside(server: u16, more: std::ops::RangeInclusive<u16>) -> Self {
        let wire = Arc::new(Wire::default());
        for port in std::iter::once(server).chain(more) {
            let listener = TcpListener::bind((OTHER, port)).expect("the port");
            carry(&wire, listener, port);
        }
        Line { port: server, wire }
    }

    /// What went over it since this was asked last.
    pub fn traffic(&self) -> Traffic {
        let take = |count: &AtomicU64| count.swap(0, Ordering::SeqCst);
        Traffic {
            requests: take(&self.wire.requests),
            sent: take(&self.wire.sent),
            read: take(&self.wire.read),
        }
    }

    /// Dies at the request that begins with `words` and comes after `count` like it.
    pub fn cut_after(&self, count: usize, words: &'static str) {
        self.wire.seen.store(0, Ordering::SeqCst);
        *self
            .wire
            .last
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some((words, count));
    }

    /// Whether it is dead.
    pub fn is_cut(&self) -> bool {
        self.wire.dead.load(Ordering::SeqCst)
    }

    /// Lets everybody in from now on and says nothing.
    pub fn fall_silent(&self) {
        self.wire.silent.store(true, Ordering::SeqCst);
    }

    /// All is well again.
    pub fn mend(&self) {
        *self
            .wire
            .last
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = None;
        self.wire.dead.store(false, Ordering::SeqCst);
        self.wire.silent.store(false, Ordering::SeqCst);
    }
}

/// Another address of this machine.
pub const OTHER: &str = "127.0.0.2";

fn carry(wire: &Arc<Wire>, listener: TcpListener, server: u16) {
    let shared = Arc::clone(wire);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            accept(&shared, stream, server);
        }
    });
}

/// How a request begins, those of WebDAV among them.
const METHODS: [&[u8]; 8] = [
    b"GET ",
    b"PUT ",
    b"HEAD ",
    b"POST ",
    b"DELETE ",
    b"MKCOL ",
    b"MOVE ",
    b"PROPFIND ",
];

fn accept(wire: &Arc<Wire>, client: TcpStream, server: u16) {
    if wire.dead.load(Ordering::SeqCst) {
        let _ = client.shutdown(Shutdown::Both);
        return;
    }
    let Ok(name) = client.peer_addr().map(|peer| (peer.port(), server)) else {
        return;
    };
    let kept = client.try_clone().expect("a handle");
    let open = || wire.open.lock().unwrap_or_else(PoisonError::into_inner);
    open().insert(name, kept);
    if wire.silent.load(Ordering::SeqCst) {
        return;
    }
    // Nobody may listen there any more: a server closes a port it named for a file that it does not have.
    let Ok(server) = TcpStream::connect(("127.0.0.1", server)) else {
        let _ = client.shutdown(Shutdown::Both);
        return;
    };
    let back = (
        server.try_clone().expect("a handle"),
        client.try_clone().expect("a handle"),
    );
    let counted = Arc::clone(wire);
    std::thread::spawn(move || {
        let (from, to) = back;
        pass(from, to, |bytes| {
            counted.read.fetch_add(bytes.len() as u64, Ordering::SeqCst);
            true
        });
    });
    let wire = Arc::clone(wire);
    std::thread::spawn(move || {
        pass(client, server, |bytes| {
            wire.sent.fetch_add(bytes.len() as u64, Ordering::SeqCst);
            let begins = METHODS.iter().any(|method| bytes.starts_with(method));
            wire.requests.fetch_add(u64::from(begins), Ordering::SeqCst);
            lives(&wire, bytes)
        });
        let mut open = wire.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.remove(&name);
    });
}

/// Whether the host still takes these bytes.
fn lives(wire: &Wire, bytes: &[u8]) -> bool {
    let last = *wire.last.lock().unwrap_or_else(PoisonError::into_inner);
    let Some((words, count)) = last else {
        return true;
    };
    // A request begins where the bytes that came at once begin: the client waits for each answer.
    let over =
        bytes.starts_with(words.as_bytes()) && wire.seen.fetch_add(1, Ordering::SeqCst) >= count;
    if over {
        wire.dead.store(true, Ordering::SeqCst);
        let mut open = wire.open.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, stream) in open.drain() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
    !over
}

fn pass(mut from: TcpStream, mut to: TcpStream, takes: impl Fn(&[u8]) -> bool) {
    let mut bytes = vec![0; 1 << 16];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        if !takes(&bytes[..count]) || to.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}
