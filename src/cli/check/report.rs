//! What was found, as text for people or JSON for programs, and the sum of it.

use super::super::output::{Form, Output};
use super::finding::{Finding, Outcome};
use crate::article::Format;
use crate::library::Source;
use crate::text::{cells, harmless_line};
use serde::Serialize;
use std::collections::BTreeMap;

/// Whether people are told, too, where each field came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WithSources {
    Yes,
    No,
}

impl From<bool> for WithSources {
    /// What the flag `--sources` asks for.
    fn from(flag: bool) -> Self {
        if flag { Self::Yes } else { Self::No }
    }
}

/// Width of the column before what is said, in cells.
const LABEL_CELLS: usize = 13;

/// The most kinds of reasons of each sort that the sum lists.
const MOST_KINDS: usize = 12;

/// The report, written as findings come in.
pub(super) struct Report<'o> {
    output: &'o mut Output,
    form: Form,
    sources: WithSources,
    /// The folder that paths are told from, with its closing slash.
    root: String,
    /// Something stands above the sum.
    told: bool,
    sum: Sum,
}

/// How much there is of everything.
#[derive(Debug, Default, Serialize)]
struct Sum {
    articles: usize,
    warned: usize,
    refused: usize,
    passed_over: usize,
    twice: usize,
    formats: BTreeMap<String, usize>,
    /// Kinds of reasons and how many files each was said of, by what became of them.
    reasons: BTreeMap<&'static str, BTreeMap<String, usize>>,
}

/// The sum for programs: the last line, known by its only key.
#[derive(Serialize)]
struct Closing<'s> {
    summary: &'s Sum,
}

impl<'o> Report<'o> {
    pub(super) fn new(output: &'o mut Output, form: Form, sources: WithSources) -> Self {
        Self {
            output,
            form,
            sources,
            root: String::new(),
            told: false,
            sum: Sum::default(),
        }
    }

    /// Begins with what is in `source`.
    pub(super) fn begin(&mut self, source: &Source) {
        self.root = match source {
            Source::Folder(root) => format!("{}/", root.to_string_lossy()),
            _ => String::new(),
        };
    }

    /// Tells `finding`.
    pub(super) fn tell(&mut self, finding: &Finding) -> anyhow::Result<()> {
        self.sum.add(finding);
        match self.form {
            Form::Json => self.output.json(finding)?,
            Form::Text if finding.is_plain() && self.sources == WithSources::No => {}
            Form::Text => self.text(finding)?,
        }
        Ok(())
    }

    fn text(&mut self, finding: &Finding) -> anyhow::Result<()> {
        self.told = true;
        let path = harmless_line(self.short(&finding.path));
        self.output.line(&path)?;
        if let Some(reason) = &finding.reason {
            self.row(outcome_words(finding.outcome), reason)?;
        }
        for warning in &finding.warnings {
            self.row("warning", warning)?;
        }
        if !finding.notes.is_empty() {
            let notes: Vec<&str> = finding.notes.iter().map(|note| note.words()).collect();
            self.row("note", &notes.join("; "))?;
        }
        let twins = [
            (&finding.same_content, "with the same bytes"),
            (&finding.same_url, "from the same address"),
        ];
        for (twin, how) in twins {
            if let Some(twin) = twin {
                let words = format!("{}, {how}", self.short(twin));
                self.row("same as", &words)?;
            }
        }
        if self.sources == WithSources::Yes {
            for (field, source) in &finding.sources {
                self.row(field, source)?;
            }
        }
        Ok(())
    }

    /// A path from the folder on that is checked.
    fn short<'p>(&self, path: &'p str) -> &'p str {
        path.strip_prefix(self.root.as_str()).unwrap_or(path)
    }

    fn row(&mut self, label: &str, words: &str) -> anyhow::Result<()> {
        let words = harmless_line(words);
        Ok(self.output.line(&aligned(label, &words))?)
    }

    /// Closes with the sum. Whether there is something that could not be read.
    pub(super) fn end(self) -> anyhow::Result<bool> {
        match self.form {
            Form::Json => self.output.json(&Closing { summary: &self.sum })?,
            Form::Text => {
                if self.told {
                    self.output.line("")?;
                }
                for line in self.sum.lines() {
                    self.output.line(&line)?;
                }
            }
        }
        Ok(self.sum.refused + self.sum.passed_over > 0)
    }
}

