//! The plans for a provider, by the suite's names: what they vary, and the modules of each.

use std::future::Future;
use std::pin::Pin;

use latchkey::protocol::response_type::ResponseType::{
    self, Code, CodeIdToken, CodeIdTokenToken, CodeToken, IdToken, IdTokenToken,
};

use crate::modules::{
    authentication, ciba_clients, ciba_flows, ciba_pings, ciba_request_objects, codes, core, discovery, dynamic,
    fapi2_assertions, fapi2_dpop, fapi2_flows, fapi2_request_objects, fapi2_requests, fapi2_tokens, latchkey as own,
    logout, refresh, request_objects, scopes, scripted, userinfo,
};
use crate::run::{Outcome, Run};
use crate::variant::Registration::{Dynamic, Static};
use crate::variant::{ClientAuth, Delivery, Fapi, Variant};

type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + 'a>>;

/// A module.
pub struct Module {
    pub name: &'static str,
    pub run: for<'a, 'b> fn(&'a mut Run<'b>) -> Running<'a>,
    /// Whether a plan of that variant has it.
    pub applies: fn(Variant) -> bool,
}

/// A plan: lists of modules, in each variant to which they apply.
pub struct Plan {
    pub name: &'static str,
    /// What it certifies.
    pub profile: &'static str,
    pub variants: fn() -> Vec<Variant>,
    pub modules: &'static [&'static [Module]],
}

/// A module by its name and its function, with the rule for when it applies.
macro_rules! module {
    ($name:literal, $run:path) => {
        module!($name, $run, |_| true)
    };
    ($name:literal, $run:path, $applies:expr) => {
        Module { name: $name, run: |run| Box::pin($run(run)), applies: $applies }
    };
}

const HYBRID: [ResponseType; 3] = [CodeIdToken, CodeToken, CodeIdTokenToken];
const IMPLICIT: [ResponseType; 2] = [IdToken, IdTokenToken];

fn is_dynamic(variant: Variant) -> bool {
    variant.is_dynamic()
}

fn has_code(variant: Variant) -> bool {
    variant.response_type.has_code()
}

/// In plans of several response types: with one of them alone.
fn is_asked_once(variant: Variant) -> bool {
    matches!(variant.response_type, Code | IdTokenToken | CodeIdToken)
}

/// In plans of FAPI 2.0: where somebody signs in.
fn signs_people_in(variant: Variant) -> bool {
    variant.fapi.is_some_and(|fapi| !fapi.client_credentials)
}

/// In plans of FAPI 2.0: where an ID token comes.
fn is_openid(variant: Variant) -> bool {
    variant.fapi.is_some_and(|fapi| fapi.openid && !fapi.client_credentials)
}

/// In plans of FAPI 2.0: where clients prove themselves by assertions.
fn is_asserted(variant: Variant) -> bool {
    variant.fapi.is_some_and(|fapi| !fapi.by_certificate)
}

/// Where they do so and somebody signs in.
fn is_asserted_at_par(variant: Variant) -> bool {
    is_asserted(variant) && signs_people_in(variant)
}

/// In plans of FAPI 2.0: where tokens are bound by DPoP.
fn has_proofs(variant: Variant) -> bool {
    variant.fapi.is_some_and(|fapi| !fapi.bound_to_certificate)
}

/// Where they are and somebody signs in.
fn has_proofs_of_codes(variant: Variant) -> bool {
    has_proofs(variant) && signs_people_in(variant)
}

/// In plans of FAPI 2.0: where requests are signed objects.
fn is_signed(variant: Variant) -> bool {
    variant.fapi.is_some_and(|fapi| fapi.signed)
}

/// In the plan of FAPI-CIBA: where clients prove themselves by certificates.
fn is_certified(variant: Variant) -> bool {
    variant.fapi.is_some_and(|fapi| fapi.by_certificate)
}

/// In the plan of FAPI-CIBA: where clients are told that there is an answer.
fn is_pinged(variant: Variant) -> bool {
    variant.fapi.is_some_and(|fapi| fapi.ciba == Some(Delivery::Ping))
}

/// Static and dynamic clients, with each of these response types.
fn both(response_types: &[ResponseType], form_post: bool) -> Vec<Variant> {
    let each = |registration| response_types.iter().map(move |each| Variant::new(*each, form_post, registration));
    each(Static).chain(each(Dynamic)).collect()
}

/// What a logout plan may choose: one response type of each flow.
fn of_each_flow() -> Vec<Variant> {
    both(&[Code, IdToken, CodeIdTokenToken], false)
}

