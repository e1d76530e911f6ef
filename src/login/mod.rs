//! Signing in: who somebody is, proven by a method.

pub mod argon2id;
pub mod failed;
pub mod first_passkey;
pub mod foreign;
pub mod hasher;
pub mod new_password;
pub mod passkey;
pub mod password;
pub mod second_factor;
pub mod throttle;
pub mod user_code;
