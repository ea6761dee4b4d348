//! Sections of highlights that read-it-later services append to a file, or that are all of it.
//!
//! Omnivore writes `## Highlights` with a quotation, a link to itself and tags behind it, and a note below;
//! Readwise writes a list in which each passage has such a link and, one level deeper, `Note:` and `Tags:`. Many
//! articles have a section of that name and are no such thing: a passage counts where it has the link, where the
//! file is known as an export, or where its words stand in the rest of the text. There it is highlighted; where
//! they stand nowhere else, the passage is the line of the list. The section stays text.

use crate::article::{Article, Block, BlockKind, Highlight, Link, Nesting, Remark};
use crate::import::highlights::{Quote, Search, at_places};
use crate::text::{TextRange, folded};

/// What such a section is called. Readwise begins another one with each export.
const HEADING: &str = "highlights";
const LATER_HEADING: &str = "new highlights added";
/// What the links say that lead from a passage to itself.
const LINK_WORDS: [&str; 4] = ["view highlight", "location", "open in", "link"];
/// The longest such link, in bytes.
const LONGEST_LINK: usize = 40;
/// How far from the start an exporter leaves its signs, in blocks, and what these say.
const NEAR_START: usize = 12;
const SIGNS: [&str; 5] = [
    "metadata",
    "rw-book-cover",
    "read on omnivore",
    "read original",
    "#omnivore",
];
/// Words of fewer bytes stand in a text twice by chance.
const SURE: usize = 24;
/// The longest note: beyond it, what stands below a passage is the article.
const NOTE_BLOCKS: usize = 4;
const NOTE_BYTES: usize = 4096;

/// A passage in a section.
struct Item {
    /// Its words in the section.
    ranges: Vec<TextRange>,
    /// It has a link to itself.
    linked: bool,
    remark: Remark,
    /// Blocks of its note.
    note_blocks: usize,
}

/// Highlights what the sections of highlights in `article` list.
pub(super) fn take(article: &mut Article) {
    let sections = sections(article);
    if sections.is_empty() {
        return;
    }
    let is_export = is_export(article);
    let parts: Vec<TextRange> = sections.iter().map(|(_, range)| *range).collect();
    let mut search = Search::default();
    let mut found = Vec::new();
    for (blocks, _) in &sections {
        for item in items(article, blocks.clone()) {
            let lines = item.ranges.iter().map(|range| range.of(&article.text));
            let quote = Quote {
                lines: lines.map(str::to_owned).collect(),
                remark: item.remark,
            };
            let is_sure = item.linked || is_export;
            if !is_sure && quote.lines.iter().all(|line| line.len() < SURE) {
                continue;
            }
            let places = search.places(article, &quote, &parts);
            found.push((places, item.ranges, is_sure, quote.remark));
        }
    }
    for (places, own, is_sure, remark) in found {
        if !places.is_empty() {
            at_places(article, &places, remark);
        } else if is_sure {
            let whole = own.into_iter().reduce(TextRange::join).unwrap_or_default();
            article.highlights.push(Highlight::new(whole, remark));
        }
    }
    article.settle_highlights();
}

/// The blocks of each section, without its heading, and where it stands.
fn sections(article: &Article) -> Vec<(std::ops::Range<usize>, TextRange)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, u8)> = None;
    let blocks = &article.blocks;
    for (at, block) in blocks.iter().enumerate() {
        let BlockKind::Heading(rank) = block.kind else {
            continue;
        };
        if let Some((begun, outer)) = open
            && rank <= outer
        {
            found.push(begun..at);
            open = None;
        }
        if open.is_none() && is_heading(article, block) {
            open = Some((at, rank));
        }
    }
    found.extend(open.map(|(begun, _)| begun..blocks.len()));
    let whole = |range: std::ops::Range<usize>| {
        let of = blocks.get(range.clone())?;
        let (first, last) = (of.first()?.range, of.last()?.range);
        Some((range.start + 1..range.end, first.join(last)))
    };
    found.into_iter().filter_map(whole).collect()
}

fn is_heading(article: &Article, block: &Block) -> bool {
    const LONGEST: usize = 80;
    if block.range.len() > LONGEST {
        return false;
    }
    let words = folded(block.range.of(&article.text));
    words.trim_end_matches(':') == HEADING || words.starts_with(LATER_HEADING)
}

/// Whether the file is known to be one that such a service wrote.
fn is_export(article: &Article) -> bool {
    let near = article.blocks.iter().take(NEAR_START);
    near.filter(|block| block.range.len() <= LONGEST_LINK && !block.is_story())
        .any(|block| {
            let words = folded(block.range.of(&article.text));
            SIGNS.iter().any(|sign| words.starts_with(sign))
        })
}

