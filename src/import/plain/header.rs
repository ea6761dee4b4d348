//! Texts that name their fields in the first lines, as newsboat's saved articles, Wallabag's text export and
//! Org files do. Each is recognised by its own marks.

use crate::article::{BlockKind, Builder, Nesting};
use crate::import::dates;
use crate::import::fields::Fields;

/// The fields that are known, in the words of newsboat and of people.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Author,
    Date,
    /// Site and address: they vouch for a header.
    Origin,
    Other,
}

/// Lines that a header can have.
const LONGEST: usize = 12;

/// A field found: the line it stands on (from 0), what it is, its key and its value.
type Found<'a> = (usize, Field, &'a str, &'a str);

/// Reads the header at the top of `lines`, if there is one, into `fields` and as blocks into `builder`;
/// gives the number of lines it takes.
pub(super) fn read(lines: &[&str], builder: &mut Builder, fields: &mut Fields) -> usize {
    let found = labelled(lines)
        .or_else(|| translated(lines))
        .or_else(|| between_bars(lines))
        .or_else(|| keywords(lines));
    let Some((found, taken)) = found else {
        return 0;
    };
    for (line, field, key, value) in found {
        fields.push(key, value);
        let (kind, shown) = match field {
            Field::Title => (BlockKind::Title, value),
            Field::Author => (BlockKind::Byline, value),
            Field::Date => (BlockKind::Date, value),
            Field::Origin | Field::Other => (BlockKind::Furniture, lines[line]),
        };
        builder.begin(kind, Nesting::default());
        builder.lines(line + 1, line + 1);
        builder.prose(shown);
    }
    taken
}

/// Fields with known labels: a title and another.
fn labelled<'a>(lines: &[&'a str]) -> Option<(Vec<Found<'a>>, usize)> {
    let found: Vec<Found<'a>> = lines
        .iter()
        .take(LONGEST)
        .enumerate()
        .map_while(|(at, line)| field(line).map(|(field, key, value)| (at, field, key, value)))
        .collect();
    let has = |wanted: &[Field]| found.iter().any(|(_, field, ..)| wanted.contains(field));
    let whole = has(&[Field::Title]) && has(&[Field::Origin, Field::Author, Field::Date]);
    let taken = found.len();
    whole.then_some((found, taken))
}

/// What newsboat writes in other languages: labels that it translates, in an order that it keeps (feed, title,
/// author, date, link, flags), and a blank line. The date and the address below it tell which is which.
fn translated<'a>(lines: &[&'a str]) -> Option<(Vec<Found<'a>>, usize)> {
    let head: Vec<(&str, &str)> = lines
        .iter()
        .take(LONGEST)
        .map_while(|line| line.split_once(": "))
        .map_while(|(label, value)| (label.chars().count() <= 20).then_some((label, value.trim())))
        .collect();
    let ended = lines
        .get(head.len())
        .is_none_or(|line| line.trim().is_empty());
    let date = head.windows(2).position(|pair| {
        let link = pair[1].1.starts_with("http://") || pair[1].1.starts_with("https://");
        link && pair[0].1.contains(':') && dates::parse(pair[0].1).is_some()
    })?;
    let before: &[(Field, &str)] = match date {
        1 => &[(Field::Title, "title")],
        2 => &[(Field::Origin, "feed"), (Field::Title, "title")],
        3 => &[
            (Field::Origin, "feed"),
            (Field::Title, "title"),
            (Field::Author, "author"),
        ],
        _ => return None,
    };
    let after = [(Field::Date, "date"), (Field::Origin, "link")];
    let known = before.iter().copied().chain(after);
    let other = std::iter::repeat((Field::Other, "flags"));
    let fields = head.iter().zip(known.chain(other)).enumerate();
    let found = fields.map(|(at, ((_, value), (field, key)))| (at, field, key, *value));
    (ended && head.len() <= date + 3).then(|| (found.collect(), head.len()))
}

/// The bar of `=` over and under a title in Wallabag's text export, in characters.
const BAR: usize = 100;

