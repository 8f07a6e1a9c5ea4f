//! Connections that speak FTP: a few at once, since each does one thing at a time, made when they are
//! needed and forgotten when they broke.

use super::{FtpSettings, Tls};
use crate::net::secret::Secret;
use crate::net::trust;
use crate::problem::Problem;
use crate::publish::mirror::Trouble;
use rustls::ClientConfig;
use rustls::client::Resumption;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use suppaftp::tokio::{AsyncRustlsConnector, AsyncRustlsFtpStream};
use suppaftp::types::{FileType, Response};
use suppaftp::{FtpError, FtpResult, Mode, Status};
use tokio::net::TcpStream;
use tokio::sync::{OnceCell, OwnedSemaphorePermit, Semaphore};
use tokio::time::error::Elapsed;
use tokio_rustls::TlsConnector;

/// How long logging in may take, and how long one request; the mirror's own deadline may be shorter.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many connections there are at most. Many hosts allow an account five or so.
pub const CONNECTIONS: usize = 4;

/// One connection.
pub type Stream = AsyncRustlsFtpStream;

/// The connections to one server.
pub struct Line {
    settings: FtpSettings,
    password: Secret,
    tls: Option<ClientConfig>,
    room: Arc<Semaphore>,
    idle: Mutex<Vec<Stream>>,
    server: OnceCell<Server>,
}

/// What a server said of itself.
#[derive(Debug, Clone)]
pub struct Server {
    /// The folder a login begins in.
    pub home: String,
    /// It lists folders in a form made for programs.
    pub mlsd: bool,
}

/// What the server said instead of doing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its three digits.
    pub code: u32,
    /// Its words, the digits among them.
    pub words: String,
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        let text = String::from_utf8_lossy(&response.body);
        let words = text.chars().filter(|c| !c.is_control()).take(200);
        Answer {
            code: response.status.code(),
            words: words.collect::<String>().trim().to_owned(),
        }
    }
}

impl Line {
    /// Not connected yet.
    ///
    /// # Errors
    /// The file with the certificate to trust cannot be used.
    pub fn new(settings: &FtpSettings, password: Secret) -> Result<Self, Problem> {
        let tls = match settings.tls {
            Tls::Explicit => Some(trust::config(settings.certificate.as_deref())?),
            Tls::None => None,
        };
        Ok(Line {
            settings: settings.clone(),
            password,
            tls,
            room: Arc::new(Semaphore::new(CONNECTIONS)),
            idle: Mutex::default(),
            server: OnceCell::new(),
        })
    }

    /// Whom they lead to, as problems name it.
    pub fn host(&self) -> &str {
        &self.settings.host
    }

    /// What the server says of itself.
    pub async fn server(&self) -> Result<&Server, Trouble> {
        let asked = self.server.get_or_try_init(|| async {
            let asked = self.ask(async |ftp| {
                let home = ftp.pwd().await?;
                let features = match ftp.feat().await {
                    Ok(features) => features,
                    // From before there was such a request.
                    Err(FtpError::UnexpectedResponse(_)) => Default::default(),
                    Err(error) => return Err(error),
                };
                let has = |name: &str| features.keys().any(|key| key.eq_ignore_ascii_case(name));
                Ok(Server {
                    home: home.trim_end_matches('/').to_owned(),
                    mlsd: has("MLST") || has("MLSD"),
                })
            });
            asked.await?.map_err(|answer| self.refused(&answer))
        });
        asked.await
    }

    /// Asks something over a connection nobody else uses meanwhile. One that broke is forgotten.
    ///
    /// The outer error is the connection's, the inner one the server's answer.
    pub async fn ask<T>(
        &self,
        what: impl AsyncFnOnce(&mut Stream) -> FtpResult<T>,
    ) -> Result<Result<T, Answer>, Trouble> {
        let (mut stream, room) = self.take().await?;
        // Whoever stops waiting in the middle drops the connection, which is then out of step.
        let answered = in_time(what(&mut stream)).await;
        let answered = match answered {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(FtpError::UnexpectedResponse(response))) => {
                let answer = Answer::from(response);
                // It is about to hang up.
                if answer.code == 421 {
                    return Err(self.broken(&answer.words));
                }
                Err(answer)
            }
            Ok(Err(error)) => return Err(self.broken(&words(&error))),
            Err(_) => return Err(self.broken("no answer in time")),
        };
        self.idle().push(stream);
        drop(room);
        Ok(answered)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Stream>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn take(&self) -> Result<(Stream, OwnedSemaphorePermit), Trouble> {
        loop {
            let room = Arc::clone(&self.room).acquire_owned().await;
            let room = room.map_err(|_closed| self.broken("it was shut"))?;
            let idle = self.idle().pop();
            if let Some(stream) = idle {
                return Ok((stream, room));
            }
            let connected = in_time(self.connect()).await;
            match connected.unwrap_or_else(|_| Err(Refusal::Not(self.silent()))) {
                Ok(stream) => return Ok((stream, room)),
                // As many as it allows are open: one less from here on, and wait for one of those.
                Err(Refusal::Full(_)) if self.others(&room) => room.forget(),
                Err(Refusal::Full(trouble) | Refusal::Not(trouble)) => return Err(trouble),
            }
        }
    }

    /// Whether other connections are open or being opened.
    fn others(&self, _own: &OwnedSemaphorePermit) -> bool {
        self.server.initialized() && self.room.available_permits() + 1 < CONNECTIONS
    }

