//! The sections of the server itself.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};

use super::Build;
use super::mtls::Around;
use crate::config::document::Node;
use crate::config::file::server as file;
use crate::config::problems::Problem;
use crate::config::settings::{
    Argon2Cost, BackupSettings, Blocklist, DpopSettings, Issuer, KeySettings, LimitSettings, ListenAddress,
    LogSettings, LoginSettings, MetricsSettings, PasskeySettings, PasswordSettings, ServerSettings,
    SessionManagementSettings, SessionSettings, SignInMethod, SignUp, SignUpSettings, StorageSettings, TlsSettings,
    TokenSettings,
};
use crate::database::{Address, Database, Postgres, TlsMode};
use crate::jose::algorithms::Algorithm;
use crate::keys::KEY_SET_MAX_AGE;
use crate::protocol::factors::{FactorKinds, Mfa};
use crate::protocol::names;
use crate::protocol::refresh_token::Reuse;
use crate::protocol::site::is_rp_id_of;
use crate::protocol::user::is_email;

/// The port behind a proxy when nobody says otherwise.
const DEFAULT_PORT: u16 = 8000;
/// Each new password is compared with all of these words.
const BLOCKED_WORDS_BYTES: usize = 64 * 1024;
/// Raw, base64 and hex keys have no less.
const WRAP_KEY_BYTES: usize = 32;

