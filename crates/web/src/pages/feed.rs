//! Atom (RFC 4287) feeds of the public posts of a profile and of a group.

use askama::Template;
use domain::clock::Timestamp;

use crate::pages::layout::Site;
use crate::pages::status::StatusCard;
use crate::pages::view::AccountCard;

/// The content type of a feed.
pub const CONTENT_TYPE: &str = "application/atom+xml; charset=utf-8";

/// `/@user.atom`.
#[derive(Template)]
#[template(path = "feed.xml")]
pub struct Feed<'a> {
    /// The server.
    pub site: &'a Site,
    /// Whose posts.
    pub account: &'a AccountCard,
    /// The feed's own address, absolute; also its permanent id.
    pub url: &'a str,
    /// The HTML page, absolute.
    pub page: &'a str,
    /// When it last changed.
    pub updated: Timestamp,
    /// The newest posts, newest first.
    pub statuses: &'a [StatusCard],
}
