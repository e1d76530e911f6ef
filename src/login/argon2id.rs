//! Argon2id (RFC 9106): the PHC string of a password, and whether a password matches one; in memory that goes back to
//! the system (SEC-29).

use argon2_rust::params::{Memory as Filled, TagLen};
use argon2_rust::{Algorithm, Argon2, Error, Hasher, Params, Version};
use password_hash::phc::{Output, ParamsString, PasswordHash, Salt};

use crate::config::settings::Argon2Cost;
use crate::random;
use crate::secret::Secret;

/// What the output of a new hash has, in bytes.
const OUTPUT: usize = 32;

/// The memory that one hash fills, kept between two hashes or not as its owner likes; dropped, it goes back to the system.
#[derive(Default)]
pub struct Memory(Option<Hasher>);

impl Memory {
    fn hasher(&mut self, function: Argon2) -> &mut Hasher {
        let hasher = self.0.get_or_insert_with(|| function.hasher());
        hasher.set_argon2(function);
        hasher
    }
}

/// The system gave no memory for a hash: nothing is known of the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoMemory;

/// The PHC string of `password` with a fresh salt; `None` when the cost is none that Argon2 knows, or there was no memory.
pub fn hash(cost: Argon2Cost, password: &str, memory: &mut Memory) -> Option<Secret> {
    let salt = Salt::new(&random::bytes::<16>()).ok()?;
    let function = Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters(cost, OUTPUT)?);
    let mut params = ParamsString::new();
    for (name, value) in [("m", cost.memory_kib), ("t", cost.iterations), ("p", cost.parallelism)] {
        params.add_decimal(name, value).ok()?;
    }
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.as_str().parse().ok()?,
        version: Some(Version::V0x13.as_u32()),
        params,
        hash: Some(output(function, password, &salt, memory).ok()??),
        salt: Some(salt),
    };
    Some(Secret::new(hash.to_string()))
}

/// `Some(outdated)` when the password matches: whether the hash was made at another cost than `cost`.
pub fn matches(cost: Argon2Cost, hash: &Secret, password: &str, memory: &mut Memory) -> Result<Option<bool>, NoMemory> {
    let Some(Known { function, of, salt, expected }) = Known::read(hash) else { return Ok(None) };
    let found = output(function, password, &salt, memory)?;
    // Compared in constant time.
    Ok((found == Some(expected)).then_some(of != cost))
}

/// A hash that was read.
struct Known {
    function: Argon2,
    of: Argon2Cost,
    salt: Salt,
    expected: Output,
}

impl Known {
    fn read(hash: &Secret) -> Option<Self> {
        let parsed = PasswordHash::new(hash.expose()).ok()?;
        let mut algorithms = [Algorithm::Argon2id, Algorithm::Argon2i, Algorithm::Argon2d].into_iter();
        let algorithm = algorithms.find(|algorithm| algorithm.as_str() == parsed.algorithm.as_str())?;
        let version = parsed.version.map_or(Some(Version::V0x13), Version::from_u32)?;
        let of = cost_of(&parsed.params)?;
        let expected = parsed.hash?;
        let function = Argon2::new(algorithm, version, parameters(of, expected.len())?);
        Some(Self { function, of, salt: parsed.salt?, expected })
    }
}

/// The cost in the parameters of a hash; `None` where there are others too, such as a key that is not here.
fn cost_of(params: &ParamsString) -> Option<Argon2Cost> {
    let mut cost = Argon2Cost { memory_kib: 19_456, iterations: 2, parallelism: 1 };
    for (name, value) in params.iter() {
        let of_name = match name.as_str() {
            "m" => &mut cost.memory_kib,
            "t" => &mut cost.iterations,
            "p" => &mut cost.parallelism,
            _ => return None,
        };
        *of_name = value.decimal().ok()?;
    }
    Some(cost)
}

fn parameters(cost: Argon2Cost, output: usize) -> Option<Params> {
    let memory = Filled::kib(cost.memory_kib.into());
    let params = Params::builder().memory(memory).passes(cost.iterations).lanes(cost.parallelism).threads(1);
    params.tag_len(TagLen::bytes(u64::try_from(output).ok()?)).build().ok()
}

