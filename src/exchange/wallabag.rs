//! Wallabag's JSON: address, read, starred, tags, and the passages that were marked.

use super::intake::{Gathered, Intake, Spot};
use super::json::{self, Object};
use super::{Mark, Work};
use serde_json::Value;

pub(super) fn read(text: &str) -> Intake {
    let items = json::Outline::of(text).list(&["items", "entries"]);
    json::gather(items.unwrap_or(text), take)
}

fn take(record: &Object, at: usize, gathered: &mut Gathered, intake: &mut Intake) {
    let Some(url) = json::text(record, &["url", "given_url", "origin_url"]) else {
        intake.fault(Spot::Record(at), "has no address");
        return;
    };
    let is_read = json::flag(record, "is_archived").filter(|flag| *flag);
    let marks = marks(record, at, intake);
    let work = gathered.work(Work {
        title: json::text(record, &["title"]).unwrap_or_default(),
        byline: json::strings(record, "published_by"),
        url: Some(url),
        tags: json::strings(record, "tags"),
        read: is_read,
        archived: is_read,
        starred: json::flag(record, "is_starred").filter(|flag| *flag),
        saved: json::moment(record, &["created_at"]),
        changed: json::moment(
            record,
            &["updated_at", "archived_at", "starred_at", "created_at"],
        ),
        ..Work::default()
    });
    work.marks.extend(marks);
}

fn marks(record: &json::Object, at: usize, intake: &mut Intake) -> Vec<Mark> {
    let Some(Value::Array(list)) = record.get("annotations") else {
        return Vec::new();
    };
    let mut marks = Vec::new();
    for (nth, annotation) in list.iter().enumerate() {
        let quote = annotation
            .as_object()
            .and_then(|annotation| Some((annotation, json::text(annotation, &["quote"])?)));
        let Some((annotation, quote)) = quote else {
            intake.fault(Spot::Passage(at, nth + 1), "has no quote");
            continue;
        };
        marks.push(Mark {
            id: json::text(annotation, &["id"]).map(|id| format!("wallabag:{id}")),
            quote,
            note: json::text(annotation, &["text"]),
            at: json::moment(annotation, &["created_at", "updated_at"]),
            ..Mark::default()
        });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_tags_and_annotations() {
        let text = r#"[{"id":7,"title":"Trams","url":"https://example.org/a","is_archived":1,"is_starred":"0","tags":["city",{"label":"rail","slug":"rail"}],
            "created_at":"2024-05-03T10:12:00+0000","annotations":[{"id":3,"text":"Really?","quote":"The first tram","ranges":[]},{"text":"none"}]},
            {"id":8,"url":"https://example.org/b","is_archived":false,"is_starred":true}]"#;
        let intake = read(text);
        let [a, b] = intake.works.as_slice() else {
            panic!()
        };
        assert_eq!(
            (a.read, a.starred, a.tags.as_slice()),
            (
                Some(true),
                None,
                ["city".to_owned(), "rail".to_owned()].as_slice()
            )
        );
        assert_eq!(a.marks[0].note.as_deref(), Some("Really?"));
        assert_eq!((b.read, b.starred), (None, Some(true)));
        assert_eq!(
            intake.faults[0].to_string(),
            "record 1, passage 2: has no quote"
        );
    }
}
