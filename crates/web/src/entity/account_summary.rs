//! An account in a few words; the whole of it is `GET /api/v1/accounts/{id}`.

use domain::account::{Account, acct};
use serde::Serialize;
use utoipa::ToSchema;

/// An account in a few words; `GET /api/v1/accounts/{id}` has the rest.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountSummary {
    /// Its id in both APIs.
    pub id: String,
    /// `user` for an account of this server, else `user@domain`.
    pub acct: String,
    /// What people read.
    pub display_name: String,
    /// Its page.
    pub url: String,
    /// Its `ActivityPub` id.
    pub uri: String,
}

impl From<&Account> for AccountSummary {
    fn from(account: &Account) -> Self {
        Self {
            id: account.id.to_string(),
            acct: acct(account),
            display_name: account.display_name.clone(),
            url: account.url.clone().unwrap_or_else(|| account.uri.clone()),
            uri: account.uri.clone(),
        }
    }
}
