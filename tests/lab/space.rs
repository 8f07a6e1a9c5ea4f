//! Namespaces, the servers in them, and how they are taken away.

use super::daemons::{bind, file, knot, nginx, nsd, unbound};
use super::world::{CONTROL, READ, SITE, SPACES, zones};
use crate::skipped;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A command that runs another within namespaces of its own: network, mounts, processes, and users where
/// we are not root. Whatever is started within ends with it.
pub fn enter() -> Option<Command> {
    for program in [
        "ip",
        "nft",
        "unshare",
        "knotd",
        "kdig",
        "nsd",
        "named",
        "unbound",
        "nginx",
        "curl",
        "zonemaster-cli",
    ] {
        assert!(
            found(program).is_some(),
            "these tests need `{program}`: apt-get install knot knot-dnsutils nsd bind9 unbound nginx-light nftables iproute2 curl zonemaster-cli"
        );
    }
    let root = Command::new("id")
        .arg("-u")
        .output()
        .is_ok_and(|out| out.stdout.starts_with(b"0\n"));
    let users: &[&str] = if root {
        &[]
    } else {
        &["--user", "--map-root-user"]
    };
    let make = || {
        let mut command = Command::new("unshare");
        command.args(users).args([
            "--net",
            "--mount",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
        ]);
        command
    };
    let probe = "mount -t tmpfs lab /run && ip link add lab0 type bridge && ip netns add probe && nft list ruleset";
    let tried = make().args(["sh", "-c", probe]).output().expect("unshare");
    if !tried.status.success() {
        skipped(String::from_utf8_lossy(&tried.stderr).trim());
        return None;
    }
    Some(make())
}

pub fn found(program: &str) -> Option<PathBuf> {
    let path = std::env::var("PATH").unwrap_or_default();
    let folders = path.split(':').chain(["/usr/sbin", "/sbin"]);
    folders
        .map(|folder| Path::new(folder).join(program))
        .find(|at| at.is_file())
}

/// How it is looked whether a name server is there.
const ASK: [&str; 3] = ["+short", "+timeout=1", "+retry=0"];

/// The whole of it, running.
pub struct Lab {
    folder: tempfile::TempDir,
    resolver: Mutex<Option<Child>>,
    servers: Mutex<Vec<Child>>,
}

