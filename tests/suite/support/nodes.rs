//! Several nodes behind a proxy that hands each connection to the next one: with `LATCHKEY_TEST_NODES=2`, every test that
//! talks to a provider talks to two, in turn.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How many nodes a provider of a test has.
pub fn count() -> usize {
    std::env::var("LATCHKEY_TEST_NODES").ok().and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// A proxy in turn; ends when dropped.
pub struct InTurn {
    address: SocketAddr,
    is_over: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl InTurn {
    pub fn start(listener: TcpListener, nodes: Vec<SocketAddr>) -> Self {
        let address = listener.local_addr().unwrap();
        let is_over = Arc::new(AtomicBool::new(false));
        let (over, turn) = (is_over.clone(), AtomicUsize::new(0));
        let thread = std::thread::spawn(move || {
            for client in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    return;
                }
                let node = nodes[turn.fetch_add(1, Ordering::SeqCst) % nodes.len()];
                if let (Ok(client), Ok(node)) = (client, TcpStream::connect(node)) {
                    carry(&client, &node);
                }
            }
        });
        Self { address, is_over, thread: Some(thread) }
    }
}

impl Drop for InTurn {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        self.thread.take().unwrap().join().unwrap();
    }
}

/// Carries what either side says to the other.
fn carry(client: &TcpStream, node: &TcpStream) {
    for (from, to) in [(client, node), (node, client)] {
        let (mut from, mut to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
        std::thread::spawn(move || {
            let mut octets = [0; 16 * 1024];
            while let Ok(count @ 1..) = from.read(&mut octets) {
                if to.write_all(&octets[..count]).is_err() {
                    break;
                }
            }
            drop((to.shutdown(Shutdown::Write), from.shutdown(Shutdown::Read)));
        });
    }
}
