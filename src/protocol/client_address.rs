//! Where a request comes from, as proxies tell it: `X-Forwarded-For` (a custom, in the forms that proxies send) and
//! `Forwarded` (RFC 7239). Which proxies are trusted is asked of the caller (SEC-65).
//!
//! Each hop appends who it heard from, so the list is read from its end: what trusted proxies say of each other is
//! passed over, and the first address that is not a trusted proxy's is the client's. Whatever stands before it, the
//! client itself may have written.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

/// The address of whoever sent a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClientAddress {
    /// This one.
    Known(IpAddr),
    /// A trusted proxy sent the request, and what it said of the client names no address. Never taken for the proxy's.
    Unknown,
}

impl From<IpAddr> for ClientAddress {
    fn from(address: IpAddr) -> Self {
        Self::Known(address.to_canonical())
    }
}

impl fmt::Display for ClientAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(address) => address.fmt(formatter),
            Self::Unknown => formatter.write_str("unknown"),
        }
    }
}

/// What makes a client's address unknown, or an operator wonder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// A header that is not a list of addresses.
    Unreadable,
    /// `unknown` or an obfuscated identifier (RFC 7239 §6.2, §6.3).
    Withheld,
    /// A header without a client in it: empty, or a `Forwarded` element without `for`.
    Nobody,
    /// `X-Forwarded-For` and `Forwarded` name two clients: the proxy sets one of them, and passes on what the client
    /// wrote into the other.
    Contradiction,
    /// No header at all: the proxy asks on its own account, or was not told to send one.
    Silent,
}

/// The headers that a trusted proxy sent, in their order.
#[derive(Debug, Clone, Default)]
pub struct Told<'a> {
    /// `X-Forwarded-For` lines.
    pub x_forwarded_for: Vec<&'a [u8]>,
    /// `Forwarded` lines.
    pub forwarded: Vec<&'a [u8]>,
}

/// The client that the trusted proxy at `peer` speaks for, and what is odd about it.
pub fn behind(peer: IpAddr, told: &Told<'_>, trusted: impl Fn(IpAddr) -> bool) -> (ClientAddress, Option<Oddity>) {
    let custom = (!told.x_forwarded_for.is_empty()).then(|| {
        let text = joined(&told.x_forwarded_for);
        let hops: Vec<Hop> = text.split(',').map(trim).filter(|hop| !hop.is_empty()).map(node).collect();
        nearest(&hops, &trusted)
    });
    let standard = (!told.forwarded.is_empty()).then(|| match forwarded(&joined(&told.forwarded)) {
        Some(hops) => nearest(&hops, &trusted),
        None => Err(Oddity::Unreadable),
    });
    let outcome = match (custom, standard) {
        (None, None) => return (peer.into(), Some(Oddity::Silent)),
        (Some(one), None) | (None, Some(one)) => one,
        (Some(Ok(one)), Some(Ok(other))) if one == other => Ok(one),
        (Some(Err(oddity)), Some(Err(_))) => Err(oddity),
        _ => Err(Oddity::Contradiction),
    };
    match outcome {
        Ok(address) => (ClientAddress::Known(address), None),
        Err(oddity) => (ClientAddress::Unknown, Some(oddity)),
    }
}

/// What one hop says of the one before it.
type Hop = Result<IpAddr, Oddity>;

/// The last hop that is not a trusted proxy's; the first of all where every one is.
fn nearest(hops: &[Hop], trusted: impl Fn(IpAddr) -> bool) -> Hop {
    let mut nearest = Err(Oddity::Nobody);
    for hop in hops.iter().rev() {
        nearest = *hop;
        match hop {
            Ok(address) if trusted(*address) => {}
            _ => break,
        }
    }
    nearest
}

/// Several lines of a list are one list (RFC 9110 §5.3).
fn joined(lines: &[&[u8]]) -> String {
    lines.iter().map(|line| String::from_utf8_lossy(line)).collect::<Vec<_>>().join(",")
}

fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\t'])
}

/// A node (RFC 7239 §6): an address with or without a port, `unknown`, or an obfuscated identifier. IPv6 addresses
/// stand in brackets there and often without them elsewhere.
fn node(text: &str) -> Hop {
    let text = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    let (name, port) = match text.strip_prefix('[') {
        Some(bracketed) => {
            let (name, rest) = bracketed.split_once(']').ok_or(Oddity::Unreadable)?;
            let port = if rest.is_empty() { None } else { Some(rest.strip_prefix(':').ok_or(Oddity::Unreadable)?) };
            return v6(name).filter(|_| port.is_none_or(is_port)).ok_or(Oddity::Unreadable);
        }
        // More than one colon is an IPv6 address, which has no port without brackets.
        None => match text.split_once(':') {
            Some((_, rest)) if rest.contains(':') => return v6(text).ok_or(Oddity::Unreadable),
            Some((name, port)) => (name, Some(port)),
            None => (text, None),
        },
    };
    if !port.is_none_or(is_port) {
        return Err(Oddity::Unreadable);
    }
    if name.eq_ignore_ascii_case("unknown") || is_obfuscated(name) {
        return Err(Oddity::Withheld);
    }
    name.parse::<std::net::Ipv4Addr>().map(IpAddr::V4).map_err(|_| Oddity::Unreadable)
}