/// Dynamic clients that prove themselves by `private_key_jwt`; with `code`, and with all that can come.
fn private_key_jwt() -> Vec<Variant> {
    let variant = |each| Variant { client_auth: ClientAuth::PrivateKeyJwt, ..Variant::new(each, false, Dynamic) };
    [Code, CodeIdTokenToken].map(variant).into()
}

/// The three core profiles and their form_post siblings.
const CORE: [Module; 39] = [
    module!("oidcc-server", core::server),
    module!("oidcc-response-type-missing", core::response_type_missing, is_asked_once),
    module!("oidcc-idtoken-signature", dynamic::idtoken_signature, is_dynamic),
    module!("oidcc-idtoken-unsigned", dynamic::idtoken_unsigned, |variant| {
        variant.is_dynamic() && variant.response_type == Code
    }),
    module!("oidcc-userinfo-get", userinfo::get, Variant::has_access_token),
    module!("oidcc-userinfo-post-header", userinfo::post_header, Variant::has_access_token),
    module!("oidcc-userinfo-post-body", userinfo::post_body, Variant::has_access_token),
    module!("oidcc-ensure-request-without-nonce-succeeds-for-code-flow", core::without_nonce_succeeds, |variant| {
        !variant.response_type.has_id_token()
    }),
    module!("oidcc-ensure-request-without-nonce-fails", core::without_nonce_fails, |variant| {
        variant.response_type.has_id_token()
    }),
    module!("oidcc-scope-profile", scopes::profile),
    module!("oidcc-scope-email", scopes::email),
    module!("oidcc-scope-address", scopes::address),
    module!("oidcc-scope-phone", scopes::phone),
    module!("oidcc-scope-all", scopes::all),
    module!("oidcc-alternate-happy-flow", core::alternate_happy_flow, |variant| {
        !matches!(variant.response_type, CodeToken | CodeIdTokenToken)
    }),
    module!("oidcc-display-page", core::display_page),
    module!("oidcc-display-popup", core::display_popup),
    module!("oidcc-prompt-login", authentication::prompt_login),
    module!("oidcc-prompt-none-not-logged-in", authentication::prompt_none_not_logged_in),
    module!("oidcc-prompt-none-logged-in", authentication::prompt_none_logged_in),
    module!("oidcc-max-age-1", authentication::max_age_1),
    module!("oidcc-max-age-10000", authentication::max_age_10000),
    module!("oidcc-ensure-request-with-unknown-parameter-succeeds", core::unknown_parameter),
    module!("oidcc-id-token-hint", authentication::id_token_hint),
    module!("oidcc-login-hint", authentication::login_hint),
    module!("oidcc-ui-locales", core::ui_locales),
    module!("oidcc-claims-locales", core::claims_locales),
    module!("oidcc-ensure-request-with-acr-values-succeeds", authentication::acr_values),
    module!("oidcc-codereuse", codes::codereuse, has_code),
    module!("oidcc-codereuse-30seconds", codes::codereuse_30seconds, has_code),
    module!("oidcc-ensure-registered-redirect-uri", core::registered_redirect_uri),
    module!("oidcc-ensure-post-request-succeeds", core::post_request, |variant| variant.response_type == Code),
    module!("oidcc-server-client-secret-post", codes::client_secret_post, has_code),
    module!(
        "oidcc-request-uri-unsigned-supported-correctly-or-rejected-as-unsupported",
        request_objects::request_uri_unsigned_or_rejected,
        is_dynamic
    ),
    module!(
        "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
        request_objects::unsigned_or_rejected
    ),
    module!("oidcc-claims-essential", scopes::claims_essential),
    module!("oidcc-ensure-request-object-with-redirect-uri", request_objects::with_redirect_uri),
    module!("oidcc-refresh-token", refresh::refresh_token, has_code),
    module!("oidcc-ensure-request-with-valid-pkce-succeeds", codes::valid_pkce, |variant| {
        matches!(variant.response_type, Code | CodeIdToken)
    }),
];

