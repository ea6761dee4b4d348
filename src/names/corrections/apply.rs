//! What the reader says, applied to what was found in one article.
//!
//! Knows nothing of how names are found. Every mention gets the class or the found name that it belongs to; what
//! names there are then is worked out anew, as after the search.

use super::rules::Rules;
use crate::article::Article;
use crate::names::gather::{self, Group};
use crate::names::{NameKind, Names, introduction};
use crate::text::{TextRange, folded};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// What a mention belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    /// A name that the reader says nothing of, by its index.
    Found(usize),
    /// A class of the rules.
    Class(usize),
}

/// A mention that stays.
#[derive(Clone, Copy, Debug)]
struct Live {
    range: TextRange,
    owner: Owner,
    /// The name that it was found as, and whether it was split from it.
    from: Option<(usize, bool)>,
}

pub(super) fn apply(rules: &Rules, article: &Article, found: &Names) -> Names {
    let text = article.text.as_str();
    let mut live = kept(rules, text, found);
    if !rules.added.is_empty() {
        let added = rules.added.find(article);
        live = with_added(rules, text, &live, &added);
    }
    let mut names = named(rules, article, &live, found);
    names.is_language_known = found.is_language_known;
    introduction::introduce(article, &mut names);
    names
}

/// The mentions that are not hidden, with what they belong to.
fn kept(rules: &Rules, text: &str, found: &Names) -> Vec<Live> {
    let classes: Vec<Option<usize>> = found.names.iter().map(|n| rules.class(&n.name)).collect();
    let mut live = Vec::with_capacity(found.mentions.len());
    for mention in &found.mentions {
        let class = classes.get(mention.name).copied().flatten();
        let split = class.and_then(|class| rules.split_from(class, mention.range.of(text)));
        let class = split.or(class);
        if class.is_some_and(|class| rules.verdict(class).is_hidden) {
            continue;
        }
        let one = class.filter(|class| rules.verdict(*class).is_one);
        live.push(Live {
            range: mention.range,
            owner: one.map_or(Owner::Found(mention.name), Owner::Class),
            from: Some((mention.name, split.is_some())),
        });
    }
    live
}

/// Puts the places of added names among the mentions. What is added wins over what it covers or cuts, and gives
/// way to what covers it: that is a longer name. Where it is a mention already nothing changes.
fn with_added(rules: &Rules, text: &str, live: &[Live], added: &[(TextRange, usize)]) -> Vec<Live> {
    let wins = |added: TextRange, mention: TextRange| {
        added.overlap(mention).is_some() && !mention.covers(added)
    };
    let mut standing = live.to_vec();
    let mut next = 0;
    standing.retain(|mention| {
        let over = overlapping(added, mention.range, &mut next, |(range, _)| *range);
        !over.iter().any(|(range, _)| wins(*range, mention.range))
    });
    let owners = Owners::new(rules, text, &standing);
    let mut next = 0;
    let mut fresh: Vec<Live> = Vec::new();
    for (range, class) in added {
        let over = overlapping(&standing, *range, &mut next, |mention| mention.range);
        if over.is_empty() {
            fresh.push(Live {
                range: *range,
                owner: owners.of(*class, range.of(text)),
                from: None,
            });
        }
    }
    standing.extend(fresh);
    standing.sort_by_key(|mention| mention.range.start);
    standing
}

/// Those of `items`, in order and not overlapping, that overlap `range`. `next` walks along with the calls, whose
/// ranges are in order too.
fn overlapping<'a, T>(
    items: &'a [T],
    range: TextRange,
    next: &mut usize,
    place: impl Fn(&T) -> TextRange,
) -> &'a [T] {
    while items
        .get(*next)
        .is_some_and(|item| place(item).end <= range.start)
    {
        *next += 1;
    }
    let rest = items.get(*next..).unwrap_or(&[]);
    let end = rest
        .iter()
        .position(|item| place(item).start >= range.end)
        .unwrap_or(rest.len());
    rest.get(..end).unwrap_or(&[])
}

/// Whom a form belongs to already.
struct Owners {
    /// By the folded form; none where there are two.
    by_form: HashMap<String, Option<Owner>>,
    classes: HashSet<usize>,
}

