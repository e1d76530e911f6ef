//! HTTP as bytes over a socket, for what no HTTP library would send.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// More than any answer of ours.
const MOST: usize = 1 << 20;

/// What came back.
#[derive(Debug)]
pub enum Outcome {
    Answer(Answer),
    /// The server hung up without a word.
    Closed,
    /// Nothing came in time: the request was not whole.
    Silent,
}

/// An answer, read as far as it goes.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}

/// One browser's or program's connection.
pub struct Wire {
    address: String,
    stream: Option<TcpStream>,
}

impl Wire {
    /// To the server of this issuer.
    pub fn to(issuer: &str) -> Self {
        let authority = issuer.strip_prefix("http://").unwrap();
        let port = authority.split(['/', ':']).nth(1).unwrap();
        Self { address: format!("127.0.0.1:{port}"), stream: None }
    }

    /// Sends these bytes. A connection is kept only where `keep` says that both sides agree on where they end.
    pub fn send(&mut self, request: &[u8], keep: bool, patience: Duration) -> Outcome {
        for is_last in [false, true] {
            let kept = self.stream.take();
            let was_kept = kept.is_some();
            let mut stream = kept.unwrap_or_else(|| self.connect());
            stream.set_read_timeout(Some(patience)).unwrap();
            let outcome = match stream.write_all(request) {
                Ok(()) => read(&mut stream, request.starts_with(b"HEAD ")),
                // It may have answered before it read everything.
                Err(_) => read(&mut stream, false),
            };
            match outcome {
                // A kept connection may have been closed before this request.
                Outcome::Closed if was_kept && !is_last => continue,
                Outcome::Answer(answer) => {
                    if keep && answer.header("connection") != "close" && is_delimited(&answer) {
                        self.stream = Some(stream);
                    }
                    return Outcome::Answer(answer);
                }
                other => return other,
            }
        }
        Outcome::Closed
    }

    fn connect(&self) -> TcpStream {
        let deadline = Instant::now() + Duration::from_secs(10);
        loop {
            match TcpStream::connect(&self.address) {
                Ok(stream) => {
                    stream.set_nodelay(true).unwrap();
                    stream.set_write_timeout(Some(Duration::from_secs(10))).unwrap();
                    return stream;
                }
                Err(error) if Instant::now() > deadline => panic!("the server is gone: {error}"),
                Err(_) => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

fn is_delimited(answer: &Answer) -> bool {
    let endless = answer.header("content-type").starts_with("text/event-stream");
    !answer.header("content-length").is_empty() || !endless && answer.header("transfer-encoding") == "chunked"
}

fn read(stream: &mut TcpStream, is_head: bool) -> Outcome {
    let (mut bytes, mut buffer) = (Vec::new(), [0; 16 * 1024]);
    loop {
        if let Some(answer) = parse(&bytes, is_head) {
            return Outcome::Answer(answer);
        }
        match stream.read(&mut buffer) {
            Ok(0) if bytes.is_empty() => return Outcome::Closed,
            Ok(count) if count > 0 && bytes.len() < MOST => bytes.extend_from_slice(&buffer[..count]),
            Err(error) if bytes.is_empty() && is_timeout(&error) => return Outcome::Silent,
            Err(_) if bytes.is_empty() => return Outcome::Closed,
            _ => return parse_head(&bytes).map_or(Outcome::Closed, |(answer, _)| Outcome::Answer(answer)),
        }
    }
}

fn is_timeout(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut)
}

/// The whole answer, once it is there.
fn parse(bytes: &[u8], is_head: bool) -> Option<Answer> {
    let (mut answer, body) = parse_head(bytes)?;
    if answer.status < 200 {
        return parse(body, is_head);
    }
    let endless = answer.header("content-type").starts_with("text/event-stream");
    if is_head || endless || matches!(answer.status, 204 | 304) {
        return Some(answer);
    }
    let whole = match answer.header("content-length").parse::<usize>() {
        Ok(length) => body.get(..length)?.to_vec(),
        Err(_) if answer.header("transfer-encoding") == "chunked" => dechunked(body)?,
        Err(_) => return None,
    };
    answer.body = String::from_utf8_lossy(&whole).into_owned();
    Some(answer)
}

fn parse_head(bytes: &[u8]) -> Option<(Answer, &[u8])> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let headers = head.split("\r\n").skip(1).filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    Some((Answer { status, headers, body: String::new() }, &bytes[end + 4..]))
}

fn dechunked(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = body.windows(2).position(|window| window == b"\r\n")?;
        let length = usize::from_str_radix(std::str::from_utf8(&body[..line]).ok()?, 16).ok()?;
        body = &body[line + 2..];
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(body.get(..length)?);
        body = body.get(length + 2..)?;
    }
}
