//! `/moderation/issuers`: whose word counts here. To moderators who do not administer the page does not exist.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::credential_issuer::{self, CredentialIssuer};
use domain::id::CredentialIssuerId;
use serde::Deserialize;

use super::{Desk, administrator, decides};
use crate::api::rounds::v1::admin::credential_issuers::kinds;
use crate::auth::settings::Done;
use crate::auth::words;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent};
use crate::pages::issuers::{IssuerRow, IssuersPage, kind_key, new_form};
use crate::state::State;

const PATH: &str = "/moderation/issuers";

/// `GET /moderation/issuers`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let page = async {
        administrator(&by)?;
        let mut page = page(&state, &frame, &Values::default()).await?;
        page.page.notice = done.notice(frame.lang());
        Ok(frame.show(&page))
    };
    frame.finish(page.await)
}

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    issuer: String,
    #[serde(deserialize_with = "lenient::texts")]
    kinds: Option<Vec<String>>,
}

/// `POST /moderation/issuers`.
pub async fn create(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let added = async {
        let by = decides(&by, &frame, &values.csrf)?;
        let kinds = kinds(values.kinds.as_deref().unwrap_or_default())?;
        credential_issuer::add(&state.ctx, by.into(), &values.issuer, &kinds).await?;
        Ok(saved())
    };
    let added = added.await;
    let Err(Error::Domain(Invalid { field, reason })) = added else {
        return frame.finish(added);
    };
    let page = page(&state, &frame, &values).await;
    frame.finish(page.map(|mut page| {
        let words = words::of_field(frame.lang(), field, &reason);
        page.form = page.form.refuse(field, words);
        frame.refuse(&page)
    }))
}

/// `POST /moderation/issuers/{id}/remove`.
pub async fn destroy(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let removed = async {
        let by = decides(&by, &frame, &values.csrf)?;
        let id: CredentialIssuerId = id.parse().map_err(|_| domain::Error::NotFound)?;
        credential_issuer::remove(&state.ctx, by.into(), id).await?;
        Ok(saved())
    };
    frame.finish(removed.await)
}

fn saved() -> Response {
    Redirect::to(&format!("{PATH}?saved=1")).into_response()
}

async fn page(state: &State, frame: &Frame, sent: &Values) -> Result<IssuersPage> {
    let rows = credential_issuer::list(&state.ctx).await?;
    let chosen = sent.kinds.as_deref().unwrap_or_default();
    Ok(IssuersPage {
        page: frame.page("issuers-title"),
        issuers: rows.into_iter().map(row).collect(),
        form: new_form(frame.lang(), &sent.issuer, chosen),
    })
}

fn row(issuer: CredentialIssuer) -> IssuerRow {
    IssuerRow {
        kind: kind_key(issuer.kind),
        path: format!("{PATH}/{}/remove", issuer.id),
        uri: issuer.issuer_uri,
    }
}
