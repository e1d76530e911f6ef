//! What the process needs to run: where it listens, what it stores, whom it asks, how much it takes, what it tells.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;

use super::Issuer;
use crate::database::Database;
use crate::protocol::certificate_header::CertificateHeader;
use crate::protocol::client::ClientAuthMethod;

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
    /// Certificates of clients; `None` where none can come.
    pub mtls: Option<MtlsSettings>,
    /// Folder for the database, mode 0700.
    pub data_dir: PathBuf,
    /// Worker threads; `None` for one per core.
    pub workers: Option<usize>,
    /// How long what a client was granted outlasts its removal from the configuration (default 1 hour).
    pub removal_grace: Duration,
    /// Whether there is a resource to try access tokens at.
    pub resource_for_tests: bool,
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

/// `server.mtls` (RFC 8705).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MtlsSettings {
    /// Where certificates are asked for.
    pub listen: Vec<ListenAddress>,
    /// PEM files with the authorities that certificates for `tls_client_auth` are issued by; read again when they change.
    pub client_ca_files: Vec<PathBuf>,
    /// Revocation lists of these authorities, PEM or DER; read again when they change.
    pub crl_files: Vec<PathBuf>,
    /// What stands in place of the issuer in `mtls_endpoint_aliases`; `None` where clients use the usual endpoints.
    pub base_url: Option<String>,
    /// How a proxy passes certificates on; `None` where none does.
    pub proxy: Option<CertificateProxy>,
}

/// `server.mtls.proxy`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateProxy {
    /// How it writes the certificate.
    pub form: CertificateHeader,
    /// The name of its header.
    pub header: String,
    /// Whether it verified by whom the certificate was issued.
    pub verifies_chain: bool,
}

impl MtlsSettings {
    /// Whether it can be known by whom a certificate was issued, which `tls_client_auth` needs.
    pub fn verifies_chains(&self) -> bool {
        !self.client_ca_files.is_empty() || self.proxy.as_ref().is_some_and(|proxy| proxy.verifies_chain)
    }
}

impl ServerSettings {
    /// The methods by which clients can prove themselves here.
    pub fn auth_methods(&self) -> Vec<ClientAuthMethod> {
        let is_there = |method: &ClientAuthMethod| match method {
            ClientAuthMethod::TlsClientAuth => self.mtls.as_ref().is_some_and(MtlsSettings::verifies_chains),
            ClientAuthMethod::SelfSignedTlsClientAuth => self.mtls.is_some(),
            _ => true,
        };
        ClientAuthMethod::ALL.into_iter().filter(is_there).collect()
    }

    /// Every address of the endpoint at `path`: below the issuer, and among `mtls_endpoint_aliases`.
    pub fn addresses(&self, path: &str) -> Vec<String> {
        let alias = self.mtls.as_ref().and_then(|mtls| mtls.base_url.as_deref());
        std::iter::once(self.issuer.url(path)).chain(alias.map(|base| format!("{base}{path}"))).collect()
    }
}

/// `[storage]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorageSettings {
    /// Where it is.
    pub database: Database,
    /// What is copied by itself; `None` for nothing.
    pub backup: Option<BackupSettings>,
}

/// `storage.backup`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSettings {
    /// The folder.
    pub dir: PathBuf,
    /// How many are kept (default 7).
    pub keep: usize,
    /// When one is due, as the time since midnight UTC (default 3 hours).
    pub at: Duration,
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
    /// Wrong one-time codes per account (default 10 in 15 minutes).
    pub code_per_account: Rate,
    /// Failed logins per address or IPv6 /64 (default 100 per 15 minutes).
    pub login_per_ip: Rate,
    /// Failed client authentications per client and address (default 60 per minute).
    pub client_auth_failures: Rate,
    /// Requests that a client without credentials pushes from one address (default 300 per minute).
    pub pushed_requests: Rate,
    /// Pushed requests of one client that have not expired (default 5000).
    pub pushed_requests_per_client: u32,
    /// Requests to be polled for that a client without credentials makes from one address (default 60 per minute).
    pub polled_requests: Rate,
    /// Such requests of one client that have not expired (default 1000).
    pub polled_requests_per_client: u32,
    /// Wrong user codes of one person (default 10 in 15 minutes).
    pub user_code_per_account: Rate,
    /// Wrong user codes from one address (default 30 in 15 minutes).
    pub user_code_per_ip: Rate,
    /// Wrong user codes of everybody (default 300 in 15 minutes).
    pub user_code_total: Rate,
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
    /// Which requests have a line.
    pub requests: LogRequests,
}

/// Which requests have a line in the log. Refusals and faults have lines of their own at any rate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LogRequests {
    /// Each.
    #[default]
    All,
    /// Those that the server failed to answer (status 500 and above).
    Errors,
    /// The same, and those that took a second or longer.
    Slow,
}

impl LogRequests {
    /// Whether a request has a line that was answered with this status, and took this long until the answer began.
    pub fn includes(self, status: u16, took: std::time::Duration) -> bool {
        match self {
            Self::All => true,
            Self::Errors => status >= 500,
            Self::Slow => status >= 500 || took >= std::time::Duration::from_secs(1),
        }
    }
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
