//! The composition root: opens the store, loads keys, puts the [`Provider`] together, binds, serves, and stops
//! gracefully (REL-16).

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use actix_web::cookie::Key;
use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::web::Data;
use actix_web::{App, HttpServer};
use futures_util::future::{OptionFuture, join};
use tokio::sync::oneshot;

use crate::client_auth::authorities::{Authorities, AuthoritiesError};
use crate::clock::Clock;
use crate::config::settings::{ListenAddress, ServerSettings, Settings, StorageSettings};
use crate::demo::{self, DemoError, SharedDemo};
use crate::endpoints::{client_certificate, connection, head, request_log};
use crate::jobs;
use crate::key_rotation::{self, KeyRotationError};
use crate::pages::{Pages, TemplateError};
use crate::protocol::refresh_token::SuccessorKey;
use crate::protocol::subject::PairwiseSalt;
use crate::provider::{Parts, Provider, SharedProvider};
use crate::routes::{self, Places};
use crate::session::seal::Sealer;
use crate::store::{self, SharedStore, StoreError};
use crate::telemetry::lines;
use crate::{data_dir, random, reconcile, sockets, tls};

/// How long connections are still taken after the server was told to stop.
const LINGER: Duration = Duration::from_millis(300);
/// How long a start asks a database again that is slow or held for a moment: others start beside it.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long it rests in between.
const PAUSE: Duration = Duration::from_millis(500);
/// Threads that serve a listener for administrators: few come there.
const ADMINISTRATORS_WORKERS: usize = 1;
/// How long those that were taken may take to reach a worker, while no new ones are.
const SETTLE: Duration = Duration::from_millis(200);

/// Why the server did not start; each sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Signals.
    #[error("cannot receive the signals that would stop the server: {0}")]
    Signals(std::io::Error),
    /// Data folder.
    #[error(transparent)]
    DataDir(#[from] data_dir::DataDirError),
    /// Storage.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Keys.
    #[error(transparent)]
    Keys(#[from] KeyRotationError),
    /// Templates.
    #[error(transparent)]
    Templates(#[from] TemplateError),
    /// TLS files.
    #[error(transparent)]
    Tls(#[from] tls::TlsError),
    /// Authorities of client certificates.
    #[error(transparent)]
    Authorities(#[from] AuthoritiesError),
    /// The demo app.
    #[error(transparent)]
    Demo(#[from] DemoError),
    /// The address for metrics cannot be listened on.
    #[error(
        "cannot serve metrics on {address}: {cause}. Is another server running there? Change `listen` under [metrics]"
    )]
    Metrics {
        /// Which.
        address: ListenAddress,
        /// Why.
        cause: std::io::Error,
    },
    /// An address for clients with certificates cannot be listened on.
    #[error(
        "cannot listen on {address} for clients with certificates: {cause}. Is another server running there? Change `listen` under [server.mtls]"
    )]
    ListenForCertificates {
        /// Which.
        address: String,
        /// Why.
        cause: std::io::Error,
    },
    /// An address for administrators cannot be listened on.
    #[error(
        "cannot listen on {address} for administrators: {cause}. Is another server running there? Change `listen` under [admin]"
    )]
    ListenForAdministrators {
        /// Which.
        address: String,
        /// Why.
        cause: std::io::Error,
    },
    /// Hashes would be wrong.
    #[error(
        "this processor computes wrong Argon2id hashes, so no password could be verified: run Latchkey on another machine"
    )]
    Argon2id,
    /// An address cannot be listened on.
    #[error(
        "cannot listen on {address}: {cause}. Is another server running there? Change `listen` under [server], or stop it"
    )]
    Listen {
        /// Which.
        address: String,
        /// Why.
        cause: std::io::Error,
    },
}

impl StartError {
    /// What the store had against it, where it was the store.
    fn of_store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) | Self::Keys(KeyRotationError::Store(error)) => Some(error),
            _ => None,
        }
    }
}

/// What a start would say of the certificates of `[server]`, its own and those of authorities, if it could not use them.
pub fn faults_of_certificates(settings: &ServerSettings) -> Vec<String> {
    let own = settings.tls.as_ref().and_then(|files| tls::load(files).err()).map(|fault| fault.to_string());
    let authorities = Authorities::default().load(settings.mtls.as_ref()).err().map(|fault| fault.to_string());
    [own, authorities].into_iter().flatten().collect()
}

