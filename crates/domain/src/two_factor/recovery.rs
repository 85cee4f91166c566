//! Recovery codes: ten, each of which works once in the place of the second factor.

use storage::Transaction;
use storage::id::UserId;
use storage::two_factor as rows;

use crate::context::Context;
use crate::error::{Error, Result};
use crate::proof::{self, Proof};

/// How many somebody gets.
const COUNT: usize = 10;
/// Letters of a part of a code, of which it has four: 80 random bits.
const PART: usize = 5;

/// Makes new recovery codes in the place of all that a login had. They are shown once and kept as digests alone.
///
/// # Errors
/// `Invalid` when the password is another one, `Conflict` when there is no second factor for which they could stand.
pub async fn renew(ctx: &Context, id: UserId, current: Proof<'_>) -> Result<Vec<String>> {
    proof::demand(ctx, id, current).await?;
    let tx = ctx.db.begin().await?;
    let found = storage::user::find_by_id(&*tx, id).await?;
    if found.ok_or(Error::NotFound)?.second_factor_at.is_none() {
        return Err(Error::Conflict("This login has no second factor"));
    }
    let codes = write(ctx, &tx, id).await?;
    tx.commit().await?;
    Ok(codes)
}

/// [`renew`] within a use-case.
pub(super) async fn write(ctx: &Context, tx: &Transaction, id: UserId) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..COUNT).map(|_| draw()).collect();
    let hashes: Vec<String> = codes.iter().map(|code| hash(ctx, id, code)).collect();
    rows::replace_recovery_codes(&**tx, id, &hashes).await?;
    Ok(codes)
}

/// Uses a code up; says whether it was one.
pub(super) async fn spend(ctx: &Context, tx: &Transaction, id: UserId, code: &str) -> Result<bool> {
    Ok(rows::use_recovery_code(&**tx, id, &hash(ctx, id, code)).await?)
}

fn draw() -> String {
    let text = hex::encode(rand::random::<[u8; 10]>());
    let parts: Vec<&str> = (0..text.len())
        .step_by(PART)
        .map(|start| &text[start..start + PART])
        .collect();
    parts.join("-")
}

/// Under the instance secret, so that the database alone is of no use for guessing. Case, spaces and dashes do not matter.
fn hash(ctx: &Context, id: UserId, code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric);
    let code: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    let data = format!("{id}|{code}");
    ctx.secret.derive_token("recovery code", data.as_bytes())
}
