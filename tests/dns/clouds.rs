//! octoDNS for real, with its own provider of dynamic updates, against Knot DNS; and what is exported,
//! read by those it is for.

use crate::daemons::names::{Make, NameServer, SECRET};
use crate::daemons::powerdns::powerdns;
use crate::program::{HOSTS, Site};
use crate::world::zone;
use std::path::{Path, PathBuf};
use std::process::Command;
use stillup::dns::name::Name;
use stillup::dns::record::RecordType;

fn tool(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target/test-tools/python/bin")
        .join(name);
    assert!(
        path.exists(),
        "these tests need `{}`: tests/run installs it",
        path.display()
    );
    path
}

fn octodns(name: &str, port: u16, program: &str) -> String {
    format!(
        "[[dns.provider]]\nname = \"{name}\"\n[dns.provider.octodns]\nclass = \"octodns_bind.Rfc2136Provider\"\nprogram = \"{program}\"\n\
         settings = {{ host = \"127.0.0.1\", port = {port}, timeout = 5, key_name = \"stillup\", key_algorithm = \"hmac-sha256\", \
         key_secret = \"env/STILLUP_TSIG_SECRET\" }}\n"
    )
}

#[test]
fn octodns_plans_and_applies_for_each_provider_though_one_is_dead() {
    let program = tool("octodns-sync").display().to_string();
    let more = "ns1 IN A 127.0.0.1\nmail IN A 192.0.2.99\nhere 60 IN A 192.0.2.7\nhere IN TXT \"theirs\"\n";
    let knot = NameServer::start(
        Make::Knot,
        &[("acme.tlda", &zone("acme.tlda", &["ns1.acme.tlda"], more))],
    );
    let port = knot.address().port();
    let dns = format!(
        "{}{}[[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"dead\", \"cloud\"]\n{HOSTS}",
        octodns("dead", 1, &program),
        octodns("cloud", port, &program)
    );
    let site = Site::new(&dns);
    let planned = site.run(&["dns", "plan"]);
    assert_eq!(planned.code, 3, "{planned:?}");
    assert_eq!(
        planned.out,
        "acme.tlda at cloud:\n  + create there.acme.tlda. A (127.0.0.2, TTL 300)\n  \
         ~ update here.acme.tlda. A (192.0.2.7, TTL 60 -> 127.0.0.1, TTL 300)\n  \
         1 to create, 1 to update, 0 to delete; 1 held\n"
    );
    assert!(
        planned
            .err
            .contains("error: provider `dead`: octoDNS could not do it for `acme.tlda`"),
        "{}",
        planned.err
    );
    assert!(
        planned.err.contains("would be left with 0 addresses"),
        "{}",
        planned.err
    );
    let applied = site.run(&[
        "dns",
        "apply",
        "--plan",
        &planned.hash(),
        "--i-know",
        "--wait",
        "0",
    ]);
    assert!(
        applied.err.contains("acme.tlda at cloud: 2 changes made"),
        "{applied:?}"
    );
    let here: Name = "here.acme.tlda".parse().expect("a name");
    let reply = knot.ask("here.acme.tlda", RecordType::A);
    assert_eq!(
        reply
            .answer()
            .and_then(|answer| answer.set(&here, RecordType::A))
            .expect("a set")
            .words(),
        "127.0.0.1"
    );
    for (host, rtype) in [
        ("here.acme.tlda", RecordType::Txt),
        ("mail.acme.tlda", RecordType::A),
    ] {
        assert!(
            !knot
                .ask(host, rtype)
                .answer()
                .expect("an answer")
                .answers
                .is_empty(),
            "{host} is not ours"
        );
    }
    assert_eq!(
        site.run(&["dns", "plan", "--only", "cloud"]).out,
        "acme.tlda at cloud: nothing to do; 2 held\n"
    );
}

