//! The sections of the server itself.

use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::format::{HostName, LogLevel, Text};
use crate::config::quantity::{Bytes, Rotation};
use crate::config::settings::{Issuer, ListenAddress, LogFormat, LogoutPrompt, Rate};
use crate::jose::algorithms::Algorithm;
use crate::protocol::access_token::AccessTokenFormat;

/// `[server]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// The address people and apps reach Latchkey by, byte for byte the `iss` of every token: https, in its normal
    /// form, without a trailing slash. It is never guessed from a request. A loopback http address means
    /// development mode: set-up link, loopback listeners only.
    #[schemars(extend("default" = "http://localhost:8000", "x-restart" = true))]
    pub issuer: Text<Issuer>,
    /// Where to listen: addresses with a port, or `unix:` and a path.
    #[schemars(extend(
        "x-default" = "`[\"127.0.0.1:8000\"]`; in development mode both loopback addresses with the issuer's port",
        "x-restart" = true
    ))]
    #[schemars(length(min = 1))]
    pub listen: Option<Vec<Text<ListenAddress>>>,
    /// Lets development mode listen beyond loopback. For containers, whose own loopback nobody can reach; the
    /// published port must then stay on the host's loopback.
    #[schemars(extend("default" = false, "x-restart" = true))]
    pub allow_development_network: bool,
    /// The proxies in front of Latchkey, as networks. They alone may say in `X-Forwarded-For` who is calling.
    #[schemars(extend("default" = []))]
    pub trusted_proxies: Vec<Text<IpNet>>,
    /// Serve TLS directly. Without it, Latchkey speaks plain http to a proxy that does. The files are read again
    /// when they change; turning TLS on or off needs a restart.
    pub tls: Option<Tls>,
    /// The folder for the database and the keys, made with mode 0700.
    #[schemars(extend("x-default" = "`/data` in the container, else the user's data folder", "x-restart" = true))]
    pub data_dir: Option<PathBuf>,
    /// Worker threads.
    #[schemars(extend("x-default" = "one for each core", "x-restart" = true), range(min = 1, max = 1024))]
    pub workers: Option<usize>,
    /// An app that leaves the configuration is refused at once, and what it was granted ends after so long. Put back before
    /// that, it goes on as if nothing had been: a file may be cut off or empty for a moment.
    #[schemars(extend("default" = "1h", "x-min" = "0s", "x-max" = "30d"))]
    pub removal_grace: Text<Duration>,
}

/// `server.tls`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate and its chain, PEM.
    #[schemars(extend("x-restart" = true))]
    pub cert_file: Option<PathBuf>,
    /// The private key, PEM. Others may not be able to read it.
    #[schemars(extend("x-restart" = true))]
    pub key_file: Option<PathBuf>,
}

/// `[session]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// A session ends when it was not used for so long.
    #[schemars(extend("default" = "7d", "x-min" = "1m", "x-max" = "365d"))]
    pub idle: Text<Duration>,
    /// A session ends after so long in any case.
    #[schemars(extend("default" = "30d", "x-min" = "1m", "x-max" = "365d"))]
    pub absolute: Text<Duration>,
    /// Offer on the sign-in page to stay signed in when the browser closes. Unticked, the cookie dies with it.
    #[schemars(extend("default" = true))]
    pub remember_me: bool,
    /// Changes to the account ask for a sign-in newer than this.
    #[schemars(extend("default" = "15m", "x-min" = "1m", "x-max" = "1d"))]
    pub reauth: Text<Duration>,
}

/// `[session_management]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionManagement {
    /// Offer `check_session_iframe`, `session_state` and the browser-state cookie, by which an app's open page learns
    /// within a second that its login ended.
    #[schemars(extend("default" = true))]
    pub check_session_iframe: bool,
    /// Open event streams that one address may hold. Raise it where many people share one.
    #[schemars(extend("default" = 64), range(min = 1, max = 100_000))]
    pub streams_per_address: usize,
    /// Load the apps' `frontchannel_logout_uri` from the signed-out page.
    #[schemars(extend("default" = true))]
    pub frontchannel_logout: bool,
    /// Telling the apps' servers at their `backchannel_logout_uri`.
    pub backchannel_logout: BackchannelLogout,
    /// `"smart"` asks before signing out unless the app proves that it means this very login; `"always"` asks each
    /// time.
    #[schemars(extend("default" = "smart"))]
    pub logout_prompt: LogoutPrompt,
}

