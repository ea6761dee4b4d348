//! Choosing the other name that one is to be merged with: a list that narrows as one types, the nearest
//! spelling first.

use super::LineEdit;
use super::overlay::stepped;
use crate::names::Names;
use crate::text::folded;
use std::cmp::Reverse;
use std::sync::Arc;

/// The names that one name may be merged with.
#[derive(Clone, Debug)]
pub struct NameFinder {
    /// What is typed.
    pub edit: LineEdit,
    /// Indices of the names that match, the most alike first.
    pub rows: Vec<usize>,
    /// Index of the selected row.
    pub selected: usize,
    /// The names as they were when it was opened.
    pub names: Arc<Names>,
    /// Index of the name that is to be merged.
    name: usize,
    /// The reader has turned round which of the two stays.
    swapped: bool,
    /// All other names, the most alike first.
    near: Vec<usize>,
}

/// Characters of a name that are compared: there are names of any length.
const COMPARED: usize = 80;
/// What it is worth in thousandths of likeness to be of one kind: short names have letters in common by chance.
const SAME_KIND: usize = 250;

impl NameFinder {
    /// All names but name `name`.
    pub(super) fn new(names: Arc<Names>, name: usize) -> Self {
        let own = names.names.get(name);
        let (spelling, kind) = (
            own.map_or_else(Vec::new, |own| pairs(&own.name)),
            own.map(|own| own.kind),
        );
        let mut near: Vec<(Reverse<usize>, usize)> = names
            .names
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != name)
            .map(|(at, other)| {
                let alike = likeness(&spelling, &pairs(&other.name));
                let same_kind = Some(other.kind) == kind;
                (Reverse(alike + SAME_KIND * usize::from(same_kind)), at)
            })
            .collect();
        near.sort_unstable();
        let near: Vec<usize> = near.into_iter().map(|(_, at)| at).collect();
        Self {
            edit: LineEdit::default(),
            rows: near.clone(),
            selected: 0,
            names,
            name,
            swapped: false,
            near,
        }
    }

    /// Matches again after typing: every word typed stands somewhere in the name.
    pub(super) fn refresh(&mut self) {
        let wanted = folded(self.edit.line());
        let words: Vec<&str> = wanted.split(' ').collect();
        let names = &self.names.names;
        let holds = |at: &&usize| {
            names.get(**at).is_some_and(|name| {
                let name = folded(&name.name);
                words.iter().all(|word| name.contains(word))
            })
        };
        self.rows = self.near.iter().filter(holds).copied().collect();
        self.selected = 0;
    }

    pub(super) fn step(&mut self, by: isize) {
        self.selected = stepped(self.selected, by, self.rows.len());
    }

    /// Turns round which of the two names stays.
    pub(super) fn swap(&mut self) {
        self.swapped = !self.swapped;
    }

    /// The name that is to be merged.
    pub fn own(&self) -> &str {
        let own = self.names.names.get(self.name);
        own.map_or("", |name| &name.name)
    }

    /// The name that goes and the one that it becomes part of, if one is selected. The fuller one stays, unless
    /// the reader turns it round.
    pub fn merged(&self) -> Option<(&str, &str)> {
        let (own, other) = (self.name, *self.rows.get(self.selected)?);
        let fullness = |at: usize| {
            let name = self.names.names.get(at);
            name.map(|name| (name.name.split(' ').count(), name.mentions.len()))
        };
        let own_stays = (fullness(own) > fullness(other)) != self.swapped;
        let (goes, stays) = if own_stays {
            (other, own)
        } else {
            (own, other)
        };
        let name = |at: usize| self.names.names.get(at).map(|name| name.name.as_str());
        Some((name(goes)?, name(stays)?))
    }
}

/// The pairs of neighbouring characters in the words of `name`, folded and sorted.
fn pairs(name: &str) -> Vec<(char, char)> {
    let head: String = name.chars().take(COMPARED).collect();
    let mut before = ' ';
    let mut pairs: Vec<(char, char)> = folded(&head)
        .chars()
        .map(|c| (std::mem::replace(&mut before, c), c))
        .collect();
    pairs.sort_unstable();
    pairs
}

/// How much alike two spellings are, in thousandths: the share of pairs of characters that they have in common
/// (Dice 1945).
fn likeness(a: &[(char, char)], b: &[(char, char)]) -> usize {
    let (mut at, mut other, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(other)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => other += 1,
            std::cmp::Ordering::Equal => {
                at += 1;
                other += 1;
                common += 1;
            }
        }
    }
    2000 * common / (a.len() + b.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Introduction, Name, NameKind};

    fn finder(forms: &[(&str, NameKind, usize)]) -> NameFinder {
        let name = |(form, kind, mentions): &(&str, NameKind, usize)| Name {
            name: (*form).to_owned(),
            kind: *kind,
            variants: vec![(*form).to_owned()],
            mentions: (0..*mentions).collect(),
            introduction: Introduction::default(),
        };
        let names = Names {
            mentions: Vec::new(),
            names: forms.iter().map(name).collect(),
            is_language_known: true,
        };
        NameFinder::new(Arc::new(names), 0)
    }

    #[test]
    fn the_nearest_spelling_is_first_and_the_fuller_name_stays() {
        use NameKind::{Organization, Person, Place};
        let mut finder = finder(&[
            ("Zelensky", Person, 5),
            ("Paris", Place, 9),
            ("Zelenskyy Fund", Organization, 1),
            ("Volodymyr Zelenskyy", Person, 2),
            ("Zelenskyy", Person, 2),
        ]);
        assert_eq!(finder.rows[0], 4);
        assert_eq!(finder.rows.last(), Some(&1));
        assert_eq!(
            finder.merged(),
            Some(("Zelenskyy", "Zelensky")),
            "more often"
        );
        finder.edit.insert("VOLO");
        finder.refresh();
        assert_eq!(finder.rows, [3]);
        assert_eq!(finder.merged(), Some(("Zelensky", "Volodymyr Zelenskyy")));
        finder.swap();
        assert_eq!(finder.merged(), Some(("Volodymyr Zelenskyy", "Zelensky")));
        finder.edit.insert("?");
        finder.refresh();
        assert_eq!(finder.merged(), None);
    }
}
