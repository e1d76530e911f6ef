//! What a person can prove themselves with, what they proved, and when that is not enough (RFC 8176, row 52).

use serde::{Deserialize, Serialize};

use super::acr::Level;
use super::user::{Subject, User};
use crate::clock::Timestamp;
use crate::secret::KeyMaterial;

/// A way of authentication that was gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// The password, or a link that set it a moment ago.
    Password,
    /// A code of an authenticator app.
    Totp,
    /// A recovery code.
    RecoveryCode,
    /// A passkey.
    Passkey {
        /// Whether the authenticator verified the person, by a PIN or a finger.
        user_verified: bool,
    },
}

/// What wrong codes of this person's authenticator app are counted by, in all networks.
pub fn counter_of_codes(sub: &Subject) -> String {
    format!("code\n{sub}")
}

/// What the same are counted by over the month.
pub fn counter_in_all(counted: &str) -> String {
    format!("{counted}\nin all")
}

/// All that counts wrong codes of this person's authenticator app: what a new beginning clears.
pub fn counters_of_codes(sub: &Subject) -> [String; 2] {
    let counted = counter_of_codes(sub);
    [counter_in_all(&counted), counted]
}

/// `amr` of a password (RFC 8176 §2).
pub const AMR_PASSWORD: &str = "pwd";
/// `amr` of a one-time code.
pub const AMR_CODE: &str = "otp";
/// `amr` of a passkey: proof of possession of a key.
pub const AMR_PASSKEY: &str = "pop";
/// `amr` where several factors were used.
pub const AMR_SEVERAL: &str = "mfa";

impl Method {
    fn amr(self) -> &'static str {
        match self {
            Self::Password => AMR_PASSWORD,
            Self::Totp | Self::RecoveryCode => AMR_CODE,
            Self::Passkey { .. } => AMR_PASSKEY,
        }
    }

    /// The word for it in the metrics and the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Totp => "totp",
            Self::RecoveryCode => "recovery_code",
            Self::Passkey { .. } => "passkey",
        }
    }
}

/// What one sign-in went through, in its order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Methods(Vec<Method>);

impl Methods {
    /// One method.
    pub fn one(method: Method) -> Self {
        Self(vec![method])
    }

    /// With another one.
    pub fn and(mut self, method: Method) -> Self {
        if !self.0.contains(&method) {
            self.0.push(method);
        }
        self
    }

    /// Whether a password is among them, which counts only where there are passwords.
    pub fn rest_on_password(&self) -> bool {
        self.0.contains(&Method::Password)
    }

    /// The level that they reach together.
    pub fn level(&self) -> Level {
        let has_password = self.0.contains(&Method::Password);
        let (has_app, has_recovered) = (self.0.contains(&Method::Totp), self.0.contains(&Method::RecoveryCode));
        let passkey = self.0.iter().any(|method| match method {
            Method::Passkey { user_verified } => *user_verified || has_password,
            _ => false,
        });
        match (passkey, has_password && has_recovered, has_password && has_app) {
            (true, ..) => Level::PhishingResistant,
            (false, true, _) => Level::Recovered,
            (false, false, true) => Level::MultiFactor,
            (false, false, false) => Level::Password,
        }
    }

    /// The same, where a second factor may be remembered in this browser: it stands beside a password and nothing else.
    pub fn reached(&self, is_remembered: bool) -> Level {
        match self.level() {
            Level::Password if is_remembered && self.0.contains(&Method::Password) => Level::Remembered,
            level => level,
        }
    }

    /// `amr`.
    pub fn amr(&self) -> Vec<String> {
        amr(self.0.iter().map(|method| method.amr()), self.level())
    }
}

/// Each value once, and `mfa` where several factors were used.
fn amr<'a>(values: impl Iterator<Item = &'a str>, level: Level) -> Vec<String> {
    let mut amr: Vec<String> = Vec::new();
    let several = (level >= Level::MultiFactor).then_some(AMR_SEVERAL);
    for value in values.filter(|value| *value != AMR_SEVERAL).chain(several) {
        if !amr.iter().any(|known| known == value) {
            amr.push(value.to_owned());
        }
    }
    amr
}

/// What a login is, once one more method was gone through in it: its `amr` and its level, which never falls.
pub fn stepped_up(known_amr: &[String], reached: Level, method: Method) -> (Vec<String>, Level) {
    let level = match method {
        Method::Password => Level::Password,
        Method::Totp => Level::MultiFactor,
        Method::RecoveryCode => Level::Recovered,
        Method::Passkey { .. } => Level::PhishingResistant,
    };
    let level = level.max(reached);
    (amr(known_amr.iter().map(String::as_str).chain([method.amr()]), level), level)
}

