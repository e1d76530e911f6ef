//! What is changed about a request: parameters, path, head, and bytes anywhere.

use super::corpus::{Body, Corpus, Pairs, Request};

/// A generator whose numbers are the same each time (xorshift64*).
pub struct Prng(u64);

impl Prng {
    pub fn seeded(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap() % bound.max(1)
    }

    pub fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// Bytes to send, and whether both sides agree on where they end.
pub struct Mutant {
    pub bytes: Vec<u8>,
    pub is_whole: bool,
}

const NAMES: [&str; 40] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "response_mode",
    "prompt",
    "max_age",
    "display",
    "ui_locales",
    "claims_locales",
    "id_token_hint",
    "login_hint",
    "acr_values",
    "claims",
    "code_challenge",
    "code_challenge_method",
    "code_verifier",
    "request",
    "request_uri",
    "registration",
    "resource",
    "grant_type",
    "code",
    "refresh_token",
    "client_secret",
    "client_assertion",
    "client_assertion_type",
    "token",
    "token_type_hint",
    "access_token",
    "post_logout_redirect_uri",
    "logout_hint",
    "interaction",
    "csrf",
    "decision",
    "account",
    "t",
    "unknown",
];

/// Encoded values that nobody means well with.
const VALUES: [&str; 54] = [
    "",
    "%00",
    "%ff%fe",
    "%c3%28",
    "%",
    "%zz",
    "a%0d%0aX-Injected:%20x",
    "%e2%80%ae",
    "'%20OR%20'1'='1",
    "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "'%3E%3Csvg/onload=alert(1)%3E",
    "%7B%7B7*7%7D%7D",
    "javascript:alert(1)",
    "..%2f..%2f..%2fetc%2fpasswd",
    "https://evil.example/cb",
    "https%3A%2F%2Fevil.example%2Fcb",
    "https://app.example@evil.example/cb",
    "https://app.example/cb",
    "https://app.example/cb/..;/x",
    "https://app.example/cb%23",
    "https://app.example/bye",
    "https://other.example/cb",
    "//evil.example",
    "/%5Cevil.example",
    "http://127.0.0.1:9/x",
    "http://169.254.169.254/latest",
    "app",
    "other",
    "code",
    "id_token",
    "id_token%20token",
    "code%20id_token%20token",
    "none",
    "query",
    "fragment",
    "form_post",
    "form_post.jwt",
    "openid",
    "openid%20email%20profile%20offline_access",
    "login",
    "consent",
    "none%20login",
    "-1",
    "0",
    "99999999999999999999999",
    "1e400",
    "NaN",
    "%7B%22userinfo%22:%7B%22email%22:%7B%22essential%22:true%7D%7D%7D",
    "%7B%22id_token%22:%7B%22sub%22:%7B%22value%22:1%7D%7D%7D",
    "%5B%5B%5B%5B%5B%5B",
    "eyJhbGciOiJub25lIn0.eyJpc3MiOiJhcHAifQ.",
    "a.b.c.d.e",
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
];

const PATHS: [&str; 22] = [
    ";x",
    "/",
    "//",
    "%2f",
    "%00",
    "/..",
    "/../authorize",
    "/../../etc/passwd",
    "%20",
    "?",
    "#x",
    ".json",
    "\\",
    "/%2e%2e/",
    "\u{fe}",
    "/x/y/z",
    ";jsessionid=1",
    "*",
    "%",
    "%u0041",
    "/.",
    "@evil.example",
];

const METHODS: [&str; 13] = [
    "GET",
    "POST",
    "PUT",
    "DELETE",
    "HEAD",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "CONNECT",
    "get",
    "PROPFIND",
    "\u{47}\u{c9}T",
    "X",
];

