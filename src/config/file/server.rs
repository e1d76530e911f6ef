//! The sections of the server itself.

use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::config::format::{HostName, LogLevel, Text};
use crate::config::quantity::{Bytes, Rotation, TimeOfDay};
use crate::config::settings::{Issuer, ListenAddress, LogFormat, LogRequests, LogoutPrompt, Rate, SignInMethod};
use crate::jose::algorithms::Algorithm;
use crate::protocol::access_token::AccessTokenFormat;
use crate::protocol::certificate_header::CertificateHeader;
use crate::protocol::dpop::NonceRule;

/// `[server]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// The public address, which is the `iss` of every token: https, in its normal form, without a trailing slash. It
    /// is never derived from a request. A loopback http address turns on development mode: set-up link, loopback
    /// listeners only.
    #[schemars(extend("default" = "http://localhost:8000", "x-restart" = true))]
    pub issuer: Text<Issuer>,
    /// Where to listen: addresses with a port, or `unix:` and a path.
    #[schemars(extend(
        "x-default" = "`[\"127.0.0.1:8000\"]`; in development mode both loopback addresses with the issuer's port",
        "x-restart" = true
    ))]
    #[schemars(length(min = 1))]
    pub listen: Option<Vec<Text<ListenAddress>>>,
    /// Lets development mode listen on other addresses than loopback. For containers, whose loopback cannot be reached
    /// from outside; publish the port on the host's loopback only.
    #[schemars(extend("default" = false, "x-restart" = true))]
    pub allow_development_network: bool,
    /// The proxies in front of Latchkey, as networks. `X-Forwarded-For` is accepted from them only.
    #[schemars(extend("default" = []))]
    pub trusted_proxies: Vec<Text<IpNet>>,
    /// Serve TLS directly. Without it, Latchkey speaks plain http to a proxy that does. The files are read again
    /// when they change; turning TLS on or off needs a restart.
    pub tls: Option<Tls>,
    /// Certificates of apps (mutual TLS, RFC 8705): apps prove who they are by them, and tokens are bound to them.
    pub mtls: Option<Mtls>,
    /// The folder for the database and the keys, created with mode 0700.
    #[schemars(extend("x-default" = "`/data` in the container, else `latchkey-data` in the folder where the server is started", "x-restart" = true))]
    pub data_dir: Option<PathBuf>,
    /// Worker threads.
    #[schemars(extend("x-default" = "one for each core", "x-restart" = true), range(min = 1, max = 1024))]
    pub workers: Option<usize>,
    /// An app that is removed from the configuration is refused at once, and its grants are revoked after this time. If
    /// it is restored before that, all its grants work again: a file may be truncated or empty for a moment.
    #[schemars(extend("default" = "1h", "x-min" = "0s", "x-max" = "30d"))]
    pub removal_grace: Text<Duration>,
    /// **For tests of the protocol alone**: `/resource_for_tests` answers every valid access token for the issuer with its `client_id`,
    /// `scope` and `sub`. Such tests need a resource that takes tokens without `openid`, which userinfo refuses.
    #[schemars(extend("default" = false))]
    pub resource_for_tests: bool,
}

/// `server.tls`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate and its chain, PEM.
    #[schemars(extend("x-restart" = true))]
    pub cert_file: Option<PathBuf>,
    /// The private key, PEM. It must not be readable by others.
    #[schemars(extend("x-restart" = true))]
    pub key_file: Option<PathBuf>,
}

