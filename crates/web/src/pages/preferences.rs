//! What members set that no app can: `/settings/preferences`, `privacy`, `notifications` and `sessions`.

use askama::Template;
use domain::clock::Timestamp;
use domain::id::{ApplicationId, SessionId};

use crate::i18n::Lang;
use crate::pages::form::{Choice, Control, Field, Form};
use crate::pages::layout::Page;

/// What is set now, for the form of `/settings/preferences`.
#[derive(Clone, Debug, Default)]
pub struct PreferenceValues {
    /// Languages of pages and mails, their own marked.
    pub locales: Vec<Choice>,
    /// Who may see posts, their own choice marked.
    pub visibilities: Vec<Choice>,
    /// The language of posts, a BCP 47 tag.
    pub language: String,
    /// Whether media of posts are hidden at first.
    pub sensitive: bool,
    /// Which media apps show at once, their own choice marked.
    pub media: Vec<Choice>,
    /// Whether apps show what stands behind content warnings.
    pub expand_spoilers: bool,
    /// Whether apps play animations at once.
    pub autoplay_gifs: bool,
}

/// The form of `/settings/preferences`.
#[must_use]
pub fn preferences_form(lang: Lang, values: PreferenceValues) -> Form {
    let t = |key| lang.t(key);
    let select =
        |name: &'static str, label, choices| Field::new(name, t(label), Control::Select(choices));
    Form::new("preferences", "/settings/preferences", t("settings-save"))
        .section(
            t("preferences-pages"),
            None,
            vec![select("locale", "preferences-locale", values.locales)],
        )
        .section(
            t("preferences-posting"),
            Some(t("preferences-posting-hint").to_string()),
            vec![
                select("visibility", "preferences-visibility", values.visibilities),
                Field::text("language", t("preferences-language"))
                    .value(&values.language)
                    .hint(t("preferences-language-hint"))
                    .max_length(35),
                Field::checkbox("sensitive", t("preferences-sensitive"), values.sensitive),
            ],
        )
        .section(
            t("preferences-reading"),
            Some(t("preferences-reading-hint").to_string()),
            vec![
                select("expand_media", "preferences-media", values.media),
                Field::checkbox(
                    "expand_spoilers",
                    t("preferences-spoilers"),
                    values.expand_spoilers,
                ),
                Field::checkbox(
                    "autoplay_gifs",
                    t("preferences-autoplay"),
                    values.autoplay_gifs,
                ),
            ],
        )
}

/// What is set now, for the form of `/settings/privacy`.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box to tick")]
pub struct PrivacyValues {
    /// Whether the directory lists them.
    pub discoverable: bool,
    /// Whether search engines may list their pages.
    pub indexable: bool,
    /// Whether followers are approved one by one.
    pub locked: bool,
    /// Whether nobody sees whom they follow and who follows them.
    pub hide_collections: bool,
}

/// The form of `/settings/privacy`.
#[must_use]
pub fn privacy_form(lang: Lang, values: PrivacyValues) -> Form {
    let t = |key| lang.t(key);
    Form::new("privacy", "/settings/privacy", t("settings-save"))
        .section(
            t("settings-visibility"),
            None,
            vec![
                Field::checkbox("discoverable", t("field-discoverable"), values.discoverable),
                Field::checkbox("indexable", t("field-indexable"), values.indexable),
            ],
        )
        .section(
            t("privacy-network"),
            None,
            vec![
                Field::checkbox("locked", t("field-locked"), values.locked)
                    .hint(t("field-locked-hint")),
                Field::checkbox(
                    "hide_collections",
                    t("privacy-hide-collections"),
                    values.hide_collections,
                )
                .hint(t("privacy-hide-collections-hint")),
            ],
        )
}

/// The form of `/settings/notifications`: kinds that concern the member, their own choice marked. Only verifiers are asked
/// about `requests` that wait for them.
#[must_use]
pub fn mails_form(lang: Lang, kinds: Vec<Choice>, digest: bool, requests: Option<bool>) -> Form {
    let t = |key| lang.t(key);
    let mut fields = vec![
        Field::new("mails", t("mails-kinds"), Control::Choices(kinds)),
        Field::checkbox("digest", t("mails-digest"), digest).hint(t("mails-digest-hint")),
    ];
    fields.extend(requests.map(|wanted| {
        Field::checkbox("requests", t("mails-requests"), wanted).hint(t("mails-requests-hint"))
    }));
    let hint = Some(t("mails-hint").to_string());
    Form::new("mails", "/settings/notifications", t("settings-save")).section(
        t("mails-title"),
        hint,
        fields,
    )
}

/// `/settings/sessions`.
#[derive(Template)]
#[template(path = "settings_sessions.html")]
pub struct SessionsPage {
    /// What surrounds it.
    pub page: Page,
    /// The browsers that are logged in.
    pub sessions: Vec<SessionRow>,
    /// The apps that may act for the member.
    pub apps: Vec<AppRow>,
}

/// A browser that is logged in.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Which.
    pub id: SessionId,
    /// What it says of itself; may be empty.
    pub browser: String,
    /// From where it logged in.
    pub address: String,
    /// When.
    pub since: Timestamp,
    /// When it was last used.
    pub seen: Option<Timestamp>,
    /// The key of what was shown to log in.
    pub factor: &'static str,
    /// Whether it is the one that looks.
    pub here: bool,
}

/// An app that was let in.
#[derive(Clone, Debug)]
pub struct AppRow {
    /// Which.
    pub id: ApplicationId,
    /// The name that it gave itself.
    pub name: String,
    /// Its own page, if it named one.
    pub website: Option<String>,
    /// What it may do, each a key in plain words.
    pub scopes: Vec<&'static str>,
    /// Since when.
    pub since: Timestamp,
}
