#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| redshift_local::fuzzing::procedure(bytes));
