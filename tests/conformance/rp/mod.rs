//! The relying party that the suite is: its clients, its requests, and everything it checks in what comes back.

pub mod callback;
pub mod ciba;
pub mod client;
pub mod dpop;
pub mod fapi;
pub mod fapi_key;
pub mod id_token;
pub mod key;
pub mod request;
pub mod server;
pub mod userinfo;
