//! See [`latchkey_fuzz::authorization_details`].
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| latchkey_fuzz::authorization_details(input));
