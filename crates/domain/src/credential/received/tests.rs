use std::time::Duration;

use super::super::{FRESH, badges_of, due, index, plan_checks};
use super::*;
use crate::credential_issuer;
use crate::moderation::Authority;
use crate::testing::{self, TestContext, local_account, remote_account};

const ISSUER: &str = "https://assoc.example/actor";
const URI: &str = "https://assoc.example/credentials/1";

fn received(ctx: &Context, standing: std::result::Result<(), Refusal>) -> Received {
    let now = ctx.clock.now();
    Received {
        uri: URI.to_owned(),
        issuer_uri: ISSUER.to_owned(),
        kind: CredentialKind::HealthProfessional,
        claims: Claims {
            specialty: Some("dermatology".to_owned()),
            ..Claims::default()
        },
        valid_from: now,
        valid_until: Some(now.after(Duration::from_hours(24))),
        standing,
        document: r#"{"page": "https://assoc.example/verify/1"}"#.to_owned(),
        checked_at: now,
    }
}

async fn trusting() -> TestContext {
    let test = testing::context().await;
    let kinds = [CredentialKind::HealthProfessional];
    let added = credential_issuer::add(&test.ctx, Authority::Operator, ISSUER, &kinds).await;
    added.expect("is listed");
    test
}

/// What is thought of the only credential of `id`, and whether it is a badge.
async fn standing(ctx: &Context, id: AccountId) -> (std::result::Result<(), Refusal>, bool) {
    let all = index(ctx, id).await.expect("lists");
    let [one] = &all.known[..] else {
        panic!("one is known: {all:?}")
    };
    let badges = badges_of(ctx, &[id]).await.expect("loads");
    (one.standing, badges.contains_key(&id))
}

async fn revision(ctx: &Context, id: AccountId) -> i64 {
    let found = account::find_by_id(ctx.db.read(), id).await;
    found.expect("reads").expect("is there").revision
}

#[tokio::test]
async fn what_was_verified_is_a_badge_while_it_can_be_relied_on() {
    let test = trusting().await;
    let ctx = &test.ctx;
    let ann = remote_account(ctx, "ann", "clinic.example").await;
    let before = revision(ctx, ann.id).await;
    let first = keep(ctx, ann.id, received(ctx, Ok(()))).await;
    let first = first.expect("is kept");
    let shown = revision(ctx, ann.id).await;
    assert!(shown > before);
    let badges = badges_of(ctx, &[ann.id]).await.expect("loads");
    let [badge] = &badges[&ann.id][..] else {
        panic!("one badge: {badges:?}")
    };
    assert_eq!(badge.label("de"), "Dermatologie");
    assert_eq!(
        badge.role("en").as_deref(),
        Some("Dermatology, verified by assoc.example")
    );
    let role = |kind, said: Option<&str>, language| {
        let mut other = badge.clone();
        (other.credential.kind, other.claims.role) = (kind, said.map(str::to_owned));
        other.role(language).expect("stands")
    };
    let (works, belongs) = (CredentialKind::Employment, CredentialKind::Membership);
    assert_eq!(role(works, None, "de-AT"), "Arbeitet bei assoc.example");
    assert_eq!(role(belongs, None, "fr"), "Membre de assoc.example");
    let midwife = role(works, Some("Midwife"), "en");
    assert_eq!(midwife, "Midwife, assoc.example");
    assert_eq!(badge.issuer.name, "assoc.example");
    let field = badge.field("en").expect("stands");
    assert_eq!(field.name, "Verified by assoc.example");
    assert!(field.value.ends_with(">https://assoc.example/verify/1</a>"));
    // The same again changes nothing that is shown.
    let again = keep(ctx, ann.id, received(ctx, Ok(()))).await;
    assert_eq!(again.expect("is kept"), first);
    assert_eq!(revision(ctx, ann.id).await, shown);
    // Nobody was asked for a quarter of an hour.
    ctx.clock.advance(FRESH);
    let unknown = (Err(Refusal::StatusUnknown), true);
    assert_eq!(standing(ctx, ann.id).await, unknown);
    let badges = badges_of(ctx, &[ann.id]).await.expect("loads");
    assert_eq!(badges[&ann.id][0].role("en"), None);
    assert_eq!(badges[&ann.id][0].field("en"), None);
}

#[tokio::test]
async fn what_its_issuer_says_is_kept_and_only_what_may_stand_again_is_a_badge() {
    let test = trusting().await;
    let ctx = &test.ctx;
    let ann = remote_account(ctx, "ann", "clinic.example").await;
    for (said, is_badge) in [
        (Ok(()), true),
        (Err(Refusal::Suspended), true),
        (Err(Refusal::StatusUnknown), true),
        (Err(Refusal::StatusReplaced), false),
        (Err(Refusal::Revoked), false),
    ] {
        let kept = keep(ctx, ann.id, received(ctx, said)).await;
        kept.expect("is kept");
        assert_eq!(standing(ctx, ann.id).await, (said, is_badge));
    }
    refuse(ctx, ann.id, URI, Refusal::Altered)
        .await
        .expect("notes");
    let altered = (Err(Refusal::Altered), false);
    assert_eq!(standing(ctx, ann.id).await, altered);
}

