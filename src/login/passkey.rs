//! Passkeys: what pages hand to the browser, and what it answers (WebAuthn Level 3 §5, §7; row 59).
//!
//! A challenge is sealed for the browser that it is shown to, so that nothing is written before somebody answers; that it
//! was answered is kept, so that it counts once.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::Timestamp;
use crate::protocol::factors::{Method, Passkey, PasskeyUse};
use crate::protocol::user::{Subject, User};
use crate::provider::Provider;
use crate::say;
use crate::secret::Digest;
use crate::store::StoreError;
use crate::store::factors::{AddFactor, By};
use crate::webauthn::{
    ALGORITHMS, Assertion, KnownCredential, NewCredential, Registration, RelyingParty, UserVerification, WebauthnError,
    authenticator_name, verify_assertion, verify_registration,
};

/// How long a page with a challenge is good for.
const LIFETIME: Duration = Duration::from_secs(60 * 60);
/// What challenges are sealed for.
const PURPOSE: &str = "passkey challenge";

/// What became of a sign-in with a passkey.
#[derive(Debug)]
pub enum PasskeyLogin {
    /// This is the person.
    Proven(Box<User>, Method),
    /// The answer is not good, or the passkey unknown, or its owner may not sign in: the log tells which.
    Refused,
    /// The page had been open for too long, or was answered before.
    Outdated,
}

/// What became of adding a passkey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    /// It counts from now on. With it, the person's credentials have this revision.
    Added {
        /// The revision.
        revision: i64,
        /// Whether the authenticator verified the person.
        user_verified: bool,
        /// Whether it can sign in alone: it verified the person, and is found without its id.
        signs_in: bool,
    },
    /// The answer is not good.
    Refused,
    /// The page had been open for too long, or was answered before.
    Outdated,
    /// The passkey is known already.
    Known,
    /// The person has as many as one may have.
    Full,
    /// The login ended, or the credentials changed meanwhile.
    NotProven,
}

impl Registered {
    /// What the person is told.
    pub fn in_words(self) -> String {
        match self {
            Self::Added { .. } => say!("security-register-added"),
            Self::Refused => say!("security-register-refused"),
            Self::Outdated => say!("security-register-outdated"),
            Self::Known => say!("security-register-known"),
            Self::Full => say!("security-register-full"),
            Self::NotProven => say!("security-register-not-proven"),
        }
    }
}

/// What a challenge is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Ceremony {
    /// Somebody signs in.
    SignIn,
    /// This person adds a passkey.
    Registration {
        /// Who.
        sub: Subject,
    },
    /// Somebody begins with a passkey on the page of this link.
    Beginning {
        /// The link's digest.
        link: String,
        /// Whose account it is, or will be.
        sub: Subject,
    },
}

/// A challenge in base64url; `None` only if the library refuses to seal.
fn challenge(provider: &Provider, browser: &Digest, ceremony: Ceremony) -> Option<String> {
    let now = provider.now();
    provider.sealer.seal_until((PURPOSE, browser.as_bytes()), ceremony, now.after(LIFETIME), now)
}

/// What this challenge was shown to this browser for a while ago, and until when it is good.
async fn opened(
    provider: &Provider,
    browser: &Digest,
    challenge: &str,
) -> Result<Option<(Ceremony, Timestamp)>, StoreError> {
    let (store, now) = (provider.store.as_ref(), provider.now());
    provider.sealer.find_until::<Ceremony>(store, (PURPOSE, browser.as_bytes(), challenge), now).await
}

/// Whether this challenge was shown to this browser for this ceremony a while ago; until when it is good.
async fn shown(
    provider: &Provider,
    browser: &Digest,
    challenge: &str,
    ceremony: &Ceremony,
) -> Result<Option<Timestamp>, StoreError> {
    let opened = opened(provider, browser, challenge).await?;
    Ok(opened.filter(|(was_for, _)| was_for == ceremony).map(|(_, until)| until))
}

/// Uses a challenge up. `false` where it was used before.
async fn use_up(provider: &Provider, challenge: &str, until: Timestamp) -> Result<bool, StoreError> {
    provider.store.finish_interaction(&Digest::of(challenge), until).await
}

/// The relying party of WebAuthn: this issuer. `None` where there are no passkeys ([`Provider::has_passkeys`]): then none is
/// offered, accepted or added.
fn relying_party(provider: &Provider) -> Option<RelyingParty> {
    if !provider.has_passkeys() {
        return None;
    }
    let live = provider.live();
    let issuer = &live.settings.server.issuer;
    let id = live.settings.login.passkeys.rp_id.as_deref().or_else(|| issuer.domain())?;
    Some(RelyingParty { id: id.to_owned(), origin: issuer.origin().to_owned() })
}

/// Whether an authenticator must verify its person: where it signs them in alone always, and elsewhere where the settings say so.
fn verification(provider: &Provider, alone: bool) -> UserVerification {
    match alone || provider.live().settings.login.passkeys.must_verify {
        true => UserVerification::Required,
        false => UserVerification::Preferred,
    }
}

