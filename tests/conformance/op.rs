//! The provider under test: over TLS, at an https issuer, under a clock that modules move; and the web server of the
//! relying party, which it may fetch from.

use std::sync::{Arc, mpsc};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use latchkey::clock::ManualClock;
use latchkey::config::settings::{ListenAddress, MtlsSettings, Settings};
use latchkey::config::{Sources, load};
use latchkey::protocol::client::{Client, ClientAuthMethod, ClientId, ClientSecret, ConsentMode, GrantType};
use latchkey::protocol::redirect_uri::{ApplicationType, RedirectUri};
use latchkey::protocol::response_type::ResponseType;
use latchkey::provider::SharedProvider;
use latchkey::secret::Digest;
use latchkey::server::{self, Listen};

use crate::rp::server::RpServer;
use crate::support::Builder;
use crate::support::ports::{free_address, free_port};
use crate::support::provider::{START, client};
use crate::support::site::Authority;

/// A client whose halves of a Basic header mean something else unless they are form-encoded.
pub const ODD_CLIENT: &str = "odd:client%+id";
/// Its secret.
pub const ODD_SECRET: &str = "100% a+secret: of=more&than/128 bits é";

/// A running provider; stops when dropped.
pub struct Op {
    pub issuer: String,
    pub clock: ManualClock,
    pub provider: SharedProvider,
    pub authority: Arc<Authority>,
    pub rp: RpServer,
    /// The relying party's RSA key.
    pub key: crate::rp::key::RpKey,
    stop: Option<(ServerHandle, std::thread::JoinHandle<()>)>,
    _folder: tempfile::TempDir,
}

impl Op {
    /// Starts one.
    pub fn start(authority: Arc<Authority>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let rp = RpServer::start(&authority);
        let port = free_port();
        let settings = settings(port, folder.path(), &authority, &rp);
        let clock = ManualClock::new(START);
        let (sender, receiver) = mpsc::channel();
        let (for_thread, clock_for_thread) = (settings.clone(), clock.clone());
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                let provider = server::build(for_thread, Arc::new(clock_for_thread)).await.unwrap();
                let running = server::serve(provider.clone(), Listen::Configured).await.unwrap();
                sender.send((provider, running.handle())).unwrap();
                running.await.unwrap();
            });
        });
        let (provider, handle) = receiver.recv_timeout(Duration::from_secs(60)).expect("the provider starts");
        let (issuer, key) = (settings.server.issuer.as_str().to_owned(), crate::rp::key::RpKey::generate());
        Self { issuer, clock, provider, authority, rp, key, stop: Some((handle, thread)), _folder: folder }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.issuer)
    }

    /// Lets time pass.
    pub fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }
}

impl Drop for Op {
    fn drop(&mut self) {
        if let Some((handle, thread)) = self.stop.take() {
            let stopping = std::thread::spawn(move || actix_web::rt::System::new().block_on(handle.stop(false)));
            stopping.join().unwrap();
            thread.join().unwrap();
        }
    }
}

/// Where the suite is by the shipped configuration.
const SUITE: &str = "https://localhost.emobix.co.uk:8443/test/a/latchkey";

/// The shipped configuration for the suite, all its files, with this machine's addresses and a cheap password hash in it.
fn settings(port: u16, folder: &std::path::Path, authority: &Authority, rp: &RpServer) -> Settings {
    let files = ["conformance.toml", "conformance-fapi2-mtls.toml", "conformance-fapi-ciba.toml"].map(|name| {
        let shipped = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("config").join(name);
        let text = std::fs::read_to_string(shipped).unwrap().replace(SUITE, &rp.url(""));
        std::fs::write(folder.join(name), text).unwrap();
        folder.join(name)
    });
    let (cert_file, key_file) = authority.certificate();
    let env = [
        ("LATCHKEY__SERVER__ISSUER", format!("https://localhost:{port}")),
        ("LATCHKEY__SERVER__TLS__CERT_FILE", cert_file.display().to_string()),
        ("LATCHKEY__SERVER__TLS__KEY_FILE", key_file.display().to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into();
    // Whatever lies in the data folder by default, such as backups, is to lie in this one.
    let default_data_dir = folder.join("data");
    let sources = Sources { files: files.into(), env, default_data_dir, ..Sources::default() };
    let loaded = load(&sources).unwrap_or_else(|problems| panic!("{problems}"));
    let mut settings = loaded.settings;
    settings.server.listen = vec![ListenAddress::Tcp(([127, 0, 0, 1], port).into())];
    settings.outbound.extra_ca = authority.pem();
    let cheap = Builder::new().settings;
    settings.login.argon2 = cheap.login.argon2;
    settings.users[0].password_hash = cheap.users[0].password_hash.clone();
    settings.log = cheap.log;
    let listen = free_address();
    let base_url = Some(format!("https://localhost:{}", listen.port()));
    settings.server.mtls =
        Some(MtlsSettings { listen: vec![ListenAddress::Tcp(listen)], base_url, ..MtlsSettings::default() });
    settings.clients.extend(more_clients(rp));
    settings
}

/// Clients of modules that the suite does not have.
fn more_clients(rp: &RpServer) -> Vec<Client> {
    let of = |id: &str| Client {
        client_id: ClientId::parse(id).unwrap(),
        redirect_uris: vec![uri(&rp.callback())],
        response_types: ResponseType::ALL.to_vec(),
        grant_types: vec![GrantType::AuthorizationCode, GrantType::Implicit, GrantType::RefreshToken],
        token_endpoint_auth_method: Some(ClientAuthMethod::ClientSecretBasic),
        secrets: [ClientSecret::Sha256(Digest::of(ODD_SECRET))].into(),
        consent: ConsentMode::Remember,
        ..client("app")
    };
    vec![of(ODD_CLIENT), Client { redirect_uris: vec![uri(&rp.callback_with_query())], ..of("query-client") }]
}

fn uri(text: &str) -> RedirectUri {
    RedirectUri::parse(text, ApplicationType::Web).unwrap()
}