/// `session_management.backchannel_logout`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackchannelLogout {
    /// How often a logout token that did not arrive is sent again, spread from 1 second to 15 minutes.
    #[schemars(extend("default" = 5), range(min = 0, max = 20))]
    pub retries: u32,
    /// How long an app has to answer.
    #[schemars(extend("default" = "5s", "x-min" = "1s", "x-max" = "30s"))]
    pub timeout: Text<Duration>,
    /// Deliver to private and loopback addresses too, where home servers live. Link-local ones are never called.
    #[schemars(extend("default" = true))]
    pub allow_private_ips: bool,
}

/// `[tokens]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// Life of an authorization code, 60 seconds at most.
    #[schemars(extend("default" = "60s", "x-min" = "1s", "x-max" = "60s"))]
    pub authorization_code: Text<Duration>,
    /// Life of an access token.
    #[schemars(extend("default" = "1h", "x-min" = "1s", "x-max" = "7d"))]
    pub access_token: Text<Duration>,
    /// What access tokens look like: `"opaque"`, or `"jwt"` for signed ones (RFC 9068) that an API can check by itself.
    /// An API that does so does not hear of a sign-out or a revocation before the token's life is over: keep it short.
    #[schemars(extend("default" = "opaque"))]
    pub access_token_format: AccessTokenFormat,
    /// Life of an ID token.
    #[schemars(extend("default" = "1h", "x-min" = "1s", "x-max" = "7d"))]
    pub id_token: Text<Duration>,
    /// Refresh tokens. Each use gives a new one; a used one that comes back ends them all.
    pub refresh_token: RefreshToken,
}

/// `tokens.refresh_token`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshToken {
    /// Good for so long unless used.
    #[schemars(extend("default" = "30d", "x-min" = "1s", "x-max" = "3650d"))]
    pub idle: Text<Duration>,
    /// However often used, over after so long.
    #[schemars(extend("default" = "90d", "x-min" = "1s", "x-max" = "3650d"))]
    pub absolute: Text<Duration>,
    /// Within this time of its first use, a refresh token may be used again, and yields the same successor: for apps
    /// that refresh in several tabs or threads at once. `"10s"` unless it is written, or `"0s"` (never) with
    /// `retry = false`.
    #[schemars(extend("x-min" = "0s", "x-max" = "5m"))]
    pub reuse_grace: Option<Text<Duration>>,
    /// Let an app whose connection broke use the token that it had once more, later too, while what came with the lost
    /// answer was never used.
    #[schemars(extend("default" = true))]
    pub retry: bool,
}

/// `[keys]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// The algorithms to keep a signing key for: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA,
    /// Ed25519 (the newer name of EdDSA, which fewer apps know).
    /// The first is the default; RS256 must be among them, because most apps assume it.
    #[schemars(extend("default" = ["RS256", "ES256"]), length(min = 1))]
    pub algorithms: Vec<Text<Algorithm>>,
    /// Age at which a key is replaced, or `"never"`.
    #[schemars(extend("default" = "90d", "x-min" = "1h"))]
    pub rotate_every: Text<Rotation>,
    /// How long a new key is published before it signs, so that every app has fetched it.
    #[schemars(extend("default" = "24h", "x-min" = "0s", "x-max" = "30d"))]
    pub publish_ahead: Text<Duration>,
    /// A file with 32 random bytes (raw, in hex or base64, or what `latchkey gen-secret` prints) that encrypts the
    /// signing keys at rest.
    #[schemars(extend("x-restart" = true))]
    pub wrap_key_file: Option<PathBuf>,
}

/// `[storage]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Storage {
    /// The database, `sqlite://` and a path: `sqlite:///data/latchkey.db`.
    #[schemars(extend("x-default" = "`latchkey.db` in `server.data_dir`", "x-restart" = true))]
    pub url: Option<String>,
}

/// `[login]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// What a new password must be like.
    pub password: Password,
    /// The cost of hashing a password. Hashes made with less are renewed at the next sign-in.
    pub argon2: Argon2,
}

