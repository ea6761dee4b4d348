//! The lines under a title that say who wrote an article and when.
//!
//! A text that was typed or copied out of a page has them where others have fields. They are told from the
//! story by [`dateline`] alone, as in plain text; where the story has begun, nothing is taken any more.

use crate::article::{BlockKind, Builder, Field, Metadata, Nesting, Origin};
use crate::import::dateline;
use crate::import::fields::add_names;

/// How far from the start such lines may stand, in blocks.
const NEAR_START: usize = 8;
/// A paragraph of more than this is story, in bytes. A standfirst may stand before the byline.
const STORY: usize = 200;
/// The most paragraphs that may stand before such a line.
const MOST_BEFORE: usize = 2;

/// Marks the lines near the start that name the authors and the day, and takes from them what is not known yet.
pub(super) fn take_lines(builder: &mut Builder, metadata: &mut Metadata) {
    let mut before = 0;
    for at in 0..builder.blocks().len().min(NEAR_START) {
        let block = &builder.blocks()[at];
        let text = block.range.of(builder.text());
        if stands_aside(&block.kind) {
            continue;
        }
        let is_plain = block.kind == BlockKind::Paragraph && block.nesting == Nesting::default();
        if !is_plain || text.len() > STORY {
            return;
        }
        let line = text.to_owned();
        let kind = if let Some(names) = dateline::byline(&line) {
            learn_authors(metadata, names);
            let rest = line.rsplit_once(names).map_or("", |(_, rest)| rest);
            learn_day(
                metadata,
                rest.trim_start_matches([' ', '|', '·', '•', '–', ',']),
            );
            BlockKind::Byline
        } else if dateline::is_date(&line) {
            learn_day(metadata, &line);
            BlockKind::Date
        } else if before == MOST_BEFORE {
            return;
        } else {
            before += 1;
            continue;
        };
        builder.blocks_mut()[at].kind = kind;
    }
}

/// Whether a block may stand between title and byline without being story.
const fn stands_aside(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Heading(1)
            | BlockKind::Title
            | BlockKind::Furniture
            | BlockKind::Image(_)
            | BlockKind::Caption
            | BlockKind::Rule
    )
}

fn learn_authors(metadata: &mut Metadata, names: &str) {
    if metadata.byline.is_empty() {
        add_names(&mut metadata.byline, names);
        if !metadata.byline.is_empty() {
            metadata.sources.note(Field::Byline, Origin::Text, "byline");
        }
    }
}

fn learn_day(metadata: &mut Metadata, line: &str) {
    if metadata.published.is_none()
        && let Some(day) = dateline::published(line)
    {
        metadata.published = Some(day);
        metadata
            .sources
            .note(Field::Published, Origin::Text, "date line");
    }
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, BlockKind};
    use crate::import::import;

    fn of(text: &str) -> Article {
        import(text.as_bytes(), "a.md").unwrap()
    }

    fn said(article: &Article) -> (String, Option<String>) {
        let metadata = &article.metadata;
        let day = metadata.published.map(|when| when.to_string());
        (metadata.byline.join(" + "), day)
    }

    #[test]
    fn lines_under_the_title_are_taken() {
        let wanted = ("Ann Lee + Bo Wu".to_owned(), Some("2025-02-18".to_owned()));
        for text in [
            "# Bridge\n\n*By Ann Lee and Bo Wu*\n\n18 February 2025\n\nText.",
            "# Bridge\n\nIt carries trams again.\n\nBy **Ann Lee** and Bo Wu | 18 February 2025\n\nText.",
            "![](a.png)\n\n# Bridge\n\nPublished: 2025-02-18\n\nWritten by [Ann Lee](https://e.org/a) and Bo Wu\n\nText.",
        ] {
            let article = of(text);
            assert_eq!(said(&article), wanted, "{text}");
            assert_eq!(article.metadata.title, "Bridge");
            let byline = |kind: &BlockKind| *kind == BlockKind::Byline;
            assert!(article.blocks.iter().any(|block| byline(&block.kind)));
        }
        let source = |text: &str| {
            let sources = of(text).metadata.sources;
            sources
                .iter()
                .map(|(_, source)| source.to_string())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            source("---\ntitle: Bridge\nauthor: Cy Dahl\n---\nBy Ann Lee\n\n2025-02-18\n\nText."),
            [
                "front matter: title",
                "front matter: author",
                "text: date line"
            ]
        );
    }

    #[test]
    fn the_story_is_left_alone() {
        let long = "The first tram crossed at dawn. ".repeat(10);
        for text in [
            "# Bridge\n\nBy the time the trams came, nobody waited.".to_owned(),
            format!("# Bridge\n\n{long}\n\nBy Ann Lee\n\n18 February 2025"),
            "# Bridge\n\n## Dawn\n\nBy Ann Lee".to_owned(),
            "# Bridge\n\n> By Ann Lee".to_owned(),
            "# Bridge\n\n- 18 February 2025".to_owned(),
            "One.\n\nTwo.\n\nThree.\n\nBy Ann Lee".to_owned(),
        ] {
            assert_eq!(said(&of(&text)), (String::new(), None), "{text}");
        }
    }
}
