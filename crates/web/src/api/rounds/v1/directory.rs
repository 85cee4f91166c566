//! `/api/rounds/v1/directory`: finding colleagues.

use axum::Json;
use axum::extract::{OriginalUri, State as FromState};
use domain::account_kind::AccountKind;
use domain::account_view::AccountView;
use domain::directory::{self, Filter};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::api::page::Linked;
use crate::entity::directory::{DirectoryIssuer, DirectoryMember};
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{MaybeUser, Paging, Params};
use crate::state::State;

/// Members of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 80);

/// What they have to say of themselves; all of it must be true.
#[derive(Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct Asked {
    /// Words of name, handle, biography, workplace, or labels of the other parameters in any language; the last one may be
    /// the beginning of a word.
    q: String,
    /// An id of the vocabulary.
    specialty: Option<String>,
    /// An id of the vocabulary.
    profession: Option<String>,
    /// A code of ISO 3166-2, or of ISO 3166-1 for a whole country with its regions.
    region: Option<String>,
    /// BCP 47; a language includes its varieties.
    language: Option<String>,
    /// Words of the workplace.
    workplace: String,
    /// Who vouches for them, by its `ActivityPub` id, with a credential that can be relied on now.
    issuer: Option<String>,
    /// An id of the vocabulary.
    account_kind: Option<String>,
    /// Only those of this server.
    #[serde(deserialize_with = "lenient::boolean")]
    #[param(value_type = Option<bool>)]
    local: Option<bool>,
    /// In which the answer is labelled, BCP 47.
    labels: String,
}

impl Asked {
    fn filter(self) -> domain::Result<Filter> {
        let kind = self.account_kind.filter(|id| !id.is_empty());
        let kind = kind.map(|id| id.parse::<AccountKind>()).transpose();
        let filter = Filter {
            text: self.q,
            specialty: self.specialty,
            profession: self.profession,
            region: self.region,
            language: self.language,
            workplace: self.workplace,
            issuer: self.issuer,
            account_kind: kind.map_err(|_| {
                domain::Error::invalid(
                    "account_kind",
                    "is not in the list: choose an id of the vocabulary",
                )
            })?,
            local: self.local == Some(true),
        };
        filter.checked()
    }
}

/// Those who want to be found, the newest first
///
/// People and organisations of this server and of others, as far as they are known here and agreed. Accounts of industry
/// are never among them. Who asks with a token is not shown with whom they have a block or mute.
#[utoipa::path(
    get,
    operation_id = "listDirectory",
    path = "/api/rounds/v1/directory",
    tag = "directory",
    params(Asked),
    responses(
        (status = 200, body = Vec<DirectoryMember>),
        (status = 422, description = "Something is of no list: the error names the parameter and the remedy")
    )
)]
pub async fn index(
    FromState(state): FromState<State>,
    viewer: MaybeUser,
    OriginalUri(uri): OriginalUri,
    paging: Paging,
    Params { mut values, .. }: Params<Asked>,
) -> Result<Linked<Json<Vec<DirectoryMember>>>> {
    let labels = std::mem::take(&mut values.labels);
    let (filter, page) = (values.filter()?, paging.page(PAGE.0, PAGE.1));
    let found = directory::members(&state.ctx, viewer.viewer(), &filter, page).await?;
    let cursors: Vec<i64> = found.iter().map(|it| it.account.id.into()).collect();
    let shown = |member: AccountView| DirectoryMember::new(member, &labels);
    let body = found.into_iter().map(shown).collect();
    Ok(Linked::new(&state, &uri, cursors.into_iter(), Json(body)))
}

/// Those whose word on people counts here, this server among them
#[utoipa::path(
    get,
    operation_id = "listDirectoryIssuers",
    path = "/api/rounds/v1/directory/issuers",
    tag = "directory",
    responses((status = 200, body = Vec<DirectoryIssuer>))
)]
pub async fn issuers(FromState(state): FromState<State>) -> Result<Json<Vec<DirectoryIssuer>>> {
    let issuers = directory::issuers(&state.ctx).await?;
    Ok(Json(issuers.into_iter().map(Into::into).collect()))
}