/// `server.mtls`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mtls {
    /// Where to listen for apps with certificates, with the certificate and key of `server.tls`. Such a listener asks
    /// whoever connects for a certificate and takes any; browsers would show a dialog, so it has an address of its
    /// own.
    #[schemars(extend("default" = [], "x-restart" = true))]
    pub listen: Vec<Text<ListenAddress>>,
    /// PEM files with the authorities that issue the certificates of apps with `tls_client_auth`. Apps with
    /// `self_signed_tls_client_auth` need none.
    #[schemars(extend("default" = []))]
    pub client_ca_files: Vec<PathBuf>,
    /// Revocation lists (CRLs) of these authorities, PEM or DER. Who is on one is refused, and so is everybody while a
    /// list is past its next update. Authorities without a list are not asked.
    #[schemars(extend("default" = []))]
    pub crl_files: Vec<PathBuf>,
    /// What apps with certificates use in place of the issuer: the addresses of `mtls_endpoint_aliases` begin with it.
    #[schemars(extend(
        "x-default" = "the issuer's host with https and the port of `listen`; with a proxy alone, the issuer itself",
        "format" = "web-uri"
    ))]
    pub base_url: Option<String>,
    /// The proxy that takes the connections of apps and passes their certificates on. Its header is accepted from
    /// `trusted_proxies` only.
    pub proxy: Option<MtlsProxy>,
}

/// `server.mtls.proxy`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MtlsProxy {
    /// How the proxy writes the certificate: `"rfc9440"` for `Client-Cert`, `"nginx"` for `$ssl_client_escaped_cert`,
    /// `"envoy"` for `x-forwarded-client-cert`, `"traefik"` for `X-Forwarded-Tls-Client-Cert`.
    #[schemars(required)]
    pub form: Option<CertificateHeader>,
    /// The name of the header. The proxy must remove it from what clients send.
    #[schemars(extend("x-default" = "the one of `form`; `X-SSL-Client-Cert` for nginx"))]
    pub header: Option<String>,
    /// Whether the proxy refuses certificates that other authorities issued. Without it, Latchkey verifies them with
    /// `client_ca_files`.
    #[schemars(extend("default" = false))]
    pub verifies_chain: bool,
}

/// `[session]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// A session ends if it was not used for this time.
    #[schemars(extend("default" = "7d", "x-min" = "1m", "x-max" = "365d"))]
    pub idle: Text<Duration>,
    /// A session ends after this time in any case.
    #[schemars(extend("default" = "30d", "x-min" = "1m", "x-max" = "365d"))]
    pub absolute: Text<Duration>,
    /// Offer "Keep me signed in" on the sign-in page. If it is not ticked, the cookie ends with the browser session.
    #[schemars(extend("default" = true))]
    pub remember_me: bool,
    /// Changes of the account need a sign-in newer than this.
    #[schemars(extend("default" = "15m", "x-min" = "1m", "x-max" = "1d"))]
    pub reauth: Text<Duration>,
}

/// `[session_management]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionManagement {
    /// Offer `check_session_iframe`, `session_state` and the browser-state cookie, which notify an app's open page of
    /// the end of its login within a second.
    #[schemars(extend("default" = true))]
    pub check_session_iframe: bool,
    /// Open event streams for each address. Increase it if many people share an address.
    #[schemars(extend("default" = 64), range(min = 1, max = 100_000))]
    pub streams_per_address: usize,
    /// Load the apps' `frontchannel_logout_uri` from the signed-out page.
    #[schemars(extend("default" = true))]
    pub frontchannel_logout: bool,
    /// Telling the apps' servers at their `backchannel_logout_uri`.
    pub backchannel_logout: BackchannelLogout,
    /// `"smart"` asks before the sign-out unless `id_token_hint` belongs to this login; `"always"` asks each time.
    #[schemars(extend("default" = "smart"))]
    pub logout_prompt: LogoutPrompt,
}

/// `session_management.backchannel_logout`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BackchannelLogout {
    /// How often an undelivered logout token is sent again, after 1 second to 15 minutes.
    #[schemars(extend("default" = 5), range(min = 0, max = 20))]
    pub retries: u32,
    /// The timeout for the response of an app.
    #[schemars(extend("default" = "5s", "x-min" = "1s", "x-max" = "30s"))]
    pub timeout: Text<Duration>,
    /// Allow private and loopback addresses, such as those of home servers. Link-local addresses are always refused.
    #[schemars(extend("default" = true))]
    pub allow_private_ips: bool,
}

