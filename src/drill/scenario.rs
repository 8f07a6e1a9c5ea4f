//! Outages that took status pages down, as rehearsals: what would such a day take from us?

use crate::audit::domain::{Domain, Kind};
use crate::audit::facts::Facts;
use crate::audit::report::Report;
use std::collections::BTreeSet;

/// A day to rehearse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Scenario {
    /// 2016-10-21, Dyn: the DNS operators of the address that is printed
    Dyn2016,
    /// 2017-02-28, S3: hosts and networks of the product
    S32017,
    /// 2018-10-21, GitHub: git host and CI; can the page still be changed?
    Github2018,
    /// 2020-11-25, Cognito: every shared login; can the page still be changed?
    Cognito2020,
    /// 2021-06-08, Fastly: every CDN
    Fastly2021,
    /// 2021-12-07 and 2025-10-20, AWS: hosts, networks and logins of the product; can the page still be changed?
    Aws2021,
    /// 2021-10-04, Facebook: DNS and networks of the product
    Facebook2021,
    /// 2022-07-30, an expired name: the registrar of the address that is printed
    Expired2022,
    /// 2025-10-29, Azure: every CDN and every shared login; can the page still be changed?
    Azure2025,
    /// 2025-11-18, Cloudflare: whoever is a CDN for anything here, with the DNS and the hosting of the same name
    Cloudflare2025,
    /// Everything that the product needs, at once
    Product,
}

impl Scenario {
    /// As it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Scenario::Dyn2016 => "dyn2016",
            Scenario::S32017 => "s32017",
            Scenario::Github2018 => "github2018",
            Scenario::Cognito2020 => "cognito2020",
            Scenario::Fastly2021 => "fastly2021",
            Scenario::Aws2021 => "aws2021",
            Scenario::Facebook2021 => "facebook2021",
            Scenario::Expired2022 => "expired2022",
            Scenario::Azure2025 => "azure2025",
            Scenario::Cloudflare2025 => "cloudflare2025",
            Scenario::Product => "product",
        }
    }

    /// Whether it is about changing the page.
    pub fn about_update(self) -> bool {
        matches!(
            self,
            Scenario::Github2018 | Scenario::Cognito2020 | Scenario::Aws2021 | Scenario::Azure2025
        )
    }

    /// What fails on such a day.
    pub fn domains(self, facts: &Facts, report: &Report) -> Vec<Domain> {
        let first = facts.copies.first().map(|copy| copy.name.as_str());
        let mut addresses = report.addresses.iter();
        let printed = addresses.find(|address| Some(address.name.as_str()) == first);
        let of_first = |domain: &Domain| {
            printed.is_some_and(|address| match self {
                // The name itself: servers' names, of which there are several, run out another day.
                Scenario::Expired2022 => address.falls_with.contains(domain),
                _ => address.uses.contains(domain),
            })
        };
        let kinds: &[Kind] = match self {
            Scenario::Dyn2016 => &[Kind::Dns],
            Scenario::S32017 => &[Kind::Host, Kind::Cdn, Kind::Asn],
            Scenario::Github2018 => &[Kind::Repo, Kind::Ci],
            Scenario::Cognito2020 => &[Kind::Account],
            Scenario::Fastly2021 => &[Kind::Cdn],
            Scenario::Facebook2021 => &[Kind::Dns, Kind::Asn],
            Scenario::Aws2021 => &[Kind::Host, Kind::Cdn, Kind::Asn, Kind::Account],
            Scenario::Azure2025 => &[Kind::Cdn, Kind::Account],
            Scenario::Cloudflare2025 => &[Kind::Cdn, Kind::Dns, Kind::Host],
            Scenario::Expired2022 => &[Kind::Registrar],
            Scenario::Product => &Kind::ALL,
        };
        let lines = report
            .domains
            .iter()
            .filter(|line| kinds.contains(&line.domain.kind));
        let chosen = lines.filter(|line| match self {
            Scenario::Dyn2016 | Scenario::Expired2022 => of_first(&line.domain),
            Scenario::S32017 | Scenario::Aws2021 | Scenario::Facebook2021 | Scenario::Product => {
                line.product
            }
            Scenario::Github2018
            | Scenario::Cognito2020
            | Scenario::Fastly2021
            | Scenario::Azure2025 => true,
            Scenario::Cloudflare2025 => report
                .domains
                .iter()
                .any(|other| other.domain.kind == Kind::Cdn && other.domain.id == line.domain.id),
        });
        let all: BTreeSet<Domain> = chosen.map(|line| line.domain.clone()).collect();
        all.into_iter().collect()
    }
}
