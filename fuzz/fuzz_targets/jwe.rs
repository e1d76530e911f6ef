//! See [`latchkey_fuzz::jwe`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::jwe(input));
