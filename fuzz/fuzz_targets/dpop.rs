//! See [`latchkey_fuzz::dpop`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::dpop(input));
