//! The program itself, killed while it publishes: at every moment readers have one whole generation, or, where
//! files are replaced one by one, whole pages of two; and the next publish goes on from there.

use crate::daemons::sshd::Sshd;
use crate::servers::moto;
use crate::sftp::SSHD;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use stillup::net::http::Http;
use stillup::publish::generation::Generation;
use stillup::publish::stamp;

/// How often it is killed.
const KILLS: u32 = 50;

/// A kind, what it runs against, and what kills it so often; tells how often that was before its end.
pub type Kind = (&'static str, &'static str, fn(u32) -> u32);

/// Every kind that is tried.
pub const KINDS: [Kind; 3] = [
    ("dir, releases", "a folder", at_dir),
    ("sftp, releases", "OpenSSH", at_sftp),
    ("s3", "moto", at_s3),
];

fn stillup(site: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stillup"));
    command
        .arg("-C")
        .arg(site)
        .args(args)
        .env("AWS_ACCESS_KEY_ID", "test")
        .env("AWS_SECRET_ACCESS_KEY", "test")
        .stdin(Stdio::null())
        .stdout(Stdio::null());
    command.stderr(Stdio::piped());
    command
}

fn done(mut command: Command) {
    let ended = command.output().expect("started");
    assert!(
        ended.status.success(),
        "{}",
        String::from_utf8_lossy(&ended.stderr)
    );
}

/// A site with one mirror, which this table makes.
fn site(table: &str) -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let text = format!(
        "[site]\ntitle = \"Acme\"\naddress = \"https://status.acme.example\"\n\
         [[component]]\nid = \"api\"\n[[mirror]]\nname = \"web1\"\naddress = \"http://127.0.0.1:1\"\n{table}\n"
    );
    std::fs::create_dir(site.path().join("incidents")).expect("a folder");
    std::fs::write(site.path().join("stillup.toml"), text).expect("a file");
    site
}

fn say(site: &Path, number: u32) {
    let text = format!(
        "# API: failing\n\n## 2026-11-20 14:05 UTC - investigating {{api=partial_outage}}\n\nLooking, for the {number}. time.\n"
    );
    std::fs::write(site.join("incidents/2026-11-20-api.md"), text).expect("a file");
}

/// Reads what readers get for a path.
type Reads = Box<dyn Fn(&str) -> Option<Vec<u8>>>;

/// What readers get.
struct Served {
    read: Reads,
    /// It changes in one step.
    one_step: bool,
}

impl Served {
    fn folder(www: PathBuf) -> Self {
        Served {
            read: Box::new(move |path| std::fs::read(www.join(path)).ok()),
            one_step: true,
        }
    }

    /// Which generation is served, once every page its head names is found to be whole: its own, where all changes
    /// in one step.
    fn whole(&self, one_step: bool) -> u64 {
        let read = |path: &str| (self.read)(path).unwrap_or_else(|| panic!("{path} is gone"));
        let head = Generation::parse(&read("generation.json")).expect("a whole head");
        for (path, digest) in &head.files {
            let bytes = read(path);
            if one_step {
                assert_eq!(stamp::digest(path, &bytes), *digest, "{path}");
            } else if path.ends_with(".html") {
                let text = String::from_utf8(bytes).expect("text");
                assert!(text.contains("</html>"), "{path} is cut");
            }
        }
        head.generation
    }
}

/// Kills it so often; tells how often that was before its end.
fn killed(name: &str, site: &Path, served: &Served, kills: u32) -> u32 {
    let publish = || stillup(site, &["publish", "--quiet"]);
    say(site, 0);
    done(publish());
    say(site, 1);
    let began = Instant::now();
    done(publish());
    let long = began.elapsed();
    let mut last = served.whole(served.one_step);
    let mut unfinished = 0;
    for number in 0..kills {
        say(site, number + 2);
        let mut child = publish().stderr(Stdio::null()).spawn().expect("started");
        // From just after its start to just before its end: each kill meets another moment.
        std::thread::sleep(long * number / kills + Duration::from_millis(1));
        let _ = child.kill();
        let ended = child.wait().expect("its end");
        unfinished += u32::from(!ended.success());
        let now = served.whole(served.one_step);
        assert!(now >= last, "{name}: never an older one");
        last = now;
    }
    assert!(
        unfinished > kills / 2,
        "{name}: it was killed {unfinished} times of {kills}"
    );
    say(site, kills + 2);
    done(publish());
    assert!(served.whole(true) > last, "{name}");
    println!("{name}: killed {unfinished} times within {long:?}");
    unfinished
}

/// What publishers have left in the folder where they leave something.
fn left(beside: &Path) -> usize {
    let claims = std::fs::read_dir(beside.join("claims"));
    claims.expect("a folder").count()
}

fn at_dir(kills: u32) -> u32 {
    let root = tempfile::tempdir().expect("a folder");
    let www = root.path().join("www");
    let site = site(&format!("dir = {{ path = \"{}\" }}", www.display()));
    let unfinished = killed("dir", site.path(), &Served::folder(www), kills);
    assert_eq!(left(&root.path().join("www.stillup")), 0);
    unfinished
}

fn at_sftp(kills: u32) -> u32 {
    let server: &Sshd = &SSHD;
    let root = tempfile::tempdir().expect("a folder");
    let www = root.path().join("www");
    let ssh = server.settings();
    let site = site(&format!(
        "sftp = {{ host = \"127.0.0.1\", port = {}, user = \"{}\", identity = \"{}\", known_hosts = \"{}\", \
         path = \"{}\", releases = true }}",
        server.daemon.port,
        ssh.user.unwrap_or_default(),
        ssh.identity.unwrap_or_default(),
        ssh.known_hosts.unwrap_or_default(),
        www.display(),
    ));
    let unfinished = killed("sftp", site.path(), &Served::folder(www), kills);
    assert_eq!(left(&root.path().join("www.stillup")), 0);
    unfinished
}

fn at_s3(kills: u32) -> u32 {
    let (port, prefix) = (moto().port, stillup::publish::release::nonce());
    let site = site(&format!(
        "s3 = {{ bucket = \"stillup\", prefix = \"{prefix}\", endpoint = \"http://127.0.0.1:{port}\", \
         acl = \"public-read\", trust_conditional = true }}"
    ));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let http = Http::new(Duration::from_secs(30)).expect("a client");
    let read = move |path: &str| {
        let url = format!("http://127.0.0.1:{port}/stillup/{prefix}/{path}");
        let answer = runtime
            .block_on(http.get(&url, 1 << 24))
            .expect("an answer");
        (answer.status == 200).then_some(answer.body)
    };
    let served = Served {
        read: Box::new(read),
        one_step: false,
    };
    killed("s3", site.path(), &served, kills)
}

#[test]
fn a_program_killed_at_any_time_leaves_a_whole_site_in_a_folder() {
    at_dir(KILLS);
}

#[test]
fn a_program_killed_at_any_time_leaves_a_whole_site_over_sftp() {
    at_sftp(KILLS);
}

#[test]
fn a_program_killed_at_any_time_leaves_whole_pages_in_a_bucket() {
    at_s3(KILLS);
}
