//! The actors of other servers whose signatures this process checked lately, with their keys parsed.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::Duration;

use http_signatures::PublicKey;
use storage::account::Account;
use storage::id::AccountId;

use crate::clock::Timestamp;
use crate::event::Event;

/// When it is full it begins anew.
const CAPACITY: usize = 20_000;
/// After this an actor is read again, so that an event that was missed does not matter for long.
const LIFETIME: Duration = Duration::from_mins(1);

/// An actor and the key it signs with.
pub struct Signer {
    /// Who.
    pub account: Account,
    /// The address of the key, which the actor lists.
    pub key_id: String,
    /// The key itself.
    pub key: PublicKey,
}

/// Keeps signers by the id of their key until they are forgotten. Cheap to clone.
#[derive(Clone, Default)]
pub struct Signers(Arc<RwLock<State>>);

#[derive(Default)]
struct State {
    by_key: HashMap<String, Entry>,
    keys_of: HashMap<AccountId, Vec<String>>,
    /// Rises with each forgetting, so that what was read before it is not kept after it.
    generation: u64,
}

struct Entry {
    signer: Arc<Signer>,
    until: Timestamp,
}

impl Signers {
    /// Whoever signs with this key, if that was looked up a moment ago.
    #[must_use]
    pub fn get(&self, key_id: &str, now: Timestamp) -> Option<Arc<Signer>> {
        let state = self.read();
        let entry = state.by_key.get(key_id);
        entry
            .filter(|entry| entry.until > now)
            .map(|entry| entry.signer.clone())
    }

    /// To be taken before an actor is read from the database, and given to [`Signers::insert`] after.
    #[must_use]
    pub fn generation(&self) -> u64 {
        self.read().generation
    }

    /// Keeps `signer`, unless something was forgotten since it was read.
    pub fn insert(&self, signer: Arc<Signer>, seen: u64, now: Timestamp) {
        let mut state = self.write();
        if state.generation != seen {
            return;
        }
        if state.by_key.len() >= CAPACITY {
            state.clear();
        }
        let key_id = signer.key_id.clone();
        let keys = state.keys_of.entry(signer.account.id).or_default();
        if !keys.contains(&key_id) {
            keys.push(key_id.clone());
        }
        let until = now.after(LIFETIME);
        state.by_key.insert(key_id, Entry { signer, until });
    }

    /// Forgets whom an event makes stale.
    pub fn hear(&self, event: &Event) {
        match event {
            Event::AccountChanged { account_id } => self.forget(*account_id),
            Event::DomainBlocksChanged => self.forget_all(),
            _ => {}
        }
    }

    /// Forgets one actor.
    pub fn forget(&self, id: AccountId) {
        let mut state = self.write();
        state.generation += 1;
        state.remove(id);
    }

    /// Forgets every actor.
    pub fn forget_all(&self) {
        let mut state = self.write();
        state.generation += 1;
        state.clear();
    }

    fn read(&self) -> RwLockReadGuard<'_, State> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, State> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn remove(&mut self, id: AccountId) {
        for key_id in self.keys_of.remove(&id).unwrap_or_default() {
            self.by_key.remove(&key_id);
        }
    }

    fn clear(&mut self) {
        self.by_key.clear();
        self.keys_of.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, remote_account};

    fn signer(account: &Account) -> Arc<Signer> {
        let pem = account.public_key.as_deref().expect("has a key");
        Arc::new(Signer {
            account: account.clone(),
            key_id: account.key_id.clone().expect("has a key"),
            key: PublicKey::from_pem(pem).expect("is a key"),
        })
    }

    #[tokio::test]
    async fn an_actor_is_kept_until_something_of_it_changes() {
        let test = testing::context().await;
        let (signers, now) = (Signers::default(), test.ctx.clock.now());
        let bob = remote_account(&test.ctx, "bob", "b.example").await;
        let eve = remote_account(&test.ctx, "eve", "e.example").await;
        let known = |account: &Account, now| {
            let key_id = account.key_id.as_deref().expect("has a key");
            signers.get(key_id, now).is_some()
        };
        for account in [&bob, &eve] {
            signers.insert(signer(account), signers.generation(), now);
        }
        signers.hear(&Event::AccountChanged { account_id: bob.id });
        assert!(!known(&bob, now) && known(&eve, now));
        signers.hear(&Event::DomainBlocksChanged);
        assert!(!known(&eve, now));
        signers.insert(signer(&eve), signers.generation(), now);
        assert!(known(&eve, now) && !known(&eve, now.after(LIFETIME)));
    }

    #[tokio::test]
    async fn what_was_read_before_a_change_is_not_kept_after_it() {
        let test = testing::context().await;
        let (signers, now) = (Signers::default(), test.ctx.clock.now());
        let bob = remote_account(&test.ctx, "bob", "b.example").await;
        let seen = signers.generation();
        signers.forget(bob.id);
        signers.insert(signer(&bob), seen, now);
        let key_id = bob.key_id.as_deref().expect("has a key");
        assert!(signers.get(key_id, now).is_none());
    }
}