impl Owners {
    fn new(rules: &Rules, text: &str, live: &[Live]) -> Self {
        let mut owners = Self {
            by_form: HashMap::new(),
            classes: HashSet::new(),
        };
        for mention in live {
            if let Owner::Class(class) = mention.owner {
                owners.classes.insert(class);
            }
            // Only the forms of added names are asked for.
            let form = mention.range.of(text);
            if rules.class(form).is_none() {
                continue;
            }
            match owners.by_form.entry(folded(form)) {
                Entry::Occupied(mut known) => {
                    if *known.get() != Some(mention.owner) {
                        known.insert(None);
                    }
                }
                Entry::Vacant(empty) => {
                    empty.insert(Some(mention.owner));
                }
            }
        }
        owners
    }

    /// The owner of a mention of `class` that is written as `form`: the class if the article has names of it,
    /// else the one name that has this form.
    fn of(&self, class: usize, form: &str) -> Owner {
        let own = Owner::Class(class);
        if self.classes.contains(&class) {
            return own;
        }
        let known = self.by_form.get(&folded(form)).copied().flatten();
        known.unwrap_or(own)
    }
}

/// The names that the mentions come to.
fn named(rules: &Rules, article: &Article, live: &[Live], found: &Names) -> Names {
    let mut numbers: HashMap<Owner, usize> = HashMap::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for (at, mention) in live.iter().enumerate() {
        let number = *numbers.entry(mention.owner).or_insert_with(|| {
            drafts.push(Draft::new(mention.owner));
            drafts.len() - 1
        });
        drafts[number].take(at, mention.from);
    }
    let groups = drafts
        .into_iter()
        .map(|draft| draft.group(rules, found))
        .collect();
    let ranges: Vec<TextRange> = live.iter().map(|mention| mention.range).collect();
    gather::arranged(article, &ranges, groups)
}

/// A name in the making.
struct Draft {
    owner: Owner,
    members: Vec<usize>,
    /// The names found that its mentions came from, by their indices.
    whole: Vec<usize>,
    /// The first that one of its mentions was split from.
    split: Option<usize>,
}

impl Draft {
    fn new(owner: Owner) -> Self {
        Self {
            owner,
            members: Vec::new(),
            whole: Vec::new(),
            split: None,
        }
    }

    fn take(&mut self, mention: usize, from: Option<(usize, bool)>) {
        self.members.push(mention);
        match from {
            Some((name, true)) => {
                self.split.get_or_insert(name);
            }
            // Not once a mention, where one name follows itself.
            Some((name, false)) if self.whole.last() != Some(&name) => self.whole.push(name),
            _ => {}
        }
    }

    fn group(self, rules: &Rules, found: &Names) -> Group {
        let (name, kind) = match self.owner {
            Owner::Found(at) => found
                .names
                .get(at)
                .map_or_else(unnamed, |name| (name.name.clone(), name.kind)),
            Owner::Class(class) => self.of_class(rules, class, found),
        };
        Group {
            name,
            kind,
            members: self.members,
        }
    }

    /// Name and kind of a class: what the reader says, else those of the name found that it is called after, else
    /// of the weightiest.
    fn of_class(&self, rules: &Rules, class: usize, found: &Names) -> (String, NameKind) {
        let verdict = rules.verdict(class);
        let called = verdict.called.as_deref().map(folded);
        let source = self
            .whole
            .iter()
            .filter_map(|at| Some((*at, found.names.get(*at)?)))
            .min_by_key(|(at, name)| (called.as_ref() != Some(&folded(&name.name)), *at))
            .map(|(_, name)| name);
        let split_from = self.split.and_then(|at| found.names.get(at));
        let kind = verdict
            .kind
            .or_else(|| Some(source.or(split_from)?.kind))
            .unwrap_or(NameKind::Person);
        let name = verdict.called.clone();
        let name = name.or_else(|| Some(source?.name.clone()));
        (name.unwrap_or_else(|| verdict.spelled.clone()), kind)
    }
}

/// What a mention without a name would be called; `Names` has none.
fn unnamed() -> (String, NameKind) {
    (String::new(), NameKind::Person)
}