/// `[tokens]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tokens {
    /// Lifetime of authorization codes, 60 seconds at most.
    #[schemars(extend("default" = "60s", "x-min" = "1s", "x-max" = "60s"))]
    pub authorization_code: Text<Duration>,
    /// Lifetime of access tokens.
    #[schemars(extend("default" = "1h", "x-min" = "1s", "x-max" = "7d"))]
    pub access_token: Text<Duration>,
    /// The format of access tokens: `"opaque"`, or `"jwt"` for signed ones (RFC 9068) that an API can verify without a
    /// request. Such an API does not notice a sign-out or a revocation before the token expires: use a short lifetime.
    #[schemars(extend("default" = "opaque"))]
    pub access_token_format: AccessTokenFormat,
    /// Lifetime of ID tokens.
    #[schemars(extend("default" = "1h", "x-min" = "1s", "x-max" = "7d"))]
    pub id_token: Text<Duration>,
    /// Refresh tokens. Each use gives a new one; a used one that comes back ends them all.
    pub refresh_token: RefreshToken,
    /// Tokens that are bound to a key of the app (DPoP, RFC 9449). An app asks for them by sending a proof; it must, with
    /// `dpop_bound_access_tokens`.
    pub dpop: Dpop,
}

/// `tokens.refresh_token`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RefreshToken {
    /// The token expires if it was not used for this time.
    #[schemars(extend("default" = "30d", "x-min" = "1s", "x-max" = "3650d"))]
    pub idle: Text<Duration>,
    /// The token expires after this time in any case.
    #[schemars(extend("default" = "90d", "x-min" = "1s", "x-max" = "3650d"))]
    pub absolute: Text<Duration>,
    /// How long after its first use a refresh token may be used again, with the same result: for apps that refresh in
    /// several tabs or threads at once. The default is `"10s"`, or `"0s"` (never) with `retry = false`.
    #[schemars(extend("x-min" = "0s", "x-max" = "5m"))]
    pub reuse_grace: Option<Text<Duration>>,
    /// Let an app that lost the response use its old token again, also later, as long as the new one was not used.
    #[schemars(extend("default" = true))]
    pub retry: bool,
}

/// `tokens.dpop`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dpop {
    /// Whether a proof needs a nonce of the server (`DPoP-Nonce`), so that it cannot be created in advance: `"off"` or
    /// `"required"`. An app that sends none is told to try again with one, which costs a request now and then.
    #[schemars(extend("default" = "off"))]
    pub nonce: NonceRule,
    /// How long a proof is accepted after its creation. The clock of an app may be 30 seconds ahead.
    #[schemars(extend("default" = "60s", "x-min" = "10s", "x-max" = "5m"))]
    pub proof_lifetime: Text<Duration>,
    /// The algorithms that proofs may be signed with.
    #[schemars(extend("default" = ["ES256", "ES384", "EdDSA", "Ed25519", "PS256", "RS256"]), length(min = 1))]
    pub algorithms: Vec<Text<Algorithm>>,
}

/// `[keys]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// The algorithms of the signing keys: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA,
    /// Ed25519 (the newer name of EdDSA, which fewer apps support). The first is the default; RS256 is required,
    /// because most apps assume it.
    #[schemars(extend("default" = ["RS256", "ES256"]), length(min = 1))]
    pub algorithms: Vec<Text<Algorithm>>,
    /// The age at which a key is replaced, or `"never"`.
    #[schemars(extend("default" = "90d", "x-min" = "1h"))]
    pub rotate_every: Text<Rotation>,
    /// How long a new key is published before it signs, so that every app can fetch it in time.
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
    /// The database: `sqlite://` and a path, as in `sqlite:///data/latchkey.db`, or `postgres://USER@HOST/DATABASE`, which
    /// several nodes can share. Of several hosts, divided by commas, the one is taken that can be written to. `sslmode` is
    /// `disable`, `prefer` (the default), `require`, `verify-ca` or `verify-full`.
    #[schemars(extend("x-default" = "`latchkey.db` in `server.data_dir`", "x-restart" = true))]
    pub url: Option<String>,
    /// PostgreSQL: a file with the password of the user, read at each connection.
    #[schemars(extend("x-restart" = true))]
    pub password_file: Option<PathBuf>,
    /// PostgreSQL: PEM certificates of the authorities that may vouch for the server; without it, those of the system.
    #[schemars(extend("x-restart" = true))]
    pub ca_file: Option<PathBuf>,
    /// PostgreSQL: the most connections of this node, besides one that listens for changes.
    #[schemars(extend("default" = 16, "x-restart" = true), range(min = 1, max = 1000))]
    pub max_connections: u32,
    /// PostgreSQL: the longest that one statement of a request may take.
    #[schemars(extend("default" = "2s", "x-min" = "100ms", "x-max" = "60s", "x-restart" = true))]
    pub statement_timeout: Text<Duration>,
    /// What the server copies by itself.
    pub backup: Backup,
}

