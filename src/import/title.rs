//! Where a title comes from when nobody gave one.

use super::fields::{cut, is_visible};
use super::file_name;
use crate::article::{Block, BlockKind, Builder, Field, Metadata, Nesting, Origin, TitleFrom};
use crate::text::{folded, harmless_line, sentences};

/// The longest title taken from an opening sentence, in characters.
const LEDE_CHARS: usize = 110;

/// The longest title from anywhere, in bytes: lists, the masthead and the index carry it about. A title block
/// in the text stays whole.
const TITLE_BYTES: usize = 600;

/// How much of the first paragraph is searched for the end of its first sentence, in bytes.
const LEDE_BYTES: usize = 2000;

/// The most story blocks that may stand before a heading that is the title.
const BEFORE_TITLE: usize = 2;

/// The title of last resort.
const UNTITLED: &str = "Untitled";

/// Settles the title: what `metadata` brings (front matter, the page), else the first heading of rank 1,
/// else a first line that the importer marked as title, else the opening sentence, else the file name.
/// However it comes, it is cut to [`TITLE_BYTES`]. A title that the text does not show is put before it as a block, so that it can be read, searched and
/// marked like the rest; an opening sentence is not repeated.
pub(super) fn settle(builder: &mut Builder, metadata: &mut Metadata, name: &str) {
    builder.end();
    metadata.title = harmless_line(&metadata.title);
    if is_visible(&metadata.title) {
        show(builder, metadata);
    } else {
        find(builder, metadata, name);
    }
    note(metadata);
    metadata.title = cut(&metadata.title, TITLE_BYTES);
}

/// Takes the words of a file name that begins with a day for the title, unless the text begins with one: a post
/// of Jekyll's may have its title nowhere else.
pub(super) fn take_slug(builder: &Builder, metadata: &mut Metadata, name: &str) {
    let headed =
        first_heading(builder).is_some_and(|at| builder.blocks()[at].kind == BlockKind::Heading(1));
    if !headed && file_name::day(name).is_some() {
        metadata.title = file_name::words(name);
        metadata.title_from = TitleFrom::FileName;
    }
}

/// Notes where the title came from, unless whoever read it has.
fn note(metadata: &mut Metadata) {
    let (origin, key) = match metadata.title_from {
        TitleFrom::FrontMatter | TitleFrom::Metadata => return,
        TitleFrom::Heading => (Origin::Text, "heading"),
        TitleFrom::FirstLine => (Origin::Text, "first line"),
        TitleFrom::Lede => (Origin::Text, "first sentence"),
        TitleFrom::FileName => (Origin::FileName, ""),
    };
    if metadata.sources.of(Field::Title).is_none() {
        metadata.sources.note(Field::Title, origin, key);
    }
}

/// Finds a title where none is known.
fn find(builder: &mut Builder, metadata: &mut Metadata, name: &str) {
    let (title, from) = marked(builder)
        .or_else(|| heading(builder))
        .or_else(|| lede(builder))
        .unwrap_or_else(|| (file_name::words(name), TitleFrom::FileName));
    metadata.title = title;
    metadata.title_from = from;
    if !is_visible(&metadata.title) {
        UNTITLED.clone_into(&mut metadata.title);
        metadata.title_from = TitleFrom::FileName;
    }
}

/// Makes sure that the text shows the title that is known: as the heading or first line that says the same,
/// or as a block put before all else.
fn show(builder: &mut Builder, metadata: &Metadata) {
    if title_block(builder).is_some() {
        return;
    }
    let wanted = folded(&metadata.title);
    let same = |at: &usize| folded(&line_of(builder, *at)) == wanted;
    let first = (!builder.blocks().is_empty()).then_some(0);
    let first = first.filter(|at| matches!(builder.blocks()[*at].kind, BlockKind::Paragraph));
    let found = first_heading(builder).filter(same);
    if let Some(at) = found.or(first.filter(same)) {
        builder.blocks_mut()[at].kind = BlockKind::Title;
    } else if matches!(
        metadata.title_from,
        TitleFrom::FrontMatter | TitleFrom::Metadata | TitleFrom::FileName
    ) {
        builder.prepend_title(&metadata.title);
    }
}

/// A title that the importer marked in the text.
fn marked(builder: &Builder) -> Option<(String, TitleFrom)> {
    let line = line_of(builder, title_block(builder)?);
    is_visible(&line).then_some((line, TitleFrom::FirstLine))
}

/// The first heading, if it is of rank 1; it becomes the title block.
fn heading(builder: &mut Builder) -> Option<(String, TitleFrom)> {
    let at = first_heading(builder)?;
    let line = line_of(builder, at);
    let block = &mut builder.blocks_mut()[at];
    if block.kind != BlockKind::Heading(1) || !is_visible(&line) {
        return None;
    }
    block.kind = BlockKind::Title;
    Some((line, TitleFrom::Heading))
}

/// The opening sentence of the story.
fn lede(builder: &Builder) -> Option<(String, TitleFrom)> {
    let block = builder.blocks().iter().find(|block| {
        let is_prose = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::ListItem(_) | BlockKind::Term | BlockKind::Definition
        );
        is_prose && is_visible(block.range.of(builder.text()))
    })?;
    let text = block.range.of(builder.text());
    let head = text.get(..text.floor_char_boundary(LEDE_BYTES))?;
    let sentence = sentences(head).first()?.of(head);
    let line = harmless_line(sentence);
    is_visible(&line).then(|| (short(&line), TitleFrom::Lede))
}

/// `line` cut at a word to at most [`LEDE_CHARS`] characters, ellipsis included.
fn short(line: &str) -> String {
    if line.char_indices().nth(LEDE_CHARS).is_none() {
        return line.to_owned();
    }
    let bytes = line.char_indices().nth(LEDE_CHARS - 1);
    cut(line, bytes.map_or(line.len(), |(at, _)| at))
}

