use super::super::encoding::Decoded;
use super::import;
use crate::article::{Article, BlockKind, Marker, TitleFrom};
use proptest::prelude::*;
use std::fmt::Write;

fn read(text: &str) -> Article {
    let decoded = Decoded {
        text: text.to_owned(),
        warning: None,
    };
    let article = import(&decoded, "story.txt");
    assert_eq!(article.check(), Ok(()), "{text:?}");
    article
}

fn printed(article: &Article) -> String {
    let mut out = String::new();
    for block in &article.blocks {
        let text = block.range.of(&article.text);
        let _ = writeln!(out, "{} | {text}", block.label());
    }
    out
}

#[test]
fn a_scraped_story_finds_its_sections_and_its_furniture() {
    let story = "\
The pilots of Brevik harbour have agreed to bring ships in by radio alone, after a failure at the power station left the fairway dark for a third night.
Follow live: ferries stay in port
Losing the tide
The tide in the fairway turns twice a day, and each hour that is lost costs the pilots a ship, the harbour master said on Monday.
Read more from Example News:
Who pays for the lamps?
Ferries kept in port for a third night
The station was built in 1961 and its cable was to be renewed last year, according to the minutes of the council.
This story originally appeared on Examplenews";
    let article = read(story);
    let kinds: Vec<&str> = article
        .blocks
        .iter()
        .map(crate::article::Block::label)
        .collect();
    assert_eq!(
        kinds,
        [
            "paragraph",
            "furniture",
            "heading",
            "paragraph",
            "furniture",
            "furniture",
            "furniture",
            "paragraph",
            "furniture"
        ],
        "{}",
        printed(&article)
    );
    assert_eq!(article.metadata.site.as_deref(), Some("Examplenews"));
    assert_eq!(article.metadata.title_from, TitleFrom::Lede);
    assert_eq!(article.blocks[2].lines.unwrap().first, 3);
}

#[test]
fn wrapped_lines_are_joined_and_their_lines_remembered() {
    let text = "\
Harbour notes
=============

The tide turned at noon and the boats that had waited
outside the mole came in one after another, the last of
them long after dark, when the re-
newal of the lamp was over.

1. Take the rope from the bollard and coil it on
   the deck.
2. Wait.

The renewal of the lamp took two hours, said the man
who had carried it up the stairs.
";
    let article = read(text);
    assert_eq!(article.metadata.title, "Harbour notes");
    let blocks = printed(&article);
    assert!(
        blocks
            .contains("paragraph | The tide turned at noon and the boats that had waited outside"),
        "{blocks}"
    );
    assert!(
        blocks.contains("when the renewal of the lamp was over."),
        "{blocks}"
    );
    assert!(
        blocks.contains("list_item | Take the rope from the bollard and coil it on the deck."),
        "{blocks}"
    );
    let lines = article.blocks[1].lines.unwrap();
    assert_eq!((lines.first, lines.last), (4, 7));
}

#[test]
fn wrapped_lines_of_a_script_without_spaces_are_joined_without() {
    let line = "港の灯台は月曜日から消えたままで船は無線だけで港に入っている";
    let text = format!("{line}\n{line}\n{line}\n{line}\n終わり。\n");
    let article = read(&text);
    assert!(
        article.text.starts_with(&line.repeat(4)),
        "{}",
        printed(&article)
    );
}

#[test]
fn typed_marks_become_blocks() {
    let text =
        "> quoted by hand\n\n- one\n- two\n\n    let x = y;\n\n***\n\nIt ends with a sentence.";
    let article = read(text);
    let kinds: Vec<&BlockKind> = article.blocks.iter().map(|b| &b.kind).collect();
    assert_eq!(
        kinds,
        [
            &BlockKind::Paragraph,
            &BlockKind::ListItem(Marker::Bullet),
            &BlockKind::ListItem(Marker::Bullet),
            &BlockKind::Code(None),
            &BlockKind::Rule,
            &BlockKind::Paragraph,
        ]
    );
    assert_eq!(article.blocks[0].nesting.quote, 1);
    assert_eq!(article.blocks[3].range.of(&article.text), "let x = y;");
}

#[test]
fn a_title_byline_and_date_are_told_from_the_story() {
    let text = "Facebook and the lamp of Brevik\nAnn Lee, Bo Chan\n2025-02-18\n\nThe lamp of Brevik has gone out again, and the pilots blame a page that nobody has read since the spring.";
    let article = read(text);
    assert_eq!(article.metadata.title, "Facebook and the lamp of Brevik");
    assert_eq!(article.metadata.title_from, TitleFrom::FirstLine);
    assert_eq!(article.metadata.byline, ["Ann Lee", "Bo Chan"]);
    assert_eq!(
        article.metadata.published.unwrap().to_string(),
        "2025-02-18"
    );
}

