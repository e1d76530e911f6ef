//! Passwords against the hashes of other programs: bcrypt, PBKDF2, scrypt. Such a hash is made anew as Argon2id at the
//! next sign-in; until then checking it, and hiding that it was checked, is the work of this file (SEC-29, row 58).

use std::num::NonZeroU32;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::pbkdf2;

use crate::protocol::password_hash::{HashCost, PasswordHash, Prf, ScryptCost};

/// Whether the password matches a hash that is none of ours.
pub fn matches(hash: &PasswordHash, text: &str, password: &str) -> bool {
    match hash {
        PasswordHash::Argon2id(_) => false,
        PasswordHash::Bcrypt(_) => bcrypt::verify(password, text).unwrap_or(false),
        PasswordHash::Pbkdf2 { prf, iterations, salt, output } => {
            NonZeroU32::new(*iterations).is_some_and(|iterations| {
                pbkdf2::verify(algorithm(*prf), iterations, salt, password.as_bytes(), output).is_ok()
            })
        }
        PasswordHash::Scrypt { cost, salt, output } => {
            let mut found = vec![0; output.len()];
            derive(*cost, password, salt, &mut found) && verify_slices_are_equal(&found, output).is_ok()
        }
    }
}

/// Work by kind, each in a unit of its own: nobody can tell how long one kind takes on this machine by another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Rounds of bcrypt.
    bcrypt: u64,
    /// Iterations of PBKDF2, by [`Prf`].
    pbkdf2: [u64; 3],
    /// KiB that scrypt fills.
    scrypt: u64,
}

impl Work {
    /// What checking one password against a hash of that cost takes.
    pub fn of(cost: HashCost) -> Self {
        let mut work = Self::default();
        match cost {
            HashCost::Argon2id(_) => {}
            HashCost::Bcrypt(cost) => work.bcrypt = 1_u64.checked_shl(cost).unwrap_or(u64::MAX),
            HashCost::Pbkdf2(prf, iterations) => {
                work.pbkdf2 = Prf::ALL.map(|one| if one == prf { iterations } else { 0 });
            }
            HashCost::Scrypt(cost) => work.scrypt = cost.work(),
        }
        work
    }

    /// The more of both, kind by kind.
    pub fn max(self, other: Self) -> Self {
        self.by_kind(other, u64::max)
    }

    /// Does what `done` leaves of this work, and keeps nothing: how long a try took then tells neither whether somebody has
    /// such a hash nor at which cost it was made.
    pub fn fill_up(self, done: Self) {
        let Self { bcrypt, pbkdf2, scrypt } = self.by_kind(done, u64::saturating_sub);
        for cost in (4..32).filter(|cost| bcrypt >> cost & 1 == 1) {
            drop(bcrypt::hash_with_salt_bytes(NOBODYS, cost, [7; 16]));
        }
        for (prf, iterations) in Prf::ALL.into_iter().zip(pbkdf2) {
            let iterations = u32::try_from(iterations).unwrap_or(u32::MAX);
            if let Some(iterations) = NonZeroU32::new(iterations) {
                let mut output = vec![0; prf.octets()];
                pbkdf2::derive(algorithm(prf), iterations, &[7; 16], NOBODYS.as_bytes(), &mut output);
            }
        }
        // With r = 8, N is as many as the KiB.
        let rest = (1..MOST_LOG_N).filter(|log_n| scrypt >> log_n & 1 == 1);
        for log_n in rest.chain((0..scrypt >> MOST_LOG_N).map(|_| MOST_LOG_N)) {
            derive(ScryptCost { log_n, r: 8, p: 1 }, NOBODYS, &[7; 16], &mut [0; 32]);
        }
    }

    fn by_kind(self, other: Self, of: impl Fn(u64, u64) -> u64) -> Self {
        let [sha1, sha256, sha512] = self.pbkdf2;
        let [other_sha1, other_sha256, other_sha512] = other.pbkdf2;
        Self {
            bcrypt: of(self.bcrypt, other.bcrypt),
            pbkdf2: [of(sha1, other_sha1), of(sha256, other_sha256), of(sha512, other_sha512)],
            scrypt: of(self.scrypt, other.scrypt),
        }
    }
}

