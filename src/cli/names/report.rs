//! The names as people read them: one line each, aligned, whatever the width of the window.

use super::finding::{Finding, Named};
use crate::cli::output::Output;
use crate::names::NameKind;
use crate::text::{cells, folded};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io;

/// The kinds in the order of the sidebar, with their headings.
const KINDS: [(NameKind, &str); 3] = [
    (NameKind::Person, "PEOPLE"),
    (NameKind::Organization, "ORGANISATIONS"),
    (NameKind::Place, "PLACES"),
];
/// The column of names is at most so wide, in cells; what is said of a longer name stands right behind it.
const NAME_CELLS: usize = 32;
/// Forms of a name that are shown.
const FORMS: usize = 4;

/// What has been told so far.
pub(super) struct Report {
    /// Files there are.
    files: usize,
    /// Files with names or without that were told.
    told: usize,
    /// In how many files each name is, by kind and folded name.
    seen: HashMap<(NameKind, String), Seen>,
}

/// A name in several files.
#[derive(Default)]
struct Seen {
    name: String,
    files: usize,
    mentions: usize,
}

impl Report {
    /// A report on so many files.
    pub(super) fn new(files: usize) -> Self {
        Self {
            files,
            told: 0,
            seen: HashMap::new(),
        }
    }

    /// Tells the names of a file.
    pub(super) fn tell(&mut self, finding: &Finding, output: &mut Output) -> io::Result<()> {
        if self.told > 0 {
            output.line("")?;
        }
        self.told += 1;
        output.line(&finding.title)?;
        if self.files > 1 {
            output.line(&format!("  {}", finding.path.replace(['\n', '\t'], " ")))?;
        }
        if finding.names.is_empty() {
            output.line("  no names")?;
        }
        let width = column(finding.names.iter().map(|name| name.name.as_str()));
        let digits = digits(finding.names.iter().map(|name| name.mentions));
        for (kind, heading) in KINDS {
            let of_kind = finding.names.iter().filter(|name| name.kind == kind);
            for (at, name) in of_kind.enumerate() {
                if at == 0 {
                    output.line(&format!("  {heading}"))?;
                }
                let said = said(name);
                let pad = padding(&name.name, width);
                let line = format!("  {:>digits$}  {}{pad}  {said}", name.mentions, name.name);
                output.line(line.trim_end())?;
                self.see(name);
            }
        }
        Ok(())
    }

    fn see(&mut self, name: &Named) {
        if self.files < 2 {
            return;
        }
        let key = (name.kind, folded(&name.name));
        let seen = self.seen.entry(key).or_default();
        if seen.files == 0 {
            seen.name.clone_from(&name.name);
        }
        seen.files += 1;
        seen.mentions += name.mentions;
    }

    /// Tells, after several files, who is in more than one of them.
    pub(super) fn sum(&self, output: &mut Output) -> io::Result<()> {
        if self.told < 2 {
            return Ok(());
        }
        let mut several: Vec<(NameKind, &Seen)> = self
            .seen
            .iter()
            .filter(|(_, seen)| seen.files > 1)
            .map(|((kind, _), seen)| (*kind, seen))
            .collect();
        several.sort_by_key(|(_, seen)| (Reverse(seen.files), Reverse(seen.mentions), &seen.name));
        output.line("")?;
        output.line(&format!(
            "In more than one of {} files: in how many, and how often mentioned",
            self.told
        ))?;
        if several.is_empty() {
            output.line("  no names")?;
        }
        let width = column(several.iter().map(|(_, seen)| seen.name.as_str()));
        let digits = digits(several.iter().map(|(_, seen)| seen.files));
        for (kind, heading) in KINDS {
            let of_kind = several.iter().filter(|(other, _)| *other == kind);
            for (at, (_, seen)) in of_kind.enumerate() {
                if at == 0 {
                    output.line(&format!("  {heading}"))?;
                }
                let pad = padding(&seen.name, width);
                output.line(&format!(
                    "  {:>digits$}  {}{pad}  {} mentions",
                    seen.files, seen.name, seen.mentions
                ))?;
            }
        }
        Ok(())
    }
}

/// Who it is, and how else it is written.
fn said(name: &Named) -> String {
    let others: Vec<&str> = name
        .variants
        .iter()
        .map(String::as_str)
        .filter(|form| *form != name.name)
        .collect();
    let mut forms = others
        .iter()
        .take(FORMS)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    if others.len() > FORMS {
        let more = others.len() - FORMS;
        forms = format!("{forms} and {more} more");
    }
    match (&name.description, forms.is_empty()) {
        (Some(description), true) => description.clone(),
        (Some(description), false) => format!("{description} ({forms})"),
        (None, true) => String::new(),
        (None, false) => format!("({forms})"),
    }
}

/// The width of a column of `names`, in cells.
fn column<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names
        .map(cells)
        .filter(|width| *width <= NAME_CELLS)
        .max()
        .unwrap_or(0)
}

/// The space behind `name` in a column of `width` cells.
fn padding(name: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(cells(name)))
}

/// The width of a column of `numbers`, which is a little indented.
fn digits(numbers: impl Iterator<Item = usize>) -> usize {
    numbers.max().unwrap_or(0).to_string().len().max(3)
}
