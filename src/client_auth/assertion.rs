//! `client_secret_jwt` and `private_key_jwt` (RFC 7523 §2.2, OpenID Connect Core §9; SEC-33, SEC-35): who signed, by an
//! algorithm of the client's own method, what it must say, once.
//!
//! A MAC is only ever tried with the client's secret, and a signature only ever with its public keys: no token decides
//! what kind of key verifies it (row 32).

use super::{ClientAuthError, Context, FailureReason, SlowSecrets};
use crate::client_keys::NotVerified;
use crate::clock::Timestamp;
use crate::jose::Algorithm;
use crate::jose::hmac::{self, HmacAlgorithm};
use crate::jose::jws::{TypRule, VerifiedClaims};
use crate::protocol::client::{Client, ClientAuthMethod, ClientSecret};
use crate::protocol::client_assertion::{AssertionFault, Expected, TYP, judge};
use crate::protocol::client_proof::{AssertionAlgorithm, least_secret};
use crate::protocol::proven_by::ProvenBy;
use crate::secret::{Digest, Secret};

/// Proves the assertion of `client`, whose registered method it is, and by what name its use is remembered.
pub(super) async fn prove(
    assertion: &Secret,
    client: &Client,
    method: ClientAuthMethod,
    context: &Context<'_, impl SlowSecrets>,
) -> Result<(ProvenBy, Digest), ClientAuthError> {
    let failed = |reason| ClientAuthError::Failed { client_id: client.client_id.to_string(), reason };
    let (claims, proven_by) = match method {
        ClientAuthMethod::ClientSecretJwt => by_secret(assertion.expose(), client, context.now).map_err(failed)?,
        _ => by_keys(assertion.expose(), client, context).await?,
    };
    let rules = client.rules();
    let endpoints: Vec<String> = context.endpoints.iter().flat_map(|path| context.server.addresses(path)).collect();
    let expected = Expected {
        client_id: &client.client_id,
        issuer: context.server.issuer.as_str(),
        endpoints: &endpoints,
        audience: rules.assertion_audience,
        longest: rules.assertion_life,
        now: context.now,
    };
    let judged = judge(claims.get(), &expected).map_err(|fault| failed(FailureReason::Assertion(fault)))?;
    let name = Digest::of(&format!("{}\n{}", client.client_id, judged.jti));
    match context.assertions.use_assertion(&name, judged.until).await? {
        true => Ok((proven_by, name)),
        false => Err(failed(FailureReason::Assertion(AssertionFault::Used))),
    }
}

fn by_secret(assertion: &str, client: &Client, now: Timestamp) -> Result<(VerifiedClaims, ProvenBy), FailureReason> {
    let mut outcome = Err(FailureReason::NoClearSecret);
    for (registered, proven_by) in client.proofs_at(now) {
        let ClientSecret::Clear(secret) = registered else { continue };
        let secret = secret.expose().as_bytes();
        let allowed: Vec<HmacAlgorithm> = HmacAlgorithm::ALL
            .into_iter()
            .filter(|algorithm| is_registered(client, AssertionAlgorithm::Mac(*algorithm)))
            .filter(|algorithm| secret.len() >= least_secret(*algorithm))
            .collect();
        outcome = hmac::verify(assertion, &allowed, secret, TypRule::AbsentOr(&TYP))
            .map(|claims| (claims, proven_by.clone()))
            .map_err(|error| FailureReason::Signature(error.into()));
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

async fn by_keys(
    assertion: &str,
    client: &Client,
    context: &Context<'_, impl SlowSecrets>,
) -> Result<(VerifiedClaims, ProvenBy), ClientAuthError> {
    let allowed: Vec<Algorithm> = Algorithm::ALL
        .into_iter()
        .filter(|algorithm| is_registered(client, AssertionAlgorithm::Signature(*algorithm)))
        .filter(|algorithm| client.rules().algorithms.contains(algorithm))
        .collect();
    let verified = context.keys.verify(client, assertion, &allowed, TypRule::AbsentOr(&TYP), context.now).await;
    let client_id = client.client_id.to_string();
    let claims = verified.map_err(|fault| match fault {
        NotVerified::Keys(fault) if fault.is_passing() => ClientAuthError::KeysUnavailable { client_id, fault },
        NotVerified::Keys(fault) => ClientAuthError::Failed { client_id, reason: fault.into() },
        NotVerified::Token(fault) => ClientAuthError::Failed { client_id, reason: FailureReason::Signature(fault) },
    })?;
    let proven_by = match (&client.jwks, &client.jwks_uri) {
        (None, Some(uri)) => ProvenBy::keys_at(uri),
        _ => ProvenBy::key(claims.key().unwrap_or_default()),
    };
    Ok((claims, proven_by))
}

fn is_registered(client: &Client, algorithm: AssertionAlgorithm) -> bool {
    client.token_endpoint_auth_signing_alg.is_none_or(|registered| registered == algorithm)
}
