//! The places where providers usually fail, point by point, each with the modules that look there. A module that is
//! named here and does not exist is a failure of the build of this list, told when it is printed.

use crate::plans::PLANS;

/// What must be right, and which modules (or checks that every module goes through) prove it.
const POINTS: [(&str, &[&str]); 34] = [
    (
        "errors stand in the fragment, the query or the body, wherever the answer would",
        &["oidcc-prompt-none-not-logged-in", "oidcc-ensure-request-without-nonce-fails"],
    ),
    ("prompt=none without a session is answered to the client, with its state", &["oidcc-prompt-none-not-logged-in"]),
    (
        "a fault of the redirect_uri is a page and never a redirect",
        &[
            "oidcc-ensure-registered-redirect-uri",
            "oidcc-ensure-redirect-uri-in-authorization-request",
            "oidcc-redirect-uri-query-mismatch",
            "oidcc-redirect-uri-query-added",
        ],
    ),
    (
        "a registered redirect_uri keeps its query, in every response mode",
        &["oidcc-redirect-uri-query-OK", "latchkey-redirect-uri-query-in-every-mode"],
    ),
    (
        "error_description is printable ASCII without quotation mark and backslash",
        &["oidcc-prompt-none-not-logged-in", "latchkey-error-descriptions"],
    ),
    ("error responses hold no unknown parameters, and iss is the issuer", &["oidcc-prompt-none-not-logged-in"]),
    (
        "state of 128 characters, and logout state of any printable ASCII",
        &["oidcc-prompt-none-not-logged-in", "oidcc-rp-initiated-logout"],
    ),
    (
        "the authorization endpoint takes POST, any order, and unknown parameters",
        &[
            "oidcc-ensure-post-request-succeeds",
            "oidcc-alternate-happy-flow",
            "oidcc-ensure-request-with-unknown-parameter-succeeds",
        ],
    ),
    (
        "nonce is mandatory where an ID token comes by the browser, and echoed in each",
        &[
            "oidcc-ensure-request-without-nonce-fails",
            "oidcc-ensure-request-without-nonce-succeeds-for-code-flow",
            "oidcc-server",
        ],
    ),
    ("at_hash and c_hash are there and right", &["oidcc-server"]),
    (
        "auth_time with max_age, unchanged in silence and later after a password",
        &["oidcc-max-age-1", "oidcc-max-age-10000", "oidcc-prompt-login", "oidcc-prompt-none-logged-in"],
    ),
    ("sub, aud and azp are the same everywhere", &["oidcc-server", "oidcc-userinfo-get", "oidcc-refresh-token"]),
    ("refreshing gives a new ID token of the same sign-in, and refuses another client", &["oidcc-refresh-token"]),
    ("a code used twice is refused and ends its tokens", &["oidcc-codereuse", "oidcc-codereuse-30seconds"]),
    (
        "client authentication: encoded Basic, post, assertions without kid",
        &[
            "latchkey-form-encoded-basic-credentials",
            "oidcc-server-client-secret-post",
            "oidcc-ensure-client-assertion-with-iss-aud-succeeds",
        ],
    ),
    (
        "jwks_uri is cached, and fetched again for an unknown kid",
        &["oidcc-registration-jwks-uri", "oidcc-refresh-token-rp-key-rotation"],
    ),
    (
        "request objects are merged before the redirect_uri is proven",
        &["latchkey-signed-request-object", "oidcc-request-uri-signed-rs256"],
    ),
    ("request_uri: its fragment is no hash of the content", &["oidcc-request-uri-signed-rs256"]),
    (
        "what is not supported is said so, to a redirect_uri that is registered",
        &[
            "oidcc-unsigned-request-object-supported-correctly-or-rejected-as-unsupported",
            "latchkey-unsigned-request-objects",
        ],
    ),
    (
        "claims: ID token and userinfo kept apart, acr comes back",
        &["oidcc-claims-essential", "oidcc-ensure-request-with-acr-values-succeeds", "latchkey-claims-acr"],
    ),
    ("an ID token holds what was asked for and nothing else", &["oidcc-server", "oidcc-scope-all"]),
    ("values are never null or empty, and of their type", &["oidcc-scope-all"]),
    (
        "userinfo by GET, POST header and POST body; 4xx for revoked tokens",
        &[
            "oidcc-userinfo-get",
            "oidcc-userinfo-post-header",
            "oidcc-userinfo-post-body",
            "oidcc-codereuse-30seconds",
            "oidcc-userinfo-rs256",
        ],
    ),
    ("a front-channel access token works at once, with token_type and expires_in", &["oidcc-server"]),
    (
        "RS256 is the default, and kid is always there",
        &["oidcc-idtoken-signature", "oidcc-idtoken-rs256", "oidcc-server"],
    ),
    ("rotation: a new kid, the old key kept, no key type beyond RSA and EC", &["oidcc-server-rotate-keys"]),
    (
        "pairwise: sector_identifier_uri is fetched and decides",
        &["oidcc-registration-sector-uri", "oidcc-registration-sector-bad", "latchkey-registration-sector-missing"],
    ),
    (
        "registration: 201, no fragments, https initiate_login_uri, 204 on DELETE",
        &[
            "oidcc-redirect-uri-regfrag",
            "oidcc-3rd_party-init-login",
            "oidcc-3rd_party-init-login-nohttps",
            "oidcc-idtoken-signature",
        ],
    ),
    (
        "discovery, key set and userinfo do not redirect and say their content type",
        &["oidcc-discovery-endpoint-verification", "oidcc-userinfo-get"],
    ),
    (
        "post_logout_redirect_uri: exact, with a valid hint, nothing appended",
        &[
            "oidcc-rp-initiated-logout",
            "oidcc-rp-initiated-logout-no-state",
            "oidcc-rp-initiated-logout-bad-post-logout-redirect-uri",
            "oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri",
            "oidcc-rp-initiated-logout-modified-id-token-hint",
            "latchkey-expired-id-token-hint",
        ],
    ),
    (
        "sid is the same in both channels; events is exactly {}",
        &["oidcc-frontchannel-rp-initiated-logout", "oidcc-backchannel-rp-initiated-logout"],
    ),
    (
        "session_state on every success, changed by sign-in and sign-out alone",
        &["oidcc-session-management-rp-initiated-logout"],
    ),
    (
        "the policy of each page lets the iframe, logout frames and form_post through",
        &[
            "oidcc-session-management-rp-initiated-logout",
            "oidcc-frontchannel-rp-initiated-logout",
            "latchkey-content-security-policy",
        ],
    ),
    (
        "the token endpoint: no-store, the codes of RFC 6749, 401 for invalid_client alone",
        &["oidcc-server", "oidcc-codereuse", "latchkey-token-endpoint-errors"],
    ),
];

/// Prints the list, and panics if it names what does not exist.
pub fn print() {
    println!("\nfailure points, and the modules that look there");
    for (number, (sentence, modules)) in POINTS.iter().enumerate() {
        for name in *modules {
            let known = PLANS.iter().flat_map(|plan| plan.modules.iter()).flat_map(|list| list.iter());
            assert!(known.into_iter().any(|module| module.name == *name), "no plan has the module {name}");
        }
        println!("  {:>2}. {sentence}: {}", number + 1, modules.join(", "));
    }
}
