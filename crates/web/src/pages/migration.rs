//! Moving to another account, or from one: `/settings/migration`.

use askama::Template;

use crate::i18n::Lang;
use crate::pages::form::{Control, Field, Form};
use crate::pages::layout::Page;
use crate::pages::proving::Proving;

/// `/settings/migration`.
#[derive(Template)]
#[template(path = "settings_migration.html")]
pub struct MigrationPage {
    /// What surrounds it.
    pub page: Page,
    /// Handle of the account that this one moved to.
    pub moved_to: Option<String>,
    /// The other accounts of the person.
    pub aliases: Vec<AliasRow>,
    /// To add one.
    pub alias_form: Form,
    /// How they show that it is them.
    pub proving: Proving,
    /// To move.
    pub move_form: Form,
}

/// Another account of the person.
pub struct AliasRow {
    /// Its handle, or its address when it is not known here.
    pub name: String,
    /// Its id.
    pub uri: String,
}

/// To name another account.
#[must_use]
pub fn alias_form(lang: Lang) -> Form {
    let alias = Field::text("alias", lang.t("field-handle")).hint(lang.t("field-handle-hint"));
    Form::new(
        "alias",
        "/settings/aliases",
        lang.t("settings-alias-submit"),
    )
    .fields(vec![alias])
}

/// To move.
#[must_use]
pub fn move_form(lang: Lang, proving: &Proving) -> Form {
    let target = Field::text("target", lang.t("field-handle")).hint(lang.t("field-handle-hint"));
    Form::new(
        "move",
        "/settings/migration",
        lang.t("settings-move-submit"),
    )
    .destructive()
    .fields(proving.after(lang, vec![target]))
}
