//! The demo app at `/demo`: an ordinary client of this provider that happens to run in the same process.
//!
//! It knows of the provider what any app knows: the discovery document, and what the endpoints answer over HTTP.
//! It names no store, no key and no login of the provider, and the provider gives it no other treatment than a public
//! client with PKCE gets (`tests/suite/architecture.rs` holds both). It is on in development mode, never with an https
//! issuer unless asked by `--demo`, and keeps everything in memory.

mod channels;
pub mod client;
pub mod flow;
pub mod gloss;
mod handlers;
mod http;
pub mod jwks;
mod ladder;
pub mod logout_token;
mod pages;
mod received;
mod sessions;
mod settings;

use std::net::TcpListener;
use std::sync::Arc;

use actix_web::dev::Server;
use actix_web::guard::fn_guard;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{App, HttpServer, Route};

pub use self::settings::{DemoListen, DemoListenError, DemoSettings, Off, Wish};

use self::http::Http;
use self::received::Received;
use self::sessions::Sessions;
use crate::config::settings::Settings;
use crate::endpoints::{connection, head, request_log, see_other, static_files};
use crate::provider::SharedProvider;
use crate::sockets;

/// Why the demo app's own address cannot be served; the sentence names the remedy.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The address cannot be listened on.
    #[error(
        "cannot listen on {address} for the demo app: {cause}. Choose a free address with --demo-listen, or turn the demo off with --no-demo"
    )]
    Listen {
        /// Which.
        address: String,
        /// Why.
        cause: std::io::Error,
    },
}

/// The demo app with everything it remembers.
pub struct Demo {
    settings: DemoSettings,
    http: Http,
    sessions: Sessions,
    received: Received,
}

/// A demo app shared by all requests.
pub type SharedDemo = Arc<Demo>;

impl Demo {
    /// The demo app, registered as a client in `settings`; `None` where it is off, with a log line where that may
    /// surprise.
    pub fn start(wish: &Wish, settings: &mut Settings) -> Option<SharedDemo> {
        let decided = DemoSettings::decide(wish, settings).and_then(|own| {
            let http = Http::new(&own).map_err(|error| Off::Http(error.to_string()))?;
            let sessions = Sessions::at(&own.url(""));
            Ok(Arc::new(Self { settings: own, http, sessions, received: Received::default() }))
        });
        match decided {
            Ok(demo) => demo.register(settings).then_some(demo),
            Err(off) => {
                match off {
                    Off::NotWanted => {}
                    Off::Https if wish.demo.is_none() && wish.listen.is_none() => {}
                    off => tracing::warn!("the demo app is off: {off}"),
                }
                None
            }
        }
    }

    /// Adds the demo app to the clients. Returns whether that was possible: a configured client of the same id wins.
    pub fn register(&self, settings: &mut Settings) -> bool {
        let added = client::add(&self.settings, settings);
        if let Err(off) = &added {
            tracing::warn!("the demo app is off: {off}");
        }
        added.is_ok()
    }

    /// Where people open it.
    pub fn url(&self) -> String {
        self.settings.url("/demo")
    }

    /// Whether it listens on an address of its own.
    pub fn has_own_address(&self) -> bool {
        !self.settings.listen().is_empty()
    }
}

/// Registers the demo app's pages, which answer while the provider has the demo on.
pub fn configure(service: &mut ServiceConfig, demo: &SharedDemo, provider: &SharedProvider) {
    service.app_data(Data::from(demo.clone()));
    let mut add = |path: &str, route: fn() -> Route| {
        let path = format!("{}{path}", demo.settings.path("/demo"));
        // Two resources: the router compares one path as it is, and several by a regular expression.
        for path in [format!("{path}/"), path] {
            let provider = provider.clone();
            let is_on = fn_guard(move |_| provider.demo_url.load().is_some());
            service.service(web::resource(path).guard(is_on).route(route()));
        }
    };
    add("", || web::get().to(handlers::show));
    add("/sign-in", || web::post().to(handlers::sign_in));
    add("/callback", || web::get().to(handlers::callback));
    add("/sign-out", || web::post().to(handlers::sign_out));
    add("/sign-out-everywhere", || web::post().to(handlers::sign_out_everywhere));
    add("/signed-out", || web::get().to(handlers::signed_out));
    add("/events.json", || web::get().to(handlers::events));
    add("/backchannel-logout", || web::post().to(channels::backchannel));
    add("/frontchannel-logout", || web::get().to(channels::frontchannel));
}

/// Binds the demo app's own addresses; `None` where it has none.
pub fn serve(provider: &SharedProvider, demo: &SharedDemo) -> Result<Option<Server>, DemoError> {
    if !demo.has_own_address() {
        return Ok(None);
    }
    serve_at(provider, demo, demo.settings.bind()?).map(Some)
}

/// Serves the demo app, and nothing else but its style and script, at sockets that are bound already.
pub fn serve_at(provider: &SharedProvider, demo: &SharedDemo, sockets: Vec<TcpListener>) -> Result<Server, DemoError> {
    let (data, for_pages, demo) = (Data::from(provider.clone()), provider.clone(), demo.clone());
    let base = provider.live().settings.server.issuer.path().to_owned();
    let mut server = HttpServer::new(move || {
        let home = demo.settings.path("/demo");
        App::new()
            .app_data(data.clone())
            .configure(|service| configure(service, &demo, &for_pages))
            .service(web::resource(format!("{base}/static/{{name}}")).route(web::get().to(static_files::static_file)))
            .service(web::resource([format!("{base}/"), "/".to_owned()]).route(web::get().to(move || {
                let home = home.clone();
                async move { see_other(&home) }
            })))
            .wrap(from_fn(head::as_get))
            .wrap(from_fn(request_log::around))
    })
    .workers(1)
    .shutdown_timeout(1)
    .on_connect(|_, data| connection::remember(data, usize::MAX))
    .disable_signals();
    for socket in sockets {
        let address = socket.local_addr().map(|address| address.to_string()).unwrap_or_default();
        server = sockets::end_unread(&socket)
            .and_then(|()| server.listen(socket))
            .map_err(|cause| DemoError::Listen { address, cause })?;
    }
    Ok(server.run())
}
