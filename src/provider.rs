//! Everything an endpoint needs, put together once by [`crate::server`].

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web::Bytes;
use arc_swap::{ArcSwap, ArcSwapOption, Guard};

use crate::client_auth::authorities::Authorities;
use crate::client_keys::ClientKeys;
use crate::clock::{Clock, Timestamp};
use crate::config::settings::Settings;
use crate::discovery;
use crate::keys::{Keyring, NotTakenIn};
use crate::login::failed::FailedSignIns;
use crate::login::hasher::Hasher;
use crate::login::throttle::Throttle;
use crate::outbound::Outbound;
use crate::pages::Pages;
use crate::pages::files::{self, File};
use crate::protocol::apps::{self, App};
use crate::protocol::client::{Client, ClientId};
use crate::protocol::cookie_names::CookieNames;
use crate::protocol::factors::{Means, WaysIn};
use crate::protocol::id_token::{IdTokenHint, IdTokenHintError};
use crate::protocol::refresh_token::SuccessorKey;
use crate::protocol::subject::{PairwiseSalt, subject_for};
use crate::protocol::user::{Subject, User};
use crate::registration::Directory;
use crate::registration::Documents;
use crate::request_objects::cache::RequestObjects;
use crate::session::answers::Answers;
use crate::session::asking::Asking;
use crate::session::former::FormerClients;
use crate::session::seal::Sealer;
use crate::session::watchers::Watchers;
use crate::store::logouts::Addressees;
use crate::store::standing::{ClientStanding, Standing};
use crate::store::{SharedStore, StoreError};
use crate::telemetry::claims_unread::ClaimsUnread;
use crate::telemetry::hours::Hours;
use crate::telemetry::metrics::Metrics;
use crate::telemetry::noted::Noted;
use crate::telemetry::recent_refusals::RecentRefusals;

/// The provider: one per process, shared by all requests.
pub struct Provider {
    /// What a reload replaces as a whole.
    live: Arc<ArcSwap<Live>>,
    /// What is remembered.
    pub store: SharedStore,
    /// Clients that registered themselves.
    registered: Directory,
    /// Documents by which clients introduce themselves.
    pub documents: Documents,
    /// Signing keys as of the last look at the store.
    pub keyring: ArcSwap<Keyring>,
    /// Why those of the store cannot be taken in by now, where they cannot.
    pub keys_not_taken_in: ArcSwapOption<NotTakenIn>,
    /// Templates.
    pub pages: ArcSwap<Pages>,
    /// What the cookies are called.
    pub cookies: CookieNames,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Argon2id.
    pub hasher: Hasher,
    /// Failures per account, network and client.
    pub throttle: Throttle,
    /// Sign-ins that failed a moment ago, for the audit.
    pub failed_sign_ins: FailedSignIns,
    /// Questions to other nodes.
    pub answers: Answers,
    /// Seals what browsers keep for the server, such as the handles inside `session_state` values.
    pub sealer: Sealer,
    /// What pairwise subjects are made with.
    pub pairwise_salt: PairwiseSalt,
    /// Makes the successors of refresh tokens.
    pub successors: SuccessorKey,
    /// Open event streams of iframes.
    pub watchers: Arc<Watchers>,
    /// How much networks may ask about sessions.
    pub asking: Asking,
    /// Clients as they were before a reload of the last moment.
    former: FormerClients,
    /// Fetches what clients refer to.
    pub outbound: Arc<Outbound>,
    /// Public keys of clients.
    pub client_keys: ClientKeys,
    /// Whose certificates of clients are trusted.
    pub authorities: Authorities,
    /// Request objects that were fetched a moment ago.
    pub request_objects: RequestObjects,
    /// What is counted.
    pub metrics: Metrics,
    /// What became of each client's requests, hour by hour.
    pub hours: Hours,
    /// Wakes the jobs that tell of ended logins.
    pub ended: Bell,
    /// Where the demo app is, while it is on.
    pub demo_url: ArcSwapOption<String>,
    /// Which clients do not fetch their claims.
    pub claims_unread: ClaimsUnread,
    /// What the log has said of each client.
    pub noted: Noted,
    /// The latest refusals of each client.
    pub recent_refusals: Arc<RecentRefusals>,
    /// Whether the server is shutting down: no longer ready.
    pub draining: std::sync::atomic::AtomicBool,
    /// The server that has the pages of administrators, where they have one of their own.
    pub administrators: std::sync::OnceLock<actix_web::dev::ServerHandle>,
    /// Rung once, when no new connections are to be taken.
    pub closing: tokio::sync::Notify,
}

/// A provider shared by all requests.
pub type SharedProvider = Arc<Provider>;

/// Rung when a login ended; each job that listens hears it.
#[derive(Default)]
pub struct Bell {
    streams: tokio::sync::Notify,
    outbox: tokio::sync::Notify,
    pings: tokio::sync::Notify,
    nodes: tokio::sync::Notify,
}

