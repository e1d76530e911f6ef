//! From what a client sent to what it registers: the defaults of the specifications filled in, and every rule that more
//! than one value decides. The same on each change as at first, so that what is left out is judged too (row 62).

use serde_json::{Map, Value, json};

use super::metadata::{flag, text, texts};
use super::supported::choices;
use crate::config::settings::Settings;
use crate::jose::Algorithm;
use crate::protocol::client::{ClientAuthMethod, GrantType};
use crate::protocol::client_certificate::{CertificateSubject, SubjectFault, SubjectMember};
use crate::protocol::client_proof::{AssertionAlgorithm, KeySources, MethodFault, check_method};
use crate::protocol::client_rules::{self, Fault, frontchannel_origin, grants_of_response_type, logout_uri};
use crate::protocol::redirect_uri::{ApplicationType, PlainHttp, RedirectUri};
use crate::protocol::response_type::ResponseType;
use crate::protocol::scope::{self, ScopeSet, is_scope_token};
use crate::protocol::security_profile::usual_algorithm;
use crate::protocol::subject::sector;

/// The content encryption where only the key algorithm was named (Dynamic Client Registration §2).
const DEFAULT_ENC: &str = "A128CBC-HS256";

/// What forbids tokens that are bound to nothing: to a key, and to a certificate.
const BOUND: [&str; 2] = ["dpop_bound_access_tokens", "tls_client_certificate_bound_access_tokens"];

/// Fills in and judges.
pub fn complete(mut metadata: Map<String, Value>, settings: &Settings) -> Result<Map<String, Value>, Fault> {
    let default = |metadata: &mut Map<String, Value>, name: &str, value: Value| {
        metadata.entry(name.to_owned()).or_insert(value);
    };
    grants_and_responses(&mut metadata)?;
    default(&mut metadata, "application_type", json!("web"));
    default(&mut metadata, "token_endpoint_auth_method", json!("client_secret_basic"));
    default(&mut metadata, "subject_type", json!("public"));
    let usual = usual_algorithm(settings.registration.profile, &settings.keys.algorithms, Algorithm::RS256);
    default(&mut metadata, "id_token_signed_response_alg", json!(usual.as_str()));
    for purpose in [
        "id_token_encrypted_response",
        "authorization_encrypted_response",
        "userinfo_encrypted_response",
        "request_object_encryption",
    ] {
        encryption(&mut metadata, purpose)?;
    }
    vocabulary(&metadata, settings)?;
    drop_idle_algorithm(&mut metadata);
    certificate(&mut metadata, settings)?;
    addresses(&metadata, settings)?;
    keys(&metadata)?;
    grants_fit_method(&metadata)?;
    backchannel(&mut metadata)?;
    scope(&mut metadata, settings)?;
    Ok(metadata)
}

/// `grant_types` and `response_types` agree. What is left out follows from the other; without both, it is the code flow.
fn grants_and_responses(metadata: &mut Map<String, Value>) -> Result<(), Fault> {
    let sent_grants: Option<Vec<String>> =
        metadata.get("grant_types").map(|_| texts(metadata, "grant_types").into_iter().map(str::to_owned).collect());
    let response_types: Vec<String> = match metadata.get("response_types") {
        Some(_) => texts(metadata, "response_types").into_iter().map(canonical).collect(),
        // A client that signs nobody in asks the authorization endpoint for nothing.
        None if sent_grants.as_ref().is_some_and(|grants| !needs_sign_in(grants)) => Vec::new(),
        None => vec!["code".to_owned()],
    };
    let needed: Vec<&str> =
        response_types.iter().flat_map(|response_type| grants_of_response_type(response_type)).collect();
    let grants = match sent_grants {
        Some(grants) => grants,
        None if needed.is_empty() => vec!["authorization_code".to_owned()],
        None => {
            let mut grants: Vec<String> = needed.iter().map(|grant| (*grant).to_owned()).collect();
            grants.sort_unstable();
            grants.dedup();
            grants
        }
    };
    if let Some(missing) = needed.iter().find(|needed| !grants.iter().any(|grant| grant == *needed)) {
        let fault = format!("`{missing}` is missing, which `response_types` needs");
        return Err(Fault::new("grant_types", fault, "add it, or leave grant_types out"));
    }
    // RFC 9449 §5.2, RFC 8705 §6.4: what leaves with an authorization response is bound to nothing.
    let unbound = response_types.iter().find(|listed| ResponseType::parse(listed).is_some_and(ResponseType::has_token));
    let demand = BOUND.into_iter().find(|name| flag(metadata, name));
    if let Some((unbound, demand)) = unbound.zip(demand) {
        let fault = format!("`{unbound}` gives tokens that are bound to nothing, which `{demand}` forbids");
        return Err(Fault::new("response_types", fault, "use code or code id_token"));
    }
    metadata.insert("response_types".to_owned(), json!(response_types));
    metadata.insert("grant_types".to_owned(), json!(grants));
    Ok(())
}

