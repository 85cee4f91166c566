//! What people write: read, bounded, turned into HTML, and HTML of others made harmless.
//!
//! A status of ours goes [`clean::paragraphs`], [`scan::scan`], [`count::count`], [`compose::render`];
//! the content of another server goes [`sanitize::sanitize`].

pub(crate) mod characters;
pub mod clean;
pub mod compose;
pub mod count;
pub mod hashtag;
pub(crate) mod html;
pub mod markdown;
pub mod plain;
#[cfg(test)]
mod properties;
mod rewrite;
pub mod sanitize;
pub mod scan;
pub mod words;

/// Plain text as HTML that shows it.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    html::push_escaped(&mut out, text);
    out
}
