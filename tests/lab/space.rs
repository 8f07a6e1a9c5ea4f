//! Namespaces, the servers in them, and how they are taken away.

use super::world::{READ, SITE, SPACES, zones};
use crate::skipped;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// A command that runs another within namespaces of its own: network, mounts, processes, and users where
/// we are not root. Whatever is started within ends with it.
pub fn enter() -> Option<Command> {
    for program in [
        "ip", "nft", "unshare", "knotd", "nsd", "named", "unbound", "nginx", "curl",
    ] {
        assert!(
            found(program).is_some(),
            "these tests need `{program}`: apt-get install knot nsd bind9 unbound nginx-light nftables iproute2 curl"
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

fn found(program: &str) -> Option<PathBuf> {
    let path = std::env::var("PATH").unwrap_or_default();
    let folders = path.split(':').chain(["/usr/sbin", "/sbin"]);
    folders
        .map(|folder| Path::new(folder).join(program))
        .find(|at| at.is_file())
}

/// The whole of it, running.
pub struct Lab {
    folder: tempfile::TempDir,
    resolver: Mutex<Option<Child>>,
    servers: Mutex<Vec<Child>>,
}

impl Drop for Lab {
    fn drop(&mut self) {
        let mut all = std::mem::take(self.servers.get_mut().expect("nobody else"));
        all.extend(self.resolver.get_mut().expect("nobody else").take());
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
        let resolv = lab.folder.path().join("resolv.conf");
        std::fs::write(
            &resolv,
            "nameserver 10.77.9.1\noptions timeout:8 attempts:1\n",
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
        let published = Command::new(env!("CARGO_BIN_EXE_stillup"))
            .args(["publish", "--quiet"])
            .current_dir(self.site())
            .output()
            .expect("stillup");
        assert!(
            published.status.success(),
            "{}",
            String::from_utf8_lossy(&published.stderr)
        );
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
            "t1" | "t2" => Some("near"),
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

    /// Until every copy can be read and every zone is served.
    fn wait(&self) {
        let began = Instant::now();
        loop {
            self.resolve_afresh();
            let seen = self.seen();
            if seen.values().all(|read| *read) {
                return;
            }
            assert!(
                began.elapsed() < Duration::from_secs(40),
                "{seen:?}\n{}",
                self.logs()
            );
            std::thread::sleep(Duration::from_millis(200));
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
    pub fn fail(&self, failed: &[&str]) {
        for (space, _) in SPACES {
            let mut script = format!("ip netns exec {space} nft flush ruleset;");
            if failed.contains(&space) {
                let _ = write!(
                    script,
                    "ip netns exec {space} nft 'add table inet gone; add chain inet gone in {{ type filter hook input priority 0; policy drop; }}'"
                );
            }
            sh(&script);
        }
        self.resolve_afresh();
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
        std::fs::write(
            folder.join("hints"),
            ". 60 NS a.lab.\na.lab. 60 A 10.77.0.1\n",
        )
        .expect("a file");
        let at = folder.display();
        let config = format!(
            "server:\n  interface: 10.77.9.1\n  access-control: 10.77.0.0/16 allow\n  username: \"\"\n  chroot: \"\"\n  directory: \"{at}\"\n  \
             pidfile: \"{at}/pid\"\n  root-hints: \"{at}/hints\"\n  module-config: \"iterator\"\n  do-ip6: no\n  use-syslog: no\n  \
             num-threads: 1\n  do-daemonize: no\nremote-control:\n  control-enable: no\n"
        );
        std::fs::write(folder.join("unbound.conf"), config).expect("a file");
        let words = program("unbound", &["-d", "-c", &format!("{at}/unbound.conf")]);
        *resolver = Some(self.run("resolver", &folder, &words));
        // It listens within moments; a question that comes too early is refused at once.
        std::thread::sleep(Duration::from_millis(400));
    }

    /// What a client sees of each address, all asked at once.
    pub fn seen(&self) -> BTreeMap<&'static str, bool> {
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

fn file(zone: &str) -> String {
    match zone {
        "." => "root.zone".to_owned(),
        zone => format!("{zone}zone"),
    }
}

fn program(name: &str, args: &[&str]) -> Vec<String> {
    let at = found(name).expect("it was looked for before");
    let args = args.iter().map(|arg| (*arg).to_owned());
    std::iter::once(at.display().to_string())
        .chain(args)
        .collect()
}

fn knot(folder: &Path, address: &str, zones: &[&str]) -> Vec<String> {
    let at = folder.display();
    let mut config = format!(
        "server:\n  listen: {address}@53\n  rundir: {at}\n  udp-workers: 1\n  tcp-workers: 1\n  background-workers: 1\n\
         log:\n  - target: stderr\n    any: warning\ndatabase:\n  storage: {at}\nzone:\n"
    );
    for zone in zones {
        let _ = writeln!(config, "  - domain: {zone}\n    file: {at}/{}", file(zone));
    }
    let path = folder.join("knot.conf");
    std::fs::write(&path, config).expect("a file");
    program("knotd", &["-c", &path.display().to_string()])
}

fn nsd(folder: &Path, address: &str, zones: &[&str]) -> Vec<String> {
    let at = folder.display();
    let mut config = format!(
        "server:\n  ip-address: {address}\n  username: \"\"\n  chroot: \"\"\n  zonesdir: {at}\n  pidfile: {at}/nsd.pid\n  \
         xfrdir: {at}\n  xfrdfile: {at}/xfrd.state\n  zonelistfile: {at}/zone.list\n  cookie-secret-file: {at}/cookie\n  \
         server-count: 1\n  database: \"\"\n  rrl-ratelimit: 0\nremote-control:\n  control-enable: no\n"
    );
    for zone in zones {
        let _ = writeln!(config, "zone:\n  name: {zone}\n  zonefile: {}", file(zone));
    }
    let path = folder.join("nsd.conf");
    std::fs::write(&path, config).expect("a file");
    program("nsd", &["-d", "-c", &path.display().to_string()])
}

fn bind(folder: &Path, address: &str, zones: &[&str]) -> Vec<String> {
    let at = folder.display();
    let mut config = format!(
        "options {{ directory \"{at}\"; listen-on {{ {address}; }}; listen-on-v6 {{ none; }}; recursion no; pid-file none; \
         session-keyfile \"{at}/session.key\"; managed-keys-directory \"{at}\"; dnssec-validation no; notify no; }};\ncontrols {{ }};\n"
    );
    for zone in zones {
        let _ = writeln!(
            config,
            "zone \"{zone}\" {{ type primary; file \"{at}/{}\"; }};",
            file(zone)
        );
    }
    let path = folder.join("named.conf");
    std::fs::write(&path, config).expect("a file");
    program(
        "named",
        &["-g", "-n", "1", "-c", &path.display().to_string()],
    )
}

fn nginx(folder: &Path, address: &str, root: &Path) -> Vec<String> {
    let at = folder.display();
    let mut places = String::new();
    for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        let _ = writeln!(places, "{name}_temp_path {at}/{name};");
    }
    let config = format!(
        "user root;\nmaster_process off;\nworker_processes 1;\nerror_log stderr error;\npid {at}/nginx.pid;\nevents {{}}\nhttp {{\n{places}access_log off;\n\
         server {{ listen {address}:80; root {}; }}\n}}\n",
        root.display()
    );
    let path = folder.join("nginx.conf");
    std::fs::write(&path, config).expect("a file");
    program(
        "nginx",
        &["-g", "daemon off;", "-c", &path.display().to_string()],
    )
}
