//! The checks of an authorization request, in the order in which they are made. Each is a function from parameters
//! to a value or an error for the client.

use std::collections::BTreeSet;
use std::time::Duration;

use super::verified::Checked;
use super::{CheckError, Context, Fault, advice};
use crate::protocol::acr;
use crate::protocol::authorization_details::{self, AuthorizationDetails, DetailsError};
use crate::protocol::claims::ClaimsRequest;
use crate::protocol::client::{Client, GrantType};
use crate::protocol::dpop::Thumbprint;
use crate::protocol::error::ErrorCode;
use crate::protocol::parameters::Parameters;
use crate::protocol::pkce::CodeChallenge;
use crate::protocol::prompt::{Prompt, PromptError};
use crate::protocol::resource::{self, Resource, TargetError};
use crate::protocol::response_mode::ResponseMode;
use crate::protocol::response_type::ResponseType;
use crate::protocol::scope::ScopeSet;

/// The longest `state` or `nonce` accepted, in bytes: they are stored until the person is done.
const MAX_ECHOED: usize = 4 * 1024;
/// The longest hint kept, in characters.
const MAX_HINT: usize = 255;

/// Runs every check.
pub fn run(parameters: &Parameters, client: &Client, context: &Context<'_>) -> Result<Checked, Fault> {
    unsupported_parameters(parameters)?;
    let response_type = response_type(parameters, client)?;
    response_mode(parameters, response_type, client)?;
    echoed(parameters)?;
    let nonce = nonce(parameters, response_type)?;
    let (scope, left_out) = scope(parameters, client, response_type, context)?;
    let is_openid = scope.contains("openid");
    let resource = resources(parameters, client, context)?;
    let authorization_details = authorization_details(parameters, client, context)?;
    let prompt = prompt(parameters, context)?;
    let sent_max_age = max_age(parameters)?;
    let code_challenge = code_challenge(parameters, client, response_type, is_openid)?;
    let dpop_jkt = dpop_jkt(parameters)?;
    let claims = claims(parameters)?.filter(|_| is_openid);
    let acr_values = acr_values(parameters, claims.as_ref(), client)?;
    let required_sub = required_sub(parameters, claims.as_ref(), client, context)?;
    let asks_auth_time = claims.as_ref().is_some_and(|claims| claims.in_id_token("auth_time").is_some());
    let max_age = sent_max_age.or(client.default_max_age);
    Ok(Checked {
        response_type,
        resource,
        authorization_details,
        scope,
        scope_differs: !left_out.is_empty(),
        left_out,
        nonce,
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
        dpop_jkt,
    })
}

/// Core §3.1.2.6: what is not supported is said, not ignored.
fn unsupported_parameters(parameters: &Parameters) -> Result<(), CheckError> {
    if parameters.has("registration") {
        let description = "the parameter registration is not supported".to_owned();
        return Err((ErrorCode::RegistrationNotSupported, description));
    }
    Ok(())
}

/// RFC 6749 §3.1.1, Core §3: one that the client registered, with the grants that belong to it (SEC-13).
fn response_type(parameters: &Parameters, client: &Client) -> Result<ResponseType, Fault> {
    let sent = parameters
        .get("response_type")
        .ok_or_else(|| (ErrorCode::InvalidRequest, "response_type is missing".to_owned()))?;
    let response_type = ResponseType::parse(sent).ok_or_else(|| {
        let known = ResponseType::ALL.map(ResponseType::as_str).join(", ");
        (ErrorCode::UnsupportedResponseType, format!("response_type must be one of: {known}"))
    })?;
    let rules = client.rules();
    let registered = client.response_types.contains(&response_type) && rules.allows_response_type(response_type);
    let missing = response_type.grant_types().find(|grant_type| !client.may_use(*grant_type));
    match missing {
        None if registered => Ok(response_type),
        Some(grant_type) if registered => {
            let description = format!("the client is not registered for the grant type {}", grant_type.as_str());
            let advice = advice::on_grant_type(client, response_type, grant_type);
            Err(Fault::with(ErrorCode::UnauthorizedClient, description, advice))
        }
        _ => {
            let why = rules.why();
            let description =
                format!("the client is not registered for the response type {}{why}", response_type.as_str());
            let advice = advice::on_response_type(client, response_type);
            Err(Fault::with(ErrorCode::UnauthorizedClient, description, advice))
        }
    }
}

