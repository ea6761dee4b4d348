//! The sentence around a mention, as far as it is worth showing, set in lines with its mentions told apart.

use super::Look;
use crate::article::Article;
use crate::names::NameKind;
use crate::text::{TextRange, harmless_line, sentences};
use crate::typeset::wrap;

/// Bytes before and after a mention that are looked at: a sentence is hardly longer.
const REACH: usize = 300;

/// A sentence, or what is shown of a long one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentence {
    range: TextRange,
    cut_before: bool,
    cut_after: bool,
}

impl Sentence {
    /// The sentence that holds `mention`.
    pub(super) fn around(article: &Article, mention: TextRange) -> Self {
        let text = &article.text;
        let block = article
            .block_at(mention.start)
            .and_then(|at| article.blocks.get(at))
            .map(|block| block.range)
            .filter(|block| block.contains(mention.start));
        let whole = block.unwrap_or(mention);
        let from = text.floor_char_boundary(mention.start.saturating_sub(REACH));
        let to = text.floor_char_boundary(mention.end.min(mention.start + REACH) + REACH);
        let window = TextRange::new(whole.start.max(from), whole.end.min(to));
        let found = sentences(window.of(text))
            .into_iter()
            .map(|sentence| sentence.shifted(window.start))
            .find(|sentence| sentence.end > mention.start);
        Self::cut(text, found.unwrap_or(mention), window, whole)
    }

    /// The sentence at `range`, no more of it than is worth showing.
    pub(super) fn from(article: &Article, range: TextRange) -> Self {
        let end = range.end.min(range.start.saturating_add(2 * REACH));
        let end = article.text.floor_char_boundary(end);
        let window = TextRange::new(range.start, end);
        Self::cut(&article.text, window, window, range)
    }

    /// `range` without the pieces of words at the ends of `window`, where that ends before `whole` does.
    fn cut(text: &str, mut range: TextRange, window: TextRange, whole: TextRange) -> Self {
        let cut_before = range.start == window.start && window.start > whole.start;
        let cut_after = range.end == window.end && window.end < whole.end;
        let is_space = |c: char| c.is_whitespace();
        let words = range.of(text);
        // A word that fills the window is shown as it is.
        if cut_before && let Some(space) = words.find(is_space).filter(|at| *at < REACH / 2) {
            range.start += space + 1;
        }
        if cut_after
            && let Some(space) = words
                .rfind(is_space)
                .filter(|at| at + REACH / 2 > words.len())
        {
            range.end = range.end - words.len() + space;
        }
        Self {
            range: TextRange::new(range.start, range.end),
            cut_before,
            cut_after,
        }
    }

    /// Whether `place` begins in it. Of a sentence whose beginning is not known nothing is said to begin in it: what
    /// is shown for one mention of it is not all that is shown for the next.
    pub(super) fn holds(self, place: TextRange) -> bool {
        !self.cut_before && self.range.contains(place.start)
    }

    /// Whether there is nothing to show.
    pub(super) fn is_empty(self) -> bool {
        self.range.is_empty()
    }

    /// It, in lines of `cells` cells, with what lies in one of `places` in the look of a name of `kind`.
    pub(super) fn lines(
        self,
        article: &Article,
        places: &[TextRange],
        kind: NameKind,
        cells: usize,
    ) -> Vec<Vec<(String, Look)>> {
        let (words, names) = self.words(&article.text, places);
        let mut from = 0;
        let mut lines = Vec::new();
        for line in wrap(&words, cells) {
            let rest = words.get(from..).unwrap_or("");
            let start = from + rest.find(&line).unwrap_or(0);
            from = start + line.len();
            lines.push(pieces(&words, TextRange::new(start, from), &names, kind));
        }
        lines
    }

