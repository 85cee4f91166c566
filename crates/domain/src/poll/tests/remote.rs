//! Polls and votes that go between servers.

use super::*;

#[tokio::test]
async fn votes_of_other_servers_are_counted_once_and_only_where_they_may() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let asked = post(ctx, anna.id, status_with(asking(&["a", "b"], false))).await;
    let uri = ctx.uris.status(anna.id, asked);
    let receive = async |who: &Account, title: &str| {
        let id = format!("{}#votes/{title}", who.uri);
        receive_vote(ctx, who.id, &uri, title, &id).await
    };
    receive(&bob, "c").await.expect("is let go");
    for _ in 0..2 {
        receive(&bob, "b").await.expect("is counted");
    }
    receive(&bob, "a").await.expect("is let go: one answer");
    let poll = poll_of(ctx, asked).await;
    assert_eq!((votes(&poll), poll.voters_count), (vec![0, 1], Some(1)));
    let carl = remote_account(ctx, "carl", "b.example").await;
    block::block(ctx, anna.id, carl.id).await.expect("blocks");
    assert!(matches!(receive(&carl, "a").await, Err(Error::NotFound)));
    ctx.clock.advance(Duration::from_hours(1));
    let late = remote_account(ctx, "late", "b.example").await;
    receive(&late, "a").await.expect("is let go");
    assert_eq!(votes(&poll_of(ctx, asked).await), [0, 1]);
    assert_eq!(voters(ctx, asked).await.expect("lists"), [bob.id]);
}

fn question(author: &Account, options: &[(&str, i64)], end: Timestamp) -> RemoteStatus {
    RemoteStatus {
        uri: format!("{}/notes/1", author.uri),
        url: None,
        author: author.id,
        kind: "Question".into(),
        title: String::new(),
        content: "<p>Which one?</p>".into(),
        spoiler_text: String::new(),
        sensitive: false,
        language: None,
        visibility: Visibility::Public,
        group_id: None,
        published: None,
        updated: None,
        in_reply_to_uri: None,
        mentions: Vec::new(),
        strangers: Vec::new(),
        tags: Vec::new(),
        emojis: Vec::new(),
        media: Vec::new(),
        quote: None,
        quote_approval: crate::quote::Approval::default(),
        interaction_policy: crate::interaction::Policy::default(),
        poll: Some(RemotePoll {
            options: options
                .iter()
                .map(|(title, votes)| ((*title).into(), *votes))
                .collect(),
            multiple: false,
            expires_at: Some(end),
            voters_count: Some(options.iter().map(|(_, votes)| votes).sum()),
        }),
        activity: None,
    }
}

#[tokio::test]
async fn a_poll_of_another_server_takes_votes_and_numbers() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await.id;
    let bob = remote_account(ctx, "bob", "b.example").await;
    let over = ctx.clock.now().after(Duration::from_hours(1));
    let reason = status::Reason::Fetched;
    let asked = status::receive(ctx, question(&bob, &[("a", 3), ("b", 4)], over), reason).await;
    let asked = asked.expect("is kept").expect("an id");
    let poll = poll_of(ctx, asked).await;
    assert_eq!((votes(&poll), poll.voters_count), (vec![3, 4], Some(7)));
    vote(ctx, anna, poll.id, &[0]).await.expect("votes");
    assert_eq!(votes(&poll_of(ctx, asked).await), [4, 4]);
    let sent = outgoing(ctx).await;
    let [Outgoing::Vote { vote_id }] = sent[..] else {
        panic!("one vote, not {sent:?}")
    };
    let (who, option, of) = ballot(ctx, vote_id)
        .await
        .expect("reads")
        .expect("is there");
    assert_eq!((who, option.title.as_str(), of.id), (anna, "a", asked));
    // What its home says goes; other answers only with an edit.
    let told = question(&bob, &[("a", 5), ("b", 6)], over);
    status::receive_update(ctx, told).await.expect("is taken");
    assert_eq!(votes(&poll_of(ctx, asked).await), [5, 6]);
    let other = question(&bob, &[("a", 0), ("c", 0)], over);
    status::receive_update(ctx, other.clone())
        .await
        .expect("is let go");
    assert_eq!(votes(&poll_of(ctx, asked).await), [5, 6]);
    assert_eq!(
        stale(ctx, poll.id).await.expect("reads"),
        None,
        "told just now"
    );
    ctx.clock.advance(Duration::from_mins(2));
    let uri = stale(ctx, poll.id).await.expect("reads");
    assert_eq!(uri, Some(format!("{}/notes/1", bob.uri)));
    let edited = RemoteStatus {
        updated: Some(ctx.clock.now()),
        ..other
    };
    status::receive_update(ctx, edited).await.expect("is taken");
    assert_eq!(votes(&poll_of(ctx, asked).await), [0, 0]);
    vote(ctx, anna, poll.id, &[1]).await.expect("votes anew");
    ctx.clock.advance(Duration::from_hours(1));
    assert_eq!(told_after_end(ctx, anna).await, [NotificationKind::Poll]);
}

/// What `who` is told when the last votes of a remote poll are in.
async fn told_after_end(ctx: &Context, who: AccountId) -> Vec<NotificationKind> {
    ctx.clock.advance(Duration::from_mins(5));
    work(ctx).await;
    told(ctx, who).await
}
