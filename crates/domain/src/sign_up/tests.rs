use storage::Page;

use super::*;
use crate::audit::Filter;
use crate::user::Standing;
use crate::{session, testing, token};

fn someone(username: &str, email: &str) -> SignUp {
    SignUp {
        username: username.into(),
        email: email.into(),
        password: "correct horse".into(),
        agreement: true,
        locale: "en".into(),
        reason: String::new(),
        address: None,
        application_id: None,
    }
}

async fn codes(ctx: &Context, new: SignUp) -> Vec<(&'static str, &'static str)> {
    match sign_up(ctx, new, By::Themselves).await {
        Err(Refusal::Wrong(wrong)) => wrong
            .iter()
            .map(|wrong| (wrong.field, wrong.code))
            .collect(),
        other => panic!("was not refused: {other:?}"),
    }
}

#[tokio::test]
async fn every_wrong_field_is_named_at_once() {
    let test = testing::context().await;
    let new = SignUp {
        locale: "not a tag".into(),
        ..SignUp::default()
    };
    let expected = [
        ("username", "ERR_BLANK"),
        ("email", "ERR_BLANK"),
        ("password", "ERR_BLANK"),
        ("locale", "ERR_INCLUSION"),
        ("agreement", "ERR_ACCEPTED"),
    ];
    assert_eq!(codes(&test.ctx, new).await, expected);
    assert_eq!(
        codes(&test.ctx, someone("Root", "a@ok.example")).await,
        [("username", "ERR_RESERVED")]
    );
}

#[tokio::test]
async fn names_and_addresses_are_given_once_whatever_their_case() {
    let test = testing::context().await;
    sign_up(&test.ctx, someone("ada", "ada@ok.example"), By::Themselves)
        .await
        .expect("joins");
    let taken = [("username", "ERR_TAKEN"), ("email", "ERR_TAKEN")];
    assert_eq!(
        codes(&test.ctx, someone("ADA", "Ada@OK.example")).await,
        taken
    );
}

#[tokio::test]
async fn security_40_addresses_that_hide_another_are_refused() {
    let test = testing::context().await;
    let long = format!("{}@ok.example", "a".repeat(10_000));
    for email in [
        "a@ok.example\n@evil.example",
        "a(c)@ok.example",
        "\"a b\"@ok.example",
        "a@ok.example,b@evil.example",
    ] {
        assert_eq!(
            codes(&test.ctx, someone("ada", email)).await,
            [("email", "ERR_INVALID")],
            "{email:?}"
        );
    }
    assert_eq!(
        codes(&test.ctx, someone("ada", &long)).await,
        [("email", "ERR_TOO_LONG")]
    );
}

#[tokio::test]
async fn who_does_not_confirm_cannot_act_and_a_link_works_once() {
    let test = testing::context().await;
    let by = By::Operator {
        role: UserRole::Member,
        confirmed: false,
        locked: false,
    };
    let joined = sign_up(&test.ctx, someone("ada", "ada@ok.example"), by)
        .await
        .expect("joins");
    assert!(joined.must_confirm);
    let issued = token::issue(&test.ctx, "ada", crate::scope::Scopes::default_read())
        .await
        .expect("issues");
    let standing = async || {
        let bearer = token::authenticate(&test.ctx, &issued.secret)
            .await
            .expect("answers")
            .expect("a token");
        bearer.holder.expect("a holder").standing
    };
    assert_eq!(standing().await, Standing::Unconfirmed);

    let letter = mail_link::letter(&test.ctx, joined.user_id, MailLinkPurpose::Confirm)
        .await
        .expect("answers");
    let link = letter.expect("a mail").link;
    let (_, secret) = link
        .split_once("/confirm?token=")
        .expect("a link to the page");
    crate::user::confirm(&test.ctx, secret)
        .await
        .expect("confirms");
    assert_eq!(standing().await, Standing::Usable);
    assert!(matches!(
        crate::user::confirm(&test.ctx, secret).await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn the_first_deed_in_the_log_makes_the_first_administrator() {
    let test = testing::context().await;
    let by = By::Operator {
        role: UserRole::Admin,
        confirmed: true,
        locked: false,
    };
    let joined = sign_up(&test.ctx, someone("ada", "ada@ok.example"), by)
        .await
        .expect("joins");
    let read = test.ctx.db.read();
    let log = storage::audit::list(read, &Filter::default(), Page::first(5)).await;
    let subject = format!("account:{}", joined.account_id);
    for (entry, role) in log.expect("reads").iter().rev().zip(["admin", "verifier"]) {
        assert_eq!(
            (entry.action.as_str(), entry.actor.as_str()),
            ("role.grant", "operator")
        );
        assert_eq!(entry.subject, subject);
        assert_eq!(entry.detail, format!(r#"{{"role":"{role}"}}"#));
    }
    let head = crate::audit::head(&test.ctx).await.expect("reads");
    assert_eq!(head.expect("there are two").seq, 2);
}

#[tokio::test]
async fn security_38_a_new_password_ends_tokens_and_other_browsers() {
    let test = testing::context().await;
    let joined = sign_up(&test.ctx, someone("ada", "ada@ok.example"), By::Themselves)
        .await
        .expect("joins");
    let log_in = async |password: &str| {
        let address = "192.0.2.1".parse().expect("an address");
        let credentials = session::Credentials {
            email: "ADA@ok.example",
            password,
            address,
        };
        let entered = session::log_in(&test.ctx, credentials, "test").await;
        entered.map(|entered| entered.session().expect("there is no second factor"))
    };
    let (here, there) = (
        log_in("correct horse").await.expect("logs in"),
        log_in("correct horse").await.expect("logs in"),
    );
    let issued = token::issue(&test.ctx, "ada", crate::scope::Scopes::default_read())
        .await
        .expect("issues");
    assert!(
        token::authenticate(&test.ctx, &issued.secret)
            .await
            .expect("answers")
            .is_some()
    );

    let change = |current: &'static str| {
        crate::user::change_password(
            &test.ctx,
            joined.user_id,
            Some(here.id),
            current.into(),
            "battery staple",
        )
    };
    assert!(matches!(
        change("wrong").await,
        Err(Error::Invalid {
            field: "current_password",
            ..
        })
    ));
    change("correct horse").await.expect("changes");

    assert!(
        token::authenticate(&test.ctx, &issued.secret)
            .await
            .expect("answers")
            .is_none()
    );
    assert!(
        session::authenticate(&test.ctx, &there.secret)
            .await
            .expect("answers")
            .is_none()
    );
    assert!(
        session::authenticate(&test.ctx, &here.secret)
            .await
            .expect("answers")
            .is_some()
    );
    assert!(matches!(
        log_in("correct horse").await,
        Err(Error::Invalid { .. })
    ));
    log_in("battery staple").await.expect("logs in");
}

#[tokio::test]
async fn security_38_suspension_ends_everything() {
    let test = testing::context().await;
    let joined = sign_up(&test.ctx, someone("ada", "ada@ok.example"), By::Themselves)
        .await
        .expect("joins");
    let issued = token::issue(&test.ctx, "ada", crate::scope::Scopes::default_read())
        .await
        .expect("issues");
    assert!(
        token::authenticate(&test.ctx, &issued.secret)
            .await
            .expect("answers")
            .is_some()
    );
    crate::user::suspend(&test.ctx, joined.account_id)
        .await
        .expect("suspends");
    assert!(
        token::authenticate(&test.ctx, &issued.secret)
            .await
            .expect("answers")
            .is_none()
    );
    assert!(matches!(
        crate::account::show(&test.ctx, joined.account_id).await,
        Err(Error::NotFound)
    ));
}
