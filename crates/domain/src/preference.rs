//! What members set by page: how apps are to show posts, and about what they get mails.

use storage::id::UserId;
pub use storage::kinds::ExpandMedia;
use storage::kinds::NotificationKind;
use storage::preference::{self, Preferences as Row};

use crate::context::Context;
use crate::error::Result;

/// About what mails can be had.
pub const MAILABLE: [NotificationKind; 7] = [
    NotificationKind::Mention,
    NotificationKind::Follow,
    NotificationKind::FollowRequest,
    NotificationKind::Favourite,
    NotificationKind::Reblog,
    NotificationKind::AdminReport,
    NotificationKind::AdminSignUp,
];

/// What a member set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a box of a form")]
pub struct Preferences {
    /// Which media apps show at once.
    pub expand_media: ExpandMedia,
    /// Whether apps show what stands behind content warnings.
    pub expand_spoilers: bool,
    /// Whether apps play animations at once.
    pub autoplay_gifs: bool,
    /// About what they get mails.
    pub mails: Vec<NotificationKind>,
    /// Whether they get one about what they missed.
    pub digest: bool,
    /// Whether they get one about requests that wait for verifiers, if they are one.
    pub request_mails: bool,
}

impl Default for Preferences {
    /// As everyone has it at first.
    fn default() -> Self {
        let mails = MAILABLE.into_iter().filter(|kind| mailed_at_first(*kind));
        Self {
            expand_media: ExpandMedia::Default,
            expand_spoilers: false,
            autoplay_gifs: false,
            mails: mails.collect(),
            digest: true,
            request_mails: true,
        }
    }
}

/// Whether those get mails about `kind` who never said: of what many can do with one click they get none.
#[must_use]
pub fn mailed_at_first(kind: NotificationKind) -> bool {
    use NotificationKind::{Favourite, Reblog};
    MAILABLE.contains(&kind) && !matches!(kind, Favourite | Reblog)
}

/// What a login set.
pub async fn show(ctx: &Context, id: UserId) -> Result<Preferences> {
    let found = preference::find(ctx.db.read(), id).await?;
    found.map_or_else(|| Ok(Preferences::default()), read)
}

fn read(row: Row) -> Result<Preferences> {
    Ok(Preferences {
        expand_media: row.expand_media,
        expand_spoilers: row.expand_spoilers,
        autoplay_gifs: row.autoplay_gifs,
        mails: serde_json::from_str(&row.mails)?,
        digest: row.digest,
        request_mails: row.request_mails,
    })
}

/// Changes what a login set.
pub async fn update(
    ctx: &Context,
    id: UserId,
    change: impl FnOnce(&mut Preferences),
) -> Result<()> {
    let tx = ctx.db.begin().await?;
    let found = preference::find(&*tx, id).await?;
    let mut set = found.map_or_else(|| Ok(Preferences::default()), read)?;
    change(&mut set);
    let row = Row {
        user_id: id,
        expand_media: set.expand_media,
        expand_spoilers: set.expand_spoilers,
        autoplay_gifs: set.autoplay_gifs,
        mails: serde_json::to_string(&set.mails)?,
        digest: set.digest,
        request_mails: set.request_mails,
    };
    preference::upsert(&*tx, row).await?;
    Ok(tx.commit().await?)
}
