//! See [`latchkey_fuzz::jwk_set`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::jwk_set(input));
