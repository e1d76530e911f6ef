//! What the demo app asks of the provider, over HTTP like any app: each request and answer becomes a step of the
//! ladder.

use std::time::Duration;

use reqwest::{Client, RequestBuilder};
use serde_json::Value;

use super::flow::{Endpoints, FlowError};
use super::jwks::{Keys, KeysError};
use super::ladder::{Ladder, Step, Way};
use super::settings::DemoSettings;
use crate::clock::Timestamp;
use crate::jose::strict_json;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest answer read, in bytes.
const LONGEST: usize = 256 * 1024;

/// Why the provider gave no usable answer; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// No connection, or none in time.
    #[error(
        "{url} could not be reached from the demo app: {cause}. The issuer must be an address that this machine itself can open"
    )]
    Unreachable {
        /// Where.
        url: String,
        /// Why.
        cause: String,
    },
    /// An error of the protocol.
    #[error("{url} answered {status}: {error} {description}. Start again; the ladder shows what was sent")]
    Refused {
        /// Where.
        url: String,
        /// The status.
        status: u16,
        /// `error`.
        error: String,
        /// `error_description`.
        description: String,
    },
    /// No JSON object, or too long a one.
    #[error("{url} answered something else than it should: is another server at that address?")]
    Unreadable {
        /// Where.
        url: String,
    },
    /// The answer does not hold.
    #[error(transparent)]
    Flow(#[from] FlowError),
}

impl From<KeysError> for HttpError {
    fn from(error: KeysError) -> Self {
        Self::Flow(error.into())
    }
}

/// Makes the requests.
pub struct Http {
    client: Client,
    discovery: String,
    issuer: String,
}

/// What the token endpoint gave.
pub struct Tokens {
    /// `id_token`.
    pub id_token: String,
    /// `access_token`.
    pub access_token: String,
}

/// One exchange, for the ladder.
struct Exchange {
    call: String,
    url: String,
    words: &'static str,
    answer: &'static str,
    fields: Vec<(String, String)>,
}

impl Http {
    /// Without redirects, proxy or kept connections. Only an https issuer needs the system's certificates.
    pub fn new(settings: &DemoSettings) -> Result<Self, reqwest::Error> {
        let issuer = settings.issuer();
        let mut builder = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(PATIENCE)
            .pool_max_idle_per_host(0)
            .user_agent(concat!("latchkey-demo/", env!("CARGO_PKG_VERSION")));
        if !issuer.is_https() {
            builder = builder.tls_certs_only([]);
        }
        Ok(Self {
            client: builder.build()?,
            discovery: issuer.url("/.well-known/openid-configuration"),
            issuer: issuer.as_str().to_owned(),
        })
    }

    /// The discovery document (OpenID Connect Discovery §4), believed only if it names its own issuer.
    pub async fn endpoints(&self, ladder: &mut Ladder, now: Timestamp) -> Result<Endpoints, HttpError> {
        let exchange = Exchange::get(&self.discovery, "Discovery request.", "The discovery document.");
        let document = self.ask(self.client.get(&self.discovery), exchange, ladder, now).await?;
        let unreadable = || HttpError::Unreadable { url: self.discovery.clone() };
        let document = strict_json::parse(&document).map_err(|_| unreadable())?;
        let endpoints: Endpoints = serde_json::from_value(document).map_err(|_| unreadable())?;
        if endpoints.issuer == self.issuer { Ok(endpoints) } else { Err(FlowError::Discovery(endpoints.issuer).into()) }
    }

    /// The keys that tokens are checked with.
    pub async fn keys(&self, uri: &str, ladder: &mut Ladder, now: Timestamp) -> Result<Keys, HttpError> {
        let exchange = Exchange::get(
            uri,
            "Request for the public keys.",
            "The public keys. One of them must have signed the ID token.",
        );
        let octets = self.ask(self.client.get(uri), exchange, ladder, now).await?;
        Ok(Keys::read(&octets)?)
    }

