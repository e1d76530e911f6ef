//! See [`latchkey_fuzz::user_code`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::user_code(input));
