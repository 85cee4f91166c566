//! What the texts of the entities hold. Only schemas speak of these types: `#[schemars(with = "Url")]`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $keyword:literal = $value:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub enum $name {}

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", $keyword: $value })
            }
        }
    )+};
}

texts! {
    /// A number as text: that of a row, mostly.
    Id: "pattern" = "^[0-9]+$";
    /// An absolute address.
    Url: "format" = "uri";
    /// A moment (RFC 3339).
    Time: "format" = "date-time";
    /// A day.
    Date: "format" = "date";
}
