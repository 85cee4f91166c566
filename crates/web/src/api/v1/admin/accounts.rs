//! `/api/v1/admin/accounts`.

use axum::Json;
use axum::extract::State as FromState;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use domain::id::{AccountId, ReportId};
use domain::kinds::{ModerationAction, UserRole};
use domain::moderation::{self, Decision, Filter, Origin, Record, Relief, State as Standing};
use serde::Deserialize;
use serde_json::{Value, json};

use super::PAGE;
use crate::api::page::Linked;
use crate::entity::admin::AdminAccount;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Id, Paging, Params, Staff};
use crate::state::State;

pub(crate) const READ: &str = "admin:read:accounts";
const WRITE: &str = "admin:write:accounts";

/// Which accounts are looked for: a flag that is not set asks for nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a parameter of the API"
)]
pub struct Wanted {
    #[serde(deserialize_with = "flag")]
    local: bool,
    #[serde(deserialize_with = "flag")]
    remote: bool,
    #[serde(deserialize_with = "flag")]
    active: bool,
    #[serde(deserialize_with = "flag")]
    pending: bool,
    #[serde(deserialize_with = "flag")]
    disabled: bool,
    #[serde(deserialize_with = "flag")]
    sensitized: bool,
    #[serde(deserialize_with = "flag")]
    silenced: bool,
    #[serde(deserialize_with = "flag")]
    suspended: bool,
    #[serde(deserialize_with = "flag")]
    staff: bool,
    #[serde(flatten)]
    words: Words,
}

/// The words that both versions look for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Words {
    username: Option<String>,
    display_name: Option<String>,
    by_domain: Option<String>,
    email: Option<String>,
    ip: Option<String>,
}

impl From<Words> for Filter {
    fn from(words: Words) -> Self {
        let said = |word: Option<String>| word.filter(|word| !word.is_empty());
        Self {
            username: said(words.username),
            display_name: said(words.display_name),
            domain: said(words.by_domain),
            email: said(words.email),
            ip: said(words.ip),
            ..Self::default()
        }
    }
}

/// Those who decide on others.
pub(crate) const STAFF: [UserRole; 2] = [UserRole::Moderator, UserRole::Admin];

fn flag<'de, D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<bool, D::Error> {
    Ok(lenient::boolean(deserializer)?.unwrap_or(false))
}

impl From<Wanted> for Filter {
    fn from(wanted: Wanted) -> Self {
        let states = [
            (wanted.active, Standing::Active),
            (wanted.pending, Standing::Pending),
            (wanted.disabled, Standing::Disabled),
            (wanted.sensitized, Standing::Sensitized),
            (wanted.silenced, Standing::Silenced),
            (wanted.suspended, Standing::Suspended),
        ];
        let states = states.into_iter().filter(|(is_wanted, _)| *is_wanted);
        let origin = match (wanted.local, wanted.remote) {
            (true, false) => Some(Origin::Local),
            (false, true) => Some(Origin::Remote),
            _ => None,
        };
        let roles = if wanted.staff { STAFF.to_vec() } else { vec![] };
        Self {
            origin,
            states: states.map(|(_, state)| state).collect(),
            roles,
            ..wanted.words.into()
        }
    }
}

/// `GET /api/v1/admin/accounts`.
pub async fn index(
    state: FromState<State>,
    staff: Staff,
    paging: Paging,
    uri: Uri,
    Params { values, .. }: Params<Wanted>,
) -> Result<Linked<Json<Value>>> {
    list(&state, &staff, &values.into(), &paging, &uri).await
}

/// A page of what both versions list.
pub(crate) async fn list(
    state: &State,
    staff: &Staff,
    filter: &Filter,
    paging: &Paging,
    uri: &Uri,
) -> Result<Linked<Json<Value>>> {
    let by = staff.moderator(READ)?;
    let page = paging.page(PAGE.0, PAGE.1);
    let found = moderation::index(&state.ctx, by, filter, page).await?;
    let shown = found
        .iter()
        .map(|record| Ok(json!(AdminAccount::new(&state.ctx, record)?)))
        .collect::<Result<Value>>()?;
    let cursors = found.iter().map(|record| record.view.account.id.0);
    Ok(Linked::new(state, uri, cursors, Json(shown)))
}