    async fn connect(&self) -> Result<Stream, Refusal> {
        let (host, port) = (self.host(), self.settings.port);
        let tcp = TcpStream::connect((host, port)).await;
        let tcp = tcp.map_err(|error| Refusal::Not(self.unreachable(&error.to_string())))?;
        let six = tcp.peer_addr().is_ok_and(|address| address.is_ipv6());
        let greeted = Stream::connect_with_stream(tcp).await;
        let mut stream = greeted.map_err(|error| self.no_greeting(error))?;
        if let Some(tls) = &self.tls {
            let mut tls = tls.clone();
            // Some servers want to see the very session of a connection again on its transfers, so each
            // remembers its own.
            tls.resumption = Resumption::in_memory_sessions(32);
            let connector = AsyncRustlsConnector::from(TlsConnector::from(Arc::new(tls)));
            let secured = stream.into_secure(connector, host).await;
            stream = secured.map_err(|error| self.no_tls(error))?;
        }
        let (user, password) = (self.settings.user.as_str(), self.password.reveal());
        let logged_in = stream.login(user, password).await;
        logged_in.map_err(|error| self.no_login(error))?;
        let asked = stream.transfer_type(FileType::Binary).await;
        asked.map_err(|error| Refusal::Not(self.broken(&words(&error))))?;
        // Names are UTF-8; servers that know no other way do not know the request.
        let _ = stream.opts("UTF8", Some("ON")).await;
        // Transfers go where the rest goes: behind address translation a server often names an address
        // nobody can reach, and one that is not honest names somebody else's.
        stream.set_mode(if six {
            Mode::ExtendedPassive
        } else {
            Mode::Passive
        });
        stream.set_passive_nat_workaround(true);
        Ok(stream)
    }

    fn unreachable(&self, why: &str) -> Trouble {
        let what = format!("cannot reach `{}`", self.host());
        Trouble {
            problem: Problem::error("unreachable", what).because(why),
            again: true,
        }
    }

    fn silent(&self) -> Trouble {
        self.unreachable(&format!("no answer within {} seconds", PATIENCE.as_secs()))
    }

    fn broken(&self, why: &str) -> Trouble {
        let what = format!("the connection to `{}` broke", self.host());
        Trouble {
            problem: Problem::error("broken-off", what).because(why),
            again: true,
        }
    }

    fn refused(&self, answer: &Answer) -> Trouble {
        let what = format!("`{}` does not tell where a login begins", self.host());
        Problem::error("ftp", what).because(&answer.words).into()
    }

    fn no_greeting(&self, error: FtpError) -> Refusal {
        match error {
            FtpError::UnexpectedResponse(response) => {
                let trouble = self.unreachable(&Answer::from(response).words);
                Refusal::Full(trouble)
            }
            error => Refusal::Not(self.unreachable(&words(&error))),
        }
    }

    fn no_tls(&self, error: FtpError) -> Refusal {
        let host = self.host();
        Refusal::Not(match error {
            FtpError::UnexpectedResponse(response) => {
                let what = format!("`{host}` does not speak TLS");
                Problem::error("no-tls", what)
                    .because(Answer::from(response).words)
                    .hint("tls = \"none\"   # sends password and pages readable for everybody on the way")
                    .into()
            }
            FtpError::SecureError(why) if why.contains("certificate") => {
                let what = format!("the certificate of `{host}` is not trusted");
                let hint = format!(
                    "openssl s_client -starttls ftp -connect {host}:{} </dev/null | openssl x509 >ftp.pem   # \
                     compare it with the host's own, then `certificate = \"ftp.pem\"`",
                    self.settings.port
                );
                Problem::error("untrusted", what)
                    .because(bare(&why))
                    .hint(hint)
                    .into()
            }
            error => self.broken(&words(&error)),
        })
    }

    fn no_login(&self, error: FtpError) -> Refusal {
        let host = self.host();
        match error {
            FtpError::UnexpectedResponse(response) => {
                let answer = Answer::from(response);
                let user = &self.settings.user;
                let problem =
                    Problem::error("refused", format!("`{host}` does not let `{user}` in"));
                let trouble = Trouble {
                    problem: problem.because(&answer.words).hint(format!(
                        "export {}=…   # the password of `{user}`",
                        self.settings.password_variable
                    )),
                    again: answer.code == 421,
                };
                Refusal::Full(trouble)
            }
            error => Refusal::Not(self.broken(&words(&error))),
        }
    }
}

/// Why there is no connection.
enum Refusal {
    /// Perhaps because there are as many as the server allows.
    Full(Trouble),
    /// For another reason.
    Not(Trouble),
}

/// What comes of it within our patience.
///
/// The library writes a request and waits for its answer without seeing to it that the request has left. When
/// tokio thinks that a task has had its turn, the connection takes nothing just then: the request would
/// stay here, and both sides would wait for each other. So these tasks have no turns.
async fn in_time<T>(work: impl Future<Output = T>) -> Result<T, Elapsed> {
    tokio::time::timeout(PATIENCE, tokio::task::unconstrained(work)).await
}

fn words(error: &FtpError) -> String {
    match error {
        FtpError::ConnectionError(error) => error.to_string(),
        FtpError::SecureError(why) => bare(why),
        error => error.to_string(),
    }
}

/// Renames one file or folder over what is there, or says what the server said to which half of it.
pub async fn rename(ftp: &mut Stream, from: &str, to: &str) -> FtpResult<Result<(), Answer>> {
    let begun = &[Status::RequestFilePending];
    ftp.custom_command(format!("RNFR {from}"), begun).await?;
    let done = &[Status::RequestedFileActionOk, Status::CommandOk];
    match ftp.custom_command(format!("RNTO {to}"), done).await {
        Ok(_) => Ok(Ok(())),
        Err(FtpError::UnexpectedResponse(response)) => Ok(Err(response.into())),
        Err(error) => Err(error),
    }
}

/// The reason without the label that the library puts before it.
fn bare(why: &str) -> String {
    why.trim_start_matches("Secure error: ").to_owned()
}
