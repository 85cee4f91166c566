use std::time::Duration;

use storage::id::AccountId;
use storage::kinds::{NotificationKind, UserRole, Visibility};

use super::{News, Occasion, digest, due, plan_digests, sent, unsubscribe};
use crate::context::Context;
use crate::error::Error;
use crate::follow::{self, Options};
use crate::job::Job;
use crate::marker::{self, Timeline};
use crate::preference::{self, Preferences};
use crate::report::{self, NewReport};
use crate::sign_up::SignedUp;
use crate::status::{self, NewStatus};
use crate::testing::{self, TestContext};
use crate::{favourite, notification};

const HOUR: Duration = Duration::from_hours(1);

async fn scene() -> (TestContext, SignedUp, AccountId) {
    let test = testing::context().await;
    let ada = testing::person(&test.ctx, "ada").await;
    let bo = testing::person(&test.ctx, "bo").await.account_id;
    mails(&test.ctx).await;
    (test, ada, bo)
}

async fn write_to_ada(ctx: &Context, bo: AccountId, text: &str, visibility: Visibility) {
    let new = NewStatus {
        visibility,
        ..testing::new_status(&format!("@ada {text}"))
    };
    testing::post(ctx, bo, new).await;
}

/// The mails that are due now, sent.
async fn mails(ctx: &Context) -> Vec<News> {
    let lease = Duration::from_mins(1);
    let tx = ctx.db.begin().await.expect("begins");
    let rows = storage::job::claim(&*tx, 1000, lease, ctx.clock.now()).await;
    let rows = rows.expect("claims");
    for row in &rows {
        storage::job::finish(&*tx, row.id).await.expect("finishes");
    }
    tx.commit().await.expect("commits");
    let mut mails = Vec::new();
    for row in rows {
        let news = match serde_json::from_str(&row.payload).expect("a job") {
            Job::MailNotifications { account_id } => due(ctx, account_id).await,
            Job::MailDigest { account_id } => digest(ctx, account_id).await,
            _ => Ok(None),
        };
        if let Some(news) = news.expect("answers") {
            sent(ctx, &news).await.expect("remembers");
            mails.push(news);
        }
    }
    mails
}

async fn after(ctx: &Context, time: Duration) -> Vec<News> {
    ctx.clock.advance(time);
    mails(ctx).await
}

fn told(news: &News) -> Vec<(NotificationKind, Option<&str>, Option<&str>)> {
    news.items
        .iter()
        .map(|item| (item.kind, item.who.as_deref(), item.text.as_deref()))
        .collect()
}

#[tokio::test]
async fn what_happens_within_minutes_is_one_mail_and_the_next_waits_for_an_hour() {
    let (test, _, bo) = scene().await;
    let ctx = &test.ctx;
    for number in 0..12 {
        write_to_ada(ctx, bo, &format!("number {number}"), Visibility::Public).await;
    }
    assert!(mails(ctx).await.is_empty(), "it is collected first");
    let first = after(ctx, Duration::from_mins(5)).await;
    let [mail] = first.as_slice() else {
        panic!("one mail: {first:?}")
    };
    assert_eq!((mail.items.len(), mail.count), (10, 12));
    assert_eq!(mail.letter.email, "ada@ok.example");
    assert_eq!(mail.items[0].text.as_deref(), Some("@ada number 11"));

    write_to_ada(ctx, bo, "once more", Visibility::Public).await;
    assert!(after(ctx, Duration::from_mins(10)).await.is_empty());
    let second = after(ctx, HOUR).await;
    let texts: Vec<_> = second.iter().flat_map(|mail| &mail.items).collect();
    assert_eq!(texts.len(), 1, "nothing is told twice: {texts:?}");
    assert!(after(ctx, HOUR * 24).await.is_empty());
}

#[tokio::test]
async fn security_44_what_is_not_for_everyone_is_not_in_a_mail() {
    let (test, _, bo) = scene().await;
    let ctx = &test.ctx;
    let secret = "Patient in bed 4";
    for visibility in [Visibility::Direct, Visibility::Private] {
        write_to_ada(ctx, bo, secret, visibility).await;
    }
    write_to_ada(ctx, bo, "for all", Visibility::Unlisted).await;
    let warned = NewStatus {
        spoiler_text: "Blood".into(),
        ..testing::new_status("@ada look")
    };
    testing::post(ctx, bo, warned).await;
    let sent = after(ctx, Duration::from_mins(5)).await;
    let kind = NotificationKind::Mention;
    let expected = [
        (kind, Some("bo"), Some("Blood")),
        (kind, Some("bo"), Some("@ada for all")),
        (kind, None, None),
        (kind, None, None),
    ];
    assert_eq!(told(&sent[0]), expected);
    assert!(!format!("{:?}", sent[0].items).contains("bed 4"));
    assert_eq!(sent[0].items[3].link, "https://rounds.example");
}

#[tokio::test]
async fn what_was_read_or_dismissed_meanwhile_is_not_told() {
    let (test, ada, bo) = scene().await;
    let ctx = &test.ctx;
    write_to_ada(ctx, bo, "hello", Visibility::Public).await;
    let filter = notification::Filter::default();
    let page = storage::Page::first(1);
    let seen = notification::list(ctx, ada.account_id, &filter, page).await;
    let newest = seen.expect("reads")[0].id.0;
    let read = marker::save(ctx, ada.account_id, &[(Timeline::Notifications, newest)]).await;
    read.expect("is read");
    assert!(after(ctx, HOUR).await.is_empty());
    write_to_ada(ctx, bo, "again", Visibility::Public).await;
    notification::clear(ctx, ada.account_id)
        .await
        .expect("clears");
    assert!(after(ctx, HOUR).await.is_empty());
}

