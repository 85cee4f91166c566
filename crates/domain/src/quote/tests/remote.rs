//! Quotes across servers, as the activities of others change them.

use super::*;
use crate::job::Job;
use crate::outgoing::Outgoing;
use crate::status::tests::remote_note;
use crate::status::{self, Reason, RemoteStatus};

/// A note of `author` that quotes what is at `uri`.
fn note(author: &Account, uri: &str, stamp: Option<&str>) -> RemoteStatus {
    RemoteStatus {
        quote: Some(RemoteQuote {
            uri: uri.to_owned(),
            authorization_uri: stamp.map(str::to_owned),
            legacy: false,
        }),
        ..remote_note(author, 1, "<p>Look</p>")
    }
}

async fn receive(ctx: &Context, note: RemoteStatus) -> StatusId {
    let received = status::receive(ctx, note, Reason::Delivered).await;
    received.expect("is received").expect("concerns someone")
}

/// The stamps that are to be looked at.
async fn to_verify(ctx: &Context) -> Vec<Option<String>> {
    let tx = ctx.db.begin().await.expect("begins");
    let lease = std::time::Duration::from_mins(1);
    let jobs = storage::job::claim(&*tx, 100, lease, ctx.clock.now()).await;
    let mut stamps = Vec::new();
    for job in jobs.expect("claims") {
        storage::job::finish(&*tx, job.id).await.expect("finishes");
        if let Ok(Job::VerifyQuote { stamp, .. }) = serde_json::from_str(&job.payload) {
            stamps.push(stamp);
        }
    }
    tx.commit().await.expect("commits");
    stamps
}

#[tokio::test]
async fn another_server_asks_and_is_answered() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let rea = remote_account(ctx, "rea", "b.example").await;
    let original = posts(ctx, &anna, new_status("A finding")).await;
    let uri = row(ctx, original).await.uri;
    let quoting = receive(ctx, note(&rea, &uri, None)).await;
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Pending);
    assert_eq!(row(ctx, original).await.quotes_count, 0);

    let (quoted, may) = asked_for(ctx, rea.id, &uri).await.expect("is there");
    assert!(may);
    let request = "https://b.example/requests/1";
    for _ in 0..2 {
        accept(ctx, rea.id, &quoted, quoting, request)
            .await
            .expect("agrees");
    }
    let quote = quote_of(ctx, quoting).await;
    assert_eq!(quote.state, QuoteState::Accepted);
    assert_eq!(row(ctx, original).await.quotes_count, 1);
    assert_eq!(told(ctx, &anna).await, [("quote".to_owned(), quoting)]);
    let answers = outgoing(ctx).await;
    let answer = Outgoing::AcceptQuote { quote_id: quote.id };
    assert_eq!(answers.iter().filter(|sent| **sent == answer).count(), 2);

    // What its author says of the quote changes nothing: the stamp is ours.
    status::receive_update(ctx, note(&rea, &uri, None))
        .await
        .expect("is received");
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Accepted);
    revoke(ctx, anna.id, original, quoting)
        .await
        .expect("revokes");
    accept(ctx, rea.id, &quoted, quoting, request)
        .await
        .expect("is answered");
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Revoked);
    let refuses = |sent: &Outgoing| matches!(sent, Outgoing::RejectQuote { .. });
    assert!(outgoing(ctx).await.iter().any(refuses));
}

#[tokio::test]
async fn only_whose_status_it_is_asks_for_it() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let rea = remote_account(ctx, "rea", "b.example").await;
    let eve = remote_account(ctx, "eve", "c.example").await;
    let nobody = NewStatus {
        quote_policy: Some(QuotePolicy::Nobody),
        ..new_status("Not this")
    };
    let closed = row(ctx, posts(ctx, &anna, nobody).await).await;
    let open = row(ctx, posts(ctx, &anna, new_status("This")).await).await;
    let quoting = receive(ctx, note(&rea, &open.uri, None)).await;
    let asked = asked_for(ctx, rea.id, &closed.uri).await;
    assert!(!asked.expect("is there").1);
    for (who, quoted) in [(&eve, &open), (&rea, &closed)] {
        let refused = accept(ctx, who.id, quoted, quoting, "https://b.example/r/1").await;
        assert!(matches!(refused, Err(Error::NotFound)));
    }
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Pending);
}

