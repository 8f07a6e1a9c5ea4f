//! Real name servers: Knot DNS, NSD and BIND, each with the zones it is given and one TSIG key.

use super::{Daemon, installed, start};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use stillup::dns::direct::Direct;
use stillup::dns::lookup::{Ask as _, Question, Reply};
use stillup::dns::record::RecordType;

/// The name of the key that may transfer and change zones.
pub const KEY: &str = "stillup";

/// The key itself, in base64.
pub const SECRET: &str = "c3RpbGx1cC10ZXN0cy1hcmUtbm90LXNlY3JldC0wMDE=";

/// A name server's make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Make {
    Knot,
    Nsd,
    Bind,
}

/// A name server that runs.
pub struct NameServer {
    pub daemon: Daemon,
}

impl NameServer {
    /// One that serves these zones: name without the full stop at its end (`.` is the root), and text.
    pub fn start(make: Make, zones: &[(&str, &str)]) -> Self {
        let daemon = start(&format!("{make:?}").to_lowercase(), |folder, port| {
            for (zone, text) in zones {
                std::fs::write(folder.join(file(zone)), text).expect("a zone file");
            }
            match make {
                Make::Knot => knot(folder, port, zones),
                Make::Nsd => nsd(folder, port, zones),
                Make::Bind => bind(folder, port, zones),
            }
        });
        let server = NameServer { daemon };
        for (zone, _) in zones {
            server.wait_for(zone);
        }
        server
    }

    /// One that has the zone from another server, and looks there again as often as the zone says.
    pub fn secondary(zone: &str, primary: SocketAddr) -> Self {
        let daemon = start("secondary", |folder, port| {
            let at = folder.display();
            let from = format!("{} port {}", primary.ip(), primary.port());
            let config = format!(
                "{}zone \"{zone}\" {{ type secondary; file \"{at}/{zone}\"; primaries {{ {from} key {KEY}; }}; \
                 min-refresh-time 1; min-retry-time 1; }};\n",
                bind_options(folder, port)
            );
            bind_words(folder, &config)
        });
        let server = NameServer { daemon };
        server.wait_for(zone);
        server
    }

    /// Where it answers.
    pub fn address(&self) -> SocketAddr {
        ([127, 0, 0, 1], self.daemon.port).into()
    }

    /// Asks it.
    pub fn ask(&self, name: &str, rtype: RecordType) -> Reply {
        let question = Question::new(&name.parse().expect("a name"), rtype);
        block(Direct::default().ask(self.address(), &question))
    }

    /// Until it serves a zone.
    pub fn wait_for(&self, zone: &str) {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(15) {
            if self.ask(zone, RecordType::Soa).authoritative().is_some() {
                return;
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        let log = std::fs::read_to_string(self.daemon.folder.join("log")).unwrap_or_default();
        panic!("{zone} is not served: {log}");
    }
}

/// Waits for it.
pub fn block<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(work)
}

fn file(zone: &str) -> String {
    match zone {
        "." => "root.zone".to_owned(),
        zone => format!("{zone}.zone"),
    }
}

fn knot(folder: &Path, port: u16, zones: &[(&str, &str)]) -> Vec<String> {
    let at = folder.display();
    let mut config = format!(
        "server:\n  listen: 127.0.0.1@{port}\n  rundir: {at}\n  udp-workers: 1\n  tcp-workers: 2\n  \
         background-workers: 1\nlog:\n  - target: stderr\n    any: warning\n\
         database:\n  storage: {at}\n\
         key:\n  - id: {KEY}\n    algorithm: hmac-sha256\n    secret: {SECRET}\n\
         acl:\n  - id: ours\n    key: {KEY}\n    action: [transfer, update]\nzone:\n"
    );
    for (zone, _) in zones {
        config += &format!(
            "  - domain: {zone}\n    file: {at}/{}\n    acl: ours\n    zonefile-sync: -1\n    journal-content: changes\n",
            file(zone)
        );
    }
    let path = folder.join("knot.conf");
    std::fs::write(&path, config).expect("a file");
    let program = installed(&["knotd"], "knot");
    words(&program, &["-c", &path.display().to_string()])
}

fn nsd(folder: &Path, port: u16, zones: &[(&str, &str)]) -> Vec<String> {
    let at = folder.display();
    let mut config = format!(
        "server:\n  ip-address: 127.0.0.1@{port}\n  port: {port}\n  username: \"\"\n  chroot: \"\"\n  \
         zonesdir: {at}\n  pidfile: {at}/nsd.pid\n  xfrdir: {at}\n  xfrdfile: {at}/xfrd.state\n  \
         zonelistfile: {at}/zone.list\n  cookie-secret-file: {at}/cookie\n  server-count: 1\n  \
         rrl-ratelimit: 0\n\
         remote-control:\n  control-enable: no\n\
         key:\n  name: {KEY}\n  algorithm: hmac-sha256\n  secret: \"{SECRET}\"\n"
    );
    for (zone, _) in zones {
        config += &format!(
            "zone:\n  name: {zone}\n  zonefile: {}\n  provide-xfr: 127.0.0.1 {KEY}\n",
            file(zone)
        );
    }
    let path = folder.join("nsd.conf");
    std::fs::write(&path, config).expect("a file");
    let program = installed(&["nsd"], "nsd");
    words(&program, &["-d", "-c", &path.display().to_string()])
}

fn bind(folder: &Path, port: u16, zones: &[(&str, &str)]) -> Vec<String> {
    let at = folder.display();
    let mut config = bind_options(folder, port);
    for (zone, _) in zones {
        config += &format!(
            "zone \"{zone}\" {{ type primary; file \"{at}/{}\"; allow-update {{ key {KEY}; }}; \
             allow-transfer {{ key {KEY}; }}; }};\n",
            file(zone)
        );
    }
    bind_words(folder, &config)
}

fn bind_options(folder: &Path, port: u16) -> String {
    let at = folder.display();
    format!(
        "options {{ directory \"{at}\"; listen-on port {port} {{ 127.0.0.1; }}; listen-on-v6 {{ none; }}; \
         recursion no; pid-file none; session-keyfile \"{at}/session.key\"; managed-keys-directory \"{at}\"; \
         dnssec-validation no; notify no; max-ixfr-ratio unlimited; allow-transfer {{ none; }}; }};\ncontrols {{ }};\n\
         key \"{KEY}\" {{ algorithm hmac-sha256; secret \"{SECRET}\"; }};\n"
    )
}

fn bind_words(folder: &Path, config: &str) -> Vec<String> {
    let path = folder.join("named.conf");
    std::fs::write(&path, config).expect("a file");
    let program = installed(&["named"], "bind9");
    words(
        &program,
        &["-g", "-n", "1", "-c", &path.display().to_string()],
    )
}

fn words(program: &Path, args: &[&str]) -> Vec<String> {
    let program = program.display().to_string();
    let args = args.iter().map(|arg| (*arg).to_owned());
    std::iter::once(program).chain(args).collect()
}
