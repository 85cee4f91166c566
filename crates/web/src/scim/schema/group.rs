//! Groups.

use super::{Attribute, Canonical, Kind, Mutability, ResourceType, Schema};

/// Groups.
pub const GROUP: ResourceType = ResourceType {
    name: "Group",
    endpoint: "/Groups",
    description: "People of the directory who may have a role here",
    schema: &Schema {
        id: "urn:ietf:params:scim:schemas:core:2.0:Group",
        name: "Group",
        description: "People of the directory",
        attributes: &[
            Attribute::text(
                "displayName",
                "The name of the group, by which roles are given",
            )
            .required()
            .unique(),
            Attribute::complex(
                "members",
                "Who is in the group",
                &[
                    Attribute::text("value", "The id of the user")
                        .mutability(Mutability::Immutable),
                    Attribute::new("$ref", Kind::Reference("User"), "The address of the user")
                        .mutability(Mutability::Immutable),
                    Attribute::text("type", "Always User")
                        .mutability(Mutability::Immutable)
                        .canonical(Canonical::Words(&["User"])),
                ],
            )
            .list(),
        ],
    },
    extensions: &[],
};
