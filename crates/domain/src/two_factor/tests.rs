use std::net::IpAddr;

use storage::kinds::MailLinkPurpose;

use super::*;
use crate::config::Duty;
use crate::scope::Scopes;
use crate::session::{self, Arrival, Credentials, LoggedIn, Opened, log_in};
use crate::sign_up::SignedUp;
use crate::testing::{self, PASSWORD, TestContext, second_factor, totp_code};
use crate::{token, user};

const FROM: Arrival<'_> = Arrival {
    address: IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
    user_agent: "",
};

async fn enter(ctx: &Context) -> LoggedIn {
    let credentials = Credentials {
        email: "ada@ok.example",
        password: PASSWORD,
        address: FROM.address,
    };
    log_in(ctx, credentials, "").await.expect("logs in")
}

async fn opened(ctx: &Context) -> Opened {
    match enter(ctx).await {
        LoggedIn::Open(opened) => opened,
        LoggedIn::Waits(_) => panic!("asks for a second factor"),
    }
}

async fn waits(ctx: &Context) -> String {
    match enter(ctx).await {
        LoggedIn::Waits(secret) => secret,
        LoggedIn::Open(_) => panic!("asks for no second factor"),
    }
}

async fn show(ctx: &Context, secret: &str, code: &str) -> Result<Opened> {
    finish(ctx, secret, Answer::Code(code), FROM).await
}

/// Ada, the secret of her app and her recovery codes; the code of this moment is used up.
async fn ada() -> (TestContext, SignedUp, Opened, (String, Vec<String>)) {
    let test = testing::context().await;
    let ada = testing::person(&test.ctx, "ada").await;
    let here = opened(&test.ctx).await;
    let factor = second_factor(&test.ctx, ada.user_id, here.id).await;
    (test, ada, here, factor)
}

fn later(ctx: &Context, seconds: u64) {
    ctx.clock.advance(std::time::Duration::from_secs(seconds));
}

#[tokio::test]
async fn a_code_opens_one_session_and_no_other_does() {
    let (test, _, _, (secret, _)) = ada().await;
    let ctx = &test.ctx;
    let used = totp_code(ctx, &secret);
    let waiting = waits(ctx).await;
    let again = show(ctx, &waiting, &used).await;
    assert!(matches!(again, Err(Error::Invalid { field: "code", .. })));
    later(ctx, 30);
    let code = totp_code(ctx, &secret);
    let session = show(ctx, &waiting, &code).await.expect("opens");
    let browser = session::authenticate(ctx, &session.secret).await;
    assert!(browser.expect("reads").is_some());
    let spent = show(ctx, &waiting, &code).await;
    assert!(
        matches!(spent, Err(Error::NotFound)),
        "a waiting log-in opens one session"
    );
    let other = show(ctx, &waits(ctx).await, &code).await;
    assert!(other.is_err(), "a code is good once");
}

#[tokio::test]
async fn a_code_is_good_for_one_step_before_and_after_and_no_longer() {
    let (test, _, _, (secret, _)) = ada().await;
    let ctx = &test.ctx;
    later(ctx, 300);
    let code = totp_code(ctx, &secret);
    later(ctx, 60);
    let shown = show(ctx, &waits(ctx).await, &code).await;
    assert!(shown.is_err(), "two steps late");
    let code = totp_code(ctx, &secret);
    later(ctx, 30);
    let shown = show(ctx, &waits(ctx).await, &format!(" {code} ")).await;
    shown.expect("one step late is in time");
}

#[tokio::test]
async fn a_waiting_log_in_ends_after_five_attempts_and_after_ten_minutes() {
    let (test, _, _, (secret, _)) = ada().await;
    let ctx = &test.ctx;
    let waiting = waits(ctx).await;
    for _ in 0..5 {
        let wrong = show(ctx, &waiting, "wrong").await;
        assert!(matches!(wrong, Err(Error::Invalid { .. })));
    }
    later(ctx, 30);
    let sixth = show(ctx, &waiting, &totp_code(ctx, &secret)).await;
    assert!(matches!(sixth, Err(Error::NotFound)));
    let waiting = waits(ctx).await;
    later(ctx, 601);
    let late = show(ctx, &waiting, &totp_code(ctx, &secret)).await;
    assert!(matches!(late, Err(Error::NotFound)));
}

#[tokio::test]
async fn each_recovery_code_works_once_and_new_ones_replace_them() {
    let (test, ada, _, (_, codes)) = ada().await;
    let ctx = &test.ctx;
    assert_eq!(codes.len(), 10);
    let first = codes[0].to_uppercase().replace('-', " ");
    show(ctx, &waits(ctx).await, &first).await.expect("opens");
    let again = show(ctx, &waits(ctx).await, &codes[0]).await;
    assert!(matches!(again, Err(Error::Invalid { .. })));
    let left = factors(ctx, ada.user_id).await.expect("reads");
    assert_eq!(left.recovery_codes, 9);
    let new = renew_recovery_codes(ctx, ada.user_id, PASSWORD.into()).await;
    let new = new.expect("renews");
    let old = show(ctx, &waits(ctx).await, &codes[1]).await;
    assert!(old.is_err());
    show(ctx, &waits(ctx).await, &new[0]).await.expect("opens");
}

