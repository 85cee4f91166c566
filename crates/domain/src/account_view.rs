//! What is shown of an account, whoever looks.

use std::collections::HashMap;

use storage::account::{self, Account};
pub use storage::entry::AccountRef;
use storage::id::{AccountId, MediaId};
use storage::media::{self, Media};

use crate::account::{Field, is_present};
use crate::context::Context;
use crate::credential::{self, Badge};
use crate::error::Result;
use crate::profile::{self, Profile};
use crate::text::{self, plain};

/// What no viewer changes of an account. It shows `account.revision` or something newer, never something older.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountView {
    /// The row.
    pub account: Account,
    /// The picture, if there is one.
    pub avatar: Option<Media>,
    /// The banner, if there is one.
    pub header: Option<Media>,
    /// What it says of itself as a professional.
    pub profile: Profile,
    /// What issuers that count here say of it.
    pub badges: Vec<Badge>,
}

impl AccountView {
    /// The profile fields as every app can show them: who vouches for it and what it says of its profession first, in
    /// `language`, then those written. A remote account has the former among the latter, for its own server wrote them.
    pub fn fields(&self, language: &str) -> Result<Vec<Field>> {
        let written: Vec<Field> = serde_json::from_str(&self.account.fields)?;
        if self.account.domain.is_some() {
            return Ok(written.into_iter().map(|field| self.seen(field)).collect());
        }
        let vouched = self.badges.iter().filter_map(|badge| badge.field(language));
        let said = profile::fields(&self.profile, language);
        let said = said.into_iter().map(|field| Field {
            name: field.name.to_owned(),
            value: text::escape(&field.value),
            verified_at: None,
        });
        Ok(vouched.chain(said).chain(written).collect())
    }

    /// A field of a remote account that is nothing but a link to the page of a credential which stands here.
    fn seen(&self, field: Field) -> Field {
        let link = plain::to_plain(&field.value);
        let vouches =
            |badge: &&Badge| badge.standing.is_ok() && badge.page.as_deref() == Some(link.trim());
        let at = self.badges.iter().find(vouches);
        Field {
            verified_at: at.map(|badge| badge.credential.created_at),
            ..field
        }
    }
}

/// Loads accounts that a query found. Those that went in the meantime are missing.
pub async fn load(ctx: &Context, refs: &[AccountRef]) -> Result<HashMap<AccountId, AccountView>> {
    let ids: Vec<AccountId> = refs.iter().map(|account| account.id).collect();
    let rows = account::accounts_of(ctx.db.read(), &ids).await?;
    views(ctx, rows.into_values()).await
}

/// The accounts with these ids that may be shown: the suspended and the gone are missing.
pub async fn present(ctx: &Context, ids: &[AccountId]) -> Result<HashMap<AccountId, AccountView>> {
    let rows = account::accounts_of(ctx.db.read(), ids).await?;
    views(ctx, rows.into_values().filter(is_present)).await
}

/// The versions of those of these accounts that may be shown.
pub async fn refs(ctx: &Context, ids: &[AccountId]) -> Result<HashMap<AccountId, AccountRef>> {
    let rows = account::accounts_of(ctx.db.read(), ids).await?;
    let shown = rows.into_values().filter(is_present);
    Ok(shown.map(|row| (row.id, AccountRef::of(&row))).collect())
}

/// The versions of the accounts that others moved to, as far as they may be shown and have not moved themselves: nobody
/// is led on from one to the next.
pub async fn destinations(
    ctx: &Context,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, AccountRef>> {
    let rows = account::accounts_of(ctx.db.read(), ids).await?;
    let shown = rows.into_values().filter(is_destination);
    Ok(shown.map(|row| (row.id, AccountRef::of(&row))).collect())
}

/// The account that `account` moved to, as [`destinations`] has it.
pub async fn destination(ctx: &Context, account: &Account) -> Result<Option<AccountView>> {
    let Some(id) = account.moved_to_id else {
        return Ok(None);
    };
    let row = account::find_by_id(ctx.db.read(), id).await?;
    Ok(views(ctx, row.filter(is_destination)).await?.remove(&id))
}

fn is_destination(account: &Account) -> bool {
    is_present(account) && account.moved_to_id.is_none()
}

/// Adds to rows what is shown with them.
pub async fn views(
    ctx: &Context,
    accounts: impl IntoIterator<Item = Account>,
) -> Result<HashMap<AccountId, AccountView>> {
    let accounts: Vec<Account> = accounts.into_iter().collect();
    let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
    let mut profiles = profile::profiles_of(ctx, &ids).await?;
    let mut badges = credential::badges_of(ctx, &ids).await?;
    let ids: Vec<MediaId> = accounts
        .iter()
        .flat_map(|account| [account.avatar_id, account.header_id])
        .flatten()
        .collect();
    let files = media::media_of(ctx.db.read(), &ids).await?;
    let file = |id: Option<MediaId>| files.get(&id?).cloned();
    let views = accounts.into_iter().map(|account| {
        let view = AccountView {
            avatar: file(account.avatar_id),
            header: file(account.header_id),
            profile: profiles.remove(&account.id).unwrap_or_default(),
            badges: badges.remove(&account.id).unwrap_or_default(),
            account,
        };
        (view.account.id, view)
    });
    Ok(views.collect())
}
