//! What an app is told, in the language of whoever uses it.
//!
//! English stays for what only an app's developer can mend: a request that cannot be read, and OAuth's
//! `error_description`, for which RFC 6749 (section 5.2) has ASCII alone.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State as FromState};
use axum::http::HeaderValue;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_LENGTH, VARY};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::reason::Reason;
use domain::{sign_up, token, user};

use super::Error;
use crate::entity::error::ErrorBody;
use crate::extract::auth::secret;
use crate::i18n::Lang;
use crate::state::State;

/// The error behind an answer, on its way to [`translate`].
#[derive(Clone)]
struct Refused(Arc<Error>);

/// Puts the error beside its answer in English.
pub(super) fn enclose(answer: &mut Response, error: Error) {
    answer.extensions_mut().insert(Refused(Arc::new(error)));
}

/// Says a refusal in the language of the login, or else of `Accept-Language`, or else of the instance.
pub async fn translate(
    FromState(state): FromState<State>,
    request: Request,
    next: Next,
) -> Response {
    let token = secret(request.headers()).map(str::to_owned);
    let accepted = request.headers().get(ACCEPT_LANGUAGE).cloned();
    let mut answer = next.run(request).await;
    let Some(Refused(error)) = answer.extensions_mut().remove() else {
        return answer;
    };
    let locale = locale(&state, &error, token).await;
    let lang = Lang::negotiate([
        locale.as_deref(),
        accepted.as_ref().and_then(|value| value.to_str().ok()),
        state.ctx.config.instance.main_language(),
    ]);
    let varies = HeaderValue::from_static("accept-language");
    answer.headers_mut().append(VARY, varies);
    if lang == Lang::english() {
        answer
    } else {
        in_language(answer, &error, lang)
    }
}

fn in_language(answer: Response, error: &Error, lang: Lang) -> Response {
    let (mut head, _) = answer.into_parts();
    let tag = HeaderValue::from_str(&lang.to_string()).expect("a language tag is ASCII");
    head.headers.insert(CONTENT_LANGUAGE, tag);
    head.headers.remove(CONTENT_LENGTH);
    let body = Json(error.body(lang)).into_response().into_body();
    Response::from_parts(head, body)
}

/// The language of the login that asked. What is refused before anything is looked up stays as cheap as that.
async fn locale(state: &State, error: &Error, token: Option<String>) -> Option<String> {
    let cheap = matches!(
        error,
        Error::Unauthorized | Error::Domain(domain::Error::TooMany(_))
    );
    let token = token.filter(|_| !cheap)?;
    let bearer = token::authenticate(&state.ctx, &token).await.ok()??;
    let login = user::show(&state.ctx, bearer.holder?.user_id).await.ok()?;
    Some(login.locale)
}

impl Error {
    /// The JSON that an app is told.
    pub(super) fn body(&self, lang: Lang) -> ErrorBody {
        let text = self.text(lang);
        match self {
            Self::OAuth(refusal) => ErrorBody {
                error_description: Some(text),
                ..ErrorBody::new(refusal.code())
            },
            Self::SignUp(fields) => {
                ErrorBody::of_fields(text, fields, |reason| lang.say(&reason.into()))
            }
            _ => ErrorBody::new(text),
        }
    }

    fn text(&self, lang: Lang) -> String {
        match self {
            Self::Domain(domain::Error::Internal(_)) => {
                lang.say(&"Something went wrong on this server".into())
            }
            Self::OAuth(_) => self.to_string(),
            _ if lang == Lang::english() => self.to_string(),
            Self::Domain(domain::Error::Invalid { field, reason }) => {
                validation_failed(lang, [(*field, reason.clone())])
            }
            Self::SignUp(fields) => {
                let wrong = fields.iter().map(|it| (it.field, it.reason.into()));
                validation_failed(lang, wrong)
            }
            other => lang.say(&other.to_string().into()),
        }
    }
}

fn validation_failed<'a>(lang: Lang, wrong: impl IntoIterator<Item = (&'a str, Reason)>) -> String {
    let named = |(field, reason): (&str, Reason)| {
        let (field, reason) = (lang.field(field), lang.say(&reason));
        let text = lang.t("validation-field").with("field", &field);
        text.with("reason", &reason).to_string()
    };
    let list: Vec<String> = wrong.into_iter().map(named).collect();
    let list = list.join(", ");
    lang.t("validation-failed").with("list", &list).to_string()
}

/// "Username has already been taken, Email can't be blank".
pub(super) fn sentences(fields: &[sign_up::Wrong]) -> String {
    let sentences: Vec<String> = fields
        .iter()
        .map(|wrong| {
            let (first, rest) = wrong.field.split_at(1);
            format!("{}{rest} {}", first.to_ascii_uppercase(), wrong.reason)
        })
        .collect();
    sentences.join(", ")
}
