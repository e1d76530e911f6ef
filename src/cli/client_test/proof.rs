//! How the command proves itself at the token endpoint: as the client does, with the secret that the client has.

use std::io::{self, IsTerminal as _};

use url::form_urlencoded::byte_serialize;

use crate::cli::context::{Context, Failure};
use crate::cli::hash_password::read_password;
use crate::clock::Timestamp;
use crate::config;
use crate::protocol::client::{Client, ClientAuthMethod, ClientSecret};
use crate::secret::{Digest, Secret};

/// What the client proves itself by.
pub enum Proof {
    /// Nothing.
    Public,
    /// HTTP Basic (RFC 6749 §2.3.1).
    Basic(Secret),
    /// In the form.
    Post(Secret),
}

/// What is sent with a form: HTTP Basic, where that is the method, and the fields.
pub type Sent = (Option<(String, String)>, Vec<(&'static str, String)>);

impl Proof {
    /// The client's own method; its secret from the configuration, or else from whoever runs the command.
    pub fn of(client: &Client, from_stdin: bool, context: &Context) -> Result<Self, Failure> {
        let proof = match client.token_endpoint_auth_method {
            Some(ClientAuthMethod::None) => return Ok(Self::Public),
            None | Some(ClientAuthMethod::ClientSecretBasic) => Self::Basic,
            Some(ClientAuthMethod::ClientSecretPost) => Self::Post,
            Some(other) => {
                return Err(Failure::Failed(format!(
                    "{0} proves itself by {1}, which this command cannot do for it. A rehearsal needs no proof: latchkey client test \
                     {0} --as PERSON",
                    client.client_id,
                    other.as_str()
                )));
            }
        };
        let secret = secret(client, from_stdin, context)?;
        // Known before anybody signs in for nothing.
        match is_live(client, &secret, context.now()) {
            true => Ok(proof(secret)),
            false => Err(Failure::Failed(format!("this is not the secret of {}", client.client_id))),
        }
    }

    /// A form as this client sends it.
    pub fn sign(&self, client_id: &str, mut fields: Vec<(&'static str, String)>) -> Sent {
        match self {
            Self::Public => (None, fields),
            Self::Post(secret) => {
                fields.push(("client_secret", secret.expose().to_owned()));
                (None, fields)
            }
            Self::Basic(secret) => {
                let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                (Some((encoded(client_id), encoded(secret.expose()))), fields)
            }
        }
    }
}

fn secret(client: &Client, from_stdin: bool, context: &Context) -> Result<Secret, Failure> {
    let client_id = client.client_id.as_str();
    let configured = if from_stdin { None } else { config::client_secret(&context.sources, client_id) };
    match configured {
        Some(secret) => Ok(secret),
        None if from_stdin || io::stdin().is_terminal() => read_password(&format!("Secret of {client_id}: ")),
        None => Err(Failure::Failed(format!(
            "only a hash of the secret of {client_id} is kept: give the secret on standard input, with --secret-stdin"
        ))),
    }
}

/// Whether it is one of the client's secrets that count now. One that is slow to check is left to the server.
fn is_live(client: &Client, secret: &Secret, now: Timestamp) -> bool {
    client.secrets_at(now).iter().any(|live| match live {
        ClientSecret::Sha256(digest) => digest.matches(&Digest::of(secret.expose())),
        ClientSecret::Argon2id(_) => true,
        ClientSecret::Clear(live) => live.matches(secret.expose()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::client::ClientId;

    /// Nobody signs in for an answer that the server would refuse.
    #[test]
    fn a_former_secret_is_taken_only_until_its_time_is_over() {
        let secret = |text: &str| ClientSecret::Sha256(Digest::of(text));
        let client = Client {
            secrets: [secret("new"), secret("former")].into(),
            previous_secret_until: Some(Timestamp(10)),
            ..Client::bare(ClientId::parse("app").unwrap())
        };
        let is_live = |text: &str, now| is_live(&client, &Secret::new(text), Timestamp(now));
        assert!(is_live("former", 9) && !is_live("former", 10) && !is_live("other", 9));
        assert!(is_live("new", 9) && is_live("new", 10));
    }

    #[test]
    fn each_method_sends_the_secret_where_it_belongs() {
        let fields = || vec![("grant_type", "authorization_code".to_owned()), ("client_id", "a b".to_owned())];
        assert_eq!(Proof::Public.sign("a b", fields()), (None, fields()));
        let (basic, form) = Proof::Basic(Secret::new("s+1")).sign("a b", fields());
        assert_eq!(basic, Some(("a+b".to_owned(), "s%2B1".to_owned())));
        assert_eq!(form, fields());
        let (basic, form) = Proof::Post(Secret::new("s+1")).sign("a b", fields());
        assert!(basic.is_none() && form.contains(&("client_secret", "s+1".to_owned())));
    }
}
