//! The pages with forms.

use domain::config::{Limits, Registrations};
use domain::id::{ApplicationId, SessionId, UserId};
use domain::notification_mail::Occasion;
use web::pages::auth::{
    self, AskingPage, AuthorizePage, LogInPage, NoticePage, OAuthCodePage, SignUpPage,
};
use web::pages::layout::Head;
use web::pages::preferences::{
    AppRow, PreferenceValues, PrivacyValues, SessionRow, SessionsPage, mails_form,
    preferences_form, privacy_form,
};
use web::pages::proving::Proving;
use web::pages::settings::{self, AccountSettingsPage, FormPage, ProfileValues};
use web::pages::transfer::{
    ExportFile, ExportPage, ImportPage, ImportReportPage, ImportSummary, LineProblem, import_form,
};

use super::{about, ada, at, choice, html, lang, page, signed_in, titled};

pub fn auth() -> Vec<(&'static str, String)> {
    let sign_up = auth::sign_up_form(lang(), Registrations::Approval, "", "", "");
    let refused = auth::sign_up_form(lang(), Registrations::Approval, "ada l", "ada@", "")
        .refuse(
            "username",
            "Use letters, digits and underscores only.".to_owned(),
        )
        .refuse(
            "email",
            "This does not look like an e-mail address.".to_owned(),
        );
    let forgot = auth::forgot_password_form(lang(), "");
    let reset = auth::reset_password_form(lang(), "mailed".to_owned());
    let sign_up_page = |form| SignUpPage {
        page: titled("Sign up"),
        form,
        rules: about().rules,
    };
    vec![
        ("signup", html(&sign_up_page(Some(sign_up)))),
        ("signup-refused", html(&sign_up_page(Some(refused)))),
        ("signup-closed", html(&sign_up_page(None))),
        ("login", html(&log_in())),
        (
            "forgot",
            html(&AskingPage::forgot(page(Head::default()), forgot)),
        ),
        (
            "reset",
            html(&AskingPage::reset(page(Head::default()), reset)),
        ),
        (
            "confirm-again",
            html(&AskingPage::confirm_again(
                page(Head::default()),
                auth::confirm_again_form(lang(), ""),
            )),
        ),
        (
            "confirm-again-sent",
            html(&NoticePage::confirmation_sent_again(
                page(Head::default()),
                "ada@derm.example",
            )),
        ),
        (
            "confirmation-sent",
            html(&NoticePage::confirmation_sent(
                page(Head::default()),
                "ada@derm.example",
            )),
        ),
        (
            "confirmed",
            html(&NoticePage::confirmed(page(Head::default()), false)),
        ),
        (
            "confirmed-waits",
            html(&NoticePage::confirmed(page(Head::default()), true)),
        ),
        (
            "reset-sent",
            html(&NoticePage::reset_sent(
                page(Head::default()),
                "ada@derm.example",
            )),
        ),
        ("deleted", html(&NoticePage::deleted(page(Head::default())))),
        (
            "unsubscribe",
            html(&AskingPage::unsubscribe(
                page(Head::default()),
                auth::unsubscribe_form(lang(), UserId(1), Occasion::Digest, "mailed".to_owned()),
            )),
        ),
        (
            "unsubscribed",
            html(&NoticePage::unsubscribed(page(Head::default()))),
        ),
        ("authorize", html(&authorize())),
        (
            "oauth-code",
            html(&OAuthCodePage {
                page: signed_in(titled("Code")),
                code: "q7Zx1c".to_owned(),
            }),
        ),
    ]
}

fn log_in() -> LogInPage {
    let form = auth::log_in_form(
        lang(),
        "ada@derm.example",
        Some("/oauth/authorize?client_id=1".to_owned()),
    )
    .refuse("", "The address or the password is wrong.".to_owned());
    LogInPage {
        page: titled("Log in"),
        form: Some(form),
        providers: Vec::new(),
        problem: None,
    }
}

fn authorize() -> AuthorizePage {
    let scopes = [
        "read",
        "write:statuses",
        "follow",
        "push",
        "pseudonyms",
        "profile",
        "admin:read",
    ];
    AuthorizePage {
        page: signed_in(titled("Access")),
        app: "Tusky".to_owned(),
        website: Some("https://tusky.example".to_owned()),
        account: ada(),
        accounts: vec![choice("1", "@ada", true), choice("2", "@owl", false)],
        scopes: scopes
            .iter()
            .filter_map(|scope| auth::scope_key(scope))
            .collect(),
        request: vec![("client_id", "1".to_owned()), ("state", "<s>".to_owned())],
    }
}

