//! What tells a process to stop: SIGTERM, or SIGINT.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};

/// The signals that stop a process. While nobody listens for them they end it at once, a server with its open requests, or, where it
/// is the first process of a container, do nothing at all. So a server listens before it opens anything.
pub struct Stop {
    terminate: Signal,
    interrupt: Signal,
}

impl Stop {
    /// From here on, the signals are waited for.
    ///
    /// # Errors
    /// The process may not, or cannot, receive them.
    pub fn listen() -> io::Result<Self> {
        Ok(Self { terminate: signal(SignalKind::terminate())?, interrupt: signal(SignalKind::interrupt())? })
    }

    /// Returns when one came, since [`Stop::listen`] or later.
    pub async fn told(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
