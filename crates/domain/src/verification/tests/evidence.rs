use std::time::Duration;

use bytes::Bytes;
use storage::id::{EvidenceId, VerificationRequestId};

use super::{PDF, World, physician};
use crate::config::{Config, Verification};
use crate::context::{Context, Parts};
use crate::error::Error;
use crate::verification::{self as subject, NewRequest, Verifier};
use crate::{media, testing, user};

fn proven() -> NewRequest {
    NewRequest {
        evidence: Some(Bytes::from_static(PDF)),
        ..physician()
    }
}

/// The files of the store, whole.
fn files(world: &World) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(world.test.files.path()).expect("a folder");
    let paths = entries.map(|entry| entry.expect("a file").path());
    paths
        .map(|path| std::fs::read(path).expect("reads"))
        .collect()
}

async fn submitted(world: &World) -> (VerificationRequestId, EvidenceId) {
    let id = world.submit(proven()).await.expect("is taken");
    let evidence = world.show(id).await.evidence;
    assert_eq!(evidence.len(), 1);
    (id, evidence[0].id)
}

async fn look(
    ctx: &Context,
    by: &Verifier,
    id: VerificationRequestId,
    file: EvidenceId,
) -> crate::error::Result<Bytes> {
    let file = subject::look(ctx, by, id, file).await?;
    assert_eq!(file.mime, "application/pdf");
    Ok(file.bytes)
}

/// Does what the transaction left to a job.
async fn run_deletions(ctx: &Context) {
    let payloads = storage::Sql::new(
        ctx.db.read(),
        "SELECT payload FROM jobs WHERE kind = 'delete_files'",
    );
    let payloads: Vec<String> = payloads.column(ctx.db.read()).await.expect("reads");
    for payload in payloads {
        let job = serde_json::from_str(&payload).expect("is a job");
        let crate::job::Job::DeleteFiles { keys } = job else {
            panic!("{payload}");
        };
        media::delete_files(ctx, &keys).await.expect("deletes");
    }
}

#[tokio::test]
async fn what_proves_a_request_is_unreadable_but_for_verifiers_and_each_look_is_recorded() {
    let world = World::new().await;
    let ctx = world.ctx();
    let (id, file) = submitted(&world).await;
    let stored = files(&world);
    assert_eq!(stored.len(), 1);
    assert!(!stored[0].windows(8).any(|part| part == b"Lovelace"));
    for _ in 0..2 {
        let seen = look(ctx, &world.vera, id, file).await.expect("is shown");
        assert_eq!(seen, PDF);
    }
    let looks = world.deeds().await;
    let looks = looks.iter().filter(|deed| *deed == "verification.look");
    assert_eq!(looks.count(), 2);
    let (other, _) = submitted(&world).await;
    let mixed = look(ctx, &world.vera, other, file).await;
    assert!(matches!(mixed, Err(Error::NotFound)));

    let stranger = Context::new(Parts {
        secret: crate::secret::Secret::generate(),
        ..Parts::clone(ctx)
    });
    let stolen = look(&stranger, &world.vera, id, file).await;
    assert!(
        matches!(stolen, Err(Error::Internal(_))),
        "without the secret"
    );
}

#[tokio::test]
async fn an_altered_file_and_a_key_of_another_are_noticed() {
    let world = World::new().await;
    let ctx = world.ctx();
    let (id, file) = submitted(&world).await;
    let (_, other) = submitted(&world).await;
    let db = ctx.db.read();
    let rows = storage::verification::find_evidence(db, other).await;
    let other = rows.expect("reads").expect("is there");
    let tx = ctx.db.begin().await.expect("begins");
    let swap = storage::Sql::new(&*tx, "UPDATE verification_evidence SET secret = ");
    let swap = swap.bind(other.secret).push(" WHERE id = ").bind(file);
    assert_eq!(swap.execute(&*tx).await.expect("writes"), 1);
    tx.commit().await.expect("commits");
    assert!(look(ctx, &world.vera, id, file).await.is_err());

    let mut sealed = ctx
        .store
        .read(&other.key)
        .await
        .expect("reads")
        .expect("is there")
        .to_vec();
    sealed[20] ^= 1;
    ctx.store
        .put(&other.key, sealed.into())
        .await
        .expect("writes");
    assert!(
        look(ctx, &world.vera, other.request_id, other.id)
            .await
            .is_err()
    );
}

