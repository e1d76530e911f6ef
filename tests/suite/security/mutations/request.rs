//! A request in parts, so that each can be changed, and the bytes that it is sent as.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

use crate::support::browser::Page;

/// Encoded names and values.
pub type Pairs = Vec<(Vec<u8>, Vec<u8>)>;

/// A request in parts.
#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    pub path: String,
    pub query: Pairs,
    pub headers: Vec<(String, String)>,
    pub body: Body,
}

/// Its body.
#[derive(Debug, Clone)]
pub enum Body {
    None,
    Form(Pairs),
    /// Content type and bytes.
    Raw(String, Vec<u8>),
}

fn encoded(pairs: &[(&str, &str)]) -> Pairs {
    let encode = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string().into_bytes();
    pairs.iter().map(|(name, value)| (name.as_bytes().to_vec(), encode(value))).collect()
}

fn joined(pairs: &Pairs) -> Vec<u8> {
    pairs.iter().map(|(name, value)| [name, &b"="[..], value].concat()).collect::<Vec<_>>().join(&b'&')
}

impl Request {
    pub fn new(method: &str, path: &str) -> Self {
        let headers = vec![("Host".to_owned(), "localhost".to_owned())];
        Self { method: method.to_owned(), path: path.to_owned(), query: Vec::new(), headers, body: Body::None }
    }

    pub fn get(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self { query: encoded(pairs), ..Self::new("GET", path) }
    }

    pub fn post(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self { body: Body::Form(encoded(pairs)), ..Self::new("POST", path) }
    }

    pub fn json(method: &str, path: &str, body: &str) -> Self {
        Self { body: Body::Raw("application/json".into(), body.into()), ..Self::new(method, path) }
    }

    /// The request of a whole URL.
    pub fn of_url(url: &str) -> Self {
        let url = url::Url::parse(url).unwrap();
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Self::get(url.path(), &pairs)
    }

    /// What the browser sends when this form is filled in.
    pub fn of_form(page: &Page, filled: &[(&str, &str)]) -> Self {
        let mut pairs = page.hidden_fields();
        pairs.retain(|(name, _)| filled.iter().all(|(other, _)| other != name));
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Self::post(url::Url::parse(&page.form_action()).unwrap().path(), &[&pairs[..], filled].concat())
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same parameters in a body.
    pub fn by_post(self) -> Self {
        Self { method: "POST".into(), query: Vec::new(), body: Body::Form(self.query.clone()), ..self }
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} {}", self.method, self.path).into_bytes();
        if !self.query.is_empty() {
            bytes.push(b'?');
            bytes.extend(joined(&self.query));
        }
        bytes.extend(b" HTTP/1.1\r\n");
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        let (kind, body) = match &self.body {
            Body::None => (None, Vec::new()),
            Body::Form(pairs) => (Some("application/x-www-form-urlencoded"), joined(pairs)),
            Body::Raw(kind, body) => (Some(kind.as_str()), body.clone()),
        };
        if let Some(kind) = kind {
            if !self.headers.iter().any(|(name, _)| name == "Content-Type") {
                bytes.extend(format!("Content-Type: {kind}\r\n").into_bytes());
            }
            bytes.extend(format!("Content-Length: {}\r\n", body.len()).into_bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(body);
        bytes
    }

    /// Whether every server reads the same end in it.
    pub fn is_plain(&self) -> bool {
        let visible = |bytes: &[u8]| bytes.iter().all(|byte| (0x21..0x7f).contains(byte));
        let headers = |(name, value): &(String, String)| {
            visible(name.as_bytes()) && value.bytes().all(|byte| (0x20..0x7f).contains(&byte))
        };
        matches!(self.method.as_str(), "GET" | "POST")
            && self.query.iter().all(|(name, value)| visible(name) && visible(value))
            && self.headers.iter().all(headers)
            && self.headers.iter().filter(|(name, _)| name == "Host").count() == 1
    }

    /// Why nothing may be granted to it, whatever else it says: a parameter stands twice (SEC-9), or some in the query
    /// and some in the body (SEC-10).
    pub fn must_fail(&self) -> Option<&'static str> {
        let read = match (&self.body, self.method.as_str()) {
            (Body::Form(pairs), "POST") => pairs,
            (Body::None, "GET") => &self.query,
            _ => return None,
        };
        let mut names: Vec<Vec<u8>> = read.iter().map(|(name, _)| percent_decode(name).collect()).collect();
        // What follows a `#` may not be sent on.
        if self.query.iter().any(|(name, value)| name.contains(&b'#') || value.contains(&b'#')) {
            return None;
        }
        names.retain(|name| name != b"resource" && !name.is_empty());
        names.sort_unstable();
        let mixed = self.method == "POST" && self.path == "/authorize" && !self.query.is_empty();
        let twice = names.windows(2).any(|pair| pair[0] == pair[1]);
        mixed.then_some("parameters in query and body").or(twice.then_some("a parameter twice"))
    }
}
