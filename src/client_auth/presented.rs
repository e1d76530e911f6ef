//! What a client presents to prove itself: exactly one method, wherever it stands (RFC 6749 §2.3; SEC-32, row 34).

use super::basic;
use super::error::ClientAuthError;
use crate::jose::jws;
use crate::protocol::client::ClientAuthMethod;
use crate::protocol::client_assertion;
use crate::protocol::parameters::Parameters;
use crate::secret::Secret;

/// What a client presented to prove itself.
#[derive(Debug)]
pub struct Presented {
    /// Who it says it is.
    pub client_id: String,
    /// How it wants to prove it.
    pub method: ClientAuthMethod,
    /// The proof itself.
    pub(super) proof: Proof,
}

/// The proof itself.
#[derive(Debug)]
pub(super) enum Proof {
    /// There is none.
    Nothing,
    /// The secrets to try: the form-decoded one first, then the raw one of clients that skip RFC 6749 §2.3.1.
    Secrets(Vec<Secret>),
    /// `client_assertion`.
    Assertion(Secret),
}

impl Presented {
    /// Reads the `Authorization` header and the body; nothing is taken from the query (SEC-61).
    pub fn read(authorization: Option<&str>, parameters: &Parameters) -> Result<Self, ClientAuthError> {
        if parameters.has("client_assertion") || parameters.has("client_assertion_type") {
            return match authorization.is_some() || parameters.has("client_secret") {
                true => Err(ClientAuthError::SeveralMethods),
                false => Self::assertion(parameters),
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
                Ok(Self { client_id: basic.client_id, method, proof: Proof::Secrets(basic.secrets) })
            }
            (None, Some(secret), Some(client_id)) => Ok(Self {
                client_id: client_id.to_owned(),
                method: ClientAuthMethod::ClientSecretPost,
                proof: Proof::Secrets(vec![Secret::new(secret)]),
            }),
            (None, None, Some(client_id)) => {
                Ok(Self { client_id: client_id.to_owned(), method: ClientAuthMethod::None, proof: Proof::Nothing })
            }
            (None, _, None) => Err(ClientAuthError::Missing),
        }
    }

    /// RFC 7521 §4.2: `client_id` is not needed beside an assertion, and may not contradict it.
    fn assertion(parameters: &Parameters) -> Result<Self, ClientAuthError> {
        if parameters.get("client_assertion_type") != Some(client_assertion::TYPE) {
            return Err(ClientAuthError::AssertionType);
        }
        let assertion = parameters.get("client_assertion").ok_or(ClientAuthError::AssertionType)?;
        let says = jws::peek(assertion)?;
        let client_id = says.sub.ok_or(ClientAuthError::NobodysAssertion)?;
        if parameters.get("client_id").is_some_and(|in_body| in_body != client_id) {
            return Err(ClientAuthError::OthersAssertion);
        }
        let method = match says.alg.starts_with("HS") {
            true => ClientAuthMethod::ClientSecretJwt,
            false => ClientAuthMethod::PrivateKeyJwt,
        };
        Ok(Self { client_id, method, proof: Proof::Assertion(Secret::new(assertion)) })
    }
}