impl Drop for Lab {
    fn drop(&mut self) {
        let mut all = Vec::new();
        all.append(
            self.servers
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner),
        );
        all.extend(
            self.resolver
                .get_mut()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
        for mut server in all {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

impl Lab {
    /// Builds the namespaces, publishes the site, starts the servers.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("stillup-lab-")
            .tempdir()
            .expect("a folder");
        let lab = Lab {
            folder,
            resolver: Mutex::new(None),
            servers: Mutex::new(Vec::new()),
        };
        sh("mount -t tmpfs lab /run && mkdir -p /run/netns && ip link set lo up");
        sh("ip link add lab0 type bridge && ip link set lab0 up");
        for (space, addresses) in SPACES {
            let mut script = format!(
                "ip netns add {space}; ip link add v-{space} type veth peer name e0 netns {space}; \
                 ip link set v-{space} master lab0 up; ip -n {space} link set lo up; ip -n {space} link set e0 up;"
            );
            for address in addresses {
                let _ = write!(script, "ip -n {space} addr add {address}/16 dev e0;");
            }
            sh(&script);
        }
        // A client asks again: since CVE-2024-33655 resolvers find out what took longer than about two
        // seconds, and keep it, but do not tell whoever asked first (Unbound's `discard-timeout`).
        let resolv = lab.folder.path().join("resolv.conf");
        std::fs::write(
            &resolv,
            "nameserver 10.77.9.1\noptions timeout:3 attempts:3\n",
        )
        .expect("a file");
        sh(&format!(
            "mount --bind {} /etc/resolv.conf",
            resolv.display()
        ));
        lab.publish();
        for (space, _) in SPACES {
            lab.serve(space);
        }
        lab.wait();
        lab
    }

    /// The site's folder.
    pub fn site(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn publish(&self) {
        std::fs::create_dir_all(self.site().join("incidents")).expect("a folder");
        std::fs::write(self.site().join("stillup.toml"), SITE).expect("a file");
        for words in [["keys", "new"], ["publish", "--quiet"]] {
            let done = Command::new(env!("CARGO_BIN_EXE_stillup"))
                .args(words)
                .current_dir(self.site())
                .output()
                .expect("stillup");
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(done.status.success(), "{words:?}: {said}");
        }
    }

    /// Starts what belongs into a namespace.
    fn serve(&self, space: &str) {
        let folder = self.folder.path().join(space);
        std::fs::create_dir_all(&folder).expect("a folder");
        let zones = zones(space);
        for (name, text) in &zones {
            std::fs::write(folder.join(file(name)), text).expect("a zone");
        }
        let names: Vec<&str> = zones.iter().map(|(name, _)| *name).collect();
        let address = SPACES
            .iter()
            .find(|(name, _)| *name == space)
            .map_or("", |(_, all)| all[0]);
        let server = match space {
            "root" | "tlda" | "t1" => Some(knot(&folder, address, &names)),
            "tldb" | "t2" => Some(nsd(&folder, address, &names)),
            "t3" => Some(bind(&folder, address, &names)),
            _ => None,
        };
        if let Some(words) = server {
            self.keep(self.run(space, &folder, &words));
        }
        let web = match space {
            "t1" | "t2" | "control" => Some("near"),
            "t3" => Some("far"),
            _ => None,
        };
        if let Some(copy) = web {
            let root = self.site().join("public").join(copy);
            self.keep(self.run(space, &folder, &nginx(&folder, &web_address(space), &root)));
        }
    }

    fn keep(&self, server: Child) {
        self.servers.lock().expect("one at a time").push(server);
    }

    fn run(&self, space: &str, folder: &Path, words: &[String]) -> Child {
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(folder.join("log"))
            .expect("a log");
        Command::new("ip")
            .args(["netns", "exec", space])
            .args(words)
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log)
            .spawn()
            .expect("ip")
    }

    /// Until every zone is served and every copy can be read.
    fn wait(&self) {
        for (space, addresses) in SPACES {
            let server = format!("@{}", addresses[0]);
            for (zone, _) in zones(space) {
                let served = || self.client("kdig", &[&ASK[..], &[&server, zone, "SOA"]].concat());
                self.until(|| !served().stdout.is_empty());
            }
        }
        self.resolve_afresh();
        self.until(|| self.seen().values().all(|read| *read));
    }

    /// Looks again and again, but not for ever.
    fn until(&self, done: impl Fn() -> bool) {
        let began = Instant::now();
        while !done() {
            assert!(began.elapsed() < Duration::from_secs(40), "{}", self.logs());
            std::thread::sleep(Duration::from_millis(30));
        }
    }

    fn logs(&self) -> String {
        let each = SPACES.iter().map(|(space, _)| {
            let log = self.folder.path().join(space).join("log");
            format!(
                "{space}: {}",
                std::fs::read_to_string(log).unwrap_or_default()
            )
        });
        each.collect()
    }

    /// A program in the client's namespace, in the site's folder.
    pub fn client(&self, program: &str, args: &[&str]) -> Output {
        Command::new("ip")
            .args(["netns", "exec", "client", program])
            .args(args)
            .current_dir(self.site())
            .env("NO_COLOR", "1")
            .output()
            .expect("ip")
    }

    /// Takes these away and nothing else: their namespaces hear nothing any more. A fresh resolver: one
    /// that has seen failures remembers them, and answers otherwise than the model.
    ///
    /// `t1` is all of a provider, `t1:53` its name server alone.
    pub fn fail(&self, failed: &[&str]) {
        for (space, _) in SPACES {
            let mut script = format!("ip netns exec {space} nft flush ruleset;");
            for name in failed {
                let (of, rules) = match name.split_once(':') {
                    None => (*name, "policy drop; }".to_owned()),
                    Some((of, port)) => {
                        let rule = "add rule inet gone in meta l4proto { tcp, udp } th dport";
                        (of, format!("}}; {rule} {port} drop"))
                    }
                };
                if of == space {
                    let _ = write!(
                        script,
                        "ip netns exec {space} nft 'add table inet gone; add chain inet gone in {{ type filter hook input priority 0; {rules}';"
                    );
                }
            }
            sh(&script);
        }
        self.resolve_afresh();
    }

    /// Addresses that a client finds for a name, each once.
    pub fn finds(&self, name: &str) -> BTreeSet<IpAddr> {
        let ran = self.client("getent", &["ahostsv4", name]);
        let said = String::from_utf8_lossy(&ran.stdout);
        let words = said
            .lines()
            .filter_map(|line| line.split_whitespace().next());
        words.filter_map(|word| word.parse().ok()).collect()
    }

    /// Starts the resolver anew, with an empty cache.
    fn resolve_afresh(&self) {
        let folder = self.folder.path().join("resolver");
        std::fs::create_dir_all(&folder).expect("a folder");
        let mut resolver = self.resolver.lock().expect("one at a time");
        if let Some(mut old) = resolver.take() {
            let _ = old.kill();
            let _ = old.wait();
        }
        let words = unbound(&folder, "10.77.9.1");
        *resolver = Some(self.run("resolver", &folder, &words));
        drop(resolver);
        let found = || self.client("kdig", &[&ASK[..], &["control.lab.", "A"]].concat());
        self.until(|| found().stdout.starts_with(b"10.77.8.1"));
    }

    /// What a client sees of each address; and how long, meanwhile, a page took at most that nobody takes
    /// away: what a machine that is too busy shows is nothing to judge by.
    pub fn watched(&self) -> (BTreeMap<&'static str, bool>, Duration) {
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let control = scope.spawn(|| {
                let mut slowest = Duration::ZERO;
                while !done.load(Ordering::Relaxed) {
                    let began = Instant::now();
                    let read = self.client(
                        "curl",
                        &["-fsS", "-o", "/dev/null", "--max-time", "20", CONTROL],
                    );
                    assert!(read.status.success(), "{CONTROL}: {read:?}");
                    slowest = slowest.max(began.elapsed());
                    std::thread::sleep(Duration::from_millis(300));
                }
                slowest
            });
            let seen = self.seen();
            done.store(true, Ordering::Relaxed);
            (seen, control.join().expect("the page is read"))
        })
    }

    /// What a client sees of each address, all asked at once.
    fn seen(&self) -> BTreeMap<&'static str, bool> {
        let asked: Vec<(&str, Child)> = READ
            .iter()
            .map(|(name, url)| {
                let child = Command::new("ip")
                    .args(["netns", "exec", "client", "curl", "-fsS", "-o", "/dev/null"])
                    .args(["--connect-timeout", "18", "--max-time", "20", url])
                    .stdin(Stdio::null())
                    .stderr(Stdio::null())
                    .spawn()
                    .expect("ip");
                (*name, child)
            })
            .collect();
        let ended = asked.into_iter().map(|(name, mut child)| {
            let ended = child.wait().expect("curl ends");
            (name, ended.success())
        });
        ended.collect()
    }
}

fn web_address(space: &str) -> String {
    let all = SPACES
        .iter()
        .find(|(name, _)| *name == space)
        .map_or(&[][..], |(_, all)| all);
    all.get(1).copied().unwrap_or_default().to_owned()
}

fn sh(script: &str) {
    let done = Command::new("sh")
        .args(["-ec", script])
        .output()
        .expect("a shell");
    assert!(
        done.status.success(),
        "{script}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
}
