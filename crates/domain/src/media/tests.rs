mod attachment;
mod clip;
mod remote;
mod removal;
mod upload;

use bytes::Bytes;
use storage::id::{AccountId, MediaId, StatusId};
use storage::kinds::MediaPurpose;
use storage::media as rows;

use super::*;
use crate::context::Context;
use crate::testing::{self, TestContext, picture};

async fn account(ctx: &Context, name: &str) -> AccountId {
    testing::local_account(ctx, name).await.id
}

async fn status(ctx: &Context, author: AccountId, visibility: &str) -> StatusId {
    let now = ctx.clock.now();
    let id = StatusId::generate(now);
    let tx = ctx.db.begin().await.expect("begins");
    storage::Sql::new(
        &*tx,
        "INSERT INTO statuses (id, uri, account_id, local, visibility, conversation_id, created_at) VALUES (",
    )
    .bind(id)
    .push(", ")
    .bind(format!("https://rounds.example/{id}"))
    .push(", ")
    .bind(author)
    .push(&format!(", TRUE, '{visibility}', 1, "))
    .bind(now)
    .push(")")
    .execute(&*tx)
    .await
    .expect("inserts");
    tx.commit().await.expect("commits");
    id
}

async fn upload(ctx: &Context, account: AccountId) -> MediaView {
    let bytes = Bytes::from(picture(800, 600));
    super::upload(ctx, account, bytes, Wording::default())
        .await
        .expect("is taken")
}

/// The secret in an address.
fn secret(url: &str) -> &str {
    url.split('/').nth_back(1).expect("an address of a file")
}

async fn is_here(ctx: &Context, url: &str) -> bool {
    let variant = Variant::parse(url.rsplit('/').next().expect("a path")).expect("a variant");
    matches!(
        open(ctx, secret(url), variant, None).await,
        Ok(Opened::Here(_))
    )
}

async fn start() -> (TestContext, AccountId) {
    let test = testing::context().await;
    let anna = account(&test.ctx, "anna").await;
    (test, anna)
}

fn focus() -> Wording {
    Wording {
        description: Some(" An X-ray ".into()),
        focus: Some("0.5,-1".parse().expect("a point")),
    }
}

/// Makes a status carry `ids` and nothing else; says how many it could.
async fn carry(ctx: &Context, owner: AccountId, status: StatusId, ids: &[MediaId]) -> u64 {
    let tx = ctx.db.begin().await.expect("begins");
    detach(&tx, status, ids, ctx.clock.now())
        .await
        .expect("detaches");
    let count = rows::attach(&*tx, owner, status, ids).await;
    tx.commit().await.expect("commits");
    count.expect("attaches")
}

async fn carried(ctx: &Context, status: StatusId) -> Vec<MediaId> {
    let mut found = rows::attachments_of(ctx.db.read(), &[status])
        .await
        .expect("reads");
    found
        .remove(&status)
        .unwrap_or_default()
        .iter()
        .map(|media| media.id)
        .collect()
}
