//! The pages on which members set what no app can: one form each, but for what is logged in.

pub mod credentials;
pub mod migration;
pub mod notifications;
pub mod passkeys;
pub mod preferences;
pub mod privacy;
pub mod pseudonyms;
pub mod sessions;
pub mod two_factor;
pub mod unsubscribe;
pub mod verification;

use axum::response::{IntoResponse, Redirect, Response};
use domain::Error::Invalid;

use crate::auth::words;
use crate::error::{Error, Result};
use crate::extract::Frame;
use crate::pages::form::Form;
use crate::pages::settings::FormPage;

/// Back to the page with what was saved, or the form again with the reason beside the field that was refused.
fn saved_or_refused(
    frame: &Frame,
    tab: &'static str,
    saved: Result<()>,
    form: impl FnOnce() -> Form,
) -> Response {
    match saved {
        Err(Error::Domain(Invalid { field, reason })) => {
            let form = form().refuse(field, words::of_field(frame.lang(), field, &reason));
            frame.refuse(&page(frame, tab, form))
        }
        other => frame.finish(
            other.map(|()| Redirect::to(&format!("/settings/{tab}?saved=1")).into_response()),
        ),
    }
}

fn page(frame: &Frame, tab: &'static str, form: Form) -> FormPage {
    FormPage {
        page: frame.page("settings-title"),
        tab,
        form,
    }
}
