//! How much work a parser may make of its input, in time of the processor: that of the wall depends on who else works.

use std::time::Duration;

/// Whatever the input.
const START: Duration = Duration::from_millis(200);
/// For each byte of it, in a build that is not optimised. What works quadratically passes this at a few kilobytes.
const A_BYTE: Duration = Duration::from_micros(30);

/// Lets `parse` read `input`, within the bound.
pub fn bounded<T>(input: &[u8], parse: impl FnOnce(&[u8]) -> T) -> T {
    let (parsed, spent) = timed(|| parse(input));
    let length = u32::try_from(input.len()).expect("is short");
    let most = START + A_BYTE * length;
    assert!(
        spent <= most,
        "{spent:?} for {length} bytes: {}",
        input.escape_ascii()
    );
    parsed
}

/// What `work` yields, and what it took of the processor.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let begun = spent();
    let done = work();
    (done, spent().saturating_sub(begun))
}

/// What this thread took so far, where Linux tells; nothing elsewhere, so that the bound holds on Linux alone.
fn spent() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or(0))
}
