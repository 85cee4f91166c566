//! What a page of settings asks for before a login changes: the password, or to log in at a provider once more.

use crate::i18n::Lang;
use crate::pages::form::Field;

/// How a member shows that it is them. `templates/parts/prove.html` says it above the forms.
#[derive(Clone, Debug, Default)]
pub struct Proving {
    /// Whether they have a password to show.
    pub has_password: bool,
    /// Whether they have just shown a provider that it is them.
    pub is_proved: bool,
    /// The providers that they can show it to: address and label.
    pub providers: Vec<(String, String)>,
    /// Whether a password can be had by a mailed link.
    pub by_mail: bool,
}

impl Proving {
    /// Whether the forms are of use: without a password somebody goes to a provider first.
    #[must_use]
    pub fn may_act(&self) -> bool {
        self.has_password || self.is_proved
    }

    /// The field for the password, where a form still needs it.
    #[must_use]
    pub fn field(&self, lang: Lang) -> Option<Field> {
        let asks = self.has_password && !self.is_proved;
        asks.then(|| {
            Field::password(
                "current_password",
                lang.t("field-current-password"),
                "current-password",
            )
        })
    }

    /// `fields`, and the one for the password.
    #[must_use]
    pub fn after(&self, lang: Lang, mut fields: Vec<Field>) -> Vec<Field> {
        fields.extend(self.field(lang));
        fields
    }
}
