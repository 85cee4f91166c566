//! The second factor.

use domain::id::PasskeyId;
use domain::two_factor::totp::NewTotp;
use web::pages::proving::Proving;
use web::pages::two_factor::{
    Ceremony, Forms, PasskeyPage, PasskeyRow, RecoveryCodesPage, SecondFactorPage, TotpPage,
    TwoFactorPage, code_form, confirm_form,
};

use super::{at, html, lang, signed_in, titled};

/// By a password; of who has none, to a provider.
fn proving(has_password: bool) -> Proving {
    let prove = "/settings/logins/prove/hospital?return_to=/settings/two-factor";
    Proving {
        has_password,
        providers: vec![(prove.to_owned(), "The hospital".to_owned())],
        ..Proving::default()
    }
}

pub fn two_factor() -> Vec<(&'static str, String)> {
    let passkey = PasskeyRow {
        id: PasskeyId(7),
        name: "Laptop <script>".to_owned(),
        since: at("2026-11-21T09:05:00Z"),
        used: Some(at("2026-11-22T09:05:00Z")),
    };
    let settings = |has_totp: bool, passkeys: Vec<PasskeyRow>| TwoFactorPage {
        page: signed_in(titled("Settings")),
        missing: !has_totp,
        has_totp,
        can_passkey: has_totp,
        recovery_codes: 9,
        forms: Forms::new(lang(), has_totp, &passkeys, &proving(has_totp)),
        proving: proving(has_totp),
        passkeys,
    };
    let ceremony = |action| Ceremony {
        action,
        options: "{\"publicKey\":{\"challenge\":\"x\"}}".to_owned(),
        hidden: vec![("name", "Laptop <script>".to_owned())],
    };
    let second = |ceremony| SecondFactorPage {
        page: titled("The second step"),
        has_codes: true,
        form: code_form(lang(), Some("/@ada".to_owned())).refuse("code", "Is not right.".into()),
        ceremony,
    };
    let totp = TotpPage {
        page: signed_in(titled("Second factor")),
        new: NewTotp {
            secret: "JBSWY3DPEHPK3PXP".to_owned(),
            uri: "otpauth://totp/x".to_owned(),
            svg: "<svg width=\"10\" height=\"10\" aria-hidden=\"true\"></svg>".to_owned(),
        },
        form: confirm_form(lang()),
    };
    let make = PasskeyPage {
        page: signed_in(titled("Second factor")),
        ceremony: ceremony("/settings/two-factor/passkeys/finish"),
    };
    let codes = RecoveryCodesPage {
        page: signed_in(titled("Recovery codes")),
        codes: vec!["0123a-4567b-89abc-def01".to_owned()],
    };
    vec![
        ("settings-two-factor", html(&settings(true, vec![passkey]))),
        (
            "settings-two-factor-none",
            html(&settings(false, Vec::new())),
        ),
        ("settings-totp", html(&totp)),
        ("settings-passkey", html(&make)),
        ("settings-recovery-codes", html(&codes)),
        (
            "second-factor",
            html(&second(Some(ceremony("/login/second-factor")))),
        ),
        ("second-factor-code", html(&second(None))),
    ]
}
