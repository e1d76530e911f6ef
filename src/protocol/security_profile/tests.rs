use std::sync::Arc;

use super::*;
use crate::jose::jwk::JwkSet;
use crate::protocol::client::ClientId;
use crate::protocol::redirect_uri::PlainHttp;
use serde_json::json;

const PROFILES: [SecurityProfile; 3] =
    [SecurityProfile::Fapi2, SecurityProfile::Fapi2MessageSigning, SecurityProfile::FapiCiba];
const OFFERED: Offered<'_> =
    Offered { signing: &[Algorithm::RS256, Algorithm::ES256], proofs: &[Algorithm::ES256], request_objects: true };

fn uri(text: &str, application_type: ApplicationType) -> RedirectUri {
    RedirectUri::parse_as(text, application_type, PlainHttp::Anywhere).unwrap()
}

/// A client that lacks nothing.
fn client(profile: Option<SecurityProfile>) -> Client {
    Client {
        profile,
        token_endpoint_auth_method: Some(ClientAuthMethod::PrivateKeyJwt),
        jwks_uri: Some("https://app.example/jwks".into()),
        redirect_uris: vec![uri("https://app.example/cb", ApplicationType::Web)],
        pkce: PkceRule::ChallengeOrNonce,
        id_token_signed_response_alg: Algorithm::ES256,
        authorization_signed_response_alg: Algorithm::ES256,
        introspection_signed_response_alg: Algorithm::ES256,
        ..Client::bare(ClientId::parse("app").unwrap())
    }
}

#[test]
fn without_a_profile_the_rules_are_what_was_registered() {
    let plain = client(None).rules();
    assert_eq!(
        (plain.pushed_requests, plain.signed_requests, plain.bound_tokens, plain.rotation),
        (false, false, false, true)
    );
    assert_eq!((plain.pkce, plain.assertion_life), (PkceRule::ChallengeOrNonce, client_assertion::LONGEST));
    assert!(ClientAuthMethod::ALL.into_iter().all(|method| plain.allows_method(method)));
    assert!(ResponseType::ALL.into_iter().all(|each| plain.allows_response_type(each)));
    assert_eq!((plain.allowed(&Algorithm::ALL), plain.why()), (Algorithm::ALL.to_vec(), String::new()));
    let asked = Client {
        require_pushed_authorization_requests: true,
        require_signed_request_object: true,
        assertion_audience: AssertionAudience::Issuer,
        ..client(None)
    };
    let asked = asked.rules();
    assert!(asked.pushed_requests && asked.signed_requests && !asked.dated_requests);
    assert_eq!(asked.assertion_audience, AssertionAudience::Issuer);
}

#[test]
fn a_profile_adds_its_rules_and_takes_none_away() {
    for profile in PROFILES {
        let rules = client(Some(profile)).rules();
        assert!(rules.pushed_requests && rules.code_alone && rules.bound_tokens && rules.dated_requests, "{profile}");
        assert!(!rules.rotation && rules.encrypted_redirects);
        let audience = match profile {
            SecurityProfile::FapiCiba => AssertionAudience::IssuerOrTokenEndpoint,
            _ => AssertionAudience::Issuer,
        };
        assert_eq!((rules.pkce, rules.assertion_audience), (PkceRule::Required, audience));
        assert_eq!(
            rules.allowed(&Algorithm::ALL),
            [Algorithm::PS256, Algorithm::ES256, Algorithm::EdDSA, Algorithm::Ed25519]
        );
        for method in ClientAuthMethod::ALL {
            assert_eq!(rules.allows_method(method), FAPI_METHODS.contains(&method), "{method:?}");
        }
        for response_type in ResponseType::ALL {
            assert_eq!(rules.allows_response_type(response_type), response_type == ResponseType::Code);
        }
        let signs = profile == SecurityProfile::Fapi2MessageSigning;
        assert_eq!((rules.signed_responses, rules.signed_introspection), (signs, signs));
        assert_eq!(rules.allows_response_mode(ResponseMode::Query), !signs);
        assert!(rules.allows_response_mode(ResponseMode::QueryJwt));
        assert_eq!(rules.signed_requests, profile != SecurityProfile::Fapi2);
        assert_eq!(rules.signed_backchannel_requests, profile != SecurityProfile::Fapi2);
        assert_eq!(rules.why(), format!(" (its profile is {profile})"));
        assert!(lacks(&client(Some(profile)), &OFFERED).is_empty());
    }
    for method in [ClientAuthMethod::None, ClientAuthMethod::ClientSecretPost, ClientAuthMethod::ClientSecretJwt] {
        assert!(!FAPI_METHODS.contains(&method), "{method:?}");
    }
    let asked = Client {
        require_signed_request_object: true,
        backchannel_authentication_request_signing_alg: Some(Algorithm::ES256),
        ..client(Some(SecurityProfile::Fapi2))
    };
    let asked = asked.rules();
    assert!(asked.signed_requests && asked.signed_backchannel_requests, "what the client asked for itself stays");
    let strict =
        Client { assertion_audience: AssertionAudience::Issuer, ..client(Some(SecurityProfile::FapiCiba)) }.rules();
    assert_eq!(strict.assertion_audience, AssertionAudience::Issuer, "and here too");
}

