//! Passwords that are known from breaches: those that are tried first, by whoever has a list or a stolen hash.
//!
//! `breached.bin` holds 33 bits of the SHA-256 of each of 131,072 passwords, made by `breached.py`. A text that is not listed
//! is taken for one that is with a chance of 1 in 65,536. The form: how many there are (32 bits, little-endian); a bitmap, its
//! lowest bit first, that has for each of 2^17 buckets a 1 for every entry and then a 0; and of each entry, in the order of the
//! buckets, the last 16 bits (little-endian). The bucket is the first 17 bits.

use crate::secret::Digest;

/// The list that ships.
static SHIPPED: &[u8] = include_bytes!("breached.bin");

/// How many bits of a digest are kept beside its bucket.
const KEPT: u32 = 16;
/// How many bits of a digest count.
const BITS: u32 = 17 + KEPT;

/// Whether this password, folded, is on the list that ships.
pub fn is_listed(folded: &str) -> bool {
    List::read(SHIPPED).holds(folded)
}

/// A list, read where it lies.
#[derive(Debug, Clone, Copy, Default)]
struct List<'a> {
    bitmap: &'a [u8],
    kept: &'a [u8],
}

impl<'a> List<'a> {
    /// Any octets are a list. Those that are damaged are one of other passwords, or of none.
    fn read(octets: &'a [u8]) -> Self {
        let Some((count, rest)) = octets.split_first_chunk() else { return Self::default() };
        let kept = usize::try_from(u32::from_le_bytes(*count)).unwrap_or(usize::MAX).saturating_mul(2);
        let (bitmap, kept) = rest.split_at_checked(rest.len().saturating_sub(kept)).unwrap_or_default();
        Self { bitmap, kept }
    }

    fn holds(self, folded: &str) -> bool {
        let wanted = shortened(folded);
        self.entries().take_while(|entry| *entry >> KEPT <= wanted >> KEPT).any(|entry| entry == wanted)
    }

    /// The digests, bucket by bucket.
    fn entries(self) -> impl Iterator<Item = u64> + 'a {
        let bits = self.bitmap.iter().flat_map(|octet| (0..8).map(move |bit| octet >> bit & 1 == 1));
        let mut kept = self.kept.as_chunks().0.iter();
        let mut bucket = 0_u64;
        bits.filter_map(move |is_entry| {
            if !is_entry {
                bucket += 1;
                return Some(None);
            }
            kept.next().map(|kept| Some(bucket << KEPT | u64::from(u16::from_le_bytes(*kept))))
        })
        .flatten()
    }
}

/// What is kept of a password's digest.
fn shortened(folded: &str) -> u64 {
    let digest = Digest::of_bytes(folded.as_bytes());
    let first = digest.as_bytes().first_chunk().map_or(0, |octets| u64::from_be_bytes(*octets));
    first >> (u64::BITS - BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are the same at each run (SplitMix64).
    fn numbers() -> impl Iterator<Item = u64> {
        (1..).map(|step: u64| {
            let mut mixed = step.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            mixed ^ mixed >> 31
        })
    }

    #[test]
    fn the_list_that_ships_holds_what_is_tried_first() {
        let listed = [
            "123456789",
            "password1",
            "qwertyuiop",
            "iloveyou1",
            "1q2w3e4r5t",
            "q1w2e3r4t5y6",
            "1qaz2wsx3edc",
            "123456qwerty",
            "qwertyqwerty",
            "123456123456",
            "password1234",
            "passwordpassword",
            "administrator",
            "ghbdtnghbdtn",
            "motherfucker",
            "qazwsxedcrfv",
            "unbelievable",
            "password2020",
            "trustno1trustno1",
        ];
        let missing: Vec<_> = listed.into_iter().filter(|text| !is_listed(text)).collect();
        assert!(missing.is_empty(), "{missing:?}");
        let free = [
            "correct horse battery staple",
            "four quiet otters",
            "three blue kettles",
            "hunter2 but longer than that",
            "Nj7#qpWx92!m",
            "vier stille otter im see",
            "",
        ];
        for text in free {
            assert!(!is_listed(text), "{text}");
        }
    }

    #[test]
    fn the_list_that_ships_is_whole_and_small() {
        assert!(SHIPPED.len() <= 300_000, "{}", SHIPPED.len());
        let entries: Vec<u64> = List::read(SHIPPED).entries().collect();
        assert_eq!(entries.len(), 131_072);
        assert!(entries.is_sorted_by(|one, next| one < next));
        assert!(entries.iter().all(|entry| entry >> BITS == 0));
    }

    #[test]
    fn a_text_that_is_not_listed_is_hardly_ever_taken_for_one() {
        let entries: std::collections::HashSet<u64> = List::read(SHIPPED).entries().collect();
        let wrong =
            numbers().take(200_000).filter(|number| entries.contains(&shortened(&format!("{number:016x}")))).count();
        // 3.1 are expected; more than 14 come about once in a million such lists.
        assert!(wrong <= 14, "{wrong} of 200,000");
    }

    #[test]
    fn damaged_octets_are_another_list_and_nothing_worse() {
        let octets = written(&["one listed password", "and another"]);
        assert!(List::read(&octets).holds("one listed password"));
        for length in (0..octets.len()).filter(|length| length % 1_009 == 0 || *length < 8 || length + 8 > octets.len())
        {
            List::read(octets.get(..length).unwrap_or_default()).holds("one listed password");
        }
        for (at, number) in (0..octets.len()).step_by(499).chain(0..4).zip(numbers()) {
            let mut damaged = octets.clone();
            let [octet, ..] = number.to_le_bytes();
            damaged[at] = octet;
            List::read(&damaged).holds("and another");
        }
        for number in numbers().take(300) {
            let [length, ..] = number.to_le_bytes();
            let random: Vec<u8> =
                numbers().map(|next| (next ^ number).to_le_bytes()[0]).take(usize::from(length)).collect();
            List::read(&random).holds("and another");
        }
    }

    /// The file of these passwords.
    fn written(passwords: &[&str]) -> Vec<u8> {
        let mut digests: Vec<u64> = passwords.iter().map(|text| shortened(text)).collect();
        digests.sort_unstable();
        let mut bits = Vec::new();
        for bucket in 0..1_u64 << (BITS - KEPT) {
            bits.extend(digests.iter().filter(|digest| *digest >> KEPT == bucket).map(|_| true));
            bits.push(false);
        }
        let mut octets = u32::try_from(digests.len()).unwrap().to_le_bytes().to_vec();
        octets
            .extend(bits.chunks(8).map(|bits| bits.iter().rev().fold(0_u8, |octet, bit| octet << 1 | u8::from(*bit))));
        octets.extend(digests.iter().flat_map(|digest| digest.to_le_bytes().into_iter().take(2)));
        octets
    }

    /// `breached.py FOLDER` leaves `FOLDER/chosen.txt`.
    #[test]
    #[ignore = "needs the passwords, which are not kept here: LATCHKEY_BREACHED=FOLDER/chosen.txt"]
    fn every_chosen_password_is_found() {
        let path = std::env::var_os("LATCHKEY_BREACHED").expect("the path of chosen.txt");
        let entries: std::collections::HashSet<u64> = List::read(SHIPPED).entries().collect();
        for text in std::fs::read_to_string(path).unwrap().lines() {
            assert_eq!(super::super::folded(text), text);
            assert!(entries.contains(&shortened(text)), "{text}");
        }
    }
}
