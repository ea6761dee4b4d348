//! What a page says of itself in JSON-LD (schema.org), the most careful of its metadata.

use crate::import::fields::add_names;
use serde_json::Value;
use std::collections::HashMap;

/// Objects of one page that are looked at.
const OBJECTS: usize = 20_000;

/// The fields of the article that a page describes.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) description: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    pub(super) keywords: Vec<String>,
}

/// Reads the scripts of a page. The first object that is an article and has a headline speaks; what it
/// lacks is taken from later ones.
pub(super) fn read(scripts: &[String]) -> Described {
    let values: Vec<Value> = scripts.iter().filter_map(|script| parse(script)).collect();
    let mut objects = Vec::new();
    let mut stack: Vec<&Value> = values.iter().rev().collect();
    while let Some(value) = stack.pop() {
        match value {
            Value::Array(items) => stack.extend(items.iter().rev()),
            Value::Object(fields) => {
                objects.push(value);
                stack.extend(fields.values().filter(|v| v.is_object() || v.is_array()));
            }
            _ => {}
        }
        if objects.len() >= OBJECTS {
            break;
        }
    }
    let named: HashMap<&str, &Value> = objects
        .iter()
        .filter(|object| object.get("name").is_some())
        .filter_map(|object| Some((object.get("@id")?.as_str()?, *object)))
        .collect();
    let mut articles: Vec<&Value> = objects.into_iter().filter(|o| is_article(o)).collect();
    articles.sort_by_key(|article| article.get("headline").is_none());
    let mut described = Described::default();
    for article in articles.into_iter().take(4) {
        merge(&mut described, article, &named);
    }
    described
}

/// Parses a script; comments and raw line breaks inside strings are common mistakes and mended.
fn parse(script: &str) -> Option<Value> {
    let body = script.trim();
    // XHTML hides scripts from its parser so.
    let body = body
        .trim_start_matches("//")
        .strip_prefix("<![CDATA[")
        .unwrap_or(body);
    let body = body
        .strip_suffix("//]]>")
        .or_else(|| body.strip_suffix("]]>"))
        .unwrap_or(body);
    let body = body.strip_prefix("<!--").unwrap_or(body);
    let body = body.strip_suffix("-->").unwrap_or(body);
    let body = body.trim().trim_end_matches(';');
    serde_json::from_str(body).ok().or_else(|| {
        let mended: String = body
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        serde_json::from_str(&mended).ok()
    })
}

fn is_article(object: &Value) -> bool {
    let of_kind = |kind: &str| {
        let kind = kind.rsplit(['/', ':']).next().unwrap_or(kind);
        kind.ends_with("Article")
            || kind.ends_with("Posting") && kind != "JobPosting"
            || kind == "Report"
    };
    match object.get("@type") {
        Some(Value::String(kind)) => of_kind(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(of_kind),
        _ => false,
    }
}

fn merge(described: &mut Described, article: &Value, named: &HashMap<&str, &Value>) {
    let text = |key: &str| article.get(key).and_then(string);
    let first = described.headline.is_none();
    described.headline = described.headline.take().or_else(|| text("headline"));
    if described.authors.is_empty() {
        let people = article.get("author").or_else(|| article.get("creator"));
        if let Some(value) = people {
            names(value, named, &mut described.authors);
        }
    }
    described.published = described
        .published
        .take()
        .or_else(|| text("datePublished"))
        .or_else(|| text("dateCreated"));
    described.description = described.description.take().or_else(|| text("description"));
    described.language = described.language.take().or_else(|| text("inLanguage"));
    described.url = described.url.take().or_else(|| text("url")).or_else(|| {
        let page = article.get("mainEntityOfPage")?;
        string(page).or_else(|| string(page.get("@id")?))
    });
    if described.publisher.is_none() {
        let mut found = Vec::new();
        if let Some(value) = article.get("publisher") {
            names(value, named, &mut found);
        }
        described.publisher = found.into_iter().next();
    }
    if first && described.keywords.is_empty() {
        described.keywords = match article.get("keywords") {
            Some(Value::Array(words)) => words.iter().filter_map(string).collect(),
            Some(Value::String(words)) => words
                .split(',')
                .map(|word| word.trim().to_owned())
                .collect(),
            _ => Vec::new(),
        };
    }
}

/// The names in an author or publisher: a string, an object, a reference to one, or a list of these.
fn names(value: &Value, named: &HashMap<&str, &Value>, found: &mut Vec<String>) {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    for item in items.iter().take(50) {
        let referred = item
            .get("@id")
            .and_then(Value::as_str)
            .and_then(|id| named.get(id).copied());
        let name = item
            .get("name")
            .or_else(|| referred.and_then(|object| object.get("name")));
        let strings: Vec<String> = match name.unwrap_or(item) {
            Value::Array(parts) => parts.iter().filter_map(string).collect(),
            single => string(single).into_iter().collect(),
        };
        for text in strings {
            add_names(found, &text);
        }
    }
}

fn string(value: &Value) -> Option<String> {
    let text = value
        .as_str()
        .or_else(|| value.get("@value")?.as_str())?
        .trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_found_through_references() {
        let script = r##"{"@context":"https://schema.org","@graph":[
            {"@type":"WebSite","@id":"#site","name":"Example News"},
            {"@type":["NewsArticle"],"headline":"Lights out","author":{"@id":"#ann"},
             "publisher":{"@id":"#site"},"datePublished":"2025-02-18T07:30:00Z"},
            {"@type":"Person","@id":"#ann","name":"Ann Lee"}]}"##;
        let described = read(&[script.to_owned()]);
        assert_eq!(described.headline.as_deref(), Some("Lights out"));
        assert_eq!(described.authors, ["Ann Lee"]);
        assert_eq!(described.publisher.as_deref(), Some("Example News"));
    }

    #[test]
    fn broken_scripts_are_mended_or_passed_over() {
        let broken = "{\"@type\":\"NewsArticle\",\"headline\":\"Two\nlines\"}";
        let described = read(&["{oops".to_owned(), broken.to_owned()]);
        assert_eq!(described.headline.as_deref(), Some("Two lines"));
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(read(&[deep]), Described::default());
    }
}
