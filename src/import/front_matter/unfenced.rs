//! Fields that stand before a Markdown text without fences around them.
//!
//! Two dialects: the title block of Pandoc (`% title`, `% authors`, `% date`; Pandoc's manual, "Extension:
//! `pandoc_title_block`"), and the header of `MultiMarkdown` and Pelican (`Title: …`, one field a line up to a
//! blank line), which Hexo closes with `---`. A text may begin like either: what is not sure stays text.

use super::{Fields, FrontMatter, Lines, by_line};

/// What the lines of a title block say, in order.
const TITLE_BLOCK: [&str; 3] = ["title", "author", "date"];
/// The most lines of a header.
const MOST_LINES: usize = 60;

/// Reads the fields with which `text` begins.
pub(in crate::import) fn read(text: &str) -> FrontMatter {
    let start = super::blank_prefix(text, 0);
    title_block(text, start)
        .or_else(|| header(text, start))
        .unwrap_or_default()
}

/// Up to three lines that begin with a percent sign, each followed by lines that go on with it, indented.
fn title_block(text: &str, start: usize) -> Option<FrontMatter> {
    let mut said: Vec<Vec<&str>> = Vec::new();
    let mut lines = Lines::from(text, start);
    let mut body = start;
    while let Some((_, line)) = lines.next() {
        if let Some(rest) = line.strip_prefix('%') {
            if !is_said(rest) || said.len() == TITLE_BLOCK.len() {
                return None;
            }
            said.push(vec![rest.trim()]);
        } else if let Some(last) = said.last_mut()
            && line.starts_with(' ')
            && !line.trim().is_empty()
        {
            last.push(line.trim());
        } else {
            break;
        }
        if said.iter().map(Vec::len).sum::<usize>() > MOST_LINES {
            return None;
        }
        body = lines.at();
    }
    // One line alone is a title only where the text stands apart from it.
    let apart = text.get(body..)?.lines().next().unwrap_or("");
    if said.len() < 2 && !apart.trim().is_empty() || said.concat().concat().is_empty() {
        return None;
    }
    let mut fields = Fields::new();
    for (key, lines) in TITLE_BLOCK.into_iter().zip(said) {
        // Each line names an author; a title goes on.
        fields.push(key, lines.join(if key == "author" { "; " } else { " " }));
    }
    Some(FrontMatter {
        fields,
        body,
        warning: None,
    })
}

/// Whether this may follow the percent sign: `%%` opens a comment.
fn is_said(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

/// Fields up to a blank line or `---`: a title and another that is known, and nothing else.
fn header(text: &str, start: usize) -> Option<FrontMatter> {
    let mut lines = Lines::from(text, start);
    let (mut end, mut body) = (start, start);
    for _ in 0..MOST_LINES {
        let Some((at, line)) = lines.next() else {
            return None; // fields and no text
        };
        (end, body) = (at, lines.at());
        if line.trim().is_empty() || line.trim_end() == "---" {
            break;
        }
    }
    let content = text.get(start..end)?;
    let mut others = by_line::read(by_line::fields_only(content)?)?;
    let titled = others.has("title");
    others.drop("title");
    (titled && others.has_known_key()).then_some(())?;
    Some(FrontMatter {
        fields: by_line::read(content)?,
        body,
        warning: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Origin;

    fn of(text: &str) -> (String, Vec<String>, Option<String>, &str) {
        let front = read(text);
        let metadata = front.fields.metadata(Origin::FrontMatter);
        let published = metadata.published.map(|when| when.to_string());
        let body = text.get(front.body..).unwrap();
        (metadata.title, metadata.byline, published, body)
    }

    #[test]
    fn a_title_block_is_read() {
        let day = Some("2024-05-01".to_owned());
        let both = vec!["Ann Lee".to_owned(), "Bo Wu".to_owned()];
        let title = "Harbour bridge reopens".to_owned();
        for text in [
            "% Harbour bridge reopens\n% Ann Lee; Bo Wu\n% 1 May 2024\n\nText",
            "\u{feff}% Harbour bridge\n  reopens\n% Ann Lee\n  Bo Wu\n% May 1, 2024\n\nText",
        ] {
            let wanted = (title.clone(), both.clone(), day.clone(), "\nText");
            assert_eq!(of(text), wanted, "{text}");
        }
        assert_eq!(of("%\n%\n% 2024-05-01\n\nText").2, day);
        assert_eq!(of("% Harbour bridge reopens\n\nText").0, title);
    }

    #[test]
    fn a_header_is_read() {
        for text in [
            "Title: Harbour bridge reopens\nDate: 2024-05-01 09:30\nCategory: city\n\nText",
            "title: Harbour bridge reopens\ndate: 2024-05-01\n---\nText",
            "\nAuthor: Ann Lee\nTitle: Harbour bridge reopens\nSummary: It carries\n    trams again.\n\nText",
        ] {
            let (title, _, _, body) = of(text);
            assert_eq!(title, "Harbour bridge reopens", "{text}");
            assert_eq!(body, "Text", "{text}");
        }
    }

    #[test]
    fn what_is_not_sure_stays_text() {
        for text in [
            "%% a comment %%\n\nText",
            "%% a comment\n%%\nText",
            "% of the vote counted\nso far: 40\n\nText",
            "%\n%\n\nText",
            "% a\n% b\n% c\n% d\n\nText",
            "Title: only this\n\nText",
            "Title: and a colon\nMore: of them\n\nText",
            "Note: this\nDate: Monday\n\nText",
            "Title: A\nAuthor: B\nand prose that goes on\n\nText",
            "Title: A\nAuthor: B\n",
            "100 % of it\n\nText",
            "",
        ] {
            assert_eq!(read(text), FrontMatter::default(), "{text}");
        }
    }
}
