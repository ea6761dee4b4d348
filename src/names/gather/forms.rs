//! The distinct forms that mentions take, and the title before each mention.

use crate::names::lexicon::{Marks, lexicon};
use crate::names::{NameKind, Tagged};
use crate::text::{TextRange, folded};
use std::collections::HashMap;

/// Words at most in a title ("Deputy Foreign Minister").
const TITLE_WORDS: usize = 3;

/// What is known of whether a person is called "he" or "she".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gender {
    #[default]
    Unknown,
    Male,
    Female,
}

/// One mention, seen with its title.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    /// Where it stands.
    pub(super) range: TextRange,
    /// Number of its form.
    pub(super) form: usize,
    /// Its title ("President"), inside the mention or right before it.
    pub(super) title: Option<String>,
    /// What the title tells.
    pub(super) gender: Gender,
    /// What the tagger said.
    tagged: NameKind,
}

/// The forms of an article's mentions. Two mentions have the same form when they differ in nothing but
/// letter case, quotes, a title, an article or a possessive.
#[derive(Debug, Default)]
pub(super) struct Forms {
    keys: Vec<Form>,
    numbers: HashMap<String, usize>,
}

#[derive(Debug)]
struct Form {
    key: String,
    gender: Gender,
    /// Mentions without title by kind: person, organisation, place.
    votes: [usize; 3],
    first: NameKind,
    is_acronym: bool,
    alias: Option<usize>,
    is_known: bool,
}

impl Forms {
    /// Notes the mention `tagged` of `text`.
    pub(super) fn see(&mut self, text: &str, tagged: Tagged) -> Seen {
        let written = tagged.range.of(text);
        let bare = without_title(written);
        let inside = written
            .get(..written.len() - bare.len())
            .unwrap_or("")
            .trim();
        let before = if inside.is_empty() {
            title_before(text, tagged.range.start)
        } else {
            inside
        };
        let title =
            Some(before.trim_end_matches('.')).filter(|t| !t.is_empty() && is_person_title(t));
        let gender = title.map_or(Gender::Unknown, gender_of_title);
        let form = self.number(bare, tagged.kind);
        if title.is_none() {
            self.keys[form].votes[slot(tagged.kind)] += 1;
        }
        Seen {
            range: tagged.range,
            form,
            title: title.map(str::to_owned),
            gender,
            tagged: tagged.kind,
        }
    }

    fn number(&mut self, bare: &str, kind: NameKind) -> usize {
        let key = key(bare);
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let given = lexicon().marks(bare.split_whitespace().next().unwrap_or(""));
        self.keys.push(Form {
            key: key.clone(),
            gender: match (given.any(Marks::MALE), given.any(Marks::FEMALE)) {
                (true, false) => Gender::Male,
                (false, true) => Gender::Female,
                _ => Gender::Unknown,
            },
            votes: [0; 3],
            first: kind,
            is_acronym: is_acronym(bare),
            alias: lexicon().alias(bare),
            is_known: lexicon().marks(bare).any(Marks::KNOWN),
        });
        self.numbers.insert(key, self.keys.len() - 1);
        self.keys.len() - 1
    }

    /// Number of forms.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The form folded for comparison.
    pub(super) fn key(&self, form: usize) -> &str {
        &self.keys[form].key
    }

    /// The number of the form with this key.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.numbers.get(key).copied()
    }

    /// What the first word tells, read as a given name.
    pub(super) fn gender(&self, form: usize) -> Gender {
        self.keys[form].gender
    }

    /// Whether it is one word of capitals.
    pub(super) fn is_acronym(&self, form: usize) -> bool {
        self.keys[form].is_acronym
    }

    /// Its group in the list of aliases.
    pub(super) fn alias(&self, form: usize) -> Option<usize> {
        self.keys[form].alias
    }

    /// Whether the lists know it as an organisation.
    pub(super) fn is_known(&self, form: usize) -> bool {
        self.keys[form].is_known
    }

    /// The kind that most mentions of the form without title were tagged with.
    fn kind(&self, form: usize) -> NameKind {
        let form = &self.keys[form];
        let mut best = form.first;
        for kind in [NameKind::Person, NameKind::Organization, NameKind::Place] {
            if form.votes[slot(kind)] > form.votes[slot(best)] {
                best = kind;
            }
        }
        best
    }
}

impl Seen {
    /// The kind of the mention: what has a title and was taken for a person is one; others are settled by
    /// the majority over the article.
    pub(super) fn kind(&self, forms: &Forms) -> NameKind {
        if self.title.is_some() && self.tagged == NameKind::Person {
            NameKind::Person
        } else {
            forms.kind(self.form)
        }
    }
}

fn slot(kind: NameKind) -> usize {
    match kind {
        NameKind::Person => 0,
        NameKind::Organization => 1,
        NameKind::Place => 2,
    }
}

/// `written` without a leading title.
pub(in crate::names) fn without_title(written: &str) -> &str {
    let mut rest = written.trim();
    loop {
        let cut = (1..=TITLE_WORDS).rev().find_map(|count| {
            let end = rest.match_indices(' ').nth(count - 1).map(|(at, _)| at)?;
            let title = rest.get(..end)?.trim_end_matches('.');
            lexicon().marks(title).any(Marks::TITLE).then_some(end)
        });
        match cut.and_then(|end| rest.get(end..)) {
            Some(after) if !after.trim().is_empty() && is_capitalised(after.trim()) => {
                rest = after.trim();
            }
            _ => return rest,
        }
    }
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// The title that ends right before `start`; empty when there is none.
fn title_before(text: &str, start: usize) -> &str {
    let mut from = start.saturating_sub(48);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..start).unwrap_or("");
    let Some(head) = head.strip_suffix([' ', '\u{A0}']) else {
        return "";
    };
    let mut found = "";
    let mut end = head.len();
    for _ in 0..TITLE_WORDS {
        let begin = head
            .get(..end)
            .and_then(|h| {
                h.rfind(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '(' | '‘'))
            })
            .map_or(0, |at| {
                at + head
                    .get(at..)
                    .and_then(|h| h.chars().next())
                    .map_or(1, char::len_utf8)
            });
        let title = head.get(begin..).unwrap_or("");
        if lexicon()
            .marks(title.trim_end_matches('.'))
            .any(Marks::TITLE)
        {
            found = title;
        }
        end = begin.saturating_sub(1);
        if begin == 0 || !head.is_char_boundary(end) {
            break;
        }
    }
    found
}

fn is_person_title(title: &str) -> bool {
    lexicon().marks(title).any(Marks::TITLE)
}

fn gender_of_title(title: &str) -> Gender {
    let marks = lexicon().marks(title);
    match (marks.any(Marks::TITLE_MALE), marks.any(Marks::TITLE_FEMALE)) {
        (true, false) => Gender::Male,
        (false, true) => Gender::Female,
        _ => Gender::Unknown,
    }
}

/// `bare` folded: small letters, no "the", no possessive, no stops in "U.S.".
fn key(bare: &str) -> String {
    let mut key = folded(bare);
    if let Some(rest) = key.strip_suffix("'s") {
        key.truncate(rest.len());
    }
    if let Some(rest) = key.strip_prefix("the ") {
        key = rest.to_owned();
    }
    if !key.contains(' ') {
        key.retain(|c| c != '.');
    }
    key
}

fn is_acronym(bare: &str) -> bool {
    let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
    (2..=8).contains(&letters)
        && !bare.contains(' ')
        && bare.chars().filter(|c| c.is_uppercase()).count() * 2 > letters
}
