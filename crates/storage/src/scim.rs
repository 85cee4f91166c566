//! Directories of people that provision logins (SCIM), and what they keep here: each sees its own rows alone.

pub mod directory;
pub mod group;
pub mod user;

/// Which rows of a directory a query is after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which<'a, I> {
    /// This many, after that many, the oldest first.
    Page {
        /// Rows that are passed over.
        skip: u64,
        /// Rows that are read.
        take: u64,
    },
    /// The one with this id.
    Id(I),
    /// Those that the directory knows by this id of its own.
    External(&'a str),
    /// The one with this name, in lower case.
    Key(&'a str),
}
