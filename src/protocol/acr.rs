//! Authentication context (`acr`, Core §2): what a sign-in proves. The contexts are levels, and whoever reached one has
//! reached those below it.

/// A level of assurance, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A password alone.
    Password,
    /// A password, in a browser where a second factor was proven lately and is remembered. It is enough for what the settings
    /// demand of everybody. Apps are told of a password: nothing more was proven now.
    Remembered,
    /// Two factors: a password and a one-time code.
    MultiFactor,
    /// A password and a recovery code, which is kept for the loss of a passkey: where people change what they prove themselves
    /// with, it stands in for one. Apps are told of two factors.
    Recovered,
    /// A passkey, which answers nobody but this origin: behind a password, or unlocked by the person.
    PhishingResistant,
}

/// Every level, weakest first.
const LEVELS: [Level; 5] =
    [Level::Password, Level::Remembered, Level::MultiFactor, Level::Recovered, Level::PhishingResistant];

/// Those that apps can ask for and are told of.
const TOLD: [Level; 3] = [Level::Password, Level::MultiFactor, Level::PhishingResistant];

/// Every context that can be reached; discovery is generated from this list.
pub const SUPPORTED: [&str; 3] = [Level::Password.acr(), Level::MultiFactor.acr(), Level::PhishingResistant.acr()];

impl Level {
    /// The `acr` value that apps are told.
    pub const fn acr(self) -> &'static str {
        match self {
            Self::Password | Self::Remembered => "urn:latchkey:acr:password",
            Self::MultiFactor | Self::Recovered => "urn:latchkey:acr:mfa",
            Self::PhishingResistant => "urn:latchkey:acr:phishing-resistant",
        }
    }

    /// As a login keeps it.
    pub const fn stored(self) -> &'static str {
        match self {
            Self::Remembered => "urn:latchkey:acr:remembered",
            Self::Recovered => "urn:latchkey:acr:recovered",
            told => told.acr(),
        }
    }

    /// What a sign-in that renews a login of this level must reach, where its person can: a recovery code is used up, so that
    /// none is asked for again.
    pub const fn to_renew(self) -> Self {
        match self {
            Self::Recovered => Self::MultiFactor,
            level => level,
        }
    }

    /// The level that this `acr` value of an app names; `None` for a value that is not ours.
    pub fn named(acr: &str) -> Option<Self> {
        TOLD.into_iter().find(|level| level.acr() == acr)
    }

    /// What a login that keeps this has reached. What is not known counts as the least.
    pub fn reached(stored: &str) -> Self {
        LEVELS.into_iter().find(|level| level.stored() == stored).unwrap_or(Self::Password)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_supported_value_names_its_level_and_others_count_as_the_least() {
        for (acr, level) in SUPPORTED.into_iter().zip(TOLD) {
            assert_eq!((Level::named(acr), Level::reached(acr)), (Some(level), level));
        }
        for level in LEVELS {
            assert_eq!(Level::reached(level.stored()), level);
        }
        let remembered = Level::Remembered;
        assert_eq!(
            (Level::named(remembered.stored()), remembered.acr()),
            (None, Level::Password.acr()),
            "no app hears of it"
        );
        assert!(Level::Password < remembered && remembered < Level::MultiFactor);
        let recovered = Level::Recovered;
        assert_eq!(
            (Level::named(recovered.stored()), recovered.acr()),
            (None, Level::MultiFactor.acr()),
            "nor of this one"
        );
        assert!(Level::MultiFactor < recovered && recovered < Level::PhishingResistant);
        for level in LEVELS {
            let renews = if level == recovered { Level::MultiFactor } else { level };
            assert_eq!(level.to_renew(), renews, "{level:?}");
        }
        assert_eq!((Level::named("1"), Level::reached("1")), (None, Level::Password));
        assert!(Level::Password < Level::MultiFactor && Level::MultiFactor < Level::PhishingResistant);
    }
}