/// Opens everything that `settings` names, and reconciles clients and users with the store.
pub async fn build(settings: Settings, clock: Arc<dyn Clock>) -> Result<SharedProvider, StartError> {
    data_dir::prepare(&settings.server.data_dir)?;
    let store = opened(settings.storage.clone()).await?;
    let pages = pages(&settings)?;
    pages.remarks().iter().for_each(|remark| tracing::warn!("{remark}"));
    let stored = async || {
        if let Some(time) = store.time().await? {
            clock.follow(time);
        }
        let (keys, lives) = (&settings.keys, settings.longest_lives());
        let keyring = key_rotation::load(store.as_ref(), keys, lives, clock.now()).await?;
        reconcile::reconcile(store.as_ref(), &settings, clock.now()).await?;
        let secrets = key_rotation::sealing::load(store.as_ref(), clock.now()).await?;
        let salt = store.remember_secret(PairwiseSalt::SECRET_NAME, random::bytes::<32>().to_vec()).await?;
        let key = store.remember_secret(SuccessorKey::SECRET_NAME, random::bytes::<32>().to_vec()).await?;
        Ok::<_, StartError>((keyring, secrets, salt, key, store.password_hash_costs().await?))
    };
    let (keyring, secrets, salt, key, costs) = patiently(may_pass(&store), stored).await?;
    let wrap_key = key_rotation::wrap_key(&settings.keys).map_err(KeyRotationError::from)?;
    let sealer = Sealer::new(secrets, clock.now()).with_wrap_key(wrap_key.as_ref());
    let (pairwise_salt, successors) = (PairwiseSalt::new(salt), SuccessorKey::new(key));
    let provider = Provider::new(Parts { settings, store, keyring, pages, sealer, pairwise_salt, successors, clock });
    if !provider.hasher.is_right() {
        return Err(StartError::Argon2id);
    }
    provider.authorities.load(provider.live().settings.server.mtls.as_ref())?;
    costs.into_iter().for_each(|cost| provider.hasher.expect(cost));
    Ok(Arc::new(provider))
}

/// Opens the database, which may take minutes: it is waited for, and brought up to date. That is done in a thread of its own, for whoever
/// tells the process to stop meanwhile; the process ends, and does not wait for it.
async fn opened(storage: StorageSettings) -> Result<SharedStore, StartError> {
    let (tell, told) = oneshot::channel();
    let open = move || drop(tell.send(store::open_to_serve(&storage.database)));
    let thread = std::thread::Builder::new().name("latchkey-open".to_owned()).spawn(open);
    thread.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    let fault = || StoreError::Unavailable("a fault of this program's own: see its log".to_owned());
    Ok(told.await.map_err(|_| fault())??)
}

/// What says of a fault of this store whether it may pass.
fn may_pass(store: &SharedStore) -> fn(&StoreError) -> bool {
    match store.node() {
        Some(_) => store::postgres::may_pass,
        None => store::sqlite::may_pass,
    }
}

/// Does what a start needs the database for, all of it again where that fails in a way that may pass. Whoever starts beside others
/// would end otherwise because they are at work (REL-18).
async fn patiently<T>(
    may_pass: fn(&StoreError) -> bool,
    ask: impl AsyncFn() -> Result<T, StartError>,
) -> Result<T, StartError> {
    let begun = Instant::now();
    let mut is_told = false;
    loop {
        match ask().await {
            Err(error) if error.of_store().is_some_and(may_pass) && begun.elapsed() < PATIENCE => {
                if !std::mem::replace(&mut is_told, true) {
                    tracing::warn!(%error, "the start waits for the database; it is asked for a minute");
                }
                tokio::time::sleep(PAUSE).await;
            }
            outcome => return outcome,
        }
    }
}

/// A provider for a command, which answers from the database what the server would answer. It serves nothing, has no keys, and
/// changes nothing: whatever would write fails. `None` where there is no database yet.
///
/// # Errors
/// The database cannot be read, or has another schema.
pub async fn look(settings: Settings, clock: Arc<dyn Clock>) -> Result<Option<Provider>, StartError> {
    let Some(store) = store::open_to_look(&settings.storage.database)? else { return Ok(None) };
    if let Some(time) = store.time().await? {
        clock.follow(time);
    }
    let now = clock.now();
    let keyring = key_rotation::without_keys(now)?;
    // Where no server ever ran, nobody has been given a pairwise subject yet.
    let salt = store.kept_secret(PairwiseSalt::SECRET_NAME).await?;
    let pairwise_salt = PairwiseSalt::new(salt.unwrap_or_default());
    let successors = SuccessorKey::new(random::bytes::<32>().to_vec());
    let sealer = Sealer::new(Vec::new(), now);
    // No page is shown: templates that are wrong are no reason to refuse an answer.
    let pages = Pages::load(None)?;
    Ok(Some(Provider::new(Parts { settings, store, keyring, pages, sealer, pairwise_salt, successors, clock })))
}