const HEADERS: [(&str, &str); 34] = [
    ("Host", "evil.example"),
    ("Host", "localhost:99999"),
    ("Host", ""),
    ("X-Forwarded-Host", "evil.example"),
    ("X-Forwarded-For", "'; DROP TABLE users"),
    ("X-Forwarded-Proto", "javascript"),
    ("Forwarded", "for=\"[::\";host=evil.example"),
    ("Origin", "null"),
    ("Origin", "https://evil.example"),
    ("Origin", "\u{ff}"),
    ("Referer", "\"><img src=x onerror=alert(1)>"),
    ("Sec-Fetch-Site", "cross-site"),
    ("Sec-Fetch-Site", "same-origin"),
    ("Accept-Language", "x-\u{ff}, *;q=9e99, de-DE-1996-x-y;q=-1"),
    ("Accept", "application/token-introspection+jwt;q=x, */*"),
    ("Accept", ",,,;;;"),
    ("Accept-Encoding", "gzip;q=2, br"),
    ("Content-Type", "application/json"),
    ("Content-Type", "text/plain"),
    ("Content-Type", "application/x-www-form-urlencoded; charset=utf-16"),
    ("Content-Type", "multipart/form-data; boundary=x"),
    ("Content-Type", "\u{1}"),
    ("Content-Encoding", "gzip"),
    ("Authorization", "Basic"),
    ("Authorization", "Basic !!!!"),
    ("Authorization", "Basic Og=="),
    ("Authorization", "Basic YXBwOiV6eg=="),
    ("Authorization", "Bearer \u{ff}"),
    ("Authorization", "DPoP x"),
    ("Cookie", "lk_sid=x; lk_sid=y; =; ;;;"),
    ("Cookie", "__Host-lk_sid=\u{ff}"),
    ("If-None-Match", "W/\"x"),
    ("Range", "bytes=-1-"),
    ("X-HTTP-Method-Override", "DELETE"),
];

/// Heads that the two sides may read differently.
const FRAMING: [(&str, &str); 8] = [
    ("Transfer-Encoding", "chunked"),
    ("Transfer-Encoding", "gzip, chunked"),
    ("Content-Length", "0"),
    ("Content-Length", "-1"),
    ("Content-Length", "99999999999999999999"),
    ("Expect", "100-continue"),
    ("Upgrade", "h2c"),
    ("Connection", "close, upgrade"),
];

/// One request of the corpus, changed.
pub fn mutated(prng: &mut Prng, corpus: &Corpus) -> Mutant {
    let mut request = corpus.requests[prng.below(corpus.requests.len())].clone();
    let mut is_whole = true;
    for _ in 0..prng.below(3) {
        parameter(prng, &mut request, corpus);
    }
    if prng.chance(12) {
        place(prng, &mut request, corpus);
        is_whole = false;
    }
    if prng.chance(20) {
        head(prng, &mut request, corpus);
    }
    if prng.chance(4) {
        let (name, value) = FRAMING[prng.below(FRAMING.len())];
        request.headers.push((name.to_owned(), value.to_owned()));
        is_whole = false;
    }
    if prng.chance(4) {
        multipart(prng, &mut request);
    }
    let mut bytes = request.to_bytes();
    is_whole &= request.is_plain() && bytes.len() < 30_000;
    if prng.chance(12) {
        anywhere(prng, &mut bytes);
        is_whole = false;
    }
    Mutant { bytes, is_whole }
}

fn pairs<'a>(prng: &mut Prng, request: &'a mut Request) -> &'a mut Pairs {
    match &mut request.body {
        Body::Form(pairs) if prng.chance(85) => pairs,
        _ => &mut request.query,
    }
}