/// What members set that no app can.
pub fn preferences() -> Vec<(&'static str, String)> {
    let shown = |tab, form| {
        html(&FormPage {
            page: signed_in(titled("Settings")),
            tab,
            form,
        })
    };
    let values = PreferenceValues {
        locales: vec![choice("en", "English", true)],
        visibilities: vec![choice("public", "Everyone", true)],
        language: "xx".to_owned(),
        media: vec![choice("show_all", "Show all", false)],
        ..PreferenceValues::default()
    };
    let refused = preferences_form(lang(), values)
        .refuse("language", "There is no such language.".to_owned());
    let kinds = vec![choice("mention", "somebody mentions me", true)];
    let session = |id, here| SessionRow {
        id: SessionId(id),
        browser: "Mozilla/5.0 <script>".to_owned(),
        address: "2001:db8::7".to_owned(),
        since: at("2026-11-21T09:05:00Z"),
        seen: Some(at("2026-11-21T09:05:00Z")),
        factor: "factor-totp",
        here,
    };
    let app = AppRow {
        id: ApplicationId(1),
        name: "Tusky <script>".to_owned(),
        website: Some("https://tusky.example".to_owned()),
        scopes: vec!["scope-read", "scope-write"],
        since: at("2026-11-21T09:05:00Z"),
    };
    let sessions = |apps| SessionsPage {
        page: signed_in(titled("Settings")),
        sessions: vec![session(1, true), session(2, false)],
        apps,
    };
    vec![
        ("settings-preferences", shown("preferences", refused)),
        (
            "settings-privacy",
            shown("privacy", privacy_form(lang(), PrivacyValues::default())),
        ),
        (
            "settings-notifications",
            shown("notifications", mails_form(lang(), kinds, true, Some(true))),
        ),
        ("settings-sessions", html(&sessions(vec![app]))),
        ("settings-sessions-no-app", html(&sessions(Vec::new()))),
    ]
}

pub fn transfer() -> Vec<(&'static str, String)> {
    let summary = |finished, failed| ImportSummary {
        path: "/settings/import/1".to_owned(),
        label: "transfer-following",
        overwrite: false,
        created_at: at("2026-11-21T09:05:00Z"),
        finished,
        total: 120,
        done: 40,
        failed,
    };
    let problem = LineProblem {
        number: 7,
        text: "<script>alert(1)</script>".to_owned(),
        reason: "No address of an account stands here.".to_owned(),
    };
    let kinds = vec![choice("following", "Accounts that you follow", true)];
    let modes = vec![choice("merge", "Keep it", true)];
    let form = import_form(lang(), kinds, modes).refuse(
        "file",
        "Choose a CSV file in which something stands.".to_owned(),
    );
    let export = ExportPage {
        page: signed_in(titled("Settings")),
        files: vec![ExportFile {
            label: "transfer-following",
            count: 120,
            name: "following_accounts.csv",
        }],
    };
    let import = ImportPage {
        page: signed_in(titled("Settings")),
        form,
        problems: vec![problem.clone()],
        imports: vec![summary(false, 0), summary(true, 2)],
    };
    let report = |finished| ImportReportPage {
        page: signed_in(titled("Report on an import")),
        import: summary(finished, 1),
        problems: vec![problem.clone()],
    };
    vec![
        ("settings-export", html(&export)),
        ("settings-import", html(&import)),
        ("settings-import-running", html(&report(false))),
        ("settings-import-report", html(&report(true))),
    ]
}

pub fn settings() -> Vec<(&'static str, String)> {
    let values = ProfileValues {
        name: "Ada Lindqvist".to_owned(),
        note: "Skin cancer, teledermatology, and long ski tours.".to_owned(),
        kinds: vec![
            choice("clinician", "Clinician", true),
            choice("student", "Student", false),
        ],
        professions: vec![
            choice("physician", "Physician", true),
            choice("nurse", "Nurse", false),
        ],
        specialties: [
            "Cardiology",
            "Dermatology",
            "Dermatopathology",
            "Oncology",
            "Pathology",
            "Radiology",
        ]
        .map(|label| choice(&label.to_lowercase(), label, label.starts_with('D')))
        .to_vec(),
        workplace: "Uppsala University Hospital".to_owned(),
        region: "SE-C".to_owned(),
        languages: "sv, en".to_owned(),
        pictures: settings::Pictures {
            avatar: true,
            header: false,
        },
        ..ProfileValues::default()
    };
    let mut saved = signed_in(titled("Settings"));
    saved.notice = Some("Saved.".to_owned());
    let form = settings::profile_form(lang(), &Limits::default(), values)
        .refuse("region", "There is no such region.".to_owned());
    let password = Proving {
        has_password: true,
        ..Proving::default()
    };
    let account = AccountSettingsPage {
        page: signed_in(titled("Settings")),
        email: "ada@derm.example".to_owned(),
        unconfirmed_email: Some("ada@hospital.example".to_owned()),
        email_form: settings::email_form(lang(), &password),
        password_form: settings::password_form(lang(), &password),
        delete_form: settings::delete_form(lang(), &password),
        proving: password,
    };
    vec![
        (
            "settings-profile",
            html(&FormPage {
                page: saved,
                tab: "profile",
                form,
            }),
        ),
        ("settings-account", html(&account)),
    ]
}
