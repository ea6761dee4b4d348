//! Instapaper's CSV: `URL, Title, Selection, Folder, Timestamp`, and in newer files `Tags`, a list in JSON.
//!
//! The folder says what was put away and what was starred; a folder of the reader's own is a tag. The selection is a
//! passage.

use super::csv::{self, Row};
use super::intake::{Gathered, Intake};
use super::{Mark, Work, json};

pub(super) fn read(text: &str) -> Intake {
    csv::gather(text, take)
}

fn take(row: &Row<'_>, gathered: &mut Gathered) -> Result<(), String> {
    let value = |name: &str| row.value(&[name]);
    let url = value("url").ok_or("has no address")?;
    let folder = value("folder").unwrap_or("").trim();
    let is = |name: &str| folder.eq_ignore_ascii_case(name);
    let is_own = !["", "unread", "archive", "starred"].into_iter().any(is);
    let mut tags = tags(value("tags").unwrap_or(""));
    tags.extend(is_own.then(|| folder.to_owned()));
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
    work.marks.extend(value("selection").map(|quote| Mark {
        quote: quote.to_owned(),
        at,
        ..Mark::default()
    }));
    Ok(())
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
    fn what_one_of_several_records_says_is_said() {
        let text = "URL,Title,Selection,Folder,Timestamp\nhttps://example.org/a,Trams,one,Unread,1714730000\nhttps://example.org/a,Trams,two,Starred,1714730009\n";
        let intake = read(text);
        let [work] = intake.works.as_slice() else {
            panic!()
        };
        assert_eq!(
            (work.starred, work.read, work.marks.len()),
            (Some(true), None, 2)
        );
        assert_eq!(work.changed.unwrap().as_second(), 1_714_730_009);
    }

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
