//! Who may do what, and what then happens.

pub mod names;
pub mod text;
