//! The zones, and the site whose copies are read.

/// Who is where: the namespace, its addresses.
pub const SPACES: [(&str, &[&str]); 9] = [
    ("root", &["10.77.0.1"]),
    ("tlda", &["10.77.0.11"]),
    ("tldb", &["10.77.0.12"]),
    ("t1", &["10.77.1.1", "10.77.1.2"]),
    ("t2", &["10.77.2.1", "10.77.2.2"]),
    ("t3", &["10.77.3.1", "10.77.3.2"]),
    ("control", &["10.77.8.2", "10.77.8.1"]),
    ("resolver", &["10.77.9.1"]),
    ("client", &["10.77.9.2"]),
];

const SOA: &str = "$TTL 60\n@ SOA ns.lab. who.lab. 1 60 60 600 60\n";

/// Zones of customers, one well and each other with one thing wrong, as their parent delegates them.
const DELEGATED: &str = "well NS ns.t1\nwell NS ns.t2.tldb.\nlame NS ns.t1\nlame NS ns.t2.tldb.\n\
    drift NS ns.t1\ndrift NS ns2.t1\nextra NS ns.t1\nextra NS ns.t2.tldb.\n\
    lost NS ns.t1\nlost NS ns.t2.tldb.\nlost NS ns.t3.tldb.\n\
    glue NS ns.glue\nns.glue A 10.77.1.1\nglue NS ns.t2.tldb.\nalone NS ns.t1\n\
    nokey NS ns.t1\nnokey NS ns.t2.tldb.\n\
    nokey DS 12345 13 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n";

/// The same zones, as the first and the second of their servers have them.
fn checked(second: bool) -> Vec<(&'static str, String)> {
    let zone = |name: &'static str, serial: u32, servers: &[&str], more: &str| {
        let mut text = format!(
            "$TTL 3600\n@ SOA ns.t1.tlda. hostmaster.t1.tlda. {serial} 14400 3600 1209600 300\n"
        );
        for server in servers {
            text += &format!("@ 86400 NS {server}\n");
        }
        (name, text + more)
    };
    let both = ["ns.t1.tlda.", "ns.t2.tldb."];
    let three = ["ns.t1.tlda.", "ns.t2.tldb.", "ns.t3.tldb."];
    let same_operator = ["ns.t1.tlda.", "ns2.t1.tlda."];
    let own = ["ns.glue.tlda.", "ns.t2.tldb."];
    let mut zones = vec![
        zone("well.tlda.", 1, &both, ""),
        zone(
            "drift.tlda.",
            if second { 7 } else { 1 },
            &same_operator,
            "",
        ),
        zone("extra.tlda.", 1, &three, ""),
        zone("lost.tlda.", 1, &both, ""),
        zone("glue.tlda.", 1, &own, "ns A 10.77.3.1\n"),
        zone("nokey.tlda.", 1, &both, ""),
    ];
    if !second {
        zones.push(zone("lame.tlda.", 1, &both, ""));
        zones.push(zone("alone.tlda.", 1, &both[..1], ""));
    }
    zones
}

/// The zones of each name server: name and text.
pub fn zones(space: &str) -> Vec<(&'static str, String)> {
    let mut all = usual(space);
    match space {
        "tlda" => all[0].1 += DELEGATED,
        "t1" => all.extend(checked(false)),
        "t2" => all.extend(checked(true)),
        // It serves what its parent names it for, and what the zone itself does.
        "t3" => all.extend(
            checked(false)
                .into_iter()
                .filter(|(name, _)| ["extra.tlda.", "lost.tlda.", "glue.tlda."].contains(name)),
        ),
        _ => {}
    }
    all
}

fn usual(space: &str) -> Vec<(&'static str, String)> {
    let zone = |name, text: &str| (name, format!("{SOA}{text}"));
    let near = "@ NS ns.t1.tlda.\n@ NS ns.t2.tldb.\n@ A 10.77.1.2\n@ A 10.77.2.2\n";
    match space {
        "root" => vec![
            zone(
                ".",
                "@ NS a.lab.\na.lab. A 10.77.0.1\ncontrol.lab. A 10.77.8.1\ntlda. NS ns.nic.tlda.\nns.nic.tlda. A 10.77.0.11\n\
                 tldb. NS ns.nic.tldb.\nns.nic.tldb. A 10.77.0.12\norigin.asn.cymru.com. NS a.lab.\n",
            ),
            zone(
                "origin.asn.cymru.com.",
                "@ NS a.lab.\n\
                 *.1.77.10 TXT \"64501 | 10.77.1.0/24 | ZZ | lab | 2026-01-01\"\n\
                 *.2.77.10 TXT \"64502 | 10.77.2.0/24 | ZZ | lab | 2026-01-01\"\n\
                 *.3.77.10 TXT \"64503 | 10.77.3.0/24 | ZZ | lab | 2026-01-01\"\n",
            ),
        ],
        "tlda" => vec![zone(
            "tlda.",
            "@ NS ns.nic\nns.nic A 10.77.0.11\nt1 NS ns.t1\nns.t1 A 10.77.1.1\nns2.t1 A 10.77.2.1\nacme NS ns.t1\n\
             status-acme NS ns.t1\nstatus-acme NS ns.t2.tldb.\n",
        )],
        "tldb" => vec![zone(
            "tldb.",
            "@ NS ns.nic\nns.nic A 10.77.0.12\nt2 NS ns.t2\nns.t2 A 10.77.2.1\nt3 NS ns.t3\nns.t3 A 10.77.3.1\n\
             acme-status NS ns.t3\n",
        )],
        "t1" => vec![
            zone("t1.tlda.", "@ NS ns\nns A 10.77.1.1\nns2 A 10.77.2.1\n"),
            zone("acme.tlda.", "@ NS ns.t1.tlda.\napp A 10.77.1.2\n"),
            zone("status-acme.tlda.", near),
        ],
        "t2" => vec![
            zone("t2.tldb.", "@ NS ns\nns A 10.77.2.1\n"),
            zone("status-acme.tlda.", near),
        ],
        "t3" => vec![
            zone("t3.tldb.", "@ NS ns\nns A 10.77.3.1\n"),
            zone("acme-status.tldb.", "@ NS ns.t3.tldb.\n@ A 10.77.3.2\n"),
        ],
        _ => Vec::new(),
    }
}

/// `stillup.toml`.
pub const SITE: &str = r#"
[site]
id = "acme"
title = "Acme Status"
address = "http://status-acme.tlda"

[[component]]
id = "api"
title = "API"

[product]
urls = ["http://app.acme.tlda"]
domains = ["registrar:one"]

[dns]
roots = ["10.77.0.1"]

[[dns.provider]]
name = "t1"
rfc2136 = { server = "10.77.1.1" }

[[dns.zone]]
name = "well.tlda"
providers = ["t1"]

[audit]
rdap = "off"
laptop = true

[[mirror]]
name = "near"
address = "http://status-acme.tlda"
dir = { path = "public/near" }
registrar = "two"

[[mirror]]
name = "far"
address = "http://acme-status.tldb"
dir = { path = "public/far" }
registrar = "three"
"#;

/// Where a client reads.
pub const READ: [(&str, &str); 3] = [
    ("near", "http://status-acme.tlda/generation.json"),
    ("far", "http://acme-status.tldb/generation.json"),
    ("product", "http://app.acme.tlda/"),
];

/// A page that nobody takes away, at a name of the root's own.
pub const CONTROL: &str = "http://control.lab/generation.json";