#[tokio::test]
async fn who_does_not_count_and_what_is_over_is_no_badge() {
    let test = trusting().await;
    let ctx = &test.ctx;
    let ann = remote_account(ctx, "ann", "clinic.example").await;
    let mut other = received(ctx, Ok(()));
    other.kind = CredentialKind::Employment;
    keep(ctx, ann.id, other).await.expect("is kept");
    let unlisted = (Err(Refusal::Unlisted), false);
    assert_eq!(standing(ctx, ann.id).await, unlisted);
    let mut early = received(ctx, Ok(()));
    early.valid_from = ctx.clock.now().after(Duration::from_mins(1));
    keep(ctx, ann.id, early).await.expect("is kept");
    let not_yet = (Err(Refusal::NotYet), false);
    assert_eq!(standing(ctx, ann.id).await, not_yet);
    ctx.clock.advance(Duration::from_mins(1));
    assert_eq!(standing(ctx, ann.id).await, (Ok(()), true));
    ctx.clock.advance(Duration::from_hours(24));
    let expired = (Err(Refusal::Expired), false);
    assert_eq!(standing(ctx, ann.id).await, expired);
}

#[tokio::test]
async fn what_nobody_can_believe_is_noted_and_goes_with_the_list() {
    let test = trusting().await;
    let ctx = &test.ctx;
    let ann = remote_account(ctx, "ann", "clinic.example").await;
    for number in 0..=MOST {
        let uri = format!("https://evil.example/{number}");
        let refused = refuse(ctx, ann.id, &uri, Refusal::Unproven).await;
        refused.expect("notes");
    }
    keep(ctx, ann.id, received(ctx, Ok(())))
        .await
        .expect("is kept");
    let all = index(ctx, ann.id).await.expect("lists");
    assert_eq!((all.known.len(), all.refused.len()), (1, MOST));
    let left = ["https://evil.example/1".to_owned()];
    keep_only(ctx, ann.id, &left).await.expect("forgets");
    let all = index(ctx, ann.id).await.expect("lists");
    assert_eq!((all.known.len(), all.refused.len()), (0, 1));
}

#[tokio::test]
async fn nobody_gets_more_than_fifty_nor_one_of_ours() {
    let test = trusting().await;
    let ctx = &test.ctx;
    let ada = local_account(ctx, "ada").await;
    let at = |uri: String| Received {
        uri,
        ..received(ctx, Ok(()))
    };
    for number in 0..MOST {
        let kept = keep(ctx, ada.id, at(format!("{URI}/{number}"))).await;
        kept.expect("is kept");
    }
    let many = keep(ctx, ada.id, at(URI.to_owned())).await;
    assert!(matches!(many, Err(Error::Invalid { .. })));
    let ours = keep(ctx, ada.id, at(ctx.uris.path("/credentials/1"))).await;
    assert!(matches!(ours, Err(Error::Forbidden(_))));
}

#[tokio::test]
async fn only_what_counts_and_can_stand_is_due_again() {
    let test = trusting().await;
    let ctx = &test.ctx;
    let ann = remote_account(ctx, "ann", "clinic.example").await;
    keep(ctx, ann.id, received(ctx, Ok(())))
        .await
        .expect("is kept");
    let number = async || {
        let due = due(ctx, ISSUER, CredentialId(0)).await;
        due.expect("lists").len()
    };
    assert_eq!(number().await, 0);
    ctx.clock.advance(Duration::from_mins(10));
    assert_eq!(number().await, 1);
    // A job that was given up is made good.
    let jobs = async || storage::job::next_due(ctx.db.read()).await.expect("reads");
    let tx = ctx.db.begin().await.expect("begins");
    let (lease, later) = (Duration::from_mins(1), ctx.clock.now().after(FRESH));
    let claimed = storage::job::claim(&*tx, 1000, lease, later).await;
    for job in claimed.expect("claims") {
        storage::job::finish(&*tx, job.id).await.expect("finishes");
    }
    tx.commit().await.expect("commits");
    let expiry = jobs().await.expect("the end of its time is left");
    plan_checks(ctx).await.expect("plans");
    assert!(jobs().await.expect("is planned") < expiry);
    let row = credential_issuer::list(ctx).await.expect("lists").remove(0);
    let removed = credential_issuer::remove(ctx, Authority::Operator, row.id).await;
    removed.expect("is removed");
    assert_eq!(number().await, 0);
}
