//! `/moderation/reports/{id}`: one report, and what is done about it.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::id::{AccountId, ReportId, RuleId};
use domain::kinds::ModerationAction;
use domain::moderation::{self, Decision, Moderator};
use domain::report::{self, Handled, Report, ReportNote};
use serde::Deserialize;

use super::reports::{PATH, name};
use super::{Desk, not_found};
use crate::auth::settings::Done;
use crate::auth::words;
use crate::browse::cards;
use crate::error::{Error, Result};
use crate::extract::params::lenient;
use crate::extract::{Frame, Params, Sent, id};
use crate::i18n::Lang;
use crate::pages::form::{Choice, Form};
use crate::pages::moderation::{Note, ReportPage, act_form, category_key, note_form};
use crate::pages::view::AccountCard;
use crate::state::State;

/// The forms as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    note: String,
    action: String,
    text: String,
    #[serde(deserialize_with = "lenient::boolean")]
    notify: Option<bool>,
}

/// `GET /moderation/reports/{id}`.
pub async fn show(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values: done, .. }): Sent<Done>,
) -> Response {
    let page = async { page(&state, &frame, &by, id::parse(&id)?).await };
    frame.finish(page.await.map(|mut page| {
        page.page.notice = done.notice(frame.lang());
        frame.show(&page)
    }))
}

/// `POST /moderation/reports/{id}/assign`, `unassign`, `resolve` and `reopen`.
pub async fn step(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path((id, step)): Path<(String, String)>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let done = async {
        frame.verify(&values.csrf)?;
        let (ctx, id) = (&state.ctx, id::parse(&id)?);
        match step.as_str() {
            "assign" => report::assign(ctx, &by, id).await?,
            "unassign" => report::unassign(ctx, &by, id).await?,
            "resolve" => report::resolve(ctx, &by, id).await?,
            "reopen" => report::reopen(ctx, &by, id).await?,
            _ => return not_found(),
        }
        Ok(back(id))
    };
    frame.finish(done.await)
}

/// `POST /moderation/reports/{id}/note`.
pub async fn note(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let noted = async {
        frame.verify(&values.csrf)?;
        let id = id::parse(&id)?;
        report::note(&state.ctx, &by, id, &values.note).await?;
        Ok(back(id))
    };
    let noted = noted.await;
    or_refuse(&state, &frame, &by, &id, noted, |page| &mut page.note).await
}

/// `POST /moderation/reports/{id}/act`: decides on the account that was reported.
pub async fn act(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let acted = async {
        frame.verify(&values.csrf)?;
        let id: ReportId = id::parse(&id)?;
        let action = ModerationAction::parse(&values.action);
        let decision = Decision {
            action: action.ok_or_else(|| Error::invalid("action", "is not one that exists"))?,
            report: Some(id),
            text: values.text.clone(),
            notify: values.notify == Some(true),
        };
        let handled = report::show(&state.ctx, &by, id).await?;
        let target = handled.reports.first().ok_or(domain::Error::NotFound)?;
        moderation::act(&state.ctx, &by, target.target_id, decision).await?;
        Ok(back(id))
    };
    let acted = acted.await;
    or_refuse(&state, &frame, &by, &id, acted, |page| &mut page.act).await
}

fn back(id: ReportId) -> Response {
    Redirect::to(&format!("{PATH}/{id}?saved=1")).into_response()
}

/// The answer, or the page again with the reason beside the field of the form that was refused.
async fn or_refuse(
    state: &State,
    frame: &Frame,
    by: &Moderator,
    id: &str,
    result: Result<Response>,
    form: impl FnOnce(&mut ReportPage) -> &mut Form,
) -> Response {
    let Err(Error::Domain(Invalid { field, reason })) = result else {
        return frame.finish(result);
    };
    let page = async { page(state, frame, by, id::parse(id)?).await };
    frame.finish(page.await.map(|mut page| {
        let refused = form(&mut page);
        let words = words::of_field(frame.lang(), field, &reason);
        // The domain calls the action what the API does.
        let beside = if field == "type" { "action" } else { field };
        *refused = refused.clone().refuse(beside, words);
        frame.refuse(&page)
    }))
}

