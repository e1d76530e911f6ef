//! See [`latchkey_fuzz::jws`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::jws(input));
