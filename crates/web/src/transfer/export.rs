//! `/settings/export`: what members can take along.

use axum::extract::{Path, State as FromState};
use axum::response::Response;
use domain::export::{self, Counts};
use domain::id::AccountId;
use domain::kinds::ImportKind;

use super::write::{self, attachment};
use super::{KINDS, file_name, key};
use crate::error::Result;
use crate::extract::Frame;
use crate::extract::frame::log_in_first;
use crate::pages::transfer::{ExportFile, ExportPage};
use crate::state::State;

const PATH: &str = "/settings/export";

/// `GET /settings/export`.
pub async fn show(FromState(state): FromState<State>, frame: Frame) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let counts = export::counts(&state.ctx, browser.holder.account_id).await;
    frame.finish(counts.map_err(Into::into).map(|counts| {
        frame.show(&ExportPage {
            page: frame.page("settings-title"),
            files: KINDS.iter().map(|kind| file(*kind, &counts)).collect(),
        })
    }))
}

fn file(kind: ImportKind, counts: &Counts) -> ExportFile {
    let count = match kind {
        ImportKind::Following => counts.following,
        ImportKind::Lists => counts.lists,
        ImportKind::Blocks => counts.blocks,
        ImportKind::Mutes => counts.mutes,
        ImportKind::DomainBlocks => counts.domain_blocks,
        ImportKind::Bookmarks => counts.bookmarks,
    };
    ExportFile {
        label: key(kind),
        count: u64::try_from(count).unwrap_or_default(),
        name: file_name(kind),
    }
}

/// `GET /settings/export/{file}`.
pub async fn download(
    FromState(state): FromState<State>,
    frame: Frame,
    Path(name): Path<String>,
) -> Response {
    let Some(browser) = &frame.browser else {
        return log_in_first(PATH);
    };
    let Some(kind) = KINDS.into_iter().find(|kind| file_name(*kind) == name) else {
        return frame.finish(Err(domain::Error::NotFound.into()));
    };
    let bytes = written(&state, browser.holder.account_id, kind).await;
    frame.finish(bytes.map(|bytes| attachment(&name, bytes)))
}

async fn written(state: &State, who: AccountId, kind: ImportKind) -> Result<Vec<u8>> {
    let (ctx, local) = (&state.ctx, state.ctx.uris.domain());
    Ok(match kind {
        ImportKind::Following => write::following(&export::following(ctx, who).await?, local),
        ImportKind::Lists => write::lists(&export::lists(ctx, who).await?, local),
        ImportKind::Blocks => write::blocks(&export::blocks(ctx, who).await?, local),
        ImportKind::Mutes => write::mutes(&export::mutes(ctx, who).await?, local),
        ImportKind::DomainBlocks => write::column(export::domain_blocks(ctx, who).await?),
        ImportKind::Bookmarks => write::column(export::bookmarks(ctx, who).await?),
    })
}
