//! Work on one row of a queue that may be poison.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;

/// What `work` yields; a panic in it becomes words, so that it counts as a failure of this row and ends nothing else. Use
/// it for work whose effects are committed in transactions: an unfinished one is rolled back.
///
/// # Errors
/// What the panic said.
pub async fn caught<T>(work: impl Future<Output = T>) -> Result<T, String> {
    let done = AssertUnwindSafe(work).catch_unwind().await;
    done.map_err(|panic| format!("a handler panicked: {}", words(&*panic)))
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let fixed = panic.downcast_ref::<&str>().copied();
    let made = panic.downcast_ref::<String>().map(String::as_str);
    fixed.or(made).unwrap_or("it did not say why")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_words() {
        assert_eq!(caught(async { 1 }).await, Ok(1));
        let poison = caught(async { assert_eq!(1, 2, "numbers differ") }).await;
        let words = poison.expect_err("panicked");
        assert!(words.contains("numbers differ"), "{words}");
    }
}
