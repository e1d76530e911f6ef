//! See [`latchkey_fuzz::client_certificate`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::client_certificate(input));
