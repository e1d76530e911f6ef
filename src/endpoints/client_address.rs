//! The client's address (SEC-65): the peer's, or what a trusted proxy says of its client. What cannot be made out is
//! logged once for each kind, and the address is then unknown.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicU8, Ordering};

use actix_web::HttpRequest;
use actix_web::http::header::{FORWARDED, HeaderValue, X_FORWARDED_FOR};

use crate::config::settings::Settings;
use crate::protocol::client_address::{ClientAddress, Oddity, Told, behind};

/// Which kinds of oddity this process has logged: one bit each.
static LOGGED: AtomicU8 = AtomicU8::new(0);

/// Whoever connected, and whether that is a proxy that is believed what it says of its clients.
pub fn peer(request: &HttpRequest, settings: &Settings) -> (IpAddr, bool) {
    // A Unix socket has no address; whoever reaches it is on this machine.
    let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.ip().to_canonical());
    (peer, is_trusted(peer, settings))
}

fn is_trusted(address: IpAddr, settings: &Settings) -> bool {
    settings.server.trusted_proxies.iter().any(|network| network.contains(&address))
}

/// Where `request` comes from.
pub fn client_address(request: &HttpRequest, settings: &Settings) -> ClientAddress {
    let (peer, is_proxy) = peer(request, settings);
    if !is_proxy {
        return peer.into();
    }
    let trusted = |address: IpAddr| is_trusted(address, settings);
    let lines = |name| request.headers().get_all(name).map(HeaderValue::as_bytes).collect();
    let told = Told { x_forwarded_for: lines(X_FORWARDED_FOR), forwarded: lines(FORWARDED) };
    let (address, oddity) = behind(peer, &told, trusted);
    if let Some(oddity) = oddity {
        log_once(request, peer, &told, oddity);
    }
    address
}

fn log_once(request: &HttpRequest, proxy: IpAddr, told: &Told<'_>, oddity: Oddity) {
    // A proxy's own probes come without such a header, and rightly so.
    if oddity == Oddity::Silent && is_probe(request) {
        return;
    }
    let bit = 1_u8 << oddity as u8;
    if LOGGED.fetch_or(bit, Ordering::Relaxed) & bit != 0 {
        return;
    }
    let words = match oddity {
        Oddity::Unreadable => "a trusted proxy sent an address that cannot be read; its client's address is unknown",
        Oddity::Withheld => "a trusted proxy withholds its client's address, which is unknown then",
        Oddity::Nobody => "a trusted proxy sent a header that names no client; its client's address is unknown",
        Oddity::Contradiction => {
            "X-Forwarded-For and Forwarded of a trusted proxy name two clients; the address is unknown. Let the proxy \
             set or remove both"
        }
        Oddity::Silent => {
            "a trusted proxy names no client; the request counts as its own. Let it send X-Forwarded-For or Forwarded"
        }
    };
    tracing::warn!(
        %proxy,
        x_forwarded_for = shown(&told.x_forwarded_for),
        forwarded = shown(&told.forwarded),
        "{words}; this is logged once"
    );
}

fn is_probe(request: &HttpRequest) -> bool {
    let path = request.path().trim_end_matches('/');
    path.ends_with("/livez") || path.ends_with("/readyz")
}

/// What was sent, shortened; the log escapes it.
fn shown(lines: &[&[u8]]) -> Option<String> {
    let text = lines.iter().map(|line| String::from_utf8_lossy(line)).collect::<Vec<_>>().join(", ");
    (!lines.is_empty()).then(|| text.chars().take(300).collect())
}