/// An IPv6 address, whose zone (`fe80::1%eth0`) is the proxy's own business; an IPv4-mapped one is the IPv4 address.
fn v6(text: &str) -> Option<IpAddr> {
    let address = text.split_once('%').map_or(text, |(address, _)| address);
    address.parse::<Ipv6Addr>().ok().map(|address| IpAddr::V6(address).to_canonical())
}

/// `1*5DIGIT`, or obfuscated (RFC 7239 §6).
fn is_port(text: &str) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && text.len() <= 5 && text.parse::<u16>().is_ok()) || is_obfuscated(text)
}

/// `"_" 1*( ALPHA / DIGIT / "." / "_" / "-")` (RFC 7239 §6.3).
fn is_obfuscated(text: &str) -> bool {
    let rest = text.strip_prefix('_').filter(|rest| !rest.is_empty());
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)))
}

/// The hops of a `Forwarded` list (RFC 7239 §4): `for` of each element; `None` for what is no such list.
fn forwarded(text: &str) -> Option<Vec<Hop>> {
    let mut hops = Vec::new();
    for element in unquoted_split(text, ',')? {
        if trim(element).is_empty() {
            continue;
        }
        let mut hop = None;
        for pair in unquoted_split(element, ';')? {
            let pair = trim(pair);
            if pair.is_empty() {
                continue;
            }
            let (name, value) = pair.split_once('=')?;
            let value = unquoted(trim(value))?;
            // Each parameter at most once in an element (§4).
            if trim(name).eq_ignore_ascii_case("for") && hop.replace(node(&value)).is_some() {
                return None;
            }
        }
        hops.push(hop.unwrap_or(Err(Oddity::Nobody)));
    }
    Some(hops)
}

/// The parts between separators outside quotes; `None` where a quote is never closed.
fn unquoted_split(text: &str, separator: char) -> Option<Vec<&str>> {
    let (mut quoted, mut escaped) = (false, false);
    let parts = text
        .split(|character| {
            match character {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                _ => return character == separator && !quoted,
            }
            false
        })
        .collect();
    (!quoted).then_some(parts)
}

