//! Whether the demo app is on, and under which addresses it is known.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::str::FromStr;

use url::Url;

use super::DemoError;
use crate::config::settings::{Issuer, Settings};
use crate::protocol::redirect_uri::is_loopback_host;

/// The names of this machine that a person may open the demo app by.
const LOOPBACK_NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// What the command line says.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// `--demo` or `--no-demo`.
    pub demo: Option<bool>,
    /// `--demo-listen`.
    pub listen: Option<DemoListen>,
}

/// Why the demo app is off; each sentence names the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Off {
    /// Nobody asked for it.
    #[error("it runs in development mode only, unless --demo is given")]
    NotWanted,
    /// People beyond this machine would meet it.
    #[error("it does not run with an https issuer, unless --demo is given")]
    Https,
    /// The id is taken.
    #[error("a client with the id \"demo\" is configured{}: give that one another client_id", .0.as_deref().map(|place| format!(" at {place}")).unwrap_or_default())]
    IdTaken(Option<String>),
    /// It could make no requests.
    #[error("it cannot send requests: {0}. Repair the system's certificate store, or use --no-demo")]
    Http(String),
}

/// Where the demo app listens by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoListen(Vec<SocketAddr>);

/// Not an address to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a port such as :8001 or an address such as 127.0.0.1:8001")]
pub struct DemoListenError;

impl FromStr for DemoListen {
    type Err = DemoListenError;

    /// `:8001` is that port of both loopback addresses.
    fn from_str(text: &str) -> Result<Self, DemoListenError> {
        let port = text.strip_prefix(':').or_else(|| text.strip_prefix("localhost:"));
        match port {
            Some(port) => {
                let port = port.parse().map_err(|_| DemoListenError)?;
                Ok(Self(vec![(Ipv4Addr::LOCALHOST, port).into(), (Ipv6Addr::LOCALHOST, port).into()]))
            }
            None => Ok(Self(vec![text.parse().map_err(|_| DemoListenError)?])),
        }
    }
}

/// Where the demo app and its provider are.
#[derive(Debug, Clone)]
pub struct DemoSettings {
    issuer: Issuer,
    listen: Vec<SocketAddr>,
    bases: Vec<String>,
}

impl DemoSettings {
    /// Decides whether the demo app is on: by wish, else in development mode; with https only if asked by `--demo`.
    pub fn decide(wish: &Wish, settings: &Settings) -> Result<Self, Off> {
        let issuer = &settings.server.issuer;
        let on = wish.demo.unwrap_or(settings.server.development || wish.listen.is_some());
        match (on, issuer.is_https() && wish.demo != Some(true)) {
            (false, _) => Err(Off::NotWanted),
            (true, true) => Err(Off::Https),
            (true, false) => {
                let listen = wish.listen.as_ref().map(|listen| listen.0.clone()).unwrap_or_default();
                let bases = bases(issuer, listen.first().map(SocketAddr::port));
                Ok(Self { issuer: issuer.clone(), listen, bases })
            }
        }
    }

    /// The provider.
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// Its own addresses; empty where the provider's server carries it.
    pub fn listen(&self) -> &[SocketAddr] {
        &self.listen
    }

    /// Binds its own addresses. A machine without IPv6 does without that one.
    pub fn bind(&self) -> Result<Vec<TcpListener>, DemoError> {
        let mut sockets = Vec::new();
        for address in &self.listen {
            match TcpListener::bind(address) {
                Ok(socket) => sockets.push(socket),
                Err(_) if address.is_ipv6() && !sockets.is_empty() && lacks_ipv6() => {}
                Err(cause) => return Err(DemoError::Listen { address: address.to_string(), cause }),
            }
        }
        Ok(sockets)
    }

    /// What stands before `/demo` in each address that it is known by; the first is the one to print.
    pub fn bases(&self) -> &[String] {
        &self.bases
    }

    /// An absolute URL under the first address.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.bases.first().map_or("", String::as_str))
    }

    /// The same without scheme and host.
    pub fn path(&self, path: &str) -> String {
        let below = if self.listen.is_empty() { self.issuer.path() } else { "" };
        format!("{below}{path}")
    }

    /// The address that a browser which sent this `Host` knows it by.
    pub fn base_for(&self, host: &str) -> &str {
        let known = self.bases.iter().find(|base| {
            base.split_once("://").is_some_and(|(_, rest)| rest.split('/').next().is_some_and(|known| known == host))
        });
        known.or(self.bases.first()).map_or("", String::as_str)
    }
}

fn lacks_ipv6() -> bool {
    TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_err()
}

/// On loopback it answers to each of its names, so that a person can see what becomes of the session light when
/// browsers take app and provider for different sites.
fn bases(issuer: &Issuer, own_port: Option<u16>) -> Vec<String> {
    let host = Url::parse(issuer.as_str()).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let (first, port, path) = match own_port {
        Some(port) => (if is_loopback_host(&host) { host.as_str() } else { "localhost" }, format!(":{port}"), ""),
        None if issuer.is_https() => return vec![issuer.as_str().to_owned()],
        None => (host.as_str(), issuer.host().strip_prefix(&host).unwrap_or_default().to_owned(), issuer.path()),
    };
    let others = LOOPBACK_NAMES.into_iter().filter(|name| *name != first);
    std::iter::once(first).chain(others).map(|name| format!("http://{name}{port}{path}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_alone_means_both_loopback_addresses() {
        let listen: DemoListen = ":8001".parse().unwrap();
        assert_eq!(listen.0.iter().map(ToString::to_string).collect::<Vec<_>>(), ["127.0.0.1:8001", "[::1]:8001"]);
        assert_eq!("127.0.0.2:9".parse::<DemoListen>().unwrap().0.len(), 1);
        for wrong in ["", "8001", ":", ":x", ":99999", "example.com:80", "127.0.0.1"] {
            assert_eq!(wrong.parse::<DemoListen>(), Err(DemoListenError), "{wrong}");
        }
    }

    #[test]
    fn it_is_known_by_every_name_of_this_machine_and_first_by_the_issuers() {
        let issuer = |text: &str| Issuer::parse(text).unwrap();
        assert_eq!(
            bases(&issuer("http://127.0.0.1:8000/auth"), None),
            ["http://127.0.0.1:8000/auth", "http://localhost:8000/auth", "http://[::1]:8000/auth"]
        );
        assert_eq!(bases(&issuer("http://127.0.0.1:8000/auth"), Some(1)).first().unwrap(), "http://127.0.0.1:1");
        assert_eq!(bases(&issuer("https://auth.example/a"), None), ["https://auth.example/a"]);
        assert_eq!(bases(&issuer("https://auth.example"), Some(1)).first().unwrap(), "http://localhost:1");
        assert_eq!(bases(&issuer("http://localhost"), None).first().unwrap(), "http://localhost");
    }
}