/// Compiles the templates that `settings` name, and tries those of the operator.
///
/// # Errors
/// One of them cannot be read, is no template, or cannot be rendered.
pub fn pages(settings: &Settings) -> Result<Pages, TemplateError> {
    let began = std::time::Instant::now();
    let pages = Pages::tried(settings)?;
    if pages.own_templates() > 0 {
        let took = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(
            templates = pages.own_templates(),
            ms = took,
            "templates of your own were rendered with samples"
        );
    }
    Ok(pages)
}

/// Where to listen: the configured addresses, or sockets that are bound already (tests, socket activation).
pub enum Listen {
    /// `server.listen`.
    Configured,
    /// A socket bound already.
    Bound(TcpListener),
}

/// Binds and starts serving, with background jobs. The returned future ends when the server has stopped.
pub async fn serve(provider: SharedProvider, listen: Listen) -> Result<Server, StartError> {
    serve_with_demo(provider, listen, None).await
}

/// The same with the demo app, which is among the clients already. Its pages come along, unless it has an address of
/// its own ([`demo::serve`]).
pub async fn serve_with_demo(
    provider: SharedProvider,
    listen: Listen,
    demo: Option<SharedDemo>,
) -> Result<Server, StartError> {
    provider.demo_url.store(demo.as_ref().map(|demo| Arc::new(demo.url())));
    let demo = demo.filter(|demo| !demo.has_own_address());
    let secret = async || {
        let made = random::bytes::<64>().to_vec();
        Ok::<_, StartError>(provider.store.remember_secret("cookie_key", made).await?)
    };
    let secret = patiently(may_pass(&provider.store), secret).await?;
    let cookie_key = Key::from(&secret);
    let live = provider.live();
    let server_settings = live.settings.server.clone();
    let administrators = live.settings.admin.listen.clone();
    let connections = live.settings.limits.connections;
    drop(live);

    let data = Data::from(provider.clone());
    // Each server has its own routes: where the pages of administrators are not, nothing knows of them.
    let build = |places: Places| {
        let (data, demo, cookie_key, for_routes) = (data.clone(), demo.clone(), cookie_key.clone(), provider.clone());
        let table = Data::new(routes::table(&provider, places));
        HttpServer::new(move || {
            lines::gather();
            App::new()
                .app_data(data.clone())
                .app_data(table.clone())
                .configure(|service| routes::configure(service, &for_routes, &cookie_key, places))
                // After ours: each request is compared with what comes before its route.
                .configure(|service| {
                    if let Some(demo) = &demo {
                        demo::configure(service, demo, &for_routes);
                    }
                })
                .wrap(from_fn(request_log::around))
        })
        .client_request_timeout(Duration::from_secs(5))
        .keep_alive(Duration::from_secs(75))
        .max_connections(connections + connection::BEYOND)
        .shutdown_timeout(10)
        // A closed tab gives its event stream up at once, not at the second heartbeat after.
        .h1_allow_half_closed(false)
        .on_connect(move |stream, data| {
            connection::remember(data, connections);
            client_certificate::remember(stream, data);
        })
        .disable_signals()
    };
    let tls = server_settings.tls.as_ref().map(tls::load).transpose()?;
    let mut doors = Vec::new();
    let mut public = build(if administrators.is_empty() { Places::Everything } else { Places::Public });
    if let Some(workers) = server_settings.workers {
        public = public.workers(workers);
    }
    let mut bind = |server: HttpServer<_, _, _, _>, address: &ListenAddress| match (address, &tls) {
        (ListenAddress::Tcp(address), tls) => sockets::listen(*address).and_then(|socket| {
            doors.extend(sockets::handle_of(&socket));
            match tls {
                Some(tls) => server.listen_rustls_0_23(socket, tls.config()),
                None => server.listen(socket),
            }
        }),
        (ListenAddress::Unix(path), _) => server.bind_uds(path),
    };
    let mut apart = None;
    for address in &administrators {
        let server = apart.take().unwrap_or_else(|| build(Places::Everything).workers(ADMINISTRATORS_WORKERS));
        let failed = |cause| StartError::ListenForAdministrators { address: address.to_string(), cause };
        apart = Some(bind(server, address).map_err(failed)?);
    }
    match listen {
        Listen::Bound(socket) => {
            let address = socket.local_addr().map(|address| address.to_string()).unwrap_or_default();
            let handle = sockets::handle_of(&socket);
            public = sockets::end_unread(&socket)
                .and_then(|()| public.listen(socket))
                .map_err(|cause| StartError::Listen { address, cause })?;
            doors.extend(handle);
        }
        Listen::Configured => {
            for address in &server_settings.listen {
                let failed = |cause| StartError::Listen { address: address.to_string(), cause };
                public = bind(public, address).map_err(failed)?;
            }
        }
    }
    for address in server_settings.mtls.iter().flat_map(|mtls| &mtls.listen) {
        let failed = |cause| StartError::ListenForCertificates { address: address.to_string(), cause };
        // The configuration has no other address there, and none without TLS.
        let (ListenAddress::Tcp(tcp), Some(tls)) = (address, &tls) else { continue };
        let socket = sockets::listen(*tcp).map_err(failed)?;
        doors.extend(sockets::handle_of(&socket));
        public = public.listen_rustls_0_23(socket, tls.config_with_client_certificates()).map_err(failed)?;
    }
    if let Some(apart) = apart.map(HttpServer::run) {
        // One provider is served once.
        drop(provider.administrators.set(apart.handle()));
        actix_web::rt::spawn(apart);
    }
    let running = public.run();
    jobs::start(&provider, tls);
    close_doors_when_told(&provider, doors);
    Ok(running)
}

