//! What a line says is to be done.

use serde::{Deserialize, Serialize};
use storage::kinds::ImportProblem;

use crate::language;
use crate::names::{Acct, canonical_domain};
use crate::text::clean;
use crate::uri::Uris;

/// One line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Follow an account; what is `None` stays as it is, or as Mastodon has it at first.
    Follow {
        /// Whom.
        acct: String,
        /// Boosts too.
        reblogs: Option<bool>,
        /// A notification for each status.
        notify: Option<bool>,
        /// Only these languages; all when empty.
        languages: Option<Vec<String>>,
    },
    /// Put an account on a list; it is followed for that.
    ListMember {
        /// The name of the list.
        list: String,
        /// Whom.
        acct: String,
    },
    /// Block an account.
    Block {
        /// Whom.
        acct: String,
    },
    /// Mute an account.
    Mute {
        /// Whom.
        acct: String,
        /// Its notifications too.
        notifications: bool,
    },
    /// Block a server.
    DomainBlock {
        /// Its name.
        domain: String,
    },
    /// Keep a status.
    Bookmark {
        /// Its address.
        uri: String,
    },
}

/// What a line is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The account with this handle.
    Account(&'a str),
    /// The status with this address.
    Status(&'a str),
    /// A server.
    Domain(&'a str),
}

impl Subject<'_> {
    /// The one spelling by which lines are compared with what a member has.
    pub(super) fn spelled(&self, uris: &Uris) -> String {
        match self {
            Self::Account(acct) => match acct.split_once('@') {
                Some((name, domain)) => format!("{}@{domain}", name.to_lowercase()),
                None => format!("{}@{}", acct.to_lowercase(), uris.domain()),
            },
            Self::Status(text) | Self::Domain(text) => (*text).to_owned(),
        }
    }
}

impl Entry {
    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject<'_> {
        match self {
            Self::Follow { acct, .. }
            | Self::ListMember { acct, .. }
            | Self::Block { acct }
            | Self::Mute { acct, .. } => Subject::Account(acct),
            Self::DomainBlock { domain } => Subject::Domain(domain),
            Self::Bookmark { uri } => Subject::Status(uri),
        }
    }

    /// The handle of an account, in one spelling.
    ///
    /// # Errors
    /// `Address`.
    pub fn acct(written: &str) -> Result<String, ImportProblem> {
        let acct: Result<Acct, _> = written.parse();
        acct.map(|acct| acct.to_string())
            .map_err(|_| ImportProblem::Address)
    }

    /// The name of a server, in one spelling.
    ///
    /// # Errors
    /// `Domain`.
    pub fn domain(written: &str) -> Result<String, ImportProblem> {
        canonical_domain(written).map_err(|_| ImportProblem::Domain)
    }

    /// The address of a status.
    ///
    /// # Errors
    /// `Link`.
    pub fn uri(written: &str) -> Result<String, ImportProblem> {
        let url: Result<url::Url, _> = written.parse();
        match url {
            Ok(url) if url.has_host() && matches!(url.scheme(), "http" | "https") => {
                Ok(written.to_owned())
            }
            _ => Err(ImportProblem::Link),
        }
    }

    /// The name of a list.
    ///
    /// # Errors
    /// `ListTitle`.
    pub fn list(written: &str) -> Result<String, ImportProblem> {
        clean::list_title(written).map_err(|_| ImportProblem::ListTitle)
    }

    /// Languages separated by commas, as tags in canonical case.
    ///
    /// # Errors
    /// `Languages`.
    pub fn languages(written: &str) -> Result<Vec<String>, ImportProblem> {
        let tags = written.split(',').filter(|tag| !tag.trim().is_empty());
        let tags: Option<Vec<String>> = tags.map(language::canonical).collect();
        tags.ok_or(ImportProblem::Languages)
    }
}