#[test]
fn a_saved_feed_item_names_its_fields() {
    let text = "Feed: Example News\nTitle: Lights out\nAuthor: Ann Lee\nDate: Tue, 18 Feb 2025 07:30:00 +0100\nLink: https://example.com/lights\n \nThe text.\n";
    let article = read(text);
    let metadata = &article.metadata;
    assert_eq!(metadata.title, "Lights out");
    assert_eq!(metadata.site.as_deref(), Some("Example News"));
    assert_eq!(metadata.url.as_deref(), Some("https://example.com/lights"));
    assert_eq!(
        metadata.published.unwrap().to_string(),
        "2025-02-18T07:30:00+01:00"
    );
    assert_eq!(metadata.byline, ["Ann Lee"]);
}

#[test]
fn front_matter_is_read_and_lines_are_those_of_the_file() {
    let text = "---\r\ntitle: Ferries: the long wait\r\nauthor: Ann Lee; Bo Chan\r\nhostname: example.com\r\ndate: 2025-02-18\r\n---\r\n\r\nThe ferries stayed in port for a third night, the harbour master said.\r\n";
    let article = read(text);
    let metadata = &article.metadata;
    assert_eq!(metadata.title, "Ferries: the long wait");
    assert_eq!(metadata.title_from, TitleFrom::FrontMatter);
    assert_eq!(metadata.byline, ["Ann Lee", "Bo Chan"]);
    assert_eq!(metadata.site.as_deref(), Some("example.com"));
    assert_eq!(metadata.published.unwrap().to_string(), "2025-02-18");
    let lines = article.blocks[1].lines.unwrap();
    assert_eq!((lines.first, lines.last), (8, 8));
    for data in [
        "{\"title\": \"a\"}\n",
        "{\"title\": \"a\"}\n{\"title\": \"b\"}\n",
    ] {
        assert!(read(data).text.contains("title"), "{data}");
    }
    let rules = "---\nThey agreed: radio only, said the pilots of the harbour.\n---\nMore.\n";
    assert!(read(rules).text.contains("They agreed"));
}

#[test]
fn nothing_is_lost() {
    let text = "Read more:\nA headline\nShare\n\nA sentence of the story, which is long enough to be told from the rest of it.\n\nCopyright Example News";
    let article = read(text);
    for word in text.split_whitespace() {
        assert!(article.text.contains(word), "{word}");
    }
}

#[test]
fn large_and_strange_texts_are_read() {
    assert_eq!(read(&"word ".repeat(200_000)).blocks.len(), 1);
    read(&">".repeat(100_000));
    read(&"```\n".repeat(5_000));
    read("one\rtwo\rthree");
    let story = "A sentence of the story, which is long enough to be told from the rest of it, and then more.";
    let names = "Ann Lee\nBo Chan\n".repeat(20_000);
    assert_eq!(
        read(&format!("{story}\n{names}{story}")).blocks.len(),
        40_002
    );
}

proptest! {
    #[test]
    fn any_lines_give_a_sound_article(lines in prop::collection::vec("\\PC{0,60}|[ >#*=-]{0,12}|[A-Za-z]{1,9}( [a-z]{1,9}){0,14}[.?:]?", 0..30)) {
        let text = lines.join("\n");
        let article = read(&text);
        prop_assert_eq!(&article, &read(&text));
        let last = article.blocks.iter().filter_map(|b| b.lines).map(|l| l.last).max();
        prop_assert!(last.unwrap_or(0) <= lines.len());
    }
}

#[test]
fn a_short_first_line_set_off_is_the_title_of_a_typed_text() {
    let first = "The frost came in the night and took the beans, all but one row by the wall.";
    let second = "Nobody had thought of covering them, and so the summer began again from seed.";
    for gap in ["\n\n", "\n"] {
        for title in ["Notes", "Why I dig", "Ostatni latarnik"] {
            let text = format!("{title}\n\n{first}{gap}{second}\n");
            let article = read(&text);
            assert_eq!(article.metadata.title, title, "{text}");
        }
    }
    // The name of a page's section is none.
    let scraped = format!("Gardens\n\n{first}\n\n{second}\n\nSign up for our newsletter\n");
    assert_ne!(read(&scraped).metadata.title, "Gardens");
}

#[test]
fn what_is_set_apart_keeps_its_number() {
    let text = "The harbour council met for six hours on Monday and agreed on next to nothing at all.\n\
        12. Februar 2024, 6:30 Uhr\nRead more:\n2. Foxes keep office hours\n- Owls do not\n";
    let article = read(text);
    for words in [
        "12. Februar 2024, 6:30 Uhr",
        "2. Foxes keep office hours",
        "• Owls do not",
    ] {
        assert!(article.text.contains(words), "{words} in {}", article.text);
    }
}
