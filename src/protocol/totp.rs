//! One-time passwords by time (RFC 6238): six digits, thirty seconds, HMAC-SHA-1, which is what authenticator apps have in
//! common. The step that a code belongs to is told, since each step counts once (RFC 6238 §5.2, SEC-60).

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq as _;

use crate::clock::Timestamp;
use crate::secret::SecretOctets;

/// Seconds of a step.
const STEP: i64 = 30;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Octets of a secret that we make (RFC 4226 §4 R6 recommends 160 bits).
pub const SECRET_OCTETS: usize = 20;
/// How many steps a clock may be off, either way (RFC 6238 §5.2).
const DRIFT: i64 = 1;

/// The step of a moment.
fn step_at(now: Timestamp) -> i64 {
    now.seconds().div_euclid(STEP)
}

/// The code of a step (RFC 4226 §5.3).
fn code(secret: &SecretOctets, step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.expose());
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let octets = tag.as_ref();
    let offset = usize::from(octets.last().copied().unwrap_or_default() & 0x0f);
    let four = octets.iter().skip(offset).take(4);
    let number = four.fold(0_u32, |number, octet| (number << 8) | u32::from(*octet)) & 0x7fff_ffff;
    format!("{:0width$}", number % 10_u32.pow(DIGITS as u32), width = DIGITS)
}

/// The step that a code is right for at `now`, or one beside it; `None` for a wrong code. Every step is computed, whichever
/// fits.
pub fn matching_step(secret: &SecretOctets, typed: &str, now: Timestamp) -> Option<i64> {
    let now = step_at(now);
    let mut found = None;
    for step in (now - DRIFT)..=(now + DRIFT) {
        let is_right: bool = code(secret, step).as_bytes().ct_eq(typed.as_bytes()).into();
        if is_right {
            found = Some(step);
        }
    }
    found
}

/// A code as somebody typed it, without the spaces that apps show; `None` where it is none.
pub fn typed(text: &str) -> Option<String> {
    let code: String = text.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    (code.len() == DIGITS && code.bytes().all(|octet| octet.is_ascii_digit())).then_some(code)
}

/// The secret in base32 without padding (RFC 4648 §6), as authenticator apps read it.
pub fn base32(secret: &SecretOctets) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut text, mut bits, mut held) = (String::new(), 0_u32, 0_u32);
    let mut push = |value: u32| {
        let letter = LETTERS.get(usize::try_from(value & 31).unwrap_or_default());
        text.extend(letter.map(|letter| char::from(*letter)));
    };
    for octet in secret.expose() {
        bits = ((bits << 8) | u32::from(*octet)) & 0xfff;
        held += 8;
        while held >= 5 {
            held -= 5;
            push(bits >> held);
        }
    }
    if held > 0 {
        push(bits << (5 - held));
    }
    text
}

/// What an authenticator app scans: `otpauth://totp/ISSUER:ACCOUNT?…`.
pub fn uri(secret: &SecretOctets, issuer: &str, account: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    // A colon separates the two in the label.
    let plain = |text: &str| utf8_percent_encode(&text.replace(':', " "), NON_ALPHANUMERIC).to_string();
    let (issuer, account) = (plain(issuer), plain(account));
    format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", base32(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> SecretOctets {
        SecretOctets::new(b"12345678901234567890".to_vec())
    }

    /// RFC 6238 Appendix B, the last six of eight digits.
    #[test]
    fn the_codes_are_those_of_the_specification() {
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(&secret(), step_at(Timestamp(seconds))), expected);
        }
    }

    #[test]
    fn a_code_fits_its_step_and_the_ones_beside_it_and_no_other() {
        let code = code(&secret(), 100);
        for (seconds, fits) in [(2_969, false), (2_970, true), (3_000, true), (3_059, true), (3_060, false)] {
            let step = matching_step(&secret(), &code, Timestamp(seconds));
            assert_eq!(step, fits.then_some(100), "{seconds}");
        }
        assert_eq!(matching_step(&SecretOctets::new(vec![7; 20]), &code, Timestamp(3_000)), None);
        assert_eq!(matching_step(&secret(), "", Timestamp(3_000)), None);
    }

    #[test]
    fn a_code_is_read_with_the_spaces_that_apps_show() {
        assert_eq!(typed(" 123 456 ").as_deref(), Some("123456"));
        assert_eq!(typed("123-456").as_deref(), Some("123456"));
        for odd in ["", "12345", "1234567", "12345a", "１２３４５６"] {
            assert_eq!(typed(odd), None, "{odd}");
        }
    }

    /// RFC 4648 §10, without the padding.
    #[test]
    fn secrets_are_written_in_base32() {
        for (octets, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(base32(&SecretOctets::new(octets.as_bytes().to_vec())), text);
        }
    }

    #[test]
    fn the_address_for_apps_has_no_second_colon_and_no_open_letter() {
        let uri = uri(&secret(), "Home: & Co", "ada@example.com");
        assert_eq!(
            uri,
            "otpauth://totp/Home%20%20%26%20Co:ada%40example%2Ecom?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Home%20%20%26%20Co"
        );
    }
}