/// The passages in `blocks`.
fn items(article: &Article, blocks: std::ops::Range<usize>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    // Quotations that no link has ended yet.
    let mut run: Vec<TextRange> = Vec::new();
    for block in article.blocks.get(blocks).unwrap_or_default() {
        let words = own_words(article, block);
        let is_quote = block.nesting.quote > 0;
        if !is_quote {
            items.extend(run.drain(..).map(Item::alone));
        }
        match &block.kind {
            _ if is_quote => {
                run.push(words.range);
                if words.linked {
                    items.push(Item {
                        ranges: std::mem::take(&mut run),
                        linked: true,
                        remark: words.remark(),
                        note_blocks: 0,
                    });
                }
            }
            BlockKind::ListItem(_) if block.nesting.list == 1 => items.push(Item {
                linked: words.linked,
                remark: words.remark(),
                ..Item::alone(words.range)
            }),
            BlockKind::ListItem(_) => {
                if let Some(last) = items.last_mut() {
                    last.learn(block.range.of(&article.text));
                }
            }
            BlockKind::Paragraph if block.nesting == Nesting::default() => {
                if let Some(last) = items.last_mut() {
                    last.note(block.range.of(&article.text));
                }
            }
            _ => {}
        }
    }
    items.extend(run.drain(..).map(Item::alone));
    items.retain(|item| item.ranges.iter().any(|range| !range.is_empty()));
    for item in &mut items {
        if item.note_blocks > NOTE_BLOCKS {
            item.remark.note = None;
        }
    }
    items
}

impl Item {
    fn alone(range: TextRange) -> Self {
        Self {
            ranges: vec![range],
            linked: false,
            remark: Remark::default(),
            note_blocks: 0,
        }
    }

    /// A paragraph that stands below the passage.
    fn note(&mut self, words: &str) {
        let note = self.remark.note.get_or_insert_default();
        if note.len() + words.len() > NOTE_BYTES {
            self.note_blocks = NOTE_BLOCKS;
        }
        self.note_blocks += 1;
        if self.note_blocks <= NOTE_BLOCKS {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(words);
        }
    }

    /// What is said of the passage in a field of its own.
    fn learn(&mut self, line: &str) {
        let Some((key, value)) = line.split_once(':') else {
            return;
        };
        match folded(key).as_str() {
            "note" | "notes" | "comment" => self.note(value.trim()),
            "tag" | "tags" | "label" | "labels" => self.remark.label = tags(value),
            "color" | "colour" => self.remark.label = Some(value.trim().to_owned()),
            _ => {}
        }
    }
}

/// The words of a passage without what stands behind them.
struct OwnWords {
    range: TextRange,
    linked: bool,
    tags: Option<String>,
}

impl OwnWords {
    fn remark(&self) -> Remark {
        Remark {
            note: None,
            label: self.tags.clone(),
        }
    }
}

/// The words of a block up to the link that leads to themselves, and the tags behind it.
fn own_words(article: &Article, block: &Block) -> OwnWords {
    let whole = OwnWords {
        range: block.range,
        linked: false,
        tags: None,
    };
    let after = article
        .links
        .partition_point(|link| link.range.start < block.range.end);
    let links = article.links.get(..after).unwrap_or_default();
    let is_inside = |link: &&Link| link.range.start >= block.range.start;
    let links = links.iter().rev().take_while(is_inside).take(MOST_TAGS);
    for link in links {
        let behind = TextRange::new(link.range.end, block.range.end).of(&article.text);
        let is_tags = |word: &str| word.starts_with('#');
        if !behind
            .trim_start_matches([')', ']'])
            .split_whitespace()
            .all(is_tags)
        {
            return whole;
        }
        if leads_to_itself(link.range.of(&article.text)) {
            let head = TextRange::new(block.range.start, link.range.start);
            let words = head
                .of(&article.text)
                .trim_end_matches(['(', '[', ' ', '\n']);
            return OwnWords {
                range: TextRange::new(head.start, head.start + words.len()),
                linked: true,
                tags: tags(behind),
            };
        }
    }
    whole
}

/// How many links behind a passage may be its tags.
const MOST_TAGS: usize = 8;

fn leads_to_itself(words: &str) -> bool {
    if words.len() > LONGEST_LINK {
        return false;
    }
    let is_sign = !words.chars().any(char::is_alphanumeric);
    let words = folded(words);
    is_sign || LINK_WORDS.iter().any(|known| words.starts_with(known))
}

/// The tags in `words`, joined by commas.
fn tags(words: &str) -> Option<String> {
    let tags = words
        .split([',', ' ', '\n'])
        .map(|tag| tag.trim_matches(['#', ')', ']', '[', '.']))
        .filter(|tag| !tag.is_empty());
    let joined = tags.collect::<Vec<_>>().join(", ");
    (!joined.is_empty()).then_some(joined)
}

