//! The example file, made from the types: every key with what it means and its default.

use std::fmt::Write as _;

use schemars::schema_for;
use serde_json::{Map, Value};

use super::File;

const HEAD: &str = "\
# Rounds: every key with its default. Keys that are commented out have none.
# Environment variables override the file: ROUNDS_SERVER__LISTEN is server.listen.

";

/// `config.example.toml`.
///
/// # Panics
/// Never: the types are a tree of tables with plain values.
#[must_use]
pub fn example() -> String {
    let schema = schema_for!(File).to_value();
    let defaults = serde_json::to_value(File::default()).expect("the defaults are plain values");
    let mut text = HEAD.to_owned();
    let tables = keys(&mut text, &schema, &schema, &defaults);
    let (lists, tables): (Vec<_>, Vec<_>) = tables
        .into_iter()
        .partition(|name| schema["properties"][name]["items"].is_object());
    for name in tables {
        let table = resolve(&schema, &schema["properties"][&name]);
        let _ = write!(
            text,
            "\n{}[{name}]\n",
            comment(&schema["properties"][&name])
        );
        keys(&mut text, &schema, table, &defaults[&name]);
    }
    for name in lists {
        block(&mut text, &schema, &name);
    }
    text
}

/// Writes a block that may stand there several times, commented out: there is none by default.
fn block(text: &mut String, schema: &Value, name: &str) {
    let list = &schema["properties"][name];
    let table = resolve(schema, &list["items"]);
    let defaults = table["properties"].as_object().map(|properties| {
        let default = |(name, key): (&String, &Value)| (name.clone(), key["default"].clone());
        properties.iter().map(default).collect::<Value>()
    });
    let mut lines = format!("[[{name}]]\n");
    keys(&mut lines, schema, table, &defaults.unwrap_or_default());
    let _ = write!(text, "\n{}", comment(list));
    for line in lines.lines() {
        let line = line.strip_prefix("# ").unwrap_or(line);
        let _ = writeln!(text, "# {line}");
    }
}

/// Writes the plain keys of a table and answers the names of the tables in it.
fn keys(text: &mut String, root: &Value, table: &Value, defaults: &Value) -> Vec<String> {
    let empty = Map::new();
    let mut tables = Vec::new();
    for (name, key) in table["properties"].as_object().unwrap_or(&empty) {
        let items = resolve(root, &key["items"]);
        if [resolve(root, key), items]
            .iter()
            .any(|it| it["properties"].is_object())
        {
            tables.push(name.clone());
            continue;
        }
        text.push_str(&comment(key));
        let _ = match toml_value(&defaults[name]) {
            Some(value) => writeln!(text, "{name} = {value}"),
            None => writeln!(text, "# {name} ="),
        };
    }
    tables
}

fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let name = schema["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next());
    name.map_or(schema, |name| &root["$defs"][name])
}

fn comment(schema: &Value) -> String {
    let words = schema["description"].as_str().unwrap_or_default();
    words
        .lines()
        .fold(String::new(), |text, line| format!("{text}# {line}\n"))
}

fn toml_value(value: &Value) -> Option<String> {
    serde_json::from_value::<toml::Value>(value.clone())
        .ok()
        .map(|value| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../config.example.toml");

    /// To renew the file: `cargo run --bin rounds -- config --example > config.example.toml`.
    #[test]
    fn the_example_is_current_and_can_be_read() {
        let committed = std::fs::read_to_string(PATH).expect("the example is committed");
        assert_eq!(committed, example());
        toml::from_str::<File>(&committed).expect("the example is a configuration");
    }
}
