//! Security profiles: one word by which a client keeps to a whole set of rules, whatever else it registered
//! (FAPI 2.0 Security Profile §5.3.2, §5.4; FAPI 2.0 Message Signing §5; FAPI-CIBA §5.2.2).
//!
//! Checks ask for the [`Rules`] of a client and never for its profile. A profile only ever adds to what the client registered;
//! without one, the rules are what it registered and what holds for everybody. [`lacks`] tells everything that a client
//! must still register before it can keep to its profile.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::client::{Client, ClientAuthMethod, GrantType};
use super::client_assertion::{self, AssertionAudience};
use super::client_rules::Fault;
use super::pkce::PkceRule;
use super::redirect_uri::{ApplicationType, RedirectUri};
use super::response_mode::ResponseMode;
use super::response_type::ResponseType;
use crate::jose::Algorithm;

/// The algorithms of FAPI 2.0 (Security Profile §5.4.1): PS256, ES256 and EdDSA with Ed25519, by both names of the latter.
const FAPI_ALGORITHMS: [Algorithm; 4] = [Algorithm::ES256, Algorithm::PS256, Algorithm::EdDSA, Algorithm::Ed25519];
/// The methods of FAPI 2.0 by which a client may prove itself (Security Profile §5.3.2.1, 6).
const FAPI_METHODS: [ClientAuthMethod; 3] =
    [ClientAuthMethod::PrivateKeyJwt, ClientAuthMethod::TlsClientAuth, ClientAuthMethod::SelfSignedTlsClientAuth];
/// How far ahead the `exp` of a client assertion may lie under a profile.
const ASSERTION_LIFE: Duration = Duration::from_secs(5 * 60);

/// The profile of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SecurityProfile {
    /// FAPI 2.0 Security Profile.
    Fapi2,
    /// The same, with signed requests, signed responses and signed introspection (FAPI 2.0 Message Signing §5.3 to §5.5).
    Fapi2MessageSigning,
    /// The same as the first, with signed requests (FAPI-CIBA §5.2.2).
    FapiCiba,
}

impl SecurityProfile {
    /// The word of the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fapi2 => "fapi2",
            Self::Fapi2MessageSigning => "fapi2-message-signing",
            Self::FapiCiba => "fapi-ciba",
        }
    }
}

impl fmt::Display for SecurityProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a client must keep to: what it registered, and what its profile adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The profile that adds something, for whoever is told why something is refused.
    pub profile: Option<SecurityProfile>,
    /// By what it may prove itself.
    pub methods: &'static [ClientAuthMethod],
    /// By what everything is signed that it sends or gets.
    pub algorithms: &'static [Algorithm],
    /// Whom its assertions are addressed to.
    pub assertion_audience: AssertionAudience,
    /// How far ahead their `exp` may lie.
    pub assertion_life: Duration,
    /// Requests come by `/par` and in no other way.
    pub pushed_requests: bool,
    /// Requests are signed objects.
    pub signed_requests: bool,
    /// Backchannel authentication requests are signed.
    pub signed_backchannel_requests: bool,
    /// A request object names its audience and its time: `aud`, `nbf` and `exp`.
    pub dated_requests: bool,
    /// Responses of the authorization endpoint are JWTs.
    pub signed_responses: bool,
    /// Answers of introspection are JWTs.
    pub signed_introspection: bool,
    /// `response_type` is `code`.
    pub code_alone: bool,
    /// Which requests need a `code_challenge`.
    pub pkce: PkceRule,
    /// Redirect URIs are not plain http, but for loopback ones of native apps.
    pub encrypted_redirects: bool,
    /// Access tokens are bound to a key or a certificate that it holds.
    pub bound_tokens: bool,
    /// A refresh token is replaced when it is used.
    pub rotation: bool,
}

impl Rules {
    /// The rules of this client.
    pub fn of(client: &Client) -> Self {
        let registered = Self {
            profile: None,
            methods: &ClientAuthMethod::ALL,
            algorithms: &Algorithm::ALL,
            assertion_audience: client.assertion_audience,
            assertion_life: client_assertion::LONGEST,
            pushed_requests: client.require_pushed_authorization_requests,
            signed_requests: client.require_signed_request_object,
            signed_backchannel_requests: client.backchannel_authentication_request_signing_alg.is_some(),
            dated_requests: false,
            signed_responses: false,
            signed_introspection: false,
            code_alone: false,
            pkce: if client.is_public() { PkceRule::Required } else { client.pkce },
            encrypted_redirects: false,
            bound_tokens: false,
            rotation: true,
        };
        match client.profile {
            None => registered,
            Some(profile) => registered.with(profile),
        }
    }

