//! The lists in Omnivore's export: address, state, progress and labels of each article.
//!
//! Its highlights lie in files of their own beside the list and are shown as those of the article.

use super::Work;
use super::intake::{Gathered, Intake, Spot};
use super::json::{self, Object};

pub(super) fn read(text: &str) -> Intake {
    let items = json::Outline::of(text).list(&["items"]);
    json::gather(items.unwrap_or(text), take)
}

fn take(record: &Object, at: usize, gathered: &mut Gathered, intake: &mut Intake) {
    let Some(url) = json::text(record, &["url", "originalUrl", "originalArticleUrl"]) else {
        intake.fault(Spot::Record(at), "has no address");
        return;
    };
    let state = json::text(record, &["state"])
        .unwrap_or_default()
        .to_lowercase();
    let is_archived = state == "archived" || json::flag(record, "isArchived") == Some(true);
    let finished = record
        .get("readingProgress")
        .or_else(|| record.get("readingProgressPercent"))
        .and_then(serde_json::Value::as_f64)
        .is_some_and(|percent| percent >= 98.0);
    let is_read = is_archived || state == "completed" || finished;
    gathered.work(Work {
        title: json::text(record, &["title"]).unwrap_or_default(),
        byline: json::strings(record, "author"),
        url: Some(url),
        tags: json::strings(record, "labels"),
        read: is_read.then_some(true),
        archived: is_archived.then_some(true),
        saved: json::moment(record, &["savedAt"]),
        changed: json::moment(record, &["archivedAt", "readAt", "updatedAt", "savedAt"]),
        ..Work::default()
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_and_labels() {
        let text = r#"[
          {"slug":"a","title":"Trams","url":"https://example.org/a","state":"Archived","labels":["city",{"name":"rail"}],"savedAt":"2024-05-03T10:12:00.000Z"},
          {"slug":"b","url":"https://example.org/b","state":"Active","readingProgress":100,"author":"Ann Lee"},
          {"slug":"c","url":"https://example.org/c","state":"Active","readingProgress":40},
          {"slug":"d"}, 7]"#;
        let intake = read(text);
        let told: Vec<_> = intake
            .works
            .iter()
            .map(|work| (work.read, work.archived))
            .collect();
        assert_eq!(
            told,
            [(Some(true), Some(true)), (Some(true), None), (None, None)]
        );
        assert_eq!(intake.works[0].tags, ["city", "rail"]);
        let faults: Vec<String> = intake.faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults,
            ["record 4: has no address", "record 5: is no object"]
        );
    }
}
