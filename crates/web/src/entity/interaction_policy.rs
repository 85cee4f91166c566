//! `InteractionPolicy`, as `GoToSocial` shows it: an extension of the Mastodon API.

use domain::interaction::Policy;
use domain::kinds::Circle;
use domain::quote::Approval;
use schemars::JsonSchema;
use serde::Serialize;

/// Who may favourite, answer and boost a status; who may quote it is in `quote_approval`.
#[derive(Serialize, JsonSchema)]
#[expect(clippy::struct_field_names, reason = "the names of the API")]
pub struct InteractionPolicy {
    can_favourite: InteractionRule,
    can_reply: InteractionRule,
    can_reblog: InteractionRule,
}

/// `public`, `followers`, `following`, `mentioned`, `author`, or `unsupported_policy`.
#[derive(Serialize, JsonSchema)]
struct InteractionRule {
    automatic_approval: Vec<&'static str>,
    manual_approval: Vec<&'static str>,
}

impl InteractionPolicy {
    /// Shows `policy`; `None` when everybody may do everything.
    #[must_use]
    pub fn new(policy: &Policy) -> Option<Self> {
        (*policy != Policy::default()).then(|| Self {
            can_favourite: rule(policy.favourite.as_ref(), &["author"]),
            can_reply: rule(policy.reply.as_ref(), &["author", "mentioned"]),
            can_reblog: rule(policy.boost.as_ref(), &["author"]),
        })
    }
}

/// `always` may whatever the rule says.
fn rule(approval: Option<&Approval>, always: &[&'static str]) -> InteractionRule {
    let words = |circles: &[Circle]| circles.iter().map(|circle| circle.as_str()).collect();
    match approval {
        None => InteractionRule {
            automatic_approval: vec![Circle::Public.as_str()],
            manual_approval: Vec::new(),
        },
        Some(approval) => {
            let automatic: Vec<&'static str> = words(&approval.automatic);
            InteractionRule {
                automatic_approval: [always, &automatic].concat(),
                manual_approval: words(&approval.manual),
            }
        }
    }
}
