//! Quotations: whose words they give.

use crate::article::{Article, BlockKind};
use crate::text;

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
    let found = text::is_attribution(last) && (line.is_some() || follows);
    found.then(|| block.range.start + line.unwrap_or(0))
}
