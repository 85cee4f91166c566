//! Where in a document something stands.

use std::fmt;

/// A place in a document, as a list that grows by a step with each call, so that nothing is written until it is told.
#[derive(Clone, Copy)]
pub(super) enum Path<'a> {
    /// The document.
    Root,
    /// A field of what stands there.
    Field(&'a Path<'a>, &'a str),
    /// An item of it.
    Item(&'a Path<'a>, usize),
}

impl Path<'_> {
    pub fn is_root(&self) -> bool {
        matches!(self, Self::Root)
    }
}

/// `entry[3].resource.name`; the document itself has no name.
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Path::Root, name) => f.write_str(name),
            Self::Field(above, name) => write!(f, "{above}.{name}"),
            Self::Item(above, index) => write!(f, "{above}[{index}]"),
        }
    }
}
