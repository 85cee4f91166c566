use storage::id::VerificationRequestId;
use storage::kinds::{
    Assurance, CredentialKind, CredentialState, VerificationState, VerificationStepKind,
};

use super::{World, matched, physician};
use crate::error::Error;
use crate::verification::{
    Approval, NewRequest, Verifier, approve, ask, expire, refuse, revoke, submit, withdraw,
};

#[tokio::test]
async fn what_was_decided_stays_decided() {
    let world = World::new().await;
    let ctx = world.ctx();
    let id = world.submit(physician()).await.expect("is taken");
    let revoked = revoke(ctx, &world.vera, id, "Struck off").await;
    assert!(
        matches!(revoked, Err(Error::Conflict(_))),
        "nothing to revoke"
    );
    let blank = refuse(ctx, &world.vera, id, "").await;
    assert!(matches!(
        blank,
        Err(Error::Invalid {
            field: "reason",
            ..
        })
    ));
    refuse(ctx, &world.vera, id, "Not in the register")
        .await
        .expect("refuses");
    let late = [
        approve(ctx, &world.vera, id, matched()).await,
        ask(ctx, &world.vera, id, "Why?").await,
        refuse(ctx, &world.vera, id, "No").await,
        expire(ctx, &world.vera, id).await,
    ];
    assert!(late.iter().all(|it| matches!(it, Err(Error::Conflict(_)))));
    assert_eq!(world.state(id).await, VerificationState::Refused);
    assert_eq!(world.deeds().await.len(), 2, "what failed is no deed");
}

#[tokio::test]
async fn a_revocation_ends_the_credential() {
    let world = World::new().await;
    let ctx = world.ctx();
    let id = world.submit(physician()).await.expect("is taken");
    approve(ctx, &world.vera, id, matched())
        .await
        .expect("approves");
    let kept = withdraw(ctx, world.ada.account_id, id).await;
    assert!(matches!(kept, Err(Error::Conflict(_))));
    revoke(ctx, &world.vera, id, "Struck off")
        .await
        .expect("revokes");
    let request = world.show(id).await;
    assert_eq!(request.row.state, VerificationState::Revoked);
    let said = request.last_said(VerificationStepKind::Revoked);
    assert_eq!(said, Some("Struck off"));
    let id = request.row.credential_id.expect("is named");
    let issued = storage::credential::find_by_id(ctx.db.read(), id).await;
    let state = issued.expect("reads").expect("is there").state;
    assert_eq!(state, CredentialState::Revoked);
}

#[tokio::test]
async fn nobody_vouches_for_more_than_was_looked_at() {
    let world = World::new().await;
    let ctx = world.ctx();
    let assure = |assurance| Approval {
        assurance,
        ..matched()
    };
    let id = world.submit(physician()).await.expect("is taken");
    let weak = approve(ctx, &world.vera, id, assure(Assurance::FormatOk)).await;
    assert!(matches!(
        weak,
        Err(Error::Invalid {
            field: "assurance",
            ..
        })
    ));
    let past = Approval {
        valid_until: Some(ctx.clock.now()),
        ..matched()
    };
    let past = approve(ctx, &world.vera, id, past).await;
    assert!(matches!(
        past,
        Err(Error::Invalid {
            field: "valid_until",
            ..
        })
    ));
    assert_eq!(world.state(id).await, VerificationState::Pending);
    let unnumbered = NewRequest {
        register: None,
        number: String::new(),
        kind: CredentialKind::Membership,
        ..physician()
    };
    let id = world.submit(unnumbered).await.expect("is taken");
    assert_eq!(
        world.show(id).await.row.assurance,
        None,
        "nothing was stated"
    );
    let much = approve(ctx, &world.vera, id, matched()).await;
    assert!(matches!(
        much,
        Err(Error::Invalid {
            field: "assurance",
            ..
        })
    ));
    let known = assure(Assurance::IssuerVerified);
    approve(ctx, &world.vera, id, known)
        .await
        .expect("approves");
}

#[tokio::test]
async fn nobody_decides_on_a_request_of_their_own() {
    let world = World::new().await;
    let ctx = world.ctx();
    let vera = world.vera.account_id;
    let id = submit(ctx, vera, &physician()).await.expect("is taken");
    let own = [
        approve(ctx, &world.vera, id, matched()).await,
        ask(ctx, &world.vera, id, "Why?").await,
        refuse(ctx, &world.vera, id, "No").await,
        expire(ctx, &world.vera, id).await,
    ];
    assert!(own.iter().all(|it| matches!(it, Err(Error::Forbidden(_)))));
    let nobody = VerificationRequestId(7);
    let missing = ask(ctx, &world.vera, nobody, "Why?").await;
    assert!(matches!(missing, Err(Error::NotFound)));
    assert!(Verifier::of(vera, false).is_err());
}
