//! Password hashes as text: our own Argon2id, and those of other programs that people bring along (bcrypt, PBKDF2,
//! scrypt). What is taken, how much work each asks for, and where that is too much. The hashing itself is elsewhere.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use password_hash::phc;

use super::hex;

/// The longest text of a hash.
const LONGEST: usize = 1024;
/// Octets of the output of PBKDF2 and scrypt; less proves too little, and more is work for nothing.
const OUTPUTS: std::ops::RangeInclusive<usize> = 16..=128;
/// The most work of one hash, so that no file and no import stalls the server: about a second of one core each.
const MOST_BCRYPT: u32 = 14;
const MOST_PBKDF2: u64 = 4_000_000;
/// KiB of memory for scrypt, and of memory filled one after the other.
const MOST_SCRYPT_MEMORY: u64 = 128 * 1024;
const MOST_SCRYPT: u64 = 256 * 1024;
/// As `login.argon2` may have.
const MOST_ARGON2: Argon2Cost = Argon2Cost { memory_kib: 1024 * 1024, iterations: 100, parallelism: 64 };

/// Argon2id parameters (SEC-29).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Argon2Cost {
    /// Memory in KiB (default 19456).
    pub memory_kib: u32,
    /// Passes (default 2).
    pub iterations: u32,
    /// Lanes (default 1).
    pub parallelism: u32,
}

impl Argon2Cost {
    /// The cost that a PHC string was made at; its beginning up to the parameters is enough.
    pub fn of(hash: &str) -> Option<Self> {
        let parameters = hash.split('$').find(|part| part.starts_with("m="))?;
        let value = |name: char| {
            let of_name = |part: &str| part.strip_prefix(name)?.strip_prefix('=')?.parse().ok();
            parameters.split(',').find_map(of_name)
        };
        Some(Self { memory_kib: value('m')?, iterations: value('t')?, parallelism: value('p')? })
    }

    /// How much there is to do, in KiB filled: lanes are filled one after the other here.
    pub fn work(self) -> u64 {
        u64::from(self.memory_kib) * u64::from(self.iterations)
    }
}

/// The hash within PBKDF2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prf {
    /// HMAC-SHA-1.
    Sha1,
    /// HMAC-SHA-256.
    Sha256,
    /// HMAC-SHA-512.
    Sha512,
}

impl Prf {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Sha1, Self::Sha256, Self::Sha512];

    /// Octets of one block.
    pub fn octets(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "" | "sha1" => Some(Self::Sha1),
            "sha256" => Some(Self::Sha256),
            "sha512" => Some(Self::Sha512),
            _ => None,
        }
    }
}

/// A password hash, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordHash {
    /// A PHC string of ours.
    Argon2id(Argon2Cost),
    /// `$2a$`, `$2b$` or `$2y$`: the binary logarithm of its rounds.
    Bcrypt(u32),
    /// PBKDF2 (RFC 8018).
    Pbkdf2 {
        /// Which.
        prf: Prf,
        /// Iterations.
        iterations: u32,
        /// Salt.
        salt: Vec<u8>,
        /// Output.
        output: Vec<u8>,
    },
    /// scrypt (RFC 7914).
    Scrypt {
        /// Parameters.
        cost: ScryptCost,
        /// Salt.
        salt: Vec<u8>,
        /// Output.
        output: Vec<u8>,
    },
}

/// Parameters of scrypt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ScryptCost {
    /// The binary logarithm of N.
    pub log_n: u8,
    /// Block size.
    pub r: u32,
    /// Parallelism.
    pub p: u32,
}

impl ScryptCost {
    /// KiB of memory.
    fn memory_kib(self) -> u64 {
        1_u64.checked_shl(self.log_n.into()).unwrap_or(u64::MAX).saturating_mul(self.r.into()).div_ceil(8)
    }

    /// How much there is to do, in KiB filled.
    pub fn work(self) -> u64 {
        self.memory_kib().saturating_mul(self.p.into())
    }
}

/// Why a text is no hash that is taken. None of the sentences holds any of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Nothing that is known.
    #[error("this is not a password hash")]
    Unknown,
    /// The beginning of one, or one with something in it that does not belong there.
    #[error("this {0} hash is incomplete or malformed")]
    NotWhole(&'static str),
    /// Known, and not taken.
    #[error(
        "{0} hashes are not supported: leave the password out, and send an invitation with `latchkey user invite NAME`"
    )]
    NotTaken(&'static str),
    /// More work than a sign-in may cost.
    #[error("this {kind} hash is too expensive to verify: the limit is {most}")]
    TooCostly {
        /// Its kind.
        kind: &'static str,
        /// What is taken.
        most: String,
    },
}

