//! `/api/oembed`: how other websites show a post of ours (oembed.com).

use axum::Json;
use axum::extract::State as FromState;
use domain::{account, status};
use serde::Deserialize;

use crate::entity::embed::Embed;
use crate::error::Result;
use crate::extract::Params;
use crate::extract::params::lenient;
use crate::state::State;

/// Pixels where none are asked for, as on Mastodon.
const WIDTH: u32 = 400;

/// What is to be shown, and how large it may be.
#[derive(Deserialize)]
pub struct Wish {
    url: String,
    #[serde(default, deserialize_with = "lenient::id")]
    maxwidth: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    maxheight: Option<i64>,
}

/// `GET /api/oembed`. What not everyone may read is not found.
pub async fn show(
    FromState(state): FromState<State>,
    Params { values: wish, .. }: Params<Wish>,
) -> Result<Json<Embed>> {
    let ctx = &state.ctx;
    let id = ctx.uris.status_of(&wish.url);
    let entry = status::embeddable(ctx, id.ok_or(domain::Error::NotFound)?).await?;
    let author = account::show(ctx, entry.status.author.id).await?;
    let pixels = |wished: Option<i64>| {
        let wished = wished.and_then(|pixels| u32::try_from(pixels).ok());
        wished.filter(|pixels| *pixels > 0)
    };
    let width = pixels(wish.maxwidth).unwrap_or(WIDTH);
    let height = pixels(wish.maxheight);
    Ok(Json(Embed::new(
        ctx,
        &author,
        entry.status.id,
        width,
        height,
    )))
}

#[cfg(test)]
mod tests;
