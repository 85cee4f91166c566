//! What verifiers are told by mail.

use storage::id::UserId;

use super::*;
use crate::job::Job;
use crate::preference;

/// To which verifiers a mail is due.
async fn due(ctx: &Context) -> Vec<UserId> {
    let jobs = testing::jobs(ctx).await.into_iter();
    let mails = jobs.filter_map(|job| match job {
        Job::MailWaiting { user_id } => Some(user_id),
        _ => None,
    });
    mails.collect()
}

async fn count(ctx: &Context, id: UserId) -> Option<u64> {
    let found = waiting(ctx, id).await.expect("reads");
    found.map(|found| found.count)
}

#[tokio::test]
async fn verifiers_hear_of_what_waits_once_an_hour() {
    let world = World::new().await;
    let ctx = world.ctx();
    let (vera, _) = crate::user::find(ctx, "vera").await.expect("is there");
    let mut other = physician();
    other.kind = CredentialKind::Membership;
    world.submit(physician()).await.expect("is taken");
    world.submit(other.clone()).await.expect("is taken");
    assert!(due(ctx).await.is_empty(), "they are collected");
    ctx.clock.advance(Duration::from_mins(5));
    assert_eq!(due(ctx).await, [vera], "one mail, to those who verify");
    let told_of = waiting(ctx, vera).await.expect("reads").expect("a mail");
    assert_eq!(told_of.count, 2);
    assert!(told_of.letter.link.ends_with("/verification"));
    told(ctx, vera).await.expect("remembers");

    other.kind = CredentialKind::Employment;
    let third = world.submit(other).await.expect("is taken");
    ctx.clock.advance(Duration::from_mins(5));
    assert_eq!(due(ctx).await, [vera]);
    assert_eq!(count(ctx, vera).await, None, "the last one is too recent");
    ctx.clock.advance(Duration::from_mins(54));
    assert!(due(ctx).await.is_empty());
    ctx.clock.advance(Duration::from_mins(1));
    assert_eq!(due(ctx).await, [vera], "it was put off");
    assert_eq!(count(ctx, vera).await, Some(3));
    ask(ctx, &world.vera, third, "Where?").await.expect("asks");
    assert_eq!(
        count(ctx, vera).await,
        Some(2),
        "what was asked about does not wait"
    );
    answer(ctx, world.ada.account_id, third, "Here", None)
        .await
        .expect("answers");
    ctx.clock.advance(Duration::from_mins(5));
    assert_eq!(due(ctx).await, [vera], "what was answered waits again");
}

#[tokio::test]
async fn nobody_hears_of_their_own_or_who_does_not_want_to_or_verifies_no_more() {
    let world = World::new().await;
    let ctx = world.ctx();
    let (vera, _) = crate::user::find(ctx, "vera").await.expect("is there");
    let own = submit(ctx, world.vera.account_id, &physician()).await;
    own.expect("is taken");
    assert_eq!(count(ctx, vera).await, None, "somebody else decides on it");
    world.submit(physician()).await.expect("is taken");
    assert_eq!(count(ctx, vera).await, Some(1));
    let wants = async |wants| {
        let set = preference::update(ctx, vera, |set| set.request_mails = wants).await;
        set.expect("sets");
    };
    wants(false).await;
    assert_eq!(count(ctx, vera).await, None);
    wants(true).await;
    let taken = crate::user::set_verifier(ctx, vera, false, &crate::audit::Actor::Operator).await;
    taken.expect("takes");
    assert_eq!(count(ctx, vera).await, None);
}
