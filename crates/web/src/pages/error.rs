//! What a browser shows when something went wrong, with what to do about it.

use askama::Template;
use axum::http::StatusCode;

use crate::pages::layout::{Head, Page};

/// An error page. It never says more than the status: what may not be seen looks like what does not exist.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// What surrounds it.
    pub page: Page,
    /// The status of the response.
    pub status: StatusCode,
}

impl ErrorPage {
    /// The page for a response with `status`.
    #[must_use]
    pub fn new(mut page: Page, status: StatusCode) -> Self {
        page.head = Head::private(page.t(words(status).0));
        Self { page, status }
    }

    /// Key of what to do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        words(self.status).1
    }
}

/// Keys of what happened and of what to do about it.
fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status.as_u16() {
        401 | 403 => ("error-forbidden", "error-forbidden-remedy"),
        404 | 410 => ("error-not-found", "error-not-found-remedy"),
        429 => ("error-too-many", "error-too-many-remedy"),
        400..500 => ("error-unprocessable", "error-unprocessable-remedy"),
        _ => ("error-internal", "error-internal-remedy"),
    }
}
