//! When what a pseudonym says leaves the server: not at the moment at which somebody sits at a keyboard, for then a server
//! that hears of both accounts would see them come and go together.

use storage::id::AccountId;

use crate::clock::Timestamp;
use crate::context::Context;

/// What is said within this many milliseconds leaves together: five minutes.
const BATCH: i64 = 5 * 60 * 1000;

/// When what `sender` says at `now` leaves: in the next five minutes but the running ones, at a moment that only the
/// instance secret tells. Batches of a sender never overtake each other.
pub(crate) fn release(ctx: &Context, sender: AccountId, now: Timestamp) -> Timestamp {
    let batch = now.millis().div_euclid(BATCH) + 1;
    let drawn = ctx
        .secret
        .derive("pseudonym release", format!("{sender}|{batch}").as_bytes());
    let first = drawn.first_chunk().expect("32 bytes are more than four");
    let within = i64::from(u32::from_be_bytes(*first)) % BATCH;
    Timestamp(batch * BATCH + within)
}
