//! The zones, and the site whose copies are read.

/// Who is where: the namespace, its addresses.
pub const SPACES: [(&str, &[&str]); 8] = [
    ("root", &["10.77.0.1"]),
    ("tlda", &["10.77.0.11"]),
    ("tldb", &["10.77.0.12"]),
    ("t1", &["10.77.1.1", "10.77.1.2"]),
    ("t2", &["10.77.2.1", "10.77.2.2"]),
    ("t3", &["10.77.3.1", "10.77.3.2"]),
    ("resolver", &["10.77.9.1"]),
    ("client", &["10.77.9.2"]),
];

const SOA: &str = "$TTL 60\n@ SOA ns.lab. who.lab. 1 60 60 600 60\n";

/// The zones of each name server: name and text.
pub fn zones(space: &str) -> Vec<(&'static str, String)> {
    let zone = |name, text: &str| (name, format!("{SOA}{text}"));
    let near = "@ NS ns.t1.tlda.\n@ NS ns.t2.tldb.\n@ A 10.77.1.2\n@ A 10.77.2.2\n";
    match space {
        "root" => vec![
            zone(
                ".",
                "@ NS a.lab.\na.lab. A 10.77.0.1\ntlda. NS ns.nic.tlda.\nns.nic.tlda. A 10.77.0.11\n\
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
            "@ NS ns.nic\nns.nic A 10.77.0.11\nt1 NS ns.t1\nns.t1 A 10.77.1.1\nacme NS ns.t1\n\
             status-acme NS ns.t1\nstatus-acme NS ns.t2.tldb.\n",
        )],
        "tldb" => vec![zone(
            "tldb.",
            "@ NS ns.nic\nns.nic A 10.77.0.12\nt2 NS ns.t2\nns.t2 A 10.77.2.1\nt3 NS ns.t3\nns.t3 A 10.77.3.1\n\
             acme-status NS ns.t3\n",
        )],
        "t1" => vec![
            zone("t1.tlda.", "@ NS ns\nns A 10.77.1.1\n"),
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
