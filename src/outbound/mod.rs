//! Requests that the server itself makes (SEC-66, REL-23): no redirects, no proxy, addresses checked before they are
//! connected to, bounded in time and size.
//!
//! To fetch is also to be asked to fetch, by whoever may name the URI. Every failure therefore takes the same time,
//! whatever failed, and its reason stands in the log alone: nobody learns from outside what runs within (row 43).

mod address;
mod error;
mod failures;
mod fetched;
mod looked;
mod places;
mod resolver;
mod settings;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use arc_swap::ArcSwap;
use reqwest::Certificate;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use tokio::time::{Instant, sleep_until, timeout_at};
use url::Url;

pub use address::is_allowed;
pub use error::OutboundError;
pub use fetched::Fetched;
pub use looked::{Looked, Question};
pub use resolver::Lookup;
pub use settings::OutboundSettings;

use failures::Failures;
use places::Places;
use resolver::{CheckedResolver, NoAllowedAddress};

/// The longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(2);
/// The longest URI that is fetched.
const MAX_URI: usize = 2048;

/// What a command asks an endpoint.
#[derive(Clone, Copy)]
pub enum Ask<'a> {
    /// GET, with a Bearer token where there is one.
    Get {
        /// The token.
        bearer: Option<&'a str>,
    },
    /// POST of a form, with HTTP Basic where there is a name and a password.
    Post {
        /// Both, encoded as they are to be sent.
        basic: Option<(&'a str, &'a str)>,
        /// The form.
        fields: &'a [(&'static str, String)],
    },
}

/// Makes requests under the settings in force.
pub struct Outbound {
    current: ArcSwap<Caller>,
}

impl Outbound {
    /// Under these settings.
    pub fn new(settings: OutboundSettings) -> Self {
        Self::resolving_by(settings, resolver::system())
    }

    /// The same with another way to resolve names.
    pub fn resolving_by(settings: OutboundSettings, lookup: Lookup) -> Self {
        Self { current: ArcSwap::from_pointee(Caller::new(settings, lookup)) }
    }

    /// Puts other settings in force, for requests that begin from now on.
    pub fn apply(&self, settings: &OutboundSettings) {
        let current = self.current.load();
        if current.settings != *settings {
            self.current.store(Arc::new(Caller::new(settings.clone(), current.lookup.clone())));
        }
    }

    /// Fetches what is at `uri`, without its fragment; `accept` says what is wanted.
    pub async fn fetch(&self, uri: &str, accept: &str) -> Result<Fetched, OutboundError> {
        self.fetch_as(uri, accept, Ok).await
    }

    /// The same, where `read` makes of the answer what is wanted. What it cannot use is as good as no answer.
    pub async fn fetch_as<T>(
        &self,
        uri: &str,
        accept: &str,
        read: impl FnOnce(Fetched) -> Result<T, String>,
    ) -> Result<T, OutboundError> {
        self.current.load_full().fetch(uri, accept, read).await
    }

    /// Posts a form and returns the status of the answer; its body is not read.
    pub async fn post_form(&self, uri: &str, fields: &[(&str, &str)]) -> Result<u16, OutboundError> {
        self.current.load_full().post_form(uri, fields).await
    }

    /// Asks an address once, and returns whatever it answers. A failure is neither remembered nor made to last: nobody hears of
    /// it but whoever looks after this installation.
    pub async fn look(&self, uri: &str, question: Question) -> Result<Looked, OutboundError> {
        self.current.load_full().look(uri, question).await
    }

    /// Posts JSON with a Bearer credential and returns the status of the answer; its body is not read.
    pub async fn post_json(&self, uri: &str, bearer: &str, body: &serde_json::Value) -> Result<u16, OutboundError> {
        self.current.load_full().post_json(uri, bearer, body).await
    }

    /// Asks an endpoint on behalf of a command, and returns the status of its answer and what it says, whatever the status: nobody but
    /// the operator chose the address, so failures are told at once and are not remembered.
    pub async fn ask(&self, uri: &str, ask: Ask<'_>) -> Result<(u16, Vec<u8>), OutboundError> {
        self.current.load_full().ask(uri, ask).await
    }
}

/// Makes requests under one set of rules.
struct Caller {
    settings: OutboundSettings,
    lookup: Lookup,
    client: OnceLock<Result<reqwest::Client, String>>,
    places: Places,
    failures: Failures,
}

impl Caller {
    fn new(settings: OutboundSettings, lookup: Lookup) -> Self {
        Self { settings, lookup, client: OnceLock::new(), places: Places::default(), failures: Failures::default() }
    }

    async fn fetch<T>(
        &self,
        uri: &str,
        accept: &str,
        read: impl FnOnce(Fetched) -> Result<T, String>,
    ) -> Result<T, OutboundError> {
        let started = Instant::now();
        let deadline = started + self.settings.timeout;
        if self.failures.contain(uri, started) {
            return Err(OutboundError::Resting);
        }
        let attempt = timeout_at(deadline, self.attempt(uri, accept, read)).await;
        let outcome = attempt.unwrap_or(Err(OutboundError::TooSlow(self.settings.timeout)));
        match &outcome {
            Ok(_) => self.failures.forget(uri),
            Err(error) => {
                let retry_after = self.settings.retry_after;
                self.failures.add(uri, deadline, deadline + retry_after);
                tracing::warn!("{} {error}; it is not requested again for {} s", shown(uri), retry_after.as_secs());
                sleep_until(deadline).await;
            }
        }
        outcome
    }