    /// Redeems a code.
    pub async fn tokens(
        &self,
        uri: &str,
        parameters: &[(&'static str, String)],
        ladder: &mut Ladder,
        now: Timestamp,
    ) -> Result<Tokens, HttpError> {
        let fields = parameters.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let words = "Token request: the code and the code_verifier.";
        let exchange = Exchange {
            call: format!("POST {uri}"),
            url: uri.to_owned(),
            words,
            answer: "Token response: an ID token and an access token.",
            fields,
        };
        let octets = self.ask(self.client.post(uri).form(parameters), exchange, ladder, now).await?;
        let unreadable = || HttpError::Unreadable { url: uri.to_owned() };
        let answer = strict_json::parse(&octets).map_err(|_| unreadable())?;
        let text = |name: &str| answer.get(name).and_then(Value::as_str).map(str::to_owned).ok_or_else(unreadable);
        Ok(Tokens { id_token: text("id_token")?, access_token: text("access_token")? })
    }

    /// The person's claims.
    pub async fn userinfo(
        &self,
        uri: &str,
        access_token: &str,
        ladder: &mut Ladder,
        now: Timestamp,
    ) -> Result<Value, HttpError> {
        let mut exchange =
            Exchange::get(uri, "Userinfo request with the access token.", "The claims about the person.");
        exchange.fields = vec![("access_token".to_owned(), access_token.to_owned())];
        let octets = self.ask(self.client.get(uri).bearer_auth(access_token), exchange, ladder, now).await?;
        strict_json::parse(&octets).map_err(|_| HttpError::Unreadable { url: uri.to_owned() })
    }

    /// Sends a request and returns the body of a good answer; both become steps.
    async fn ask(
        &self,
        request: RequestBuilder,
        exchange: Exchange,
        ladder: &mut Ladder,
        now: Timestamp,
    ) -> Result<Vec<u8>, HttpError> {
        let Exchange { call, url, words, answer, fields } = exchange;
        ladder.push(Step::new(now, Way::Asks, call, words).with(fields));
        let (status, octets) = match read(request).await {
            Ok(answer) => answer,
            Err(cause) => {
                let step = Step::new(now, Way::Answers, "no answer", "There was no response.").failed(true);
                ladder.push(step.with([("cause", &cause)]));
                return Err(HttpError::Unreachable { url, cause });
            }
        };
        let json = strict_json::parse(&octets).ok().filter(Value::is_object);
        let failed = !(200..300).contains(&status) || json.is_none();
        let words = if failed { "Refused." } else { answer };
        let step = Step::new(now, Way::Answers, format!("HTTP {status}"), words).failed(failed);
        ladder.push(step.with(json.as_ref().map(members).unwrap_or_default()));
        let text = |name: &str| {
            let value = json.as_ref().and_then(|json| json.get(name)).and_then(Value::as_str);
            value.unwrap_or_default().chars().take(200).collect::<String>()
        };
        match (failed, json.is_some()) {
            (false, _) => Ok(octets),
            (true, true) => {
                Err(HttpError::Refused { url, status, error: text("error"), description: text("error_description") })
            }
            (true, false) => Err(HttpError::Unreadable { url }),
        }
    }
}

impl Exchange {
    fn get(url: &str, words: &'static str, answer: &'static str) -> Self {
        Self { call: format!("GET {url}"), url: url.to_owned(), words, answer, fields: Vec::new() }
    }
}

/// Status and body, or why there is none.
async fn read(request: RequestBuilder) -> Result<(u16, Vec<u8>), String> {
    let told = |error: reqwest::Error| {
        let mut innermost: &dyn std::error::Error = &error;
        while let Some(source) = innermost.source() {
            innermost = source;
        }
        if error.is_timeout() { format!("no answer within {} s", PATIENCE.as_secs()) } else { innermost.to_string() }
    };
    let mut answer = request.send().await.map_err(told)?;
    let mut octets = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(told)? {
        if octets.len() + chunk.len() > LONGEST {
            return Err(format!("the answer is longer than {LONGEST} bytes"));
        }
        octets.extend_from_slice(&chunk);
    }
    Ok((answer.status().as_u16(), octets))
}

/// Members of an answer as text; a key set by its key ids, since nobody reads moduli.
fn members(answer: &Value) -> Vec<(String, String)> {
    let shown = |(name, value): (&String, &Value)| {
        let text = match (name.as_str(), value) {
            ("keys", Value::Array(keys)) => {
                let named = keys.iter().map(|key| {
                    let text = |name: &str| key.get(name).and_then(Value::as_str).unwrap_or_default();
                    format!("{} {}", text("alg"), text("kid").chars().take(8).collect::<String>())
                });
                named.collect::<Vec<_>>().join(", ")
            }
            (_, Value::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        };
        (name.clone(), text)
    };
    answer.as_object().map(|members| members.iter().map(shown).collect()).unwrap_or_default()
}
