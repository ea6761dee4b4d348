//! Tags: the reader's own, and those that a file states, changed in one line.

use super::{Completion, Effect, LineEdit, Model, Overlay, Prompt, PromptKind, Receipt, Row};
use crate::journal::{ArticleId, Change, Stride, tag, tags_of};
use std::collections::HashMap;

impl Model {
    /// Asks for the tags of the article that is open or selected; those that it has stand in the line.
    pub(super) fn ask_for_tags(&mut self) -> Vec<Effect> {
        let Some(id) = self.article_in_hand() else {
            return Vec::new();
        };
        let stated = match &self.reading {
            Some(reading) if self.screen == super::Screen::Reader => {
                reading.article.metadata.tags.as_slice()
            }
            _ => self
                .shelf
                .selected_row()
                .map_or(&[][..], |row| row.stated_tags()),
        };
        let mut tags = tags_of(self.state.article(&id), stated);
        // What the line cannot say stays as it is.
        tags.retain(|tag| tags_in(&written(tag)) == [tag.as_str()]);
        // One can go on with the next.
        let line: String = tags.iter().map(|tag| written(tag) + ", ").collect();
        let words = self.tags_known();
        self.prompt_with(PromptKind::Tags(id, tags), LineEdit::with(&line), words);
        Vec::new()
    }

    /// Asks for a line that can go on with `words`, the most used first.
    pub(super) fn prompt_with(&mut self, kind: PromptKind, edit: LineEdit, words: Vec<String>) {
        self.overlays.push(Overlay::Prompt(Prompt {
            kind,
            edit,
            completion: Some(Completion::new(words)),
        }));
    }

    /// Gives an article the tags of `line` that it had not `before`, and takes those away that are not there any
    /// more.
    pub(super) fn retag(
        &mut self,
        article: &ArticleId,
        before: &[String],
        line: &str,
    ) -> Vec<Effect> {
        let after = tags_in(line);
        let gone = before.iter().filter(|tag| !after.contains(tag)).cloned();
        let new = after.iter().filter(|tag| !before.contains(tag)).cloned();
        let changes: Vec<Change> = gone
            .map(|tag| Change::Untag { tag })
            .chain(new.map(|tag| Change::Tag { tag }))
            .collect();
        if changes.is_empty() {
            return Vec::new();
        }
        let all: Vec<&Change> = changes.iter().collect();
        let done = super::undoing::capital(&super::undoing::told(&all));
        let mut drafts = self.lacking(article);
        let changes = changes.into_iter();
        drafts.extend(changes.map(|change| self.draft(article, change)));
        self.write(drafts, Stride::New, Receipt::told(&done))
    }

    /// The tags of the library, the most used first.
    fn tags_known(&self) -> Vec<String> {
        let rows = self.shelf.rows.iter().flat_map(|row| &row.tags);
        let elsewhere = self
            .state
            .articles()
            .flat_map(|(_, standing)| &standing.tags);
        by_use(rows.chain(elsewhere))
    }

    /// The tags of these rows of the list, the most used first.
    pub(super) fn tags_of_rows(&self, rows: &[usize]) -> Vec<String> {
        let rows = rows.iter().filter_map(|row| self.shelf.rows.get(*row));
        by_use(rows.flat_map(|row: &Row| &row.tags))
    }
}

/// Each of `tags` once, the most used first, those used alike by the alphabet.
fn by_use<'a>(tags: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    for tag in tags {
        *uses.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<(&str, usize)> = uses.into_iter().collect();
    tags.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    tags.into_iter().map(|(tag, _)| tag.to_owned()).collect()
}

/// The tags of a line, each once; commas part them, but not within quotes.
pub(super) fn tags_in(line: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    let mut add = |part: &str| {
        let part = part.trim();
        let quoted = part
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        if let Some(tag) = tag(quoted.unwrap_or(part))
            && seen.insert(tag.clone())
        {
            tags.push(tag);
        }
    };
    let (mut start, mut quoted) = (0, false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                add(line.get(start..at).unwrap_or(""));
                start = at + 1;
            }
            _ => {}
        }
    }
    add(line.get(start..).unwrap_or(""));
    tags
}

/// A tag as it stands in the line.
fn written(tag: &str) -> String {
    if tag.contains(',') {
        format!("\"{tag}\"")
    } else {
        tag.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_parted_at_commas() {
        for (line, wanted) in [
            ("", &[][..]),
            (" , ,", &[]),
            ("sea, to read,#sea", &["sea", "to read"]),
            ("\"Brevik, the port\", sea", &["Brevik, the port", "sea"]),
            // A quote that is not closed parts nothing any more, and loses nothing.
            ("12\" records, sea", &["12\" records, sea"]),
        ] {
            assert_eq!(tags_in(line), wanted, "{line}");
        }
        assert_eq!(tags_in(&written("a, b")), ["a, b"]);
    }
}
