//! Addresses of clients that Latchkey is to call and, as `[outbound]` stands, never will: told when the configuration is
//! read, and not when the first sign-in fails.

use std::net::{IpAddr, Ipv4Addr};

use url::{Host, Url};

use super::Build;
use crate::config::document::Node;
use crate::config::file::clients::ClientEntry;
use crate::config::problems::Problem;
use crate::config::settings::Settings;
use crate::outbound::is_allowed;

/// What is called under one rule.
struct Rule<'a> {
    /// Whether private addresses are.
    allow_private: bool,
    /// Hosts at private addresses that are all the same.
    allowed_hosts: &'a [String],
    /// The setting that allows all of them.
    setting: &'static str,
}

/// Why an address is not called.
enum Unreachable {
    /// A setting could allow it.
    Private,
    /// Nothing could.
    Never,
}

impl Build<'_> {
    /// Warns of addresses that stand in a URI itself; what a name leads to is seen when it is asked for.
    pub fn check_reachable(&mut self, node: &Node, entries: &[ClientEntry], settings: &Settings) {
        let outbound = &settings.outbound;
        let allowed_hosts = outbound.allowed_hosts.as_slice();
        let fetched =
            Rule { allow_private: outbound.allow_private_ips, allowed_hosts, setting: "outbound.allow_private_ips" };
        let told = Rule {
            allow_private: settings.session_management.allow_private_ips,
            allowed_hosts,
            setting: "session_management.backchannel_logout.allow_private_ips",
        };
        for (node, entry) in node.items().iter().zip(entries) {
            if let Some(uri) = &entry.jwks_uri {
                self.warn_of_unreachable(node.at("jwks_uri"), uri, &fetched);
            }
            if let Some(uri) = &entry.backchannel_logout_uri {
                self.warn_of_unreachable(node.at("backchannel_logout_uri"), uri, &told);
            }
            for (index, uri) in entry.request_uris.iter().enumerate().filter(|_| settings.request_objects.by_reference)
            {
                self.warn_of_unreachable(node.at("request_uris").item(index), uri, &fetched);
            }
        }
    }

    fn warn_of_unreachable(&mut self, node: &Node, uri: &str, rule: &Rule<'_>) {
        let Some((host, why)) = rule.refuses(uri) else { return };
        let (message, help) = match why {
            Unreachable::Private => (
                format!("`{uri}` is at a private address, and requests to those are refused"),
                format!("add \"{host}\" to `outbound.allowed_hosts`, or set `{} = true`", rule.setting),
            ),
            Unreachable::Never => (
                format!("`{uri}` is at a special-use address, and requests to those are always refused"),
                "use an address or a name that can be reached from other hosts".to_owned(),
            ),
        };
        self.report(Problem::warning(node.place(), message).help(help));
    }
}

impl Rule<'_> {
    /// The host of a URI that is not called, and why.
    fn refuses(&self, uri: &str) -> Option<(String, Unreachable)> {
        let (host, address) = literal(uri)?;
        let is_listed = self.allowed_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(&host));
        match (is_allowed(address, self.allow_private || is_listed), is_allowed(address, true)) {
            (true, _) => None,
            (false, true) => Some((host, Unreachable::Private)),
            (false, false) => Some((host, Unreachable::Never)),
        }
    }
}

/// The host of a URI that says by itself where it is: an address, or a name of this machine (RFC 6761 §6.3).
fn literal(uri: &str) -> Option<(String, IpAddr)> {
    let url = Url::parse(uri).ok()?;
    match url.host()? {
        Host::Ipv4(address) => Some((address.to_string(), address.into())),
        Host::Ipv6(address) => Some((address.to_string(), address.into())),
        Host::Domain(name) if name == "localhost" || name.ends_with(".localhost") => {
            Some((name.to_owned(), Ipv4Addr::LOCALHOST.into()))
        }
        Host::Domain(_) => None,
    }
}
