//! Every page, rendered with sample data: its markup, its words, and a way to look at it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod deeds;
mod feed;
mod languages;
mod markup;
mod refusals;
mod sample;
mod scanner;
mod words;