#[test]
fn a_cloud_of_another_kind_is_told_through_its_api_and_only_what_was_planned() {
    let program = tool("octodns-sync").display().to_string();
    let records = [
        ("ns1", "A", "127.0.0.1"),
        ("mail", "A", "192.0.2.99"),
        ("here", "A", "192.0.2.7"),
        ("here", "TXT", "\"theirs\""),
    ];
    let (cloud, api) = powerdns("acme.tlda", &records);
    let more = "ns1 IN A 127.0.0.1\n";
    let own = NameServer::start(
        Make::Knot,
        &[("acme.tlda", &zone("acme.tlda", &["ns1.acme.tlda"], more))],
    );
    let by_api = |name: &str, port: u16| {
        format!(
            "[[dns.provider]]\nname = \"{name}\"\n[dns.provider.octodns]\nclass = \"octodns_powerdns.PowerDnsProvider\"\n\
             program = \"{program}\"\nsettings = {{ host = \"127.0.0.1\", port = {port}, scheme = \"http\", timeout = 5, \
             api_key = \"env/STILLUP_TSIG_SECRET\" }}\n"
        )
    };
    let site = Site::new(&format!(
        "{}{}{}[[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"dead\", \"cloud\", \"own\"]\n{HOSTS}",
        by_api("dead", 1),
        by_api("cloud", api),
        octodns("own", own.address().port(), &program)
    ));
    let planned = site.run(&["dns", "plan"]);
    assert_eq!(planned.code, 3, "{planned:?}");
    assert_eq!(
        planned.out,
        "acme.tlda at cloud:\n  + create there.acme.tlda. A (127.0.0.2, TTL 300)\n  \
         ~ update here.acme.tlda. A (192.0.2.7 -> 127.0.0.1)\n  1 to create, 1 to update, 0 to delete; 1 held\n\
         acme.tlda at own:\n  + create here.acme.tlda. A (127.0.0.1, TTL 300)\n  \
         + create there.acme.tlda. A (127.0.0.2, TTL 300)\n  2 to create, 0 to update, 0 to delete; 0 held\n",
        "{}",
        planned.err
    );
    assert!(
        planned
            .err
            .contains("hint: its API cannot be reached: the other providers are told all the same"),
        "{}",
        planned.err
    );
    assert!(!planned.err.contains(SECRET), "{}", planned.err);
    let apply = [
        "dns",
        "apply",
        "--plan",
        &planned.hash(),
        "--i-know",
        "--wait",
        "0",
    ];
    let applied = site.run(&apply);
    for told in [
        "acme.tlda at cloud: 2 changes made",
        "acme.tlda at own: 2 changes made",
    ] {
        assert!(applied.err.contains(told), "{applied:?}");
    }
    for (host, rtype, words) in [
        ("here.acme.tlda", RecordType::A, "127.0.0.1"),
        ("there.acme.tlda", RecordType::A, "127.0.0.2"),
        ("here.acme.tlda", RecordType::Txt, "\"theirs\""),
        ("mail.acme.tlda", RecordType::A, "192.0.2.99"),
    ] {
        let name: Name = host.parse().expect("a name");
        let reply = cloud.ask(host, rtype);
        let set = reply.answer().and_then(|answer| answer.set(&name, rtype));
        assert_eq!(set.expect("a set").words(), words, "{host}");
    }
    assert_eq!(
        site.run(&["dns", "plan", "--only", "cloud"]).out,
        "acme.tlda at cloud: nothing to do; 2 held\n"
    );
}

#[test]
fn what_octodns_lacks_is_said_with_what_to_type() {
    let with = |class: &str, program: &str| {
        let dns = format!(
            "[[dns.provider]]\nname = \"cloud\"\noctodns = {{ class = \"{class}\", program = \"{program}\" }}\n\
             [[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"cloud\"]\n{HOSTS}"
        );
        let ran = Site::new(&dns).run(&["dns", "plan"]);
        assert_eq!(ran.code, 3, "{ran:?}");
        ran.err
    };
    let said = with(
        "octodns_route53.Route53Provider",
        "octodns-sync-that-nobody-installed",
    );
    assert!(
        said.contains("hint: pip install octodns octodns-route53"),
        "{said}"
    );
    let said = with(
        "octodns_nobody.NoProvider",
        &tool("octodns-sync").display().to_string(),
    );
    assert!(said.contains("hint: pip install octodns-nobody"), "{said}");
}

