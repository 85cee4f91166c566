//! The API that is not Mastodon's: professional profiles and groups, described by `/api/rounds/v1/openapi.json`.

pub mod v1;
