//! The `Cookie` header (RFC 6265 §4.2, §5.4), read by name. Browsers send whatever any page of a parent domain has set,
//! in any octets and any order, and it is none of our business: nothing but the pairs of the wanted name is looked at.

/// The cookies of certain names that a request's `Cookie` headers give: names and values, read in one pass.
pub struct Sent<'a>(Vec<(&'a [u8], &'a str)>);

impl<'a> Sent<'a> {
    /// Those whose name `is_wanted`. Values that are not ASCII are not among them, since nothing of ours is.
    pub fn of(headers: impl IntoIterator<Item = &'a [u8]>, is_wanted: impl Fn(&[u8]) -> bool) -> Self {
        let mut pairs: Vec<(&[u8], &str)> = headers
            .into_iter()
            .flat_map(|header| header.split(|octet| *octet == b';'))
            .filter_map(|pair| {
                let at = pair.iter().position(|octet| *octet == b'=')?;
                let (name, value) = pair.split_at_checked(at)?;
                let name = name.trim_ascii();
                if !is_wanted(name) {
                    return None;
                }
                let value = std::str::from_utf8(value.get(1..)?.trim_ascii()).ok()?;
                value.is_ascii().then_some((name, value))
            })
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self(pairs)
    }

    /// The values of `name`, each once. More than one means that somebody else has set a cookie of that name too; the order
    /// of cookies says nothing about who.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(sent, _)| *sent == name.as_bytes()).map(|(_, value)| *value)
    }
}

/// The values that a request's `Cookie` headers give for `name` alone, as [`Sent::values`] says.
pub fn values<'a>(headers: impl IntoIterator<Item = &'a [u8]>, name: &str) -> Vec<&'a str> {
    let sent = Sent::of(headers, |sent| sent == name.as_bytes());
    sent.values(name).collect()
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

    #[test]
    fn several_names_are_read_in_one_pass_as_each_is_alone() {
        let headers: [&[u8]; 3] = [b"x=1; b=2; a=1;b = 2", b"c=3; a=0; a=\xff; ab=4", b"=a; b; a=1"];
        let sent = Sent::of(headers, |name| matches!(name, b"a" | b"b"));
        assert_eq!(sent.values("a").collect::<Vec<_>>(), ["0", "1"]);
        assert_eq!(sent.values("b").collect::<Vec<_>>(), ["2"]);
        assert_eq!(sent.values("c").count(), 0, "nobody asked for it");
        for name in ["a", "b"] {
            assert_eq!(sent.values(name).collect::<Vec<_>>(), values(headers, name));
        }
    }

    proptest! {
        #[test]
        fn no_octets_panic_or_hide_ours(before in any::<Vec<u8>>(), after in any::<Vec<u8>>()) {
            let header = [&before[..], b"; lk_sid=ours; ", &after].concat();
            prop_assert!(values([&header[..]], "lk_sid").contains(&"ours"));
        }
    }
}
