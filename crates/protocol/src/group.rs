//! What those who run groups decide (FEP-1b12): sent to us for a group of ours, or wrapped in the Announce of a group of
//! another server.

mod act;
mod elsewhere;
mod here;

pub(crate) use elsewhere::on_wrapped;
pub(crate) use here::decide;

use crate::error::Error;
use crate::federation::Federation;
use crate::inbox::Authenticated;

/// A thread is locked: of groups alone.
pub(crate) async fn on_lock(
    federation: &Federation,
    received: &Authenticated,
) -> Result<(), Error> {
    decide(federation, received).await?;
    Ok(())
}
