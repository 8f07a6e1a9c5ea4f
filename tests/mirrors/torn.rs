//! Readers who come while a site is being published, most through a real nginx: they never miss an asset, and
//! where a mirror is changed in one step they never see two generations at once.

use crate::daemons::web::nginx;
use crate::drafts::{AtFirebase, AtNetlify, AtPages, AtVercel, AtWorkers, In, Provider};
use crate::objects::{InBucket, Moto};
use crate::place::Place as _;
use crate::promises::{release, send};
use crate::servers::moto;
use crate::sftp::{SSHD, line};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use stillup::publish::mirror::Mirror;
use stillup::publish::mirror::dir::{Dir, DirSettings};
use stillup::publish::mirror::late::Late;
use stillup::publish::mirror::rsync::Rsync;
use stillup::publish::mirror::sftp::Sftp;
use stillup::publish::retry::Patient;

/// How many reads each kind has to stand.
const READS: u64 = 4_000;

/// And each of five providers.
const AT_A_PROVIDER: u64 = 4_000;

/// What readers found.
#[derive(Default)]
struct Found {
    reads: AtomicU64,
    /// The generation that was published last.
    number: AtomicU64,
    missing: AtomicU64,
    mixed: AtomicU64,
}

fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("nginx");
    write!(stream, "GET /{path} HTTP/1.0\r\n\r\n").expect("asked");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let found = head.get(8..12) == Some(" 200");
    found.then(|| body.to_owned())
}

/// A page, what it needs, another page, and the first again.
fn look(port: u16, name: &str, found: &Found) {
    let began = found.number.load(Ordering::SeqCst);
    // Providers may have pages without their ending, and home pages without a name.
    let provider = name.ends_with("/public");
    let (index, ending) = if provider {
        ("", "")
    } else {
        ("index.html", ".html")
    };
    let home = get(port, &format!("{name}/{index}"));
    let number = |page: &Option<String>| {
        page.as_ref()
            .and_then(|text| text.split(' ').nth(1)?.parse::<u64>().ok())
    };
    let asset =
        number(&home).and_then(|number| get(port, &format!("{name}/assets/a.{number:016x}.css")));
    let leaf = number(&get(port, &format!("{name}/incidents/api{ending}")));
    let again = number(&get(port, &format!("{name}/{index}")));
    found.reads.fetch_add(4, Ordering::Relaxed);
    // Assets outlive their page by three generations. A page read while one publish was under way may be of the
    // generation before it, whose asset goes with the third publish after: who slept over that many is too late.
    let slept = provider && found.number.load(Ordering::SeqCst) > began + 2;
    if (asset.is_none() && !slept) || leaf.is_none() || again.is_none() {
        found.missing.fetch_add(1, Ordering::Relaxed);
    }
    if again == number(&home) && leaf != again {
        found.mixed.fetch_add(1, Ordering::Relaxed);
    }
}

async fn publish(mirror: &dyn Mirror, number: u64) {
    let asset = format!("assets/a.{number:016x}.css");
    let page = format!("generation {number} all of it");
    let files = [
        (asset.as_str(), "body{}"),
        ("incidents/api.html", &page),
        ("index.html", &page),
    ];
    let sent = send(mirror, &release(&files, number)).await;
    // It may break while files are put in place, which is not tried twice: the next publish goes on from there.
    if let Err(trouble) = sent {
        assert!(trouble.again, "{trouble:?}");
        let again = send(mirror, &release(&files, number)).await;
        again.expect("sent by the second");
    }
}

async fn read_while_publishing(
    mirror: Box<dyn Mirror>,
    port: u16,
    name: &str,
    one_step: bool,
    enough: u64,
) -> u64 {
    // As the program does it: what a busy machine breaks off is asked once more.
    let mirror = Patient::new(mirror, vec![Duration::from_millis(200); 3]);
    publish(&mirror, 1).await;
    let (found, over) = (Arc::new(Found::default()), Arc::new(AtomicBool::new(false)));
    let readers: Vec<_> = (0..2)
        .map(|_| {
            let (found, over) = (Arc::clone(&found), Arc::clone(&over));
            let name = name.to_owned();
            std::thread::spawn(move || {
                while !over.load(Ordering::Relaxed) {
                    look(port, &name, &found);
                }
            })
        })
        .collect();
    let mut number = 1;
    // However slow the machine is, some of the reads are between publishes, and some within.
    while found.reads.load(Ordering::Relaxed) < enough || number <= 6 {
        number += 1;
        found.number.store(number, Ordering::SeqCst);
        publish(&mirror, number).await;
    }
    over.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.join().expect("no reader fails");
    }
    let (missing, mixed) = (
        found.missing.load(Ordering::Relaxed),
        found.mixed.load(Ordering::Relaxed),
    );
    let reads = found.reads.load(Ordering::Relaxed);
    println!("{name}: {reads} reads during {number} publishes, {missing} missing, {mixed} mixed");
    assert!(number > 5, "published {number} times while they read");
    assert_eq!(missing, 0, "{name}: nothing is ever missing");
    assert!(
        !one_step || mixed == 0,
        "{name}: {mixed} saw two generations at once"
    );
    reads
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_never_miss_what_a_page_needs() {
    assert!(everywhere(READS).await >= 20_000);
}

/// So many reads of each kind whose files a web server shows, and some of an object store, while it is published to over and over; tells how many
/// there were in all.
pub async fn everywhere(reads: u64) -> u64 {
    let server = nginx();
    let root: &Path = &server.folder;
    let path = |name: &str| root.join(name).display().to_string();
    let dir = Dir::new(root, &DirSettings { path: "dir".into() });
    let mut all = read_while_publishing(Box::new(dir), server.port, "dir", true, reads).await;
    let linked = Late::new(Sftp::over(line(), &path("linked"), true));
    all += read_while_publishing(Box::new(linked), server.port, "linked", true, reads).await;
    let in_place = Late::new(Sftp::over(line(), &path("in-place"), false));
    all += read_while_publishing(Box::new(in_place), server.port, "in-place", false, reads).await;
    let rsync = Rsync::new(SSHD.login(), &path("rsync"));
    all += read_while_publishing(Box::new(rsync), server.port, "rsync", true, reads).await;
    let (ftp, at) = crate::ftp::folder("torn");
    std::os::unix::fs::symlink(at, root.join("ftp")).expect("a link");
    all += read_while_publishing(Box::new(ftp), server.port, "ftp", false, reads).await;
    let (webdav, at) = crate::webdav::at_nginx();
    std::os::unix::fs::symlink(at, root.join("webdav")).expect("a link");
    all += read_while_publishing(Box::new(webdav), server.port, "webdav", false, reads).await;
    // What an object store shows it shows by itself, and this one slowly.
    let place = InBucket::<Moto>::new();
    let (port, name) = (moto().port, format!("stillup/{}", place.folder));
    all + read_while_publishing(place.mirror(), port, &name, false, reads / 4).await
}

/// Two readers of a provider's site while it is published to over and over.
async fn read_at<V: Provider>() -> u64 {
    let place = In::<V>::new();
    let name = format!("{}/public", place.name);
    let port = url::Url::parse(&place.base).expect("an address").port();
    let port = port.expect("a port");
    read_while_publishing(place.mirror(), port, &name, true, AT_A_PROVIDER).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_of_a_providers_site_never_see_two_generations() {
    let mut reads = read_at::<AtNetlify>().await;
    reads += read_at::<AtWorkers>().await;
    reads += read_at::<AtPages>().await;
    reads += read_at::<AtVercel>().await;
    reads += read_at::<AtFirebase>().await;
    assert!(reads >= 20_000);
}
