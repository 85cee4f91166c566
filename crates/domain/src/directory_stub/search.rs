//! Members look for those who are none yet.

use std::collections::HashMap;

use storage::Page;
use storage::directory_stub::{self as rows, DirectoryStub};
use storage::id::{AccountId, DirectoryStubId};
use storage::kinds::StubKind;

use crate::account_kind::AccountKind;
use crate::context::Context;
pub use crate::directory::COUNTED;
use crate::directory::Filter;
use crate::error::{Error, Result};
use crate::profile::{self, Profile};

/// Somebody who stands in a list, as members see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stub {
    /// Its id.
    pub id: DirectoryStubId,
    /// Whether it is somebody or an organisation.
    pub kind: StubKind,
    /// What they are called there.
    pub name: String,
    /// What the list calls their profession, fields, place and languages.
    pub profile: Profile,
    /// The name of the list.
    pub source: String,
}

impl Stub {
    fn new(row: DirectoryStub) -> Self {
        Self {
            profile: super::profile(&row),
            id: row.id,
            kind: row.kind,
            name: row.name,
            source: row.source,
        }
    }
}

/// Whether an account of this instance sees stubs: those of industry do not.
///
/// # Errors
/// When the database refuses.
pub async fn may_see(ctx: &Context, who: AccountId) -> Result<bool> {
    let profile = profile::profiles_of(ctx, &[who]).await?.remove(&who);
    let kind = profile.and_then(|profile| profile.account_kind);
    Ok(kind.is_none_or(AccountKind::is_listed))
}

/// A page of those whom `filter` finds, the newest first.
///
/// # Errors
/// `NotFound` for an account of industry.
pub async fn list(ctx: &Context, who: AccountId, filter: &Filter, page: Page) -> Result<Vec<Stub>> {
    admit(ctx, who).await?;
    let found = rows::list(ctx.db.read(), &filter.words(), page).await?;
    Ok(found.into_iter().map(Stub::new).collect())
}

/// How many `filter` finds on all pages. One more than [`COUNTED`] stands for any number above it.
///
/// # Errors
/// `NotFound` for an account of industry.
pub async fn count(ctx: &Context, who: AccountId, filter: &Filter) -> Result<u64> {
    admit(ctx, who).await?;
    let found = rows::count(ctx.db.read(), &filter.words(), COUNTED + 1).await?;
    Ok(u64::try_from(found).unwrap_or_default())
}

/// One of them.
///
/// # Errors
/// `NotFound` for an account of industry, and when somebody claimed it.
pub async fn show(ctx: &Context, who: AccountId, id: DirectoryStubId) -> Result<Stub> {
    admit(ctx, who).await?;
    let found = rows::find_by_id(ctx.db.read(), id).await?;
    let free = found.filter(|row| row.claimed_by.is_none());
    free.map(Stub::new).ok_or(Error::NotFound)
}

/// What these entries say, claimed or not, for those who decide on requests that name them.
pub(crate) async fn named(
    ctx: &Context,
    ids: &[DirectoryStubId],
) -> Result<HashMap<DirectoryStubId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = rows::list_by_ids(ctx.db.read(), ids).await?;
    let words = |row: DirectoryStub| {
        let place = row.workplace.map(|place| format!(", {place}"));
        let words = format!("{}{} ({})", row.name, place.unwrap_or_default(), row.source);
        (row.id, words)
    };
    Ok(found.into_iter().map(words).collect())
}

async fn admit(ctx: &Context, who: AccountId) -> Result<()> {
    may_see(ctx, who)
        .await?
        .then_some(())
        .ok_or(Error::NotFound)
}
