//! Hexadecimal digits, in either case, read as octets.

/// What the digit stands for; `None` where it is none.
pub fn digit(octet: u8) -> Option<u8> {
    char::from(octet).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The octet of two digits.
pub fn octet(high: u8, low: u8) -> Option<u8> {
    Some(digit(high)? << 4 | digit(low)?)
}

/// The octets that `text` stands for, two digits each; `None` where it is anything else.
pub fn octets(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let octets = pairs.iter().map(|[high, low]| octet(*high, *low)).collect();
    if rest.is_empty() { octets } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_either_case_are_read_in_pairs_and_nothing_else_is() {
        assert_eq!(octets("00fFAb9a").unwrap(), [0, 0xff, 0xab, 0x9a]);
        assert_eq!(octets(""), Some(Vec::new()));
        for text in ["0", "0g", "g0", "+1", " 1", "0x", "é", "00 ", "ff0"] {
            assert_eq!(octets(text), None, "{text}");
        }
        assert!((0..=u8::MAX).all(|octet| digit(octet).is_some() == octet.is_ascii_hexdigit()));
    }
}
