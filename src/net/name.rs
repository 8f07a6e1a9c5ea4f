//! Which machines stand behind a name: what DNS says, and which of them this machine can reach at all.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};
use std::time::Duration;

/// Every address of a name, sorted: those of version 4 first.
///
/// # Errors
/// In words, when it has none or DNS does not answer within `timeout`.
pub async fn addresses(name: &str, timeout: Duration) -> Result<Vec<IpAddr>, String> {
    let found = tokio::time::timeout(timeout, tokio::net::lookup_host((name, 0))).await;
    let found: BTreeSet<IpAddr> = match found {
        Ok(Ok(found)) => found.map(|address| address.ip()).collect(),
        Ok(Err(why)) => return Err(format!("no address was found for `{name}`: {why}")),
        Err(_) => {
            return Err(format!(
                "no address was found for `{name}`: DNS does not answer"
            ));
        }
    };
    match found.is_empty() {
        true => Err(format!("`{name}` has no address")),
        false => Ok(found.into_iter().collect()),
    }
}

/// Whether there is any way from this machine: many have none to addresses of version 6. Sends nothing.
pub fn is_routed(ip: IpAddr) -> bool {
    let here: SocketAddr = match ip {
        IpAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        IpAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    let tried = UdpSocket::bind(here).and_then(|socket| socket.connect((ip, 443)));
    !tried.is_err_and(|why| {
        let none = [ErrorKind::NetworkUnreachable, ErrorKind::HostUnreachable];
        none.contains(&why.kind())
            || matches!(
                why.kind(),
                ErrorKind::AddrNotAvailable | ErrorKind::Unsupported
            )
    })
}

#[cfg(test)]
mod tests {
    use super::{addresses, is_routed};
    use std::net::{IpAddr, Ipv4Addr};
    use std::time::Duration;

    #[tokio::test]
    async fn names_have_addresses_or_words() {
        let second = Duration::from_secs(10);
        let found = addresses("127.0.0.1", second).await;
        assert_eq!(found, Ok(vec![IpAddr::V4(Ipv4Addr::LOCALHOST)]));
        let none = addresses("no-such-name.invalid", second).await;
        let why = none.expect_err("reserved: RFC 2606");
        assert!(
            why.starts_with("no address was found for `no-such-name.invalid`: "),
            "{why}"
        );
    }

    #[test]
    fn this_machine_reaches_itself() {
        assert!(is_routed(IpAddr::V4(Ipv4Addr::LOCALHOST)));
    }
}
