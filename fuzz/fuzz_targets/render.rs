//! Gives libFuzzer `claimcheck_fuzz::render`, which says what it does and what must hold.
#![no_main]

libfuzzer_sys::fuzz_target!(init: claimcheck_fuzz_targets::prepare(), |bytes: &[u8]| {
    claimcheck_fuzz::render(bytes);
});
