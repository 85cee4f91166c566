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
#[serde(from = "RuleShape")]
pub struct InteractionRule {
    /// May at once.
    pub automatic_approval: Vec<Url>,
    /// May once the author agrees.
    pub manual_approval: Vec<Url>,
}

/// `GoToSocial` had other names before 0.20, which sends both.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RuleShape {
    #[serde(default, deserialize_with = "lenient::ids")]
    automatic_approval: Vec<Url>,
    #[serde(default, deserialize_with = "lenient::ids")]
    always: Vec<Url>,
    #[serde(default, deserialize_with = "lenient::ids")]
    manual_approval: Vec<Url>,
    #[serde(default, deserialize_with = "lenient::ids")]
    approval_required: Vec<Url>,
}

impl From<RuleShape> for InteractionRule {
    fn from(shape: RuleShape) -> Self {
        let either = |new: Vec<Url>, old: Vec<Url>| if new.is_empty() { old } else { new };
        Self {
            automatic_approval: either(shape.automatic_approval, shape.always),
            manual_approval: either(shape.manual_approval, shape.approval_required),
        }
    }
}

/// A policy to send: of quotes, and of replies where not everybody may.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InteractionPolicyDocument {
    can_quote: AutomaticApproval,
    #[serde(skip_serializing_if = "Option::is_none")]
    can_reply: Option<AutomaticApproval>,
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
            can_reply: None,
        }
    }

    /// Lets nobody else than `repliers` reply.
    #[must_use]
    pub fn with_repliers(self, repliers: Vec<String>) -> Self {
        Self {
            can_reply: Some(AutomaticApproval {
                automatic_approval: repliers,
            }),
            ..self
        }
    }
}
