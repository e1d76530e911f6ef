//! Ports for servers that bind them later, and ports where nobody listens.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU32, Ordering};

/// Where they begin, and how many there are. The system gives none of these to outgoing connections or to whoever binds port 0
/// (32,768 and above on Linux): one of those could be somebody else's before the server is there.
const FIRST: u32 = 12_000;
const COUNT: u32 = 20_000;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// An address on loopback that nobody has, and that no other test will be given.
pub fn free_address() -> SocketAddr {
    for _ in 0..COUNT {
        // Processes that test at the same time begin at different ones.
        let number = std::process::id().wrapping_mul(307).wrapping_add(NEXT.fetch_add(1, Ordering::Relaxed));
        let port = u16::try_from(FIRST + number % COUNT).unwrap();
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        if is_claimed(port) && TcpListener::bind(address).is_ok() {
            return address;
        }
    }
    panic!("no port is free");
}

/// Whether no test that runs beside these has the port, and none will get it: as in `tests/ports.py`, each one given is a file in
/// the folder `PORTS_DIR`, if there is one.
fn is_claimed(port: u16) -> bool {
    let Some(folder) = std::env::var_os("PORTS_DIR").map(std::path::PathBuf::from) else { return true };
    std::fs::create_dir_all(&folder).unwrap();
    match std::fs::File::create_new(folder.join(port.to_string())) {
        Ok(_) => true,
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => false,
        Err(error) => panic!("{}: {error}", folder.display()),
    }
}

/// The port of such an address.
pub fn free_port() -> u16 {
    free_address().port()
}
