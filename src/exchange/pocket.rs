//! Pocket: the CSV that it gave at the end, and the page of lists that it gave before.
//!
//! Both tell title, address, when it was added, tags, and whether it was read, which is to say put away.

use super::csv::{self, Row};
use super::intake::{Gathered, Intake, Spot};
use super::{Work, json};
use std::borrow::Cow;

pub(super) fn read(text: &str) -> Intake {
    if text.trim_start().starts_with('<') {
        page(text)
    } else {
        table(text)
    }
}

fn table(text: &str) -> Intake {
    csv::gather(text, take)
}

fn take(row: &Row<'_>, gathered: &mut Gathered) -> Result<(), String> {
    let value = |name: &str| row.value(&[name]);
    let url = value("url").ok_or("has no address")?;
    let is_read = value("status").and_then(|status| status_read(status.trim()));
    gathered.work(Work {
        title: value("title")
            .filter(|title| *title != url)
            .unwrap_or("")
            .to_owned(),
        url: Some(url.trim().to_owned()),
        tags: tags(value("tags").unwrap_or("")),
        read: is_read,
        archived: is_read,
        saved: value("time_added").and_then(json::at),
        changed: value("time_added").and_then(json::at),
        ..Work::default()
    });
    Ok(())
}

/// What is put away is read. What is not says nothing: nobody put it there.
fn status_read(status: &str) -> Option<bool> {
    ["archive", "archived", "read", "1"]
        .iter()
        .any(|word| status.eq_ignore_ascii_case(word))
        .then_some(true)
}

fn tags(list: &str) -> Vec<String> {
    let tags = list.split(['|', ',']).map(|tag| tag.trim().to_owned());
    tags.filter(|tag| !tag.is_empty()).collect()
}

/// A page of headings and lists of links. Read tag by tag and not as a tree: it is this simple, and may be long.
fn page(text: &str) -> Intake {
    let mut intake = Intake::default();
    let mut gathered = Gathered::default();
    let mut is_read = None;
    let mut rest = text;
    let mut line = 1;
    while let Some(at) = rest.find('<') {
        line += newlines(rest, at);
        rest = rest.get(at + 1..).unwrap_or("");
        let name: String = rest
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .take(3)
            .collect();
        match name.to_ascii_lowercase().as_str() {
            "h1" | "h2" | "h3" => {
                let heading = parts(rest).1.to_lowercase();
                // "Unread" and "Read Archive", in whatever order.
                let archive = heading.contains("archive") || heading.trim() == "read";
                is_read = archive.then_some(true);
            }
            "a" => {
                intake.records += 1;
                match link(rest, is_read) {
                    Some(work) => {
                        gathered.work(work);
                    }
                    None => intake.fault(Spot::Line(line), "is a link without an address"),
                }
            }
            _ => {}
        }
    }
    intake.works = gathered.into_works();
    intake
}

/// The article that a link leads to, whose tag `rest` begins with.
fn link(rest: &str, is_read: Option<bool>) -> Option<Work> {
    let (tag, words) = parts(rest);
    let url = attribute(tag, "href")?;
    let added = attribute(tag, "time_added").and_then(|time| json::at(&time));
    let title = unescaped(words);
    Some(Work {
        title: if title == url {
            String::new()
        } else {
            title.into_owned()
        },
        url: Some(url),
        tags: tags(&attribute(tag, "tags").unwrap_or_default()),
        read: is_read,
        archived: is_read,
        saved: added,
        changed: added,
        ..Work::default()
    })
}

fn newlines(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes().get(..end).unwrap_or(&[]);
    memchr::memchr_iter(b'\n', bytes).count()
}

/// The inside of a tag, which `rest` begins with, and the text between it and the next tag. A tag that nothing closes
/// ends where the next begins, so that nothing is gone through twice.
fn parts(rest: &str) -> (&str, &str) {
    let own = rest.split('<').next().unwrap_or("");
    own.split_once('>').unwrap_or((own, ""))
}

/// The value of an attribute in a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let (before, from) = rest.split_at(at);
        rest = from.get(name.len()..)?;
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            continue;
        };
        if !before.ends_with(char::is_whitespace) {
            continue;
        }
        let value = value.trim_start();
        let sign = value
            .chars()
            .next()
            .filter(|sign| matches!(sign, '"' | '\''));
        let value = match sign {
            Some(sign) => value.get(1..)?.split(sign).next()?,
            None => value.split_whitespace().next()?,
        };
        let value = unescaped(value).trim().to_owned();
        return Some(value).filter(|value| !value.is_empty());
    }
}

/// The five characters that HTML writes by name, and those by number.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text.trim());
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let end = from.bytes().take(12).position(|byte| byte == b';');
        let name = end.and_then(|end| from.get(1..end));
        if let (Some(c), Some(end)) = (name.and_then(character), end) {
            plain.push(c);
            rest = from.get(end + 1..).unwrap_or("");
        } else {
            plain.push('&');
            rest = from.get(1..).unwrap_or("");
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let digits = name.strip_prefix('#')?;
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_tells_what_was_put_away() {
        let text = "title,url,time_added,tags,status\nThe bridge,https://example.org/bridge,1714730000,city|trams,unread\n\"A, B\",https://example.org/ab,1714730001,,archive\nNo address,,1,,unread\n";
        let intake = read(text);
        assert_eq!((intake.records, intake.works.len()), (3, 2));
        assert_eq!(intake.works[0].tags, ["city", "trams"]);
        assert_eq!(intake.works[0].read, None);
        assert_eq!(
            (intake.works[1].read, intake.works[1].archived),
            (Some(true), Some(true))
        );
        assert_eq!(intake.faults[0].to_string(), "line 4: has no address");
    }

    #[test]
    fn tags_that_nothing_closes_are_gone_through_once() {
        let intake = read(&format!("<h1{}", "<a <h1".repeat(300_000)));
        assert_eq!((intake.records, intake.works.len()), (300_000, 0));
        let intake = read("<a href=\"https://example.org/a\"<a href='https://example.org/b'>B</a>");
        assert_eq!(intake.works.len(), 2);
    }

    #[test]
    fn the_page_tells_it_by_its_headings() {
        let text = "<!DOCTYPE html>\n<html><body><h1>Unread</h1>\n<ul>\n<li><a href=\"https://example.org/a?x=1&amp;y=2\" time_added=\"1714730000\" tags=\"city,trams\">Fish &amp; chips</a></li>\n</ul>\n<h1>Read Archive</h1><ul><li><a HREF=x>no</a><li><a href='https://example.org/b' time_added='1' tags=''>https://example.org/b</a></ul></body></html>";
        let intake = read(text);
        assert_eq!(intake.works.len(), 2);
        let first = &intake.works[0];
        assert_eq!(first.url.as_deref(), Some("https://example.org/a?x=1&y=2"));
        assert_eq!((first.title.as_str(), first.read), ("Fish & chips", None));
        assert_eq!(first.tags, ["city", "trams"]);
        assert_eq!(
            (intake.works[1].title.as_str(), intake.works[1].read),
            ("", Some(true))
        );
        assert_eq!(intake.faults.len(), 1);
    }
}
