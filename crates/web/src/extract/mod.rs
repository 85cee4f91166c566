//! What handlers take out of a request.

pub mod paging;
pub mod params;

pub use paging::Paging;
pub use params::Params;