#[tokio::test]
async fn our_quote_waits_for_the_author_elsewhere() {
    let test = context().await;
    let ctx = &test.ctx;
    let bob = local_account(ctx, "bob").await;
    let rea = remote_account(ctx, "rea", "b.example").await;
    follow(ctx, bob.id, rea.id).await;
    let original = RemoteStatus {
        quote_approval: Approval::of_policy(QuotePolicy::Public, crate::kinds::Visibility::Public),
        ..remote_note(&rea, 7, "<p>A finding</p>")
    };
    let original = receive(ctx, original).await;
    let quoting = posts(ctx, &bob, quoting(original)).await;
    let quote = quote_of(ctx, quoting).await;
    assert_eq!(quote.state, QuoteState::Pending);
    let request = quote.request_uri.clone().expect("is asked");
    let asked = Outgoing::QuoteRequest { quote_id: quote.id };
    assert!(outgoing(ctx).await.contains(&asked));

    let eve = remote_account(ctx, "eve", "c.example").await;
    let stamp = "https://b.example/stamps/1";
    let forged = receive_accept(ctx, eve.id, &request, stamp).await;
    assert!(matches!(forged, Err(Error::NotFound)));
    let unknown = receive_accept(ctx, rea.id, "https://rounds.example/x", stamp).await;
    assert!(!unknown.expect("is no request"));
    let accepted = receive_accept(ctx, rea.id, &request, stamp).await;
    assert!(accepted.expect("is ours"));
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Accepted);
    assert_eq!(row(ctx, original).await.quotes_count, 1);
    let renew = Outgoing::Renew { status_id: quoting };
    assert!(outgoing(ctx).await.contains(&renew));

    let forged = receive_revocation(ctx, eve.id, stamp).await;
    assert!(matches!(forged, Err(Error::NotFound)));
    let revoked = receive_revocation(ctx, rea.id, stamp).await;
    assert!(revoked.expect("is known"));
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Revoked);
    assert_eq!(row(ctx, original).await.quotes_count, 0);
    let late = receive_accept(ctx, rea.id, &request, stamp).await;
    assert!(late.expect("is ours"));
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Revoked);
}

#[tokio::test]
async fn a_stamp_is_looked_at_once_it_is_shown() {
    let test = context().await;
    let ctx = &test.ctx;
    let bob = local_account(ctx, "bob").await;
    let rea = remote_account(ctx, "rea", "b.example").await;
    let sol = remote_account(ctx, "sol", "c.example").await;
    follow(ctx, bob.id, rea.id).await;
    follow(ctx, bob.id, sol.id).await;
    let original = receive(ctx, remote_note(&sol, 7, "<p>A finding</p>")).await;
    let uri = row(ctx, original).await.uri;
    let quoting = receive(ctx, note(&rea, &uri, None)).await;
    assert_eq!(to_verify(ctx).await, [None]);
    let stamp = "https://c.example/stamps/1";
    let said = async |stamp| {
        status::receive_update(ctx, note(&rea, &uri, stamp))
            .await
            .expect("is received");
        to_verify(ctx).await
    };
    assert_eq!(said(Some(stamp)).await, [Some(stamp.to_owned())]);
    let quote = quote_of(ctx, quoting).await;
    verified(ctx, &quote, original, Some(stamp))
        .await
        .expect("is kept");
    assert_eq!(row(ctx, original).await.quotes_count, 1);
    assert_eq!(said(Some(stamp)).await, []);
    // Another stamp that turns out to be none changes nothing; to show none at all does.
    assert_eq!(said(Some("https://c.example/stamps/2")).await.len(), 1);
    reject(ctx, &quote).await.expect("is kept");
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Accepted);
    assert_eq!(said(None).await, []);
    assert_eq!(state_of(ctx, quoting).await, QuoteState::Revoked);
    assert_eq!(row(ctx, original).await.quotes_count, 0);
}

#[tokio::test]
async fn an_edit_may_quote_something_else_or_nothing() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let rea = remote_account(ctx, "rea", "b.example").await;
    let one = row(ctx, posts(ctx, &anna, new_status("One")).await).await;
    let two = row(ctx, posts(ctx, &anna, new_status("Two")).await).await;
    let quoting = receive(ctx, note(&rea, &one.uri, None)).await;
    accept(ctx, rea.id, &one, quoting, "https://b.example/r/1")
        .await
        .expect("agrees");
    let edited = async |minutes: u64, quote: RemoteStatus| {
        let at = ctx
            .clock
            .now()
            .after(std::time::Duration::from_mins(minutes));
        let edit = RemoteStatus {
            updated: Some(at),
            ..quote
        };
        status::receive_update(ctx, edit)
            .await
            .expect("is received");
    };
    edited(1, note(&rea, &two.uri, None)).await;
    assert_eq!(row(ctx, one.id).await.quotes_count, 0);
    let quote = quote_of(ctx, quoting).await;
    assert_eq!(
        (quote.state, quote.quoted_id),
        (QuoteState::Pending, Some(two.id))
    );
    edited(2, remote_note(&rea, 1, "<p>Nothing</p>")).await;
    assert!(!is_quoting(ctx, quoting).await.expect("reads"));
}

#[tokio::test]
async fn a_link_that_knows_no_agreement_is_shown_as_a_link() {
    let test = context().await;
    let ctx = &test.ctx;
    let anna = local_account(ctx, "anna").await;
    let rea = remote_account(ctx, "rea", "b.example").await;
    let original = row(ctx, posts(ctx, &anna, new_status("One")).await).await;
    let mut told = note(&rea, &original.uri, None);
    told.quote = told.quote.map(|quote| RemoteQuote {
        legacy: true,
        ..quote
    });
    let quoting = receive(ctx, told).await;
    let view = async || {
        let mut views = views_of(ctx, &[quoting]).await.expect("reads");
        views.remove(&quoting).expect("quotes")
    };
    assert!(!view().await.is_shown());
    accept(ctx, rea.id, &original, quoting, "https://b.example/r/1")
        .await
        .expect("agrees");
    assert!(view().await.is_shown());
}
