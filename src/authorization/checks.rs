//! The checks of an authorization request, in the order in which they are made. Each is a function from parameters
//! to a value or an error for the client.

use std::time::Duration;

use super::verified::Checked;
use super::{CheckError, Context};
use crate::protocol::acr;
use crate::protocol::claims::ClaimsRequest;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::prompt::Prompt;
use crate::protocol::response_mode::ResponseMode;
use crate::protocol::response_type::ResponseType;
use crate::protocol::scope::ScopeSet;

/// The longest `state` or `nonce` accepted, in bytes: they are stored until the person is done.
const MAX_ECHOED: usize = 4 * 1024;
/// The longest hint kept, in characters.
const MAX_HINT: usize = 255;

/// Runs every check.
pub fn run(parameters: &Parameters, client: &Client, context: &Context<'_>) -> Result<Checked, CheckError> {
    unsupported_parameters(parameters)?;
    response_type(parameters, client)?;
    response_mode(parameters)?;
    echoed(parameters)?;
    let scope = scope(parameters, client, context)?;
    let prompt = prompt(parameters)?;
    let sent_max_age = max_age(parameters)?;
    let code_challenge = code_challenge(parameters, client)?;
    let claims = claims(parameters)?;
    let acr_values = acr_values(parameters, claims.as_ref())?;
    let required_sub = required_sub(parameters, claims.as_ref(), client, context)?;
    let asks_auth_time = claims.as_ref().is_some_and(|claims| claims.in_id_token("auth_time").is_some());
    let max_age = sent_max_age.or(client.default_max_age);
    Ok(Checked {
        scope,
        nonce: parameters.get("nonce").map(str::to_owned),
        prompt,
        max_age,
        auth_time_required: max_age.is_some() || client.require_auth_time || asks_auth_time,
        acr_values,
        login_hint: parameters.get("login_hint").map(|hint| hint.chars().take(MAX_HINT).collect()),
        required_sub,
        display: parameters.get("display").filter(|display| *display == "popup").map(str::to_owned),
        ui_locales: parameters.get("ui_locales").map(|locales| locales.chars().take(MAX_HINT).collect()),
        claims_locales: parameters.get("claims_locales").map(|locales| locales.chars().take(MAX_HINT).collect()),
        claims,
        code_challenge,
    })
}

/// Core §3.1.2.6, §6: what is not supported is said, not ignored.
fn unsupported_parameters(parameters: &Parameters) -> Result<(), CheckError> {
    for (name, code) in [
        ("request", ErrorCode::RequestNotSupported),
        ("request_uri", ErrorCode::RequestUriNotSupported),
        ("registration", ErrorCode::RegistrationNotSupported),
    ] {
        if parameters.has(name) {
            return Err((code, format!("the parameter {name} is not supported")));
        }
    }
    Ok(())
}

/// RFC 6749 §3.1.1.
fn response_type(parameters: &Parameters, client: &Client) -> Result<ResponseType, CheckError> {
    let sent = parameters
        .get("response_type")
        .ok_or_else(|| (ErrorCode::InvalidRequest, "response_type is missing".to_owned()))?;
    let response_type = ResponseType::parse(sent).ok_or_else(|| {
        (ErrorCode::UnsupportedResponseType, "response_type must be code: other flows are not supported".to_owned())
    })?;
    if !client.may_use(GrantType::AuthorizationCode) {
        let description = "the client is not registered for the authorization_code grant".to_owned();
        return Err((ErrorCode::UnauthorizedClient, description));
    }
    Ok(response_type)
}

fn response_mode(parameters: &Parameters) -> Result<(), CheckError> {
    match parameters.get("response_mode") {
        Some(sent) if ResponseMode::parse(sent).is_none() => {
            Err((ErrorCode::InvalidRequest, "response_mode must be query, fragment or form_post".to_owned()))
        }
        _ => Ok(()),
    }
}

fn echoed(parameters: &Parameters) -> Result<(), CheckError> {
    for name in ["state", "nonce"] {
        if parameters.get(name).is_some_and(|value| value.len() > MAX_ECHOED) {
            return Err((ErrorCode::InvalidRequest, format!("{name} is longer than {MAX_ECHOED} bytes")));
        }
    }
    Ok(())
}

