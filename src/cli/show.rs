//! `newsprint show`: one article as plain text, set to a width.

use super::output::Output;
use super::status;
use crate::article::{Article, SpanStyle};
use crate::library::{self, Place};
use crate::text::{self, TextRange};
use crate::typeset::{Content, Line, Measure, Pages, Style, TAB_CELLS, scripts};
use anyhow::Context as _;
use std::borrow::Cow;
use std::path::Path;

pub(super) fn run(file: &Path, width: u16, output: &mut Output) -> anyhow::Result<u8> {
    let place = Place::named(file);
    let opened = library::open(&place).with_context(|| format!("{}", file.display()))?;
    let article = &opened.article;
    let measure = Measure {
        cells: width,
        rows: u16::MAX,
    };
    // What goes to a pipe is searched: its words stay whole.
    let style = Style {
        hyphenated: false,
        ..Style::default()
    };
    let pages = Pages::set(article, measure, style);
    for page in pages.ids() {
        for line in pages.page(page) {
            output.line(plain(line, article, width).trim_end())?;
        }
    }
    Ok(status::GOOD)
}

/// A line as it stands on the page, without styles.
fn plain(line: &Line, article: &Article, width: u16) -> String {
    let text = &article.text;
    let mut row = Row {
        cells: 0,
        line: String::new(),
    };
    for bar in 0..line.lead.quote {
        row.put(2 * u16::from(bar), "│");
    }
    if let Some(marker) = &line.lead.marker {
        let taken = u16::try_from(text::cells(marker)).unwrap_or(u16::MAX);
        row.put(line.column.saturating_sub(taken.saturating_add(1)), marker);
    }
    if let Some(frame) = line.lead.frame {
        row.put(frame.column, "│");
    }
    match &line.content {
        Content::Blank => {}
        Content::Text { range, hyphen, .. } => {
            row.put(line.column, &raised_and_lowered(*range, article));
            if *hyphen {
                row.line.push('-');
            }
        }
        Content::Verbatim { range, .. } => row.put(line.column, &untabbed(range.of(text))),
        Content::Cells(cells) => cells
            .iter()
            .for_each(|cell| row.put(cell.column, &raised_and_lowered(cell.range, article))),
        Content::Generated(words) => row.put(line.column, words),
        Content::Rule(rule) => row.put(line.column, &"─".repeat(usize::from((*rule).min(width)))),
    }
    if let Some(frame) = line.lead.frame {
        row.put(
            frame.column.saturating_add(frame.cells.saturating_sub(1)),
            "│",
        );
    }
    row.line.replace('\u{AD}', "")
}

/// The text of `range`, with the characters that are raised or lowered in their own forms: an exponent must not
/// read as a number. The label of a note is as good in brackets.
fn raised_and_lowered(range: TextRange, article: &Article) -> Cow<'_, str> {
    let first = article
        .spans
        .partition_point(|span| span.range.start < range.start);
    let spans = article.spans.iter().skip(first);
    let formed = spans
        .take_while(|span| span.range.start < range.end)
        .filter(|span| span.style != SpanStyle::FootnoteReference)
        .filter_map(|span| {
            let forms = scripts::forms(span.style, span.range.of(&article.text))?;
            Some((span.range.overlap(range)?, forms))
        });
    let (mut from, mut shown) = (range.start, String::new());
    for (own, forms) in formed {
        if own.start < from {
            continue;
        }
        shown.push_str(TextRange::new(from, own.start).of(&article.text));
        let clusters = text::graphemes(own.of(&article.text));
        shown.extend(clusters.map(|(_, c, _)| scripts::form(c, forms).unwrap_or(c)));
        from = own.end;
    }
    if from == range.start {
        return range.of(&article.text).into();
    }
    shown.push_str(TextRange::new(from, range.end).of(&article.text));
    shown.into()
}

/// A line of code with spaces for its tabs, up to the stops of the line as it stood in the file.
fn untabbed(line: &str) -> Cow<'_, str> {
    if !line.contains('\t') {
        return line.into();
    }
    let mut spaced = String::with_capacity(line.len());
    let mut taken = 0;
    for piece in line.split_inclusive('\t') {
        let words = piece.trim_end_matches('\t');
        spaced.push_str(words);
        taken += text::cells(words);
        if piece.ends_with('\t') {
            let stop = TAB_CELLS - taken % TAB_CELLS;
            spaced.push_str(&" ".repeat(stop));
            taken += stop;
        }
    }
    spaced.into()
}

struct Row {
    cells: usize,
    line: String,
}

impl Row {
    fn put(&mut self, column: u16, words: &str) {
        let column = usize::from(column);
        self.line
            .push_str(&" ".repeat(column.saturating_sub(self.cells)));
        self.line.push_str(words);
        self.cells = self.cells.max(column) + text::cells(words);
    }
}
