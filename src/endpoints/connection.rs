//! What is remembered of one connection, and when it is hung up on (REL-11).
//!
//! The HTTP library reads requests ahead of their answers, some thousands of small ones, and heads of answers without a
//! body pile up in its memory without end. Whoever sends one request after another and never reads an answer could
//! make it hold ten megabytes for each connection. Browsers, proxies and apps send a request when they have the answer
//! to the one before, so a few that do not wait are plenty.
//!
//! A worker has so many connections as `limits.connections` says. The next ones are told so and hung up on (REL-12): in the queue
//! of the kernel they would wait for a place without a word.

use std::cell::Cell;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::task::{Context, Poll};

use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{Extensions, ServiceRequest, ServiceResponse};
use actix_web::web::Bytes;

/// Requests in a row that may come before the answer to the one before is on its way.
const MOST: u32 = 5;
/// Connections beyond the limit that a worker takes, to say that they are too many.
pub const BEYOND: usize = 64;

thread_local! {
    /// The connections of this worker.
    static OPEN: Cell<usize> = const { Cell::new(0) };
}

/// One connection.
pub struct Connection {
    /// Whether the connection has been idle since its last answer, if only for a moment.
    rested: AtomicBool,
    /// Requests begun.
    begun: AtomicU32,
    /// Requests in a row that did not wait.
    hasty: AtomicU32,
    /// Whether there were as many before it as there may be.
    is_too_many: bool,
}

impl Drop for Connection {
    fn drop(&mut self) {
        OPEN.set(OPEN.get().saturating_sub(1));
    }
}

/// Begins to remember a connection of this worker, which may have so many.
pub fn remember(data: &mut Extensions, limit: usize) {
    let (begun, hasty) = (AtomicU32::new(0), AtomicU32::new(0));
    let before = OPEN.replace(OPEN.get() + 1);
    data.insert(Arc::new(Connection { rested: AtomicBool::new(true), begun, hasty, is_too_many: before >= limit }));
}

impl Connection {
    /// The connection that `request` came by, where it is remembered.
    pub fn of(request: &ServiceRequest) -> Option<Arc<Self>> {
        request.conn_data::<Arc<Self>>().cloned()
    }

    /// Whether there were as many connections before it as there may be.
    pub fn is_too_many(&self) -> bool {
        self.is_too_many
    }

    /// Notes that a request begins; whether the connection is to be hung up on.
    pub fn is_flooded(&self) -> bool {
        self.begun.fetch_add(1, Ordering::Relaxed);
        if self.rested.swap(false, Ordering::Relaxed) {
            self.hasty.store(0, Ordering::Relaxed);
            return false;
        }
        self.hasty.fetch_add(1, Ordering::Relaxed) >= MOST
    }

    /// Notes that an answer is ready. The library begins what was read ahead before it lets anybody else have the
    /// thread, and what is spawned here runs after that.
    pub fn answered(self: Arc<Self>) {
        let begun = self.begun.load(Ordering::Relaxed);
        actix_web::rt::spawn(async move {
            if self.begun.load(Ordering::Relaxed) == begun {
                self.rested.store(true, Ordering::Relaxed);
            }
        });
    }
}

/// The response with a body that cannot be sent, upon which the library closes the connection.
pub fn hung_up(response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
    response.map_body(|_, _| BoxBody::new(Broken))
}

struct Broken;

impl MessageBody for Broken {
    type Error = std::io::Error;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Poll::Ready(Some(Err(std::io::ErrorKind::ConnectionAborted.into())))
    }
}
