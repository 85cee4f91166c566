//! A door that lets in one way of signing alone, as servers do that know no other, or loses what it was given.

use std::sync::{Arc, Mutex};

use axum::extract::Request;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_signatures::Profile;

/// Stands before a server and lets everything in until it is told otherwise. Cheap to clone.
#[derive(Clone, Default)]
pub struct Gate(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    only: Option<Profile>,
    swallows: bool,
    shut: bool,
    seen: Vec<Profile>,
}

impl Gate {
    /// Answers 401 to what is signed in another way from now on.
    pub fn only(&self, profile: Profile) {
        self.0.lock().expect("no test panicked with it").only = Some(profile);
    }

    /// Whether it answers 202 to what is posted and signed from now on, and loses it.
    pub fn swallow(&self, swallows: bool) {
        self.0.lock().expect("no test panicked with it").swallows = swallows;
    }

    /// Answers 503 to everything that is signed from now on: nobody can ask this server anything.
    pub fn shut(&self) {
        self.0.lock().expect("no test panicked with it").shut = true;
    }

    /// How requests were signed since this was last asked, in their order.
    #[must_use]
    pub fn seen(&self) -> Vec<Profile> {
        std::mem::take(&mut self.0.lock().expect("no test panicked with it").seen)
    }

    pub(crate) async fn pass(self, request: Request, next: Next) -> Response {
        if self.is_shut(&request) {
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        } else if !self.admits(&request) {
            StatusCode::UNAUTHORIZED.into_response()
        } else if self.loses(&request) {
            StatusCode::ACCEPTED.into_response()
        } else {
            next.run(request).await
        }
    }

    fn is_shut(&self, request: &Request) -> bool {
        request.headers().contains_key("signature")
            && self.0.lock().expect("no test panicked with it").shut
    }

    fn loses(&self, request: &Request) -> bool {
        let is_letter =
            request.method() == Method::POST && request.headers().contains_key("signature");
        is_letter && self.0.lock().expect("no test panicked with it").swallows
    }

    fn admits(&self, request: &Request) -> bool {
        let headers = request.headers();
        if !headers.contains_key("signature") {
            return true;
        }
        let profile = if headers.contains_key("signature-input") {
            Profile::Rfc9421
        } else {
            Profile::Cavage
        };
        let mut state = self.0.lock().expect("no test panicked with it");
        state.seen.push(profile);
        state.only.is_none_or(|only| only == profile)
    }
}
