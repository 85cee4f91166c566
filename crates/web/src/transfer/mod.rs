//! What members take along and bring: CSV files in Mastodon's formats.

pub mod export;
pub mod import;
#[cfg(test)]
mod properties;
pub(crate) mod read;
pub(crate) mod write;

use domain::kinds::ImportKind;

/// Every kind, as the pages list them.
const KINDS: [ImportKind; 6] = [
    ImportKind::Following,
    ImportKind::Lists,
    ImportKind::Blocks,
    ImportKind::Mutes,
    ImportKind::DomainBlocks,
    ImportKind::Bookmarks,
];

/// The name of the file on Mastodon, by which people know it.
fn file_name(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Following => "following_accounts.csv",
        ImportKind::Lists => "lists.csv",
        ImportKind::Blocks => "blocked_accounts.csv",
        ImportKind::Mutes => "muted_accounts.csv",
        ImportKind::DomainBlocks => "blocked_domains.csv",
        ImportKind::Bookmarks => "bookmarks.csv",
    }
}

/// The key of the words for a kind.
fn key(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Following => "transfer-following",
        ImportKind::Lists => "transfer-lists",
        ImportKind::Blocks => "transfer-blocks",
        ImportKind::Mutes => "transfer-mutes",
        ImportKind::DomainBlocks => "transfer-domain-blocks",
        ImportKind::Bookmarks => "transfer-bookmarks",
    }
}
