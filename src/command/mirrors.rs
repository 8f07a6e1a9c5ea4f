//! The mirrors a command was asked to work on, and a place to do slow things in.

mod rights;

use super::press::{Before, Press};
use super::unchanged::program;
use super::{Context, Stop};
use crate::config::{Config, MirrorConfig, MirrorKind};
use crate::net::program::Surroundings;
use crate::net::secret::Secret;
use crate::net::ssh::{Ssh, SshSettings};
use crate::problem::{Problem, did_you_mean};
use crate::publish::apart::{Named, Seen};
use crate::publish::budget::Budget;
use crate::publish::fence::rename::{Folder, Renames};
use crate::publish::mirror::Mirror;
use crate::publish::mirror::azure;
use crate::publish::mirror::bunny;
use crate::publish::mirror::cloudflare::{self, Product, pages};
use crate::publish::mirror::command::Command;
use crate::publish::mirror::digests::Memory;
use crate::publish::mirror::dir::Dir;
use crate::publish::mirror::firebase;
use crate::publish::mirror::ftp::{Ftp, FtpSettings};
use crate::publish::mirror::gcs;
use crate::publish::mirror::git::Git;
use crate::publish::mirror::git_pages::GitPages;
use crate::publish::mirror::gzipped::Gzipped;
use crate::publish::mirror::late::Late;
use crate::publish::mirror::neocities;
use crate::publish::mirror::netlify;
use crate::publish::mirror::rsync::Rsync;
use crate::publish::mirror::s3;
use crate::publish::mirror::sftp::Sftp;
use crate::publish::mirror::shut::Shut;
use crate::publish::mirror::vercel;
use crate::publish::mirror::webdav::Webdav;
use crate::publish::retry::Patient;
use crate::tree::File;
use std::collections::BTreeMap;
use std::time::Duration;

/// How long to wait before trying again.
const WAITS: [Duration; 3] = [
    Duration::from_millis(250),
    Duration::from_secs(1),
    Duration::from_secs(4),
];

/// How long to wait before looking again whether a host is done with what it took.
const PACE: Duration = Duration::from_millis(500);

/// Does asynchronous work from start to end.
///
/// # Errors
/// The operating system gives us no threads.
pub fn wait_for<T>(work: impl Future<Output = T>) -> Result<T, Problem> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build();
    let runtime = runtime
        .map_err(|error| Problem::error("threads", "cannot start threads").because(error))?;
    let done = runtime.block_on(work);
    // A disk that hangs must not keep us: its deadline has passed and was reported.
    runtime.shutdown_background();
    Ok(done)
}

/// The mirrors with these names, or all of them.
///
/// # Errors
/// There are none, or no mirror has such a name.
pub fn chosen<'a>(config: &'a Config, only: &[String]) -> Result<Vec<&'a MirrorConfig>, Stop> {
    if config.mirrors.is_empty() {
        return Err(Problem::error("no-mirrors", "no `[[mirror]]` in `stillup.toml` can be published to")
            .hint("[[mirror]]\nname = \"here\"\naddress = \"http://127.0.0.1:8801\"\ndir = { path = \"public/here\" }")
            .into());
    }
    let names = || config.mirrors.iter().map(|mirror| mirror.name.as_str());
    for wanted in only {
        if !names().any(|name| name.eq_ignore_ascii_case(wanted)) {
            let problem =
                Problem::error("unknown-mirror", format!("there is no mirror `{wanted}`"));
            let hint = match did_you_mean(wanted, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!(
                    "the mirrors are {}",
                    names()
                        .map(|name| format!("`{name}`"))
                        .collect::<Vec<_>>()
                        .join(", ")
                ),
            };
            return Err(Stop::arguments(problem.hint(hint)));
        }
    }
    let wanted = |mirror: &&MirrorConfig| {
        only.is_empty()
            || only
                .iter()
                .any(|name| name.eq_ignore_ascii_case(&mirror.name))
    };
    Ok(config.mirrors.iter().filter(wanted).collect())
}

