//! How the lines of a file make units: a unit is what the writer would call a paragraph, a heading, an
//! item. Knows line shapes only; what a unit is for is decided in `roles`.

mod hyphens;
mod lists;
mod runs;
mod shape;
mod wrap;

use super::header::is_bar;
use crate::article::Marker;
use crate::text::cells;
use hyphens::dehyphenate;
use shape::{
    dedented, indent, is_rule, mostly_indented, org_heading, reads_as_code, shape, underline,
};
use std::borrow::Cow;
use wrap::{is_cut, is_full, is_spaceless, wrap_width};

/// The widest line that is still taken for a hard-wrapped one, in cells.
const WIDEST_WRAP: usize = 110;

/// The narrowest wrap that is believed, in cells.
const NARROWEST_WRAP: usize = 30;

/// What the first characters of a unit say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing special.
    Text,
    /// A title and its rank: underlined, the first kind of line being the highest rank, or with hash signs or
    /// the stars of Org before it.
    Marked(u8),
    /// A list item and its depth, 1 for the outermost list.
    Item(Marker, u8),
    /// A quoted line (`>`) and its depth.
    Quote(u8),
    /// The text of a note at the foot, and its number.
    Note(u64),
    /// Indented or fenced code, kept verbatim.
    Code,
    /// Lines that the writer ended where they end.
    Verse,
    /// A line of signs that parts the text.
    Rule,
}

/// A run of lines that belong together.
#[derive(Clone, Debug)]
pub(super) struct Unit<'a> {
    /// Its shape.
    pub(super) form: Form,
    /// Its text without markers, lines joined.
    pub(super) text: Cow<'a, str>,
    /// First line in the file, from 1.
    pub(super) first: usize,
    /// Last line in the file, from 1.
    pub(super) last: usize,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
}

/// The units of `lines`, of which the first `skip` are left out.
pub(super) fn units<'a>(lines: &[&'a str], skip: usize) -> Vec<Unit<'a>> {
    let mut reader = Reader {
        lines,
        wrap: wrap_width(lines.get(skip..).unwrap_or_default()),
        indented: mostly_indented(lines),
        org: is_org(lines),
        signs: Vec::new(),
        units: Vec::new(),
        blank: true,
    };
    let mut at = skip;
    while at < lines.len() {
        at = reader.take(at);
    }
    let mut units = reader.units;
    dehyphenate(&mut units);
    lists::settle(&mut units);
    units
}

struct Reader<'a, 'l> {
    lines: &'l [&'a str],
    /// The width at which the file is hard-wrapped, if it is.
    wrap: Option<usize>,
    /// Most lines are indented, so that an indent says nothing.
    indented: bool,
    /// Whether stars before a line are those of Org headings.
    org: bool,
    /// The kinds of lines under titles, in the order of their ranks: the sign, and whether one stands over
    /// the title too.
    signs: Vec<(char, bool)>,
    units: Vec<Unit<'a>>,
    blank: bool,
}

/// Whether the file is Org: it has a keyword at its top, or headings of two ranks.
fn is_org(lines: &[&str]) -> bool {
    let starts = |start: &str| lines.iter().any(|line| line.starts_with(start));
    let keyword = lines.iter().take(12).any(|line| line.starts_with("#+"));
    keyword || (starts("* ") && starts("** "))
}

