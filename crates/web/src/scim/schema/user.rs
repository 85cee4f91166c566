//! Users: the core schema, the enterprise extension and our own about clinicians.

use super::{Attribute, Canonical, Kind, Mutability, ResourceType, Schema};

/// The enterprise extension (RFC 7643 section 4.3).
pub const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/// What somebody is as a professional.
pub const CLINICIAN: &str = "urn:ietf:params:scim:schemas:extension:rounds:2.0:Clinician";

/// Users.
pub const USER: ResourceType = ResourceType {
    name: "User",
    endpoint: "/Users",
    description: "A login with its account and professional profile",
    schema: &Schema {
        id: "urn:ietf:params:scim:schemas:core:2.0:User",
        name: "User",
        description: "A person",
        attributes: CORE,
    },
    extensions: &[
        Schema {
            id: ENTERPRISE,
            name: "EnterpriseUser",
            description: "A person in an organisation",
            attributes: &[
                Attribute::text("employeeNumber", "The number in the organisation"),
                Attribute::text("costCenter", "The cost centre"),
                Attribute::text(
                    "organization",
                    "The organisation: the workplace of the profile",
                ),
                Attribute::text("division", "The division"),
                Attribute::text("department", "The department"),
            ],
        },
        Schema {
            id: CLINICIAN,
            name: "Clinician",
            description: "A health professional",
            attributes: PROFESSIONAL,
        },
    ],
};

const CORE: &[Attribute] = &[
    Attribute::text("userName", "What the directory calls the person")
        .required()
        .unique(),
    Attribute::complex(
        "name",
        "The parts of the name",
        &[
            Attribute::text("formatted", "The whole name"),
            Attribute::text("familyName", "The family name"),
            Attribute::text("givenName", "The given name"),
            Attribute::text("middleName", "The middle name"),
            Attribute::text("honorificPrefix", "What stands before the name, such as Dr"),
            Attribute::text("honorificSuffix", "What stands behind the name, such as MD"),
        ],
    ),
    Attribute::text("displayName", "The name that stands on the profile"),
    Attribute::text(
        "title",
        "What the person is in the organisation, such as Consultant",
    ),
    Attribute::text(
        "preferredLanguage",
        "The language of mails and pages, BCP 47",
    ),
    Attribute::text("locale", "The same, where no language is preferred"),
    Attribute::new(
        "active",
        Kind::Boolean,
        "Whether the person still belongs to the organisation",
    )
    .required(),
    Attribute::complex(
        "emails",
        "Where mail goes: to the primary address, else to that of the type work, else to the first",
        &[
            Attribute::text("value", "The address").required(),
            Attribute::text("type", "What it is for")
                .canonical(Canonical::Words(&["work", "home", "other"])),
            Attribute::new("primary", Kind::Boolean, "Whether it is the one to be used"),
        ],
    )
    .list()
    .required(),
    Attribute::complex(
        "groups",
        "The groups that the person is in",
        &[
            Attribute::text("value", "The id of the group").mutability(Mutability::ReadOnly),
            Attribute::new("$ref", Kind::Reference("Group"), "Its address")
                .mutability(Mutability::ReadOnly),
            Attribute::text("display", "Its name").mutability(Mutability::ReadOnly),
        ],
    )
    .list()
    .mutability(Mutability::ReadOnly),
];

const PROFESSIONAL: &[Attribute] = &[
    Attribute::text("profession", "An id of /api/rounds/v1/vocabularies")
        .canonical(Canonical::Professions),
    Attribute::text("specialties", "Ids of /api/rounds/v1/vocabularies")
        .list()
        .canonical(Canonical::Specialties),
    Attribute::complex(
        "regulatorId",
        "The number in a register; it is kept for the directory and shown to nobody",
        &[
            Attribute::text("system", "The register, as a URI"),
            Attribute::text("value", "The number").exact(),
        ],
    ),
    Attribute::text(
        "membershipUntil",
        "The last day, YYYY-MM-DD, of what is vouched for",
    )
    .canonical(Canonical::Words(&["2099-12-31"])),
];