    fn with(self, profile: SecurityProfile) -> Self {
        let signs = profile == SecurityProfile::Fapi2MessageSigning;
        let assertion_audience = match profile {
            // "The OP MUST accept its Issuer Identifier, Token Endpoint URL, or Backchannel Authentication Endpoint URL" (CIBA
            // Core §7.1).
            SecurityProfile::FapiCiba => self.assertion_audience,
            SecurityProfile::Fapi2 | SecurityProfile::Fapi2MessageSigning => AssertionAudience::Issuer,
        };
        Self {
            profile: Some(profile),
            methods: &FAPI_METHODS,
            algorithms: &FAPI_ALGORITHMS,
            assertion_audience,
            assertion_life: ASSERTION_LIFE,
            pushed_requests: true,
            signed_requests: self.signed_requests || profile != SecurityProfile::Fapi2,
            signed_backchannel_requests: self.signed_backchannel_requests || profile != SecurityProfile::Fapi2,
            dated_requests: true,
            signed_responses: signs,
            signed_introspection: signs,
            code_alone: true,
            pkce: PkceRule::Required,
            encrypted_redirects: true,
            bound_tokens: true,
            rotation: false,
        }
    }

    /// Whether a client may prove itself so.
    pub fn allows_method(&self, method: ClientAuthMethod) -> bool {
        self.methods.contains(&method)
    }

    /// Whether it may ask for this.
    pub fn allows_response_type(&self, response_type: ResponseType) -> bool {
        !self.code_alone || response_type == ResponseType::Code
    }

    /// Whether responses may travel so.
    pub fn allows_response_mode(&self, mode: ResponseMode) -> bool {
        !self.signed_responses || mode.is_jwt()
    }

    /// Whether people may be sent there.
    pub fn allows_redirect_uri(&self, uri: &RedirectUri, application_type: ApplicationType) -> bool {
        let is_local = application_type == ApplicationType::Native && !uri.is_http_beyond_loopback();
        !self.encrypted_redirects || is_local || !uri.as_str().starts_with("http:")
    }

    /// Those of `algorithms` that may be used, in their order.
    pub fn allowed(&self, algorithms: &[Algorithm]) -> Vec<Algorithm> {
        algorithms.iter().copied().filter(|algorithm| self.algorithms.contains(algorithm)).collect()
    }

    /// Why, behind a sentence that refuses something: nothing where the client asked for it itself.
    pub fn why(&self) -> String {
        self.profile.map(|profile| format!(" (its profile is {profile})")).unwrap_or_default()
    }
}

/// What the server offers that a profile leans on.
#[derive(Debug, Clone, Copy)]
pub struct Offered<'a> {
    /// The algorithms that there are signing keys for.
    pub signing: &'a [Algorithm],
    /// Those that DPoP proofs may have.
    pub proofs: &'a [Algorithm],
    /// Whether request objects are read that a request carries.
    pub request_objects: bool,
}

/// The algorithm that what a client gets is signed by where it registered none: the first that there is a key for and that
/// its profile allows; where there is none, `otherwise`.
pub fn usual_algorithm(profile: Option<SecurityProfile>, signing: &[Algorithm], otherwise: Algorithm) -> Algorithm {
    match profile {
        None => otherwise,
        Some(_) => signing.iter().copied().find(|each| FAPI_ALGORITHMS.contains(each)).unwrap_or(otherwise),
    }
}

/// Everything that this client must still register before it can keep to its profile.
pub fn lacks(client: &Client, offered: &Offered<'_>) -> Vec<Fault> {
    let rules = Rules::of(client);
    let Some(profile) = rules.profile else { return Vec::new() };
    let mut faults = Vec::new();
    proof(client, profile, &rules, &mut faults);
    front_channel(client, profile, &rules, &mut faults);
    algorithms(client, profile, &rules, offered, &mut faults);
    faults
}

/// How it proves itself.
fn proof(client: &Client, profile: SecurityProfile, rules: &Rules, faults: &mut Vec<Fault>) {
    let method = client.token_endpoint_auth_method;
    if !method.is_some_and(|method| rules.allows_method(method)) {
        let present = match method {
            None => "the client proves itself by a secret",
            Some(ClientAuthMethod::None) => "the client proves itself by nothing",
            Some(ClientAuthMethod::ClientSecretBasic | ClientAuthMethod::ClientSecretPost) => {
                "the client sends its secret"
            }
            Some(_) => "the client proves itself by a secret that the server has too",
        };
        let remedy = format!(
            "use token_endpoint_auth_method = {}, with the app's public keys as `jwks_uri` or `jwks`, or its certificate",
            list(rules.methods.iter().map(|method| method.as_str()), " or ")
        );
        faults.push(Fault::new(
            "token_endpoint_auth_method",
            format!("{present}, which {profile} does not allow"),
            remedy,
        ));
    }
    if let Some(keys) = &client.jwks {
        let fits = |algorithm: &Algorithm| keys.keys().iter().any(|key| key.may_verify(*algorithm));
        if !rules.algorithms.iter().any(fits) {
            let fault = format!("none of the client's keys signs by an algorithm of {profile}");
            let remedy = format!("give it a key for {}", names(rules));
            faults.push(Fault::new("jwks", fault, remedy));
        }
    }
}

