//! Requests that the server itself makes (SEC-66, REL-23): no redirects, no proxy, addresses checked before they are
//! connected to, bounded in time.

mod address;

use std::net::SocketAddr;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

pub use address::is_allowed;

/// The longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(2);

/// Why a request got no answer.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// The library could not be set up.
    #[error("outbound requests cannot be made: {0}")]
    Setup(String),
    /// A special-use address that the settings do not allow.
    #[error("{0} is a private address, and the settings do not allow calling those")]
    Forbidden(String),
    /// No answer in time.
    #[error("did not answer within {} s", .0.as_secs())]
    TooSlow(Duration),
    /// Connection, name or TLS.
    #[error("could not be reached: {0}")]
    Unreachable(String),
}

/// Makes requests under one set of rules.
pub struct Outbound {
    client: reqwest::Client,
    allow_private: bool,
    timeout: Duration,
}

impl Outbound {
    /// `timeout` bounds each request as a whole; `allow_private` admits loopback, private and carrier addresses.
    pub fn new(timeout: Duration, allow_private: bool) -> Result<Self, OutboundError> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(timeout)
            .connect_timeout(CONNECT.min(timeout))
            .pool_max_idle_per_host(0)
            .user_agent(concat!("latchkey/", env!("CARGO_PKG_VERSION")))
            .dns_resolver(CheckedResolver { allow_private })
            .build()
            .map_err(|error| OutboundError::Setup(error.to_string()))?;
        Ok(Self { client, allow_private, timeout })
    }

    /// Posts a form and returns the status of the answer; its body is not read.
    pub async fn post_form(&self, uri: &str, fields: &[(&str, &str)]) -> Result<u16, OutboundError> {
        let url = Url::parse(uri).map_err(|error| OutboundError::Unreachable(error.to_string()))?;
        self.check_literal(&url)?;
        let answer = self.client.post(url).form(fields).send().await;
        answer.map(|answer| answer.status().as_u16()).map_err(|error| self.fault(&error))
    }

    /// The resolver never sees an address that stands in the URI itself.
    fn check_literal(&self, url: &Url) -> Result<(), OutboundError> {
        let address = match url.host() {
            Some(Host::Ipv4(address)) => address.into(),
            Some(Host::Ipv6(address)) => address.into(),
            _ => return Ok(()),
        };
        if is_allowed(address, self.allow_private) {
            Ok(())
        } else {
            Err(OutboundError::Forbidden(address.to_string()))
        }
    }

    fn fault(&self, error: &reqwest::Error) -> OutboundError {
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        let mut last = error.to_string();
        while let Some(current) = cause {
            if let Some(ForbiddenHost(host)) = current.downcast_ref::<ForbiddenHost>() {
                return OutboundError::Forbidden(host.clone());
            }
            last = current.to_string();
            cause = current.source();
        }
        if error.is_timeout() { OutboundError::TooSlow(self.timeout) } else { OutboundError::Unreachable(last) }
    }
}

/// Resolves names, and connects only to addresses that may be called: what was checked is what is connected to.
struct CheckedResolver {
    allow_private: bool,
}

/// A name with no allowed address.
#[derive(Debug, thiserror::Error)]
#[error("{0} has no address that may be called")]
struct ForbiddenHost(String);

impl Resolve for CheckedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let any = !found.is_empty();
            let allowed: Vec<SocketAddr> =
                found.into_iter().filter(|address| is_allowed(address.ip(), allow_private)).collect();
            if any && allowed.is_empty() {
                return Err(ForbiddenHost(name.as_str().to_owned()).into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
