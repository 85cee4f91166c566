//! Our collections of accounts as documents (FEP-7aa9).

use std::collections::{BTreeMap, HashMap};

use domain::account::Account;
use domain::collection::{Collection, CollectionView, Item};
use domain::id::AccountId;
use domain::{Context, account};

use super::activity::Document;
use super::note::time;
use crate::vocab::{
    FeatureAuthorizationDocument, FeaturedCollectionDocument, FeaturedItemDocument, TagDocument,
    context,
};

/// A collection of `owner`, with everyone in it.
pub async fn featured_collection(
    ctx: &Context,
    owner: &Account,
    view: CollectionView,
) -> domain::Result<Document> {
    let ids: Vec<AccountId> = view.items.iter().map(|item| item.account_id).collect();
    let members = account::list(ctx, &ids).await?.into_iter();
    let members: HashMap<AccountId, Account> = members.map(|one| (one.id, one)).collect();
    let items = view.items.iter();
    let items: Vec<FeaturedItemDocument> = items
        .filter_map(|item| Some(featured(ctx, owner, item, members.get(&item.account_id)?)))
        .collect();
    let row = view.row;
    let (summary, summary_map) = match row.language {
        Some(language) => (None, BTreeMap::from([(language, row.description)])),
        None => (Some(row.description), BTreeMap::new()),
    };
    let id = ctx.uris.collection(owner.id, row.id);
    let document = FeaturedCollectionDocument {
        id: id.clone(),
        name: row.name,
        summary,
        summary_map,
        attributed_to: owner.uri.clone(),
        url: ctx.uris.collection_page(row.id),
        sensitive: row.sensitive,
        discoverable: row.discoverable,
        topic: view.tag.map(|tag| TagDocument::Hashtag {
            href: ctx.uris.tag_page(&tag.name),
            name: format!("#{}", tag.display_name),
        }),
        published: time(row.created_at),
        updated: time(row.updated_at),
        total_items: items.len(),
        ordered_items: items,
    };
    Ok(Document::new(id, document, context::featured_collection()))
}

fn featured(ctx: &Context, owner: &Account, item: &Item, member: &Account) -> FeaturedItemDocument {
    FeaturedItemDocument {
        id: ctx
            .uris
            .of_actor(owner.id, &format!("collection_items/{}", item.id)),
        featured_object: member.uri.clone(),
        featured_object_type: super::actor::kind(member).as_str(),
        feature_authorization: ctx.uris.feature_authorization(member.id, item.id),
        published: time(item.created_at),
    }
}

/// That `member` agreed to be in a collection, as an item of it.
pub fn feature_authorization(
    ctx: &Context,
    member: &Account,
    item: &Item,
    collection: &Collection,
) -> Document {
    let id = ctx.uris.feature_authorization(member.id, item.id);
    let document = FeatureAuthorizationDocument {
        id: id.clone(),
        interacting_object: ctx.uris.collection(collection.account_id, collection.id),
        interaction_target: member.uri.clone(),
    };
    Document::new(id, document, context::feature_authorization())
}