/// What people begin a sign-in with here. What is off proves nothing, whoever has it still.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WaysIn {
    /// A password.
    pub password: bool,
    /// A passkey alone. Where it is off, passkeys are no second factor either.
    pub passkey: bool,
}

impl WaysIn {
    /// Either.
    pub const BOTH: Self = Self { password: true, passkey: true };

    /// Whether this person has something to begin with, be it a passkey of which nobody knows whether it can do so alone.
    pub fn admit(self, user: &User) -> bool {
        (self.password && user.password_hash.is_some()) || (self.passkey && user.factors.passkey)
    }
}

/// Which kinds of second factor somebody has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FactorKinds {
    /// An authenticator app.
    pub totp: bool,
    /// At least one passkey.
    pub passkey: bool,
}

impl FactorKinds {
    const TOTP: i64 = 1;
    const PASSKEY: i64 = 2;

    /// As they are stored.
    pub fn bits(self) -> i64 {
        i64::from(self.totp) * Self::TOTP + i64::from(self.passkey) * Self::PASSKEY
    }

    /// As they were stored.
    pub fn from_bits(bits: i64) -> Self {
        Self { totp: bits & Self::TOTP != 0, passkey: bits & Self::PASSKEY != 0 }
    }

    /// Those that are of use: without a domain, browsers have no passkeys.
    pub fn usable(self, has_passkeys: bool) -> Self {
        Self { passkey: self.passkey && has_passkeys, ..self }
    }

    /// Whether there is any.
    pub fn any(self) -> bool {
        self.totp || self.passkey
    }

    /// The most that this person can reach.
    pub fn highest(self) -> Level {
        match (self.passkey, self.totp) {
            (true, _) => Level::PhishingResistant,
            (false, true) => Level::MultiFactor,
            (false, false) => Level::Password,
        }
    }

    /// What a login rests on in which its person changes what they prove themselves with: the strongest that they have. A
    /// recovery code stands in for a passkey that is lost; a code of an app does not, since it can be asked out of somebody.
    pub fn to_change(self) -> Level {
        self.highest().min(Level::Recovered)
    }
}

/// What a person can prove themselves with: what they have, and what they may add to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Means {
    /// What they have, as far as it is of use.
    pub has: FactorKinds,
    /// What they may add.
    pub may_add: FactorKinds,
}

impl Means {
    /// The most that they can reach with what they have.
    pub fn highest(self) -> Level {
        self.has.highest()
    }

    /// The most that they can reach once they added what they may.
    pub fn reachable(self) -> Level {
        self.has.highest().max(self.may_add.highest())
    }
}

/// `login.mfa`: of whom a second factor is demanded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Mfa {
    /// Of those who set one up.
    #[default]
    Optional,
    /// Of everybody.
    Required,
    /// Of those who are in one of these groups.
    RequiredForGroups(Vec<String>),
}

impl Mfa {
    /// Whether this person needs one.
    pub fn requires(&self, user: &User) -> bool {
        match self {
            Self::Optional => false,
            Self::Required => true,
            Self::RequiredForGroups(groups) => user.groups.iter().any(|group| groups.contains(group)),
        }
    }

    /// The least that a login of this person must reach, where second factors are remembered or not.
    pub fn floor(&self, user: &User, are_remembered: bool) -> Level {
        match (self.requires(user), are_remembered) {
            (false, _) => Level::Password,
            (true, true) => Level::Remembered,
            (true, false) => Level::MultiFactor,
        }
    }
}

/// What a sign-in still lacks before a login may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// Nothing.
    Nothing,
    /// A second factor, which the person has.
    SecondFactor,
    /// A second factor, which the person must set up first.
    Enrolment,
}

/// What lacks of somebody with these factors who went through `methods`, where `least` is demanded. Who set up an
/// authenticator app is asked for a second factor behind each password, unless one is remembered in this browser; a passkey is
/// asked for where a level demands it, and otherwise spares the password. A recovery code stands in for what was lost, and for
/// nothing that its person never had.
pub fn lacking(kinds: FactorKinds, methods: &Methods, is_remembered: bool, least: Level) -> Lacking {
    let reached = methods.reached(is_remembered);
    let is_enough = reached >= least && (reached >= Level::Remembered || !kinds.totp);
    let stands_in = methods.0.contains(&Method::RecoveryCode) && kinds.highest() >= least;
    if is_enough || (reached >= Level::MultiFactor && stands_in) {
        Lacking::Nothing
    } else if kinds.highest() > reached {
        Lacking::SecondFactor
    } else {
        Lacking::Enrolment
    }
}

