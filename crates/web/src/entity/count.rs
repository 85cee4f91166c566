//! Answers of one word.

use schemars::JsonSchema;
use serde::Serialize;

/// How many there are.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Count {
    /// Up to the limit that was asked for.
    pub count: usize,
}

/// Whether what was accepted is in its place by now.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Merged {
    /// Nothing is left to be done.
    pub merged: bool,
}

/// It is done, and there is nothing to tell.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Empty {}