    async fn attempt<T>(
        &self,
        uri: &str,
        accept: &str,
        read: impl FnOnce(Fetched) -> Result<T, String>,
    ) -> Result<T, OutboundError> {
        let url = self.checked(uri)?;
        let host =
            format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default());
        let _place = self.places.take(&host).await;
        let timeout = self.settings.timeout;
        let answer = self.client()?.get(url).header(ACCEPT, accept).send().await;
        let fetched = Fetched::read(answer.map_err(|error| OutboundError::of(&error, timeout))?, timeout).await?;
        read(fetched).map_err(OutboundError::Unusable)
    }

    async fn post_form(&self, uri: &str, fields: &[(&str, &str)]) -> Result<u16, OutboundError> {
        let url = self.checked(uri)?;
        let answer = self.client()?.post(url).form(fields).send().await;
        let timeout = self.settings.timeout;
        answer.map(|answer| answer.status().as_u16()).map_err(|error| OutboundError::of(&error, timeout))
    }

    async fn look(&self, uri: &str, question: Question) -> Result<Looked, OutboundError> {
        let url = self.checked(uri)?;
        let (client, timeout) = (self.client()?, self.settings.timeout);
        let nothing: &[(&str, &str)] = &[];
        let request = match question {
            Question::Get => client.get(url),
            Question::Head => client.head(url),
            Question::EmptyForm => client.post(url).form(nothing),
        };
        let answer = request.send().await.map_err(|error| OutboundError::of(&error, timeout))?;
        Looked::read(answer, timeout).await
    }

    async fn post_json(&self, uri: &str, bearer: &str, body: &serde_json::Value) -> Result<u16, OutboundError> {
        let url = self.checked(uri)?;
        let request = self.client()?.post(url).bearer_auth(bearer).header(CONTENT_TYPE, "application/json");
        let answer = request.body(body.to_string()).send().await;
        let timeout = self.settings.timeout;
        answer.map(|answer| answer.status().as_u16()).map_err(|error| OutboundError::of(&error, timeout))
    }

    async fn ask(&self, uri: &str, ask: Ask<'_>) -> Result<(u16, Vec<u8>), OutboundError> {
        let (url, client, timeout) = (self.checked(uri)?, self.client()?, self.settings.timeout);
        let request = match ask {
            Ask::Get { bearer: None } => client.get(url),
            Ask::Get { bearer: Some(token) } => client.get(url).bearer_auth(token),
            Ask::Post { basic: None, fields } => client.post(url).form(fields),
            Ask::Post { basic: Some((name, password)), fields } => {
                client.post(url).basic_auth(name, Some(password)).form(fields)
            }
        };
        let answer = request.header(ACCEPT, "application/json").send().await;
        let mut answer = answer.map_err(|error| OutboundError::of(&error, timeout))?;
        let status = answer.status().as_u16();
        Ok((status, fetched::body(&mut answer, timeout).await?))
    }

    fn checked(&self, uri: &str) -> Result<Url, OutboundError> {
        if uri.len() > MAX_URI {
            return Err(OutboundError::Address("the address is longer than 2048 characters"));
        }
        let mut url = Url::parse(uri).map_err(|_| OutboundError::Address("this is not an address"))?;
        let host = url.host().map(|host| host.to_owned()).ok_or(OutboundError::Address("the address has no host"))?;
        let host = match &host {
            url::Host::Domain(name) => url::Host::Domain(name.as_str()),
            url::Host::Ipv4(address) => url::Host::Ipv4(*address),
            url::Host::Ipv6(address) => url::Host::Ipv6(*address),
        };
        match url.scheme() {
            "https" => {}
            "http" if self.settings.allow_http => {}
            _ => return Err(OutboundError::Address("only https is fetched")),
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(OutboundError::Address("the address has a username or password in it"));
        }
        url.set_fragment(None);
        match resolver::check_literal(&host, &self.settings) {
            Ok(()) => Ok(url),
            Err(NoAllowedAddress { host, is_private: true }) => Err(OutboundError::Forbidden(host)),
            Err(NoAllowedAddress { host, is_private: false }) => Err(OutboundError::SpecialUse(host)),
        }
    }

    /// The library, set up at the first request: reading the system's certificates takes a while.
    fn client(&self) -> Result<&reqwest::Client, OutboundError> {
        let client = self.client.get_or_init(|| self.set_up().map_err(|error| error.to_string()));
        client.as_ref().map_err(|error| OutboundError::Setup(error.clone()))
    }

    fn set_up(&self) -> Result<reqwest::Client, reqwest::Error> {
        let resolver = CheckedResolver { settings: self.settings.clone(), lookup: self.lookup.clone() };
        reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(self.settings.timeout)
            .connect_timeout(CONNECT.min(self.settings.timeout))
            .pool_max_idle_per_host(0)
            .user_agent(concat!("latchkey/", env!("CARGO_PKG_VERSION")))
            .tls_certs_merge(Certificate::from_pem_bundle(&self.settings.extra_ca)?)
            .dns_resolver(resolver)
            .build()
    }
}

/// A URI for the log: without query and fragment, which may hold what is none of its business.
fn shown(uri: &str) -> String {
    uri.split(['?', '#']).next().unwrap_or_default().chars().take(300).collect()
}
