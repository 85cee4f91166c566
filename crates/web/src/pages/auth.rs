//! Joining, logging in, and letting an app in.

use askama::Template;
use domain::config::Registrations;
use domain::id::UserId;
use domain::notification_mail::Occasion;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::{Head, Page};
use crate::pages::view::AccountCard;

const CONFIRM_AGAIN: &str = "/confirm/again";

/// `/signup`.
#[derive(Template)]
#[template(path = "signup.html")]
pub struct SignUpPage {
    /// What surrounds it.
    pub page: Page,
    /// Username, address, password, agreement; a reason too where moderators approve. Absent where sign-up is closed.
    pub form: Option<Form>,
    /// The rules to agree to.
    pub rules: Vec<String>,
}

/// `/login`.
#[derive(Template)]
#[template(path = "login.html")]
pub struct LogInPage {
    /// What surrounds it.
    pub page: Page,
    /// Address and password, where people log in by them.
    pub form: Option<Form>,
    /// The providers through which people log in: path and name.
    pub providers: Vec<(String, String)>,
    /// Why a log-in through one of them failed.
    pub problem: Option<String>,
}

/// A browser is about to be sent to a provider of logins.
#[derive(Template)]
#[template(path = "oidc_leave.html")]
pub struct LeavePage {
    /// What surrounds it.
    pub page: Page,
    /// The provider, as people know it.
    pub provider: String,
    /// Where it is.
    pub address: String,
}

/// The first log-in of somebody through a provider: the rules, and a form that asks for a name.
#[derive(Template)]
#[template(path = "oidc_join.html")]
pub struct JoinPage {
    /// What surrounds it.
    pub page: Page,
    /// The provider, as people know it.
    pub provider: String,
    /// The rules to agree to.
    pub rules: Vec<String>,
    /// Username and agreement; an address too where the provider told none.
    pub form: Form,
}

/// `/password/forgot`, `/password/reset` and `/confirm/again`: what to do, and a form.
#[derive(Template)]
#[template(path = "asking.html")]
pub struct AskingPage {
    /// What surrounds it.
    pub page: Page,
    /// The sentence above the form.
    pub intro: String,
    /// The address, or the new password.
    pub form: Form,
}

impl AskingPage {
    /// `/confirm/again`.
    #[must_use]
    pub fn confirm_again(mut page: Page, form: Form) -> Self {
        page.head = Head::private(page.t("confirm-again-title"));
        Self {
            intro: page.t("confirm-again-intro").to_string(),
            page,
            form,
        }
    }

    /// `/password/forgot`.
    #[must_use]
    pub fn forgot(mut page: Page, form: Form) -> Self {
        page.head = Head::private(page.t("forgot-title"));
        Self {
            intro: page.t("forgot-intro").to_string(),
            page,
            form,
        }
    }

    /// `/unsubscribe`.
    #[must_use]
    pub fn unsubscribe(mut page: Page, form: Form) -> Self {
        page.head = Head::private(page.t("unsubscribe-title"));
        Self {
            intro: page.t("unsubscribe-intro").to_string(),
            page,
            form,
        }
    }

    /// `/password/reset`.
    #[must_use]
    pub fn reset(mut page: Page, form: Form) -> Self {
        page.head = Head::private(page.t("reset-title"));
        Self {
            intro: page.t("reset-intro").to_string(),
            page,
            form,
        }
    }
}

/// The form of `/unsubscribe`, with the parts of the mailed link.
#[must_use]
pub fn unsubscribe_form(lang: Lang, user: UserId, occasion: Occasion, token: String) -> Form {
    Form::new("unsubscribe", "/unsubscribe", lang.t("unsubscribe-submit"))
        .hidden("user", user.to_string())
        .hidden("mail", occasion.as_str().to_owned())
        .hidden("token", token)
}

/// A page that only tells what happens next, such as "look into your mail".
#[derive(Template)]
#[template(path = "notice.html")]
pub struct NoticePage {
    /// What surrounds it.
    pub page: Page,
    /// The paragraphs, in the language of the page.
    pub paragraphs: Vec<String>,
    /// Where to go on: path and key of the label.
    pub next: Option<(&'static str, &'static str)>,
}

