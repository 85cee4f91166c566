use super::*;
use crate::clock::Timestamp;
use crate::credential::{Claims, CredentialKind, CredentialState};

const EMPLOYMENT: CredentialKind = CredentialKind::Employment;

/// What was issued, the newest first.
async fn issued(
    ctx: &Context,
    row: &ScimUser,
) -> Vec<(CredentialKind, CredentialState, Option<String>)> {
    let own = own(ctx, row).await;
    let found = storage::credential::credentials_of(ctx.db.read(), &[own]).await;
    let found = found.expect("reads").remove(&own).unwrap_or_default();
    let told = found.into_iter().map(|one| {
        let claims = crate::credential::claims(&one).expect("reads");
        (one.kind, one.state, claims.role)
    });
    told.collect()
}

fn consultant() -> Person {
    Person {
        claims: Claims {
            role: Some("Consultant".into()),
            ..Claims::default()
        },
        ..person("ada")
    }
}

#[tokio::test]
async fn active_people_are_vouched_for_as_long_as_they_are() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    directory(ctx, "hospital").await;
    let vouched = directory::set_vouches(ctx, "hospital", Some(EMPLOYMENT)).await;
    vouched.expect("is set");
    let hospital = directory::find(ctx, "hospital").await.expect("is there");
    let row = user::create(ctx, &hospital, consultant())
        .await
        .expect("is entered");
    assert!(issued(ctx, &row).await.is_empty(), "nobody has come yet");
    accept(ctx, &row).await;
    let role = Some("Consultant".to_owned());
    let (valid, revoked) = (CredentialState::Valid, CredentialState::Revoked);
    assert_eq!(issued(ctx, &row).await, [(EMPLOYMENT, valid, role.clone())]);
    let row = user::show(ctx, &hospital, row.id).await.expect("is there");
    // The same again issues nothing anew.
    let same = change(ctx, &hospital, &row, (&consultant(), &consultant())).await;
    let row = same.expect("is changed").expect("nobody was faster");
    assert_eq!(issued(ctx, &row).await.len(), 1);
    let gone = Person {
        active: false,
        ..consultant()
    };
    let left = change(ctx, &hospital, &row, (&consultant(), &gone)).await;
    let row = left.expect("is changed").expect("nobody was faster");
    assert_eq!(
        issued(ctx, &row).await,
        [(EMPLOYMENT, revoked, role.clone())]
    );
    let row = user::show(ctx, &hospital, row.id).await.expect("is there");
    assert_eq!(row.credential_id, None);
    ctx.clock.advance(std::time::Duration::from_secs(1));
    let mut back = consultant();
    back.claims.role = Some("Head".into());
    back.valid_until = Timestamp::parse_rfc3339("2099-12-31T23:59:59Z");
    let returned = change(ctx, &hospital, &row, (&gone, &back)).await;
    let row = returned.expect("is changed").expect("nobody was faster");
    let head = (EMPLOYMENT, valid, Some("Head".to_owned()));
    assert_eq!(issued(ctx, &row).await, [head, (EMPLOYMENT, revoked, role)]);
    let row = user::show(ctx, &hospital, row.id).await.expect("is there");
    let mut over = back.clone();
    over.valid_until = Timestamp::parse_rfc3339("2001-01-01T00:00:00Z");
    let ended = change(ctx, &hospital, &row, (&back, &over)).await;
    let row = ended.expect("is changed").expect("nobody was faster");
    assert!(issued(ctx, &row).await.iter().all(|one| one.1 == revoked));
    assert!(login(ctx, &row).await.disabled_at.is_none());
}

#[tokio::test]
async fn those_who_are_there_already_are_vouched_for_too() {
    let test = testing::context().await;
    let ctx = &test.ctx;
    let hospital = directory(ctx, "hospital").await;
    let row = enter(ctx, &hospital, "ada").await;
    accept(ctx, &row).await;
    let membership = CredentialKind::Membership;
    let set = async |kind| {
        ctx.clock.advance(std::time::Duration::from_secs(1));
        let done = directory::set_vouches(ctx, "hospital", kind).await;
        done.expect("is set");
        let told = issued(ctx, &row).await.into_iter();
        told.map(|(kind, state, _)| (kind, state))
            .collect::<Vec<_>>()
    };
    let (valid, revoked) = (CredentialState::Valid, CredentialState::Revoked);
    let first = set(Some(membership)).await;
    assert_eq!(first, [(membership, valid)]);
    let second = set(Some(EMPLOYMENT)).await;
    assert_eq!(second, [(EMPLOYMENT, valid), (membership, revoked)]);
    let none = set(None).await;
    assert_eq!(none, [(EMPLOYMENT, revoked), (membership, revoked)]);
    let refused = directory::set_vouches(ctx, "hospital", Some(CredentialKind::HealthProfessional));
    assert!(matches!(refused.await, Err(Error::Invalid { .. })));
}
