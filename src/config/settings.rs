//! The settings in their checked form: every value usable as it stands, every default filled in.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ipnet::IpNet;

pub use super::issuer::{Issuer, IssuerError};
use crate::jose::algorithms::Algorithm;
use crate::jose::jwk::JwkSet;
use crate::keys::Lives;
use crate::protocol::access_token::AccessTokenFormat;
use crate::protocol::claims::ClaimCatalogue;
use crate::protocol::client::Client;
use crate::protocol::scope::ScopeSet;
use crate::secret::Secret;

/// Everything the configuration says.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `[server]`.
    pub server: ServerSettings,
    /// `[session]`.
    pub session: SessionSettings,
    /// `[session_management]`.
    pub session_management: SessionManagementSettings,
    /// `[tokens]`.
    pub tokens: TokenSettings,
    /// `[request_objects]`.
    pub request_objects: RequestObjectSettings,
    /// `[keys]`.
    pub keys: KeySettings,
    /// `[storage]`.
    pub storage: StorageSettings,
    /// `[login]`.
    pub login: LoginSettings,
    /// `[scopes]` and `[claims]`.
    pub catalogue: ClaimCatalogue,
    /// `[[clients]]`.
    pub clients: Vec<Client>,
    /// `[registration]`.
    pub registration: RegistrationSettings,
    /// `[[users]]`.
    pub users: Vec<ConfiguredUser>,
    /// `[branding]`.
    pub branding: BrandingSettings,
    /// `[outbound]`.
    pub outbound: OutboundSettings,
    /// `[limits]`.
    pub limits: LimitSettings,
    /// `[metrics]`.
    pub metrics: MetricsSettings,
    /// `[log]`.
    pub log: LogSettings,
}

impl Settings {
    /// What signing keys have to outlast.
    pub fn longest_lives(&self) -> Lives {
        let lives = |client: &Client| client.lifetimes.id_token.max(client.lifetimes.access_token);
        let of_clients = self.clients.iter().filter_map(lives).max();
        let token = of_clients.unwrap_or_default().max(self.tokens.id_token).max(self.tokens.access_token);
        Lives { token, login: self.session.absolute }
    }
}

/// `[server]`.
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// The issuer.
    pub issuer: Issuer,
    /// No configuration file, or a loopback http issuer: set-up link, loopback listeners only.
    pub development: bool,
    /// Where to listen.
    pub listen: Vec<ListenAddress>,
    /// Networks whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Certificate and key for serving TLS directly; `None` serves plain http for a proxy or loopback.
    pub tls: Option<TlsSettings>,
    /// Folder for the database, mode 0700.
    pub data_dir: PathBuf,
    /// Worker threads; `None` for one per core.
    pub workers: Option<usize>,
}

/// Where to listen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListenAddress {
    /// A TCP address.
    Tcp(SocketAddr),
    /// A Unix socket path.
    Unix(PathBuf),
}

impl std::fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tcp(address) => write!(f, "{address}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// PEM files; read again when they change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsSettings {
    /// Certificate chain.
    pub cert_file: PathBuf,
    /// Private key.
    pub key_file: PathBuf,
}

/// `[session]`: the provider's own browser session.
#[derive(Debug, Clone)]
pub struct SessionSettings {
    /// End unless used (default 7 days).
    pub idle: Duration,
    /// End in any case (default 30 days).
    pub absolute: Duration,
    /// Whether the sign-in page offers to outlive the browser.
    pub remember_me: bool,
    /// Account changes need a login newer than this (default 15 minutes).
    pub reauth: Duration,
}

/// `[session_management]`: how apps learn that a login ended.
#[derive(Debug, Clone)]
pub struct SessionManagementSettings {
    /// Whether the iframe, `session_state` and the browser-state cookie exist.
    pub check_session_iframe: bool,
    /// Event streams that one network may hold open (default 64).
    pub streams_per_address: usize,
    /// Whether the signed-out page loads `frontchannel_logout_uri`s.
    pub frontchannel_logout: bool,
    /// How often an undelivered logout token is sent again (default 5).
    pub backchannel_retries: u32,
    /// How long a relying party has to answer (default 5 s).
    pub backchannel_timeout: Duration,
    /// Whether logout tokens go to private and loopback addresses (default true).
    pub allow_private_ips: bool,
    /// When to ask before signing out.
    pub logout_prompt: LogoutPrompt,
}

impl Default for SessionManagementSettings {
    fn default() -> Self {
        Self {
            check_session_iframe: true,
            streams_per_address: 64,
            frontchannel_logout: true,
            backchannel_retries: 5,
            backchannel_timeout: Duration::from_secs(5),
            allow_private_ips: true,
            logout_prompt: LogoutPrompt::Smart,
        }
    }
}

/// When to ask before signing out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogoutPrompt {
    /// Unless an `id_token_hint` names this very login (OpenID Connect RP-Initiated Logout §2).
    #[default]
    Smart,
    /// Each time.
    Always,
}

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
    /// Whether a predecessor may be presented again while its successor was never used (SEC-24).
    pub refresh_token_retry: bool,
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