async fn page(state: &State, frame: &Frame, by: &Moderator, id: ReportId) -> Result<ReportPage> {
    let (ctx, lang) = (&state.ctx, frame.lang());
    let handled = report::show(ctx, by, id).await?;
    let row = handled.reports.first().ok_or(domain::Error::NotFound)?;
    let notes = report::notes(ctx, by, id).await?;
    let authors: Vec<AccountId> = notes.iter().map(|note| note.account_id).collect();
    let authors = moderation::records_of(ctx, by, &authors).await?;
    let shown = |note: ReportNote| Note {
        by: authors
            .get(&note.account_id)
            .map_or_else(String::new, |it| it.view.account.username.clone()),
        text: note.text,
        at: note.created_at,
    };
    let broken: Vec<RuleId> = serde_json::from_str(&row.rule_ids).map_err(domain::Error::from)?;
    let rules = handled
        .rules
        .iter()
        .filter(|rule| broken.contains(&rule.id));
    Ok(ReportPage {
        page: frame.page("report-title"),
        path: format!("{PATH}/{id}"),
        target: card(state, lang, &handled, row.target_id),
        target_facts: facts(&handled, row),
        by: name(&handled, Some(row.account_id)).unwrap_or_default(),
        category: category_key(&row.category),
        comment: row.comment.clone(),
        rules: rules
            .map(|rule| rule.text_in(&lang.to_string()).to_owned())
            .collect(),
        forwarded: row.forwarded,
        since: row.created_at,
        assigned: name(&handled, row.assigned_id),
        assigned_here: row.assigned_id == Some(by.account_id),
        resolved: name(&handled, row.resolved_by_id).filter(|_| row.resolved_at.is_some()),
        statuses: cards::statuses(ctx, lang, &handled.statuses).await?,
        notes: notes.into_iter().map(shown).collect(),
        note: note_form(lang, id),
        act: act_form(lang, id, actions(lang, &handled, row)),
    })
}

fn card(state: &State, lang: Lang, handled: &Handled, id: AccountId) -> Option<AccountCard> {
    let view = &handled.accounts.get(&id)?.view;
    Some(cards::account(&state.ctx, lang, view, &view.profile))
}

/// The keys of what was decided about the account before.
fn facts(handled: &Handled, row: &Report) -> Vec<&'static str> {
    let Some(record) = handled.accounts.get(&row.target_id) else {
        return Vec::new();
    };
    let account = &record.view.account;
    let disabled = record.owner.as_ref().and_then(|owner| owner.disabled_at);
    let facts = [
        (account.suspended_at, "account-suspended"),
        (account.silenced_at, "account-silenced"),
        (account.sensitized_at, "account-sensitized"),
        (disabled, "account-disabled"),
    ];
    let there = facts.into_iter().filter(|(since, _)| since.is_some());
    there.map(|(_, key)| key).collect()
}

/// What can be decided: who logs in elsewhere cannot be shut out here.
fn actions(lang: Lang, handled: &Handled, row: &Report) -> Vec<Choice> {
    let record = handled.accounts.get(&row.target_id);
    let is_ours = record.is_some_and(|record| record.owner.is_some());
    let all = [
        (ModerationAction::None, "act-none"),
        (ModerationAction::Sensitive, "act-sensitive"),
        (ModerationAction::Disable, "act-disable"),
        (ModerationAction::Silence, "act-silence"),
        (ModerationAction::Suspend, "act-suspend"),
    ];
    let offered = all
        .into_iter()
        .filter(|(action, _)| is_ours || *action != ModerationAction::Disable);
    offered
        .map(|(action, key)| Choice {
            value: action.as_str().to_owned(),
            label: lang.t(key).to_string(),
            selected: false,
        })
        .collect()
}
