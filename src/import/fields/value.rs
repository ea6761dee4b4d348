//! The values that fields have.

use crate::import::entities;
use std::borrow::Cow;

/// How deep values may lie in each other. What lies deeper is left out.
pub(in crate::import) const DEEPEST: usize = 32;

/// The value of a field. A number, a truth value and a date are texts: what they mean depends on the key.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::import) enum Value {
    /// A scalar; empty for null.
    Text(String),
    /// A list.
    List(Vec<Self>),
    /// A table, keys as they were written.
    Map(Vec<(String, Self)>),
}

impl Value {
    /// The null value.
    pub(in crate::import) const fn null() -> Self {
        Self::Text(String::new())
    }

    /// The pairs of a table; `None` for anything else.
    pub(super) fn table(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Map(pairs) => Some(pairs),
            Self::Text(_) | Self::List(_) => None,
        }
    }

    /// The value with the character references of HTML in its texts replaced. As deep as a value may lie, no
    /// deeper does this recurse.
    pub(super) fn decoded(self) -> Self {
        match self {
            Self::Text(text) => match entities::decoded(&text) {
                Cow::Borrowed(_) => Self::Text(text),
                Cow::Owned(decoded) => Self::Text(decoded),
            },
            Self::List(items) => Self::List(items.into_iter().map(Self::decoded).collect()),
            Self::Map(pairs) => {
                let pairs = pairs.into_iter();
                Self::Map(pairs.map(|(key, value)| (key, value.decoded())).collect())
            }
        }
    }

    /// The value as one text: a list's items joined by commas, a table's `name`. `None` when blank.
    pub(in crate::import) fn text(&self) -> Option<String> {
        let texts = self.texts();
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    /// The texts in the value, blank ones left out.
    pub(in crate::import) fn texts(&self) -> Vec<&str> {
        let mut found = Vec::new();
        // Explicit stack: the depth of a value is bounded, but not by this module.
        let mut open = vec![self];
        while let Some(value) = open.pop() {
            match value {
                Self::Text(text) if text.trim().is_empty() => {}
                Self::Text(text) => found.push(text.as_str()),
                Self::List(items) => open.extend(items.iter().rev()),
                Self::Map(pairs) => open.extend(
                    pairs
                        .iter()
                        .find(|(key, _)| super::folded_key(key) == "name")
                        .map(|(_, value)| value),
                ),
            }
        }
        found
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<Vec<String>> for Value {
    fn from(texts: Vec<String>) -> Self {
        Self::List(texts.into_iter().map(Self::Text).collect())
    }
}

/// The items of a list of strings that came as one string, as programs in Python write it: `['a', "b, c"]`.
/// `None` for anything else.
pub(super) fn quoted_items(text: &str) -> Option<Vec<String>> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(']')?;
    let mut items = Vec::new();
    let mut signs = inner.chars().peekable();
    loop {
        while signs.next_if(|c| c.is_whitespace()).is_some() {}
        let quote = signs.next_if(|c| matches!(c, '\'' | '"'))?;
        let mut item = String::new();
        loop {
            match signs.next()? {
                '\\' => item.extend(signs.next()),
                c if c == quote => break,
                c => item.push(c),
            }
        }
        items.push(item);
        while signs.next_if(|c| c.is_whitespace()).is_some() {}
        match signs.next() {
            None => return Some(items),
            Some(',') => {}
            Some(_) => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_strings_is_told_from_other_brackets() {
        let items = quoted_items(r#"[ 'Ann O\'Hara' , "city, port",'x' ]"#).unwrap();
        assert_eq!(items, ["Ann O'Hara", "city, port", "x"]);
        for other in [
            "[a, b]",
            "['a'",
            "['a' 'b']",
            "['a', b]",
            "[]",
            "'a'",
            "['a",
        ] {
            assert_eq!(quoted_items(other), None, "{other}");
        }
    }
}
