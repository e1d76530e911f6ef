//! What stands in `config.toml`, field for field. These types are the one source of the check, of the defaults,
//! of `docs/configuration.md` and of the editor's schema: the comment on a field is its reference text,
//! `default` beside it is its default, `x-restart` marks what a reload cannot change.

pub mod authorization_details;
pub mod branding;
pub mod clients;
pub mod looking_after;
pub mod registration;
pub mod server;
pub mod users;
pub mod workloads;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use self::authorization_details::DetailTypeEntry;
use self::branding::Branding;
use self::clients::{ClientDefaults, ClientEntry};
use self::looking_after::{Admin, Audit};
use self::registration::{ClientIdMetadataDocuments, Registration};
use self::server::{
    Keys, Limits, Log, Login, Metrics, Outbound, Server, Session, SessionManagement, Smtp, Storage, Tokens,
};
use self::users::UserEntry;
use self::workloads::WorkloadIssuerEntry;
use super::format::Text;

/// The whole configuration.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfigFile {
    /// The number of this version of the file: raise it with every change, or let a pipeline write its own. A file with a lower
    /// number than one that was taken in before changes no user, so that a node with an old copy does not bring old passwords,
    /// groups and locks back. Once there is a number, a file without one counts as older.
    #[schemars(range(min = 0, max = 9_007_199_254_740_991_u64))]
    pub revision: Option<u64>,
    /// Who Latchkey is and where it listens.
    pub server: Server,
    /// The sign-in session that Latchkey itself keeps with a browser.
    pub session: Session,
    /// How apps learn that a login ended: Session Management, RP-Initiated, Front-Channel and Back-Channel Logout.
    pub session_management: SessionManagement,
    /// How long things issued to apps are good for. A client's key of the same name overrides these.
    pub tokens: Tokens,
    /// Sign-ins whose parameters come as a signed JWT.
    pub request_objects: RequestObjects,
    /// Sign-ins whose parameters the app sends beforehand, from server to server (RFC 9126).
    pub pushed_authorization_requests: PushedAuthorizationRequests,
    /// Sign-ins on devices without a browser: people type a code at `/device` (RFC 8628). An app may ask for that which has
    /// `urn:ietf:params:oauth:grant-type:device_code` among its `grant_types`.
    pub device_authorization: DeviceAuthorization,
    /// Sign-ins that an app asks a person for by name (CIBA). An app may ask that has `urn:openid:params:grant-type:ciba` among its
    /// `grant_types`.
    pub backchannel_authentication: BackchannelAuthentication,
    /// The keys that sign tokens. They, and the keys that apps encrypt request objects to, are made at the first start
    /// and replaced by themselves.
    pub keys: Keys,
    /// Where accounts, sessions and grants are kept.
    pub storage: Storage,
    /// How people sign in.
    pub login: Login,
    /// Mail to people: links to choose a new password, and word of what changed in their accounts.
    pub smtp: Smtp,
    /// The record of what happened: who signed in, what changed, and who did it.
    pub audit: Audit,
    /// The pages of administrators.
    pub admin: Admin,
    /// What the pages look like.
    pub branding: Branding,
    /// What Latchkey itself fetches from apps, such as their keys.
    pub outbound: Outbound,
    /// Bounds that keep one caller from spoiling it for the others.
    pub limits: Limits,
    /// Numbers for monitoring, in the Prometheus text format, at an address of their own.
    pub metrics: Metrics,
    /// What is logged and how.
    pub log: Log,
    /// What clients use that do not say otherwise.
    pub client_defaults: ClientDefaults,
    /// The apps that sign in here, one `[[clients]]` block each, in the names of OpenID Connect registration.
    #[schemars(extend("default" = []))]
    pub clients: Vec<ClientEntry>,
    /// Platforms whose programs prove by a signed assertion which client they are (RFC 7523), such as Kubernetes or GitHub
    /// Actions, one `[[workload_issuers]]` block each.
    #[schemars(extend("default" = []))]
    pub workload_issuers: Vec<WorkloadIssuerEntry>,
    /// Apps that register themselves (OpenID Connect Dynamic Client Registration, RFC 7591, RFC 7592).
    pub registration: Registration,
    /// Apps that introduce themselves by a document at the address that is their `client_id`, as tools that people connect to their
    /// assistants do (MCP).
    pub client_id_metadata_documents: ClientIdMetadataDocuments,
    /// People pinned by the configuration, one `[[users]]` block each; everybody else lives in the database.
    #[schemars(extend("default" = []))]
    pub users: Vec<UserEntry>,
    /// Scope values of your own. `openid`, `profile`, `email`, `address`, `phone`, `groups` and `offline_access` are built in.
    #[schemars(extend("default" = {}))]
    pub scopes: BTreeMap<String, Scope>,
    /// Claims of your own: each name with where its value comes from.
    #[schemars(extend("default" = {}))]
    pub claims: BTreeMap<String, Claim>,
    /// What apps may ask for in detail, such as one payment, with the parameter `authorization_details` (Rich Authorization
    /// Requests, RFC 9396). People are always asked.
    #[schemars(extend("default" = {}))]
    pub authorization_details: BTreeMap<String, DetailTypeEntry>,
}

