//! See [`latchkey_fuzz::passkey`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::passkey(input));
