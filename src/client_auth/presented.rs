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
