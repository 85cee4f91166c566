use storage::kinds::MailLinkPurpose;

use crate::audit::Actor;
use crate::config::{Config, Registrations};
use crate::context::Context;
use crate::error::Error;
use crate::job::Job;
use crate::sign_up::{By, SignUp, SignedUp, sign_up};
use crate::{account, mail_link, testing, user};

fn asks() -> Config {
    Config {
        registrations: Registrations::Approval,
        development: false,
        ..testing::config()
    }
}

async fn join(ctx: &Context) -> SignedUp {
    let new = SignUp {
        username: "ada".into(),
        email: "ada@ok.example".into(),
        password: "correct horse".into(),
        agreement: true,
        locale: "de".into(),
        reason: "I am a nurse".into(),
        address: None,
        application_id: None,
    };
    sign_up(ctx, new, By::Themselves).await.expect("joins")
}

async fn jobs(ctx: &Context) -> Vec<Job> {
    let tx = ctx.db.begin().await.expect("begins");
    let lease = std::time::Duration::from_mins(1);
    let rows = storage::job::claim(&*tx, 100, lease, ctx.clock.now()).await;
    let read = |row: &storage::entity::job::Model| serde_json::from_str(&row.payload);
    let jobs: Result<_, serde_json::Error> = rows.expect("claims").iter().map(read).collect();
    tx.commit().await.expect("commits");
    jobs.expect("known jobs")
}

#[tokio::test]
async fn who_is_turned_away_is_told_and_frees_name_and_address() {
    let test = testing::context_with("https://rounds.example", "rounds.example", asks()).await;
    let ctx = &test.ctx;
    let joined = join(ctx).await;
    user::reject(ctx, &Actor::Operator, joined.user_id)
        .await
        .expect("rejects");
    let told = Job::MailRejection {
        name: "ada".into(),
        email: "ada@ok.example".into(),
        locale: "de".into(),
    };
    assert!(jobs(ctx).await.contains(&told));
    let again = user::reject(ctx, &Actor::Operator, joined.user_id).await;
    assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
    join(ctx).await;
}

#[tokio::test]
async fn who_was_let_in_cannot_be_turned_away() {
    let test = testing::context_with("https://rounds.example", "rounds.example", asks()).await;
    let ctx = &test.ctx;
    let joined = join(ctx).await;
    user::approve(ctx, &Actor::Operator, joined.user_id)
        .await
        .expect("approves");
    let refused = user::reject(ctx, &Actor::Operator, joined.user_id).await;
    assert!(matches!(refused, Err(Error::Conflict(_))), "{refused:?}");
}

#[tokio::test]
async fn an_account_exists_for_others_once_confirmed_and_approved_in_either_order() {
    for approve_first in [true, false] {
        let test = testing::context_with("https://rounds.example", "rounds.example", asks()).await;
        let ctx = &test.ctx;
        let joined = join(ctx).await;
        let letter = mail_link::letter(ctx, joined.user_id, MailLinkPurpose::Confirm).await;
        let link = letter.expect("answers").expect("a mail").link;
        let (_, token) = link.split_once("token=").expect("a secret");
        let exists = async || account::lookup(ctx, "ada").await.is_ok();
        assert!(!exists().await);
        if approve_first {
            user::approve(ctx, &Actor::Operator, joined.user_id)
                .await
                .expect("approves");
        } else {
            user::confirm(ctx, token).await.expect("confirms");
        }
        assert!(!exists().await, "one of two conditions is not enough");
        if approve_first {
            user::confirm(ctx, token).await.expect("confirms");
        } else {
            user::approve(ctx, &Actor::Operator, joined.user_id)
                .await
                .expect("approves");
        }
        assert!(exists().await);
    }
}

#[tokio::test]
async fn a_login_is_spoken_to_in_its_language() {
    let test = testing::context_with("https://rounds.example", "rounds.example", asks()).await;
    let ctx = &test.ctx;
    let id = join(ctx).await.user_id;
    user::set_locale(ctx, id, "nl-be").await.expect("sets");
    assert_eq!(user::show(ctx, id).await.expect("is there").locale, "nl-BE");
    let refused = user::set_locale(ctx, id, "no language").await;
    assert!(matches!(
        refused,
        Err(Error::Invalid {
            field: "locale",
            ..
        })
    ));
}