/// The words of a response type in the order in which the specification writes them; unknown ones stay as they are.
fn canonical(response_type: &str) -> String {
    match ResponseType::parse(response_type) {
        Some(known) => known.as_str().to_owned(),
        None => response_type.to_owned(),
    }
}

/// Refresh tokens come from a sign-in, which needs a browser unless the person answers elsewhere.
fn needs_sign_in(grants: &[String]) -> bool {
    let known = |grant: &String| GrantType::named(grant);
    let is_polled = grants.iter().filter_map(known).any(GrantType::is_polled);
    grants.iter().filter_map(known).any(|grant| grant.redirects() || (grant == GrantType::RefreshToken && !is_polled))
}

/// `…_alg` and `…_enc` of one purpose: the second has a default, and means nothing without the first.
fn encryption(metadata: &mut Map<String, Value>, purpose: &str) -> Result<(), Fault> {
    let (alg, enc) = (format!("{purpose}_alg"), format!("{purpose}_enc"));
    match (metadata.contains_key(&alg), metadata.contains_key(&enc)) {
        (false, true) => Err(Fault::new(enc, format!("`{alg}` is missing"), "register both, or neither")),
        (true, false) => {
            metadata.insert(enc, json!(DEFAULT_ENC));
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Each value of a fixed vocabulary is one that works here.
fn vocabulary(metadata: &Map<String, Value>, settings: &Settings) -> Result<(), Fault> {
    for name in metadata.keys() {
        let Some(supported) = choices(name, settings) else { continue };
        let sent: Vec<&str> = match text(metadata, name) {
            Some(one) => vec![one],
            None => texts(metadata, name),
        };
        if let Some(other) = sent.into_iter().find(|sent| !supported.contains(sent)) {
            let remedy = match supported.is_empty() {
                true => "leave it out".to_owned(),
                false => format!("use {}", supported.join(", ")),
            };
            return Err(Fault::new(name, format!("`{other}` is not supported"), remedy));
        }
    }
    Ok(())
}

/// `token_endpoint_auth_signing_alg` beside a method that signs nothing says nothing. Libraries send it all the same, with
/// whatever their default method signs by: it is not registered, and the answer shows so (RFC 7591 §3.2.1).
fn drop_idle_algorithm(metadata: &mut Map<String, Value>) {
    let method = text(metadata, "token_endpoint_auth_method");
    if !AssertionAlgorithm::all().any(|algorithm| Some(algorithm.method().as_str()) == method) {
        metadata.remove("token_endpoint_auth_signing_alg");
    }
}

/// The name in the client's certificate, which `tls_client_auth` needs (RFC 8705 §2.1.2) and nothing else does; and
/// what its tokens are bound to, of which there is one.
fn certificate(metadata: &mut Map<String, Value>, settings: &Settings) -> Result<(), Fault> {
    let by_name = text(metadata, "token_endpoint_auth_method") == Some(ClientAuthMethod::TlsClientAuth.as_str());
    if !by_name {
        SubjectMember::ALL.iter().for_each(|member| drop(metadata.remove(member.as_str())));
    }
    let subject = CertificateSubject::one_of(|member| text(metadata, member.as_str()));
    let subject =
        subject.and_then(|subject| if by_name { subject.ok_or(SubjectFault::None).map(Some) } else { Ok(subject) });
    subject.map_err(|fault| {
        let sentence = fault.to_string();
        let (words, remedy) = sentence.split_once(": ").unwrap_or((&sentence, "keep one"));
        Fault::new(fault.member(), words, remedy)
    })?;
    let [by_key, by_certificate] = BOUND;
    if flag(metadata, by_certificate) && settings.server.mtls.is_none() {
        return Err(Fault::new(
            by_certificate,
            "no certificates come to this server",
            "leave it out, or bind tokens by DPoP",
        ));
    }
    match flag(metadata, by_key) && flag(metadata, by_certificate) {
        true => Err(Fault::new(
            by_certificate,
            format!("a token is bound to one thing, and `{by_key}` says another"),
            "register one of them",
        )),
        false => Ok(()),
    }
}

/// Where the browser is sent, and who is told that a login ended.
fn addresses(metadata: &Map<String, Value>, settings: &Settings) -> Result<(), Fault> {
    let application_type = match text(metadata, "application_type") {
        Some("native") => ApplicationType::Native,
        _ => ApplicationType::Web,
    };
    let private_schemes = &settings.registration.private_schemes;
    let parse = |field: &str| -> Result<Vec<RedirectUri>, Fault> {
        let listed = texts(metadata, field).into_iter();
        let parse =
            |uri| client_rules::redirect_uri(field, uri, application_type, private_schemes, PlainHttp::Loopback);
        listed.map(parse).collect()
    };
    let redirect_uris = parse("redirect_uris")?;
    parse("post_logout_redirect_uris")?;
    if redirect_uris.is_empty() && !texts(metadata, "response_types").is_empty() {
        return Err(Fault::new("redirect_uris", "there is none", "list every URI that people may be sent back to"));
    }
    let implicit = texts(metadata, "grant_types").contains(&"implicit");
    if implicit && application_type == ApplicationType::Web && !settings.server.development {
        // Dynamic Client Registration §2, application_type: tokens never travel over plain http.
        if let Some(uri) = redirect_uris.iter().find(|uri| uri.as_str().starts_with("http:")) {
            let remedy = "use https: tokens stand in the address itself with the implicit grant";
            return Err(Fault::new("redirect_uris", format!("`{uri}` is plain http"), remedy));
        }
    }
    if text(metadata, "subject_type") == Some("pairwise") {
        sector(text(metadata, "sector_identifier_uri"), &redirect_uris)
            .map_err(|error| Fault::new("subject_type", error.to_string(), "register one, or subject_type public"))?;
    }
    let http = |uri: &&str| !uri.starts_with("https:") && !settings.server.development;
    if let Some(uri) = texts(metadata, "request_uris").into_iter().find(http) {
        return Err(Fault::new("request_uris", format!("`{uri}` is no https address"), "begin with https://"));
    }
    if let Some(uri) = text(metadata, "backchannel_logout_uri") {
        logout_uri("backchannel_logout_uri", uri)?;
    }
    if let Some(uri) = text(metadata, "frontchannel_logout_uri") {
        frontchannel_origin(&logout_uri("frontchannel_logout_uri", uri)?, &redirect_uris)?;
    }
    Ok(())
}

/// Method, algorithm and keys go together (RFC 7591 §2: `jwks` or `jwks_uri`, not both), and whoever wants something
/// encrypted has keys for it.
fn keys(metadata: &Map<String, Value>) -> Result<(), Fault> {
    let sources = KeySources { jwks: metadata.contains_key("jwks"), jwks_uri: metadata.contains_key("jwks_uri") };
    let has_keys = sources.jwks || sources.jwks_uri;
    let method = text(metadata, "token_endpoint_auth_method");
    let method = ClientAuthMethod::ALL.into_iter().find(|known| Some(known.as_str()) == method);
    let algorithm = text(metadata, "token_endpoint_auth_signing_alg").and_then(|name| name.parse().ok());
    check_method(method, algorithm, sources).map_err(|fault| {
        let field = match fault {
            MethodFault::KeysTwice | MethodFault::NoKeys(_) => "jwks_uri",
            MethodFault::OtherMethod { .. } => "token_endpoint_auth_signing_alg",
        };
        let sentence = fault.to_string();
        let (fault, remedy) = sentence.split_once(": ").unwrap_or((&sentence, "register that method"));
        Fault::new(field, fault, remedy)
    })?;
    let encrypted =
        ["id_token_encrypted_response_alg", "authorization_encrypted_response_alg", "userinfo_encrypted_response_alg"];
    match encrypted.into_iter().find(|name| metadata.contains_key(*name)) {
        Some(name) if !has_keys => {
            Err(Fault::new("jwks_uri", format!("{name} needs keys"), "register jwks_uri or jwks"))
        }
        _ => Ok(()),
    }
}

/// A client that cannot prove itself gets nothing for itself (RFC 6749 §4.4).
fn grants_fit_method(metadata: &Map<String, Value>) -> Result<(), Fault> {
    let public = text(metadata, "token_endpoint_auth_method") == Some("none");
    if public && texts(metadata, "grant_types").contains(&"client_credentials") {
        let fault = "client_credentials is for clients that prove who they are";
        return Err(Fault::new("grant_types", fault, "register a token_endpoint_auth_method other than none"));
    }
    Ok(())
}

/// What CIBA Core §4 asks of a client that uses it; what the others say of it means nothing.
fn backchannel(metadata: &mut Map<String, Value>) -> Result<(), Fault> {
    if !texts(metadata, "grant_types").contains(&GrantType::Ciba.as_str()) {
        return Ok(());
    }
    if text(metadata, "token_endpoint_auth_method") == Some("none") {
        let fault = "backchannel authentication is for clients that prove who they are";
        return Err(Fault::new("grant_types", fault, "register a token_endpoint_auth_method other than none"));
    }
    metadata.entry("backchannel_token_delivery_mode").or_insert_with(|| json!("poll"));
    let is_pinged = text(metadata, "backchannel_token_delivery_mode") == Some("ping");
    if is_pinged && !metadata.contains_key("backchannel_client_notification_endpoint") {
        let remedy = "register where you are told, or backchannel_token_delivery_mode poll";
        return Err(Fault::new("backchannel_client_notification_endpoint", "it is missing", remedy));
    }
    Ok(())
}

/// Scope values that it may ask for: those of what it wants that the operator lets registered clients have.
fn scope(metadata: &mut Map<String, Value>, settings: &Settings) -> Result<(), Fault> {
    let sent = text(metadata, "scope").map(str::to_owned);
    if let Some(odd) =
        sent.iter().flat_map(|sent| sent.split(' ')).find(|value| !value.is_empty() && !is_scope_token(value))
    {
        return Err(Fault::new("scope", format!("`{odd}` cannot be a scope value"), "separate the values by spaces"));
    }
    let known = |value: &str| scope::BUILT_IN.contains(&value) || settings.catalogue.scopes.contains_key(value);
    let registered = match (sent, &settings.registration.scope) {
        (None, None) => return Ok(()),
        (None, Some(allowed)) => allowed.clone(),
        (Some(sent), allowed) => ScopeSet::parse(&sent)
            .filtered(|value| known(value) && allowed.as_ref().is_none_or(|allowed| allowed.contains(value))),
    };
    metadata.insert("scope".to_owned(), json!(registered.to_string()));
    Ok(())
}

/// Whether a change alters what people saw when they allowed something, or where their browser is sent, so that they must
/// be asked again.
pub fn looks_different(before: &Map<String, Value>, after: &Map<String, Value>) -> bool {
    const SEEN: [&str; 8] = [
        "client_name",
        "client_uri",
        "logo_uri",
        "policy_uri",
        "tos_uri",
        "redirect_uris",
        "post_logout_redirect_uris",
        "token_endpoint_auth_method",
    ];
    let seen = |name: &str| SEEN.contains(&name.split('#').next().unwrap_or(name));
    let of = |metadata: &Map<String, Value>| -> Vec<(String, Value)> {
        metadata.iter().filter(|(name, _)| seen(name)).map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    of(before) != of(after)
}