/// Multiple Response Types §2.1, §5; Form Post Response Mode §2; JARM §2.3.
fn response_mode(parameters: &Parameters, response_type: ResponseType, client: &Client) -> Result<(), CheckError> {
    let (usual, rules) = (response_type.default_mode(), client.rules());
    let mode = match parameters.get("response_mode") {
        None => Some(usual),
        Some(sent) => ResponseMode::parse(sent, usual),
    };
    match mode {
        Some(mode) if !rules.allows_response_mode(mode) => {
            let words = format!("response_mode must be jwt: this client gets signed responses alone{}", rules.why());
            Err((ErrorCode::InvalidRequest, words))
        }
        None => {
            let words = "response_mode must be query, fragment or form_post, or one of these with .jwt, or jwt";
            Err((ErrorCode::InvalidRequest, words.to_owned()))
        }
        Some(mode) if !response_type.allows(mode) => {
            let (mode, response_type) = (mode.as_str(), response_type.as_str());
            let description = format!("response_mode {mode} is not allowed for response_type {response_type}");
            Err((ErrorCode::InvalidRequest, description))
        }
        Some(_) => Ok(()),
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

/// Core §3.2.2.1, §3.3.2.11: an ID token from the authorization endpoint must have a nonce to be bound by.
fn nonce(parameters: &Parameters, response_type: ResponseType) -> Result<Option<String>, CheckError> {
    match parameters.get("nonce") {
        None if response_type.has_id_token() => {
            let description = format!("nonce is missing: response_type {} needs one", response_type.as_str());
            Err((ErrorCode::InvalidRequest, description))
        }
        nonce => Ok(nonce.map(str::to_owned)),
    }
}

/// Unknown values and those not registered for the client are ignored, and so is `offline_access` where no code comes that
/// a refresh token could come from (Core §11). Also tells which. Without `openid` it is a request of OAuth 2.0
/// alone (Core §3.1.2.1), which can get no ID token; without any value, the default is none (RFC 6749 §3.3).
pub(super) fn scope(
    parameters: &Parameters,
    client: &Client,
    response_type: ResponseType,
    context: &Context<'_>,
) -> Result<(ScopeSet, Vec<String>), CheckError> {
    let asked = ScopeSet::parse(parameters.get("scope").unwrap_or_default());
    if !asked.contains("openid") && response_type.has_id_token() {
        let description =
            format!("scope must have the value openid: response_type {} asks for an ID token", response_type.as_str());
        return Err((ErrorCode::InvalidScope, description));
    }
    let may_refresh = client.may_use(GrantType::RefreshToken) && response_type.has_code();
    let granted = asked.filtered(|value| {
        value == "openid"
            || (context.catalogue.knows_scope(value)
                && client.scope.as_ref().is_none_or(|registered| registered.contains(value))
                && (value != "offline_access" || may_refresh))
    });
    // As sent: among them are texts that cannot be scope values, like two with a comma between.
    let sent = parameters.get("scope").unwrap_or_default().split(' ');
    let left_out: BTreeSet<&str> = sent.filter(|value| !value.is_empty() && !granted.contains(value)).collect();
    Ok((granted, left_out.into_iter().map(str::to_owned).collect()))
}

/// Initiating User Registration §4.1: a value that discovery does not list is refused.
fn prompt(parameters: &Parameters, context: &Context<'_>) -> Result<Prompt, CheckError> {
    let prompt = Prompt::parse(parameters.get("prompt")).and_then(|prompt| match prompt.asks_create() {
        true if !context.sign_up => Err(PromptError::Unknown),
        _ => Ok(prompt),
    });
    prompt.map_err(|error| (ErrorCode::InvalidRequest, error.to_string()))
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

/// RFC 8707 §2.
pub(super) fn resources(
    parameters: &Parameters,
    client: &Client,
    context: &Context<'_>,
) -> Result<Vec<Resource>, Fault> {
    resource::requested(parameters.all("resource"), client, context.issuer).map_err(|error| {
        let advice = match &error {
            TargetError::NotRegistered(resource) => Some(advice::on_resource(client, resource)),
            TargetError::Malformed(_) => None,
        };
        Fault { code: ErrorCode::InvalidTarget, description: error.to_string(), advice }
    })
}

/// RFC 9396 §5.
pub(super) fn authorization_details(
    parameters: &Parameters,
    client: &Client,
    context: &Context<'_>,
) -> Result<AuthorizationDetails, Fault> {
    let sent = parameters.get(authorization_details::NAME);
    context.detail_types.requested(sent, client).map_err(|error| {
        let advice = match &error {
            DetailsError::NotForClient { name, .. } => Some(advice::on_detail_type(client, name)),
            _ => None,
        };
        Fault { code: ErrorCode::InvalidAuthorizationDetails, description: error.to_string(), advice }
    })
}

/// RFC 7636 §4.4.1; RFC 9700 §2.1.1 (SEC-17). Where no code comes there is nothing to prove later.
fn code_challenge(
    parameters: &Parameters,
    client: &Client,
    response_type: ResponseType,
    is_openid: bool,
) -> Result<Option<CodeChallenge>, Fault> {
    let challenge = CodeChallenge::parse(parameters.get("code_challenge"), parameters.get("code_challenge_method"))
        .map_err(|error| (ErrorCode::InvalidRequest, error.to_string()))?;
    if !response_type.has_code() {
        return Ok(None);
    }
    if challenge.is_none() {
        let rules = client.rules();
        rules.pkce.allows_no_challenge(is_openid, parameters.has("nonce")).map_err(|fault| {
            let description = format!("{fault}{}", rules.why());
            Fault::with(ErrorCode::InvalidRequest, description, advice::on_pkce(client, parameters))
        })?;
    }
    Ok(challenge)
}

/// RFC 9449 §10.
fn dpop_jkt(parameters: &Parameters) -> Result<Option<Thumbprint>, CheckError> {
    let named = parameters.get("dpop_jkt").map(Thumbprint::parse).transpose();
    named.map_err(|error| (ErrorCode::InvalidRequest, error.to_string()))
}

fn claims(parameters: &Parameters) -> Result<Option<ClaimsRequest>, CheckError> {
    let parsed = parameters.get("claims").map(ClaimsRequest::parse).transpose();
    parsed.map_err(|error| (ErrorCode::InvalidRequest, error.to_string()))
}

/// Core §5.5.1.1: an essential `acr` that cannot be reached is an error; `acr_values` is only a wish, and
/// `default_acr_values` stands in where nothing is wished for.
pub(super) fn acr_values(
    parameters: &Parameters,
    claims: Option<&ClaimsRequest>,
    client: &Client,
) -> Result<Vec<String>, CheckError> {
    if let Some(request) = claims.and_then(|claims| claims.in_id_token("acr"))
        && request.essential
        && !acr::SUPPORTED.iter().any(|supported| request.accepts(&serde_json::json!(supported)))
    {
        let description = "none of the essential acr values can be reached".to_owned();
        return Err((ErrorCode::UnmetAuthenticationRequirements, description));
    }
    let known = |value: &&str| acr::SUPPORTED.contains(value);
    Ok(match parameters.get("acr_values") {
        Some(sent) => sent.split(' ').filter(known).map(str::to_owned).collect(),
        None => client.default_acr_values.iter().map(String::as_str).filter(known).map(str::to_owned).collect(),
    })
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
