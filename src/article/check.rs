//! What is true of every article, checked in tests.

use super::{Article, BlockKind};
use crate::text::TextRange;

impl Article {
    /// Checks every invariant of the model: ranges lie on character boundaries, in order, inside the text;
    /// blocks do not overlap; spans, links and cells lie inside blocks; highlights have words; the text and all
    /// that is said are harmless. For tests; an imported article always passes.
    ///
    /// # Errors
    /// The first rule that is broken, in words.
    pub fn check(&self) -> Result<(), String> {
        self.check_blocks()?;
        self.check_inline()?;
        self.check_highlights()?;
        self.check_strings()
    }

    fn check_range(&self, what: &str, range: TextRange) -> Result<(), String> {
        match self.text.get(range.start..range.end) {
            Some(_) => Ok(()),
            None => Err(format!(
                "{what} {range:?} does not fit the text of {} bytes",
                self.text.len()
            )),
        }
    }

    fn check_blocks(&self) -> Result<(), String> {
        let mut end = 0;
        for (index, block) in self.blocks.iter().enumerate() {
            self.check_range("block", block.range)?;
            if block.range.start < end
                || (index > 0 && block.range.start == end && !block.range.is_empty())
            {
                return Err(format!(
                    "block {index} starts at {} before {end}",
                    block.range.start
                ));
            }
            if block.range.is_empty()
                && !matches!(block.kind, BlockKind::Rule | BlockKind::Image(_))
            {
                return Err(format!("block {index} ({}) is empty", block.label()));
            }
            if let BlockKind::Table(table) = &block.kind {
                for cell in table.rows.iter().flatten() {
                    self.check_range("cell", *cell)?;
                    if !block.range.covers(*cell) {
                        return Err(format!("cell {cell:?} lies outside block {index}"));
                    }
                }
            }
            end = block.range.end;
        }
        Ok(())
    }

    fn check_inline(&self) -> Result<(), String> {
        let ranges = self.spans.iter().map(|span| ("span", span.range));
        let links = self.links.iter().map(|link| ("link", link.range));
        for (what, range) in ranges.chain(links) {
            self.check_range(what, range)?;
            let inside = self
                .block_at(range.start)
                .is_some_and(|at| self.blocks[at].range.covers(range));
            if !inside {
                return Err(format!("{what} {range:?} lies in no block"));
            }
        }
        if !self.spans.is_sorted_by_key(|span| span.range.start) {
            return Err("spans are not sorted".into());
        }
        if !self
            .links
            .windows(2)
            .all(|pair| pair[0].range.end <= pair[1].range.start)
        {
            return Err("links overlap".into());
        }
        for section in &self.sections {
            self.check_range("section", section.range)?;
        }
        Ok(())
    }

    fn check_highlights(&self) -> Result<(), String> {
        for highlight in &self.highlights {
            self.check_range("highlight", highlight.range)?;
            if highlight.range.of(&self.text).trim().is_empty() {
                return Err(format!("highlight {:?} is empty", highlight.range));
            }
            let note = highlight.note.as_deref().unwrap_or("-");
            let label = highlight.label.as_deref().unwrap_or("-");
            let is_harmless =
                crate::text::harmless(note) == note && crate::text::harmless_line(label) == label;
            if !is_harmless || note.trim().is_empty() || label.trim().is_empty() {
                return Err(format!("what is said is not harmless: {highlight:?}"));
            }
        }
        if !self
            .highlights
            .is_sorted_by_key(|highlight| highlight.range.start)
        {
            return Err("highlights are not sorted".into());
        }
        Ok(())
    }

    fn check_strings(&self) -> Result<(), String> {
        if self.metadata.title.trim().is_empty() {
            return Err("the title is empty".into());
        }
        let metadata = &self.metadata;
        let optional = [
            &metadata.site,
            &metadata.url,
            &metadata.description,
            &metadata.language,
        ];
        let lines = std::iter::once(&metadata.title)
            .chain(&metadata.byline)
            .chain(&metadata.tags)
            .chain(optional.into_iter().flatten())
            .chain(self.links.iter().map(|link| &link.target));
        for line in lines {
            if crate::text::harmless_line(line) != *line {
                return Err(format!("not a harmless line: {line:?}"));
            }
        }
        match crate::text::harmless(&self.text) {
            std::borrow::Cow::Borrowed(_) => Ok(()),
            std::borrow::Cow::Owned(_) => Err("the text is not harmless".into()),
        }
    }
}