/// A token, or what a quoted string says (RFC 9110 §5.6.4).
fn unquoted(text: &str) -> Option<String> {
    let Some(inner) = text.strip_prefix('"') else { return (!text.contains('"')).then(|| text.to_owned()) };
    let (mut value, mut characters) = (String::new(), inner.chars());
    loop {
        match characters.next()? {
            '"' => return characters.next().is_none().then_some(value),
            '\\' => value.push(characters.next()?),
            character => value.push(character),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PROXY: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 1));

    fn trusted(address: IpAddr) -> bool {
        matches!(address, IpAddr::V4(v4) if v4.octets()[0] == 10)
    }

    type Lines = &'static [&'static [u8]];

    fn told(x_forwarded_for: &[&[u8]], forwarded: &[&[u8]]) -> (String, Option<Oddity>) {
        let told = Told { x_forwarded_for: x_forwarded_for.to_vec(), forwarded: forwarded.to_vec() };
        let (address, oddity) = behind(PROXY, &told, trusted);
        (address.to_string(), oddity)
    }

    #[test]
    fn every_form_of_x_forwarded_for_is_read() {
        for (lines, expected) in [
            (&[&b"192.0.2.7"[..]][..], "192.0.2.7"),
            (&[b"192.0.2.7:4711"], "192.0.2.7"),
            (&[b" \t192.0.2.7 \t"], "192.0.2.7"),
            (&[b"2001:db8::7"], "2001:db8::7"),
            (&[b"[2001:db8::7]"], "2001:db8::7"),
            (&[b"[2001:DB8::7]:4711"], "2001:db8::7"),
            (&[b"\"[2001:db8::7]:4711\""], "2001:db8::7"),
            (&[b"::ffff:192.0.2.7"], "192.0.2.7"),
            (&[b"[::ffff:c000:207]:1"], "192.0.2.7"),
            (&[b"[fe80::1%eth0]:80"], "fe80::1"),
            (&[b"6.6.6.6, 192.0.2.7,10.0.0.2 , 10.0.0.3:80"], "192.0.2.7"),
            (&[b"6.6.6.6", b"192.0.2.7", b"10.0.0.2"], "192.0.2.7"),
            (&[b"nonsense, 192.0.2.7,, ,"], "192.0.2.7"),
            (&[b"\xff\xfe", b"192.0.2.7"], "192.0.2.7"),
            (&[b"10.0.0.9, 10.0.0.2"], "10.0.0.9"),
        ] {
            assert_eq!(told(lines, &[]), (expected.to_owned(), None), "{lines:?}");
        }
    }

    #[test]
    fn every_form_of_forwarded_is_read() {
        for (lines, expected) in [
            (&[&b"for=192.0.2.7"[..]][..], "192.0.2.7"),
            (&[b"For=\"192.0.2.7:4711\""], "192.0.2.7"),
            (&[b"proto=https;FOR=\"[2001:db8::7]:4711\";by=10.0.0.1"], "2001:db8::7"),
            (&[b"for=\"[2001:db8::7]\" ; host=\"a,b;c=\\\"d\""], "2001:db8::7"),
            (&[b"for=6.6.6.6, for=192.0.2.7;proto=http, for=10.0.0.2"], "192.0.2.7"),
            (&[b"for=6.6.6.6", b"for=\"192.0.2.7:_port\"", b"for=10.0.0.2"], "192.0.2.7"),
            (&[b"for=_hidden, for=192.0.2.7"], "192.0.2.7"),
            (&[b"for=\"1\\92.0.2.7\""], "192.0.2.7"),
            (&[b"for=192.0.2.7,,"], "192.0.2.7"),
        ] {
            assert_eq!(told(&[], lines), (expected.to_owned(), None), "{lines:?}");
        }
    }

    #[test]
    fn what_names_no_address_is_unknown_and_never_the_proxy() {
        use Oddity::*;
        let cases: &[(Lines, Lines, Oddity)] = &[
            (&[b"nonsense"], &[], Unreadable),
            (&[b"192.0.2.7, 999.1.1.1"], &[], Unreadable),
            (&[b"192.0.2.7, \xff"], &[], Unreadable),
            (&[b"192.0.2.7:port"], &[], Unreadable),
            (&[b"192.0.2.7:99999"], &[], Unreadable),
            (&[b"[2001:db8::7]4711"], &[], Unreadable),
            (&[b"unknown"], &[], Withheld),
            (&[b"192.0.2.7, unknown, 10.0.0.2"], &[], Withheld),
            (&[b""], &[], Nobody),
            (&[b" , "], &[], Nobody),
            (&[], &[b"for=Unknown"], Withheld),
            (&[], &[b"for=192.0.2.7, for=_SEVKISEK"], Withheld),
            (&[], &[b"for=\"_gazonk:80\""], Withheld),
            (&[], &[b"for=192.0.2.7, proto=https"], Nobody),
            (&[], &[b"for=192.0.2.7, for=\"10.0.0.2"], Unreadable),
            (&[], &[b"for=192.0.2.7;for=192.0.2.8"], Unreadable),
            (&[], &[b"for"], Unreadable),
            (&[], &[b"for=\"192.0.2.7\"x"], Unreadable),
            (&[b"192.0.2.7"], &[b"for=6.6.6.6"], Contradiction),
            (&[b"6.6.6.6"], &[b"for=_hidden"], Contradiction),
        ];
        for (custom, standard, oddity) in cases {
            assert_eq!(told(custom, standard), ("unknown".to_owned(), Some(*oddity)), "{custom:?} {standard:?}");
        }
        assert_eq!(told(&[b"192.0.2.7"], &[b"for=192.0.2.7"]), ("192.0.2.7".to_owned(), None));
        assert_eq!(told(&[], &[]), (PROXY.to_string(), Some(Silent)));
    }

    proptest! {
        #[test]
        fn no_octets_panic(custom in any::<Vec<Vec<u8>>>(), standard in any::<Vec<Vec<u8>>>()) {
            let lines = |lines: &[Vec<u8>]| lines.iter().map(Vec::as_slice).collect::<Vec<_>>().len();
            let told = Told {
                x_forwarded_for: custom.iter().map(Vec::as_slice).collect(),
                forwarded: standard.iter().map(Vec::as_slice).collect(),
            };
            let (address, _) = behind(PROXY, &told, trusted);
            prop_assert!(lines(&custom) + lines(&standard) == 0 || address != PROXY.into());
        }

        #[test]
        fn no_list_of_such_characters_panics_and_what_the_client_wrote_never_counts(
            written in "[]for=\"\\\\;:,._ 0-9a-f\\[%]{0,60}",
        ) {
            let line = format!("{written}, 192.0.2.7");
            prop_assert_eq!(told(&[line.as_bytes()], &[]).0, "192.0.2.7");
            let line = format!("{written}, for=192.0.2.7");
            let (address, _) = told(&[], &[line.as_bytes()]);
            // A quote that the client never closed swallows what the proxy appended, and then nobody knows.
            prop_assert!(address == "192.0.2.7" || address == "unknown", "{}", address);
        }
    }
}
