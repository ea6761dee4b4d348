//! The JSON of `KOReader`'s exporter: one document, or several under `documents`, each with its `entries`.

use super::intake::{Gathered, Intake, Spot};
use super::{Mark, Work, json, readwise};

pub(super) fn read(text: &str) -> Intake {
    let documents = json::Outline::of(text).list(&["documents"]);
    json::gather(documents.unwrap_or(text), take)
}

fn take(document: &json::Object, at: usize, gathered: &mut Gathered, intake: &mut Intake) {
    let title = json::text(document, &["title"]).unwrap_or_default();
    let Some(serde_json::Value::Array(entries)) = document.get("entries") else {
        intake.fault(Spot::Record(at), "has no list of entries");
        return;
    };
    if title.trim().is_empty() {
        intake.fault(Spot::Record(at), "has no title");
        return;
    }
    let author = json::text(document, &["author"]).unwrap_or_default();
    let unknown = ["N/A", "Unknown Author"].contains(&author.trim());
    let work = gathered.work(Work {
        title,
        byline: if unknown {
            Vec::new()
        } else {
            readwise::names(&author)
        },
        ..Work::default()
    });
    for (nth, entry) in entries.iter().enumerate() {
        let quoted = entry
            .as_object()
            .and_then(|entry| Some((entry, json::text(entry, &["text"])?)));
        let Some((entry, quote)) = quoted else {
            intake.fault(Spot::Passage(at, nth + 1), "has no text");
            continue;
        };
        let moment = json::moment(entry, &["time", "datetime"]);
        work.marks.push(Mark {
            quote,
            note: json::text(entry, &["note"]),
            label: json::text(entry, &["color"]),
            section: json::text(entry, &["chapter"]).into_iter().collect(),
            page: json::number(entry, "page"),
            at: moment,
            ..Mark::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_document_and_many() {
        let one = r#"{"title":"Trams","author":"Ann Lee\nBo Wu","version":"json/1.0.0","created_on":1714730000,
            "entries":[{"text":"The first tram","note":"Really?","chapter":"Dawn","page":12,"time":1714731120,"drawer":"lighten","color":"yellow","sort":"highlight"},
                       {"page":"x","sort":"bookmark","text":""}]}"#;
        let intake = read(one);
        let mark = &intake.works[0].marks[0];
        assert_eq!(intake.works[0].byline, ["Ann Lee", "Bo Wu"]);
        assert_eq!(
            (mark.label.as_deref(), mark.page),
            (Some("yellow"), Some(12))
        );
        assert_eq!(mark.section, ["Dawn"]);
        assert_eq!(mark.at.unwrap().to_string(), "2024-05-03T10:12:00Z");
        assert_eq!(
            intake.faults[0].to_string(),
            "record 1, passage 2: has no text"
        );
        let many = format!(
            r#"{{"version":"json/1","documents":[{one},{{"title":"Empty","entries":[]}},{{"entries":[]}},5]}}"#
        );
        let intake = read(&many);
        assert_eq!(
            (intake.records, intake.works.len(), intake.faults.len()),
            (4, 2, 3)
        );
    }
}
