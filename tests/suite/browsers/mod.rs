//! What browsers of all ages meet: where a form may lead, whose form it is, what an address that is over says, HEAD, what
//! the sign-in page weighs, and what pages of other origins may read.

mod budget;
mod cross_origin;
mod error_pages;
mod form_action;
mod forms;
mod head;
mod way_on;

use std::time::Duration;

use latchkey::protocol::invitation::Invitation;
use latchkey::protocol::user::{Definition, Subject, User, UsernameKey};
use latchkey::secret::Digest;

use crate::support::TestProvider;

/// The set-up link, which says `setup`, and an invitation of eve, which says `invite`.
async fn links(provider: &TestProvider) -> [String; 2] {
    let store = &provider.provider.store;
    let expires_at = provider.provider.now().after(Duration::from_secs(3600));
    let ada = store.user_named(&UsernameKey::of("ada")).await.unwrap().unwrap();
    let sub = Subject::new("eve");
    // The file defines ada's password; an invitation is for somebody whose account is in the database alone.
    let eve = User {
        sub: sub.clone(),
        username: "eve".into(),
        email: None,
        password_hash: None,
        definition: Definition::Database,
        ..ada
    };
    store.add_user(&eve).await.unwrap();
    store
        .add_invitation(&Digest::of("setup"), &Invitation::Setup, expires_at, latchkey::clock::Timestamp(0))
        .await
        .unwrap();
    store
        .add_invitation(&Digest::of("invite"), &Invitation::Invite { sub }, expires_at, latchkey::clock::Timestamp(0))
        .await
        .unwrap();
    ["/setup?t=setup", "/invite?t=invite"].map(|path| provider.url(path))
}
