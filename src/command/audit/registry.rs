//! Who a name is registered with and until when, asked over RDAP (RFC 9083).

use crate::net::http::{Answer, Http};
use chrono::{DateTime, Utc};
use serde_json::Value;
use url::Url;

/// No answer is longer.
const LIMIT: u64 = 1 << 20;
/// The well-known service points elsewhere; that one may once more.
const TURNS: usize = 3;

/// What the registry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The registrar's name.
    pub registrar: Option<String>,
    /// Until when.
    pub expires: Option<DateTime<Utc>>,
    /// Which host said so.
    pub from: String,
}

/// Asks for a name.
///
/// # Errors
/// In words.
pub async fn ask(http: &Http, base: &str, name: &str) -> Result<Registered, String> {
    let mut url = format!("{base}/domain/{name}");
    for _ in 0..=TURNS {
        let answer = http
            .get(&url, LIMIT)
            .await
            .map_err(|why| format!("RDAP: {why}"))?;
        match answer.status {
            200 => return read(&answer, &url),
            301 | 302 | 303 | 307 | 308 => {
                let next = Url::parse(&url).and_then(|from| from.join(answer.header("location")));
                url = next.map_err(|_| "RDAP pointed nowhere".to_owned())?.into();
            }
            status => return Err(format!("RDAP answered with {status}")),
        }
    }
    Err("RDAP pointed on and on".to_owned())
}

fn read(answer: &Answer, url: &str) -> Result<Registered, String> {
    let value: Value = serde_json::from_slice(&answer.body)
        .map_err(|_| "RDAP answered with no JSON".to_owned())?;
    let host = Url::parse(url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    Ok(Registered {
        registrar: registrar(&value),
        expires: expires(&value),
        from: host.unwrap_or_default(),
    })
}

/// The name in the card of the entity that has the role of registrar.
fn registrar(value: &Value) -> Option<String> {
    let list = |value: &Value, member: &str| value.get(member).and_then(Value::as_array).cloned();
    let entities = list(value, "entities")?;
    let found = entities.iter().find(|entity| {
        let roles = list(entity, "roles").unwrap_or_default();
        roles.iter().any(|role| role == "registrar")
    })?;
    let card = list(found, "vcardArray")?;
    let lines = card.get(1)?.as_array()?;
    let name = lines
        .iter()
        .find(|line| line.get(0).is_some_and(|word| word == "fn"))?;
    let name = name.get(3)?.as_str()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn expires(value: &Value) -> Option<DateTime<Utc>> {
    let events = value.get("events")?.as_array()?;
    let event = events.iter().find(|event| {
        event
            .get("eventAction")
            .is_some_and(|action| action == "expiration")
    })?;
    event.get("eventDate")?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{expires, registrar};

    #[test]
    fn the_form_of_rfc_9083_is_read_and_nonsense_is_nothing() {
        let value = serde_json::json!({
            "objectClassName": "domain",
            "entities": [
                {"roles": ["technical"], "vcardArray": ["vcard", [["fn", {}, "text", "Somebody"]]]},
                {"roles": ["registrar"], "vcardArray": ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", "GANDI SAS"]]]}
            ],
            "events": [
                {"eventAction": "registration", "eventDate": "2014-01-01T00:00:00Z"},
                {"eventAction": "expiration", "eventDate": "2027-03-01T12:00:00Z"}
            ]
        });
        assert_eq!(registrar(&value).as_deref(), Some("GANDI SAS"));
        assert_eq!(
            expires(&value).map(|at| at.to_rfc3339()).as_deref(),
            Some("2027-03-01T12:00:00+00:00")
        );
        for nonsense in [
            "{}",
            "[]",
            "3",
            r#"{"entities": 1, "events": [{}]}"#,
            r#"{"entities": [{"roles": ["registrar"], "vcardArray": []}]}"#,
        ] {
            let value = serde_json::from_str(nonsense).expect("JSON");
            assert_eq!(
                (registrar(&value), expires(&value)),
                (None, None),
                "{nonsense}"
            );
        }
    }
}
