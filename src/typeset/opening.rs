//! What stands under the headline: who wrote it, where, when, how long it takes, and the standfirst.

use super::lines::break_lines;
use super::{Content, Line, LineRole, Measure};
use crate::article::{Article, BlockKind, Metadata};
use crate::text::{self, TextRange};

/// Rows of a page that the companions of a headline leave free where no title block stands over them: a
/// space, the frame of a picture, and a line of text by which the page is found.
const LEFT_FREE: usize = 3;

/// How many lines the companions of a headline may take. They are made of metadata: no byte of the text is
/// theirs, and a page that shows nothing else could not be told from the next by any place in the text. So
/// they never take more than one page for themselves.
#[derive(Clone, Copy)]
struct Room {
    /// Lines of standfirst and dateline together, if there is to be a standfirst.
    together: usize,
    /// Lines of the dateline.
    dateline: usize,
}

/// Sets the headline's companions where no title block stands at the head of the text: an article whose
/// title is its opening sentence still says where it is from.
pub(super) fn set_untitled(article: &Article, measure: Measure, lines: &mut Vec<Line>) {
    let first = article.blocks.first();
    if first.is_none_or(|block| block.kind != BlockKind::Title) {
        let left = usize::from(measure.rows).saturating_sub(LEFT_FREE);
        let room = Room {
            together: left,
            dateline: left,
        };
        let at = first.map_or(0, |block| block.range.start);
        set_companions(article, measure, room, at, lines);
    }
    if first.is_none() {
        let words = text::fit(
            "There is nothing to read in this file.",
            measure.cells.into(),
        );
        let content = Content::Generated(words.into());
        let at = TextRange::at(article.text.len());
        lines.push(Line::bare(0, LineRole::Furniture, content, at));
    }
}

/// Sets the headline's companions under `lines`, which are the title's. The title keeps them with it, so its
/// pages are full and the room on the last is what remains.
pub(super) fn set_under_title(article: &Article, measure: Measure, lines: &mut Vec<Line>) {
    let rows = usize::from(measure.rows);
    let used = lines.len() % rows;
    // The space takes a row too, but not at the head of a page.
    let left = if used == 0 { rows } else { rows - used - 1 };
    let room = match left {
        0 => Room {
            together: rows,
            dateline: rows,
        },
        _ => Room {
            together: left,
            // The byte after the title is free: a page may start there.
            dateline: if used == 0 { rows } else { left + rows },
        },
    };
    let at = article.blocks.first().map_or(0, |block| block.range.end);
    lines.push(Line {
        keep_with_next: true,
        ..Line::blank(0, at)
    });
    set_companions(article, measure, room, at, lines);
}

/// Sets standfirst and dateline at byte `at`. A standfirst that would take more than half a page is cut: it
/// is there to lead into the story, not to stand before it.
fn set_companions(
    article: &Article,
    measure: Measure,
    room: Room,
    at: usize,
    lines: &mut Vec<Line>,
) {
    let cells = measure.cells.into();
    let dateline = broken(&dateline(article), cells, room.dateline);
    let left = room.together.saturating_sub(dateline.len());
    let room = left.min(usize::from(measure.rows) / 2);
    let standfirst = standfirst(article).map_or_else(Vec::new, |words| broken(words, cells, room));
    let roles = [
        (standfirst, LineRole::Standfirst),
        (dateline, LineRole::Dateline),
    ];
    for (words, role) in roles {
        lines.extend(words.into_iter().map(|words| Line {
            keep_with_next: true,
            ..Line::bare(0, role, Content::Generated(words), TextRange::at(at))
        }));
    }
}

/// `words` in lines of at most `cells` cells; when there are more than `rows` of them the last says so with
/// an ellipsis.
fn broken(words: &str, cells: usize, rows: usize) -> Vec<Box<str>> {
    let all = break_lines(words, TextRange::new(0, words.len()), cells, cells);
    let mut shown: Vec<Box<str>> = all
        .iter()
        .take(rows)
        // A cluster wider than the column would pass its edge: it cannot be broken, only left out.
        .map(|line| text::fit(line.range.of(words), cells).into())
        .collect();
    if all.len() > rows
        && let Some(last) = shown.last_mut()
    {
        *last = broken_off(last, cells);
    }
    shown
}

/// `line` with an ellipsis at its end, for which its last word gives way if it must.
fn broken_off(line: &str, cells: usize) -> Box<str> {
    let kept = match line.rsplit_once(' ') {
        Some((before, _)) if text::cells(line) >= cells => before,
        _ => line,
    };
    let kept = kept.trim_end_matches([' ', ',', ';', ':', '–', '—', '.']);
    text::fit(&format!("{kept}…"), cells).into()
}

/// The line under the headline, made of what is known: authors, site, date, minutes.
fn dateline(article: &Article) -> String {
    let metadata = &article.metadata;
    let mut parts = Vec::new();
    if !metadata.byline.is_empty() {
        parts.push(format!("By {}", joined(&metadata.byline)));
    }
    parts.extend(metadata.site.clone());
    parts.extend(metadata.published.map(|when| day(when.day())));
    parts.push(duration(article.minutes()));
    parts.join(" · ")
}

/// The standfirst, unless the text opens with the same words.
fn standfirst(article: &Article) -> Option<&str> {
    let Metadata {
        description: Some(description),
        ..
    } = &article.metadata
    else {
        return None;
    };
    let head: String = text::folded(description).chars().take(40).collect();
    let repeated = article
        .blocks
        .iter()
        .filter(|block| block.is_story())
        .take(2)
        .any(|block| text::folded(block.range.of(&article.text)).starts_with(&head));
    (!head.is_empty() && !repeated).then_some(description.as_str())
}

/// Minutes of reading in a word or two: "4 min", "3 h".
pub fn duration(minutes: usize) -> String {
    if minutes < 120 {
        format!("{minutes} min")
    } else {
        format!("{} h", minutes / 60)
    }
}

/// A day as a newspaper writes it: "18 Feb 2025".
pub fn day(day: jiff::civil::Date) -> String {
    day.strftime("%-d %b %Y").to_string()
}

fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
