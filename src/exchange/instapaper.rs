//! Instapaper's CSV: `URL, Title, Selection, Folder, Timestamp`, and in newer files `Tags`, a list in JSON.
//!
//! The folder says what was put away and what was starred; a folder of the reader's own is a tag. The selection is a
//! passage.

use super::csv::{Columns, Records};
use super::intake::{Gathered, Intake, Spot};
use super::{Mark, Work, json};

pub(super) fn read(text: &str) -> Intake {
    let mut intake = Intake::default();
    let mut gathered = Gathered::default();
    let mut records = Records::new(text);
    let Some(Ok(names)) = records.next().map(|record| record.fields) else {
        intake.fault(Spot::File, "has no line with the names of its columns");
        return intake;
    };
    let columns = Columns::new(&names);
    for record in records {
        intake.records += 1;
        let fields = match record.fields {
            Ok(fields) => fields,
            Err(reason) => {
                intake.fault(Spot::Line(record.line), reason);
                continue;
            }
        };
        let value = |name: &str| columns.value(&fields, &[name]);
        let Some(url) = value("url") else {
            intake.fault(Spot::Line(record.line), "has no address");
            continue;
        };
        let folder = value("folder").unwrap_or("").trim();
        let is = |name: &str| folder.eq_ignore_ascii_case(name);
        let mut tags = tags(value("tags").unwrap_or(""));
        if !["", "unread", "archive", "starred"]
            .iter()
            .any(|name| is(name))
        {
            tags.push(folder.to_owned());
        }
        let at = value("timestamp").and_then(json::at);
        let work = gathered.work(Work {
            title: value("title").unwrap_or("").to_owned(),
            url: Some(url.trim().to_owned()),
            tags,
            read: is("archive").then_some(true),
            archived: is("archive").then_some(true),
            starred: is("starred").then_some(true),
            saved: at,
            changed: at,
            ..Work::default()
        });
        if let Some(quote) = value("selection") {
            work.marks.push(Mark {
                quote: quote.to_owned(),
                at,
                ..Mark::default()
            });
        }
    }
    intake.works = gathered.into_works();
    intake
}

/// A list in JSON, or words between commas.
fn tags(list: &str) -> Vec<String> {
    let list = list.trim();
    let parsed = serde_json::from_str::<Vec<String>>(list);
    parsed.unwrap_or_else(|_| {
        let words = list.split([',', '|']).map(|tag| tag.trim().to_owned());
        words.filter(|tag| !tag.is_empty()).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_selections() {
        let text = "URL,Title,Selection,Folder,Timestamp,Tags\nhttps://example.org/a,Trams,\"The first tram\ncrossed.\",Archive,1714730000,\"[\"\"city\"\",\"\"rail, light\"\"]\"\nhttps://example.org/b,Lamps,,Harbour,1714730000,[]\nhttps://example.org/c,Boats,,Starred,1714730000,\n";
        let intake = read(text);
        assert_eq!(intake.faults, []);
        let [a, b, c] = intake.works.as_slice() else {
            panic!()
        };
        assert_eq!(
            (a.read, a.archived, a.starred),
            (Some(true), Some(true), None)
        );
        assert_eq!(a.tags, ["city", "rail, light"]);
        assert_eq!(a.marks[0].quote, "The first tram\ncrossed.");
        assert_eq!(
            (b.read, b.tags.as_slice()),
            (None, ["Harbour".to_owned()].as_slice())
        );
        assert_eq!((c.starred, c.tags.len()), (Some(true), 0));
    }
}