#[tokio::test]
async fn setting_up_and_taking_away_ask_for_the_password_and_are_told_by_mail() {
    let (test, ada, here, _) = ada().await;
    let ctx = &test.ctx;
    let (id, here) = (ada.user_id, here.id);
    let there = {
        let user = storage::user::find_by_id(ctx.db.read(), id).await;
        let user = user.expect("reads").expect("is there");
        let holder = session::of_login(ctx, &user).await.expect("reads");
        let tx = ctx.db.begin().await.expect("begins");
        let now = ctx.clock.now();
        let there = session::open(&tx, holder, FROM, SessionFactor::Totp, now).await;
        tx.commit().await.expect("commits");
        there.expect("opens")
    };
    for refused in [
        totp::start(ctx, id, "wrong".into()).await,
        totp::remove(ctx, id, here, "wrong".into()).await,
        renew_recovery_codes(ctx, id, "wrong".into())
            .await
            .map(drop),
        passkey::start(ctx, id, here, "mine", "wrong".into())
            .await
            .map(drop),
    ] {
        assert!(matches!(
            refused,
            Err(Error::Invalid {
                field: "current_password",
                ..
            })
        ));
    }
    let second = totp::start(ctx, id, PASSWORD.into()).await;
    assert!(matches!(second, Err(Error::Conflict(_))));
    totp::remove(ctx, id, here, PASSWORD.into())
        .await
        .expect("removes");
    let browser = session::authenticate(ctx, &there.secret).await;
    assert!(
        browser.expect("reads").is_none(),
        "other browsers are logged out"
    );
    assert_eq!(factors(ctx, id).await.expect("reads"), Factors::default());
    opened(ctx).await;
    let mut mails: Vec<bool> = Vec::new();
    for job in testing::jobs(ctx).await {
        if let Job::MailTwoFactor { added, .. } = job {
            mails.push(added);
        }
    }
    mails.sort_unstable();
    assert_eq!(mails, [false, true]);
}

#[tokio::test]
async fn the_operator_resets_and_everything_is_logged_out() {
    let (test, ada, here, _) = ada().await;
    let ctx = &test.ctx;
    let issued = token::issue(ctx, "ada", Scopes::default_read()).await;
    let issued = issued.expect("a token");
    reset(ctx, ada.user_id).await.expect("resets");
    let browser = session::authenticate(ctx, &here.secret).await;
    assert!(browser.expect("reads").is_none());
    let bearer = token::authenticate(ctx, &issued.secret).await;
    assert!(bearer.expect("reads").is_none());
    opened(ctx).await;
    let again = reset(ctx, ada.user_id).await;
    assert!(matches!(again, Err(Error::Conflict(_))));
    let last = storage::audit::find_last(ctx.db.read()).await;
    let last = last.expect("reads").expect("is there");
    assert_eq!(last.action, "two_factor.reset");
    assert_eq!(last.subject, format!("account:{}", ada.account_id));
}

#[tokio::test]
async fn a_new_password_by_mail_does_not_open_the_second_factor() {
    let (test, ada, _, _) = ada().await;
    let ctx = &test.ctx;
    user::request_reset(ctx, "ada@ok.example")
        .await
        .expect("asks");
    let letter = crate::mail_link::letter(ctx, ada.user_id, MailLinkPurpose::Reset).await;
    let link = letter.expect("reads").expect("a mail").link;
    let (_, token) = link.split_once("token=").expect("a token");
    user::reset(ctx, token, PASSWORD).await.expect("resets");
    waits(ctx).await;
}

#[tokio::test]
async fn a_passkey_is_asked_for_by_the_name_of_the_server_and_a_foreign_answer_is_refused() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await;
    let here = opened(ctx).await.id;
    let asked = passkey::start(ctx, ada.user_id, here, "mine", PASSWORD.into()).await;
    let asked: serde_json::Value = serde_json::from_str(&asked.expect("begins")).expect("JSON");
    assert_eq!(asked["publicKey"]["rp"]["id"], "rounds.example");
    assert_eq!(asked["publicKey"]["user"]["name"], "ada@ok.example");
    for answer in ["", "{}"] {
        let refused = passkey::finish(ctx, ada.user_id, here, "mine", answer).await;
        assert!(matches!(
            refused,
            Err(Error::Invalid {
                field: "credential",
                ..
            })
        ));
    }
    let (other, nameless) = (
        SessionId(1),
        passkey::start(ctx, ada.user_id, here, " ", PASSWORD.into()),
    );
    assert!(matches!(
        nameless.await,
        Err(Error::Invalid { field: "name", .. })
    ));
    let stray = passkey::finish(ctx, ada.user_id, other, "mine", "{}").await;
    assert!(matches!(stray, Err(Error::NotFound)));
}

#[test]
fn it_is_missing_where_the_configuration_demands_it_of_a_duty() {
    let mut config = testing::config();
    let of = |config: &Config, role, is_verifier| SecondFactor::of(config, role, is_verifier, None);
    assert_eq!(of(&config, UserRole::Admin, true), SecondFactor::Optional);
    config.two_factor_required_for = vec![Duty::Verifier, Duty::Admin];
    for (role, is_verifier, expected) in [
        (UserRole::Member, false, SecondFactor::Optional),
        (UserRole::Member, true, SecondFactor::Missing),
        (UserRole::Moderator, false, SecondFactor::Optional),
        (UserRole::Moderator, true, SecondFactor::Missing),
        (UserRole::Admin, false, SecondFactor::Missing),
    ] {
        assert_eq!(of(&config, role, is_verifier), expected, "{role:?}");
        let has = SecondFactor::of(&config, role, is_verifier, Some(Timestamp(1)));
        assert_eq!(has, SecondFactor::Present);
    }
}
