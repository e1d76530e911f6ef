//! `session_state` (OpenID Connect Session Management 1.0 §2): by which a client's page asks the provider's iframe
//! whether the login it knows still lives in this browser.
//!
//! `session_state = base64url(SHA-256(client_id SP origin SP browser state SP salt)) "." salt`. The salt is a
//! [`Handle`], sealed: where the browser keeps the browser-state cookie from the iframe, the server reads the handle
//! and answers in its stead. An authentic handle whose login is gone proves that the login ended.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// Octets of a sealed handle: nonce 12, handle 32, tag 16.
pub const SEALED: usize = 60;
/// Characters of a browser state: 128 bits in base64url.
const STATE_LENGTH: usize = 22;

/// The origin of a redirect URI as a page of it reports itself: lower case, no default port. `None` for private
/// schemes, whose pages cannot ask.
pub fn origin(redirect_uri: &str) -> Option<String> {
    plain_origin(redirect_uri).map(str::to_owned).or_else(|| parsed_origin(redirect_uri))
}

fn parsed_origin(redirect_uri: &str) -> Option<String> {
    let origin = url::Url::parse(redirect_uri).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

/// The same where it can be read off: over https, of a host that stays as it is written. Every authorization response asks.
fn plain_origin(redirect_uri: &str) -> Option<&str> {
    let (host, _) = redirect_uri.strip_prefix("https://")?.split_once('/')?;
    let is_written_plainly = |octet: u8| octet.is_ascii_lowercase() || octet.is_ascii_digit() || b".-".contains(&octet);
    // A last label that is a number makes an IPv4 address of the host, and one in Punycode may be none.
    let (_, last) = host.rsplit_once('.').unwrap_or(("", host));
    let is_plain = host.bytes().all(is_written_plainly)
        && last.starts_with(|character: char| character.is_ascii_lowercase())
        && !host.contains("xn--");
    if is_plain { redirect_uri.get(.."https://".len() + host.len()) } else { None }
}

/// Whether a cookie's text has the form of a browser state.
pub fn is_browser_state(text: &str) -> bool {
    text.len() == STATE_LENGTH && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Names a browser state without giving it away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BrowserStateId([u8; 15]);

impl BrowserStateId {
    /// The name of `browser_state`.
    pub fn of(browser_state: &str) -> Self {
        Self(first(&digest(&["bs", browser_state])))
    }

    /// The octets to store.
    pub fn as_bytes(&self) -> &[u8; 15] {
        &self.0
    }

    /// A name read back from storage.
    pub fn from_bytes(bytes: [u8; 15]) -> Self {
        Self(bytes)
    }
}

/// Whether a `session_state` speaks of a login or of its absence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nobody was signed in when it was issued.
    Anonymous,
    /// A login.
    Login,
}

/// What the salt of a `session_state` tells the server, once unsealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Handle {
    /// Of what it speaks.
    pub kind: Kind,
    /// The browser state it was issued for.
    pub state: BrowserStateId,
    /// To whom it was issued: client and origin, hashed.
    pub audience: [u8; 16],
}

impl Handle {
    /// The handle of one response.
    pub fn new(kind: Kind, client_id: &str, origin: &str, browser_state: &str) -> Self {
        Self { kind, state: BrowserStateId::of(browser_state), audience: audience(client_id, origin) }
    }

    /// Whether it was issued to this client on this origin.
    pub fn is_for(&self, client_id: &str, origin: &str) -> bool {
        self.audience == audience(client_id, origin)
    }

    /// The octets to seal.
    pub fn to_bytes(self) -> [u8; 32] {
        let kind = match self.kind {
            Kind::Anonymous => 0,
            Kind::Login => 1,
        };
        let mut bytes = [kind; 32];
        bytes.iter_mut().skip(1).zip(self.state.0.iter().chain(&self.audience)).for_each(|(to, from)| *to = *from);
        bytes
    }

    /// What was sealed; `None` for a kind that this version does not know.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (kind, rest) = bytes.split_first()?;
        let kind = match kind {
            0 => Kind::Anonymous,
            1 => Kind::Login,
            _ => return None,
        };
        let (state, audience) = rest.split_first_chunk::<15>()?;
        Some(Self { kind, state: BrowserStateId(*state), audience: audience.try_into().ok()? })
    }
}

/// The whole value, from the sealed handle and what it was made for.
pub fn session_state(client_id: &str, origin: &str, browser_state: &str, sealed: &[u8; SEALED]) -> String {
    let salt = URL_SAFE_NO_PAD.encode(sealed);
    let mut value = String::with_capacity(128);
    URL_SAFE_NO_PAD.encode_string(digest(&[client_id, origin, browser_state, &salt]), &mut value);
    value.push('.');
    value.push_str(&salt);
    value
}

