//! What people with duties did, for administrators: `/moderation/audit`.

use askama::Template;
use domain::clock::Timestamp;

use crate::i18n::Lang;
use crate::pages::form::Choice;
use crate::pages::layout::Page;
use crate::pages::view::Pager;

/// Every action, and the key of its words.
pub const ACTIONS: &[(&str, &str)] = &[
    ("account.warn", "audit-account-warn"),
    ("account.sensitive", "audit-account-sensitive"),
    ("account.unsensitive", "audit-account-unsensitive"),
    ("account.disable", "audit-account-disable"),
    ("account.enable", "audit-account-enable"),
    ("account.silence", "audit-account-silence"),
    ("account.unsilence", "audit-account-unsilence"),
    ("account.suspend", "audit-account-suspend"),
    ("account.unsuspend", "audit-account-unsuspend"),
    ("account.delete", "audit-account-delete"),
    ("account.memorialize", "audit-account-memorialize"),
    ("account.unmemorialize", "audit-account-unmemorialize"),
    ("account.reset_password", "audit-account-reset-password"),
    ("account.rotate_key", "audit-account-rotate-key"),
    ("sign_up.approve", "audit-sign-up-approve"),
    ("sign_up.reject", "audit-sign-up-reject"),
    ("role.grant", "audit-role-grant"),
    ("role.revoke", "audit-role-revoke"),
    ("two_factor.enable", "audit-two-factor-enable"),
    ("two_factor.disable", "audit-two-factor-disable"),
    ("two_factor.reset", "audit-two-factor-reset"),
    ("report.assign", "audit-report-assign"),
    ("report.unassign", "audit-report-unassign"),
    ("report.resolve", "audit-report-resolve"),
    ("report.reopen", "audit-report-reopen"),
    ("report.update", "audit-report-update"),
    ("report.note", "audit-report-note"),
    ("domain_block.create", "audit-domain-block-create"),
    ("domain_block.update", "audit-domain-block-update"),
    ("domain_block.lift", "audit-domain-block-lift"),
    ("domain_block.import", "audit-domain-block-import"),
    ("domain_block.export", "audit-domain-block-export"),
    ("domain_allow.create", "audit-domain-allow-create"),
    ("domain_allow.import", "audit-domain-allow-import"),
    ("domain_allow.delete", "audit-domain-allow-delete"),
    ("domain_allow.export", "audit-domain-allow-export"),
    ("domain_note.write", "audit-domain-note-write"),
    ("ip_block.create", "audit-ip-block-create"),
    ("ip_block.update", "audit-ip-block-update"),
    ("ip_block.delete", "audit-ip-block-delete"),
    (
        "email_domain_block.create",
        "audit-email-domain-block-create",
    ),
    (
        "email_domain_block.delete",
        "audit-email-domain-block-delete",
    ),
    (
        "canonical_email_block.create",
        "audit-canonical-email-block-create",
    ),
    (
        "canonical_email_block.delete",
        "audit-canonical-email-block-delete",
    ),
    ("relay.add", "audit-relay-add"),
    ("relay.remove", "audit-relay-remove"),
    ("queue.retry", "audit-queue-retry"),
    ("queue.discard", "audit-queue-discard"),
    ("backup.create", "audit-backup-create"),
    ("audit.export", "audit-audit-export"),
    ("account.deprovision", "audit-account-deprovision"),
    ("account.reprovision", "audit-account-reprovision"),
    ("credential.issue", "audit-credential-issue"),
    ("credential.revoke", "audit-credential-revoke"),
    ("credential.suspend", "audit-credential-suspend"),
    ("credential.reinstate", "audit-credential-reinstate"),
    ("credential.give_back", "audit-credential-give-back"),
    ("credential_issuer.add", "audit-credential-issuer-add"),
    ("credential_issuer.remove", "audit-credential-issuer-remove"),
    ("directory.claim", "audit-directory-claim"),
    ("directory.import", "audit-directory-import"),
    ("directory.remove", "audit-directory-remove"),
    ("directory.take_out", "audit-directory-take-out"),
    ("identity.join", "audit-identity-join"),
    ("identity.link", "audit-identity-link"),
    ("identity.unlink", "audit-identity-unlink"),
    ("pseudonym.ask", "audit-pseudonym-ask"),
    ("pseudonym.disclose", "audit-pseudonym-disclose"),
    ("member_list.import", "audit-member-list-import"),
    ("member_list.export", "audit-member-list-export"),
    ("member_list.invite", "audit-member-list-invite"),
    ("scim.user_create", "audit-scim-user-create"),
    ("scim.user_delete", "audit-scim-user-delete"),
    ("scim.group_create", "audit-scim-group-create"),
    ("scim.group_update", "audit-scim-group-update"),
    ("scim.group_delete", "audit-scim-group-delete"),
    ("scim.grant", "audit-scim-grant"),
    ("scim.revoke", "audit-scim-revoke"),
    ("scim.vouch", "audit-scim-vouch"),
    ("scim.token_create", "audit-scim-token-create"),
    ("scim.token_revoke", "audit-scim-token-revoke"),
    ("verification.submit", "audit-verification-submit"),
    ("verification.look", "audit-verification-look"),
    ("verification.ask", "audit-verification-ask"),
    ("verification.answer", "audit-verification-answer"),
    ("verification.approve", "audit-verification-approve"),
    ("verification.refuse", "audit-verification-refuse"),
    ("verification.expire", "audit-verification-expire"),
    ("verification.revoke", "audit-verification-revoke"),
    ("verification.withdraw", "audit-verification-withdraw"),
    ("issuer.rotate_key", "audit-issuer-rotate-key"),
];

/// What was done, in words; an action of another version of the program shows as itself.
#[must_use]
pub fn action_words(lang: Lang, action: &str) -> String {
    let known = ACTIONS.iter().find(|(known, _)| *known == action);
    known.map_or_else(|| action.to_owned(), |(_, key)| lang.t(key).to_string())
}

/// `/moderation/audit`.
#[derive(Template)]
#[template(path = "moderation_audit.html")]
pub struct AuditPage {
    /// What surrounds it.
    pub page: Page,
    /// Which entries were asked for.
    pub wanted: Wanted,
    /// The entries, the newest first.
    pub rows: Vec<AuditRow>,
    /// The neighbouring pages.
    pub pager: Pager,
}

/// What the form above the entries holds.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The actions, the one that was chosen marked.
    pub actions: Vec<Choice>,
    /// A name.
    pub actor: String,
    /// The first day.
    pub since: String,
    /// The day after the last.
    pub until: String,
}

impl Wanted {
    /// As it was asked.
    #[must_use]
    pub fn new(lang: Lang, action: &str, actor: String, since: String, until: String) -> Self {
        let actions = ACTIONS.iter().map(|(value, key)| Choice {
            value: (*value).to_owned(),
            label: lang.t(key).to_string(),
            selected: *value == action,
        });
        Self {
            actions: actions.collect(),
            actor,
            since,
            until,
        }
    }
}

/// An entry.
#[derive(Clone, Debug)]
pub struct AuditRow {
    /// Its number.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// What was done, in words.
    pub what: String,
    /// To what.
    pub subject: String,
    /// More about it, as JSON.
    pub detail: Option<String>,
}
