//! What the protocol leaves to the operator: tokens, keys, request objects, registration.

use std::sync::Arc;
use std::time::Duration;

use super::Rate;
use crate::jose::Algorithm;
use crate::jose::jwk::JwkSet;
use crate::protocol::access_token::AccessTokenFormat;
use crate::protocol::dpop::{self, NonceRule};
use crate::protocol::refresh_token::Reuse;
use crate::protocol::resource::Resource;
use crate::protocol::scope::ScopeSet;
use crate::protocol::security_profile::SecurityProfile;

/// `[tokens]`.
#[derive(Debug, Clone)]
pub struct TokenSettings {
    /// Life of an authorization code (default and most: 60 s).
    pub authorization_code: Duration,
    /// Life of an access token (default 1 hour).
    pub access_token: Duration,
    /// Life of an ID token (default 1 hour).
    pub id_token: Duration,
    /// Life of a refresh token unless used (default 30 days).
    pub refresh_token_idle: Duration,
    /// Life of a refresh token family (default 90 days).
    pub refresh_token_absolute: Duration,
    /// What access tokens look like (default opaque).
    pub access_token_format: AccessTokenFormat,
    /// When a refresh token that was used may be used again (default within 10 seconds, and after a lost answer).
    pub refresh_token_reuse: Reuse,
    /// DPoP proofs.
    pub dpop: DpopSettings,
}

/// `tokens.dpop`: what proofs must be like (RFC 9449).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DpopSettings {
    /// Whether they need a nonce (default off).
    pub nonce: NonceRule,
    /// For how long one counts after its `iat` (default 60 seconds).
    pub proof_lifetime: Duration,
    /// What they may be signed with.
    pub algorithms: Vec<Algorithm>,
}

impl Default for DpopSettings {
    fn default() -> Self {
        Self { nonce: NonceRule::Off, proof_lifetime: dpop::LIFETIME, algorithms: dpop::ALGORITHMS.to_vec() }
    }
}

/// `[request_objects]`: how clients may send a request as a signed JWT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestObjectSettings {
    /// In the parameter `request` (default true).
    pub by_value: bool,
    /// Behind `request_uri`, which the server then fetches (default false; SEC-67).
    pub by_reference: bool,
}

impl Default for RequestObjectSettings {
    fn default() -> Self {
        Self { by_value: true, by_reference: false }
    }
}

/// `[pushed_authorization_requests]`: requests that clients send beforehand (RFC 9126).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PushedRequestSettings {
    /// Whether no other requests are taken, whoever the client is (default false).
    pub required: bool,
    /// How long a browser may take to arrive with one (default 90 seconds; less than 10 minutes, SEC-41).
    pub lifetime: Duration,
}

impl Default for PushedRequestSettings {
    fn default() -> Self {
        Self { required: false, lifetime: Duration::from_secs(90) }
    }
}

/// `[device_authorization]`: requests of devices without a browser (RFC 8628).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceAuthorizationSettings {
    /// How long people may take to answer one (default 10 minutes).
    pub lifetime: Duration,
    /// How long a device waits between two polls (default 5 seconds).
    pub interval: Duration,
}

impl Default for DeviceAuthorizationSettings {
    fn default() -> Self {
        Self { lifetime: Duration::from_secs(600), interval: Duration::from_secs(5) }
    }
}

/// `[backchannel_authentication]`: requests for a person whom the client names (CIBA).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackchannelAuthenticationSettings {
    /// How long people may take to answer one (default 5 minutes).
    pub lifetime: Duration,
    /// The longest that a client may ask for (default 10 minutes).
    pub max_lifetime: Duration,
    /// How long a client waits between two polls (default 5 seconds).
    pub interval: Duration,
    /// Whether whoever knows an `auth_req_id` answers without a sign-in (default false; only with an issuer at localhost or below it).
    pub automated_approval_for_tests: bool,
}

impl Default for BackchannelAuthenticationSettings {
    fn default() -> Self {
        Self {
            lifetime: Duration::from_secs(300),
            max_lifetime: Duration::from_secs(600),
            interval: Duration::from_secs(5),
            automated_approval_for_tests: false,
        }
    }
}

/// `[registration]`.
#[derive(Debug, Clone)]
pub struct RegistrationSettings {
    /// Whether clients may register themselves (default false).
    pub enabled: bool,
    /// Whether they need an initial access token (default true).
    pub require_initial_access_token: bool,
    /// The most registered clients (default 1000).
    pub max_clients: u32,
    /// Registrations without a token, for each address (default 20 an hour).
    pub rate: Rate,
    /// After how long without use a registered client is removed (default 180 days); `None` never.
    pub unused_after: Option<Duration>,
    /// The scope values that they may have; `None` means every known one.
    pub scope: Option<ScopeSet>,
    /// `require_pkce` of those that prove themselves; `None` for PKCE or a nonce, as other clients have it.
    pub require_pkce: Option<bool>,
    /// The profile that they must keep to.
    pub profile: Option<SecurityProfile>,
    /// The resources that they may have access tokens for (RFC 8707; default none).
    pub resources: Vec<Resource>,
    /// Private schemes without a dot that they may have redirect URIs of, in lower case.
    pub private_schemes: Vec<String>,
    /// Whether the browser is sent on to registered clients that nobody allowed anything yet (default false).
    pub redirect_to_unapproved: bool,
    /// Keys of those whose software statements are believed.
    pub software_statement_keys: Option<Arc<JwkSet>>,
}

impl Default for RegistrationSettings {
    fn default() -> Self {
        Self {
            enabled: false,
            require_initial_access_token: true,
            max_clients: 1_000,
            rate: Rate { events: 20, window: Duration::from_secs(60 * 60) },
            unused_after: Some(Duration::from_secs(180 * 24 * 60 * 60)),
            scope: None,
            require_pkce: None,
            profile: None,
            resources: Vec::new(),
            private_schemes: Vec::new(),
            redirect_to_unapproved: false,
            software_statement_keys: None,
        }
    }
}
