//! Dates and bits.

use std::time::Duration;

use storage::id::{AccountId, CredentialId};

use super::*;
use crate::audit::Actor;
use crate::context::Context;
use crate::error::Error;
use crate::outgoing::Outgoing;
use crate::testing;

#[test]
fn a_credential_is_current_between_its_dates_and_revoked_for_good() {
    let at = |from, until, state| {
        let credential = Credential {
            id: CredentialId(1),
            uri: String::new(),
            account_id: AccountId(1),
            issuer_uri: String::new(),
            kind: CredentialKind::Membership,
            claims: "{}".into(),
            valid_from: Timestamp(from),
            valid_until: until,
            state,
            refusal: None,
            document: None,
            checked_at: None,
            created_at: Timestamp(0),
            updated_at: Timestamp(0),
        };
        assert_eq!(claims(&credential).expect("reads"), Claims::default());
        validity(&credential, Timestamp(10))
    };
    let valid = CredentialState::Valid;
    assert_eq!(at(10, None, valid), Validity::Current(valid));
    assert_eq!(at(11, None, valid), Validity::NotYet);
    assert_eq!(at(1, Some(Timestamp(11)), valid), Validity::Current(valid));
    assert_eq!(at(1, Some(Timestamp(10)), valid), Validity::Expired);
    let revoked = CredentialState::Revoked;
    let ended = Validity::Current(revoked);
    assert_eq!(at(1, Some(Timestamp(10)), revoked), ended);
}

/// No bit is set.
const NONE: [Vec<i64>; 2] = [Vec::new(), Vec::new()];

/// What a test vouches for: that `subject` is a dermatologist.
fn new(subject: AccountId, valid_until: Option<Timestamp>) -> NewCredential {
    NewCredential {
        subject,
        kind: CredentialKind::HealthProfessional,
        claims: Claims {
            profession: Some("physician".into()),
            specialty: Some("dermatology".into()),
            ..Claims::default()
        },
        valid_until,
        by: Actor::Operator,
    }
}

async fn issued(ctx: &Context, new: NewCredential) -> Credential {
    let tx = ctx.db.begin().await.expect("begins");
    let credential = issue(&tx, ctx, new).await.expect("is issued");
    tx.commit().await.expect("commits");
    credential
}

/// The places that are set in the lists of what was revoked and what is suspended.
async fn bits(ctx: &Context) -> [Vec<i64>; 2] {
    let list = async |number| {
        let list = status_list(ctx, number).await.expect("is there");
        list.set(ctx).await.expect("reads")
    };
    [list(1).await, list(2).await]
}

async fn revision(ctx: &Context, id: AccountId) -> i64 {
    let found = storage::account::find_by_id(ctx.db.read(), id).await;
    found.expect("answers").expect("is here").revision
}

async fn last_deed(ctx: &Context) -> (String, String) {
    let last = storage::audit::hold_last(ctx.db.read()).await;
    let last = last.expect("answers").expect("was recorded");
    (last.action, last.subject)
}

#[tokio::test]
async fn suspending_is_reversible_and_revoking_is_not() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::local_account(ctx, "ada").await.id;
    assert_eq!(bits(ctx).await, NONE, "from the start");
    let mut shown = revision(ctx, ada).await;
    let credential = issued(ctx, new(ada, None)).await;
    let id = credential.id;
    assert_eq!(
        credential.uri,
        format!("https://rounds.example/credentials/{id}")
    );
    let place = entry(ctx, id).await.expect("is there").index;
    let by = Actor::Operator;
    let tx = ctx.db.begin().await.expect("begins");
    suspend(&tx, ctx, id, &by).await.expect("suspends");
    tx.commit().await.expect("commits");
    assert_eq!(bits(ctx).await, [vec![], vec![place]]);
    let tx = ctx.db.begin().await.expect("begins");
    reinstate(&tx, ctx, id, &by).await.expect("reinstates");
    tx.commit().await.expect("commits");
    assert_eq!(bits(ctx).await, NONE);
    let kind = CredentialKind::HealthProfessional;
    for expected in [1, 0] {
        let tx = ctx.db.begin().await.expect("begins");
        let revoked = revoke_all_of(&tx, ctx, ada, kind, &by).await;
        assert_eq!(revoked.expect("revokes"), expected);
        tx.commit().await.expect("commits");
    }
    assert_eq!(bits(ctx).await, [vec![place], vec![]]);
    let tx = ctx.db.begin().await.expect("begins");
    for back in [
        suspend(&tx, ctx, id, &by).await,
        reinstate(&tx, ctx, id, &by).await,
    ] {
        assert!(matches!(back, Err(Error::Conflict(_))));
    }
    tx.commit().await.expect("commits");
    let deed = ("credential.revoke".to_owned(), format!("credential:{id}"));
    assert_eq!(last_deed(ctx).await, deed);
    let before = std::mem::replace(&mut shown, revision(ctx, ada).await);
    assert_eq!(shown - before, 4, "each step shows");
    let told = testing::outgoing(ctx).await;
    let updates = told
        .iter()
        .filter(|told| matches!(told, Outgoing::UpdateActor { account_id } if *account_id == ada));
    assert_eq!(updates.count(), 4);
}

