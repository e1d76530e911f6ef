//! `[[clients]]` and `[client_defaults]`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::clock::Timestamp;
use crate::config::file::workloads::{TokenExchangeEntry, WorkloadEntry};
use crate::config::format::{Origin, Text};
use crate::config::quantity::Seconds;
use crate::config::scheme_name::SchemeName;
use crate::jose::algorithms::Algorithm;
use crate::jose::jwe::{ContentEncryption, KeyAlgorithm};
use crate::protocol::access_token::AccessTokenFormat;
use crate::protocol::client::{ClientAuthMethod, ClientId, ConsentMode, DeliveryMode, GrantType};
use crate::protocol::client_assertion::AssertionAudience;
use crate::protocol::client_proof::AssertionAlgorithm;
use crate::protocol::redirect_uri::ApplicationType;
use crate::protocol::resource::Resource;
use crate::protocol::response_type::ResponseType;
use crate::protocol::security_profile::SecurityProfile;

/// `[client_defaults]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientDefaults {
    /// `true`: every app needs PKCE; `false`: apps with a secret or a key need neither PKCE nor a `nonce`. Set that only on
    /// the client that can do neither.
    #[schemars(extend("x-default" = "PKCE or a `nonce`; without a secret or key, PKCE"))]
    pub require_pkce: Option<bool>,
    /// When people are asked for consent.
    #[schemars(extend("default" = "remember"))]
    pub consent: ConsentMode,
    /// Put the claims of the granted scope into the ID token too.
    #[schemars(extend("default" = false))]
    pub claims_in_id_token: bool,
}