/// Takes no new connections once the server is closing. The HTTP library forgets what it has taken and not
/// begun when it stops, so it stops a moment later still.
fn close_doors_when_told(provider: &SharedProvider, doors: Vec<std::net::TcpListener>) {
    let provider = provider.clone();
    actix_web::rt::spawn(async move {
        provider.closing.notified().await;
        lines::note_stop();
        doors.iter().for_each(sockets::close_door);
    });
}

/// Serves metrics and probes at the address of `[metrics]`; nothing where there is none. One thread: what is counted
/// in the store at a scrape holds nobody else up.
pub fn serve_metrics(provider: &SharedProvider) -> Result<Option<Server>, StartError> {
    let Some(address) = provider.live().settings.metrics.listen.clone() else { return Ok(None) };
    let data = Data::from(provider.clone());
    let server = HttpServer::new(move || {
        App::new().app_data(data.clone()).configure(routes::configure_metrics).wrap(from_fn(head::as_get))
    })
    .workers(1)
    .max_connections(64)
    .shutdown_timeout(1)
    .disable_signals();
    let bound = match &address {
        ListenAddress::Tcp(address) => server.bind(address),
        ListenAddress::Unix(path) => server.bind_uds(path),
    };
    Ok(Some(bound.map_err(|cause| StartError::Metrics { address, cause })?.run()))
}

/// Stops: not ready any more, no new connections, open requests get 10 seconds, then the store closes.
pub async fn stop(provider: &Provider, handle: actix_web::dev::ServerHandle) {
    provider.draining.store(true, Ordering::Relaxed);
    // Whoever is being connected would be cut off with the listener; and balancers look at `/readyz` meanwhile.
    tokio::time::sleep(LINGER).await;
    provider.closing.notify_one();
    tokio::time::sleep(SETTLE).await;
    provider.watchers.close();
    let administrators = provider.administrators.get().map(|administrators| administrators.stop(true));
    join(handle.stop(true), OptionFuture::from(administrators)).await;
    if let Err(error) = jobs::chain_audit::write_down(provider, true).await {
        tracing::warn!(%error, "failed sign-ins of the last moment are missing in the audit");
    }
    provider.store.close().await;
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// How often the database was asked that fails once, saying so, and whether the start went on.
    async fn tries(may_pass: fn(&StoreError) -> bool, cause: &str) -> (u32, bool) {
        let tries = Cell::new(0);
        let ask = async || {
            tries.set(tries.get() + 1);
            match tries.get() {
                1 => Err(StartError::from(StoreError::Unavailable(cause.to_owned()))),
                _ => Ok(()),
            }
        };
        let outcome = patiently(may_pass, ask).await;
        (tries.get(), outcome.is_ok())
    }

    #[actix_web::test]
    async fn a_start_waits_for_a_database_that_is_slow_or_held_and_for_nothing_else() {
        let (postgres, sqlite) = (store::postgres::may_pass, store::sqlite::may_pass);
        assert_eq!(tries(postgres, "the database does not answer").await, (2, true));
        assert_eq!(tries(postgres, "permission denied (SQLSTATE 42501)").await, (1, false));
        for held in ["database is locked", "the database takes no writes now"] {
            assert_eq!(tries(sqlite, held).await, (2, true));
        }
        assert_eq!(tries(sqlite, "database or disk is full").await, (1, false));
    }
}
