//! `POST /language`: the language of the pages, chosen below any of them.

use axum::extract::State as FromState;
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use domain::user;
use serde::Deserialize;
use url::{Position, Url};

use crate::error::Result;
use crate::extract::cookie::Kind;
use crate::extract::frame::local_path;
use crate::extract::{Frame, Params, Sent};
use crate::i18n::Lang;
use crate::state::State;

/// The form as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    language: String,
}

/// `POST /language`: back to the page that it was chosen on. A login keeps it, also for its mails; a browser in which
/// nobody is logged in keeps it as a cookie.
pub async fn choose(
    FromState(state): FromState<State>,
    frame: Frame,
    headers: HeaderMap,
    Sent(Params { values, .. }): Sent<Values>,
) -> Response {
    let lang = Lang::negotiate([Some(values.language.as_str())]).to_string();
    if let Err(error) = keep(&state, &frame, &values.csrf, &lang).await {
        return frame.finish(Err(error));
    }
    let jar = CookieJar::new().add(Kind::Language.set(&state, lang));
    let back = page_before(&state, &headers);
    (jar, Redirect::to(local_path(back.as_deref()))).into_response()
}

/// Without a login there is nothing that another site's form could change but the cookie.
async fn keep(state: &State, frame: &Frame, csrf: &str, lang: &str) -> Result<()> {
    if let Some(browser) = &frame.browser {
        frame.verify(csrf)?;
        user::set_locale(&state.ctx, browser.holder.user_id, lang).await?;
    }
    Ok(())
}

fn page_before(state: &State, headers: &HeaderMap) -> Option<String> {
    let page = Url::parse(headers.get(REFERER)?.to_str().ok()?).ok()?;
    let ours = page.origin().ascii_serialization() == state.site.origin;
    ours.then(|| page[Position::BeforePath..Position::AfterQuery].to_owned())
}
