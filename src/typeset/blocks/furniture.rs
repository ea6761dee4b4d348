//! Furniture folded away: one line stands for a run of it.

use super::{Setter, column};
use crate::article::BlockKind;
use crate::text::{self, TextRange};
use crate::typeset::lines::Scratch;
use crate::typeset::{Content, Line, LineRole};

impl Setter<'_> {
    /// Sets one line for the run of furniture that begins with this block; none if it began before.
    pub(super) fn folded(&self, scratch: &mut Scratch, lines: &mut Vec<Line>) {
        let is_furniture = |kind: &BlockKind| *kind == BlockKind::Furniture;
        if self.previous.is_some_and(|block| is_furniture(&block.kind)) {
            return;
        }
        self.space(lines);
        let run = self.article.blocks.iter().enumerate().skip(self.index);
        let mut range = self.block.range;
        let mut away = Vec::new();
        for (index, block) in run.take_while(|(_, block)| is_furniture(&block.kind)) {
            range = TextRange::join(range, block.range);
            Self {
                index,
                block,
                range: block.range,
                column: column(self.article, index, block, self.measure),
                ..*self
            }
            .words(scratch, &mut away);
        }
        let words = match away.len() {
            1 => "⋯ 1 line folded away".to_owned(),
            count => format!("⋯ {count} lines folded away"),
        };
        let words = text::fit(&words, self.measure.cells.into()).into();
        lines.push(Line::bare(
            self.index,
            LineRole::Furniture,
            Content::Generated(words),
            range,
        ));
    }
}
