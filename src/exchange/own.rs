//! Our own JSON: all that is known of the articles and the passages in them.
//!
//! One object:
//!
//! ```json
//! {"format": "newsprint-marks", "version": 1, "articles": [
//!   {"id": "0f3c…", "title": "…", "byline": ["…"], "site": "…", "url": "https://…", "path": "/…", "content": "…",
//!    "published": "2025-02-18", "saved": "2025-02-19T08:00:00Z", "read": true, "starred": false, "archived": false,
//!    "tags": ["…"], "changed": "2025-02-20T08:00:00Z", "marks": [
//!      {"id": "9ab1…", "quote": "…", "prefix": "…", "suffix": "…", "start": 120, "end": 164, "alike": 31,
//!       "note": "…", "label": "…", "section": ["…", "…"], "at": "2025-02-19T08:10:00Z", "page": 2,
//!       "context": "…", "status": "moved", "now": [131, 175], "link": "https://…#:~:text=…"},
//!      {"quote": "…", "in_file": true}]}]}
//! ```
//!
//! What is not known is left out. `start`, `end` and `now` are bytes of the article's text as `newsprint inspect
//! --text` prints it, `start` and `end` when the passage was marked, `now` when this was written; `alike` says how
//! like to it the likest other passage was, in percent; `page` counts from 1; `status` is `exact`, `moved`,
//! `changed` or `lost`; `in_file` is said of what the file itself highlights, which is written when it is asked for and
//! not read: the file still has it. Times are by RFC 3339. Keys may be added, never renamed; a reader passes over those that it
//! does not know. A change that breaks this has another `version`.

use super::intake::{Intake, Spot};
use super::json::{self, Object};
use super::{Mark, Status, Work};
use crate::text::TextRange;
use serde_json::{Value, json};

/// What the key `format` says.
const FORMAT: &str = "newsprint-marks";
/// The version that is written and understood.
const VERSION: usize = 1;

/// `works` in our own JSON, one article and one passage a line.
pub fn write(works: &[Work]) -> String {
    let mut out = format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"articles\":[");
    for (at, work) in works.iter().enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        let head = Value::Object(article(work)).to_string();
        out.push_str(head.strip_suffix('}').unwrap_or(&head));
        out.push_str(if head.len() > 2 {
            ",\"marks\":["
        } else {
            "\"marks\":["
        });
        for (nth, mark) in work.marks.iter().enumerate() {
            out.push_str(if nth == 0 { "\n  " } else { ",\n  " });
            out.push_str(&Value::Object(self::mark(mark, work)).to_string());
        }
        out.push_str("]}");
    }
    out.push_str("\n]}\n");
    super::json::escaped(&out)
}

/// Puts `value` in under `key`, unless it says nothing.
fn put(object: &mut Object, key: &str, value: impl Into<Value>) {
    let value = value.into();
    let says = match &value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        _ => true,
    };
    if says {
        object.insert(key.to_owned(), value);
    }
}

fn article(work: &Work) -> Object {
    let mut object = Object::new();
    put(&mut object, "id", work.id.clone());
    put(&mut object, "title", work.title.clone());
    put(&mut object, "byline", work.byline.clone());
    put(&mut object, "site", work.site.clone());
    put(&mut object, "url", work.url.clone());
    put(&mut object, "path", work.path.clone());
    put(&mut object, "content", work.content.clone());
    put(&mut object, "published", work.published.clone());
    put(&mut object, "saved", work.saved.map(|at| at.to_string()));
    put(&mut object, "read", work.read);
    put(&mut object, "starred", work.starred);
    put(&mut object, "archived", work.archived);
    put(&mut object, "tags", work.tags.clone());
    put(
        &mut object,
        "changed",
        work.changed.map(|at| at.to_string()),
    );
    object
}

