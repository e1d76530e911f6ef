//! The relying party's web server: serves what modules publish, and keeps what is posted to it. Its pages for people
//! (callbacks) are never fetched: the browser of a module reads where it would go.

use std::collections::HashMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rustls::{ProtocolVersion, ServerConfig, ServerConnection, StreamOwned};

use crate::support::site::Authority;

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub head: String,
    pub body: String,
    pub tls: Option<ProtocolVersion>,
}

type Published = Mutex<HashMap<String, Answer>>;

/// What is answered at a path.
#[derive(Debug, Clone)]
struct Answer {
    status: u16,
    content_type: String,
    location: Option<String>,
    body: String,
}

/// A listening server; stops when dropped.
pub struct RpServer {
    port: u16,
    published: Arc<Published>,
    requests: Arc<Mutex<Vec<Request>>>,
    stopped: Arc<AtomicBool>,
}

impl RpServer {
    pub fn start(authority: &Authority) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (published, requests): (Arc<Published>, Arc<Mutex<Vec<Request>>>) = Default::default();
        let (stopped, tls) = (Arc::new(AtomicBool::new(false)), authority.server());
        let (for_thread, kept, stop) = (published.clone(), requests.clone(), stopped.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (published, kept, tls) = (for_thread.clone(), kept.clone(), tls.clone());
                std::thread::spawn(move || serve(stream.unwrap(), tls, &published, &kept));
            }
        });
        Self { port, published, requests, stopped }
    }

    pub fn url(&self, path: &str) -> String {
        format!("https://localhost:{}/test/a/latchkey{path}", self.port)
    }

    /// The redirect URI.
    pub fn callback(&self) -> String {
        self.url("/callback")
    }

    /// A redirect URI with a query of its own.
    pub fn callback_with_query(&self) -> String {
        self.url("/callback?bar=foo")
    }

    /// The post_logout_redirect_uri.
    pub fn post_logout(&self) -> String {
        self.url("/post_logout_redirect")
    }

    /// Serves a text at a path, and returns its URL.
    pub fn publish(&self, path: &str, content_type: &str, body: &str) -> String {
        let url = self.url(path);
        let content_type = content_type.to_owned();
        self.put(&url, Answer { status: 200, content_type, location: None, body: body.to_owned() });
        url
    }

    /// Answers so from now on, whatever is asked at a path.
    pub fn answer(&self, path: &str, status: u16, location: Option<&str>, body: &str) {
        let (content_type, location) = ("application/json".to_owned(), location.map(str::to_owned));
        self.put(&self.url(path), Answer { status, content_type, location, body: body.to_owned() });
    }

    fn put(&self, url: &str, answer: Answer) {
        let at = url::Url::parse(url).unwrap().path().to_owned();
        self.published.lock().unwrap().insert(at, answer);
    }

    /// The requests to a path.
    pub fn requests_to(&self, path: &str) -> Vec<Request> {
        let end = format!("/test/a/latchkey{path}");
        self.requests.lock().unwrap().iter().filter(|request| request.path == end).cloned().collect()
    }

    /// Waits for the next request to a path after the `seen` that came before.
    pub async fn next_request(&self, path: &str, seen: usize) -> Request {
        for _ in 0..1_000 {
            if let Some(request) = self.requests_to(path).into_iter().nth(seen) {
                return request;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("nobody came to {path}");
    }
}

impl Drop for RpServer {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn serve(stream: TcpStream, tls: Arc<ServerConfig>, published: &Published, requests: &Mutex<Vec<Request>>) {
    let mut stream = StreamOwned::new(ServerConnection::new(tls).unwrap(), stream);
    let Some((head, body)) = read(&mut stream) else { return };
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or_default().to_owned(), words.next().unwrap_or_default().to_owned());
    let at = path.split('?').next().unwrap_or_default();
    let answer = published.lock().unwrap().get(at).cloned();
    let tls = stream.conn.protocol_version();
    requests.lock().unwrap().push(Request { method: method.clone(), path: path.clone(), head, body, tls });
    let Answer { status, content_type, location, body } = answer.unwrap_or_else(|| Answer {
        status: if method == "POST" { 200 } else { 404 },
        content_type: "text/plain".to_owned(),
        location: None,
        body: String::new(),
    });
    let location = location.map(|location| format!("location: {location}\r\n")).unwrap_or_default();
    // Whoever asked may have gone.
    drop(write!(
        stream,
        "HTTP/1.1 {status} X\r\ncontent-type: {content_type}\r\n{location}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    ));
    stream.conn.send_close_notify();
    drop(stream.flush());
}

/// Head and body of a request.
fn read(stream: &mut impl Read) -> Option<(String, String)> {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        if let Some((head, body)) = String::from_utf8_lossy(&bytes).split_once("\r\n\r\n") {
            let lines = head.to_ascii_lowercase();
            let length = lines.lines().find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.trim().parse().unwrap_or(0)) {
                return Some((head.to_owned(), body.to_owned()));
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return None,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
}
