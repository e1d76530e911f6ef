//! What a client presents to prove itself: exactly one method, wherever it stands (RFC 6749 §2.3; SEC-32, row 34).

use super::basic::{self, Reading};
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
    /// Whom Basic credentials name that were not form-encoded.
    others: Vec<Reading>,
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
    /// How many secrets it tries: the form-decoded one, and the raw one where that differs.
    pub fn candidates(&self) -> usize {
        match &self.proof {
            Proof::Secrets(secrets) => secrets.len(),
            Proof::Nothing | Proof::Assertion(_) => 1,
        }
    }

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
                let basic::Basic { client_id, secrets, others } = basic::parse(header)?;
                let in_body = in_body.filter(|in_body| *in_body != client_id);
                let presented = Self::by_basic(client_id, secrets, others);
                match in_body {
                    None => Ok(presented),
                    // The body says how the header is to be read.
                    Some(in_body) => match presented.others.iter().find(|other| other.client_id == in_body).cloned() {
                        Some(reading) => Ok(presented.read_as(reading)),
                        None => Err(ClientAuthError::SeveralMethods),
                    },
                }
            }
            (None, Some(secret), Some(client_id)) => Ok(Self {
                client_id: client_id.to_owned(),
                method: ClientAuthMethod::ClientSecretPost,
                proof: Proof::Secrets(vec![Secret::new(secret)]),
                others: Vec::new(),
            }),
            (None, None, Some(client_id)) => Ok(Self::nothing(client_id.to_owned())),
            (None, _, None) => Err(ClientAuthError::Missing),
        }
    }

    /// Who a client may be whose Basic credentials were not form-encoded.
    pub fn other_readings(&self) -> &[Reading] {
        &self.others
    }

    /// The same credentials in another reading.
    pub fn read_as(self, reading: Reading) -> Self {
        Self::by_basic(reading.client_id, vec![reading.secret], Vec::new())
    }

    /// RFC 6749 §2.3.1 lets a client leave out a secret that is empty: with one or without, it proves nothing. Libraries send
    /// the header of a public client so.
    fn by_basic(client_id: String, secrets: Vec<Secret>, others: Vec<Reading>) -> Self {
        if secrets.iter().all(|secret| secret.expose().is_empty()) {
            return Self { others, ..Self::nothing(client_id) };
        }
        Self { client_id, method: ClientAuthMethod::ClientSecretBasic, proof: Proof::Secrets(secrets), others }
    }

    fn nothing(client_id: String) -> Self {
        Self { client_id, method: ClientAuthMethod::None, proof: Proof::Nothing, others: Vec::new() }
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
        Ok(Self { client_id, method, proof: Proof::Assertion(Secret::new(assertion)), others: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of `{"alg":"ES256"}` and `{"sub":"app"}`; nothing is verified here.
    const ASSERTION: &str = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhcHAifQ.AAAA";

    fn read(form: &[u8]) -> Option<Presented> {
        Parameters::parse(form).ok().and_then(|parameters| Presented::read(None, &parameters).ok())
    }

    fn form(assertion: &[u8]) -> Vec<u8> {
        let head = format!("client_assertion_type={}&client_assertion=", client_assertion::TYPE);
        [head.as_bytes(), assertion].concat()
    }

    #[test]
    fn the_assertion_says_who_asks_and_how() {
        let presented = read(&form(ASSERTION.as_bytes())).unwrap();
        assert_eq!((presented.client_id.as_str(), presented.method), ("app", ClientAuthMethod::PrivateKeyJwt));
        assert!(!format!("{presented:?}").contains("eyJh"), "and is never printed");
        let mac = ASSERTION.replacen("eyJhbGciOiJFUzI1NiJ9", "eyJhbGciOiJIUzI1NiJ9", 1);
        assert_eq!(read(&form(mac.as_bytes())).unwrap().method, ClientAuthMethod::ClientSecretJwt);
    }

    #[test]
    fn whatever_stands_in_an_assertion_is_read_or_refused() {
        let good = form(ASSERTION.as_bytes());
        for position in 0..good.len() {
            for byte in [b'.', b'=', b'&', b'%', b'+', b'A', b'_', b' ', b'\0', b'"', 0x80, 0xff] {
                let mut changed = good.clone();
                changed[position] = byte;
                drop(read(&changed));
                changed.truncate(position);
                drop(read(&changed));
            }
        }
        for length in [1, 1_000, 16_384, 1_000_000] {
            for filler in [".", "e", "eyJ", "%00"] {
                assert!(read(&form(filler.repeat(length).as_bytes())).is_none());
            }
        }
    }
}
