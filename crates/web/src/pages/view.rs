//! The pieces that several pages show.

use std::fmt;

use askama::FastWritable;
use askama::filters::HtmlSafe;

/// HTML that goes into a page as it is.
///
/// This is the only type that templates do not escape, and so the only door for markup written by people.
/// Make one only of what `domain::text` has sanitised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Takes over HTML that has been through the sanitiser.
    #[must_use]
    pub fn sanitised(html: String) -> Self {
        Self(html)
    }

    /// The markup, for feeds, which carry it escaped.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for SafeHtml {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl HtmlSafe for SafeHtml {}

/// An account in a line or a card.
#[derive(Clone, Debug)]
pub struct AccountCard {
    /// The page of the account on this server.
    pub path: String,
    /// The chosen name, or the username where there is none.
    pub name: String,
    /// `user`, or `user@host` of another server.
    pub acct: String,
    /// Address of the picture; the default one where there is none.
    pub avatar: String,
    /// Who someone is professionally, in a line: profession or specialty, workplace.
    pub headline: Option<String>,
    /// Label of the account kind (clinician, association, ...).
    pub kind: Option<String>,
}

/// The links to the neighbouring pages of a list; both absent when everything is on one page.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// Towards the present.
    pub newer: Option<String>,
    /// Towards the past, or the next page of a list that is not by time.
    pub older: Option<String>,
}

impl Pager {
    /// Whether there is another page at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.newer.is_none() && self.older.is_none()
    }
}
