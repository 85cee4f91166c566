//! Polls of ours as they are told, and our people's votes in others.

use domain::delivery::Reach;
use domain::id::{PollVoteId, StatusId};
use domain::poll::{self, PollView};
use domain::{Context, Timestamp, remote};
use serde_json::json;

use super::Letter;
use super::activity::Document;
use super::note::{self, time};
use super::public::{about, own};
use crate::error::Error;
use crate::vocab::{ActivityDocument, PollDocument};

/// What a poll of ours says at `now`. Hidden numbers are told when it is over.
pub(super) fn asked(poll: &PollView, now: Timestamp) -> PollDocument {
    let shown = poll.shows_totals(now);
    let count = |number: i64| u64::try_from(number).unwrap_or(0);
    let options = poll.options.iter().map(|option| {
        let votes = if shown { count(option.votes_count) } else { 0 };
        (option.title.clone(), votes)
    });
    let mut document = PollDocument::new(poll.multiple, options);
    document.end_time = poll.expires_at.and_then(time);
    document.closed = document.end_time.filter(|_| poll.is_over(now));
    document.voters_count = poll.voters_count.map(count);
    document
}

/// The numbers of a poll, for all who were told of it and for who voted. `updated` stays: Mastodon takes it for no edit.
pub(super) async fn update(ctx: &Context, id: StatusId) -> Result<Option<Letter>, Error> {
    let Some(posted) = own(ctx, id).await? else {
        return Ok(None);
    };
    if posted.view.status.poll.is_none() {
        return Ok(None);
    }
    let (uri, now) = (&posted.view.status.status.uri, ctx.clock.now());
    let id_of_update = format!("{uri}#updates/{}", now.millis());
    let activity = note::about(id_of_update, "Update", note::note(ctx, &posted));
    let mut letter = about(posted, Document::activity(activity));
    letter.reach.accounts.extend(poll::voters(ctx, id).await?);
    Ok(Some(letter))
}

/// A vote: the Create of a note with nothing but a name, as Mastodon has it.
pub(super) async fn vote(ctx: &Context, id: PollVoteId) -> Result<Option<Letter>, Error> {
    let Some((voter, option, asks)) = poll::ballot(ctx, id).await? else {
        return Ok(None);
    };
    let voter = remote::find_by_id(ctx, voter).await?;
    let author = remote::find_by_id(ctx, asks.account_id).await?;
    let Some((voter, author)) = voter.zip(author) else {
        return Ok(None);
    };
    let uri = format!("{}#votes/{id}", voter.uri);
    let note = json!({
        "id": uri,
        "type": "Note",
        "name": option.title,
        "attributedTo": voter.uri,
        "inReplyTo": asks.uri,
        "to": author.uri,
    });
    let activity = ActivityDocument {
        to: vec![author.uri.clone()],
        ..ActivityDocument::new(format!("{uri}/activity"), "Create", voter.uri.clone(), note)
    };
    Ok(Some(Letter {
        document: Document::plain(activity),
        reach: Reach::accounts([author.id]),
        sender: voter,
    }))
}
