//! Web addresses whose host is not ASCII. A URI holds none (RFC 3986 §3.2.2): such a host is written in punycode
//! (RFC 5891), which is also what browsers send. URIs are compared as they are written, so nothing is respelled here:
//! whoever refuses one says how it is written.

use url::{Position, Url};

/// `text` with its host in ASCII, ready to be pasted; `None` where the host is ASCII already, or has no such form.
pub fn in_ascii(text: &str) -> Option<String> {
    let (host, after) = split(text)?;
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let ascii = url.host_str().filter(|ascii| ascii.is_ascii() && *ascii != host)?;
    let rest = match after.bytes().all(|byte| (0x21..=0x7e).contains(&byte)) {
        true => after,
        // The rest has characters that are percent-encoded.
        false => &url[Position::AfterHost..],
    };
    Some(format!("{}://{ascii}{rest}", url.scheme()))
}

/// What to add to the refusal of a URI that was sent: nothing where its host is ASCII.
pub fn host_remark(text: &str) -> String {
    host_in_ascii(text).map_or_else(String::new, |host| format!("; the host of a URI is written in ASCII, here {host}"))
}

/// How the host of an address is written, where it is not ASCII.
pub fn host_in_ascii(text: &str) -> Option<String> {
    in_ascii(text).and_then(|uri| Some(Url::parse(&uri).ok()?.host_str()?.to_owned()))
}

/// The host of a web address that is not ASCII, and what follows it.
fn split(text: &str) -> Option<(&str, &str)> {
    let hidden = |character: char| character.is_control() || matches!(character, '\\' | '"' | '<' | '>' | '`');
    let (_, rest) = text.split_once("://").filter(|_| !text.contains(hidden))?;
    let end = rest.find([':', '/', '?', '#']).unwrap_or(rest.len());
    let (host, after) = rest.split_at_checked(end)?;
    (!host.is_ascii() && !rest.contains('@')).then_some((host, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_is_respelled_and_the_rest_kept_as_it_is() {
        for (text, expected) in [
            ("https://bücher.example/cb", "https://xn--bcher-kva.example/cb"),
            ("https://bücher.example", "https://xn--bcher-kva.example"),
            ("https://BÜCHER.example:443/a/../cb?x=%2F#y", "https://xn--bcher-kva.example:443/a/../cb?x=%2F#y"),
            ("HTTPS://bücher.example?x", "https://xn--bcher-kva.example?x"),
            ("http://пример.испытание:8080/", "http://xn--e1afmkfd.xn--80akhbyknj4f:8080/"),
            ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
            ("https://例え。テスト/cb", "https://xn--r8jz45g.xn--zckzah/cb"),
        ] {
            assert_eq!(in_ascii(text).as_deref(), Some(expected), "{text}");
            assert!(Url::parse(expected).is_ok() && in_ascii(expected).is_none());
        }
        assert_eq!(
            host_remark("https://bücher.example/cb"),
            "; the host of a URI is written in ASCII, here xn--bcher-kva.example"
        );
    }

    #[test]
    fn there_is_nothing_to_say_of_an_ascii_host_or_of_what_has_no_other_form() {
        for text in [
            "https://app.example/ü",
            "https://xn--bcher-kva.example/cb",
            "com.bücher.app:/cb",
            "app://bücher/cb",
            "https://ü@app.example/",
            "https://bücher.example\\@evil.example/",
            "https://bü\tcher.example/",
            "https://bücher.example:x/",
            "https://\u{202e}.example/",
            "bücher.example",
            "",
        ] {
            assert_eq!(in_ascii(text), None, "{text}");
            assert_eq!(host_remark(text), "");
        }
    }
}
