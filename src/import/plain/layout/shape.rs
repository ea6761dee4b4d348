//! What a single line looks like: item, quote, rule, underline, code, and how far it is indented.

use super::Form;
use crate::article::Marker;
use crate::import::dateline::is_date;

/// The shape of a line, and the line without its marker.
pub(super) fn shape(line: &str) -> (Form, &str) {
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
        // "12. Februar 2024" is no twelfth item.
        Some((Marker::Number(_), _)) if is_date(body) => (Form::Text, body),
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
        "- ", "* ", "+ ", "• ", "‣ ", "◦ ", "▪ ", "■ ", "● ", "· ", "•\t", "-\t",
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
pub(super) fn is_rule(line: &str) -> bool {
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
pub(super) fn indent(line: &str) -> usize {
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

pub(super) fn dedented(line: &str, columns: usize) -> String {
    let body = line.trim_start_matches([' ', '\t']);
    let kept = indent(line).saturating_sub(columns);
    format!("{}{}", " ".repeat(kept), body.trim_end())
}

/// Whether a line has the signs of a program rather than of a sentence.
pub(super) fn reads_as_code(line: &str) -> bool {
    let body = line.trim();
    let signs = body
        .chars()
        .filter(|c| "{}()[];=<>/\\$_|&+*#".contains(*c))
        .count();
    body.starts_with("$ ")
        || body.ends_with([';', '{', '}'])
        || signs * 8 >= body.chars().count().max(8)
}

pub(super) fn mostly_indented(lines: &[&str]) -> bool {
    let written = lines.iter().filter(|line| !line.trim().is_empty());
    let (mut all, mut far) = (0usize, 0usize);
    for line in written {
        all += 1;
        far += usize::from(indent(line) >= 2);
    }
    far * 2 > all
}

/// The sign that a line repeats from end to end, if it is one that people underline titles with.
pub(super) fn underline(line: &str) -> Option<char> {
    let line = line.trim();
    let sign = line.chars().next()?;
    let known = matches!(
        sign,
        '=' | '-' | '~' | '^' | '"' | '*' | '+' | '#' | '\'' | '`'
    );
    (known && line.len() >= 3 && line.chars().all(|c| c == sign)).then_some(sign)
}

/// The rank and the words of an Org heading.
pub(super) fn org_heading(line: &str) -> Option<(u8, &str)> {
    let words = line.trim_start_matches('*');
    let stars = line.len() - words.len();
    let words = words.strip_prefix(' ')?.trim();
    let rank = u8::try_from(stars)
        .ok()
        .filter(|stars| (1..=6).contains(stars))?;
    (!words.is_empty()).then_some((rank, words))
}
