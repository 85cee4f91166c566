//! `/`, `/about`, `/privacy` and `/source`: the instance introduces itself.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use domain::timeline::{self, Narrow, Origin};
use domain::{Page, group, instance};

use super::{STATUSES, cards};
use crate::error::Result;
use crate::extract::Frame;
use crate::pages::auth::NoticePage;
use crate::pages::home::{About, AboutPage, HomePage};
use crate::pages::policy::PrivacyPage;
use crate::state::State;

/// Groups on the front page.
const GROUPS: u64 = 5;

/// `GET /`.
pub async fn show(FromState(state): FromState<State>, frame: Frame) -> Response {
    frame.finish(home(&state, &frame).await)
}

async fn home(state: &State, frame: &Frame) -> Result<Response> {
    let (ctx, lang) = (&state.ctx, frame.lang());
    let here = Narrow {
        origin: Origin::Local,
        only_media: false,
    };
    let newest = timeline::public(ctx, frame.viewer(), here, Page::first(STATUSES)).await?;
    let groups = group::list(ctx, Page::first(GROUPS)).await?;
    let page = HomePage {
        page: frame.headed(HomePage::head(&state.site)),
        about: about(state, frame).await?,
        groups: cards::accounts(ctx, lang, groups).await?,
        statuses: cards::statuses(ctx, lang, &newest).await?,
    };
    Ok(frame.publish(&page))
}

async fn about(state: &State, frame: &Frame) -> Result<About> {
    let ctx = &state.ctx;
    let contact = instance::contact(ctx).await?.map(|view| view.account);
    let contact = contact.into_iter().collect();
    let contact = cards::accounts(ctx, frame.lang(), contact).await?;
    let rules = instance::rules(ctx).await?;
    let counts = instance::counts(ctx).await?;
    Ok(About {
        contact: contact.into_iter().next(),
        contact_email: ctx.config.instance.contact_email.clone(),
        rules: rules.into_iter().map(|rule| rule.text).collect(),
        members: cards::number(counts.users),
        statuses: cards::number(counts.statuses),
    })
}

/// `GET /about`.
pub async fn about_page(FromState(state): FromState<State>, frame: Frame) -> Response {
    let about = about(&state, &frame).await;
    frame.finish(about.map(|about| {
        frame.publish(&AboutPage {
            page: frame.page("about-title"),
            about,
        })
    }))
}

/// `GET /privacy`.
pub async fn privacy(FromState(state): FromState<State>, frame: Frame) -> Response {
    frame.publish(&PrivacyPage {
        page: frame.page("privacy-title"),
        contact_email: state.ctx.config.instance.contact_email.clone(),
    })
}

/// `GET /source`: where the source is or, when the operator named no other address (in development), what this is.
pub async fn source(FromState(state): FromState<State>, frame: Frame) -> Response {
    let instance = &state.ctx.config.instance;
    if instance.source_url.as_str() != state.ctx.uris.path("/source") {
        return Redirect::to(instance.source_url.as_str()).into_response();
    }
    let page = frame.page("source-title");
    frame.publish(&NoticePage::source(page, instance.version))
}
