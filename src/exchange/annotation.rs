//! Annotations by the W3C's Web Annotation Data Model (2017), in JSON-LD; and as Hypothesis gives them out.
//!
//! A passage is an annotation whose target has a text quote and, where the text was at hand, a text position, which
//! counts characters (section 4.2.5) and not bytes, and a text directive as a fragment selector. The note is a body
//! that comments, the label one that tags. What the model has no word for is said in those of schema.org, for which
//! its context (`http://www.w3.org/ns/anno.jsonld`) has the prefix.

use super::fragment;
use super::intake::{Gathered, Intake, Spot};
use super::json::{self, Object};
use super::{Mark, Work};
use serde_json::{Value, json};

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";
/// Before the id of a bookmark of ours.
const OWN: &str = "urn:newsprint:mark:";
/// Before the id of an article that has no address.
const OWN_ARTICLE: &str = "urn:newsprint:article:";
/// Before the path of an article that has no address.
const FILE: &str = "file://";

/// `works` as a collection of annotations, one a line.
pub fn write(works: &[Work]) -> String {
    let total: usize = works.iter().map(|work| work.marks.len()).sum();
    let mut out = format!(
        "{{\"@context\":\"{CONTEXT}\",\"id\":\"urn:newsprint:marks\",\"type\":\"AnnotationCollection\",\
         \"label\":\"Passages kept in newsprint\",\"total\":{total},\"first\":{{\"id\":\"urn:newsprint:marks:1\",\
         \"type\":\"AnnotationPage\",\"startIndex\":0,\"items\":["
    );
    let marks = works
        .iter()
        .flat_map(|work| work.marks.iter().map(move |mark| (work, mark)));
    for (at, (work, mark)) in marks.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&annotation(work, mark, at).to_string());
    }
    out.push_str("\n]}}\n");
    json::escaped(&out)
}