impl NoticePage {
    fn new(mut page: Page, title: &str, paragraphs: Vec<String>) -> Self {
        page.head = Head::private(page.t(title));
        Self {
            page,
            paragraphs,
            next: None,
        }
    }

    /// After `/signup`: a link is on its way to `email`.
    #[must_use]
    pub fn confirmation_sent(page: Page, email: &str) -> Self {
        let sent = page.t("confirm-sent-text").with("email", email).to_string();
        let spam = page.t("confirm-sent-spam").to_string();
        Self {
            next: Some((CONFIRM_AGAIN, "confirm-again-submit")),
            ..Self::new(page, "confirm-sent-title", vec![sent, spam])
        }
    }

    /// After `/confirm/again`. It says the same whether or not the address waits to be confirmed.
    #[must_use]
    pub fn confirmation_sent_again(page: Page, email: &str) -> Self {
        let sent = page.t("confirm-again-sent").with("email", email);
        let sent = sent.to_string();
        let spam = page.t("confirm-sent-spam").to_string();
        Self::new(page, "confirm-sent-title", vec![sent, spam])
    }

    /// After the mailed link was opened. `waits` says that a moderator decides next.
    #[must_use]
    pub fn confirmed(page: Page, waits: bool) -> Self {
        let key = if waits {
            "confirmed-approval-text"
        } else {
            "confirmed-text"
        };
        let text = page.t(key).to_string();
        let next = (!waits).then_some(("/login", "nav-log-in"));
        Self {
            next,
            ..Self::new(page, "confirmed-title", vec![text])
        }
    }

    /// After `/password/forgot`. It says the same whether or not the address is known.
    #[must_use]
    pub fn reset_sent(page: Page, email: &str) -> Self {
        let sent = page.t("forgot-sent-text").with("email", email).to_string();
        let spam = page.t("confirm-sent-spam").to_string();
        Self::new(page, "confirm-sent-title", vec![sent, spam])
    }

    /// `/source` of a server in development.
    #[must_use]
    pub fn source(page: Page, version: &str) -> Self {
        let what = page.t("source-text").with("version", version).to_string();
        let how = page.t("source-remedy").to_string();
        Self::new(page, "source-title", vec![what, how])
    }

    /// After `/unsubscribe`.
    #[must_use]
    pub fn unsubscribed(page: Page) -> Self {
        let text = page.t("unsubscribed-text").to_string();
        Self {
            next: Some(("/settings/notifications", "mail-news-choose")),
            ..Self::new(page, "unsubscribed-title", vec![text])
        }
    }

    /// After the account was deleted.
    #[must_use]
    pub fn deleted(page: Page) -> Self {
        let text = page.t("deleted-text").to_string();
        Self {
            next: Some(("/", "error-home")),
            ..Self::new(page, "deleted-title", vec![text])
        }
    }
}