#[tokio::test]
async fn a_credential_ends_at_its_time_and_not_before_it_began() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    ctx.clock.advance(Duration::from_hours(30));
    let ada = testing::local_account(ctx, "ada").await.id;
    let now = ctx.clock.now();
    let tx = ctx.db.begin().await.expect("begins");
    let ended = issue(&tx, ctx, new(ada, Some(now))).await;
    assert!(matches!(
        ended,
        Err(Error::Invalid {
            field: "valid_until",
            ..
        })
    ));
    let stranger = issue(&tx, ctx, new(AccountId(7), None)).await;
    assert!(matches!(stranger, Err(Error::NotFound)));
    drop(tx);
    let until = now.after(Duration::from_hours(1));
    let credential = issued(ctx, new(ada, Some(until))).await;
    assert_eq!(
        credential.valid_from,
        testing::START.after(Duration::from_hours(24)),
        "of the day"
    );
    let job = storage::job::next_due(ctx.db.read()).await.expect("reads");
    assert!(job.is_some());
    ctx.clock.advance(Duration::from_hours(1));
    let shown = revision(ctx, ada).await;
    end(ctx, credential.id).await.expect("ends");
    assert_eq!(revision(ctx, ada).await, shown + 1);
    assert_eq!(validity(&credential, ctx.clock.now()), Validity::Expired);
}

#[tokio::test]
async fn what_is_given_back_leaves_nothing_but_its_bit() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::local_account(ctx, "ada").await.id;
    let bob = testing::remote_account(ctx, "bob", "b.example").await.id;
    let credential = issued(ctx, new(ada, None)).await;
    let id = credential.id;
    for _ in 0..2 {
        remember_reader(ctx, id, bob).await.expect("remembers");
    }
    let place = entry(ctx, id).await.expect("is there").index;
    let others = give_back(ctx, bob, id).await;
    assert!(matches!(others, Err(Error::NotFound)));
    give_back(ctx, ada, id).await.expect("gives back");
    assert!(matches!(find(ctx, id).await, Err(Error::NotFound)));
    assert_eq!(bits(ctx).await, [vec![place], vec![]]);
    let news = Outgoing::DeleteCredential {
        uri: credential.uri,
        subject_id: ada,
        readers: vec![bob],
    };
    assert!(testing::outgoing(ctx).await.contains(&news));
    let deed = (
        "credential.give_back".to_owned(),
        format!("credential:{id}"),
    );
    assert_eq!(last_deed(ctx).await, deed);
}

#[tokio::test]
async fn no_place_is_given_twice_and_a_list_is_followed_by_the_next() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let ada = testing::local_account(ctx, "ada").await.id;
    let mut places = std::collections::HashSet::new();
    for _ in 0..20 {
        let id = issued(ctx, new(ada, None)).await.id;
        let place = entry(ctx, id).await.expect("is there");
        assert_eq!((place.revocation, place.suspension), (1, 2));
        assert!((0..i64::from(ENTRIES)).contains(&place.index));
        assert!(places.insert(place.index));
    }
    let tx = ctx.db.begin().await.expect("begins");
    storage::issued_credential::insert_list(&*tx, 2)
        .await
        .expect("adds");
    tx.commit().await.expect("commits");
    let id = issued(ctx, new(ada, None)).await.id;
    let place = entry(ctx, id).await.expect("is there");
    assert_eq!((place.revocation, place.suspension), (3, 4));
    for (number, purpose) in [(3, Purpose::Revocation), (4, Purpose::Suspension)] {
        let list = status_list(ctx, number).await.expect("is there");
        assert_eq!((list.number, list.purpose), (number, purpose));
    }
    for absent in [-1, 0, 5, i64::MAX] {
        let list = status_list(ctx, absent).await;
        assert!(matches!(list, Err(Error::NotFound)), "{absent}");
    }
}

#[tokio::test]
async fn the_bit_stays_set_when_its_subject_is_gone() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let bob = testing::remote_account(ctx, "bob", "b.example").await.id;
    let id = issued(ctx, new(bob, None)).await.id;
    let news = Outgoing::CreateCredential { credential_id: id };
    assert!(testing::outgoing(ctx).await.contains(&news));
    let place = entry(ctx, id).await.expect("is there").index;
    crate::remote::receive_delete(ctx, bob).await.expect("goes");
    assert!(matches!(find(ctx, id).await, Err(Error::NotFound)));
    assert_eq!(bits(ctx).await, [vec![place], vec![]]);
}