#[tokio::test]
async fn everyone_chooses_and_favourites_are_off_at_first() {
    let (test, ada, bo) = scene().await;
    let ctx = &test.ctx;
    let post = status::publish(ctx, ada.account_id, testing::new_status("hello")).await;
    let post = post.expect("posts");
    favourite::favourite(ctx, bo, post)
        .await
        .expect("favourites");
    assert!(after(ctx, HOUR).await.is_empty());

    let only_favourites = |set: &mut Preferences| set.mails = vec![NotificationKind::Favourite];
    let set = preference::update(ctx, ada.user_id, only_favourites).await;
    set.expect("chooses");
    let cy = testing::person(ctx, "cy").await.account_id;
    favourite::favourite(ctx, cy, post)
        .await
        .expect("favourites");
    let options = Options::default();
    follow::follow(ctx, bo, ada.account_id, &options)
        .await
        .expect("follows");
    let mails = after(ctx, HOUR).await;
    let kinds: Vec<_> = mails.iter().flat_map(told).collect();
    let favourites = NotificationKind::Favourite;
    let expected = [
        (favourites, Some("cy"), Some("hello")),
        (favourites, Some("bo"), Some("hello")),
    ];
    assert_eq!(kinds, expected);
}

#[tokio::test]
async fn followers_have_names_and_reports_have_none() {
    let (test, ada, bo) = scene().await;
    let ctx = &test.ctx;
    testing::staff(ctx, "mo", UserRole::Moderator).await;
    let options = Options::default();
    follow::follow(ctx, bo, ada.account_id, &options)
        .await
        .expect("follows");
    let new = NewReport {
        target: ada.account_id,
        statuses: Vec::new(),
        comment: "spam".into(),
        category: "spam".into(),
        rules: Vec::new(),
        forward: false,
    };
    report::file(ctx, bo, new).await.expect("is filed");
    let mut mails = after(ctx, Duration::from_mins(5)).await;
    mails.sort_by(|a, b| a.letter.email.cmp(&b.letter.email));
    let [to_ada, to_mo] = mails.as_slice() else {
        panic!("two mails: {mails:?}")
    };
    assert_eq!(told(to_ada), [(NotificationKind::Follow, Some("bo"), None)]);
    assert_eq!(told(to_mo), [(NotificationKind::AdminReport, None, None)]);
    assert!(to_mo.items[0].link.ends_with("/moderation/reports"));
}

#[tokio::test]
async fn who_is_away_gets_one_digest_a_month_when_something_happened() {
    let (test, ada, bo) = scene().await;
    let ctx = &test.ctx;
    let tx = ctx.db.begin().await.expect("begins");
    let touched = storage::user::touch(&*tx, ada.user_id, ctx.clock.now()).await;
    touched.expect("is here");
    tx.commit().await.expect("commits");
    let no_mails = |set: &mut Preferences| set.mails.clear();
    preference::update(ctx, ada.user_id, no_mails)
        .await
        .expect("chooses");
    let days = async |days: u32| {
        ctx.clock.advance(HOUR * 24 * days);
        plan_digests(ctx).await.expect("plans");
        mails(ctx).await
    };
    assert!(days(6).await.is_empty(), "six days are no absence");
    assert!(days(2).await.is_empty(), "nothing happened");
    write_to_ada(ctx, bo, "where are you?", Visibility::Public).await;
    let away = days(1).await;
    let [mail] = away.as_slice() else {
        panic!("one digest: {away:?}")
    };
    assert_eq!(mail.occasion, Occasion::Digest);
    assert_eq!(mail.items[0].text.as_deref(), Some("@ada where are you?"));
    assert!(days(29).await.is_empty(), "one a month");
    assert_eq!(days(2).await.len(), 1);
    let none = |set: &mut Preferences| set.digest = false;
    preference::update(ctx, ada.user_id, none)
        .await
        .expect("chooses");
    assert!(days(40).await.is_empty());
}

#[tokio::test]
async fn security_41_the_link_of_a_mail_ends_what_it_is_about_and_nothing_else() {
    let (test, ada, bo) = scene().await;
    let ctx = &test.ctx;
    write_to_ada(ctx, bo, "hello", Visibility::Public).await;
    let mails = after(ctx, HOUR).await;
    let link = &mails[0].unsubscribe;
    let (_, token) = link.split_once("token=").expect("a token");
    let id = ada.user_id;
    for (occasion, token) in [
        (Occasion::Digest, token),
        (Occasion::Notifications, "guessed"),
        (Occasion::Notifications, ""),
    ] {
        let refused = unsubscribe(ctx, id, occasion, token).await;
        assert!(matches!(refused, Err(Error::NotFound)), "{occasion:?}");
    }
    for _ in 0..2 {
        let ended = unsubscribe(ctx, id, Occasion::Notifications, token).await;
        ended.expect("ends");
    }
    let set = preference::show(ctx, id).await.expect("reads");
    assert_eq!((set.mails, set.digest), (vec![], true));
}