impl Build<'_> {
    /// `[server]`.
    pub fn server(&mut self, node: &Node, file: &file::Server) -> ServerSettings {
        let issuer = file.issuer.0.clone();
        let development = !issuer.is_https() && issuer.is_loopback();
        let listen = match &file.listen {
            Some(addresses) => addresses.iter().map(|address| address.0.clone()).collect(),
            None => default_listen(&issuer, development),
        };
        if development && !file.allow_development_network {
            self.refuse_network_in_development(node.at("listen"), &listen);
        }
        let trusted_proxies: Vec<_> = file.trusted_proxies.iter().map(|network| network.0).collect();
        let tls = file.tls.as_ref().and_then(|tls| self.tls(node.at("tls"), tls));
        let around = Around {
            issuer: &issuer,
            listen: &listen,
            tls: tls.as_ref(),
            has_proxies: !trusted_proxies.is_empty(),
            stays_local: development && !file.allow_development_network,
        };
        let mtls = file.mtls.as_ref().and_then(|mtls| self.mtls(node.at("mtls"), mtls, &around));
        let open = listen.iter().any(|address| !is_local(address));
        if !development && open && tls.is_none() && trusted_proxies.is_empty() {
            let message = "plain http is served to the network, and no proxy is configured";
            let help = "set `tls`, or name the proxy's network in `trusted_proxies`: without it every visitor has \
                        the proxy's address, and one rate limit for all";
            self.report(Problem::warning(node.at("listen").place(), message).help(help));
        }
        let data_dir = match &file.data_dir {
            Some(path) => self.path(node.at("data_dir"), path),
            None => self.sources.default_data_dir.clone(),
        };
        ServerSettings {
            issuer,
            development,
            listen,
            trusted_proxies,
            tls,
            mtls,
            data_dir,
            workers: file.workers,
            removal_grace: file.removal_grace.0,
            resource_for_tests: file.resource_for_tests,
        }
    }

    /// Refuses addresses at which others could read what goes by plain http.
    pub fn refuse_network_in_development(&mut self, node: &Node, listen: &[ListenAddress]) {
        for (index, address) in listen.iter().enumerate().filter(|(_, address)| !is_local(address)) {
            let ListenAddress::Tcp(address) = address else { continue };
            let message =
                format!("development mode does not listen on {address}: without https, others can read the traffic");
            let help = "set `server.issuer` to the https address people will use; inside a container, \
                        `server.allow_development_network = true`";
            self.report(Problem::error(node.item(index).place(), message).help(help));
        }
    }

    fn tls(&mut self, node: &Node, tls: &file::Tls) -> Option<TlsSettings> {
        // Empty is as good as left out: a variable of the environment may fill in what the file leaves empty.
        let named = |file: &Option<PathBuf>| file.clone().filter(|file| !file.as_os_str().is_empty());
        let (cert_file, key_file) = (named(&tls.cert_file), named(&tls.key_file));
        if cert_file.is_none() && key_file.is_none() && tls.cert_file.is_some() && tls.key_file.is_some() {
            return None;
        }
        let (Some(cert_file), Some(key_file)) = (&cert_file, &key_file) else {
            let message = "`server.tls` needs both `cert_file` and `key_file`";
            self.report(
                Problem::error(node.key_place(), message).help("without `tls`, Latchkey serves plain http to a proxy"),
            );
            return None;
        };
        let cert_file = self.readable(node.at("cert_file"), cert_file);
        let (key_file, _) = self.private_file(node.at("key_file"), key_file)?;
        Some(TlsSettings { cert_file, key_file })
    }

    /// `[session]`.
    pub fn session(&mut self, node: &Node, file: &file::Session) -> SessionSettings {
        if file.idle.0 > file.absolute.0 {
            let message = "`session.idle` is longer than `session.absolute`, which ends the session first";
            self.report(Problem::error(node.at("idle").place(), message).help("make `absolute` the longer one"));
        }
        SessionSettings {
            idle: file.idle.0,
            absolute: file.absolute.0,
            remember_me: file.remember_me,
            reauth: file.reauth.0,
        }
    }

    /// `[tokens]`.
    pub fn tokens(&mut self, node: &Node, file: &file::Tokens) -> TokenSettings {
        let refresh = &file.refresh_token;
        if refresh.idle.0 > refresh.absolute.0 {
            let message = "`tokens.refresh_token.idle` is longer than `absolute`, which ends the token first";
            let place = node.at("refresh_token").at("idle").place();
            self.report(Problem::error(place, message).help("make `absolute` the longer one"));
        }
        TokenSettings {
            authorization_code: file.authorization_code.0,
            access_token: file.access_token.0,
            id_token: file.id_token.0,
            refresh_token_idle: refresh.idle.0,
            refresh_token_absolute: refresh.absolute.0,
            access_token_format: file.access_token_format,
            refresh_token_reuse: match &refresh.reuse_grace {
                Some(grace) => Reuse { grace: grace.0, retry: refresh.retry },
                None if refresh.retry => Reuse::default(),
                None => Reuse::NONE,
            },
            dpop: DpopSettings {
                nonce: file.dpop.nonce,
                proof_lifetime: file.dpop.proof_lifetime.0,
                algorithms: file.dpop.algorithms.iter().map(|algorithm| algorithm.0).collect(),
            },
        }
    }

    /// `[keys]`.
    pub fn keys(&mut self, node: &Node, file: &file::Keys) -> KeySettings {
        let mut algorithms: Vec<Algorithm> = Vec::new();
        for (index, algorithm) in file.algorithms.iter().enumerate() {
            if algorithms.contains(&algorithm.0) {
                let place = node.at("algorithms").item(index).place();
                self.report(Problem::error(place, "this algorithm is listed twice").help("remove one"));
            } else {
                algorithms.push(algorithm.0);
            }
        }
        if !algorithms.contains(&Algorithm::RS256) {
            let message = "`keys.algorithms` must keep RS256";
            let help = "add it after the one you prefer: OpenID Connect requires it, and most apps assume it";
            self.report(Problem::error(node.at("algorithms").place(), message).help(help));
        }
        if file.publish_ahead.0 < KEY_SET_MAX_AGE {
            let message = "`keys.publish_ahead` is shorter than apps may keep the key set, which is 5 minutes";
            let help =
                "set it to \"5m\" at least: until an app fetches the key set again, it refuses signatures of a new key";
            self.report(Problem::warning(node.at("publish_ahead").place(), message).help(help));
        }
        if let Some(every) = file.rotate_every.0.0.filter(|every| *every <= file.publish_ahead.0) {
            let message = "`keys.rotate_every` must be longer than `keys.publish_ahead`";
            let help = format!("a key would be replaced {} s after its generation, before it signs", every.as_secs());
            self.report(Problem::error(node.at("rotate_every").place(), message).help(help));
        }
        KeySettings {
            algorithms,
            rotate_every: file.rotate_every.0.0,
            publish_ahead: file.publish_ahead.0,
            wrap_key_file: file.wrap_key_file.as_deref().and_then(|path| self.wrap_key(node.at("wrap_key_file"), path)),
        }
    }

    fn wrap_key(&mut self, node: &Node, path: &Path) -> Option<PathBuf> {
        let (path, key) = self.private_file(node, path)?;
        if key.len() < WRAP_KEY_BYTES {
            let message = format!("{}: this file holds less than the 32 bytes of a key", path.display());
            self.report(Problem::error(node.place(), message).help("generate one with `latchkey gen-secret`"));
        }
        Some(path)
    }

    /// `[storage]`.
    pub fn storage(&mut self, node: &Node, file: &file::Storage, server: &ServerSettings) -> StorageSettings {
        let data_dir = &server.data_dir;
        let url = file.url.as_deref();
        let database = match url.map(|url| url.strip_prefix("sqlite://").filter(|path| !path.is_empty())) {
            None => Database::Sqlite(data_dir.join("latchkey.db")),
            Some(Some(path)) => Database::Sqlite(self.path(node.at("url"), Path::new(path))),
            Some(None) => match url.filter(|url| Database::is_postgres(url)) {
                Some(url) => self.postgres(node, file, url),
                None => {
                    let message = "`storage.url` must begin with sqlite:// and name a file, or with postgres://";
                    let help = "write \"sqlite:///data/latchkey.db\", or leave the key out";
                    self.report(Problem::error(node.at("url").place(), message).help(help));
                    None
                }
            }
            .unwrap_or_else(|| Database::Sqlite(data_dir.join("latchkey.db"))),
        };
        if let Database::Sqlite(_) = database {
            for key in ["password_file", "ca_file", "max_connections", "statement_timeout"] {
                if node.get(key).is_some() {
                    let message = format!("`storage.{key}` is for PostgreSQL, and the database is an SQLite file");
                    self.report(Problem::warning(node.at(key).place(), message).help("remove it"));
                }
            }
        }
        // PostgreSQL has tools of its own for that.
        let backup = file.backup.enabled.unwrap_or(!server.development) && database.file().is_some();
        let backup = backup.then(|| self.backup(node.at("backup"), &file.backup, data_dir));
        StorageSettings { database, backup }
    }

    fn postgres(&mut self, node: &Node, file: &file::Storage, url: &str) -> Option<Database> {
        let place = node.at("url").place();
        let address = match Address::parse(url) {
            Ok(address) => address,
            Err(fault) => {
                let message = format!("`storage.url` cannot be used: {fault}");
                let help = "write \"postgres://latchkey@HOST/latchkey\"";
                self.report(Problem::error(place, message).help(help));
                return None;
            }
        };
        if address.has_password() {
            let message = "`storage.url` has the password of the database in it";
            self.report(Problem::warning(place, message).help("write it to a file, and name that in `password_file`"));
        }
        if address.tls() == TlsMode::Prefer && !address.is_local() {
            let message = "the connection to the database may be unencrypted, or lead to somebody else";
            let help = "add ?sslmode=verify-full to `storage.url`, and `ca_file` for an authority of your own";
            self.report(Problem::warning(node.at("url").place(), message).help(help));
        }
        let password_file = file.password_file.as_deref();
        let password_file = password_file.and_then(|path| self.private_file(node.at("password_file"), path));
        Some(Database::Postgres(Box::new(Postgres {
            address,
            password_file: password_file.map(|(path, _)| path),
            ca_file: file.ca_file.as_deref().map(|path| self.path(node.at("ca_file"), path)),
            max_connections: file.max_connections,
            statement_timeout: file.statement_timeout.0,
        })))
    }

    fn backup(&self, node: &Node, file: &file::Backup, data_dir: &Path) -> BackupSettings {
        let dir = match &file.dir {
            Some(dir) => self.path(node.at("dir"), dir),
            None => data_dir.join("backups"),
        };
        BackupSettings { dir, keep: file.keep, at: file.at.0.0 }
    }

    /// `[login]`.
    pub fn login(&mut self, node: &Node, file: &file::Login, server: &ServerSettings) -> LoginSettings {
        let memory_kib = u32::try_from(file.argon2.memory.0.0 / 1024).unwrap_or(u32::MAX);
        let Argon2Cost { iterations, parallelism, .. } =
            Argon2Cost { memory_kib, iterations: file.argon2.iterations, parallelism: file.argon2.parallelism };
        if memory_kib < 8 * parallelism {
            let message = "`login.argon2.memory` is less than 8 KiB for each lane, which Argon2 needs";
            self.report(Problem::error(node.at("argon2").at("memory").place(), message).help("give it more memory"));
        } else if !server.development && (memory_kib < 19 * 1024 || iterations < 2) {
            let message = "with these `login.argon2` costs, stolen hashes are cheap to crack";
            let help = "19MiB with 2 iterations is the least that is recommended";
            self.report(Problem::warning(node.at("argon2").place(), message).help(help));
        }
        self.check_methods(node, file, server);
        let takes_passwords = file.methods.contains(&SignInMethod::Password);
        let may_add_passkeys = file.passkeys && file.methods.contains(&SignInMethod::Passkey);
        let demands = file.mfa == file::MfaRule::Required || !file.mfa_required_for_groups.is_empty();
        if demands && !file.totp && !may_add_passkeys {
            let key = if file.mfa == file::MfaRule::Required { "mfa" } else { "mfa_required_for_groups" };
            let message = format!("`login.{key}` demands a second factor, and nobody may add one");
            let help = match file.passkeys {
                true => "add \"passkey\" to `methods`, or remove `totp = false`",
                false => "remove `passkeys = false` or `totp = false`",
            };
            self.report(Problem::error(node.at(key).place(), message).help(help));
        }
        LoginSettings {
            methods: file.methods.clone(),
            mfa: match (file.mfa, file.mfa_required_for_groups.as_slice()) {
                (file::MfaRule::Required, _) => Mfa::Required,
                (file::MfaRule::Optional, []) => Mfa::Optional,
                (file::MfaRule::Optional, groups) => Mfa::RequiredForGroups(groups.to_vec()),
            },
            mfa_remember: file.mfa_remember.0,
            // A code stands beside a password and is asked for behind one alone.
            may_add: FactorKinds { totp: file.totp && takes_passwords, passkey: may_add_passkeys },
            passkeys: self.passkeys(node, file, &server.issuer),
            delete_account: file.delete_account,
            sign_up: self.sign_up(node, file),
            password: self.password(node.at("password"), &file.password),
            argon2: Argon2Cost { memory_kib, iterations, parallelism },
        }
    }

    /// `login.passkey_*`. Browsers refuse every other RP ID (WebAuthn Level 3 §5.1.3 step 8), so that no passkey would work.
    fn passkeys(&mut self, node: &Node, file: &file::Login, issuer: &Issuer) -> PasskeySettings {
        let written = file.passkey_rp_id.as_deref().filter(|rp_id| !rp_id.is_empty());
        if let Some(rp_id) = written
            && issuer.domain().is_none_or(|host| !is_rp_id_of(rp_id, host))
        {
            let node = node.at("passkey_rp_id");
            let (message, help) = match issuer.domain() {
                Some(host) => (
                    format!("passkeys of `{rp_id}` cannot be used at `{host}`, the host of `server.issuer`"),
                    format!(
                        "write \"{host}\" or a domain above it, in lower case and without scheme and port; not one like `com` or \
                         `co.uk`, under which others register names"
                    ),
                ),
                None => (
                    "there are no passkeys where the host of `server.issuer` is an IP address".to_owned(),
                    "remove the line, or give the server a name".to_owned(),
                ),
            };
            self.report(Problem::error(node.place(), message).help(help));
        }
        PasskeySettings {
            rp_id: written.filter(|rp_id| issuer.domain() != Some(*rp_id)).map(str::to_owned),
            autofill: file.passkey_autofill,
            must_verify: file.passkey_user_verification == file::VerificationRule::Required,
        }
    }

    /// `login.methods`: each once. Without passwords, people must be able to make a passkey.
    fn check_methods(&mut self, login: &Node, file: &file::Login, server: &ServerSettings) {
        let (node, methods) = (login.at("methods"), file.methods.as_slice());
        for (index, method) in methods.iter().enumerate() {
            if methods.iter().take(index).any(|other| other == method) {
                let problem = Problem::error(node.item(index).place(), "this method is listed twice");
                self.report(problem.help("remove one"));
            }
        }
        if methods.is_empty() || methods.contains(&SignInMethod::Password) {
            return;
        }
        if server.issuer.domain().is_none() {
            let message = "`login.methods` leaves out \"password\", and browsers have no passkeys for the IP address of `server.issuer`";
            let help = "write methods = [\"passkey\", \"password\"], or give `server.issuer` a domain";
            self.report(Problem::error(node.place(), message).help(help));
        }
        if !file.passkeys {
            let message =
                "`login.methods` leaves out \"password\", and nobody may add a passkey: no account could begin";
            let help = "remove `passkeys = false`, or write methods = [\"passkey\", \"password\"]";
            self.report(Problem::error(login.at("passkeys").place(), message).help(help));
        }
    }

    /// `login.password`.
    fn password(&mut self, node: &Node, file: &file::Password) -> PasswordSettings {
        let blocked = file.blocklist_file.as_deref();
        let blocked = blocked.and_then(|path| self.text_file(node.at("blocklist_file"), path, BLOCKED_WORDS_BYTES));
        let words = blocked.iter().flat_map(|text| text.lines()).map(str::trim).filter(|word| !word.is_empty());
        PasswordSettings {
            min_length: file.min_length,
            max_length: file.max_length,
            blocklist: match file.blocklist {
                file::BlocklistRule::Builtin => Blocklist::Builtin,
                file::BlocklistRule::Off => Blocklist::Off,
            },
            blocked_words: words.map(str::to_owned).collect(),
        }
    }

    /// `login.signup` and its neighbours.
    fn sign_up(&mut self, node: &Node, file: &file::Login) -> SignUpSettings {
        let mut domains = Vec::new();
        for (index, written) in file.signup_domains.iter().enumerate() {
            let domain = written.to_lowercase();
            if is_email(&format!("a@{domain}")) && !domain.contains('@') {
                domains.push(domain);
                continue;
            }
            let message = format!("`{written}` is not the domain of an email address");
            let help = "write what stands behind the @, such as \"example.com\"";
            self.report(Problem::error(node.at("signup_domains").item(index).place(), message).help(help));
        }
        for (index, group) in file.signup_groups.iter().enumerate() {
            if let Err(error) = names::check_shown(group) {
                let place = node.at("signup_groups").item(index).place();
                self.report(Problem::error(place, format!("`{group}` cannot be a group: {error}")));
            }
        }
        SignUpSettings {
            rule: match file.signup {
                file::SignupRule::Off => SignUp::Off,
                file::SignupRule::Invite => SignUp::Invite,
                file::SignupRule::Open => SignUp::Open,
            },
            domains,
            approval: file.signup_approval,
            groups: file.signup_groups.clone(),
        }
    }

    /// Whoever signs up by themselves confirms an address by a mail.
    pub fn check_sign_up(&mut self, node: &Node, sign_up: &SignUpSettings, sends_mail: bool) {
        if sign_up.is_open() && !sends_mail {
            let message = "`login.signup` is \"open\", and no mail server is named: a new account needs an address that a \
                 mail confirmed";
            let help = "add [smtp] with `url` and `from`, or write signup = \"invite\"";
            self.report(Problem::error(node.at("signup").place(), message).help(help));
        }
    }

    /// `[metrics]`.
    pub fn metrics(&mut self, node: &Node, file: &file::Metrics, server: &ServerSettings) -> MetricsSettings {
        let listen = file.listen.as_ref().map(|address| address.0.clone());
        if listen.as_ref().is_some_and(|address| server.listen.contains(address)) {
            let message = "`metrics.listen` is an address of `server.listen`";
            let help = "use a separate port for the metrics: they are not public";
            self.report(Problem::error(node.at("listen").place(), message).help(help));
        }
        MetricsSettings { listen }
    }
}

