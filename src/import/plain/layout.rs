//! How the lines of a file make units: a unit is what the writer would call a paragraph, a heading, an
//! item. Knows line shapes only; what a unit is for is decided in `roles`.

use crate::article::Marker;
use crate::text::cells;
use std::borrow::Cow;
use std::collections::HashSet;

/// The widest line that is still taken for a hard-wrapped one, in cells.
const WIDEST_WRAP: usize = 110;

/// The narrowest wrap that is believed, in cells.
const NARROWEST_WRAP: usize = 30;

/// What the first characters of a unit say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Nothing special.
    Text,
    /// A line with `===` (1) or `---` (2) under it, or with hash signs before it.
    Marked(u8),
    /// A list item and its depth, 1 for the outermost list.
    Item(Marker, u8),
    /// A quoted line (`>`) and its depth.
    Quote(u8),
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
        units: Vec::new(),
        blank: true,
    };
    let mut at = skip;
    while at < lines.len() {
        at = reader.take(at);
    }
    let mut units = reader.units;
    dehyphenate(&mut units);
    units
}

struct Reader<'a, 'l> {
    lines: &'l [&'a str],
    /// The width at which the file is hard-wrapped, if it is.
    wrap: Option<usize>,
    /// Most lines are indented, so that an indent says nothing.
    indented: bool,
    units: Vec<Unit<'a>>,
    blank: bool,
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
        if is_rule(line) {
            if self.underlines(line) {
                self.blank = false;
                return at + 1;
            }
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
            if below.trim().is_empty() || is_rule(next) || !same || starts || !goes_on {
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

    /// Makes the last unit a heading if `line` underlines it.
    fn underlines(&mut self, line: &str) -> bool {
        let sign = line.trim().chars().next();
        let level = match sign {
            Some('=') => 1,
            Some('-') => 2,
            _ => return false,
        };
        if self.blank || line.trim().chars().any(|c| Some(c) != sign) {
            return false;
        }
        let Some(unit) = self.units.last_mut() else {
            return false;
        };
        let width = cells(&unit.text);
        let fits = unit.form == Form::Text && unit.first == unit.last && width <= 100;
        if fits && cells(line.trim()) * 2 >= width {
            unit.form = Form::Marked(level);
            unit.last += 1;
            return true;
        }
        false
    }
}

/// The shape of a line, and the line without its marker.
fn shape(line: &str) -> (Form, &str) {
    let body = line.trim_start();
    if body.starts_with('>') {
        return quoted(body);
    }
    let hashes = body.bytes().take_while(|b| *b == b'#').count();
    if let 1..=6 = hashes
        && let Some(rest) = body.get(hashes..).and_then(|rest| rest.strip_prefix(' '))
    {
        let level = u8::try_from(hashes).unwrap_or(6);
        return (Form::Marked(level), rest.trim_end_matches(['#', ' ']));
    }
    let depth = u8::try_from(indent(line) / 2).unwrap_or(7).min(7) + 1;
    match marker(body) {
        Some((marker, rest)) if !rest.trim().is_empty() => (Form::Item(marker, depth), rest),
        _ => (Form::Text, body),
    }
}

fn quoted(body: &str) -> (Form, &str) {
    let rest = body.trim_start_matches(['>', ' ']);
    let marks = body.get(..body.len() - rest.len()).unwrap_or("");
    let depth = marks.bytes().filter(|b| *b == b'>').count();
    (Form::Quote(u8::try_from(depth).unwrap_or(u8::MAX)), rest)
}

fn marker(body: &str) -> Option<(Marker, &str)> {
    for bullet in [
        "- ", "* ", "+ ", "• ", "‣ ", "◦ ", "▪ ", "■ ", "● ", "•\t", "-\t",
    ] {
        if let Some(rest) = body.strip_prefix(bullet) {
            return Some(match rest.get(..4) {
                Some("[ ] ") => (Marker::Open, rest.get(4..).unwrap_or("")),
                Some("[x] " | "[X] ") => (Marker::Done, rest.get(4..).unwrap_or("")),
                _ => (Marker::Bullet, rest),
            });
        }
    }
    if let Some(rest) = body.strip_prefix('•') {
        return Some((Marker::Bullet, rest));
    }
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let number = body.get(..digits)?.parse().ok().filter(|_| digits <= 3)?;
    let rest = body.get(digits..)?.strip_prefix(['.', ')'])?;
    let rest = rest.strip_prefix([' ', '\t'])?;
    Some((Marker::Number(number), rest))
}

/// A line of nothing but at least three signs of one or two kinds.
fn is_rule(line: &str) -> bool {
    let signs = line.chars().filter(|c| !c.is_whitespace());
    let mut count = 0usize;
    for c in signs {
        if !matches!(c, '-' | '*' | '_' | '=' | '~' | '—' | '–' | '⁂' | '#' | '·') {
            return false;
        }
        count += if c == '⁂' { 3 } else { 1 };
    }
    count >= 3
}

/// Columns before the first character that is not white space, a tab counting four.
fn indent(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            ' ' => columns += 1,
            '\t' => columns += 4,
            _ => break,
        }
    }
    columns
}

