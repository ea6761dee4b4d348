use super::*;
use crate::import::import;

const MEASURE: Measure = Measure {
    cells: 66,
    rows: 40,
};

const STORY: &str = "# The lights\n\nBy nobody.\n\n## Dusk\n\nIt was dark. The “boats” stayed out; nobody knew why. Then came morning.\n\n### Late\n\nA second evening — longer.\n\n## Dawn\n\nThe end of it all.\n";

fn work(words: &[&str], article: &Article) -> Work {
    let marks = words.iter().map(|words| {
        let start = article.text.find(words).unwrap();
        let anchor = Anchor::new(&article.text, TextRange::new(start, start + words.len()));
        Mark {
            quote: anchor.exact,
            prefix: anchor.prefix,
            suffix: anchor.suffix,
            start: Some(anchor.start),
            end: Some(anchor.end),
            alike: anchor.alike,
            ..Mark::default()
        }
    });
    Work {
        url: Some("https://example.org/lights".to_owned()),
        marks: marks.collect(),
        ..Work::default()
    }
}

#[test]
fn a_mark_is_told_with_its_place() {
    let article = import(STORY.as_bytes(), "lights.md").unwrap();
    let mut work = work(
        &["“boats” stayed out; nobody", "second evening", "end of it"],
        &article,
    );
    place(&mut work, &article, MEASURE);
    assert_eq!(work.title, "The lights");
    let first = &work.marks[0];
    assert_eq!((first.status, first.page), (Some(Status::Exact), Some(1)));
    assert_eq!(first.section, ["Dusk"]);
    assert_eq!(
        first.context.as_deref(),
        Some("The “boats” stayed out; nobody knew why.")
    );
    let [start, end] = first.chars.unwrap();
    let characters: String = article.text.chars().skip(start).take(end - start).collect();
    assert_eq!(characters, "“boats” stayed out; nobody");
    assert!(
        first
            .link
            .as_deref()
            .unwrap()
            .starts_with("https://example.org/lights#:~:text=")
    );
    assert_eq!(work.marks[1].section, ["Dusk", "Late"]);
    assert_eq!(work.marks[2].section, ["Dawn"]);
}

#[test]
fn a_mark_that_is_gone_is_lost_and_keeps_its_words() {
    let article = import(STORY.as_bytes(), "lights.md").unwrap();
    let mut work = work(&["“boats” stayed out; nobody"], &article);
    let other = import(
        b"# Something else\n\nAnother story with other words in it.\n",
        "other.md",
    )
    .unwrap();
    place(&mut work, &other, MEASURE);
    let mark = &work.marks[0];
    assert_eq!(
        (mark.status, mark.now, mark.page),
        (Some(Status::Lost), None, None)
    );
    assert_eq!(mark.quote, "“boats” stayed out; nobody");
    assert!(mark.link.is_some());
}

#[test]
fn a_sentence_without_end_is_cut_and_said_to_be() {
    let long = format!(
        "{} here it is {}",
        "word ".repeat(2_000),
        "more ".repeat(2_000)
    );
    let article = import(long.as_bytes(), "long.txt").unwrap();
    let mut work = work(&["here it is"], &article);
    place(&mut work, &article, MEASURE);
    let context = work.marks[0].context.as_deref().unwrap();
    assert!(context.starts_with("… ") && context.ends_with(" …") && context.len() < 4_000);
    assert!(work.marks[0].page.unwrap() > 1);
}
