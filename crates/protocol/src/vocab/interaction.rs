//! Who may do what with a post or an account, as its author says (GoToSocial, FEP-044f, FEP-7aa9).

use serde::{Deserialize, Serialize};
use url::Url;

use super::lenient;

/// A rule for each kind of interaction; what an absent rule means differs by kind.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InteractionPolicy {
    /// Favourites; absent means everybody.
    #[serde(default, deserialize_with = "lenient::known")]
    pub can_like: Option<InteractionRule>,
    /// Replies; absent means everybody.
    #[serde(default, deserialize_with = "lenient::known")]
    pub can_reply: Option<InteractionRule>,
    /// Boosts; absent means everybody.
    #[serde(default, deserialize_with = "lenient::known")]
    pub can_announce: Option<InteractionRule>,
    /// Quotes; absent means nobody.
    #[serde(default, deserialize_with = "lenient::known")]
    pub can_quote: Option<InteractionRule>,
    /// Being featured in a collection; absent means nobody.
    #[serde(default, deserialize_with = "lenient::known")]
    pub can_feature: Option<InteractionRule>,
}

/// Public, collections or actors.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InteractionRule {
    /// May at once.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub automatic_approval: Vec<Url>,
    /// May once the author agrees.
    #[serde(default, deserialize_with = "lenient::ids")]
    pub manual_approval: Vec<Url>,
}

/// A policy to send: of quotes alone, for nothing else is ruled here.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InteractionPolicyDocument {
    can_quote: AutomaticApproval,
}

#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct AutomaticApproval {
    automatic_approval: Vec<String>,
}

impl InteractionPolicyDocument {
    /// Lets `quoters` quote at once: Public, collections or actors. The author alone stands for nobody else.
    pub fn quotes(quoters: Vec<String>) -> Self {
        Self {
            can_quote: AutomaticApproval {
                automatic_approval: quoters,
            },
        }
    }
}