/// The same for the browser (§5.8.6).
fn in_options(verification: UserVerification) -> &'static str {
    match verification {
        UserVerification::Required => "required",
        UserVerification::Preferred => "preferred",
    }
}

/// What names a person to authenticators (§5.4.3): always the same, and nothing that tells who they are.
fn user_handle(sub: &Subject) -> Digest {
    Digest::of(&format!("passkey user\n{sub}"))
}

fn descriptors(passkeys: &[Passkey]) -> Value {
    passkeys
        .iter()
        .map(|passkey| {
            let id = URL_SAFE_NO_PAD.encode(&passkey.id);
            json!({"type": "public-key", "id": id, "transports": passkey.transports})
        })
        .collect()
}

/// `PublicKeyCredentialRequestOptionsJSON` (§5.5): for one of these passkeys, behind another factor, or for any that the
/// browser has for this origin, as the only factor.
pub fn request_options(provider: &Provider, browser: &Digest, of: Option<&[Passkey]>) -> Option<Value> {
    Some(json!({
        "challenge": challenge(provider, browser, Ceremony::SignIn)?,
        "rpId": relying_party(provider)?.id,
        "allowCredentials": of.map_or_else(|| json!([]), descriptors),
        "userVerification": in_options(verification(provider, of.is_none())),
        "timeout": 300_000,
    }))
}

/// `PublicKeyCredentialCreationOptionsJSON` (§5.4), for a passkey beside those that the person has; `None` where nobody may
/// add one.
pub fn creation_options(provider: &Provider, browser: &Digest, user: &User, has: &[Passkey]) -> Option<Value> {
    let ceremony = Ceremony::Registration { sub: user.sub.clone() };
    // A security key without room is of use as a second factor all the same, and one without a PIN where the settings take it.
    creation(provider, (browser, ceremony), user, has, false)
}

/// The same for any ceremony. Of a passkey that is to sign in `alone` it is demanded that the authenticator verifies the person,
/// and finds it without its id.
pub(super) fn creation(
    provider: &Provider,
    (browser, ceremony): (&Digest, Ceremony),
    user: &User,
    has: &[Passkey],
    alone: bool,
) -> Option<Value> {
    let live = provider.live();
    if !live.settings.login.may_add.passkey {
        return None;
    }
    let parameters: Vec<Value> =
        ALGORITHMS.iter().map(|algorithm| json!({"type": "public-key", "alg": algorithm})).collect();
    Some(json!({
        "challenge": challenge(provider, browser, ceremony)?,
        "rp": {"id": relying_party(provider)?.id, "name": live.settings.branding.name},
        "user": {
            "id": user_handle(&user.sub).text(), "name": user.username, "displayName": user.display_name(),
        },
        "pubKeyCredParams": parameters,
        "excludeCredentials": descriptors(has),
        "authenticatorSelection": {
            "residentKey": if alone { "required" } else { "preferred" }, "requireResidentKey": alone,
            "userVerification": in_options(verification(provider, alone)),
        },
        "attestation": "none",
        "extensions": {"credProps": true},
        "timeout": 300_000,
    }))
}

/// Judges what a browser answered: as the only factor, or as one more of this person. A passkey alone must have verified
/// its person, and another one where the settings say so.
pub async fn sign_in(
    provider: &Provider,
    browser: &Digest,
    answer: &str,
    person: Option<&User>,
) -> Result<PasskeyLogin, StoreError> {
    let assertion = match Assertion::parse(answer) {
        Ok(assertion) => assertion,
        Err(error) => return Ok(refused(&error)),
    };
    // Where nobody is known yet, the authenticator says whose passkey it is (§7.2 step 6).
    if person.is_none() && assertion.user_handle().is_none() {
        return Ok(refused(&"it does not say whose it is"));
    }
    let challenge = URL_SAFE_NO_PAD.encode(assertion.challenge());
    let Some(until) = shown(provider, browser, &challenge, &Ceremony::SignIn).await? else {
        return Ok(PasskeyLogin::Outdated);
    };
    let Some(passkey) = provider.store.passkey(assertion.credential_id()).await? else {
        return Ok(refused(&"no account has this passkey"));
    };
    if person.is_some_and(|person| person.sub != passkey.sub) {
        return Ok(refused(&"this passkey is somebody else's"));
    }
    let handle = user_handle(&passkey.sub);
    let known = KnownCredential {
        id: &passkey.id,
        public_key: &passkey.public_key,
        sign_count: passkey.sign_count,
        backup_eligible: passkey.backup_eligible,
        user_handle: handle.as_bytes(),
    };
    let verification = verification(provider, person.is_none());
    let Some(rp) = relying_party(provider) else { return Ok(refused(&"there are no passkeys here")) };
    let asserted = match verify_assertion(&rp, assertion.challenge(), verification, &known, &assertion) {
        Ok(asserted) => asserted,
        Err(error) => {
            if matches!(error, WebauthnError::Cloned) {
                tracing::warn!(sub = %passkey.sub, passkey = passkey.name, "a passkey may have been copied: its counter went back");
            }
            return Ok(refused(&error));
        }
    };
    // What was read of the person may be older than what the passkey stands for now.
    let user = provider.store.user(&passkey.sub).await?.filter(|user| user.may_sign_in() && user.factors.passkey);
    let Some(user) = user else { return Ok(refused(&"the account is locked, or was removed")) };
    if !use_up(provider, &challenge, until).await? {
        return Ok(PasskeyLogin::Outdated);
    }
    let (was, now) = (passkey.sign_count, provider.now());
    let (sign_count, backed_up) = (asserted.sign_count, asserted.backed_up);
    let used = PasskeyUse { sign_count, backed_up, alone: person.is_none() };
    if !provider.store.use_passkey(&passkey.id, was, used, now).await? {
        return Ok(refused(&"the passkey was used, or removed, at the same time"));
    }
    let method = Method::Passkey { user_verified: asserted.user_verified };
    Ok(PasskeyLogin::Proven(Box::new(user), method))
}

