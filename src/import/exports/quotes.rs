//! The passages in a Markdown file of highlights, as it lies beside a list.

use crate::import::highlights::Quote;

/// The quotes in a Markdown file of highlights, without the links and ids that note programs put behind them. The
/// paragraphs under a quote are its note.
pub(super) fn in_markdown(text: &str) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut open = String::new();
    for line in text.lines().chain(std::iter::once("")) {
        let line = line.trim();
        let words = line.strip_prefix('>').map(str::trim);
        match words.filter(|words| !words.is_empty()) {
            Some(words) => {
                open.push(' ');
                open.push_str(words);
                continue;
            }
            None if !open.is_empty() => {
                quotes.push(Quote::new(without_marks(&open), None));
                open.clear();
            }
            None => {}
        }
        let is_words = !line.is_empty() && !line.starts_with(['>', '#']) && line != "---";
        if let Some(last) = quotes.last_mut().filter(|_| is_words) {
            let note = last.remark.note.get_or_insert_default();
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(line);
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
        let file = "# Lamps\n\n> He came down\n> at noon. [⤴️](https://example.org/h/1)\n\nA note.\nOf two lines.\n\n> There are ninety. ^a1\n>\n> (They say)\n";
        let found = in_markdown(file);
        let words: Vec<_> = found.iter().map(|quote| quote.lines.concat()).collect();
        assert_eq!(
            words,
            ["He came down at noon.", "There are ninety.", "(They say)"]
        );
        let notes: Vec<_> = found.iter().map(|it| it.remark.note.as_deref()).collect();
        assert_eq!(notes, [Some("A note.\nOf two lines."), None, None]);
    }
}
