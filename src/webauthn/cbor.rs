//! CBOR (RFC 8949), as much of it as authenticators write (CTAP 2.1 §8): definite lengths, no tags, map keys that are
//! integers or text, nesting up to 8. Numbers longer than need be are read, since some clients write them.

/// The deepest nesting read.
const MAX_DEPTH: usize = 8;
/// The most entries of one map: the largest in use have about ten, and each key is compared with all before it.
const MAX_ENTRIES: u64 = 64;

/// What is wrong with a piece of CBOR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CborError {
    /// It ends too early.
    #[error("it ends too early")]
    Truncated,
    /// Something follows it.
    #[error("something follows its end")]
    Trailing,
    /// A string, array or map of indefinite length.
    #[error("it has an item of indefinite length")]
    Indefinite,
    /// Additional information, or a simple value, that RFC 8949 §3 does not allow.
    #[error("it has an item that RFC 8949 reserves")]
    Reserved,
    /// A tag.
    #[error("it has a tag")]
    Tag,
    /// Nested too deeply.
    #[error("it is nested too deeply")]
    TooDeep,
    /// Text that is not UTF-8.
    #[error("it has text that is not UTF-8")]
    NotUtf8,
    /// A map with too many entries.
    #[error("it has a map with too many entries")]
    TooManyEntries,
    /// A map key that is neither an integer nor text.
    #[error("it has a map key that is neither an integer nor text")]
    KeyType,
    /// The same key twice in one map.
    #[error("it has a map with the same key twice")]
    DuplicateKey,
}

/// One data item.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// An integer.
    Integer(i128),
    /// A byte string.
    Bytes(&'a [u8]),
    /// A text string.
    Text(&'a str),
    /// A map.
    Map(Map<'a>),
    /// An array, a simple value or a floating-point number. It is well-formed, and nothing here asks what is in it.
    Other,
}

/// A map, whose keys are integers or text, none twice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Map<'a>(Vec<(Value<'a>, Value<'a>)>);

impl<'a> Map<'a> {
    /// The value of a key that is text.
    pub(super) fn named(&self, name: &str) -> Option<&Value<'a>> {
        self.get(&Value::Text(name))
    }

    /// The value of a key that is an integer, as in a COSE key (RFC 9052 §7).
    pub(super) fn labelled(&self, label: i128) -> Option<&Value<'a>> {
        self.get(&Value::Integer(label))
    }

    fn get(&self, key: &Value<'_>) -> Option<&Value<'a>> {
        self.0.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }
}

/// Reads one item that is all of `octets`.
pub(super) fn read(octets: &[u8]) -> Result<Value<'_>, CborError> {
    match read_first(octets)? {
        (value, []) => Ok(value),
        _ => Err(CborError::Trailing),
    }
}

/// Reads the item at the start of `octets`; what follows it is returned.
pub(super) fn read_first(octets: &[u8]) -> Result<(Value<'_>, &[u8]), CborError> {
    let mut reader = Reader { rest: octets };
    let value = reader.item(MAX_DEPTH)?;
    Ok((value, reader.rest))
}

