//! Logging in through a provider.

use web::pages::auth::{JoinPage, LeavePage, LogInPage, join_form, log_in_form};
use web::pages::logins::{LoginRow, LoginsPage, link_form, unlink_form};
use web::pages::proving::Proving;

use super::{about, at, html, lang, signed_in, titled};

const LABEL: &str = "Uppsala <script> University Hospital";

pub fn oidc() -> Vec<(&'static str, String)> {
    let log_in = |form, problem: Option<&str>| LogInPage {
        page: titled("Log in"),
        form,
        providers: vec![("/login/oidc/hospital".to_owned(), LABEL.to_owned())],
        problem: problem.map(str::to_owned),
    };
    let leave = LeavePage {
        page: signed_in(titled("One moment")),
        provider: LABEL.to_owned(),
        address: "https://sso.hospital.example/auth?state=a&nonce=b".to_owned(),
    };
    let join = |email: Option<&str>| JoinPage {
        page: titled("Join"),
        provider: LABEL.to_owned(),
        rules: about().rules,
        form: join_form(lang(), "ticket".to_owned(), "ada", email)
            .refuse("username", "Is taken.".to_owned()),
    };
    let form = log_in_form(lang(), "", None);
    vec![
        ("login-providers", html(&log_in(Some(form), None))),
        (
            "login-no-passwords",
            html(&log_in(None, Some("The hospital does not answer."))),
        ),
        ("oidc-leave", html(&leave)),
        ("oidc-join", html(&join(None))),
        ("oidc-join-address", html(&join(Some("")))),
        ("settings-logins", html(&linked(false))),
        ("settings-logins-prove", html(&linked(true))),
        ("settings-logins-none", html(&none())),
    ]
}

fn linked(must_prove: bool) -> LoginsPage {
    let row = LoginRow {
        provider: "hospital".to_owned(),
        label: LABEL.to_owned(),
        since: at("2026-11-21T09:05:00Z"),
        last_used: at("2026-11-22T09:05:00Z"),
    };
    let open = [("chamber".to_owned(), "The chamber".to_owned())];
    let rows = vec![row];
    let prove = "/settings/logins/prove/hospital?return_to=/settings/logins";
    let proving = Proving {
        has_password: !must_prove,
        providers: vec![(prove.to_owned(), LABEL.to_owned())],
        by_mail: true,
        ..Proving::default()
    };
    LoginsPage {
        link: (!must_prove).then(|| link_form(lang(), &open, &proving)),
        unlink: (!must_prove).then(|| unlink_form(lang(), &rows, &proving)),
        linked: rows,
        proving,
        has_providers: true,
        problem: must_prove.then(|| "That is not your password.".to_owned()),
        ..none()
    }
}

fn none() -> LoginsPage {
    LoginsPage {
        page: signed_in(titled("Settings")),
        linked: Vec::new(),
        link: None,
        unlink: None,
        proving: Proving::default(),
        has_providers: false,
        problem: None,
    }
}
