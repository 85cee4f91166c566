//! What handlers take out of a request.

pub mod auth;
pub mod client;
pub mod cookie;
pub mod csrf;
pub mod frame;
pub mod id;
pub mod media_form;
pub mod paging;
pub mod params;
#[cfg(test)]
mod properties;
pub mod sent;
pub mod staff;

pub use auth::{App, MaybeUser, Newcomer, User};
pub use client::ClientAddress;
pub use frame::Frame;
pub use id::{Id, Ids};
pub use media_form::MediaForm;
pub use paging::Paging;
pub use params::Params;
pub use sent::Sent;
pub use staff::Staff;
