//! `Collection`, what is in it, and what wraps the two.

use domain::account_view::AccountRef;
use domain::collection::{self, CollectionView, Item};
use domain::{Context, text};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::value::RawValue;

use super::Json;
use super::account::Account;
use super::format::{Id, Time, Url};
use super::tag::TagLink;
use crate::error::Result;
use crate::state::State;

/// Accounts that someone recommends together.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Collection {
    #[schemars(with = "Id")]
    id: String,
    #[schemars(with = "Id")]
    account_id: String,
    #[schemars(with = "Url")]
    uri: String,
    /// The page for people.
    #[schemars(with = "Url")]
    url: String,
    name: String,
    /// HTML.
    description: String,
    language: Option<String>,
    /// Those of other servers are not kept here.
    local: bool,
    sensitive: bool,
    discoverable: bool,
    tag: Option<TagLink>,
    #[schemars(with = "Time")]
    created_at: String,
    #[schemars(with = "Time")]
    updated_at: String,
    item_count: usize,
    items: Vec<CollectionItem>,
}

/// An account in a collection.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CollectionItem {
    #[schemars(with = "Id")]
    id: String,
    #[schemars(with = "Id")]
    account_id: String,
    state: &'static str,
    #[schemars(with = "Time")]
    created_at: String,
}

/// One collection.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WrappedCollection {
    collection: Collection,
}

/// Several.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Collections {
    collections: Vec<Collection>,
}

/// One account in a collection.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WrappedCollectionItem {
    collection_item: CollectionItem,
}

/// A collection, its owner and everyone in it.
#[derive(Serialize, JsonSchema)]
pub struct CollectionWithAccounts {
    #[schemars(with = "Vec<Account<'static>>")]
    accounts: Box<RawValue>,
    collection: Collection,
}

impl Collection {
    /// Shows `view`.
    #[must_use]
    pub fn new(ctx: &Context, view: CollectionView) -> Self {
        let row = view.row;
        Self {
            id: row.id.to_string(),
            account_id: row.account_id.to_string(),
            uri: ctx.uris.collection(row.account_id, row.id),
            url: ctx.uris.collection_page(row.id),
            name: row.name,
            description: text::escape(&row.description),
            language: row.language,
            local: true,
            sensitive: row.sensitive,
            discoverable: row.discoverable,
            tag: view.tag.map(|tag| TagLink {
                url: ctx.uris.tag_page(&tag.name),
                name: tag.display_name,
            }),
            created_at: row.created_at.to_rfc3339(),
            updated_at: row.updated_at.to_rfc3339(),
            item_count: view.items.len(),
            items: view.items.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Item> for CollectionItem {
    fn from(item: Item) -> Self {
        Self {
            id: item.id.to_string(),
            account_id: item.account_id.to_string(),
            state: item.state.as_str(),
            created_at: item.created_at.to_rfc3339(),
        }
    }
}

impl WrappedCollection {
    /// Shows `view`.
    #[must_use]
    pub fn new(ctx: &Context, view: CollectionView) -> Self {
        Self {
            collection: Collection::new(ctx, view),
        }
    }
}

impl Collections {
    /// Shows `views`.
    #[must_use]
    pub fn new(ctx: &Context, views: Vec<CollectionView>) -> Self {
        let shown = views.into_iter().map(|view| Collection::new(ctx, view));
        Self {
            collections: shown.collect(),
        }
    }
}

impl From<Item> for WrappedCollectionItem {
    fn from(item: Item) -> Self {
        Self {
            collection_item: item.into(),
        }
    }
}

/// `CollectionWithAccounts`: a collection with its owner and everyone in it.
///
/// # Errors
/// When the database refuses.
pub async fn with_accounts(state: &State, view: CollectionView) -> Result<Json> {
    let ctx = &state.ctx;
    let people: Vec<AccountRef> = collection::people(ctx, &view).await?;
    let Json(accounts) = state.fragments.accounts(ctx, &people).await?;
    let whole = CollectionWithAccounts {
        accounts: serde_json::from_slice(&accounts).map_err(domain::Error::from)?,
        collection: Collection::new(ctx, view),
    };
    Ok(Json(
        serde_json::to_vec(&whole).map_err(domain::Error::from)?,
    ))
}
