//! Password hashes: argon2id with the cost that OWASP's cheat sheet names (19 MiB, 2 passes, 1 lane), as PHC strings.

use std::sync::Arc;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// The fewest characters of a password (NIST SP 800-63B section 5.1.1.2).
const MIN_CHARACTERS: usize = 8;
/// The most characters of a password, so that nobody sends megabytes to be hashed.
const MAX_CHARACTERS: usize = 256;

/// Hashes and verifies off the async threads, no more at a time than there are processors: a flood of log-ins waits
/// and takes neither every thread nor all memory.
#[derive(Clone)]
pub struct Passwords(Arc<Semaphore>);

impl Default for Passwords {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        Self(Arc::new(Semaphore::new(processors)))
    }
}

impl Passwords {
    /// The PHC string of a password, with a new salt.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.run(move || {
            let hash: PasswordHash = argon2id()
                .hash_password(password.as_bytes())
                .map_err(Error::internal)?;
            Ok(hash.to_string())
        })
        .await
    }

    /// Whether `password` is the one behind `hash`. Without a hash, or with that of a login without a password, which is
    /// empty, the answer is no, and takes as long.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let hash = hash.filter(|hash| !hash.is_empty()).map(str::to_owned);
        let password = password.to_owned();
        self.run(move || {
            let Some(hash) = hash else {
                let _: PasswordHash = argon2id()
                    .hash_password(password.as_bytes())
                    .map_err(Error::internal)?;
                return Ok(false);
            };
            let hash = PasswordHash::new(&hash).map_err(Error::internal)?;
            Ok(argon2id()
                .verify_password(password.as_bytes(), &hash)
                .is_ok())
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let permit = self
            .0
            .clone()
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(permit);
            result
        })
        .await
        .map_err(Error::internal)?
    }
}

/// What is wrong with the length of a new password: the code of Mastodon's sign-up error, and words that follow its name.
#[must_use]
pub fn refusal(password: &str) -> Option<(&'static str, &'static str)> {
    match password.chars().count() {
        0 => Some(("ERR_BLANK", "can't be blank")),
        1..MIN_CHARACTERS => Some(("ERR_TOO_SHORT", "is too short (minimum is 8 characters)")),
        MIN_CHARACTERS..=MAX_CHARACTERS => None,
        _ => Some(("ERR_TOO_LONG", "is too long (maximum is 256 characters)")),
    }
}

fn argon2id() -> Argon2<'static> {
    let cost = Params::new(19 * 1024, 2, 1, None).expect("the cost is within the bounds of argon2");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_same_password_verifies() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse").await.expect("hashes");
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(
            passwords
                .verify("correct horse", Some(&hash))
                .await
                .expect("verifies")
        );
        assert!(
            !passwords
                .verify("correct house", Some(&hash))
                .await
                .expect("verifies")
        );
        assert!(
            !passwords
                .verify("correct horse", None)
                .await
                .expect("verifies")
        );
        let none = passwords.verify("", Some("")).await;
        assert!(!none.expect("verifies"));
    }
}
