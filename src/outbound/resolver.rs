//! Resolves names, and connects only to addresses that may be called: what was checked is what is connected to, so
//! that no second answer of the name service counts (row 42).

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use futures_util::future::BoxFuture;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::Host;

use super::OutboundSettings;
use super::address::is_allowed;

/// Asks for the addresses of a name.
pub type Lookup = Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> + Send + Sync>;

/// The system's resolver.
pub fn system() -> Lookup {
    Arc::new(|name| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

/// A name all of whose addresses are refused.
#[derive(Debug, thiserror::Error)]
#[error("{host} has no allowed address")]
pub(super) struct NoAllowedAddress {
    /// The name, or the address itself.
    pub host: String,
    /// Whether a setting could allow one of them.
    pub is_private: bool,
}

/// The addresses of `host` that may be called; fails when it has some and none of them may.
fn allowed(host: &str, found: Vec<IpAddr>, settings: &OutboundSettings) -> Result<Vec<IpAddr>, NoAllowedAddress> {
    let is_listed = settings.allowed_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host));
    let allow_private = settings.allow_private_ips || is_listed;
    let any = !found.is_empty();
    let is_private = found.iter().any(|address| is_allowed(*address, true));
    let good: Vec<IpAddr> = found.into_iter().filter(|address| is_allowed(*address, allow_private)).collect();
    match good.is_empty() && any {
        true => Err(NoAllowedAddress { host: host.to_owned(), is_private }),
        false => Ok(good),
    }
}

/// Checks an address that stands in the URI itself: no resolver ever sees it. However it was written there (decimal,
/// octal, hexadecimal, mapped), it has been parsed to what would be connected to.
pub(super) fn check_literal(host: &Host<&str>, settings: &OutboundSettings) -> Result<(), NoAllowedAddress> {
    let address = match host {
        Host::Ipv4(address) => IpAddr::V4(*address),
        Host::Ipv6(address) => IpAddr::V6(*address),
        Host::Domain(_) => return Ok(()),
    };
    allowed(&address.to_string(), vec![address], settings).map(drop)
}

/// The library's way to [`allowed`].
pub(super) struct CheckedResolver {
    pub settings: OutboundSettings,
    pub lookup: Lookup,
}

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let (settings, lookup) = (self.settings.clone(), self.lookup.clone());
        Box::pin(async move {
            let found = lookup(name.as_str().to_owned()).await?;
            let addresses = allowed(name.as_str(), found, &settings)?;
            Ok(Box::new(addresses.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(addresses: &[&str]) -> Vec<IpAddr> {
        addresses.iter().map(|address| address.parse().unwrap()).collect()
    }

    fn settings(allow_private_ips: bool, allowed_hosts: &[&str]) -> OutboundSettings {
        let allowed_hosts = allowed_hosts.iter().map(|host| (*host).to_owned()).collect();
        OutboundSettings { allow_private_ips, allowed_hosts, ..OutboundSettings::default() }
    }

    #[test]
    fn of_several_addresses_only_those_that_may_be_called_are_connected_to() {
        let strict = settings(false, &[]);
        let mixed = found(&["127.0.0.1", "93.184.216.34", "::1", "169.254.169.254"]);
        assert_eq!(allowed("a.example", mixed, &strict).unwrap(), found(&["93.184.216.34"]));
        assert!(allowed("a.example", found(&["127.0.0.1", "10.0.0.1"]), &strict).unwrap_err().is_private);
        assert!(!allowed("a.example", found(&["169.254.169.254"]), &strict).unwrap_err().is_private);
        assert!(allowed("a.example", Vec::new(), &strict).unwrap().is_empty(), "an unknown name is no offence");
    }

    #[test]
    fn a_listed_host_may_be_private_and_no_other_and_never_link_local() {
        let listed = settings(false, &["rp.home.example", "10.0.0.7"]);
        assert!(allowed("RP.home.example", found(&["10.0.0.5"]), &listed).is_ok());
        for other in ["home.example", "x.rp.home.example", "rp.home.example.evil.example"] {
            assert!(allowed(other, found(&["10.0.0.5"]), &listed).is_err(), "{other}");
        }
        assert!(allowed("rp.home.example", found(&["169.254.169.254"]), &listed).is_err());
        assert!(check_literal(&Host::Ipv4([10, 0, 0, 7].into()), &listed).is_ok());
        assert!(check_literal(&Host::Ipv4([10, 0, 0, 8].into()), &listed).is_err());
    }
}