    /// It on one line, and where in that the mentions stand.
    fn words(self, text: &str, places: &[TextRange]) -> (String, Vec<TextRange>) {
        let mut words = String::from(if self.cut_before { "… " } else { "" });
        let mut names = Vec::new();
        let mut at = self.range.start;
        let first = places.partition_point(|place| place.end <= self.range.start);
        for place in places.iter().skip(first) {
            let Some(inside) = place.overlap(self.range) else {
                break;
            };
            add(&mut words, TextRange::new(at, inside.start).of(text));
            let start = words.len();
            add(&mut words, inside.of(text));
            names.push(TextRange::new(start, words.len()));
            at = inside.end;
        }
        add(&mut words, TextRange::new(at, self.range.end).of(text));
        words.push_str(if self.cut_after { " …" } else { "" });
        (words, names)
    }
}

/// The beginning of `words`, on one line.
pub(super) fn beginning(words: &str) -> String {
    let end = words.floor_char_boundary(REACH);
    let more = if end < words.len() { " …" } else { "" };
    format!("{}{more}", harmless_line(words.get(..end).unwrap_or("")))
}

/// Adds `more` to `words`, with single spaces.
fn add(words: &mut String, more: &str) {
    for c in more.chars() {
        if !c.is_whitespace() {
            words.push(c);
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
}

/// `line` of `words`, cut where `names` begin and end.
fn pieces(
    words: &str,
    line: TextRange,
    names: &[TextRange],
    kind: NameKind,
) -> Vec<(String, Look)> {
    let mut pieces = Vec::new();
    let mut piece = |from: usize, to: usize, look: Look| {
        let words = TextRange::new(from, to).of(words);
        if !words.is_empty() {
            pieces.push((words.to_owned(), look));
        }
    };
    let mut at = line.start;
    for name in names.iter().filter_map(|name| name.overlap(line)) {
        piece(at, name.start, Look::Text);
        piece(name.start, name.end, Look::Name(kind));
        at = name.end;
    }
    piece(at, line.end, Look::Text);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{BlockKind, Builder, Format, Metadata, Nesting};

    fn article(text: &str) -> Article {
        let mut builder = Builder::new(Format::Plain);
        builder.begin(BlockKind::Paragraph, Nesting::default());
        builder.prose(text);
        builder.finish(Metadata::default())
    }

    fn shown(text: &str, name: &str, cells: usize) -> Vec<String> {
        let article = article(text);
        let places: Vec<TextRange> = article
            .text
            .match_indices(name)
            .map(|(at, name)| TextRange::new(at, at + name.len()))
            .collect();
        let sentence = Sentence::around(&article, places[0]);
        let lines = sentence.lines(&article, &places, NameKind::Person, cells);
        let marked = |(words, look): &(String, Look)| match look {
            Look::Name(_) => format!("[{words}]"),
            _ => words.clone(),
        };
        lines
            .iter()
            .map(|line| line.iter().map(marked).collect())
            .collect()
    }

    #[test]
    fn the_mentions_of_a_sentence_are_told_apart_on_every_line() {
        assert_eq!(
            shown(
                "It rained. Then Ann Lee saw Ann Lee. It rained.",
                "Ann Lee",
                9
            ),
            ["Then [Ann]", "[Lee] saw", "[Ann Lee]."]
        );
    }

    #[test]
    fn of_a_sentence_without_end_whole_words_around_the_mention_are_shown() {
        let text = format!("{}Ann {}", "wörd ".repeat(100_000), "wörd ".repeat(100_000));
        let lines = shown(&text, "Ann", 5000);
        assert_eq!(lines.len(), 1);
        assert!(
            lines[0].starts_with("… wörd wörd") && lines[0].ends_with("wörd wörd …"),
            "{lines:?}"
        );
        assert!(lines[0].contains(" [Ann] ") && lines[0].len() < 4 * REACH);
        // And of a word without end.
        let text = format!("{}Ann{}", "ö".repeat(100_000), "ö".repeat(100_000));
        assert!(shown(&text, "Ann", 5000)[0].len() < 4 * REACH);
    }
}