/// Kinds that are known and not taken, by how they begin.
const NOT_TAKEN: [(&str, &str); 13] = [
    ("$1$", "MD5-crypt"),
    ("$apr1$", "MD5-crypt"),
    ("$5$", "SHA-crypt"),
    ("$6$", "SHA-crypt"),
    ("$7$", "scrypt-crypt"),
    ("$y$", "yescrypt"),
    ("$2x$", "bcrypt `$2x$`"),
    ("$argon2i$", "Argon2i"),
    ("$argon2d$", "Argon2d"),
    ("$P$", "phpass"),
    ("$H$", "phpass"),
    ("{", "LDAP"),
    ("md5$", "MD5"),
];

impl PasswordHash {
    /// Reads a hash.
    pub fn parse(text: &str) -> Result<Self, HashError> {
        if text.len() > LONGEST {
            return Err(HashError::Unknown);
        }
        if let Some((_, name)) = NOT_TAKEN.iter().find(|(beginning, _)| text.starts_with(beginning)) {
            return Err(HashError::NotTaken(name));
        }
        let parts: Vec<&str> = text.split('$').collect();
        let hash = match parts.as_slice() {
            ["", "argon2id", ..] => argon2id(text)?,
            ["", "2a" | "2b" | "2y", cost, hash] => bcrypt(cost, hash)?,
            ["", "2a" | "2b" | "2y", ..] => return Err(HashError::NotWhole("bcrypt")),
            ["", kind, rest @ ..] if kind.starts_with("pbkdf2") => pbkdf2(kind, rest)?,
            // Django: `pbkdf2_sha256$iterations$salt$hash`, the salt as it stands.
            [kind, iterations, salt, hash] if kind.starts_with("pbkdf2_") => {
                let prf = kind.strip_prefix("pbkdf2_").and_then(Prf::named);
                pbkdf2_of(prf, iterations, Some(salt.as_bytes().to_vec()), base64(hash))?
            }
            // Werkzeug: `pbkdf2:sha256:iterations$salt$hash`, the salt as it stands and the hash in hexadecimal digits.
            [kind, salt, hash] if kind.starts_with("pbkdf2:") => {
                let (prf, iterations) = kind.trim_start_matches("pbkdf2:").split_once(':').unwrap_or_default();
                let prf = Prf::named(prf).filter(|_| !prf.is_empty());
                pbkdf2_of(prf, iterations, Some(salt.as_bytes().to_vec()), hex::octets(hash))?
            }
            ["", "scrypt", parameters, salt, hash] => scrypt(scrypt_cost(parameters), base64(salt), base64(hash))?,
            ["", "scrypt", ..] => return Err(HashError::NotWhole("scrypt")),
            // Werkzeug: `scrypt:N:r:p$salt$hash`.
            [kind, salt, hash] if kind.starts_with("scrypt:") => {
                scrypt(werkzeug_cost(kind), Some(salt.as_bytes().to_vec()), hex::octets(hash))?
            }
            [kind, ..] if kind.starts_with("pbkdf2") => return Err(HashError::NotWhole("PBKDF2")),
            [kind, ..] if kind.starts_with("scrypt:") => return Err(HashError::NotWhole("scrypt")),
            _ => return Err(HashError::Unknown),
        };
        hash.bounded()
    }

    /// What checking a password against it costs.
    pub fn cost(&self) -> HashCost {
        match self {
            Self::Argon2id(cost) => HashCost::Argon2id(*cost),
            Self::Bcrypt(cost) => HashCost::Bcrypt(*cost),
            Self::Pbkdf2 { prf, iterations, output, .. } => {
                let blocks = output.len().div_ceil(prf.octets());
                HashCost::Pbkdf2(*prf, u64::from(*iterations).saturating_mul(blocks as u64))
            }
            Self::Scrypt { cost, .. } => HashCost::Scrypt(*cost),
        }
    }

    fn bounded(self) -> Result<Self, HashError> {
        let (kind, most) = match self.cost() {
            HashCost::Argon2id(cost)
                if cost.memory_kib > MOST_ARGON2.memory_kib
                    || cost.iterations > MOST_ARGON2.iterations
                    || cost.parallelism > MOST_ARGON2.parallelism =>
            {
                ("Argon2id", "1 GiB, 100 iterations, 64 lanes".to_owned())
            }
            HashCost::Bcrypt(cost) if cost > MOST_BCRYPT => ("bcrypt", format!("cost {MOST_BCRYPT}")),
            HashCost::Pbkdf2(_, work) if work > MOST_PBKDF2 => {
                ("PBKDF2", format!("{MOST_PBKDF2} iterations, over all blocks of its output"))
            }
            HashCost::Scrypt(cost) if cost.memory_kib() > MOST_SCRYPT_MEMORY || cost.work() > MOST_SCRYPT => {
                ("scrypt", "128 MiB (128 × N × r), and 256 MiB over all p".to_owned())
            }
            _ => return Ok(self),
        };
        Err(HashError::TooCostly { kind, most })
    }
}

/// What checking one password costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HashCost {
    /// Argon2id.
    Argon2id(Argon2Cost),
    /// bcrypt, the binary logarithm of its rounds.
    Bcrypt(u32),
    /// PBKDF2, in iterations over all blocks of the output.
    Pbkdf2(Prf, u64),
    /// scrypt.
    Scrypt(ScryptCost),
}

