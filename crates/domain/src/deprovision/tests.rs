use std::net::IpAddr;
use std::time::Duration;

use storage::Sql;
use storage::kinds::{CredentialState, UserRole};

use super::*;
use crate::credential::{Claims, NewCredential};
use crate::id::AccountId;
use crate::kinds::ModerationAction;
use crate::moderation::{self, Decision, Moderator, Relief};
use crate::scope::Scopes;
use crate::session::{self, Credentials};
use crate::sign_up::SignedUp;
use crate::testing::{self, PASSWORD, TestContext};
use crate::token;

const OPERATOR: Actor = Actor::Operator;

fn credentials() -> Credentials<'static> {
    Credentials {
        email: "ada@ok.example",
        password: PASSWORD,
        address: IpAddr::from([192, 0, 2, 7]),
    }
}

/// Somebody with a session, a token and an employment, and their token.
async fn ada(test: &TestContext) -> (SignedUp, String) {
    let ctx = &test.ctx;
    let ada = testing::person(ctx, "ada").await;
    let opened = session::log_in(ctx, credentials(), "").await;
    opened.expect("logs in");
    let issued = token::issue(ctx, "ada", Scopes::parse("read push").expect("scopes")).await;
    for kind in [CredentialKind::Employment, CredentialKind::Membership] {
        let tx = ctx.db.begin().await.expect("begins");
        let new = NewCredential {
            subject: ada.account_id,
            kind,
            claims: Claims::default(),
            valid_until: None,
            by: OPERATOR,
        };
        credential::issue(&tx, ctx, new).await.expect("is issued");
        tx.commit().await.expect("commits");
    }
    (ada, issued.expect("a token").secret)
}

/// How many rows of these tables are Ada's.
async fn rows(ctx: &Context, tables: &[&str]) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in tables {
        let sql = Sql::new(ctx.db.read(), &format!("SELECT COUNT(*) FROM {table}"));
        let count: Vec<i64> = sql.column(ctx.db.read()).await.expect("counts");
        counts.extend(count);
    }
    counts
}

const ENDED: &[&str] = &["sessions", "tokens", "mail_links"];

async fn employment(ctx: &Context, subject: AccountId) -> Vec<(CredentialKind, CredentialState)> {
    let found = storage::credential::credentials_of(ctx.db.read(), &[subject]).await;
    let mut found = found.expect("reads");
    let of = found.remove(&subject).unwrap_or_default().into_iter();
    of.map(|one| (one.kind, one.state)).collect()
}

async fn is_usable(ctx: &Context) -> bool {
    session::verify(ctx, credentials())
        .await
        .expect("knows the password")
        .usable()
        .is_ok()
}

async fn deeds(ctx: &Context) -> Vec<String> {
    let text = "SELECT action FROM audit_entries WHERE action LIKE 'account.%' ORDER BY seq";
    let sql = Sql::new(ctx.db.read(), text);
    sql.column(ctx.db.read()).await.expect("reads")
}

#[tokio::test]
async fn everything_by_which_somebody_acts_ends_at_once() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (ada, secret) = ada(&test).await;
    crate::user::request_reset(ctx, "ada@ok.example")
        .await
        .expect("a link");
    assert_eq!(rows(ctx, ENDED).await, [1, 1, 1]);
    testing::outgoing(ctx).await;
    for _ in 0..2 {
        deprovision(ctx, ada.user_id, &OPERATOR)
            .await
            .expect("ends");
    }
    assert_eq!(rows(ctx, ENDED).await, [0, 0, 0]);
    let found = token::authenticate(ctx, &secret).await.expect("reads");
    assert!(found.is_none());
    assert!(!is_usable(ctx).await);
    let employed = employment(ctx, ada.account_id).await;
    assert!(employed.contains(&(CredentialKind::Employment, CredentialState::Revoked)));
    assert!(employed.contains(&(CredentialKind::Membership, CredentialState::Valid)));
    let told = testing::outgoing(ctx).await;
    let update = Outgoing::UpdateActor {
        account_id: ada.account_id,
    };
    assert!(told.contains(&update), "{told:?}");
    assert_eq!(deeds(ctx).await, ["account.deprovision"]);
    let shown = accounts::show(ctx, ada.account_id).await;
    shown.expect("what they wrote stays");

    reprovision(ctx, ada.user_id, &OPERATOR)
        .await
        .expect("returns");
    assert!(is_usable(ctx).await);
    let employed = employment(ctx, ada.account_id).await;
    assert!(employed.contains(&(CredentialKind::Employment, CredentialState::Revoked)));
    assert_eq!(
        deeds(ctx).await,
        ["account.deprovision", "account.reprovision"]
    );
}

