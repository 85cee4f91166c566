//! What can go wrong with the database.

/// A missing row is `Option`, never an error.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A unique key was taken: the row exists already, or a random id has to be drawn again.
    #[error("a row with this key exists already")]
    Conflict,
    /// The database was made by another version of Rounds.
    #[error("{0}")]
    Schema(String),
    /// The address of the database is not one of `sqlite:` or `postgres:`.
    #[error("{0}")]
    Address(String),
    /// The file store could not read or write.
    #[error("file store: {0}")]
    Store(#[from] object_store::Error),
    /// A stored value is not what its column promises.
    #[error("the database holds a value that cannot be read: {0}")]
    Corrupt(#[from] serde_json::Error),
    /// The database did not answer, or refused.
    #[error("database: {0}")]
    Db(sea_orm::DbErr),
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => Self::Db(error),
        }
    }
}

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;
