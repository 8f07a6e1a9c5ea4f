//! The kind `ftp`, over real servers with TLS.

use crate::daemons::Daemon;
use crate::daemons::ftp::{LOGIN, vsftpd};
use crate::mortal::{Life, Mortal};
use crate::place::{InFolder, Place, files, set_at};
use crate::promises::{FIRST, release, send};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use stillup::net::secret::Secret;
use stillup::publish::fence::rename::Renames;
use stillup::publish::mirror::ftp::line::Line;
use stillup::publish::mirror::ftp::{Ftp, FtpSettings, Tls};
use stillup::publish::mirror::{Mirror, Trouble};
use tokio::runtime::{Handle, Id};

static VSFTPD: LazyLock<Daemon> = LazyLock::new(|| vsftpd(""));

/// How to log in there.
fn settings(server: &Daemon, path: &str) -> FtpSettings {
    FtpSettings {
        host: "127.0.0.1".into(),
        port: server.port,
        user: LOGIN.0.into(),
        path: path.into(),
        tls: Tls::Explicit,
        certificate: Some(server.folder.join("ftp.pem")),
        gzip: false,
        password_variable: "STILLUP_FTP_PASSWORD".into(),
    }
}

/// A few connections a test and server, to save logging in for each of its hundreds of mirrors.
fn line(server: &Daemon) -> Arc<Line> {
    type Lines = HashMap<(Id, u16), Arc<Line>>;
    static LINES: LazyLock<Mutex<Lines>> = LazyLock::new(Mutex::default);
    let mut lines = LINES.lock().expect("no test panics with it");
    let line = lines.entry((Handle::current().id(), server.port));
    Arc::clone(line.or_insert_with(|| {
        let settings = settings(server, "/");
        Arc::new(Line::new(&settings, Secret::new(LOGIN.1)).expect("a certificate"))
    }))
}

/// A folder of that server for the torn pages' readers, and where it is on the disk.
pub fn folder(name: &str) -> (Renames<Ftp>, PathBuf) {
    let folder = Ftp::over(line(&VSFTPD), &format!("/srv/{name}"));
    (Renames { folder }, VSFTPD.folder.join("srv").join(name))
}

/// Vsftpd, which knows no `MLSD` and wants to see TLS sessions again.
pub struct Vsftpd(String);

impl Place for Vsftpd {
    const ROUNDS: u64 = 3;
    const STRIDE: usize = 4;
    fn new() -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        Vsftpd(format!("site {}", NUMBER.fetch_add(1, Ordering::SeqCst)))
    }
    fn mirror(&self) -> Box<dyn Mirror> {
        Box::new(folder(&self.0).0)
    }
    fn mortal(&self, life: Life) -> Box<dyn Mirror> {
        let folder = folder(&self.0).0.folder;
        Box::new(Renames {
            folder: Mortal { folder, life },
        })
    }
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        files(&VSFTPD.folder.join("srv").join(&self.0))
    }
    fn set(&self, path: &str, bytes: Option<&[u8]>) {
        set_at(&VSFTPD.folder.join("srv").join(&self.0), path, bytes);
    }
}

impl InFolder for Vsftpd {
    type Folder = Ftp;
    fn folder(&self) -> Ftp {
        folder(&self.0).0.folder
    }
}

/// The whole text of a problem, the port and the server's folder left out.
fn text(trouble: &Trouble, server: &Daemon) -> String {
    let problem = &trouble.problem;
    let whole = format!(
        "{}\nbecause: {}\nhint: {}",
        problem.what,
        problem.why.as_deref().unwrap_or_default(),
        problem.hint.as_deref().unwrap_or_default()
    );
    whole.replace(&server.port.to_string(), "PORT")
}

async fn refused(settings: &FtpSettings, password: &str, server: &Daemon) -> String {
    let folder = Ftp::new(settings, Secret::new(password)).expect("settings that fit");
    let trouble = Renames { folder }.look(None).await.expect_err("refused");
    text(&trouble, server)
}

#[tokio::test]
async fn who_is_not_let_in_is_told() {
    let told = refused(&settings(&VSFTPD, "/srv"), "wrong", &VSFTPD).await;
    assert_eq!(
        told,
        "`127.0.0.1` does not let `ftp` in\nbecause: 530 Login incorrect.\n\
         hint: export STILLUP_FTP_PASSWORD=…   # the password of `ftp`"
    );
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let mut settings = settings(&VSFTPD, "/srv");
    settings.certificate = None;
    let told = refused(&settings, LOGIN.1, &VSFTPD).await;
    assert!(
        told.starts_with(
            "the certificate of `127.0.0.1` is not trusted\nbecause: invalid peer certificate: "
        ),
        "{told}"
    );
    assert!(
        told.ends_with(
            "\nhint: openssl s_client -starttls ftp -connect 127.0.0.1:PORT </dev/null | openssl x509 >ftp.pem   \
             # compare it with the host's own, then `certificate = \"ftp.pem\"`"
        ),
        "{told}"
    );
}

#[tokio::test]
async fn a_server_without_tls_is_told_and_used_only_when_asked_to() {
    let plain = vsftpd("ssl_enable=NO\n");
    let mut settings = settings(&plain, "/srv/www");
    assert_eq!(
        refused(&settings, LOGIN.1, &plain).await,
        "`127.0.0.1` does not speak TLS\nbecause: 530 Please login with USER and PASS.\n\
         hint: tls = \"none\"   # sends password and pages readable for everybody on the way"
    );
    settings.tls = Tls::None;
    let folder = Ftp::new(&settings, Secret::new(LOGIN.1)).expect("settings that fit");
    send(&Renames { folder }, &release(FIRST, 1))
        .await
        .expect("sent");
    assert!(plain.folder.join("srv/www/index.html").is_file());
}

#[tokio::test]
async fn a_server_that_allows_few_connections_is_asked_over_few() {
    let narrow = vsftpd("max_per_ip=2\n");
    let settings = settings(&narrow, "srv/www");
    let folder = Ftp::new(&settings, Secret::new(LOGIN.1)).expect("settings that fit");
    send(&Renames { folder }, &release(FIRST, 1))
        .await
        .expect("sent");
    assert!(narrow.folder.join("srv/www/index.html").is_file());
}

#[tokio::test]
async fn a_folder_that_cannot_be_made_is_told() {
    let settings = settings(&VSFTPD, "/elsewhere/www");
    let folder = Ftp::new(&settings, Secret::new(LOGIN.1)).expect("settings that fit");
    let trouble = send(&Renames { folder }, &release(FIRST, 1))
        .await
        .expect_err("refused");
    assert_eq!(
        text(&trouble, &VSFTPD),
        "cannot make the folder `/elsewhere/www`\nbecause: 550 Create directory operation failed.\nhint: "
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_may_be_asked_again() {
    let mut settings = settings(&VSFTPD, "/srv");
    settings.port = crate::daemons::free_port();
    let folder = Ftp::new(&settings, Secret::new(LOGIN.1)).expect("settings that fit");
    let trouble = Renames { folder }.look(None).await.expect_err("nobody");
    assert!(trouble.again);
    assert_eq!(trouble.problem.what, "cannot reach `127.0.0.1`");
}
