//! `CredentialAccount`: an account as its owner sees it, with what it was written from.

use domain::account::Field;
use domain::account_view::AccountView;
use domain::kinds::QuotePolicy;
use domain::text::plain;
use domain::user::User;
use domain::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;

use super::account::Account;
use super::format::Time;
use super::role::Role;
use super::visibility::Visibility;

/// The entity.
#[derive(Serialize, JsonSchema)]
pub struct CredentialAccount<'a> {
    #[serde(flatten)]
    account: Account<'a>,
    source: Source<'a>,
    role: Role,
}

#[derive(Serialize, JsonSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of the API"
)]
struct Source<'a> {
    privacy: Visibility,
    sensitive: bool,
    language: Option<&'a str>,
    note: &'a str,
    fields: Vec<SourceField>,
    follow_requests_count: i64,
    hide_collections: bool,
    discoverable: bool,
    indexable: bool,
    attribution_domains: Vec<String>,
    quote_policy: QuotePolicy,
}

#[derive(Serialize, JsonSchema)]
pub(super) struct SourceField {
    name: String,
    value: String,
    #[schemars(with = "Option<Time>")]
    verified_at: Option<String>,
}

impl<'a> CredentialAccount<'a> {
    /// `user` is the login that looks at its own account, which may have moved, and for which `requests` wait.
    ///
    /// # Errors
    /// When a column holds something else than it should.
    pub fn new(
        ctx: &Context,
        view: &'a AccountView,
        moved_to: Option<&'a AccountView>,
        user: &'a User,
        requests: i64,
    ) -> Result<Self> {
        let account = &view.account;
        let fields: Vec<Field> = serde_json::from_str(&account.fields)?;
        let moved_to = moved_to.map(|view| Account::new(ctx, view)).transpose()?;
        Ok(Self {
            account: Account::new(ctx, view)?.moved_to(moved_to),
            source: Source {
                privacy: user.default_visibility.into(),
                sensitive: user.default_sensitive,
                language: user.default_language.as_deref(),
                note: &account.note_source,
                fields: fields.into_iter().map(SourceField::from).collect(),
                follow_requests_count: requests,
                hide_collections: account.hide_collections,
                discoverable: account.discoverable,
                indexable: account.indexable,
                attribution_domains: serde_json::from_str(&account.attribution_domains)?,
                quote_policy: user.default_quote_policy,
            },
            role: user.role.into(),
        })
    }
}

impl From<Field> for SourceField {
    fn from(field: Field) -> Self {
        Self {
            name: field.name,
            // The HTML of a field says nothing that its text does not.
            value: plain::to_plain(&field.value),
            verified_at: field.verified_at.map(domain::Timestamp::to_rfc3339),
        }
    }
}
