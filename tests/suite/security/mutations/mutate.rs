//! What is changed about a request: parameters, path, head, and bytes anywhere.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

use super::corpus::Corpus;
use super::json;
use super::request::{Body, Pairs, Request};
use super::signed::Signing;
use super::words::{FRAMING, HEADERS, METHODS, NAMES, PATHS, RULED, VALUES};
use crate::security::ways::PARAMETERS;

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

/// Bytes to send, whether both sides agree on where they end, and why nothing may be granted to them.
pub struct Mutant {
    pub bytes: Vec<u8>,
    pub is_whole: bool,
    pub must_fail: Option<&'static str>,
    pub path: String,
}

/// One request of the corpus, changed.
pub fn mutated(prng: &mut Prng, corpus: &Corpus, signing: &Signing<'_>) -> Mutant {
    let mut request = any(prng, corpus).clone();
    let mut is_whole = true;
    signed(prng, &mut request, signing);
    if prng.chance(10) {
        credentials(prng, &mut request);
    }
    if prng.chance(60) {
        structured(prng, &mut request);
    }
    for _ in 0..prng.below(4).saturating_sub(1) {
        ruled(prng, &mut request);
    }
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
    Mutant { bytes, is_whole, must_fail: request.must_fail(), path: request.path }
}

/// Each request as likely as the next, or each endpoint that is told something: some have few requests.
fn any<'a>(prng: &mut Prng, corpus: &'a Corpus) -> &'a Request {
    let first = &corpus.requests[prng.below(corpus.requests.len())];
    if prng.chance(60) {
        return first;
    }
    let told = corpus.requests.iter().filter(|request| !request.query.is_empty() || request.method != "GET");
    let mut paths: Vec<&str> = told.map(|request| request.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let path = prng.pick(&paths);
    let there: Vec<&Request> = corpus.requests.iter().filter(|request| request.path == path).collect();
    there[prng.below(there.len())]
}

/// Changes what stands inside of Basic credentials, where they would be decoded.
fn credentials(prng: &mut Prng, request: &mut Request) {
    for (name, value) in &mut request.headers {
        let inside = value.strip_prefix("Basic ").and_then(|encoded| STANDARD.decode(encoded).ok());
        if let Some(mut inside) = inside.filter(|_| name == "Authorization") {
            match prng.below(3) {
                0 => inside.retain(|octet| *octet != b':'),
                1 => inside.truncate(prng.below(inside.len())),
                _ => anywhere(prng, &mut inside),
            }
            *value = format!("Basic {}", STANDARD.encode(inside));
        }
    }
}

/// Changes JSON to other JSON: a body, or the parameter `claims`.
fn structured(prng: &mut Prng, request: &mut Request) {
    let claims = request.query.iter_mut().find(|(name, _)| name.as_slice() == b"claims");
    let encoded = match &mut request.body {
        Body::Raw(_, bytes) => bytes,
        _ => match claims {
            Some((_, value)) => value,
            None => return,
        },
    };
    let decoded: Vec<u8> = percent_decode(encoded).collect();
    let is_encoded = decoded != *encoded;
    if let Ok(mut value) = serde_json::from_slice(&decoded) {
        json::change(prng, &mut value);
        let text = value.to_string();
        *encoded =
            if is_encoded { utf8_percent_encode(&text, NON_ALPHANUMERIC).to_string() } else { text }.into_bytes();
    }
}

/// Signs assertions anew, which are good but once, and most request objects; both are changed before.
fn signed(prng: &mut Prng, request: &mut Request, signing: &Signing<'_>) {
    let form = match &mut request.body {
        Body::Form(pairs) => pairs,
        _ => &mut request.query,
    };
    for (name, value) in form {
        let is_assertion = name.as_slice() == b"client_assertion";
        if (is_assertion || name.as_slice() == b"request" && prng.chance(70))
            && let Some(again) = signing.again(prng, value)
        {
            *value = again;
        }
    }
}

/// Gives a parameter that has rules a value that they are about.
fn ruled(prng: &mut Prng, request: &mut Request) {
    let in_there = prng.chance(60);
    let pairs = pairs(prng, request);
    let known: Vec<_> = RULED.iter().filter(|(name, _)| pairs.iter().any(|(it, _)| it == name.as_bytes())).collect();
    let (name, values) = match known.is_empty() || !in_there {
        true => RULED[prng.below(RULED.len())],
        false => *known[prng.below(known.len())],
    };
    let value = prng.pick(values).as_bytes().to_vec();
    match pairs.iter_mut().find(|(other, _)| other == name.as_bytes()) {
        Some((_, known)) => *known = value,
        None => pairs.push((name.as_bytes().to_vec(), value)),
    }
}

fn pairs<'a>(prng: &mut Prng, request: &'a mut Request) -> &'a mut Pairs {
    match &mut request.body {
        Body::Form(pairs) if prng.chance(85) => pairs,
        _ => &mut request.query,
    }
}

fn parameter(prng: &mut Prng, request: &mut Request, corpus: &Corpus) {
    if let Body::Raw(_, bytes) = &mut request.body
        && prng.chance(30)
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
        2 => pairs.push((any_name(prng).as_bytes().to_vec(), dictionary)),
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
    match prng.below(7) {
        0 => drop(request.headers.remove(index)),
        4 => request.headers[index].1.push_str(prng.pick(&[" x", " ", ",x", "; x=y", "=", "\"", "%00"])),
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

fn any_name(prng: &mut Prng) -> &'static str {
    if prng.chance(50) { prng.pick(&PARAMETERS) } else { prng.pick(&NAMES) }
}

fn multipart(prng: &mut Prng, request: &mut Request) {
    let name = any_name(prng);
    let parts = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"\0\"\r\n\r\nx\r\n");
    let parts = parts.repeat(1 + prng.below(20)) + prng.pick(&["--x--\r\n", "", "--y", "--x"]);
    let kind = prng.pick(&["multipart/form-data; boundary=x", "multipart/mixed", "application/x-www-form-urlencoded"]);
    request.method = "POST".to_owned();
    request.body = Body::Raw(kind.to_owned(), parts.into_bytes());
}

/// Bytes flipped, dropped, repeated, put in.
pub fn anywhere(prng: &mut Prng, bytes: &mut Vec<u8>) {
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
