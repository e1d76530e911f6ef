//! See [`latchkey_fuzz::token_exchange`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::token_exchange(input));