/// `[limits]`.
pub fn limits(file: &file::Limits) -> LimitSettings {
    LimitSettings {
        login_per_account: file.login_per_account.0,
        code_per_account: file.code_per_account.0,
        login_per_ip: file.login_per_ip.0,
        client_auth_failures: file.client_auth_failures.0,
        pushed_requests: file.pushed_requests.0,
        pushed_requests_per_client: file.pushed_requests_per_client,
        polled_requests: file.polled_requests.0,
        polled_requests_per_client: file.polled_requests_per_client,
        user_code_per_account: file.user_code_per_account.0,
        user_code_per_ip: file.user_code_per_ip.0,
        user_code_total: file.user_code_total.0,
        body_bytes: usize::try_from(file.body_bytes.0.0).unwrap_or(usize::MAX),
        hashing_queue: file.hashing_queue,
        connections: file.connections,
    }
}

/// `[session_management]`.
pub fn session_management(file: &file::SessionManagement) -> SessionManagementSettings {
    SessionManagementSettings {
        check_session_iframe: file.check_session_iframe,
        streams_per_address: file.streams_per_address,
        frontchannel_logout: file.frontchannel_logout,
        backchannel_retries: file.backchannel_logout.retries,
        backchannel_timeout: file.backchannel_logout.timeout.0,
        allow_private_ips: file.backchannel_logout.allow_private_ips,
        logout_prompt: file.logout_prompt,
    }
}

/// `[log]`.
pub fn log(file: &file::Log) -> LogSettings {
    LogSettings { format: file.format, level: file.level.0.0.clone(), requests: file.requests }
}

fn default_listen(issuer: &Issuer, development: bool) -> Vec<ListenAddress> {
    let loopback = |address: IpAddr, port| ListenAddress::Tcp(SocketAddr::new(address, port));
    if !development {
        return vec![loopback(Ipv4Addr::LOCALHOST.into(), DEFAULT_PORT)];
    }
    let port = url::Url::parse(issuer.as_str()).ok().and_then(|url| url.port_or_known_default());
    let port = port.unwrap_or(DEFAULT_PORT);
    vec![loopback(Ipv4Addr::LOCALHOST.into(), port), loopback(Ipv6Addr::LOCALHOST.into(), port)]
}

/// Whether nothing but this machine reaches it.
pub fn is_local(address: &ListenAddress) -> bool {
    match address {
        ListenAddress::Tcp(address) => address.ip().is_loopback(),
        ListenAddress::Unix(_) => true,
    }
}
