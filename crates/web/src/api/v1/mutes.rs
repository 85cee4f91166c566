//! `/api/v1/mutes`.

use axum::extract::State as FromState;
use axum::http::Uri;
use domain::id::AccountId;
use domain::{account_list, relationship};
use serde_json::json;

use crate::api::page::Linked;
use crate::entity::Json;
use crate::error::Result;
use crate::extract::{Paging, User};
use crate::fragment;
use crate::state::State;

/// `GET /api/v1/mutes`: `MutedAccount`s, which say when the mute ends.
pub async fn index(
    FromState(state): FromState<State>,
    user: User,
    paging: Paging,
    uri: Uri,
) -> Result<Linked<Json>> {
    user.require("read:mutes")?;
    let ctx = &state.ctx;
    let listed = account_list::mutes(ctx, user.account_id, paging.page(40, 80)).await?;
    let ids: Vec<AccountId> = listed.iter().map(|row| row.account_id).collect();
    let between = relationship::list(ctx, user.account_id, &ids, false).await?;
    let refs = listed.iter().map(account_list::Listed::account);
    let pieces = state.fragments.load(ctx, &[], refs).await?;
    let json = fragment::list(&between, |out, muted| {
        pieces.write_account(out, muted.account_id)?;
        let ends = json!(muted.muting_expires_at.map(domain::Timestamp::to_rfc3339));
        // The object of the account goes on.
        out.pop();
        out.extend_from_slice(format!(",\"mute_expires_at\":{ends}}}").as_bytes());
        Some(())
    });
    let cursors = listed.iter().map(|row| row.cursor);
    Ok(Linked::new(&state, &uri, cursors, json))
}
