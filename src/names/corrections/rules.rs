//! What the reader's corrections come to: which names are one, and what is said of it.
//!
//! Knows no article. Names that are merged or called anew form a class; a class is what is hidden, called and of
//! a kind. The classes are those of a union-find structure (Tarjan 1975) whose roots are the names that stay, so
//! that merges in a circle end at one of them.

use super::occurrences::Occurrences;
use super::{Correction, LONGEST_NAME};
use crate::names::NameKind;
use crate::text::folded;
use std::collections::{HashMap, HashSet};

/// All that is said, ready to be applied.
#[derive(Debug, Default)]
pub(super) struct Rules {
    /// The class of each name that the reader speaks of, by the folded name.
    classes: HashMap<String, usize>,
    verdicts: Vec<Verdict>,
    /// The class of a form that is not what it was taken for, by the class of that and the folded form.
    splits: HashMap<usize, HashMap<String, usize>>,
    /// Where added names stand; it tells their classes.
    pub(super) added: Occurrences,
}

/// What is said of a class.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    /// Its name as the reader wrote it.
    pub(super) spelled: String,
    /// What it is called, where that is not just what is found.
    pub(super) called: Option<String>,
    /// What it stands for.
    pub(super) kind: Option<NameKind>,
    /// It is no name.
    pub(super) is_hidden: bool,
    /// All names found that belong to it are one.
    pub(super) is_one: bool,
}

impl Rules {
    pub(super) fn new(corrections: &[Correction]) -> Self {
        let mut classes = Classes::default();
        for correction in corrections {
            classes.note(correction);
        }
        for correction in corrections {
            classes.merge(correction);
        }
        for correction in corrections {
            classes.rename(correction);
        }
        let mut rules = classes.settled();
        rules.split(corrections);
        rules.tell_kinds(corrections);
        rules.hide(corrections);
        rules.add(corrections);
        rules
    }

    /// The class that `name` belongs to, if the reader says anything of it.
    pub(super) fn class(&self, name: &str) -> Option<usize> {
        self.classes.get(&folded(name)).copied()
    }

    /// What is said of a class.
    pub(super) fn verdict(&self, class: usize) -> &Verdict {
        &self.verdicts[class]
    }

    /// The class of what is written as `form` and was taken for one of `class`.
    pub(super) fn split_from(&self, class: usize, form: &str) -> Option<usize> {
        self.splits.get(&class)?.get(&folded(form)).copied()
    }

    fn split(&mut self, corrections: &[Correction]) {
        for correction in corrections {
            let Correction::Split { name, form } = correction else {
                continue;
            };
            let (Some(from), Some(own)) = (self.class(name), self.class(form)) else {
                continue;
            };
            if from != own {
                self.splits
                    .entry(from)
                    .or_default()
                    .insert(folded(form), own);
                self.verdicts[own].is_one = true;
            }
        }
    }

    /// What is said of the name that stays goes before what is said of one that goes, and both before what a
    /// name was added as.
    fn tell_kinds(&mut self, corrections: &[Correction]) {
        let mut ranks = vec![0; self.verdicts.len()];
        for correction in corrections {
            let (Correction::Kind { name, kind } | Correction::Add { name, kind }) = correction
            else {
                continue;
            };
            let Some(class) = self.class(name) else {
                continue;
            };
            let rank = match correction {
                Correction::Add { .. } => 1,
                _ if !self.is_head(class, name) => 2,
                _ => 3,
            };
            let verdict = &mut self.verdicts[class];
            verdict.is_one = true;
            if rank >= ranks[class] {
                ranks[class] = rank;
                verdict.kind = Some(*kind);
            }
        }
    }

    /// A name that goes takes its being hidden with it: it is part of another now.
    fn hide(&mut self, corrections: &[Correction]) {
        for correction in corrections {
            if let Correction::Hide { name } = correction
                && let Some(class) = self.class(name)
                && self.is_head(class, name)
            {
                self.verdicts[class].is_hidden = true;
            }
        }
    }

