//! Who may do what, and what then happens.