/// Core §3.1.2.1: `openid` is required; unknown values and those not registered for the client are ignored.
fn scope(parameters: &Parameters, client: &Client, context: &Context<'_>) -> Result<ScopeSet, CheckError> {
    let asked = ScopeSet::parse(parameters.get("scope").unwrap_or_default());
    if !asked.contains("openid") {
        return Err((ErrorCode::InvalidScope, "scope must have the value openid".to_owned()));
    }
    let may_refresh = client.may_use(GrantType::RefreshToken);
    Ok(asked.filtered(|value| {
        value == "openid"
            || (context.catalogue.knows_scope(value)
                && client.scope.as_ref().is_none_or(|registered| registered.contains(value))
                && (value != "offline_access" || may_refresh))
    }))
}

fn prompt(parameters: &Parameters) -> Result<Prompt, CheckError> {
    Prompt::parse(parameters.get("prompt")).map_err(|error| (ErrorCode::InvalidRequest, error.to_string()))
}

/// Core §3.1.2.1: whole seconds.
fn max_age(parameters: &Parameters) -> Result<Option<Duration>, CheckError> {
    let Some(sent) = parameters.get("max_age") else { return Ok(None) };
    let digits = !sent.is_empty() && sent.len() <= 12 && sent.bytes().all(|byte| byte.is_ascii_digit());
    match sent.parse::<u64>() {
        Ok(seconds) if digits => Ok(Some(Duration::from_secs(seconds))),
        _ => Err((ErrorCode::InvalidRequest, "max_age must be a whole number of seconds".to_owned())),
    }
}

/// RFC 7636 §4.4.1; RFC 9700 §2.1.1 (SEC-17).
fn code_challenge(parameters: &Parameters, client: &Client) -> Result<Option<CodeChallenge>, CheckError> {
    let challenge = CodeChallenge::parse(parameters.get("code_challenge"), parameters.get("code_challenge_method"))
        .map_err(|error| (ErrorCode::InvalidRequest, error.to_string()))?;
    if challenge.is_none() && (client.require_pkce || client.is_public()) {
        let description = "code_challenge is missing: this client must use PKCE with S256".to_owned();
        return Err((ErrorCode::InvalidRequest, description));
    }
    Ok(challenge)
}

fn claims(parameters: &Parameters) -> Result<Option<ClaimsRequest>, CheckError> {
    let parsed = parameters.get("claims").map(ClaimsRequest::parse).transpose();
    parsed.map_err(|error| (ErrorCode::InvalidRequest, error.to_string()))
}

/// Core §5.5.1.1: an essential `acr` that cannot be reached is an error; `acr_values` is only a wish.
fn acr_values(parameters: &Parameters, claims: Option<&ClaimsRequest>) -> Result<Vec<String>, CheckError> {
    if let Some(request) = claims.and_then(|claims| claims.in_id_token("acr"))
        && request.essential
        && !acr::SUPPORTED.iter().any(|supported| request.accepts(&serde_json::json!(supported)))
    {
        let description = "none of the essential acr values can be reached".to_owned();
        return Err((ErrorCode::UnmetAuthenticationRequirements, description));
    }
    let sent = parameters.get("acr_values").unwrap_or_default();
    Ok(sent.split(' ').filter(|value| acr::SUPPORTED.contains(value)).map(str::to_owned).collect())
}

/// Core §3.1.2.1 (`id_token_hint`), §5.5.1 (`sub` with a value).
fn required_sub(
    parameters: &Parameters,
    claims: Option<&ClaimsRequest>,
    client: &Client,
    context: &Context<'_>,
) -> Result<Option<String>, CheckError> {
    let claimed = claims
        .and_then(|claims| claims.in_id_token("sub"))
        .and_then(|request| request.value.as_ref())
        .and_then(|value| value.as_str())
        .map(str::to_owned);
    let Some(hint) = parameters.get("id_token_hint") else { return Ok(claimed) };
    let hint = (context.id_token_hint)(hint).map_err(|error| (ErrorCode::InvalidRequest, error.to_string()))?;
    if !hint.is_for(&client.client_id) {
        let description = "id_token_hint is not valid: it was issued to another client".to_owned();
        return Err((ErrorCode::InvalidRequest, description));
    }
    match claimed {
        Some(claimed) if claimed != hint.sub => {
            Err((ErrorCode::InvalidRequest, "id_token_hint and claims name different subjects".to_owned()))
        }
        _ => Ok(Some(hint.sub)),
    }
}