fn dedented(line: &str, columns: usize) -> String {
    let body = line.trim_start_matches([' ', '\t']);
    let kept = indent(line).saturating_sub(columns);
    format!("{}{}", " ".repeat(kept), body.trim_end())
}

/// Whether a line has the signs of a program rather than of a sentence.
fn reads_as_code(line: &str) -> bool {
    let body = line.trim();
    let signs = body
        .chars()
        .filter(|c| "{}()[];=<>/\\$_|&+*#".contains(*c))
        .count();
    body.starts_with("$ ")
        || body.ends_with([';', '{', '}'])
        || signs * 8 >= body.chars().count().max(8)
}

fn mostly_indented(lines: &[&str]) -> bool {
    let written = lines.iter().filter(|line| !line.trim().is_empty());
    let (mut all, mut far) = (0usize, 0usize);
    for line in written {
        all += 1;
        far += usize::from(indent(line) >= 2);
    }
    far * 2 > all
}

/// Whether the first word of `below` would not have fitted after `line` within `width` cells.
fn is_full(line: &str, below: &str, width: usize) -> bool {
    let word = below.split_whitespace().next().unwrap_or("");
    // In scripts without spaces a line may break after any character.
    let word = if word.is_ascii() {
        word.len()
    } else {
        cells(word).min(12)
    };
    line.len() > width * 4 || cells(line.trim_end()) + 1 + word > width
}

/// Ideographs, kana and their punctuation: scripts that part no words.
fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `line` stops in the middle of a sentence or a word that `below` goes on with.
fn is_cut(line: &str, below: &str) -> bool {
    line.trim_end()
        .ends_with(|c: char| c.is_lowercase() || matches!(c, ',' | '-'))
        && below.starts_with(char::is_lowercase)
}

/// The width at which the file is hard-wrapped. A wrapped line is so full that the next word would not have
/// fitted; where a sentence is cut at a line end, that must hold (in verse it does not). `None` for one
/// paragraph a line, and for verse.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let plain = |line: &&str| matches!(shape(line), (Form::Text, body) if !body.trim().is_empty());
    let pairs: Vec<(&str, &str)> = lines
        .windows(2)
        .filter(|pair| pair.iter().all(|line| plain(line) && !is_rule(line)))
        .map(|pair| (pair[0], pair[1].trim_start()))
        .collect();
    let mut widths: Vec<usize> = pairs
        .iter()
        .map(|(line, _)| cells(line.trim_end()))
        .collect();
    widths.sort_unstable();
    // An address on a line of its own may stick out.
    let width = *widths.get(widths.len().saturating_sub(1) * 49 / 50)?;
    if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&width) {
        return None;
    }
    let full = |pair: &&(&str, &str)| is_full(pair.0, pair.1, width - width / 8);
    let all_full = pairs.iter().filter(full).count();
    let cut: Vec<_> = pairs.iter().filter(|pair| is_cut(pair.0, pair.1)).collect();
    let cut_full = cut.iter().copied().filter(full).count();
    let by_cuts = cut_full >= 2 && cut_full * 10 >= cut.len() * 7;
    let by_all = pairs.len() >= 3 && all_full * 10 >= pairs.len() * 8;
    (by_cuts || by_all).then_some(width)
}

/// Joins words that were parted at a line end, where the text shows that they are one: the whole word
/// occurs elsewhere. Otherwise the hyphen stays, since it may be the writer's own.
fn dehyphenate(units: &mut [Unit<'_>]) {
    if !units.iter().any(|unit| unit.text.contains("-\n")) {
        return;
    }
    let mut words: HashSet<String> = HashSet::new();
    for unit in units.iter().filter(|unit| unit.form != Form::Code) {
        let parts = unit.text.split(|c: char| !c.is_alphabetic());
        words.extend(parts.filter(|w| w.len() > 3).map(str::to_lowercase));
    }
    for unit in units.iter_mut().filter(|unit| unit.form != Form::Code) {
        if unit.text.contains("-\n") {
            unit.text = Cow::Owned(rejoined(&unit.text, &words));
        }
    }
}

fn rejoined(text: &str, words: &HashSet<String>) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut parts = text.split("-\n").peekable();
    while let Some(part) = parts.next() {
        joined.push_str(part);
        let Some(next) = parts.peek() else { break };
        let head = part.rsplit(|c: char| !c.is_alphabetic()).next();
        let tail = next.split(|c: char| !c.is_alphabetic()).next();
        let (head, tail) = (head.unwrap_or(""), tail.unwrap_or(""));
        let inside = head.ends_with(char::is_lowercase) && tail.starts_with(char::is_lowercase);
        let known = || words.contains(&format!("{head}{tail}").to_lowercase());
        if !(inside && known()) {
            joined.push('-');
            // A compound goes on without a space; a dash at a line end keeps one.
            if head.is_empty() || tail.is_empty() {
                joined.push('\n');
            }
        }
    }
    joined
}