    fn add(&mut self, corrections: &[Correction]) {
        let mut seen = HashSet::new();
        for correction in corrections {
            if let Correction::Add { name, .. } = correction
                && let Some(class) = self.class(name)
                && !self.verdicts[class].is_hidden
                && seen.insert(name)
            {
                self.added.look_for(name, class);
            }
        }
    }

    /// Whether the class is called `name`, or was before it was called anew.
    fn is_head(&self, class: usize, name: &str) -> bool {
        let verdict = &self.verdicts[class];
        let key = folded(name);
        let is = |head: &str| folded(head) == key;
        is(&verdict.spelled) || verdict.called.as_deref().is_some_and(is)
    }
}

/// Names on their way into classes.
#[derive(Debug, Default)]
struct Classes {
    numbers: HashMap<String, usize>,
    spelled: Vec<String>,
    /// The name that each is part of; a root is part of itself.
    parents: Vec<usize>,
    /// What a root is called.
    called: Vec<Option<String>>,
}

impl Classes {
    /// Notes the names that `correction` speaks of.
    fn note(&mut self, correction: &Correction) {
        self.number(correction.name());
        match correction {
            Correction::Merge { into: other, .. }
            | Correction::Split { form: other, .. }
            | Correction::Rename { to: other, .. } => {
                self.number(other);
            }
            Correction::Kind { .. } | Correction::Hide { .. } | Correction::Add { .. } => {}
        }
    }

    /// The number of `name`; none for what cannot be a name.
    fn number(&mut self, name: &str) -> Option<usize> {
        let key = folded(name);
        if key.is_empty() || key.len() > 2 * LONGEST_NAME {
            return None;
        }
        let next = self.parents.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.spelled
                .push(name.split_whitespace().collect::<Vec<_>>().join(" "));
            self.parents.push(next);
            self.called.push(None);
        }
        Some(number)
    }

    fn root(&mut self, mut number: usize) -> usize {
        while self.parents[number] != number {
            // Halving the path keeps later walks short.
            self.parents[number] = self.parents[self.parents[number]];
            number = self.parents[number];
        }
        number
    }

    fn merge(&mut self, correction: &Correction) {
        let Correction::Merge { name, into } = correction else {
            return;
        };
        let (Some(name), Some(into)) = (self.number(name), self.number(into)) else {
            return;
        };
        let (name, into) = (self.root(name), self.root(into));
        if name != into {
            self.parents[name] = into;
            let spelled = &self.spelled[into];
            self.called[into].get_or_insert_with(|| spelled.clone());
        }
    }

    /// Calls a name anew, if it is one still and not a part of another. What has the new name already is the
    /// same.
    fn rename(&mut self, correction: &Correction) {
        let Correction::Rename { name, to } = correction else {
            return;
        };
        let (Some(number), Some(other)) = (self.number(name), self.number(to)) else {
            return;
        };
        let root = self.root(number);
        let called = self.called[root].as_deref().map(folded);
        let is_head = root == number || called.as_ref() == Some(&folded(name));
        let named = self.root(other);
        if named != other && named != root {
            // What has the new name is part of another: so is this.
            self.parents[root] = named;
            return;
        }
        self.parents[named] = root;
        if is_head {
            self.called[root] = Some(to.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    /// The classes, numbered, with what they are called.
    fn settled(mut self) -> Rules {
        let mut sizes = vec![0usize; self.parents.len()];
        let roots: Vec<usize> = (0..self.parents.len()).map(|at| self.root(at)).collect();
        for root in &roots {
            sizes[*root] += 1;
        }
        let verdicts = self.spelled.into_iter().zip(self.called).zip(sizes);
        Rules {
            verdicts: verdicts
                .map(|((spelled, called), size)| Verdict {
                    spelled,
                    is_one: size > 1 || called.is_some(),
                    called,
                    ..Verdict::default()
                })
                .collect(),
            classes: self
                .numbers
                .into_iter()
                .map(|(key, number)| (key, roots[number]))
                .collect(),
            ..Rules::default()
        }
    }
}
