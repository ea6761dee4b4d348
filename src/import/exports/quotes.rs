//! Passages that were highlighted where a list comes from, found again in the text.

use crate::article::{Article, Span, SpanStyle};
use crate::text::{TextRange, harmless_line};

/// The most quotations of an article that are looked for.
const MOST_QUOTES: usize = 500;
/// Bytes of text that may be searched for them.
const SEARCHED: usize = 64 * 1024 * 1024;

/// Highlights in the text what was highlighted where the list comes from. What cannot be found is said.
pub(super) fn mark(quotes: &[String], article: &mut Article) {
    let mut lost = 0_usize;
    let mut searched = 0;
    for quote in quotes.iter().take(MOST_QUOTES) {
        let mut found = false;
        for line in quote.lines().map(harmless_line) {
            searched += article.text.len();
            if line.is_empty() || searched > SEARCHED {
                continue;
            }
            if let Some(range) = place_of(article, &line) {
                found = true;
                let style = SpanStyle::Mark;
                article.spans.push(Span { range, style });
            }
        }
        lost += usize::from(!found);
    }
    article
        .spans
        .sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    if lost > 0 {
        let what = if lost == 1 { "passage" } else { "passages" };
        let warning =
            format!("{lost} highlighted {what} of the export cannot be found in the text");
        article.warnings.push(warning);
    }
}

/// Where `line` stands in the text, inside one block.
fn place_of(article: &Article, line: &str) -> Option<TextRange> {
    let start = article.text.find(line)?;
    let range = TextRange::new(start, start + line.len());
    let block = article.blocks.get(article.block_at(start)?)?;
    block.range.covers(range).then_some(range)
}

/// The quotes in a Markdown file of highlights, without the links and ids that note programs put behind them.
pub(super) fn in_markdown(text: &str) -> Vec<String> {
    let mut quotes = Vec::new();
    let mut open = String::new();
    for line in text.lines().chain(std::iter::once("")) {
        let words = line.trim().strip_prefix('>').map(str::trim);
        match words.filter(|words| !words.is_empty()) {
            Some(words) => {
                open.push(' ');
                open.push_str(words);
            }
            None if !open.is_empty() => {
                quotes.push(without_marks(&open).to_owned());
                open.clear();
            }
            None => {}
        }
    }
    quotes
}

/// A quote without a link to itself (`[⤴️](…)`) and without the id of a block (` ^id`) at its end.
fn without_marks(quote: &str) -> &str {
    let quote = quote.trim();
    let quote = match quote.rsplit_once(" ^") {
        Some((words, id)) if !id.contains(' ') => words,
        _ => quote,
    };
    let link = quote.rfind('[').filter(|_| quote.ends_with(')'));
    let words = link.and_then(|at| quote.split_at_checked(at));
    match words {
        Some((words, link)) if link.contains("](") => words.trim_end(),
        _ => quote,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_of_a_file_of_highlights() {
        let file = "# Lamps\n\n> He came down\n> at noon. [⤴️](https://example.org/h/1)\n\nA note.\n\n> There are ninety. ^a1\n>\n> (They say)\n";
        assert_eq!(
            in_markdown(file),
            ["He came down at noon.", "There are ninety.", "(They say)"]
        );
    }
}