#[tokio::test]
async fn nothing_is_half_done_when_a_statement_fails() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let (ada, secret) = ada(&test).await;
    // Entries are written after sessions and tokens are gone, and before the end.
    let tx = ctx.db.begin().await.expect("begins");
    let renamed = Sql::new(&*tx, "ALTER TABLE audit_entries RENAME TO gone");
    renamed.execute(&*tx).await.expect("is renamed");
    tx.commit().await.expect("commits");
    let events = rows(ctx, &["events", "jobs"]).await;
    let failed = deprovision(ctx, ada.user_id, &OPERATOR).await;
    failed.expect_err("the audit entry cannot be written");
    assert_eq!(rows(ctx, &["sessions", "tokens"]).await, [1, 1]);
    assert_eq!(rows(ctx, &["events", "jobs"]).await, events);
    let found = token::authenticate(ctx, &secret).await.expect("reads");
    assert!(found.is_some());
    assert!(is_usable(ctx).await);
    let employed = employment(ctx, ada.account_id).await;
    assert!(employed.contains(&(CredentialKind::Employment, CredentialState::Valid)));
}

#[tokio::test]
async fn what_a_moderator_decided_is_not_taken_back_by_a_directory() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let root = testing::staff(ctx, "root", UserRole::Admin).await;
    let by = Moderator::of(root.account_id, UserRole::Admin).expect("moderates");
    let (ada, _) = ada(&test).await;
    let disable = async || {
        ctx.clock.advance(Duration::from_secs(1));
        let decision = Decision {
            action: ModerationAction::Disable,
            report: None,
            text: String::new(),
            notify: false,
        };
        let done = moderation::act(ctx, &by, ada.account_id, decision).await;
        done.expect("is disabled");
        ctx.clock.advance(Duration::from_secs(1));
    };
    let enable = async || {
        let done = moderation::relieve(ctx, &by, ada.account_id, Relief::Enable).await;
        done.expect("is enabled");
    };
    // Shut out first, gone afterwards.
    disable().await;
    deprovision(ctx, ada.user_id, &OPERATOR)
        .await
        .expect("ends");
    reprovision(ctx, ada.user_id, &OPERATOR)
        .await
        .expect("returns");
    assert!(!is_usable(ctx).await, "the moderator has not decided anew");
    enable().await;
    assert!(is_usable(ctx).await);
    // Gone first, shut out afterwards.
    deprovision(ctx, ada.user_id, &OPERATOR)
        .await
        .expect("ends");
    disable().await;
    enable().await;
    assert!(!is_usable(ctx).await, "the directory has not said so");
    disable().await;
    reprovision(ctx, ada.user_id, &OPERATOR)
        .await
        .expect("returns");
    assert!(!is_usable(ctx).await);
    enable().await;
    assert!(is_usable(ctx).await);
    // A suspension that is taken back lets nobody in who left.
    crate::user::suspend(ctx, ada.account_id)
        .await
        .expect("is suspended");
    deprovision(ctx, ada.user_id, &OPERATOR)
        .await
        .expect("ends");
    crate::user::unsuspend(ctx, ada.account_id)
        .await
        .expect("is seen");
    assert!(!is_usable(ctx).await);
}

#[tokio::test]
async fn nobody_is_nobody() {
    let test = testing::context().await;
    let unknown = deprovision(&test.ctx, UserId(1), &OPERATOR).await;
    assert!(matches!(unknown, Err(Error::NotFound)));
}
