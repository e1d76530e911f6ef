//! `[registration]`.

use std::path::PathBuf;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::format::Text;
use crate::config::quantity::Rotation;
use crate::config::scheme_name::SchemeName;
use crate::config::settings::Rate;
use crate::protocol::client_id_document::HostPattern;
use crate::protocol::resource::Resource;
use crate::protocol::security_profile::SecurityProfile;

/// `[registration]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Let apps register at `/register`, and change or remove their registration.
    #[schemars(extend("default" = false))]
    pub enabled: bool,
    /// Require a token from `latchkey client token` for registration. Without it, anybody may register.
    #[schemars(extend("default" = true))]
    pub require_initial_access_token: bool,
    /// The maximum number of registered apps.
    #[schemars(extend("default" = 1000), range(min = 1, max = 1_000_000))]
    pub max_clients: u32,
    /// Registrations without a token, for each address.
    #[schemars(extend("default" = "20/1h"))]
    pub rate: Text<Rate>,
    /// Remove a registered app, with all its grants, if it got no token for this time; or `"never"`. An app with a
    /// valid refresh token and a disabled app are kept.
    #[schemars(extend("default" = "180d", "x-min" = "1d"))]
    pub unused_after: Text<Rotation>,
    /// The scope values that registered apps may have, separated by spaces. Others are ignored.
    #[schemars(extend("x-default" = "every known one"))]
    pub scope: Option<String>,
    /// `true`: registered apps that have a secret or a key need PKCE, as those without always do; `false`: they need neither
    /// PKCE nor a `nonce`.
    #[schemars(extend("x-default" = "PKCE or a `nonce`"))]
    pub require_pkce: Option<bool>,
    /// The security profile of all registered apps, as `profile` of a client. A registration that lacks something for it is
    /// refused, and apps that registered before must keep to it too.
    #[schemars(extend("x-default" = "none"))]
    pub profile: Option<SecurityProfile>,
    /// The APIs that registered apps may ask access tokens for with the parameter `resource` (RFC 8707), as tool clients
    /// (MCP) always do; they become `aud`. Compared byte for byte.
    #[schemars(extend("default" = []))]
    pub resources: Vec<Text<Resource>>,
    /// Private schemes without a dot that are allowed in the redirect URIs of registered apps.
    #[schemars(extend("default" = []))]
    pub private_schemes: Vec<Text<SchemeName>>,
    /// Send the browser on to a registered app that nobody allowed anything yet, with an error, or after signing out: anybody
    /// who may register then makes links here that lead wherever they like. Off, people see a page until the first of them
    /// allows the app something, or you approve it (`latchkey client approve`).
    #[schemars(extend("default" = false))]
    pub redirect_to_unapproved: bool,
    /// A file with the public keys (a JWK set) that sign accepted software statements.
    pub software_statement_jwks_file: Option<PathBuf>,
}

/// `[client_id_metadata_documents]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientIdMetadataDocuments {
    /// Take apps whose `client_id` is the https address of a document that says what an app says when it registers. People are
    /// shown its host. `scope`, `resources`, `private_schemes`, `max_clients`, `rate` and `unused_after` of `[registration]` hold for
    /// them, whether registration is on or not.
    #[schemars(extend("default" = false))]
    pub enabled: bool,
    /// The only hosts whose documents are taken; `"*.example.com"` means every host below. Empty: every host.
    #[schemars(extend("default" = []))]
    pub allowed_hosts: Vec<Text<HostPattern>>,
    /// Hosts whose documents are not taken, written alike. Apps from there stop working at once.
    #[schemars(extend("default" = []))]
    pub blocked_hosts: Vec<Text<HostPattern>>,
}
