//! A blocking keep-alive connection with its cookies, and just enough HTTP.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// After how much silence a server may have closed a connection; they wait longer.
const SILENT: Duration = Duration::from_secs(2);

/// A connection to a server of this machine.
pub struct Connection {
    port: u16,
    stream: TcpStream,
    /// When something was sent last.
    used: Instant,
    buffer: Vec<u8>,
    head: usize,
    /// Names and values.
    cookies: Vec<(String, String)>,
}

impl Connection {
    pub fn open(port: u16) -> Self {
        Self {
            port,
            stream: stream_to(port),
            used: Instant::now(),
            buffer: Vec::with_capacity(16 * 1024),
            head: 0,
            cookies: Vec::new(),
        }
    }

    /// The status, the headers and the body of the last answer.
    pub fn status(&self) -> u16 {
        self.head_text()[9..12].parse().unwrap()
    }

    pub fn head_text(&self) -> &str {
        std::str::from_utf8(&self.buffer[..self.head]).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head_text().lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub fn body(&self) -> &str {
        std::str::from_utf8(&self.buffer[self.head..]).unwrap()
    }

    /// Sends a request as it stands; over a new stream where the server has closed this one meanwhile.
    pub fn send(&mut self, request: &str) {
        if self.used.elapsed() > SILENT && is_closed(&self.stream) {
            self.stream = stream_to(self.port);
        }
        self.used = Instant::now();
        self.stream.write_all(request.as_bytes()).unwrap();
    }

    /// Reads the whole answer and keeps its cookies; returns its status.
    pub fn receive(&mut self) -> u16 {
        self.buffer.clear();
        let mut chunk = [0; 16 * 1024];
        loop {
            let read = self.stream.read(&mut chunk).unwrap();
            assert!(read > 0, "the server closed the connection");
            self.buffer.extend_from_slice(&chunk[..read]);
            if let Some(end) = self.buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                self.head = end + 4;
                let length: usize = self.header("content-length").map_or(0, |length| length.parse().unwrap());
                if self.buffer.len() >= self.head + length {
                    break;
                }
            }
        }
        self.keep_cookies();
        self.status()
    }

    fn keep_cookies(&mut self) {
        let head = std::str::from_utf8(&self.buffer[..self.head]).unwrap();
        for line in head.lines() {
            let Some((_, set)) = line.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            else {
                continue;
            };
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// Takes the cookies out, which leaves a new visitor.
    pub fn take_cookies(&mut self) -> Vec<(String, String)> {
        std::mem::take(&mut self.cookies)
    }

    /// Goes on as whoever has these.
    pub fn put_cookies(&mut self, cookies: Vec<(String, String)>) {
        self.cookies = cookies;
    }

    fn cookie_line(&self) -> String {
        if self.cookies.is_empty() {
            return String::new();
        }
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("Cookie: {}\r\n", pairs.join("; "))
    }

    /// Sends a GET with these header lines, without the cookies.
    pub fn send_get(&mut self, path: &str, headers: &str) {
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n"));
    }

    /// Sends a GET as a browser does.
    pub fn send_visit(&mut self, path: &str) {
        let cookie = self.cookie_line();
        self.send_get(path, &format!("{cookie}Accept: text/html\r\n"));
    }

    /// Sends a form, with the cookies if there are any.
    pub fn send_form(&mut self, path: &str, headers: &str, body: &str) {
        let cookie = self.cookie_line();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\n{cookie}{headers}Content-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        ));
    }

    /// GET that must succeed.
    pub fn get(&mut self, path: &str) {
        self.send_get(path, "");
        assert_eq!(self.receive(), 200, "{path}");
    }
}

fn stream_to(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// Whether a stream at which nothing is expected was closed by the other end.
fn is_closed(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let is_closed = !stream.peek(&mut [0]).is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock);
    stream.set_nonblocking(false).unwrap();
    is_closed
}
