//! The stamp with which an author admits a quote (FEP-044f).

use serde::{Deserialize, Serialize};
use url::Url;

use super::lenient;

/// A received `QuoteAuthorization`. Its address and its author must be of one server, which is for the caller to check.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteAuthorization {
    /// `QuoteAuthorization`.
    #[serde(rename = "type", deserialize_with = "lenient::kind")]
    pub kind: String,
    /// The author of what is quoted.
    #[serde(deserialize_with = "lenient::required_id")]
    pub attributed_to: Url,
    /// The post that quotes.
    #[serde(deserialize_with = "lenient::required_id")]
    pub interacting_object: Url,
    /// What it quotes.
    #[serde(deserialize_with = "lenient::required_id")]
    pub interaction_target: Url,
}

/// A stamp to send or to serve, with [`super::context::status`].
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteAuthorizationDocument {
    /// Its id.
    pub id: String,
    /// `QuoteAuthorization`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The author of what is quoted.
    pub attributed_to: String,
    /// The post that quotes.
    pub interacting_object: String,
    /// What it quotes.
    pub interaction_target: String,
}
