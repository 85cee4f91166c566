//! Who somebody is, and how they log in.

use sea_orm::entity::prelude::*;

words! {
    /// The type of an actor (Activity Streams 2.0 section 3.1).
    ActorKind {
        /// A person.
        Person = "Person",
        /// A bot.
        Service = "Service",
        /// A group (FEP-1b12).
        Group = "Group",
        /// An organisation.
        Organization = "Organization",
        /// An instance.
        Application = "Application",
    }
    /// What a browser was logged in with, the last of several.
    SessionFactor {
        /// The password alone.
        Password = "password",
        /// A code of an app.
        Totp = "totp",
        /// A passkey.
        Passkey = "passkey",
        /// One of the codes that are kept for when everything else is lost.
        RecoveryCode = "recovery_code",
        /// A provider of logins, which asked for a second factor itself.
        Provider = "provider",
    }
    /// What a login may do on the instance.
    UserRole {
        /// Nothing beyond its own accounts.
        Member = "member",
        /// Decides on sign-ups and reports.
        Moderator = "moderator",
        /// Everything.
        Admin = "admin",
    }
    /// What somebody is who stands in an imported directory.
    StubKind {
        /// Somebody who practises.
        Person = "person",
        /// An organisation of health care.
        Organization = "organization",
    }
    /// Why administrators ask who stands behind a pseudonym.
    DisclosureReason {
        /// What was posted shows who a patient is.
        PatientPrivacy = "patient-privacy",
        /// Somebody may come to harm.
        Danger = "danger",
        /// A court or an authority demands it.
        LegalOrder = "legal-order",
        /// The profession's duties were broken gravely.
        Misconduct = "misconduct",
    }
    /// What a login may do with an account.
    AccessRole {
        /// Everything, deleting included.
        Owner = "owner",
        /// Acts as the account.
        Editor = "editor",
    }
    /// What a browser was sent to a provider of logins for.
    OidcPurpose {
        /// To log in, or to join.
        LogIn = "log_in",
        /// To log in that way from now on.
        Link = "link",
        /// To show once more that it is them.
        Prove = "prove",
    }
    /// What a link sent by mail does.
    MailLinkPurpose {
        /// Confirms the address.
        Confirm = "confirm",
        /// Sets a new password.
        Reset = "reset",
        /// Sets the first password of a login that a directory made.
        Invitation = "invitation",
    }
    /// What the members of a group of a directory may do here.
    ScimRole {
        /// They decide on requests for verification.
        Verifier = "verifier",
        /// They decide on accounts and reports.
        Moderator = "moderator",
        /// They administer.
        Admin = "admin",
    }
    /// Which media apps show at once (`reading:expand:media` of the Mastodon API).
    ExpandMedia {
        /// Those that are not sensitive.
        Default = "default",
        /// All.
        ShowAll = "show_all",
        /// None.
        HideAll = "hide_all",
    }
}
