//! Who does what is being done: a request, a command, or the server by itself. The audit says so of every act, and no call
//! of the store has to carry it.

use std::future::Future;
use std::sync::Arc;

use actix_web::http::header::HeaderValue;

use crate::protocol::client_address::ClientAddress;
use crate::protocol::user::Subject;
pub use crate::telemetry::RequestId;
use crate::words;

/// The longest `User-Agent` that is kept, in characters.
const LONGEST_AGENT: usize = 255;

/// From where something is done.
#[derive(Debug, Clone, Default)]
pub enum Origin {
    /// The server itself: a job, a start, a reload.
    #[default]
    Server,
    /// A command line, of this system user.
    CommandLine(String),
    /// A request.
    Request(Sent),
}

/// What is known of a request.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its id, which its log lines have.
    pub request_id: RequestId,
    /// Who sent it.
    pub ip: ClientAddress,
    /// `User-Agent`.
    pub agent: Option<HeaderValue>,
    /// The administrator who asks for something that concerns somebody else.
    pub administrator: Option<Administrator>,
    /// The language of the answer, once the work was handed on.
    pub language: Option<&'static str>,
}

/// Somebody who looks after others, in this login. Whatever they ask for is done only while they may still ask for it: the
/// store looks again in the transaction that does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administrator {
    /// Who.
    pub sub: Subject,
    /// The login.
    pub session_id: String,
}

impl Sent {
    /// The `User-Agent`, shortened; empty where there is none.
    pub fn agent(&self) -> String {
        let agent = self.agent.as_ref().map(|agent| String::from_utf8_lossy(agent.as_bytes()));
        agent.map(|agent| agent.chars().take(LONGEST_AGENT).collect()).unwrap_or_default()
    }
}

tokio::task_local! {
    static CURRENT: Arc<Origin>;
}

/// From where the present work is done.
pub fn current() -> Arc<Origin> {
    CURRENT.try_with(Arc::clone).unwrap_or_default()
}

/// The same for work that another thread or task does: with what is known by then of who reads the answer.
pub fn handed_on() -> Arc<Origin> {
    let origin = current();
    match origin.as_ref() {
        Origin::Request(sent) if sent.language.is_none() => {
            let language = Some(words::reader::language().tag());
            Arc::new(Origin::Request(Sent { language, ..sent.clone() }))
        }
        _ => origin,
    }
}

/// The language of whoever asks for themselves, where work that was handed on is done.
pub fn language() -> Option<&'static str> {
    match current().as_ref() {
        Origin::Request(sent) if sent.administrator.is_none() => sent.language,
        _ => None,
    }
}

/// The request that the present work is for.
pub fn request_id() -> Option<RequestId> {
    match current().as_ref() {
        Origin::Request(sent) => Some(sent.request_id),
        Origin::Server | Origin::CommandLine(_) => None,
    }
}

/// The administrator who asks for the present work.
pub fn administrator() -> Option<Administrator> {
    match current().as_ref() {
        Origin::Request(sent) => sent.administrator.clone(),
        Origin::Server | Origin::CommandLine(_) => None,
    }
}

/// Works as `origin`.
pub async fn around<T>(origin: Arc<Origin>, work: impl Future<Output = T>) -> T {
    CURRENT.scope(origin, work).await
}

/// The same where nothing is waited for.
pub fn within<T>(origin: Arc<Origin>, work: impl FnOnce() -> T) -> T {
    CURRENT.sync_scope(origin, work)
}

/// Does for `administrator` what this request asks for.
pub async fn for_administrator<T>(administrator: Administrator, work: impl Future<Output = T>) -> T {
    let origin = match current().as_ref() {
        Origin::Request(sent) => Arc::new(Origin::Request(Sent { administrator: Some(administrator), ..sent.clone() })),
        _ => current(),
    };
    CURRENT.scope(origin, work).await
}