fn title_block(builder: &Builder) -> Option<usize> {
    let is_title = |block: &Block| block.kind == BlockKind::Title;
    builder.blocks().iter().position(is_title)
}

/// The first heading outside quotes and lists, if it stands near the start.
fn first_heading(builder: &Builder) -> Option<usize> {
    let is_heading = |block: &Block| {
        matches!(block.kind, BlockKind::Heading(_)) && block.nesting == Nesting::default()
    };
    let at = builder.blocks().iter().position(is_heading)?;
    let before = &builder.blocks()[..at];
    (before.iter().filter(|block| block.is_story()).count() <= BEFORE_TITLE).then_some(at)
}

/// The text of the block at `at`, on one line.
fn line_of(builder: &Builder, at: usize) -> String {
    harmless_line(builder.blocks()[at].range.of(builder.text()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Format};

    /// An article of the given blocks, with a title that is already known.
    fn settled(blocks: &[(BlockKind, &str)], known: &str, from: TitleFrom) -> Article {
        let mut builder = Builder::new(Format::Markdown);
        for (kind, text) in blocks {
            builder.begin(kind.clone(), Nesting::default());
            builder.prose(text);
        }
        let mut metadata = Metadata {
            title: known.to_owned(),
            title_from: from,
            ..Metadata::default()
        };
        settle(&mut builder, &mut metadata, "2024-05-01-harbour-bridge.md");
        let article = builder.finish(metadata);
        article.check().unwrap();
        article
    }

    fn unknown(blocks: &[(BlockKind, &str)]) -> Article {
        settled(blocks, "", TitleFrom::FileName)
    }

    use BlockKind::{Heading, Paragraph};

    #[test]
    fn a_known_title_is_shown_once() {
        let body = [
            (Heading(2), "Harbour  Bridge reopens"),
            (Paragraph, "Text."),
        ];
        let article = settled(&body, "Harbour bridge reopens", TitleFrom::FrontMatter);
        assert_eq!(article.blocks.len(), 2);
        assert_eq!(article.blocks[0].kind, BlockKind::Title);
        assert!(article.sections.is_empty());
        let article = settled(&body, "Another", TitleFrom::Metadata);
        assert_eq!(article.blocks.len(), 3);
        assert!(article.text.starts_with("Another\nHarbour"));
        let first = [(Paragraph, "Harbour bridge reopens"), (Paragraph, "Text.")];
        let article = settled(&first, "Harbour bridge reopens", TitleFrom::Metadata);
        assert_eq!(article.blocks.len(), 2);
    }

    #[test]
    fn a_first_heading_of_rank_one_is_the_title() {
        let article = unknown(&[
            (Paragraph, "Kicker"),
            (Heading(1), "Bridge"),
            (Heading(1), "B"),
        ]);
        assert_eq!(article.metadata.title, "Bridge");
        assert_eq!(article.metadata.title_from, TitleFrom::Heading);
        assert_eq!(article.sections.len(), 1);
        let article = unknown(&[
            (Heading(2), "Part"),
            (Heading(1), "B"),
            (Paragraph, "It rains."),
        ]);
        assert_eq!(article.metadata.title_from, TitleFrom::Lede);
    }

    #[test]
    fn an_opening_sentence_is_cut_at_a_word_and_not_repeated() {
        let article = unknown(&[(Paragraph, "Mr. Lund rowed out. He came back.")]);
        assert_eq!(article.metadata.title, "Mr. Lund rowed out.");
        assert_eq!(article.blocks.len(), 1);
        let long = unknown(&[(Paragraph, &"word ".repeat(500))]).metadata.title;
        assert!(
            long.ends_with("word…") && long.chars().count() <= LEDE_CHARS,
            "{long}"
        );
        let wide = unknown(&[(Paragraph, &"橋".repeat(5000))]).metadata.title;
        assert_eq!(wide.chars().count(), LEDE_CHARS);
    }

    #[test]
    fn a_title_from_anywhere_is_cut_and_stays_whole_in_the_text() {
        let long = "harbour ".repeat(1000);
        let heading = unknown(&[(Heading(1), &long), (Paragraph, "Text.")]);
        assert_eq!(heading.metadata.title_from, TitleFrom::Heading);
        let known = settled(&[(Paragraph, "Text.")], &long, TitleFrom::FrontMatter);
        let shown = settled(&[(Heading(1), &long)], &long, TitleFrom::Metadata);
        let marked = unknown(&[(BlockKind::Title, &long), (Paragraph, "Text.")]);
        for article in [heading, known, shown, marked] {
            let title = &article.metadata.title;
            assert!(title.ends_with("harbour…"), "{title}");
            assert!((500..=TITLE_BYTES + 3).contains(&title.len()), "{title}");
            assert_eq!(article.blocks[0].kind, BlockKind::Title);
            assert_eq!(article.blocks[0].range.len(), long.trim_end().len());
            assert_eq!(article.check(), Ok(()));
        }
        let one_word = unknown(&[(Heading(1), &"橋".repeat(5000))]).metadata.title;
        assert!(one_word.ends_with("橋…") && one_word.len() <= TITLE_BYTES + 3);
    }

    #[test]
    fn the_file_name_comes_last() {
        let article = unknown(&[(BlockKind::Rule, "")]);
        assert_eq!(article.metadata.title, "Harbour bridge");
        assert_eq!(article.metadata.title_from, TitleFrom::FileName);
        let mut metadata = Metadata::default();
        settle(&mut Builder::new(Format::Plain), &mut metadata, "--.md");
        assert_eq!(metadata.title, UNTITLED);
    }
}