impl<'a> Reader<'a, '_> {
    /// Reads the unit at line `at`; gives the line after it.
    fn take(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        if line.trim().is_empty() {
            self.blank = true;
            return at + 1;
        }
        if let Some(next) = self.take_code(at) {
            return next;
        }
        if let Some(next) = self.take_kept(at) {
            return next;
        }
        if let Some(sign) = underline(line) {
            if let Some(next) = self.overlined(at, sign) {
                return next;
            }
            if self.underlines(line, sign) {
                self.blank = false;
                return at + 1;
            }
        }
        if self.org
            && let Some((rank, words)) = org_heading(line)
        {
            self.push(Form::Marked(rank), Cow::Borrowed(words), at, at);
            return at + 1;
        }
        if is_rule(line) {
            self.push(Form::Rule, Cow::Borrowed(""), at, at);
            return at + 1;
        }
        let (form, body) = shape(line);
        let joins = !matches!(form, Form::Marked(_));
        let end = if joins {
            self.end_of_wrapped(at, form)
        } else {
            at
        };
        let text = if end == at {
            Cow::Borrowed(body.trim())
        } else {
            Cow::Owned(self.joined(body, at + 1, end))
        };
        self.push(form, text, at, end);
        end + 1
    }

    fn push(&mut self, form: Form, text: Cow<'a, str>, first: usize, last: usize) {
        self.units.push(Unit {
            form,
            text,
            first: first + 1,
            last: last + 1,
            after_blank: self.blank,
        });
        self.blank = false;
    }

    /// Lines `from..=to` after `body`, parted by newlines, markers of quotes taken off.
    fn joined(&self, body: &str, from: usize, to: usize) -> String {
        let mut text = body.trim().to_owned();
        for line in self.lines.get(from..=to).unwrap_or_default() {
            let (form, rest) = shape(line);
            let body = if matches!(form, Form::Quote(_)) {
                rest.trim()
            } else {
                line.trim()
            };
            // Scripts without spaces have none at a line end either.
            if !(text.ends_with(is_spaceless) && body.starts_with(is_spaceless)) {
                text.push('\n');
            }
            text.push_str(body);
        }
        text
    }

    /// The last line of the wrapped paragraph that starts at `at`: a line goes on below when the first
    /// word there would not have fitted on it.
    fn end_of_wrapped(&self, at: usize, form: Form) -> usize {
        let Some(wrap) = self.wrap else { return at };
        let in_list = lists::opens_item(self.lines[at].trim_start());
        let mut end = at;
        while let Some(next) = self.lines.get(end + 1) {
            let (shape_below, below) = shape(next);
            let same = match form {
                Form::Quote(_) => shape_below == form,
                _ => shape_below == Form::Text,
            };
            let slack = wrap / 8;
            let starts = indent(next) >= 2 && indent(self.lines[end]) == 0 && form == Form::Text;
            let full = is_full(self.lines[end], below, wrap.saturating_sub(slack));
            let goes_on = full || is_cut(self.lines[end], below);
            let next_item = in_list && lists::opens_item(below);
            let ends = next_item || is_rule(next) || (self.org && org_heading(next).is_some());
            if below.trim().is_empty() || ends || !same || starts || !goes_on {
                break;
            }
            end += 1;
        }
        end
    }

    /// Code: fenced, or indented by four after a blank line and unlike prose.
    fn take_code(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.fence_end(at) {
            let body = self.lines.get(at + 1..end).unwrap_or_default().join("\n");
            self.push(Form::Code, Cow::Owned(body), at, end);
            return Some(end + 1);
        }
        if !self.blank || self.indented || indent(self.lines[at]) < 4 {
            return None;
        }
        let run = self.lines.get(at..).unwrap_or_default();
        let len = run
            .iter()
            .take_while(|line| indent(line) >= 4 && !line.trim().is_empty())
            .count();
        let run = run.get(..len).unwrap_or_default();
        if !run.iter().any(|line| reads_as_code(line)) {
            return None;
        }
        let least = run.iter().map(|line| indent(line)).min().unwrap_or(0);
        let body: Vec<String> = run.iter().map(|line| dedented(line, least)).collect();
        self.push(Form::Code, Cow::Owned(body.join("\n")), at, at + len - 1);
        Some(at + len)
    }

    /// The line that closes the fence opened at `at`. Only looked for near by: a stray fence must not
    /// make each later one search the whole file again.
    fn fence_end(&self, at: usize) -> Option<usize> {
        const REACH: usize = 400;
        if !self.lines[at].trim_start().starts_with("```") {
            return None;
        }
        let below = self.lines.get(at + 1..)?;
        below
            .iter()
            .take(REACH)
            .position(|line| line.trim() == "```")
            .map(|by| at + 1 + by)
    }

    /// Lines that are kept as they stand: a table, or verse.
    fn take_kept(&mut self, at: usize) -> Option<usize> {
        let run = self.lines.get(at..)?;
        if let Some(rows) = runs::table(run) {
            let text = self.lines.get(at..at + rows)?.join("\n");
            self.push(Form::Code, Cow::Owned(text), at, at + rows - 1);
            return Some(at + rows);
        }
        if !self.blank || self.wrap.is_some() {
            return None;
        }
        let count = runs::verse(run)?;
        let lines: Vec<&str> = run.iter().take(count).map(|line| line.trim()).collect();
        self.push(
            Form::Verse,
            Cow::Owned(lines.join("\n")),
            at,
            at + count - 1,
        );
        Some(at + count)
    }

    /// A title between two lines of the same signs, of which the first is at `at`. Wallabag's bars stand apart
    /// from it.
    fn overlined(&mut self, at: usize, sign: char) -> Option<usize> {
        const APART: usize = 3;
        let over = self.lines[at].trim();
        let reach = if is_bar(over) { APART } else { 1 };
        let below = |at: usize| {
            let near = at + 1..=at + reach;
            near.into_iter().find(|at| {
                self.lines
                    .get(*at)
                    .is_some_and(|line| !line.trim().is_empty())
            })
        };
        let title = below(at)?;
        let under = below(title)?;
        let words = self.lines[title].trim();
        let fits = cells(words) <= over.len() && !is_rule(words);
        if !fits || self.lines[under].trim() != over {
            return None;
        }
        let rank = self.rank(sign, true);
        self.push(Form::Marked(rank), Cow::Borrowed(words), at, under);
        Some(under + 1)
    }

    /// Makes the last unit a heading if `line`, which is all `sign`, underlines it.
    fn underlines(&mut self, line: &str, sign: char) -> bool {
        let Some(unit) = self.units.last().filter(|_| !self.blank) else {
            return false;
        };
        let width = cells(&unit.text);
        let line = line.trim().len();
        // The rarer signs must be under the whole title.
        let least = if matches!(sign, '=' | '-') {
            width.div_ceil(2)
        } else {
            width
        };
        let fits = unit.form == Form::Text && unit.first == unit.last && width <= 100;
        if !fits || line < least {
            return false;
        }
        let rank = self.rank(sign, false);
        if let Some(unit) = self.units.last_mut() {
            unit.form = Form::Marked(rank);
            unit.last += 1;
        }
        true
    }

    /// The rank of a kind of underline: each new kind is one rank down.
    fn rank(&mut self, sign: char, over: bool) -> u8 {
        let known = self.signs.iter().position(|kind| *kind == (sign, over));
        let place = known.unwrap_or_else(|| {
            self.signs.push((sign, over));
            self.signs.len() - 1
        });
        u8::try_from(place + 1).unwrap_or(6).min(6)
    }
}
