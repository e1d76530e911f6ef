//! See [`latchkey_fuzz::claims`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::claims(input));
