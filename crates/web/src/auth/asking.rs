//! The forms that ask for a mail with a link: to confirm an address again, to choose a new password. Both say the same
//! whether or not the address belongs to a login.

use std::net::IpAddr;

use axum::response::Response;
use domain::Error::Invalid;
use domain::throttle;
use serde::Deserialize;

use super::words;
use crate::error::Error;
use crate::extract::Frame;
use crate::i18n::Lang;
use crate::pages::auth::{AskingPage, NoticePage};
use crate::pages::form::Form;
use crate::pages::layout::Page;
use crate::state::State;

/// What differs from one form to the other.
pub(super) struct Asking {
    /// The key of the title of its page.
    pub title: &'static str,
    /// The form, with an address in it.
    pub form: fn(Lang, &str) -> Form,
    /// The page around the form.
    pub page: fn(Page, Form) -> AskingPage,
    /// The page after it.
    pub sent: fn(Page, &str) -> NoticePage,
}

/// The form as sent.
#[derive(Deserialize)]
pub struct Values {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    pub(super) email: String,
}

impl Asking {
    /// The empty form.
    pub(super) fn show(&self, frame: &Frame) -> Response {
        let form = (self.form)(frame.lang(), "");
        frame.show(&(self.page)(frame.page(self.title), form))
    }

    /// Has the mail sent by `request`, which is not begun before the form and its sender were looked at.
    pub(super) async fn send(
        &self,
        (state, frame, address): (&State, &Frame, IpAddr),
        values: &Values,
        request: impl Future<Output = domain::Result<()>> + Send,
    ) -> Response {
        let asked = async {
            frame.verify(&values.csrf)?;
            throttle::count(&state.ctx, throttle::MAIL, &throttle::network(address))?;
            Ok(request.await?)
        };
        match asked.await {
            Ok(()) => {
                let page = frame.page("confirm-sent-title");
                frame.show(&(self.sent)(page, &values.email))
            }
            Err(Error::Domain(Invalid { field, reason })) => {
                let form = (self.form)(frame.lang(), &values.email)
                    .refuse(field, words::of_field(frame.lang(), field, &reason));
                frame.refuse(&(self.page)(frame.page(self.title), form))
            }
            Err(error) => frame.finish(Err(error)),
        }
    }
}
