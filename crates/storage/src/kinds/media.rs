//! Files.

use sea_orm::entity::prelude::*;

words! {
    /// What a file is.
    MediaKind {
        /// A still image.
        Image = "image",
        /// A silent loop.
        Gifv = "gifv",
        /// A video.
        Video = "video",
        /// Sound.
        Audio = "audio",
        /// Anything else: shown as a link.
        Unknown = "unknown",
    }
    /// Whether a file can be shown.
    MediaState {
        /// It can.
        Ready = "ready",
        /// Not yet: what was uploaded is being read.
        Processing = "processing",
        /// It never will.
        Failed = "failed",
    }
    /// What a file is for.
    MediaPurpose {
        /// Attached to a status.
        Attachment = "attachment",
        /// The picture of an account.
        Avatar = "avatar",
        /// The banner of an account.
        Header = "header",
        /// The picture of a page that statuses link to.
        Card = "card",
        /// The picture of a custom emoji.
        Emoji = "emoji",
    }
}