fn aligned(label: &str, words: &str) -> String {
    let pad = " ".repeat(LABEL_CELLS.saturating_sub(cells(label)));
    format!("  {label}{pad}{words}")
}

const fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Good => "good",
        Outcome::Warned => "warning",
        Outcome::Refused => "refused",
        Outcome::PassedOver => "passed over",
    }
}

impl Sum {
    fn add(&mut self, finding: &Finding) {
        match finding.outcome {
            Outcome::Good => self.articles += 1,
            Outcome::Warned => {
                self.articles += 1;
                self.warned += 1;
            }
            Outcome::Refused => self.refused += 1,
            Outcome::PassedOver => self.passed_over += 1,
        }
        if let Some(format) = finding.format.and_then(name_of) {
            *self.formats.entry(format).or_default() += 1;
        }
        if let Some(reason) = &finding.reason {
            self.count(outcome_words(finding.outcome), reason);
        }
        for warning in &finding.warnings {
            self.count("warning", warning);
        }
        for note in &finding.notes {
            self.count("note", note.words());
        }
        let is_twin = finding.same_content.is_some() || finding.same_url.is_some();
        self.twice += usize::from(is_twin);
    }

    fn count(&mut self, label: &'static str, reason: &str) {
        let kinds = self.reasons.entry(label).or_default();
        *kinds.entry(kind_of(reason)).or_default() += 1;
    }

    /// The sum in words.
    fn lines(&self) -> Vec<String> {
        let parts = [
            (self.warned, "with a warning"),
            (self.refused, "refused"),
            (self.passed_over, "passed over"),
            (self.twice, "twice"),
        ];
        let articles = if self.articles == 1 {
            "1 article opens".to_owned()
        } else {
            format!("{} articles open", grouped(self.articles))
        };
        let mut line = articles;
        for (count, words) in parts.into_iter().filter(|(count, _)| *count > 0) {
            line.push_str(", ");
            line.push_str(&grouped(count));
            line.push(' ');
            line.push_str(words);
        }
        let mut lines = vec![line];
        for (format, count) in &self.formats {
            lines.push(counted("", *count, format_words(format)));
        }
        for label in ["refused", "passed over", "warning", "note"] {
            let kinds = self.reasons.get(label).into_iter().flatten();
            let mut kinds: Vec<(&String, &usize)> = kinds.collect();
            // Those that are said most first.
            kinds.sort_by_key(|(words, count)| (std::cmp::Reverse(**count), (*words).clone()));
            let others = kinds
                .iter()
                .skip(MOST_KINDS)
                .map(|(_, count)| **count)
                .sum();
            for (words, count) in kinds.into_iter().take(MOST_KINDS) {
                lines.push(counted(label, *count, words));
            }
            if others > 0 {
                lines.push(counted(label, others, "for other reasons"));
            }
        }
        lines
    }
}

fn counted(label: &str, count: usize, words: &str) -> String {
    aligned(label, &format!("{:>7}  {words}", grouped(count)))
}

/// The name that programs know a format by.
fn name_of(format: Format) -> Option<String> {
    let name = serde_json::to_value(format).ok()?;
    name.as_str().map(str::to_owned)
}

/// A format for people, by the name that programs know it by.
fn format_words(name: &str) -> &str {
    match name {
        "markdown" => "Markdown",
        "plain" => "plain text",
        "html" => "saved pages",
        other => other,
    }
}

/// The kind of a reason: without the numbers in it, which differ from file to file.
fn kind_of(reason: &str) -> String {
    let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
    let without = |word| if is_number(word) { "…" } else { word };
    reason.split(' ').map(without).collect::<Vec<_>>().join(" ")
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, words) in [
            (0, "0"),
            (999, "999"),
            (1000, "1,000"),
            (1_234_567, "1,234,567"),
        ] {
            assert_eq!(grouped(number), words);
        }
    }

    #[test]
    fn reasons_of_a_kind_are_counted_together() {
        let kind = "not valid UTF-8 in … places, read as windows-1252 there";
        for count in [2, 40] {
            let reason = format!("not valid UTF-8 in {count} places, read as windows-1252 there");
            assert_eq!(kind_of(&reason), kind);
        }
    }
}