/// The head of an item (RFC 8949 §3): its major type, additional information and argument.
struct Head {
    major: u8,
    information: u8,
    argument: u64,
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Reads an item with at most `depth` arrays and maps inside of each other.
    fn item(&mut self, depth: usize) -> Result<Value<'a>, CborError> {
        let head = self.head()?;
        match head.major {
            0 => Ok(Value::Integer(head.argument.into())),
            1 => Ok(Value::Integer(-1 - i128::from(head.argument))),
            2 => self.string(head.argument).map(Value::Bytes),
            3 => std::str::from_utf8(self.string(head.argument)?).map(Value::Text).map_err(|_| CborError::NotUtf8),
            4 => self.array(head.argument, depth),
            5 => self.map(head.argument, depth),
            6 => Err(CborError::Tag),
            // One octet is enough for the first 32 simple values, and a second may not repeat them (RFC 8949 §3.3).
            _ if head.information == 24 && head.argument < 32 => Err(CborError::Reserved),
            _ => Ok(Value::Other),
        }
    }

    fn head(&mut self) -> Result<Head, CborError> {
        let [first] = self.take()?;
        let (major, information) = (first >> 5, first & 0x1f);
        let argument = match information {
            0..=23 => information.into(),
            24 => u8::from_be_bytes(self.take()?).into(),
            25 => u16::from_be_bytes(self.take()?).into(),
            26 => u32::from_be_bytes(self.take()?).into(),
            27 => u64::from_be_bytes(self.take()?),
            31 if (2..=5).contains(&major) => return Err(CborError::Indefinite),
            _ => return Err(CborError::Reserved),
        };
        Ok(Head { major, information, argument })
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], CborError> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(CborError::Truncated)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn string(&mut self, length: u64) -> Result<&'a [u8], CborError> {
        let length = usize::try_from(length).map_err(|_| CborError::Truncated)?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(CborError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Whether `count` items can follow at all: each has at least one octet.
    fn has_room_for(&self, count: u64) -> Result<(), CborError> {
        if usize::try_from(count).is_ok_and(|count| count <= self.rest.len()) {
            Ok(())
        } else {
            Err(CborError::Truncated)
        }
    }

    fn array(&mut self, count: u64, depth: usize) -> Result<Value<'a>, CborError> {
        let depth = depth.checked_sub(1).ok_or(CborError::TooDeep)?;
        self.has_room_for(count)?;
        for _ in 0..count {
            self.item(depth)?;
        }
        Ok(Value::Other)
    }

    fn map(&mut self, count: u64, depth: usize) -> Result<Value<'a>, CborError> {
        let depth = depth.checked_sub(1).ok_or(CborError::TooDeep)?;
        self.has_room_for(count.saturating_mul(2))?;
        if count > MAX_ENTRIES {
            return Err(CborError::TooManyEntries);
        }
        let mut map = Map(Vec::new());
        for _ in 0..count {
            let key = self.item(depth)?;
            if !matches!(key, Value::Integer(_) | Value::Text(_)) {
                return Err(CborError::KeyType);
            }
            if map.get(&key).is_some() {
                return Err(CborError::DuplicateKey);
            }
            map.0.push((key, self.item(depth)?));
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8949 appendix A.
    #[test]
    fn the_examples_of_rfc_8949_are_read() {
        for (octets, value) in [
            (&[0x00][..], 0),
            (&[0x17], 23),
            (&[0x18, 0x18], 24),
            (&[0x19, 0x03, 0xe8], 1_000),
            (&[0x1a, 0x00, 0x0f, 0x42, 0x40], 1_000_000),
            (&[0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 18_446_744_073_709_551_615),
            (&[0x3b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], -18_446_744_073_709_551_616),
            (&[0x20], -1),
            (&[0x39, 0x03, 0xe7], -1_000),
        ] {
            assert_eq!(read(octets), Ok(Value::Integer(value)));
        }
        assert_eq!(read(b"\x44\x01\x02\x03\x04"), Ok(Value::Bytes(&[1, 2, 3, 4])));
        assert_eq!(read(b"\x64IETF"), Ok(Value::Text("IETF")));
        assert_eq!(read(b"\x62\xc3\xbc"), Ok(Value::Text("ü")));
        for other in [&b"\xf4"[..], b"\xf7", b"\xf8\xff", b"\xf9\x3c\x00", b"\xfa\x47\xc3\x50\x00", b"\x83\x01\x02\x03"]
        {
            assert_eq!(read(other), Ok(Value::Other), "{other:?}");
        }
    }

    #[test]
    fn a_map_is_asked_by_number_and_by_name() {
        let Ok(Value::Map(map)) = read(b"\xa3\x01\x02\x20\x61x\x61a\x41\x00") else { panic!("not a map") };
        assert_eq!(map.labelled(1), Some(&Value::Integer(2)));
        assert_eq!(map.labelled(-1), Some(&Value::Text("x")));
        assert_eq!(map.named("a"), Some(&Value::Bytes(&[0])));
        assert_eq!((map.labelled(0), map.named("1")), (None, None));
    }

    #[test]
    fn what_follows_an_item_is_returned_or_refused() {
        assert_eq!(read_first(b"\x01rest"), Ok((Value::Integer(1), &b"rest"[..])));
        assert_eq!(read(b"\x01\x02"), Err(CborError::Trailing));
    }

    #[test]
    fn indefinite_lengths_are_refused() {
        for octets in [&b"\x5f\x41\x00\xff"[..], b"\x7f\x61a\xff", b"\x9f\xff", b"\xbf\xff", b"\xa1\x01\x9f\xff"] {
            assert_eq!(read(octets), Err(CborError::Indefinite), "{octets:?}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_in_a_map_is_refused() {
        // The second pair writes the same number in more octets than it needs.
        for octets in [&b"\xa2\x01\x00\x01\x00"[..], b"\xa2\x01\x00\x18\x01\x00", b"\xa2\x61a\x00\x61a\x01"] {
            assert_eq!(read(octets), Err(CborError::DuplicateKey), "{octets:?}");
        }
        assert!(read(b"\xa2\x01\xa1\x01\x00\x02\xa1\x01\x00").is_ok());
        assert!(read(b"\xa2\x01\x00\x61\x31\x00").is_ok());
    }

    #[test]
    fn keys_that_are_neither_integers_nor_text_are_refused() {
        for octets in [&b"\xa1\x41a\x00"[..], b"\xa1\xf5\x00", b"\xa1\x80\x00", b"\xa1\xa0\x00"] {
            assert_eq!(read(octets), Err(CborError::KeyType), "{octets:?}");
        }
    }

    #[test]
    fn more_than_eight_levels_are_refused() {
        let arrays = |depth: usize| [vec![0x81; depth], vec![0x00]].concat();
        let maps = |depth: usize| [[0xa1, 0x00].repeat(depth), vec![0x00]].concat();
        assert!(read(&arrays(8)).is_ok() && read(&maps(8)).is_ok());
        for octets in [arrays(9), maps(9), arrays(60_000), maps(30_000)] {
            assert_eq!(read(&octets), Err(CborError::TooDeep));
        }
    }

    #[test]
    fn claimed_lengths_beyond_the_end_are_refused_before_anything_is_taken() {
        for major in 2..=5_u8 {
            for claim in
                [&b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff"[..], b"\x1a\xff\xff\xff\xff", b"\x19\xff\xff", b"\x05"]
            {
                let octets = [&[major << 5 | claim[0]], &claim[1..], &[0, 0, 0, 0]].concat();
                assert_eq!(read(&octets), Err(CborError::Truncated), "{octets:?}");
            }
        }
        assert_eq!(read(&[0xa3, 0, 0, 0, 0]), Err(CborError::Truncated));
    }

    #[test]
    fn maps_of_more_than_64_entries_are_refused() {
        let map = |entries: u8| [vec![0xb8, entries], (0..entries).flat_map(|key| [0x18, key, 0]).collect()].concat();
        assert!(read(&map(64)).is_ok());
        assert_eq!(read(&map(65)), Err(CborError::TooManyEntries));
    }

    #[test]
    fn tags_reserved_items_and_broken_text_are_refused() {
        assert_eq!(read(b"\xc0\x61a"), Err(CborError::Tag));
        for reserved in [&b"\x1c"[..], b"\x1f", b"\x3f", b"\x5d", b"\xfc", b"\xff", b"\xf8\x00", b"\xf8\x1f"] {
            assert_eq!(read(reserved), Err(CborError::Reserved), "{reserved:?}");
        }
        assert_eq!(read(b"\x61\xff"), Err(CborError::NotUtf8));
    }

    #[test]
    fn no_octets_and_no_prefix_of_an_item_are_read() {
        let whole = b"\xa2\x01\x82\x19\x03\xe8\x42ab\x63key\x61x";
        assert!(read(whole).is_ok());
        for length in 0..whole.len() {
            assert_eq!(read(&whole[..length]), Err(CborError::Truncated), "{length}");
        }
    }
}
