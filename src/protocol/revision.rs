//! Which version of its file the people of the database are from. A file that is older than one that was taken in changes
//! nobody (`docs/decisions/0050`).

use serde::{Deserialize, Serialize};

/// A version of the file that has a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// `revision`.
    pub number: u64,
    /// A digest of the people whom it names, with all that it says of them.
    pub people: String,
}

impl Revision {
    /// Under which name the store keeps the newest one, among what the server remembers of itself.
    pub const NAME: &'static str = "revision";

    /// As it is stored.
    pub fn to_octets(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads it; what cannot be read is not known.
    pub fn from_octets(octets: &[u8]) -> Option<Self> {
        serde_json::from_slice(octets).ok()
    }
}

/// What a file is beside the newest one that was taken in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Age {
    /// None is newer, or none had a number so far: it is taken in.
    #[default]
    Newest,
    /// One with a higher number was taken in.
    Older {
        /// Its own number.
        number: u64,
        /// The highest one.
        newest: u64,
    },
    /// It has no number, and one that has was taken in: nobody can tell which of the two is the older.
    Unnumbered {
        /// The highest number.
        newest: u64,
    },
}

impl Age {
    /// The age of a file with that number, where it has one, beside the highest number that was taken in.
    pub fn of(number: Option<u64>, newest: Option<u64>) -> Self {
        match (number, newest) {
            (None, Some(newest)) => Self::Unnumbered { newest },
            (Some(number), Some(newest)) if number < newest => Self::Older { number, newest },
            _ => Self::Newest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_older_by_a_lower_number_alone() {
        assert_eq!(Age::of(Some(6), Some(7)), Age::Older { number: 6, newest: 7 });
        for (number, newest) in [(Some(7), Some(7)), (Some(8), Some(7)), (Some(0), None), (Some(0), Some(0))] {
            assert_eq!(Age::of(number, newest), Age::Newest, "{number:?} {newest:?}");
        }
    }

    #[test]
    fn a_file_without_a_number_counts_as_older_only_where_another_had_one() {
        assert_eq!(Age::of(None, None), Age::Newest);
        assert_eq!(Age::of(None, Some(0)), Age::Unnumbered { newest: 0 });
    }

    #[test]
    fn what_is_stored_is_read_again_and_anything_else_is_not_known() {
        let revision = Revision { number: 9_007_199_254_740_991, people: "abc".to_owned() };
        assert_eq!(Revision::from_octets(&revision.to_octets()), Some(revision));
        assert_eq!(Revision::from_octets(b""), None);
        assert_eq!(Revision::from_octets(br#"{"number": -1, "people": ""}"#), None);
    }
}