fn refused(why: &dyn std::fmt::Display) -> PasskeyLogin {
    tracing::info!(%why, "a passkey was refused");
    PasskeyLogin::Refused
}

/// Adds the passkey that a browser made for this person, with recovery codes where it is their first factor.
pub async fn register(
    provider: &Provider,
    browser: &Digest,
    user: &User,
    (answer, name): (&str, Option<&str>),
    codes: &[Digest],
    by: &By,
) -> Result<Registered, StoreError> {
    if !provider.means(user).may_add.passkey {
        tracing::info!("a passkey was not added: nobody may add one here");
        return Ok(Registered::Refused);
    }
    let awaited = Ceremony::Registration { sub: user.sub.clone() };
    let is_awaited = |ceremony: &Ceremony| *ceremony == awaited;
    let made = match answered(provider, browser, answer, verification(provider, false), is_awaited).await? {
        Ok((made, _)) => made,
        Err(registered) => return Ok(registered),
    };
    let user_verified = made.user_verified;
    let signs_in = user_verified && made.is_discoverable != Some(false);
    let passkey = Passkey { signs_in, ..named(made, &user.sub, name, provider.now()) };
    Ok(match provider.store.add_passkey(&passkey, codes, by, provider.now()).await? {
        AddFactor::Added { revision } => {
            tracing::info!(sub = %user.sub, passkey = passkey.name, "passkey added");
            Registered::Added { revision, user_verified, signs_in }
        }
        AddFactor::NotProven => Registered::NotProven,
        AddFactor::Known => Registered::Known,
        AddFactor::Full => Registered::Full,
    })
}

/// The credential that an authenticator made in answer to a challenge of this browser, and what the challenge was for. It is used
/// up by it.
pub(super) async fn answered(
    provider: &Provider,
    browser: &Digest,
    answer: &str,
    verification: UserVerification,
    is_awaited: impl Fn(&Ceremony) -> bool,
) -> Result<Result<(NewCredential, Ceremony), Registered>, StoreError> {
    let registration = match Registration::parse(answer) {
        Ok(registration) => registration,
        Err(error) => return Ok(Err(not_added(&error))),
    };
    let challenge = URL_SAFE_NO_PAD.encode(registration.challenge());
    let shown = opened(provider, browser, &challenge).await?;
    let Some((ceremony, until)) = shown.filter(|(ceremony, _)| is_awaited(ceremony)) else {
        return Ok(Err(Registered::Outdated));
    };
    let Some(rp) = relying_party(provider) else { return Ok(Err(Registered::Refused)) };
    let made = match verify_registration(&rp, registration.challenge(), verification, &registration) {
        Ok(made) => made,
        Err(error) => return Ok(Err(not_added(&error))),
    };
    if !use_up(provider, &challenge, until).await? {
        return Ok(Err(Registered::Outdated));
    }
    Ok(Ok((made, ceremony)))
}

fn not_added(why: &WebauthnError) -> Registered {
    tracing::info!(%why, "a passkey was not added");
    Registered::Refused
}

/// What kind of authenticator made it, where that is known.
pub fn made_by(passkey: &Passkey) -> Option<&'static str> {
    authenticator_name(&passkey.aaguid)
}

/// The passkey as it is kept: under the name that its owner gave it, or else that of what made it.
pub(super) fn named(made: NewCredential, sub: &Subject, name: Option<&str>, now: Timestamp) -> Passkey {
    let name = name.or_else(|| authenticator_name(&made.aaguid)).map(str::to_owned);
    let name = name.unwrap_or_else(|| say!("security-passkey-unnamed"));
    Passkey {
        id: made.id,
        sub: sub.clone(),
        name,
        public_key: made.public_key,
        sign_count: made.sign_count,
        aaguid: made.aaguid,
        backup_eligible: made.backup_eligible,
        backed_up: made.backed_up,
        transports: made.transports,
        created_at: now,
        last_used: now,
        signs_in: false,
    }
}