/// What goes through the browser.
fn front_channel(client: &Client, profile: SecurityProfile, rules: &Rules, faults: &mut Vec<Fault>) {
    for response_type in client.response_types.iter().filter(|each| !rules.allows_response_type(**each)) {
        let fault = format!("the response type \"{}\" is not allowed by {profile}", response_type.as_str());
        faults.push(Fault::new("response_types", fault, "use response_types = [\"code\"]"));
    }
    if client.may_use(GrantType::Implicit) {
        let fault = format!("the grant type \"implicit\" is not allowed by {profile}");
        faults.push(Fault::new("grant_types", fault, "remove it"));
    }
    for uri in client.redirect_uris.iter().filter(|uri| !rules.allows_redirect_uri(uri, client.application_type)) {
        let fault = format!("`{uri}` is plain http, which {profile} does not allow");
        let remedy =
            "use an https address; only a loopback address of an app with application_type = \"native\" may be http";
        faults.push(Fault::new("redirect_uris", fault, remedy));
    }
    if client.pkce == PkceRule::Optional {
        faults.push(Fault::new("require_pkce", format!("PKCE is off, and {profile} requires it"), "remove the line"));
    }
}

/// What signs, both ways.
fn algorithms(
    client: &Client,
    profile: SecurityProfile,
    rules: &Rules,
    offered: &Offered<'_>,
    faults: &mut Vec<Fault>,
) {
    use super::client_proof::AssertionAlgorithm::{Mac, Signature};
    let assertions = client.token_endpoint_auth_signing_alg.map(|algorithm| match algorithm {
        Signature(algorithm) => (algorithm.as_str(), rules.algorithms.contains(&algorithm)),
        Mac(algorithm) => (algorithm.as_str(), false),
    });
    let named = |algorithm: Algorithm| (algorithm.as_str(), rules.algorithms.contains(&algorithm));
    // Without any key for them, that is what is missing.
    let signed = |algorithm: Algorithm| (!rules.allowed(offered.signing).is_empty()).then(|| named(algorithm));
    let signs_people_in = client.signs_people_in();
    for (field, algorithm) in [
        ("token_endpoint_auth_signing_alg", assertions),
        ("request_object_signing_alg", client.request_object_signing_alg.map(named)),
        (
            "backchannel_authentication_request_signing_alg",
            client.backchannel_authentication_request_signing_alg.map(named),
        ),
        ("id_token_signed_response_alg", signed(client.id_token_signed_response_alg).filter(|_| signs_people_in)),
        (
            "authorization_signed_response_alg",
            signed(client.authorization_signed_response_alg).filter(|_| signs_people_in),
        ),
        ("userinfo_signed_response_alg", client.userinfo_signed_response_alg.and_then(signed)),
        ("introspection_signed_response_alg", signed(client.introspection_signed_response_alg)),
    ] {
        if let Some((name, false)) = algorithm {
            let fault = format!("`{field}` is {name}, which {profile} does not allow");
            faults.push(Fault::new(field, fault, format!("use {}", names(rules))));
        }
    }
}

/// Everything that the operator must set before any client can keep to that profile, each field with its section before a dot.
pub fn server_lacks(profile: SecurityProfile, offered: &Offered<'_>) -> Vec<Fault> {
    let none_of = |algorithms: &[Algorithm]| !algorithms.iter().any(|each| FAPI_ALGORITHMS.contains(each));
    let names = list(FAPI_ALGORITHMS.iter().map(|algorithm| algorithm.as_str()), " or ");
    let mut faults = Vec::new();
    if none_of(offered.signing) {
        let fault = format!("`keys.algorithms` has none that {profile} allows");
        faults.push(Fault::new("keys.algorithms", fault, format!("add {names} to it")));
    }
    if none_of(offered.proofs) {
        let fault = format!("`tokens.dpop.algorithms` has none that {profile} allows");
        faults.push(Fault::new("tokens.dpop.algorithms", fault, format!("add {names} to it")));
    }
    if profile != SecurityProfile::Fapi2 && !offered.request_objects {
        let fault = format!("`request_objects.by_value` is off, and {profile} requires signed requests");
        faults.push(Fault::new("request_objects.by_value", fault, "remove the line"));
    }
    faults
}

fn names(rules: &Rules) -> String {
    list(rules.algorithms.iter().map(|algorithm| algorithm.as_str()), " or ")
}

fn list<'a>(words: impl Iterator<Item = &'a str>, last: &str) -> String {
    let words: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
    match words.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, others)) => format!("{}{last}{end}", others.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