/// An authenticator app, as stored.
#[derive(Debug, Clone)]
pub struct Totp {
    /// Its secret, at rest.
    pub secret: KeyMaterial,
    /// When it was set up.
    pub created_at: Timestamp,
    /// When it was used last.
    pub last_used: Timestamp,
}

/// A passkey, as stored (WebAuthn Level 3 §4, credential record).
#[derive(Debug, Clone)]
pub struct Passkey {
    /// Its credential id.
    pub id: Vec<u8>,
    /// Whose it is.
    pub sub: Subject,
    /// What its owner calls it.
    pub name: String,
    /// The public key, in COSE.
    pub public_key: Vec<u8>,
    /// The signature counter of its last use.
    pub sign_count: u32,
    /// What kind of authenticator made it.
    pub aaguid: [u8; 16],
    /// Whether it may be on several devices.
    pub backup_eligible: bool,
    /// Whether it is.
    pub backed_up: bool,
    /// How browsers reach it, as they said.
    pub transports: Vec<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was used last.
    pub last_used: Timestamp,
    /// Whether it can sign in alone, as far as is known: it verified the person, and browsers find it without its id.
    pub signs_in: bool,
}

/// What a use of a passkey showed of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasskeyUse {
    /// Where its signature counter stands.
    pub sign_count: u32,
    /// Whether it is on several devices now.
    pub backed_up: bool,
    /// Whether it signed its person in by itself.
    pub alone: bool,
}

/// Everything that one person can prove themselves with beside the password.
#[derive(Debug, Clone, Default)]
pub struct Factors {
    /// The authenticator app.
    pub totp: Option<Totp>,
    /// Passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes that were not used yet.
    pub recovery_codes: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIED: Method = Method::Passkey { user_verified: true };
    const PRESENT: Method = Method::Passkey { user_verified: false };

    #[test]
    fn methods_reach_a_level_together_and_tell_of_each_in_amr() {
        for (methods, level, amr) in [
            (Methods::one(Method::Password), Level::Password, "pwd"),
            (Methods::one(Method::Password).and(Method::Totp), Level::MultiFactor, "pwd otp mfa"),
            (Methods::one(Method::Password).and(Method::RecoveryCode), Level::Recovered, "pwd otp mfa"),
            (
                Methods::one(Method::Password).and(Method::Totp).and(Method::RecoveryCode),
                Level::Recovered,
                "pwd otp mfa",
            ),
            (Methods::one(Method::Password).and(PRESENT), Level::PhishingResistant, "pwd pop mfa"),
            (Methods::one(VERIFIED), Level::PhishingResistant, "pop mfa"),
            // Touched by whoever holds it: one factor.
            (Methods::one(PRESENT), Level::Password, "pop"),
            (Methods::one(Method::Totp), Level::Password, "otp"),
            (Methods::one(Method::Totp).and(Method::RecoveryCode), Level::Password, "otp"),
        ] {
            assert_eq!((methods.level(), methods.amr().join(" ").as_str()), (level, amr), "{methods:?}");
        }
    }

    /// Row 52.
    #[test]
    fn a_step_raises_a_login_and_never_lowers_it() {
        let strings = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        for (known, reached, method, amr, level) in [
            ("pwd", Level::Password, Method::Totp, "pwd otp mfa", Level::MultiFactor),
            ("pwd", Level::Password, PRESENT, "pwd pop mfa", Level::PhishingResistant),
            ("pop mfa", Level::PhishingResistant, Method::Totp, "pop otp mfa", Level::PhishingResistant),
            ("pwd otp mfa", Level::MultiFactor, Method::Password, "pwd otp mfa", Level::MultiFactor),
            ("pwd", Level::Remembered, Method::Totp, "pwd otp mfa", Level::MultiFactor),
            ("pwd", Level::Remembered, Method::Password, "pwd", Level::Remembered),
            ("pwd otp mfa", Level::MultiFactor, Method::RecoveryCode, "pwd otp mfa", Level::Recovered),
            ("pwd otp mfa", Level::Recovered, Method::Totp, "pwd otp mfa", Level::Recovered),
            ("pwd otp mfa", Level::Recovered, PRESENT, "pwd otp pop mfa", Level::PhishingResistant),
            ("pop mfa", Level::PhishingResistant, Method::RecoveryCode, "pop otp mfa", Level::PhishingResistant),
        ] {
            assert_eq!(stepped_up(&strings(known), reached, method), (strings(amr), level));
        }
    }

