//! The servers' configurations, and the words that start them.

use super::space::found;
use std::fmt::Write as _;
use std::path::Path;

pub fn file(zone: &str) -> String {
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

pub fn knot(folder: &Path, address: &str, zones: &[&str]) -> Vec<String> {
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

pub fn nsd(folder: &Path, address: &str, zones: &[&str]) -> Vec<String> {
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

pub fn bind(folder: &Path, address: &str, zones: &[&str]) -> Vec<String> {
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

pub fn nginx(folder: &Path, address: &str, root: &Path) -> Vec<String> {
    let at = folder.display();
    let mut places = String::new();
    for name in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"] {
        let _ = writeln!(places, "{name}_temp_path {at}/{name};");
    }
    let config = format!(
        "user root;\nmaster_process off;\nworker_processes 1;\nerror_log stderr error;\npid {at}/nginx.pid;\nevents {{}}\nhttp {{\n{places}types {{ text/html html; text/javascript js; application/json json; text/css css; }}\naccess_log off;\n\
         server {{ listen {address}:80; root {}; add_header Access-Control-Allow-Origin *; }}\n}}\n",
        root.display()
    );
    let path = folder.join("nginx.conf");
    std::fs::write(&path, config).expect("a file");
    program(
        "nginx",
        &["-g", "daemon off;", "-c", &path.display().to_string()],
    )
}

pub fn unbound(folder: &Path, address: &str) -> Vec<String> {
    std::fs::write(
        folder.join("hints"),
        ". 60 NS a.lab.\na.lab. 60 A 10.77.0.1\n",
    )
    .expect("a file");
    let at = folder.display();
    let config = format!(
        "server:\n  interface: {address}\n  access-control: 10.77.0.0/16 allow\n  username: \"\"\n  chroot: \"\"\n  directory: \"{at}\"\n  \
         pidfile: \"{at}/pid\"\n  root-hints: \"{at}/hints\"\n  module-config: \"iterator\"\n  do-ip6: no\n  use-syslog: no\n  \
         num-threads: 1\n  do-daemonize: no\nremote-control:\n  control-enable: no\n"
    );
    std::fs::write(folder.join("unbound.conf"), config).expect("a file");
    program("unbound", &["-d", "-c", &format!("{at}/unbound.conf")])
}
