//! `Admin::EmailDomainBlock`, `Admin::IpBlock` and `Admin::CanonicalEmailBlock`.

use domain::canonical_email_block::CanonicalEmailBlock;
use domain::email_domain_block::Counted;
use domain::ip_block::IpBlock;
use domain::kinds::IpSeverity;
use schemars::JsonSchema;
use serde::Serialize;

use crate::entity::format::{Id, Time};
use crate::entity::tag::History;

/// `Admin::EmailDomainBlock`.
#[derive(Serialize, JsonSchema)]
pub struct AdminEmailDomainBlock {
    #[schemars(with = "Id")]
    id: String,
    domain: String,
    #[schemars(with = "Time")]
    created_at: String,
    history: Vec<History>,
    allow_with_approval: bool,
}

impl AdminEmailDomainBlock {
    /// Shows a block.
    #[must_use]
    pub fn new(counted: &Counted) -> Self {
        let block = &counted.block;
        Self {
            id: block.id.to_string(),
            domain: block.domain.clone(),
            created_at: block.created_at.to_rfc3339(),
            history: counted.history.iter().map(History::new).collect(),
            allow_with_approval: block.allow_with_approval,
        }
    }
}

/// `Admin::IpBlock`.
#[derive(Serialize, JsonSchema)]
pub struct AdminIpBlock {
    #[schemars(with = "Id")]
    id: String,
    ip: String,
    severity: IpSeverity,
    comment: String,
    #[schemars(with = "Time")]
    created_at: String,
    #[schemars(with = "Option<Time>")]
    expires_at: Option<String>,
}

impl From<IpBlock> for AdminIpBlock {
    fn from(block: IpBlock) -> Self {
        Self {
            id: block.id.to_string(),
            ip: block.network,
            severity: block.severity,
            comment: block.comment,
            created_at: block.created_at.to_rfc3339(),
            expires_at: block.expires_at.map(domain::Timestamp::to_rfc3339),
        }
    }
}

/// `Admin::CanonicalEmailBlock`.
#[derive(Serialize, JsonSchema)]
pub struct AdminCanonicalEmailBlock {
    #[schemars(with = "Id")]
    id: String,
    canonical_email_hash: String,
}

impl From<CanonicalEmailBlock> for AdminCanonicalEmailBlock {
    fn from(block: CanonicalEmailBlock) -> Self {
        Self {
            id: block.id.to_string(),
            canonical_email_hash: block.hash,
        }
    }
}