#[test]
fn plain_http_is_left_to_loopback_addresses_of_native_apps() {
    use ApplicationType::{Native, Web};
    let (plain, fapi) = (client(None).rules(), client(Some(SecurityProfile::Fapi2)).rules());
    for (text, application_type, allowed) in [
        ("https://app.example/cb", Web, true),
        ("https://app.example/cb", Native, true),
        ("http://127.0.0.1/cb", Native, true),
        ("http://[::1]/cb", Native, true),
        ("com.example.app:/cb", Native, true),
        ("http://127.0.0.1/cb", Web, false),
        ("http://localhost:3000/cb", Web, false),
        ("http://app.example/cb", Web, false),
        ("http://app.example/cb", Native, false),
    ] {
        let uri = uri(text, application_type);
        assert!(plain.allows_redirect_uri(&uri, application_type));
        assert_eq!(fapi.allows_redirect_uri(&uri, application_type), allowed, "{text} {application_type:?}");
    }
}

fn fields(client: &Client) -> Vec<String> {
    lacks(client, &OFFERED).into_iter().map(|fault| fault.field).collect()
}

#[test]
fn everything_that_is_missing_is_told_at_once_and_nothing_without_a_profile() {
    let rsa = json!({"keys": [{"kty": "RSA", "alg": "RS256", "e": "AQAB", "n": format!("{}w", "x".repeat(341))}]});
    let wrong = |profile| Client {
        token_endpoint_auth_method: Some(ClientAuthMethod::ClientSecretBasic),
        jwks: JwkSet::from_value(&rsa).ok().map(Arc::new),
        redirect_uris: vec![uri("http://app.example/cb", ApplicationType::Web)],
        response_types: vec![ResponseType::Code, ResponseType::CodeIdToken],
        grant_types: vec![GrantType::AuthorizationCode, GrantType::Implicit],
        pkce: PkceRule::Optional,
        token_endpoint_auth_signing_alg: "RS256".parse().ok(),
        request_object_signing_alg: Some(Algorithm::ES512),
        backchannel_authentication_request_signing_alg: Some(Algorithm::RS256),
        id_token_signed_response_alg: Algorithm::RS256,
        authorization_signed_response_alg: Algorithm::RS256,
        userinfo_signed_response_alg: Some(Algorithm::RS256),
        introspection_signed_response_alg: Algorithm::RS256,
        ..client(profile)
    };
    assert!(fields(&wrong(None)).is_empty());
    let all = [
        "token_endpoint_auth_method",
        "jwks",
        "response_types",
        "grant_types",
        "redirect_uris",
        "require_pkce",
        "token_endpoint_auth_signing_alg",
        "request_object_signing_alg",
        "backchannel_authentication_request_signing_alg",
        "id_token_signed_response_alg",
        "authorization_signed_response_alg",
        "userinfo_signed_response_alg",
        "introspection_signed_response_alg",
    ];
    for profile in PROFILES {
        assert_eq!(fields(&wrong(Some(profile))), all, "{profile}");
    }
}

#[test]
fn whoever_signs_nobody_in_needs_no_id_token() {
    let machine = Client {
        redirect_uris: Vec::new(),
        response_types: Vec::new(),
        grant_types: vec![GrantType::ClientCredentials],
        id_token_signed_response_alg: Algorithm::RS256,
        authorization_signed_response_alg: Algorithm::RS256,
        ..client(Some(SecurityProfile::Fapi2))
    };
    assert!(fields(&machine).is_empty());
}

#[test]
fn the_server_needs_keys_proofs_and_request_objects_of_the_profile() {
    let nothing = Offered { signing: &[Algorithm::RS256], proofs: &[Algorithm::ES384], request_objects: false };
    for profile in PROFILES {
        assert!(server_lacks(profile, &OFFERED).is_empty());
        let fields: Vec<String> = server_lacks(profile, &nothing).into_iter().map(|fault| fault.field).collect();
        let all = ["keys.algorithms", "tokens.dpop.algorithms", "request_objects.by_value"];
        assert_eq!(fields, all[..if profile == SecurityProfile::Fapi2 { 2 } else { 3 }], "{profile}");
        let unset = Client { id_token_signed_response_alg: Algorithm::RS256, ..client(Some(profile)) };
        assert!(lacks(&unset, &nothing).is_empty(), "what has no key here is the server's fault");
    }
    assert_eq!(usual_algorithm(None, OFFERED.signing, Algorithm::RS256), Algorithm::RS256);
    assert_eq!(usual_algorithm(Some(SecurityProfile::Fapi2), OFFERED.signing, Algorithm::RS256), Algorithm::ES256);
    assert_eq!(usual_algorithm(Some(SecurityProfile::Fapi2), nothing.signing, Algorithm::RS256), Algorithm::RS256);
}