/// Ready to be asked and written to.
///
/// # Errors
/// As for [`chosen`], and when a host file cannot be rendered.
pub fn open(ctx: &Context, press: &Press, only: &[String]) -> Result<Vec<Named>, Stop> {
    let mut opened = Vec::new();
    for config in chosen(&press.config, only)? {
        // What one mirror lacks, a secret for instance, is no other's business: it alone fails.
        let mirror = make(ctx, config).unwrap_or_else(|problem| Box::new(Shut(problem)));
        let mirror = Box::new(Patient::new(mirror, WAITS.to_vec()));
        opened.push(Named {
            cdn: config.purge.as_ref().map(|purge| rights::cdn(ctx, purge)),
            host: host_files(press, config)?,
            budget: config.budget.map(|daily| Budget {
                daily,
                now: ctx.now,
            }),
            ..Named::new(config.name.clone(), config.address.clone(), mirror)
        });
    }
    Ok(opened)
}

/// All of them, to be asked only.
pub fn asked(ctx: &Context, config: &Config) -> Vec<Named> {
    let named = |config: &MirrorConfig| {
        let mirror = make(ctx, config).unwrap_or_else(|problem| Box::new(Shut(problem)));
        Named::new(config.name.clone(), config.address.clone(), mirror)
    };
    config.mirrors.iter().map(named).collect()
}

/// What only this mirror holds: hosts of pages branches want files of their own.
fn host_files(press: &Press, config: &MirrorConfig) -> Result<BTreeMap<String, File>, Problem> {
    let mut host = press.host_files(&config.address)?;
    if let MirrorKind::Git(settings) = &config.kind {
        // Else some leave out what begins with `_`, and run a generator of their own over the rest.
        host.insert(".nojekyll".to_owned(), File::new(".nojekyll", Vec::new()));
        let name = url::Url::parse(&config.address).ok();
        let name = name.as_ref().and_then(|url| url.host_str());
        if let Some(name) = name.filter(|_| settings.cname) {
            host.insert(
                "CNAME".to_owned(),
                File::new("CNAME", format!("{name}\n").into_bytes()),
            );
        }
    }
    Ok(host)
}

/// The mirror that these settings mean.
fn make(ctx: &Context, config: &MirrorConfig) -> Result<Box<dyn Mirror>, Problem> {
    Ok(match &config.kind {
        MirrorKind::Dir(settings) => Box::new(Dir::new(&ctx.root, settings)),
        MirrorKind::Rsync(settings) => {
            let ssh = ssh(ctx, &settings.ssh)?;
            Box::new(Rsync::new(ssh, &settings.path))
        }
        MirrorKind::Sftp(settings) => {
            let ssh = ssh(ctx, &settings.ssh)?;
            Box::new(Late::new(Sftp::new(ssh, settings)))
        }
        MirrorKind::Command(settings) => {
            let passed = settings.pass.iter();
            let passed = passed.map(|name| Ok((name.clone(), secret(ctx, name)?)));
            let passed = passed.collect::<Result<_, Problem>>()?;
            let seen = surroundings(ctx);
            Box::new(Command::new(
                settings,
                &ctx.root,
                &config.address,
                &seen,
                passed,
            )?)
        }
        MirrorKind::Git(settings) => {
            let found = |variable: &str| ctx.env.get(variable).map(Secret::new);
            let (token, key) = (
                found(&settings.token_variable),
                found(&settings.ssh.key_variable),
            );
            Box::new(Git::new(
                settings,
                &ctx.root,
                &surroundings(ctx),
                token,
                key,
            )?)
        }
        MirrorKind::Webdav(settings) => {
            let password = match settings.user {
                Some(_) => Some(secret(ctx, &settings.password_variable)?),
                None => None,
            };
            in_place(Webdav::new(settings, password)?, settings.gzip)
        }
        MirrorKind::Ftp(settings) => in_place(ftp(ctx, settings)?, settings.gzip),
        MirrorKind::Bunny(settings) => {
            let key = secret(ctx, &settings.key_variable)?;
            Box::new(bunny::mirror(settings, &key)?)
        }
        MirrorKind::Neocities(settings) => {
            let key = secret(ctx, &settings.key_variable)?;
            Box::new(neocities::mirror(settings, &key)?)
        }
        MirrorKind::GitPages(settings) => {
            let key = secret(ctx, &settings.key_variable)?;
            Box::new(GitPages::new(settings, &key)?)
        }
        MirrorKind::S3(settings) => Box::new(s3::mirror(settings, &rights::s3(ctx, settings)?)?),
        MirrorKind::Gcs(settings) => Box::new(gcs::mirror(settings, &rights::gcs(ctx, settings)?)?),
        MirrorKind::Azure(settings) => {
            Box::new(azure::mirror(settings, &rights::azure(ctx, settings)?)?)
        }
        MirrorKind::Netlify(_)
        | MirrorKind::Cloudflare(_)
        | MirrorKind::Vercel(_)
        | MirrorKind::Firebase(_) => through_api(ctx, config)?,
    })
}

