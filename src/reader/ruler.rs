//! The reading ruler: a mark on the page that goes from sentence to sentence, or paragraph to paragraph.
//!
//! It is never a place of its own. Whoever turns the page leaves it behind, and it starts again on the page
//! that is shown.

use super::{Passage, Reading, Unit};
use crate::article::BlockKind;
use crate::typeset::Furniture;

/// Which way the ruler goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    On,
    Back,
}

impl Reading {
    /// The ruler, if some of what lies under it is on the pages shown.
    pub fn ruler_shown(&self) -> Option<Passage> {
        let shown = self.shown();
        self.ruler
            .filter(|ruler| ruler.range().overlap(shown).is_some())
    }

    /// Moves the ruler by one `unit`, over the edge of the page if need be; false when there is none to go
    /// to. Where the ruler is not on the page, it comes to its first unit, or going back to its last.
    pub(super) fn move_ruler(&mut self, unit: Unit, step: Step) -> bool {
        let (article, shown) = (&self.article, self.shown());
        let old = self.ruler_shown();
        let first = || Passage::first_in(article, shown, unit);
        let from = match (old, step) {
            // The first sentence of a paragraph may lie on a page that has been turned.
            (Some(ruler), Step::On) => ruler.onward(article, unit).map(|next| {
                let turned = next.range().end <= shown.start;
                first().filter(|_| turned).unwrap_or(next)
            }),
            (Some(ruler), Step::Back) => ruler.backward(article, unit),
            (None, Step::On) => first(),
            (None, Step::Back) => Passage::last_in(article, shown, unit),
        };
        let Some(ruler) = self.past_folded(from, step) else {
            return false;
        };
        self.ruler = Some(ruler);
        // Going back, one wants to see where it starts; else it is enough that some of it is seen.
        let seen = ruler.range().overlap(shown).is_some();
        let goes_back = old.is_some() && step == Step::Back;
        let start = ruler.range().start;
        if (goes_back || !seen) && !self.shows(start) {
            self.go(start);
        }
        true
    }

    /// The first passage from `passage` on, by its unit, that is not folded away.
    fn past_folded(&self, mut passage: Option<Passage>, step: Step) -> Option<Passage> {
        let article = &self.article;
        while let Some(at) = passage
            && let Some(block) = self.folded_block(at.range().start)
        {
            let range = article.blocks.get(block)?.range;
            passage = match step {
                Step::On => Passage::from(article, range.end, at.unit),
                Step::Back => Passage::before(article, range.start, at.unit),
            };
        }
        passage
    }

    /// The block that holds byte `offset`, if it is folded away.
    pub(super) fn folded_block(&self, offset: usize) -> Option<usize> {
        let folded = self.pages.style().furniture == Furniture::Folded;
        let block = self.article.block_at(offset).filter(|_| folded)?;
        let is_furniture = |kind: &BlockKind| *kind == BlockKind::Furniture;
        is_furniture(&self.article.blocks.get(block)?.kind).then_some(block)
    }
}