/// `storage.backup`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// Copy the database once a day, as `latchkey backup` does. In development mode it is off, because that data is for
    /// trying out.
    #[schemars(extend("x-default" = "`false` in development mode, else `true`"))]
    pub enabled: Option<bool>,
    /// The folder for the backups, created with mode 0700. A disk of its own keeps them when the other one breaks.
    #[schemars(extend("x-default" = "`backups` in `server.data_dir`"))]
    pub dir: Option<PathBuf>,
    /// How many backups are kept. The oldest one is deleted after a new one was made and checked; other files in the folder
    /// stay.
    #[schemars(extend("default" = 7), range(min = 1, max = 1000))]
    pub keep: usize,
    /// The time of day (UTC) at which a new backup is due. A server that was down at that time makes it when it starts.
    #[schemars(extend("default" = "03:00"))]
    pub at: Text<TimeOfDay>,
}

/// `[login]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// What people begin a sign-in with, in the order of the page: `"password"` and `"passkey"`. Without `"passkey"` there are no
    /// passkeys at all: none is offered, accepted or added, also as a second factor, and who has no password needs a link to choose
    /// one. Without `"password"` there are no passwords: none is asked for, accepted or chosen, links lead to a passkey, and who
    /// has none needs a link.
    #[schemars(extend("default" = ["password", "passkey"]), length(min = 1))]
    pub methods: Vec<SignInMethod>,
    /// Whether people need a second factor. `"optional"`: those who set one up. `"required"`: everybody; who has none sets one
    /// up at the next sign-in.
    #[schemars(extend("default" = "optional"))]
    pub mfa: MfaRule,
    /// Groups whose members need a second factor where the others do not.
    #[schemars(extend("default" = []))]
    pub mfa_required_for_groups: Vec<String>,
    /// How long people may have a second factor remembered on a device (*Don't ask again on this device*), such as `"30d"`. The
    /// password is asked for all the same. `"0s"`: not at all.
    #[schemars(extend("default" = "0s", "x-min" = "0s", "x-max" = "365d"))]
    pub mfa_remember: Text<Duration>,
    /// Whether people may add passkeys. `false` takes nothing away: passkeys that people have go on working, so nobody is locked
    /// out and no protection is lost.
    #[schemars(extend("default" = true))]
    pub passkeys: bool,
    /// Whether browsers offer passkeys in the username field of the sign-in page. Without that, its button asks for one.
    #[schemars(extend("default" = true))]
    pub passkey_autofill: bool,
    /// The domain that passkeys are made for (RP ID): the host of `server.issuer`, or a domain above it under which somebody
    /// can register a name, such as `"example.com"` for `https://auth.example.com`. Sites at all names below it can ask for
    /// these passkeys, so name no more than you run yourself. With another value all passkeys of before are of no use: whoever
    /// has no password needs a link to choose one, and who needs a second factor sets one up anew.
    #[schemars(extend("x-default" = "the host of `server.issuer`", "x-restart" = true))]
    pub passkey_rp_id: Option<String>,
    /// Whether a passkey must verify its person, by a PIN or biometrics, where it stands behind a password: `"required"`, or
    /// `"preferred"`, which takes security keys without a PIN, too. Where a passkey signs in alone it always must.
    #[schemars(extend("default" = "preferred"))]
    pub passkey_user_verification: VerificationRule,
    /// Whether people may set up an authenticator app. `false` takes nothing away: apps that people have go on being asked for.
    #[schemars(extend("default" = true))]
    pub totp: bool,
    /// Let people delete their own account. Not the last administrator, and nobody whom the configuration defines.
    #[schemars(extend("default" = false))]
    pub delete_account: bool,
    /// Who may make an account of their own. `"off"`: nobody. `"invite"`: whoever has a sign-up link of an administrator.
    /// `"open"`: everybody whose email address is confirmed by a mail, which needs `[smtp]`; links of administrators work, too.
    #[schemars(extend("default" = "off"))]
    pub signup: SignupRule,
    /// The domains of email addresses that may be used to sign up, such as `["example.com"]`; subdomains are others. Empty: all.
    #[schemars(extend("default" = []))]
    pub signup_domains: Vec<String>,
    /// Whether an administrator must approve an account that somebody made for themselves before it works.
    #[schemars(extend("default" = false))]
    pub signup_approval: bool,
    /// The groups of an account that somebody makes for themselves.
    #[schemars(extend("default" = []))]
    pub signup_groups: Vec<String>,
    /// What a new password must be like.
    pub password: Password,
    /// The cost of hashing a password. Hashes made with less are renewed at the next sign-in.
    pub argon2: Argon2,
}

