//! Which ID tokens a key signed lately in this process (and authorization responses, where a client wants them signed): one that
//! comes back as a hint need not be verified again (docs/decisions/0052).

use std::sync::{Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

/// How many are remembered. Each has a place by its digest, which the next one of that place takes over: half a MiB in all.
const PLACES: usize = 32 * 1024;

/// The first half of a token's SHA-256 digest. Nobody can make another text that has it.
type Mark = [u8; 16];

/// What one key signed lately, to the octet.
#[derive(Default)]
pub struct SignedHere(Mutex<Vec<Mark>>);

impl SignedHere {
    /// Remembers a token, for a while.
    pub fn note(&self, token: &str) {
        let (place, mark) = place_and_mark(token);
        let mut marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if marks.is_empty() {
            *marks = vec![Mark::default(); PLACES];
        }
        if let Some(slot) = marks.get_mut(place) {
            *slot = mark;
        }
    }

    /// Whether this very text is remembered. `false` says nothing: its signature tells.
    pub fn knows(&self, token: &str) -> bool {
        let (place, mark) = place_and_mark(token);
        let marks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        marks.get(place).is_some_and(|known| *known == mark)
    }
}

fn place_and_mark(token: &str) -> (usize, Mark) {
    let digest: [u8; 32] = Sha256::digest(token).into();
    let (mut mark, [.., first, second]) = (Mark::default(), digest);
    for (slot, octet) in mark.iter_mut().zip(digest) {
        *slot = octet;
    }
    (usize::from(u16::from_le_bytes([first, second])) % PLACES, mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_to_the_octet() {
        let signed = SignedHere::default();
        assert!(!signed.knows("a.b.c"), "nothing was signed yet");
        signed.note("a.b.c");
        assert!(signed.knows("a.b.c"));
        for other in ["a.b.d", "a.b.c ", "a.b.", "", "A.b.c"] {
            assert!(!signed.knows(other), "{other}");
        }
        assert!(!SignedHere::default().knows("a.b.c"), "another key signed nothing");
    }

    #[test]
    fn the_latest_is_remembered_whatever_was_before() {
        let signed = SignedHere::default();
        for number in 0..3 * PLACES {
            let token = number.to_string();
            signed.note(&token);
            assert!(signed.knows(&token), "{number}");
        }
        assert_eq!(signed.0.lock().unwrap().len(), PLACES);
    }
}