/// What the Dynamic OP profile adds.
const DYNAMIC: [Module; 23] = [
    module!("oidcc-server", core::server),
    module!("oidcc-idtoken-unsigned", dynamic::idtoken_unsigned, |variant| variant.response_type == Code),
    module!("oidcc-idtoken-rs256", dynamic::idtoken_rs256),
    module!("oidcc-userinfo-rs256", dynamic::userinfo_rs256),
    module!("oidcc-ensure-redirect-uri-in-authorization-request", dynamic::redirect_uri_in_request),
    module!("oidcc-redirect-uri-query-OK", dynamic::redirect_uri_query_ok),
    module!("oidcc-redirect-uri-query-mismatch", dynamic::redirect_uri_query_mismatch),
    module!("oidcc-redirect-uri-query-added", dynamic::redirect_uri_query_added),
    module!("oidcc-redirect-uri-regfrag", dynamic::redirect_uri_regfrag),
    module!("oidcc-discovery-endpoint-verification", discovery::dynamic_profile),
    module!("oidcc-registration-logo-uri", dynamic::logo_uri),
    module!("oidcc-registration-policy-uri", dynamic::policy_uri),
    module!("oidcc-registration-tos-uri", dynamic::tos_uri),
    module!("oidcc-registration-jwks-uri", dynamic::jwks_uri),
    module!("oidcc-registration-sector-uri", dynamic::sector_uri),
    module!("oidcc-registration-sector-bad", dynamic::sector_bad),
    module!("oidcc-server-rotate-keys", discovery::rotate_keys),
    module!("oidcc-refresh-token", refresh::refresh_token),
    module!("oidcc-refresh-token-rp-key-rotation", refresh::rp_key_rotation),
    module!("oidcc-request-uri-unsigned", request_objects::request_uri_unsigned),
    module!("oidcc-request-uri-signed-rs256", request_objects::request_uri_signed_rs256),
    module!("oidcc-ensure-request-object-with-redirect-uri", request_objects::with_redirect_uri),
    module!("oidcc-ensure-client-assertion-with-iss-aud-succeeds", codes::assertion_for_the_issuer),
];

const CONFIG: [Module; 1] = [module!("oidcc-discovery-endpoint-verification", discovery::config_profile)];

const THIRD_PARTY: [Module; 2] = [
    module!("oidcc-3rd_party-init-login", dynamic::third_party_init_login),
    module!("oidcc-3rd_party-init-login-nohttps", dynamic::third_party_init_login_nohttps),
];

const RP_INITIATED_LOGOUT: [Module; 11] = [
    module!("oidcc-rp-initiated-logout-discovery-endpoint-verification", discovery::rp_initiated_logout),
    module!("oidcc-rp-initiated-logout", logout::rp_initiated),
    module!("oidcc-rp-initiated-logout-no-state", logout::no_state),
    module!("oidcc-rp-initiated-logout-bad-post-logout-redirect-uri", logout::bad_post_logout_redirect_uri),
    module!("oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri", logout::query_added),
    module!("oidcc-rp-initiated-logout-modified-id-token-hint", logout::modified_id_token_hint),
    module!("oidcc-rp-initiated-logout-bad-id-token-hint", logout::bad_id_token_hint),
    module!("oidcc-rp-initiated-logout-no-id-token-hint", logout::no_id_token_hint),
    module!("oidcc-rp-initiated-logout-no-params", logout::no_params),
    module!("oidcc-rp-initiated-logout-no-post-logout-redirect-uri", logout::no_post_logout_redirect_uri),
    module!("oidcc-rp-initiated-logout-only-state", logout::only_state),
];

const SESSION: [Module; 2] = [
    module!("oidcc-session-management-discovery-endpoint-verification", discovery::session_management),
    module!("oidcc-session-management-rp-initiated-logout", logout::session_management),
];

const FRONT_CHANNEL: [Module; 2] = [
    module!("oidcc-frontchannel-logout-discovery-endpoint-verification", discovery::frontchannel_logout),
    module!("oidcc-frontchannel-rp-initiated-logout", logout::front_channel),
];

const BACK_CHANNEL: [Module; 2] = [
    module!("oidcc-backchannel-logout-discovery-endpoint-verification", discovery::backchannel_logout),
    module!("oidcc-backchannel-rp-initiated-logout", logout::back_channel),
];

