//! Which person a hint means (CIBA Core 1.0 §7.1). A hint that names nobody is as good as one that does, as far as anybody is told.

use serde_json::Value;

use super::{Fault, verified};
use crate::jose::Algorithm;
use crate::protocol::backchannel_authentication::{Hint, HintTimes, hint_counts};
use crate::protocol::client::Client;
use crate::protocol::subject::SubjectType;
use crate::protocol::user::{Subject, User, UsernameKey};
use crate::provider::Provider;
use crate::random;
use crate::store::StoreResult;
use crate::store::people::WantedPeople;

/// Accounts that are read in one go.
const AT_ONCE: u32 = 100;

/// Who is meant.
pub struct Meant {
    /// The person who may answer; `None` where there is none.
    pub sub: Option<Subject>,
    /// As the client knows them; of nobody, a name that nobody has.
    pub known_as: Subject,
    /// How the client named them.
    pub named: String,
}

/// The person, where they may sign in to the client.
///
/// # Errors
/// The hint itself is wrong, or cannot be verified.
pub async fn find(provider: &Provider, client: &Client, hint: &Hint) -> Result<Meant, Fault> {
    let (named, found) = match hint {
        Hint::Login(name) => (UsernameKey::of(name.trim()).as_str().to_owned(), named(provider, name).await?),
        Hint::IdToken(token) => {
            let hint = provider.id_token_hint(token).map_err(|error| Fault::request(error.to_string()))?;
            if !hint.is_for(&client.client_id) {
                let words = "id_token_hint is not valid: it was issued to another client";
                return Err(Fault::request(words.to_owned()));
            }
            (format!("sub\n{}", hint.sub), known_as(provider, client, &hint.sub).await?)
        }
        Hint::LoginToken(token) => by_token(provider, client, token).await?,
    };
    let found = found.filter(|user| user.may_sign_in() && client.admits(&user.groups));
    Ok(match found {
        Some(user) => Meant { known_as: provider.subject(client, &user.sub), sub: Some(user.sub), named },
        None => Meant { sub: None, known_as: Subject::new(random::token()), named },
    })
}

async fn named(provider: &Provider, name: &str) -> StoreResult<Option<User>> {
    provider.store.user_named(&UsernameKey::of(name.trim())).await
}

/// The person whom the client knows by this `sub`. A pairwise one can be made of an account and not undone, so each is tried: all of
/// them, for where the search ends would tell whether there is anybody. Others are served in between.
async fn known_as(provider: &Provider, client: &Client, sub: &str) -> StoreResult<Option<User>> {
    if client.subject_type == SubjectType::Public {
        return provider.store.user(&Subject::new(sub)).await;
    }
    let (mut wanted, mut found) = (WantedPeople { limit: AT_ONCE, ..WantedPeople::default() }, None);
    loop {
        let people = provider.store.find_people(&wanted).await?;
        wanted.after = people.last().map(|user| user.username.clone());
        if wanted.after.is_none() {
            return Ok(found);
        }
        let known = people.into_iter().filter(|user| provider.subject(client, &user.sub).as_str() == sub);
        found = known.last().or(found);
        tokio::task::yield_now().await;
    }
}

/// A JWT that the client signed: `sub_id` (RFC 9493) with the format `email`, `iss_sub` or `opaque`, or `login_hint`, or `sub`.
async fn by_token(provider: &Provider, client: &Client, token: &str) -> Result<(String, Option<User>), Fault> {
    let now = provider.now();
    let verified = verified(provider, client, ("login_hint_token", token), &Algorithm::ALL).await?;
    let claims = verified.get();
    let wrong = |words: &str| Fault::request(format!("login_hint_token is not valid: {words}"));
    let live = provider.live().clone();
    let issuer = live.settings.server.issuer.as_str();
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(client.client_id.as_str()) {
        return Err(wrong("iss must be the client_id"));
    }
    let is_ours = |value: &Value| value.as_str() == Some(issuer);
    let is_for_us = match claims.get("aud") {
        Some(Value::Array(several)) => several.iter().any(is_ours),
        Some(one) => is_ours(one),
        None => false,
    };
    if !is_for_us {
        return Err(wrong("aud must be the issuer"));
    }
    hint_counts(claims, now).map_err(|times| match times {
        HintTimes::Expired => Fault::HintExpired,
        HintTimes::NotADate(name) => wrong(&format!("{name} is missing or no date")),
        HintTimes::TooEarly(name) => wrong(&format!("{name} is in the future")),
    })?;
    let by_name =
        async |name: &str| Ok((UsernameKey::of(name.trim()).as_str().to_owned(), named(provider, name).await?));
    let by_sub = async |sub: &str| Ok((format!("sub\n{sub}"), known_as(provider, client, sub).await?));
    if let Some(subject) = claims.get("sub_id") {
        let member = |name: &str| subject.get(name).and_then(Value::as_str);
        return match (member("format"), member("email"), member("iss"), member("sub").or(member("id"))) {
            (Some("email"), Some(email), _, _) => by_name(email).await,
            (Some("iss_sub"), _, Some(iss), Some(sub)) if iss == issuer => by_sub(sub).await,
            (Some("opaque"), _, _, Some(id)) => by_sub(id).await,
            _ => Err(wrong("sub_id must have the format email, iss_sub with this issuer, or opaque")),
        };
    }
    match (text("login_hint"), text("sub").filter(|sub| *sub != client.client_id.as_str())) {
        (Some(name), _) => by_name(name).await,
        (None, Some(sub)) => by_sub(sub).await,
        (None, None) => Err(wrong("it names nobody: sub_id, login_hint or sub is needed")),
    }
}