impl HashCost {
    /// The cost of a stored hash; of one of ours its beginning is enough.
    pub fn of(hash: &str) -> Option<Self> {
        match Argon2Cost::of(hash) {
            Some(cost) => Some(Self::Argon2id(cost)),
            None => PasswordHash::parse(hash).ok().map(|hash| hash.cost()),
        }
    }
}

/// What kind of hash it is, for people.
pub fn kind(hash: &str) -> &'static str {
    match PasswordHash::parse(hash) {
        Ok(PasswordHash::Argon2id(_)) => "Argon2id",
        Ok(PasswordHash::Bcrypt(_)) => "bcrypt",
        Ok(PasswordHash::Pbkdf2 { .. }) => "PBKDF2",
        Ok(PasswordHash::Scrypt { .. }) => "scrypt",
        Err(_) => "unknown",
    }
}

fn argon2id(text: &str) -> Result<PasswordHash, HashError> {
    let whole = phc::PasswordHash::new(text).is_ok_and(|hash| hash.salt.is_some() && hash.hash.is_some());
    let cost = Argon2Cost::of(text).filter(|_| whole);
    cost.map(PasswordHash::Argon2id).ok_or(HashError::NotWhole("Argon2id"))
}

fn bcrypt(cost: &str, hash: &str) -> Result<PasswordHash, HashError> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'/';
    let cost = cost.parse().ok().filter(|_| cost.len() == 2 && hash.len() == 53 && hash.bytes().all(is_letter));
    let cost = cost.filter(|cost| (4..=31).contains(cost));
    cost.map(PasswordHash::Bcrypt).ok_or(HashError::NotWhole("bcrypt"))
}

/// passlib and Authelia (`$pbkdf2-sha256$iterations$salt$hash`), and PHC (`$pbkdf2-sha256$i=iterations,l=32$salt$hash`).
fn pbkdf2(kind: &str, rest: &[&str]) -> Result<PasswordHash, HashError> {
    let prf = kind.strip_prefix("pbkdf2").map(|name| name.trim_start_matches('-')).and_then(Prf::named);
    let [parameters, salt, hash] = rest else { return Err(HashError::NotWhole("PBKDF2")) };
    let phc = parameters.split(',').find_map(|part| part.strip_prefix("i="));
    pbkdf2_of(prf, phc.unwrap_or(parameters), base64(salt), base64(hash))
}

fn pbkdf2_of(
    prf: Option<Prf>,
    iterations: &str,
    salt: Option<Vec<u8>>,
    output: Option<Vec<u8>>,
) -> Result<PasswordHash, HashError> {
    let prf = prf.ok_or(HashError::NotTaken("PBKDF2 with anything but SHA-1, SHA-256 or SHA-512:"))?;
    let iterations: Option<u32> = iterations.parse().ok().filter(|iterations| *iterations > 0);
    match (iterations, salt, output.filter(|output| OUTPUTS.contains(&output.len()))) {
        (Some(iterations), Some(salt), Some(output)) => Ok(PasswordHash::Pbkdf2 { prf, iterations, salt, output }),
        _ => Err(HashError::NotWhole("PBKDF2")),
    }
}

fn scrypt(cost: Option<ScryptCost>, salt: Option<Vec<u8>>, output: Option<Vec<u8>>) -> Result<PasswordHash, HashError> {
    let cost = cost.filter(|cost| (1..32).contains(&cost.log_n) && cost.r > 0 && cost.p > 0);
    match (cost, salt, output.filter(|output| OUTPUTS.contains(&output.len()))) {
        (Some(cost), Some(salt), Some(output)) => Ok(PasswordHash::Scrypt { cost, salt, output }),
        _ => Err(HashError::NotWhole("scrypt")),
    }
}

/// `ln=15,r=8,p=1`.
fn scrypt_cost(parameters: &str) -> Option<ScryptCost> {
    let value = |name: &str| parameters.split(',').find_map(|part| part.strip_prefix(name)?.parse::<u32>().ok());
    Some(ScryptCost { log_n: u8::try_from(value("ln=")?).ok()?, r: value("r=")?, p: value("p=")? })
}

/// `scrypt:32768:8:1`.
fn werkzeug_cost(kind: &str) -> Option<ScryptCost> {
    let mut numbers = kind.split(':').skip(1).map(|number| number.parse::<u32>().ok());
    let (n, r, p) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let log_n = u8::try_from(n.checked_ilog2()?).ok()?;
    n.is_power_of_two().then_some(ScryptCost { log_n, r, p })
}

/// Base64 of any of these programs: passlib writes `.` for `+`, and only some pad.
fn base64(text: &str) -> Option<Vec<u8>> {
    const CONFIG: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const ENGINE: GeneralPurpose = GeneralPurpose::new(&STANDARD, CONFIG);
    ENGINE.decode(text.replace('.', "+")).ok()
}

#[cfg(test)]
mod tests;
