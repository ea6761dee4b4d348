//! Lists as Wallabag, Omnivore and scrapers write them, made up for the purpose.

use super::*;
use crate::article::{Field, SpanStyle};

/// As Wallabag writes it: numbers for truth values, tags as words or as tables.
const WALLABAG: &str = r#"[
  {"id":7,"title":"The lamp keeper","url":"https:\/\/example.org\/lamp","is_archived":1,"is_starred":0,
   "tags":["harbour",{"id":2,"label":"night shift","slug":"night-shift"}],"language":"en_GB",
   "content":"<p>The keeper of the lamp went <a href=\"\/up\">up the stairs<\/a> at four. He came down at noon.<\/p><h2>The stairs<\/h2><p>There are ninety.<\/p>",
   "created_at":"2024-05-03T10:12:00+0000","published_at":"2024-05-01T08:00:00+0200","published_by":["Ann Lee",null],
   "domain_name":"example.org","annotations":[{"text":"why?","quote":"He came down at noon.","ranges":[]},{"quote":"never said"}]},
  {"id":8,"title":null,"url":"https:\/\/example.org\/empty","is_archived":0,"content":null},
  {"id":7,"title":"The same number","url":"https:\/\/example.org\/twin","content":"plain words"}
]"#;

fn list(json: &str) -> Vec<Exported> {
    match export(json.as_bytes()) {
        Some(Export::List(items)) => items,
        other => panic!("no list: {other:?}"),
    }
}

fn item(json: &str, at: usize, page: Option<&str>) -> Article {
    let bytes = list(json)[at].bytes.clone();
    let record = &json.as_bytes()[bytes];
    let beside = Beside {
        page: page.map(str::as_bytes),
        highlights: page.map(|_| "> went up. [⤴️](https://example.org)\n".as_bytes()),
    };
    let article = import_exported(record, beside, "list.json").unwrap();
    assert_eq!(article.check(), Ok(()));
    article
}

#[test]
fn a_list_of_wallabag_is_articles() {
    let ids: Vec<_> = list(WALLABAG).into_iter().map(|item| item.id).collect();
    assert_eq!(ids, ["7", "8", "7~3"]);
    let article = item(WALLABAG, 0, None);
    let metadata = &article.metadata;
    assert_eq!(metadata.title, "The lamp keeper");
    assert_eq!(metadata.byline, ["Ann Lee"]);
    assert_eq!(metadata.site.as_deref(), Some("example.org"));
    assert_eq!(metadata.tags, ["harbour", "night shift"]);
    assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    let published = metadata.published.unwrap().to_string();
    assert_eq!(published, "2024-05-01T08:00:00+02:00");
    assert_eq!(metadata.saved.unwrap().to_string(), "2024-05-03T10:12:00Z");
    let stated = metadata.stated.unwrap();
    assert_eq!((stated.read, stated.starred), (Some(true), false));
    let source = metadata.sources.of(Field::Byline).unwrap();
    assert_eq!(source.to_string(), "export: published_by");
    assert_eq!(article.sections.len(), 1);
    assert_eq!(article.links[0].target, "https://example.org/up");
    let marked: Vec<_> = article
        .spans
        .iter()
        .filter(|span| span.style == SpanStyle::Mark)
        .collect();
    assert_eq!(marked.len(), 1);
    assert_eq!(marked[0].range.of(&article.text), "He came down at noon.");
    let highlight = &article.highlights[0];
    assert_eq!(highlight.range, marked[0].range);
    assert_eq!(highlight.note.as_deref(), Some("why?"));
    assert!(
        article.warnings[0].contains("1 highlighted passage"),
        "{:?}",
        article.warnings
    );
}

#[test]
fn a_record_without_text_says_so_and_one_without_markup_is_plain() {
    let empty = item(WALLABAG, 1, None);
    assert_eq!(empty.warnings, ["the list has no text of it"]);
    let plain = item(WALLABAG, 2, None);
    assert_eq!(plain.format, Format::Plain);
    assert!(plain.text.ends_with("plain words"), "{}", plain.text);
}

/// As Omnivore writes it: facts here, the text in `content/SLUG.html`.
const OMNIVORE: &str = r#"[{"id":"x1","slug":"lamp-18f2","title":"The lamp keeper","description":"On ninety stairs.","author":"Ann Lee",
  "url":"https://example.org/lamp","state":"Archived","readingProgress":40.4,"thumbnail":null,"labels":["city"],
  "savedAt":"2024-05-03T10:12:00.000Z","publishedAt":null},
  {"slug":"../../etc/passwd","url":"https://example.org/evil","savedAt":"2024-05-03T10:12:00.000Z"}]"#;