#[tokio::test]
async fn what_proves_a_request_goes_with_the_decision() {
    let world = World::new().await;
    let ctx = world.ctx();
    let (refused, file) = submitted(&world).await;
    let (withdrawn, _) = submitted(&world).await;
    submitted(&world).await;
    subject::refuse(ctx, &world.vera, refused, "No")
        .await
        .expect("refuses");
    assert!(world.show(refused).await.evidence.is_empty());
    assert!(
        look(ctx, &world.vera, refused, file).await.is_err(),
        "the key is gone already"
    );
    subject::withdraw(ctx, world.ada.account_id, withdrawn)
        .await
        .expect("goes");
    assert_eq!(files(&world).len(), 3);
    run_deletions(ctx).await;
    assert_eq!(files(&world).len(), 1);
    let password = testing::PASSWORD;
    let gone = user::delete_account(ctx, world.ada.user_id, password.into()).await;
    gone.expect("deletes");
    run_deletions(ctx).await;
    assert!(files(&world).is_empty());
}

#[tokio::test]
async fn an_operator_may_keep_it_for_some_days() {
    let world = World::new().await;
    let verification = Verification {
        keep_evidence_days: 7,
        ..Verification::default()
    };
    let config = Config {
        verification,
        ..world.ctx().config.clone()
    };
    let keeping = Context::new(Parts {
        config,
        ..Parts::clone(world.ctx())
    });
    let ctx = &keeping;
    let (id, file) = submitted(&world).await;
    submitted(&world).await;
    subject::refuse(ctx, &world.vera, id, "No")
        .await
        .expect("refuses");
    ctx.clock.advance(Duration::from_hours(6 * 24));
    subject::forget_evidence(ctx).await.expect("looks");
    look(ctx, &world.vera, id, file)
        .await
        .expect("is still there");
    ctx.clock.advance(Duration::from_hours(24));
    subject::forget_evidence(ctx).await.expect("looks");
    assert!(look(ctx, &world.vera, id, file).await.is_err());
    run_deletions(ctx).await;
    assert_eq!(files(&world).len(), 1, "that of the open request");
}

#[tokio::test]
async fn a_file_that_proves_something_is_no_orphan() {
    let world = World::new().await;
    let ctx = world.ctx();
    let (id, file) = submitted(&world).await;
    let key = storage::verification::find_evidence(ctx.db.read(), file).await;
    let key = key.expect("reads").expect("is there").key;
    let named = storage::media::list_named(ctx.db.read(), &[key.clone(), "lost".into()]).await;
    assert_eq!(named.expect("reads"), [key]);
    look(ctx, &world.vera, id, file).await.expect("is shown");
}

#[tokio::test]
async fn an_answer_may_bring_another_file_but_not_any_number() {
    let world = World::new().await;
    let ctx = world.ctx();
    let (id, _) = submitted(&world).await;
    let picture = Bytes::from(testing::picture(8, 8));
    for count in 2..=6 {
        subject::ask(ctx, &world.vera, id, "More?")
            .await
            .expect("asks");
        let file = Some(picture.clone());
        let answered = subject::answer(ctx, world.ada.account_id, id, "Here", file).await;
        if count <= 5 {
            answered.expect("answers");
            assert_eq!(world.show(id).await.evidence.len(), count);
        } else {
            assert!(matches!(
                answered,
                Err(Error::Invalid {
                    field: "evidence",
                    ..
                })
            ));
        }
    }
}
