//! Authentication context (`acr`, Core §2): what a sign-in proves. The contexts are levels, and whoever reached one has
//! reached those below it.

/// A level of assurance, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A password alone.
    Password,
    /// Two factors: a password and a one-time code.
    MultiFactor,
    /// A passkey, which answers nobody but this origin: behind a password, or unlocked by the person.
    PhishingResistant,
}

/// Every level, weakest first.
const LEVELS: [Level; 3] = [Level::Password, Level::MultiFactor, Level::PhishingResistant];

/// Every context that can be reached; discovery is generated from this list.
pub const SUPPORTED: [&str; 3] = [Level::Password.acr(), Level::MultiFactor.acr(), Level::PhishingResistant.acr()];

impl Level {
    /// The `acr` value.
    pub const fn acr(self) -> &'static str {
        match self {
            Self::Password => "urn:latchkey:acr:password",
            Self::MultiFactor => "urn:latchkey:acr:mfa",
            Self::PhishingResistant => "urn:latchkey:acr:phishing-resistant",
        }
    }

    /// The level that this `acr` value names; `None` for a value that is not ours.
    pub fn named(acr: &str) -> Option<Self> {
        LEVELS.into_iter().find(|level| level.acr() == acr)
    }

    /// What a login with this `acr` has reached. What is not known counts as the least.
    pub fn reached(acr: &str) -> Self {
        Self::named(acr).unwrap_or(Self::Password)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_supported_value_names_its_level_and_others_count_as_the_least() {
        for (acr, level) in SUPPORTED.into_iter().zip(LEVELS) {
            assert_eq!((Level::named(acr), Level::reached(acr)), (Some(level), level));
        }
        assert_eq!((Level::named("1"), Level::reached("1")), (None, Level::Password));
        assert!(Level::Password < Level::MultiFactor && Level::MultiFactor < Level::PhishingResistant);
    }
}
