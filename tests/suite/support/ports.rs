//! Ports for servers that bind them later, and ports where nobody listens.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

/// Where they begin, and how many there are. The system gives none of these to outgoing connections or to whoever binds port 0
/// (32,768 and above on Linux): one of those could be somebody else's before the server is there.
const FIRST: u32 = 12_000;
const COUNT: u32 = 20_000;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// An address on loopback that nobody has, and that no other test of this process will be given.
pub fn free_address() -> SocketAddr {
    for _ in 0..COUNT {
        // Processes that test at the same time begin at different ones.
        let number = std::process::id().wrapping_mul(307).wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = u16::try_from(FIRST + number % COUNT).unwrap();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
    panic!("no port is free");
}

/// The port of such an address.
pub fn free_port() -> u16 {
    free_address().port()
}
