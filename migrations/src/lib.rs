//! The schema of Rounds, one file a change.
