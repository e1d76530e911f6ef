//! The load: one blocking keep-alive connection each, with just enough HTTP.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::server::PASSWORD;

/// The clients' secret.
pub const SECRET: &str = "lks_a-secret-of-more-than-128-bits-for-the-bench";

/// What a slice of load told.
#[derive(Clone, Copy)]
pub struct Sample {
    pub per_cpu_second: f64,
    pub per_second: f64,
}

impl Sample {
    pub fn new(done: u64, cpu: Duration, wall: Duration) -> Self {
        let done = done as f64;
        Self { per_cpu_second: done / cpu.as_secs_f64(), per_second: done / wall.as_secs_f64() }
    }
}

/// A connection with its cookies.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    head: usize,
    /// Names and values.
    cookies: Vec<(String, String)>,
    /// What `measure_chain` carries along.
    pub carried: Option<String>,
}

impl Connection {
    pub fn open(port: u16) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self { stream, buffer: Vec::with_capacity(16 * 1024), head: 0, cookies: Vec::new(), carried: None }
    }

    /// The body of the last answer.
    pub fn body(&self) -> &str {
        std::str::from_utf8(&self.buffer[self.head..]).unwrap()
    }

    /// A header of the last answer.
    pub fn header(&self, name: &str) -> Option<&str> {
        let head = std::str::from_utf8(&self.buffer[..self.head]).unwrap();
        head.lines().find_map(|line| {
            let (known, value) = line.split_once(": ")?;
            known.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// Sends a request and reads the whole answer; returns its status.
    fn send(&mut self, request: &str) -> u16 {
        self.stream.write_all(request.as_bytes()).unwrap();
        self.buffer.clear();
        let mut chunk = [0; 16 * 1024];
        loop {
            let read = self.stream.read(&mut chunk).unwrap();
            assert!(read > 0, "the server closed the connection on {request}");
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
        std::str::from_utf8(&self.buffer[9..12]).unwrap().parse().unwrap()
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

    fn cookie_line(&self) -> String {
        if self.cookies.is_empty() {
            return String::new();
        }
        let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        format!("Cookie: {}\r\n", pairs.join("; "))
    }

    /// GET that must succeed.
    pub fn get(&mut self, path: &str) {
        let status = self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        assert_eq!(status, 200, "{path}");
    }

    /// GET with the cookie; returns the status.
    pub fn visit(&mut self, path: &str) -> u16 {
        let cookie = self.cookie_line();
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n{cookie}\r\n"))
    }

    /// POST of a form with the cookie; returns the status.
    pub fn post(&mut self, path: &str, authorization: &str, body: &str) -> u16 {
        let cookie = self.cookie_line();
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: localhost\r\n{cookie}{authorization}Content-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        ))
    }

    fn authorize_path(client: &str, scope: &str) -> String {
        format!(
            "/authorize?response_type=code&client_id={client}&redirect_uri=http%3A%2F%2Flocalhost%2Fcb&scope={scope}&state=st4te&nonce=n0nce"
        )
    }

    /// Asks for a sign-in; returns what the login page wants back besides name and password.
    pub fn login_form(&mut self, client: &str, scope: &str) -> String {
        self.visit(&Self::authorize_path(client, scope));
        let login = self.header("location").unwrap().to_owned();
        self.visit(&login);
        let field = |name: &str, body: &str| {
            body.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        format!("csrf={}&interaction={}", field("csrf", self.body()), field("interaction", self.body()))
    }

    fn sign_in(&mut self, client: &str, scope: &str) {
        let form = self.login_form(client, scope);
        let form = format!("{form}&username=ada&password={}", PASSWORD.replace(' ', "+"));
        assert_eq!(self.post("/login", "", &form), 303, "{}", self.body());
    }

    /// A whole login by a new visitor.
    pub fn whole_login(&mut self) {
        self.cookies.clear();
        self.sign_in("rs", "openid");
    }

    /// A code by the living session, which is begun at first.
    pub fn authorize(&mut self, client: &str) -> String {
        self.authorize_for(client, "openid")
    }

    fn authorize_for(&mut self, client: &str, scope: &str) -> String {
        if self.cookies.is_empty() {
            self.sign_in(client, scope);
        }
        assert_eq!(self.visit(&Self::authorize_path(client, scope)), 303);
        let location = self.header("location").unwrap();
        location.split("code=").nth(1).unwrap_or_else(|| panic!("{location}")).split('&').next().unwrap().to_owned()
    }

    /// The header line by which a client proves itself.
    pub fn basic(client: &str) -> String {
        format!("Authorization: Basic {}\r\n", STANDARD.encode(format!("{client}:{SECRET}")))
    }

    fn member(&self, name: &str) -> String {
        let json: serde_json::Value = serde_json::from_str(self.body()).unwrap();
        json[name].as_str().unwrap_or_else(|| panic!("{json}")).to_owned()
    }

    /// Redeems a code; returns the access token.
    pub fn redeem(&mut self, client: &str, code: &str) -> String {
        let body = format!("grant_type=authorization_code&code={code}&redirect_uri=http%3A%2F%2Flocalhost%2Fcb");
        assert_eq!(self.post("/token", &Self::basic(client), &body), 200, "{}", self.body());
        self.member("access_token")
    }

    /// A first refresh token.
    pub fn refresh_token(&mut self, client: &str) -> String {
        let code = self.authorize_for(client, "openid+offline_access");
        self.redeem(client, &code);
        self.member("refresh_token")
    }

    /// Rotates; returns the next one.
    pub fn refresh(&mut self, client: &str, token: &str) -> String {
        let body = format!("grant_type=refresh_token&refresh_token={token}");
        assert_eq!(self.post("/token", &Self::basic(client), &body), 200, "{}", self.body());
        self.member("refresh_token")
    }

    /// Asks who it is.
    pub fn userinfo(&mut self, token: &str) {
        let status =
            self.send(&format!("GET /userinfo HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n"));
        assert_eq!(status, 200);
    }
}
