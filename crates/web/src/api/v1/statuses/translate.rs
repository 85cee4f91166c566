//! A status in another language.

use axum::Json;
use axum::extract::State as FromState;
use domain::id::StatusId;
use domain::user;
use protocol::translation;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entity::translation::Translation;
use crate::error::Result;
use crate::extract::{Id, Params, User};
use crate::state::State;

/// Into which language.
#[derive(Deserialize)]
pub struct Wanted {
    lang: Option<String>,
}

/// `POST /api/v1/statuses/{id}/translate`; into the language of the user when none is named.
pub async fn translate(
    FromState(state): FromState<State>,
    user: User,
    Id(id): Id<StatusId>,
    Params { values, .. }: Params<Wanted>,
) -> Result<Json<Value>> {
    user.require("read:statuses")?;
    let language = match values.lang.filter(|tag| !tag.is_empty()) {
        Some(tag) => tag,
        None => user::show(&state.ctx, user.user_id).await?.locale,
    };
    let translated = translation::translate(&state.federation, user.viewer(), id, &language).await;
    Ok(Json(json!(Translation::from(&translated?))))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::http::StatusCode;
    use axum::routing::{get, post};
    use protocol::fetch::{Client, FetchPolicy};
    use protocol::translation::{Service, Translator};
    use serde_json::json;
    use tokio::net::TcpListener;

    use super::*;
    use crate::testing::{App, app};

    /// A service that writes in capitals what it is given in English.
    async fn service() -> (String, Arc<AtomicUsize>) {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = asked.clone();
        let languages = json!([{ "code": "en", "name": "English", "targets": ["en", "de"] }]);
        let shout = move |Json(question): Json<Value>| {
            count.fetch_add(1, Ordering::SeqCst);
            let parts = question["q"].as_array().cloned().unwrap_or_default();
            let up = |part: &Value| part.as_str().unwrap_or_default().replace("hello", "HALLO");
            let texts: Vec<String> = parts.iter().map(up).collect();
            std::future::ready(if question["api_key"] == "key" {
                Ok(Json(json!({ "translatedText": texts })))
            } else {
                Err(StatusCode::FORBIDDEN)
            })
        };
        let router = axum::Router::new()
            .route(
                "/languages",
                get(move || std::future::ready(Json(languages))),
            )
            .route("/translate", post(shout));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}/", listener.local_addr().expect("an address"));
        tokio::spawn(async { axum::serve(listener, router).await });
        (base, asked)
    }

    async fn app_with(url: &str, key: &str) -> App {
        let mut app = app().await;
        let policy = FetchPolicy {
            allow_private: true,
            allow_http: true,
            ..FetchPolicy::new(&url.parse().expect("a url"))
        };
        let service = Service {
            url: url.parse().expect("a url"),
            api_key: Some(key.into()),
        };
        let translator = Translator::new(Client::new(policy).expect("a client"), service);
        let federation = app.state.federation.clone().with_translator(translator);
        app.state = State::new(federation, Vec::new());
        app.router = crate::router(app.state.clone());
        app
    }

    async fn say(app: &App, token: &str, draft: Value) -> String {
        let posted = app.call("POST", "/api/v1/statuses", token, draft).await;
        assert_eq!(posted.status, StatusCode::OK, "{}", posted.text());
        posted.json()["id"].as_str().expect("an id").to_owned()
    }

    #[tokio::test]
    async fn a_status_is_translated_once_a_version() {
        let (url, asked) = service().await;
        let app = app_with(&url, "key").await;
        let anna = app.person("anna", "read write").await;
        let poll = json!({ "options": ["hello 1", "hello 2"], "expires_in": 3600 });
        let draft = json!({ "status": "hello & all", "spoiler_text": "a hello", "language": "en", "poll": poll });
        let id = say(&app, &anna, draft).await;
        let path = format!("/api/v1/statuses/{id}/translate");
        let ask = async |lang: &str| {
            app.call("POST", &path, &anna, json!({ "lang": lang }))
                .await
        };
        let german = ask("de").await.json();
        let poll = german["poll"]["id"].clone();
        let expected = json!({
            "content": "<p>HALLO &amp; all</p>",
            "spoiler_text": "a HALLO",
            "language": "de",
            "media_attachments": [],
            "detected_source_language": "en",
            "provider": "LibreTranslate",
            "poll": { "id": poll, "options": [{ "title": "HALLO 1" }, { "title": "HALLO 2" }] },
        });
        assert_eq!(german, expected);
        let fave = format!("/api/v1/statuses/{id}/favourite");
        app.call("POST", &fave, &anna, json!({})).await;
        assert_eq!(ask("de").await.json(), expected);
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        assert_eq!(ask("fr").await.status, StatusCode::FORBIDDEN);
        let known = app.get("/api/v1/instance/translation_languages").await;
        assert_eq!(known.json(), json!({ "en": ["de"], "und": ["de", "en"] }));
        let instance = app.get("/api/v2/instance").await.json();
        assert_eq!(instance["configuration"]["translation"]["enabled"], true);
    }

    #[tokio::test]
    async fn what_cannot_be_translated_is_refused_as_on_mastodon() {
        let (url, asked) = service().await;
        let app = app_with(&url, "wrong").await;
        let anna = app.person("anna", "read write").await;
        let translate = async |app: &App, id: &str, token: &str| {
            let path = format!("/api/v1/statuses/{id}/translate");
            app.call("POST", &path, token, json!({ "lang": "de" }))
                .await
                .status
        };
        let private = json!({ "status": "hello", "visibility": "private", "language": "en" });
        let private = say(&app, &anna, private).await;
        assert_eq!(
            translate(&app, &private, &anna).await,
            StatusCode::FORBIDDEN
        );
        let bob = app.person("bob", "read").await;
        assert_eq!(translate(&app, &private, &bob).await, StatusCode::NOT_FOUND);
        assert_eq!(asked.load(Ordering::SeqCst), 0);
        let public = say(&app, &anna, json!({ "status": "hello", "language": "en" })).await;
        assert_eq!(
            translate(&app, &public, &anna).await,
            StatusCode::SERVICE_UNAVAILABLE
        );
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        let without = crate::testing::app().await;
        let anna = without.person("anna", "read write").await;
        let public = say(
            &without,
            &anna,
            json!({ "status": "hello", "language": "en" }),
        )
        .await;
        assert_eq!(
            translate(&without, &public, &anna).await,
            StatusCode::NOT_FOUND
        );
    }
}
