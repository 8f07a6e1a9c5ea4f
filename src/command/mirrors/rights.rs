//! With what rights mirrors are written to: keys from the environment, or what comes with where we run.
#![expect(
    clippy::disallowed_methods,
    reason = "edge: a key may be in a file that the environment names"
)]

use super::secret;
use crate::command::Context;
use crate::config::{CdnKind, PurgeConfig};
use crate::net::secret::Secret;
use crate::problem::Problem;
use crate::publish::mirror::azure::{self, AzureSettings};
use crate::publish::mirror::firebase::FirebaseSettings;
use crate::publish::mirror::gcs::{self, GcsSettings};
use crate::publish::mirror::s3::{self, AROUND, S3Settings};
use crate::publish::purge::{Cdn, bunny, cloudflare, cloudfront, fastly, google};

/// For a bucket of S3: a key; else the identity of a job or a container; else, if so said, the machine's.
pub(super) fn s3(ctx: &Context, settings: &S3Settings) -> Result<s3::Rights, Problem> {
    let [id, key, token] = &settings.env[..] else {
        unreachable!("there is a name for each secret");
    };
    if ctx.env.get(id).is_none() && ctx.env.get(key).is_none() {
        let around = AROUND
            .iter()
            .filter_map(|name| Some((*name, ctx.env.get(name)?.to_owned())));
        let around: std::collections::BTreeMap<_, _> = around.collect();
        let told = around.contains_key("AWS_WEB_IDENTITY_TOKEN_FILE")
            || around
                .keys()
                .any(|name| name.starts_with("AWS_CONTAINER_CREDENTIALS_"));
        if told || settings.instance_role {
            return Ok(s3::Rights::Around(around));
        }
    }
    Ok(s3::Rights::Key {
        id: secret(ctx, id)?,
        secret: secret(ctx, key)?,
        token: ctx.env.get(token).map(Secret::new),
    })
}

/// For a bucket of Google's: a service account's key, else a file of credentials.
pub(super) fn gcs(ctx: &Context, settings: &GcsSettings) -> Result<gcs::Rights, Problem> {
    let [key, file] = &settings.env[..] else {
        unreachable!("there is a name for each secret");
    };
    match (ctx.env.get(key), ctx.env.get(file)) {
        (None, Some(path)) => Ok(gcs::Rights::File(ctx.root.join(path).display().to_string())),
        _ => secret(ctx, key).map(gcs::Rights::Key),
    }
}

/// For a site of Firebase: a service account's key, else what is in the file that is named.
pub(super) fn firebase(ctx: &Context, settings: &FirebaseSettings) -> Result<Secret, Problem> {
    let [key, file] = &settings.env[..] else {
        unreachable!("there is a name for each secret");
    };
    let (None, Some(path)) = (ctx.env.get(key), ctx.env.get(file)) else {
        return secret(ctx, key);
    };
    let text = std::fs::read_to_string(ctx.root.join(path));
    text.map(Secret::new).map_err(|error| {
        let what = format!("the file that `{file}` names cannot be read");
        let problem = Problem::error("no-secret", what).because(error);
        problem.hint(format!(
            "export {file}=…   # the path of a service account's key"
        ))
    })
}

/// For a container of Azure's: a signature for it alone, else the account's key.
pub(super) fn azure(ctx: &Context, settings: &AzureSettings) -> Result<azure::Rights, Problem> {
    let [signature, key] = &settings.env[..] else {
        unreachable!("there is a name for each secret");
    };
    match (ctx.env.get(signature), ctx.env.get(key)) {
        (None, Some(key)) => Ok(azure::Rights::Key(Secret::new(key))),
        _ => secret(ctx, signature).map(azure::Rights::Signature),
    }
}

/// The CDN in front of a mirror, ready to be told.
pub(super) fn cdn(ctx: &Context, config: &PurgeConfig) -> Result<Box<dyn Cdn>, Problem> {
    let [variable, others @ ..] = &config.variables[..] else {
        unreachable!("there is a name for each secret");
    };
    let first = secret(ctx, variable)?;
    let at = |usual: &'static str| config.endpoint.as_deref().unwrap_or(usual);
    Ok(match &config.cdn {
        CdnKind::Cloudflare(zone) => Box::new(cloudflare::Cloudflare::new(
            at(cloudflare::API),
            zone,
            &first,
        )?),
        CdnKind::CloudFront(distribution) => {
            let [key, token] = others else {
                unreachable!("there is a name for each secret");
            };
            let token = ctx.env.get(token).map(Secret::new);
            let rights = (first, secret(ctx, key)?, token);
            Box::new(cloudfront::CloudFront::new(
                at(cloudfront::API),
                distribution,
                rights,
            ))
        }
        CdnKind::Fastly(service) => {
            Box::new(fastly::Fastly::new(at(fastly::API), service, &first)?)
        }
        CdnKind::Bunny(zone) => Box::new(bunny::Bunny::new(at(bunny::API), zone, &first)?),
        CdnKind::Google(project, map) => {
            Box::new(google::Google::new(at(google::API), project, map, &first))
        }
    })
}
