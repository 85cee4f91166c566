//! The attributes of users and groups (RFC 7643 sections 4 and 8.7): what is kept of them, published, read and looked for.
//! What a directory sends beyond these is passed over: it is not needed here.

mod group;
pub mod user;

use domain::{profession, specialty};

pub use group::GROUP;
pub use user::USER;

/// What the value of an attribute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// RFC 3339.
    Time,
    /// The address of a resource of this type; `uri` for any address.
    Reference(&'static str),
    /// Attributes of its own.
    Complex,
}

/// Who may write an attribute (RFC 7643 section 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutability {
    /// The directory.
    ReadWrite,
    /// The directory, once.
    Immutable,
    /// This server.
    ReadOnly,
}

/// Values that are suggested for an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Canonical {
    /// None.
    Free,
    /// These.
    Words(&'static [&'static str]),
    /// The ids of our professions.
    Professions,
    /// The ids of our specialties.
    Specialties,
}

/// An attribute.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a characteristic of RFC 7643 section 7"
)]
pub struct Attribute {
    /// As it is written on the wire.
    pub name: &'static str,
    /// What it means.
    pub description: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// Whether it has a list of values.
    pub is_list: bool,
    /// Whether it must be there.
    pub is_required: bool,
    /// Whether capitals count when values are compared.
    pub is_exact: bool,
    /// Whether no two resources of a directory have the same.
    pub is_unique: bool,
    /// Who may write it.
    pub mutability: Mutability,
    /// What is suggested.
    pub canonical: Canonical,
    /// The attributes of a complex one.
    pub parts: &'static [Attribute],
}

impl Attribute {
    const fn new(name: &'static str, kind: Kind, description: &'static str) -> Self {
        Self {
            name,
            description,
            kind,
            is_list: false,
            is_required: false,
            is_exact: false,
            is_unique: false,
            mutability: Mutability::ReadWrite,
            canonical: Canonical::Free,
            parts: &[],
        }
    }

    const fn text(name: &'static str, description: &'static str) -> Self {
        Self::new(name, Kind::Text, description)
    }

    const fn complex(
        name: &'static str,
        description: &'static str,
        parts: &'static [Attribute],
    ) -> Self {
        let mut new = Self::new(name, Kind::Complex, description);
        new.parts = parts;
        new
    }

    const fn list(mut self) -> Self {
        self.is_list = true;
        self
    }

    const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    const fn exact(mut self) -> Self {
        self.is_exact = true;
        self
    }

    const fn unique(mut self) -> Self {
        self.is_unique = true;
        self
    }

    const fn mutability(mut self, mutability: Mutability) -> Self {
        self.mutability = mutability;
        self
    }

    const fn canonical(mut self, canonical: Canonical) -> Self {
        self.canonical = canonical;
        self
    }

    /// The part with this name, in whatever capitals.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&'static Attribute> {
        find(self.parts, name)
    }

    /// The values that are suggested.
    #[must_use]
    pub fn suggestions(&self) -> Vec<&'static str> {
        let ids = |vocabulary: &'static domain::vocabulary::Vocabulary| {
            vocabulary
                .terms()
                .iter()
                .map(|term| term.id.as_str())
                .collect()
        };
        match self.canonical {
            Canonical::Free => Vec::new(),
            Canonical::Words(words) => words.to_vec(),
            Canonical::Professions => ids(profession::vocabulary()),
            Canonical::Specialties => ids(specialty::vocabulary()),
        }
    }
}

/// The attribute with this name among `attributes`, in whatever capitals.
#[must_use]
pub fn find(attributes: &'static [Attribute], name: &str) -> Option<&'static Attribute> {
    let mut attributes = attributes.iter();
    attributes.find(|attribute| attribute.name.eq_ignore_ascii_case(name))
}

/// A set of attributes.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Its URN.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// What it has.
    pub attributes: &'static [Attribute],
}

/// A type of resources.
#[derive(Clone, Copy, Debug)]
pub struct ResourceType {
    /// What it is called.
    pub name: &'static str,
    /// Below `/scim/v2`.
    pub endpoint: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// What every such resource has.
    pub schema: &'static Schema,
    /// What it may have besides, under the URN of the extension.
    pub extensions: &'static [Schema],
}

/// The types of resources that there are.
pub const RESOURCE_TYPES: [&ResourceType; 2] = [&USER, &GROUP];

const READ_ONLY: Mutability = Mutability::ReadOnly;

/// What every resource has (RFC 7643 section 3.1), and no schema lists.
pub const COMMON: &[Attribute] = &[
    Attribute::text("id", "The id here")
        .exact()
        .mutability(READ_ONLY),
    Attribute::text("externalId", "The id in the directory").exact(),
    Attribute::text("schemas", "The schemas of the resource")
        .list()
        .exact()
        .mutability(READ_ONLY),
    Attribute::complex(
        "meta",
        "About the resource",
        &[
            Attribute::text("resourceType", "Its type").exact(),
            Attribute::new("created", Kind::Time, "When it was entered"),
            Attribute::new("lastModified", Kind::Time, "When it was last changed"),
            Attribute::new("location", Kind::Reference("uri"), "Its address").exact(),
            Attribute::text("version", "Its entity tag").exact(),
        ],
    )
    .mutability(READ_ONLY),
];

impl ResourceType {
    /// An attribute that is no extension's, in whatever capitals.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'static Attribute> {
        find(COMMON, name).or_else(|| find(self.schema.attributes, name))
    }

    /// The extension with this URN, in whatever capitals.
    #[must_use]
    pub fn extension(&self, urn: &str) -> Option<&'static Schema> {
        let mut extensions = self.extensions.iter();
        extensions.find(|extension| extension.id.eq_ignore_ascii_case(urn))
    }
}
