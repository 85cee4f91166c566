//! `/api/rounds/v1/admin/queue`: what waits to be sent or done, and what was given up.

use axum::Json;
use axum::extract::{OriginalUri, Path, State as FromState};
use domain::moderation::Authority;
use domain::queue::{self, Backlog, Item, Lane, Line, Which};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::api::page::Linked;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Paging, Params, Staff};
use crate::state::State;

pub(super) const READ: &str = "admin:read";
pub(super) const WRITE: &str = "admin:write";

/// Rows of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 200);

/// Everything at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueOverview {
    /// Deliveries by host, the longest waiting first.
    hosts: Vec<QueueLane>,
    /// What came from other servers.
    inbox: QueueBacklog,
    /// Everything else.
    jobs: QueueBacklog,
}

/// What stands in the queue for a host.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueLane {
    host: String,
    #[serde(flatten)]
    backlog: QueueBacklog,
    /// Failures in a row.
    failures: i32,
    /// Nothing is sent before this.
    closed_until: Option<String>,
    /// Why the last attempt failed.
    last_error: Option<String>,
}

/// How much there is.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueBacklog {
    /// What waits for its time or is under way.
    waiting: i64,
    /// What was given up.
    failed: i64,
    /// Since when the oldest of what waits does.
    oldest: Option<String>,
    /// How often that of what waits was tried that was tried most often.
    attempts: i32,
}

/// A row of a queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueItem {
    id: String,
    /// The id of the activity, or the kind of job.
    what: String,
    /// The other server.
    host: Option<String>,
    attempts: i32,
    /// When it is tried again, if it is not given up.
    next_at: String,
    last_error: Option<String>,
    created_at: String,
}

impl From<Backlog> for QueueBacklog {
    fn from(backlog: Backlog) -> Self {
        Self {
            waiting: backlog.waiting,
            failed: backlog.failed,
            oldest: backlog.oldest.map(domain::Timestamp::to_rfc3339),
            attempts: backlog.attempts.unwrap_or_default(),
        }
    }
}

impl From<Lane> for QueueLane {
    fn from(lane: Lane) -> Self {
        let closed = Some(lane.closed_until).filter(|at| at.millis() > 0);
        Self {
            host: lane.host,
            backlog: lane.backlog.into(),
            failures: lane.failures,
            closed_until: closed.map(domain::Timestamp::to_rfc3339),
            last_error: lane.last_error,
        }
    }
}

impl From<Item> for QueueItem {
    fn from(item: Item) -> Self {
        Self {
            id: item.id.to_string(),
            what: item.what,
            host: item.host,
            attempts: item.attempts,
            next_at: item.run_at.to_rfc3339(),
            last_error: item.last_error,
            created_at: item.since.to_rfc3339(),
        }
    }
}

/// What waits and what was given up, by host
#[utoipa::path(
    get,
    operation_id = "showQueue",
    path = "/api/rounds/v1/admin/queue",
    tag = "administration",
    security(("token" = ["admin:read"])),
    responses((status = 200, body = QueueOverview), (status = 401), (status = 403))
)]
pub async fn show(FromState(state): FromState<State>, staff: Staff) -> Result<Json<QueueOverview>> {
    let by = Authority::Administrator(staff.administrator(READ)?);
    let found = queue::overview(&state.ctx, by).await?;
    Ok(Json(QueueOverview {
        hosts: found.lanes.into_iter().map(QueueLane::from).collect(),
        inbox: found.inbox.into(),
        jobs: found.jobs.into(),
    }))
}

/// Which rows are asked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default, deserialize_with = "lenient::boolean")]
    failed: Option<bool>,
    host: Option<String>,
}

/// A page of a queue (`deliveries`, `inbox` or `jobs`), the newest first: what was given up, or with `failed=false` what
/// waits; with `host` what is of one server alone
#[utoipa::path(
    get,
    operation_id = "listQueue",
    path = "/api/rounds/v1/admin/queue/{queue}",
    tag = "administration",
    params(("queue" = String, Path), ("failed" = Option<bool>, Query), ("host" = Option<String>, Query)),
    security(("token" = ["admin:read"])),
    responses((status = 200, body = Vec<QueueItem>), (status = 401), (status = 403), (status = 404))
)]
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    Path(name): Path<String>,
    OriginalUri(uri): OriginalUri,
    paging: Paging,
    Params { values, .. }: Params<Asked>,
) -> Result<Linked<Json<Vec<QueueItem>>>> {
    let by = Authority::Administrator(staff.administrator(READ)?);
    let line = line(&name)?;
    let (failed, host) = (values.failed.unwrap_or(true), values.host.as_deref());
    let page = paging.page(PAGE.0, PAGE.1);
    let items = queue::index(&state.ctx, by, line, failed, host, page).await?;
    Ok(Linked::rows(&state, &uri, items, |item| item.id))
}

fn line(name: &str) -> Result<Line> {
    match name {
        "deliveries" => Ok(Line::Deliveries),
        "inbox" => Ok(Line::Inbox),
        "jobs" => Ok(Line::Jobs),
        _ => Err(domain::Error::NotFound.into()),
    }
}

/// What is meant: a row that was given up, or everything for a host.
#[derive(Deserialize, ToSchema)]
pub struct QueueMeant {
    /// The row that was given up.
    #[serde(default, deserialize_with = "lenient::id")]
    id: Option<i64>,
    /// All deliveries to this host, given up or waiting.
    host: Option<String>,
}

impl QueueMeant {
    fn which(&self) -> Result<Which<'_>> {
        match (self.id, &self.host) {
            (Some(id), None) => Ok(Which::Failed(id)),
            (None, Some(host)) => Ok(Which::Host(host)),
            _ => Err(Error::invalid("id", "or a host must be given")),
        }
    }
}

/// How many rows were meant.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueChanged {
    count: u64,
}

/// Try again at once
#[utoipa::path(
    post,
    operation_id = "retryQueue",
    path = "/api/rounds/v1/admin/queue/retry",
    tag = "administration",
    request_body = QueueMeant,
    security(("token" = ["admin:write"])),
    responses((status = 200, body = QueueChanged), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub async fn retry(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<QueueMeant>,
) -> Result<Json<QueueChanged>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    let count = queue::retry(&state.ctx, by, values.which()?).await?;
    Ok(Json(QueueChanged { count }))
}

/// Throw away
#[utoipa::path(
    post,
    operation_id = "dropQueue",
    path = "/api/rounds/v1/admin/queue/drop",
    tag = "administration",
    request_body = QueueMeant,
    security(("token" = ["admin:write"])),
    responses((status = 200, body = QueueChanged), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub async fn discard(
    FromState(state): FromState<State>,
    staff: Staff,
    Params { values, .. }: Params<QueueMeant>,
) -> Result<Json<QueueChanged>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    let count = queue::discard(&state.ctx, by, values.which()?).await?;
    Ok(Json(QueueChanged { count }))
}