impl Bell {
    /// A login ended.
    pub fn ring(&self) {
        self.streams.notify_one();
        self.nodes.notify_one();
        self.ring_for_outbox();
    }

    /// No login ended, but there may be something to send.
    pub fn ring_for_outbox(&self) {
        self.outbox.notify_one();
    }

    /// Somebody answered a request whose client may wait for word.
    pub fn ring_for_pings(&self) {
        self.pings.notify_one();
    }

    /// Waits for that, on behalf of the job that pings clients.
    pub async fn for_pings(&self) {
        self.pings.notified().await;
    }

    /// Waits for the bell, on behalf of the job that tells event streams.
    pub async fn for_streams(&self) {
        self.streams.notified().await;
    }

    /// Waits for the bell, on behalf of the job that tells other nodes.
    pub async fn for_nodes(&self) {
        self.nodes.notified().await;
    }

    /// Waits for the bell, on behalf of the job that tells relying parties.
    pub async fn for_outbox(&self) {
        self.outbox.notified().await;
    }
}

/// Settings with what follows from them.
pub struct Live {
    /// The settings.
    pub settings: Settings,
    /// Configured clients by `client_id`; [`Provider::client`] knows the registered ones too.
    pub clients: HashMap<ClientId, Arc<Client>>,
    /// The discovery document, ready to send.
    pub discovery: Bytes,
    /// Which clients are told of ended logins.
    pub addressees: Arc<Addressees>,
    /// What is below `/static/`, ready to send, by name.
    pub files: HashMap<&'static str, File>,
}

impl Live {
    /// Derives everything from `settings`.
    pub fn new(settings: Settings) -> Self {
        Self::with(settings, |client| Arc::new(client.clone()))
    }

    /// The same after these others: a client of which nothing changed is the same one still, so that what is under way for it
    /// goes on ([`Provider::standing`]).
    pub fn after(before: &Self, settings: Settings) -> Self {
        Self::with(settings, |client| match before.clients.get(&client.client_id) {
            Some(known) if **known == *client => known.clone(),
            _ => Arc::new(client.clone()),
        })
    }

    fn with(settings: Settings, shared: impl Fn(&Client) -> Arc<Client>) -> Self {
        let clients = settings.clients.iter().map(|client| (client.client_id.clone(), shared(client))).collect();
        let discovery = Bytes::from(discovery::document(&settings).to_string());
        let files = files::files(&settings.branding);
        let addressees = Arc::new(addressees(&settings));
        Self { settings, clients, discovery, addressees, files }
    }
}

/// Which of the clients have a `backchannel_logout_uri`, and which have none.
fn addressees(settings: &Settings) -> Addressees {
    let mut addressees =
        Addressees { grace: settings.server.removal_grace, revision: settings.revision, ..Addressees::default() };
    for client in &settings.clients {
        match client.backchannel_logout_uri {
            Some(_) => addressees.asked.push(client.client_id.clone()),
            None => drop(addressees.not_asked.insert(client.client_id.clone())),
        }
    }
    addressees
}

/// The parts that [`crate::server`] puts together.
pub struct Parts {
    /// Checked settings.
    pub settings: Settings,
    /// Opened store.
    pub store: SharedStore,
    /// Loaded keys.
    pub keyring: Keyring,
    /// Compiled templates.
    pub pages: Pages,
    /// Seals handles.
    pub sealer: Sealer,
    /// Makes pairwise subjects.
    pub pairwise_salt: PairwiseSalt,
    /// Makes the successors of refresh tokens.
    pub successors: SuccessorKey,
    /// Time.
    pub clock: Arc<dyn Clock>,
}