/// What the FAPI-CIBA plan asks of a provider for everybody: those of single ecosystems (Brazil, ConnectID) are not among them.
const FAPI_CIBA: [Module; 44] = [
    module!("fapi-ciba-id1-discovery-end-point-verification", ciba_flows::discovery),
    module!("fapi-ciba-id1", ciba_flows::two_clients),
    module!("fapi-ciba-id1-user-rejects-authentication", ciba_flows::person_rejects),
    module!("fapi-ciba-id1-multiple-call-to-token-endpoint", ciba_flows::many_polls),
    module!("fapi-ciba-id1-auth-req-id-expired", ciba_flows::expired),
    module!("fapi-ciba-id1-ensure-authorization-request-with-binding-message-succeeds", ciba_flows::binding_message),
    module!("fapi-ciba-id1-ensure-other-scope-order-succeeds", ciba_flows::other_scope_order),
    module!("fapi-ciba-id1-ensure-requested-expiry-as-string-succeeds", ciba_flows::expiry_as_text),
    module!(
        "fapi-ciba-id1-ensure-authorization-request-with-potentially-bad-binding-message",
        ciba_flows::odd_binding_message
    ),
    module!("fapi-ciba-id1-ensure-request-object-missing-aud-fails", ciba_request_objects::no_aud),
    module!("fapi-ciba-id1-ensure-request-object-bad-aud-fails", ciba_request_objects::bad_aud),
    module!("fapi-ciba-id1-ensure-request-object-missing-iss-fails", ciba_request_objects::no_iss),
    module!("fapi-ciba-id1-ensure-request-object-bad-iss-fails", ciba_request_objects::bad_iss),
    module!("fapi-ciba-id1-ensure-request-object-missing-exp-fails", ciba_request_objects::no_exp),
    module!("fapi-ciba-id1-ensure-request-object-expired-exp-fails", ciba_request_objects::expired_exp),
    module!(
        "fapi-ciba-id1-ensure-request-object-exp-is-70-minutes-in-future-fails",
        ciba_request_objects::exp_70_minutes_ahead
    ),
    module!("fapi-ciba-id1-ensure-request-object-missing-iat-fails", ciba_request_objects::no_iat),
    module!("fapi-ciba-id1-ensure-request-object-missing-nbf-fails", ciba_request_objects::no_nbf),
    module!(
        "fapi-ciba-id1-ensure-request-object-nbf-is-10-minutes-in-future-fails",
        ciba_request_objects::nbf_10_minutes_ahead
    ),
    module!(
        "fapi-ciba-id1-ensure-request-object-nbf-is-70-minutes-in-past-fails",
        ciba_request_objects::nbf_70_minutes_ago
    ),
    module!("fapi-ciba-id1-ensure-request-object-missing-jti-fails", ciba_request_objects::no_jti),
    module!("fapi-ciba-id1-ensure-request-object-signature-algorithm-is-none-fails", ciba_request_objects::by_none),
    module!(
        "fapi-ciba-id1-ensure-request-object-signature-algorithm-is-bad-fails",
        ciba_request_objects::invalid_signature
    ),
    module!("fapi-ciba-id1-ensure-request-object-signature-algorithm-is-RS256-fails", ciba_request_objects::by_rs256),
    module!("fapi-ciba-id1-ensure-request-object-signed-by-other-client-fails", ciba_request_objects::by_other_client),
    module!("fapi-ciba-id1-ensure-authorization-request-with-multiple-hints-fails", ciba_flows::several_hints),
    module!("fapi-ciba-id1-ensure-wrong-auth-req-id-in-token-endpoint-request", ciba_clients::auth_req_id_of_other),
    module!(
        "fapi-ciba-id1-ensure-different-client-id-and-issuer-in-backchannel-authorization-request",
        ciba_clients::other_client_id_and_issuer,
        is_certified
    ),
    module!(
        "fapi-ciba-id1-ensure-wrong-client-id-in-token-endpoint-request",
        ciba_clients::wrong_client_id_polls,
        is_certified
    ),
    module!(
        "fapi-ciba-id1-ensure-wrong-client-id-in-backchannel-authorization-request",
        ciba_clients::wrong_client_id_asks,
        is_certified
    ),
    module!(
        "fapi-ciba-id1-ensure-without-client-assertion-in-token-endpoint-request",
        ciba_clients::no_assertion_polls,
        is_asserted
    ),
    module!(
        "fapi-ciba-id1-ensure-without-client-assertion-in-backchannel-authorization-request",
        ciba_clients::no_assertion_asks,
        is_asserted
    ),
    module!(
        "fapi-ciba-id1-ensure-client-assertion-signature-algorithm-in-backchannel-authorization-request-is-RS256-fails",
        ciba_clients::rs256_asks,
        is_asserted
    ),
    module!(
        "fapi-ciba-id1-ensure-client-assertion-signature-algorithm-in-token-endpoint-request-is-RS256-fails",
        ciba_clients::rs256_polls,
        is_asserted
    ),
    module!(
        "fapi-ciba-id1-ensure-client-assertion-with-iss-aud-to-token-endpoint-succeeds",
        ciba_clients::issuer_as_aud,
        is_asserted
    ),
    module!(
        "fapi-ciba-id1-ensure-invalid-client-assertions-in-backchannel-authorization-request-fail",
        ciba_clients::invalid_assertions,
        is_asserted
    ),
    module!("fapi-ciba-id1-ping-backchannel-notification-endpoint-response-has-body", ciba_pings::body, is_pinged),
    module!("fapi-ciba-id1-ping-backchannel-notification-endpoint-response-401", ciba_pings::unauthorized, is_pinged),
    module!("fapi-ciba-id1-ping-backchannel-notification-endpoint-response-403", ciba_pings::forbidden, is_pinged),
    module!(
        "fapi-ciba-id1-ping-with-mtls-ciba-notification-endpoint-response-401-and-require-server-does-not-retry",
        ciba_pings::unauthorized_once,
        is_pinged
    ),
    module!(
        "fapi-ciba-id1-ping-backchannel-notification-endpoint-return-redirect-request",
        ciba_pings::redirected,
        is_pinged
    ),
    module!(
        "fapi-ciba-id1-ensure-unsigned-backchannel-authorization-request-fails",
        ciba_request_objects::unsigned_request
    ),
    module!("fapi-ciba-id1-refresh-token", ciba_flows::refresh_token),
    module!("fapi-ciba-id1-ensure-mtls-holder-of-key-required", ciba_clients::holder_of_key_required),
];

