//! How people and apps are spoken to.
