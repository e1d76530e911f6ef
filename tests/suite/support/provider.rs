//! A server on a port of its own, over a database in a folder of its own, under a clock that only tests move.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use latchkey::clock::{Clock as _, Timestamp};
use latchkey::config::settings::*;
use latchkey::jose::Algorithm;
use latchkey::protocol::access_token::AccessTokenFormat;
use latchkey::protocol::claims::ClaimCatalogue;
use latchkey::protocol::client::*;
use latchkey::protocol::factors::{FactorKinds, Mfa};
use latchkey::protocol::pkce::PkceRule;
use latchkey::protocol::redirect_uri::{ApplicationType, RedirectUri};
use latchkey::protocol::refresh_token::Reuse;
use latchkey::provider::SharedProvider;
use latchkey::secret::{Digest, Secret};
use latchkey::server::{self, Listen};
use serde_json::json;

use super::fragile_clock::FragileClock;
use super::keys;
use super::nodes::{self, InTurn};

/// The password of every test user.
pub const PASSWORD: &str = "four quiet otters";
/// The secret of every confidential test client.
pub const SECRET: &str = "lks_a-secret-of-more-than-128-bits-for-tests";
/// When tests begin.
pub const START: Timestamp = Timestamp(1_800_000_000);

/// A running provider; stops when dropped.
pub struct TestProvider {
    pub issuer: String,
    pub clock: FragileClock,
    pub provider: SharedProvider,
    pub folder: Arc<tempfile::TempDir>,
    settings: Settings,
    /// The other nodes, where there are several.
    pub others: Vec<SharedProvider>,
    stop: Vec<Running>,
    proxy: Option<InTurn>,
}

type Running = (actix_web::dev::ServerHandle, std::thread::JoinHandle<()>);

/// What a test wants to be different.
pub struct Builder {
    pub settings: Settings,
    listener: TcpListener,
    folder: Arc<tempfile::TempDir>,
    clock: FragileClock,
}

impl Builder {
    pub fn new() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let issuer = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        Self { settings: settings(&issuer, folder.path()), listener, folder, clock: FragileClock::new(START) }
    }

    /// Changes the client `app`, the one that most tests sign in to.
    pub fn app(mut self, change: impl FnOnce(&mut Client)) -> Self {
        change(&mut self.settings.clients[0]);
        self
    }

    /// Adds a client.
    pub fn client(mut self, client: Client) -> Self {
        self.settings.clients.push(client);
        self
    }

    /// Changes any setting.
    pub fn settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// With other settings.
    pub fn with(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    pub fn start(self) -> TestProvider {
        self.start_nodes(nodes::count())
    }

    /// The same by one node, for what two on one machine cannot both have.
    pub fn start_one(self) -> TestProvider {
        self.start_nodes(1)
    }

    fn start_nodes(self, nodes: usize) -> TestProvider {
        let Self { settings, listener, folder, clock } = self;
        TestProvider::start(settings, listener, folder, (clock, nodes))
    }
}

impl TestProvider {
    /// The provider that most tests need.
    pub fn new() -> Self {
        Builder::new().start()
    }

    fn start(
        settings: Settings,
        listener: TcpListener,
        folder: Arc<tempfile::TempDir>,
        (clock, nodes): (FragileClock, usize),
    ) -> Self {
        let issuer = settings.server.issuer.as_str().to_owned();
        let (mut listeners, mut proxy) = (vec![listener], None);
        if nodes > 1 {
            let own: Vec<_> = (0..nodes).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
            let addresses = own.iter().map(|listener| listener.local_addr().unwrap()).collect();
            proxy = std::mem::replace(&mut listeners, own).pop().map(|listener| InTurn::start(listener, addresses));
        }
        let started = listeners.into_iter().map(|listener| node(&settings, listener, &clock));
        let (mut others, stop): (Vec<_>, Vec<_>) = started.unzip();
        let provider = others.remove(0);
        Self { issuer, clock, provider, folder, settings, others, stop, proxy }
    }

    /// One more node over the same database, on a port of its own.
    pub fn another_node(&mut self) -> (SharedProvider, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let (provider, running) = node(&self.settings, listener, &self.clock);
        self.others.push(provider.clone());
        self.stop.push(running);
        (provider, address)
    }

    /// Stops the server and starts it again over the same database and port.
    pub fn restart(self) -> Self {
        self.restart_after(|_| {})
    }