/// `[smtp]`, which may be called `[email]`, too.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// The mail server: `smtp://HOST` (port 587, encrypted by STARTTLS) or `smtps://HOST` (port 465, encrypted from the first
    /// octet). Without it no mail is sent, and links are handed over by an administrator.
    pub url: Option<String>,
    /// The sender, such as `"Example Home <auth@example.com>"`.
    pub from: Option<String>,
    /// The user name at the mail server, if it wants one.
    pub username: Option<String>,
    /// A file with the password of that user.
    pub password_file: Option<PathBuf>,
    /// Whether `smtp://` must be encrypted. Turn it off for a mail server on this machine only.
    #[schemars(extend("default" = true))]
    pub starttls: bool,
    /// PEM certificates of the authorities that may vouch for the mail server; without it, those of the system.
    pub ca_file: Option<PathBuf>,
}

/// `login.mfa`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MfaRule {
    /// Of those who set one up.
    Optional,
    /// Of everybody.
    Required,
}

/// `login.passkey_user_verification`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum VerificationRule {
    /// Where the passkey signs in alone.
    Preferred,
    /// Always.
    Required,
}

/// `login.signup`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SignupRule {
    /// Nobody.
    Off,
    /// Whoever has a link of an administrator.
    Invite,
    /// Everybody with an email address.
    Open,
}

/// `login.password`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Password {
    /// Shortest password, in characters.
    #[schemars(extend("default" = 12), range(min = 8, max = 128))]
    pub min_length: usize,
    /// Longest password, in bytes. Passwords are never truncated.
    #[schemars(extend("default" = 1024), range(min = 128, max = 1024))]
    pub max_length: usize,
    /// `"builtin"`: passwords that are known from breaches are refused, by a list that ships with Latchkey.
    #[schemars(extend("default" = "builtin"))]
    pub blocklist: BlocklistRule,
    /// A file of words that passwords may not consist of, one a line, such as the names of your organisation and its
    /// products: `example2026!` is refused by `example`. At most 64 KiB.
    pub blocklist_file: Option<PathBuf>,
}

/// `login.password.blocklist`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BlocklistRule {
    /// The list that ships.
    Builtin,
    /// None.
    Off,
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

