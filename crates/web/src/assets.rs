//! The stylesheet, the one script, the mark and the default pictures: compiled in, at addresses that change with their content.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};

#[derive(rust_embed::Embed)]
#[folder = "assets"]
struct Files;

/// The path of an asset, which holds a part of its hash: `/assets/HASH-NAME`.
///
/// # Panics
/// On a name that is not in `assets/`.
#[must_use]
pub fn path(name: &str) -> String {
    let file = Files::get(name)
        .expect("templates name assets that exist: every page is rendered by a test");
    format!("/assets/{}-{name}", version(&file))
}

/// `GET /assets/{file}`. The answer may be kept forever, for other content has another address.
pub async fn show(Path(file): Path<String>) -> Response {
    let found = file.split_once('-').and_then(|(hash, name)| {
        Some((name, Files::get(name).filter(|file| version(file) == hash)?))
    });
    let Some((name, file)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, content_type(name)),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, file.data).into_response()
}

fn version(file: &rust_embed::EmbeddedFile) -> String {
    BASE64_URL_SAFE_NO_PAD
        .encode(&file.metadata.sha256_hash()[..9])
        .replace('-', "_")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        Some((_, "png")) => "image/png",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn get(path: &str) -> Response {
        show(Path(path.trim_start_matches("/assets/").to_owned())).await
    }

    #[tokio::test]
    async fn an_asset_is_served_at_its_own_hash_only() {
        let found = get(&path("rounds.css")).await;
        assert_eq!(found.status(), StatusCode::OK);
        assert_eq!(
            found.headers()[header::CONTENT_TYPE],
            "text/css; charset=utf-8"
        );
        assert_eq!(
            get("/assets/000000000000-rounds.css").await.status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            get("/assets/rounds.css").await.status(),
            StatusCode::NOT_FOUND
        );
    }

    #[test]
    fn every_asset_has_a_content_type() {
        for name in Files::iter() {
            assert_ne!(content_type(&name), "application/octet-stream", "{name}");
        }
    }
}
