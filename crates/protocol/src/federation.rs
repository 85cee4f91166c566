//! What every exchange with another server needs.

use domain::Context;

use crate::fetch::Client;

/// Cheap to clone.
#[derive(Clone)]
pub struct Federation {
    /// The rules and the rows.
    pub ctx: Context,
    /// The one client for outgoing requests.
    pub client: Client,
}

impl Federation {
    /// Speaks for `ctx` through `client`.
    #[must_use]
    pub fn new(ctx: Context, client: Client) -> Self {
        Self { ctx, client }
    }
}
