//! See [`latchkey_fuzz::basic`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::basic(input));
