//! Signs that note programs add to Markdown: `==highlights==`, `%%comments%%`, and ids of blocks.
//!
//! The parser knows nothing of them, so they are found in the text it gives out, within one block; a comment
//! that covers whole lines is blanked in the source before, with every offset kept.

use super::{Inline, critic};
use pulldown_cmark::Event;
use std::borrow::Cow;

/// A change to the text of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// Index of the event.
    pub(super) event: usize,
    /// Offset in the event's text, in bytes.
    pub(super) at: usize,
    /// How many bytes go.
    pub(super) len: usize,
    /// What happens there.
    pub(super) action: Action,
}

/// What happens at an edit, besides that its bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Nothing.
    Remove,
    /// A highlight begins.
    Open,
    /// A highlight ends.
    Close,
    /// A comment begins.
    Hide,
    /// A comment ends.
    Show,
    /// A comment begins that is said of the text before it.
    Note,
    /// Such a comment ends.
    EndNote,
}

/// The edits to the text events of one block, in order.
pub(super) fn edits(events: &[Inline<'_>], source: &str) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut comment: Option<Sign> = None;
    let mut mark: Option<Sign> = None;
    for sign in signs(events, source) {
        match (sign.letter, &comment, &mark) {
            ('%', None, _) if sign.opens => comment = Some(sign),
            ('%', Some(open), _) => {
                found.push(open.edit(Action::Hide));
                found.push(sign.edit(Action::Show));
                // A highlight does not begin inside a comment.
                mark = mark.filter(|mark| mark.place() < open.place());
                comment = None;
            }
            ('=', _, None) if sign.opens => mark = Some(sign),
            ('=', _, Some(open)) if sign.brace == Brace::Opening && open.brace != sign.brace => {
                mark = Some(sign);
            }
            ('=', _, Some(open)) if sign.closes => {
                let (open, close) = Sign::braces(*open, sign);
                found.push(open.edit(Action::Open));
                found.push(close.edit(Action::Close));
                mark = None;
            }
            _ => {}
        }
    }
    found.extend(critic::edits(events, source));
    found.extend(block_id(events));
    found.sort_by_key(|edit| (edit.event, edit.at));
    found
}

/// A `==` or `%%` in the text.
#[derive(Clone, Copy)]
struct Sign {
    event: usize,
    at: usize,
    len: usize,
    letter: char,
    opens: bool,
    closes: bool,
    brace: Brace,
}

/// Which brace of `CriticMarkup` touches a sign. Two of them are a template's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Brace {
    None,
    /// `{==`
    Opening,
    /// `==}`
    Closing,
}

impl Brace {
    fn between(head: &str, tail: &str) -> Self {
        let opening = head.ends_with('{') && !head.ends_with("{{");
        let closing = tail.starts_with('}') && !tail.starts_with("}}");
        match (opening, closing) {
            (true, false) => Self::Opening,
            (false, true) => Self::Closing,
            _ => Self::None,
        }
    }
}

impl Sign {
    const fn edit(&self, action: Action) -> Edit {
        Edit {
            event: self.event,
            at: self.at,
            len: self.len,
            action,
        }
    }

    const fn place(&self) -> (usize, usize) {
        (self.event, self.at)
    }

    /// Takes the braces of `{==text==}` into the signs when both are there.
    const fn braces(mut open: Self, mut close: Self) -> (Self, Self) {
        if let (Brace::Opening, Brace::Closing) = (open.brace, close.brace) {
            open.at -= 1;
            open.len += 1;
            close.len += 1;
        }
        (open, close)
    }
}