const WANTED: &str = "[dns]\n[[dns.provider]]\nname = \"one\"\nrfc2136 = { server = \"127.0.0.1\" }\n\
    [[dns.zone]]\nname = \"acme.tlda\"\nproviders = [\"one\"]\nservers = [\"ns1.acme.tlda\", \"ns2.other.tldb\"]\nwhole = true\n\
    [[dns.record]]\nname = \"ns1.acme.tlda\"\ntype = \"A\"\nvalues = [\"192.0.2.1\"]\n\
    [[dns.record]]\nname = \"acme.tlda\"\ntype = \"TXT\"\nvalues = [\"v=spf1; \\\"-all\\\" \\\\ x\"]\n\
    [[dns.record]]\nname = \"acme.tlda\"\ntype = \"MX\"\nvalues = [\"10 mail.acme.tlda\"]\n\
    [[dns.record]]\nname = \"mail.acme.tlda\"\ntype = \"A\"\nvalues = [\"192.0.2.9\"]\n\
    [[dns.record]]\nname = \"acme.tlda\"\ntype = \"CAA\"\nvalues = [\"128 issue ca.example\"]\n\
    [[dns.record]]\nname = \"www.acme.tlda\"\ntype = \"CNAME\"\nvalues = [\"here.acme.tlda\"]\n\
    [[dns.record]]\nname = \"here.acme.tlda\"\ntype = \"AAAA\"\nvalues = [\"2001:db8::1\"]\n";

fn exported(site: &Site, form: &str) -> String {
    let ran = site.run(&["dns", "export", form]);
    assert_eq!(ran.code, 0, "{ran:?}");
    ran.out
}

#[test]
fn exported_zones_are_taken_by_those_they_are_for() {
    let site = Site::new(&format!(
        "{WANTED}{}",
        HOSTS
            .replace("mirror = \"here\"", "mirror = \"there\"")
            .split("[[dns.host]]\nmirror = \"there\"\naddresses = [\"127.0.0.2\"]")
            .next()
            .expect("one")
    ));
    let file = site.path().join("acme.zone");
    std::fs::write(&file, exported(&site, "zonefile")).expect("a file");
    let mut checked = 0;
    for (program, args) in [
        ("named-checkzone", vec!["acme.tlda"]),
        ("nsd-checkzone", vec!["acme.tlda"]),
        ("kzonecheck", vec!["-o", "acme.tlda"]),
    ] {
        let out = Command::new(program)
            .env("PATH", "/usr/bin:/usr/sbin:/bin")
            .args(args)
            .arg(&file)
            .output();
        let Ok(out) = out else { continue };
        checked += 1;
        assert!(
            out.status.success(),
            "{program}: {}{}",
            String::from_utf8_lossy(&out.stdout),
            String::from_utf8_lossy(&out.stderr)
        );
    }
    assert!(
        checked >= 2,
        "bind9-utils, nsd and knot-dnsutils have the programs"
    );

    std::fs::write(
        site.path().join("acme.tlda.yaml"),
        exported(&site, "octodns"),
    )
    .expect("a file");
    let config = "providers:\n  here:\n    class: octodns.provider.yaml.YamlProvider\n    directory: .\nzones:\n  acme.tlda.:\n    sources: [here]\n    targets: []\n";
    std::fs::write(site.path().join("config.yaml"), config).expect("a file");
    let out = Command::new(tool("octodns-validate"))
        .current_dir(site.path())
        .args(["--config-file", "config.yaml"])
        .output()
        .expect("octodns");
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );

    // DNSControl's words, as functions that write down what they are given.
    let words = "const said=[];const word=n=>(...a)=>[n,...a];const NewRegistrar=word('REG'),NewDnsProvider=word('DSP'),DnsProvider=word('P'),\
        A=word('A'),AAAA=word('AAAA'),CNAME=word('CNAME'),MX=word('MX'),TXT=word('TXT'),CAA=word('CAA'),NAMESERVER=word('NS'),TTL=word('TTL');\
        const NO_PURGE='NO_PURGE',CAA_CRITICAL='CRITICAL';const D=(...a)=>said.push(a);\n";
    let script = format!(
        "{words}{}\nconsole.log(JSON.stringify(said));",
        exported(&site, "dnscontrol")
    );
    let out = Command::new("node")
        .args(["-e", &script])
        .output()
        .expect("node");
    assert!(
        out.status.success(),
        "{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let said: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    let domain = said[0].as_array().expect("a domain");
    assert_eq!(domain[0], "acme.tlda");
    for record in [
        serde_json::json!(["NS", "ns2.other.tldb."]),
        serde_json::json!(["TXT", "@", "v=spf1; \"-all\" \\ x", ["TTL", 300]]),
        serde_json::json!(["CAA", "@", "issue", "ca.example", "CRITICAL", ["TTL", 300]]),
        serde_json::json!(["CNAME", "www", "here.acme.tlda.", ["TTL", 300]]),
        serde_json::json!(["MX", "@", 10, "mail.acme.tlda.", ["TTL", 300]]),
    ] {
        assert!(domain.contains(&record), "{record} is not in {domain:?}");
    }
}
