//! Work that does not end well however often it is begun: it is set aside, so that it holds nothing else up.

use std::any::Any;
use std::future::Future;
use std::panic::AssertUnwindSafe;

use futures::FutureExt as _;

/// How often work is begun before it is taken for what ends the process: a kill is no fault of it, twenty are.
const BEGUN: i32 = 25;

/// What was said when work panicked.
#[derive(Debug, thiserror::Error)]
#[error("panicked: {0}")]
pub struct Panicked(String);

/// Runs `work` to its end. A panic is an error of this work and of nothing else.
///
/// # Errors
/// When it panicked.
pub async fn contained<F: Future>(work: F) -> Result<F::Output, Panicked> {
    // What it left half done is in a transaction that is dropped, and so undone.
    AssertUnwindSafe(work)
        .catch_unwind()
        .await
        .map_err(|panic| Panicked(words(panic.as_ref())))
}

/// Takes out of `claimed` what was begun too often, with what is to be said of it.
pub fn set_aside<T>(claimed: &mut Vec<T>, attempts: impl Fn(&T) -> i32) -> Vec<(T, String)> {
    let deadly = claimed.extract_if(.., |work| attempts(work) > BEGUN);
    let words = format!("begun {BEGUN} times, and each time the process ended before the work");
    deadly.map(|work| (work, words.clone())).collect()
}

fn words(panic: &(dyn Any + Send)) -> String {
    let words = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    words.unwrap_or("without words").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_error_with_its_words() {
        let number = contained(async { 7 }).await;
        assert_eq!(number.expect("ends well"), 7);
        let words = "all is lost".to_owned();
        let lost: Result<(), Panicked> = contained(async move { panic!("{words}") }).await;
        let error = lost.expect_err("panicked");
        assert_eq!(error.to_string(), "panicked: all is lost");
    }
}
