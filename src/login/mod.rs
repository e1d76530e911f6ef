//! Signing in: who somebody is, proven by a method.

pub mod argon2id;
pub mod foreign;
pub mod hasher;
pub mod password;
pub mod throttle;