/// `[outbound]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outbound {
    /// Allow requests to private and loopback addresses, and in development mode with plain http. Requests to
    /// link-local addresses are always refused. Logout tokens have a separate setting.
    #[schemars(extend("x-default" = "`true` in development mode, else `false`"))]
    pub allow_private_ips: Option<bool>,
    /// Hosts at private addresses that are allowed all the same: names or addresses, as written in the URIs.
    #[schemars(extend("default" = []))]
    pub allowed_hosts: Vec<Text<HostName>>,
    /// Your own root certificates, PEM, in addition to the system's.
    pub extra_ca_file: Option<PathBuf>,
}

/// `[limits]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Failed sign-ins for one account from one network. Other networks are not affected.
    #[schemars(extend("default" = "10/15m"))]
    pub login_per_account: Text<Rate>,
    /// Wrong one-time codes for one account, from all networks together. Whoever comes that far knows the password. For each app,
    /// wrong values of `user_code` (CIBA) that it sends for one name.
    #[schemars(extend("default" = "10/15m"))]
    pub code_per_account: Text<Rate>,
    /// Failed sign-ins from one address (for IPv6 its /64).
    #[schemars(extend("default" = "100/15m"))]
    pub login_per_ip: Text<Rate>,
    /// Wrong client secrets for one client from one address.
    #[schemars(extend("default" = "60/1m"))]
    pub client_auth_failures: Text<Rate>,
    /// Requests that a client without a secret or key pushes from one address (for IPv6 its /64).
    #[schemars(extend("default" = "300/1m"))]
    pub pushed_requests: Text<Rate>,
    /// Pushed requests of one client that have not expired; further ones get 429.
    #[schemars(extend("default" = 5_000), range(min = 1, max = 1_000_000))]
    pub pushed_requests_per_client: u32,
    /// Requests for another device that a client without a secret or key makes from one address (for IPv6 its /64).
    #[schemars(extend("default" = "60/1m"))]
    pub polled_requests: Text<Rate>,
    /// Such requests of one client that have not expired; further ones get 429.
    #[schemars(extend("default" = 1_000), range(min = 1, max = 100_000))]
    pub polled_requests_per_client: u32,
    /// Wrong codes that one person types at `/device`.
    #[schemars(extend("default" = "10/15m"))]
    pub user_code_per_account: Text<Rate>,
    /// The same from one address (for IPv6 its /64).
    #[schemars(extend("default" = "30/15m"))]
    pub user_code_per_ip: Text<Rate>,
    /// The same of all people together.
    #[schemars(extend("default" = "300/15m"))]
    pub user_code_total: Text<Rate>,
    /// Largest accepted form.
    #[schemars(extend("default" = "64KiB", "x-min" = "4KiB", "x-max" = "16MiB"))]
    pub body_bytes: Text<Bytes>,
    /// Sign-ins that may wait for a password hash; further ones get 503.
    #[schemars(extend("default" = 64, "x-restart" = true), range(min = 1, max = 10_000))]
    pub hashing_queue: usize,
    /// Open connections for each worker; further ones get 503 and are closed.
    #[schemars(extend("default" = 25_000, "x-restart" = true), range(min = 16, max = 1_000_000))]
    pub connections: usize,
}

/// `[metrics]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Where to serve `/metrics`, `/livez` and `/readyz`: an address with a port, or `unix:` and a path. There is no
    /// authentication. The metrics contain no personal data, but the `client_id` and the load of each app.
    #[schemars(extend("x-default" = "nowhere", "x-restart" = true))]
    pub listen: Option<Text<ListenAddress>>,
}

/// `[log]`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// The format of log lines.
    #[schemars(extend("default" = "auto", "x-restart" = true))]
    pub format: LogFormat,
    /// What is logged: a level, or a filter by module. No level ever logs tokens, codes or passwords.
    #[schemars(extend("default" = "info", "x-restart" = true))]
    pub level: Text<LogLevel>,
    /// Which requests have a line: `"all"`; `"errors"` for those that the server failed to answer (status 500 and above);
    /// `"slow"` for these and those that took a second or longer. Refusals have lines of their own at any rate.
    #[schemars(extend("default" = "all"))]
    pub requests: LogRequests,
}