fn mark(mark: &Mark, work: &Work) -> Object {
    let mut object = Object::new();
    put(&mut object, "id", mark.id.clone());
    object.insert("quote".to_owned(), json!(mark.quote));
    put(&mut object, "in_file", mark.in_file.then_some(true));
    put(&mut object, "prefix", mark.prefix.clone());
    put(&mut object, "suffix", mark.suffix.clone());
    put(&mut object, "start", mark.start);
    put(&mut object, "end", mark.end);
    put(&mut object, "alike", mark.alike);
    put(&mut object, "note", mark.note.clone());
    put(&mut object, "label", mark.label.clone());
    put(&mut object, "section", mark.section.clone());
    put(&mut object, "at", mark.at.map(|at| at.to_string()));
    put(&mut object, "page", mark.page);
    put(&mut object, "context", mark.context.clone());
    put(&mut object, "status", mark.status.map(Status::word));
    put(
        &mut object,
        "now",
        mark.now.map(|now| json!([now.start, now.end])),
    );
    put(&mut object, "link", work.link(mark));
    object
}

pub(super) fn read(text: &str) -> Intake {
    let mut intake = Intake::default();
    let outline = json::Outline::of(text);
    let version = outline.raw("version");
    let version = version.and_then(|version| version.parse::<usize>().ok());
    if version.is_some_and(|version| version > VERSION) {
        let reason =
            "was written by a later newsprint; what this one does not know of it is left out";
        intake.fault(Spot::File, reason);
    }
    let Some(list) = outline.list(&["articles"]) else {
        intake.fault(Spot::File, "has no list of articles");
        return intake;
    };
    let (elements, fault) = json::elements(list);
    for (at, raw) in elements.into_iter().enumerate() {
        intake.records += 1;
        match json::object(raw) {
            Ok(object) => {
                let work = work_of(&object, at + 1, &mut intake);
                intake.works.push(work);
            }
            Err(reason) => intake.fault(Spot::Record(at + 1), reason),
        }
    }
    intake.faults.extend(fault);
    intake
}

fn work_of(object: &Object, at: usize, intake: &mut Intake) -> Work {
    let text = |key| json::text(object, &[key]);
    let mut work = Work {
        id: text("id"),
        title: text("title").unwrap_or_default(),
        byline: json::strings(object, "byline"),
        site: text("site"),
        url: text("url"),
        path: text("path"),
        content: text("content"),
        published: text("published"),
        saved: json::moment(object, &["saved"]),
        read: json::flag(object, "read"),
        starred: json::flag(object, "starred"),
        archived: json::flag(object, "archived"),
        tags: json::strings(object, "tags"),
        changed: json::moment(object, &["changed"]),
        marks: Vec::new(),
    };
    let marks = match object.get("marks") {
        Some(Value::Array(marks)) => marks.as_slice(),
        None => &[],
        Some(_) => {
            intake.fault(Spot::Record(at), "its marks are no list");
            &[]
        }
    };
    let of_file = |value: &Value| value.get("in_file") == Some(&Value::Bool(true));
    for (nth, value) in marks
        .iter()
        .enumerate()
        .filter(|(_, value)| !of_file(value))
    {
        match value.as_object().and_then(mark_of) {
            Some(mark) => work.marks.push(mark),
            None => intake.fault(Spot::Passage(at, nth + 1), "has no quote"),
        }
    }
    work
}