/// Whether `line` is a bar of Wallabag's text export.
pub(super) fn is_bar(line: &str) -> bool {
    let line = line.trim();
    line.len() == BAR && line.bytes().all(|byte| byte == b'=')
}

/// Wallabag's text export: the title between two bars.
fn between_bars<'a>(lines: &[&'a str]) -> Option<(Vec<Found<'a>>, usize)> {
    let mut written = (0..lines.len().min(LONGEST)).filter(|at| !lines[*at].trim().is_empty());
    let (over, title, under) = (written.next()?, written.next()?, written.next()?);
    let barred = is_bar(lines[over]) && is_bar(lines[under]) && !is_bar(lines[title]);
    let found = vec![(title, Field::Title, "title", lines[title].trim())];
    barred.then_some((found, under + 1))
}

/// The keywords at the top of an Org file ("#+TITLE: Lights out"); a title is enough.
fn keywords<'a>(lines: &[&'a str]) -> Option<(Vec<Found<'a>>, usize)> {
    let run = lines.iter().take(LONGEST);
    let taken = run.take_while(|line| line.starts_with("#+")).count();
    let found: Vec<Found<'a>> = lines
        .iter()
        .take(taken)
        .enumerate()
        .map(|(at, line)| {
            let (field, key, value) =
                line.strip_prefix("#+")
                    .and_then(field)
                    .unwrap_or((Field::Other, "", ""));
            (at, field, key, value)
        })
        .collect();
    let titled = found.iter().any(|(_, field, ..)| *field == Field::Title);
    titled.then_some((found, taken))
}

/// The field in a line, its key and its value.
fn field(line: &str) -> Option<(Field, &str, &str)> {
    let (key, value) = line.split_once(':')?;
    if key.len() > 20 || key.starts_with(' ') {
        return None;
    }
    let field = match key.to_ascii_lowercase().as_str() {
        "title" | "headline" => Field::Title,
        "author" | "authors" | "by" | "byline" => Field::Author,
        "date" | "published" | "pubdate" => Field::Date,
        "feed" | "site" | "source" | "publication" | "publisher" | "link" | "url" => Field::Origin,
        "tags" | "section" | "category" | "flags" | "podcast download url" | "type" => Field::Other,
        _ => return None,
    };
    Some((field, key, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Format, Origin};

    fn title(text: &str) -> (String, usize, Vec<String>) {
        let lines: Vec<&str> = text.lines().collect();
        let mut builder = Builder::new(Format::Plain);
        let mut fields = Fields::new();
        let taken = read(&lines, &mut builder, &mut fields);
        let metadata = fields.metadata(Origin::Body);
        (metadata.title, taken, metadata.byline)
    }

    #[test]
    fn labels_in_other_languages_are_known_by_their_values() {
        let text = "Feed: Beispielnachrichten\nTitel: Das Licht: aus\nAutor: Ann Lee\nDatum: Tue, 18 Feb 2025 07:30:00 +0100\nVerweis: https://example.com/licht\n \nText.";
        let (said, taken, byline) = title(text);
        assert_eq!((said.as_str(), taken), ("Das Licht: aus", 5));
        assert_eq!(byline, ["Ann Lee"]);
        let talk = "Ann: Who pays?\nBo: Not I.\n\nText.";
        assert_eq!(title(talk).1, 0);
    }

    #[test]
    fn a_title_between_bars_is_an_export() {
        let bar = "=".repeat(100);
        let text = format!("\n{bar}\n\nLights out\n\n{bar}\n\nText.");
        assert_eq!(title(&text).0, "Lights out");
        assert_eq!(title(&text.replacen('=', "-", 1)).1, 0);
    }

    #[test]
    fn keywords_of_org_are_fields() {
        let (said, taken, byline) =
            title("#+TITLE: Lights out\n#+AUTHOR: Ann Lee\n#+STARTUP: x\n\nText.");
        assert_eq!((said.as_str(), taken), ("Lights out", 3));
        assert_eq!(byline, ["Ann Lee"]);
        assert_eq!(title("#+BEGIN_SRC c\nint x;\n").1, 0);
    }
}
