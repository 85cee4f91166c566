//! `/`, `/about` and `/source`: the instance introduces itself.

use axum::extract::State as FromState;
use axum::response::{IntoResponse, Redirect, Response};
use domain::instance_text::{self, Kind};
use domain::timeline::{self, Narrow, Origin};
use domain::{Page, group, instance, rule};

use super::{STATUSES, cards};
use crate::error::Result;
use crate::extract::Frame;
use crate::pages::auth::NoticePage;
use crate::pages::home::{About, AboutPage, HomePage};
use crate::pages::view::SafeHtml;
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
    let rules = rule::list(ctx).await?;
    let lang = frame.lang().to_string();
    let counts = instance::counts(ctx).await?;
    Ok(About {
        contact: contact.into_iter().next(),
        contact_email: ctx.config.instance.contact_email.clone(),
        abuse_email: ctx.config.instance.abuse_email.clone(),
        rules: rules
            .iter()
            .map(|it| it.text_in(&lang).to_owned())
            .collect(),
        members: cards::number(counts.users),
        statuses: cards::number(counts.statuses),
    })
}

/// `GET /about`.
pub async fn about_page(FromState(state): FromState<State>, frame: Frame) -> Response {
    frame.finish(at_length(&state, &frame).await)
}

async fn at_length(state: &State, frame: &Frame) -> Result<Response> {
    let text = instance_text::find(&state.ctx, Kind::ExtendedDescription).await?;
    let html = text.map(|text| SafeHtml::sanitised(text.html(&state.ctx)));
    Ok(frame.publish(&AboutPage {
        page: frame.page("about-title"),
        about: about(state, frame).await?,
        description: html.unwrap_or_default(),
    }))
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
