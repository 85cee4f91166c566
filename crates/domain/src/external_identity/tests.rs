use std::net::IpAddr;

use storage::id::UserId;
use storage::kinds::UserRole;

use super::*;
use crate::sign_up::SignedUp;
use crate::testing::{self, TestContext};
use crate::{audit, user};

fn identity(provider: &str, subject: &str, duties: Option<Duties>) -> Identity {
    Identity {
        provider: provider.to_owned(),
        issuer: format!("https://{provider}.example"),
        subject: subject.to_owned(),
        email: None,
        email_verified: false,
        name: None,
        username: None,
        duties,
        second_factor: false,
    }
}

fn duties(role: UserRole, is_verifier: bool) -> Duties {
    Duties { role, is_verifier }
}

const FROM: Arrival<'_> = Arrival {
    address: IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
    user_agent: "test",
};

async fn enter(ctx: &Context, identity: &Identity, exclusive: bool) -> Browser {
    let opened = log_in(ctx, identity, exclusive, FROM)
        .await
        .expect("logs in");
    let LoggedIn::Open(opened) = opened.expect("is known") else {
        panic!("waits for a second factor");
    };
    let browser = session::authenticate(ctx, &opened.secret)
        .await
        .expect("reads");
    browser.expect("is logged in")
}

async fn with_link(provider: &str) -> (TestContext, SignedUp, Identity) {
    let test = testing::context().await;
    testing::staff(&test.ctx, "root", UserRole::Admin).await;
    let ada = testing::person(&test.ctx, "ada").await;
    let identity = identity(provider, "1", None);
    testing::link(&test.ctx, &identity, ada.user_id).await;
    (test, ada, identity)
}

async fn has(ctx: &Context, id: UserId) -> (UserRole, bool) {
    let user = user::show(ctx, id).await.expect("is there");
    (user.role, user.is_verifier)
}

#[tokio::test]
async fn roles_follow_the_claims_at_each_log_in_and_every_change_is_recorded() {
    let (test, ada, mut identity) = with_link("hospital").await;
    let ctx = &test.ctx;
    let before = audit::head(ctx)
        .await
        .expect("reads")
        .map_or(0, |head| head.seq);
    let steps = [
        (
            Some(duties(UserRole::Moderator, false)),
            (UserRole::Moderator, false),
        ),
        (
            Some(duties(UserRole::Moderator, true)),
            (UserRole::Moderator, true),
        ),
        (
            Some(duties(UserRole::Admin, false)),
            (UserRole::Admin, false),
        ),
        (
            Some(duties(UserRole::Admin, false)),
            (UserRole::Admin, false),
        ),
        (
            Some(duties(UserRole::Member, false)),
            (UserRole::Member, false),
        ),
        (None, (UserRole::Member, false)),
    ];
    for (claimed, expected) in steps {
        identity.duties = claimed;
        let browser = enter(ctx, &identity, false).await;
        assert_eq!(has(ctx, ada.user_id).await, expected, "{claimed:?}");
        let holder = (browser.holder.role, browser.holder.is_verifier);
        assert_eq!(holder, expected, "of the session");
    }
    let tx = ctx.db.begin().await.expect("begins");
    let last = storage::audit::hold_last(&*tx).await.expect("reads");
    let last = last.expect("is there");
    assert_eq!(last.seq, before + 5, "what changes nothing is no deed");
    assert_eq!(
        (last.action.as_str(), last.actor.as_str()),
        ("role.revoke", "directory:hospital")
    );
    assert_eq!(last.hash, audit::hash(&last));
}

#[tokio::test]
async fn what_was_given_by_hand_is_not_taken_unless_the_claims_alone_decide() {
    let (test, ada, mut identity) = with_link("hospital").await;
    let (ctx, id) = (&test.ctx, ada.user_id);
    let by_hand = async |role| {
        let given = user::set_role(ctx, id, role, &Actor::Operator).await;
        given.expect("is given");
    };
    by_hand(UserRole::Moderator).await;
    identity.duties = Some(duties(UserRole::Member, false));
    enter(ctx, &identity, false).await;
    assert_eq!(
        has(ctx, id).await.0,
        UserRole::Moderator,
        "by hand before any claim"
    );
    identity.duties = Some(duties(UserRole::Admin, false));
    enter(ctx, &identity, false).await;
    assert_eq!(has(ctx, id).await.0, UserRole::Admin);
    identity.duties = Some(duties(UserRole::Member, false));
    enter(ctx, &identity, false).await;
    assert_eq!(
        has(ctx, id).await.0,
        UserRole::Moderator,
        "back to what it was"
    );
    by_hand(UserRole::Admin).await;
    enter(ctx, &identity, false).await;
    assert_eq!(
        has(ctx, id).await.0,
        UserRole::Admin,
        "by hand between two log-ins"
    );
    enter(ctx, &identity, true).await;
    assert_eq!(
        has(ctx, id).await.0,
        UserRole::Member,
        "the claims alone decide"
    );
}

