//! Signing out (OpenID Connect RP-Initiated, Front-Channel and Back-Channel Logout 1.0): what a request proves
//! ([`request`]), the one way a login ends ([`end`]), and who is told how ([`plan`], [`back_channel`],
//! [`front_channel`]).

pub mod back_channel;
pub mod discovery;
mod end;
pub mod fault;
pub mod forecast;
pub mod front_channel;
pub mod plan;
pub mod request;

pub use end::{announce, end, end_others};
pub use fault::Fault;
pub use request::{LogoutRequest, verify};