/// Whether this processor computes what all others do: the fastest of several ways is chosen by what it can, and a hash
/// made wrongly would match nowhere else. A vector of the reference implementation, with memory of 256 KiB.
pub fn is_right() -> bool {
    const VECTOR: &str = "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";
    let cost = Argon2Cost { memory_kib: 256, iterations: 2, parallelism: 2 };
    matches(cost, &Secret::new(VECTOR), "password", &mut Memory::default()) == Ok(Some(false))
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

fn output(function: Argon2, password: &str, salt: &Salt, memory: &mut Memory) -> Result<Option<Output>, NoMemory> {
    let mut output = [0; Output::MAX_LENGTH];
    let Some(output) = output.get_mut(..function.params().tag_len_bytes()) else { return Ok(None) };
    match memory.hasher(function).hash_into(password.as_bytes(), salt.as_ref(), output) {
        Ok(()) => Ok(Output::new(output).ok()),
        Err(Error::MemoryAllocationError) => Err(NoMemory),
        Err(_) => Ok(None),
    }
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
            assert_eq!(matches(*cost, hash, "seven calm herons", &mut memory), Ok(Some(false)));
            assert_eq!(matches(*cost, hash, "seven calm heron", &mut memory), Ok(None));
            let other = Argon2Cost { iterations: 2, ..*cost };
            assert_eq!(matches(other, hash, "seven calm herons", &mut Memory::default()), Ok(Some(true)), "outdated");
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
        assert!(is_right());
        for hash in [
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
            "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$iekCn0Y3spW+sCcFanM2xBT63UP2sghkUoHLIUpWRS8",
        ] {
            let hash = Secret::new(hash);
            assert_eq!(matches(CHEAP, &hash, "password", &mut Memory::default()), Ok(Some(true)));
            assert_eq!(matches(CHEAP, &hash, "Password", &mut Memory::default()), Ok(None));
        }
    }

    /// The same as RustCrypto's `argon2`, at each algorithm, version and shape of memory.
    #[test]
    fn every_hash_is_the_one_that_another_implementation_makes() {
        let mut memory = Memory::default();
        for (memory_kib, iterations, parallelism) in
            [(8, 1, 1), (9, 3, 1), (64, 1, 4), (67, 2, 3), (256, 4, 2), (1021, 1, 1), (4096, 2, 1), (8192, 1, 8)]
        {
            let cost = Argon2Cost { memory_kib, iterations, parallelism };
            for (algorithm, version, octets) in
                [("argon2id", 19, 32), ("argon2i", 19, 16), ("argon2d", 16, 64), ("argon2id", 16, 10)]
            {
                let params = argon2::Params::new(memory_kib, iterations, parallelism, Some(octets)).unwrap();
                let (salt, mut expected) = (random::bytes::<16>(), vec![0; octets]);
                let other = argon2::Argon2::new(
                    argon2::Algorithm::new(algorithm).unwrap(),
                    u32::try_into(version).unwrap(),
                    params,
                );
                other.hash_password_into("seven calm herons".as_bytes(), &salt, &mut expected).unwrap();
                let (salt, hash) = (Salt::new(&salt).unwrap(), Output::new(&expected).unwrap());
                let hash = Secret::new(format!(
                    "${algorithm}$v={version}$m={memory_kib},t={iterations},p={parallelism}${salt}${hash}"
                ));
                assert_eq!(
                    matches(cost, &hash, "seven calm herons", &mut memory),
                    Ok(Some(false)),
                    "{hash:?} {cost:?}"
                );
                assert_eq!(matches(cost, &hash, "seven calm heron", &mut memory), Ok(None));
            }
        }
    }

    #[test]
    fn what_is_no_hash_matches_nothing() {
        for wrong in
            ["", "password", "$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ", "$argon2id$v=19$m=1,t=0,p=1$c29tZXNhbHQ$AAAA"]
        {
            assert_eq!(matches(CHEAP, &Secret::new(wrong), "password", &mut Memory::default()), Ok(None), "{wrong}");
        }
    }
}
