//! A question with a few answers, each of which has a key.

use super::Marked;
use super::overlay::stepped;
use crate::names::NameKind;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// What a name stands for.
    KindOf(String),
    /// What a name that is to be added stands for.
    KindOfNew(String),
    /// Which form of a name is a name of its own.
    FormOf(String),
    /// The label of a bookmark.
    Label(Marked),
    /// What is to be done to these rows of the list.
    All(Vec<usize>),
}

/// A question and its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is asked.
    pub question: Question,
    /// The answers, each after the key that gives it.
    pub answers: Vec<(char, String)>,
    /// Index of the selected answer.
    pub selected: usize,
}

/// The kinds with the key and the word for each.
const KINDS: [(char, &str, NameKind); 3] = [
    ('p', "person", NameKind::Person),
    ('o', "organisation", NameKind::Organization),
    ('l', "place", NameKind::Place),
];

impl Choice {
    /// Asks for a kind, with `now` selected.
    pub(super) fn of_kind(question: Question, now: NameKind) -> Self {
        let selected = KINDS.iter().position(|(_, _, kind)| *kind == now);
        Self {
            question,
            answers: KINDS
                .iter()
                .map(|(key, word, _)| (*key, (*word).to_owned()))
                .collect(),
            selected: selected.unwrap_or(0),
        }
    }

    /// Asks which of `forms` of `name` is a name of its own, with `now` selected.
    pub(super) fn of_form(name: &str, forms: &[String], now: usize) -> Self {
        let keys = ('1'..='9').chain(std::iter::repeat(' '));
        Self {
            question: Question::FormOf(name.to_owned()),
            answers: keys.zip(forms.iter().cloned()).collect(),
            selected: now.min(forms.len().saturating_sub(1)),
        }
    }

    /// Asks for a label among `answers`, with `now` selected.
    pub(super) fn of_label(
        marked: Marked,
        answers: Vec<(char, String)>,
        now: Option<&str>,
    ) -> Self {
        let selected = answers
            .iter()
            .position(|(_, word)| Some(word.as_str()) == now);
        Self {
            question: Question::Label(marked),
            answers,
            selected: selected.unwrap_or(0),
        }
    }

    /// The answer that `key` gives.
    pub(super) fn answer_of(&self, key: char) -> Option<usize> {
        // What is left over when the keys are used up has none.
        let mut keys = self.answers.iter().map(|(own, _)| *own);
        keys.position(|own| own == key && own != ' ')
    }

    /// The kind that answer `at` stands for.
    pub(super) fn kind(at: usize) -> Option<NameKind> {
        KINDS.get(at).map(|(_, _, kind)| *kind)
    }

    /// What is asked, for people.
    pub fn title(&self) -> String {
        match &self.question {
            Question::KindOf(name) | Question::KindOfNew(name) => format!("What is {name}?"),
            Question::FormOf(name) => format!("Which is not {name}?"),
            Question::Label(_) => "Which label?".to_owned(),
            Question::All(rows) if rows.len() == 1 => "The 1 article shown".into(),
            Question::All(rows) => format!("All {} articles shown", rows.len()),
        }
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selected = stepped(self.selected, by, self.answers.len());
    }
}