/// `login.password`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Password {
    /// Shortest password, in characters.
    #[schemars(extend("default" = 12), range(min = 8, max = 128))]
    pub min_length: usize,
    /// Longest password, in bytes. Nothing is ever cut off.
    #[schemars(extend("default" = 1024), range(min = 128, max = 1024))]
    pub max_length: usize,
}

/// `login.argon2`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Argon2 {
    /// Memory for one hash.
    #[schemars(extend("default" = "19MiB", "x-min" = "8KiB", "x-max" = "1GiB", "x-restart" = true))]
    pub memory: Text<Bytes>,
    /// Passes over the memory.
    #[schemars(extend("default" = 2, "x-restart" = true), range(min = 1, max = 100))]
    pub iterations: u32,
    /// Lanes.
    #[schemars(extend("default" = 1, "x-restart" = true), range(min = 1, max = 64))]
    pub parallelism: u32,
}

/// `[branding]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Branding {
    /// The name on every page.
    #[schemars(extend("default" = "Latchkey", "format" = "readable-name"))]
    pub name: String,
    /// An image file (SVG, PNG, WebP or JPEG) in place of our mark.
    pub logo: Option<PathBuf>,
    /// The accent colour of links, buttons, icons, avatars and the mark. Light and dark pages each use a readable variant.
    #[schemars(extend("format" = "colour"))]
    pub accent: Option<String>,
    /// A style sheet served after ours.
    pub css: Option<PathBuf>,
    /// A folder with templates that replace ours of the same name.
    #[schemars(extend("x-restart" = true))]
    pub templates: Option<PathBuf>,
    /// Links at the foot of the pages.
    pub links: Links,
}

/// `branding.links`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// Where "Need help?" leads: a page, or `mailto:` and an address.
    #[schemars(extend("format" = "help-uri"))]
    pub help: Option<String>,
}

/// `[outbound]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outbound {
    /// Fetch from private and loopback addresses too, and in development mode by plain http. Link-local addresses are
    /// never called. Logout tokens have a setting of their own.
    #[schemars(extend("x-default" = "`true` in development mode, else `false`"))]
    pub allow_private_ips: Option<bool>,
    /// Hosts that may be at private addresses all the same: names or addresses, as they stand in the URIs.
    #[schemars(extend("default" = []))]
    pub allowed_hosts: Vec<Text<HostName>>,
    /// Certificates of your own authorities, PEM, trusted besides the system's.
    pub extra_ca_file: Option<PathBuf>,
}

/// `[limits]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Failed sign-ins for one account from one network. Nobody is locked out from elsewhere.
    #[schemars(extend("default" = "10/15m"))]
    pub login_per_account: Text<Rate>,
    /// Failed sign-ins from one address (for IPv6 its /64).
    #[schemars(extend("default" = "100/15m"))]
    pub login_per_ip: Text<Rate>,
    /// Wrong client secrets for one client from one address.
    #[schemars(extend("default" = "60/1m"))]
    pub client_auth_failures: Text<Rate>,
    /// Largest form that is read.
    #[schemars(extend("default" = "64KiB", "x-min" = "4KiB", "x-max" = "16MiB"))]
    pub body_bytes: Text<Bytes>,
    /// Sign-ins that may wait for a turn to hash a password; further ones are told to come back (503).
    #[schemars(extend("default" = 64, "x-restart" = true), range(min = 1, max = 10_000))]
    pub hashing_queue: usize,
    /// Open connections for each worker.
    #[schemars(extend("default" = 25_000, "x-restart" = true), range(min = 16, max = 1_000_000))]
    pub connections: usize,
}

/// `[metrics]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Where to serve `/metrics`, `/livez` and `/readyz`: an address with a port, or `unix:` and a path. Everybody who
    /// reaches it may read them: no person's data, but the `client_id`s of your apps and how busy they are.
    #[schemars(extend("x-default" = "nowhere", "x-restart" = true))]
    pub listen: Option<Text<ListenAddress>>,
}

/// `[log]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// How lines look.
    #[schemars(extend("default" = "auto", "x-restart" = true))]
    pub format: LogFormat,
    /// What is logged: a level, or a filter by module. No level ever logs tokens, codes or passwords.
    #[schemars(extend("default" = "info", "x-restart" = true))]
    pub level: Text<LogLevel>,
}
