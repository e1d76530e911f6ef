//! Where the answer is waited for: a redirect URI that the client has registered and that leads to this machine. Nothing else is taken
//! for an answer than one with the `state` of this request, and the wait goes on after whatever else comes.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use url::Url;

use crate::cli::context::Failure;
use crate::protocol::client::Client;
use crate::protocol::parameters::Parameters;
use crate::protocol::redirect_uri::{ApplicationType, RedirectUri, is_loopback_host};
use crate::secret::Secret;

/// A URI to add where there is none: any free port does.
const TO_ADD: &str = "http://127.0.0.1:8765/callback";
/// How long a browser may take to send its request.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest request that is read, in bytes.
const LONGEST: usize = 64 * 1024;
/// What the browser shows.
const RECEIVED: &str = "The answer has arrived. You can close this page and go back to the terminal.\n";
/// The same for whatever is no answer.
const NOT_AN_ANSWER: &str = "This is not the answer to the sign-in that is waited for here.\n";

/// Sockets that wait for the answer.
pub struct Callback {
    /// The redirect URI to send.
    pub redirect_uri: String,
    listeners: Vec<TcpListener>,
    path: String,
}

/// A registered URI that leads to this machine, in its parts.
struct Loopback {
    uri: String,
    host: String,
    port: u16,
    path: String,
    /// Path and query as registered.
    rest: String,
}

impl Loopback {
    fn of(uri: &RedirectUri) -> Option<Self> {
        let url = Url::parse(uri.as_str()).ok().filter(|url| url.scheme() == "http")?;
        let host = url.host_str().filter(|host| is_loopback_host(host))?;
        let (_, authority) = uri.as_str().split_once("://")?;
        let rest = authority.find(['/', '?']).and_then(|at| authority.get(at..)).unwrap_or_default();
        Some(Self {
            uri: uri.to_string(),
            host: host.to_owned(),
            port: url.port_or_known_default()?,
            path: url.path().to_owned(),
            rest: rest.to_owned(),
        })
    }

    fn at(&self, port: u16) -> String {
        format!("http://{}:{port}{}", self.host, self.rest)
    }

    /// Listens there. A native client may be answered at any port (RFC 8252 §7.3), so it gets one that is free.
    async fn open(self, client: &Client) -> io::Result<Callback> {
        let takes_any_port = client.application_type == ApplicationType::Native
            && client.registered_redirect_uri(&self.at(1)).is_some()
            && client.registered_redirect_uri(&self.at(2)).is_some();
        let port = if takes_any_port { 0 } else { self.port };
        let listeners = bind(&self.host, port).await?;
        let redirect_uri = match (takes_any_port, listeners.first()) {
            (true, Some(listener)) => self.at(listener.local_addr()?.port()),
            _ => self.uri,
        };
        Ok(Callback { redirect_uri, listeners, path: self.path })
    }
}

/// A name has two addresses, and a browser may try either.
async fn bind(host: &str, port: u16) -> io::Result<Vec<TcpListener>> {
    let (v4, v6) = (IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST));
    match host {
        "127.0.0.1" => Ok(vec![TcpListener::bind((v4, port)).await?]),
        "[::1]" => Ok(vec![TcpListener::bind((v6, port)).await?]),
        _ => {
            let first = TcpListener::bind((v4, port)).await?;
            let port = first.local_addr()?.port();
            let second = TcpListener::bind((v6, port)).await.ok();
            Ok(std::iter::once(first).chain(second).collect())
        }
    }
}

/// What is waited for.
struct Expected {
    path: String,
    state: Secret,
}

impl Callback {
    /// Listens at the first redirect URI of the client that leads to this machine.
    pub async fn open(client: &Client) -> Result<Self, Failure> {
        let is_allowed = |uri: &&RedirectUri| client.registered_redirect_uri(uri.as_str()).is_some();
        let found = client.redirect_uris.iter().filter(is_allowed).find_map(Loopback::of);
        let client_id = &client.client_id;
        let Some(loopback) = found else {
            let place = match client.defined_at.as_deref().filter(|_| client.revision.is_none()) {
                Some(place) => format!(" ({place})"),
                None => String::new(),
            };
            return Err(Failure::Failed(format!(
                "no redirect URI of {client_id} leads to this machine, and the server sends nobody to one that is not registered. For \
                 the time of the test, add \"{TO_ADD}\" to its redirect_uris{place}, run the command again, and remove it afterwards. \
                 Or rehearse the sign-in: latchkey client test {client_id} --as PERSON"
            )));
        };
        let uri = loopback.uri.clone();
        loopback.open(client).await.map_err(|error| {
            Failure::Failed(format!(
                "the answer cannot be waited for at {uri}: {error}. Where the app itself runs there, stop it for the time of the test"
            ))
        })
    }