/// `[keys]`.
#[derive(Debug, Clone)]
pub struct KeySettings {
    /// Algorithms to keep a signing key for; the first is the default, RS256 is among them.
    pub algorithms: Vec<Algorithm>,
    /// Age at which a key is replaced; `None` never.
    pub rotate_every: Option<Duration>,
    /// How long a key is published before it signs (default 24 hours).
    pub publish_ahead: Duration,
    /// Encrypts signing keys at rest; read at start.
    pub wrap_key_file: Option<PathBuf>,
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
    /// Whether those that prove themselves need PKCE too (default false: OpenID Connect does not ask for it).
    pub require_pkce: bool,
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
            require_pkce: false,
            software_statement_keys: None,
        }
    }
}

/// `[storage]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageSettings {
    /// The SQLite database file.
    pub path: PathBuf,
}

/// `[login]`.
#[derive(Debug, Clone)]
pub struct LoginSettings {
    /// Shortest password in characters (default 12; SEC-59 allows no less than 8).
    pub password_min_length: usize,
    /// Longest password in bytes (default and most: 1024).
    pub password_max_length: usize,
    /// Cost of Argon2id.
    pub argon2: Argon2Cost,
}

/// Argon2id parameters (SEC-29).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Argon2Cost {
    /// Memory in KiB (default 19456).
    pub memory_kib: u32,
    /// Passes (default 2).
    pub iterations: u32,
    /// Lanes (default 1).
    pub parallelism: u32,
}

/// A user of `[[users]]`, to be reconciled with the database by username.
#[derive(Debug, Clone)]
pub struct ConfiguredUser {
    /// `username`.
    pub username: String,
    /// Standard claims by name, checked for their type.
    pub claims: serde_json::Map<String, serde_json::Value>,
    /// `email`.
    pub email: Option<String>,
    /// `email_verified` (default true: the operator vouches).
    pub email_verified: bool,
    /// `groups`.
    pub groups: Vec<String>,
    /// `attributes`.
    pub attributes: std::collections::BTreeMap<String, serde_json::Value>,
    /// `password_hash`; without it the account waits for its invitation.
    pub password_hash: Option<Secret>,
    /// `admin`.
    pub is_admin: bool,
    /// `locked`.
    pub locked: bool,
    /// Where it is defined, like `config.toml:88`.
    pub defined_at: String,
}

/// `[branding]`.
#[derive(Debug, Clone)]
pub struct BrandingSettings {
    /// Name shown on every page (default "Latchkey").
    pub name: String,
    /// Image file to show instead of the default mark.
    pub logo: Option<PathBuf>,
    /// Accent colour `#rrggbb`.
    pub accent: Option<String>,
    /// Style sheet served after ours.
    pub css: Option<PathBuf>,
    /// Folder with templates that replace ours of the same name.
    pub templates: Option<PathBuf>,
    /// Where "Need help?" leads.
    pub help: Option<String>,
}

/// `[outbound]`: requests that the server itself makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboundSettings {
    /// Whether private and loopback addresses are called (default: in development mode only).
    pub allow_private_ips: bool,
    /// Hosts that may be at such addresses all the same.
    pub allowed_hosts: Vec<String>,
    /// Whether plain http is spoken: in development mode, as far as private addresses are called.
    pub allow_http: bool,
    /// Certificates, PEM, that are trusted besides the system's.
    pub extra_ca: Vec<u8>,
    /// How long each request may take in all (5 s).
    pub timeout: Duration,
    /// How long a URI that failed is left alone (10 s).
    pub retry_after: Duration,
}

impl Default for OutboundSettings {
    fn default() -> Self {
        Self {
            allow_private_ips: false,
            allowed_hosts: Vec::new(),
            allow_http: false,
            extra_ca: Vec::new(),
            timeout: Duration::from_secs(5),
            retry_after: Duration::from_secs(10),
        }
    }
}

/// So many events per window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// Events allowed.
    pub events: u32,
    /// Window they are counted in.
    pub window: Duration,
}

/// `[limits]`.
#[derive(Debug, Clone)]
pub struct LimitSettings {
    /// Failed logins per account (default 10 per 15 minutes).
    pub login_per_account: Rate,
    /// Failed logins per address or IPv6 /64 (default 100 per 15 minutes).
    pub login_per_ip: Rate,
    /// Failed client authentications per client and address (default 60 per minute).
    pub client_auth_failures: Rate,
    /// Largest form in bytes (default 65536).
    pub body_bytes: usize,
    /// Logins that may wait for a hashing slot before further ones are answered 503 (default 64).
    pub hashing_queue: usize,
    /// Open connections per worker (default 25000).
    pub connections: usize,
}

/// `[metrics]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MetricsSettings {
    /// Where metrics and probes are served besides; `None` for nowhere.
    pub listen: Option<ListenAddress>,
}

/// `[log]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSettings {
    /// How lines look.
    pub format: LogFormat,
    /// `tracing` filter, such as `info` or `latchkey=debug`.
    pub level: String,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Pretty on a terminal, JSON otherwise.
    #[default]
    Auto,
    /// For people.
    Pretty,
    /// One JSON object a line.
    Json,
}
