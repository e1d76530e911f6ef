//! Where the database is: a file of SQLite, or servers of PostgreSQL.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode, TargetSessionAttrs};

/// One database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// A file of SQLite.
    Sqlite(PathBuf),
    /// A database of PostgreSQL.
    Postgres(Box<Postgres>),
}

impl Database {
    /// The servers; none where the database is a file.
    pub fn postgres(&self) -> Option<&Postgres> {
        match self {
            Self::Sqlite(_) => None,
            Self::Postgres(postgres) => Some(postgres),
        }
    }

    /// Whether a URL names a database.
    pub fn is_known(url: &str) -> bool {
        url.starts_with("sqlite://") || Self::is_postgres(url) && Address::parse(url).is_ok()
    }

    /// Whether a URL is of PostgreSQL.
    pub fn is_postgres(url: &str) -> bool {
        url.starts_with("postgres://") || url.starts_with("postgresql://")
    }

    /// The file; none where the database is on a server.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => Some(path),
            Self::Postgres(_) => None,
        }
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "{}", path.display()),
            Self::Postgres(postgres) => write!(f, "{}", postgres.address),
        }
    }
}

/// How to reach a database of PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postgres {
    /// Where it is, and who asks.
    pub address: Address,
    /// A file with the password, read at each connection: whoever changes it needs no restart.
    pub password_file: Option<PathBuf>,
    /// PEM certificates that the server's must descend from; the system's where there is none.
    pub ca_file: Option<PathBuf>,
    /// The most connections at a time, but for one that listens.
    pub max_connections: u32,
    /// The longest that one statement of a request may take.
    pub statement_timeout: Duration,
}

/// How sure a connection must be of the server (libpq's `sslmode`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TlsMode {
    /// No TLS.
    Disable,
    /// TLS where the server offers it; whose it is is not verified.
    Prefer,
    /// TLS; whose it is is not verified, unless a CA file is named.
    Require,
    /// TLS with a certificate of a known authority.
    VerifyCa,
    /// TLS with a certificate of a known authority for the host of the URL.
    VerifyFull,
}

/// A `postgres://` URL, read.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    config: Config,
    tls: TlsMode,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Without the password.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let user = self.config.get_user().map(|user| format!("{user}@")).unwrap_or_default();
        let ports = self.config.get_ports();
        let host = |(place, host): (usize, &Host)| {
            let name = match host {
                Host::Tcp(name) if name.contains(':') => format!("[{name}]"),
                Host::Tcp(name) => name.clone(),
                #[cfg(unix)]
                Host::Unix(path) => return path.display().to_string(),
            };
            match ports.get(place).or(ports.first()) {
                Some(port) if *port != 5432 => format!("{name}:{port}"),
                _ => name,
            }
        };
        let hosts: Vec<String> = self.config.get_hosts().iter().enumerate().map(host).collect();
        write!(f, "postgres://{user}{}/{}", hosts.join(","), self.config.get_dbname().unwrap_or_default())
    }
}

impl Address {
    /// Reads a URL as libpq does, with `sslmode` in all its meanings; several hosts are asked in turn, and of those only
    /// one that can be written to is taken, unless the URL says otherwise.
    ///
    /// # Errors
    /// A sentence that names what is wrong.
    pub fn parse(url: &str) -> Result<Self, String> {
        let (place, query) = url.split_once('?').unwrap_or((url, ""));
        let mut tls = TlsMode::Prefer;
        let mut kept = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "sslmode" => tls = TlsMode::parse(&value)?,
                "sslrootcert" => return Err("`sslrootcert` is written as `storage.ca_file`".to_owned()),
                _ => drop(kept.append_pair(&name, &value)),
            }
        }
        let kept = kept.finish();
        let plain = if kept.is_empty() { place.to_owned() } else { format!("{place}?{kept}") };
        let mut config = Config::from_str(&plain).map_err(|error| crate::causes::causes(&error))?;
        if config.get_hosts().is_empty() {
            return Err("it names no host".to_owned());
        }
        if config.get_dbname().is_none_or(str::is_empty) {
            return Err("it names no database: end it with /latchkey".to_owned());
        }
        if config.get_user().is_none_or(str::is_empty) {
            return Err("it names no user: write postgres://latchkey@HOST/latchkey".to_owned());
        }
        if !query.contains("target_session_attrs") {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        config.ssl_mode(match tls {
            TlsMode::Disable => SslMode::Disable,
            TlsMode::Prefer => SslMode::Prefer,
            _ => SslMode::Require,
        });
        Ok(Self { config, tls })
    }

    /// What a connection is made with.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// How sure it must be of the server.
    pub fn tls(&self) -> TlsMode {
        self.tls
    }

    /// Whether the URL itself has a password.
    pub fn has_password(&self) -> bool {
        self.config.get_password().is_some()
    }

    /// Whether everything stays on this machine.
    pub fn is_local(&self) -> bool {
        self.config.get_hosts().iter().all(|host| match host {
            Host::Tcp(name) => {
                name == "localhost" || name.parse().is_ok_and(|address: std::net::IpAddr| address.is_loopback())
            }
            #[cfg(unix)]
            Host::Unix(_) => true,
        })
    }
}

impl TlsMode {
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "disable" => Ok(Self::Disable),
            "allow" | "prefer" => Ok(Self::Prefer),
            "require" => Ok(Self::Require),
            "verify-ca" => Ok(Self::VerifyCa),
            "verify-full" => Ok(Self::VerifyFull),
            other => Err(format!("`sslmode` is disable, prefer, require, verify-ca or verify-full, and not `{other}`")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_read_and_shown_without_its_password() {
        let address =
            Address::parse("postgres://latchkey:secret@db1,db2:5433/latchkey?sslmode=verify-full&application_name=x");
        let address = address.unwrap();
        assert_eq!(address.to_string(), "postgres://latchkey@db1,db2:5433/latchkey");
        assert_eq!(format!("{address:?}"), address.to_string());
        assert_eq!((address.tls(), address.has_password()), (TlsMode::VerifyFull, true));
        assert_eq!(address.config().get_ssl_mode(), SslMode::Require);
        assert_eq!(address.config().get_target_session_attrs(), TargetSessionAttrs::ReadWrite);
        assert_eq!(address.config().get_application_name(), Some("x"));
        assert!(!address.is_local());
    }

    #[test]
    fn what_stays_on_the_machine_is_known() {
        for url in ["postgres://a@localhost/b", "postgres://a@127.0.0.1:1/b", "postgres://a@%2Frun%2Fpostgresql/b"] {
            assert!(Address::parse(url).unwrap().is_local(), "{url}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_url_is_said() {
        for (url, fault) in [
            ("postgres://latchkey@db/", "names no database"),
            ("postgres:///latchkey", "names no"),
            ("postgres://db/latchkey", "names no user"),
            ("postgres://a@db/b?sslmode=maybe", "`maybe`"),
            ("postgres://a@db/b?sslrootcert=x", "storage.ca_file"),
            ("postgres://a@db:port/b", "port"),
            ("postgres://a@db/b?nonsense=1", "nonsense"),
        ] {
            let error = Address::parse(url).unwrap_err();
            assert!(error.contains(fault), "{url}: {error}");
        }
    }
}
