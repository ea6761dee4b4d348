use super::super::Mark;
use super::super::place;
use super::*;
use crate::import::import;
use crate::journal::Anchor;
use crate::text::TextRange;
use crate::typeset::Measure;

const STORY: &str = "---\ntitle: The <lights>\nlang: en\n---\n\n# The <lights>\n\nBy nobody.\n\n## Dusk & dawn\n\nIt was *very dark* that [night](https://example.org/x?a=1&b=2). The boats\nstayed [out](javascript:alert(1)).\n\n> A quotation\n>\n> - in it\n\n1. one\n2. two\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n```\nlet x = a < b;\n```\n\n- [x] done\n\n---\n\nThe end.\n";

fn work(article: &Article, words: &[&str]) -> Work {
    let marks = words.iter().map(|words| {
        let start = article.text.find(words).unwrap();
        let anchor = Anchor::new(&article.text, TextRange::new(start, start + words.len()));
        Mark {
            quote: anchor.exact,
            prefix: anchor.prefix,
            suffix: anchor.suffix,
            start: Some(anchor.start),
            end: Some(anchor.end),
            note: Some("Why \"so\"?\n<script>".to_owned()),
            label: Some("green".to_owned()),
            ..Mark::default()
        }
    });
    let mut work = Work {
        url: Some("https://example.org/lights".to_owned()),
        marks: marks.collect(),
        ..Work::default()
    };
    place(
        &mut work,
        article,
        Measure {
            cells: 66,
            rows: 40,
        },
    );
    work
}

#[test]
fn passages_stand_highlighted_in_their_article() {
    let story = import(STORY.as_bytes(), "lights.md").unwrap();
    // The second overlaps the first, the third reaches over the end of a block.
    let work = work(
        &story,
        &[
            "very dark that night",
            "dark that night. The",
            "end.",
            "in it\none",
        ],
    );
    let page = format!(
        "{}{}{}",
        head("Marks & more"),
        article(&work, Some(&story), 1),
        foot()
    );
    insta::assert_snapshot!(page);
    assert!(!page.contains("<script") && !page.contains("javascript:"));
}

#[test]
fn without_its_text_the_passages_are_listed() {
    let story = import(STORY.as_bytes(), "lights.md").unwrap();
    let work = work(&story, &["very dark"]);
    let part = article(&work, None, 7);
    assert!(
        part.contains("<li id=\"a7n1\"><blockquote>very dark</blockquote>"),
        "{part}"
    );
    assert!(!part.contains("<mark"));
}

/// The text of a page without its tags, to compare with that of the article.
fn words(part: &str) -> String {
    let mut words = String::new();
    let mut rest = part;
    while let Some((text, tag)) = rest.split_once('<') {
        words.push_str(text);
        words.push(' ');
        rest = tag.split_once('>').map_or("", |(_, rest)| rest);
    }
    let plain = words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    plain.split_whitespace().collect()
}

proptest::proptest! {
    #[test]
    fn whatever_is_marked_every_word_is_there_once(ends in proptest::collection::vec((0usize..240, 0usize..240), 0..12)) {
        let story = import(STORY.as_bytes(), "lights.md").unwrap();
        let len = story.text.len();
        let marks = ends.iter().map(|(a, b)| {
            let (start, end) = (story.text.floor_char_boundary(*a.min(b)), story.text.floor_char_boundary(*a.max(b)));
            Mark { now: Some(TextRange::new(start.min(len), end.min(len))), ..Mark::default() }
        });
        let marked = Work { marks: marks.collect(), ..Work::default() };
        let body = |work: &Work| {
            let mut out = String::new();
            Body::new(work, &story, 1).write(&mut out);
            out
        };
        let plain = body(&Work { marks: vec![Mark { now: Some(TextRange::new(0, 1)), ..Mark::default() }], ..Work::default() });
        let page = body(&marked);
        // A headline that is not marked stands in the header alone.
        let title: String = story.metadata.title.split_whitespace().collect();
        let same = words(&page) == words(&plain) || format!("{title}{}", words(&page)) == words(&plain);
        proptest::prop_assert!(same, "{}", page);
        for (open, close) in [("<mark", "</mark>"), ("<em", "</em>"), ("<li", "</li>"), ("<blockquote", "</blockquote>"), ("<ul", "</ul>")] {
            proptest::prop_assert_eq!(page.matches(open).count(), page.matches(close).count());
        }
    }
}
