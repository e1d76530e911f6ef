//! Cookies that others set for this host: pages of a parent domain can, in any octets, name and number (SEC-42).

use std::time::Duration;

use super::wire::{Answer, Outcome, Wire};
use crate::support::provider::PASSWORD;
use crate::support::{RelyingParty, TestProvider};

/// A browser that sends these `Cookie` lines before or after its own, whatever they are.
struct Jar<'a> {
    issuer: &'a str,
    before: Vec<Vec<u8>>,
    after: Vec<Vec<u8>>,
    own: std::collections::BTreeMap<String, String>,
}

impl Jar<'_> {
    fn send(&mut self, method: &str, target: &str, body: &str) -> Answer {
        let own: Vec<String> = self.own.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request =
            format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n").into_bytes();
        if !body.is_empty() {
            request.extend_from_slice(b"Content-Type: application/x-www-form-urlencoded\r\n");
        }
        request.extend_from_slice(format!("Content-Length: {}\r\n", body.len()).as_bytes());
        let own = (!own.is_empty()).then(|| own.join("; ").into_bytes());
        for line in self.before.iter().chain(own.iter()).chain(&self.after) {
            request.extend_from_slice(b"Cookie: ");
            request.extend_from_slice(line);
            request.extend_from_slice(b"\r\n");
        }
        request.extend_from_slice(b"\r\n");
        request.extend_from_slice(body.as_bytes());
        let Outcome::Answer(answer) = Wire::to(self.issuer).send(&request, false, Duration::from_secs(5)) else {
            panic!("no answer to {method} {target}");
        };
        for cookie in answer.all("set-cookie") {
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            self.own.insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    /// Follows redirects within the server.
    fn visit(&mut self, target: &str) -> Answer {
        let mut answer = self.send("GET", target, "");
        while let Some(target) = answer.header("location").strip_prefix('/') {
            answer = self.send("GET", &format!("/{target}"), "");
        }
        answer
    }

    /// Signs ada in; whether she is then signed in for a client that asks silently.
    fn sign_in(&mut self, authorize: &str) -> Result<(), String> {
        let page = self.visit(authorize);
        let fields: Vec<(String, String)> = page
            .body
            .split("<input type=\"hidden\" name=\"")
            .skip(1)
            .filter_map(|rest| {
                let (name, rest) = rest.split_once('"')?;
                let value = rest.split_once("value=\"")?.1.split_once('"')?.0;
                Some((name.to_owned(), value.replace("&#x2F;", "/").replace("&amp;", "&")))
            })
            .chain([("username".to_owned(), "ada".to_owned()), ("password".to_owned(), PASSWORD.to_owned())])
            .collect();
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let mut answer = self.send("POST", "/login", &body);
        while let Some(target) = answer.header("location").strip_prefix('/') {
            answer = self.send("GET", &format!("/{target}"), "");
        }
        if !answer.header("location").contains("code=") {
            return Err(format!("signing in: {} {}", answer.status, answer.header("location")));
        }
        let silent = self.visit(&format!("{authorize}&prompt=none"));
        let location = silent.header("location");
        if location.contains("code=") { Ok(()) } else { Err(format!("prompt=none: {} {location}", silent.status)) }
    }
}

#[actix_web::test]
async fn signing_in_works_whatever_other_cookies_the_browser_sends() {
    let provider = TestProvider::new();
    let authorize = RelyingParty::new(&provider).authorization_url(&[]);
    let authorize = authorize.strip_prefix(&provider.issuer).unwrap();
    let state = "A".repeat(22);
    let planted_state = format!("lk_bs={state}");
    let planted_token = format!("lk_known={}; lk_known={}", "A".repeat(43), "B".repeat(43));
    let many = (0..2_000).map(|index| format!("c{index}=\u{fc}")).collect::<Vec<_>>().join("; ");
    let many_of_ours = (0..1_000).map(|index| format!("lk_sid=x{index}")).collect::<Vec<_>>().join("; ");
    let cases: Vec<Vec<&[u8]>> = vec![
        vec![b"evil=\xff\xfe"],
        vec![b"\xc3\x28=\x80"],
        vec![b"evil=\xff", b"more=\xfe; \xff"],
        vec![b"=; =x; ; ;; nothing"],
        vec![b"=lk_sid=x"],
        vec![b"lk_sid"],
        vec![b"lk_sid="],
        vec![b"lk_sid=forged"],
        vec![b"lk_sid=\xff"],
        vec![b"lk_sid=a; lk_sid=b", b"lk_sid=c"],
        vec![b"quoted=\"one; two\"; lk_sid=\"x\""],
        vec![b"a=\"unclosed"],
        vec![b"%6ck_sid=x; lk_sid=%zz"],
        vec![b"__Host-lk_sid=x; __Host-lk_bs=y; lk_bs=short"],
        vec![planted_state.as_bytes()],
        vec![b"lk_known=x; lk_known=.", b"lk_known=\xff"],
        vec![planted_token.as_bytes()],
        vec![b""],
        vec![many.as_bytes()],
        vec![many_of_ours.as_bytes()],
    ];
    // Under the names of this provider, and under the bare ones of earlier versions.
    for (lines, bare) in cases.iter().flat_map(|lines| [(lines, false), (lines, true)]) {
        for ours_first in [false, true] {
            let named = |line: &&[u8]| if bare { line.to_vec() } else { renamed(line, &provider) };
            let lines: Vec<Vec<u8>> = lines.iter().map(named).collect();
            let (before, after) = if ours_first { (Vec::new(), lines.clone()) } else { (lines.clone(), Vec::new()) };
            let mut jar = Jar { issuer: &provider.issuer, before, after, own: Default::default() };
            let shown: Vec<_> = lines.iter().map(|line| String::from_utf8_lossy(&line[..line.len().min(80)])).collect();
            assert_eq!(jar.sign_in(authorize), Ok(()), "{shown:?}, ours first: {ours_first}");
        }
    }
}

/// `line` with the names that cookies have at `provider`.
fn renamed(line: &[u8], provider: &TestProvider) -> Vec<u8> {
    let suffix = provider.cookie("").into_bytes();
    let mut renamed = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.windows(5).position(|octets| [&b"k_sid"[..], b"lk_bs", b"known"].contains(&octets)) {
        let end = at + 5;
        renamed.extend_from_slice(&rest[..end]);
        renamed.extend_from_slice(&suffix);
        rest = &rest[end..];
    }
    renamed.extend_from_slice(rest);
    renamed
}

/// A session cookie of somebody else, planted beside one's own, signs nobody in as somebody else.
#[actix_web::test]
async fn of_two_session_cookies_that_both_verify_none_is_used() {
    let provider = TestProvider::new();
    let authorize = RelyingParty::new(&provider).authorization_url(&[]);
    let authorize = authorize.strip_prefix(&provider.issuer).unwrap();
    let jar = |lines: &[String]| Jar {
        issuer: &provider.issuer,
        before: lines.iter().map(|line| line.clone().into_bytes()).collect(),
        after: Vec::new(),
        own: Default::default(),
    };
    let (mut attacker, mut person) = (jar(&[]), jar(&[]));
    attacker.sign_in(authorize).unwrap();
    person.sign_in(authorize).unwrap();
    let sid = provider.cookie("lk_sid");
    let cookie = |jar: &Jar<'_>| format!("{sid}={}", jar.own[&sid]);
    let (planted, own) = (cookie(&attacker), cookie(&person));
    let silent = format!("{authorize}&prompt=none");
    for (lines, expected) in [
        (vec![own.clone()], "code="),
        (vec![own.clone(), own.clone()], "code="),
        (vec![format!("{own}; {sid}=forged")], "code="),
        (vec![format!("{sid}=forged; {own}")], "code="),
        (vec![planted.clone(), own.clone()], "error=login_required"),
        (vec![format!("{own}; {planted}")], "error=login_required"),
    ] {
        let answer = jar(&lines).visit(&silent);
        assert!(answer.header("location").contains(expected), "{lines:?}: {}", answer.header("location"));
    }
}
