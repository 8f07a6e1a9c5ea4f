//! `ftp = { host = …, user = …, path = … }`: a folder on a host that still speaks FTP.

use super::MirrorConfig;
use super::kind::{Kind, MirrorKind};
use super::{env, ssh};
use crate::config::key::{Form, Key, key};
use crate::config::read::{Report, Section};
use crate::problem::{Problem, did_you_mean};
use crate::publish::mirror::ftp::{FtpSettings, Tls};

/// A folder behind FTP.
pub(super) const KIND: Kind = Kind {
    name: "ftp",
    table: TABLE,
    meaning: "The kind of mirror: a folder on a host that still speaks FTP, over TLS.",
    example: "ftp = { host = \"ftp.acme.example\", user = \"status\", path = \"htdocs\" }",
    keys: KEYS,
    read,
};

const TABLE: &str = "[[mirror]] ftp";
const SECRETS: &str = "[[mirror]] ftp env";

#[rustfmt::skip]
const KEYS: &[Key] = &[
    key(TABLE, "host", Form::Text, "required", "The server's name or address."),
    key(TABLE, "port", Form::Whole, "21", "Its port, 1 to 65535."),
    key(TABLE, "user", Form::Text, "required", "Whom to log in as."),
    key(TABLE, "path", Form::Text, "required", "The folder on the server, absolute or from where a login begins."),
    key(TABLE, "tls", Form::Text, "`\"explicit\"`", "`\"none\"` sends the password and all files readable for everybody on the way."),
    key(TABLE, "certificate", Form::Text, "those the machine trusts", "The only file whose certificates are trusted, relative to the site's folder: the server's own, or those of its authority."),
    key(TABLE, "gzip", Form::Flag, "`false`", "Texts are kept as `….gz` only, which the web server has to send as `Content-Encoding: gzip`: a fraction of the bytes to send. Not to be changed for a folder that was published to."),
    key(TABLE, "env", Form::Table, "as below", "Names of environment variables."),
    key(SECRETS, "password", Form::Text, "`\"STILLUP_FTP_PASSWORD\"`", "The variable with the `user`'s password."),
];

fn read(
    report: &mut Report,
    section: &Section<'_>,
    _before: &[MirrorConfig],
) -> Option<MirrorKind> {
    let host = ssh::host(report, section);
    let port = ssh::port(report, section, 21).unwrap_or(21);
    let user = match section.text(report, "user") {
        Some(typed) => ssh::user(report, &typed),
        None => {
            if section.raw(report, "user").is_none() {
                section.missing(report, "user", "status");
            }
            None
        }
    };
    let path = ssh::path(report, section);
    let tls = tls(report, section);
    let certificate = section.text(report, "certificate");
    let gzip = section.flag(report, "gzip").unwrap_or(false);
    let names = env::names(
        report,
        section,
        SECRETS,
        &[("password", "STILLUP_FTP_PASSWORD")],
    );
    Some(MirrorKind::Ftp(FtpSettings {
        host: host?,
        port,
        user: user?,
        path: path?,
        tls: tls?,
        certificate: certificate.map(|typed| typed.into_inner().into()),
        gzip,
        password_variable: names.into_iter().next().unwrap_or_default(),
    }))
}

fn tls(report: &mut Report, section: &Section<'_>) -> Option<Tls> {
    let Some(typed) = section.text(report, "tls") else {
        // One that is there and no text was complained about.
        return section
            .raw(report, "tls")
            .is_none()
            .then_some(Tls::Explicit);
    };
    match typed.get_ref().as_str() {
        "explicit" => Some(Tls::Explicit),
        "none" => {
            let what = "the password and all files are sent readable for everybody on the way";
            let hint = "tls = \"explicit\"   # or `sftp`, where the host offers it";
            let finding = Problem::finding("sent-in-the-clear", what).hint(hint);
            report.add(typed.span(), finding);
            Some(Tls::None)
        }
        other => {
            let near = did_you_mean(other, ["explicit", "none"]).unwrap_or("explicit");
            let what = format!("`tls` must be `explicit` or `none`, not `{other}`");
            let problem = Problem::error("malformed-tls", what);
            report.add(typed.span(), problem.hint(format!("tls = \"{near}\"")));
            None
        }
    }
}
