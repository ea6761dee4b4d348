//! Quotations: whose words they give.

use crate::article::{Article, Block, BlockKind, SpanStyle};
use crate::text;

/// The most words of a title that is cited.
const CITED_WORDS: usize = 12;

/// Whether block `index` as a whole says whose words the quotation before it gives.
pub(super) fn is_attribution(article: &Article, index: usize) -> bool {
    let Some(block) = article.blocks.get(index) else {
        return false;
    };
    attribution(article, index) == Some(block.range.start)
}

/// Where in the text the attribution begins that ends block `index`: with the block, if it is the last
/// paragraph of a quotation, or with its last line.
pub(super) fn attribution(article: &Article, index: usize) -> Option<usize> {
    let block = article.blocks.get(index)?;
    let depth = block.nesting.quote;
    let next = article.blocks.get(index + 1);
    let is_last = depth > 0 && next.is_none_or(|next| next.nesting.quote < depth);
    if !is_last || block.kind != BlockKind::Paragraph {
        return None;
    }
    let words = block.range.of(&article.text);
    let line = words.rfind('\n').map(|newline| newline + 1);
    let last = words.get(line.unwrap_or(0)..)?;
    let previous = index.checked_sub(1).and_then(|at| article.blocks.get(at));
    let follows = previous.is_some_and(|previous| previous.nesting.quote >= depth);
    let named = text::is_attribution(last) && (line.is_some() || follows);
    let cited = line.is_none() && follows && is_cited(article, block);
    (named || cited).then(|| block.range.start + line.unwrap_or(0))
}

/// Whether a paragraph is nothing but a title in another letter, as `<cite>` gives it: few words, all of them
/// emphasised, and no sentence.
fn is_cited(article: &Article, block: &Block) -> bool {
    let words = block.range.of(&article.text);
    let few = words.split_whitespace().take(CITED_WORDS + 1).count() <= CITED_WORDS;
    let first = article
        .spans
        .partition_point(|span| span.range.start < block.range.start);
    let spans = article.spans.iter().skip(first);
    let emphasised = spans
        .take_while(|span| span.range.start == block.range.start)
        .any(|span| span.style == SpanStyle::Emphasis && span.range == block.range);
    few && emphasised && !words.ends_with(['.', '!', '?', '”', '"'])
}