fn parameter(prng: &mut Prng, request: &mut Request, corpus: &Corpus) {
    if let Body::Raw(_, bytes) = &mut request.body
        && prng.chance(80)
    {
        return anywhere(prng, bytes);
    }
    let donor = corpus.requests[prng.below(corpus.requests.len())].clone();
    let pairs = pairs(prng, request);
    let index = prng.below(pairs.len());
    let dictionary = prng.pick(&VALUES).as_bytes().to_vec();
    match prng.below(13) {
        0 if !pairs.is_empty() => drop(pairs.remove(index)),
        1 if !pairs.is_empty() => {
            let again = pairs[index].clone();
            pairs.push(again);
        }
        2 => pairs.push((prng.pick(&NAMES).as_bytes().to_vec(), dictionary)),
        3 | 4 if !pairs.is_empty() => pairs[index].1 = dictionary,
        5 if !pairs.is_empty() => {
            let mut value = std::mem::take(&mut pairs[index].1);
            anywhere(prng, &mut value);
            pairs[index].1 = value;
        }
        6 if !pairs.is_empty() => {
            let length = pairs[index].1.len();
            pairs[index].1.truncate(prng.below(length));
        }
        7 if !pairs.is_empty() => {
            let times = 1 + prng.below(60);
            pairs[index].1 = pairs[index].1.repeat(times);
        }
        8 if !pairs.is_empty() => pairs[index].0.make_ascii_uppercase(),
        9 if !pairs.is_empty() => {
            let other = prng.below(pairs.len());
            let value = pairs[other].1.clone();
            pairs[index].1 = value;
        }
        10 => pairs.extend(donor.query),
        11 => pairs.extend((0..prng.below(1_200)).map(|number| (format!("p{number}").into_bytes(), b"1".to_vec()))),
        _ if !pairs.is_empty() => pairs[index].1.extend_from_slice(&dictionary),
        _ => {}
    }
}

fn place(prng: &mut Prng, request: &mut Request, corpus: &Corpus) {
    match prng.below(5) {
        0 => request.method = prng.pick(&METHODS).to_owned(),
        1 => request.path.push_str(prng.pick(&PATHS)),
        2 => request.path.insert_str(0, prng.pick(&PATHS)),
        3 => request.path = request.path.to_ascii_uppercase(),
        _ => request.path = corpus.requests[prng.below(corpus.requests.len())].path.clone(),
    }
}

fn head(prng: &mut Prng, request: &mut Request, corpus: &Corpus) {
    let index = prng.below(request.headers.len());
    match prng.below(6) {
        0 => drop(request.headers.remove(index)),
        1 => request.headers.push(request.headers[index].clone()),
        2 => request.headers[index].1 = "x".repeat(prng.below(9_000)),
        3 => {
            let donor = &corpus.requests[prng.below(corpus.requests.len())];
            request.headers.push(donor.headers[prng.below(donor.headers.len())].clone());
        }
        _ => {
            let (name, value) = HEADERS[prng.below(HEADERS.len())];
            if prng.chance(50) {
                request.headers.retain(|(other, _)| other != name);
            }
            request.headers.push((name.to_owned(), value.to_owned()));
        }
    }
}

fn multipart(prng: &mut Prng, request: &mut Request) {
    let name = prng.pick(&NAMES);
    let parts = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"\0\"\r\n\r\nx\r\n");
    let parts = parts.repeat(1 + prng.below(20)) + prng.pick(&["--x--\r\n", "", "--y", "--x"]);
    let kind = prng.pick(&["multipart/form-data; boundary=x", "multipart/mixed", "application/x-www-form-urlencoded"]);
    request.method = "POST".to_owned();
    request.body = Body::Raw(kind.to_owned(), parts.into_bytes());
}

/// Bytes flipped, dropped, repeated, put in.
fn anywhere(prng: &mut Prng, bytes: &mut Vec<u8>) {
    for _ in 0..1 + prng.below(4) {
        let at = prng.below(bytes.len() + 1);
        let until = (at + 1 + prng.below(12)).min(bytes.len());
        match prng.below(5) {
            0 if at < bytes.len() => bytes[at] ^= 1 << prng.below(8),
            1 if at < until => drop(bytes.drain(at..until)),
            2 if at < until => {
                let piece = bytes[at..until].repeat(1 + prng.below(20));
                drop(bytes.splice(at..at, piece));
            }
            3 => {
                let piece = prng
                    .pick(&["\0", "\r\n", "\r\n\r\n", "%", "\u{ff}", "&", "=", "\"", "{", "[", "\\", "<", "..", "A"]);
                drop(bytes.splice(at..at, piece.bytes()));
            }
            _ if at < bytes.len() => bytes[at] = u8::try_from(prng.below(256)).unwrap(),
            _ => {}
        }
    }
}