    #[test]
    fn what_a_sign_in_lacks_follows_from_what_somebody_has_and_what_is_demanded() {
        let kinds = |totp, passkey| FactorKinds { totp, passkey };
        let password = Methods::one(Method::Password);
        let both = password.clone().and(Method::Totp);
        let recovered = password.clone().and(Method::RecoveryCode);
        for (kinds, methods, least, lacks) in [
            (kinds(false, false), &password, Level::Password, Lacking::Nothing),
            (kinds(false, false), &password, Level::MultiFactor, Lacking::Enrolment),
            (kinds(true, false), &password, Level::Password, Lacking::SecondFactor),
            (kinds(true, false), &password, Level::MultiFactor, Lacking::SecondFactor),
            (kinds(false, true), &password, Level::Password, Lacking::Nothing),
            (kinds(false, true), &password, Level::MultiFactor, Lacking::SecondFactor),
            (kinds(true, true), &both, Level::MultiFactor, Lacking::Nothing),
            (kinds(true, true), &both, Level::PhishingResistant, Lacking::SecondFactor),
            (kinds(true, true), &recovered, Level::PhishingResistant, Lacking::Nothing),
            (kinds(true, false), &recovered, Level::PhishingResistant, Lacking::Enrolment),
            (kinds(true, false), &password, Level::PhishingResistant, Lacking::SecondFactor),
            (kinds(true, false), &both, Level::PhishingResistant, Lacking::Enrolment),
            (kinds(false, false), &password, Level::PhishingResistant, Lacking::Enrolment),
            (kinds(true, false), &Methods::one(VERIFIED), Level::MultiFactor, Lacking::Nothing),
            (kinds(true, true), &Methods::one(PRESENT), Level::Password, Lacking::SecondFactor),
        ] {
            assert_eq!(lacking(kinds, methods, false, least), lacks, "{kinds:?} {methods:?} {least:?}");
        }
    }

    #[test]
    fn a_remembered_factor_stands_beside_a_password_and_for_no_level_that_is_asked_for() {
        let kinds = |totp, passkey| FactorKinds { totp, passkey };
        let password = Methods::one(Method::Password);
        for (kinds, methods, least, lacks) in [
            (kinds(true, false), &password, Level::Password, Lacking::Nothing),
            (kinds(true, false), &password, Level::Remembered, Lacking::Nothing),
            (kinds(false, true), &password, Level::Remembered, Lacking::Nothing),
            (kinds(true, false), &password, Level::MultiFactor, Lacking::SecondFactor),
            (kinds(true, true), &password, Level::PhishingResistant, Lacking::SecondFactor),
            (kinds(true, true), &Methods::one(PRESENT), Level::Password, Lacking::SecondFactor),
            (kinds(true, false), &Methods::one(Method::Totp), Level::Password, Lacking::SecondFactor),
        ] {
            assert_eq!(lacking(kinds, methods, true, least), lacks, "{kinds:?} {methods:?} {least:?}");
        }
        assert_eq!((password.reached(true), password.reached(false)), (Level::Remembered, Level::Password));
        assert_eq!(password.amr(), ["pwd"], "only what was proven now");
        assert_eq!(password.and(Method::Totp).reached(true), Level::MultiFactor);
        assert_eq!(
            lacking(FactorKinds::default(), &Methods::one(Method::Password), false, Level::Remembered),
            Lacking::Enrolment
        );
    }

    #[test]
    fn what_a_change_asks_for_is_the_strongest_that_somebody_has_or_what_stands_in_for_it() {
        let kinds = |totp, passkey| FactorKinds { totp, passkey };
        for (kinds, least) in [
            (kinds(false, false), Level::Password),
            (kinds(true, false), Level::MultiFactor),
            (kinds(false, true), Level::Recovered),
            (kinds(true, true), Level::Recovered),
        ] {
            assert_eq!(kinds.to_change(), least, "{kinds:?}");
        }
        let password = Methods::one(Method::Password);
        let least = kinds(true, true).to_change();
        for (methods, is_enough) in [
            (password.clone(), false),
            (password.clone().and(Method::Totp), false),
            (password.clone().and(Method::RecoveryCode), true),
            (password.clone().and(PRESENT), true),
            (Methods::one(VERIFIED), true),
            (Methods::one(PRESENT), false),
        ] {
            assert_eq!(methods.level() >= least, is_enough, "{methods:?}");
        }
        assert!(password.reached(true) < kinds(true, false).to_change(), "what is remembered is no proof");
    }

    #[test]
    fn kinds_are_stored_as_bits() {
        for bits in 0..4 {
            assert_eq!(FactorKinds::from_bits(bits).bits(), bits);
        }
        assert!(!FactorKinds::default().any());
    }
}