/// The sealed handle inside a value of the right form.
pub fn sealed_handle(session_state: &str) -> Option<[u8; SEALED]> {
    let (hash, salt) = session_state.split_once('.')?;
    URL_SAFE_NO_PAD.decode(hash).ok().filter(|hash| hash.len() == 32)?;
    URL_SAFE_NO_PAD.decode(salt).ok()?.try_into().ok()
}

fn audience(client_id: &str, origin: &str) -> [u8; 16] {
    first(&digest(&[client_id, origin]))
}

/// Of these words, with a space between any two.
fn digest(words: &[&str]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            digest.update(b" ");
        }
        digest.update(word.as_bytes());
    }
    digest.finalize().into()
}

fn first<const N: usize>(digest: &[u8; 32]) -> [u8; N] {
    let mut octets = [0; N];
    octets.iter_mut().zip(digest).for_each(|(to, from)| *to = *from);
    octets
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn it_depends_on_client_origin_state_and_salt_and_on_nothing_else() {
        let value = session_state("app", "https://app.example", "state", &[1; SEALED]);
        for other in [
            session_state("app2", "https://app.example", "state", &[1; SEALED]),
            session_state("app", "https://app.example:8443", "state", &[1; SEALED]),
            session_state("app", "https://app.example", "state2", &[1; SEALED]),
            session_state("app", "https://app.example", "state", &[2; SEALED]),
        ] {
            assert_ne!(value, other);
        }
        assert_eq!(value.len(), 124);
        assert_eq!(sealed_handle(&value), Some([1; SEALED]));
    }

    #[test]
    fn origins_are_those_that_browsers_report() {
        assert_eq!(origin("https://APP.example:443/other?x=y").as_deref(), Some("https://app.example"));
        assert_eq!(origin("http://app.example:8443/").as_deref(), Some("http://app.example:8443"));
        assert_eq!(origin("https://bücher.example/").as_deref(), Some("https://xn--bcher-kva.example"));
        assert_eq!(origin("com.example.app:/cb"), None);
    }

    #[test]
    fn an_origin_that_is_read_off_is_the_one_that_parsing_gives() {
        for (uri, is_plain) in [
            ("https://app.example/cb", true),
            ("https://app-1.example/", true),
            ("https://localhost/cb?x=y#z", true),
            ("https://a..b/", true),
            ("https://-a-.b-/\\\t ", true),
            ("https://0x1.a1/", true),
            ("https://app.example", false),
            ("https://app.example?/", false),
            ("https://app.example:443/", false),
            ("https://app.example:8443/", false),
            ("https://user@app.example/", false),
            ("https://APP.example/", false),
            ("https://app.example./", false),
            ("https://app.exa\tmple/", false),
            ("https://app.example\\a/", false),
            ("https://xn--bcher-kva.example/", false),
            ("https://xn--a.example/", false),
            ("https://a_b.example/", false),
            ("https://1.2/", false),
            ("https://a.0x7f/", false),
            ("https://a.1/", false),
            ("https://[::1]/", false),
            ("https:///app.example/", false),
            ("https://./", false),
            ("https:app.example/", false),
            ("HTTPS://app.example/", false),
            (" https://app.example/", false),
            ("http://app.example/", false),
            ("com.example.app://a/", false),
            ("", false),
        ] {
            assert_eq!(plain_origin(uri).is_some(), is_plain, "{uri:?}");
            assert_eq!(origin(uri), parsed_origin(uri), "{uri:?}");
        }
    }

    proptest! {
        #[test]
        fn no_uri_has_two_origins(
            scheme in "(https|http|app)",
            host in "[a-c0-2x.:@A\\-]{0,8}",
            rest in "[/?#\\\\]?[a-z/?\\\\]{0,4}",
        ) {
            let uri = format!("{scheme}://{host}{rest}");
            prop_assert_eq!(origin(&uri), parsed_origin(&uri));
        }
    }

    #[test]
    fn a_handle_survives_its_octets_and_knows_its_audience() {
        let handle = Handle::new(Kind::Login, "app", "https://app.example", "state");
        assert_eq!(Handle::from_bytes(&handle.to_bytes()), Some(handle));
        assert!(handle.is_for("app", "https://app.example"));
        assert!(!handle.is_for("app", "https://evil.example") && !handle.is_for("other", "https://app.example"));
        assert_eq!(Handle::from_bytes(&[2; 32]), None);
        assert_eq!(Handle::from_bytes(&[1; 31]), None);
    }

    #[test]
    fn values_of_another_form_have_no_handle() {
        for value in ["", ".", "a.b", &"a".repeat(124), &format!("{}.{}", "a".repeat(43), "a".repeat(81))] {
            assert_eq!(sealed_handle(value), None, "{value}");
        }
    }
}