#[test]
fn a_list_of_omnivore_takes_its_texts_from_pages_beside_it() {
    let items = list(OMNIVORE);
    assert_eq!(items.len(), 1, "a slug is a name and no path");
    assert_eq!(items[0].page.as_deref(), Some("lamp-18f2.html"));
    let article = item(OMNIVORE, 0, Some("<div><p>The keeper went up.</p></div>"));
    assert_eq!(article.format, Format::Html);
    assert!(
        article.text.ends_with("The keeper went up."),
        "{}",
        article.text
    );
    assert_eq!(article.spans[0].range.of(&article.text), "went up.");
    let stated = article.metadata.stated.unwrap();
    assert_eq!((stated.read, stated.progress), (Some(true), Some(40)));
    assert_eq!(article.metadata.tags, ["city"]);
    let bare = item(OMNIVORE, 0, None);
    assert!(bare.text.ends_with("On ninety stairs."), "{}", bare.text);
    assert_eq!(
        bare.warnings,
        ["its text, content/lamp-18f2.html, is not beside the list"]
    );
}

#[test]
fn an_object_of_a_scraper_is_one_article() {
    let json = r#"{"title":"The lamp keeper","author":"Ann Lee; Bo Chan","source-hostname":"Harbour News","date":"2024-05-01",
      "source":"https://example.org/lamp","tags":"city;night","excerpt":"On stairs.","text":"The keeper of the lamp went up the stairs at four.\nHe came down at noon."}"#;
    assert_eq!(export(json.as_bytes()), Some(Export::One));
    let article = super::super::import(json.as_bytes(), "lamp.json").unwrap();
    assert_eq!(article.check(), Ok(()));
    let metadata = &article.metadata;
    assert_eq!(metadata.byline, ["Ann Lee", "Bo Chan"]);
    assert_eq!(metadata.site.as_deref(), Some("Harbour News"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.org/lamp"));
    assert_eq!(metadata.tags, ["city", "night"]);
    assert!(article.text.contains("He came down at noon."));
}

#[test]
fn a_list_by_itself_is_no_article_and_says_how_to_open_it() {
    let refused = super::super::import(WALLABAG.as_bytes(), "list.json").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "is an exported list of articles (3): newsprint opens it as it opens a folder, and `list.json#7` names one of them"
    );
}

#[test]
fn other_json_is_no_export() {
    for json in [
        "",
        "[]",
        "{}",
        "[1, 2]",
        "not json",
        r#"{"name":"package","version":"1.0.0","text":3}"#,
        r#"[{"role":"user","content":"hello"}]"#,
        r#"[{"title":"A","url":"https://example.org/a","time_added":"1714730000"}]"#,
        r#"{"content":"words without a name"}"#,
    ] {
        assert_eq!(export(json.as_bytes()), None, "{json}");
    }
}

#[test]
fn what_is_cut_short_or_strange_is_read_as_far_as_it_goes() {
    let cut = WALLABAG
        .get(..WALLABAG.find("{\"id\":8").unwrap() + 20)
        .unwrap();
    assert_eq!(list(cut).len(), 1);
    let half = r#"{"title":"Half \ud83d a pair","text":"Some words."}"#;
    let article = super::super::import(half.as_bytes(), "half.json").unwrap();
    assert!(
        article.metadata.title.starts_with("Half \u{fffd}"),
        "{}",
        article.metadata.title
    );
    let mark = format!("\u{feff}{WALLABAG}");
    let first = &list(&mark)[0];
    assert!(
        mark.get(first.bytes.clone())
            .unwrap()
            .starts_with("{\"id\":7")
    );
    let deep = format!(
        "[{{\"title\":\"Deep\",\"content\":{}1{}}}]",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(export(deep.as_bytes()), None);
    let feed = r#"{"version":"https://jsonfeed.example/1.1","title":"Feed","items":[{"id":"a","title":"One","content_html":"<p>x"}]}"#;
    assert_eq!(list(feed).len(), 1);
}

#[test]
fn a_look_at_the_beginning_passes_over_what_is_no_export() {
    assert!(may_be_export(&WALLABAG.as_bytes()[..600]));
    assert!(may_be_export(OMNIVORE.as_bytes()));
    assert!(!may_be_export(br#"{"name":"package","version":"1.0.0"}"#));
    assert!(!may_be_export(b"\"content\" is a word"));
}
