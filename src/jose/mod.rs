//! JOSE.
pub mod algorithms;
pub mod strict_json;
