//! Tokens for Google's APIs from a service account's key: a signed claim is exchanged for one
//! (RFC 7523; Google's "Using OAuth 2.0 for Server to Server Applications", read 2026-11-27).

use super::http::Http;
use super::secret::Secret;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::{Value, json};
use std::time::Duration;
use url::form_urlencoded;

/// How long the exchange may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// For how many seconds a token is asked for; Google gives no longer ones.
const LIFE: i64 = 3_600;

/// A service account's key.
pub struct ServiceKey {
    email: String,
    id: String,
    exchange: String,
    pair: RsaKeyPair,
}

impl ServiceKey {
    /// From the JSON file that Google gives out.
    ///
    /// # Errors
    /// In words, without anything of the key.
    pub fn parse(text: &Secret) -> Result<Self, String> {
        let json: Value = serde_json::from_str(text.reveal())
            .map_err(|_| "it is not the JSON file that Google gave out".to_owned())?;
        let member = |name: &str| {
            let found = json[name].as_str().map(str::to_owned);
            found.ok_or_else(|| format!("it has no `{name}`"))
        };
        let kind = member("type")?;
        if kind != "service_account" {
            return Err(format!("it is of the type `{kind}`, not `service_account`"));
        }
        let pem = member("private_key")?;
        let lines = pem.lines().filter(|line| !line.starts_with("-----"));
        let der = STANDARD.decode(lines.collect::<String>());
        let pair = der.ok().and_then(|der| RsaKeyPair::from_pkcs8(&der).ok());
        Ok(ServiceKey {
            email: member("client_email")?,
            id: member("private_key_id").unwrap_or_default(),
            exchange: member("token_uri")
                .unwrap_or_else(|_| "https://oauth2.googleapis.com/token".to_owned()),
            pair: pair.ok_or("its `private_key` is no RSA key in PKCS 8")?,
        })
    }

    /// The claim that is exchanged, signed with RS256 (RFC 7515).
    fn assertion(&self, scope: &str, now: DateTime<Utc>) -> Result<String, String> {
        let head = json!({ "alg": "RS256", "typ": "JWT", "kid": self.id });
        let claim = json!({
            "iss": self.email,
            "scope": scope,
            "aud": self.exchange,
            "iat": now.timestamp(),
            "exp": now.timestamp() + LIFE,
        });
        let coded = |json: Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let signed = format!("{}.{}", coded(head), coded(claim));
        let mut signature = vec![0; self.pair.public().modulus_len()];
        let random = SystemRandom::new();
        self.pair
            .sign(
                &RSA_PKCS1_SHA256,
                &random,
                signed.as_bytes(),
                &mut signature,
            )
            .map_err(|_| "its `private_key` cannot sign".to_owned())?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// A token with which `scope` may be used for an hour.
    ///
    /// # Errors
    /// In words: no answer, or Google's refusal.
    pub async fn token(&self, scope: &str, now: DateTime<Utc>) -> Result<Secret, String> {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
            .append_pair("assertion", &self.assertion(scope, now)?)
            .finish();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, form)]);
        let http = Http::new(PATIENCE)?;
        let answer = http
            .ask(Method::POST, &self.exchange, headers, body.into(), 1 << 20)
            .await?;
        let json: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        match json["access_token"].as_str() {
            Some(token) => Ok(Secret::new(token)),
            None => {
                let why = json["error_description"].as_str();
                let why = why.or(json["error"].as_str()).unwrap_or("no token");
                Err(format!("it answered with {}: {why}", answer.status))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ServiceKey;
    use crate::net::secret::Secret;

    #[test]
    fn what_is_no_key_is_told_without_repeating_it() {
        let told = |text: &str| match ServiceKey::parse(&Secret::new(text)) {
            Ok(_) => panic!("no key"),
            Err(why) => why,
        };
        for (text, why) in [
            ("hunter2", "it is not the JSON file that Google gave out"),
            ("{}", "it has no `type`"),
            (
                r#"{"type": "authorized_user"}"#,
                "it is of the type `authorized_user`, not `service_account`",
            ),
            (
                r#"{"type": "service_account", "private_key": "hunter2"}"#,
                "it has no `client_email`",
            ),
            (
                r#"{"type": "service_account", "client_email": "a@b.example", "private_key": "hunter2"}"#,
                "its `private_key` is no RSA key in PKCS 8",
            ),
        ] {
            assert_eq!(told(text), why);
        }
    }
}
