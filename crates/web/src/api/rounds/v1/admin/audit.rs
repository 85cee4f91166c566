//! `/api/rounds/v1/admin/audit`: what people with duties did.

use axum::Json;
use axum::extract::{OriginalUri, State as FromState};
use domain::Timestamp;
use domain::audit::{self, Filter, Shown};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::api::page::Linked;
use crate::error::{Error, Result};
use crate::extract::{Paging, Params, Staff};
use crate::state::State;

/// Entries of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 200);

/// A link of the chain of what people with duties did.
#[derive(Serialize, ToSchema)]
pub struct AuditEntry {
    /// Its number; entries are numbered without a gap.
    id: String,
    /// RFC 3339.
    created_at: String,
    /// `account:ID`, `operator` (the command line), `system` or `directory:NAME`.
    actor: String,
    /// The handle of that account.
    actor_acct: Option<String>,
    /// What was done, as `feature.verb`.
    action: String,
    /// To what, as `feature:id`.
    subject: String,
    /// The handle of the account to which it was done.
    subject_acct: Option<String>,
    /// More about it: ids and words of closed lists.
    #[schema(value_type = Object)]
    detail: Value,
    /// The hash of the entry before; empty for the first.
    previous_hash: String,
    /// SHA-256 of the entry, as hex.
    hash: String,
}

impl From<Shown> for AuditEntry {
    fn from(shown: Shown) -> Self {
        let entry = shown.entry;
        Self {
            id: entry.seq.to_string(),
            created_at: entry.at.to_rfc3339(),
            actor: entry.actor,
            actor_acct: shown.actor,
            action: entry.action,
            subject: entry.subject,
            subject_acct: shown.subject,
            detail: serde_json::from_str(&entry.detail).unwrap_or_default(),
            previous_hash: entry.previous_hash,
            hash: entry.hash,
        }
    }
}

/// Which entries are asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    action: Option<String>,
    actor: Option<String>,
    since: Option<String>,
    until: Option<String>,
}

/// What people with duties did, the newest first; administrators may
#[utoipa::path(
    get,
    operation_id = "listAuditEntries",
    path = "/api/rounds/v1/admin/audit",
    tag = "administration",
    params(
        ("action" = Option<String>, Query, description = "`feature.verb`, or `feature` for all that was done to it"),
        ("actor" = Option<String>, Query, description = "A handle, or as an entry names whoever acted"),
        ("since" = Option<String>, Query, description = "RFC 3339"),
        ("until" = Option<String>, Query, description = "RFC 3339; not included"),
        ("max_id" = Option<String>, Query),
        ("since_id" = Option<String>, Query),
        ("min_id" = Option<String>, Query),
        ("limit" = Option<u64>, Query)
    ),
    security(("token" = ["admin:read"])),
    responses((status = 200, body = Vec<AuditEntry>), (status = 401), (status = 403), (status = 422))
)]
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    OriginalUri(uri): OriginalUri,
    paging: Paging,
    Params { values, .. }: Params<Asked>,
) -> Result<Linked<Json<Vec<AuditEntry>>>> {
    let by = staff.administrator("admin:read")?;
    let filter = Filter {
        actor: match values.actor {
            Some(actor) => Some(audit::actor_of(&state.ctx, &actor).await?),
            None => None,
        },
        action: values.action,
        since: moment("since", values.since)?,
        until: moment("until", values.until)?,
    };
    let page = paging.page(PAGE.0, PAGE.1);
    let shown = audit::index(&state.ctx, &by, &filter, page).await?;
    Ok(Linked::rows(&state, &uri, shown, |it| it.entry.seq))
}

fn moment(field: &'static str, text: Option<String>) -> Result<Option<Timestamp>> {
    let Some(text) = text else {
        return Ok(None);
    };
    let moment = Timestamp::parse_rfc3339(&text);
    let wrong = || Error::invalid(field, "is no RFC 3339 date");
    moment.map(Some).ok_or_else(wrong)
}
