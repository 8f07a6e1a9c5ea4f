//! `dnsconfig.js` of DNSControl.

use crate::dns::record::{Data, RecordSet, RecordType};
use crate::dns::wanted::WantedZone;
use serde_json::json;
use std::fmt::Write as _;

/// Every zone, with the providers it is served by. Records of others are left alone, unless the zone
/// is whole.
pub fn text(zones: &[WantedZone]) -> String {
    let mut text =
        "// Wanted records, for DNSControl: `dnscontrol preview`, then `dnscontrol push`.\n\
                    // The providers' names stand in creds.json.\n\n\
                    var REG_NONE = NewRegistrar(\"none\");\n"
            .to_owned();
    let mut providers: Vec<&String> = zones
        .iter()
        .flat_map(|zone| &zone.settings.providers)
        .collect();
    providers.sort();
    providers.dedup();
    for (number, provider) in providers.iter().enumerate() {
        let _ = writeln!(
            text,
            "var DSP_{number} = NewDnsProvider({});",
            json!(provider)
        );
    }
    for zone in zones {
        let mut lines: Vec<String> = zone
            .settings
            .providers
            .iter()
            .filter_map(|name| providers.iter().position(|provider| *provider == name))
            .map(|number| format!("DnsProvider(DSP_{number})"))
            .collect();
        if !zone.settings.whole {
            lines.push("NO_PURGE".to_owned());
        }
        for set in zone.sets.values() {
            lines.extend(set.data.iter().map(|data| line(zone, set, data)));
        }
        let name = json!(zone.name().bare());
        let _ = write!(
            text,
            "\nD({name}, REG_NONE,\n  {}\n);\n",
            lines.join(",\n  ")
        );
    }
    text
}

fn line(zone: &WantedZone, set: &RecordSet, data: &Data) -> String {
    if set.rtype == RecordType::Ns && set.name == *zone.name() {
        return format!("NAMESERVER({})", json!(data.to_string()));
    }
    let name = json!(set.name.relative_to(zone.name()));
    let ttl = format!("TTL({})", set.ttl);
    match data {
        Data::Mx(preference, exchange) => {
            format!("MX({name}, {preference}, {}, {ttl})", json!(exchange))
        }
        Data::Txt(text) => {
            format!(
                "TXT({name}, {}, {ttl})",
                json!(String::from_utf8_lossy(text))
            )
        }
        Data::Caa(flags, tag, value) => {
            let critical = if flags & 128 == 128 {
                ", CAA_CRITICAL"
            } else {
                ""
            };
            let value = json!(String::from_utf8_lossy(value));
            format!("CAA({name}, {}, {value}{critical}, {ttl})", json!(tag))
        }
        other => format!("{}({name}, {}, {ttl})", set.rtype, json!(other.to_string())),
    }
}