/// All signs of exactly two letters, with what they may do by what stands around them.
fn signs(events: &[Inline<'_>], source: &str) -> Vec<Sign> {
    let mut found = Vec::new();
    for (event, (inline, range)) in events.iter().enumerate() {
        let Event::Text(text) = inline else { continue };
        let mut from = 0;
        while let Some(at) = next_run(text, from) {
            let rest = text.get(at..).unwrap_or("");
            let letter = rest.chars().next().unwrap_or(' ');
            let len = rest.len() - rest.trim_start_matches(letter).len();
            from = at + len;
            if len != 2 {
                continue;
            }
            let outside = |offset| {
                source
                    .get(..offset)
                    .and_then(|text| text.chars().next_back())
            };
            let before = match text.get(..at) {
                Some("") | None => outside(range.start),
                Some(head) => head.chars().next_back(),
            };
            let after = match text.get(at + len..) {
                Some("") | None => source.get(range.end..).and_then(|text| text.chars().next()),
                Some(tail) => tail.chars().next(),
            };
            if before == Some('\\') && at == 0 {
                continue; // escaped
            }
            let head = text.get(..at).unwrap_or("");
            let tail = text.get(at + len..).unwrap_or("");
            let mut sign = sign(event, at, letter, before, after);
            if letter == '=' {
                sign.brace = Brace::between(head, tail);
                sign.opens |= sign.brace == Brace::Opening;
                sign.closes |= sign.brace == Brace::Closing;
            }
            found.push(sign);
        }
    }
    found
}

fn sign(event: usize, at: usize, letter: char, before: Option<char>, after: Option<char>) -> Sign {
    let solid = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let letter_or_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    // `a==b` is a comparison, and `100%%` is a slip.
    let inside_word = letter_or_digit(before) && letter_or_digit(after);
    let opens = match letter {
        '%' => !letter_or_digit(before),
        _ => solid(after) && !inside_word,
    };
    Sign {
        event,
        at,
        len: 2,
        letter,
        opens,
        closes: solid(before) && !inside_word,
        brace: Brace::None,
    }
}

fn next_run(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.as_bytes()
        .windows(2)
        .position(|pair| pair == b"==" || pair == b"%%")
        .map(|at| from + at)
}

/// The id of a block (`^2f3a9c`) at the very end of it.
fn block_id(events: &[Inline<'_>]) -> Option<Edit> {
    let event = events.len().checked_sub(1)?;
    let Event::Text(text) = &events[event].0 else {
        return None;
    };
    let body = text.trim_end();
    let caret = body.rfind('^')?;
    let id = body.get(caret + 1..)?;
    let head = body.get(..caret)?;
    let begins_line = head.is_empty()
        && (event == 0 || matches!(events[event - 1].0, Event::SoftBreak | Event::HardBreak));
    let is_id = (2..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && (id.len() >= 4 || id.bytes().any(|byte| byte.is_ascii_alphabetic()));
    (is_id && (begins_line || head.ends_with([' ', '\t']))).then_some(Edit {
        event,
        at: caret,
        len: text.len() - caret,
        action: Action::Remove,
    })
}

/// `body` with comments blanked that begin and end a line: `%%` first on a line, and `%%` last on that line or
/// a later one. Code between fences is left alone. Offsets and lines stay.
pub(super) fn without_comment_blocks(body: &str) -> Cow<'_, str> {
    if !body.contains("%%") {
        return Cow::Borrowed(body);
    }
    let mut blanked: Option<Vec<u8>> = None;
    for (start, end) in comment_blocks(body) {
        let bytes = blanked.get_or_insert_with(|| body.as_bytes().to_vec());
        for byte in bytes.get_mut(start..end).into_iter().flatten() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
    }
    match blanked.map(String::from_utf8) {
        Some(Ok(text)) => Cow::Owned(text),
        _ => Cow::Borrowed(body),
    }
}

fn comment_blocks(body: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut fence: Option<&str> = None;
    let mut open: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let trimmed = line.trim();
        if let Some(begun) = open {
            if trimmed.ends_with("%%") {
                found.push((begun, at));
                open = None;
            }
            continue;
        }
        let mark = ["```", "~~~"]
            .into_iter()
            .find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(mark), Some(again)) if mark == again => fence = None,
            (None, None) if trimmed.starts_with("%%") => {
                let inside = trimmed.get(2..).unwrap_or("");
                if inside.ends_with("%%") && !inside.trim_end_matches('%').contains("%%") {
                    found.push((start, at));
                } else if !inside.contains("%%") {
                    open = Some(start);
                }
            }
            _ => {}
        }
    }
    found // a comment that nothing ends hides nothing
}
