//! `[admin]`: where administrators have their pages, and listeners for them that make no sense.

use std::net::SocketAddr;

use super::Build;
use super::server::is_local;
use crate::config::document::Node;
use crate::config::file::looking_after::Admin;
use crate::config::problems::Problem;
use crate::config::settings::{AdminSettings, ListenAddress, MetricsSettings, ServerSettings};

impl Build<'_> {
    /// `[admin]`, beside what else listens. The last of `beside` is `server.allow_development_network`.
    pub fn admin(
        &mut self,
        node: &Node,
        file: &Admin,
        (server, metrics, open_in_development): (&ServerSettings, &MetricsSettings, bool),
    ) -> AdminSettings {
        let listen: Vec<ListenAddress> = file.listen.iter().flatten().map(|address| address.0.clone()).collect();
        let at = node.at("listen");
        for (index, address) in listen.iter().enumerate() {
            let place = at.item(index).place();
            let others = [("server.listen", server.listen.as_slice()), ("metrics.listen", metrics.listen.as_slice())];
            let taken = others.iter().find(|(_, others)| others.iter().any(|other| collide(address, other)));
            if let Some((key, _)) = taken {
                let message = format!("`admin.listen` names {address}, which `{key}` takes already");
                let help = "use another port: the pages of administrators are apart only at an address of their own";
                self.report(Problem::error(place, message).help(help));
            } else if listen.iter().take(index).any(|other| collide(address, other)) {
                let message = format!("`admin.listen` names {address} twice, or all addresses of its port as well");
                self.report(Problem::error(place, message).help("remove one"));
            } else if matches!(address, ListenAddress::Tcp(address) if address.ip().is_unspecified()) {
                let message = format!("`admin.listen` names {address}: every network that reaches this machine");
                let help = "name the address of the network that administrators come from, or a Unix socket";
                self.report(Problem::warning(place, message).help(help));
            }
        }
        if server.development && !open_in_development {
            self.refuse_network_in_development(at, &listen);
        }
        let is_open = listen.iter().any(|address| !is_local(address));
        if !server.development && is_open && server.tls.is_none() && server.trusted_proxies.is_empty() {
            let message = "plain http is served to the network by `admin.listen`, and no proxy is configured";
            let help =
                "set `server.tls`, which counts here, too, or name the proxy's network in `server.trusted_proxies`";
            self.report(Problem::warning(at.place(), message).help(help));
        }
        if !listen.is_empty() && !file.enabled {
            let message = "`admin.listen` names addresses, and `admin.enabled = false` leaves nothing to show there";
            self.report(Problem::warning(at.place(), message).help("remove one of the two lines"));
        }
        AdminSettings { enabled: file.enabled, listen }
    }
}

/// Whether not both can be listened on: they are the same, or one has the port at all addresses.
fn collide(one: &ListenAddress, other: &ListenAddress) -> bool {
    match (one, other) {
        (ListenAddress::Tcp(one), ListenAddress::Tcp(other)) => {
            one == other || one.port() == other.port() && (holds(one, other) || holds(other, one))
        }
        _ => one == other,
    }
}

/// Whether the first is every address, the second's among them: `[::]` is those of IPv4, too.
fn holds(every: &SocketAddr, one: &SocketAddr) -> bool {
    every.ip().is_unspecified() && (every.is_ipv6() || one.is_ipv4())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_collides_with_itself_and_with_all_addresses_of_its_port() {
        let tcp = |text: &str| ListenAddress::Tcp(text.parse().unwrap());
        let unix = |path: &str| ListenAddress::Unix(path.into());
        for (one, other) in [
            ("127.0.0.1:1", "127.0.0.1:1"),
            ("0.0.0.0:1", "127.0.0.1:1"),
            ("[::]:1", "[::1]:1"),
            ("[::]:1", "10.0.0.1:1"),
            ("[::]:1", "0.0.0.0:1"),
        ] {
            assert!(collide(&tcp(one), &tcp(other)) && collide(&tcp(other), &tcp(one)), "{one} {other}");
        }
        for (one, other) in [
            ("127.0.0.1:1", "127.0.0.1:2"),
            ("127.0.0.1:1", "10.0.0.1:1"),
            ("0.0.0.0:1", "[::1]:1"),
            ("[::]:1", "10.0.0.1:2"),
        ] {
            assert!(!collide(&tcp(one), &tcp(other)) && !collide(&tcp(other), &tcp(one)), "{one} {other}");
        }
        assert!(collide(&unix("/run/a"), &unix("/run/a")) && !collide(&unix("/run/a"), &unix("/run/b")));
        assert!(!collide(&unix("/run/a"), &tcp("127.0.0.1:1")));
    }
}