fn annotation(work: &Work, mark: &Mark, at: usize) -> Value {
    let id = match &mark.id {
        Some(id) => format!("{OWN}{}", path_encoded(id)),
        None => format!("urn:newsprint:marks:1:{at}"),
    };
    let mut bodies = Vec::new();
    let body = |value: &str, purpose: &str| json!({"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose});
    bodies.extend(mark.note.as_deref().map(|note| body(note, "commenting")));
    bodies.extend(mark.label.as_deref().map(|label| body(label, "tagging")));
    let motivation = if mark.note.is_some() {
        "commenting"
    } else {
        "highlighting"
    };
    let mut annotation = json!({"id": id, "type": "Annotation", "motivation": motivation, "target": target(work, mark)});
    if let Some(object) = annotation.as_object_mut() {
        if !bodies.is_empty() {
            object.insert("body".to_owned(), Value::Array(bodies));
        }
        if let Some(at) = mark.at {
            object.insert("created".to_owned(), json!(at.to_string()));
        }
    }
    annotation
}

fn target(work: &Work, mark: &Mark) -> Value {
    let mut quote = json!({"type": "TextQuoteSelector", "exact": mark.quote});
    for (key, words) in [("prefix", &mark.prefix), ("suffix", &mark.suffix)] {
        if !words.is_empty() {
            quote[key] = json!(words);
        }
    }
    let mut selectors = vec![quote];
    if let Some([start, end]) = mark.chars {
        selectors.push(json!({"type": "TextPositionSelector", "start": start, "end": end}));
    }
    if let Some(directive) = fragment::directive(mark) {
        selectors.push(json!({"type": "FragmentSelector", "conformsTo": "https://wicg.github.io/scroll-to-text-fragment/", "value": directive}));
    }
    let mut target =
        json!({"type": "SpecificResource", "source": source(work), "selector": selectors});
    let mut whole = json!({"type": "schema:Article"});
    let facts = [
        ("schema:name", json!(work.title)),
        ("schema:author", json!(work.byline)),
        ("schema:publisher", json!(work.site)),
        ("schema:datePublished", json!(work.published)),
    ];
    for (key, value) in facts {
        if !matches!(&value, Value::Null) && value != json!("") && value != json!([]) {
            whole[key] = value;
        }
    }
    target["schema:isPartOf"] = whole;
    let facts = [
        ("schema:url", json!(work.link(mark))),
        ("schema:articleSection", json!(mark.section)),
        (
            "schema:pagination",
            json!(mark.page.map(|page| page.to_string())),
        ),
        ("schema:abstract", json!(mark.context)),
    ];
    for (key, value) in facts {
        if !matches!(&value, Value::Null) && value != json!([]) {
            target[key] = value;
        }
    }
    target
}

/// What the annotation is about: the address of the article, or else its file, or a name that only we know.
fn source(work: &Work) -> String {
    if let Some(url) = &work.url {
        return fragment::web_address(url).unwrap_or_else(|| crate::text::harmless_line(url));
    }
    match (&work.path, &work.id) {
        (Some(path), _) if path.starts_with('/') => format!("{FILE}{}", path_encoded(path)),
        (_, Some(id)) => format!("{OWN_ARTICLE}{}", path_encoded(id)),
        _ => format!("urn:newsprint:title:{}", path_encoded(&work.title)),
    }
}

fn path_encoded(path: &str) -> String {
    fragment::encoded(path, |c| c.is_ascii_alphanumeric() || "-._~/:".contains(c))
}

fn path_decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let hex = behind
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok());
        let byte = hex
            .filter(|_| *first == b'%')
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = byte {
            bytes.push(byte);
            rest = behind.get(2..).unwrap_or(&[]);
        } else {
            bytes.push(*first);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(super) fn read(text: &str) -> Intake {
    let start = text.trim_start();
    json::gather(list(start).unwrap_or(start), take)
}

/// The list of annotations in a page, a collection with its first page, or an answer or export of Hypothesis.
fn list(text: &str) -> Option<&str> {
    if text.starts_with('[') {
        return Some(text);
    }
    let keys = ["items", "rows", "annotations"];
    let outline = json::Outline::of(text);
    outline
        .list(&keys)
        .or_else(|| json::Outline::of(outline.raw("first")?).list(&keys))
}

fn take(record: &Object, at: usize, gathered: &mut Gathered, intake: &mut Intake) {
    let targets: Vec<&Value> = match record.get("target") {
        Some(Value::Array(targets)) => targets.iter().collect(),
        Some(target) => vec![target],
        None => Vec::new(),
    };
    let is_reply = matches!(record.get("references"), Some(Value::Array(list)) if !list.is_empty());
    if is_reply {
        intake.fault(
            Spot::Record(at),
            "is a reply to another annotation and marks no passage",
        );
        return;
    }
    if targets.is_empty() {
        intake.fault(Spot::Record(at), "has no target");
        return;
    }
    let mut is_told = false;
    let mut marks = Vec::new();
    for target in targets.iter().copied() {
        if let Some(source) = source_of(record, target) {
            let mark = quoted(target).map(|mark| (work(record, target, &source), mark));
            marks.extend(mark);
        } else {
            is_told = true;
            intake.fault(Spot::Record(at), "does not say what it is about");
        }
    }
    if marks.is_empty() && !is_told {
        let reason = "quotes no passage: it is about the page as a whole";
        intake.fault(Spot::Record(at), reason);
    }
    let (note, label) = bodies(record);
    for (nth, (work, mut mark)) in marks.into_iter().enumerate() {
        name(&mut mark, record, (targets.len() > 1).then_some(nth));
        mark.note.clone_from(&note);
        mark.label.clone_from(&label);
        mark.at = json::moment(
            record,
            &["created", "dcterms:created", "updated", "modified"],
        );
        gathered.work(work).marks.push(mark);
    }
}

/// Gives `mark` the name of its annotation, with a number where that has several targets.
fn name(mark: &mut Mark, record: &Object, nth: Option<usize>) {
    let id = json::text(record, &["id", "@id"]);
    let own = id.as_deref().and_then(|id| id.strip_prefix(OWN));
    let own = own.map(path_decoded);
    mark.is_ours = own.is_some() && nth.is_none();
    mark.id = own.or(id);
    if let Some(nth) = nth {
        mark.id = mark.id.take().map(|id| format!("{id} {nth}"));
    }
}

/// What is annotated.
fn source_of(record: &Object, target: &Value) -> Option<String> {
    let named = |value: &Value| match value {
        Value::String(iri) => Some(iri.clone()),
        Value::Object(object) => json::text(object, &["id", "@id"]),
        _ => None,
    };
    let own = match target {
        Value::Object(object) => object
            .get("source")
            .and_then(named)
            .or_else(|| named(target)),
        other => named(other),
    };
    // Hypothesis says it of the annotation; its target says the same.
    let said = json::text(record, &["uri"]);
    said.or(own)
        .or_else(|| json::text(record, &["url"]))
        .filter(|source| !source.trim().is_empty())
}

fn work(record: &Object, target: &Value, source: &str) -> Work {
    let mut work = Work::default();
    let whole = target.get("schema:isPartOf").and_then(Value::as_object);
    if let Some(whole) = whole {
        work.title = json::text(whole, &["schema:name"]).unwrap_or_default();
        work.byline = json::strings(whole, "schema:author");
        work.site = json::text(whole, &["schema:publisher"]);
        work.published = json::text(whole, &["schema:datePublished"]);
    }
    if let Some(document) = record.get("document").and_then(Value::as_object) {
        work.title = json::strings(document, "title")
            .into_iter()
            .next()
            .unwrap_or_default();
    }
    if let Some(path) = source.strip_prefix(FILE) {
        work.path = Some(path_decoded(path));
    } else if let Some(id) = source.strip_prefix(OWN_ARTICLE) {
        work.id = Some(path_decoded(id));
    } else if !source.starts_with("urn:newsprint:") {
        work.url = Some(source.to_owned());
    }
    work
}

/// The passage that a target selects.
fn quoted(target: &Value) -> Option<Mark> {
    let mut mark = Mark::default();
    let object = target.as_object()?;
    let mut waiting: Vec<&Value> = object.get("selector").into_iter().collect();
    let mut seen = 0;
    while let Some(value) = waiting.pop() {
        seen += 1;
        if seen > 100 {
            break;
        }
        match value {
            Value::Array(list) => waiting.extend(list),
            Value::Object(selector) => {
                waiting.extend(selector.get("refinedBy"));
                select(selector, &mut mark);
            }
            _ => {}
        }
    }
    mark.section = json::strings(object, "schema:articleSection");
    mark.page = json::number(object, "schema:pagination");
    mark.context = json::text(object, &["schema:abstract"]);
    (!mark.quote.trim().is_empty()).then_some(mark)
}

fn select(selector: &Object, mark: &mut Mark) {
    let words = |key: &str| match selector.get(key) {
        Some(Value::String(words)) => words.clone(),
        _ => String::new(),
    };
    match json::text(selector, &["type", "@type"]).as_deref() {
        Some("TextQuoteSelector" | "oa:TextQuoteSelector") => {
            mark.quote = words("exact");
            mark.prefix = words("prefix");
            mark.suffix = words("suffix");
        }
        Some("TextPositionSelector" | "oa:TextPositionSelector") => {
            mark.chars = json::number(selector, "start")
                .zip(json::number(selector, "end"))
                .map(|(start, end)| [start, end]);
        }
        Some("PageSelector") => {
            mark.page = json::number(selector, "label").or(mark.page);
        }
        _ => {}
    }
}

/// The note and the label that the bodies of an annotation are.
fn bodies(record: &Object) -> (Option<String>, Option<String>) {
    let mut notes = Vec::new();
    let mut tags = json::strings(record, "tags");
    notes.extend(json::text(record, &["bodyValue", "text"]));
    let bodies: &[Value] = match record.get("body") {
        Some(Value::Array(bodies)) => bodies,
        Some(body) => std::slice::from_ref(body),
        None => &[],
    };
    for body in bodies {
        match body {
            Value::Object(body) => {
                let value = json::text(body, &["value", "chars", "rdf:value"]);
                let is_tag = json::strings(body, "purpose")
                    .iter()
                    .any(|purpose| purpose == "tagging");
                if is_tag {
                    tags.extend(value);
                } else {
                    notes.extend(value);
                }
            }
            // The address of a note that lies elsewhere.
            other => notes.extend(json::words(other)),
        }
    }
    let note = notes.join("\n\n");
    let label = tags.join(", ");
    (
        Some(note).filter(|note| !note.is_empty()),
        Some(label).filter(|label| !label.is_empty()),
    )
}

#[cfg(test)]
mod tests;
