//! Argon2id (RFC 9106): the PHC string of a password, and whether a password matches one; in memory that goes back to
//! the system (SEC-29).

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};

use crate::config::settings::Argon2Cost;
use crate::random;
use crate::secret::Secret;

/// What the output of a new hash has, in bytes.
const OUTPUT: usize = Params::DEFAULT_OUTPUT_LEN;
/// Blocks of 1 KiB. The C library maps what is larger than 32 MiB by itself and unmaps it as soon as it is freed; what is
/// smaller it may keep for good, once for each thread that ever hashed. Pages that nobody touches cost nothing.
const LEAST_CAPACITY: usize = 33 * 1024;

/// The memory that one hash fills, kept between two hashes or not as its owner likes.
#[derive(Default)]
pub struct Memory(Vec<Block>);

impl Memory {
    fn blocks(&mut self, count: usize) -> &mut [Block] {
        if self.0.len() < count {
            // Nothing in it is worth copying.
            self.0 = Vec::with_capacity(count.max(LEAST_CAPACITY));
            self.0.resize(count, Block::new());
        }
        self.0.get_mut(..count).unwrap_or_default()
    }
}

/// The PHC string of `password` with a fresh salt; `None` when the cost is none that Argon2 knows.
pub fn hash(cost: Argon2Cost, password: &str, memory: &mut Memory) -> Option<Secret> {
    let salt = Salt::new(&random::bytes::<16>()).ok()?;
    let params = Params::new(cost.memory_kib, cost.iterations, cost.parallelism, None).ok()?;
    let function = (Algorithm::Argon2id, Version::V0x13, params);
    let hash = PasswordHash {
        algorithm: function.0.ident(),
        version: Some(function.1.into()),
        params: ParamsString::try_from(&function.2).ok()?,
        hash: Some(output(function, password, &salt, OUTPUT, memory)?),
        salt: Some(salt),
    };
    Some(Secret::new(hash.to_string()))
}

/// `Some(outdated)` when the password matches: whether the hash was made at another cost than `cost`.
pub fn matches(cost: Argon2Cost, hash: &Secret, password: &str, memory: &mut Memory) -> Option<bool> {
    let parsed = PasswordHash::new(hash.expose()).ok()?;
    let algorithm = Algorithm::try_from(parsed.algorithm.as_str()).ok()?;
    let version = parsed.version.map_or(Ok(Version::default()), Version::try_from).ok()?;
    let params = Params::try_from(&parsed).ok()?;
    let same =
        (params.m_cost(), params.t_cost(), params.p_cost()) == (cost.memory_kib, cost.iterations, cost.parallelism);
    let expected = parsed.hash?;
    let found = output((algorithm, version, params), password, &parsed.salt?, expected.len(), memory)?;
    // Compared in constant time.
    (found == expected).then_some(!same)
}

/// Works for as long as a hash of `whole` takes beyond one of `done`, and keeps nothing: how long a try took then tells
/// nothing of the cost that somebody's hash was made at (row 58).
pub fn fill_up(done: Option<Argon2Cost>, whole: Argon2Cost, password: &str, memory: &mut Memory) {
    for cost in rest(done, whole) {
        // Nobody wants the hash, only the work.
        drop(hash(cost, password, memory));
    }
}

/// What is left to do of `whole`: hashes in its memory, and a smaller one for what is over.
fn rest(done: Option<Argon2Cost>, whole: Argon2Cost) -> Vec<Argon2Cost> {
    let mut left = whole.work().saturating_sub(done.map_or(0, Argon2Cost::work));
    let least = 8 * u64::from(whole.parallelism);
    let mut costs = Vec::new();
    while left >= least {
        let memory = left.min(whole.memory_kib.into()).max(1);
        let passes = left / memory;
        left -= memory * passes;
        let (Ok(memory_kib), Ok(iterations)) = (u32::try_from(memory), u32::try_from(passes)) else { break };
        costs.push(Argon2Cost { memory_kib, iterations, ..whole });
    }
    costs
}

