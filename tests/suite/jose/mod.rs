//! JOSE: every algorithm that is named works, every other is refused, and nothing loose is read.

mod algorithms;
mod cross_check;
mod discovery;
mod jwe;
mod jws;
mod key_sets;
pub mod support;
mod vectors;