/// `[request_objects]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestObjects {
    /// Accept the parameter `request`.
    #[schemars(extend("default" = true))]
    pub by_value: bool,
    /// Accept the parameter `request_uri`: a URI that the client registered, from which Latchkey fetches the request
    /// object.
    #[schemars(extend("default" = false))]
    pub by_reference: bool,
}

/// `[pushed_authorization_requests]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PushedAuthorizationRequests {
    /// Refuse sign-ins of every app whose parameters were not pushed. A client's `require_pushed_authorization_requests`
    /// says so for one app.
    #[schemars(extend("default" = false))]
    pub required: bool,
    /// How long the browser may take to arrive with the `request_uri`. Whoever has arrived has an hour to sign in, as ever.
    #[schemars(extend("default" = "90s", "x-min" = "5s", "x-max" = "9m"))]
    pub lifetime: Text<std::time::Duration>,
}

/// `[device_authorization]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DeviceAuthorization {
    /// How long people may take to type the code and to allow what is asked.
    #[schemars(extend("default" = "10m", "x-min" = "1m", "x-max" = "30m"))]
    pub lifetime: Text<std::time::Duration>,
    /// How long a device waits between two questions whether somebody has. One that asks more often waits 5 seconds longer each
    /// time.
    #[schemars(extend("default" = "5s", "x-min" = "1s", "x-max" = "1m"))]
    pub interval: Text<std::time::Duration>,
}

/// `[backchannel_authentication]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackchannelAuthentication {
    /// How long people may take to answer, where the app does not say.
    #[schemars(extend("default" = "5m", "x-min" = "30s", "x-max" = "30m"))]
    pub lifetime: Text<std::time::Duration>,
    /// The longest time that an app may ask for (`requested_expiry`).
    #[schemars(extend("default" = "10m", "x-min" = "30s", "x-max" = "30m"))]
    pub max_lifetime: Text<std::time::Duration>,
    /// How long an app waits between two questions whether somebody has answered.
    #[schemars(extend("default" = "5s", "x-min" = "1s", "x-max" = "1m"))]
    pub interval: Text<std::time::Duration>,
    /// **For tests of the protocol alone**: whoever knows the `auth_req_id` answers in the name of the person, without a sign-in, at
    /// `/backchannel_authentication/automated_approval`. Refused unless the
    /// issuer is at localhost or below it, with http or https.
    #[schemars(extend("default" = false))]
    pub automated_approval_for_tests: bool,
}

/// An app gets the claims of the scope values it asks for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The description of this scope on the consent page.
    #[schemars(extend("default" = "", "x-default" = "the scope's name", "format" = "readable-text"))]
    pub description: String,
    /// The claims of this scope: standard claims, `groups`, or those of `[claims]`.
    #[schemars(extend("default" = []))]
    pub claims: Vec<String>,
}

/// Each has exactly one of `attribute`, `in_group` and `value`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The attribute of the account that has the value.
    pub attribute: Option<String>,
    /// The value for accounts without the attribute. Without a default, the claim is left out.
    pub default: Option<serde_json::Value>,
    /// `true` for the members of this group, `false` for everybody else.
    pub in_group: Option<String>,
    /// The same value for everybody.
    pub value: Option<serde_json::Value>,
}
