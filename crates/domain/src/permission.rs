//! Who may do what on the instance: one table, to which the guards and `docs/roles.md` are held.
//!
//! A person has one rank (member, moderator or administrator) and, whatever it is, may have the duty of a verifier.

use storage::kinds::UserRole;

/// What gives somebody a permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The rank of everybody.
    Member,
    /// The duty beside the rank.
    Verifier,
    /// The rank of those who decide on people.
    Moderator,
    /// The rank of those who decide on everything but verification.
    Admin,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Member, Self::Verifier, Self::Moderator, Self::Admin];

    /// Whether it is a login's.
    #[must_use]
    pub fn is_of(self, rank: UserRole, is_verifier: bool) -> bool {
        match self {
            Self::Member => rank == UserRole::Member,
            Self::Verifier => is_verifier,
            Self::Moderator => rank == UserRole::Moderator,
            Self::Admin => rank == UserRole::Admin,
        }
    }
}

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// See the owners of accounts and decide on them, below one's own rank.
    ModerateAccounts,
    /// Let people in who ask to join, or turn them away.
    DecideSignUps,
    /// Read reports, note and settle them.
    HandleReports,
    /// Allow and refuse what trends.
    JudgeTrends,
    /// See figures of the instance.
    SeeFigures,
    /// Delete suspended accounts for ever.
    DeleteAccounts,
    /// Limit and let in other servers, and note about them.
    DecideServers,
    /// Limit networks and addresses of mail.
    DecideNetworks,
    /// See the queues, retry and discard, and ask relays.
    RunDeliveries,
    /// Give and take roles.
    GiveRoles,
    /// Read the audit log.
    ReadAudit,
    /// Decide which issuers of credentials count for what.
    DecideIssuers,
    /// Connect directories of people, and shut them out.
    ConnectDirectories,
    /// Import directories of people who are no members yet.
    ImportDirectories,
    /// Disclose a pseudonym, two together.
    Disclose,
    /// Close accounts as a directory does, and open them again.
    Deprovision,
    /// Bring the list of members, and take it along.
    ListMembers,
    /// Decide on requests for verification and see what proves them.
    Verify,
}

/// What each permission is called in the documentation, and what gives it.
pub const TABLE: [(Permission, &str, &[Role]); 18] = [
    (
        Permission::ModerateAccounts,
        "See the owners of accounts and decide on those of a lower rank",
        &[Role::Moderator, Role::Admin],
    ),
    (
        Permission::DecideSignUps,
        "Let people in who ask to join, or turn them away",
        &[Role::Moderator, Role::Admin],
    ),
    (
        Permission::HandleReports,
        "Read reports, note and settle them",
        &[Role::Moderator, Role::Admin],
    ),
    (
        Permission::JudgeTrends,
        "Allow and refuse what trends",
        &[Role::Moderator, Role::Admin],
    ),
    (
        Permission::SeeFigures,
        "See figures of the instance",
        &[Role::Moderator, Role::Admin],
    ),
    (
        Permission::DeleteAccounts,
        "Delete suspended accounts for ever",
        &[Role::Admin],
    ),
    (
        Permission::DecideServers,
        "Limit and let in other servers, and note about them",
        &[Role::Admin],
    ),
    (
        Permission::DecideNetworks,
        "Limit networks and addresses of mail",
        &[Role::Admin],
    ),
    (
        Permission::RunDeliveries,
        "See the queues, retry and discard, and ask relays",
        &[Role::Admin],
    ),
    (Permission::GiveRoles, "Give and take roles", &[Role::Admin]),
    (Permission::ReadAudit, "Read the audit log", &[Role::Admin]),
    (
        Permission::DecideIssuers,
        "Decide which issuers of credentials count for what",
        &[Role::Admin],
    ),
    (
        Permission::ConnectDirectories,
        "Connect directories of people, and shut them out",
        &[Role::Admin],
    ),
    (
        Permission::ImportDirectories,
        "Import directories of people who are no members yet, and take entries out",
        &[Role::Admin],
    ),
    (
        Permission::Disclose,
        "Disclose a pseudonym, two together",
        &[Role::Admin],
    ),
    (
        Permission::Deprovision,
        "Close accounts as a directory does, and open them again",
        &[Role::Admin],
    ),
    (
        Permission::ListMembers,
        "Bring the list of members, and take it along",
        &[Role::Admin],
    ),
    (
        Permission::Verify,
        "Decide on requests for verification and see what proves them",
        &[Role::Verifier],
    ),
];

/// Whether a login may do this.
#[must_use]
pub fn may(rank: UserRole, is_verifier: bool, what: Permission) -> bool {
    let mut rows = TABLE.iter().filter(|(permission, ..)| *permission == what);
    rows.any(|(.., roles)| roles.iter().any(|role| role.is_of(rank, is_verifier)))
}

#[cfg(test)]
mod tests {
    use storage::id::AccountId;

    use super::*;
    use crate::moderation::Moderator;
    use crate::verification::Verifier;

    #[test]
    fn the_guards_are_those_of_the_table() {
        let of_administrators = [
            Permission::DeleteAccounts,
            Permission::DecideServers,
            Permission::DecideNetworks,
            Permission::RunDeliveries,
            Permission::GiveRoles,
            Permission::ReadAudit,
            Permission::DecideIssuers,
            Permission::ConnectDirectories,
            Permission::ImportDirectories,
            Permission::Disclose,
            Permission::Deprovision,
            Permission::ListMembers,
        ];
        for rank in [UserRole::Member, UserRole::Moderator, UserRole::Admin] {
            for is_verifier in [false, true] {
                let moderator = Moderator::of(AccountId(1), rank);
                let administrator = moderator
                    .as_ref()
                    .is_ok_and(|it| it.administrator().is_ok());
                let verifier = Verifier::of(AccountId(1), is_verifier).is_ok();
                for (permission, words, _) in TABLE {
                    let guarded = if permission == Permission::Verify {
                        verifier
                    } else if of_administrators.contains(&permission) {
                        administrator
                    } else {
                        moderator.is_ok()
                    };
                    let allowed = may(rank, is_verifier, permission);
                    assert_eq!(guarded, allowed, "{words}: {rank:?} {is_verifier}");
                }
            }
        }
    }

    #[test]
    fn the_documentation_has_the_table() {
        let text = include_str!("../../../docs/roles.md");
        for (_, words, roles) in TABLE {
            let marks = Role::ALL.map(|role| if roles.contains(&role) { "yes" } else { "–" });
            let row = format!("| {words} | {} |", marks.join(" | "));
            assert!(text.contains(&row), "docs/roles.md lacks {row}");
        }
    }
}
