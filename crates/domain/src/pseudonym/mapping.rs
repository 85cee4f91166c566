//! The way from a member to their pseudonyms and back. Both directions need the instance secret: a copy of the database
//! alone answers neither whose a pseudonym is nor whether two are the same person's.

use storage::id::UserId;
use storage::pseudonym::Pseudonym;

use crate::context::Context;
use crate::error::{Error, Result};

/// What the owner is wrapped for.
const PURPOSE: &str = "pseudonym owner";
/// The most that an operator can let a member have; a lower limit later hides none that is there.
pub const MOST: u32 = 16;

/// Where pseudonyms of `owner` may stand, the first one first.
pub(super) fn slots(ctx: &Context, owner: UserId) -> Vec<String> {
    let slot = |number| {
        let data = format!("{owner}|{number}");
        ctx.secret.derive_token("pseudonym slot", data.as_bytes())
    };
    (0..MOST).map(slot).collect()
}

/// The owner as it is kept. The same owner is another text each time.
pub(super) fn wrap(ctx: &Context, owner: UserId) -> Result<Vec<u8>> {
    ctx.secret.wrap(PURPOSE, &owner.0.to_be_bytes())
}

/// Whose a pseudonym is.
///
/// # Errors
/// `Internal` when the row was written under another secret.
pub(super) fn owner(ctx: &Context, pseudonym: &Pseudonym) -> Result<UserId> {
    let plain = ctx.secret.unwrap(PURPOSE, &pseudonym.owner)?;
    let bytes = plain.try_into();
    let bytes = bytes.map_err(|_| Error::internal("the owner of a pseudonym is no id"))?;
    Ok(UserId(i64::from_be_bytes(bytes)))
}