fn output(
    (algorithm, version, params): (Algorithm, Version, Params),
    password: &str,
    salt: &Salt,
    length: usize,
    memory: &mut Memory,
) -> Option<Output> {
    let blocks = memory.blocks(params.block_count());
    let mut output = [0; Output::MAX_LENGTH];
    let output = output.get_mut(..length)?;
    let function = Argon2::new(algorithm, version, params);
    function.hash_password_into_with_memory(password.as_bytes(), salt.as_ref(), output, blocks).ok()?;
    Output::new(output).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Argon2Cost = Argon2Cost { memory_kib: 64, iterations: 1, parallelism: 1 };

    #[test]
    fn a_password_matches_its_hash_and_no_other_whatever_the_memory_held_before() {
        let mut memory = Memory::default();
        let hashes = [1, 2, 4].map(|parallelism| {
            let cost = Argon2Cost { memory_kib: 64 * parallelism, parallelism, ..CHEAP };
            (cost, hash(cost, "seven calm herons", &mut memory).unwrap())
        });
        for (cost, hash) in hashes.iter().rev() {
            assert_eq!(matches(*cost, hash, "seven calm herons", &mut memory), Some(false));
            assert_eq!(matches(*cost, hash, "seven calm heron", &mut memory), None);
            let other = Argon2Cost { iterations: 2, ..*cost };
            assert_eq!(matches(other, hash, "seven calm herons", &mut Memory::default()), Some(true), "outdated");
        }
    }

    #[test]
    fn the_cost_of_a_hash_is_read_from_it_or_from_its_beginning() {
        let cost = Argon2Cost { memory_kib: 64, iterations: 3, parallelism: 2 };
        let hash = hash(cost, "seven calm herons", &mut Memory::default()).unwrap();
        assert_eq!(Argon2Cost::of(hash.expose()), Some(cost));
        assert_eq!(Argon2Cost::of("$argon2id$v=19$m=64,t=3,p=2"), Some(cost));
        for other in ["", "hash", "$argon2id$v=19$m=64", "$argon2id$v=19$m=x,t=3,p=2$c2FsdA$aGFzaA"] {
            assert_eq!(Argon2Cost::of(other), None, "{other}");
        }
        assert_eq!(cost.work(), 192);
    }

    /// Row 58.
    #[test]
    fn a_cheap_hash_and_what_is_done_besides_are_together_as_much_work_as_the_costliest() {
        let of = |memory_kib, iterations| Argon2Cost { memory_kib, iterations, parallelism: 1 };
        for whole in [of(19_456, 2), of(65_536, 3), of(8, 1), of(1_000, 7)] {
            for done in [None, Some(of(8, 1)), Some(of(64, 1)), Some(of(4_096, 3)), Some(of(19_456, 2)), Some(whole)] {
                let first = done.map_or(0, Argon2Cost::work);
                let besides: u64 = rest(done, whole).into_iter().map(Argon2Cost::work).sum();
                let missing = whole.work().max(first) - first - besides;
                assert!(missing < 8, "{done:?} of {whole:?}: {missing}");
            }
        }
    }

    /// Vectors of the reference implementation (its test.c).
    #[test]
    fn hashes_of_other_programs_match() {
        for hash in [
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
            "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8",
        ] {
            let hash = Secret::new(hash);
            assert_eq!(matches(CHEAP, &hash, "password", &mut Memory::default()), Some(true));
            assert_eq!(matches(CHEAP, &hash, "Password", &mut Memory::default()), None);
        }
    }

    #[test]
    fn what_is_no_hash_matches_nothing() {
        for wrong in
            ["", "password", "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ", "$argon2id$v=19$m=1,t=0,p=1$c29tZXNhbHQ$AAAA"]
        {
            assert_eq!(matches(CHEAP, &Secret::new(wrong), "password", &mut Memory::default()), None, "{wrong}");
        }
    }
}
