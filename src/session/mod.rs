//! The provider's own browser session: a cookie session kept by actix-session in our store, and in it at most one
//! login (OpenID Connect Core calls it the End-User's session at the OP).

pub mod answers;
pub mod asking;
pub mod browser;
pub mod browser_state;
pub mod cookie_store;
pub mod cookies;
pub mod discovery;
pub mod elsewhere;
pub mod former;
pub mod judge;
pub mod known_browsers;
pub mod middleware;
pub mod seal;
pub mod sign_in;
pub mod stored;
pub mod verdict;
pub mod watchers;
