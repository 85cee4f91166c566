//! `/tags/NAME`: what is said under a hashtag.

use axum::extract::{Path, State as FromState};
use axum::response::Response;
use domain::Page;
use domain::text::hashtag;
use domain::timeline::{self, Hashtags, Narrow};

use super::{STATUSES, cards, pager};
use crate::error::Result;
use crate::extract::{Frame, Paging};
use crate::pages::layout::Head;
use crate::pages::tag::TagPage;
use crate::state::State;

/// `GET /tags/NAME`.
pub async fn show(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(name): Path<String>,
    paging: Paging,
) -> Response {
    frame.finish(page(&state, &frame, name, paging.page(STATUSES, STATUSES)).await)
}

/// Whether a hashtag may be written so. No sign that means something in an address is part of one.
fn is_name(text: &str) -> bool {
    text.chars()
        .all(|sign| !sign.is_ascii() || sign.is_ascii_alphanumeric() || sign == '_')
}

async fn page(state: &State, frame: &Frame, name: String, asked: Page) -> Result<Response> {
    if !is_name(&name) {
        return Err(domain::Error::NotFound.into());
    }
    let ctx = &state.ctx;
    let head = Head {
        canonical: Some(ctx.uris.tag_page(&hashtag::normalize(&name))),
        ..Head::private(format!("#{name}"))
    };
    let hashtags = Hashtags {
        any: vec![name.clone()],
        ..Hashtags::default()
    };
    let narrow = Narrow::default();
    let entries = timeline::tagged(ctx, frame.viewer(), &hashtags, narrow, asked).await?;
    let cursors: Vec<i64> = entries.iter().map(|entry| entry.cursor).collect();
    let page = TagPage {
        page: frame.headed(head),
        statuses: cards::statuses(ctx, frame.lang(), &entries).await?,
        pager: pager::around(&format!("/tags/{name}"), &asked, &cursors),
    };
    Ok(frame.publish(&page))
}
