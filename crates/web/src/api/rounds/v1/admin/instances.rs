//! `/api/rounds/v1/admin/instances`: other servers, how they are and what was decided about them.

use axum::Json;
use axum::extract::{OriginalUri, Path, State as FromState};
use domain::moderation::Authority;
use domain::peer::{self, Breaker, Filter, Peer};
use domain::search::Slice;
use domain::{Timestamp, domain_note};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::queue::{QueueBacklog, READ, WRITE};
use crate::api::page::Linked;
use crate::error::Result;
use crate::extract::params::lenient;
use crate::extract::{Params, Staff};
use crate::state::State;

/// Servers of a page, when the request does not say, and at most.
const PAGE: (u64, u64) = (40, 200);

/// Another server.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeerInstance {
    host: String,
    /// What it says it is (`NodeInfo`), asked once a week.
    software: Option<String>,
    software_version: Option<String>,
    last_success_at: Option<String>,
    last_failure_at: Option<String>,
    /// Why the last attempt failed, in words.
    last_error: Option<String>,
    /// Failures in a row.
    failures: i32,
    backlog: QueueBacklog,
    /// `closed` (it is sent to), `open` (it is left alone) or `half_open` (one delivery is tried at a time).
    breaker: &'static str,
    /// Until when it is left alone.
    open_until: Option<String>,
    /// How it is known to understand signatures: `cavage` or `rfc9421`.
    signature_profile: Option<String>,
    /// Actors of it that are known here.
    accounts: i64,
    /// Follows from here to there.
    following: i64,
    /// Follows from there to here.
    followers: i64,
    /// The severity of the limit that holds for it.
    limited: Option<&'static str>,
    /// Whether it is let in where `federation.mode` is `allow-list`.
    allowed: bool,
    /// What administrators wrote about it.
    private_note: Option<String>,
}

impl PeerInstance {
    fn new(peer: Peer, now: Timestamp) -> Self {
        let (breaker, open_until) = match peer.breaker(now) {
            Breaker::Closed => ("closed", None),
            Breaker::Open(until) => ("open", Some(until.to_rfc3339())),
            Breaker::HalfOpen => ("half_open", None),
        };
        let time = |at: Option<Timestamp>| at.map(domain::Timestamp::to_rfc3339);
        let host = peer.host.as_ref();
        Self {
            software: host.and_then(|host| host.software.clone()),
            software_version: host.and_then(|host| host.software_version.clone()),
            last_success_at: time(host.and_then(|host| host.last_success_at)),
            last_failure_at: time(host.and_then(|host| host.last_failure_at)),
            last_error: host.and_then(|host| host.last_error.clone()),
            failures: host.map_or(0, |host| host.failures),
            signature_profile: host.and_then(|host| host.signature_profile.clone()),
            backlog: peer.backlog.into(),
            breaker,
            open_until,
            accounts: peer.ties.accounts,
            following: peer.ties.following,
            followers: peer.ties.followers,
            limited: peer.block.map(|block| block.severity.as_str()),
            allowed: peer.allowed,
            private_note: peer.note,
            host: peer.name,
        }
    }
}

/// Which servers are asked for.
#[derive(Deserialize)]
pub struct Asked {
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient::boolean")]
    failing: Option<bool>,
    #[serde(default, deserialize_with = "lenient::id")]
    limit: Option<i64>,
    #[serde(default, deserialize_with = "lenient::id")]
    offset: Option<i64>,
}

/// Other servers in the order of their names; with `name` those whose name holds it, with `failing` those that failed when
/// they were last spoken to
#[utoipa::path(
    get,
    operation_id = "listInstances",
    path = "/api/rounds/v1/admin/instances",
    tag = "administration",
    params(
        ("name" = Option<String>, Query),
        ("failing" = Option<bool>, Query),
        ("limit" = Option<u64>, Query),
        ("offset" = Option<u64>, Query)
    ),
    security(("token" = ["admin:read"])),
    responses((status = 200, body = Vec<PeerInstance>), (status = 401), (status = 403))
)]
pub async fn index(
    FromState(state): FromState<State>,
    staff: Staff,
    OriginalUri(uri): OriginalUri,
    Params { values, .. }: Params<Asked>,
) -> Result<Linked<Json<Vec<PeerInstance>>>> {
    let by = Authority::Administrator(staff.administrator(READ)?);
    let slice = Slice::of(values.limit, values.offset, PAGE.0, PAGE.1);
    let filter = Filter {
        name: values.name,
        failing: values.failing.unwrap_or_default(),
    };
    let peers = peer::list(&state.ctx, by, &filter, slice).await?;
    let (now, shown) = (state.ctx.clock.now(), peers.len());
    let peers = peers.into_iter().map(|peer| PeerInstance::new(peer, now));
    let body = Json(peers.collect());
    Ok(Linked::counted(&state, &uri, slice, shown, body))
}

/// One of them
#[utoipa::path(
    get,
    operation_id = "showInstance",
    path = "/api/rounds/v1/admin/instances/{host}",
    tag = "administration",
    params(("host" = String, Path)),
    security(("token" = ["admin:read"])),
    responses((status = 200, body = PeerInstance), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub async fn show(
    FromState(state): FromState<State>,
    staff: Staff,
    Path(host): Path<String>,
) -> Result<Json<PeerInstance>> {
    let by = Authority::Administrator(staff.administrator(READ)?);
    let peer = peer::show(&state.ctx, by, &host).await?;
    Ok(Json(PeerInstance::new(peer, state.ctx.clock.now())))
}

/// A note about a server.
#[derive(Deserialize, ToSchema)]
pub struct InstanceNote {
    /// What is to be known about it; empty to remove the note.
    #[serde(default)]
    private_note: String,
}

/// Write a note about a server for administrators, in the place of an older one
#[utoipa::path(
    put,
    operation_id = "noteInstance",
    path = "/api/rounds/v1/admin/instances/{host}/note",
    tag = "administration",
    params(("host" = String, Path)),
    request_body = InstanceNote,
    security(("token" = ["admin:write"])),
    responses((status = 200, body = InstanceNote), (status = 401), (status = 403), (status = 422))
)]
pub async fn note(
    FromState(state): FromState<State>,
    staff: Staff,
    Path(host): Path<String>,
    Params { values, .. }: Params<InstanceNote>,
) -> Result<Json<serde_json::Value>> {
    let by = Authority::Administrator(staff.administrator(WRITE)?);
    domain_note::write(&state.ctx, by, &host, &values.private_note).await?;
    let kept = domain_note::show(&state.ctx, &host).await?;
    Ok(Json(serde_json::json!({ "private_note": kept })))
}
