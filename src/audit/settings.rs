//! `[audit]` and `[product]`.

use super::cuts::ORDER;
use super::domain::Domain;
use super::verdict::Verdict;
use chrono::TimeDelta;

/// `[product]`: what must not take the page down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductSettings {
    /// Where customers use it.
    pub urls: Vec<String>,
    /// What else it needs, as far as it cannot be seen.
    pub domains: Vec<Domain>,
}

/// `[audit]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditSettings {
    /// The verdict asked for.
    pub require: Verdict,
    /// A loss that shows only later does not count.
    pub horizon: TimeDelta,
    /// Cut sets up to this size.
    pub max_order: usize,
    /// Who tells the networks of addresses.
    pub asn_source: AsnSource,
    /// Resolvers are taken to hold what they have seen.
    pub warm: bool,
    /// Issuers are taken to be able to revoke at any time.
    pub revocation: bool,
    /// Somebody can publish from a machine of their own.
    pub laptop: bool,
    /// Where registration data is asked for (RDAP), without a trailing slash; none: nowhere.
    pub rdap: Option<String>,
    /// When `stillup status` calls the last drill old.
    pub drill_every: TimeDelta,
}

/// Who tells the networks of addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AsnSource {
    /// Team Cymru's zones, asked over DNS.
    Cymru,
    /// A file of `ASN PREFIX` lines, relative to the site's folder.
    File(String),
    /// Nobody.
    Off,
}

impl Default for AuditSettings {
    fn default() -> Self {
        AuditSettings {
            require: Verdict::Independent,
            horizon: TimeDelta::hours(24),
            max_order: ORDER,
            asn_source: AsnSource::Cymru,
            warm: false,
            revocation: false,
            laptop: false,
            rdap: Some("https://rdap.org".to_owned()),
            drill_every: TimeDelta::days(90),
        }
    }
}
