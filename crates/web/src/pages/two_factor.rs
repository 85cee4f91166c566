//! The second factor: `/settings/two-factor` and the second step of a log-in.

use askama::Template;
use domain::clock::Timestamp;
use domain::id::PasskeyId;
use domain::two_factor::passkey::NAME;
use domain::two_factor::totp::NewTotp;

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;
use crate::pages::proving::Proving;

/// Where it is set up.
pub const PATH: &str = crate::error::TWO_FACTOR;

/// What a form with a script asks the browser for.
#[derive(Clone, Debug)]
pub struct Ceremony {
    /// Where the answer goes.
    pub action: &'static str,
    /// What the script passes to the browser, as JSON.
    pub options: String,
    /// Values that travel along.
    pub hidden: Vec<(&'static str, String)>,
}

/// `/login/second-factor`.
#[derive(Template)]
#[template(path = "login_second_factor.html")]
pub struct SecondFactorPage {
    /// What surrounds it.
    pub page: Page,
    /// Whether an app shows codes.
    pub has_codes: bool,
    /// For a code.
    pub form: Form,
    /// For a passkey, if there is one.
    pub ceremony: Option<Ceremony>,
}

/// `/settings/two-factor`.
#[derive(Template)]
#[template(path = "settings_two_factor.html")]
pub struct TwoFactorPage {
    /// What surrounds it.
    pub page: Page,
    /// Whether nothing else can be done before one is set up.
    pub missing: bool,
    /// Whether an app shows codes.
    pub has_totp: bool,
    /// Whether passkeys can be made for this server.
    pub can_passkey: bool,
    /// The passkeys, the oldest first.
    pub passkeys: Vec<PasskeyRow>,
    /// Recovery codes that are left.
    pub recovery_codes: u64,
    /// How they show that it is them.
    pub proving: Proving,
    /// Its forms.
    pub forms: Forms,
}

/// A passkey.
#[derive(Clone, Debug)]
pub struct PasskeyRow {
    /// Its number.
    pub id: PasskeyId,
    /// As its owner calls it.
    pub name: String,
    /// When it was made.
    pub since: Timestamp,
    /// When it was last used.
    pub used: Option<Timestamp>,
}

/// The forms of `/settings/two-factor`.
#[derive(Clone, Debug)]
pub struct Forms {
    /// To begin or to end codes of an app.
    pub totp: Form,
    /// To make a passkey.
    pub passkey: Form,
    /// To take one away.
    pub remove: Form,
    /// To get new recovery codes.
    pub codes: Form,
}

impl Forms {
    /// For somebody who has these.
    #[must_use]
    pub fn new(lang: Lang, has_totp: bool, passkeys: &[PasskeyRow], proving: &Proving) -> Self {
        let t = |key| lang.t(key);
        let proved = |fields| proving.after(lang, fields);
        let totp = if has_totp {
            Form::new("totp", format!("{PATH}/totp/remove"), t("totp-remove")).destructive()
        } else {
            Form::new("totp", format!("{PATH}/totp"), t("totp-start"))
        };
        let add = format!("{PATH}/passkeys");
        let remove = format!("{PATH}/passkeys/remove");
        let choices = passkeys.iter().map(|passkey| Choice {
            value: passkey.id.to_string(),
            label: passkey.name.clone(),
            selected: false,
        });
        let which = Control::Select(choices.collect());
        let codes = format!("{PATH}/recovery-codes");
        Self {
            totp: totp.fields(proved(vec![])),
            passkey: Form::new("passkey", add, t("passkey-add")).fields(proved(vec![
                Field::text("name", t("passkey-name"))
                    .hint(t("passkey-name-hint"))
                    .max_length(NAME)
                    .required(),
            ])),
            remove: Form::new("passkey-remove", remove, t("passkey-remove"))
                .destructive()
                .fields(proved(vec![Field::new(
                    "passkey",
                    t("passkey-which"),
                    which,
                )])),
            codes: Form::new("codes", codes, t("recovery-renew")).fields(proved(vec![])),
        }
    }
}

/// `/settings/two-factor/totp`: the secret on its way into an app.
#[derive(Template)]
#[template(path = "settings_totp.html")]
pub struct TotpPage {
    /// What surrounds it.
    pub page: Page,
    /// The secret.
    pub new: NewTotp,
    /// For the first code.
    pub form: Form,
}

/// `/settings/two-factor/passkeys`: the passkey on its way.
#[derive(Template)]
#[template(path = "settings_passkey.html")]
pub struct PasskeyPage {
    /// What surrounds it.
    pub page: Page,
    /// For the script.
    pub ceremony: Ceremony,
}

/// The recovery codes, which are shown once.
#[derive(Template)]
#[template(path = "settings_recovery_codes.html")]
pub struct RecoveryCodesPage {
    /// What surrounds it.
    pub page: Page,
    /// The codes.
    pub codes: Vec<String>,
}

fn code_field(lang: Lang, hint: &str) -> Field {
    Field::text("code", lang.t("second-factor-code"))
        .hint(lang.t(hint))
        .autocomplete("one-time-code")
        .max_length(40)
        .required()
}

/// The form of the first code.
#[must_use]
pub fn confirm_form(lang: Lang) -> Form {
    let action = format!("{PATH}/totp/confirm");
    Form::new("confirm", action, lang.t("totp-confirm"))
        .fields(vec![code_field(lang, "totp-confirm-hint")])
}

/// The form of the second step of a log-in.
#[must_use]
pub fn code_form(lang: Lang, return_to: Option<String>) -> Form {
    let form = Form::new("code", "/login/second-factor", lang.t("login-submit"));
    let form = form.fields(vec![code_field(lang, "second-factor-code-hint")]);
    match return_to {
        Some(path) => form.hidden("return_to", path),
        None => form,
    }
}
