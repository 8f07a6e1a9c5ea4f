//! FTP servers with TLS: vsftpd, which lists folders only for people, and ProFTPD, which does for programs too.

use super::{Daemon, installed, start, user};
use std::path::Path;
use std::process::Command;

/// Who may write, and how they prove it.
pub const LOGIN: (&str, &str) = ("ftp", "correct horse");

/// A certificate nobody signed, and its key.
fn certificate(folder: &Path) {
    installed(&["openssl"], "openssl");
    let made = Command::new("openssl")
        .args([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        ])
        .args(["-subj", "/CN=localhost", "-keyout"])
        .arg(folder.join("key.pem"))
        .arg("-out")
        .arg(folder.join("ftp.pem"))
        .output()
        .expect("openssl");
    assert!(made.status.success());
}

/// Lets the account the server changes to write there, and nobody else's account look at the rest.
fn open_to_ftp(folder: &Path) {
    std::fs::create_dir_all(folder.join("srv")).expect("a folder");
    let _ = Command::new("chmod").arg("a+rx").arg(folder).status();
    if user() == "root" {
        let _ = Command::new("chown")
            .arg("ftp")
            .arg(folder.join("srv"))
            .status();
    }
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file");
    path.display().to_string()
}

/// Vsftpd: everything under `/srv` may be changed. `more` are further lines of its configuration.
pub fn vsftpd(more: &str) -> Daemon {
    let program = installed(&["vsftpd"], "vsftpd");
    start("vsftpd", |folder, port| {
        certificate(folder);
        open_to_ftp(folder);
        std::fs::create_dir(folder.join("empty")).expect("a folder");
        let at = folder.display();
        let passwords = written(folder, "passwords", &format!("{}\n", LOGIN.1));
        let launcher = if user() == "root" {
            ""
        } else {
            "run_as_launching_user=YES\n"
        };
        let config = format!(
            "listen=YES\nlisten_ipv6=NO\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\n\
             {launcher}anonymous_enable=YES\nlocal_enable=NO\nanon_root={at}\nwrite_enable=YES\n\
             anon_upload_enable=YES\nanon_mkdir_write_enable=YES\nanon_other_write_enable=YES\nanon_umask=022\n\
             anon_world_readable_only=NO\nsecure_email_list_enable=YES\nemail_password_file={passwords}\n\
             secure_chroot_dir={at}/empty\nseccomp_sandbox=NO\nisolate=NO\nisolate_network=NO\npasv_enable=YES\n\
             port_enable=NO\nsetproctitle_enable=YES\nxferlog_enable=NO\nmax_per_ip=500\nmax_clients=500\nconnect_from_port_20=NO\nssl_enable=YES\nallow_anon_ssl=YES\n\
             force_anon_logins_ssl=YES\nforce_anon_data_ssl=YES\nrequire_ssl_reuse=YES\nssl_ciphers=HIGH\n\
             rsa_cert_file={at}/ftp.pem\nrsa_private_key_file={at}/key.pem\n{more}"
        );
        let config = written(folder, "vsftpd.conf", &config);
        vec![program.display().to_string(), config]
    })
}
