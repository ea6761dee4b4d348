//! The space between two blocks, and the lines after which no page should end.

use super::quotation;
use crate::article::{Article, Block, BlockKind, Marker};
use crate::typeset::{Line, LineRole, Measure, Paragraphs, Style};

/// The fewest rows of a page on which a heading of the two highest ranks has two empty lines above it.
const AIRY_ROWS: u16 = 16;
/// Lines up to which a paragraph of a quotation stays whole.
const SHORT_QUOTE: usize = 5;

/// Empty lines before block `index` of `article`, under `lines_before` lines.
pub(super) fn space_before(
    article: &Article,
    index: usize,
    style: Style,
    measure: Measure,
    lines_before: usize,
) -> usize {
    let previous = index.checked_sub(1).and_then(|at| article.blocks.get(at));
    let (Some(previous), Some(block)) = (previous, article.blocks.get(index)) else {
        return usize::from(lines_before > 0);
    };
    if stands_under(previous, block, style) || quotation::is_attribution(article, index) {
        return 0;
    }
    match (&previous.kind, &block.kind) {
        (BlockKind::Heading(_) | BlockKind::Title | BlockKind::Byline | BlockKind::Date, _) => 1,
        (_, BlockKind::Heading(1 | 2)) if measure.rows >= AIRY_ROWS => 2,
        _ => 1,
    }
}

/// Whether `block` stands under the one before it without an empty line.
fn stands_under(previous: &Block, block: &Block, style: Style) -> bool {
    use BlockKind::{
        Caption, Definition, Footnote, Furniture, Heading, Image, ListItem, Paragraph, Table, Term,
    };
    match (&previous.kind, &block.kind) {
        // The highest rank is centred: it stands in air on both sides. What is bold itself, or has a frame,
        // would run together with its heading.
        (Heading(rank), Paragraph | ListItem(_)) => *rank > 1 && block.nesting.quote == 0,
        (Image(_) | Table(_), Caption)
        | (Caption, Table(_))
        | (Term, Term | Definition)
        | (Definition, Definition)
        | (Furniture, Furniture)
        | (Footnote(_), Footnote(_)) => true,
        // Words under a quotation say whose it is, as words under a picture.
        (Paragraph, Caption) => previous.nesting.quote > 0,
        (ListItem(above), ListItem(below)) => {
            // At one depth a number does not follow a bullet: there another list begins.
            let counted = |marker: &Marker| matches!(marker, Marker::Number(_));
            let same_list =
                previous.nesting.list != block.nesting.list || counted(above) == counted(below);
            previous.nesting.quote == block.nesting.quote && same_list
        }
        (Paragraph, Paragraph) => {
            style.paragraphs == Paragraphs::Indented && previous.nesting == block.nesting
        }
        _ => false,
    }
}

/// Marks the lines of block `index` after which no page should end: a heading stays with what it heads, a
/// picture or table with its caption, a term with what is said of it, words with the name of who said them; a
/// paragraph never leaves or sends one line alone, short items stay whole.
pub(super) fn keep_together(article: &Article, index: usize, measure: Measure, lines: &mut [Line]) {
    let Some(block) = article.blocks.get(index) else {
        return;
    };
    let count = lines.len();
    let whole = match block.kind {
        BlockKind::Heading(_) | BlockKind::Caption | BlockKind::Image(_) | BlockKind::Term => true,
        BlockKind::ListItem(_) | BlockKind::Definition | BlockKind::Furniture => {
            // A longer one would leave more than half a page empty.
            count <= usize::from(measure.rows / 2)
        }
        BlockKind::Paragraph => block.nesting.quote > 0 && count <= SHORT_QUOTE,
        _ => false,
    };
    let with_next = stays_with_next(article, index, block);
    let names = |line: Option<&Line>| line.is_some_and(|line| line.role == LineRole::Attribution);
    for at in 0..count {
        let keep = if at + 1 == count {
            with_next
        } else {
            whole || at == 0 || at + 2 == count || names(lines.get(at + 1))
        };
        if let Some(line) = lines.get_mut(at) {
            line.keep_with_next |= keep;
        }
    }
}

/// Whether no page should end between `block` and the next.
fn stays_with_next(article: &Article, index: usize, block: &Block) -> bool {
    let next = article.blocks.get(index + 1).map(|next| &next.kind);
    match (&block.kind, next) {
        (BlockKind::Heading(_) | BlockKind::Term, _)
        | (BlockKind::Image(_) | BlockKind::Table(_), Some(BlockKind::Caption))
        | (BlockKind::Caption, Some(BlockKind::Table(_))) => true,
        (BlockKind::Paragraph, Some(BlockKind::Caption)) => block.nesting.quote > 0,
        _ => quotation::is_attribution(article, index + 1),
    }
}
