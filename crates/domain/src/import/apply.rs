//! Doing what one line says, by the use-case that an app would call. Every line may be done twice.

use storage::id::{AccountId, ListId, StatusId};

use super::Entry;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::follow::Options;
use crate::list::Settings;
use crate::{account_domain_block, block, bookmark, follow, list, mute};

/// What was found of the subject of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// An account.
    Account(AccountId),
    /// A status; whether the member may see it is not said.
    Status(StatusId),
    /// Nothing was to be found.
    None,
}

/// Does it for `who`.
///
/// # Errors
/// Those of the use-case; `NotFound` when `target` is not what the entry is about.
pub async fn apply(ctx: &Context, who: AccountId, entry: &Entry, target: Target) -> Result<()> {
    match (entry, target) {
        (
            Entry::Follow {
                reblogs,
                notify,
                languages,
                ..
            },
            Target::Account(id),
        ) => {
            let options = Options {
                reblogs: *reblogs,
                notify: *notify,
                languages: languages.clone(),
            };
            follow::follow(ctx, who, id, &options).await
        }
        (Entry::ListMember { list, .. }, Target::Account(id)) => add(ctx, who, list, id).await,
        (Entry::Block { .. }, Target::Account(id)) => block::block(ctx, who, id).await,
        (Entry::Mute { notifications, .. }, Target::Account(id)) => {
            mute::mute(ctx, who, id, *notifications, None).await
        }
        (Entry::Bookmark { .. }, Target::Status(id)) => bookmark::bookmark(ctx, who, id).await,
        (Entry::DomainBlock { domain }, _) => account_domain_block::block(ctx, who, domain).await,
        _ => Err(Error::NotFound),
    }
}

/// Puts `target` on the list called `title`, which is made where it is missing. Only who is followed can be on a list.
async fn add(ctx: &Context, who: AccountId, title: &str, target: AccountId) -> Result<()> {
    if target != who {
        follow::follow(ctx, who, target, &Options::default()).await?;
    }
    let on = list::with(ctx, who, target).await?;
    if on.iter().any(|list| list.title == title) {
        return Ok(());
    }
    let id = named(ctx, who, title).await?;
    list::add(ctx, who, id, vec![target]).await
}

async fn named(ctx: &Context, who: AccountId, title: &str) -> Result<ListId> {
    let known = list::all(ctx, who).await?;
    if let Some(list) = known.iter().find(|list| list.title == title) {
        return Ok(list.id);
    }
    let new = Settings {
        title: Some(title.to_owned()),
        ..Settings::default()
    };
    Ok(list::create(ctx, who, new).await?.id)
}
