//! The logout token (OpenID Connect Back-Channel Logout 1.0 §2.4).

use std::time::Duration;

use serde_json::{Value, json};

use super::client::ClientId;
use super::user::Subject;
use crate::clock::Timestamp;

/// `typ` of its header, by which it never passes for an ID token (SEC-27).
pub const TYPE: &str = "logout+jwt";
/// How long it is good for (SEC-51).
pub const LIFETIME: Duration = Duration::from_secs(120);

/// The claims: no nonce, and an event with nothing in it.
pub fn logout_token(
    issuer: &str,
    client_id: &ClientId,
    sub: &Subject,
    sid: &str,
    jti: &str,
    issued_at: Timestamp,
) -> Value {
    json!({
        "iss": issuer,
        "aud": client_id,
        "sub": sub,
        "sid": sid,
        "iat": issued_at,
        "exp": issued_at.after(LIFETIME),
        "jti": jti,
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
    })
}
