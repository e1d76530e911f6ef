//! A line to a server of PostgreSQL that can fall silent: connections stay open, new ones are taken, and nobody answers.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

pub struct Line {
    address: SocketAddr,
    is_silent: Arc<AtomicBool>,
}

impl Line {
    /// A line to whom a URL names.
    pub fn to(url: &str) -> Self {
        let server = place(url).to_owned();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let line = Self { address: listener.local_addr().unwrap(), is_silent: Arc::default() };
        let is_silent = line.is_silent.clone();
        thread::spawn(move || {
            let mut unanswered = Vec::new();
            for caller in listener.incoming() {
                let caller = caller.unwrap();
                if is_silent.load(Ordering::Relaxed) {
                    unanswered.push(caller);
                } else {
                    connect(caller, &server, &is_silent);
                }
            }
        });
        line
    }

    /// The host and port at which it is called.
    pub fn place(&self) -> String {
        self.address.to_string()
    }

    /// From now on nothing goes through.
    pub fn fall_silent(&self) {
        self.is_silent.store(true, Ordering::Relaxed);
    }
}

/// The host and port in a URL.
pub fn place(url: &str) -> &str {
    let (_, rest) = url.split_once('@').unwrap();
    rest.split('/').next().unwrap()
}

fn connect(caller: TcpStream, server: &str, is_silent: &Arc<AtomicBool>) {
    let called = TcpStream::connect(server).unwrap();
    for (from, to) in [(&caller, &called), (&called, &caller)] {
        let (from, to, is_silent) = (from.try_clone().unwrap(), to.try_clone().unwrap(), is_silent.clone());
        thread::spawn(move || pass_on(from, to, &is_silent));
    }
}

fn pass_on(mut from: TcpStream, mut to: TcpStream, is_silent: &AtomicBool) {
    let mut octets = [0; 16_384];
    while let Ok(count @ 1..) = from.read(&mut octets) {
        if !is_silent.load(Ordering::Relaxed) && to.write_all(&octets[..count]).is_err() {
            break;
        }
    }
    if is_silent.load(Ordering::Relaxed) {
        // An end would be an answer, too.
        std::mem::forget((from, to));
    } else {
        drop(to.shutdown(Shutdown::Both));
    }
}
