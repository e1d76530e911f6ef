//! Client authentication at the token endpoint (RFC 6749 §2.3, RFC 9700 §2.5; SEC-32).
//!
//! [`Presented::read`] finds the one method used; [`authenticate`] proves it and is the only maker of an
//! [`AuthenticatedClient`].

mod basic;

use std::sync::Arc;

use crate::protocol::client::{Client, ClientAuthMethod, ClientId, ClientSecret};
use crate::protocol::parameters::Parameters;
use crate::secret::{Digest, Secret};

pub use basic::BasicError;

/// What a client presented to prove itself.
#[derive(Debug)]
pub struct Presented {
    /// Who it says it is.
    pub client_id: String,
    /// How it wants to prove it.
    pub method: ClientAuthMethod,
    /// The secrets to try: the form-decoded one first, then the raw one of clients that skip RFC 6749 §2.3.1.
    secrets: Vec<Secret>,
}

/// Why a client was not authenticated.
#[derive(Debug, thiserror::Error)]
pub enum ClientAuthError {
    /// RFC 6749 §2.3: "The client MUST NOT use more than one authentication method in each request."
    #[error("the client used more than one authentication method")]
    SeveralMethods,
    /// The Authorization header is not Basic credentials.
    #[error("the Authorization header is not well-formed Basic credentials: {0}")]
    Malformed(#[from] BasicError),
    /// Nothing says who asks.
    #[error("client authentication is missing")]
    Missing,
    /// Unknown client, or wrong secret: the client cannot tell which.
    #[error("client authentication failed")]
    Failed {
        /// For the log: whom it said it was.
        client_id: String,
        /// For the log: what an operator should know.
        reason: FailureReason,
    },
}

/// Why authentication failed, in words for the operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FailureReason {
    /// No such client.
    #[error("no client has this client_id")]
    UnknownClient,
    /// The method is not the registered one.
    #[error("it used {sent}, registered is {registered}: change the app, or token_endpoint_auth_method")]
    OtherMethod {
        /// Used.
        sent: &'static str,
        /// Registered.
        registered: &'static str,
    },
    /// The secret is not one of its own.
    #[error("the client_secret is wrong")]
    WrongSecret,
}

/// Proof that the client is who it says it is.
#[derive(Debug, Clone)]
pub struct AuthenticatedClient {
    client: Arc<Client>,
    method: ClientAuthMethod,
}

impl AuthenticatedClient {
    /// The client.
    pub fn client(&self) -> &Arc<Client> {
        &self.client
    }

    /// The method it used.
    pub fn method(&self) -> ClientAuthMethod {
        self.method
    }
}

impl Presented {
    /// Reads the `Authorization` header and the body; nothing is taken from the query (SEC-61).
    pub fn read(authorization: Option<&str>, parameters: &Parameters) -> Result<Self, ClientAuthError> {
        if parameters.has("client_assertion") || parameters.has("client_assertion_type") {
            return match authorization.is_some() || parameters.has("client_secret") {
                true => Err(ClientAuthError::SeveralMethods),
                false => Err(ClientAuthError::Missing),
            };
        }
        match (authorization, parameters.get("client_secret"), parameters.get("client_id")) {
            (Some(_), Some(_), _) => Err(ClientAuthError::SeveralMethods),
            (Some(header), None, in_body) => {
                let basic = basic::parse(header)?;
                if in_body.is_some_and(|in_body| in_body != basic.client_id) {
                    return Err(ClientAuthError::SeveralMethods);
                }
                let method = ClientAuthMethod::ClientSecretBasic;
                Ok(Self { client_id: basic.client_id, method, secrets: basic.secrets })
            }
            (None, Some(secret), Some(client_id)) => Ok(Self {
                client_id: client_id.to_owned(),
                method: ClientAuthMethod::ClientSecretPost,
                secrets: vec![Secret::new(secret)],
            }),
            (None, None, Some(client_id)) => {
                Ok(Self { client_id: client_id.to_owned(), method: ClientAuthMethod::None, secrets: Vec::new() })
            }
            (None, _, None) => Err(ClientAuthError::Missing),
        }
    }
}

/// A slow comparison that the caller must make away from the event loop.
pub trait SlowSecrets {
    /// Whether `secret` is what the Argon2id PHC string `hash` was made from.
    fn verify(&self, hash: &Secret, secret: &Secret) -> impl Future<Output = bool>;
}

/// Proves what was presented against the registered client.
pub async fn authenticate(
    presented: Presented,
    client: Option<Arc<Client>>,
    slow: &impl SlowSecrets,
) -> Result<AuthenticatedClient, ClientAuthError> {
    let failed = |reason| ClientAuthError::Failed { client_id: presented.client_id.clone(), reason };
    let client = client.ok_or_else(|| failed(FailureReason::UnknownClient))?;
    let fits = match client.token_endpoint_auth_method {
        Some(registered) => registered == presented.method,
        None => presented.method != ClientAuthMethod::None,
    };
    if !fits {
        let registered = client.token_endpoint_auth_method.map_or("a client_secret", ClientAuthMethod::as_str);
        return Err(failed(FailureReason::OtherMethod { sent: presented.method.as_str(), registered }));
    }
    if presented.method == ClientAuthMethod::None || proves_secret(&presented.secrets, &client.secrets, slow).await {
        Ok(AuthenticatedClient { client, method: presented.method })
    } else {
        Err(failed(FailureReason::WrongSecret))
    }
}

async fn proves_secret(presented: &[Secret], registered: &[ClientSecret], slow: &impl SlowSecrets) -> bool {
    for candidate in presented.iter().filter(|candidate| !candidate.expose().is_empty()) {
        for secret in registered {
            let matches = match secret {
                ClientSecret::Sha256(digest) => Digest::of(candidate.expose()).matches(digest),
                ClientSecret::Argon2id(hash) => slow.verify(hash, candidate).await,
            };
            if matches {
                return true;
            }
        }
    }
    false
}

/// The client that a request without proof names, for errors and logs only.
pub fn named_client(parameters: &Parameters) -> Option<ClientId> {
    parameters.get("client_id").and_then(ClientId::parse)
}