impl Provider {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let hasher = Hasher::new(parts.settings.login.argon2, cores, parts.settings.limits.hashing_queue);
        let outbound = Arc::new(Outbound::new(parts.settings.outbound.clone()));
        let watchers = Arc::new(Watchers::at(parts.store.node()));
        let cookies = CookieNames::of(parts.settings.server.issuer.as_str());
        let hours = Hours::since(parts.clock.now());
        Self {
            live: Arc::new(ArcSwap::from_pointee(Live::new(parts.settings))),
            throttle: Throttle::over(&parts.store),
            failed_sign_ins: FailedSignIns::default(),
            store: parts.store,
            registered: Directory::default(),
            documents: Documents::default(),
            keyring: ArcSwap::from_pointee(parts.keyring),
            keys_not_taken_in: ArcSwapOption::empty(),
            pages: ArcSwap::from_pointee(parts.pages),
            cookies,
            clock: parts.clock,
            hasher,
            sealer: parts.sealer,
            pairwise_salt: parts.pairwise_salt,
            successors: parts.successors,
            watchers,
            answers: Answers::default(),
            asking: Asking::default(),
            former: FormerClients::default(),
            client_keys: ClientKeys::new(outbound.clone()),
            authorities: Authorities::default(),
            request_objects: RequestObjects::default(),
            outbound,
            metrics: Metrics::default(),
            hours,
            ended: Bell::default(),
            demo_url: ArcSwapOption::empty(),
            claims_unread: ClaimsUnread::default(),
            noted: Noted::default(),
            recent_refusals: Arc::default(),
            draining: std::sync::atomic::AtomicBool::new(false),
            administrators: std::sync::OnceLock::new(),
            closing: tokio::sync::Notify::new(),
        }
    }

    /// The settings in force and what follows from them.
    pub fn live(&self) -> Guard<Arc<Live>> {
        self.live.load()
    }

    /// Puts other settings in force, for requests that begin from now on.
    pub fn replace(&self, settings: Settings) {
        self.outbound.apply(&settings.outbound);
        let before = self.live.load();
        let live = Arc::new(Live::after(&before, settings));
        // Noted before it is so: whoever looks in between finds the client as it was.
        let changed = self.former.note(&before.clients, &live.clients, self.now());
        self.live.store(live);
        self.registered.forget();
        self.watchers.tell_of(&changed);
    }

    /// The configured client as it was before a reload of the last moment, where that took or changed it: for what is
    /// told of sessions alone.
    pub fn former_client(&self, client_id: &ClientId, now: Timestamp) -> Option<Arc<Client>> {
        self.former.find(client_id, now)
    }

    /// Forgets former clients whose moment is over, and lets event streams look again at what was given to them.
    pub fn forget_former_clients(&self) {
        self.watchers.tell_of(&self.former.forget(self.now()));
    }

    /// The client of that id: one of the configuration, or else one that registered itself and is enabled.
    pub async fn client(&self, client_id: &ClientId) -> Result<Option<Arc<Client>>, StoreError> {
        let live = self.live.load();
        match live.clients.get(client_id) {
            Some(configured) => Ok(Some(configured.clone())),
            None => {
                let found = self.registered.find(self.store.as_ref(), client_id, &live.settings).await?;
                // One that introduced itself by a document is there as long as documents of its host are taken.
                let rules = &live.settings.client_id_documents;
                Ok(found.filter(|client| !client.is_of_a_document() || rules.admit(client.client_id.as_str())))
            }
        }
    }

    /// The apps of this person, in no order.
    pub async fn apps_of(&self, user: &User) -> Result<Vec<App>, StoreError> {
        let held = self.store.accesses_of(&user.sub).await?;
        let live = self.live();
        let others = held.iter().map(|access| &access.client_id).filter(|id| !live.clients.contains_key(id));
        let others: Vec<ClientId> = others.cloned().collect();
        let registered = self.registered.find_all(self.store.as_ref(), &others, &live.settings).await?;
        Ok(apps::list(user, live.clients.values(), &registered, held))
    }

    /// What was just verified of `client`, for whoever stores something on the strength of it (SEC-12).
    pub fn standing(&self, client: &Arc<Client>) -> Standing {
        let standing = match client.revision {
            Some(revision) => ClientStanding::Registered { client_id: client.client_id.clone(), revision },
            None => {
                let (live, client) = (self.live.clone(), client.clone());
                ClientStanding::Configured(Arc::new(move || {
                    live.load().clients.get(&client.client_id).is_some_and(|now| Arc::ptr_eq(now, &client))
                }))
            }
        };
        Standing { client: standing, allowed_groups: client.allowed_groups.clone() }
    }

    /// Whether there are passkeys: `login.methods` names them, and browsers have none for IP addresses.
    pub fn has_passkeys(&self) -> bool {
        self.ways_in().passkey
    }

    /// What people begin a sign-in with, by the settings in force.
    pub fn ways_in(&self) -> WaysIn {
        self.live().settings.ways_in()
    }

    /// What this person can prove themselves with here.
    pub fn means(&self, user: &User) -> Means {
        let has_passkeys = self.has_passkeys();
        let may_add = self.live().settings.login.may_add;
        Means { has: user.factors.usable(has_passkeys), may_add: may_add.usable(has_passkeys) }
    }

    /// `sub`, as `client` knows this person.
    pub fn subject(&self, client: &Client, person: &Subject) -> Subject {
        subject_for(client, person, &self.pairwise_salt)
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Verifies an `id_token_hint`: our signature, our issuer; it may have expired.
    pub fn id_token_hint(&self, token: &str) -> Result<IdTokenHint, IdTokenHintError> {
        let claims = self.keyring.load().verify_own(token).ok_or(IdTokenHintError::NotOurs)?;
        IdTokenHint::from_claims(&claims, self.live.load().settings.server.issuer.as_str())
    }
}
