//! Words separated by commas, of which the reader has used many before: what a line that is being typed could go on
//! with.

use super::LineEdit;
use crate::text::folded;

/// Words that are offered at once.
const OFFERS: usize = 8;
/// Words that are known: whoever has more does not remember the rest either.
const WORDS: usize = 20_000;

/// Known words for a line of words.
#[derive(Clone, Debug, Default)]
pub struct Completion {
    /// The words, each after its folded form, the most used first.
    words: Vec<(String, String)>,
    /// What stood at the cursor before a word was put there, and which of the offers that was.
    tried: Option<(String, usize)>,
}

impl Completion {
    /// A completion by `words`, the best first.
    pub fn new(words: Vec<String>) -> Self {
        let words = words.into_iter().take(WORDS);
        Self {
            words: words.map(|word| (folded(&word), word)).collect(),
            tried: None,
        }
    }

    /// The words that the one at the cursor of `edit` can become.
    pub fn offers(&self, edit: &LineEdit) -> Vec<&str> {
        let (before, stem) = at_cursor(edit);
        let stem = self.tried.as_ref().map_or(stem, |(stem, _)| stem);
        let stem = folded(stem);
        let there: Vec<&str> = before.split(',').map(str::trim).collect();
        let fit = self.words.iter().filter(|(key, _)| key.starts_with(&stem));
        let words = fit.map(|(_, word)| word.as_str());
        let new = words.filter(|word| !there.contains(word));
        new.take(OFFERS).collect()
    }

    /// Puts the next of the offers at the cursor, or the one before it.
    pub(super) fn turn(&mut self, edit: &mut LineEdit, by: isize) {
        let (before, typed) = at_cursor(edit);
        let start = before.len();
        let (stem, at) = match &self.tried {
            Some((stem, at)) => (stem.clone(), Some(*at)),
            None => (typed.to_owned(), None),
        };
        let offers = self.offers(edit);
        let next = match (at, offers.len()) {
            (_, 0) => return,
            (Some(at), count) => at.wrapping_add_signed(by).min(usize::MAX - count) % count,
            (None, count) if by < 0 => count - 1,
            (None, _) => 0,
        };
        let next = if at == Some(0) && by < 0 {
            offers.len() - 1
        } else {
            next
        };
        let Some(word) = offers.get(next).map(|word| (*word).to_owned()) else {
            return;
        };
        edit.replace(start, &word);
        self.tried = Some((stem, next));
    }

    /// Another key was pressed: the word at the cursor is what is typed there.
    pub(super) fn typed(&mut self) {
        self.tried = None;
    }
}

/// What stands before the word at the cursor, and that word up to the cursor.
fn at_cursor(edit: &LineEdit) -> (&str, &str) {
    let until = edit.line().get(..edit.cursor()).unwrap_or("");
    let comma = until.rfind(',').map_or(0, |comma| comma + 1);
    let word = until.get(comma..).unwrap_or("");
    let blanks = word.len() - word.trim_start().len();
    until.split_at(comma + blanks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Completion {
        let words = ["energy", "Engineering", "sea", "education"];
        Completion::new(words.map(str::to_owned).to_vec())
    }

    #[test]
    fn tab_goes_through_what_fits_and_begins_again() {
        let mut completion = known();
        let mut edit = LineEdit::with("sea, EN");
        assert_eq!(completion.offers(&edit), ["energy", "Engineering"]);
        for wanted in ["energy", "Engineering", "energy"] {
            completion.turn(&mut edit, 1);
            assert_eq!(edit.line(), format!("sea, {wanted}"));
        }
        completion.turn(&mut edit, -1);
        assert_eq!(edit.line(), "sea, Engineering");
        completion.typed();
        edit.insert(", ");
        assert_eq!(completion.offers(&edit), ["energy", "education"]);
    }

    #[test]
    fn what_stands_behind_the_cursor_stays() {
        let mut completion = known();
        let mut edit = LineEdit::with("ed, sea");
        for _ in 0..5 {
            edit.press("left".parse().unwrap());
        }
        completion.turn(&mut edit, 1);
        assert_eq!(edit.line(), "education, sea");
        let mut nothing = LineEdit::with("xyz");
        completion.typed();
        completion.turn(&mut nothing, 1);
        assert_eq!(nothing.line(), "xyz");
    }
}
