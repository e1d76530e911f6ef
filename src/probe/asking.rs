//! What asks the network, each within [`TIMEOUT`].

use std::future::Future;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, ToSocketAddrs as _};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::outbound::{Lookup, Outbound, OutboundSettings};

/// How long each may take to answer.
pub const TIMEOUT: Duration = Duration::from_secs(5);

/// What comes of `work`, or a sentence where that takes too long.
pub async fn in_time<T>(work: impl Future<Output = T>) -> Result<T, String> {
    timeout(TIMEOUT, work).await.map_err(|_| too_slow())
}

fn too_slow() -> String {
    format!("no answer within {} s", TIMEOUT.as_secs())
}

/// Does what blocks in a thread of its own. Whoever asked goes on after [`TIMEOUT`], and nobody waits for the thread: one of the
/// runtime's would hold up the end of the process.
pub async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, String> {
    let (done, outcome) = oneshot::channel();
    std::thread::spawn(move || drop(done.send(work())));
    in_time(outcome).await?.map_err(|_| "it ended without an answer".to_owned())
}

/// The addresses of a name.
pub async fn addresses(host: &str) -> io::Result<Vec<IpAddr>> {
    let host = host.to_owned();
    let found = aside(move || -> io::Result<Vec<IpAddr>> {
        let found = (host.as_str(), 0).to_socket_addrs()?;
        let mut addresses: Vec<IpAddr> = Vec::new();
        for address in found.map(|address| address.ip()) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        Ok(addresses)
    });
    found.await.unwrap_or_else(|words| Err(io::Error::new(ErrorKind::TimedOut, words)))
}

/// The same, for requests.
fn lookup() -> Lookup {
    Arc::new(|name: String| Box::pin(async move { addresses(&name).await }))
}

/// Whoever asks under these rules, and gives up in time.
pub fn outbound(rules: OutboundSettings) -> Outbound {
    Outbound::resolving_by(OutboundSettings { timeout: TIMEOUT, ..rules }, lookup())
}

/// Connects; the error says why it could not be done.
pub async fn connect(address: SocketAddr) -> Result<TcpStream, String> {
    let connected = in_time(TcpStream::connect(address)).await?;
    connected.map_err(|error| match error.kind() {
        ErrorKind::ConnectionRefused => "nothing listens there".to_owned(),
        _ => error.to_string(),
    })
}
