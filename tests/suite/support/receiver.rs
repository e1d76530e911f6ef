//! The server of a relying party: takes what the provider posts, and answers as told.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How it answers: each status in turn, the last one for ever, after a wait.
#[derive(Clone)]
pub struct Answers {
    pub statuses: Vec<u16>,
    pub wait: Duration,
}

/// A listening relying party; stops when dropped.
pub struct Receiver {
    pub port: u16,
    received: Arc<Mutex<Vec<String>>>,
    most_at_once: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
}

impl Receiver {
    /// One that answers with these statuses, the last for ever.
    pub fn answering(statuses: &[u16]) -> Self {
        Self::with(Answers { statuses: statuses.to_vec(), wait: Duration::ZERO })
    }

    pub fn with(answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let received: Arc<Mutex<Vec<String>>> = Arc::default();
        let (most_at_once, now_open) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let stopped = Arc::new(AtomicBool::new(false));
        let (for_thread, most, stop) = (received.clone(), most_at_once.clone(), stopped.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (received, answers, most, open) =
                    (for_thread.clone(), answers.clone(), most.clone(), now_open.clone());
                std::thread::spawn(move || {
                    most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    serve(stream.unwrap(), &received, &answers);
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, received, most_at_once, stopped }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Whole requests, head and body, as they came.
    pub fn requests(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }

    /// The most requests that were open at once.
    pub fn most_at_once(&self) -> usize {
        self.most_at_once.load(Ordering::SeqCst)
    }

    /// Waits until `count` requests came.
    pub async fn wait_for(&self, count: usize) -> Vec<String> {
        for _ in 0..1_000 {
            let requests = self.requests();
            if requests.len() >= count {
                return requests;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{} of {count} requests came", self.requests().len());
    }

    /// Waits for one request and returns the logout token in it.
    pub async fn logout_token(&self) -> String {
        token(&self.wait_for(1).await[0])
    }
}

/// The logout token of a request, which holds nothing else.
pub fn token(request: &str) -> String {
    let body = request.split("\r\n\r\n").nth(1).unwrap();
    let token = body.strip_prefix("logout_token=").unwrap_or_else(|| panic!("{request}"));
    assert!(!token.contains('&'), "{request}");
    token.to_owned()
}

impl Drop for Receiver {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
    }
}

fn serve(mut stream: TcpStream, received: &Mutex<Vec<String>>, answers: &Answers) {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
            if body.len() >= length.map_or(0, |length| length.trim().parse().unwrap()) {
                break;
            }
        }
        match stream.read(&mut buffer) {
            Ok(0) | Err(_) => return,
            Ok(count) => bytes.extend_from_slice(&buffer[..count]),
        }
    }
    let count = {
        let mut received = received.lock().unwrap();
        received.push(String::from_utf8_lossy(&bytes).into_owned());
        received.len()
    };
    std::thread::sleep(answers.wait);
    let status = answers.statuses.get(count - 1).or(answers.statuses.last()).copied().unwrap_or(200);
    let extra = if (300..400).contains(&status) { "location: http://127.0.0.1:1/\r\n" } else { "" };
    drop(write!(stream, "HTTP/1.1 {status} X\r\n{extra}content-length: 0\r\nconnection: close\r\n\r\n"));
}
