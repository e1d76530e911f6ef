//! The `Cookie` header (RFC 6265 §4.2, §5.4), read by name. Browsers send whatever any page of a parent domain has set,
//! in any octets and any order, and it is none of our business: nothing but the pairs of the wanted name is looked at.

use std::collections::BTreeSet;

/// The values that a request's `Cookie` headers give for `name`, each once. More than one means that somebody else
/// has set a cookie of that name too; the order of cookies says nothing about who. Values that are not ASCII are not
/// among them, since nothing of ours is.
pub fn values<'a>(headers: impl IntoIterator<Item = &'a [u8]>, name: &str) -> BTreeSet<&'a str> {
    headers
        .into_iter()
        .flat_map(|header| header.split(|octet| *octet == b';'))
        .filter_map(|pair| {
            let pair = pair.trim_ascii();
            let at = pair.iter().position(|octet| *octet == b'=')?;
            let (sent, value) = pair.split_at_checked(at)?;
            let value = value.get(1..)?.trim_ascii();
            (sent.trim_ascii() == name.as_bytes() && value.is_ascii()).then_some(value)
        })
        .filter_map(|value| std::str::from_utf8(value).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(headers: &[&[u8]]) -> Vec<String> {
        values(headers.iter().copied(), "lk_sid").into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_cookie_is_found_by_its_name_whatever_stands_around_it() {
        for headers in [
            &[&b"lk_sid=a"[..]][..],
            &[b"x=\xff\xfe; lk_sid=a"],
            &[b"\xc3\x28; lk_sid=a; \x80=\x81"],
            &[b"x=1", b"y=\xff", b"lk_sid=a; z"],
            &[b"=; =x; ;;; lk_sid=a ;"],
            &[b"q=\"one; lk_sid=a; two\""],
            &[b" lk_sid = a "],
            &[b"lk_sid=a; lk_sid=a"],
            &[b"LK_SID=b; xlk_sid=b; lk_sidx=b; lk_sid=a; x=lk_sid=b; =lk_sid=b; lk_sid"],
            &[b"lk_sid=a; lk_sid=\xff"],
        ] {
            assert_eq!(of(headers), ["a"], "{headers:?}");
        }
        assert_eq!(of(&[b"lk_sid=b; lk_sid=a"]), ["a", "b"]);
        assert_eq!(of(&[b"lk_sid="]), [""]);
        assert!(of(&[b"lk_sid", b"", b";", b"="]).is_empty());
    }

    proptest! {
        #[test]
        fn no_octets_panic_or_hide_ours(before in any::<Vec<u8>>(), after in any::<Vec<u8>>()) {
            let header = [&before[..], b"; lk_sid=ours; ", &after].concat();
            prop_assert!(values([&header[..]], "lk_sid").contains("ours"));
        }
    }
}