/// What the FAPI 2.0 plans ask of a provider for everybody: those of single ecosystems (ConnectID, Brazil, CDR, KSA) and of grant
/// management, which is no part of FAPI 2.0 Security Profile, are not among them.
const FAPI2: [Module; 70] = [
    module!("fapi2-security-profile-final-discovery-end-point-verification", fapi2_flows::discovery),
    module!("fapi2-security-profile-final-happy-flow", fapi2_flows::happy_flow),
    module!("fapi2-security-profile-final-user-rejects-authentication", fapi2_flows::user_rejects, signs_people_in),
    module!(
        "fapi2-security-profile-final-ensure-request-object-with-multiple-aud-succeeds",
        fapi2_request_objects::multiple_aud,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-authorization-request-without-state-success",
        fapi2_flows::without_state,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-authorization-request-without-nonce-success",
        fapi2_flows::without_nonce,
        is_openid
    ),
    module!(
        "fapi2-security-profile-final-ensure-authorization-request-with-64-char-nonce-success",
        fapi2_flows::nonce_of_64,
        is_openid
    ),
    module!(
        "fapi2-security-profile-final-ensure-other-scope-order-succeeds",
        fapi2_flows::other_scope_order,
        is_openid
    ),
    module!(
        "fapi2-security-profile-final-test-claims-parameter-identity-claims",
        fapi2_flows::claims_parameter,
        is_openid
    ),
    module!("fapi2-security-profile-final-access-token-type-header-case-sensitivity", fapi2_flows::scheme_in_any_case),
    module!(
        "fapi2-security-profile-final-ensure-request-object-with-nbf-8-seconds-in-the-future-is-accepted",
        fapi2_request_objects::nbf_8_seconds_ahead,
        is_signed
    ),
    module!("fapi2-security-profile-final-check-dpop-proof-nbf-exp", fapi2_dpop::nbf_and_exp, has_proofs),
    module!(
        "fapi2-security-profile-final-ensure-dpopproof-with-iat-10seconds-before-succeeds",
        fapi2_dpop::iat_10_seconds_before,
        has_proofs
    ),
    module!(
        "fapi2-security-profile-final-ensure-dpopproof-with-iat-10seconds-after-succeeds",
        fapi2_dpop::iat_10_seconds_after,
        has_proofs
    ),
    module!(
        "fapi2-security-profile-final-ensure-mismatched-dpop-jkt-fails",
        fapi2_dpop::mismatched_jkt_at_par,
        has_proofs_of_codes
    ),
    module!(
        "fapi2-security-profile-final-ensure-token-endpoint-fails-with-mismatched-dpop-proof-jkt",
        fapi2_dpop::other_key_at_par,
        has_proofs_of_codes
    ),
    module!(
        "fapi2-security-profile-final-ensure-token-endpoint-fails-with-mismatched-dpop-jkt",
        fapi2_dpop::other_key_than_jkt,
        has_proofs_of_codes
    ),
    module!(
        "fapi2-security-profile-final-ensure-dpopproof-at-par-endpoint-binding-success",
        fapi2_dpop::bound_at_par,
        has_proofs_of_codes
    ),
    module!(
        "fapi2-security-profile-final-ensure-dpop-auth-code-binding-success",
        fapi2_dpop::bound_by_jkt,
        has_proofs_of_codes
    ),
    module!(
        "fapi2-security-profile-final-ensure-different-nonce-inside-and-outside-request-object",
        fapi2_requests::other_nonce_beside,
        is_openid
    ),
    module!(
        "fapi2-security-profile-final-ensure-different-state-inside-and-outside-request-object",
        fapi2_requests::other_state_beside,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-authorization-request-with-long-nonce",
        fapi2_flows::long_nonce,
        is_openid
    ),
    module!(
        "fapi2-security-profile-final-ensure-authorization-request-with-long-state",
        fapi2_flows::long_state,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-request-object-without-exp-fails",
        fapi2_request_objects::without_exp,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-request-object-without-nbf-fails",
        fapi2_request_objects::without_nbf,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-state-only-outside-request-object-not-used",
        fapi2_requests::state_beside_alone,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-request-object-without-redirect-uri-fails",
        fapi2_requests::no_redirect_uri,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-expired-request-object-fails",
        fapi2_request_objects::expired,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-request-object-with-bad-aud-fails",
        fapi2_request_objects::bad_aud,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-request-object-with-exp-over-60-fails",
        fapi2_request_objects::exp_over_60,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-request-object-with-nbf-over-60-fails",
        fapi2_request_objects::nbf_over_60,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-signed-request-object-with-RS256-fails",
        fapi2_request_objects::by_rs256,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-request-object-signature-algorithm-is-not-none",
        fapi2_request_objects::by_none,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-request-object-with-invalid-signature-fails",
        fapi2_request_objects::invalid_signature,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-matching-key-in-authorization-request",
        fapi2_request_objects::other_key,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-ensure-unsigned-request-at-par-endpoint-fails",
        fapi2_request_objects::unsigned_at_par,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-plain-fapi-tolerate-unregistered-redirect-uri",
        fapi2_requests::unregistered_redirect_uri,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-unsigned-authorization-request-without-using-par-fails",
        fapi2_requests::without_par,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-redirect-uri-in-authorization-request",
        fapi2_requests::no_redirect_uri,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-response-type-code-idtoken-fails",
        fapi2_requests::code_id_token,
        signs_people_in
    ),
    module!("fapi2-security-profile-final-ensure-response-type-token-fails", fapi2_requests::token, signs_people_in),
    module!("fapi2-security-profile-final-ensure-client-id-in-token-endpoint", fapi2_assertions::client_id_of_other),
    module!("fapi2-security-profile-final-ensure-holder-of-key-required", fapi2_tokens::holder_of_key_required),
    module!(
        "fapi2-security-profile-final-ensure-authorization-code-is-bound-to-client",
        fapi2_tokens::bound_to_client,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-attempt-reuse-authorization-code-after-one-second",
        fapi2_tokens::reuse_after_one_second,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-token-endpoint-fails-with-expired-auth-code",
        fapi2_tokens::expired_code,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-ensure-signed-client-assertion-with-RS256-fails",
        fapi2_assertions::by_rs256,
        is_asserted
    ),
    module!(
        "fapi2-security-profile-final-ensure-client-assertion-in-token-endpoint",
        fapi2_assertions::missing,
        is_asserted
    ),
    module!(
        "fapi2-security-profile-final-ensure-client-assertion-with-exp-is-5-minutes-in-past-fails",
        fapi2_assertions::expired,
        is_asserted
    ),
    module!(
        "fapi2-security-profile-final-ensure-client-assertion-with-wrong-aud-fails",
        fapi2_assertions::wrong_aud,
        is_asserted
    ),
    module!(
        "fapi2-security-profile-final-ensure-client-assertion-with-no-sub-fails",
        fapi2_assertions::no_sub,
        is_asserted
    ),
    module!("fapi2-security-profile-final-dpop-negative-tests", fapi2_dpop::negative_tests, has_proofs),
    module!("fapi2-security-profile-final-refresh-token", fapi2_tokens::refresh_token, signs_people_in),
    module!(
        "fapi2-security-profile-final-par-ensure-reused-request-uri-prior-to-auth-completion-succeeds",
        fapi2_requests::reused_before_completion,
        signs_people_in
    ),
    module!("fapi2-security-profile-final-par-attempt-reuse-request_uri", fapi2_requests::reuse, signs_people_in),
    module!(
        "fapi2-security-profile-final-par-attempt-to-use-expired-request_uri",
        fapi2_requests::expired,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-par-ensure-jwt-client-assertions-nbf-8-seconds-in-the-future-is-accepted",
        fapi2_assertions::nbf_8_seconds_ahead,
        is_asserted_at_par
    ),
    module!(
        "fapi2-security-profile-final-par-ensure-jwt-client-assertions-nbf-over-60-seconds-in-the-future-fails",
        fapi2_assertions::nbf_over_60_seconds_ahead,
        is_asserted_at_par
    ),
    module!(
        "fapi2-security-profile-final-par-attempt-to-use-request_uri-for-different-client",
        fapi2_requests::different_client,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-par-authorization-request-containing-request_uri-form-param",
        fapi2_requests::request_uri_in_form,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-par-attempt-invalid-http-method",
        fapi2_requests::invalid_http_method,
        signs_people_in
    ),
    module!("fapi2-security-profile-final-par-ensure-pkce-required", fapi2_requests::no_pkce, signs_people_in),
    module!(
        "fapi2-security-profile-final-ensure-pkce-code-verifier-required",
        fapi2_tokens::no_verifier,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-incorrect-pkce-code-verifier-rejected",
        fapi2_tokens::wrong_verifier,
        signs_people_in
    ),
    module!("fapi2-security-profile-final-par-plain-pkce-rejected", fapi2_requests::plain_pkce, signs_people_in),
    module!(
        "fapi2-security-profile-final-par-authorization-request-containing-request_uri",
        fapi2_request_objects::request_uri_inside,
        is_signed
    ),
    module!(
        "fapi2-security-profile-final-par-without-duplicate-parameters",
        fapi2_requests::without_duplicate_parameters,
        signs_people_in
    ),
    module!(
        "fapi2-security-profile-final-par-test-array-as-audience-fails",
        fapi2_assertions::array_as_aud,
        is_asserted_at_par
    ),
    module!(
        "fapi2-security-profile-final-par-test-par-endpoint-url-as-audience-fails",
        fapi2_assertions::par_endpoint_as_aud,
        is_asserted_at_par
    ),
    module!(
        "fapi2-security-profile-final-par-test-token-endpoint-url-as-audience-fails",
        fapi2_assertions::token_endpoint_as_aud,
        is_asserted_at_par
    ),
];

