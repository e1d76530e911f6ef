//! What the tests share: a provider to test, a browser to test it with, and a relying party that signs in.

pub mod authenticator;
pub mod browser;
pub mod database;
pub mod fragile_clock;
pub mod keys;
pub mod line;
pub mod mailbox;
pub mod nodes;
pub mod ports;
pub mod provider;
pub mod receiver;
pub mod relying_party;
pub mod site;
pub mod take_in;

pub use browser::Browser;
pub use provider::{Builder, TestProvider};
pub use receiver::Receiver;
pub use relying_party::RelyingParty;
