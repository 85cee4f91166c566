//! How many requests one task may cause.

use super::error::{FetchError, Refusal};

/// Requests left to a task; a redirect costs as much as a first request.
///
/// One signed activity may name a key, an object, its parent and so on without end: whoever starts the work hands the
/// same budget down to all of it.
#[derive(Debug)]
pub struct Budget {
    left: u32,
}

impl Budget {
    /// `requests` is the most this task may send.
    pub fn new(requests: u32) -> Self {
        Self { left: requests }
    }

    pub(super) fn spend(&mut self) -> Result<(), FetchError> {
        self.left = self.left.checked_sub(1).ok_or(Refusal::BudgetSpent)?;
        Ok(())
    }
}

impl Default for Budget {
    /// Enough for an author, a thread and its mentions; too little to be made a weapon of.
    fn default() -> Self {
        Self::new(20)
    }
}
