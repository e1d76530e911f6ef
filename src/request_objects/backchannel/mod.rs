//! What of a backchannel authentication request its client signed (CIBA Core 1.0 §7.1, §7.1.1): the whole of it, or the hint
//! that says who is meant.

pub mod meant;

use crate::client_keys::NotVerified;
use crate::jose::Algorithm;
use crate::jose::jws::{TypRule, VerifiedClaims};
use crate::protocol::backchannel_authentication::{self as request, Refusal};
use crate::protocol::client::Client;
use crate::protocol::parameters::Parameters;
use crate::protocol::request_object::Expected;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::StoreError;
use crate::store::assertions::CountsOnce;

/// What `typ` may say, beside nothing.
const TYP: [&str; 2] = ["oauth-authz-req+jwt", "JWT"];

/// Why a request is not read.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It, or its hint, is wrong.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// It is signed, and came before.
    #[error("the signed request was used before: make a new one, with a new jti, for each")]
    CameBefore,
    /// A `login_hint_token` of before.
    #[error("login_hint_token has expired")]
    HintExpired,
    /// The client's keys cannot be had just now.
    #[error("the client's keys cannot be fetched at the moment")]
    KeysUnavailable,
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Fault {
    fn request(words: String) -> Self {
        Self::Refused(Refusal::Request(words))
    }
}

/// What a request says.
pub struct Said {
    /// Its parameters.
    pub parameters: Parameters,
    /// What is remembered of a signed one, which counts once. Whoever keeps the request uses it up with that.
    pub once: Option<CountsOnce>,
}

/// The parameters of a request: those of the signed one where there is one, which some clients must send. It may have come
/// before.
///
/// # Errors
/// It is not signed as it must be, or a claim is missing or wrong.
pub async fn read(provider: &Provider, client: &Client, body: Parameters) -> Result<Said, Fault> {
    let registered = client.backchannel_authentication_request_signing_alg;
    let Some(jwt) = body.get("request") else {
        let rules = client.rules();
        return match (registered, rules.signed_backchannel_requests) {
            (_, false) => Ok(Said { parameters: body, once: None }),
            (Some(algorithm), true) => {
                let words = format!("this client must send a request that is signed by {}", algorithm.as_str());
                Err(Fault::request(words))
            }
            (None, true) => Err(Fault::request(format!("this client must send a signed request{}", rules.why()))),
        };
    };
    let allowed = registered.map_or(Algorithm::ALL.to_vec(), |algorithm| vec![algorithm]);
    let claims = verified(provider, client, ("request", jwt), &allowed).await?;
    let live = provider.live().clone();
    let issuer = live.settings.server.issuer.as_str();
    let expected = Expected { client_id: &client.client_id, issuer, outside: &body, dated: None, now: provider.now() };
    let signed = request::signed(claims.get(), &expected)?;
    // Once, like an assertion (row 36).
    let name = Digest::of(&format!("backchannel authentication request\n{}\n{}", client.client_id, signed.jti));
    let once = Some(CountsOnce { name, until: signed.expires_at });
    Ok(Said { parameters: signed.parameters, once })
}

/// The claims of a JWT that the client signed. Why its keys cannot be had is the operator's business (row 43).
async fn verified(
    provider: &Provider,
    client: &Client,
    (name, jwt): (&str, &str),
    allowed: &[Algorithm],
) -> Result<VerifiedClaims, Fault> {
    let allowed = client.rules().allowed(allowed);
    let verified = provider.client_keys.verify(client, jwt, &allowed, TypRule::AbsentOr(&TYP), provider.now()).await;
    verified.map_err(|fault| match fault {
        NotVerified::Token(fault) => Fault::request(format!("{name} is not valid: {fault}")),
        NotVerified::Keys(fault) => {
            tracing::warn!(client_id = %client.client_id, "{name} cannot be verified: {fault}");
            match fault.is_passing() {
                true => Fault::KeysUnavailable,
                false => Fault::request(format!("{name} is not valid: the client has no keys")),
            }
        }
    })
}