/// What is hashed to make up for work.
const NOBODYS: &str = "nobody's password";
/// 64 MiB at once, when scrypt makes up for work.
const MOST_LOG_N: u8 = 16;

fn algorithm(prf: Prf) -> pbkdf2::Algorithm {
    match prf {
        Prf::Sha1 => pbkdf2::PBKDF2_HMAC_SHA1,
        Prf::Sha256 => pbkdf2::PBKDF2_HMAC_SHA256,
        Prf::Sha512 => pbkdf2::PBKDF2_HMAC_SHA512,
    }
}

/// Whether scrypt took the parameters.
fn derive(cost: ScryptCost, password: &str, salt: &[u8], output: &mut [u8]) -> bool {
    let params = scrypt::Params::new(cost.log_n, cost.r, cost.p);
    params.is_ok_and(|params| scrypt::scrypt(password.as_bytes(), salt, &params, output).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of "seven calm herons", by Python's `hashlib` and the system's `crypt`.
    const OTHERS: [&str; 9] = [
        "$2b$04$abcdefghijklmnopqrstuuJgHk69hhA1QFJsOTPofm5pzLs8MrC76",
        "$pbkdf2$1000$c2FsdHNhbHRzYWx0c2FsdA$vzJexzryg/OKJvqTLGVTLf3YTAI",
        "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk",
        "$pbkdf2-sha256$i=1000,l=32$c2FsdHNhbHRzYWx0c2FsdA$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk",
        "$pbkdf2-sha512$1000$c2FsdHNhbHRzYWx0c2FsdA$BEuhxLyCZhmVAdgzBeoMnNCEGkWahGRXKBMofrCm.VPLcILrjGitxERTiafZ/aKbNVCJVoNRC7uRR9M/1zSCww",
        "pbkdf2_sha256$1000$saltsaltsaltsalt$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJk=",
        "$pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA==$2VYLAFJyAmEQUSmG92Ze0uTJzfS00tcWCqK1EauiIJlWbTOFsJIoHRTTzqUDiF4mwDJuDhlV7K3LcAM7CUSL0A==",
        "$scrypt$ln=10,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$Z2IYa8ZZ+IRuqZVkqIn5kogCq33EquVBwifCIJmtAkE",
        "scrypt:1024:8:1$saltsaltsaltsalt$6762186bc659f8846ea99564a889f9928802ab7dc4aae541c227c22099ad0241ea425f9124b6e3ead6a1c8aaa0a79a04f365d6e59af8f133b7c60b9e18acfe50",
    ];

    #[test]
    fn a_password_matches_the_hash_that_another_program_made_and_no_other_does() {
        for text in OTHERS {
            let hash = PasswordHash::parse(text).unwrap();
            assert!(matches(&hash, text, "seven calm herons"), "{text}");
            for wrong in ["seven calm heron", "", "Seven calm herons"] {
                assert!(!matches(&hash, text, wrong), "{text}: {wrong}");
            }
        }
        // What `htpasswd -B` writes.
        let text = OTHERS[0].replace("$2b$", "$2y$");
        assert!(matches(&PasswordHash::parse(&text).unwrap(), &text, "seven calm herons"));
    }

    #[test]
    fn work_is_the_most_of_each_kind_and_what_was_done_of_it_is_not_done_again() {
        let of = |text: &str| Work::of(HashCost::of(text).unwrap());
        let most = OTHERS.iter().map(|text| of(text)).fold(Work::default(), Work::max);
        assert_eq!(most, Work { bcrypt: 16, pbkdf2: [1000, 2000, 1000], scrypt: 1024 });
        let left = most.by_kind(of(OTHERS[0]), u64::saturating_sub);
        assert_eq!(left, Work { bcrypt: 0, ..most });
        most.fill_up(of(OTHERS[0]));
        // None of ours asks for any of it.
        assert_eq!(Work::of(HashCost::of("$argon2id$v=19$m=64,t=3,p=2").unwrap()), Work::default());
    }
}
