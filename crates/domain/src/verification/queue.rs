//! The verifiers' queue.

use storage::Page;
use storage::id::VerificationRequestId;
use storage::kinds::VerificationState;
use storage::verification as rows;

use super::Verifier;
use super::request::{Requests, whole};
use crate::context::Context;
use crate::error::{Error, Result};

/// A page of the requests in this state, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn index(
    ctx: &Context,
    _by: &Verifier,
    state: VerificationState,
    page: Page,
) -> Result<Requests> {
    let found = rows::list(ctx.db.read(), state, page).await?;
    whole(ctx, found).await
}

/// One request.
///
/// # Errors
/// `NotFound`.
pub async fn inspect(ctx: &Context, _by: &Verifier, id: VerificationRequestId) -> Result<Requests> {
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    whole(ctx, vec![found.ok_or(Error::NotFound)?]).await
}