fn mark_of(object: &Object) -> Option<Mark> {
    let text = |key: &str| match object.get(key) {
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    let status = text("status");
    let now = match object.get("now") {
        Some(Value::Array(ends)) => match ends.as_slice() {
            [start, end] => offset(start).zip(offset(end)),
            _ => None,
        },
        _ => None,
    };
    Some(Mark {
        id: json::text(object, &["id"]),
        is_ours: true,
        in_file: false,
        quote: text("quote").filter(|quote| !quote.trim().is_empty())?,
        prefix: text("prefix").unwrap_or_default(),
        suffix: text("suffix").unwrap_or_default(),
        start: json::number(object, "start"),
        end: json::number(object, "end"),
        alike: json::number(object, "alike").and_then(|alike| u8::try_from(alike).ok()),
        note: text("note"),
        label: text("label"),
        section: json::strings(object, "section"),
        at: json::moment(object, &["at"]),
        page: json::number(object, "page"),
        context: text("context"),
        status: Status::ALL
            .into_iter()
            .find(|own| status.as_deref() == Some(own.word())),
        now: now.map(|(start, end)| TextRange::new(start, end)),
        chars: None,
        link: text("link"),
    })
}

fn offset(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn faults(intake: &Intake) -> Vec<String> {
        intake.faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_broken_is_told_and_the_rest_is_read() {
        let text = r#"{"format":"newsprint-marks","version":2,"new":{"deep":[1]},"articles":[
            {"title":"A","url":"https://example.org/a","marks":[{"quote":"one"},{"note":"no quote"},7,{"quote":"two","start":"3"}]},
            "no article",
            {"title":"B","marks":"none","colour":"unknown keys are passed over"},
            {"title":"cut"#;
        let intake = read(text);
        assert_eq!(intake.works.len(), 2);
        assert_eq!(intake.works[0].marks.len(), 2);
        assert_eq!(intake.works[0].marks[1].start, Some(3));
        let told = faults(&intake);
        assert!(told[0].contains("later newsprint"));
        assert_eq!(
            told[1..5],
            [
                "record 1, passage 2: has no quote",
                "record 1, passage 3: has no quote",
                "record 2: is no object",
                "record 3: its marks are no list"
            ]
        );
        assert!(
            told[5].starts_with("line 5: the JSON breaks off here"),
            "{told:?}"
        );
        assert_eq!(faults(&read("{}")), ["has no list of articles"]);
    }

    fn text() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[ -~“”ü\u{202e}\u{1b}\n]{0,30}"]
    }

    prop_compose! {
        fn marks()(
            quote in text().prop_filter("says something", |quote| !quote.trim().is_empty()),
            ends in prop::option::of((0usize..9_000, 0usize..9_000)),
            words in prop::collection::vec("[a-z ü\"\\\\]{0,9}[a-z]", 3..5),
            (prefix, suffix, note) in (text(), text(), prop::option::of(text())),
            page in prop::option::of(1usize..90),
            status in prop::option::of(prop::sample::select(Status::ALL.to_vec())),
            second in prop::option::of(-1_000_000_000i64..4_000_000_000),
        ) -> Mark {
            Mark {
                id: Some(words[0].clone()),
                is_ours: true,
                in_file: false,
                quote, prefix, suffix,
                start: ends.map(|(start, _)| start),
                end: ends.map(|(_, end)| end),
                alike: page.and_then(|page| u8::try_from(page).ok()),
                note: note.filter(|note| !note.is_empty()),
                label: Some(words[1].clone()),
                section: words,
                at: second.and_then(|second| jiff::Timestamp::from_second(second).ok()),
                page,
                context: Some("It was dark.".to_owned()),
                status,
                now: ends.map(|(a, b)| TextRange::new(a.min(b), a.max(b))),
                chars: None,
                link: None,
            }
        }
    }

    proptest! {
        #[test]
        fn everything_comes_back(marks in prop::collection::vec(marks(), 0..4), flags in any::<[Option<bool>; 3]>(), title in "[a-z \"]{0,9}[a-z]") {
            let work = Work {
                id: Some("0f3c".to_owned()),
                title,
                byline: vec!["Ann Lee".to_owned()],
                site: Some("Example".to_owned()),
                path: Some("/home/ann/a.md".to_owned()),
                content: Some("abc".to_owned()),
                published: Some("2025-02-18".to_owned()),
                saved: jiff::Timestamp::from_second(5).ok(),
                read: flags[0],
                starred: flags[1],
                archived: flags[2],
                tags: vec!["a b".to_owned(), "c".to_owned()],
                changed: jiff::Timestamp::from_second(7).ok(),
                marks,
                url: None,
            };
            let written = write(&[work.clone(), Work::default()]);
            let is_harmful = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
            prop_assert!(!written.chars().any(is_harmful));
            let back = read(&written);
            prop_assert_eq!(back.faults.len(), 0, "{:?} {}", back.faults, written);
            prop_assert_eq!(back.works, vec![work, Work::default()]);
        }
    }
}
