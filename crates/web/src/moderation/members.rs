//! `/moderation/members`: the list of an association's members, brought as a file and taken along. To moderators who do
//! not administer the pages do not exist.

use axum::extract::{Path, State as FromState};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;
use domain::id::MemberImportId;
use domain::member_list::{self, Confirmed};
use domain::moderation::{Authority, Moderator};
use serde::Deserialize;

use super::{Desk, administrator, decides};
use crate::error::{Error, Result};
use crate::extract::params::{Upload, lenient};
use crate::extract::{Frame, Params, Sent, id};
use crate::member_list::{read, write, write_report};
use crate::pages::members::{ImportLink, MemberImportPage, MembersPage, new_form};
use crate::state::State;
use crate::transfer::write::attachment;

const PATH: &str = "/moderation/members";

/// `GET /moderation/members`.
pub async fn index(FromState(state): FromState<State>, Desk { frame, by }: Desk) -> Response {
    let page = page(&state, &frame, &by).await;
    frame.finish(page.map(|page| frame.show(&page)))
}

async fn page(state: &State, frame: &Frame, by: &Moderator) -> Result<MembersPage> {
    let imports = member_list::index(&state.ctx, administrator(by)?.into()).await?;
    let link = |(id, created_at)| ImportLink {
        path: format!("{PATH}/{id}"),
        created_at,
    };
    Ok(MembersPage {
        page: frame.page("members-title"),
        form: new_form(frame.lang(), false),
        imports: imports.into_iter().map(link).collect(),
    })
}

/// The form as sent.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Values {
    csrf: String,
    missing: String,
    #[serde(deserialize_with = "lenient::boolean")]
    without_refused: Option<bool>,
    #[serde(deserialize_with = "lenient::boolean")]
    ending_most: Option<bool>,
}

/// `POST /moderation/members`: the list is kept, and nothing is done yet.
pub async fn create(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Sent(Params { values, mut files }): Sent<Values>,
) -> Response {
    let ends_missing = values.missing == "end";
    let kept = async {
        let by = decides(&by, &frame, &values.csrf)?;
        let file = files.remove("file");
        keep(&state, by.into(), file, ends_missing).await
    };
    let (field, reason) = match kept.await {
        Ok(id) => return Redirect::to(&format!("{PATH}/{id}")).into_response(),
        Err(Error::Domain(Invalid { field, reason })) => (field, reason),
        Err(error) => return frame.finish(Err(error)),
    };
    let page = page(&state, &frame, &by).await;
    frame.finish(page.map(|mut page| {
        let lang = frame.lang();
        page.form = new_form(lang, ends_missing).refuse(field, lang.say(&reason));
        frame.refuse(&page)
    }))
}

async fn keep(
    state: &State,
    by: Authority,
    file: Option<Upload>,
    ends_missing: bool,
) -> Result<MemberImportId> {
    let bytes = file.map(|file| file.bytes).unwrap_or_default();
    let plan = member_list::plan(&state.ctx, &read(&bytes)?, ends_missing).await?;
    Ok(member_list::keep(&state.ctx, by, plan).await?)
}

/// `GET /moderation/members/{id}`: what would come of a list, how far it is, or what came of it.
pub async fn show(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
) -> Response {
    let page = import_page(&state, &frame, &by, &id, Confirmed::default()).await;
    frame.finish(page.map(|page| frame.show(&page)))
}

async fn import_page(
    state: &State,
    frame: &Frame,
    by: &Moderator,
    id: &str,
    confirmed: Confirmed,
) -> Result<MemberImportPage> {
    let by = administrator(by)?.into();
    let (import, plan) = member_list::show(&state.ctx, by, id::parse(id)?).await?;
    let page = frame.page("members-title");
    Ok(MemberImportPage::new(page, &import, &plan, confirmed))
}

/// `POST /moderation/members/{id}/confirm`.
pub async fn confirm(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let confirmed = Confirmed {
        without_refused: values.without_refused.unwrap_or_default(),
        ending_most: values.ending_most.unwrap_or_default(),
    };
    let started = async {
        let by = decides(&by, &frame, &values.csrf)?;
        member_list::start(&state.ctx, by.into(), id::parse(&id)?, confirmed).await?;
        Ok(Redirect::to(&format!("{PATH}/{id}")).into_response())
    };
    let started = started.await;
    let Err(Error::Domain(Invalid { reason, .. })) = started else {
        return frame.finish(started);
    };
    let page = import_page(&state, &frame, &by, &id, confirmed).await;
    frame.finish(page.map(|mut page| {
        let words = frame.lang().say(&reason);
        page.form = page.form.refuse("", words);
        frame.refuse(&page)
    }))
}

/// `POST /moderation/members/{id}/discard`.
pub async fn discard(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let discarded = async {
        let by = decides(&by, &frame, &values.csrf)?;
        member_list::discard(&state.ctx, by.into(), id::parse(&id)?).await?;
        Ok(Redirect::to(PATH).into_response())
    };
    frame.finish(discarded.await)
}

/// `GET /moderation/members/{id}/report`: all lines as a file.
pub async fn report(
    FromState(state): FromState<State>,
    Desk { frame, by }: Desk,
    Path(id): Path<String>,
) -> Response {
    let written = async {
        let by = administrator(&by)?.into();
        let (_, plan) = member_list::show(&state.ctx, by, id::parse(&id)?).await?;
        Ok(attachment(
            "members-report.csv",
            write_report(frame.lang(), &plan),
        ))
    };
    frame.finish(written.await)
}

/// `GET /moderation/members/export`.
pub async fn export(FromState(state): FromState<State>, Desk { frame, by }: Desk) -> Response {
    let written = async {
        let lines = member_list::export(&state.ctx, administrator(&by)?.into()).await?;
        Ok(attachment("members.csv", write(&lines)))
    };
    frame.finish(written.await)
}
