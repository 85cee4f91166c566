//! A property that is kept as it was received until someone knows what to do with it.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};
use url::Url;

use super::{
    bounds::{Malformed, parse},
    lenient,
};

/// An id, an object or a list of either, with its bytes: what is forwarded or announced leaves as it came.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Embedded(Box<RawValue>);

impl Embedded {
    /// The id, given plainly or within the object; of several, the first.
    pub fn id(&self) -> Option<Url> {
        self.ids().into_iter().next()
    }

    /// All ids, given plainly or within the objects.
    pub fn ids(&self) -> Vec<Url> {
        lenient::ids(&self.value()).unwrap_or_default()
    }

    /// The type, if the object itself is here.
    pub fn kind(&self) -> Option<String> {
        lenient::kind(self.value().get("type")?).ok()
    }

    /// Whether the object itself is here and not only its id.
    pub fn is_object(&self) -> bool {
        self.text().starts_with('{')
    }

    /// The members of a list, or the single value as the only member.
    pub fn members(&self) -> Vec<Self> {
        serde_json::from_str(self.text()).unwrap_or_else(|_| vec![self.clone()])
    }

    /// Reads the object that is here.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Malformed> {
        parse(self.text().as_bytes())
    }

    /// The JSON as received.
    pub fn text(&self) -> &str {
        self.0.get()
    }

    fn value(&self) -> Value {
        serde_json::from_str(self.text()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded(json: &str) -> Embedded {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_id_or_an_object_or_a_list() {
        let id = embedded(r#""https://a.example/1""#);
        assert_eq!(id.id().unwrap().as_str(), "https://a.example/1");
        assert!(!id.is_object());
        assert_eq!(id.kind(), None);

        let object = embedded(r#"{"id":"https://a.example/1","type":["Note"]}"#);
        assert_eq!(object.id(), id.id());
        assert!(object.is_object());
        assert_eq!(object.kind().as_deref(), Some("Note"));
        assert_eq!(object.members().len(), 1);

        let list = embedded(r#"["https://a.example/1",{"id":"https://a.example/2"}]"#);
        assert_eq!(list.ids().len(), 2);
        assert!(list.members()[1].is_object());
    }

    #[test]
    fn the_bytes_stay_as_received() {
        let odd = r#"{ "b":1.0,"a" : "\u00e9" }"#;
        assert_eq!(serde_json::to_string(&embedded(odd)).unwrap(), odd);
    }
}
