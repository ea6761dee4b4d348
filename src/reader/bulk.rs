//! One thing done to all articles that the list shows: one step, written at once and undone at once.

use super::undoing::{capital, told_of_many};
use super::{Choice, Effect, LineEdit, Model, Overlay, PromptKind, Question, Receipt, Row};
use crate::journal::{ArticleId, Change, Draft, Stride};
use std::collections::HashSet;
use std::fmt::Write as _;

/// What can be done to all, with the key and the words for each.
pub(super) const ANSWERS: [(char, &str); 8] = [
    ('r', "mark read"),
    ('u', "mark unread"),
    ('*', "star"),
    ('-', "take the stars away"),
    ('a', "archive"),
    ('o', "take out of the archive"),
    ('t', "tag…"),
    ('x', "take a tag away…"),
];

/// What there is to write for all rows, and of how many.
#[derive(Default)]
struct Tally {
    drafts: Vec<Draft>,
    /// Articles that are changed.
    changed: usize,
    /// Articles that are so already.
    had: usize,
    /// Files that have not been read, or cannot be.
    passed: usize,
}

impl Model {
    /// Asks what is to be done to all that is shown.
    pub(super) fn ask_for_all(&mut self) -> Vec<Effect> {
        let rows = self.shelf.shown.clone();
        if rows.is_empty() {
            self.say("No article is shown");
            return Vec::new();
        }
        self.overlays.push(Overlay::Choice(Choice::of_all(rows)));
        Vec::new()
    }

    /// Does what answer `at` says to `rows` of the list, or asks for the tags.
    pub(super) fn do_to_all(&mut self, rows: Vec<usize>, at: usize) -> Vec<Effect> {
        let change = match at {
            0 => Change::Read,
            1 => Change::Unread,
            2 => Change::Star,
            3 => Change::Unstar,
            4 => Change::Archive,
            5 => Change::Unarchive,
            6 => {
                let words = self.tags_of_rows(&(0..self.shelf.rows.len()).collect::<Vec<_>>());
                self.prompt_with(PromptKind::TagAll(rows), LineEdit::default(), words);
                return Vec::new();
            }
            _ => {
                let words = self.tags_of_rows(&rows);
                self.prompt_with(PromptKind::UntagAll(rows), LineEdit::default(), words);
                return Vec::new();
            }
        };
        self.change_all(&rows, &[change])
    }

    /// Makes a change of each tag of `line` to all `rows`.
    pub(super) fn tag_all(
        &mut self,
        rows: &[usize],
        line: &str,
        change: fn(String) -> Change,
    ) -> Vec<Effect> {
        let tags = super::tagging::tags_in(line).into_iter();
        let changes: Vec<Change> = tags.map(change).collect();
        if changes.is_empty() {
            return Vec::new();
        }
        self.change_all(rows, &changes)
    }

    fn change_all(&mut self, rows: &[usize], changes: &[Change]) -> Vec<Effect> {
        let tally = self.tally(rows, changes);
        let all: Vec<&Change> = changes.iter().collect();
        let mut words = match tally.changed {
            0 => "Nothing was changed".to_owned(),
            articles => capital(&told_of_many(&all, articles)),
        };
        if tally.had > 0 {
            let _ = write!(words, "; {} were so already", tally.had);
        }
        if tally.passed > 0 {
            let _ = write!(words, "; {} could not be read, passed over", tally.passed);
        }
        if tally.drafts.is_empty() {
            self.say(words);
            return Vec::new();
        }
        if let Some(reading) = &mut self.reading {
            // On its last page an article that was marked unread stays so until that is shown again.
            reading.finished = true;
        }
        self.say("Writing…");
        self.write(tally.drafts, Stride::New, Receipt::told(&words))
    }

    /// What is to be written so that `changes` are made to all `rows`. Copies of one article are one.
    fn tally(&self, rows: &[usize], changes: &[Change]) -> Tally {
        let mut tally = Tally::default();
        let mut seen: HashSet<ArticleId> = HashSet::with_capacity(rows.len());
        for row in rows.iter().filter_map(|row| self.shelf.rows.get(*row)) {
            let Some(summary) = row.summary() else {
                tally.passed += 1;
                continue;
            };
            let (id, lacking) = self.state.identify(&summary.identity);
            if !seen.insert(id.clone()) {
                continue;
            }
            let missing: Vec<&Change> = changes
                .iter()
                .filter(|change| !is_so(row, change))
                .collect();
            if missing.is_empty() {
                tally.had += 1;
                continue;
            }
            tally.changed += 1;
            let noted = |change| Draft::note(Some(id.clone()), change);
            tally.drafts.extend(lacking.into_iter().map(noted));
            let made = missing.into_iter().cloned();
            tally
                .drafts
                .extend(made.map(|change| self.draft(&id, change)));
        }
        tally
    }
}

/// Whether `change` would change nothing that is shown of `row`.
fn is_so(row: &Row, change: &Change) -> bool {
    match change {
        Change::Read => row.read,
        Change::Unread => !row.read,
        Change::Star => row.starred,
        Change::Unstar => !row.starred,
        Change::Archive => row.archived,
        Change::Unarchive => !row.archived,
        Change::Tag { tag } => row.tags.contains(tag),
        Change::Untag { tag } => !row.tags.contains(tag),
        _ => false,
    }
}

impl Choice {
    /// Asks what is to be done to these rows of the list.
    fn of_all(rows: Vec<usize>) -> Self {
        let answers = ANSWERS.iter();
        Self {
            question: Question::All(rows),
            answers: answers
                .map(|(key, words)| (*key, (*words).to_owned()))
                .collect(),
            selected: 0,
        }
    }
}
