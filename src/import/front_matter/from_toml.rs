//! TOML to fields.

use super::{DEEPEST, Fields, Trouble, Value};
use toml::Value as Toml;

/// Whether the first line of `content` that says anything sets a bare key, as in TOML and not in YAML.
pub(super) fn looks_so(content: &str) -> bool {
    let lines = content.split(['\n', '\r']).map(str::trim);
    let first = lines
        .into_iter()
        .find(|line| !line.is_empty() && !line.starts_with('#'));
    let key = first
        .and_then(|line| line.split_once('='))
        .map(|(key, _)| key.trim());
    key.is_some_and(|key| {
        let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        !key.is_empty() && key.bytes().all(is_bare)
    })
}

/// The fields of `content`.
pub(super) fn fields(content: &str) -> Result<Fields, Trouble> {
    let table: toml::Table = toml::from_str(content).map_err(|error| {
        let line = error
            .span()
            .and_then(|span| content.get(..span.start))
            .map(|before| 1 + before.matches('\n').count());
        let message = error.message().lines().next().unwrap_or("").to_owned();
        Trouble::Invalid(message, line)
    })?;
    if table.is_empty() {
        return Err(Trouble::NoFields);
    }
    let mut fields = Fields::new();
    for (key, value) in table {
        fields.push(&key, from_toml(value, DEEPEST));
    }
    Ok(fields)
}

/// Recursion is bounded by `depth`.
fn from_toml(value: Toml, depth: usize) -> Value {
    let Some(depth) = depth.checked_sub(1) else {
        return Value::null();
    };
    match value {
        Toml::String(text) => Value::Text(text),
        Toml::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| from_toml(item, depth))
                .collect(),
        ),
        Toml::Table(table) => Value::Map(
            table
                .into_iter()
                .map(|(key, value)| (key, from_toml(value, depth)))
                .collect(),
        ),
        other => Value::Text(other.to_string()),
    }
}
