//! Who quotes whom on one server.

use storage::kinds::{NotificationKind, Visibility};

use super::*;
use crate::outgoing::Outgoing;
use crate::status::{self, EditStatus};
use crate::{block, mute};

#[tokio::test]
async fn a_quote_is_agreed_to_counted_and_told() {
    let test = context().await;
    let ctx = &test.ctx;
    let (anna, bob) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
    );
    let original = posts(ctx, &anna, new_status("A finding")).await;
    let quote = posts(ctx, &bob, quoting(original)).await;
    assert_eq!(state_of(ctx, quote).await, QuoteState::Accepted);
    assert_eq!(row(ctx, original).await.quotes_count, 1);
    let kind = NotificationKind::Quote.as_str().to_owned();
    assert_eq!(told(ctx, &anna).await, [(kind, quote)]);
    let page = Page::first(20);
    let found = list(ctx, Viewer::Anonymous, original, page).await;
    let found: Vec<StatusId> = found
        .expect("reads")
        .iter()
        .map(|entry| entry.status.id)
        .collect();
    assert_eq!(found, [quote]);

    status::delete(ctx, bob.id, quote).await.expect("deletes");
    assert_eq!(row(ctx, original).await.quotes_count, 0);
    assert_eq!(told(ctx, &anna).await, []);
}

#[tokio::test]
async fn the_author_says_who_may_quote() {
    let test = context().await;
    let ctx = &test.ctx;
    let (anna, bob) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
    );
    let with = |policy, visibility| NewStatus {
        quote_policy: Some(policy),
        visibility,
        ..new_status("A finding")
    };
    let may = async |who: &Account, id| post(ctx, who.id, quoting(id)).await.is_ok();
    let everyone = posts(ctx, &anna, with(QuotePolicy::Public, Visibility::Unlisted)).await;
    let followers = posts(ctx, &anna, with(QuotePolicy::Followers, Visibility::Public)).await;
    let nobody = posts(ctx, &anna, with(QuotePolicy::Nobody, Visibility::Public)).await;
    let private = posts(ctx, &anna, with(QuotePolicy::Public, Visibility::Private)).await;
    assert!(may(&bob, everyone).await);
    assert!(!may(&bob, followers).await);
    assert!(!may(&bob, nobody).await);
    follow(ctx, bob.id, anna.id).await;
    assert!(may(&bob, followers).await);
    assert!(
        !may(&bob, private).await,
        "what is for followers stays there"
    );
    for own in [everyone, followers, nobody, private] {
        assert!(may(&anna, own).await);
    }
    set_policy(ctx, anna.id, everyone, QuotePolicy::Nobody)
        .await
        .expect("sets");
    assert!(!may(&bob, everyone).await);
    let other = set_policy(ctx, bob.id, everyone, QuotePolicy::Public).await;
    assert!(matches!(other, Err(Error::NotFound)));
    block::block(ctx, anna.id, bob.id).await.expect("blocks");
    let unseen = post(ctx, bob.id, quoting(followers)).await;
    assert!(matches!(unseen, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_quotes_something_for_some_is_not_for_more() {
    let test = context().await;
    let ctx = &test.ctx;
    let (anna, bob) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
    );
    let with = |visibility| NewStatus {
        visibility,
        ..new_status("A finding")
    };
    let private = posts(ctx, &anna, with(Visibility::Private)).await;
    let quote = posts(ctx, &anna, quoting(private)).await;
    assert_eq!(row(ctx, quote).await.visibility, Visibility::Private);
    let direct = posts(ctx, &anna, with(Visibility::Direct)).await;
    assert!(post(ctx, anna.id, quoting(direct)).await.is_err());

    let open = posts(ctx, &anna, with(Visibility::Public)).await;
    let aside = NewStatus {
        visibility: Visibility::Direct,
        ..quoting(open)
    };
    let refused = post(ctx, bob.id, aside.clone()).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })));
    let named = NewStatus {
        text: "@anna why?".into(),
        ..aside
    };
    posts(ctx, &bob, named).await;
}

#[tokio::test]
async fn a_group_keeps_what_is_its_own() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let id = posts(ctx, &anna, new_status("A case")).await;
    let tx = ctx.db.begin().await.expect("begins");
    let change = Change {
        visibility: Set(Visibility::Group),
        ..Change::default()
    };
    storage::status::update(&*tx, id, change)
        .await
        .expect("changes");
    tx.commit().await.expect("commits");
    let refused = post(ctx, anna.id, quoting(id)).await;
    assert!(matches!(refused, Err(Error::Forbidden(_))));
}