/// The mirror that these settings mean, at one of the providers that are asked with a token.
fn through_api(ctx: &Context, config: &MirrorConfig) -> Result<Box<dyn Mirror>, Problem> {
    let token = |names: &[String]| secret(ctx, &names[0]);
    let memory = |kind| program().map(|program| Memory::new(&ctx.root, kind, program));
    let address = &config.address;
    Ok(match &config.kind {
        MirrorKind::Netlify(settings) => {
            let mirror = netlify::mirror(settings, &token(&settings.env)?, PACE)?;
            Box::new(mirror.remembering(memory("netlify")))
        }
        MirrorKind::Vercel(settings) => {
            let token = token(&settings.env)?;
            let mirror = vercel::mirror(settings, address, &token, PACE)?;
            Box::new(mirror.remembering(memory("vercel")))
        }
        MirrorKind::Firebase(settings) => {
            let key = rights::firebase(ctx, settings)?;
            let mirror = firebase::mirror(settings, &key, ctx.now, PACE)?;
            Box::new(mirror.remembering(memory("firebase")))
        }
        MirrorKind::Cloudflare(settings) => {
            let token = token(&settings.env)?;
            match &settings.product {
                Product::Worker(name) => {
                    let mirror = cloudflare::mirror(settings, name, address, &token, PACE)?;
                    Box::new(mirror.remembering(memory("cloudflare-worker")))
                }
                Product::Pages(name) => {
                    let mirror = pages::mirror(settings, name, address, &token, PACE)?;
                    Box::new(mirror.remembering(memory("cloudflare-pages")))
                }
            }
        }
        _ => unreachable!("only those that are asked with a token come here"),
    })
}

/// Ready to log in; the file with the certificate to trust is relative to the site's folder.
fn ftp(ctx: &Context, settings: &FtpSettings) -> Result<Ftp, Problem> {
    let certificate = settings.certificate.as_ref();
    let settings = FtpSettings {
        certificate: certificate.map(|file| ctx.root.join(file)),
        ..settings.clone()
    };
    let password = secret(ctx, &settings.password_variable)?;
    Ftp::new(&settings, password)
}

/// A folder whose files are replaced one by one, its texts packed if wanted.
fn in_place(folder: impl Folder + 'static, gzip: bool) -> Box<dyn Mirror> {
    match gzip {
        true => Box::new(Renames {
            folder: Gzipped::new(folder),
        }),
        false => Box::new(Renames { folder }),
    }
}

/// Ready to log in; the private key may come from the environment.
fn ssh(ctx: &Context, settings: &SshSettings) -> Result<Ssh, Problem> {
    let key = ctx.env.get(&settings.key_variable).map(Secret::new);
    Ssh::new(settings, &ctx.root, &surroundings(ctx), key)
}

/// What programs get to see of the environment.
fn surroundings(ctx: &Context) -> Surroundings {
    Surroundings::of(&ctx.env.variables)
}

/// What an environment variable holds.
///
/// # Errors
/// It is not set, or empty.
pub fn secret(ctx: &Context, variable: &str) -> Result<Secret, Problem> {
    ctx.env.get(variable).map(Secret::new).ok_or_else(|| {
        let what = format!("the environment variable `{variable}` is not set");
        Problem::error("no-secret", what).hint(format!("export {variable}=…"))
    })
}

/// What is there already, of all that answered.
pub fn before(seen: &[Result<Seen, Problem>], site: &str) -> Before {
    let seen = || seen.iter().flatten();
    let heads = || seen().filter_map(|seen| Some((seen.head.as_ref()?, &seen.signatures)));
    let ours = heads().filter(|(head, _)| head.site == site);
    let newest = ours.max_by(|(one, _), (other, _)| one.rank().cmp(&other.rank()));
    let newest = newest.map(|(head, _)| head);
    let signatures = heads().filter(|(head, _)| Some(*head) == newest);
    let mut signatures: Vec<_> = signatures.flat_map(|(_, found)| found).cloned().collect();
    signatures.sort_by_key(|signature| signature.key);
    Before {
        signatures,
        newest: newest.cloned(),
        // Another site's numbers say nothing about ours.
        highest: seen()
            .filter(|seen| seen.head.as_ref().is_none_or(|head| head.site == site))
            .map(|seen| seen.highest)
            .max()
            .unwrap_or(0),
    }
}
