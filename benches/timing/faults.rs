//! What a fetch that fails tells of where it was sent (row 43): places that fail in every way, and how long the
//! authorization endpoint takes over each, and in which words it answers.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use crate::median;
use crate::server::{SECRET, Server};

/// How often each fault is met; what failed is left alone for a while, so each time at an address of its own.
const ROUNDS: usize = 3;
/// How far apart the answers may come.
const ALIKE: Duration = Duration::from_millis(50);
/// What a place does with whoever connects.
const FAULTS: [(&str, Option<&str>); 6] = [
    ("refuses the connection", None),
    ("never answers", Some("")),
    ("404", Some("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")),
    ("redirects", Some("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")),
    ("another protocol", Some("SSH-2.0-OpenSSH_9.9\r\n")),
    ("no request object", Some("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")),
];

/// The places.
pub struct Stage {
    ports: Vec<u16>,
}

impl Stage {
    /// Opens them, but for the one that refuses.
    pub fn new() -> Self {
        let ports = FAULTS.iter().map(|(_, answer)| {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let port = listener.local_addr().unwrap().port();
            if let Some(answer) = *answer {
                std::thread::spawn(move || serve(&listener, answer));
            }
            port
        });
        Self { ports: ports.collect() }
    }

    fn uri(&self, fault: usize, round: usize) -> String {
        format!("http://127.0.0.1:{}/{round}", self.ports[fault])
    }

    /// A client that may name them.
    pub fn configuration(&self) -> String {
        let all = (0..FAULTS.len()).flat_map(|fault| (0..ROUNDS).map(move |round| self.uri(fault, round)));
        let uris: Vec<String> = all.collect();
        format!(
            "[request_objects]\nby_reference = true\n[outbound]\nallow_private_ips = true\n\
             [[clients]]\nclient_id = \"far\"\nclient_secret = \"{SECRET}\"\nredirect_uris = [\"http://localhost/cb\"]\n\
             require_pkce = false\nrequest_uris = {uris:?}\n"
        )
    }

    /// Meets every fault at once, a few times, and prints what came of it.
    pub fn compare(&self, server: &Server) {
        let mut times = vec![Vec::new(); FAULTS.len()];
        let mut answers = BTreeSet::new();
        for round in 0..ROUNDS {
            std::thread::scope(|scope| {
                let asked = |fault| {
                    let path = format!(
                        "/authorize?client_id=far&response_type=code&scope=openid&redirect_uri=http%3A%2F%2Flocalhost%2Fcb\
                         &request_uri={}",
                        self.uri(fault, round).replace('/', "%2F").replace(':', "%3A")
                    );
                    let mut connection = server.connect();
                    let begun = Instant::now();
                    connection.send_visit(&path);
                    let status = connection.receive();
                    (begun.elapsed(), status, connection.header("location").unwrap_or_default().to_owned())
                };
                let asking: Vec<_> = (0..FAULTS.len()).map(|fault| scope.spawn(move || asked(fault))).collect();
                for (fault, asking) in asking.into_iter().enumerate() {
                    let (took, status, location) = asking.join().unwrap();
                    times[fault].push(took);
                    answers.insert((status, location));
                }
            });
        }
        let medians: Vec<Duration> = times.iter_mut().map(|times| median(times)).collect();
        let apart = *medians.iter().max().unwrap() - *medians.iter().min().unwrap();
        let verdict = if apart <= ALIKE && answers.len() == 1 { "alike" } else { "APART" };
        println!("what is there (row 43): {} ms apart, {} answer(s), {verdict}", apart.as_millis(), answers.len());
        for ((what, _), median) in FAULTS.iter().zip(medians) {
            println!("  {what:<44} {:>10.0} ms", median.as_secs_f64() * 1e3);
        }
    }
}

fn serve(listener: &TcpListener, answer: &'static str) {
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        std::thread::spawn(move || {
            let mut request = [0; 4096];
            // Whoever hangs up meanwhile needs no answer.
            let _ = stream.read(&mut request).and_then(|_| stream.write_all(answer.as_bytes()));
            if answer.is_empty() {
                std::thread::sleep(Duration::from_secs(30));
            }
        });
    }
}