    /// The same, with whatever happens in between; it may change the settings.
    pub fn restart_after(mut self, meanwhile: impl FnOnce(&mut Settings)) -> Self {
        let port = url::Url::parse(&self.issuer).unwrap().port().unwrap();
        self.shut_down();
        meanwhile(&mut self.settings);
        let listener = (0..100)
            .find_map(|_| match TcpListener::bind(("127.0.0.1", port)) {
                Ok(listener) => Some(listener),
                Err(_) => {
                    std::thread::sleep(Duration::from_millis(20));
                    None
                }
            })
            .expect("the port is free again");
        Self::start(self.settings.clone(), listener, self.folder.clone(), (self.clock.clone(), nodes::count()))
    }

    /// Puts other settings in force, as a reload does.
    pub fn reload(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings);
        for node in [&self.provider].into_iter().chain(&self.others) {
            node.replace(self.settings.clone());
        }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    /// Its database, in other hands.
    pub fn by_hand(&self) -> super::database::ByHand {
        super::database::ByHand::open(&self.folder.path().join("data/latchkey.db"))
    }

    /// What the cookie is called here whose name begins with `name`.
    pub fn cookie(&self, name: &str) -> String {
        format!("{name}{}", latchkey::protocol::cookie_names::suffix(&self.issuer))
    }

    /// Moves the clock.
    pub fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    fn shut_down(&mut self) {
        self.proxy = None;
        for (handle, thread) in self.stop.drain(..) {
            // A thread of its own: tests run inside a runtime already.
            let stopping = std::thread::spawn(move || actix_web::rt::System::new().block_on(handle.stop(false)));
            stopping.join().unwrap();
            thread.join().unwrap();
        }
    }
}

/// Starts one node on this socket.
fn node(settings: &Settings, listener: TcpListener, clock: &FragileClock) -> (SharedProvider, Running) {
    let (sender, receiver) = mpsc::channel();
    let (settings, clock, server) = (settings.clone(), clock.clone(), keys::next_server());
    let thread = std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            keys::provide(&settings, server, clock.now()).await;
            let provider = server::build(settings, Arc::new(clock)).await.unwrap();
            let running = server::serve(provider.clone(), Listen::Bound(listener)).await.unwrap();
            sender.send((provider.clone(), running.handle())).unwrap();
            running.await.unwrap();
            if let Some(administrators) = provider.administrators.get() {
                administrators.stop(false).await;
            }
        });
    });
    let (provider, handle) = receiver.recv_timeout(Duration::from_secs(300)).expect("the server starts");
    (provider, (handle, thread))
}

impl Drop for TestProvider {
    fn drop(&mut self) {
        self.shut_down();
    }
}

/// A confidential client that needs neither PKCE nor a nonce, so that tests add what they test.
pub fn client(client_id: &str) -> Client {
    let redirect_uri = format!("https://{client_id}.example/cb");
    Client {
        client_name: format!("The {client_id}"),
        client_uri: Some(format!("https://{client_id}.example")),
        logo_uri: Some(format!("https://{client_id}.example/logo.png")),
        policy_uri: Some(format!("https://{client_id}.example/policy")),
        tos_uri: Some(format!("https://{client_id}.example/terms")),
        redirect_uris: vec![RedirectUri::parse(&redirect_uri, ApplicationType::Web).unwrap()],
        post_logout_redirect_uris: vec![
            RedirectUri::parse(&format!("https://{client_id}.example/bye"), ApplicationType::Web).unwrap(),
        ],
        token_endpoint_auth_method: None,
        secrets: [ClientSecret::Sha256(Digest::of(SECRET))].into(),
        pkce: PkceRule::Optional,
        consent: ConsentMode::Skip,
        ..Client::bare(ClientId::parse(client_id).unwrap())
    }
}

/// A client that cannot keep a secret.
pub fn public_client(client_id: &str) -> Client {
    Client {
        token_endpoint_auth_method: Some(ClientAuthMethod::None),
        secrets: [].into(),
        pkce: PkceRule::Required,
        ..client(client_id)
    }
}

/// A user with every standard claim.
pub fn user(username: &str) -> ConfiguredUser {
    let claims = json!({
        "name": "Ada Example", "family_name": "Example", "given_name": "Ada", "middle_name": "Byron",
        "nickname": "ada", "profile": "https://people.example/ada", "picture": "https://people.example/ada.png",
        "website": "https://ada.example", "gender": "female", "birthdate": "1815-12-10",
        "zoneinfo": "Europe/London", "locale": "en-GB",
        "address": {"formatted": "12 Square\nLondon", "locality": "London", "country": "GB"},
        "phone_number": "+44 20 7946 0000", "phone_number_verified": true,
    });
    ConfiguredUser {
        sub: None,
        username: username.to_owned(),
        claims: claims.as_object().unwrap().clone(),
        email: Some(format!("{username}@example.com")),
        email_verified: true,
        groups: vec!["admins".into(), "family".into()],
        attributes: [("quota".to_owned(), json!("20 GB"))].into(),
        password_hash: Some(password_hash()),
        is_admin: true,
        locked: false,
        defined_at: "config.toml:1".into(),
    }
}

