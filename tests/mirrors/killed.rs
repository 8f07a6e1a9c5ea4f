//! The program itself, killed while it publishes over SFTP: readers have one whole generation at every
//! moment, and the next publish goes on from there.

use crate::daemons::sshd::Sshd;
use crate::sftp::SSHD;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use stillup::publish::generation::Generation;
use stillup::tree::Digest;

/// How often it is killed.
const KILLS: u32 = 50;

fn stillup(site: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stillup"));
    command
        .arg("-C")
        .arg(site)
        .args(args)
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

fn site(server: &Sshd, path: &Path) -> tempfile::TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let ssh = server.settings();
    let text = format!(
        "[site]\ntitle = \"Acme\"\naddress = \"https://status.acme.example\"\n\
         [[component]]\nid = \"api\"\n[[mirror]]\nname = \"web1\"\naddress = \"http://127.0.0.1:1\"\n\
         sftp = {{ host = \"127.0.0.1\", port = {}, user = \"{}\", identity = \"{}\", known_hosts = \"{}\", \
         path = \"{}\", releases = true }}\n",
        server.daemon.port,
        ssh.user.unwrap_or_default(),
        ssh.identity.unwrap_or_default(),
        ssh.known_hosts.unwrap_or_default(),
        path.display(),
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

/// Which generation is served, once every page its head names is found to be its own.
fn whole(www: &Path) -> u64 {
    let head = std::fs::read(www.join("generation.json")).expect("a head at every moment");
    let head = Generation::parse(&head).expect("a whole head");
    for (path, digest) in &head.files {
        let bytes = std::fs::read(www.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(Digest::of(&bytes), *digest, "{path}");
    }
    head.generation
}

#[test]
fn a_program_killed_at_any_time_leaves_a_whole_site() {
    let root = tempfile::tempdir().expect("a folder");
    let www = root.path().join("www");
    let site = site(&SSHD, &www);
    let publish = || stillup(site.path(), &["publish", "--quiet"]);
    say(site.path(), 0);
    done(publish());
    say(site.path(), 1);
    let began = Instant::now();
    done(publish());
    let long = began.elapsed();
    let mut last = whole(&www);
    let mut unfinished = 0;
    for number in 0..KILLS {
        say(site.path(), number + 2);
        let mut child = publish().stderr(Stdio::null()).spawn().expect("started");
        // From just after its start to just before its end: each kill meets another moment.
        std::thread::sleep(long * number / KILLS + Duration::from_millis(1));
        let _ = child.kill();
        let ended = child.wait().expect("its end");
        unfinished += u32::from(!ended.success());
        let now = whole(&www);
        assert!(now >= last, "never an older one");
        last = now;
    }
    assert!(
        unfinished > KILLS / 2,
        "it was killed {unfinished} times of {KILLS}"
    );
    say(site.path(), KILLS + 2);
    done(publish());
    assert!(whole(&www) > last);
    let left = |folder: &str| {
        std::fs::read_dir(root.path().join(folder))
            .expect("a folder")
            .count()
    };
    assert_eq!(left("www.stillup/claims") + left("www.stillup/revoked"), 0);
    println!("killed {unfinished} times within {long:?}");
}
