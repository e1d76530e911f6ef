//! Software statements (RFC 7591 §2.3): what the maker of an app says of it, signed with a key that the operator trusts.

use serde_json::{Map, Value};

use super::RegistrationError;
use super::metadata::text;
use crate::clock::Timestamp;
use crate::jose::algorithms::Algorithm;
use crate::jose::jwk::JwkSet;
use crate::jose::jws::{self, TypRule};

/// Members that say something of the statement and nothing of the client.
const OF_THE_STATEMENT: [&str; 9] =
    ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "software_statement", "initial_access_token"];

/// Puts what the statement says in place of what the client says of itself.
pub fn apply(
    mut sent: Map<String, Value>,
    trusted: Option<&JwkSet>,
    now: Timestamp,
) -> Result<Map<String, Value>, RegistrationError> {
    let Some(statement) = text(&sent, "software_statement").map(str::to_owned) else { return Ok(sent) };
    let trusted = trusted.ok_or(RegistrationError::UnapprovedStatement)?;
    let claims = jws::verify_with_set(&statement, trusted, &Algorithm::ALL, TypRule::Any)
        .map_err(|error| RegistrationError::InvalidStatement(error.to_string()))?;
    let claims = claims.into_inner();
    let instant = |name: &str| claims.get(name).and_then(Value::as_i64);
    if instant("exp").is_some_and(|exp| exp <= now.seconds()) {
        return Err(RegistrationError::InvalidStatement("the statement has expired".to_owned()));
    }
    if instant("nbf").is_some_and(|nbf| nbf > now.seconds() + 10) {
        return Err(RegistrationError::InvalidStatement("the statement is not valid yet".to_owned()));
    }
    for (name, value) in claims.as_object().into_iter().flatten() {
        if !OF_THE_STATEMENT.contains(&name.as_str()) {
            sent.insert(name.clone(), value.clone());
        }
    }
    Ok(sent)
}