/// A confidential client has exactly one of `client_secret`, `client_secret_file`,
/// `client_secret_env` and `client_secret_hash`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientEntry {
    /// The identifier of the app.
    #[schemars(required)]
    pub client_id: Option<Text<ClientId>>,
    /// The name people see.
    #[schemars(extend("x-default" = "the `client_id`", "format" = "readable-name"))]
    pub client_name: Option<String>,
    /// The app's own page.
    #[schemars(extend("format" = "web-uri"))]
    pub client_uri: Option<String>,
    /// The app's address that begins a sign-in. Whoever comes back to a sign-in page that is over is led there, or else to
    /// `client_uri`.
    #[schemars(extend("format" = "web-uri"))]
    pub initiate_login_uri: Option<String>,
    /// The app's logo. The browser loads it, Latchkey does not.
    #[schemars(extend("format" = "web-uri"))]
    pub logo_uri: Option<String>,
    /// The app's privacy policy, linked on the sign-in and consent pages.
    #[schemars(extend("format" = "web-uri"))]
    pub policy_uri: Option<String>,
    /// The app's terms of service, linked beside the policy.
    #[schemars(extend("format" = "web-uri"))]
    pub tos_uri: Option<String>,
    /// Displayed values in other languages, by language tag, such as `fr = { client_name = "Le wiki" }`. The language
    /// comes from the app's `ui_locales`, else from the browser.
    #[schemars(extend("default" = {}))]
    pub localized: BTreeMap<String, LocalizedEntry>,
    /// `"web"`, or `"native"` for a phone or desktop app: that allows private schemes, and loopback redirect URIs
    /// match on any port.
    #[schemars(extend("default" = "web"))]
    pub application_type: ApplicationType,
    /// Private schemes without a dot that are allowed in its redirect URIs, such as `["kitchenowl"]`. Another app on
    /// the same phone may claim such a scheme too. A scheme that is a reversed domain name needs no entry.
    #[schemars(extend("default" = []))]
    pub private_schemes: Vec<Text<SchemeName>>,
    /// Where people may be sent after the sign-in. Compared exactly: list each URI in full.
    #[schemars(
        extend("x-default" = "**required**, unless none of its `grant_types` needs a browser"),
        length(min = 1)
    )]
    pub redirect_uris: Option<Vec<String>>,
    /// Let these, and those after signing out, be plain http beyond the visitor's own machine: for an app with a secret that
    /// uses `code` alone, on a network of your own. Whoever listens on the way reads the code.
    #[schemars(extend("default" = false))]
    pub allow_http_redirect: bool,
    /// Where people may be sent after the sign-out.
    #[schemars(extend("default" = []))]
    pub post_logout_redirect_uris: Vec<String>,
    /// Where Latchkey posts a logout token when a login of the app ends. Works without an open page.
    pub backchannel_logout_uri: Option<String>,
    /// The app needs `sid` in the logout token. Latchkey always sends it.
    #[schemars(extend("default" = false))]
    pub backchannel_logout_session_required: bool,
    /// A page of the app, on an origin of its redirect URIs, that the signed-out page loads in a frame.
    pub frontchannel_logout_uri: Option<String>,
    /// Add `iss` and `sid` to `frontchannel_logout_uri`, so that the app can find its session without cookies.
    #[schemars(extend("default" = false))]
    pub frontchannel_logout_session_required: bool,
    /// A security profile: the app must keep to all its rules, and `latchkey check` tells everything that it still lacks.
    /// `"fapi2"` is the FAPI 2.0 Security Profile; `"fapi2-message-signing"` wants requests, responses and introspection
    /// signed too; `"fapi-ciba"` wants requests signed. See [FAPI](fapi.md).
    #[schemars(extend("x-default" = "none"))]
    pub profile: Option<SecurityProfile>,
    /// The client authentication method. `"none"` makes a public client, which must use PKCE. `"private_key_jwt"`
    /// needs its public keys, `"client_secret_jwt"` the secret itself instead of a hash. With `[server.mtls]`,
    /// `"tls_client_auth"` needs the name in the app's certificate, and `"self_signed_tls_client_auth"` its public
    /// keys.
    #[schemars(extend("x-default" = "Basic or post, whichever the app sends; with `workloads` and no secret, their assertions"))]
    pub token_endpoint_auth_method: Option<ClientAuthMethod>,
    /// The only accepted algorithm of its assertions, for `client_secret_jwt` (HS256, HS384, HS512) and
    /// `private_key_jwt`.
    #[schemars(extend("x-default" = "every one of the method"))]
    pub token_endpoint_auth_signing_alg: Option<Text<AssertionAlgorithm>>,
    /// The accepted audience (`aud`) of its assertions. `"issuer"` is stricter.
    #[schemars(extend("default" = "issuer_or_token_endpoint"))]
    pub assertion_audience: AssertionAudience,
    /// Where the app serves its public keys. They are fetched when needed, and again when an unknown key is used.
    pub jwks_uri: Option<String>,
    /// The app's public keys, `{ keys = [{ kty = "RSA", … }] }`, if it cannot serve them.
    pub jwks: Option<serde_json::Map<String, serde_json::Value>>,
    /// A JSON file with the app's public keys.
    pub jwks_file: Option<PathBuf>,
    /// The subject of the app's certificate, for `tls_client_auth`, as RFC 4514 writes it: `"CN=app,O=Example,C=GB"`.
    /// Exactly one of this and the four `tls_client_auth_san_…`.
    pub tls_client_auth_subject_dn: Option<String>,
    /// A DNS name in the app's certificate, for `tls_client_auth`.
    pub tls_client_auth_san_dns: Option<String>,
    /// A URI in the app's certificate, for `tls_client_auth`.
    pub tls_client_auth_san_uri: Option<String>,
    /// An IP address in the app's certificate, for `tls_client_auth`.
    pub tls_client_auth_san_ip: Option<String>,
    /// An email address in the app's certificate, for `tls_client_auth`.
    pub tls_client_auth_san_email: Option<String>,
    /// The secret itself, at least 16 characters; better kept in a file. `latchkey gen-secret` generates one.
    pub client_secret: Option<String>,
    /// A file with the secret. It must not be readable by others, unless it is below `/run/secrets`.
    pub client_secret_file: Option<PathBuf>,
    /// The environment variable with the secret.
    pub client_secret_env: Option<String>,
    /// `sha256:` and 64 hexadecimal digits for generated secrets, or an Argon2id hash for secrets that a person chose.
    pub client_secret_hash: Option<String>,
    /// A second secret, which stays valid while the app changes to a new one.
    pub previous_client_secret: Option<String>,
    /// A file with the second secret.
    pub previous_client_secret_file: Option<PathBuf>,
    /// The environment variable with the second secret.
    pub previous_client_secret_env: Option<String>,
    /// The hash of the second secret.
    pub previous_client_secret_hash: Option<String>,
    /// Until when the second secret is accepted, such as `"2026-12-06T12:00:00Z"`.
    #[schemars(extend("x-default" = "as long as it is there"))]
    pub previous_client_secret_until: Option<Text<Timestamp>>,
    /// The grants that the app may use. `"client_credentials"` gives it tokens without a person: it then gets the
    /// values of `[scopes]` that are in its own `scope`. `"urn:ietf:params:oauth:grant-type:device_code"` is for apps on devices
    /// without a browser, `"urn:openid:params:grant-type:ciba"` for those that ask a person by name (CIBA).
    #[schemars(extend("x-default" = "what `response_types` needs, and `\"refresh_token\"` beside codes"), length(min = 1))]
    pub grant_types: Option<Vec<GrantType>>,
    /// The response types that the app may use. Those with `id_token` or `token` put tokens into the browser's address
    /// bar: use `code` unless the app does not support it.
    #[schemars(extend("default" = ["code"]), length(min = 1))]
    pub response_types: Vec<ResponseType>,
    /// The scope values that the app may have, separated by spaces. Others are ignored.
    #[schemars(extend("x-default" = "every known one"))]
    pub scope: Option<String>,
    /// `true`: refuse sign-ins without PKCE; `false`: ask for neither PKCE nor a `nonce`. An app with a secret or a key that
    /// says nothing here needs one of the two, an app without always PKCE.
    #[schemars(extend("x-default" = "that of `[client_defaults]`"))]
    pub require_pkce: Option<bool>,
    /// `"always"`, `"remember"`, or `"skip"` for your own apps. For public clients, `"remember"` has the effect of
    /// `"always"`.
    #[schemars(extend("x-default" = "that of `[client_defaults]`"))]
    pub consent: Option<ConsentMode>,
    /// The groups whose members may sign in to the app; empty for everybody.
    #[schemars(extend("default" = []))]
    pub allowed_groups: Vec<String>,
    /// Put the claims of the granted scope into the ID token too, for apps that never call userinfo.
    #[schemars(extend("x-default" = "that of `[client_defaults]`"))]
    pub claims_in_id_token: Option<bool>,
    /// `"public"` for the same `sub` in all apps, `"pairwise"` for a `sub` that no other app gets.
    #[schemars(extend("default" = "public"))]
    pub subject_type: SubjectTypeName,
    /// The https URL that identifies the group of apps with common pairwise subjects; needed if `redirect_uris` have
    /// several hosts.
    pub sector_identifier_uri: Option<String>,
    /// The algorithm of the app's ID tokens, one of `keys.algorithms`.
    #[schemars(extend("x-default" = "the first of `keys.algorithms`"))]
    pub id_token_signed_response_alg: Option<Text<Algorithm>>,
    /// Encrypt the app's ID tokens with its key set and this algorithm.
    pub id_token_encrypted_response_alg: Option<Text<KeyAlgorithm>>,
    /// The content encryption of encrypted ID tokens.
    #[schemars(extend("x-default" = "`\"A128CBC-HS256\"` with `id_token_encrypted_response_alg`"))]
    pub id_token_encrypted_response_enc: Option<Text<ContentEncryption>>,
    /// The algorithm of authorization responses that the app asks for as a JWT (`response_mode=jwt`), one of `keys.algorithms`.
    #[schemars(extend("x-default" = "the first of `keys.algorithms`"))]
    pub authorization_signed_response_alg: Option<Text<Algorithm>>,
    /// Encrypt them with the app's key set and this algorithm.
    pub authorization_encrypted_response_alg: Option<Text<KeyAlgorithm>>,
    /// The content encryption of encrypted authorization responses.
    #[schemars(extend("x-default" = "`\"A128CBC-HS256\"` with `authorization_encrypted_response_alg`"))]
    pub authorization_encrypted_response_enc: Option<Text<ContentEncryption>>,
    /// Send userinfo responses as a JWT signed with this algorithm, one of `keys.algorithms`.
    #[schemars(extend("x-default" = "plain JSON"))]
    pub userinfo_signed_response_alg: Option<Text<Algorithm>>,
    /// Encrypt userinfo responses with the app's key set and this algorithm.
    pub userinfo_encrypted_response_alg: Option<Text<KeyAlgorithm>>,
    /// The content encryption of encrypted userinfo responses.
    #[schemars(extend("x-default" = "`\"A128CBC-HS256\"` with `userinfo_encrypted_response_alg`"))]
    pub userinfo_encrypted_response_enc: Option<Text<ContentEncryption>>,
    /// Refuse request objects that are signed with another algorithm.
    #[schemars(extend("x-default" = "any that is offered"))]
    pub request_object_signing_alg: Option<Text<Algorithm>>,
    /// Refuse request objects that are not encrypted with this algorithm.
    #[schemars(extend("x-default" = "encrypted or not, as the app likes"))]
    pub request_object_encryption_alg: Option<Text<KeyAlgorithm>>,
    /// Refuse request objects with another content encryption.
    #[schemars(extend("x-default" = "`\"A128CBC-HS256\"` with `request_object_encryption_alg`"))]
    pub request_object_encryption_enc: Option<Text<ContentEncryption>>,
    /// The allowed values of `request_uri`, in full. Needs `request_objects.by_reference`.
    #[schemars(extend("default" = []))]
    pub request_uris: Vec<String>,
    /// Refuse authorization requests without a signed request object.
    #[schemars(extend("default" = false))]
    pub require_signed_request_object: bool,
    /// Refuse authorization requests that the app did not push to `/par` (RFC 9126).
    #[schemars(extend("default" = false))]
    pub require_pushed_authorization_requests: bool,
    /// Refuse the app access tokens that are not bound to a key of its own (DPoP, RFC 9449): each request for tokens needs a
    /// proof.
    #[schemars(extend("default" = false))]
    pub dpop_bound_access_tokens: bool,
    /// Refuse the app access tokens that are not bound to its certificate (mutual TLS, RFC 8705): each request for
    /// tokens, and each use, must come with it. Needs `[server.mtls]`.
    #[schemars(extend("default" = false))]
    pub tls_client_certificate_bound_access_tokens: bool,
    /// How the app learns that somebody answered a backchannel authentication request (CIBA): `"poll"`, or `"ping"`, which needs
    /// `backchannel_client_notification_endpoint`.
    #[schemars(extend("default" = "poll"))]
    pub backchannel_token_delivery_mode: DeliveryMode,
    /// Where Latchkey tells the app so.
    pub backchannel_client_notification_endpoint: Option<String>,
    /// Refuse backchannel authentication requests of the app without the `user_code` of the person, which they make on their
    /// security page: nobody without one can be asked.
    #[schemars(extend("default" = false))]
    pub backchannel_user_code_parameter: bool,
    /// Refuse backchannel authentication requests of the app that are not signed by this algorithm.
    pub backchannel_authentication_request_signing_alg: Option<Text<Algorithm>>,
    /// The `acr` values that are used if the app requests none.
    #[schemars(extend("default" = []))]
    pub default_acr_values: Vec<String>,
    /// Whether people need a second factor to use the app. Who has none sets one up at the next sign-in.
    #[schemars(extend("default" = false))]
    pub require_mfa: bool,
    /// People whose last sign-in is older than this must sign in again.
    pub default_max_age: Option<Text<Seconds>>,
    /// Always put `auth_time` into the ID token.
    #[schemars(extend("default" = false))]
    pub require_auth_time: bool,
    /// Origins whose pages may call the token and userinfo endpoints, in addition to those of the redirect URIs.
    #[schemars(extend("default" = []))]
    pub allowed_origins: Vec<Text<Origin>>,
    /// The format of this app's access tokens.
    #[schemars(extend("x-default" = "that of `[tokens]`"))]
    pub access_token_format: Option<AccessTokenFormat>,
    /// The APIs that the app may request access tokens for with the parameter `resource` (RFC 8707); they become `aud`.
    #[schemars(extend("default" = []))]
    pub resources: Vec<Text<Resource>>,
    /// Of the types of `[authorization_details]` that are for the app, those that it uses.
    #[schemars(extend("x-default" = "all of them"))]
    pub authorization_details_types: Option<Vec<String>>,
    /// Whose tokens it may exchange for others, and for what (RFC 8693), one `[[clients.token_exchange]]` block each. Needs the
    /// grant `"urn:ietf:params:oauth:grant-type:token-exchange"`.
    #[schemars(extend("default" = []))]
    pub token_exchange: Vec<TokenExchangeEntry>,
    /// The `client_id` of the only app that may act for people by exchanging the tokens of this one.
    pub may_act: Option<Text<ClientId>>,
    /// The workloads that are this app (RFC 7523), one `[[clients.workloads]]` block each. Their assertions authenticate it, and
    /// with the grant `"urn:ietf:params:oauth:grant-type:jwt-bearer"` they are all that it sends.
    #[schemars(extend("default" = []))]
    pub workloads: Vec<WorkloadEntry>,
    /// The access tokens that the app may introspect in addition to its own: the `client_id` of another app, a resource
    /// whose tokens it receives, or `"*"` for all tokens.
    #[schemars(extend("default" = []))]
    pub introspect: Vec<String>,
    /// The algorithm of signed introspection responses (RFC 9701), one of `keys.algorithms`.
    #[schemars(extend("x-default" = "`\"RS256\"`, or what its `profile` has"))]
    pub introspection_signed_response_alg: Option<Text<Algorithm>>,
    /// Lifetime of authorization codes for this app.
    #[schemars(extend("x-default" = "that of `[tokens]`", "x-min" = "1s", "x-max" = "60s"))]
    pub authorization_code: Option<Text<Duration>>,
    /// Lifetime of access tokens for this app.
    #[schemars(extend("x-default" = "that of `[tokens]`", "x-min" = "1s", "x-max" = "7d"))]
    pub access_token: Option<Text<Duration>>,
    /// Lifetime of ID tokens for this app.
    #[schemars(extend("x-default" = "that of `[tokens]`", "x-min" = "1s", "x-max" = "7d"))]
    pub id_token: Option<Text<Duration>>,
    /// Life of refresh tokens for this app.
    pub refresh_token: Option<ClientRefreshToken>,
}