/// `/oauth/authorize`: an app asks for access.
#[derive(Template)]
#[template(path = "authorize.html")]
pub struct AuthorizePage {
    /// What surrounds it.
    pub page: Page,
    /// The name that the app gave itself.
    pub app: String,
    /// The app's own page, if it named one.
    pub website: Option<String>,
    /// In whose name it would act.
    pub account: AccountCard,
    /// As which accounts the app can be let in, when there is a choice.
    pub accounts: Vec<Choice>,
    /// What it asks for, each a key in plain words; see [`scope_key`].
    pub scopes: Vec<&'static str>,
    /// The parameters of the request, which come back with the answer.
    pub request: Vec<(&'static str, String)>,
}

/// `/oauth/authorize/native`: the code, to be copied into an app that cannot be called back.
#[derive(Template)]
#[template(path = "oauth_code.html")]
pub struct OAuthCodePage {
    /// What surrounds it.
    pub page: Page,
    /// The authorization code.
    pub code: String,
}

/// The form of `/signup`. `reason` is asked for where moderators approve.
#[must_use]
pub fn sign_up_form(
    lang: Lang,
    registrations: Registrations,
    username: &str,
    email: &str,
    reason: &str,
) -> Form {
    let mut fields = vec![
        Field::text("username", lang.t("field-username"))
            .hint(lang.t("field-username-hint"))
            .autocomplete("username")
            .value(username)
            .max_length(30)
            .required(),
        Field::email("email", lang.t("field-email"))
            .hint(lang.t("signup-email-hint"))
            .value(email),
        Field::password("password", lang.t("field-password"), "new-password")
            .hint(lang.t("field-password-hint")),
    ];
    if registrations == Registrations::Approval {
        let reason_field = Field::new("reason", lang.t("signup-reason"), Control::TextArea);
        fields.push(
            reason_field
                .hint(lang.t("signup-reason-hint"))
                .value(reason)
                .max_length(1000)
                .required(),
        );
    }
    fields.push(Field::checkbox("agreement", lang.t("signup-agreement"), false).required());
    Form::new("signup", "/signup", lang.t("signup-submit")).fields(fields)
}

/// The form of `/login`. `return_to` is the path to go on to.
#[must_use]
pub fn log_in_form(lang: Lang, email: &str, return_to: Option<String>) -> Form {
    let form = Form::new("login", "/login", lang.t("login-submit")).fields(vec![
        Field::email("email", lang.t("field-email"))
            .autocomplete("username")
            .value(email),
        Field::password("password", lang.t("field-password"), "current-password"),
    ]);
    match return_to {
        Some(path) => form.hidden("return_to", path),
        None => form,
    }
}

/// The form of somebody's first log-in through a provider. `ticket` says who they are there; `email` is absent where the
/// provider told it.
#[must_use]
pub fn join_form(lang: Lang, ticket: String, username: &str, email: Option<&str>) -> Form {
    let username = Field::text("username", lang.t("field-username"))
        .hint(lang.t("field-username-hint"))
        .autocomplete("username")
        .value(username)
        .max_length(30)
        .required();
    let email = email.map(|email| {
        let field = Field::email("email", lang.t("field-email"));
        field.hint(lang.t("signup-email-hint")).value(email)
    });
    let agreement = Field::checkbox("agreement", lang.t("signup-agreement"), false).required();
    let fields = [Some(username), email, Some(agreement)];
    Form::new("join", "/login/join", lang.t("signup-submit"))
        .hidden("ticket", ticket)
        .fields(fields.into_iter().flatten().collect())
}

/// The form of `/confirm/again`.
#[must_use]
pub fn confirm_again_form(lang: Lang, email: &str) -> Form {
    Form::new("confirm", CONFIRM_AGAIN, lang.t("confirm-again-submit")).fields(vec![
        Field::email("email", lang.t("field-email")).value(email),
    ])
}

/// The form of `/password/forgot`.
#[must_use]
pub fn forgot_password_form(lang: Lang, email: &str) -> Form {
    Form::new("forgot", "/password/forgot", lang.t("forgot-submit")).fields(vec![
        Field::email("email", lang.t("field-email")).value(email),
    ])
}

/// The form of `/password/reset`, with the token of the mailed link.
#[must_use]
pub fn reset_password_form(lang: Lang, token: String) -> Form {
    let password = Field::password("password", lang.t("field-new-password"), "new-password");
    Form::new("reset", "/password/reset", lang.t("reset-submit"))
        .hidden("token", token)
        .fields(vec![password.hint(lang.t("field-password-hint"))])
}

/// The key of the plain words for an OAuth scope of Mastodon. A part such as `read:statuses` reads as its whole, `read`.
#[must_use]
pub fn scope_key(scope: &str) -> Option<&'static str> {
    match scope.split(':').next() {
        Some("profile") => Some("scope-profile"),
        Some("read") => Some("scope-read"),
        Some("write") => Some("scope-write"),
        Some("follow") => Some("scope-follow"),
        Some("push") => Some("scope-push"),
        Some("pseudonyms") => Some("scope-pseudonyms"),
        Some("admin") => Some("scope-admin"),
        _ => None,
    }
}