#[cfg(test)]
mod tests {
    use crate::article::{Article, SpanStyle};
    use crate::import::import;

    fn article(source: &str) -> Article {
        let article = import(source.as_bytes(), "lamp.md").unwrap();
        assert_eq!(article.check(), Ok(()), "{source}");
        article
    }

    /// Passage, note and label of each highlight, and in which block it begins.
    fn shown(article: &Article) -> Vec<String> {
        let highlights = article.highlights.iter();
        highlights
            .map(|it| {
                format!(
                    "{}: {} | {} | {}",
                    article.block_at(it.range.start).unwrap(),
                    it.range.of(&article.text),
                    it.note.as_deref().unwrap_or("-"),
                    it.label.as_deref().unwrap_or("-")
                )
            })
            .collect()
    }

    const STORY: &str = "The keeper of the lamp *went* up the stairs at four.\n\nHe came down at noon, and slept.\n";

    #[test]
    fn a_section_of_omnivore_is_highlighted_in_the_text() {
        let section = "## Highlights\n\n\
            > keeper of the lamp went up [⤴️](https://omnivore.example/h/1) #stairs #night  ^a1b2c3\n\n\
            He must be old.\n\nAsk *him*.\n\n\
            > stairs at four.\n>\n> He came down [⤴️](https://omnivore.example/h/2) ^d4e5f6\n\n\
            > Never said anywhere. [⤴️](https://omnivore.example/h/3)\n";
        let after = article(&format!("# Lamp\n\n{STORY}\n{section}"));
        assert_eq!(
            shown(&after),
            [
                "1: keeper of the lamp went up | He must be old.\nAsk him. | stairs, night",
                "1: stairs at four.\nHe came down | - | -",
                "9: Never said anywhere. | - | -",
            ]
        );
        let marks = after.spans.iter().filter(|it| it.style == SpanStyle::Mark);
        assert_eq!(marks.count(), 3, "each block by itself");
        assert!(after.text.contains("Ask him."), "the section stays");
        let before = article(&format!("{section}\n# Lamp\n\n{STORY}"));
        assert!(
            shown(&before)[1].starts_with("8: keeper of the lamp"),
            "{:?}",
            shown(&before)
        );
    }

    #[test]
    fn a_file_of_readwise_is_its_highlights() {
        let file = "# Lamp\n\n![rw-book-cover](https://example.org/c.png)\n\n## Metadata\n- Author: [[Ann Lee]]\n\
            - Full Title: The Lamp\n- Category: #articles\n- URL: https://example.org/lamp\n\n\
            ## Highlights\n- The keeper went up. ([View Highlight](https://readwise.example/1))\n    - Tags: [[night]] [[stairs]]\n    \
            - Note: Why: at four?\n- He slept.\n\n## New highlights added 3 June 2024 at 9:12 AM\n\
            - Dawn came. ([View Highlight](https://readwise.example/2))\n";
        let found: Vec<_> = shown(&article(file))
            .into_iter()
            .map(|line| line.split_once(": ").unwrap().1.to_owned())
            .collect();
        assert_eq!(
            found,
            [
                "The keeper went up. | Why: at four? | night, stairs",
                "He slept. | - | -",
                "Dawn came. | - | -",
            ]
        );
    }

    #[test]
    fn highlights_of_the_day_are_none() {
        for section in [
            "## Highlights\n\n- Two new lamps\n- A [boat](https://example.org)\n\nMore text.",
            "## Highlights\n\n> We lit it, she said.\n\nAnd so they did.",
            "## Highlights",
            "## Highlights of the week\n\n- one ([View Highlight](https://e.org))",
        ] {
            let found = article(&format!("# Lamp\n\n{STORY}\n{section}"));
            assert!(found.highlights.is_empty(), "{:?}", shown(&found));
        }
    }

    #[test]
    fn the_article_below_a_passage_is_not_its_note() {
        let text = "Dawn came to the harbour.\n\n".repeat(9);
        let source = format!("## Highlights\n\n> Lit. [⤴️](https://e.org/h)\n\n{text}");
        assert_eq!(article(&source).highlights[0].note, None);
    }

    #[test]
    fn many_passages_are_found_in_time() {
        let items = "- a lamp ([View Highlight](https://e.org))\n    - Note: n\n".repeat(20_000);
        let found = article(&format!("## Highlights\n{items}"));
        assert_eq!(found.highlights.len(), 20_000);
        let _ = article(&"## Highlights\n\n> a\n\nb\n\n".repeat(20_000));
    }
}