#[tokio::test]
async fn a_revoked_quote_shows_nothing_more() {
    let test = context().await;
    let ctx = &test.ctx;
    let (anna, bob) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
    );
    let original = posts(ctx, &anna, new_status("A finding")).await;
    let quote = posts(ctx, &bob, quoting(original)).await;
    let id = quote_of(ctx, quote).await.id;
    let shown = stamp(ctx, Viewer::Anonymous, anna.id, id).await;
    let shown = shown.expect("is there");
    assert_eq!(
        (shown.quoting_uri, shown.quoted_uri, shown.author_uri),
        (
            row(ctx, quote).await.uri,
            row(ctx, original).await.uri,
            anna.uri.clone()
        )
    );
    let other = revoke(ctx, bob.id, original, quote).await;
    assert!(matches!(other, Err(Error::NotFound)));
    let revision = row(ctx, quote).await.revision;
    for _ in 0..2 {
        revoke(ctx, anna.id, original, quote)
            .await
            .expect("revokes");
    }
    assert_eq!(state_of(ctx, quote).await, QuoteState::Revoked);
    assert_eq!(row(ctx, original).await.quotes_count, 0);
    assert!(row(ctx, quote).await.revision > revision);
    let gone = stamp(ctx, Viewer::Anonymous, anna.id, id).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    let told = outgoing(ctx).await;
    assert!(told.contains(&Outgoing::RevokeQuote { quote_id: id }));
    assert!(told.contains(&Outgoing::Renew { status_id: quote }));
}

#[tokio::test]
async fn security_43_a_stamp_tells_outsiders_nothing() {
    let test = context().await;
    let ctx = &test.ctx;
    let (anna, bob, cy) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
        local_account(ctx, "cy").await,
    );
    let original = posts(ctx, &anna, new_status("A finding")).await;
    let private = NewStatus {
        visibility: Visibility::Private,
        ..quoting(original)
    };
    let quote = posts(ctx, &bob, private).await;
    let id = quote_of(ctx, quote).await.id;
    let seen = async |viewer| stamp(ctx, viewer, anna.id, id).await.is_ok();
    assert!(seen(Viewer::Account(anna.id)).await);
    assert!(!seen(Viewer::Account(cy.id)).await);
    assert!(!seen(Viewer::Anonymous).await);
    let misplaced = stamp(ctx, Viewer::Account(anna.id), cy.id, id).await;
    assert!(misplaced.is_err());
}

#[tokio::test]
async fn who_quoted_is_told_of_edits_and_sees_deletions() {
    let test = context().await;
    let ctx = &test.ctx;
    let (anna, bob) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
    );
    let original = posts(ctx, &anna, new_status("A finding")).await;
    let quote = posts(ctx, &bob, quoting(original)).await;
    let edit = EditStatus {
        text: "Another finding".into(),
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        media_ids: Vec::new(),
        media_changes: Vec::new(),
        quote_policy: Some(QuotePolicy::Nobody),
        poll: None,
    };
    status::edit(ctx, anna.id, original, edit)
        .await
        .expect("edits");
    let kind = NotificationKind::QuotedUpdate.as_str().to_owned();
    assert_eq!(told(ctx, &bob).await, [(kind, original)]);
    assert_eq!(row(ctx, original).await.quote_approval, "{}");
    assert_eq!(state_of(ctx, quote).await, QuoteState::Accepted);
    let revision = row(ctx, quote).await.revision;
    status::delete(ctx, anna.id, original)
        .await
        .expect("deletes");
    let left = quote_of(ctx, quote).await;
    assert_eq!((left.state, left.quoted_id), (QuoteState::Deleted, None));
    assert!(row(ctx, quote).await.revision > revision);
}

#[tokio::test]
async fn what_is_quoted_is_shown_to_those_who_may_see_it_in_one_query() {
    let test = context().await;
    let ctx = &test.ctx;
    let (anna, bob, cy) = (
        local_account(ctx, "anna").await,
        local_account(ctx, "bob").await,
        local_account(ctx, "cy").await,
    );
    let first = posts(ctx, &anna, new_status("One")).await;
    let second = posts(ctx, &bob, quoting(first)).await;
    let private = NewStatus {
        visibility: Visibility::Private,
        ..quoting(second)
    };
    let third = posts(ctx, &bob, private).await;
    let looks = async |viewer, ids: &[StatusId]| {
        test.db.queries();
        let found = shown(ctx, viewer, ids).await.expect("reads");
        (found, test.db.queries())
    };
    let (found, queries) = looks(Viewer::Account(cy.id), &[third, second]).await;
    assert_eq!(queries, 1);
    let mut ids: Vec<StatusId> = found.into_keys().collect();
    ids.sort_unstable();
    assert_eq!(ids, [first, second], "the private one is missing");
    assert_eq!(looks(Viewer::Anonymous, &[]).await.1, 0);

    mute::mute(ctx, cy.id, anna.id, true, None)
        .await
        .expect("mutes");
    let (found, _) = looks(Viewer::Account(cy.id), &[first, second]).await;
    assert_eq!(found[&first].aside, Some(policy::Denial::AuthorMuted));
    assert_eq!(found[&second].aside, None);
    block::block(ctx, cy.id, anna.id).await.expect("blocks");
    let (found, _) = looks(Viewer::Account(cy.id), &[first]).await;
    assert_eq!(found[&first].aside, Some(policy::Denial::AuthorBlocked));
    block::block(ctx, anna.id, cy.id).await.expect("blocks");
    let (found, _) = looks(Viewer::Account(cy.id), &[first]).await;
    assert!(found.is_empty());
}
