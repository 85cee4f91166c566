//! `/privacy-policy`, `/terms-of-service` and `/imprint`.

use axum::extract::{Path, State as FromState};
use axum::response::Response;
use domain::instance_text::{self, Kind};
use domain::terms_of_service::{self, TermsOfService};
use domain::{Context, Timestamp};

use crate::error::Result;
use crate::extract::Frame;
use crate::i18n::Lang;
use crate::pages::policy::{BuiltInPrivacy, TextPage};
use crate::pages::view::SafeHtml;
use crate::state::State;

/// When the built-in privacy policy was last changed: 21 November 2026.
const BUILT_IN: Timestamp = Timestamp(1_795_219_200_000);

/// The privacy policy in force.
pub struct Privacy {
    /// The text.
    pub html: SafeHtml,
    /// Since when it reads so.
    pub updated_at: Timestamp,
}

/// The operator's privacy policy or, without one, what the software itself does.
pub async fn privacy(ctx: &Context, lang: Lang) -> Result<Privacy> {
    let published = instance_text::find(ctx, Kind::PrivacyPolicy).await?;
    Ok(match published {
        Some(text) => Privacy {
            html: SafeHtml::sanitised(text.html(ctx)),
            updated_at: text.updated_at,
        },
        None => Privacy {
            html: BuiltInPrivacy { lang }.html(),
            updated_at: BUILT_IN,
        },
    })
}

/// `GET /privacy-policy`.
pub async fn privacy_policy(FromState(state): FromState<State>, frame: Frame) -> Response {
    let shown = privacy(&state.ctx, frame.lang()).await;
    frame.finish(shown.map(|shown| {
        frame.publish(&TextPage {
            html: Some(shown.html),
            since: Some(changed(&frame, shown.updated_at)),
            ..empty(&state, &frame, "privacy-title", "")
        })
    }))
}

/// `GET /imprint`.
pub async fn imprint(FromState(state): FromState<State>, frame: Frame) -> Response {
    let text = instance_text::find(&state.ctx, Kind::Imprint).await;
    frame.finish(text.map_err(Into::into).map(|text| {
        frame.publish(&TextPage {
            since: text.as_ref().map(|text| changed(&frame, text.updated_at)),
            html: text.map(|text| SafeHtml::sanitised(text.html(&state.ctx))),
            ..empty(&state, &frame, "imprint-title", "imprint-none")
        })
    }))
}

/// `GET /terms-of-service`: the version that holds.
pub async fn terms(FromState(state): FromState<State>, frame: Frame) -> Response {
    match terms_of_service::current(&state.ctx).await {
        Ok(version) => frame.publish(&terms_page(&state, &frame, &version)),
        Err(domain::Error::NotFound) => {
            frame.publish(&empty(&state, &frame, "terms-title", "terms-none"))
        }
        Err(error) => frame.finish(Err(error.into())),
    }
}

/// `GET /terms-of-service/{date}`: the version that holds from that day.
pub async fn terms_of(
    FromState(state): FromState<State>,
    Path(date): Path<String>,
    frame: Frame,
) -> Response {
    let version = terms_of_service::show(&state.ctx, &date).await;
    frame.finish(
        version
            .map_err(Into::into)
            .map(|version| frame.publish(&terms_page(&state, &frame, &version))),
    )
}

fn terms_page(state: &State, frame: &Frame, version: &TermsOfService) -> TextPage {
    let newer = version.succeeded_by.as_ref().map(|date| {
        let path = format!("/terms-of-service/{date}");
        (path, dated(frame, "terms-newer", date))
    });
    TextPage {
        html: Some(SafeHtml::sanitised(version.html(&state.ctx))),
        since: Some(dated(frame, "terms-since", &version.effective_date)),
        newer,
        ..empty(state, frame, "terms-title", "")
    }
}

/// A page without a text, which says so in the words of `missing`.
fn empty(state: &State, frame: &Frame, title: &str, missing: &str) -> TextPage {
    TextPage {
        page: frame.page(title),
        html: None,
        since: None,
        newer: None,
        missing: frame.lang().t(missing).to_string(),
        contact_email: state.ctx.config.instance.contact_email.clone(),
        abuse_email: state.ctx.config.instance.abuse_email.clone(),
    }
}

fn changed(frame: &Frame, at: Timestamp) -> String {
    let day = frame.lang().day(&at);
    frame
        .lang()
        .t("text-changed")
        .with("date", &day)
        .to_string()
}

/// A sentence with a day that is kept as `YYYY-MM-DD`.
fn dated(frame: &Frame, key: &str, date: &str) -> String {
    let at = Timestamp::parse_rfc3339(&format!("{date}T00:00:00Z"));
    let day = at.map_or_else(|| date.to_owned(), |at| frame.lang().day(&at));
    frame.lang().t(key).with("date", &day).to_string()
}
