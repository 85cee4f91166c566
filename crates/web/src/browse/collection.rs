//! `/collections/ID`: accounts that somebody recommends together.

use axum::extract::{Path, State as FromState};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Response};
use domain::id::{AccountId, CollectionId};
use domain::{account, collection};

use super::{cards, with_activity};
use crate::activitypub::authorized_fetch::Asker;
use crate::activitypub::featured_collections::collection_document;
use crate::activitypub::wants_activity_json;
use crate::error::Result;
use crate::extract::Frame;
use crate::pages::collection::CollectionPage;
use crate::pages::layout::Head;
use crate::state::State;

/// `GET /collections/ID`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let Ok(id) = id.parse() else {
        return super::missing(frame).await;
    };
    if wants_activity_json(&headers) {
        return collection_document(&state, asker, None, id)
            .await
            .into_response();
    }
    frame.finish(page(&state, &frame, id).await)
}

async fn page(state: &State, frame: &Frame, id: CollectionId) -> Result<Response> {
    let ctx = &state.ctx;
    let view = collection::show(ctx, frame.viewer(), id).await?;
    let owner = view.row.account_id;
    let members = view.items.iter().map(|item| item.account_id);
    let ids: Vec<AccountId> = std::iter::once(owner).chain(members).collect();
    let people = account::list(ctx, &ids).await?;
    let mut cards = cards::accounts(ctx, frame.lang(), people)
        .await?
        .into_iter();
    let uri = ctx.uris.collection(owner, id);
    let head = Head {
        description: view.row.description.clone(),
        canonical: Some(ctx.uris.collection_page(id)),
        activity: Some(uri.clone()),
        ..Head::private(view.row.name)
    };
    let page = CollectionPage {
        page: frame.headed(head),
        description: view.row.description,
        tag: view
            .tag
            .map(|tag| (tag.display_name, format!("/tags/{}", tag.name))),
        owner: cards.next().ok_or(domain::Error::NotFound)?,
        accounts: cards.collect(),
        sensitive: view.row.sensitive,
    };
    Ok(with_activity(frame.publish(&page), &uri))
}
