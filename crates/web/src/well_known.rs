//! How other servers find out who is here and what kind of server this is.

use std::time::Duration;

use axum::Json;
use axum::extract::{Path, State as FromState};
use axum::http::StatusCode;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::account::{self, Address};
use domain::config::Registrations;
use domain::names::Acct;
use domain::remote;
use protocol::vocab::nodeinfo::{self, Services, Software, Usage, Users};
use protocol::vocab::{Jrd, JrdLink, host_meta};
use serde::Deserialize;
use serde_json::json;

use crate::error::{Error, Result};
use crate::extract::Params;
use crate::state::State;

/// Three days: what is found here hardly ever changes.
const LONG: &str = "max-age=259200, public";
/// A name that is free now may be taken soon.
const SHORT: &str = "max-age=180, public";

/// How long what security.txt says holds; the RFC recommends less than a year.
const SECURITY_TXT_GOOD: Duration = Duration::from_hours(24 * 180);

/// What `WebFinger` asks for (RFC 7033 section 4.1).
#[derive(Deserialize)]
pub struct Asked {
    resource: Option<String>,
}

/// GET /.well-known/webfinger
pub async fn webfinger(
    FromState(state): FromState<State>,
    Params { values: asked, .. }: Params<Asked>,
) -> Result<Response> {
    let resource = asked.resource.filter(|resource| !resource.is_empty());
    let resource = resource.ok_or_else(|| Error::BadRequest("resource is missing".to_owned()))?;
    let Some(account) = find(&state, &resource).await? else {
        let unknown = Error::Domain(domain::Error::NotFound).into_response();
        return Ok(([(CACHE_CONTROL, SHORT)], unknown).into_response());
    };
    if account.deleted_at.is_some() {
        return Ok(([(CACHE_CONTROL, SHORT)], StatusCode::GONE).into_response());
    }
    let headers = [
        (CONTENT_TYPE, "application/jrd+json; charset=utf-8"),
        (CACHE_CONTROL, LONG),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    let body = serde_json::to_string(&jrd(&state, &account)).map_err(domain::Error::from)?;
    Ok((headers, body).into_response())
}

/// A handle, or the address of a profile or an actor.
async fn find(state: &State, resource: &str) -> Result<Option<Address>> {
    let ctx = &state.ctx;
    let uris = &ctx.uris;
    if uris.is_local(resource) {
        let page = resource.strip_prefix(&uris.profile_page(""));
        if let Some(username) = page.filter(|username| !username.contains('/')) {
            return Ok(remote::find_local_address(ctx, username).await?);
        }
        let found = remote::find_by_uri(ctx, resource).await?;
        let local = found.filter(|account| account.domain.is_none());
        return Ok(local.map(Address::from));
    }
    // The server's own actor is named by its domain, which in development has a port that no username may have.
    if resource == format!("acct:{0}@{0}", uris.domain()) {
        return Ok(Some(account::instance_actor(ctx).await?.into()));
    }
    let Ok(acct) = resource.parse::<Acct>() else {
        return Ok(None);
    };
    match acct.domain.as_deref() {
        Some(domain) if domain == uris.domain() || domain == uris.authority() => {
            Ok(remote::find_local_address(ctx, &acct.username).await?)
        }
        _ => Ok(None),
    }
}

fn jrd(state: &State, account: &Address) -> Jrd {
    let uris = &state.ctx.uris;
    let page = account.url.clone();
    let page = page.unwrap_or_else(|| uris.profile_page(&account.username));
    let link = |rel: &str, media_type: &str, href: &str| JrdLink {
        rel: rel.to_owned(),
        media_type: Some(media_type.to_owned()),
        href: Some(href.to_owned()),
        template: None,
    };
    Jrd {
        subject: format!("acct:{}@{}", account.username, uris.domain()),
        aliases: vec![page.clone(), account.uri.clone()],
        links: vec![
            link("http://webfinger.net/rel/profile-page", "text/html", &page),
            link("self", "application/activity+json", &account.uri),
        ],
    }
}

/// GET /.well-known/host-meta
pub async fn host_meta(FromState(state): FromState<State>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/xrd+xml; charset=utf-8"),
        (CACHE_CONTROL, LONG),
    ];
    (headers, host_meta::document(state.ctx.uris.base())).into_response()
}

/// GET /.well-known/security.txt (RFC 9116): whom to tell of a weak point.
pub async fn security_txt(FromState(state): FromState<State>) -> Response {
    let (ctx, instance) = (&state.ctx, &state.ctx.config.instance);
    let expires = ctx.clock.now().after(SECURITY_TXT_GOOD).to_rfc3339();
    let text = format!(
        "Contact: mailto:{}\nExpires: {expires}\nPreferred-Languages: {}\nCanonical: {}/.well-known/security.txt\n",
        instance.abuse_email,
        instance.languages.join(", "),
        ctx.uris.base(),
    );
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        (CACHE_CONTROL, "max-age=86400, public"),
    ];
    (headers, text).into_response()
}

/// GET /.well-known/nodeinfo
pub async fn nodeinfo_index(FromState(state): FromState<State>) -> Response {
    let index = nodeinfo::Index::new(state.ctx.uris.base());
    ([(CACHE_CONTROL, LONG)], Json(index)).into_response()
}

/// GET /nodeinfo/2.0 and /nodeinfo/2.1
pub async fn nodeinfo(
    FromState(state): FromState<State>,
    Path(version): Path<String>,
) -> Result<Response> {
    let known = nodeinfo::VERSIONS
        .into_iter()
        .find(|(known, _)| *known == version);
    let (version, schema) = known.ok_or(domain::Error::NotFound)?;
    let config = &state.ctx.config;
    let counts = domain::instance::counts(&state.ctx).await?;
    let number = |count: i64| u64::try_from(count).unwrap_or_default();
    let source = config.instance.source_url.to_string();
    let document = nodeinfo::Document {
        version,
        software: Software {
            name: "rounds",
            version: config.instance.version.to_owned(),
            repository: (version == "2.1").then_some(source),
        },
        protocols: ["activitypub"],
        services: Services::default(),
        usage: Usage {
            users: Users {
                total: number(counts.users),
                active_month: number(counts.active_month),
                active_halfyear: number(counts.active_halfyear),
            },
            local_posts: number(counts.statuses),
        },
        open_registrations: config.registrations != Registrations::Closed,
        metadata: json!({
            "nodeName": config.instance.title,
            "nodeDescription": config.instance.description,
            "abuseContact": format!("mailto:{}", config.instance.abuse_email),
        }),
    };
    let headers = [
        (
            CONTENT_TYPE,
            format!("application/json; profile=\"{schema}#\""),
        ),
        (CACHE_CONTROL, "max-age=1800, public".to_owned()),
    ];
    let body = serde_json::to_string(&document).map_err(domain::Error::from)?;
    Ok((headers, body).into_response())
}
