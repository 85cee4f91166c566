//! Typed rows and queries.
