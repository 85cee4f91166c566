//! The tokens that this process saw lately.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use storage::id::{AccountId, TokenId, UserId};

use super::Bearer;
use crate::clock::Timestamp;
use crate::event::Event;

/// When it is full it begins anew.
const CAPACITY: usize = 20_000;
/// After this a token is read again, so that an event that was missed does not matter for long.
const LIFETIME: Duration = Duration::from_mins(1);

/// Keeps tokens by their hash until they are forgotten.
#[derive(Clone, Default)]
pub struct Tokens(Arc<State>);

#[derive(Default)]
struct State {
    entries: RwLock<HashMap<String, Entry>>,
    /// Rises with each forgetting, so that what was read before it is not kept after it.
    generation: AtomicU64,
}

struct Entry {
    bearer: Arc<Bearer>,
    until: Timestamp,
}

impl Tokens {
    pub(super) fn get(&self, hash: &str, now: Timestamp) -> Option<Arc<Bearer>> {
        let entries = self
            .0
            .entries
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        entries
            .get(hash)
            .filter(|entry| entry.until > now)
            .map(|entry| entry.bearer.clone())
    }

    /// To be taken before a token is read from the database, and given to [`Tokens::insert`] after.
    pub(super) fn generation(&self) -> u64 {
        self.0.generation.load(Ordering::SeqCst)
    }

    pub(super) fn insert(&self, hash: String, bearer: Arc<Bearer>, seen: u64, now: Timestamp) {
        let mut entries = self
            .0
            .entries
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if self.generation() != seen {
            return;
        }
        if entries.len() >= CAPACITY {
            entries.clear();
        }
        entries.insert(
            hash,
            Entry {
                bearer,
                until: now.after(LIFETIME),
            },
        );
    }

    /// Forgets what an event makes stale.
    pub fn hear(&self, event: &Event) {
        match event {
            Event::TokenRevoked { token_id } => self.forget(*token_id),
            Event::UserChanged { user_id } => self.forget_user(*user_id),
            Event::AccountChanged { account_id } => self.forget_account(*account_id),
            _ => {}
        }
    }

    /// Forgets one token.
    pub fn forget(&self, id: TokenId) {
        self.forget_where(|bearer| bearer.token_id == id);
    }

    /// Forgets the tokens of a login.
    pub fn forget_user(&self, id: UserId) {
        self.forget_where(|bearer| bearer.holder.is_some_and(|holder| holder.user_id == id));
    }

    /// Forgets the tokens that act as an account.
    pub fn forget_account(&self, id: AccountId) {
        self.forget_where(|bearer| bearer.holder.is_some_and(|holder| holder.account_id == id));
    }

    fn forget_where(&self, stale: impl Fn(&Bearer) -> bool) {
        let mut entries = self
            .0
            .entries
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        self.0.generation.fetch_add(1, Ordering::SeqCst);
        entries.retain(|_, entry| !stale(&entry.bearer));
    }
}
