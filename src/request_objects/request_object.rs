//! A request object, from its text to the parameters that it holds: decrypted, verified, read (RFC 9101 §6).

use crate::authorization::ObjectFault;
use crate::client_keys::NotVerified;
use crate::jose::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::jose::jws::{TypRule, VerifiedClaims};
use crate::protocol::client::{Client, Encryption};
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::request_object::{Expected, RequestObjectError, parameters};
use crate::provider::Provider;

/// What `typ` may say, beside nothing (RFC 9101 §10.8).
const TYP: [&str; 2] = ["oauth-authz-req+jwt", "JWT"];

/// The parameters in `object`.
pub async fn read(
    provider: &Provider,
    client: &Client,
    object: &str,
    outside: &Parameters,
) -> Result<Parameters, ObjectFault> {
    let signed = decrypted(provider, client, object)?;
    let claims = verified(provider, client, &signed).await?;
    let live = provider.live();
    let expected = Expected {
        client_id: &client.client_id,
        issuer: live.settings.server.issuer.as_str(),
        outside,
        dated: Some(client.rules()).filter(|rules| rules.dated_requests).map(|rules| rules.why()),
        now: provider.now(),
    };
    Ok(parameters(claims.get(), &expected)?)
}

/// The signed object inside an encrypted one. What is inside must be signed in turn: bare JSON is no object (row 35).
fn decrypted(provider: &Provider, client: &Client, object: &str) -> Result<String, RequestObjectError> {
    let not_valid = |words: &str| RequestObjectError::NotValid(words.to_owned());
    if object.bytes().filter(|byte| *byte == b'.').count() != 4 {
        return match client.request_object_encryption {
            Some(Encryption { alg, .. }) => Err(not_valid(&format!("this client must encrypt it by {}", alg.as_str()))),
            None => Ok(object.to_owned()),
        };
    }
    let registered = client.request_object_encryption;
    let algs = registered.map_or(KeyAlgorithm::ALL.to_vec(), |encryption| vec![encryption.alg]);
    let encs = registered.map_or(ContentEncryption::ALL.to_vec(), |encryption| vec![encryption.enc]);
    let content = provider.keyring.load().decrypt_with(object, &algs, &encs);
    let content = content.map_err(|error| not_valid(&error.to_string()))?;
    String::from_utf8(content).map_err(|_| not_valid("what is encrypted is not a signed request object"))
}

/// The claims, signed by the client's key and by an algorithm that it may use.
async fn verified(provider: &Provider, client: &Client, signed: &str) -> Result<VerifiedClaims, ObjectFault> {
    let registered = client.request_object_signing_alg.map_or(Algorithm::ALL.to_vec(), |algorithm| vec![algorithm]);
    let allowed = client.rules().allowed(&registered);
    let verified = provider.client_keys.verify(client, signed, &allowed, TypRule::AbsentOr(&TYP), provider.now()).await;
    verified.map_err(|fault| match fault {
        NotVerified::Token(fault) => RequestObjectError::NotValid(fault.to_string()).into(),
        // What exactly failed is the operator's business: told to the caller, it would map the network (row 43).
        NotVerified::Keys(fault) => {
            tracing::warn!(client_id = %client.client_id, "request object cannot be verified: {fault}");
            match fault.is_passing() {
                true => ObjectFault::new(
                    ErrorCode::TemporarilyUnavailable,
                    "the client's keys cannot be fetched at the moment",
                ),
                false => RequestObjectError::NotValid("the client has no keys".to_owned()).into(),
            }
        }
    })
}
