//! The closed sets of words that columns hold.

use sea_orm::entity::prelude::*;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $($(#[$vdoc])* #[sea_orm(string_value = $word)] #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// The word in the database and in the API.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads the word; `None` when it is not one of the set.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    )+};
}

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
    /// Who may see a status; only `domain::policy` draws conclusions from it.
    Visibility {
        /// Everyone, and listed in public timelines.
        Public = "public",
        /// Everyone, but not listed.
        Unlisted = "unlisted",
        /// Followers and those mentioned.
        Private = "private",
        /// Those mentioned.
        Direct = "direct",
        /// The members of the status's group and those mentioned.
        Group = "group",
    }
    /// Where a quote stands (type of the Mastodon API).
    QuoteState {
        /// Not agreed to yet.
        Pending = "pending",
        /// Agreed to by the quoted author.
        Accepted = "accepted",
        /// Refused by the quoted author.
        Rejected = "rejected",
        /// Agreed to, and then no more.
        Revoked = "revoked",
        /// What was quoted is gone.
        Deleted = "deleted",
    }
    /// How a relay is spoken to (FEP-ae0c).
    RelayKind {
        /// At its inbox, which is asked with a Follow of Public (Mastodon).
        Inbox = "inbox",
        /// As an actor, which is followed and follows back (LitePub).
        Actor = "actor",
    }
    /// How a relay answered.
    RelayState {
        /// Not yet.
        Pending = "pending",
        /// It agreed.
        Accepted = "accepted",
        /// It refused.
        Rejected = "rejected",
    }
    /// Whom an author lets quote a status (type of the Mastodon API).
    QuotePolicy {
        /// Everyone.
        Public = "public",
        /// Followers.
        Followers = "followers",
        /// Nobody but the author.
        Nobody = "nobody",
    }
    /// Some people around an author, who may do something with a status (type of the Mastodon API).
    Circle {
        /// Everyone.
        Public = "public",
        /// Followers of the author.
        Followers = "followers",
        /// Those whom the author follows.
        Following = "following",
        /// Those whom another server names in a way that is not understood here.
        Unsupported = "unsupported_policy",
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
    /// What a credential says of its subject: its second `type` on the wire.
    CredentialKind {
        /// That they exercise a health profession.
        HealthProfessional = "HealthProfessionalCredential",
        /// That they work for the issuer.
        Employment = "EmploymentCredential",
        /// That they are a member of the issuer.
        Membership = "MembershipCredential",
    }
    /// Where a credential stands; that its time is over follows from its dates.
    CredentialState {
        /// Its issuer stands by it.
        Valid = "valid",
        /// Its issuer does not stand by it for now.
        Suspended = "suspended",
        /// Its issuer took it back, for good.
        Revoked = "revoked",
        /// Its issuer could not be asked.
        Unchecked = "unchecked",
        /// It does not prove what it says.
        Refused = "refused",
    }
    /// What was done to be sure of a claim; a number of the right form proves nothing by itself.
    Assurance {
        /// The number has the form of its register.
        FormatOk = "format-ok",
        /// The issuer found it in the register.
        RegisterMatched = "register-matched",
        /// The issuer knows it of its own.
        IssuerVerified = "issuer-verified",
    }
    /// What somebody is who stands in an imported directory.
    StubKind {
        /// Somebody who practises.
        Person = "person",
        /// An organisation of health care.
        Organization = "organization",
    }
    /// Who knows professionals by a number.
    Register {
        /// National Provider Identifier, USA.
        Npi = "npi",
        /// Open Researcher and Contributor ID.
        Orcid = "orcid",
        /// Lebenslange Arztnummer, Germany.
        Lanr = "lanr",
        /// Einheitliche Fortbildungsnummer, Germany.
        Efn = "efn",
        /// Répertoire partagé des professionnels de santé, France.
        Rpps = "rpps",
        /// General Medical Council, United Kingdom.
        Gmc = "gmc",
        /// Nursing and Midwifery Council, United Kingdom.
        Nmc = "nmc",
        /// Health and Care Professions Council, United Kingdom.
        Hcpc = "hcpc",
        /// General Pharmaceutical Council, Great Britain.
        Gphc = "gphc",
        /// Beroepen in de Individuele Gezondheidszorg, Netherlands.
        Big = "big",
        /// Australian Health Practitioner Regulation Agency.
        Ahpra = "ahpra",
        /// Healthcare Provider Identifier of an individual, Australia.
        HpiI = "hpi-i",
        /// One of which nothing is known here.
        Other = "other",
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
    /// Where a request for verification stands.
    VerificationState {
        /// A verifier is to look at it.
        Pending = "pending",
        /// The member is to answer a question.
        Asked = "asked",
        /// There is a credential.
        Approved = "approved",
        /// It was turned down, with a reason.
        Refused = "refused",
        /// Nobody did anything about it for too long.
        Expired = "expired",
        /// The credential was taken back.
        Revoked = "revoked",
    }
    /// What was done about a request for verification.
    VerificationStepKind {
        /// The member made it.
        Submitted = "submitted",
        /// A verifier asked the member something.
        Asked = "asked",
        /// The member answered.
        Answered = "answered",
        /// A verifier approved it.
        Approved = "approved",
        /// A verifier turned it down.
        Refused = "refused",
        /// It was closed without a decision.
        Expired = "expired",
        /// A verifier took the credential back.
        Revoked = "revoked",
    }
    /// Whose answers a list shows, beside those to its owner and to the author themselves.
    RepliesPolicy {
        /// Nobody else's.
        None = "none",
        /// Those to members of the list.
        List = "list",
        /// Those to everyone whom the owner follows.
        Followed = "followed",
    }
    /// Where an account in a collection stands (state of the Mastodon API).
    CollectionItemState {
        /// Its server was asked and has not answered.
        Pending = "pending",
        /// It is in it.
        Accepted = "accepted",
        /// Its server refused.
        Rejected = "rejected",
        /// It took itself out.
        Revoked = "revoked",
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
    /// What a file is.
    MediaKind {
        /// A still image.
        Image = "image",
        /// A silent loop.
        Gifv = "gifv",
        /// A video.
        Video = "video",
        /// Sound.
        Audio = "audio",
        /// Anything else: shown as a link.
        Unknown = "unknown",
    }
    /// Whether a file can be shown.
    MediaState {
        /// It can.
        Ready = "ready",
        /// Not yet: what was uploaded is being read.
        Processing = "processing",
        /// It never will.
        Failed = "failed",
    }
    /// What a file is for.
    MediaPurpose {
        /// Attached to a status.
        Attachment = "attachment",
        /// The picture of an account.
        Avatar = "avatar",
        /// The banner of an account.
        Header = "header",
        /// The picture of a page that statuses link to.
        Card = "card",
        /// The picture of a custom emoji.
        Emoji = "emoji",
    }
    /// Why someone is told (type of the Mastodon API).
    NotificationKind {
        /// Named in a status.
        Mention = "mention",
        /// A followed account posted, and its bell is on; or a post waits in a group that one runs.
        Status = "status",
        /// One's status was boosted.
        Reblog = "reblog",
        /// A new follower.
        Follow = "follow",
        /// Someone asks to follow.
        FollowRequest = "follow_request",
        /// One's status was favourited.
        Favourite = "favourite",
        /// A poll that one asked, or voted in, is over.
        Poll = "poll",
        /// A status that one boosted was edited.
        Update = "update",
        /// One's status was quoted.
        Quote = "quote",
        /// A status that one quoted was edited.
        QuotedUpdate = "quoted_update",
        /// Someone put one into a collection.
        AddedToCollection = "added_to_collection",
        /// Someone signed up.
        AdminSignUp = "admin.sign_up",
        /// Someone was reported.
        AdminReport = "admin.report",
    }
    /// Where a filter is applied.
    FilterContext {
        /// The home timeline and lists.
        Home = "home",
        /// Notifications.
        Notifications = "notifications",
        /// Public and hashtag timelines.
        Public = "public",
        /// Threads.
        Thread = "thread",
        /// Profiles.
        Account = "account",
    }
    /// What happens to a status that a filter matches.
    FilterAction {
        /// It is folded up behind the filter's title.
        Warn = "warn",
        /// It is left out.
        Hide = "hide",
        /// Its media are blurred.
        Blur = "blur",
    }
    /// What is done with a notification that the policy of its recipient is about.
    NotificationAction {
        /// It is shown.
        Accept = "accept",
        /// It waits behind a request.
        Filter = "filter",
        /// It is not made at all.
        Drop = "drop",
    }
    /// Whose notifications an app wants to be pushed (type of the Mastodon API).
    PushPolicy {
        /// Everyone's.
        All = "all",
        /// Those of whom one follows.
        Followed = "followed",
        /// Those of one's followers.
        Follower = "follower",
        /// Nobody's.
        None = "none",
    }
    /// A member's part in a group.
    MembershipRole {
        /// Appoints moderators, may freeze.
        Owner = "owner",
        /// Decides on posts and members.
        Moderator = "moderator",
        /// Posts.
        Member = "member",
    }
    /// Where a membership stands.
    MembershipState {
        /// Belongs.
        Approved = "approved",
        /// Asked to belong.
        Pending = "pending",
        /// May neither post nor ask again.
        Banned = "banned",
    }
    /// Where a status offered to a group stands.
    GroupPostState {
        /// Waits for a moderator.
        Pending = "pending",
        /// Was announced.
        Announced = "announced",
        /// Was refused.
        Rejected = "rejected",
        /// Was announced and taken back.
        Removed = "removed",
    }
    /// Where a piece of queued work stands.
    QueueState {
        /// Is to be done.
        Queued = "queued",
        /// Is done.
        Done = "done",
        /// Was given up; kept for the operator.
        Failed = "failed",
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
    /// What a file holds that a member takes along or brings.
    ImportKind {
        /// Whom they follow, and what is shown of them.
        Following = "following",
        /// Who is on which list.
        Lists = "lists",
        /// Whom they block.
        Blocks = "blocks",
        /// Whom they mute.
        Mutes = "mutes",
        /// Which servers they block.
        DomainBlocks = "domain_blocks",
        /// Which statuses they keep.
        Bookmarks = "bookmarks",
    }
    /// Whether somebody is a member of the organisation, as its list says.
    ListedMembership {
        /// They are.
        Active = "active",
        /// They were.
        Ended = "ended",
    }
    /// What comes of a line of a list of members.
    MemberOutcome {
        /// Somebody is invited.
        Created = "created",
        /// Something about somebody changes.
        Updated = "updated",
        /// All is so already.
        Unchanged = "unchanged",
        /// Somebody is left alone, for a reason.
        Skipped = "skipped",
        /// The line cannot be taken.
        Refused = "refused",
    }
    /// Where a line of an imported file stands.
    ImportLineState {
        /// Is to be done.
        Waiting = "waiting",
        /// Is done.
        Done = "done",
        /// Was not done; its problem says why.
        Failed = "failed",
    }
    /// Why a line of an imported file was not done.
    ImportProblem {
        /// No address of an account stands where one belongs.
        Address = "address",
        /// No name of a server stands where one belongs.
        Domain = "domain",
        /// No web address stands where one belongs.
        Link = "link",
        /// The name of a list is missing or too long.
        ListTitle = "list_title",
        /// Something else than `true` or `false` stands in a column of those.
        YesNo = "yes_no",
        /// A column of languages holds something else.
        Languages = "languages",
        /// There is nothing there, or nothing that the member may see.
        NotFound = "not_found",
        /// The other server did not answer, several times.
        Unreachable = "unreachable",
        /// This server does not let it be done: one's own account, a block between the two.
        Refused = "refused",
        /// The member has as many lists as one can have.
        TooManyLists = "too_many_lists",
    }
    /// What moderators do about an account (type of the Mastodon API).
    ModerationAction {
        /// Nothing but a warning.
        None = "none",
        /// Media of what it posts are hidden at first.
        Sensitive = "sensitive",
        /// Its owner is shut out, and what it posted stays.
        Disable = "disable",
        /// It is hidden from public places, still followable.
        Silence = "silence",
        /// Nobody sees it.
        Suspend = "suspend",
    }
    /// What is not possible from a network (type of the Mastodon API); the strictest is the greatest.
    IpSeverity {
        /// Joining without a moderator's approval.
        SignUpRequiresApproval = "sign_up_requires_approval",
        /// Joining.
        SignUpBlock = "sign_up_block",
        /// Anything.
        NoAccess = "no_access",
    }
    /// How much of a domain the instance refuses.
    Severity {
        /// No more than what else is decided about it.
        Noop = "noop",
        /// Hidden from public places, still followable.
        Silence = "silence",
        /// Nothing in, nothing out.
        Suspend = "suspend",
    }
}
