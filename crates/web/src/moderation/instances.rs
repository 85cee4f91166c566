//! `/moderation/instances`: other servers. To moderators who do not administer the pages do not exist.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::domain_note;
use domain::kinds::Severity;
use domain::moderation::{Authority, Moderator};
use domain::names::display_domain;
use domain::peer::{self, Breaker, Filter, Peer};
use domain::queue::Backlog;
use domain::search::Slice;
use domain::{Error as Refusal, Timestamp};
use serde::Deserialize;

use super::{Desk, ROWS, administrator, decides};
use crate::auth::settings::Done;
use crate::auth::words;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent};
use crate::i18n::Lang;
use crate::pages::instances::{Fact, InstancePage, InstanceRow, InstancesPage, note_form};
use crate::pages::view::Pager;
use crate::state::State;

const PATH: &str = "/moderation/instances";

/// Which servers are looked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    #[serde(deserialize_with = "lenient::boolean")]
    failing: Option<bool>,
    #[serde(deserialize_with = "lenient::id")]
    offset: Option<i64>,
}

/// `GET /moderation/instances`.
pub async fn index(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values, .. }): Sent<Wanted>,
) -> Response {
    let page = async {
        let by = administrator(&by)?;
        let page = list(&state, &frame, by.into(), &values).await?;
        Ok(frame.show(&page))
    };
    frame.finish(page.await)
}

async fn list(
    state: &State,
    frame: &Frame,
    by: Authority,
    wanted: &Wanted,
) -> Result<InstancesPage> {
    let failing = wanted.failing == Some(true);
    let filter = Filter {
        failing,
        ..Filter::default()
    };
    let most = i64::try_from(ROWS).ok();
    let slice = Slice::of(most, wanted.offset, ROWS, ROWS);
    let peers = peer::list(&state.ctx, by, &filter, slice).await?;
    let (now, lang) = (state.ctx.clock.now(), frame.lang());
    Ok(InstancesPage {
        page: frame.page("instances-title"),
        failing,
        pager: pager(failing, slice, peers.len()),
        instances: peers.iter().map(|peer| row(lang, peer, now)).collect(),
    })
}

fn pager(failing: bool, slice: Slice, shown: usize) -> Pager {
    let path = if failing {
        format!("{PATH}?failing=1&offset=")
    } else {
        format!("{PATH}?offset=")
    };
    let Slice { limit, offset } = slice;
    let (before, after) = (offset.saturating_sub(limit), offset + limit);
    Pager {
        newer: (offset > 0).then(|| format!("{path}{before}")),
        older: (shown as u64 == limit).then(|| format!("{path}{after}")),
    }
}

fn row(lang: Lang, peer: &Peer, now: Timestamp) -> InstanceRow {
    InstanceRow {
        name: display_domain(&peer.name),
        path: path(&peer.name),
        limit: peer.block.as_ref().map(|block| limit_key(block.severity)),
        breaker: breaker(lang, peer, now),
        trouble: peer.trouble().map(str::to_owned),
        backlog: backlog(lang, &peer.backlog),
    }
}

fn path(name: &str) -> String {
    format!("{PATH}/{name}")
}

fn limit_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Noop => "limit-noop",
        Severity::Silence => "limit-silence",
        Severity::Suspend => "limit-suspend",
    }
}

fn breaker(lang: Lang, peer: &Peer, now: Timestamp) -> String {
    match peer.breaker(now) {
        Breaker::Closed => lang.t("breaker-closed").to_string(),
        Breaker::HalfOpen => lang.t("breaker-half-open").to_string(),
        Breaker::Open(until) => {
            let time = lang.moment(&until);
            lang.t("breaker-open").with("time", &time).to_string()
        }
    }
}

fn backlog(lang: Lang, backlog: &Backlog) -> String {
    let (waiting, failed) = (backlog.waiting.to_string(), backlog.failed.to_string());
    lang.t("instance-backlog-amount")
        .with("waiting", &waiting)
        .with("failed", &failed)
        .to_string()
}

/// `GET /moderation/instances/{host}`.
pub async fn show(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(host): Path<String>,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let page = async {
        let mut page = one(&state, &frame, &by, &host).await?;
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
    private_note: String,
}

/// `POST /moderation/instances/{host}/note`.
pub async fn note(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(host): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let noted = async {
        let by = decides(&by, &frame, &values.csrf)?;
        domain_note::write(&state.ctx, by.into(), &host, &values.private_note).await?;
        Ok(Redirect::to(&format!("{}?saved=1", path(&host))).into_response())
    };
    let noted = noted.await;
    let Err(Error::Domain(Invalid { field, reason })) = noted else {
        return frame.finish(noted);
    };
    let page = one(&state, &frame, &by, &host).await;
    frame.finish(page.map(|mut page| {
        let words = words::of_field(frame.lang(), field, &reason);
        page.note = page.note.refuse(field, words);
        frame.refuse(&page)
    }))
}

async fn one(state: &State, frame: &Frame, by: &Moderator, host: &str) -> Result<InstancePage> {
    let found = peer::show(&state.ctx, administrator(by)?.into(), host).await;
    // What is no name of a server is the name of none.
    let peer = found.map_err(|error| match error {
        Invalid { .. } => Refusal::NotFound,
        other => other,
    })?;
    let lang = frame.lang();
    let text = peer.note.as_deref().unwrap_or_default();
    Ok(InstancePage {
        page: frame.page("instances-title"),
        note: note_form(lang, &path(&peer.name), text),
        facts: facts(lang, &peer, state.ctx.clock.now()),
        name: display_domain(&peer.name),
    })
}

fn facts(lang: Lang, peer: &Peer, now: Timestamp) -> Vec<Fact> {
    let host = peer.host.as_ref();
    let software = host.and_then(|host| {
        let version = host.software_version.as_deref().unwrap_or_default();
        Some(format!("{} {version}", host.software.as_ref()?))
    });
    let moment = |at: Option<Timestamp>| at.map(|at| lang.moment(&at));
    let limit = peer.block.as_ref();
    let limit = limit.map(|block| lang.t(limit_key(block.severity)).to_string());
    let allowed = peer
        .allowed
        .then(|| lang.t("instance-allowed-yes").to_string());
    let number = |number: i64| Some(number.to_string());
    let facts = [
        ("instance-software", software),
        (
            "instance-last-success",
            moment(host.and_then(|it| it.last_success_at)),
        ),
        (
            "instance-last-failure",
            moment(host.and_then(|it| it.last_failure_at)),
        ),
        (
            "instance-last-error",
            host.and_then(|it| it.last_error.clone()),
        ),
        ("instance-breaker", Some(breaker(lang, peer, now))),
        ("instance-backlog", Some(backlog(lang, &peer.backlog))),
        (
            "instance-signatures",
            host.and_then(|it| it.signature_profile.clone()),
        ),
        ("instance-accounts", number(peer.ties.accounts)),
        ("instance-following", number(peer.ties.following)),
        ("instance-followers", number(peer.ties.followers)),
        ("instance-limit", limit),
        ("instance-allowed", allowed),
    ];
    let known = facts.into_iter();
    known
        .filter_map(|(what, value)| {
            Some(Fact {
                what,
                value: value?,
            })
        })
        .collect()
}
