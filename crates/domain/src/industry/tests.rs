//! Who is spoken to by accounts of industry, here and from elsewhere.

use storage::{Page, notification};

use super::*;
use crate::policy::{self, Place};
use crate::profile::Change;
use crate::remote::{self, tests::actor};
use crate::status::tests::remote_note;
use crate::status::{self, NewStatus, Reason as Why, RemoteMention};
use crate::testing::{context, follow, local_account, new_status};
use crate::viewer::Viewer;

async fn sells(ctx: &Context, id: AccountId) {
    let change = Change {
        account_kind: Some("industry".into()),
        interests: Some("Makes and sells dressings".into()),
        ..Change::default()
    };
    profile::update(ctx, id, change).await.expect("is said");
}

fn direct(text: &str) -> NewStatus {
    NewStatus {
        visibility: Visibility::Direct,
        ..new_status(text)
    }
}

fn is_refused(result: Result<storage::id::StatusId>) -> bool {
    matches!(
        result,
        Err(Error::Invalid {
            field: "status",
            ..
        })
    )
}

#[tokio::test]
async fn an_account_of_industry_writes_to_followers_alone() {
    let test = context().await;
    let ctx = &test.ctx;
    let acme = local_account(ctx, "acme").await;
    let (ada, ben) = (
        local_account(ctx, "ada").await,
        local_account(ctx, "ben").await,
    );
    let say = async |new| status::publish(ctx, acme.id, new).await;
    say(new_status("Hello @ada"))
        .await
        .expect("it is nobody in particular yet");
    sells(ctx, acme.id).await;
    assert!(is_refused(say(new_status("Hello @ada")).await));
    assert!(is_refused(say(direct("@ada @ben hello")).await));
    say(new_status("Our new dressing"))
        .await
        .expect("speaks to everyone");
    follow(ctx, ada.id, acme.id).await;
    say(direct("@ada hello")).await.expect("to a follower");
    assert!(is_refused(say(direct("@ada @ben hello")).await));
    let question = status::publish(ctx, ben.id, new_status("@acme does it stick?")).await;
    let answer = NewStatus {
        in_reply_to_id: Some(question.expect("members ask whom they like")),
        ..new_status("@ben it does")
    };
    say(answer.clone()).await.expect("who asks is answered");
    let widened = NewStatus {
        text: "@ben @cleo it does".into(),
        ..answer
    };
    local_account(ctx, "cleo").await;
    assert!(is_refused(say(widened).await));
}

#[tokio::test]
async fn what_industry_elsewhere_says_reaches_followers_alone() {
    let test = context().await;
    let ctx = &test.ctx;
    let (ada, ben) = (
        local_account(ctx, "ada").await,
        local_account(ctx, "ben").await,
    );
    let mut acme = actor("https://b.example/acme", "acme");
    acme.professional.account_kind = Some("industry".into());
    let acme = remote::upsert(ctx, acme).await.expect("is kept");
    follow(ctx, ada.id, acme.id).await;
    let note = |number, visibility, named: &[&Account]| {
        let mentions = named.iter().map(|account| RemoteMention {
            account_id: account.id,
            silent: false,
        });
        RemoteStatus {
            visibility,
            mentions: mentions.collect(),
            ..remote_note(&acme, number, "Buy this")
        }
    };
    let receive = async |note| {
        let kept = status::receive(ctx, note, Why::Delivered).await;
        kept.expect("is no mistake")
    };
    let mentions = async |who: &Account| {
        let audience = policy::audience(Viewer::Account(who.id), Place::Offered);
        let (filter, page) = (notification::Filter::default(), Page::first(40));
        let rows = notification::list(ctx.db.read(), who.id, &audience, &filter, page).await;
        rows.expect("reads").len()
    };
    assert_eq!(receive(note(1, Visibility::Direct, &[&ben])).await, None);
    let public = receive(note(2, Visibility::Public, &[&ada, &ben])).await;
    assert!(public.is_some(), "its follower reads it");
    assert_eq!((mentions(&ada).await, mentions(&ben).await), (1, 0));
    assert!(
        receive(note(3, Visibility::Direct, &[&ada]))
            .await
            .is_some()
    );
    assert_eq!(mentions(&ada).await, 2);
}
