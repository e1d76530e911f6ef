//! What the command asks the server, as the client would: over HTTP, at the issuer, by the rules of `[outbound]`. The issuer itself
//! may be at a private address, because the configuration names it.

use serde_json::Value;

use super::proof::Proof;
use crate::cli::context::Failure;
use crate::config::settings::{OutboundSettings, Settings};
use crate::demo::flow::{self, Endpoints, FlowError, Pending};
use crate::demo::jwks::Keys;
use crate::jose::strict_json;
use crate::outbound::{Ask, Outbound};

/// Where discovery is, below the issuer.
const DISCOVERY: &str = "/.well-known/openid-configuration";
/// The most of an error that is told.
const LONGEST: usize = 300;

/// Asks.
pub struct Http {
    outbound: Outbound,
    issuer: String,
    discovery: String,
}

/// An answer with the status of success.
pub enum Answered {
    /// A JSON object.
    Object(Value),
    /// Something else.
    Other(String),
}

impl Http {
    /// By these settings.
    pub fn new(settings: &Settings) -> Self {
        let issuer = &settings.server.issuer;
        let outbound =
            OutboundSettings { allow_private_ips: true, allow_http: !issuer.is_https(), ..settings.outbound.clone() };
        Self { outbound: Outbound::new(outbound), issuer: issuer.as_str().to_owned(), discovery: issuer.url(DISCOVERY) }
    }

    /// The discovery document, believed only if it names its own issuer.
    pub async fn endpoints(&self) -> Result<Endpoints, Failure> {
        let document = object(&self.discovery, self.ask(&self.discovery, Ask::Get { bearer: None }).await?)?;
        let endpoints: Result<Endpoints, _> = serde_json::from_value(document);
        let endpoints = endpoints.map_err(|error| Failure::Failed(format!("{}: {error}", self.discovery)))?;
        match endpoints.issuer == self.issuer {
            true => Ok(endpoints),
            false => Err(Failure::Failed(FlowError::Discovery(endpoints.issuer).to_string())),
        }
    }

    /// The keys that tokens are verified with.
    pub async fn keys(&self, uri: &str) -> Result<Keys, Failure> {
        let keys = object(uri, self.ask(uri, Ask::Get { bearer: None }).await?)?;
        Keys::read(keys.to_string().as_bytes()).map_err(|error| Failure::Failed(format!("{uri}: {error}")))
    }

    /// Pushes the request (RFC 9126), and returns the address that the browser is to open.
    pub async fn push(&self, pending: &Pending, proof: &Proof) -> Result<String, Failure> {
        let endpoint = pending.endpoints.pushed_authorization_request_endpoint.as_deref();
        let endpoint =
            endpoint.ok_or_else(|| Failure::Failed("the server has no pushed authorization requests".to_owned()))?;
        let client_id = pending.asker.client_id.clone();
        let answer = self.send(endpoint, pending.parameters(None), &client_id, proof).await?;
        let request_uri = answer.get("request_uri").and_then(Value::as_str);
        let request_uri =
            request_uri.ok_or_else(|| Failure::Failed(format!("the answer of {endpoint} has no request_uri")))?;
        let parameters = [("client_id", client_id), ("request_uri", request_uri.to_owned())];
        flow::with_query(&pending.endpoints.authorization_endpoint, &parameters)
            .map_err(|error| Failure::Failed(error.to_string()))
    }

    /// Posts a form that has the `client_id` in it, with the client's proof.
    pub async fn post(&self, uri: &str, fields: Vec<(&'static str, String)>, proof: &Proof) -> Result<Value, Failure> {
        let client_id = fields.iter().find(|(name, _)| *name == "client_id").map(|(_, value)| value.clone());
        self.send(uri, fields, &client_id.unwrap_or_default(), proof).await
    }

    async fn send(
        &self,
        uri: &str,
        fields: Vec<(&'static str, String)>,
        client_id: &str,
        proof: &Proof,
    ) -> Result<Value, Failure> {
        let (basic, fields) = proof.sign(client_id, fields);
        let basic = basic.as_ref().map(|(name, password)| (name.as_str(), password.as_str()));
        object(uri, self.ask(uri, Ask::Post { basic, fields: &fields }).await?)
    }

    /// What userinfo says: JSON, or a JWT for a client that wants it signed.
    pub async fn userinfo(&self, uri: &str, access_token: &str) -> Result<Answered, Failure> {
        let (status, body) = self.ask(uri, Ask::Get { bearer: Some(access_token) }).await?;
        let is_jwt = (200..300).contains(&status) && strict_json::parse(&body).is_err();
        match is_jwt {
            true => Ok(Answered::Other(String::from_utf8_lossy(&body).into_owned())),
            false => object(uri, (status, body)).map(Answered::Object),
        }
    }

    async fn ask(&self, uri: &str, ask: Ask<'_>) -> Result<(u16, Vec<u8>), Failure> {
        let told = self.outbound.ask(uri, ask).await;
        told.map_err(|error| {
            Failure::Failed(format!("{uri} {error}. The server must run, and this machine must reach it by its issuer"))
        })
    }
}

/// The JSON object of a good answer, or the error in words.
fn object(uri: &str, (status, body): (u16, Vec<u8>)) -> Result<Value, Failure> {
    let json = strict_json::parse(&body).ok().filter(Value::is_object);
    let is_good = (200..300).contains(&status);
    match json {
        Some(json) if is_good => Ok(json),
        Some(json) => {
            let text = |name: &str| {
                let value = json.get(name).and_then(Value::as_str).unwrap_or_default();
                value.chars().take(LONGEST).collect::<String>()
            };
            let (error, description) = (text("error"), text("error_description"));
            Err(Failure::Failed(format!("{uri} answered {status}: {error}: {description}")))
        }
        None => Err(Failure::Failed(format!(
            "{uri} answered {status} with something else than JSON: is another server at that address?"
        ))),
    }
}
