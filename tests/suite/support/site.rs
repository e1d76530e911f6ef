//! The web site of an app, or of nobody: answers GET as told, over http or TLS, and counts who comes.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// One answer.
#[derive(Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Before the head.
    pub wait: Duration,
    /// Before each thousand bytes of the body.
    pub drip: Duration,
}

impl Answer {
    pub fn of(status: u16, body: &str) -> Self {
        let (headers, body) = (Vec::new(), body.as_bytes().to_vec());
        Self { status, headers, body, wait: Duration::ZERO, drip: Duration::ZERO }
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn after(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }
}

type Behaviour = Arc<dyn Fn(&str) -> Answer + Send + Sync>;

/// A listening site; stops when dropped.
pub struct Site {
    pub port: u16,
    scheme: &'static str,
    seen: Arc<Seen>,
    stopped: Arc<AtomicBool>,
    addresses: Vec<std::net::SocketAddr>,
}

#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    paths: Mutex<Vec<String>>,
    open: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl Site {
    /// A plain one; `behaviour` gets the path.
    pub fn new(behaviour: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        Self::on(vec![TcpListener::bind("127.0.0.1:0").unwrap()], None, Arc::new(behaviour))
    }

    /// One that always answers with this text.
    pub fn serving(body: &str) -> Self {
        let answer = Answer::of(200, body);
        Self::new(move |_| answer.clone())
    }

    /// One at both loopback addresses, where nobody should come.
    pub fn collector() -> Self {
        let (v4, v6) = (0..100)
            .find_map(|_| {
                let v4 = TcpListener::bind("127.0.0.1:0").unwrap();
                let v6 = TcpListener::bind(("::1", v4.local_addr().unwrap().port())).ok()?;
                Some((v4, v6))
            })
            .expect("a port that is free at both addresses");
        Self::on(vec![v4, v6], None, Arc::new(|_| Answer::of(200, "{\"keys\":[]}")))
    }

    /// One over TLS.
    pub fn over_tls(authority: &Authority, behaviour: impl Fn(&str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        Self::on(vec![listener], Some(authority.server()), Arc::new(behaviour))
    }

    fn on(listeners: Vec<TcpListener>, tls: Option<Arc<ServerConfig>>, behaviour: Behaviour) -> Self {
        let addresses: Vec<_> = listeners.iter().map(|listener| listener.local_addr().unwrap()).collect();
        let (seen, stopped) = (Arc::new(Seen::default()), Arc::new(AtomicBool::new(false)));
        for listener in listeners {
            let (seen, stopped, tls, behaviour) = (seen.clone(), stopped.clone(), tls.clone(), behaviour.clone());
            std::thread::spawn(move || {
                for stream in listener.incoming() {
                    if stopped.load(Ordering::SeqCst) {
                        return;
                    }
                    let (seen, tls, behaviour) = (seen.clone(), tls.clone(), behaviour.clone());
                    std::thread::spawn(move || {
                        seen.connections.fetch_add(1, Ordering::SeqCst);
                        let waiting = Waiting::begin(&seen);
                        let stream = stream.unwrap();
                        match tls {
                            None => serve(stream, &seen, &behaviour, waiting),
                            Some(tls) => {
                                let connection = ServerConnection::new(tls).unwrap();
                                serve(StreamOwned::new(connection, stream), &seen, &behaviour, waiting);
                            }
                        }
                    });
                }
            });
        }
        let scheme = if tls.is_some() { "https" } else { "http" };
        Self { port: addresses[0].port(), scheme, seen, stopped, addresses }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}://localhost:{}{path}", self.scheme, self.port)
    }

    /// How many connected.
    pub fn connections(&self) -> usize {
        self.seen.connections.load(Ordering::SeqCst)
    }

    /// The paths that were asked for.
    pub fn paths(&self) -> Vec<String> {
        self.seen.paths.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The most that waited for an answer at once.
    pub fn most_at_once(&self) -> usize {
        self.seen.most_at_once.load(Ordering::SeqCst)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        for address in &self.addresses {
            drop(TcpStream::connect(address));
        }
    }
}

/// Somebody who waits for an answer.
struct Waiting<'a>(&'a Seen);

impl<'a> Waiting<'a> {
    fn begin(seen: &'a Seen) -> Self {
        seen.most_at_once.fetch_max(seen.open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        Self(seen)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::SeqCst);
    }
}

fn serve(mut stream: impl Read + Write, seen: &Seen, behaviour: &Behaviour, waiting: Waiting<'_>) {
    let (mut head, mut buffer) = (Vec::new(), [0; 4096]);
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(count) => head.extend_from_slice(&buffer[..count]),
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    seen.paths.lock().unwrap().push(path.clone());
    let answer = behaviour(&path);
    std::thread::sleep(answer.wait);
    let mut text = format!("HTTP/1.1 {} X\r\nconnection: close\r\n", answer.status);
    for (name, value) in &answer.headers {
        text += &format!("{name}: {value}\r\n");
    }
    if !answer.headers.iter().any(|(name, _)| *name == "transfer-encoding" || *name == "content-length") {
        text += &format!("content-length: {}\r\n", answer.body.len());
    }
    // Before it is sent: whoever has the answer may come again before this thread goes on.
    drop(waiting);
    let mut sent = stream.write_all(format!("{text}\r\n").as_bytes());
    for piece in answer.body.chunks(1000) {
        std::thread::sleep(answer.drip);
        sent = sent.and_then(|()| stream.write_all(piece)).and_then(|()| stream.flush());
    }
    // Whoever asked may have gone.
    drop(sent);
}

/// A certificate authority of one's own, with a certificate for `localhost`.
pub struct Authority {
    folder: tempfile::TempDir,
}

impl Authority {
    pub fn new() -> Self {
        Self::for_days(2)
    }

    /// The same, whose certificate for `localhost` is good for so many days from now on; for less than none, it expired.
    pub fn for_days(days: i32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1").unwrap();
        let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        let authority = Self { folder };
        authority.openssl(&format!("req -x509 {key} -days 2 -subj /CN=Authority -keyout ca.key -out ca.pem"));
        authority.openssl(&format!("req -new {key} -subj /CN=localhost -keyout leaf.key -out leaf.csr"));
        authority.openssl(&format!(
            "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days {days} -out leaf.pem -extfile names"
        ));
        authority
    }

    fn openssl(&self, arguments: &str) {
        let mut command = Command::new("openssl");
        let run = command.args(arguments.split(' ')).current_dir(self.folder.path()).output();
        let output = run.expect("openssl, which makes certificates for this test");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// The file with its own certificate.
    pub fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("ca.pem")
    }

    /// Its own certificate, PEM.
    pub fn pem(&self) -> Vec<u8> {
        std::fs::read(self.file()).unwrap()
    }

    /// The certificate for `localhost`, and its key.
    pub fn certificate(&self) -> (std::path::PathBuf, std::path::PathBuf) {
        (self.folder.path().join("leaf.pem"), self.folder.path().join("leaf.key"))
    }

    /// How a server of that certificate speaks TLS.
    pub fn server(&self) -> Arc<ServerConfig> {
        let (certificate, key) = self.certificate();
        let certificate = CertificateDer::from_pem_file(certificate).unwrap();
        let key = PrivateKeyDer::from_pem_file(key).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        Arc::new(builder.with_no_client_auth().with_single_cert(vec![certificate], key).unwrap())
    }
}
