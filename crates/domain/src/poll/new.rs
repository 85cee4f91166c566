//! A poll of ours: checked, kept with its status, changed with it.

use std::time::Duration;

use storage::id::PollId;
use storage::poll::{self, Change, Poll, PollOption, Whole};
use storage::status::Status;
use storage::{Set, Transaction};

use super::end;
use crate::clock::Timestamp;
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::text::clean::{self, TextError};

/// Answers that a poll may offer.
pub const OPTIONS: usize = 8;
/// Characters of an answer.
pub const CHARACTERS: usize = 100;
/// The shortest time for which a poll is open, Mastodon's.
pub const SHORTEST: Duration = Duration::from_mins(5);
/// The longest time for which a poll is open, Mastodon's.
pub const LONGEST: Duration = Duration::from_secs(2_629_746);

/// What is to be asked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NewPoll {
    /// What can be chosen.
    pub options: Vec<String>,
    /// For how long, from when it is posted or changed.
    pub expires_in: Duration,
    /// Several answers may be chosen.
    pub multiple: bool,
    /// The numbers are shown when it is over.
    pub hide_totals: bool,
}

/// A poll as it may be posted, its answers clean.
///
/// # Errors
/// `Invalid` when there are too few or too many answers, one is blank, too long or there twice, or the time is not within
/// the bounds.
pub(crate) fn check(new: &NewPoll) -> Result<NewPoll> {
    let refuse = |reason: Reason| Err(Error::invalid("poll", reason));
    if !(2..=OPTIONS).contains(&new.options.len()) {
        return refuse(Reason::new("must offer 2 to {most} options").with("most", OPTIONS));
    }
    let clean = |option: &String| {
        clean::poll_option(option).map_err(|error| Error::invalid("poll", option_refusal(error)))
    };
    let options: Vec<String> = new.options.iter().map(clean).collect::<Result<_>>()?;
    let twice = |(at, option): (usize, &String)| options[..at].contains(option);
    if options.iter().enumerate().any(twice) {
        return refuse("must not offer the same option twice".into());
    }
    if new.expires_in < SHORTEST || new.expires_in > LONGEST {
        let (shortest, longest) = (SHORTEST.as_secs(), LONGEST.as_secs());
        return refuse(
            Reason::new("must be open for {shortest} to {longest} seconds")
                .with("shortest", shortest)
                .with("longest", longest),
        );
    }
    Ok(NewPoll {
        options,
        ..new.clone()
    })
}

fn option_refusal(error: TextError) -> Reason {
    match error {
        TextError::Empty => "has an option that can't be blank".into(),
        TextError::TooLong { max } => {
            Reason::new("has an option that is too long (maximum is {max} characters)")
                .with("max", max)
        }
    }
}

/// Lets a new status ask; `new` was checked.
pub(crate) async fn insert(
    tx: &Transaction,
    status: &Status,
    new: &NewPoll,
    now: Timestamp,
) -> Result<()> {
    let expires_at = now.after(new.expires_in);
    let id = PollId::generate(now);
    let row = Poll {
        id,
        status_id: status.id,
        multiple: new.multiple,
        hide_totals: new.hide_totals,
        expires_at: Some(expires_at),
        voters_count: Some(0),
        fetched_at: None,
        ended_at: None,
        created_at: now,
    };
    let options = rows(id, new.options.iter().map(|title| (title.clone(), 0)));
    poll::insert(&**tx, Whole { poll: row, options }).await?;
    end::schedule(tx, id, expires_at, now).await
}

/// Lets a status ask what it shall ask from now on. As in Mastodon, votes stay while the answers and their number stay.
pub(crate) async fn edit(
    tx: &Transaction,
    status: &Status,
    new: Option<&NewPoll>,
    now: Timestamp,
) -> Result<()> {
    let old = poll::polls_of(&**tx, &[status.id])
        .await?
        .remove(&status.id);
    let (old, new) = match (old, new) {
        (None, None) => return Ok(()),
        (None, Some(new)) => return insert(tx, status, new, now).await,
        (Some(old), None) => return Ok(poll::delete(&**tx, old.poll.id).await?),
        (Some(old), Some(new)) => (old, new),
    };
    let (id, expires_at) = (old.poll.id, now.after(new.expires_in));
    let titles = old.options.iter().map(|option| &option.title);
    if old.poll.multiple != new.multiple || !titles.eq(&new.options) {
        let options = new.options.iter().map(|title| (title.clone(), 0));
        replace_options(tx, id, options, Some(0)).await?;
    }
    let change = Change {
        multiple: Set(new.multiple),
        hide_totals: Set(new.hide_totals),
        expires_at: Set(Some(expires_at)),
        ended_at: Set(None),
        ..Change::default()
    };
    poll::update(&**tx, id, change).await?;
    end::schedule(tx, id, expires_at, now).await
}

/// Offers other answers, for which nobody voted yet.
pub(super) async fn replace_options(
    tx: &Transaction,
    id: PollId,
    options: impl Iterator<Item = (String, i64)>,
    voters_count: Option<i64>,
) -> Result<()> {
    poll::delete_votes(&**tx, id).await?;
    poll::delete_options(&**tx, id).await?;
    poll::insert_options(&**tx, rows(id, options)).await?;
    let change = Change {
        voters_count: Set(voters_count),
        ..Change::default()
    };
    Ok(poll::update(&**tx, id, change).await?)
}

/// The rows of options from their titles and numbers.
pub(super) fn rows(id: PollId, options: impl Iterator<Item = (String, i64)>) -> Vec<PollOption> {
    let row = |(position, (title, votes_count))| PollOption {
        poll_id: id,
        position,
        title,
        votes_count,
    };
    (0..).zip(options).map(row).collect()
}