#[tokio::test]
async fn two_providers_give_the_sum_and_unlinking_one_takes_its_part() {
    let (test, ada, mut first) = with_link("hospital").await;
    let (ctx, id) = (&test.ctx, ada.user_id);
    let mut second = identity("chamber", "1", Some(duties(UserRole::Member, true)));
    testing::link(ctx, &second, id).await;
    first.duties = Some(duties(UserRole::Moderator, false));
    enter(ctx, &first, false).await;
    let browser = enter(ctx, &second, false).await;
    assert_eq!(has(ctx, id).await, (UserRole::Moderator, true));
    let ended = unlink(ctx, &browser, "hospital", testing::PASSWORD).await;
    ended.expect("is unlinked");
    assert_eq!(has(ctx, id).await, (UserRole::Member, true));
    second.duties = Some(duties(UserRole::Member, false));
    enter(ctx, &second, false).await;
    assert_eq!(has(ctx, id).await, (UserRole::Member, false));
    let gone = log_in(ctx, &first, false, FROM).await.expect("answers");
    assert!(gone.is_none(), "nobody is linked any more");
}

#[tokio::test]
async fn security_39_issuer_and_subject_are_one_person_for_ever() {
    let (test, ada, known) = with_link("hospital").await;
    let ctx = &test.ctx;
    let ben = testing::person(ctx, "ben").await;
    for other in [
        identity("hospital", "2", None),
        identity("chamber", "1", None),
        Identity {
            issuer: "https://hospital.example/".into(),
            ..known.clone()
        },
        Identity {
            email: Some("ada@ok.example".into()),
            email_verified: true,
            ..identity("hospital", "3", None)
        },
    ] {
        let opened = log_in(ctx, &other, false, FROM).await.expect("answers");
        assert!(opened.is_none(), "{other:?}");
    }
    let tx = ctx.db.begin().await.expect("begins");
    let twice = insert(&tx, &known, ben.user_id, ctx.clock.now()).await;
    assert!(matches!(twice, Err(Error::Conflict(TAKEN))));
    drop(tx);
    let browser = enter(ctx, &known, false).await;
    assert_eq!(browser.holder.user_id, ada.user_id);
    let another = link(ctx, &browser, &identity("hospital", "2", None), false).await;
    assert!(matches!(another, Err(Error::Conflict(ANOTHER_LINKED))));
}

#[tokio::test]
async fn security_39_what_was_begun_ends_once_in_its_browser_with_its_provider_and_in_time() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let start = async || {
        let new = NewRequest {
            provider: "hospital".into(),
            purpose: storage::kinds::OidcPurpose::LogIn,
            user_id: None,
            return_to: "/".into(),
        };
        begin(ctx, new, FROM.address).await.expect("begins")
    };
    let ends = async |provider: &str, state: &str, browser: &str| match finish(
        ctx, provider, state, browser,
    )
    .await
    {
        Ok(_) => true,
        Err(Error::Forbidden(STALE)) => false,
        Err(other) => panic!("{other}"),
    };
    let (mine, theirs) = (start().await, start().await);
    assert!(!ends("hospital", &mine.state, &theirs.browser).await);
    assert!(!ends("hospital", &mine.state, "").await);
    assert!(!ends("hospital", "", &mine.browser).await);
    assert!(!ends("chamber", &mine.state, &mine.browser).await);
    assert!(ends("hospital", &mine.state, &mine.browser).await);
    assert!(!ends("hospital", &mine.state, &mine.browser).await, "once");
    ctx.clock.advance(std::time::Duration::from_mins(15));
    assert!(
        !ends("hospital", &theirs.state, &theirs.browser).await,
        "too late"
    );
    prune(ctx).await.expect("prunes");
    assert_ne!(nonce(ctx, &mine.state), nonce(ctx, &theirs.state));
    assert_eq!(verifier(ctx, &mine.state).len(), 43, "RFC 7636 section 4.1");
}

#[tokio::test]
async fn the_last_administrator_stays_one_whatever_the_claims_say() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let root = testing::staff(ctx, "root", UserRole::Admin).await;
    let identity = identity("hospital", "1", Some(duties(UserRole::Member, false)));
    testing::link(ctx, &identity, root.user_id).await;
    enter(ctx, &identity, true).await;
    assert_eq!(has(ctx, root.user_id).await.0, UserRole::Admin);
    testing::staff(ctx, "second", UserRole::Admin).await;
    enter(ctx, &identity, true).await;
    assert_eq!(has(ctx, root.user_id).await.0, UserRole::Member);
}

#[tokio::test]
async fn a_second_factor_of_the_provider_counts_and_otherwise_ours_is_asked_for() {
    let (test, ada, mut identity) = with_link("hospital").await;
    let ctx = &test.ctx;
    let browser = enter(ctx, &identity, false).await;
    testing::second_factor(ctx, ada.user_id, browser.id).await;
    let waits = log_in(ctx, &identity, false, FROM).await.expect("answers");
    assert!(matches!(waits, Some(LoggedIn::Waits(_))));
    identity.second_factor = true;
    enter(ctx, &identity, false).await;
}
