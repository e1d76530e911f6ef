//! The fuzz targets on the stable compiler: every seed, and mutations of them from a fixed beginning, so that a failure
//! here fails again. `fuzz/README.md` tells how to look further.

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::path::Path;

/// How many mutations of its seeds each target gets.
const MUTATIONS: usize = 20_000;
/// What mutation puts in: things with a meaning to some parser.
const WORDS: [&str; 28] = [
    ".",
    "..",
    "=",
    "&",
    "%",
    "%00",
    "%ff",
    "+",
    "\n",
    "\0",
    "\u{feff}",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ":",
    "@",
    "//",
    "null",
    "\"alg\":\"none\",",
    "\"crit\":[\"x\"],",
    "\"d\":\"AQAB\",",
    "localhost",
    "client_id=app",
    "AAAA",
    "1e400",
];

/// A generator of numbers that are the same each time (xorshift, Marsaglia 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

fn mutate(seeds: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut input = seeds[numbers.below(seeds.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(input.len() + 1);
        let end = (at + numbers.below(24)).min(input.len());
        match numbers.below(7) {
            0 if at < input.len() => input[at] ^= 1 << numbers.below(8),
            1 if at < input.len() => input[at] = u8::try_from(numbers.below(256)).unwrap(),
            2 => drop(input.drain(at..end)),
            3 => input.splice(at..at, input[at..end].to_vec()).for_each(drop),
            4 => input.splice(at..at, WORDS[numbers.below(WORDS.len())].bytes()).for_each(drop),
            5 => input.truncate(at),
            _ => {
                let other = &seeds[numbers.below(seeds.len())];
                let from = numbers.below(other.len() + 1);
                input.splice(at..end, other[from..].iter().copied()).for_each(drop);
            }
        }
    }
    input
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

fn run(target: &str) {
    let (_, read) = targets::TARGETS.into_iter().find(|(name, _)| *name == target).unwrap();
    let seeds = seeds(target);
    assert!(seeds.len() >= 4, "{target}");
    seeds.iter().for_each(|seed| read(seed));
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for count in 0..MUTATIONS {
        let input = mutate(&seeds, &mut numbers);
        let refused = std::panic::catch_unwind(|| read(&input));
        assert!(refused.is_ok(), "{target}, mutation {count}: {}", String::from_utf8_lossy(&input));
    }
}

#[test]
fn jws() {
    run("jws");
}

#[test]
fn jwe() {
    run("jwe");
}

#[test]
fn jwk_set() {
    run("jwk_set");
}

#[test]
fn client_assertion() {
    run("client_assertion");
}

#[test]
fn dpop() {
    run("dpop");
}

#[test]
fn client_certificate() {
    run("client_certificate");
}

#[test]
fn claims() {
    run("claims");
}

#[test]
fn basic() {
    run("basic");
}

#[test]
fn redirect_uri() {
    run("redirect_uri");
}

#[test]
fn authorize() {
    run("authorize");
}

#[test]
fn passkey() {
    run("passkey");
}

#[test]
fn authorization_details() {
    run("authorization_details");
}

#[test]
fn user_code() {
    run("user_code");
}

#[test]
fn backchannel_authentication() {
    run("backchannel_authentication");
}

#[test]
fn token_exchange() {
    run("token_exchange");
}

/// The targets that the fuzzer knows are those that run here.
#[test]
fn every_target_has_seeds_and_a_program() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for (name, _) in targets::TARGETS {
        assert!(folder.join("fuzz_targets").join(format!("{name}.rs")).is_file(), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
    assert_eq!(std::fs::read_dir(folder.join("seeds")).unwrap().count(), targets::TARGETS.len());
}
