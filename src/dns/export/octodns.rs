//! The form of octoDNS's zone files (YAML; JSON is YAML too), there and back.

use crate::dns::name::Name;
use crate::dns::record::{Data, RecordSet, RecordType};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Every set of a zone by its relative name, as octoDNS's `YamlProvider` reads it.
pub fn records<'a>(zone: &Name, sets: impl IntoIterator<Item = &'a RecordSet>) -> Value {
    let mut names: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for set in sets {
        let relative = set.name.relative_to(zone);
        let key = if relative == "@" {
            String::new()
        } else {
            relative
        };
        names.entry(key).or_default().push(entry(set));
    }
    let mut whole = Map::new();
    for (name, mut entries) in names {
        let value = match entries.len() {
            1 => entries.remove(0),
            _ => Value::Array(entries),
        };
        whole.insert(name, value);
    }
    Value::Object(whole)
}

/// The same as text, keys sorted as octoDNS insists (`enforce_order`).
pub fn yaml<'a>(zone: &Name, sets: impl IntoIterator<Item = &'a RecordSet>) -> String {
    let whole = records(zone, sets);
    let mut text = "---\n".to_owned();
    let Value::Object(names) = whole else {
        return text;
    };
    let quoted = |value: &Value| value.to_string();
    for (name, entries) in names {
        text += &format!("{}:\n", json!(name));
        let several = entries.is_array();
        let list = match entries {
            Value::Array(list) => list,
            one => vec![one],
        };
        for entry in list {
            let mut lead = if several { "  - " } else { "  " };
            for (key, value) in entry.as_object().into_iter().flatten() {
                text += &format!("{lead}{key}: {}\n", quoted(value));
                lead = if several { "    " } else { "  " };
            }
        }
    }
    text
}

fn entry(set: &RecordSet) -> Value {
    let values: Vec<Value> = set.data.iter().map(value).collect();
    let mut entry = Map::new();
    entry.insert("ttl".to_owned(), json!(set.ttl));
    entry.insert("type".to_owned(), json!(set.rtype.to_string()));
    match (set.rtype, values.as_slice()) {
        (RecordType::Cname, [one]) => entry.insert("value".to_owned(), one.clone()),
        _ => entry.insert("values".to_owned(), json!(values)),
    };
    Value::Object(entry)
}

fn value(data: &Data) -> Value {
    match data {
        Data::Mx(preference, exchange) => {
            json!({"exchange": exchange, "preference": preference})
        }
        Data::Caa(flags, tag, value) => {
            json!({"flags": flags, "tag": tag, "value": String::from_utf8_lossy(value)})
        }
        // octoDNS wants semicolons escaped.
        Data::Txt(text) => json!(String::from_utf8_lossy(text).replace(';', "\\;")),
        other => json!(other.to_string()),
    }
}

/// A set as octoDNS's plans have it.
///
/// # Errors
/// It is not of a form we know: why.
pub fn read_set(zone: &Name, name: &str, rtype: &str, set: &Value) -> Result<RecordSet, String> {
    let odd = || format!("`{name} {rtype}` is {set}");
    let full = match name {
        "" => zone.clone(),
        name => format!("{name}.{zone}").parse().map_err(|_| odd())?,
    };
    let values: Vec<&Value> = match (&set["values"], &set["value"]) {
        (Value::Array(values), _) => values.iter().collect(),
        (Value::Null, Value::Null) => return Err(odd()),
        (Value::Null, one) | (one, _) => vec![one],
    };
    let data: Option<BTreeSet<Data>> = values.into_iter().map(|value| read(rtype, value)).collect();
    let data = data.filter(|data| !data.is_empty()).ok_or_else(odd)?;
    let rtype = data.first().map_or(RecordType::Txt, Data::rtype);
    let ttl = set["ttl"].as_u64().and_then(|ttl| u32::try_from(ttl).ok());
    Ok(RecordSet {
        name: full,
        rtype,
        ttl: ttl.ok_or_else(odd)?,
        data,
    })
}

fn read(rtype: &str, value: &Value) -> Option<Data> {
    let text = value.as_str();
    Some(match rtype {
        "A" => Data::A(text?.parse().ok()?),
        "AAAA" => Data::Aaaa(text?.parse().ok()?),
        "CNAME" => Data::Cname(text?.parse().ok()?),
        "NS" => Data::Ns(text?.parse().ok()?),
        "TXT" => Data::Txt(text?.replace("\\;", ";").into_bytes()),
        "MX" => Data::Mx(
            u16::try_from(value["preference"].as_u64()?).ok()?,
            value["exchange"].as_str()?.parse().ok()?,
        ),
        "CAA" => Data::Caa(
            u8::try_from(value["flags"].as_u64()?).ok()?,
            value["tag"].as_str()?.to_owned(),
            value["value"].as_str()?.as_bytes().to_vec(),
        ),
        _ => return None,
    })
}