    /// The parameters of the answer to the request with this `state`.
    pub async fn answer(self, state: &str, timeout: Duration) -> Result<Parameters, Failure> {
        let expected = Arc::new(Expected { path: self.path, state: Secret::new(state) });
        let (sender, mut answers) = mpsc::channel(1);
        for listener in self.listeners {
            tokio::spawn(accept(listener, expected.clone(), sender.clone()));
        }
        let answer = tokio::time::timeout(timeout, answers.recv()).await;
        answer.ok().flatten().ok_or_else(|| {
            Failure::Failed(format!(
                "nobody came back from the sign-in within {} s: --timeout 15m waits longer",
                timeout.as_secs()
            ))
        })
    }
}

async fn accept(listener: TcpListener, expected: Arc<Expected>, answers: mpsc::Sender<Parameters>) {
    loop {
        match listener.accept().await {
            // Each by itself: browsers open connections before they have something to say.
            Ok((stream, _)) => drop(tokio::spawn(receive(stream, expected.clone(), answers.clone()))),
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn receive(stream: TcpStream, expected: Arc<Expected>, answers: mpsc::Sender<Parameters>) {
    let Ok(Some(target)) = tokio::time::timeout(PATIENCE, target(&stream)).await else { return };
    let found = answer_in(&target, &expected);
    let (status, words) = if found.is_some() { ("200 OK", RECEIVED) } else { ("404 Not Found", NOT_AN_ANSWER) };
    let response = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nCache-Control: no-store\r\n\
         Referrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n{words}",
        words.len()
    );
    // Whether the browser shows it or not, the answer counts.
    drop(tokio::time::timeout(PATIENCE, write(&stream, response.as_bytes())).await);
    if let Some(parameters) = found {
        drop(answers.send(parameters).await);
    }
}

/// The parameters of a request target that is the answer.
fn answer_in(target: &str, expected: &Expected) -> Option<Parameters> {
    let (path, query) = target.split_once('?')?;
    let parameters = Parameters::parse(query.as_bytes()).ok()?;
    let is_ours = path == expected.path && parameters.get("state").is_some_and(|state| expected.state.matches(state));
    is_ours.then_some(parameters)
}

/// The target of a GET request, after its whole head was read.
async fn target(stream: &TcpStream) -> Option<String> {
    let (mut head, mut chunk) = (Vec::new(), [0; 4096]);
    while !head.windows(4).any(|octets| octets == b"\r\n\r\n") {
        stream.readable().await.ok()?;
        match stream.try_read(&mut chunk) {
            Ok(0) => return None,
            Ok(read) => head.extend_from_slice(chunk.get(..read)?),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(_) => return None,
        }
        if head.len() > LONGEST {
            return None;
        }
    }
    let line = head.split(|octet| *octet == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    match (words.next(), words.next()) {
        (Some("GET"), Some(target)) => Some(target.to_owned()),
        _ => None,
    }
}

async fn write(stream: &TcpStream, mut rest: &[u8]) -> io::Result<()> {
    while !rest.is_empty() {
        stream.writable().await?;
        match stream.try_write(rest) {
            Ok(written) => rest = rest.get(written..).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_request_with_the_state_at_the_path_is_the_answer() {
        let expected = Expected { path: "/cb".to_owned(), state: Secret::new("s1") };
        let is_answer = |target: &str| answer_in(target, &expected).is_some();
        assert!(is_answer("/cb?code=c&state=s1") && is_answer("/cb?x=y&error=access_denied&state=s1"));
        for other in
            ["/cb", "/cb?code=c", "/cb?state=s2", "/cb?state=", "/?state=s1", "/cb/?state=s1", "/cb?state=s1&state=s1"]
        {
            assert!(!is_answer(other), "{other}");
        }
    }

    #[test]
    fn a_registered_uri_is_taken_apart_and_put_together_byte_for_byte() {
        let of = |text: &str| Loopback::of(&RedirectUri::parse(text, ApplicationType::Native).unwrap());
        for (text, port, path) in [
            ("http://127.0.0.1:3000/cb?a=b", 3000, "/cb"),
            ("http://[::1]:3000/", 3000, "/"),
            ("http://localhost:3000?a=b", 3000, "/"),
            ("http://localhost", 80, "/"),
        ] {
            let loopback = of(text).unwrap();
            assert_eq!((loopback.port, loopback.path.as_str(), loopback.uri.as_str()), (port, path, text));
            assert_eq!(loopback.at(port).replace(":80", ""), text);
        }
        for other in ["https://localhost/cb", "https://app.example/cb", "com.example.app:/cb"] {
            assert!(of(other).is_none(), "{other}");
        }
    }
}
