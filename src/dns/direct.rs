//! Asking over the network: UDP with a few tries, TCP where UDP does not do, and never past the limit.

use super::lookup::{Ask, Question, Reply, Transport};
use super::wire::{self, Heard};
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpStream, UdpSocket};
use tokio::time::{Instant, timeout, timeout_at};

/// How long one question may take over one transport, all tries together, unless told otherwise.
pub const PATIENCE: Duration = Duration::from_millis(2500);

/// How often a question is sent over UDP: one lost packet is no silence.
const TRIES: u32 = 3;

/// The network itself.
#[derive(Debug, Clone)]
pub struct Direct {
    /// How long one question may take over one transport.
    pub patience: Duration,
    /// Servers that are reached elsewhere than at their own address: in a laboratory, or behind a
    /// translator of addresses.
    pub reach: BTreeMap<IpAddr, SocketAddr>,
}

impl Default for Direct {
    fn default() -> Self {
        Direct {
            patience: PATIENCE,
            reach: BTreeMap::new(),
        }
    }
}

#[async_trait]
impl Ask for Direct {
    async fn ask(&self, server: SocketAddr, question: &Question) -> Reply {
        let server = self.reach.get(&server.ip()).copied().unwrap_or(server);
        let (bytes, id) = match wire::question(question) {
            Ok(question) => question,
            // A name that fits in a `Name` fits in a message: this is for the compiler's sake.
            Err(why) => return Reply::Mismatch(why),
        };
        let asked = Asked {
            server,
            question,
            bytes: &bytes,
            id,
        };
        match question.transport {
            Transport::Tcp => asked.tcp(self.patience).await,
            Transport::Udp => match asked.udp(self.patience).await {
                Heard::Answer(answer) => Reply::Answer(answer),
                Heard::Truncated => Reply::Truncated("over UDP".to_owned()),
                Heard::Other(reply) | Heard::Stray(reply) => reply,
            },
            Transport::Usual => match asked.udp(self.patience).await {
                Heard::Answer(answer) => Reply::Answer(answer),
                Heard::Truncated => match asked.tcp(self.patience).await {
                    Reply::Answer(answer) => Reply::Answer(answer),
                    other => Reply::Truncated(format!("and over TCP it {other}")),
                },
                Heard::Other(reply) | Heard::Stray(reply) => reply,
            },
        }
    }
}

/// One question on its way to one server.
struct Asked<'a> {
    server: SocketAddr,
    question: &'a Question,
    bytes: &'a [u8],
    id: u16,
}

impl Asked<'_> {
    async fn udp(&self, patience: Duration) -> Heard {
        let socket = match open(self.server).await {
            Ok(socket) => socket,
            Err(error) => return Heard::Other(refused(&error)),
        };
        let end = Instant::now() + patience;
        // What came but was not for us: better than nothing when nothing else comes.
        let mut stray = None;
        for attempt in 1..=TRIES {
            if let Err(error) = socket.send(self.bytes).await {
                return Heard::Other(refused(&error));
            }
            let until = end - patience * (TRIES - attempt) / TRIES;
            match self.listen(&socket, until).await {
                Some(Heard::Stray(reply)) => stray = Some(reply),
                Some(heard) => return heard,
                None => {}
            }
        }
        Heard::Other(stray.unwrap_or(Reply::Silent))
    }

    /// What comes until then: the answer, else the last thing that was for somebody else.
    async fn listen(&self, socket: &UdpSocket, until: Instant) -> Option<Heard> {
        let mut bytes = vec![0; 65_535];
        let mut last = None;
        loop {
            let length = match timeout_at(until, socket.recv(&mut bytes)).await {
                Err(_) => return last,
                // The system tells of a refusal at the next call.
                Ok(Err(error)) => return Some(Heard::Other(refused(&error))),
                Ok(Ok(length)) => length,
            };
            match wire::heard(&bytes[..length], self.question, self.id, Transport::Udp) {
                Heard::Stray(reply) => last = Some(Heard::Stray(reply)),
                heard => return Some(heard),
            }
        }
    }

    async fn tcp(&self, patience: Duration) -> Reply {
        let talk = async {
            let mut stream = TcpStream::connect(self.server).await?;
            write(&mut stream, self.bytes).await?;
            read(&mut stream).await
        };
        let bytes = match timeout(patience, talk).await {
            Err(_) => return Reply::Silent,
            Ok(Err(error)) => return refused(&error),
            Ok(Ok(bytes)) => bytes,
        };
        match wire::heard(&bytes, self.question, self.id, Transport::Tcp) {
            Heard::Answer(answer) => Reply::Answer(answer),
            Heard::Truncated => Reply::Truncated("over TCP, where everything fits".to_owned()),
            Heard::Other(reply) | Heard::Stray(reply) => reply,
        }
    }
}

/// A socket that hears this server only.
async fn open(server: SocketAddr) -> io::Result<UdpSocket> {
    let any: IpAddr = match server {
        SocketAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        SocketAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0)).await?;
    socket.connect(server).await?;
    Ok(socket)
}

/// One message, its length in front (RFC 1035, section 4.2.2).
pub(super) async fn write(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    let length =
        u16::try_from(bytes.len()).map_err(|_| io::Error::from(ErrorKind::InvalidInput))?;
    // In one go: some servers do not wait for a second packet.
    let framed = [&length.to_be_bytes()[..], bytes].concat();
    stream.write_all(&framed).await
}

/// One message.
pub(super) async fn read(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let length = stream.read_u16().await?;
    let mut bytes = vec![0; usize::from(length)];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

pub(super) fn refused(error: &io::Error) -> Reply {
    match error.kind() {
        ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable | ErrorKind::Unsupported => {
            Reply::NoRoute(words(error))
        }
        ErrorKind::UnexpectedEof => {
            Reply::Unreachable("it closes the connection without a word".to_owned())
        }
        _ => Reply::Unreachable(words(error)),
    }
}

/// Without the system's number.
fn words(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.to_lowercase()
}
