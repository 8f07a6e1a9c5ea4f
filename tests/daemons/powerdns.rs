//! PowerDNS with the API that clouds are like: zones in a database, changed over HTTP.

use super::names::{NameServer, SECRET};
use super::{free_port, installed, start};
use std::path::Path;
use std::process::Command;

/// Where Debian puts the tables of its database.
const TABLES: &str = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";

/// PowerDNS that serves these records of a zone, name, type and value; and its API's port. The API's key is
/// that of the other servers.
pub fn powerdns(zone: &str, records: &[(&str, &str, &str)]) -> (NameServer, u16) {
    let api = free_port();
    let daemon = start("powerdns", |folder, port| {
        let at = folder.display();
        let config = format!(
            "launch=gsqlite3\ngsqlite3-database={at}/zones.db\nlocal-address=127.0.0.1\nlocal-port={port}\n\
             api=yes\napi-key={SECRET}\nwebserver=yes\nwebserver-address=127.0.0.1\nwebserver-port={api}\n\
             socket-dir={at}\nguardian=no\ndaemon=no\nreceiver-threads=1\ndistributor-threads=1\n\
             cache-ttl=0\nquery-cache-ttl=0\nnegquery-cache-ttl=0\nzone-cache-refresh-interval=0\n"
        );
        std::fs::write(folder.join("pdns.conf"), config).expect("a file");
        let script = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())";
        let database = folder.join("zones.db").display().to_string();
        assert!(
            Path::new(TABLES).exists(),
            "these tests need pdns-backend-sqlite3"
        );
        run(Command::new("python3").args(["-c", script, &database, TABLES]));
        tell(folder, &["create-zone", zone, &format!("ns1.{zone}")]);
        for (name, rtype, value) in records {
            tell(folder, &["add-record", zone, name, rtype, "300", value]);
        }
        let program = installed(&["pdns_server"], "pdns-server");
        vec![program.display().to_string(), format!("--config-dir={at}")]
    });
    let server = NameServer { daemon };
    server.wait_for(zone);
    (server, api)
}

fn tell(folder: &Path, words: &[&str]) {
    let program = installed(&["pdnsutil"], "pdns-server");
    run(Command::new(program)
        .arg(format!("--config-dir={}", folder.display()))
        .args(words));
}

fn run(command: &mut Command) {
    let out = command.output().expect("it runs");
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success(), "{command:?}: {said}");
}
