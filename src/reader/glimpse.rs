//! A passage in its place: what is shown of an article that is not open.

use super::Glimpse;
use crate::article::Article;
use crate::journal::Found;
use crate::text::TextRange;

/// Characters before and after a passage that are kept.
const AROUND: usize = 400;
/// Characters of a passage that are kept.
const PASSAGE: usize = 4000;

impl Glimpse {
    /// What `found` shows of `article`.
    pub fn of(article: &Article, found: Found) -> Self {
        let Some(range) = found.range() else {
            return Self {
                found,
                passage: String::new(),
                before: String::new(),
                after: String::new(),
            };
        };
        let text = &article.text;
        let block = |offset| article.blocks.get(article.block_at(offset)?);
        let start = block(range.start).map_or(range.start, |block| block.range.start);
        let end = block(range.end.saturating_sub(1)).map_or(range.end, |block| block.range.end);
        let before = TextRange::new(start.min(range.start), range.start).of(text);
        let after = TextRange::new(range.end, end.max(range.end)).of(text);
        let passage = range.of(text);
        Self {
            found,
            passage: passage.chars().take(PASSAGE).collect(),
            before: last(before),
            after: first(after),
        }
    }
}

/// The end of `text`, from a word on, with an ellipsis where that is not all.
fn last(text: &str) -> String {
    let cut = text.char_indices().rev().nth(AROUND - 1);
    let Some((at, _)) = cut.filter(|(at, _)| *at > 0) else {
        return text.to_owned();
    };
    let tail = text.get(at..).unwrap_or("");
    format!(
        "…{}",
        tail.find(' ').and_then(|at| tail.get(at..)).unwrap_or(tail)
    )
}

/// The beginning of `text`, up to the end of a word, with an ellipsis where that is not all.
fn first(text: &str) -> String {
    let Some((at, _)) = text.char_indices().nth(AROUND) else {
        return text.to_owned();
    };
    let head = text.get(..at).unwrap_or("");
    format!(
        "{} …",
        head.rfind(' ')
            .and_then(|at| head.get(..at))
            .unwrap_or(head)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::import;

    #[test]
    fn a_glimpse_has_the_paragraph_around_a_passage_and_no_more() {
        let article = import(
            b"One before.\n\nTwo here. Three there. Four.\n\nFive.",
            "a.md",
        )
        .unwrap();
        let start = article.text.find("Three").unwrap();
        let found = Found::Exact(TextRange::new(start, start + 12));
        let glimpse = Glimpse::of(&article, found);
        let parts = (&*glimpse.before, &*glimpse.passage, &*glimpse.after);
        assert_eq!(parts, ("Two here. ", "Three there.", " Four."));
        assert_eq!(Glimpse::of(&article, Found::Lost).passage, "");
    }

    #[test]
    fn long_surroundings_are_cut_between_words() {
        let words = "ánchor ".repeat(200);
        let (head, tail) = (first(&words), last(&words));
        assert!(
            head.ends_with("ánchor …") && head.chars().count() <= AROUND + 2,
            "{head}"
        );
        assert!(
            tail.starts_with("… ánchor") && tail.chars().count() <= AROUND + 1,
            "{tail}"
        );
        assert_eq!((first("a b"), last("a b")), ("a b".into(), "a b".into()));
    }
}