/// `GET /api/v1/admin/accounts/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let by = staff.moderator(READ)?;
    render(&state, &moderation::show(&state.ctx, by, id).await?)
}

fn render(state: &State, record: &Record) -> Result<Response> {
    Ok(Json(AdminAccount::new(&state.ctx, record)?).into_response())
}

/// What is decided.
#[derive(Deserialize)]
pub struct Form {
    #[serde(rename = "type")]
    action: Option<String>,
    #[serde(default, deserialize_with = "lenient::id")]
    report_id: Option<i64>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    send_email_notification: Option<bool>,
}

impl Form {
    fn decision(self) -> Result<Decision> {
        let word = self.action.as_deref().unwrap_or("none");
        let action = ModerationAction::parse(word)
            .ok_or_else(|| Error::invalid("type", "is not included in the list"))?;
        Ok(Decision {
            action,
            report: self.report_id.map(ReportId),
            text: self.text.unwrap_or_default(),
            notify: self.send_email_notification.unwrap_or(false),
        })
    }
}

/// `POST /api/v1/admin/accounts/{id}/action`.
pub async fn act(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<AccountId>,
    Params { values, .. }: Params<Form>,
) -> Result<Json<Value>> {
    let by = staff.moderator(WRITE)?;
    moderation::act(&state.ctx, by, id, values.decision()?).await?;
    Ok(Json(json!({})))
}

/// `POST /api/v1/admin/accounts/{id}/approve`.
pub async fn approve(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let by = staff.moderator(WRITE)?;
    moderation::approve(&state.ctx, by, id).await?;
    render(&state, &moderation::show(&state.ctx, by, id).await?)
}

/// `POST /api/v1/admin/accounts/{id}/reject`: answers who was turned away, as they were.
pub async fn reject(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let by = staff.moderator(WRITE)?;
    let former = moderation::show(&state.ctx, by, id).await?;
    moderation::reject(&state.ctx, by, id).await?;
    render(&state, &former)
}

/// `DELETE /api/v1/admin/accounts/{id}`: answers what is deleted, as it was.
pub async fn destroy(
    FromState(state): FromState<State>,
    staff: Staff,
    Id(id): Id<AccountId>,
) -> Result<Response> {
    let by = staff.administrator(WRITE)?;
    let former = moderation::show(&state.ctx, staff.moderator(WRITE)?, id).await?;
    moderation::delete(&state.ctx, &by, id).await?;
    render(&state, &former)
}

/// `POST /api/v1/admin/accounts/{id}/enable`.
pub async fn enable(state: FromState<State>, staff: Staff, id: Id<AccountId>) -> Result<Response> {
    relieve(&state, &staff, id, Relief::Enable).await
}

/// `POST /api/v1/admin/accounts/{id}/unsensitive`.
pub async fn unsensitive(
    state: FromState<State>,
    staff: Staff,
    id: Id<AccountId>,
) -> Result<Response> {
    relieve(&state, &staff, id, Relief::Unsensitive).await
}

/// `POST /api/v1/admin/accounts/{id}/unsilence`.
pub async fn unsilence(
    state: FromState<State>,
    staff: Staff,
    id: Id<AccountId>,
) -> Result<Response> {
    relieve(&state, &staff, id, Relief::Unsilence).await
}

/// `POST /api/v1/admin/accounts/{id}/unsuspend`.
pub async fn unsuspend(
    state: FromState<State>,
    staff: Staff,
    id: Id<AccountId>,
) -> Result<Response> {
    relieve(&state, &staff, id, Relief::Unsuspend).await
}

async fn relieve(
    state: &State,
    staff: &Staff,
    Id(id): Id<AccountId>,
    relief: Relief,
) -> Result<Response> {
    let by = staff.moderator(WRITE)?;
    moderation::relieve(&state.ctx, by, id, relief).await?;
    render(state, &moderation::show(&state.ctx, by, id).await?)
}
