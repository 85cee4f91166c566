//! `Admin::DomainAllow` and `Admin::DomainBlock`.

use domain::domain_allow::DomainAllow;
use domain::domain_block::{self, DomainBlock};
use domain::kinds::Severity;
use schemars::JsonSchema;
use serde::Serialize;

use crate::entity::format::{Id, Time};

/// `Admin::DomainAllow`.
#[derive(Serialize, JsonSchema)]
pub struct AdminDomainAllow {
    #[schemars(with = "Id")]
    id: String,
    domain: String,
    #[schemars(with = "Time")]
    created_at: String,
}

impl From<DomainAllow> for AdminDomainAllow {
    fn from(allow: DomainAllow) -> Self {
        Self {
            id: allow.id.to_string(),
            domain: allow.domain,
            created_at: allow.created_at.to_rfc3339(),
        }
    }
}

/// `Admin::DomainBlock`. A comment that nobody wrote is `null`.
#[derive(Serialize, JsonSchema)]
pub struct AdminDomainBlock {
    #[schemars(with = "Id")]
    id: String,
    domain: String,
    digest: String,
    #[schemars(with = "Time")]
    created_at: String,
    severity: Severity,
    reject_media: bool,
    reject_reports: bool,
    private_comment: Option<String>,
    public_comment: Option<String>,
    obfuscate: bool,
}

impl From<DomainBlock> for AdminDomainBlock {
    fn from(block: DomainBlock) -> Self {
        let said = |comment: String| Some(comment).filter(|comment| !comment.is_empty());
        Self {
            id: block.id.to_string(),
            digest: domain_block::digest(&block),
            domain: block.domain,
            created_at: block.created_at.to_rfc3339(),
            severity: block.severity,
            reject_media: block.reject_media,
            reject_reports: block.reject_reports,
            private_comment: said(block.private_comment),
            public_comment: said(block.public_comment),
            obfuscate: block.obfuscate,
        }
    }
}
