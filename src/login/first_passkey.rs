//! The passkey that somebody begins with who follows a link and chooses no password. It signs in alone from then on, so its
//! authenticator must verify its person, and find it without its id.

use serde_json::Value;

use super::passkey::{self, Ceremony, Registered};
use crate::protocol::factors::Passkey;
use crate::protocol::user::User;
use crate::provider::Provider;
use crate::secret::Digest;
use crate::store::StoreError;
use crate::webauthn::UserVerification;

/// `PublicKeyCredentialCreationOptionsJSON` for whoever follows this link in this browser; `None` where nobody may add a passkey.
pub fn options(provider: &Provider, browser: &Digest, link: &Digest, user: &User) -> Option<Value> {
    let ceremony = Ceremony::Beginning { link: link.text(), sub: user.sub.clone() };
    passkey::creation(provider, (browser, ceremony), user, &[], true)
}

/// The passkey that a browser made for whoever follows this link, or why it does not count. Whose it is the challenge says, as
/// it was shown.
pub async fn made(
    provider: &Provider,
    browser: &Digest,
    link: &Digest,
    answer: &str,
) -> Result<Result<Passkey, Registered>, StoreError> {
    if !provider.live().settings.login.may_add.usable(provider.has_passkeys()).passkey {
        tracing::info!("a passkey was not added: nobody may add one here");
        return Ok(Err(Registered::Refused));
    }
    let link = link.text();
    let is_awaited = |ceremony: &Ceremony| matches!(ceremony, Ceremony::Beginning { link: of, .. } if *of == link);
    let answered = passkey::answered(provider, browser, answer, UserVerification::Required, is_awaited).await?;
    let (made, sub) = match answered {
        Ok((made, Ceremony::Beginning { sub, .. })) => (made, sub),
        Ok(_) => return Ok(Err(Registered::Outdated)),
        Err(registered) => return Ok(Err(registered)),
    };
    if made.is_discoverable == Some(false) {
        tracing::info!("a passkey was not added: it cannot sign in alone");
        return Ok(Err(Registered::Refused));
    }
    Ok(Ok(Passkey { signs_in: true, ..passkey::named(made, &sub, None, provider.now()) }))
}
