//! What the operator decides, as values that were checked at start.

use url::Url;

/// Who may sign up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Registrations {
    /// Everyone.
    Open,
    /// Everyone, and a moderator decides.
    Approval,
    /// Nobody: accounts are made on the command line.
    Closed,
}

/// Whether people are shown what is much used at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trends {
    /// No.
    Off,
    /// What a moderator allowed.
    Reviewed,
    /// What no moderator refused.
    Unreviewed,
}

/// How the instance presents itself.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The name that stands first on every page.
    pub title: String,
    /// One paragraph of plain text.
    pub description: String,
    /// The operator's address for people.
    pub contact_email: String,
    /// Where abuse and weak points are reported.
    pub abuse_email: String,
    /// The username of a local account that answers for the instance.
    pub contact_account: Option<String>,
    /// Languages of the instance, BCP 47, the main one first.
    pub languages: Vec<String>,
    /// Where the source of the running version is (AGPL-3.0 section 13).
    pub source_url: Url,
    /// The running version, `1.2.3`.
    pub version: &'static str,
}

impl Instance {
    /// The language of whoever wishes for no other.
    #[must_use]
    pub fn main_language(&self) -> Option<&str> {
        self.languages.first().map(String::as_str)
    }
}

/// Bounds on what people send.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Characters of a status, counted as Mastodon does.
    pub status_characters: usize,
    /// Attachments of a status.
    pub status_media: usize,
    /// Characters of a biography.
    pub note_characters: usize,
    /// Profile fields.
    pub fields: usize,
    /// Bytes of an uploaded image.
    pub image_bytes: usize,
    /// Pixels of an uploaded image.
    pub image_pixels: u64,
    /// Bytes of an uploaded video or sound, and of what is made of it.
    pub video_bytes: usize,
    /// Bytes that cached remote media may take.
    pub media_cache_bytes: u64,
    /// Pseudonyms of a verified member; with 0 nobody has one.
    pub pseudonyms: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            status_characters: 5000,
            status_media: 4,
            note_characters: 1000,
            fields: 8,
            image_bytes: 16 * 1024 * 1024,
            image_pixels: 33_177_600,
            video_bytes: 99 * 1024 * 1024,
            media_cache_bytes: 5 * 1024 * 1024 * 1024,
            pseudonyms: 2,
        }
    }
}

/// Which other servers are spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FederationMode {
    /// All but those that are suspended.
    #[default]
    Open,
    /// Those that are allowed, and no others.
    AllowList,
}

/// Who is told something of the instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Readers {
    /// Everyone.
    #[default]
    Everyone,
    /// Who is logged in.
    Members,
    /// Nobody.
    Nobody,
}

/// How the instance stands to other servers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Federation {
    /// Which of them are spoken to.
    pub mode: FederationMode,
    /// Whether documents are served to those alone who sign what they ask.
    pub authorized_fetch: bool,
    /// Who is told which of them are limited.
    pub show_domain_blocks: Readers,
    /// Who is told why.
    pub show_domain_block_reasons: Readers,
}

/// How long requests for verification wait, and what proves them is kept.
#[derive(Clone, Copy, Debug)]
pub struct Verification {
    /// Days for which evidence is kept after the decision; with 0 it goes with it.
    pub keep_evidence_days: u32,
    /// Days after which a request about which nobody did anything is closed.
    pub expire_days: u32,
}

impl Default for Verification {
    fn default() -> Self {
        Self {
            keep_evidence_days: 0,
            expire_days: 60,
        }
    }
}

/// What only some people may do, and what a second factor can be demanded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Duty {
    /// Verifies professionals.
    Verifier,
    /// Moderates.
    Moderator,
    /// Administers.
    Admin,
}

/// The settings that rules depend on.
#[derive(Clone, Debug)]
pub struct Config {
    /// How the instance presents itself.
    pub instance: Instance,
    /// Who may sign up.
    pub registrations: Registrations,
    /// Whether there are trends.
    pub trends: Trends,
    /// How it stands to other servers.
    pub federation: Federation,
    /// Bounds on what people send.
    pub limits: Limits,
    /// How long requests for verification wait.
    pub verification: Verification,
    /// Whose log-ins need a second factor.
    pub two_factor_required_for: Vec<Duty>,
    /// Whether people log in by a password at all; if not, providers of logins are the only way.
    pub password_log_in: bool,
    /// Days for which the addresses of those who log in are kept.
    pub ip_days: u32,
    /// `--dev`: sign-ups are usable at once, the password grant is on, rate limits are off.
    pub development: bool,
}