/// `clients.localized.…` (Dynamic Client Registration §2.1).
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LocalizedEntry {
    /// The name people see.
    #[schemars(extend("format" = "readable-name"))]
    pub client_name: Option<String>,
    /// The app's own page.
    #[schemars(extend("format" = "web-uri"))]
    pub client_uri: Option<String>,
    /// The app's logo.
    #[schemars(extend("format" = "web-uri"))]
    pub logo_uri: Option<String>,
    /// The app's privacy policy.
    #[schemars(extend("format" = "web-uri"))]
    pub policy_uri: Option<String>,
    /// The app's terms of service.
    #[schemars(extend("format" = "web-uri"))]
    pub tos_uri: Option<String>,
}

/// `subject_type` (OpenID Connect Core §8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SubjectTypeName {
    /// One `sub` everywhere.
    Public,
    /// A `sub` of its own for each sector.
    Pairwise,
}

/// `clients.refresh_token`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientRefreshToken {
    /// The token expires if it was not used for this time.
    #[schemars(extend("x-default" = "that of `[tokens]`", "x-min" = "1s", "x-max" = "3650d"))]
    pub idle: Option<Text<Duration>>,
    /// The token expires after this time in any case.
    #[schemars(extend("x-default" = "that of `[tokens]`", "x-min" = "1s", "x-max" = "3650d"))]
    pub absolute: Option<Text<Duration>>,
}