/// The cheapest hash that Argon2id allows: tests sign in often.
const CHEAP: Argon2Cost = Argon2Cost { memory_kib: 8, iterations: 1, parallelism: 1 };

fn password_hash() -> Secret {
    static HASH: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    let hash = HASH.get_or_init(|| latchkey::login::hasher::hash_now(CHEAP, PASSWORD).unwrap().expose().to_owned());
    Secret::new(hash.clone())
}

fn settings(issuer: &str, folder: &std::path::Path) -> Settings {
    let rate = |events, seconds| Rate { events, window: Duration::from_secs(seconds) };
    Settings {
        revision: None,
        server: ServerSettings {
            issuer: Issuer::parse(issuer).unwrap(),
            development: true,
            listen: Vec::new(),
            trusted_proxies: Vec::new(),
            tls: None,
            mtls: None,
            data_dir: folder.join("data"),
            workers: Some(2),
            removal_grace: Duration::from_secs(3600),
            resource_for_tests: false,
        },
        session: SessionSettings {
            idle: Duration::from_secs(7 * 86_400),
            absolute: Duration::from_secs(30 * 86_400),
            remember_me: true,
            reauth: Duration::from_secs(900),
        },
        session_management: SessionManagementSettings::default(),
        tokens: TokenSettings {
            authorization_code: Duration::from_secs(60),
            access_token: Duration::from_secs(3600),
            id_token: Duration::from_secs(3600),
            refresh_token_idle: Duration::from_secs(30 * 86_400),
            access_token_format: AccessTokenFormat::Opaque,
            refresh_token_absolute: Duration::from_secs(90 * 86_400),
            refresh_token_reuse: Reuse::default(),
            dpop: DpopSettings::default(),
        },
        request_objects: RequestObjectSettings::default(),
        workload_issuers: Vec::new(),
        client_id_documents: Default::default(),
        pushed_requests: PushedRequestSettings::default(),
        device_authorization: DeviceAuthorizationSettings::default(),
        backchannel_authentication: BackchannelAuthenticationSettings::default(),
        keys: KeySettings {
            algorithms: vec![Algorithm::RS256, Algorithm::ES256],
            rotate_every: None,
            publish_ahead: Duration::from_secs(86_400),
            wrap_key_file: None,
        },
        storage: StorageSettings { database: super::database::at(&folder.join("data/latchkey.db")), backup: None },
        login: LoginSettings {
            methods: vec![SignInMethod::Password, SignInMethod::Passkey],
            mfa: Mfa::Optional,
            mfa_remember: Duration::ZERO,
            may_add: FactorKinds { totp: true, passkey: true },
            passkeys: PasskeySettings::default(),
            delete_account: false,
            sign_up: SignUpSettings { rule: SignUp::Off, domains: Vec::new(), approval: false, groups: Vec::new() },
            password: PasswordSettings {
                min_length: 12,
                max_length: 1024,
                blocklist: Blocklist::Builtin,
                blocked_words: Vec::new(),
            },
            argon2: CHEAP,
        },
        smtp: None,
        audit: AuditSettings { retention: Duration::from_secs(365 * 24 * 60 * 60), log: false, stdout: false },
        admin: AdminSettings { enabled: true, listen: Vec::new() },
        authorization_details: Default::default(),
        catalogue: ClaimCatalogue::default(),
        clients: vec![client("app"), client("other")],
        registration: RegistrationSettings::default(),
        users: vec![user("ada"), user("ben")],
        digest: String::new(),
        branding: BrandingSettings { language: "en".into(), name: "Latchkey".into(), ..BrandingSettings::default() },
        outbound: OutboundSettings { allow_private_ips: true, allow_http: true, ..OutboundSettings::default() },
        limits: LimitSettings {
            login_per_account: rate(10, 900),
            code_per_account: rate(10, 900),
            login_per_ip: rate(100, 900),
            client_auth_failures: rate(60, 60),
            pushed_requests: rate(300, 60),
            pushed_requests_per_client: 5_000,
            polled_requests: rate(60, 60),
            polled_requests_per_client: 1_000,
            user_code_per_account: rate(10, 900),
            user_code_per_ip: rate(30, 900),
            user_code_total: rate(300, 900),
            body_bytes: 65_536,
            hashing_queue: 64,
            connections: 1_000,
        },
        metrics: MetricsSettings::default(),
        log: LogSettings { format: LogFormat::Auto, level: "off".into(), requests: LogRequests::All },
    }
}