/// What no module of the suite looks at, and an interoperable provider needs.
const OWN: [Module; 12] = [
    module!("latchkey-redirect-uri-query-in-every-mode", own::redirect_uri_query_in_every_mode),
    module!("latchkey-error-descriptions", own::error_descriptions),
    module!("latchkey-form-encoded-basic-credentials", own::form_encoded_basic_credentials, has_code),
    module!("latchkey-unsigned-request-objects", own::unsigned_request_objects),
    module!("latchkey-signed-request-object", request_objects::signed_by_value, is_dynamic),
    module!("latchkey-claims-acr", own::claims_acr),
    module!("latchkey-expired-id-token-hint", own::expired_id_token_hint),
    module!("latchkey-content-security-policy", own::content_security_policy),
    module!("latchkey-fixed-elements", own::fixed_elements),
    module!("latchkey-scripted-browser", scripted::scripted_browser),
    module!("latchkey-token-endpoint-errors", own::token_endpoint_errors, has_code),
    module!("latchkey-registration-sector-missing", dynamic::sector_missing, is_dynamic),
];

/// Every plan for a provider of OpenID Connect. The comprehensive `oidcc-test-plan` has no module that these lack; it
/// runs them with further ways of client authentication, of which `none` cannot be here: public clients must use PKCE,
/// and people are asked at each of their sign-ins (`docs/decisions/0004-public-clients-are-always-asked.md`).
pub static PLANS: [Plan; 18] = [
    Plan {
        name: "oidcc-basic-certification-test-plan",
        profile: "Basic OP",
        variants: || both(&[Code], false),
        modules: &[&CORE],
    },
    Plan {
        name: "oidcc-implicit-certification-test-plan",
        profile: "Implicit OP",
        variants: || both(&IMPLICIT, false),
        modules: &[&CORE],
    },
    Plan {
        name: "oidcc-hybrid-certification-test-plan",
        profile: "Hybrid OP",
        variants: || both(&HYBRID, false),
        modules: &[&CORE],
    },
    Plan {
        name: "oidcc-config-certification-test-plan",
        profile: "Config OP",
        variants: || vec![Variant::new(Code, false, Static)],
        modules: &[&CONFIG],
    },
    Plan {
        name: "oidcc-dynamic-certification-test-plan",
        profile: "Dynamic OP",
        variants: private_key_jwt,
        modules: &[&DYNAMIC],
    },
    Plan {
        name: "oidcc-formpost-basic-certification-test-plan",
        profile: "Form Post OP, Basic",
        variants: || both(&[Code], true),
        modules: &[&CORE],
    },
    Plan {
        name: "oidcc-formpost-implicit-certification-test-plan",
        profile: "Form Post OP, Implicit",
        variants: || both(&IMPLICIT, true),
        modules: &[&CORE],
    },
    Plan {
        name: "oidcc-formpost-hybrid-certification-test-plan",
        profile: "Form Post OP, Hybrid",
        variants: || both(&HYBRID, true),
        modules: &[&CORE],
    },
    Plan {
        name: "oidcc-3rdparty-init-login-certification-test-plan",
        profile: "3rd Party-Init OP",
        variants: || [Code, IdToken, CodeIdTokenToken].map(|each| Variant::new(each, false, Dynamic)).into(),
        modules: &[&THIRD_PARTY],
    },
    Plan {
        name: "oidcc-rp-initiated-logout-certification-test-plan",
        profile: "RP-Initiated OP",
        variants: of_each_flow,
        modules: &[&RP_INITIATED_LOGOUT],
    },
    Plan {
        name: "oidcc-session-management-certification-test-plan",
        profile: "Session OP",
        variants: of_each_flow,
        modules: &[&SESSION],
    },
    Plan {
        name: "oidcc-frontchannel-rp-initiated-logout-certification-test-plan",
        profile: "Front-Channel OP",
        variants: of_each_flow,
        modules: &[&FRONT_CHANNEL],
    },
    Plan {
        name: "oidcc-backchannel-rp-initiated-logout-certification-test-plan",
        profile: "Back-Channel OP",
        variants: of_each_flow,
        modules: &[&BACK_CHANNEL],
    },
    Plan {
        name: "oidcc-test-plan",
        profile: "comprehensive: further ways of client authentication",
        variants: || {
            let auth = [ClientAuth::SecretPost, ClientAuth::SecretJwt, ClientAuth::PrivateKeyJwt];
            let variant = |client_auth| Variant { client_auth, ..Variant::new(Code, false, Dynamic) };
            auth.map(variant).into()
        },
        modules: &[&CORE],
    },
    Plan {
        name: "fapi2-security-profile-final-test-plan",
        profile: "FAPI2SP OP: private key or MTLS, DPoP or MTLS; OpenID Connect; Client Credentials Grant; RAR",
        variants: || {
            let ways = [(false, false), (false, true), (true, false), (true, true)];
            let of = |(by_certificate, bound_to_certificate)| {
                let plain = Fapi { openid: true, by_certificate, bound_to_certificate, ..Fapi::default() };
                let oauth = Fapi { openid: false, ..plain };
                [plain, oauth, Fapi { client_credentials: true, ..oauth }]
            };
            let rar = Fapi { openid: true, rar: true, ..Fapi::default() };
            let rar_by_both = Fapi { openid: false, by_certificate: true, bound_to_certificate: true, ..rar };
            ways.into_iter().flat_map(of).chain([rar, rar_by_both]).map(Variant::of_fapi).collect()
        },
        modules: &[&FAPI2],
    },
    Plan {
        name: "fapi2-message-signing-final-test-plan",
        profile: "FAPI2MS OP: JAR, JARM; private key or MTLS, DPoP or MTLS",
        variants: || {
            let both = Fapi { openid: true, signed: true, jarm: true, ..Fapi::default() };
            let (jar, jarm) = (Fapi { jarm: false, ..both }, Fapi { signed: false, ..both });
            let certified = Fapi { by_certificate: true, bound_to_certificate: true, ..both };
            let bound = Fapi { bound_to_certificate: true, ..jar };
            [both, jar, jarm, Fapi { openid: false, ..both }, certified, bound].map(Variant::of_fapi).into()
        },
        modules: &[&FAPI2],
    },
    Plan {
        name: "fapi-ciba-id1-test-plan",
        profile: "FAPI-CIBA OP: poll and ping, private key and MTLS",
        variants: || {
            let of = |by_certificate, delivery| {
                let ciba = Some(delivery);
                Fapi { openid: true, by_certificate, bound_to_certificate: true, ciba, ..Fapi::default() }
            };
            let each =
                [(false, Delivery::Poll), (false, Delivery::Ping), (true, Delivery::Poll), (true, Delivery::Ping)];
            each.map(|(by_certificate, delivery)| Variant::of_fapi(of(by_certificate, delivery))).into()
        },
        modules: &[&FAPI_CIBA],
    },
    Plan {
        name: "latchkey-interoperability-plan",
        profile: "what the suite does not look at",
        variants: || both(&[Code, IdToken, CodeIdTokenToken], false),
        modules: &[&OWN],
    },
];
